"""The Gaussian photocopier, twice: the general model for any diet, and the fast chain that draws no points."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole


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
        points = rng.standard_normal((len(mean), n), np.float32)
        points *= std.astype(np.float32)[:, None]
        points += mean.astype(np.float32)[:, None]
        return points


def gaussian_chains(
    chains: int, generations: int, n: int, seed: int, *, temperature: float = 1.0, ddof: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances, each (generations + 1, chains) in float32, of chains that start at N(0, 1) exactly.

    Generation t is a Gaussian fitted to n points drawn from generation t - 1, whose variance was first multiplied by
    `temperature`. The points are never drawn: by Cochran's theorem their mean is normal, n times their variance is
    chi-square with n - 1 degrees of freedom, and the two are independent. Same law, hundreds of times faster.
    """
    chains, generations = need_whole("chains", chains, 1), need_whole("generations", generations, 0)
    n = need_whole("n", n, 2)
    need(temperature > 0, f"temperature must be above 0, got {temperature}")
    need(ddof in (0, 1), f"ddof must be 0 or 1, got {ddof}")
    rng = np.random.Generator(np.random.SFC64(seed))
    means, variances = np.empty((2, generations + 1, chains), np.float32)
    means[0], variances[0] = 0, 1
    for t in range(generations):
        rng.standard_normal(out=means[t + 1], dtype=np.float32)
        means[t + 1] *= np.sqrt(variances[t] * np.float32(temperature / n))
        means[t + 1] += means[t]
        rng.standard_gamma((n - 1) / 2, out=variances[t + 1], dtype=np.float32)  # half a chi-square
        variances[t + 1] *= variances[t] * np.float32(2 * temperature / (n - ddof))
    return means, variances
