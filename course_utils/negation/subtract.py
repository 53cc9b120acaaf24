"""The baseline without training: take the query apart, and subtract what is unwanted."""

import re
from collections.abc import Callable

import numpy as np

from course_utils.errors import BadSetting, need
from course_utils.negation.lexicon import Topic

CUES = r"without(?: any)?|with no|free of|free from|excluding|lacking|minus|not containing|that have no|that contain no"


def split_query(query: str) -> tuple[str, str]:
    """("Recipes", "meat") of "Recipes without meat"; BadSetting for a text without a cue, or with nothing around it."""
    need(isinstance(query, str) and bool(query.strip()), "the query is empty: write something like 'soup without nuts'")
    found = re.fullmatch(rf"\s*(.+?),?\s+(?:{CUES})\s+(.+?)\W*", query, re.IGNORECASE)
    if not found:
        raise BadSetting(f"there is no cue such as 'without' between two pieces of {query!r}, so nothing to subtract")
    return found[1], found[2]


def subtract(base: np.ndarray, attribute: np.ndarray, weight: float) -> np.ndarray:
    """Unit vectors along base - weight * attribute, (..., dimensions)."""
    difference = base - weight * attribute
    return difference / np.maximum(np.linalg.norm(difference, axis=-1, keepdims=True), 1e-12)


def base_and_attribute(read: Callable, topics: list[Topic]) -> tuple[np.ndarray, np.ndarray]:
    """Vectors of the topics' things and attributes, each (topics, dimensions)."""
    texts = [topic.things[0] for topic in topics] + [topic.attribute for topic in topics]
    vectors = read(texts)
    return vectors[: len(topics)], vectors[len(topics) :]
