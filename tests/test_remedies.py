"""The skewed album and the remedies' raw material: the right people, drawn as promised."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from sklearn.neighbors import NearestNeighbors

from course_utils.errors import BadSetting
from course_utils.portraits import COVERINGS, LOOKS, look_numbers, pixels
from course_utils.who_is_drawn.album import JOBS, TYPICAL, open_album, people_of_all_looks, skewed_people
from course_utils.who_is_drawn.remedies import draw_with_other_kit, interleave, smote


def rng(seed=0):
    return np.random.default_rng(seed)


def test_looks_take_turns():
    assert_array_equal(people_of_all_looks(40, rng()).traits, LOOKS[np.arange(40) % 16])


def test_people_lean_as_asked_and_traits_come_on_their_own():
    people = skewed_people(np.repeat([0, 1, 3], 2000), rng(), rare=0.05, others=0.7)
    doctor, odd = people.occupation == 0, people.traits != TYPICAL
    assert_array_equal(np.bincount(people.occupation), [2000, 2000, 0, 2000])
    assert_array_equal(odd[doctor].sum(axis=0), 4 * [100])
    assert_array_equal(odd[~doctor].sum(axis=0), 4 * [2800])
    for group in (odd[doctor], odd[~doctor]):
        assert np.abs(np.corrcoef(group.T) - np.eye(4)).max() < 4 / np.sqrt(2000)


def test_people_repeat_and_seeds_matter():
    one, again, other = (pixels(skewed_people(JOBS[::20], rng(seed))) for seed in (1, 1, 2))
    assert one.shape == (30, 3072)
    assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_nobody_and_everybody_can_be_odd():
    assert_array_equal(skewed_people(JOBS, rng(), 0, 1).traits, (JOBS > 0)[:, None] ^ TYPICAL)


def test_an_album_holds_what_it_says():
    album = open_album(3)
    assert {name: len(seen) for name, seen in album.seen.items()} == {
        "album": 600,
        "deployment": 1800,
        "audit": 1920,
        "scarf": 480,
        "others with scarf": 480,
    }
    assert_array_equal(album.people.occupation, JOBS)
    assert_array_equal(album.eye.transform(pixels(album.people)), album.seen["album"])
    np.testing.assert_allclose(album.seen["album"].std(axis=0, ddof=1), 1, rtol=1e-3)
    assert_array_equal(open_album(3).seen["audit"], album.seen["audit"])
    assert not np.array_equal(open_album(4).seen["audit"], album.seen["audit"])


def test_the_groups_are_whom_the_docstring_names(monkeypatch):
    drawn = []
    monkeypatch.setattr("course_utils.who_is_drawn.album.pixels", lambda people: drawn.append(people) or pixels(people))
    open_album(0)
    *_, album, deployment, audit, scarf, others = drawn
    assert_array_equal(album.occupation, JOBS)
    assert_array_equal(deployment.occupation, np.tile(JOBS, 3))
    for people in (album, deployment):
        assert_array_equal((people.traits != TYPICAL)[people.occupation == 0].mean(axis=0), 4 * [0.05])
        assert_array_equal((people.traits != TYPICAL)[people.occupation > 0].mean(axis=0), 4 * [0.8])
    for people, covering in ((audit, "none"), (scarf, "headscarf"), (others, "headscarf")):
        assert_array_equal(look_numbers(people.traits), np.arange(len(people)) % 16)
        assert set(people.covering) == {COVERINGS.index(covering)}
    assert set(audit.occupation) == set(scarf.occupation) == {0}
    jobs_of_looks = np.stack([np.bincount(others.occupation[look::16], minlength=4) for look in range(16)])
    assert_array_equal(jobs_of_looks, 16 * [[0, 10, 10, 10]])


def test_nobody_gets_a_sentence():
    with pytest.raises(BadSetting, match="there is nobody to draw"):
        skewed_people([], rng())
    for n, sentence in ((0, "n must be at least 1"), (-3, "n must be at least 1"), (2.5, "n must be a whole number")):
        with pytest.raises(BadSetting, match=sentence):
            people_of_all_looks(n, rng())


@pytest.mark.parametrize("wrong", [{"rare": 6}, {"others": -0.1}])
def test_shares_beyond_one_get_a_sentence(wrong):
    with pytest.raises(BadSetting, match="shares from 0 to 1"):
        skewed_people(JOBS, rng(), **wrong)


def test_the_other_kit_keeps_who_they_are_and_draws_them_with_less():
    people = people_of_all_looks(1600, rng())
    drawn = draw_with_other_kit(people)
    assert_array_equal(drawn.traits, people.traits)
    assert_array_equal(drawn.occupation, people.occupation)
    assert not drawn.glasses.any() and not drawn.beard.any()
    for field in ("hairstyle", "tone", "background"):
        kinds, fewer = (np.unique(getattr(p, field)).size for p in (people, drawn))
        assert 2 <= fewer <= kinds / 2, field
    assert np.unique(drawn.clothes).size == 3 < np.unique(people.clothes).size


def test_smote_draws_between_neighbours_that_share_a_rare_trait():
    points, rare = rng().random((40, 5)), np.zeros((40, 3), bool)
    rare[:8, 0], rare[8:11, 1], rare[11, 2] = True, True, True  # nobody shares the third trait with the one
    new = smote(points, rare, 41, seed=1)
    assert new.shape == (41, 5)
    for part, group, neighbours in [(new[::2], points[:8], 5), (new[1::2], points[8:11], 2)]:
        near = NearestNeighbors(n_neighbors=neighbours + 1).fit(group).kneighbors(group, return_distance=False)
        pairs = [(group[a], group[b]) for a in range(len(group)) for b in near[a, 1:]]
        ends = np.array(pairs)
        detour = np.linalg.norm(part[:, None, None] - ends, axis=3).sum(axis=2)
        detour -= np.linalg.norm(ends[:, 0] - ends[:, 1], axis=1)
        assert detour.min(axis=1).max() < 1e-6, "on the line between two neighbours"
        rank = detour.argmin(axis=1) % neighbours
        assert set(rank) == set(range(neighbours)), "the nearest, and the others too"
    assert np.linalg.norm(new[:, None] - points, axis=2).min() > 1e-4, "and no copies"


def test_smote_repeats_and_seeds_matter():
    points, rare = rng().random((30, 4)), np.arange(30)[:, None] % 5 == [0, 1]
    many = smote(points, rare, 20, seed=3)
    assert_array_equal(many, smote(points, rare, 20, seed=3))
    assert not np.array_equal(many, smote(points, rare, 20, seed=4))
    assert smote(points, rare, 0, seed=3).shape == (0, 4)


def test_groups_take_turns_from_their_beginning():
    assert interleave([np.array([1, 2, 3]), np.array([10, 20])], 5).tolist() == [1, 10, 2, 20, 3]


def test_a_dose_below_zero_gets_a_sentence():
    with pytest.raises(BadSetting, match="n must be at least 0, got -1"):
        smote(np.zeros((5, 3)), np.eye(5, dtype=bool), -1, seed=0)
    with pytest.raises(BadSetting, match="one row for each of 5 pictures, got 4"):
        smote(np.zeros((5, 3)), np.eye(4, dtype=bool), 1, seed=0)


@pytest.mark.parametrize("rare", [np.zeros((5, 2), bool), np.eye(5, 2, dtype=bool), np.ones((5, 2), bool)])
def test_smote_without_neighbours_gets_a_sentence(rare):
    with pytest.raises(BadSetting, match="two pictures with the same rare trait"):
        smote(np.zeros((5, 3)), rare, 4, seed=0)
