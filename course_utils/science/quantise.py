"""Numbers in one byte each: a table a quarter of the size, and nearly as good."""

import numpy as np


def quantise(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The table in one byte a number: whole numbers -127..127 (tokens, dimensions), and each row's scale (tokens, 1).

    restore gives the table again, within half a scale.
    """
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-7)  # below, float16 has only 0
    scale = scale.astype(np.float16).astype(np.float32)
    return np.clip(np.rint(table / scale), -127, 127).astype(np.int8), scale.astype(np.float16)


def restore(numbers: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """The table (tokens, dimensions) in float32 from what quantise gave."""
    return numbers * scale.astype(np.float32)
