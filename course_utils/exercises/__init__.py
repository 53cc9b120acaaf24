"""Everything about the exercises, one file a lesson: its EXERCISES in order, and its QUIZ."""

from importlib import import_module
from types import ModuleType


def load_module(lesson: str) -> ModuleType:
    """The file of a lesson; its name begins with a digit, so `import` can't say it."""
    return import_module(f"course_utils.exercises.{lesson}")
