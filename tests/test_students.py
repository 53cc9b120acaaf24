"""Students: they learn labels and soft targets, only from what they have seen, and chains keep to themselves."""

import numpy as np
import pytest
import torch
from scipy.special import softmax

from course_utils.distillation.students import Students, count_parameters, jitter, match_shares
from course_utils.errors import BadSetting

LINE = np.array([[4.0, -2, 1], [0, 3, -1], [1, 1, 1], [-3, 0, 2]])  # pixels to logits, of a teacher without noise


def soften(logits, temperature):
    return softmax(logits / temperature, axis=-1)


def taught_by_line(chains=2, n=300, seed=0):
    """Pictures (chains, n, 4) in 0..1 and what a linear teacher says of them, (chains, n, 3)."""
    pictures = np.random.default_rng(seed).random((chains, n, 4), np.float32)
    return pictures, pictures @ LINE


def small(seed=1, **settings):
    return Students(np.random.default_rng(seed), **{"hidden": (16,), "steps": 400, "rate": 0.01, **settings})


def accuracy(logits, truth):
    return (logits.argmax(axis=-1) == truth).mean()


def test_labels_are_learned():
    pictures, said = taught_by_line()
    model = small()
    learned = model.fit(pictures, np.eye(3)[said.argmax(axis=2)])
    fresh, truth = taught_by_line(seed=1)
    assert accuracy(model.logits(learned, fresh), truth.argmax(axis=2)) > 0.95


@pytest.mark.parametrize("temperature", [1, 4, 20])
def test_soft_targets_hand_over_the_logits_at_any_temperature(temperature):
    """The minimum of the loss: logits equal to the teacher's, but for a constant in each row."""
    pictures, said = taught_by_line()
    model = small(steps=800)
    learned = model.fit(pictures, soften(said, temperature), temperature)
    found = model.logits(learned, pictures)
    apart = (found - found.mean(axis=2, keepdims=True)) - (said - said.mean(axis=2, keepdims=True))
    assert np.abs(apart).mean() < 0.2


def test_who_never_sees_a_class_says_it_only_after_soft_targets():
    pictures, said = taught_by_line(1, 900)
    truth = said.argmax(axis=2)
    model = small(hidden=(32,))
    targets = np.stack([np.eye(3)[truth], soften(said, 8)])
    found = model.logits(model.fit(pictures, targets, np.array([[1], [8]]), truth != 2), pictures)
    unseen = truth[0] == 2
    assert (found[0, 0, unseen].argmax(axis=1) != 2).all()
    assert accuracy(found[1, 0, unseen], 2) > 0.8


def test_only_what_was_seen_counts():
    pictures, said = taught_by_line(1)
    seen = np.arange(300) < 100
    other_targets = np.where(seen[:, np.newaxis], soften(said, 1), 1 / 3)
    other_pictures = np.where(seen[:, np.newaxis], pictures, 0.5)
    one, other = (
        small(steps=20).fit(x, targets, seen=seen)
        for x, targets in [(pictures, soften(said, 1)), (other_pictures, other_targets)]
    )
    assert all(torch.equal(a, b) for a, b in zip(one.weights, other.weights, strict=True))


def test_leading_axes_are_broadcast_and_come_back():
    pictures, said = taught_by_line(3, 20)
    temperature = np.array([1, 4])[:, np.newaxis]
    targets = np.stack([soften(said, 1), soften(said, 4)])
    model = small(steps=2)
    learned = model.fit(pictures, targets, temperature)
    assert learned.chains == (2, 3)
    assert model.logits(learned, pictures).shape == (2, 3, 20, 3)
    assert model.logits(learned, pictures[0]).shape == (2, 3, 20, 3)
    assert small(steps=2).fit(pictures[0], targets[0, 0]).chains == (1,)


def test_a_chain_does_not_touch_its_neighbour():
    pictures, said = taught_by_line()
    other = said.copy()
    other[1] = 0
    alone, beside = (small(steps=20).fit(pictures, soften(targets, 1)) for targets in (said, other))
    for a, b in zip(alone.weights, beside.weights, strict=True):
        assert torch.equal(a[0], b[0])
    assert not torch.equal(alone.weights[0][1], beside.weights[0][1])


def test_decay_makes_weights_smaller():
    pictures, said = taught_by_line()
    free, held = (small(decay=decay).fit(pictures, soften(said, 1)) for decay in (0, 0.01))
    assert held.weights[0].square().sum() < 0.7 * free.weights[0].square().sum()


def test_runs_repeat_and_seeds_matter():
    pictures, said = taught_by_line()
    first, again, other = (small(seed, steps=5).fit(pictures, soften(said, 1)).weights for seed in (1, 1, 2))
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))
    assert not torch.equal(first[0], other[0])


def test_matched_shares_are_what_was_asked_for():
    logits = np.random.default_rng(0).normal(0, 3, (2, 3, 200, 4)) - np.array([0, 0, 8, 2])
    shares = np.random.default_rng(1).dirichlet(np.full(4, 3), (2, 3))
    shift = match_shares(logits, shares)
    np.testing.assert_allclose(soften(logits + shift[..., np.newaxis, :], 1).mean(axis=2), shares, atol=1e-3)
    np.testing.assert_allclose(shift.mean(axis=-1), 0, atol=1e-9)


def test_parameters_are_counted_as_the_network_has_them():
    pictures, said = taught_by_line(1)
    weights = small(steps=1, hidden=(7, 5)).fit(pictures, soften(said, 1)).weights
    assert count_parameters(4, 7, 5, 3) == sum(weight.numel() for weight in weights)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"hidden": ()}, "at least one layer"),
        ({"hidden": (0,)}, "hidden must be at least 1"),
        ({"steps": 2.5}, "steps must be a whole number"),
        ({"batch": 0}, "batch must be at least 1"),
        ({"rate": 0}, "rate must be above 0"),
        ({"decay": -1}, "decay must not be negative"),
    ],
)
def test_bad_settings_get_a_sentence(settings, sentence):
    with pytest.raises(BadSetting, match=sentence):
        small(**settings)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"data": np.full((2, 9, 4), 7.0)}, "between 0 and 1"),
        ({"data": np.zeros(4)}, "need the shapes"),
        ({"data": np.zeros((2, 8, 4))}, "a target for each example, got 9 for 8"),
        ({"data": np.zeros((5, 9, 4))}, "leading axes"),
        ({"targets": np.zeros((2, 9, 3))}, "must be probabilities"),
        ({"targets": np.tile([2.0, -1, 0], (2, 9, 1))}, "must be probabilities"),
        ({"temperature": 0}, "temperature must be above 0"),
        ({"temperature": np.ones(5)}, "leading axes"),
        ({"seen": np.zeros((2, 9), bool)}, "at least one example"),
        ({"seen": np.ones((2, 7), bool)}, "don't match"),
    ],
)
def test_bad_data_get_a_sentence(changed, sentence):
    good = {"data": np.zeros((2, 9, 4)), "targets": np.full((2, 9, 3), 1 / 3), "temperature": 1.0, "seen": True}
    with pytest.raises(BadSetting, match=sentence):
        small(steps=1).fit(**{**good, **changed})


def test_a_share_of_zero_gets_a_sentence():
    with pytest.raises(BadSetting, match="share must be above 0"):
        match_shares(np.zeros((1, 5, 2)), np.array([[0.0, 1.0]]))


def test_other_classes_than_the_teacher_s_get_a_sentence():
    with pytest.raises(BadSetting, match="must know the same classes, got 2 and 3 of them"):
        match_shares(np.zeros((1, 5, 2)), np.full((1, 3), 1 / 3))


def test_jitter_moves_by_at_most_a_pixel():
    pictures = np.zeros((2, 3, 16))
    pictures[:, :, 5] = 1  # in the second row and column of four
    copies, rows = jitter(pictures, 200, np.random.default_rng(1))
    square = copies.reshape(2, 200, 4, 4)
    where = [square.argmax(axis=axis).max(axis=2) for axis in (2, 3)]
    assert copies.shape == (2, 200, 16) and set(rows) == {0, 1, 2} and (copies.sum(axis=2) == 1).all()
    assert all(set(axis.ravel()) == {0, 1, 2} for axis in where)
