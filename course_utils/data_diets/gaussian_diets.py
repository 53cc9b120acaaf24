"""The Gaussian photocopier on any diet, drawing no points: means and sums of squares are all that a fit needs."""

from typing import NamedTuple

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.loops import Diet


class Part(NamedTuple):
    """Some of a page: how many points, their mean, and the sum of their squared deviations from it, (chains,) each."""

    count: int
    mean: np.ndarray
    squares: np.ndarray


def gaussian_diet(
    diet: Diet, chains: int, generations: int, seed: int, *, temperature: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances, each (generations + 1, chains), by the law of photocopy(Gaussian(), real, diet, …).

    Generation 0 is fitted to as many real points from N(0, 1) as the diet has; `temperature` multiplies the variance of
    what the models write. By Cochran's theorem a part's mean is normal, its sum of squares chi-square, and they are
    independent.
    """
    chains, generations = need_whole("chains", chains, 1), need_whole("generations", generations, 0)
    need(temperature > 0, f"temperature must be above 0, got {temperature}")
    rng, zero, one = np.random.default_rng(seed), np.zeros(chains), np.ones(chains)
    originals = draw(diet.originals, zero, one, rng)
    page = join([originals, draw(diet.synthetic + diet.fresh, zero, one, rng)])
    history = [(page.mean, page.squares / page.count)]
    for _ in range(generations):
        mean, variance = history[-1]
        parts = [draw(diet.synthetic, mean, temperature * variance, rng), originals, draw(diet.fresh, zero, one, rng)]
        page = join([*parts, page] if diet.accumulate else parts)
        history.append((page.mean, page.squares / page.count))
    return tuple(np.swapaxes(history, 0, 1))


def draw(count: int, mean: np.ndarray, variance: np.ndarray, rng: np.random.Generator) -> Part:
    """The mean and the sum of squares of `count` points from N(mean, variance) for each chain."""
    if count == 0:
        return Part(0, mean, 0 * mean)
    noise = rng.normal(size=mean.shape) * np.sqrt(variance / count)
    squares = rng.chisquare(count - 1, mean.shape) if count > 1 else 0
    return Part(count, mean + noise, variance * squares)


def join(parts: list[Part]) -> Part:
    """All the parts as one."""
    count = sum(part.count for part in parts)
    mean = sum(part.count * part.mean for part in parts) / count
    return Part(count, mean, sum(part.squares + part.count * (part.mean - mean) ** 2 for part in parts))
