"""The Gaussian photocopier, twice: the general model for any diet, and the fast chain that draws no points."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.draws import BLOCK, NormalsAndChi2, standard_normals


@dataclass(frozen=True)
class Gaussian:
    """Fit a mean and a standard deviation to each chain; ddof=1 divides the sum of squares by n - 1 instead of n."""

    ddof: int = 0

    def fit(self, data: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """data (chains, n) -> mean (chains,), std (chains,)."""
        n = data.shape[1]
        need(n >= 2, f"n must be at least 2, got {n}")
        mean = data.mean(axis=1)
        centred = data - mean[:, None]
        return mean, np.sqrt(np.einsum("cn,cn->c", centred, centred) / (n - self.ddof))

    def sample(self, params: tuple, n: int, rng: np.random.Generator) -> np.ndarray:
        """params (mean, std) -> (chains, n) points in float32."""
        mean, std = params
        points = standard_normals(rng, (len(mean), n))
        points *= std.astype(np.float32)[:, None]
        points += mean.astype(np.float32)[:, None]
        return points


def gaussian_chains(
    chains: int, generations: int, n: int, seed: int, *, temperature: float = 1.0, ddof: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances, each (generations + 1, chains) in float32, of chains that start at N(0, 1) exactly.

    Generation t is a Gaussian fitted to n points drawn from generation t - 1, whose variance was first multiplied by
    `temperature`. The points are never drawn: by Cochran's theorem their mean is normal, n times their variance is
    chi-square with n - 1 degrees of freedom, and the two are independent. Same law, about a thousand times faster.
    """
    chains, generations = need_whole("chains", chains, 1), need_whole("generations", generations, 0)
    n = need_whole("n", n, 2)
    need(temperature > 0, f"temperature must be above 0, got {temperature}")
    need(ddof in (0, 1), f"ddof must be 0 or 1, got {ddof}")
    means, variances = np.zeros((2, generations + 1, chains), np.float32)
    variances[0] = 1
    blocks = max(1, -(-generations * chains // (2 * BLOCK)))
    steps = max(1, -(-generations // blocks))
    rng = np.random.Generator(np.random.SFC64(seed))
    draws = NormalsAndChi2(n - 1, steps * chains, rng, scale=temperature / (n - ddof))
    for first in range(0, generations, steps):
        noise, factors = draws()
        noise *= np.float32(np.sqrt(temperature / n))
        advance(means[first:], variances[first:], noise.reshape(steps, chains), factors.reshape(steps, chains))
    return means, variances


def advance(means: np.ndarray, variances: np.ndarray, noise: np.ndarray, factors: np.ndarray) -> None:
    """Fill the rows after the first, in place, until the rows or the random numbers run out."""
    step = np.empty_like(means[0])
    for t in range(min(len(means) - 1, len(noise))):
        np.multiply(variances[t], factors[t], out=variances[t + 1])
        np.sqrt(variances[t], out=step)
        step *= noise[t]
        np.add(means[t], step, out=means[t + 1])
