"""What a test set measures, from unit vectors (n, dimensions).

easy, hard, topic_kept and pairwise return a truth value a row, (n,); examine and ask make a test's texts, and return
shares.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from course_utils.devices import release_memory
from course_utils.negation_embeddings.groups import Group
from course_utils.negation_embeddings.triplets import Questions, Triplets, make_questions, make_triplets


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


def score_triplets(read: Callable, test: str, count: int = 150, seed: int = 0) -> dict[str, float]:
    """Shares of a test's triplets: "hard", "easy", "topic", and "affirmative" (Hard, of anchors that say "with").

    read: texts -> unit vectors (n, dimensions), as reader gives it.
    """
    found = {}
    for name, affirmative in (("hard", False), ("affirmative", True)):
        anchors, entailments, negatives, own, others = read_columns(read, make_triplets(test, count, seed, affirmative))
        found[name] = float(hard(anchors, entailments, negatives).mean())
        if not affirmative:
            found["easy"] = float(easy(anchors, entailments, negatives).mean())
            found["topic"] = float(topic_kept(anchors, own, others).mean())
    return found


def score_queries(asked: Callable, read: Callable, test: str, seed: int = 0) -> dict[str, float]:
    """Shares of a test when only queries go through `asked`, and items through `read`: "pairwise", and "items": how
    often the query with "without" prefers an item of its own domain that answers it to one of another domain.
    """
    rows = make_questions(test, seed)
    wanted, unwanted = asked(rows.wanted), asked(rows.unwanted)
    having, lacking = read_columns(read, rows, ("having", "lacking"))
    domains = np.array([topic.domain for topic in rows.topics])
    far = [np.flatnonzero(domains != domain) for domain in domains]
    others = lacking[[some[row % len(some)] for row, some in enumerate(far)]]
    return {
        "pairwise": float(pairwise(wanted, unwanted, having, lacking).mean()),
        "items": float((cosine(unwanted, lacking) > cosine(unwanted, others)).mean()),
    }


def score_groups(read: Callable, groups: list[Group]) -> tuple[np.ndarray, np.ndarray]:
    """Hard (2 * groups,), asked from both ends, and whether the topic is kept (groups,).

    It is if the first way of saying a thing lies nearer to its opposite than to any of the other domains' first ways
    (or if there are no other domains).
    """
    one, two, anti_one, anti_two = read_texts(read, zip(*(group.texts for group in groups), strict=True))
    domains = np.array([group.domain for group in groups])
    others = np.where(domains == domains[:, None], -2, one @ one.T)
    twice = np.concatenate([hard(one, two, anti_two), hard(anti_one, anti_two, two)])
    return twice, cosine(one, anti_one) > others.max(axis=1)


def read_columns(read: Callable, rows: Triplets | Questions, names: tuple[str, ...] = ()) -> list[np.ndarray]:
    """The vectors of the named columns of texts, or of all, each (n, dimensions); no text is read twice."""
    return read_texts(read, [vars(rows)[name] for name in names or vars(rows) if isinstance(vars(rows)[name][0], str)])


def read_texts(read: Callable, columns) -> list[np.ndarray]:
    """The vectors of columns of texts, each (n, dimensions)."""
    columns = list(columns)
    texts = sorted({text for column in columns for text in column}, key=len)  # alike in length: little padding
    places = {text: place for place, text in enumerate(texts)}
    vectors = read(texts)
    release_memory()
    return [vectors[[places[text] for text in column]] for column in columns]


def reader(encoder) -> Callable:
    """read for examine: texts -> unit vectors."""
    from course_utils.science.models.encoder import encode

    return partial(encode, encoder, batch=64)
