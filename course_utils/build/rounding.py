"""How this machine rounds: processors, and versions of numpy and torch, differ in the last digit of a number.

A training makes that digit grow, chain by chain, until the first one differs, too. So a notebook says how the
machine rounded that built it, and its numbers are compared only where numbers are rounded alike.
"""

import hashlib
from functools import cache

import numpy as np

from course_utils.devices import use_one_thread


@cache
def rounding() -> str:
    """Twelve hexadecimal digits, the same on machines that round alike: hashed results of what the lessons compute."""
    use_one_thread()
    rng = np.random.default_rng(0)
    tables = [rng.normal(size=(n, n)).astype(kind) for n in (7, 64, 300) for kind in (np.float32, np.float64)]
    results = [result for table in tables for result in [*with_numpy(table), *with_torch(table)]]
    return hashlib.sha256(b"".join(np.ascontiguousarray(result).tobytes() for result in results)).hexdigest()[:12]


def with_numpy(table: np.ndarray) -> list[np.ndarray]:
    """Products, sums, functions and eigenvalues of a table (n, n)."""
    square = table @ table.T
    return [square, table[0] @ table, square.sum(axis=1), np.exp(table), np.tanh(table), np.linalg.eigvalsh(square)]


def with_torch(table: np.ndarray) -> list[np.ndarray]:
    """The weights of a layer (n, n), a table to begin with, after three steps of training."""
    import torch  # here, because it takes seconds

    weights, data = torch.tensor(table, requires_grad=True), torch.tensor(table[::-1].copy())
    mean, square = torch.zeros_like(data), torch.zeros_like(data)
    for _ in range(3):
        hidden = torch.nn.functional.gelu(torch.nn.functional.layer_norm(data @ weights, data.shape[1:]))
        (slopes,) = torch.autograd.grad((hidden.softmax(dim=1) @ data).square().mean(), weights)
        with torch.no_grad():  # Adam's operations by hand, because torch's own takes another second to import
            mean.lerp_(slopes, 0.1)
            square.mul_(0.999).addcmul_(slopes, slopes, value=0.001)
            weights.addcdiv_(mean, square.sqrt().add_(1e-8), value=-0.01)
    return [weights.detach().numpy(), torch.bmm(data[None], data[None]).numpy()]
