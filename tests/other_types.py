"""A right answer in other types than the lesson's own: what learners really return instead of an array or a number."""

import functools
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd


def in_other_types(answer, sample) -> Iterator[tuple[str, object]]:
    """(name of the type, an answer whose result or value has it) for each that can hold what the answer gives.

    sample: something that it gives.
    """
    for name, change in CHANGES.items():
        if not is_same(change(sample), sample):
            yield name, changed(answer, change) if callable(answer) else change(answer)


def is_same(value, sample) -> bool:
    """Whether nothing was changed: the very same thing, or a pair of the same things."""
    if isinstance(value, tuple) and isinstance(sample, tuple):
        return len(value) == len(sample) and all(map(is_same, value, sample))
    return value is sample


def changed(function: Callable, change: Callable) -> Callable:
    """The same function, with its result changed."""

    @functools.wraps(function)
    def wrapper(*args):
        return change(function(*args))

    return wrapper


def of_parts(change: Callable) -> Callable:
    """A change of an array or number, made to the parts of a pair as well."""

    def deep(value):
        return tuple(map(deep, value)) if isinstance(value, tuple) else change(value)

    return deep


def is_number(value) -> bool:
    return isinstance(value, int | float | np.number | np.ndarray)


def to_list(value):
    return value.tolist() if isinstance(value, np.ndarray | np.number) else value


def to_tuple(value):
    return tuple(map(tuple, value)) if np.ndim(value) == 2 else tuple(value) if np.ndim(value) == 1 else value


def to_pandas(value):
    kinds = {1: pd.Series, 2: pd.DataFrame}
    return kinds[value.ndim](value) if isinstance(value, np.ndarray) and value.ndim in kinds else value


def to_tensor(value):
    import torch

    return torch.as_tensor(np.array(value)) if is_number(value) else value


def to_tensor_with_gradient(value):
    return to_tensor(value).double().requires_grad_() if is_number(value) else value


def to_single(value):
    return np.asarray(value, np.float32)[()] if is_number(value) else value


def to_objects(value):
    return np.array(value, dtype=object) if isinstance(value, np.ndarray) else value


def to_whole(value):
    """Whole numbers and truth values as integers, the rest as it is."""
    whole = is_number(value) and np.all(np.asarray(value) == np.round(np.asarray(value, float)))
    return np.asarray(value).astype(int)[()] if whole else value


def to_floats(value):
    return np.asarray(value, float)[()] if is_number(value) else value


def to_zero_dimensional(value):
    return np.array(value) if is_number(value) and np.ndim(value) == 0 else value


def to_rows(value):
    """A pair of arrays as one array of two rows."""
    return np.array(value) if isinstance(value, tuple) else value


def to_pair_in_a_list(value):
    return list(value) if isinstance(value, tuple) else value


def to_brackets(value):
    return f"({value.lower()}) " if isinstance(value, str) and len(value) == 1 else value


CHANGES: dict[str, Callable] = {
    "list": of_parts(to_list),
    "tuple": of_parts(to_tuple),
    "pandas": of_parts(to_pandas),
    "tensor": of_parts(to_tensor),
    "tensor with gradient": of_parts(to_tensor_with_gradient),
    "float32": of_parts(to_single),
    "objects": of_parts(to_objects),
    "integers": of_parts(to_whole),
    "floats": of_parts(to_floats),
    "0-d array": of_parts(to_zero_dimensional),
    "array of two rows": to_rows,
    "pair in a list": to_pair_in_a_list,
    "letter in brackets": to_brackets,
}
