"""A judge's assertions: each lets a right answer through, and says in words what is wrong with any other."""

from typing import Any

import numpy as np

from course_utils.errors import CourseError


class NotYet(CourseError):
    """Raised by a judge: the answer runs, but is not right yet."""


def expect(condition: Any, sentence: str) -> None:
    """NotYet with this sentence unless the condition holds."""
    if not condition:
        raise NotYet(sentence)


def expect_array(value: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """The value as a float array of this shape with finite numbers; NotYet in words if it isn't one."""
    array = as_array(value, what)
    expect(array.shape == shape, f"{what} should have the shape {shape}, and yours has {array.shape}.")
    expect(not np.isnan(array).any(), f"{what} came out with nan (not a number): was something divided by zero?")
    expect(np.isfinite(array).all(), f"{what} came out with an infinite number: was something divided by zero?")
    return array


def expect_number(value: Any, what: str) -> float:
    """The value as one finite float; NotYet in words if it isn't one."""
    expect(not isinstance(value, str), f"{what} should be a number, and yours is text: leave out quotes and words.")
    expect(value is not None, f"{what} is None: was something left out?")
    array = as_array(value, what, "a number")
    expect(array.ndim == 0, f"{what} should be one number, and yours has the shape {array.shape}.")
    return float(expect_array(array, (), what))


def expect_unlike(found: Any, mistake: Any, truth: Any, sentence: str) -> None:
    """NotYet with this sentence if the answer is what a mistake gives, unless the truth happens to be the same."""
    expect(not close(found, mistake) or close(truth, mistake), sentence)


def close(found: Any, truth: Any) -> bool:
    """Whether two results are alike, to a ten thousandth: single precision is enough."""
    return np.shape(found) == np.shape(truth) and np.allclose(
        found, truth, rtol=1e-4, atol=1e-12 + 1e-7 * np.abs(truth).max(initial=0)
    )


def expect_pair(value: Any, what: str) -> tuple[Any, Any]:
    """Two values, from a tuple, a list, or an array with two rows; NotYet in words if it is anything else."""
    value = value.to_numpy() if hasattr(value, "to_numpy") else value
    several = isinstance(value, tuple | list) or len(getattr(value, "shape", ())) > 0
    yours = f"has {len(value)}" if several else f"is {named(value)}"
    expect(several and len(value) == 2, f"Return two things, {what}, separated by a comma; yours {yours}.")
    return value[0], value[1]


def as_array(value: Any, what: str, wanted: str = "an array of numbers") -> np.ndarray:
    """The value as a float array of any shape; NotYet in words if it is no array of real numbers."""
    expect(value is not Ellipsis, f"{what} is still `...`: put your own code in its place.")
    refusal = f"{what} should be {wanted}, and yours is {named(value)}."
    try:
        array = np.asarray(on_cpu(value))
        expect(not np.iscomplexobj(array), f"{what} should be real, and yours is complex.")
        expect(array.dtype.kind not in "SUMm", refusal)  # text such as "1" would pass for a number
        return np.array(array, dtype=float) if array.dtype != float else array
    except (TypeError, ValueError, RuntimeError):
        raise NotYet(refusal) from None


def as_whole_numbers(value: Any, what: str) -> np.ndarray:
    """The value as an array of whole numbers of any shape; NotYet in words if some aren't."""
    array = as_array(value, what)
    expect(np.isfinite(array).all(), f"{what} contains nan or an infinite number, and should be whole numbers.")
    expect((array == np.round(array)).all(), f"{what} should be whole numbers, and some of yours have a fraction.")
    return array.astype(int)


def as_truths(value: Any, what: str) -> np.ndarray:
    """The value as an array of True and False; 1 and 0 are taken for them; NotYet in words if it is anything else."""
    array = as_array(value, what)
    expect(
        ((array == 0) | (array == 1)).all(),
        f"{what} should be True or False, and some of yours are neither (a comparison such as `a > b` makes them).",
    )
    return array == 1


def on_cpu(value: Any) -> Any:
    """The value itself; a torch tensor, perhaps with a gradient, perhaps on a GPU, as an array; so too in a list."""
    if hasattr(value, "detach"):
        return value.detach().cpu().numpy()
    if isinstance(value, list | tuple):
        return [on_cpu(element) for element in value]
    return value


def named(value: Any) -> str:
    """What a value is, in words for a sentence."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray) and value.dtype.kind in "SU":
        return "an array of text"
    return f"of the type {type(value).__name__}"
