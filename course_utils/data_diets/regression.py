"""Linear regression as a photocopier: learn the weights, then write new examples with them."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole


@dataclass(frozen=True)
class Regression:
    """Least squares for y = x·w + noise of variance 1 in d dimensions. An example is a row (x, y) of d + 1 numbers."""

    d: int

    def __post_init__(self):
        need_whole("d", self.d, 1)

    def fit(self, data: np.ndarray) -> np.ndarray:
        """data (chains, n, d + 1) -> weights (chains, d); n must be at least d."""
        n = data.shape[1]
        need(n >= self.d, f"{self.d} weights need at least as many examples, got {n}")
        x = data[..., : self.d]
        products = x.swapaxes(1, 2) @ data  # XᵀX and Xᵀy in one pass
        return np.linalg.solve(products[..., : self.d], products[..., self.d :])[..., 0]

    def sample(self, params: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n, d + 1): standard normal x, and y by these weights (chains, d) with noise of its own."""
        data = rng.standard_normal((len(params), n, self.d + 1), np.float32)
        data[..., self.d] = data[..., self.d] + (data[..., : self.d] @ params[..., None])[..., 0]
        return data
