"""What is said of an answer that raised: what it was, and the learner's own line where there is one."""

import linecache
import sys
from types import FrameType, TracebackType
from typing import Any

from course_utils.teach.guard import AsksForInput
from course_utils.teach.limits import PassedLimit

MAX_CHARACTERS = 300  # characters of an error that are shown


def explain_stop(error: BaseException, answer: Any) -> str:
    """What stopped the answer, in one sentence or two, with the learner's own line where there is one."""
    what = what_happened(error)
    frame, number = own_place(error, answer)
    if frame:
        line = linecache.getline(frame.f_code.co_filename, number).strip().rstrip(":")
        return f"In line {number}, `{line}`: {what}" if line else f"In line {number} of your code: {what}"
    if isinstance(error, PassedLimit):
        return what[0].upper() + what[1:]
    return f"The check could not make sense of your answer ({what}) Is it what was asked for?"


def what_happened(error: BaseException) -> str:
    """The error in words."""
    if isinstance(error, PassedLimit | AsksForInput):
        return str(error)
    if isinstance(error, RecursionError):
        return "it calls itself without end."
    if isinstance(error, SystemExit):
        return "it leaves Python (`exit`), which would end the lesson: `return` ends a function."
    words = f"{type(error).__name__}: {text_of(error)}".rstrip(":. ") + "."
    if isinstance(error, NameError):
        words += " Is it misspelt, or is it made by a cell that has not run?"
    return words


def text_of(error: BaseException) -> str:
    """What the error says, on one line; nothing if it fails to say it."""
    try:
        text = " ".join(str(error).split())
    except Exception:
        return ""
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + " …"


def is_own_to_do(error: BaseException, answer: Any) -> bool:
    """Whether the learner's own code raised NotImplementedError, and not a library that it called."""
    if not isinstance(error, NotImplementedError):
        return False
    return last(error.__traceback__).tb_frame.f_globals is space_of(answer)


def last(trace: TracebackType) -> TracebackType:
    while trace.tb_next:
        trace = trace.tb_next
    return trace


def own_place(error: BaseException, answer: Any) -> tuple[FrameType | None, int]:
    """The last frame of the learner's own code in the traceback, and its line; (None, 0) if there is none."""
    found, trace, space = (None, 0), error.__traceback__, space_of(answer)
    while trace:
        if trace.tb_frame.f_globals is space:
            found = trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next
    return found


def space_of(answer: Any) -> dict:
    """The namespace in which a learner's function was written, through what may be wrapped around it."""
    for wrapping in ("__wrapped__", "func", "pyfunc"):  # functools.wraps, functools.partial, np.vectorize
        if (inner := getattr(answer, wrapping, None)) is not None:
            return space_of(inner)
    if not hasattr(answer, "__globals__") and callable(answer):
        answer = type(answer).__call__  # an object that can be called
    return getattr(answer, "__globals__", None) or sys.modules["__main__"].__dict__
