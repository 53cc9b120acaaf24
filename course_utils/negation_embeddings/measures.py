"""What a test set measures, from unit vectors (n, dimensions).

They are truth values, one a row, (n,); score_triplets and score_queries also make a test's texts.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from course_utils.devices import release_memory
from course_utils.negation_embeddings.groups import Group
from course_utils.negation_embeddings.lexicon import Topic
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


def topic_kept(anchors: np.ndarray, own: np.ndarray, domains: np.ndarray) -> np.ndarray:
    """Whether "without X" lies nearer to "with X" than to every anchor of another domain (or if there is none)."""
    others = np.where(domains == domains[:, None], -2, anchors @ anchors.T)
    return cosine(anchors, own) > others.max(axis=1)


def pairwise(wanted: np.ndarray, unwanted: np.ndarray, having: np.ndarray, lacking: np.ndarray) -> np.ndarray:
    """Whether both queries rank their own item first (NevIR, Weller et al. 2024): by chance a quarter of the time."""
    first = cosine(wanted, having) > cosine(wanted, lacking)
    return first & (cosine(unwanted, lacking) > cosine(unwanted, having))


def score_triplets(read: Callable, test: str, count: int) -> dict[str, np.ndarray]:
    """Each of a test's triplets: "hard", "easy", "topic", and "affirmative" (Hard, of anchors that say "with").

    read: texts -> unit vectors (n, dimensions), as reader gives it.
    """
    found = {}
    for name, affirmative in (("hard", False), ("affirmative", True)):
        triplets = make_triplets(test, count, affirmative=affirmative)
        anchors, entailments, negatives, own = read_columns(read, triplets)
        found[name] = hard(anchors, entailments, negatives)
        if not affirmative:
            found["easy"] = easy(anchors, entailments, negatives)
            found["topic"] = topic_kept(anchors, own, domains_of(triplets.topics))
    return found


def score_queries(asked: Callable, read: Callable, test: str) -> dict[str, np.ndarray]:
    """Each question of a test when only queries go through `asked`, and items through `read`: "pairwise", and "items":
    whether the query with "without" prefers an item of its own domain that answers it to one of another domain.
    """
    rows = make_questions(test)
    wanted, unwanted = asked(rows.wanted), asked(rows.unwanted)
    having, lacking = read_columns(read, rows, ("having", "lacking"))
    domains = domains_of(rows.topics)
    far = [np.flatnonzero(domains != domain) for domain in domains]
    others = lacking[[some[row % len(some)] for row, some in enumerate(far)]]
    return {
        "pairwise": pairwise(wanted, unwanted, having, lacking),
        "items": cosine(unwanted, lacking) > cosine(unwanted, others),
    }


def score_groups(read: Callable, groups: list[Group]) -> tuple[np.ndarray, np.ndarray]:
    """Hard (2 * groups,), asked from both ends, and whether the topic is kept by the first way to say it (groups,)."""
    one, two, anti_one, anti_two = read_texts(read, zip(*(group.texts for group in groups), strict=True))
    twice = np.concatenate([hard(one, two, anti_two), hard(anti_one, anti_two, two)])
    return twice, topic_kept(one, anti_one, domains_of(groups))


def domains_of(rows: list[Group] | list[Topic]) -> np.ndarray:
    """The domain of each."""
    return np.array([row.domain for row in rows])


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
    """texts -> unit vectors, by this encoder."""
    from course_utils.science.models.encoder import encode

    return partial(encode, encoder, batch=64)
