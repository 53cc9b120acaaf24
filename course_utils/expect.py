"""A judge's assertions: each lets a right answer through, and says in words what is wrong with any other."""

from typing import Any

import numpy as np


class NotYet(Exception):
    """Raised by a judge: the answer runs, but is not right yet."""


def expect(condition: Any, sentence: str) -> None:
    """NotYet with this sentence unless the condition holds."""
    if not condition:
        raise NotYet(sentence)


def expect_array(value: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """The value as a float array of this shape with finite numbers; NotYet in words if it isn't one."""
    expect(value is not Ellipsis, f"{what} is still `...`: put your own code in its place.")
    array = as_array(value, what)
    expect(array.shape == shape, f"{what} should have the shape {shape}, and yours has {array.shape}.")
    expect(not np.isnan(array).any(), f"{what} contains nan (not a number): was something divided by zero?")
    expect(np.isfinite(array).all(), f"{what} contains an infinite number: was something divided by zero?")
    return array


def expect_number(value: Any, what: str) -> float:
    """The value as one finite float; NotYet in words if it isn't one."""
    expect(value is not Ellipsis, f"{what} is still `...`: put your own code in its place.")
    expect(not isinstance(value, str), f"{what} should be a number, and yours is text: leave out quotes and words.")
    expect(value is not None, f"{what} is None: was something left out?")
    array = as_array(value, what)
    expect(array.ndim == 0, f"{what} should be one number, and yours has the shape {array.shape}.")
    return float(expect_array(array, (), what))


def expect_unlike(found: Any, mistake: Any, truth: Any, sentence: str) -> None:
    """NotYet with this sentence if the answer is what a mistake gives, unless the truth happens to be the same."""
    expect(not np.allclose(found, mistake) or np.allclose(truth, mistake), sentence)


def expect_pair(value: Any, what: str) -> tuple[Any, Any]:
    """Two values; NotYet in words if it isn't a tuple or a list of two."""
    pair = isinstance(value, tuple | list) and len(value) == 2
    expect(pair, f"Return two things, {what}, separated by a comma; yours is a {type(value).__name__}.")
    return value


def as_array(value: Any, what: str) -> np.ndarray:
    """The value as a float array of any shape; NotYet in words if it is no array of real numbers."""
    if hasattr(value, "detach"):  # a torch tensor, perhaps with a gradient, perhaps on a GPU
        value = value.detach().cpu()
    try:
        expect(not np.iscomplexobj(value), f"{what} should be real, and yours is complex.")
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise NotYet(f"{what} should be an array of numbers, and yours is a {type(value).__name__}.") from None
