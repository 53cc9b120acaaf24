"""Every exercise: blank, solved, every wrong answer, every other right answer, machine-made mutants, and 200 seeds."""

import copy
import inspect
import re
import textwrap

import numpy as np
import pytest
from mutants import mutants
from other_types import in_other_types
from running import LESSONS, code_cells, read

from course_utils.teach.check import load_exercises
from course_utils.teach.exercise import State, assess
from course_utils.teach.expect import NotYet
from course_utils.teach.watched import Watched

ALL = [(lesson, name) for lesson in LESSONS for name in load_exercises(lesson)]
every_exercise = pytest.mark.parametrize(("lesson", "name"), ALL)


def name_of(answer) -> str:
    return getattr(answer, "__name__", repr(answer))


@every_exercise
def test_blank_is_to_do_and_solution_passes(lesson, name):
    exercise = load_exercises(lesson)[name]

    def blank(*args):
        """A docstring is not an answer."""
        ...

    assert assess(exercise, blank if callable(exercise.answer) else ...).state is State.TO_DO
    assert assess(exercise, exercise.answer).state is State.PASSED


@every_exercise
def test_every_wrong_answer_gets_its_own_message(lesson, name, tried):
    exercise = load_exercises(lesson)[name]
    messages = {}
    for answer, expected in exercise.wrong:
        result = assess(exercise, answer)
        assert result.state is State.NOT_YET, name_of(answer)
        assert expected in result.message, (name_of(answer), result.message)
        assert result.message[-1] in ".?!)", result.message
        messages[name_of(answer)] = result.message
    tried(name, "wrong", len(messages))
    assert len(messages) >= 3, "three mistakes at least, that learners really make"
    assert len(set(messages.values())) == len(messages), "every mistake has a message of its own"


@every_exercise
def test_another_right_answer_passes(lesson, name, tried):
    exercise = load_exercises(lesson)[name]
    tried(name, "right", len(exercise.right))
    assert exercise.right, "at least one right answer that is not ours"
    for answer in exercise.right:
        result = assess(exercise, answer)
        assert result.state is State.PASSED, (name_of(answer), result.message)


@every_exercise
def test_help_is_there_and_short(lesson, name):
    exercise = load_exercises(lesson)[name]
    assert 1 <= len(exercise.hints) <= 3
    assert 1 <= exercise.difficulty <= 3 and 1 <= exercise.minutes <= 15
    assert exercise.name == name


@every_exercise
def test_bad_input_is_one_clear_sentence(lesson, name):
    exercise = load_exercises(lesson)[name]
    odd = ["text", None, float("nan"), [1, "two"], np.zeros((2, 2, 2)), {"a": 1}]
    for value in odd:
        answer = (lambda *args, v=value: v) if callable(exercise.answer) else value
        result = assess(exercise, answer)
        assert result.state is State.NOT_YET, (value, result)
        assert result.message and "\n" not in result.message


@every_exercise
def test_right_in_another_type_is_converted_or_refused_in_a_sentence(lesson, name, tried):
    """A list, a tensor, single precision: if it passes, the lesson gets what it would have got from us."""
    exercise = load_exercises(lesson)[name]
    calls = recorded_calls(exercise)[:20] if callable(exercise.answer) else []
    sample = exercise.answer(*copy.deepcopy(calls[0])) if calls else exercise.answer
    ours, variants = exercise.fit(exercise.answer), list(in_other_types(exercise.answer, sample))
    for label, answer in variants:
        result = assess(exercise, answer)
        assert result.state in (State.PASSED, State.NOT_YET), (label, result)
        if result.state is State.NOT_YET:
            assert result.message and "\n" not in result.message
            continue
        theirs = exercise.fit(answer)
        for args in calls:
            assert_alike(ours(*copy.deepcopy(args)), theirs(*copy.deepcopy(args)), label)
        assert callable(theirs) or type(theirs) is type(ours), label
    tried(name, "types", len(variants))


def assert_alike(ours, theirs, label) -> None:
    """Both of one type, dtype and shape; the numbers nearly so."""
    assert type(ours) is type(theirs), (label, type(ours), type(theirs))
    if isinstance(ours, tuple):
        for one, other in zip(ours, theirs, strict=True):
            assert_alike(one, other, label)
    elif isinstance(ours, np.ndarray):
        assert (ours.dtype, ours.shape) == (theirs.dtype, theirs.shape), label


def rejection(exercise, answer, seed: int) -> str:
    """What the judge alone says against an answer, '' if nothing; the guard around it takes no part in chance."""
    judged = Watched(answer, exercise.form) if callable(answer) else exercise.form(answer)
    try:
        with np.errstate(all="ignore"):
            exercise.judge(judged, np.random.default_rng(seed))
    except NotYet as mistake:
        return str(mistake)
    return getattr(judged, "refusal", "")


def test_no_right_answer_is_rejected_on_200_seeds(figures):
    alarms, tried = [], 0
    for lesson, name in ALL:
        exercise = load_exercises(lesson)[name]
        for answer in (exercise.answer, *exercise.right):
            said = [rejection(exercise, answer, seed) for seed in range(200)]
            alarms += [(name, name_of(answer), seed, words) for seed, words in enumerate(said) if words]
            tried += len(said)
    figures.append(f"false alarms: {len(alarms)} of {tried} right answers rejected (200 seeds each)")
    assert not alarms, alarms[:5]


def recorded_calls(exercise) -> list[tuple]:
    """The arguments that the judge calls an answer with."""
    calls = []

    def recorder(*args):
        calls.append(copy.deepcopy(args))
        return exercise.fit(exercise.answer)(*args)

    exercise.judge(recorder, np.random.default_rng(0))
    return calls


def outcome(function, args):
    try:
        return function(*copy.deepcopy(args))
    except Exception as error:
        return type(error)


def same_outcome(a, b) -> bool:
    try:
        np.testing.assert_allclose(a, b, rtol=1e-9)
    except (AssertionError, TypeError, ValueError):
        return a is b
    return True


def changes_input(function, args) -> bool:
    handed = copy.deepcopy(args)
    try:
        function(*handed)
    except Exception:
        return False
    arrays = [(x, y) for x, y in zip(args, handed, strict=True) if isinstance(x, np.ndarray)]
    return any(not np.array_equal(x, y) for x, y in arrays)


def wrong_values(value):
    """What a value can be mistaken for."""
    if isinstance(value, str):
        return [letter for letter in "ABCD" if letter != value] + [None, 1.0, ""]
    return [value + 5, value - 5, -value, 2 * value, value / 2, 1 / value, 0.0, None, "x", np.nan]


def mutants_of(exercise) -> list[tuple[str, object]]:
    """(what is wrong, an answer) for every machine-made mistake that changes what a judge sees."""
    if not callable(exercise.answer):
        return [(repr(value), value) for value in wrong_values(exercise.answer)]
    calls = recorded_calls(exercise)
    truth = [outcome(exercise.answer, args) for args in calls]

    def differs(mutant) -> bool:
        same = all(same_outcome(outcome(mutant, args), right) for args, right in zip(calls, truth, strict=True))
        return not same or any(changes_input(mutant, args) for args in calls)

    return [(label, mutant) for label, mutant in mutants(exercise.answer) if differs(mutant)]


def test_mutants_are_caught(figures, tried):
    total, survivors = 0, []
    for lesson, name in ALL:
        exercise = load_exercises(lesson)[name]
        wrong = mutants_of(exercise)
        survivors += [(name, label) for label, answer in wrong if assess(exercise, answer).state is State.PASSED]
        tried(name, "mutants", len(wrong))
        total += len(wrong)
    share = 1 - len(survivors) / total
    figures.append(f"mutants caught: {share:.1%} of {total}; survivors: {survivors or 'none'}")
    assert share >= 0.95


def function_in(source: str) -> str:
    """The function of an exercise cell without its check and nbgrader's marks."""
    lines = [line for line in source.splitlines() if not re.match(r"\s*###|@check", line)]
    return "\n".join(lines).strip()


@every_exercise
def test_solution_cell_and_reference_are_the_same_code(lesson, name):
    exercise = load_exercises(lesson)[name]
    cells = [c.source for c in code_cells(read("solutions", lesson)) if f'check("{name}"' in c.source]
    (solved,) = [source for source in cells if "BEGIN SOLUTION" in source]
    if callable(exercise.answer):
        assert function_in(solved) == textwrap.dedent(inspect.getsource(exercise.answer)).strip()
    else:
        space = {"np": np, "check": lambda name, value: value}
        exec(solved, space)
        assert space[name] == exercise.answer


@every_exercise
def test_heading_says_difficulty_and_minutes(lesson, name):
    exercise = load_exercises(lesson)[name]
    dots = "●" * exercise.difficulty + "○" * (3 - exercise.difficulty)
    cells = read("lessons", lesson).cells
    place = next(k for k, cell in enumerate(cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
    heading = cells[place - 1].source
    assert f"{dots}  {exercise.minutes} minutes" in heading, heading[:80]
