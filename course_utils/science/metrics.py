"""Measures that no library gives in one call, each over the last axis or the first; intervals for what they average."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need


@dataclass(frozen=True)
class Interval:
    """An estimate with its 95 % confidence interval, which is the number itself if it was computed without chance."""

    estimate: float
    low: float
    high: float
    computed: bool = False

    def __str__(self) -> str:
        if self.computed:
            return f"{short(self.estimate)} (computed)"
        return f"{short(self.estimate)} [{short(self.low)}, {short(self.high)}]"


def short(number: float) -> str:
    """Three digits, without an exponent for large numbers."""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def mean_interval(values: np.ndarray) -> Interval:
    """The mean of independent values (one a chain, one a seed) and its 95 % interval by Student's t.

    BadSetting for fewer than three values.
    """
    values = np.asarray(values, float).ravel()
    mean, reach = float(values.mean()), float(interval_reach(values))
    return Interval(mean, mean - reach, mean + reach)


def share_interval(hits: int, trials: int) -> Interval:
    """A share of independent trials, with the exact 95 % interval of the binomial (Clopper and Pearson 1934).

    It has a width even where all trials or none are hits. BadSetting unless 0 <= hits <= trials and trials >= 1.
    """
    from scipy.stats import beta  # here, because it takes half a second

    need(0 <= hits <= trials and trials >= 1, f"so many hits in so many trials can't be: {hits} in {trials}")
    low = beta.ppf(0.025, hits, trials - hits + 1) if hits else 0.0
    high = beta.ppf(0.975, hits + 1, trials - hits) if hits < trials else 1.0
    return Interval(hits / trials, float(low), float(high))


def interval_reach(values: np.ndarray) -> np.ndarray:
    """How far the 95 % interval of the mean over the last axis reaches to each side; BadSetting below three values."""
    from scipy.stats import t  # here, because it takes half a second

    size = values.shape[-1]
    need(size >= 3, f"an interval needs at least 3 independent values, got {size}")
    return t.ppf(0.975, size - 1) * values.std(axis=-1, ddof=1) / np.sqrt(size)


def w2_squared_quantiles(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Squared Wasserstein-2 distance in one dimension: mean squared gap of the quantiles, over the last axis."""
    return np.square(np.sort(a, axis=-1) - np.sort(b, axis=-1)).mean(axis=-1)


def heterozygosity(shares: np.ndarray) -> np.ndarray:
    """Chance that two tokens drawn from these shares differ, 1 - Σp², over the last axis."""
    return 1 - np.square(shares).sum(axis=-1)


def alive(shares: np.ndarray) -> np.ndarray:
    """How many categories have any share left, over the last axis."""
    return np.count_nonzero(shares, axis=-1)


def describe_deaths(left: np.ndarray) -> str:
    """One sentence on the chains of left (copies + 1, chains) that have nothing left: how many, and since which copy.

    A chain is dead when what is left, a variance or a variety, is at most 1e-12; nan counts as dead, too.
    """
    dead = ~(np.asarray(left) > 1e-12)
    chains = dead.shape[1]
    if not dead[-1].any():
        return f"All {chains} chains are alive."
    first = int(np.argmax(dead.any(axis=1)))
    return f"{dead[-1].sum()} of {chains} chains have died: nothing is left. The first died at copy {first}."
