"""What an exercise is, and how an answer is judged: four states, and one sentence for each mistake.

An exercise's `judge(answer, rng)` calls the answer on inputs drawn from rng and says what must hold of any right answer
with `expect(condition, "what went wrong, and where to look")`. It never compares with the reference's code.
"""

import ast
import copy
import inspect
import io
import linecache
import textwrap
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np

from course_utils.expect import NotYet, expect
from course_utils.guard import SECONDS, PassedLimit, guarded


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

    name: str
    answer: Any
    judge: Callable[[Any, np.random.Generator], None]
    minutes: int
    difficulty: int
    hints: tuple[str, ...]
    wrong: tuple[tuple[Any, str], ...]
    right: tuple[Any, ...]


def assess(exercise: Exercise, answer: Any, seed: int | None = None, seconds: float = SECONDS) -> Result:
    """Judge an answer on inputs drawn from the seed; by default the exercise's own, so that a check repeats."""
    if is_blank(answer):
        return Result(State.TO_DO, "Replace the `...` with your answer and run this cell again.")
    if callable(exercise.answer) and not callable(answer):
        return Result(State.NOT_YET, f"This should be a function, and yours is a {type(answer).__name__}.")
    if callable(answer) and not callable(exercise.answer):
        return Result(State.NOT_YET, "This should be a value, and yours is a function: call it, or write its result.")
    rng = np.random.default_rng(zlib.crc32(exercise.name.encode()) if seed is None else seed)
    try:
        with guarded(seconds) as printed:
            exercise.judge(Watched(answer, printed) if callable(answer) else answer, rng)
    except NotYet as mistake:
        return Result(State.NOT_YET, str(mistake))
    except NotImplementedError:
        return Result(State.TO_DO, "Replace the line that raises with your answer and run this cell again.")
    except (Exception, PassedLimit, SystemExit) as error:
        return Result(State.STOPPED, explain_stop(error, answer))
    return Result(State.PASSED)


class Watched:
    """The learner's function, handed copies of its arguments, and asked whether it changed them or forgot to return."""

    def __init__(self, function: Callable, printed: io.StringIO):
        self.function, self.printed = function, printed

    def __call__(self, *args):
        handed_over = [arg if isinstance(arg, np.random.Generator) else copy.deepcopy(arg) for arg in args]
        value = self.function(*handed_over)
        for k, (before, after) in enumerate(zip(args, handed_over, strict=True)):
            expect(
                same(before, after),
                f"Your function changes `{self._parameter(k)}` itself, and whoever called it still needs it: make a "
                f"new array instead (`x = x * 2` makes one, `x *= 2` doesn't).",
            )
        if value is None:
            expect(not self.printed.getvalue(), "Your function prints its answer. Let it `return` the answer instead.")
            expect(False, "Your function returns None: does it end with a `return`?")
        return value

    def _parameter(self, k: int) -> str:
        code = getattr(self.function, "__code__", None)
        return code.co_varnames[k] if code and k < code.co_argcount else f"argument {k + 1}"


def same(before: Any, after: Any) -> bool:
    """Whether an argument still holds what it held; what can't be compared (a generator, a model) may have moved on."""
    if hasattr(before, "__array__"):
        before, after = np.asarray(before), np.asarray(after)
        return np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(same, before, after))
    return not isinstance(before, int | float | str | dict) or before == after


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
    if isinstance(error, NameError):
        what += " Is it misspelt, or is it made by a cell that has not run?"
    if isinstance(error, PassedLimit):
        what = str(error)
    number, text = own_line(error, answer)
    if number:
        return f"In line {number}, `{text}`: {what}"
    if isinstance(error, TypeError) and callable(answer):
        return f"Your function could not be called ({what}) Is its first line still the one you were given?"
    return f"The check could not make sense of your answer ({what}) Is it what was asked for?"


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
