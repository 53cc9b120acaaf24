"""The teacher's vectors of the docstrings: `python -m course_utils.makers.vectors` makes vectors.npz.

That takes ten minutes of CPU time. For the standard library's development and test pairs the file holds the
vectors themselves, (n, 384) in float16; for 8 000 pairs of the other packages, drawn at random, their 256 principal
components, scaled to unit length, one byte a number. (All 13 698 taught a table no more, on the development split.)
"""

import numpy as np

from course_utils.distillation.shipped import KEPT_SPLITS, training_pairs
from course_utils.makers.shipping import write_arrays
from course_utils.science.data.docstrings import PARTS, load_docstrings
from course_utils.science.quantise import quantise
from course_utils.science.retrieval import unit

DIMENSIONS = 256


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
    from course_utils.science.models.encoder import encode, load_encoder

    teacher = load_encoder()
    work = {split: load_docstrings(split) for split in KEPT_SPLITS} | {"other": training_pairs()}
    encoded = {name: (encode(teacher, pairs.queries), encode(teacher, pairs.documents)) for name, pairs in work.items()}
    write_arrays("vectors", pack(encoded), note="nothing in it is random")


if __name__ == "__main__":
    main()
