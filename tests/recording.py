"""What a lesson really passes to its exercises: kept by its kernel while it runs, and held against what the judges try.

An argument is described by traits: its type, and whatever an answer could stumble over (zeros, ties, one row). The
explorers are drawn at the ends of their sliders as well, for there a learner will go.
"""

import functools
import itertools
import json
import zlib

import numpy as np

ENOUGH = 200  # calls of an exercise; more of them bring nothing new


class Record:
    """For every exercise: the traits of each of its arguments so far, and how many numbers the largest call had."""

    def __init__(self):
        self.traits: dict[str, list[set[str]]] = {}
        self.largest: dict[str, int] = {}
        self.calls: dict[str, int] = {}

    def add(self, name: str, args: tuple) -> None:
        self.calls[name] = self.calls.get(name, 0) + 1
        if self.calls[name] > ENOUGH:
            return
        for known, arg in zip(self.traits.setdefault(name, [set() for _ in args]), args, strict=True):
            known.update(traits(arg))
        self.largest[name] = max(self.largest.get(name, 0), sum(map(count, args)))

    def around(self, name: str, function):
        """The same function, which adds every call to the record."""

        @functools.wraps(function)
        def recording(*args):
            self.add(name, args)
            return function(*args)

        return recording


def traits(arg) -> set[str]:
    """What an answer may have to cope with in this argument."""
    if isinstance(arg, np.ndarray):
        return traits_of_array(arg)
    if isinstance(arg, list | tuple):
        inner = set().union(*(traits(element) for element in arg))
        return {f"{type(arg).__name__} of {trait}" for trait in inner} | lengths((len(arg),))
    if isinstance(arg, bool | int | float | np.number):
        return {kind_of(arg), *(word for word, holds in signs(np.asarray(arg)).items() if holds)}
    return {type(arg).__name__}


def traits_of_array(array: np.ndarray) -> set[str]:
    found = {f"{array.dtype} {array.ndim}-d", *lengths(array.shape)}
    if array.dtype.kind in "iuf" and array.size:
        found |= {word for word, holds in signs(array).items() if holds}
        found |= {"ties"} if has_ties(array) else set()
    if array.dtype.kind == "b" and array.size:
        found |= {"all alike"} if array.all() or not array.any() else set()
    return found


def kind_of(number) -> str:
    """Whole or not is what matters to an answer, not whether Python or numpy made the number."""
    return "a whole number" if isinstance(number, int | np.integer) else "a float"


def signs(numbers: np.ndarray) -> dict[str, bool]:
    return {"zeros": (numbers == 0).any(), "below 0": (numbers < 0).any(), "not finite": not np.isfinite(numbers).all()}


def lengths(shape: tuple) -> set[str]:
    return {word for word, length in (("empty", 0), ("one alone", 1)) if length in shape}


def has_ties(array: np.ndarray) -> bool:
    """Whether values stand twice along the last axis, and not by chance; looked for in the first rows only."""
    rows = array.reshape(-1, array.shape[-1])[:50]
    return any(len(np.unique(row)) < 0.95 * len(row) for row in rows)


def count(arg) -> int:
    if isinstance(arg, list | tuple):
        return sum(map(count, arg))
    return int(np.size(arg)) if isinstance(arg, np.ndarray) else 1


def tried_by_judge(exercise) -> Record:
    """The record of one check of our own answer."""
    record, seed = Record(), zlib.crc32(exercise.name.encode())
    exercise.judge(record.around(exercise.name, exercise.fit(exercise.answer)), np.random.default_rng(seed))
    if exercise.workload:
        record.add(exercise.name, exercise.workload.make(np.random.default_rng(seed)))
    return record


LESSON, EXPLORERS = Record(), []  # in the lesson's kernel


def install() -> None:
    """From now on, in this kernel: the functions that `check` hands back record, and explorers are remembered."""
    from course_utils.teach import check as checks
    from course_utils.teach import widgets as explore

    hand_back, show = checks.Checker.__call__, explore.explore

    def check_and_record(self, name, *answer):
        handed = hand_back(self, name, *answer)
        return LESSON.around(name, handed) if answer and callable(handed) else handed

    def explore_and_remember(draw, **sliders):
        EXPLORERS.append((draw, sliders))
        return show(draw, **sliders)

    checks.Checker.__call__, explore.explore = check_and_record, explore_and_remember


def finish() -> str:
    """As JSON: the lesson's record, and what is wrong with its explorers at the ends of their sliders."""
    wrong = [fault for explorer in EXPLORERS for fault in faults_at_ends(*explorer)]
    listed = {name: [sorted(kinds) for kinds in known] for name, known in LESSON.traits.items()}
    numbers = {name: LESSON.largest[name] * calls for name, calls in LESSON.calls.items()}
    return json.dumps({"traits": listed, "numbers": numbers, "explorers": len(EXPLORERS), "faults": wrong})


def faults_at_ends(draw, sliders) -> list[str]:
    """What is wrong with an explorer's pictures where its sliders end, in words."""
    from course_utils.science.figures import png

    found, seen = [], set()
    for values in itertools.product(*((slider.low, slider.high) for slider in sliders.values())):
        figure = draw(**dict(zip(sliders, values, strict=True)))
        alt = figure.get_label()
        seen.add(alt)
        if not alt or "nan" in alt or len(png(figure)) < 1000:
            found.append(f"at {values} it draws nothing that can be described: {alt!r}")
    return found if len(seen) > 1 else [*found, "its description does not say what the sliders changed"]
