"""Autoencoders trained many at once: they learn, they do not touch each other, and they repeat."""

import numpy as np
import pytest
import torch

from course_utils.errors import BadSetting
from course_utils.neural_collapse.vae import VAE, decode_codes, encode_pictures, negative_bound
from course_utils.science.loops import Diet, photocopy


def stripes(chains=3, n=60, seed=0):
    """Pictures (chains, n, 16) of two kinds, with noise: the left half is dark, or the upper half."""
    rng = np.random.default_rng(seed)
    left, upper = np.tile([1, 1, 0, 0], 4), np.repeat([1, 1, 0, 0], 4)
    kinds = np.where(rng.random((chains, n, 1)) < 0.5, left, upper)
    return (0.8 * kinds + 0.2 * rng.random((chains, n, 16))).astype(np.float32)


def small(seed=1, **settings):
    return VAE(np.random.default_rng(seed), **{"latent": 2, "hidden": 16, "steps": 200, "batch": 20, **settings})


def draws_of(vae, chains, n, pixels=16):
    rng, hidden, latent = np.random.default_rng(5), vae.hidden, vae.latent
    sizes = [(pixels, hidden), (hidden, 2 * latent), (latent, hidden), (hidden, pixels)]
    first = [0.3 * rng.standard_normal((chains, *size), np.float32) for size in sizes]
    shape = (vae.steps, chains, vae.batch)
    return first, rng.integers(0, n, shape), rng.standard_normal((*shape, latent), np.float32)


def test_the_loss_falls_in_every_chain():
    losses = small().train(stripes())[1]
    assert losses.shape == (200, 3) and (losses[-20:].mean(axis=0) < 0.8 * losses[:5].mean(axis=0)).all()


def test_it_writes_both_kinds_of_picture():
    vae = small(steps=400)
    pictures = vae.sample(vae.fit(stripes()), 500, np.random.default_rng(2))
    assert pictures.shape == (3, 500, 16) and pictures.dtype == np.float32
    assert pictures.min() >= 0 and pictures.max() <= 1
    corner = pictures[..., 2] - pictures[..., 8]  # upper right against lower left: 1 or -1 by the kind
    assert ((corner > 0.4).mean(axis=1) > 0.2).all() and ((corner < -0.4).mean(axis=1) > 0.2).all()


def test_the_bound_is_that_of_torch_distributions():
    """Kullback-Leibler term and Bernoulli likelihood, one picture at a time, as the textbook has them."""
    vae, data = small(), torch.from_numpy(stripes())
    weights = vae.fit(data.numpy())
    noise = torch.randn(3, 60, 2, generator=torch.Generator().manual_seed(0))
    mean, log_variance = encode_pictures(weights, data)
    code = torch.distributions.Normal(mean, (log_variance / 2).exp())
    divergence = torch.distributions.kl_divergence(code, torch.distributions.Normal(0.0, 1.0)).sum(dim=2)
    logits = decode_codes(weights, mean + code.stddev * noise)
    pixels = torch.distributions.Bernoulli(logits=logits, validate_args=False)
    expected = (0.5 * divergence - pixels.log_prob(data).sum(dim=2)).mean(dim=1)
    torch.testing.assert_close(negative_bound(weights, data, noise, 0.5), expected, rtol=1e-4, atol=1e-4)


def test_chains_trained_together_are_the_chains_trained_one_by_one():
    data, vae = stripes(), small(steps=30)
    first, rows, noise = draws_of(vae, 3, 60)
    together = vae.train_on(data, first, rows, noise)[0]
    for c in range(3):
        one = slice(c, c + 1)
        alone = vae.train_on(data[one], [w[one] for w in first], rows[:, one], noise[:, one])[0]
        for a, b in zip(alone, together, strict=True):
            torch.testing.assert_close(a, b[one], rtol=1e-3, atol=1e-4)


def test_one_step_is_the_step_of_torchs_adam_on_an_ordinary_module():
    """The shared block, its views and their gradients: the same weights as nn.Linear layers and one Adam a chain."""
    data, vae = stripes(1), small(steps=25, beta=0.5)
    first, rows, noise = draws_of(vae, 1, 60)
    ours = vae.train_on(data, first, rows, noise)[0]
    linears = [torch.nn.Linear(*weight.shape[1:]) for weight in first]
    for linear, weight in zip(linears, first, strict=True):
        linear.weight.data, linear.bias.data = torch.from_numpy(weight[0].T.copy()), torch.zeros(weight.shape[2])
    adam = torch.optim.Adam([p for linear in linears for p in linear.parameters()])
    for step in range(25):
        x = torch.from_numpy(data[0, rows[step, 0]])
        mean, log_variance = linears[1](linears[0](x).relu()).chunk(2, -1)
        code = mean + (log_variance / 2).exp() * torch.from_numpy(noise[step, 0])
        logits = linears[3](linears[2](code).relu())
        error = torch.nn.functional.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        divergence = -0.5 * (1 + log_variance - mean**2 - log_variance.exp()).sum()
        adam.zero_grad()
        ((error + 0.5 * divergence) / len(x)).backward()
        adam.param_groups[0]["lr"] = 0.01 * min(1, 2 - 2 * step / 25)
        adam.step()
    for i, linear in enumerate(linears):
        torch.testing.assert_close(ours[2 * i][0].T, linear.weight.data, rtol=1e-3, atol=1e-4)
        torch.testing.assert_close(ours[2 * i + 1][0, 0], linear.bias.data, rtol=1e-3, atol=1e-4)


def test_runs_repeat_and_seeds_matter():
    def last_copy(seed):
        copies = photocopy(small(seed, steps=20), stripes(), Diet(30), 2, np.random.default_rng(3))
        return list(copies)[-1][0]

    assert torch.equal(last_copy(1), last_copy(1))
    assert not torch.equal(last_copy(1), last_copy(2))


@pytest.mark.parametrize("brightness", [0.0, 0.5, 1.0])
def test_a_dead_chain_stays_a_number(brightness):
    data = np.full((2, 50, 16), brightness, np.float32)
    data[1] = stripes(1, 50)[0]
    vae = small(steps=400)
    params, losses = vae.train(data)
    pictures = vae.sample(params, 100, np.random.default_rng(0))
    assert np.isfinite(losses).all() and np.isfinite(pictures).all()
    assert np.abs(pictures[0] - brightness).mean() < 0.1, "a chain of equal pictures writes that picture"
    assert pictures[1].std(axis=0).max() > 0.3, "its neighbour lives on"


def test_one_picture_is_enough():
    assert np.isfinite(small(steps=5).train(stripes(1, 1))[1]).all()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (np.zeros((5, 16)), "must have the shape"),
        (np.zeros((2, 0, 16)), "no pictures"),
        (np.full((1, 3, 16), 16.0), "between 0 and 1"),
        (np.full((1, 3, 16), np.nan), "between 0 and 1"),
        (-stripes(), "between 0 and 1"),
    ],
)
def test_bad_pictures_get_a_sentence(data, sentence):
    with pytest.raises(BadSetting, match=sentence):
        small().fit(data)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"latent": 0}, "latent must be at least 1"),
        ({"hidden": 2.5}, "hidden must be a whole number"),
        ({"steps": 0}, "steps must be at least 1"),
        ({"beta": -1}, "beta must not be negative"),
        ({"rate": 0}, "rate must be above 0"),
    ],
)
def test_bad_settings_get_a_sentence(settings, sentence):
    with pytest.raises(BadSetting, match=sentence):
        small(**settings)
