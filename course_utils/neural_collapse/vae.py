"""Variational autoencoders (Kingma and Welling 2014) of many chains, trained all at once in torch."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.models.batched import as_tensor, check_pictures, first_weights, layers, minimise


@dataclass(frozen=True)
class VAE:
    """Pixels in 0..1 -> hidden layer -> normal code -> hidden layer -> pixels, trained by Adam on random batches.

    beta: weight of the Kullback-Leibler term (Higgins et al. 2017), 1 in the original; rate: Adam's, which falls to
    zero over the second half of the steps; device: torch's. rng draws all that is random in a fit, on the CPU.
    """

    rng: np.random.Generator
    latent: int = 8
    hidden: int = 64
    beta: float = 0.125
    steps: int = 500
    batch: int = 32
    rate: float = 0.01
    device: str = "cpu"

    def __post_init__(self):
        for name in ("latent", "hidden", "steps", "batch"):
            need_whole(name, getattr(self, name), 1)
        need(self.beta >= 0, f"beta must not be negative, got {self.beta}")
        need(self.rate > 0, f"rate must be above 0, got {self.rate}")

    def fit(self, data: np.ndarray) -> list:
        """data (chains, n, pixels) in 0..1 -> weights of the four layers, each (chains, in, out), (chains, 1, out).

        BadSetting for data of another shape or range.
        """
        return self.train(data)[0]

    def train(self, data: np.ndarray) -> tuple[list, np.ndarray]:
        """The weights as from fit, and the loss of every step's batch, (steps, chains), in nats a picture."""
        check_pictures(data)
        chains, n, pixels = data.shape
        sizes = [
            (pixels, self.hidden),
            (self.hidden, 2 * self.latent),
            (self.latent, self.hidden),
            (self.hidden, pixels),
        ]
        first = first_weights(self.rng, chains, sizes)
        shape = (self.steps, chains, self.batch)
        batches = self.rng.integers(0, n, shape), self.rng.standard_normal((*shape, self.latent), np.float32)
        return self.train_on(data, first, *batches)

    def train_on(self, data: np.ndarray, first: list, rows: np.ndarray, noise: np.ndarray) -> tuple[list, np.ndarray]:
        """What train returns, from first weights and each step's rows and noise, (steps, chains, batch[, latent])."""
        import torch  # here, because it takes seconds

        pictures, noise = (as_tensor(x, self.device) for x in (data, noise))
        rows = torch.from_numpy(rows).to(self.device)
        chain = torch.arange(len(data), device=self.device)[:, None]

        def loss_at(weights, step):
            return negative_bound(weights, pictures[chain, rows[step]], noise[step], self.beta)

        return minimise(first, loss_at, self.steps, self.rate, self.device)

    def sample(self, params: list, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n, pixels) in float32: what the decoder makes of normal codes.

        Each pixel is the expected one, without the noise around it. That is what everybody shows, and it is a taste for
        the typical.
        """
        import torch

        codes = as_tensor(rng.standard_normal((len(params[0]), n, self.latent), np.float32), self.device)
        with torch.no_grad():
            return decode_codes(params, codes).sigmoid().cpu().numpy()


def negative_bound(weights: list, x, noise, beta: float):
    """Reconstruction error and beta · KL(code || standard normal) of x (chains, batch, pixels), in nats: (chains,)."""
    from torch.nn.functional import binary_cross_entropy_with_logits

    mean, log_variance = encode_pictures(weights, x)
    std = (log_variance / 2).exp()
    logits = decode_codes(weights, mean + std * noise)
    error = binary_cross_entropy_with_logits(logits, x, reduction="none").sum(dim=(1, 2))
    divergence = (mean.square() + std.square() - log_variance - 1).sum(dim=(1, 2)) / 2
    return (error + beta * divergence) / x.shape[1]


def encode_pictures(weights: list, x) -> tuple:
    """Mean and log variance of the codes, each (chains, batch, latent)."""
    return layers(weights[:4], x).chunk(2, dim=-1)


def decode_codes(weights: list, codes):
    """The pixels' logits, (chains, batch, pixels)."""
    return layers(weights[4:], codes)
