"""Every closed form of science/theory.py against simulation: |z| < 4 at fixed seeds, 20 000 chains or more."""

from collections import deque

import numpy as np
import pytest

from course_utils.photocopies.categorical import photocopy_shares
from course_utils.photocopies.kde import KernelDensity
from course_utils.science import theory
from course_utils.science.loops import Diet, photocopy
from course_utils.science.metrics import alive, heterozygosity
from course_utils.science.models.gaussian import Gaussian, gaussian_chains
from course_utils.teach.check import load_exercises

CHAINS = 20_000
ANSWERS = {name: exercise.answer for name, exercise in load_exercises("01_photocopies").items()}
distance, next_variance, expected_survivors = (
    ANSWERS[name] for name in ["distance", "next_variance", "expected_survivors"]
)


def z(values: np.ndarray, expected: float) -> float:
    """By how many standard errors the mean of independent values misses what theory says."""
    values = np.asarray(values, float)
    return (values.mean() - expected) / (values.std(ddof=1) / np.sqrt(values.size))


def last(iterator):
    return deque(iterator, maxlen=1)[0]


# Late in a small loop a handful of chains carries the mean, and z is no longer normal: test before that.
@pytest.mark.parametrize(("n", "times"), [(2, [1, 2]), (5, [1, 3, 6]), (100, [1, 5, 20])])
@pytest.mark.parametrize("temperature", [1.0, 0.8])
def test_variance_left_and_how_far_the_mean_wanders(n, times, temperature):
    means, variances = gaussian_chains(CHAINS, 20, n, seed=11, temperature=temperature)
    for t in times:
        assert abs(z(variances[t], theory.variance_left(n, t, temperature))) < 4
        if temperature == 1:
            assert abs(z(means[t].astype(float) ** 2, 1 - theory.variance_left(n, t))) < 4


@pytest.mark.parametrize("ddof", [0, 1])
def test_w2_squared(ddof):
    law = theory.w2_squared_unbiased if ddof else theory.w2_squared_biased
    means, variances = gaussian_chains(CHAINS, 50, 100, seed=12, ddof=ddof)
    for t in [1, 10, 50]:
        assert abs(z(distance(means[t].astype(float), np.sqrt(variances[t].astype(float))), law(100, t))) < 4


def test_w2_unbiased_agrees_with_the_first_order_of_the_literature():
    assert theory.w2_squared_unbiased(10_000, 10) == pytest.approx(1.5 * 10 / 10_000, rel=1e-3)


def test_drawing_two_numbers_is_the_same_law_as_drawing_the_points():
    start = np.zeros((CHAINS, 1), np.float32)
    params = start[:, 0], start[:, 0] + 1
    rng, model = np.random.default_rng(13), Gaussian()
    for _ in range(10):
        params = model.fit(model.sample(params, 20, rng))
    means, variances = gaussian_chains(CHAINS, 10, 20, seed=14)
    from scipy.stats import ks_2samp

    assert ks_2samp(params[1] ** 2, variances[-1]).pvalue > 1e-4
    assert ks_2samp(params[0], means[-1]).pvalue > 1e-4


def test_c4():
    samples = np.random.default_rng(15).normal(size=(CHAINS, 7))
    assert abs(z(samples.std(axis=1, ddof=1), theory.c4(7))) < 4


def test_heterozygosity_left():
    shares = np.array([0.5, 0.3, 0.15, 0.05])
    for t, now in enumerate(photocopy_shares(shares, 30, 12, np.random.default_rng(16), chains=CHAINS)):
        if t in (1, 4, 12):
            assert abs(z(heterozygosity(now), theory.heterozygosity_left(30, t) * heterozygosity(shares))) < 4


def test_words_surviving():
    shares = 1 / np.arange(1, 61)
    shares /= shares.sum()
    expected = theory.words_surviving(shares, 80, 8)
    for t, now in enumerate(photocopy_shares(shares, 80, 8, np.random.default_rng(17), chains=CHAINS)):
        if t:
            assert abs(z(alive(now), expected[t - 1])) < 4


def test_words_surviving_of_a_zipf_vocabulary_as_published_in_the_lesson():
    shares = 1 / np.arange(1, 1001)
    shares /= shares.sum()
    assert theory.words_surviving(shares, 2000, 10)[-1] == pytest.approx(161.87, abs=0.01)


@pytest.mark.parametrize("bandwidth", [0.0, 0.2, 0.5])
def test_kde_variance(bandwidth):
    real = np.random.default_rng(18).normal(size=(CHAINS, 10))
    law = 1 - 1 / 10
    for points in photocopy(KernelDensity(bandwidth), real, Diet(10), 6, np.random.default_rng(19)):
        assert abs(z(points.var(axis=1), law)) < 4
        law = next_variance(law, bandwidth, 10)


def test_smoothing_settles_at_n_minus_1_bandwidths_squared():
    assert next_variance(99 * 0.04, 0.2, 100) == pytest.approx(99 * 0.04)


def test_the_first_survivors_are_the_exercise():
    shares = np.random.default_rng(1).dirichlet(np.ones(50))
    assert theory.words_surviving(shares, 80, 1)[0] == pytest.approx(expected_survivors(shares, 80))


def test_a_diet_with_originals_settles_at_a_positive_plateau():
    n, m = 20, 5
    real = np.random.default_rng(20).normal(size=(CHAINS, 40))
    beta = n / (n + m)
    kappa = beta**2 / (1 - beta**2)
    mean, std = last(photocopy(Gaussian(), real, Diet(n, originals=m), 60, np.random.default_rng(21)))
    kept = real[:, :m].var(axis=1)
    assert abs(z(std**2 - kept / (1 + kappa / n), 0)) < 4


def test_accumulating_stays_above_the_infinite_product():
    n, copies = 30, 25
    real = np.random.default_rng(22).normal(size=(CHAINS, n))
    _, std = last(photocopy(Gaussian(), real, Diet(n, accumulate=True), copies, np.random.default_rng(23)))
    steps = np.arange(1, copies + 2)
    assert abs(z(std**2, np.prod(1 - 1 / (n * steps**2)))) < 4
