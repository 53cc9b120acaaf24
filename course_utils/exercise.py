"""What an exercise is, and how an answer is judged: four states, and one sentence for each mistake.

An exercise's `judge(answer, rng)` calls the answer on inputs drawn from rng and says what must hold of any right answer
with `expect(condition, "what went wrong, and where to look")`. It never compares with the reference's code.
"""

import ast
import copy
import inspect
import linecache
import textwrap
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from course_utils.guard import RanTooLong, guarded


class State(Enum):
    """The four states of an answer, each with its sign and its words."""

    PASSED = ("✔", "Passed")
    TO_DO = ("○", "To do")
    NOT_YET = ("✎", "Not yet")
    STOPPED = ("■", "Stopped")


@dataclass(frozen=True)
class Result:
    """The state of an answer, and one sentence about it."""

    state: State
    message: str = ""


@dataclass(frozen=True)
class Exercise:
    """One exercise, whole: the answer, the judge, the help, and the mistakes that learners really make.

    answer: the reference, a function or a value; wrong: pairs of a wrong answer and a piece of the message that it must
    get; right: other answers that must pass; difficulty: 1 to 3.
    """

    answer: Any
    judge: Callable[[Any, np.random.Generator], None]
    minutes: int
    difficulty: int
    hints: tuple[str, ...]
    wrong: tuple[tuple[Any, str], ...]
    right: tuple[Any, ...]
    name: str = ""


class NotYet(Exception):
    """Raised by a judge: the answer runs, but is not right yet."""


def expect(condition: Any, sentence: str) -> None:
    """The judge's assertion: NotYet with this sentence unless the condition holds."""
    if not condition:
        raise NotYet(sentence)


def expect_array(value: Any, shape: tuple[int, ...], what: str) -> np.ndarray:
    """The value as a float array of this shape with finite numbers; NotYet in words if it isn't one."""
    expect(value is not Ellipsis, f"{what} is still `...`: put your own code in its place.")
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise NotYet(f"{what} should be an array of numbers, and yours is a {type(value).__name__}.") from None
    expect(array.shape == shape, f"{what} should have the shape {shape}, and yours has {array.shape}.")
    expect(not np.isnan(array).any(), f"{what} contains nan (not a number): was something divided by zero?")
    expect(np.isfinite(array).all(), f"{what} contains an infinite number: was something divided by zero?")
    return array


def expect_number(value: Any, what: str) -> float:
    """The value as one finite float; NotYet in words if it isn't one."""
    expect(
        not isinstance(value, str), f"{what} should be a number, and yours is text: leave out the quotes and the words."
    )
    expect(
        np.ndim(value) == 0 or value is Ellipsis,
        f"{what} should be one number, and yours has the shape {np.shape(value)}.",
    )
    return float(expect_array(value, (), what))


def expect_pair(value: Any, what: str) -> tuple[Any, Any]:
    """Two values; NotYet in words if it isn't a tuple or a list of two."""
    pair = isinstance(value, tuple | list) and len(value) == 2
    expect(pair, f"Return two things, {what}, separated by a comma; yours is a {type(value).__name__}.")
    return value


def assess(exercise: Exercise, answer: Any, seed: int | None = None, seconds: float = 5.0) -> Result:
    """Judge an answer on inputs drawn from the seed; by default the exercise's own, so that a check repeats."""
    if is_blank(answer):
        return Result(State.TO_DO, "Replace the `...` with your answer and run this cell again.")
    if callable(exercise.answer) and not callable(answer):
        return Result(State.NOT_YET, f"This should be a function, and yours is a {type(answer).__name__}.")
    if callable(answer) and not callable(exercise.answer):
        return Result(State.NOT_YET, "This should be a value, and yours is a function: call it, or write its result.")
    rng = np.random.default_rng(zlib.crc32(exercise.name.encode()) if seed is None else seed)
    subject = Watched(answer) if callable(answer) else answer
    try:
        with guarded(seconds) as subject_printed:
            if isinstance(subject, Watched):
                subject.printed = subject_printed
            exercise.judge(subject, rng)
    except NotYet as mistake:
        return Result(State.NOT_YET, str(mistake))
    except NotImplementedError:
        return Result(State.TO_DO, "Replace the line that raises with your answer and run this cell again.")
    except (Exception, RanTooLong, SystemExit) as error:
        return Result(State.STOPPED, explain_stop(error, answer))
    return Result(State.PASSED)


class Watched:
    """The learner's function, handed copies of its arguments, and asked whether it changed them or forgot to return."""

    def __init__(self, function: Callable):
        self.function, self.name, self.printed = function, function.__name__, None

    def __call__(self, *args):
        handed_over = [arg if isinstance(arg, np.random.Generator) else copy.deepcopy(arg) for arg in args]
        value = self.function(*handed_over)
        for before, after, parameter in zip(args, handed_over, self._parameters(len(args)), strict=True):
            expect(
                same(before, after),
                f"Your function changes `{parameter}` itself, and whoever called it still needs it: make a new array "
                f"instead (`{parameter} = {parameter} * 2` makes one, `{parameter} *= 2` doesn't).",
            )
        if value is None:
            expect(not self._has_printed(), "Your function prints its answer. Let it `return` the answer instead.")
            expect(False, "Your function returns None: does it end with a `return`?")
        return value

    def _parameters(self, count: int) -> list[str]:
        names = getattr(getattr(self.function, "__code__", None), "co_varnames", ())
        return [names[k] if k < self._named() else f"argument {k + 1}" for k in range(count)]

    def _named(self) -> int:
        return getattr(getattr(self.function, "__code__", None), "co_argcount", 0)

    def _has_printed(self) -> bool:
        return self.printed is not None and bool(self.printed.getvalue())


def same(before: Any, after: Any) -> bool:
    """Whether an argument still holds what it held; random generators are handed over themselves, and may move on."""
    if isinstance(before, np.ndarray):
        return np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    return before is after or bool(before == after)


def is_blank(answer: Any) -> bool:
    """Whether nothing has been written yet: `...` as a value, or a body of nothing but docstring, `...` and pass."""
    if answer is Ellipsis:
        return True
    if not inspect.isfunction(answer):
        return False
    try:
        (function,) = ast.parse(textwrap.dedent(inspect.getsource(answer))).body
    except (OSError, SyntaxError, ValueError, TypeError):
        return False
    body = getattr(function, "body", None)
    return isinstance(body, list) and all(is_placeholder(line) for line in body)


def is_placeholder(line: ast.stmt) -> bool:
    """Whether a statement is `...`, pass, or a bare string."""
    return isinstance(line, ast.Pass) or isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def explain_stop(error: BaseException, answer: Any) -> str:
    """What stopped the answer, with the learner's own line where there is one."""
    what = "it calls itself without end." if isinstance(error, RecursionError) else f"{type(error).__name__}: {error}."
    if isinstance(error, RanTooLong):
        what = str(error)
    number, text = own_line(error, answer)
    if not number:
        return f"Your function could not be called ({what}). Is its first line still the one you were given?"
    return f"In line {number}, `{text}`: {what}"


def own_line(error: BaseException, answer: Any) -> tuple[int, str]:
    """Number and text of the last line of the learner's own cell in the traceback; (0, '') if there is none."""
    code = getattr(answer, "__code__", None)
    found, trace = (0, ""), error.__traceback__
    while trace and code:
        frame = trace.tb_frame.f_code
        if frame.co_filename == code.co_filename:
            number = trace.tb_lineno
            found = number, linecache.getline(frame.co_filename, number).strip()
        trace = trace.tb_next
    return found
