"""Every closed form of the diets and of detection against simulation: |z| < 4 at fixed seeds."""

import numpy as np
import pytest

from course_utils.data_diets.gaussian_diets import gaussian_diet
from course_utils.data_diets.regression import Regression
from course_utils.science import theory
from course_utils.science.loops import Diet, photocopy
from course_utils.science.metrics import heterozygosity
from course_utils.science.models.gaussian import Gaussian

CHAINS = 10_000
KINDS = ["fresh", "originals"]


def z(values, expected=0.0) -> float:
    """By how many standard errors the mean of independent values misses what theory says."""
    values = np.asarray(values, float)
    return (values.mean() - expected) / (values.std(ddof=1) / np.sqrt(values.size))


def normals(seed):
    rng = np.random.default_rng(seed)
    return lambda m, _: rng.normal(size=(CHAINS, m))


class Warm(Gaussian):
    """A Gaussian that samples with the variance multiplied by λ."""

    def sample(self, params, n, rng):
        return super().sample((params[0], params[1] * np.sqrt(0.8)), n, rng)


@pytest.mark.parametrize(("model", "temperature"), [(Gaussian(), 1.0), (Warm(), 0.8)])
@pytest.mark.parametrize(("n", "m", "kind"), [(20, 0, "fresh"), *[(n, 20 - n, k) for n in (5, 18) for k in KINDS]])
def test_moments_of_the_gaussian_diets(n, m, kind, model, temperature):
    real = np.random.default_rng(1).normal(size=(CHAINS, n + m))
    law = getattr(theory, f"moments_with_{kind}")(n, m, 15, temperature)
    loop = photocopy(model, real, Diet(n, **{kind: m}), 15, np.random.default_rng(2), normals(3))
    for t, (mean, std) in enumerate(loop):
        if t in (0, 1, 2, 5, 15):
            assert abs(z(mean**2, law[t, 0])) < 4, t
            assert abs(z(std**2, law[t, 1])) < 4, t


@pytest.mark.parametrize(("n", "m"), [(90, 10), (50, 50), (5, 100), (1000, 10)])
def test_plateaus_are_where_the_moments_settle(n, m):
    fresh, originals = (f(n, m, 5000)[-1] for f in (theory.moments_with_fresh, theory.moments_with_originals))
    assert fresh == pytest.approx([theory.error_with_fresh(n, m), theory.variety_with_fresh(n, m)])
    kept = (1 - 1 / m) * theory.variety_with_originals(n, m)
    assert originals == pytest.approx([theory.error_with_originals(n, m), kept])
    total, beta = n + m, n / (n + m)
    kappa = beta**2 / (1 - beta**2)
    assert theory.error_with_fresh(n, m) == pytest.approx(1 / (total * (1 - beta**2) + beta))
    assert theory.error_with_originals(n, m) == pytest.approx(1 / m + kappa / n * kept)
    assert theory.variety_with_originals(n, m) == pytest.approx(1 / (1 + kappa / n))


def test_new_is_better_than_old_at_every_share():
    for n in [1, 10, 100, 10_000]:
        for m in [1, 2, 5, 10, 100, 1000]:
            assert theory.error_with_fresh(n, m) < theory.error_with_originals(n, m)


class Words:
    """A table of shares over k words, counted from tokens."""

    def __init__(self, k):
        self.k = k

    def fit(self, tokens):
        return (tokens[..., None] == np.arange(self.k)).mean(axis=1)

    def sample(self, shares, n, rng):
        return (rng.random((len(shares), n, 1)) > shares.cumsum(1)[:, None, :-1]).sum(axis=2)


@pytest.mark.parametrize("diet", [Diet(16, originals=4), Diet(16, fresh=4), Diet(20, accumulate=True)])
def test_words_obey_the_same_laws_as_the_variance(diet):
    shares = np.array([0.5, 0.3, 0.15, 0.05])
    model, rng = Words(4), np.random.default_rng(4)
    true = np.tile(shares, (CHAINS, 1))
    real = model.sample(true, 20, rng)
    if diet.accumulate:
        law = theory.variety_accumulated(20, 12)
    elif diet.fresh:
        law = theory.moments_with_fresh(16, 4, 12)[:, 1]
    else:
        law = theory.moments_with_originals(16, 4, 12)[:, 1]
    loop = photocopy(model, real, diet, 12, rng, lambda m, r: model.sample(true, m, r))
    for t, found in enumerate(loop):
        if t in (0, 1, 4, 12):
            assert abs(z(heterozygosity(found), law[t] * heterozygosity(shares))) < 4, t


@pytest.mark.parametrize(("model", "temperature"), [(Gaussian(), 1.0), (Warm(), 0.8)])
def test_accumulating(model, temperature):
    real = np.random.default_rng(5).normal(size=(CHAINS, 20))
    law = theory.variety_accumulated(20, 12, temperature)
    for t, (_, std) in enumerate(photocopy(model, real, Diet(20, accumulate=True), 12, np.random.default_rng(6))):
        assert abs(z(std**2, law[t])) < 4, t


def test_accumulating_stops_at_a_sine():
    angle = np.pi / np.sqrt(100)
    assert theory.variety_accumulated(100, 100_000)[-1] == pytest.approx(np.sin(angle) / angle, rel=1e-5)


def test_regression_replaced():
    d, n, chains = 5, 30, 2000
    model, rng = Regression(d), np.random.default_rng(7)
    real = model.sample(np.zeros((chains, d)), n, rng)
    for t, weights in enumerate(photocopy(model, real, Diet(n), 10, rng)):
        assert abs(z(np.square(weights).sum(1), theory.regression_error_replaced(n, d, t + 1))) < 4, t


@pytest.mark.parametrize("temperature", [1.0, 0.9])
@pytest.mark.parametrize("times", [0.5, 2.0])
def test_w2_with_fresh_to_first_order(temperature, times):
    m, chains = 400, 1500
    n = int(times * m)
    rng = np.random.default_rng(8)
    mean, std = np.zeros(chains), np.ones(chains)
    for _ in range(60):  # mean and variance of each part, drawn by their laws
        drawn = std * np.sqrt(temperature)
        part, fresh = rng.normal(mean, drawn / np.sqrt(n)), rng.normal(0, 1 / np.sqrt(m), chains)
        squares = drawn**2 * rng.chisquare(n - 1, chains) + rng.chisquare(m - 1, chains)
        mean = (n * part + m * fresh) / (n + m)
        std = np.sqrt((squares + n * (part - mean) ** 2 + m * (fresh - mean) ** 2) / (n + m))
    found = mean**2 + (std - 1) ** 2
    assert found.mean() == pytest.approx(theory.w2_squared_with_fresh(n, m, temperature), rel=0.06)
    assert abs(z(mean**2, theory.moments_with_fresh(n, m, 60, temperature)[-1, 0])) < 4


def test_w2_without_ai_data_is_that_of_the_fresh_alone():
    assert theory.w2_squared_with_fresh(0, 500) == pytest.approx(theory.w2_squared_biased(500, 1), rel=0.01)


def test_pooled_error():
    sizes, rng = [4, 8, 16, 32], np.random.default_rng(9)
    pool, law = rng.normal(size=(CHAINS, 5)), theory.pooled_error(5, [4, 8, 16, 32])
    assert abs(z(pool.mean(1) ** 2, law[0])) < 4
    for n, expected in zip(sizes, law[1:], strict=True):
        written = rng.normal(pool.mean(1)[:, None], pool.std(1)[:, None], (CHAINS, n))
        pool = np.concatenate([pool, written, rng.normal(size=(CHAINS, 5))], axis=1)
        assert abs(z(pool.mean(1) ** 2, expected)) < 4


@pytest.mark.parametrize("k", [1, 3, 10])
@pytest.mark.parametrize("s", [0.6, 0.9])
def test_detection(s, k):
    rng, size = np.random.default_rng(10), 40_000
    real, ai = (np.square(scale * rng.normal(size=(size, k))).sum(1) for scale in (1, s))
    assert abs(z(real > ai, theory.best_auroc(s, k))) < 4
    tv = theory.total_variation(s, k)
    crossing = 2 * k * np.log(1 / s) / (1 / s**2 - 1)
    assert abs(z((ai < crossing) * 1.0 - (real < crossing), tv)) < 4
    assert 0.5 + tv / 2 < theory.best_auroc(s, k) < theory.auroc_bound(tv)


def test_one_point_is_detected_by_an_arctangent():
    assert theory.best_auroc(0.6) == pytest.approx(2 / np.pi * np.arctan(1 / 0.6))


def test_total_variation_by_numbers():
    from scipy.stats import norm

    x = np.linspace(-12, 12, 400_001)
    gap = np.abs(norm.pdf(x) - norm.pdf(x, scale=0.6)).sum() * (x[1] - x[0]) / 2
    assert theory.total_variation(0.6) == pytest.approx(gap, rel=1e-6)


@pytest.mark.parametrize(
    "diet", [Diet(18, fresh=2), Diet(18, originals=2), Diet(12, originals=3, fresh=5), Diet(20, accumulate=True)]
)
def test_drawing_sums_is_the_same_law_as_drawing_points(diet):
    from scipy.stats import ks_2samp

    real = np.random.default_rng(11).normal(size=(4000, 20))
    fresh = np.random.default_rng(12)
    loop = photocopy(Warm(), real, diet, 8, fresh, lambda m, rng: rng.normal(size=(4000, m)))
    *_, (mean, std) = loop
    means, variances = gaussian_diet(diet, 4000, 8, seed=13, temperature=0.8)
    assert ks_2samp(mean, means[-1]).pvalue > 1e-4
    assert ks_2samp(std**2, variances[-1]).pvalue > 1e-4


def test_originals_hold_only_what_they_can_tell():
    d, n, chains = 4, 30, 1000
    model, rng = Regression(d), np.random.default_rng(14)
    growth = {}
    for m in (2, 12):
        real = model.sample(np.zeros((chains, d)), n, rng)
        loop = [np.square(w).sum(1) for w in photocopy(model, real, Diet(n - m, originals=m), 120, rng)]
        growth[m] = loop[120] - loop[60]
    assert z(growth[2]) > 8, "two originals leave two of the four weights to wander for ever"
    assert abs(z(growth[12])) < 4, "twelve hold all four"
