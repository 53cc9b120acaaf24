"""The baseline without training: take the query apart, and subtract what is unwanted."""

import re
from collections.abc import Callable
from functools import cache

import numpy as np

from course_utils.errors import BadSetting, need
from course_utils.negation_embeddings.phrases import load_cues


@cache
def query_pattern() -> re.Pattern:
    """Things, a cue and what is unwanted: with every short cue for training that stands between the two."""
    between = [re.fullmatch(r"\{t\} ([^{}]+) \{[ab]\}", no) for _, no in load_cues("train") + load_cues("train rare")]
    cues = sorted({re.escape(found[1]) for found in between if found}, key=len, reverse=True)
    return re.compile(rf"\s*(.+?),?\s+(?:{'|'.join(cues)})\s+(.+?)\W*", re.IGNORECASE)


def split_query(query: str) -> tuple[str, str]:
    """("Recipes", "meat") of "Recipes without meat"; BadSetting for a text without a cue, or with nothing around it."""
    need(isinstance(query, str) and bool(query.strip()), "the query is empty: write something like 'soup without nuts'")
    found = query_pattern().fullmatch(query)
    if not found:
        raise BadSetting(f"there is no cue such as 'without' between two pieces of {query!r}, so nothing to subtract")
    return found[1], found[2]


def split_queries(queries: list[str]) -> list[tuple[str, str]]:
    """The parts of each query, ("", "") where it has no cue of the list."""
    parts = []
    for query in queries:
        try:
            parts.append(split_query(query))
        except BadSetting:
            parts.append(("", ""))
    return parts


def subtract(base: np.ndarray, attribute: np.ndarray, weight: float) -> np.ndarray:
    """Unit vectors along base - weight * attribute, (..., dimensions)."""
    difference = base - weight * attribute
    return difference / np.maximum(np.linalg.norm(difference, axis=-1, keepdims=True), 1e-12)


def read_parted(read: Callable, split: Callable, texts: list[str], weight: float) -> np.ndarray:
    """Vectors of queries (n, dimensions): base - weight * attribute where `split` finds the two, else of the whole.

    read: texts -> unit vectors; split: texts -> (base, attribute) of each, or two empty strings.
    """
    parts = split(texts)
    rows = [row for row, (_, attribute) in enumerate(parts) if attribute]
    vectors = np.array(read(texts))
    if rows:
        base, attribute = (read([parts[row][side] for row in rows]) for side in (0, 1))
        vectors[rows] = subtract(base, attribute, weight)
    return vectors
