"""Train a copy of an encoder's last layers: the loop that tune and flags share."""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from course_utils.devices import release_memory
from course_utils.errors import need_whole
from course_utils.negation.groups import Group
from course_utils.negation.lower import LAYERS, Lower, copy_top

EXTRA_RATE = 5e-3  # Adam's, for what is trained beside the layers


def train_top(lower: Lower, steps: int, rate: float, losses_at: Callable, extra: Iterable = ()) -> tuple:
    """(encoder, losses): a SentenceTransformer whose last layers were trained, and the loss (steps,).

    losses_at(layers) -> the terms of the loss of a batch that it draws itself, one after another; extra: further
    parameters to train. The rate rises for six steps, and falls to zero over the second half.
    """
    import torch  # here, because it takes seconds

    encoder = copy_top(lower.encoder).eval().requires_grad_(False)
    layers = encoder[0].auto_model.encoder.layer[-LAYERS:].requires_grad_(True)
    parts = [{"params": list(layers.parameters()), "top": rate}, {"params": list(extra), "top": EXTRA_RATE}]
    adam, losses = torch.optim.AdamW([part for part in parts if part["params"]], rate, weight_decay=0.01), []
    for step in range(need_whole("steps", steps, 1)):
        for part in adam.param_groups:
            part["lr"] = part["top"] * min(1, (step + 1) / 6, 2 - 2 * step / steps)
        adam.zero_grad()
        losses.append(0)
        for loss in losses_at(layers):
            loss.backward()  # and let go of what this term needed before the next is made
            losses[-1] += loss.item()
        torch.nn.utils.clip_grad_norm_(layers.parameters(), 2.0)
        adam.step()
    adam.zero_grad()
    del adam, loss  # with what Adam remembers, they are as large as the layers three times over
    release_memory()
    return encoder.requires_grad_(True), np.array(losses)


def take_turns(count: int, rng: np.random.Generator) -> Iterator[int]:
    """Rows of so many, without end: all in a random order, then all in another."""
    while True:
        yield from rng.permutation(count)


def draw_batches(rounds: list[list[Group]], count: int, rng: np.random.Generator) -> Iterator[list[Group]]:
    """Batches of at most so many groups of different domains, without end; each takes the next two rounds."""
    turns = take_turns(len(rounds), rng)
    while True:
        yield draw([*rounds[next(turns)], *rounds[next(turns)]], count, rng)


def draw(groups: list[Group], count: int, rng: np.random.Generator) -> list[Group]:
    """At most so many groups of different domains, in a random order."""
    chosen = {}
    for row in rng.permutation(len(groups)):
        chosen.setdefault(groups[row].domain, groups[row])
    return list(chosen.values())[:count]


def draw_texts(texts: list[str], count: int, rng: np.random.Generator) -> list[str]:
    """So many texts at random; one may come twice."""
    return [texts[row] for row in rng.integers(len(texts), size=count)]
