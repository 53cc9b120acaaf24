"""Eight autoencoders trained at once against one after another, as a learner would write it in torch."""

import numpy as np
from ratios import expect_ratio

from course_utils.models.vae import VAE

CHAINS, PIXELS, BATCH, HIDDEN, LATENT = 8, 64, 32, 64, 8
PICTURES = np.random.default_rng(0).random((CHAINS, 400, PIXELS), np.float32)


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


def test_eight_chains_at_once(figures):
    expect_ratio("eight autoencoders at once, a chain and a step", one_after_another, all_at_once, 5, figures)
