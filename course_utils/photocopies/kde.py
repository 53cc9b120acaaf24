"""The smoothing photocopier: keep the data, and write new data by jittering it."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need


@dataclass(frozen=True)
class KernelDensity:
    """A kernel density estimate with a Gaussian kernel whose standard deviation, the bandwidth, is fixed."""

    bandwidth: float

    def __post_init__(self):
        need(self.bandwidth >= 0, f"bandwidth must not be negative, got {self.bandwidth}")

    def fit(self, data: np.ndarray) -> np.ndarray:
        """The model is its data: (chains, n)."""
        return data

    def sample(self, params: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n) new points: each an old point chosen at random, moved by a normal number times the bandwidth."""
        chosen = np.take_along_axis(params, rng.integers(0, params.shape[1], (len(params), n)), axis=1)
        return chosen + self.bandwidth * rng.standard_normal(chosen.shape, np.float32)
