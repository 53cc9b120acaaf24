"""What an exercise is, and how an answer is judged: four states, and one sentence for each mistake.

An exercise's `judge(answer, rng)` calls the answer on inputs drawn from rng and says what must hold of any right answer
with `expect(condition, "what went wrong, and where to look")`. It never compares with the reference's code. Its `form`
says in what form the lesson needs what an answer gives: judge and lesson see nothing else.
"""

import functools
import inspect
import textwrap
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from course_utils.teach.blank import is_blank
from course_utils.teach.expect import NotYet, expect
from course_utils.teach.guard import guarded
from course_utils.teach.held_back import HeldBack
from course_utils.teach.limits import SECONDS, PassedLimit
from course_utils.teach.stopped import explain_stop, is_own_to_do
from course_utils.teach.watched import Watched, known_by_its_name

TOO_LONG = 10.0  # seconds of CPU that the answers to one exercise may add to a lesson
TOO_LARGE = "Right, but for as much data as the lesson has it takes too much memory: work on less of it at once."


class State(Enum):
    """The four states of an answer, each with its sign and its words."""

    PASSED = ("✔", "Passed")
    TO_DO = ("○", "To do")
    NOT_YET = ("✎", "Not yet")
    STOPPED = ("■", "Stopped")


@dataclass(frozen=True)
class Result:
    """The state of an answer, one sentence about it, and as HTML what its last call printed and displayed."""

    state: State
    message: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Workload:
    """What a lesson asks of an answer: `times` calls with arguments such as make(rng) gives."""

    make: Callable[[np.random.Generator], tuple]
    times: float


@dataclass(frozen=True)
class Exercise:
    """One exercise, whole: the answer, the judge, the help, and the mistakes that learners really make.

    answer: the reference, a function or a value; form: converts what an answer gives, see forms.py; wrong: pairs of a
    wrong answer and a piece of the message that it must get; right: other answers that must pass; difficulty: 1 to 3;
    workload: for answers that a lesson needs to be quick. source: the reference's text, read at once, for the file may
    have changed by the time that somebody asks.
    """

    name: str
    answer: Any
    judge: Callable[[Any, np.random.Generator], None]
    form: Callable[[Any], Any]
    minutes: int
    difficulty: int
    hints: tuple[str, ...]
    wrong: tuple[tuple[Any, str], ...]
    right: tuple[Any, ...]
    workload: Workload | None = None
    source: str = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "source", source_of(self.answer))

    def fit(self, answer: Any) -> Any:
        """The answer in the form that the lesson needs: a function is wrapped, a value converted."""
        if not callable(answer):
            return self.form(answer)

        def fitting(*args, **kwargs):
            return self.form(answer(*args, **kwargs))

        return functools.update_wrapper(fitting, answer)


def load_module(lesson: str) -> ModuleType:
    """The file of a lesson; its name begins with a digit, so `import` can't say it."""
    return import_module(f"course_utils.exercises.{lesson}")


def source_of(answer: Callable | Any) -> str:
    """The text of a reference answer: a function's source, or a value as Python would print it."""
    if callable(answer):
        return textwrap.dedent(inspect.getsource(answer)).rstrip()
    return f"{answer:.4g}" if isinstance(answer, float) else repr(answer)


def assess(exercise: Exercise, answer: Any, seed: int | None = None, seconds: float = SECONDS) -> Result:
    """Judge an answer on inputs drawn from the seed; by default the exercise's own, so that a check repeats."""
    if is_blank(answer):
        return Result(State.TO_DO, "Replace the `...` with your answer and run this cell again.")
    if callable(exercise.answer) and not callable(answer):
        return Result(State.NOT_YET, f"This should be a function, and yours is of the type {type(answer).__name__}.")
    if callable(answer) and not callable(exercise.answer):
        return Result(State.NOT_YET, "This should be a value, and yours is a function: call it, or write its result.")
    rng = np.random.default_rng(zlib.crc32(exercise.name.encode()) if seed is None else seed)
    shown, watched = HeldBack(), Watched(answer, exercise.form) if callable(answer) else None
    try:
        with known_by_its_name(answer), guarded(seconds) as shown:
            judge(exercise, answer, watched, rng, shown)
    except NotYet as mistake:
        return Result(State.NOT_YET, str(mistake), shown.as_html())
    except (Exception, PassedLimit, SystemExit) as error:
        if isinstance(error, PassedLimit) and watched and watched.at_work:
            slow = too_slow((time.process_time() - watched.at_work) * exercise.workload.times, "more than")
            return Result(State.NOT_YET, TOO_LARGE if "memory" in str(error) else slow)
        if watched and watched.refusal and isinstance(error, Exception):
            return Result(State.NOT_YET, watched.refusal, shown.as_html())
        if is_own_to_do(error, answer):
            return Result(State.TO_DO, "Replace the line that raises with your answer and run this cell again.")
        return Result(State.STOPPED, explain_stop(error, answer), shown.as_html())
    return Result(State.PASSED)


def judge(exercise: Exercise, answer: Any, watched: Watched | None, rng: np.random.Generator, shown: HeldBack) -> None:
    """Let the exercise's judge see the answer in the lesson's form; then see whether it is quick enough."""
    if not watched:
        exercise.judge(exercise.form(answer), rng)
        return
    watched.shown = shown
    exercise.judge(watched, rng)
    expect(not watched.refusal, watched.refusal)
    if exercise.workload:
        expect_quick(exercise.workload, answer, watched, rng)


def expect_quick(workload: Workload, function: Callable, watched: Watched, rng: np.random.Generator) -> None:
    """NotYet if the answer would make the lesson wait for long."""
    arguments, watched.at_work = workload.make(rng), time.process_time()
    needed = seconds_of(function, arguments) * workload.times
    if needed >= TOO_LONG:  # the first call may have imported something, or warmed up
        needed = min(needed, seconds_of(function, arguments) * workload.times)
    watched.at_work = None
    expect(needed < TOO_LONG, too_slow(needed, "about"))


def seconds_of(function: Callable, arguments: tuple) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    function(*arguments)
    return time.process_time() - start


def too_slow(seconds: float, about: str) -> str:
    """What is said of an answer that is right and slow."""
    return (
        f"Right, but too slow here: {about} {seconds:.0f} s for what the lesson needs. Let numpy work on whole arrays "
        "instead of one number after the other."
    )
