"""What the encoder could do before, and should still do: find docstrings, and judge words as people do."""

from collections.abc import Callable

import numpy as np

from course_utils.data_docstrings import load_docstrings, load_other_docstrings
from course_utils.data_words import load_word_pairs
from course_utils.metrics_retrieval import ndcg
from course_utils.negation.lexicon import load_topics

LETTERS = 200  # of a docstring are read
KEPT_LETTERS = 150  # of a text that should stay where it was


def find_docstrings(asked: Callable, read: Callable, split: str = "test", count: int = 200) -> np.ndarray:
    """nDCG@10 (count,) of finding the rest of a docstring among so many: `asked` reads questions, `read` the rest."""
    pairs = load_docstrings(split)
    documents = [text[:LETTERS] for text in pairs.documents[:count]]
    return ndcg(asked(pairs.queries[:count]) @ read(documents).T)


def agree_with_people(read: Callable) -> float:
    """Rank correlation of the cosines of two words with what people said about how related they are."""
    from scipy.stats import spearmanr

    pairs, related = load_word_pairs()
    words = sorted({word for pair in pairs for word in pair})
    places, vectors = {word: place for place, word in enumerate(words)}, read(words)
    first, second = (vectors[[places[pair[side]] for pair in pairs]] for side in (0, 1))
    return float(spearmanr((first * second).sum(axis=1), related).statistic)


def texts_to_keep(count: int = 600, seed: int = 0) -> list[str]:
    """Texts that should stay where they were: the lexicon's words without any cue, and beginnings of docstrings' parts.

    The docstrings are those of other packages than the standard library, whose own are the test.
    """
    pairs = load_other_docstrings()
    rows = np.random.default_rng(seed).permutation(len(pairs))[:count]
    parts = [(pairs.queries if k % 2 else pairs.documents)[row][:KEPT_LETTERS] for k, row in enumerate(rows)]
    words = {text for t in load_topics("train") for text in (t.attribute, *t.things)}
    return parts + sorted(words)
