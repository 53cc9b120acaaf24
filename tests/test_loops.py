"""The loop engine: shapes, diets, and one clear sentence for bad input."""

import numpy as np
import pytest

from course_utils.errors import BadSetting, CourseError
from course_utils.photocopies.categorical import photocopy_shares
from course_utils.photocopies.kde import KernelDensity
from course_utils.science.loops import Diet, photocopy
from course_utils.science.metrics import mean_interval
from course_utils.science.models.gaussian import Gaussian, gaussian_chains

RNG = np.random.default_rng


class Recorder(Gaussian):
    """A Gaussian that remembers how much data each fit saw."""

    def __init__(self):
        super().__init__()
        object.__setattr__(self, "sizes", [])

    def fit(self, data):
        self.sizes.append(data.shape[1])
        return super().fit(data)


def fresh(m, rng):
    return rng.normal(size=(3, m))


@pytest.mark.parametrize(
    ("diet", "sizes"),
    [
        (Diet(10), [20, 10, 10, 10]),
        (Diet(10, originals=4), [20, 14, 14, 14]),
        (Diet(10, fresh=5), [20, 15, 15, 15]),
        (Diet(10, accumulate=True), [20, 30, 40, 50]),
        (Diet(0, fresh=7), [20, 7, 7, 7]),
    ],
)
def test_a_diet_feeds_what_it_says(diet, sizes):
    model = Recorder()
    generations = list(photocopy(model, RNG(0).normal(size=(3, 20)), diet, 3, RNG(1), fresh))
    assert len(generations) == 4 and model.sizes == sizes
    assert all(mean.shape == std.shape == (3,) for mean, std in generations)


def test_the_originals_are_the_same_every_time():
    class Watcher(Recorder):
        def fit(self, data):
            self.sizes.append(data[:, -4:].copy())
            return Gaussian().fit(data)

    model, real = Watcher(), RNG(0).normal(size=(3, 20))
    list(photocopy(model, real, Diet(10, originals=4), 3, RNG(1)))
    assert all(np.array_equal(kept, real[:, :4]) for kept in model.sizes[1:])


def test_shares_are_counted_in_n_tokens():
    generations = list(photocopy_shares(np.array([2, 1, 0, 1]), 50, 3, RNG(0), chains=5))
    assert np.allclose(generations[0], [[0.5, 0.25, 0, 0.25]] * 5)
    for shares in generations[1:]:
        assert np.allclose(shares.sum(axis=1), 1) and np.allclose(shares * 50, np.round(shares * 50))
        assert np.all(shares[:, 2] == 0), "what is lost stays lost"


def test_no_generations_is_the_start_itself():
    means, variances = gaussian_chains(3, 0, 10, seed=0)
    assert means.shape == variances.shape == (1, 3) and np.all(variances == 1)


def test_the_same_seed_gives_the_same_chains():
    a, b = gaussian_chains(10, 5, 30, seed=1), gaussian_chains(10, 5, 30, seed=1)
    assert np.array_equal(a, b)
    assert not np.array_equal(a, gaussian_chains(10, 5, 30, seed=2))


@pytest.mark.parametrize("n", [2, 5, 10, 100, 1000])
def test_a_fitted_mean_and_variance_have_the_right_law(n):
    from scipy.stats import chi2, kstest

    means, variances = (values[1].astype(float) for values in gaussian_chains(200_000, 1, n, seed=3))
    assert kstest(means * np.sqrt(n), "norm").pvalue > 1e-4
    assert kstest(variances * n, chi2(n - 1).cdf).pvalue > 1e-4
    assert abs(np.corrcoef(means**2, variances)[0, 1]) < 4 / np.sqrt(200_000)


BAD = {
    "n must be at least 2, got 1": lambda: gaussian_chains(10, 5, 1, seed=0),
    "n must be a whole number, got True": lambda: gaussian_chains(10, 5, True, seed=0),
    "n must be a whole number, got nan": lambda: gaussian_chains(10, 5, float("nan"), seed=0),
    "n must be a whole number, got 2.5": lambda: gaussian_chains(10, 5, 2.5, seed=0),
    "generations must be at least 0, got -1": lambda: gaussian_chains(10, -1, 5, seed=0),
    "chains must be at least 1, got 0": lambda: gaussian_chains(0, 5, 5, seed=0),
    "temperature must be above 0, got 0": lambda: gaussian_chains(1, 5, 5, seed=0, temperature=0),
    "ddof must be 0 or 1, got 2": lambda: gaussian_chains(1, 5, 5, seed=0, ddof=2),
    "synthetic must be at least 0, got -3": lambda: Diet(-3),
    "a diet must contain at least one example": lambda: Diet(0),
    "but there are only 5": lambda: list(photocopy(Gaussian(), np.ones((2, 5)), Diet(4, originals=6), 1, RNG(0))),
    "needs draw_fresh": lambda: list(photocopy(Gaussian(), np.ones((2, 5)), Diet(4, fresh=6), 1, RNG(0))),
    "real data is empty": lambda: list(photocopy(Gaussian(), np.ones((2, 0)), Diet(4), 1, RNG(0))),
    "needs a chain axis first": lambda: list(photocopy(Gaussian(), np.ones(5), Diet(4), 1, RNG(0))),
    "generations must be at least 0": lambda: list(photocopy(Gaussian(), np.ones((2, 5)), Diet(4), -1, RNG(0))),
    "shares must not be negative": lambda: list(photocopy_shares(np.array([0.5, -0.5]), 5, 1, RNG(0))),
    "not all zero": lambda: list(photocopy_shares(np.zeros(3), 5, 1, RNG(0))),
    "shares must be one list": lambda: list(photocopy_shares(np.array([]), 5, 1, RNG(0))),
    "n must be at least 1, got 0": lambda: list(photocopy_shares(np.ones(3), 0, 1, RNG(0))),
    "bandwidth must not be negative": lambda: KernelDensity(-1),
    "an interval needs at least 3": lambda: mean_interval(np.array([1.0, 2.0])),
    "n must be at least 2, got 1 ": lambda: Gaussian().fit(np.ones((3, 1))),
}


@pytest.mark.parametrize("sentence", BAD)
def test_bad_input_is_one_sentence(sentence):
    with pytest.raises(BadSetting) as caught:
        BAD[sentence]()
    assert sentence.strip() in str(caught.value) and "\n" not in str(caught.value)


def test_a_course_error_is_shown_without_a_traceback():
    assert CourseError("Do this.")._render_traceback_() == ["CourseError: Do this."]
    assert BadSetting("Not that.")._render_traceback_() == ["BadSetting: Not that."]
