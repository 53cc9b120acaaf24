"""A guess made before looking, and what stays covered until it is made.

In a front end with widgets a reveal waits for the guess, or for *Show me*, also after Run All; everywhere else (GitHub,
nbconvert, the tests) it is simply there.
"""

import ast
import html
import linecache
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

from matplotlib.figure import Figure

from course_utils.errors import need
from course_utils.science.figures import describe, img_tag
from course_utils.science.metrics import short
from course_utils.teach.widgets import Slider, row, show_widget, slider_with_twin

KEPT: dict[str, Any] = {}  # what was guessed, so that a cell that runs again doesn't ask again


@dataclass
class Guess:
    """What the learner commits to before looking; its value is None until then. Set it with the widget or by hand.

    It is a number from low to high in units, or one of the options.
    """

    question: str
    unit: str = ""
    low: float = 0
    high: float = 1
    options: tuple[str, ...] = ()
    _value: Any = None
    _covered: list[Callable[[], None]] = field(default_factory=list)

    @property
    def value(self) -> float | str | None:
        return self._value

    @value.setter
    def value(self, given: float | str | None) -> None:
        """Take the guess, and uncover what waited for it; BadSetting if it is none that was asked for."""
        if self.options:
            need(given in (None, *self.options), f"a guess is one of {', '.join(self.options)}; got {given!r}")
        elif given is not None:
            number = isinstance(given, Real) and not isinstance(given, bool)
            asked = f"a number from {short(self.low)} to {short(self.high)}"
            need(number and self.low <= given <= self.high, f"a guess is {asked} here, got {given!r}")
        self._value = KEPT[self.question] = given
        for uncover in self._covered:
            uncover()

    def compare(self, truth: float | str) -> None:
        """Show what came out beside the guess, once there is one."""
        self._cover(lambda: self._verdict(truth), lambda sentence: f"<p>{html.escape(sentence)}</p>")

    def reveal(self, shown: Figure | Callable[[Any], Figure], alt: str | None = None) -> None:
        """Show a figure, once there is a guess: shown itself, or what the function shown draws for the guess.

        The function gets the guess's value, or None where none was made. BadSetting without a description.
        """

        def draw() -> Figure:
            fig = shown(self.value) if callable(shown) else shown
            return describe(fig, alt) if alt else fig

        self._cover(draw, img_tag)

    def _cover(self, make: Callable[[], Any], to_html: Callable[[Any], str]) -> None:
        """Display what make() gives, covered if there is no guess yet and the front end has widgets."""
        from ipywidgets import HTML, Button, VBox

        now = make()
        page, button = HTML("<p><em>Covered until you have guessed.</em></p>"), Button(description="Show me")

        def uncover(_=None) -> None:
            page.value = to_html(make())
            button.layout.display = "none"

        button.on_click(uncover)
        if self.value is not None:
            uncover()
        self._covered.append(uncover)
        words = f"[figure] {now.get_label()}" if isinstance(now, Figure) else now
        show_widget(VBox([page, button]), static=to_html(now), text=words)

    def _verdict(self, truth: float | str) -> str:
        start = "You made no guess." if self.value is None else f"You guessed {self.say(self.value)}."
        return f"{start} It turned out to be {self.say(truth)}."

    def say(self, value: float | str) -> str:
        return f"“{value}”" if isinstance(value, str) else f"{short(value)} {self.unit}".strip()


def predict(question: str, unit: str = "", low: float = 0, high: float = 1, options: tuple[str, ...] = ()) -> Guess:
    """Ask for a guess: a number from low to high on a slider, or one of the options. It counts once *Guess* is pressed.

    BadSetting unless low < high.
    """
    from ipywidgets import HTML, Button, RadioButtons, VBox

    need(low < high, f"low must be below high, got {low} and {high}")
    guess = Guess(question, unit, low, high, tuple(options), KEPT.get(question))
    if options:
        control = RadioButtons(options=options, value=None, layout={"width": "max-content"})
        widgets = [control]
    else:
        widgets = slider_with_twin(Slider(f"Your guess ({unit})", low, high, low))
        control = widgets[0]
    button, said = Button(description="Guess"), HTML()

    def commit(_=None) -> None:
        if control.value is not None:
            guess.value = control.value
            said.value = f"<p>Your guess: {html.escape(guess.say(guess.value))}</p>"

    button.on_click(commit)
    if guess.value is not None:
        control.value = guess.value
        commit()
    asked = f"<p><strong>{html.escape(question)}</strong></p>"
    name = name_in_cell(sys._getframe(1))
    hand = f"Nothing to press here? Give your guess in a new cell: <code>{name}.value = …</code>"
    show_widget(VBox([HTML(asked), row(widgets), row([button, said])]), static=f"{asked}<p>{hand}</p>")
    return guess


def name_in_cell(frame) -> str:
    """The name that the running line of a cell assigns to, or NAME if it can't be told."""
    try:
        cell = ast.parse("".join(linecache.getlines(frame.f_code.co_filename)))
    except SyntaxError:
        return "NAME"
    for node in ast.walk(cell):
        if isinstance(node, ast.Assign) and node.lineno <= frame.f_lineno <= node.end_lineno:
            return ast.unparse(node.targets[0])
    return "NAME"
