"""In what form a lesson needs an answer: what can be converted without loss is converted, all else is refused in words.

A list, a tensor or a table becomes an array, 1 and 0 become truth values, "(b)" becomes B.
"""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.teach.expect import as_array, as_truths, as_whole_numbers, expect, expect_number, expect_pair, named


def to_array(what: str, dtype: type = np.float64) -> Callable[[Any], np.ndarray]:
    """The form of an exercise whose result is an array of numbers, as precise as the lesson's own."""
    return lambda value: as_array(value, what).astype(dtype, copy=False)


def to_whole_numbers(what: str) -> Callable[[Any], np.ndarray]:
    """The form of an exercise whose result is an array of whole numbers."""
    return lambda value: as_whole_numbers(value, what)


def to_truths(what: str) -> Callable[[Any], np.ndarray]:
    """The form of an exercise whose result is an array of True and False."""
    return lambda value: as_truths(value, what)


def to_number(what: str) -> Callable[[Any], float]:
    """The form of an exercise whose result is one number."""
    return lambda value: expect_number(value, what)


def to_pair(first: Callable[[Any], Any], second: Callable[[Any], Any], what: str) -> Callable[[Any], tuple]:
    """The form of an exercise whose result is two things, each of a form of its own."""

    def convert(value: Any) -> tuple:
        one, other = expect_pair(value, what)
        return first(one), second(other)

    return convert


def to_text(what: str) -> Callable[[Any], str]:
    """The form of an exercise whose result is a text."""

    def convert(value: Any) -> str:
        expect(isinstance(value, str), f"{what} should be a string, and yours is {named(value)}.")
        return str(value)

    return convert


def to_letter(answer: Any) -> str:
    """The form of an exercise whose answer is a letter: "b", " B." and "(B)" are all B."""
    expect(isinstance(answer, str), "Answer with one letter in quotes.")
    return re.sub(r"\W", "", answer).upper()
