"""The files in shipped/, each checked before it is read.

They were made by `python -m course_utils.makers.NAME`. Their sums stand in sums.txt, as `sha256sum` writes them.
"""

import io
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.science.data.files import checked

SHIPPED = Path(__file__).parent / "shipped"


def read_sums() -> dict[str, str]:
    """The SHA-256 of every shipped file, by its name."""
    lines = (SHIPPED / "sums.txt").read_text(encoding="utf-8").splitlines()
    return {name: sha256 for sha256, name in map(str.split, lines)}


def read_shipped(name: str) -> bytes:
    """The content of a shipped file; MissingData if it isn't the file that was made."""
    (content,) = checked([SHIPPED / name], read_sums()[name], f"the course's file {name}")
    return content


@cache
def read_arrays(name: str) -> dict[str, np.ndarray]:
    """The arrays of the shipped file NAME.npz, and how it was made ("made_by")."""
    with np.load(io.BytesIO(read_shipped(f"{name}.npz")), allow_pickle=False) as arrays:
        return dict(arrays)
