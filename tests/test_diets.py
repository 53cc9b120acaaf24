"""The diets on the digits, with fixed seeds; and what a diet, a reserve and a dead chain say in one sentence."""

import numpy as np
import pytest

from course_utils.errors import BadSetting
from course_utils.photocopies.categorical import photocopy_shares
from course_utils.science.data.pictures import load_digits
from course_utils.science.loops import Diet, Reserve, photocopy
from course_utils.science.metrics import describe_deaths
from course_utils.science.models.gaussian import Gaussian
from course_utils.science.models.pictures import Pictures
from course_utils.science.picture_quality import PictureClassifier, precision_recall

N, CHAINS, COPIES = 400, 4, 20


@pytest.fixture(scope="module")
def recall():
    """The recall of generation 20, (chains,), by the name of its diet."""
    images, labels = load_digits()
    critic = PictureClassifier(images[:1297], labels[:1297])
    reference = critic.features(images[1297:])
    rng = np.random.default_rng(1)
    pool = images[np.stack([rng.permutation(1297) for _ in range(CHAINS)])]
    diets = {
        "replace": Diet(N),
        "fixed": Diet.of_shares(N, synthetic=0.9, originals=0.1),
        "fresh": Diet.of_shares(N, synthetic=0.9, fresh=0.1),
        "all originals": Diet(N, originals=N),
    }
    found = {}
    for name, diet in diets.items():
        loop = photocopy(Pictures(), pool[:, :N], diet, COPIES, np.random.default_rng(2), Reserve(pool[:, N:]))
        *_, params = loop
        made = Pictures().sample(params, N, np.random.default_rng(3))
        found[name] = precision_recall(critic.features(made), reference)[1]
    return found


def test_digits_collapse_if_every_copy_replaces_its_parent(recall):
    assert recall["replace"].mean() < 0.15


def test_fresh_digits_are_better_than_old_ones(recall):
    assert recall["fresh"].mean() - recall["fixed"].mean() >= 0.15


def test_digits_stay_if_all_originals_do(recall):
    assert recall["all originals"].mean() > 0.75


def test_a_diet_from_its_shares():
    assert Diet.of_shares(400, synthetic=0.9, fresh=0.1) == Diet(360, fresh=40)
    assert Diet.of_shares(10, synthetic=0.7, originals=0.1, fresh=0.2) == Diet(7, originals=1, fresh=2)
    assert Diet.of_shares(3, synthetic=1 / 3, originals=2 / 3) == Diet(1, originals=2)


BAD = {
    "the shares of a diet must sum to 1, and these sum to 0.95": lambda: Diet.of_shares(100, 0.9, fresh=0.05),
    "the shares of a diet must sum to 1, and these sum to 1.1": lambda: Diet.of_shares(100, 0.9, originals=0.2),
    "the share of fresh must be from 0 to 1, got -0.1": lambda: Diet.of_shares(100, 1.1 - 0.1, 0.1, fresh=-0.1),
    "the share of synthetic must be from 0 to 1, got 1.5": lambda: Diet.of_shares(100, 1.5),
    "the share of synthetic must be from 0 to 1, got nan": lambda: Diet.of_shares(100, float("nan")),
    "a share of 0.95 of 10 examples is 9.5, not a whole number": lambda: Diet.of_shares(10, 0.95, fresh=0.05),
    "n must be at least 1, got 0": lambda: Diet.of_shares(0, 1.0),
    "asks for 6 fresh examples, but only 2 of 8 are left": lambda: feed_too_long(),
}


def feed_too_long():
    """Eight fresh examples last for one generation of six."""
    loop = photocopy(
        Gaussian(), np.ones((2, 9)), Diet(4, fresh=6), 2, np.random.default_rng(0), Reserve(np.ones((2, 8)))
    )
    return list(loop)


@pytest.mark.parametrize("sentence", BAD)
def test_bad_input_is_one_sentence(sentence):
    with pytest.raises(BadSetting) as caught:
        BAD[sentence]()
    assert sentence in str(caught.value) and "\n" not in str(caught.value)


def test_a_reserve_never_hands_out_an_example_twice():
    pool = np.arange(40).reshape(2, 20)
    reserve = Reserve(pool)
    handed = np.concatenate([reserve(m, None) for m in (7, 1, 12)], axis=1)
    assert np.array_equal(handed, pool)


def test_a_dead_chain_is_called_dead():
    real = np.random.default_rng(0).normal(size=(50, 3))
    variance = np.array([std**2 for _, std in photocopy(Gaussian(), real, Diet(3), 200, np.random.default_rng(1))])
    assert np.isfinite(variance).all()
    assert describe_deaths(variance).startswith("50 of 50 chains have died: nothing is left. The first died at copy ")
    words = np.array([(s > 0).sum(1) - 1 for s in photocopy_shares([1, 1], 5, 100, np.random.default_rng(2), chains=6)])
    assert describe_deaths(words).startswith("6 of 6 chains have died: nothing is left.")
    assert describe_deaths(np.ones((3, 4))) == "All 4 chains are alive."
    assert describe_deaths(np.array([[1.0, 1.0], [np.nan, 1.0]])) == (
        "1 of 2 chains have died: nothing is left. The first died at copy 1."
    )


def test_one_original_cannot_keep_a_chain_alive_but_two_can():
    real = np.random.default_rng(3).normal(size=(20, 10))
    for m, words in [(1, "20 of 20 chains have died"), (2, "All 20 chains are alive")]:
        loop = photocopy(Gaussian(), real, Diet(10 - m, originals=m), 600, np.random.default_rng(4))
        assert describe_deaths(np.array([std**2 for _, std in loop])).startswith(words)
