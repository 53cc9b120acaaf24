"""What is trained at once, and a flow, against the same as a learner would write it in torch, one after another."""

import numpy as np
from ratios import expect_ratio

from course_utils.neural_collapse.vae import VAE
from course_utils.who_is_drawn.flow import Flow

CHAINS, PIXELS, BATCH, HIDDEN, LATENT = 8, 64, 32, 64, 8
PICTURES = np.random.default_rng(0).random((CHAINS, 400, PIXELS), np.float32)
PORTRAITS, TOLD = np.random.default_rng(1).random((1, 600, 3072), np.float32), np.ones((1, 600, 8), np.float32)


def one_after_another(steps=60, chains=2):
    """nn.Module, torch.optim.Adam as it comes, one chain after another: how many steps of a chain."""
    import torch
    from torch.nn import Linear, ReLU, Sequential
    from torch.nn.functional import binary_cross_entropy_with_logits

    for pictures in torch.from_numpy(PICTURES[:chains]):
        encoder = Sequential(Linear(PIXELS, HIDDEN), ReLU(), Linear(HIDDEN, 2 * LATENT))
        decoder = Sequential(Linear(LATENT, HIDDEN), ReLU(), Linear(HIDDEN, PIXELS))
        adam = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()])
        for _ in range(steps):
            x = pictures[torch.randint(0, len(pictures), (BATCH,))]
            mean, log_variance = encoder(x).chunk(2, dim=-1)
            logits = decoder(mean + torch.exp(log_variance / 2) * torch.randn_like(mean))
            error = binary_cross_entropy_with_logits(logits, x, reduction="sum")
            divergence = -0.5 * (1 + log_variance - mean**2 - log_variance.exp()).sum()
            adam.zero_grad()
            ((error + divergence) / BATCH).backward()
            adam.step()
    return steps * chains


def all_at_once(steps=100):
    VAE(np.random.default_rng(0), LATENT, HIDDEN, steps=steps, batch=BATCH).fit(PICTURES)
    return steps * CHAINS


def by_torch_func(steps=100):
    """The library's way to train many networks at once: vmap of one chain's gradient, Adam over the stacked weights."""
    import torch
    from torch.func import functional_call, grad, stack_module_state, vmap
    from torch.nn import Linear, Module, ReLU, Sequential
    from torch.nn.functional import binary_cross_entropy_with_logits

    class Autoencoder(Module):
        def __init__(self):
            super().__init__()
            self.encoder = Sequential(Linear(PIXELS, HIDDEN), ReLU(), Linear(HIDDEN, 2 * LATENT))
            self.decoder = Sequential(Linear(LATENT, HIDDEN), ReLU(), Linear(HIDDEN, PIXELS))

        def forward(self, x, noise):
            mean, log_variance = self.encoder(x).chunk(2, dim=-1)
            logits = self.decoder(mean + torch.exp(log_variance / 2) * noise)
            error = binary_cross_entropy_with_logits(logits, x, reduction="sum")
            return (error - 0.5 * (1 + log_variance - mean**2 - log_variance.exp()).sum()) / BATCH

    weights, _ = stack_module_state([Autoencoder() for _ in range(CHAINS)])
    one, pictures = Autoencoder(), torch.from_numpy(PICTURES)
    slopes = vmap(grad(lambda weights, x, noise: functional_call(one, weights, (x, noise))))
    adam = torch.optim.Adam(weights.values(), fused=True)
    for _ in range(steps):
        rows = torch.randint(0, pictures.shape[1], (CHAINS, BATCH))
        found = slopes(weights, pictures[torch.arange(CHAINS)[:, None], rows], torch.randn(CHAINS, BATCH, LATENT))
        for name, weight in weights.items():
            weight.grad = found[name]
        adam.step()
    return steps * CHAINS


def test_eight_chains_at_once(figures):
    expect_ratio("eight autoencoders at once, a chain and a step", one_after_another, all_at_once, 5, figures)
    expect_ratio("eight autoencoders at once, against torch.func", by_torch_func, all_at_once, 1.5, figures)


def flow_by_modules(numbers, steps, hidden=256, batch=128):
    """A rectified flow over rows (n, numbers), by nn.Module and torch.optim.Adam as it comes: how many steps."""
    import torch
    from torch.nn import Linear, ReLU, Sequential

    rows, told = torch.rand(600, numbers), torch.from_numpy(TOLD[0])
    widths = [numbers + 1 + told.shape[1], hidden, hidden, numbers]
    first, second, last = [Linear(a, b) for a, b in zip(widths, widths[1:], strict=False)]
    network = Sequential(first, ReLU(), second, ReLU(), last)
    adam = torch.optim.Adam(network.parameters())
    for _ in range(steps):
        some = torch.randint(0, len(rows), (batch,))
        picture, noise, time = rows[some], torch.randn(batch, numbers), torch.rand(batch, 1)
        said = told[some] * (torch.rand(batch, told.shape[1]) < 0.5)
        v = network(torch.cat([(1 - time) * noise + time * picture, time, said], dim=1))
        adam.zero_grad()
        (v - (picture - noise)).square().mean().backward()
        adam.step()
    return steps


def flow_over_components(steps=300):
    Flow(np.random.default_rng(0), steps=steps).fit(PORTRAITS, TOLD)
    return steps


def test_a_flow_against_modules(figures):
    """A step, the principal components included: at par over the same 64 numbers, much faster than over all pixels."""
    same, pixels = (lambda: flow_by_modules(64, 200)), (lambda: flow_by_modules(3072, 10))
    expect_ratio("a flow's step against modules, 64 components", same, flow_over_components, 0.7, figures)
    expect_ratio("a flow's step against modules, 3072 pixels", pixels, flow_over_components, 6, figures)
