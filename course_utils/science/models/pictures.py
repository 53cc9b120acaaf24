"""A generator of small pictures that stays legible: principal components, and a mixture of bell curves over them."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course_utils.errors import need
from course_utils.science.models.mixture import Mixture, MixtureParams


class PictureParams(NamedTuple):
    """Mean picture (chains, 1, pixels), components (chains, kept, pixels), and the mixture of their scores."""

    mean: np.ndarray
    components: np.ndarray
    mixture: MixtureParams


@dataclass(frozen=True)
class Pictures:
    """Keep the strongest principal components of the pictures and fit a mixture to the scores."""

    kept: int = 20
    mixture: Mixture = Mixture(components=40, steps=10, floor=0.002)

    def fit(self, data: np.ndarray) -> PictureParams:
        """data (chains, n, pixels), ink from 0 to 1 -> parameters."""
        need(self.kept <= data.shape[2], f"only {data.shape[2]} pixels, so at most as many components, got {self.kept}")
        mean = data.mean(axis=1, keepdims=True)
        centred = data - mean
        _, directions = np.linalg.eigh(centred.swapaxes(1, 2) @ centred)
        components = directions[..., -self.kept :].swapaxes(1, 2)
        return PictureParams(mean, components, self.mixture.fit(centred @ components.swapaxes(1, 2)))

    def sample(self, params: PictureParams, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n, pixels) new pictures; ink below 0 is paper, and above 1 is black."""
        scores = self.mixture.sample(params.mixture, n, rng)
        return (params.mean + scores @ params.components).clip(0, 1)
