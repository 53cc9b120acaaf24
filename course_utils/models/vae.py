"""Variational autoencoders (Kingma and Welling 2014) of many chains, trained all at once in torch.

Every weight has the chains on its first axis, so that a layer is one batched matrix product for all chains. All weights
share one block of memory and all gradients another, so that a step of Adam is one operation for all of them.
"""

from dataclasses import dataclass

import numpy as np

from course_utils.draws import standard_normals
from course_utils.errors import need, need_whole


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
        first = [standard_normals(self.rng, (chains, *size)) / np.sqrt(size[0], dtype=np.float32) for size in sizes]
        shape = (self.steps, chains, self.batch)
        batches = self.rng.integers(0, n, shape), standard_normals(self.rng, (*shape, self.latent))
        return self.descend(data, first, *batches)

    def descend(self, data: np.ndarray, first: list, rows: np.ndarray, noise: np.ndarray) -> tuple[list, np.ndarray]:
        """What train returns, from first weights and each step's rows and noise, (steps, chains, batch[, latent])."""
        import torch  # here, because it takes seconds

        pictures, rows, noise = (
            torch.from_numpy(x).to(self.device) for x in (np.asarray(data, np.float32), rows, noise)
        )
        block, weights = one_block(first, self.device)
        adam = torch.optim.Adam([block], fused=True)
        chain, losses = torch.arange(len(data), device=self.device)[:, None], []
        for step in range(self.steps):
            block.grad.zero_()
            loss = negative_bound(weights, pictures[chain, rows[step]], noise[step], self.beta)
            loss.sum().backward()
            adam.param_groups[0]["lr"] = self.rate * min(1, 2 - 2 * step / self.steps)
            adam.step()
            losses.append(loss.detach())
        return [weight.detach() for weight in weights], torch.stack(losses).cpu().numpy()

    def sample(self, params: list, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n, pixels) in float32: what the decoder makes of normal codes.

        Each pixel is the expected one, without the noise around it. That is what everybody shows, and it is a taste for
        the typical.
        """
        import torch

        codes = torch.from_numpy(standard_normals(rng, (len(params[0]), n, self.latent))).to(self.device)
        with torch.no_grad():
            return decode(params, codes).sigmoid().cpu().numpy()


def one_block(first: list[np.ndarray], device: str) -> tuple:
    """One tensor that holds these weights and zero biases, and a leaf for each of them that shares its storage.

    The leaves' gradients share the block's gradient in the same way. (Slices of the block itself would do, but autograd
    is about ten times as slow with them.)
    """
    import torch

    parts = [part for weight in first for part in (weight, np.zeros_like(weight[:, :1]))]
    block = torch.from_numpy(np.concatenate([part.ravel() for part in parts])).to(device)
    block.grad = torch.zeros_like(block)
    weights, end = [], 0
    for part in parts:
        start, end = end, end + part.size
        weights.append(block[start:end].view(part.shape).requires_grad_())
        weights[-1].grad = block.grad[start:end].view(part.shape)
    return block, weights


def negative_bound(weights: list, x, noise, beta: float):
    """Reconstruction error and beta · KL(code || standard normal) of x (chains, batch, pixels), in nats: (chains,)."""
    from torch.nn.functional import binary_cross_entropy_with_logits

    mean, log_variance = encode(weights, x)
    std = (log_variance / 2).exp()
    logits = decode(weights, mean + std * noise)
    error = binary_cross_entropy_with_logits(logits, x, reduction="none").sum(dim=(1, 2))
    divergence = (mean.square() + std.square() - log_variance - 1).sum(dim=(1, 2)) / 2
    return (error + beta * divergence) / x.shape[1]


def encode(weights: list, x) -> tuple:
    """Mean and log variance of the codes, each (chains, batch, latent)."""
    return two_layers(weights[:4], x).chunk(2, dim=-1)


def decode(weights: list, codes):
    """The pixels' logits, (chains, batch, pixels)."""
    return two_layers(weights[4:], codes)


def two_layers(weights: list, x):
    """A hidden layer of rectified units, and a linear one, for each chain."""
    import torch

    first, bias, second, last_bias = weights
    return torch.baddbmm(last_bias, torch.baddbmm(bias, x, first).relu(), second)


def check_pictures(data: np.ndarray) -> None:
    """BadSetting unless data are numbers in 0..1 of the shape (chains, n, pixels)."""
    need(np.ndim(data) == 3, f"pictures must have the shape (chains, n, pixels), got {np.shape(data)}")
    need(data.size > 0, f"there are no pictures: the shape is {data.shape}")
    need(bool(np.min(data) >= 0 and np.max(data) <= 1), "pixels must lie between 0 and 1: divide by the largest first")
