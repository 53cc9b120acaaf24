"""One exception for everything that a learner can mend: it is shown as one sentence, not as a traceback."""

from numbers import Real


class CourseError(Exception):
    """Raised with one sentence that says what is wrong and what to do about it."""

    def _render_traceback_(self) -> list[str]:
        """What IPython prints instead of the traceback."""
        return [f"{type(self).__name__}: {self}"]


class BadSetting(CourseError, ValueError):
    """A number that the function cannot work with."""


class MissingData(CourseError, FileNotFoundError):
    """A data file is not there, or is not the file that the course was written for."""


def need(condition: bool, sentence: str) -> None:
    """Raise BadSetting with this sentence unless the condition holds."""
    if not condition:
        raise BadSetting(sentence)


def need_whole(name: str, value: int, least: int) -> int:
    """The value as an int; BadSetting unless it is a whole number of at least `least`."""
    number = isinstance(value, Real) and not isinstance(value, bool)
    need(number and float(value).is_integer(), f"{name} must be a whole number, got {value!r}")
    need(value >= least, f"{name} must be at least {least}, got {value}")
    return int(value)
