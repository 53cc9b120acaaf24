"""Two linear maps on top of a frozen encoder, one for sentences and one for code: they learn in seconds.

Each batch is one task of retrieval: every sentence has to pick its code among the batch's, and every code its sentence
(InfoNCE, van den Oord et al. 2018). Both maps start as the identity, and a second term keeps them near what the encoder
said before: distillation, from the encoder to itself.
"""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.retrieval import unit
from course_utils.science.training import train

TEMPERATURE = 0.05
RATE = 3e-4  # Adam's
STEPS = 300


@dataclass(frozen=True)
class TrainingPairs:
    """Training pairs: unit vectors of sentences and codes, each (n, d); groups (n,): what each pair is about.

    Pairs of one group are never each other's wrong answer. batch: how many of these pairs a step takes.
    """

    sentences: np.ndarray
    codes: np.ndarray
    groups: np.ndarray
    batch: int

    def take(self, n: int) -> "TrainingPairs":
        """The first n pairs."""
        return TrainingPairs(self.sentences[:n], self.codes[:n], self.groups[:n], self.batch)


@dataclass(frozen=True)
class Head:
    """What was learned: maps (d, d) for the vectors of sentences and of codes."""

    sentence_map: np.ndarray
    code_map: np.ndarray

    def scores(self, sentences: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Cosines of the mapped vectors, (sentences, codes)."""
        return unit(sentences @ self.sentence_map) @ unit(codes @ self.code_map).T


def train_code_head(sets: list[TrainingPairs], seed: int, steps: int = STEPS, keep: float = 1.0) -> Head:
    """A head that has learned from batches drawn from all sets at once; keep weighs the distillation.

    BadSetting for no set, or for one whose parts don't match.
    """
    import torch  # here, because it takes seconds

    check_sets(sets)
    rng, dimensions = np.random.default_rng(seed), sets[0].codes.shape[1]
    maps = [torch.eye(dimensions, requires_grad=True) for _ in range(2)]
    steps = need_whole("steps", steps, 1)
    train(torch.optim.Adam(maps, RATE), lambda _: loss_of(maps, draw_batch(sets, rng), keep), steps)
    return Head(*(one.detach().numpy() for one in maps))


def check_sets(sets: list[TrainingPairs]) -> None:
    """BadSetting unless there are sets, each with as many codes and groups as sentences."""
    need(len(sets) > 0, "there is nothing to learn from: give at least one set of pairs")
    for pairs in sets:
        counts = len(pairs.sentences), len(pairs.codes), len(pairs.groups)
        need(len(set(counts)) == 1, "a set of pairs has {} sentences, {} codes and {} groups".format(*counts))


def draw_batch(sets: list[TrainingPairs], rng: np.random.Generator) -> tuple:
    """Sentences and codes, tensors (batch, d), and which of them are of one group, (batch, batch)."""
    import torch

    parts = []
    for number, pairs in enumerate(sets):
        rows = rng.choice(len(pairs.codes), min(pairs.batch, len(pairs.codes)), replace=False)
        parts.append((pairs.sentences[rows], pairs.codes[rows], pairs.groups[rows], np.full(len(rows), number)))
    sentences, codes, *marks = (np.concatenate(part) for part in zip(*parts, strict=True))
    same = np.logical_and.reduce([mark[:, None] == mark for mark in marks])
    return tuple(map(torch.from_numpy, (sentences, codes, same)))


def loss_of(maps: list, batch: tuple, keep: float):
    """The ranking loss plus keep times how far the vectors have turned (1 - cosine)."""
    from torch.nn.functional import normalize

    *before, same = batch
    after = [normalize(side @ one, dim=1) for side, one in zip(before, maps, strict=True)]
    turned = sum(1 - (new * old).sum(dim=1).mean() for new, old in zip(after, before, strict=True))
    return ranking_loss(*after, same) + keep * turned


def ranking_loss(sentences, codes, same):
    """How hard it is to pick each sentence's code among the batch's, and the other way round: tensors (batch, d).

    same (batch, batch): which pairs are about the same, and so are not held against each other.
    """
    import torch
    from torch.nn.functional import cross_entropy

    answers = torch.arange(len(same), device=same.device)
    others = same & (answers[:, None] != answers)
    scores = (sentences @ codes.T / TEMPERATURE).masked_fill(others, -1e4)
    return (cross_entropy(scores, answers) + cross_entropy(scores.T, answers)) / 2
