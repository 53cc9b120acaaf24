"""Speed of the loops without a model to train, as ratios: the naive loop, numpy's own draws, and ours."""

import numpy as np
import pytest
from ratios import expect_ratio

from course_utils.photocopies.categorical import photocopy_shares
from course_utils.science.loops import Diet, photocopy
from course_utils.science.models.gaussian import Gaussian, gaussian_chains

N, CHAINS, COPIES = 100, 10_000, 100
COLOURS = np.array([0.5, 0.3, 0.15, 0.05])  # four colours, a thousand marbles: a population in genetic drift
MARBLES = 1000


def naive_gaussian(copies=2000):
    """One chain, one copy after another: seconds for each copy."""
    rng, mean, std = np.random.default_rng(0), 0.0, 1.0
    for _ in range(copies):
        points = rng.normal(mean, std, N)
        mean, std = points.mean(), points.std() + 1e-9
    return copies


def by_sufficient_statistics():
    gaussian_chains(CHAINS, COPIES, N, seed=0)
    return CHAINS * COPIES


def numpys_draws_alone():
    """The same random numbers by numpy's own methods, and nothing else."""
    rng, shape = np.random.Generator(np.random.SFC64(0)), (COPIES, CHAINS)
    rng.standard_normal(shape, dtype=np.float32)
    rng.standard_gamma((N - 1) / 2, shape, dtype=np.float32)
    return CHAINS * COPIES


def batched_gaussian(real=np.random.default_rng(0).normal(size=(1000, N))):  # noqa: B008
    for _ in photocopy(Gaussian(), real, Diet(N), 10, np.random.default_rng(1)):
        pass
    return 10 * len(real)


def choice_loop(copies=500):
    rng, shares = np.random.default_rng(0), COLOURS
    for _ in range(copies):
        shares = np.bincount(rng.choice(4, MARBLES, p=shares), minlength=4) / MARBLES
    return copies


def batched_shares():
    for _ in photocopy_shares(COLOURS, MARBLES, 10, np.random.default_rng(1), chains=2000):
        pass
    return 10 * 2000


# (what, the slow way, the fast way, at least so many times as fast)
RATIOS = [
    ("sufficient statistics against the naive loop, n = 100", naive_gaussian, by_sufficient_statistics, 100),
    ("sufficient statistics against numpy's draws alone", numpys_draws_alone, by_sufficient_statistics, 0.75),
    ("general batched loop against the naive loop", naive_gaussian, batched_gaussian, 7),
    ("four colours, 1 000 marbles, against a choice loop", choice_loop, batched_shares, 60),
]


@pytest.mark.parametrize(("what", "slow", "fast", "least"), RATIOS, ids=[row[0] for row in RATIOS])
def test_speed_ratio(what, slow, fast, least, figures):
    expect_ratio(what, slow, fast, least, figures)


def test_a_thousand_chains_feel_instant(benchmark):
    benchmark(gaussian_chains, 1000, 100, 100, 0)
    assert benchmark.stats["median"] < 0.02
