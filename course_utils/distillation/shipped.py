"""What this lesson reads from the course's files, and the texts that its students learn from."""

from functools import cache

import numpy as np

from course_utils.errors import need
from course_utils.science.data.docstrings import PARTS, Pairs, load_other_docstrings
from course_utils.science.data.store import read_arrays
from course_utils.science.models.encoder import ENCODER_BYTES, ENCODER_TOKENS
from course_utils.science.quantise import restore
from course_utils.science.retrieval import unit

PAIRS = 8000
KEPT_SPLITS = ("development", "test")
WIDTHS = range(16, 257, 16)
BYTES = (1, 4)
WEIGHTS = (0, 1, 2, 3, 4)  # of TF-IDF, beside the table's 1


def teacher_vectors(split: str) -> tuple[np.ndarray, np.ndarray]:
    """The teacher's unit vectors of a split's queries and documents, each (pairs, 384) in float32.

    They agree with what load_encoder gives to about three digits. BadSetting for another split.
    """
    need(split in KEPT_SPLITS, f"split must be one of {', '.join(KEPT_SPLITS)}, got {split!r}")
    return tuple(read_arrays("vectors")[f"{split} {part}"].astype(np.float32) for part in PARTS)


@cache
def training_pairs() -> Pairs:
    """The 8 000 pairs of other packages that students learn from."""
    pairs = load_other_docstrings()
    rows = np.random.default_rng(0).permutation(len(pairs))[:PAIRS]
    return Pairs(*([column[row] for row in rows] for column in (pairs.queries, pairs.documents, pairs.modules)))


def training_targets() -> tuple[np.ndarray, np.ndarray]:
    """What the teacher makes of training_pairs: queries and documents, each (8000, 256) of unit length, in float32."""
    arrays = read_arrays("vectors")
    return tuple(unit(restore(arrays[part], arrays[f"{part} scale"])) for part in PARTS)


def frontier() -> np.ndarray:
    """Share of the teacher's nDCG@10: (widths, bytes, weights, 3), the last axis an estimate and its 95 % interval."""
    return read_arrays("frontier")["kept"]


def size_share(width: int, bytes_a_number: int) -> float:
    """A table's size as a share of the teacher's file; a scale of two bytes a row goes with one byte a number."""
    return ENCODER_TOKENS * (width * bytes_a_number + 2 * (bytes_a_number == 1)) / ENCODER_BYTES


def peer_scores() -> dict[str, np.ndarray]:
    """name -> nDCG@10 (seeds, queries), on the test, and under "development name" on the development split."""
    return {name: scores for name, scores in read_arrays("peers").items() if name != "made_by"}
