"""A safe place to run a learner's code: it can't hang the kernel, fill the memory, print, ask, leave, or re-seed.

The limits act between Python's steps. One single long call into C code (`10 ** 10 ** 9`) is beyond their reach.
"""

import builtins
import contextlib
import random
import sys
import warnings
from collections.abc import Iterator

from course_utils.teach.held_back import HeldBack, current_shell, held_back
from course_utils.teach.limits import SECONDS, Limits, stopped_past

NO_INPUT = "it asks for `input()`, and nobody is there to type: let it work on its arguments."


class AsksForInput(Exception):
    """Raised in place of `input()`, which would wait for ever."""


@contextlib.contextmanager
def guarded(seconds: float = SECONDS) -> Iterator[HeldBack]:
    """Run the block within its limits and yield what it shows; PassedLimit if it computes for more seconds of CPU."""
    with (
        same_random_state(),
        warnings.catch_warnings(),
        no_input(),
        no_exit(),
        held_back() as shown,
        stopped_past(Limits(seconds)),
    ):
        warnings.simplefilter("ignore")
        yield shown


@contextlib.contextmanager
def same_random_state() -> Iterator[None]:
    """Leave the global random generators of Python, numpy and torch as they were found."""
    numpy, torch = sys.modules.get("numpy"), sys.modules.get("torch")
    python_state, numpy_state = random.getstate(), numpy and numpy.random.get_state()
    torch_state = torch.get_rng_state() if torch else None
    try:
        yield
    finally:
        random.setstate(python_state)
        if numpy:
            numpy.random.set_state(numpy_state)
        if torch_state is not None:
            torch.set_rng_state(torch_state)


@contextlib.contextmanager
def no_input() -> Iterator[None]:
    """Let `input()` raise instead of waiting."""

    def refuse(prompt=""):
        raise AsksForInput(NO_INPUT)

    before, builtins.input = builtins.input, refuse
    try:
        yield
    finally:
        builtins.input = before


@contextlib.contextmanager
def no_exit() -> Iterator[None]:
    """Let a notebook's `exit()`, which would end the kernel, raise SystemExit as Python's own does."""

    def leave():
        raise SystemExit

    shell = current_shell()
    if shell:
        shell.ask_exit = leave
    try:
        yield
    finally:
        if shell:
            del shell.ask_exit
