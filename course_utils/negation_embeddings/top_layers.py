"""Train a copy of an encoder's last layers: the loop, and the batches, that tune and flags share."""

from collections.abc import Callable, Iterable

import numpy as np

from course_utils.devices import release_memory
from course_utils.errors import need_whole
from course_utils.negation_embeddings.groups import Group
from course_utils.negation_embeddings.lower_layers import TRAINED, Lower, copy_top
from course_utils.science.training import late

EXTRA_RATE = 5e-3  # Adam's, for what is trained beside the layers
TOGETHER = 4  # rounds in a batch
EASIEST = 1e-3  # the weight in the draw of a round of which everything was heard


def train_top(lower: Lower, steps: int, rate: float, losses_at: Callable, extra: Iterable = ()) -> tuple:
    """(encoder, losses): a SentenceTransformer whose last layers were trained, and the loss (steps,).

    losses_at(layers) -> the terms of the loss of a batch that it draws itself, one after another; extra: further
    parameters to train. The rate rises for six steps, and falls to zero over the second half. What isn't trained is
    shared with lower.encoder: make a deep copy before you move or change it.
    """
    import torch  # here, because it takes seconds

    encoder = copy_top(lower.encoder).eval().requires_grad_(False)
    layers = encoder[0].auto_model.encoder.layer[-TRAINED:].requires_grad_(True)
    parts = [{"params": list(layers.parameters()), "top": rate}, {"params": list(extra), "top": EXTRA_RATE}]
    adam, losses = torch.optim.AdamW([part for part in parts if part["params"]], rate, weight_decay=0.01), []
    for step in range(need_whole("steps", steps, 1)):
        for part in adam.param_groups:
            part["lr"] = part["top"] * min((step + 1) / 6, late(step, steps))
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


class Batches:
    """Batches of a few rounds: first each round once, then each as often as it was hard when it last came.

    Rounds left over from the first pass, fewer than a batch takes, count as wholly hard, as do all until `note` says.
    """

    def __init__(self, rounds: list[list[Group]], rng: np.random.Generator):
        self.rounds, self.rng = rounds, rng
        self.hardness = np.full(len(rounds), np.inf)  # of each round: 0 to 1, or infinite if it hasn't come yet
        self.rows = np.empty(0, int)  # the round of each group of the last batch

    def draw(self, count: int) -> list[Group]:
        """At most count groups of different domains, in a random order."""
        groups = [(row, group) for row in self.pick_rounds() for group in self.rounds[row]]
        chosen = {}
        for k in self.rng.permutation(len(groups)):
            chosen.setdefault(groups[k][1].domain, groups[k])
        rows, groups = zip(*list(chosen.values())[:count], strict=True)
        self.rows = np.array(rows)
        return list(groups)

    def pick_rounds(self) -> np.ndarray:
        """The rows of the next rounds, which count as wholly hard until told otherwise."""
        together, new = min(TOGETHER, len(self.rounds)), np.flatnonzero(np.isinf(self.hardness))
        weights = np.isinf(self.hardness) if len(new) >= together else np.minimum(self.hardness, 1) + EASIEST
        rows = self.rng.choice(len(self.rounds), together, replace=False, p=weights / weights.sum())
        self.hardness[rows] = 1
        return rows

    def note(self, hardness: np.ndarray) -> None:
        """How hard each group of the last batch was, (groups,): 0 to 1."""
        for row in set(self.rows):
            self.hardness[row] = hardness[self.rows == row].mean()


def draw_texts(texts: list[str], count: int, rng: np.random.Generator) -> list[str]:
    """So many texts at random; one may come twice."""
    return [texts[row] for row in rng.integers(len(texts), size=count)]
