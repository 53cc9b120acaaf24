"""A student without layers: a table with a vector for each of the teacher's tokens; a text is the mean of its tokens.

Static embeddings are as old as word2vec; as students of a sentence encoder they are known from model2vec (Tulkens and
van Dongen 2024) and sentence-transformers' StaticEmbedding. The table starts as the teacher's own word vectors,
weighted by rarity and mapped linearly onto the teacher's sentence vectors, and is then trained to imitate those.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.models.batched import minimise

RARITY = 1e-3  # a token with this share of all tokens weighs half of a rare one (Arora et al. 2017)
MAX_TOKENS = 256  # tokens of a text, as for the teacher
RIDGE = 1e-3  # against the mean diagonal entry
RATE = 0.005  # Adam's
TEMPERATURE = 0.05


@dataclass(frozen=True)
class Bags:
    """The tokens of many texts, end to end: those of text i are tokens[starts[i]:starts[i + 1]]."""

    tokens: np.ndarray
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def texts(self) -> list[np.ndarray]:
        """The tokens of each text, an array a text."""
        return np.split(self.tokens, self.starts[1:-1])

    def take(self, rows: np.ndarray) -> "Bags":
        """The bags of these texts, in this order."""
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        shift = np.repeat(self.starts[rows] - starts[:-1], lengths)
        return Bags(self.tokens[np.arange(starts[-1]) + shift], starts)


def bags_of(teacher, texts: list[str]) -> Bags:
    """The teacher's tokens of the texts, without the marks at both ends."""
    settings = {"add_special_tokens": False, "truncation": True, "max_length": MAX_TOKENS}
    tokens = []
    for start in range(0, len(texts), 500):  # what the tokenizer keeps of a text is large, until its tokens are taken
        found = teacher.tokenizer(list(texts[start : start + 500]), **settings)["input_ids"]
        tokens += [np.array(text, np.int32) for text in found]
    need(len(tokens) > 0 and all(map(len, tokens)), "every text must have at least one token, but one is empty")
    return Bags(np.concatenate(tokens).astype(np.int64), np.cumsum([0, *map(len, tokens)]))


def means(table, bags: Bags):
    """The mean of each bag's rows of the table, scaled to unit length: tensor (texts, dimensions)."""
    import torch  # here, because it takes seconds
    from torch.nn.functional import embedding_bag, normalize

    tokens, starts = torch.from_numpy(bags.tokens), torch.from_numpy(bags.starts[:-1])
    return normalize(embedding_bag(tokens, table, starts, mode="mean"), dim=1)


def first_table(teacher, bags: Bags, targets: np.ndarray) -> np.ndarray:
    """The teacher's word vectors, weighted by rarity and mapped linearly so that texts' means come near the targets.

    targets (texts, dimensions) -> (tokens, dimensions) in float32. One ridge regression: it takes a second. A token
    that no text holds is mapped like the others.
    """
    import torch

    words = word_vectors(teacher)
    rare = rarity(bags, len(words))
    used, (texts,) = np.unique(bags.tokens), renumber(bags)
    x = means(torch.from_numpy(words[used] * rare[used]), texts).numpy()
    square = x.T @ x
    square += RIDGE * np.trace(square) / len(square) * np.eye(len(square), dtype=np.float32)
    table = words @ np.linalg.solve(square, x.T @ targets) * rare
    return table / np.linalg.norm(table, axis=1).mean()


def unread_table(teacher, bags: Bags, width: int) -> np.ndarray:
    """The same without any target, so that the teacher reads nothing: principal components, weighted by rarity."""
    table = main_components(word_vectors(teacher), width)
    table = table * rarity(bags, len(table))
    return table / np.linalg.norm(table, axis=1).mean()


def word_vectors(teacher) -> np.ndarray:
    """The teacher's own vector of each token, from before its first layer: (tokens, 384)."""
    return teacher[0].auto_model.embeddings.word_embeddings.weight.detach().numpy()


def main_components(vectors: np.ndarray, width: int) -> np.ndarray:
    """The vectors' first principal components, (vectors, width)."""
    centred = vectors - vectors.mean(axis=0)
    return centred @ np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :width]


def rarity(bags: Bags, tokens: int) -> np.ndarray:
    """What each of so many tokens weighs, (tokens, 1): the more, the rarer it is in the bags."""
    shares = np.bincount(bags.tokens, minlength=tokens) / len(bags.tokens)
    return (RARITY / (RARITY + shares))[:, None].astype(np.float32)


def train_table(
    first: np.ndarray, bags: Bags, targets: np.ndarray, seed: int, steps: int = 100, batch: int = 512, relations=10
) -> tuple[np.ndarray, np.ndarray]:
    """Adam on batches of random texts: each vector should point where the teacher's does, and each pair of texts should
    be as similar as the teacher finds them (Park et al. 2019, relational distillation).

    first (tokens, dimensions), targets (texts, dimensions) of unit length -> the trained table, the loss (steps,).
    relations: what the pairs count against the directions; without them (0) it is tokenlearn's recipe, more or less.
    """
    import torch

    wanted, given = (len(bags), np.shape(first)[1]), np.shape(targets)
    need(given == wanted, f"targets must have the shape {wanted} (texts, dimensions), got {given}")
    rows = np.random.default_rng(seed).integers(0, len(bags), (need_whole("steps", steps, 1), batch))
    goals, (texts,) = torch.from_numpy(np.asarray(targets, np.float32)), renumber(bags)

    def loss_at(table, step):
        vectors, wanted = means(table, texts.take(rows[step])), goals[rows[step]]
        angle = 1 - (vectors * wanted).sum(dim=1).mean()
        return angle + relations * (vectors @ vectors.T - wanted @ wanted.T).square().mean()

    return minimise_table(first, loss_at, steps, bags.tokens)


def minimise_table(
    first: np.ndarray, loss_at: Callable, steps: int, tokens: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The table (tokens, dimensions) after Adam's steps, and the loss (steps,), which is loss_at(table, step).

    tokens: those that occur. Only their rows are trained, and are what loss_at gets, numbered as by np.unique: the
    others would not move, and would cost most of the memory.
    """
    used, table = np.unique(tokens), np.array(first, np.float32)

    def loss_of(weights, step):
        return loss_at(weights[0][0], step)[None]

    (rows, _), losses = minimise([table[used][None]], loss_of, steps, RATE, "cpu")
    table[used] = rows[0].numpy()
    return table, losses[:, 0]


def renumber(*many: Bags) -> list[Bags]:
    """The same bags, their tokens numbered from 0 without gaps, in the order of np.unique of all of them."""
    used = np.unique(np.concatenate([bags.tokens for bags in many]))
    return [Bags(np.searchsorted(used, bags.tokens), bags.starts) for bags in many]


def train_without_teacher(
    first: np.ndarray, queries: Bags, documents: Bags, seed: int, steps: int = 100, batch: int = 256
) -> tuple[np.ndarray, np.ndarray]:
    """The same shape from pairs alone: each query has to pick its document among the batch's, and the other way round
    (InfoNCE, van den Oord et al. 2018). first is any table to start from, (tokens, dimensions).
    """
    import torch
    from torch.nn.functional import cross_entropy

    need(len(queries) == len(documents), f"there are {len(queries)} queries and {len(documents)} documents")
    rows = np.random.default_rng(seed).integers(0, len(queries), (need_whole("steps", steps, 1), batch))
    answers, sides = torch.arange(batch), renumber(queries, documents)

    def loss_at(table, step):
        asked, told = (means(table, bags.take(rows[step])) for bags in sides)
        scores = asked @ told.T / TEMPERATURE
        return (cross_entropy(scores, answers) + cross_entropy(scores.T, answers)) / 2

    return minimise_table(first, loss_at, steps, np.concatenate([queries.tokens, documents.tokens]))


def as_encoder(teacher, table: np.ndarray):
    """A SentenceTransformer of this table (tokens, dimensions) with the teacher's tokenizer."""
    from sentence_transformers import SentenceTransformer

    try:
        from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    except ImportError:  # before version 5.4 they stood elsewhere
        from sentence_transformers.models import Normalize, StaticEmbedding
    tokenizer = copy.deepcopy(teacher.tokenizer).backend_tokenizer  # a shared one would pad whatever the teacher pads
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table), Normalize()], device="cpu")
