"""Flows over principal components: they learn bell curves, mixtures and conditions, and chains keep to themselves."""

import numpy as np
import pytest
import torch

from course_utils.errors import BadSetting
from course_utils.who_is_drawn import flow
from course_utils.who_is_drawn.flow import Flow, principal_scores, velocity


def two_bells(chains=2, n=2000, seed=0):
    """Pictures (chains, n, 12) around two means, and which of the two each is, (chains, n)."""
    rng = np.random.default_rng(seed)
    mixing = rng.normal(0, 0.03, (chains, 4, 12))
    kind = rng.integers(0, 2, (chains, n))
    pictures = 0.5 + rng.normal(size=(chains, n, 4)) @ mixing
    pictures[..., 3] += 0.2 * kind - 0.1
    return pictures.clip(0, 1).astype(np.float32), kind


def rare_trait(n=1500, share=0.1, seed=0):
    """Pictures (1, n, 8), dark but for the rare ones, and conditions (1, n, 2): a kind, and whether it is rare."""
    rng = np.random.default_rng(seed)
    rare = rng.random((1, n, 1)) < share
    pictures = 0.2 + 0.6 * rare + 0.05 * rng.normal(size=(1, n, 8))
    return pictures.clip(0, 1).astype(np.float32), np.concatenate([np.ones_like(rare), 2 * rare - 1.0], axis=2)


def small(seed=1, **settings):
    return Flow(np.random.default_rng(seed), **{"traits": 0, "kept": 5, "hidden": 48, "steps": 300, **settings})


def everyone(condition, chains=1, m=4000):
    return np.broadcast_to(np.array(condition, float), (chains, m, len(condition)))


@pytest.fixture(scope="module")
def of_bells():
    pictures, kind = two_bells()
    model = small(rate=0.005)
    return model, model.fit(pictures, np.eye(2)[kind])


@pytest.fixture(scope="module")
def of_rare():
    model = small(traits=1, kept=4, rate=0.005)
    return model, model.fit(*rare_trait())


@pytest.mark.parametrize("temperature", [1.0, 0.5])
@pytest.mark.parametrize("wanted", [0, 1])
def test_a_bell_curve_comes_back_and_temperature_narrows_it(of_bells, wanted, temperature):
    """Mean and covariance of each condition's pictures; at a temperature T, the covariance times T²."""
    (model, params), (pictures, kind) = of_bells, two_bells()
    drawn = model.sample(params, everyone(np.eye(2)[wanted], 2), np.random.default_rng(0), temperature)
    assert drawn.dtype == np.float32 and drawn.shape == (2, 4000, 12)
    for chain in range(2):
        real = pictures[chain][kind[chain] == wanted]
        expected, found = temperature**2 * np.cov(real.T), np.cov(drawn[chain].T)
        assert np.abs(drawn[chain].mean(axis=0) - real.mean(axis=0)).max() < 0.02
        assert np.linalg.norm(found - expected) < 0.15 * np.linalg.norm(expected)


def test_temperature_zero_draws_one_picture_for_all(of_bells):
    model, params = of_bells
    drawn = model.sample(params, everyone([1, 0], 2, 5), np.random.default_rng(0), temperature=0)
    assert np.ptp(drawn, axis=1).max() < 1e-5


def test_without_a_network_noise_goes_straight_to_a_bell_curve():
    """The closed form: each score ends at its spread times the noise, and the midpoint rule comes close to it."""
    pictures, kind = two_bells(1)
    model = small(steps=1)
    params = model.fit(pictures, np.eye(2)[kind])
    silent = params._replace(weights=[torch.zeros_like(weight) for weight in params.weights])
    drawn = model.sample(silent, everyone([1, 0]), np.random.default_rng(0), temperature=0.5)
    noise = 0.5 * np.random.default_rng(0).standard_normal((1, 4000, 5), np.float32)
    scores = (drawn - params.mean) @ np.linalg.pinv(params.components)
    assert np.abs(scores - params.spread * noise).mean() < 0.005 * np.abs(scores).mean()


def test_training_begins_at_the_bell_curve():
    pictures, kind = two_bells(1, 200)
    *_, last, bias = small(steps=1, rate=1e-9).fit(pictures, np.eye(2)[kind]).weights
    assert last.abs().max() < 1e-6 and bias.abs().max() < 1e-6


def test_the_bell_curves_velocity_is_the_regression_of_picture_minus_noise():
    rng = np.random.default_rng(0)
    spread = np.array([0.2, 1.0, 3.0])
    noise, picture = rng.normal(size=(200000, 3)), spread * rng.normal(size=(200000, 3))
    silent = [torch.zeros(1, 3 + flow.WAVES, 3), torch.zeros(1, 1, 3)]
    for time in (0.1, 0.5, 0.9):
        here = (1 - time) * noise + time * picture
        slope = (here * (picture - noise)).mean(axis=0) / (here**2).mean(axis=0)
        ones = torch.ones(1, 1, 3)
        found = velocity(silent, torch.tensor(spread).float(), ones, torch.full((1, 1, 1), time), torch.zeros(1, 1, 0))
        np.testing.assert_allclose(found[0, 0], slope, atol=0.04)  # four standard errors


def test_without_a_word_about_the_trait_its_share_comes_back(of_rare):
    model, params = of_rare
    drawn = model.sample(params, everyone([1, 0]), np.random.default_rng(0))
    assert 0.07 < (drawn.mean(axis=2) > 0.5).mean() < 0.14


@pytest.mark.parametrize(("said", "share"), [(1, 1), (-1, 0)])
def test_who_says_the_trait_gets_it(of_rare, said, share):
    model, params = of_rare
    drawn = model.sample(params, everyone([1, said]), np.random.default_rng(0))
    assert abs((drawn.mean(axis=2) > 0.5).mean() - share) < 0.05


def test_a_low_temperature_loses_the_rare(of_rare):
    model, params = of_rare
    drawn = model.sample(params, everyone([1, 0]), np.random.default_rng(0), temperature=0.5)
    assert (drawn.mean(axis=2) > 0.5).mean() < 0.03


def test_a_chain_does_not_touch_its_neighbour():
    pictures, kind = two_bells(2, 200)
    other = pictures.copy()
    other[1] = 0.5
    alone, beside = (small(steps=30).fit(data, np.eye(2)[kind]) for data in (pictures, other))
    for a, b in zip(alone.weights, beside.weights, strict=True):
        assert torch.equal(a[0], b[0]) and torch.isfinite(b).all()


def test_equal_pictures_are_drawn_again():
    data = np.full((1, 100, 12), 0.3, np.float32)
    model = small(steps=30)
    drawn = model.sample(model.fit(data, np.ones((1, 100, 1))), np.ones((1, 50, 1)), np.random.default_rng(0))
    np.testing.assert_allclose(drawn, 0.3, atol=1e-3)


def test_runs_repeat_and_seeds_matter():
    pictures, kind = two_bells(1, 200)
    first, again, other = (small(seed, steps=10).fit(pictures, np.eye(2)[kind]) for seed in (1, 1, 2))
    assert all(torch.equal(a, b) for a, b in zip(first.weights, again.weights, strict=True))
    assert not torch.equal(first.weights[0], other.weights[0])


def test_scores_and_components_give_the_pictures_back():
    pictures, _ = two_bells(2, 50)
    mean, components, scores = principal_scores(pictures, 12)
    np.testing.assert_allclose(mean + scores @ components, pictures, atol=1e-5)
    np.testing.assert_allclose(np.square(scores).mean(axis=(1, 2)), 1, rtol=1e-4)
    lengths = np.linalg.norm(components, axis=2)
    np.testing.assert_allclose(lengths, lengths[:, :1].repeat(12, 1), rtol=1e-4)


def test_captions_say_the_kind_always_and_traits_sometimes():
    *_, said = small(traits=2, batch=4000).draw_batch(1, 10, 5)
    assert (said[..., :3] == 1).all()
    named = said[0, :, 3:].sum(dim=1)
    shares = [(named == k).float().mean().item() for k in (0, 1, 2)]
    np.testing.assert_allclose(shares, [0.3125, 0.125, 0.5625], atol=0.03)  # a quarter, a quarter by coin, a half


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"kept": 0}, "kept must be at least 1"),
        ({"hidden": 2.5}, "hidden must be a whole number"),
        ({"traits": -1}, "traits must be at least 0"),
        ({"rate": 0}, "rate must be above 0"),
    ],
)
def test_bad_settings_get_a_sentence(settings, sentence):
    with pytest.raises(BadSetting, match=sentence):
        small(**settings)


@pytest.mark.parametrize(
    ("data", "conditions", "sentence"),
    [
        (np.zeros((5, 12)), np.zeros((1, 5, 1)), "must have the shape"),
        (np.full((1, 9, 12), 7.0), np.zeros((1, 9, 1)), "between 0 and 1"),
        (np.zeros((1, 9, 12)), np.zeros((1, 8, 1)), "conditions must have the shape"),
        (np.zeros((1, 9, 12)), np.zeros((9, 1)), "conditions must have the shape"),
        (np.zeros((1, 9, 12)), np.full((1, 9, 1), 0.5), "must be 1, -1, or 0"),
        (np.zeros((1, 4, 12)), np.zeros((1, 4, 1)), "5 components need"),
    ],
)
def test_bad_data_get_a_sentence(data, conditions, sentence):
    with pytest.raises(BadSetting, match=sentence):
        small(traits=1).fit(data, conditions)


def test_bad_orders_get_a_sentence(of_rare):
    model, params = of_rare
    with pytest.raises(BadSetting, match="temperature must not be negative"):
        model.sample(params, everyone([1, 0]), np.random.default_rng(0), -1)
    for shape in [(2, 5, 2), (1, 5, 3), (5, 2), ()]:
        with pytest.raises(BadSetting, match=r"must have the shape \(1, any, 2\)"):
            model.sample(params, np.ones(shape), np.random.default_rng(0))
