"""What a lesson does with an answer: judge it, show one of four states, and hand back something that works."""

import html
from typing import Any

from IPython.display import display

from course_utils.errors import BadSetting
from course_utils.teach.boxes import code_to_html, fold
from course_utils.teach.exercise import Exercise, Result, State, assess, load_module

MISSING = object()
COLOURS = {State.PASSED: "#00664a", State.TO_DO: "#4b4f58", State.NOT_YET: "#8a4b00", State.STOPPED: "#a02c00"}


class Checker:
    """The exercises of one lesson. Use it as `@check("name")` over a function, or as `x = check("name", x)`."""

    def __init__(self, lesson: str):
        self.lesson = lesson
        self.exercises = load_exercises(lesson)
        self.results: dict[str, Result] = {}

    def __call__(self, name: str, answer: Any = MISSING) -> Any:
        """Judge the answer, show how it went, and return it if it passed, and our version otherwise.

        What comes back is in the form that the lesson needs: an array where a list was given.
        """
        if name not in self.exercises:
            raise BadSetting(f"there is no exercise {name!r} in this lesson; it has {', '.join(self.exercises)}")
        if answer is MISSING:
            return lambda function: self.decorate(name, function)
        return self.report(name, assess_or_say(self.exercises[name], answer), answer)

    def report(self, name: str, result: Result, answer: Any) -> Any:
        """Show how an answer went, and return what the lesson goes on with."""
        exercise, self.results[name] = self.exercises[name], result
        display(Report(exercise, result))
        return exercise.fit(answer if result.state is State.PASSED else exercise.answer)

    def decorate(self, name: str, function: Any) -> Any:
        """What stands under `@check(name)`. Under another name the lesson wouldn't find it: then it finds ours."""
        own = getattr(function, "__name__", name)
        in_the_cell = getattr(function, "__qualname__", "") == own != "<lambda>"  # and not made by a decorator
        if own == name or not in_the_cell:
            return self(name, function)
        sentence = f"Call your function `{name}`, as it was given: the lesson doesn't know `{own}`."
        getattr(function, "__globals__", {})[name] = self.report(name, Result(State.NOT_YET, sentence), function)
        return function

    def score(self) -> "Points":
        """Show how every exercise of the lesson stands, and return how many have passed (nbgrader reads the number)."""
        display(Summary(self.exercises, self.results))
        return Points(sum(result.state is State.PASSED for result in self.results.values()))


def load_exercises(lesson: str) -> dict[str, Exercise]:
    """The exercises of a lesson by name, in the order in which they stand in it."""
    return {exercise.name: exercise for exercise in load_module(lesson).EXERCISES}


def assess_or_say(exercise: Exercise, answer: Any) -> Result:
    """The result; should the check itself fail, that is said, and the lesson goes on."""
    try:
        return assess(exercise, answer)
    except Exception as error:
        return Result(State.STOPPED, f"The check itself failed ({type(error).__name__}), which is not your fault.")


class Report:
    """A result as a box in the notebook, and as plain text where there is no notebook."""

    def __init__(self, exercise: Exercise, result: Result):
        self.exercise, self.result = exercise, result

    def __repr__(self) -> str:
        sign, words = self.result.state.value
        return " ".join(filter(None, [f"{sign} {words}.", self.result.message, self._what_now()]))

    def _repr_html_(self) -> str:
        sign, words = self.result.state.value
        colour = COLOURS[self.result.state]
        message = code_to_html(self.result.message)
        help_ = "" if self.result.state is State.PASSED else self._shown() + self._hints() + self._our_version()
        return (
            f'<div style="border-left:5px solid {colour};padding:.5em 1em;margin:.3em 0;background:#fbfaf6;'
            f'color:#22242a;max-width:46em"><strong style="color:{colour}">{sign} {words}.</strong> '
            f"{message} {html.escape(self._what_now())}{help_}</div>"
        )

    def _what_now(self) -> str:
        if self.result.state is State.PASSED:
            return "The lesson goes on with your answer."
        return "Until it passes, the lesson goes on with our version."

    def _shown(self) -> str:
        shown = self.result.shown
        return fold("What your code printed and displayed in the call that went wrong", shown) if shown else ""

    def _hints(self) -> str:
        hints = self.exercise.hints
        return "".join(
            fold(f"Hint {k} of {len(hints)}", f"<p>{code_to_html(hint)}</p>") for k, hint in enumerate(hints, 1)
        )

    def _our_version(self) -> str:
        return fold("Our version", f"<pre>{html.escape(self.exercise.source)}</pre>")


class Points(int):
    """A number for nbgrader, and nothing to look at for a learner."""

    def _repr_html_(self) -> str:
        return "<span></span>"


class Summary:
    """Where the learner stands: every exercise with its state."""

    def __init__(self, exercises: dict[str, Exercise], results: dict[str, Result]):
        states = {name: results[name].state if name in results else State.TO_DO for name in exercises}
        self.lines = [f"{state.value[0]} {name}: {state.value[1].lower()}" for name, state in states.items()]
        passed = sum(state is State.PASSED for state in states.values())
        self.lines.append(f"{passed} of {len(states)} passed")

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_html_(self) -> str:
        rows = "".join(f"<li>{html.escape(line)}</li>" for line in self.lines)
        return f'<ul style="list-style:none;padding-left:0">{rows}</ul>'
