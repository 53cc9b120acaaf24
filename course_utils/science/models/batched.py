"""Small neural networks of many chains, trained all at once in torch: what the autoencoder and the flow share.

Every weight has the chains on its first axis, so that a layer is one batched matrix product for all chains. All weights
share one block of memory and all gradients another, so that a step of Adam is one operation for all of them.
"""

from collections.abc import Callable

import numpy as np

from course_utils.devices import release_memory
from course_utils.errors import need
from course_utils.science.training import train


def first_weights(rng: np.random.Generator, chains: int, sizes: list[tuple[int, int]]) -> list[np.ndarray]:
    """Normal weights (chains, in, out) for layers of these sizes, with the variance 1 / in."""
    return [rng.standard_normal((chains, *size), np.float32) / np.sqrt(size[0], dtype=np.float32) for size in sizes]


def minimise(
    first: list[np.ndarray], loss_at: Callable, steps: int, rate: float, device: str
) -> tuple[list, np.ndarray]:
    """Adam from these first weights, its rate falling to zero over the second half of the steps.

    loss_at(weights, step) -> a tensor (chains,); weights are in the order of one_block. Returns the last weights, and
    the loss at every step, (steps, chains).
    """
    import torch  # here, because it takes seconds

    block, weights = one_block(first, device)
    losses = train(torch.optim.Adam([block], rate, fused=True), lambda step: loss_at(weights, step), steps)
    release_memory()
    return [weight.detach() for weight in weights], torch.stack(losses).cpu().numpy()


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


def as_tensor(array: np.ndarray, device: str):
    """A copy of the array as float32 on the device."""
    import torch

    return torch.tensor(np.asarray(array, np.float32), device=device)


def layers(weights: list, x):
    """Linear layers with rectified units between them, for each chain: x (chains, n, in) -> (chains, n, out)."""
    import torch

    *hidden, last = zip(weights[::2], weights[1::2], strict=True)
    for weight, bias in hidden:
        x = torch.baddbmm(bias, x, weight).relu()
    return torch.baddbmm(last[1], x, last[0])


def check_pictures(data: np.ndarray) -> None:
    """BadSetting unless data are numbers in 0..1 of the shape (chains, n, pixels)."""
    need(np.ndim(data) == 3, f"pictures must have the shape (chains, n, pixels), got {np.shape(data)}")
    need(data.size > 0, f"there are no pictures: the shape is {data.shape}")
    need(bool(np.min(data) >= 0 and np.max(data) <= 1), "pixels must lie between 0 and 1: divide by the largest first")
