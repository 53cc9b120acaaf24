"""The teacher's vectors of the docstrings: `python -m course_utils.distilled.vectors` makes vectors.npz.

That takes ten minutes of CPU time. For the standard library's development and test pairs the file holds the
vectors themselves, (n, 384) in float16; for 8 000 pairs of the other packages, drawn at random, their 256 principal
components, scaled to unit length, one byte a number. (All 13 698 taught a table no more, on the development split.)
"""

from functools import cache

import numpy as np

from course_utils.data_docstrings import Pairs, load_docstrings, load_other_docstrings
from course_utils.distilled.store import read_arrays, write_arrays
from course_utils.errors import need
from course_utils.metrics_retrieval import unit
from course_utils.models.static_student import quantise, restore

DIMENSIONS = 256
PAIRS = 8000
KEPT_SPLITS = ("development", "test")
PARTS = ("queries", "documents")


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


def main_axes(vectors: np.ndarray, count: int = DIMENSIONS) -> np.ndarray:
    """The axes (d, count) along which vectors (n, d) are longest: dot products survive best on these."""
    return np.linalg.eigh(vectors.T @ vectors)[1][:, : -count - 1 : -1]


def pack(encoded: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, np.ndarray]:
    """The file's arrays, from (queries, documents) of each kept split and of "other", each (n, 384)."""
    arrays = {f"{name} {PARTS[i]}": encoded[name][i].astype(np.float16) for name in KEPT_SPLITS for i in (0, 1)}
    axes = main_axes(np.concatenate(encoded["other"]))
    for part, vectors in zip(PARTS, encoded["other"], strict=True):
        arrays[part], arrays[f"{part} scale"] = quantise(unit(vectors @ axes))
    return arrays


def main() -> None:
    from course_utils.models.encoder import encode, load_encoder

    teacher = load_encoder()
    work = {split: load_docstrings(split) for split in KEPT_SPLITS} | {"other": training_pairs()}
    encoded = {name: (encode(teacher, pairs.queries), encode(teacher, pairs.documents)) for name, pairs in work.items()}
    write_arrays("vectors", pack(encoded), note="nothing in it is random")


if __name__ == "__main__":
    main()
