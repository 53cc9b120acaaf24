"""What a test set measures, from unit vectors (n, dimensions): each returns a truth value a row, (n,)."""

from collections.abc import Callable
from functools import partial

import numpy as np

from course_utils.data_docstrings import load_docstrings, ndcg
from course_utils.negation.subtract import base_and_attribute, subtract
from course_utils.negation.triplets import Questions, Triplets, make_questions, make_triplets


def cosine(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cosines of the rows of two arrays of unit vectors, (n,)."""
    return (a * b).sum(axis=-1)


def easy(anchors: np.ndarray, entailments: np.ndarray, negatives: np.ndarray) -> np.ndarray:
    """Whether the anchor lies nearer to its entailment than to the negative."""
    return cosine(anchors, entailments) > cosine(anchors, negatives)


def hard(anchors: np.ndarray, entailments: np.ndarray, negatives: np.ndarray) -> np.ndarray:
    """Whether the entailment lies nearer to its anchor than to the negative, its twin in all but the polarity."""
    return cosine(anchors, entailments) > cosine(entailments, negatives)


def topic_kept(anchors: np.ndarray, own: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether "without X" lies nearer to "with X" than to a "without Y" of another domain."""
    return cosine(anchors, own) > cosine(anchors, others)


def pairwise(wanted: np.ndarray, unwanted: np.ndarray, having: np.ndarray, lacking: np.ndarray) -> np.ndarray:
    """Whether both queries rank their own item first (NevIR, Weller et al. 2024): by chance a quarter of the time."""
    first = cosine(wanted, having) > cosine(wanted, lacking)
    return first & (cosine(unwanted, lacking) > cosine(unwanted, having))


def examine(read: Callable, test: str, count: int = 150, seed: int = 0) -> dict[str, float]:
    """Shares of one test: "hard", "easy", "topic", "pairwise", and "affirmative" (Hard, of anchors that say "with").

    read: texts -> unit vectors (n, dimensions), such as partial(encode, encoder).
    """
    found = {}
    for name, affirmative in (("hard", False), ("affirmative", True)):
        anchors, entailments, negatives, own, others = read_columns(read, make_triplets(test, count, seed, affirmative))
        found[name] = float(hard(anchors, entailments, negatives).mean())
        if not affirmative:
            found["easy"] = float(easy(anchors, entailments, negatives).mean())
            found["topic"] = float(topic_kept(anchors, own, others).mean())
    found["pairwise"] = float(pairwise(*read_columns(read, make_questions(test, seed))).mean())
    return found


def read_columns(read: Callable, rows: Triplets | Questions) -> list[np.ndarray]:
    """The vectors of every column of texts, each (n, dimensions); no text is read twice."""
    columns = [column for column in vars(rows).values() if isinstance(column[0], str)]
    texts = sorted({text for column in columns for text in column}, key=len)  # alike in length: little padding
    places = {text: place for place, text in enumerate(texts)}
    vectors = read(texts)
    return [vectors[[places[text] for text in column]] for column in columns]


def pairwise_by_subtraction(read: Callable, test: str, weight: float, seed: int = 0) -> float:
    """The share of "pairwise" when the unwanted query is base - weight * attribute, told which is which."""
    rows = make_questions(test, seed)
    wanted, _, having, lacking = read_columns(read, rows)
    base, attribute = base_and_attribute(read, rows.topics)
    return float(pairwise(wanted, subtract(base, attribute, weight), having, lacking).mean())


def find_docstrings(read: Callable, count: int = 200) -> np.ndarray:
    """General ability: nDCG@10 (count,) of finding the rest of a docstring, cut to 200 letters, among so many."""
    pairs = load_docstrings("test")
    documents = [text[:200] for text in pairs.documents[:count]]
    return ndcg(read(pairs.queries[:count]) @ read(documents).T)


def reader(encoder) -> Callable:
    """read for examine: texts -> unit vectors."""
    from course_utils.models.encoder import encode

    return partial(encode, encoder, batch=64)
