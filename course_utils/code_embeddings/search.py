"""Where lesson 13 searches: features of Python among themselves or among all functions, and those functions."""

from dataclasses import dataclass

import numpy as np

from course_utils.code_embeddings.head import Head
from course_utils.code_embeddings.tasks import load_features
from course_utils.code_embeddings.vectors import both_sides, encode_layers, turn
from course_utils.errors import need, need_whole
from course_utils.science.retrieval import reciprocal_ranks

POOLS = ("closed", "open", "library")


@dataclass(frozen=True)
class EncodedSplit:
    """Unit vectors of a split, (n, 384) each: two sentences and one snippet a feature, and the library's functions.

    answers (sentences,): each sentence's snippet; covered (sentences,): whether templates cover its feature.
    """

    sentences: np.ndarray
    snippets: np.ndarray
    queries: np.ndarray
    documents: np.ndarray
    answers: np.ndarray
    covered: np.ndarray
    names: np.ndarray

    def search(self, head: "Head | LookUp | None" = None) -> dict[str, np.ndarray]:
        """pool -> reciprocal ranks: of the sentences in the closed and the open pool, of the queries in the library."""
        scores = head.scores if head else cosines
        among_all = scores(self.sentences, np.concatenate([self.snippets, self.documents]))
        closed = reciprocal_ranks(among_all[:, : len(self.snippets)], self.answers)
        library = reciprocal_ranks(scores(self.queries, self.documents), np.arange(len(self.queries)))
        return dict(zip(POOLS, (closed, reciprocal_ranks(among_all, self.answers), library), strict=True))


@dataclass(frozen=True)
class LookUp:
    """Synthetic pairs without any learning: a sentence is moved towards the code of the pair that it is nearest to.

    Unit vectors of the pairs' sentences and codes, (pairs, 384) each; weight: how far it moves.
    """

    asked: np.ndarray
    codes: np.ndarray
    weight: float

    def scores(self, sentences: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Cosine with the sentence plus weight times the cosine with the code looked up, (sentences, codes)."""
        nearest = self.codes[cosines(sentences, self.asked).argmax(axis=1)]
        return cosines(sentences + self.weight * nearest, codes)


def cosines(sentences: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Dot products of all pairs of vectors, (sentences, codes)."""
    return sentences @ codes.T


def encode_split(split: str, encoder) -> tuple[EncodedSplit, EncodedSplit]:
    """The split as the untouched encoder sees it (its last layer), and with both layers, as a head wants it.

    The features are encoded now, the functions' vectors are in a file. BadSetting for another split.
    """

    blocks = load_features(split)
    sentences = encode_layers(encoder, [sentence for block in blocks for sentence in block.sentences])
    snippets = encode_layers(encoder, [block.codes[0] for block in blocks])
    answers = np.repeat(np.arange(len(blocks)), [len(block.sentences) for block in blocks])
    covered = np.array([block.covered for block in blocks])[answers]
    names = np.array([block.name for block in blocks])[answers]
    plain = EncodedSplit(sentences[:, 0], snippets[:, 0], *both_sides(f"{split} plain"), answers, covered, names)
    return plain, EncodedSplit(turn(sentences), turn(snippets), *both_sides(split), answers, covered, names)


def best_snippets(encoder, sentence: str, place: EncodedSplit, head: Head | None = None, most: int = 3) -> np.ndarray:
    """The numbers of the snippets that fit a sentence best, the best one first, (most,).

    With a head, place holds vectors of both layers, else the plain ones. BadSetting for an empty sentence.
    """

    need(isinstance(sentence, str), f"say in words, as one string, what you look for; got {sentence!r}")
    need(bool(sentence.strip()), "say in a few words what you look for: the sentence is empty")
    layers = encode_layers(encoder, [sentence])
    scores = head.scores(turn(layers), place.snippets) if head else cosines(layers[:, 0], place.snippets)
    return np.argsort(-scores[0], kind="stable")[: need_whole("most", most, 1)]
