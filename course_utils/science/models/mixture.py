"""A mixture of bell curves in any number of dimensions, fitted to many chains at once by the EM algorithm.

The logarithm of a normal density is linear in (1, x, x xᵀ). So one matrix product gives every density of every point,
and a second one, with the points' shares in the components, gives every mean and covariance.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_utils.errors import need, need_whole

BLOCK = 2**18  # numbers worked on at once: few calls, and they still fit into a core's cache


class MixtureParams(NamedTuple):
    """weights (chains, k), means (chains, k, d), and Cholesky factors of the covariances (chains, k, d, d)."""

    weights: np.ndarray
    means: np.ndarray
    factors: np.ndarray


@dataclass(frozen=True)
class Mixture:
    """A Gaussian mixture with full covariances, fitted in `steps` EM steps; `floor` is added to every variance."""

    components: int
    steps: int = 20
    floor: float = 1e-6

    def __post_init__(self):
        need_whole("components", self.components, 1)
        need_whole("steps", self.steps, 1)
        need(self.floor > 0, f"floor must be above 0, got {self.floor}")

    def fit(self, data: np.ndarray) -> MixtureParams:
        """data (chains, n, d) -> parameters, starting from centres by k-means++; BadSetting if n < components."""
        n = data.shape[1]
        need(n >= self.components, f"{self.components} components need at least as many points, got {n}")
        return self._by_blocks(self._fit_block, data)

    def refit(self, params: MixtureParams, data: np.ndarray) -> MixtureParams:
        """The same, starting from the parameters of the model before: fine-tuning instead of training from scratch."""
        return self._by_blocks(self._refit_block, data, *params)

    def sample(self, params: MixtureParams, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n, d) points: for each a component by its weight, then a point of its bell curve."""
        chains, k, d = params.means.shape
        edges = params.weights.cumsum(axis=1, dtype=np.float32)[:, :-1, None]
        chosen = (rng.random((chains, 1, n), np.float32) > edges).sum(axis=1, dtype=np.uint16)
        chosen = chosen + k * np.arange(chains)[:, None]
        noise = rng.standard_normal((chains, n, d), np.float32)
        points = params.means.reshape(-1, d).take(chosen, axis=0)
        points += np.einsum("cnij,cnj->cni", params.factors.reshape(-1, d, d).take(chosen, axis=0), noise)
        return points

    def _by_blocks(self, fit, data: np.ndarray, *start: np.ndarray) -> MixtureParams:
        chains, n, d = data.shape
        rows = max(1, BLOCK // (n * (self.components + 2 * d * d)))
        blocks = [slice(first, first + rows) for first in range(0, chains, rows)]
        fitted = [fit(data[block], *(part[block] for part in start)) for block in blocks]
        return MixtureParams(*map(np.concatenate, zip(*fitted, strict=True)))

    def _fit_block(self, data: np.ndarray) -> MixtureParams:
        points = np.asarray(data, np.float32)
        shares = nearest(points, kmeans_plus_plus(points, self.components))
        features = monomials(points)
        return self._iterate(self._maximize(shares, features), features)

    def _refit_block(self, data: np.ndarray, *start: np.ndarray) -> MixtureParams:
        return self._iterate(MixtureParams(*start), monomials(np.asarray(data, np.float32)))

    def _iterate(self, params: MixtureParams, features: np.ndarray) -> MixtureParams:
        for _ in range(self.steps):
            shares = softmax(log_linear(params) @ features)
            params = self._maximize(shares, features)
        return params

    def _maximize(self, shares: np.ndarray, features: np.ndarray) -> MixtureParams:
        """The M step: weights, means and covariances from each point's shares in the components, (chains, k, n)."""
        sums = shares @ features.swapaxes(1, 2)
        count = sums[..., :1] + np.float32(1e-6)  # a component without points keeps a finite, tiny weight
        average = sums / count
        d = int(np.sqrt(sums.shape[2] - 1))
        means, squares = average[..., 1 : d + 1], average[..., d + 1 :].reshape(*sums.shape[:2], d, d)
        covariances = squares - means[..., None] * means[..., None, :]
        covariances[..., range(d), range(d)] = covariances[..., range(d), range(d)].clip(0) + np.float32(self.floor)
        return MixtureParams(count[..., 0] / count.sum(axis=1), means, cholesky(covariances, self.floor))


def monomials(points: np.ndarray) -> np.ndarray:
    """1, x and x xᵀ of every point: (chains, n, d) -> (chains, 1 + d + d², n)."""
    chains, n, d = points.shape
    out = np.empty((chains, 1 + d + d * d, n), np.float32)
    out[:, 0] = 1
    x = out[:, 1 : d + 1]
    x[:] = points.swapaxes(1, 2)
    np.multiply(x[:, :, None], x[:, None], out=out[:, d + 1 :].reshape(chains, d, d, n))
    return out


def log_linear(params: MixtureParams) -> np.ndarray:
    """Coefficients of log(weight x density) on the monomials, (chains, k, 1 + d + d²); constants in common left out."""
    d = params.means.shape[2]
    root = lower_inverse(params.factors)
    precision = root.swapaxes(-1, -2) @ root
    slope = (precision * params.means[..., None, :]).sum(axis=-1)
    level = np.log(params.weights) + np.log(root[..., range(d), range(d)]).sum(axis=-1)
    level -= (slope * params.means).sum(axis=-1) / 2
    return np.concatenate([level[..., None], slope, precision.reshape(*slope.shape[:2], -1) / -2], axis=2)


def softmax(logits: np.ndarray) -> np.ndarray:
    """The E step: shares that sum to 1 over the components, (chains, k, n), in place."""
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits


def cholesky(matrices: np.ndarray, least: float) -> np.ndarray:
    """Lower triangular factors L with L Lᵀ = matrix, column by column for all small matrices at once.

    LAPACK takes them one by one, which for two dimensions costs more than the rest of an EM step. No pivot is let below
    `least`, where rounding has eaten it.
    """
    lower = np.zeros_like(matrices)
    for k in range(matrices.shape[-1]):
        done = lower[..., k:, :k]
        column = matrices[..., k:, k] - (done * done[..., :1, :]).sum(axis=-1)
        column[..., 0] = column[..., 0].clip(least)
        lower[..., k:, k] = column / np.sqrt(column[..., :1])
    return lower


def lower_inverse(lower: np.ndarray) -> np.ndarray:
    """Inverses of lower triangular matrices, row by row for all of them at once."""
    inverse = np.zeros_like(lower)
    for k in range(lower.shape[-1]):
        inverse[..., k, :k] = -(lower[..., k, :k, None] * inverse[..., :k, :k]).sum(axis=-2)
        inverse[..., k, k] = 1
        inverse[..., k, : k + 1] /= lower[..., k, k, None]
    return inverse


def kmeans_plus_plus(points: np.ndarray, k: int) -> np.ndarray:
    """k starting centres for each chain, (chains, k, d), by k-means++ (Arthur and Vassilvitskii 2007)."""
    rng, row = np.random.default_rng(0), np.arange(len(points))
    centres = [points[:, 0]]
    gap = np.full(points.shape[:2], np.inf, np.float32)
    for _ in range(k - 1):
        gap = np.minimum(gap, np.square(points - centres[-1][:, None]).sum(axis=2))
        reach = gap.cumsum(axis=1)
        chosen = (reach < reach[:, -1:] * rng.random()).sum(axis=1)
        centres.append(points[row, chosen.clip(max=points.shape[1] - 1)])
    return np.stack(centres, axis=1)


def nearest(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Shares (chains, k, n) that give every point to its nearest centre."""
    closeness = centres @ points.swapaxes(1, 2) - np.square(centres).sum(axis=2, keepdims=True) / 2
    return (closeness == closeness.max(axis=1, keepdims=True)).astype(np.float32)
