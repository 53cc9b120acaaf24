"""A learner's function while it is judged: what goes in is not changed, what comes out is there, and is so again."""

import contextlib
import copy
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from course_utils.teach.expect import NotYet, expect
from course_utils.teach.held_back import HeldBack

NOT_AGAIN = {
    True: "Called again with a generator in the same state, your function gives something else: draw everything with "
    "the generator that it is given, so that the result can be made again.",
    False: "Called twice with the same arguments, your function gives two different results: nothing is drawn at "
    "random here, so let it pick the same every time.",
}


class Watched:
    """Hands the function copies of its arguments, and returns what it gives in the form that the lesson needs.

    What can't be brought into that form is returned as it is, since the judge may know better what went wrong; refusal:
    what is to be said if it doesn't. shown: what the last call printed; at_work: the CPU's seconds when its
    timing began, None while it is judged.
    """

    def __init__(self, function: Callable, form: Callable[[Any], Any]):
        self.function, self.form, self.shown = function, form, HeldBack()
        self.called, self.at_work, self.refusal = False, None, ""

    def __call__(self, *args):
        first, self.called = not self.called, True
        before = copies(args) if first else ()
        value = self.call(args)
        if first:
            drawn = any(isinstance(arg, np.random.Generator) for arg in args)
            expect(same(value, self.call(before)), NOT_AGAIN[drawn])
        return value

    def call(self, args: tuple) -> Any:
        """One call; NotYet if the arguments don't fit, are changed by it, or nothing comes back."""
        expect_to_fit(self.function, args)
        self.shown.forget()
        handed_over = [arg if isinstance(arg, np.random.Generator) else copy.deepcopy(arg) for arg in args]
        value = self.function(*handed_over)
        for k, (before, after) in enumerate(zip(args, handed_over, strict=True)):
            expect(
                same(before, after),
                f"Your function changes `{parameter(self.function, k)}` itself, and whoever called it still needs it: "
                f"make a new one instead (`x = x * 2` makes one, `x *= 2` doesn't).",
            )
        if value is None:
            expect(not self.shown.getvalue(), "Your function prints its answer. Let it `return` the answer instead.")
            expect(False, "Your function returns None: does it end with a `return`?")
        return self.converted(value)

    def converted(self, value: Any) -> Any:
        """The value in the lesson's form, or as it is if it can't be brought into it."""
        try:
            return self.form(value)
        except NotYet as refusal:
            self.refusal = self.refusal or str(refusal)
            return value


@contextlib.contextmanager
def known_by_its_name(answer: Any) -> Iterator[None]:
    """Let a recursive function find itself: under `@check` it runs before its cell has bound its name."""
    name, space = getattr(answer, "__name__", None), getattr(answer, "__globals__", None)
    if not isinstance(name, str) or space is None:
        yield
        return
    nothing = object()
    before, space[name] = space.get(name, nothing), answer
    try:
        yield
    finally:
        if before is nothing:
            space.pop(name, None)
        else:
            space[name] = before


def copies(args: tuple) -> tuple:
    """Copies of the arguments, generators included."""
    return tuple(copy.deepcopy(arg) for arg in args)


def expect_to_fit(function: Callable, args: tuple) -> None:
    """NotYet if the function can't be called with so many arguments."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return  # a function of C code may not tell
    try:
        signature.bind(*args)
    except TypeError:
        number = f"{len(args)} argument{'s' if len(args) > 1 else ''}"
        expect(False, f"The lesson calls your function with {number}: leave its first line as it was given.")


def parameter(function: Callable, k: int) -> str:
    """The name of the k-th parameter, if it can be told."""
    code = getattr(function, "__code__", None)
    return code.co_varnames[k] if code and k < code.co_argcount else f"argument {k + 1}"


def same(before: Any, after: Any) -> bool:
    """Whether two things hold the same; what can't be compared (a generator, a model) may have moved on."""
    if hasattr(before, "__array__"):
        before, after = np.asarray(before), np.asarray(after)
        return np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    if isinstance(before, list | tuple) and type(before) is type(after):
        return len(before) == len(after) and all(map(same, before, after))
    if isinstance(before, float) and before != before:
        return after != after
    return not isinstance(before, int | float | str | dict) or before == after
