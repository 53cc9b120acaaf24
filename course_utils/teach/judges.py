"""What several lessons' judges share: for a number in a range, for one letter out of a few, and for an edge."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course_utils.teach.expect import NotYet, expect
from course_utils.teach.stopped import explain_stop


def judge_between(low: float, high: float, mistakes: tuple, otherwise: str):
    """A judge for a number that is right between low and high; mistakes are (low, high, sentence), tried in turn."""

    def judge(number: float, rng: np.random.Generator) -> None:
        for bottom, top, sentence in mistakes:
            expect(not bottom <= number <= top or low <= number <= high, sentence)
        expect(low <= number <= high, otherwise)

    return judge


def judge_letter(right: str, mistakes: dict[str, str]):
    """A judge for a choice: the right letter, and for each wrong one the sentence that answers it."""
    letters = sorted([right, *mistakes])
    choices = ", ".join(f'"{letter}"' for letter in letters[:-1]) + f' or "{letters[-1]}"'

    def judge(letter: str, rng: np.random.Generator) -> None:
        expect(letter in letters, f"There are {len(letters)} answers to choose from, each a letter alone: {choices}.")
        expect(letter == right, mistakes.get(letter, ""))

    return judge


def at_edge(answer: Callable, args: tuple, edge: str) -> Any:
    """What an answer gives where something stands apart; if it raises there, NotYet that names the edge."""
    try:
        return answer(*args)
    except NotYet:
        raise
    except Exception as error:
        stop = explain_stop(error, getattr(answer, "function", answer))
        raise NotYet(f"{edge}, your function stops. {stop}") from None
