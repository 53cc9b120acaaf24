"""What the encoder could do before, and should still do: find docstrings, and judge words as people do."""

from collections.abc import Callable

import numpy as np

from course_utils.negation_embeddings.lexicon import load_topics
from course_utils.negation_embeddings.word_pairs import load_word_pairs
from course_utils.science.data.docstrings import load_docstrings, load_other_docstrings
from course_utils.science.retrieval import ndcg

LETTERS = 200  # of a docstring are read
KEPT_LETTERS = 150  # of a text that should stay where it was


def find_docstrings(asked: Callable, read: Callable, split: str = "test", count: int = 200) -> np.ndarray:
    """nDCG@10 (count,) of finding the rest of a docstring among so many: `asked` reads questions, `read` the rest."""
    pairs = load_docstrings(split)
    documents = [text[:LETTERS] for text in pairs.documents[:count]]
    return ndcg(asked(pairs.queries[:count]) @ read(documents).T)


def agree_with_people(read: Callable, kept: list[str] | tuple[str, ...] = ()) -> float:
    """Rank correlation of the cosines of two words with what people said about how related they are.

    Pairs with a word of `kept`, which an encoder was told to leave where it was, don't count.
    """
    from scipy.stats import spearmanr

    (pairs, related), kept = load_word_pairs(), set(kept)
    rows = [row for row, pair in enumerate(pairs) if not kept.intersection(pair)]
    pairs, related = [pairs[row] for row in rows], np.asarray(related)[rows]
    words = sorted({word for pair in pairs for word in pair})
    places, vectors = {word: place for place, word in enumerate(words)}, read(words)
    first, second = (vectors[[places[pair[side]] for pair in pairs]] for side in (0, 1))
    return float(spearmanr((first * second).sum(axis=1), related).statistic)


def texts_to_keep(encoder, count: int = 600, seed: int = 0) -> list[str]:
    """Texts that should stay where they were: beginnings of docstrings' parts, and words. A few hold a cue, by chance.

    The docstrings are those of other packages than the standard library, whose own are the test. The words are the
    lexicon's, and as many of the encoder's own as there are docstrings.
    """
    pairs, rng = load_other_docstrings(), np.random.default_rng(seed)
    rows = rng.permutation(len(pairs))[:count]
    parts = [(pairs.queries if k % 2 else pairs.documents)[row][:KEPT_LETTERS] for k, row in enumerate(rows)]
    words = {text for t in load_topics("train") for text in (t.attribute, *t.things)}
    return parts + sorted(words) + rng.permutation(whole_words(encoder))[:count].tolist()


def whole_words(encoder) -> list[str]:
    """The words of four letters and more that the encoder has a token for."""
    return sorted(word for word in encoder.tokenizer.get_vocab() if len(word) > 3 and word.isascii() and word.isalpha())
