"""Small classifiers of many chains, trained at once in torch on labels or a teacher's answers (Hinton et al. 2015)."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.special import softmax

from course_utils.errors import BadSetting, need, need_whole
from course_utils.science.models.batched import as_tensor, check_pictures, first_weights, layers, minimise


class Learned(NamedTuple):
    """What classifiers learned: the shape of their leading axes, and the layers' weights as in batched.py."""

    chains: tuple[int, ...]
    weights: list


@dataclass(frozen=True)
class Students:
    """Pixels -> rectified hidden layers -> one number (logit) a class, trained by Adam on random batches.

    hidden: units of each hidden layer; decay: weight of the mean squared weights; rate: Adam's, which falls to zero
    over the second half of the steps; device: torch's. rng draws all that is random in a fit, on the CPU.
    """

    rng: np.random.Generator
    hidden: tuple[int, ...] = (64,)
    steps: int = 1000
    batch: int = 64
    rate: float = 0.005
    decay: float = 0.0
    device: str = "cpu"

    def __post_init__(self):
        need(len(self.hidden) > 0, "hidden must name at least one layer's units, as in hidden=(64,)")
        for name, value in [("steps", self.steps), ("batch", self.batch), *(("hidden", h) for h in self.hidden)]:
            need_whole(name, value, 1)
        need(self.rate > 0, f"rate must be above 0, got {self.rate}")
        need(self.decay >= 0, f"decay must not be negative, got {self.decay}")

    def fit(self, data: np.ndarray, targets: np.ndarray, temperature=1.0, seen=True) -> Learned:
        """Classifiers whose softened probabilities come near the targets on what they have seen.

        data (..., n, pixels) in 0..1; targets (..., n, classes), each row summing to 1: one-hot labels, or a teacher's
        probabilities softened at the temperature (...); seen (..., n), True where a chain may look. The leading axes
        are the chains', broadcast to one another. BadSetting for other shapes or ranges.
        """
        import torch  # here, because it takes seconds

        chains, data, targets, seen, warmth = line_up(data, targets, seen, temperature)
        check_pictures(data)
        widths = [data.shape[2], *self.hidden, targets.shape[2]]
        first = first_weights(self.rng, len(data), list(zip(widths[:-1], widths[1:], strict=True)))
        pictures, wanted, warmth = (as_tensor(x, self.device) for x in (data, targets, warmth))
        rows = [self.rng.choice(np.flatnonzero(those), (self.steps, self.batch)) for those in seen]
        rows = torch.from_numpy(np.stack(rows, axis=1)).to(self.device)  # (steps, chains, batch), all of them seen
        chain = torch.arange(len(data), device=self.device)[:, None]

        def loss_at(weights, step):
            now = chain, rows[step]
            said = (layers(weights, pictures[now]) / warmth).log_softmax(dim=2)
            wrong = -(wanted[now] * said * warmth.square()).sum(dim=2).mean(dim=1)  # T² keeps the gradients' size
            return wrong + self.decay * sum(weight.square().sum(dim=(1, 2)) for weight in weights[::2])

        return Learned(chains, minimise(first, loss_at, self.steps, self.rate, self.device)[0])

    def logits(self, learned: Learned, data: np.ndarray) -> np.ndarray:
        """What the classifiers say of data (..., m, pixels): (*chains, m, classes) in float32."""
        import torch

        shared = np.broadcast_to(data, (*learned.chains, *np.shape(data)[-2:]))
        with torch.no_grad():
            said = layers(learned.weights, as_tensor(shared.reshape(-1, *shared.shape[-2:]), self.device))
        return said.cpu().numpy().reshape(*shared.shape[:-1], -1)


def match_shares(logits: np.ndarray, shares: np.ndarray, rounds: int = 200) -> np.ndarray:
    """What to add to each class's logit so that the mean probabilities are these shares: (..., classes), mean 0.

    logits (..., n, classes), best of inputs without labels; shares (..., classes), all above 0, else BadSetting. Each
    round adds the logarithm of the ratio that is still missing (proportional fitting, Deming and Stephan 1940).
    """
    there, wanted = np.shape(logits)[-1], np.shape(shares)[-1]
    need(there == wanted, f"student and teacher must know the same classes, got {there} and {wanted} of them")
    need(bool(np.all(np.asarray(shares) > 0)), "every class's share must be above 0")
    shift = np.zeros_like(logits[..., 0, :], dtype=float)
    for _ in range(rounds):
        shift += np.log(shares / softmax(logits + shift[..., np.newaxis, :], axis=-1).mean(axis=-2))
    return shift - shift.mean(axis=-1, keepdims=True)


def jitter(pictures: np.ndarray, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Copies of small square pictures, each moved by up to a pixel both ways, and which picture each is a copy of.

    pictures (chains, n, pixels) -> copies (chains, count, pixels), rows (count,); what moves out of the frame is lost.
    """
    chains, n, pixels = pictures.shape
    side, rows = round(pixels**0.5), rng.integers(0, n, count)
    framed = np.pad(pictures[:, rows].reshape(chains, count, side, side), ((0, 0), (0, 0), (1, 1), (1, 1)))
    down, right = rng.integers(0, 3, (2, count, 1)) + np.arange(side)
    copies = framed[:, np.arange(count)[:, None, None], down[:, :, None], right[:, None, :]]
    return copies.reshape(chains, count, pixels), rows


def count_parameters(*widths: int) -> int:
    """Weights and biases of a network with so many units from the pixels to the classes, as (64, 32, 10)."""
    return sum((before + 1) * after for before, after in zip(widths[:-1], widths[1:], strict=True))


def line_up(data: np.ndarray, targets: np.ndarray, seen: np.ndarray, temperature) -> tuple:
    """The chains' shape, and everything with the chains on one first axis; BadSetting if something doesn't fit."""
    data, targets, seen, warmth = np.asarray(data), np.asarray(targets), np.asarray(seen), np.asarray(temperature)
    need(
        data.ndim >= 2 and targets.ndim >= 2, "data and targets need the shapes (..., n, pixels) and (..., n, classes)"
    )
    n, found = data.shape[-2], targets.shape[-2]
    need(n == found, f"there must be a target for each example, got {found} for {n}")
    proper = np.min(targets) >= 0 and np.allclose(np.sum(targets, axis=-1), 1, atol=1e-4)
    need(bool(proper), "targets must be probabilities: none below 0, and each row summing to 1")
    need(bool(np.all(warmth > 0)), f"temperature must be above 0, got {temperature}")
    try:
        chains = np.broadcast_shapes((1,), data.shape[:-2], targets.shape[:-2], seen.shape[:-1], warmth.shape)
        shared = [np.broadcast_to(x, (*chains, *x.shape[-2:])).reshape(-1, *x.shape[-2:]) for x in (data, targets)]
        seen = np.broadcast_to(seen, (*chains, n)).reshape(-1, n)
    except ValueError as error:
        raise BadSetting(f"the leading axes of data, targets, seen and temperature don't match: {error}") from None
    need(bool(seen.any(axis=1).all()), "every chain must see at least one example")
    return chains, *shared, seen, np.broadcast_to(warmth, chains).reshape(-1, 1, 1)
