"""What the encoder makes of sentences and code: from the course's file, or now."""

import numpy as np

from course_utils.science.data.docstrings import PARTS
from course_utils.science.data.files import read_arrays
from course_utils.science.quantise import restore
from course_utils.science.retrieval import unit


def stored(name: str) -> np.ndarray:
    """Unit vectors (n, 384) in float32 under this name; they agree with live ones to about two digits."""
    arrays = read_arrays("code_vectors")
    return unit(restore(arrays[name], arrays[f"{name} scale"]))


def both_sides(name: str) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of queries and documents under "train", "test plain", "written 45 features" and so on."""
    return tuple(stored(f"{name} {side}") for side in PARTS)


def turn(layers: np.ndarray) -> np.ndarray:
    """Unit vectors (n, 384) of what encode_layers gives, (n, 2, 384): along the 384 axes on which training texts differ
    most, of 768."""
    return unit(layers.reshape(len(layers), -1) @ read_arrays("code_vectors")["axes"].astype(np.float32))
