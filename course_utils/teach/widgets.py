"""The widgets: an explorer around a pure draw(**settings) -> Figure, and a guess made before looking.

Each is shown together with a static picture or sentence, which is what a front end without widgets displays.
"""

import html
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

from IPython.display import display
from matplotlib.figure import Figure

from course_utils.errors import need
from course_utils.science.figures import img_tag
from course_utils.science.metrics import short

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# ipywidgets gives its slider handles no accessible name; this copies the label's text to them and to their twins.
NAME_THE_SLIDERS = """
(() => {
  const nameThem = () => document.querySelectorAll('.widget-slider').forEach(slider => {
    const label = slider.querySelector('.widget-label')?.textContent;
    const handle = slider.querySelector('[role=slider], .ui-slider-handle');
    const twin = slider.parentElement?.querySelector('.widget-text input');
    if (label && handle && !handle.hasAttribute('aria-label')) handle.setAttribute('aria-label', label);
    if (label && twin && !twin.hasAttribute('aria-label')) twin.setAttribute('aria-label', label + ' as a number');
  });
  if (!window.photocopySliders) new MutationObserver(nameThem).observe(document.body, {childList: true, subtree: true});
  window.photocopySliders = true;
  nameThem();
})()
"""


@dataclass(frozen=True)
class Slider:
    """One setting of an explorer: its label, its range, where it starts, and its step (a float step gives floats)."""

    label: str
    low: float
    high: float
    start: float
    step: float = 1


def explore(draw: Callable[..., Figure], **sliders: Slider) -> None:
    """Show draw(**settings) under one slider a setting, each with a text field that says and sets the same number."""
    from ipywidgets import HTML, VBox

    picture = HTML(img_tag(draw(**{name: slider.start for name, slider in sliders.items()})))
    pairs = {name: slider_with_twin(slider) for name, slider in sliders.items()}

    def redraw(_):
        picture.value = img_tag(draw(**{name: control.value for name, (control, _) in pairs.items()}))

    for control, _ in pairs.values():
        control.observe(redraw, "value")
    show_widget(VBox([row(pair) for pair in pairs.values()] + [picture]), static=picture.value)


def slider_with_twin(slider: Slider) -> tuple:
    """A slider and a text field, linked both ways."""
    import ipywidgets as w

    whole = isinstance(slider.step, int)
    kind, twin_kind = (w.IntSlider, w.BoundedIntText) if whole else (w.FloatSlider, w.BoundedFloatText)
    range_ = {"min": slider.low, "max": slider.high, "step": slider.step, "value": slider.start}
    wide = {"description_width": "13em"}
    control = kind(**range_, description=slider.label, readout=False, style=wide, layout={"width": "30em"})
    twin = twin_kind(**range_, layout={"width": "6em"})
    w.link((control, "value"), (twin, "value"))
    return control, twin


def row(widgets: tuple):
    """Widgets side by side, wrapping on a narrow screen."""
    from ipywidgets import HBox

    return HBox(list(widgets), layout={"flex_flow": "row wrap"})


def show_widget(widget, static: str) -> None:
    """Display a widget where a front end runs, and its static HTML anywhere else."""
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({WIDGET_VIEW: view, "text/html": static, "text/plain": "[widget]"}, raw=True)
    display({"application/javascript": NAME_THE_SLIDERS, "text/plain": ""}, raw=True)


class Guess:
    """A number that the learner commits to before looking; None until then. Set it with the slider or by hand."""

    def __init__(self, question: str, unit: str):
        self.question, self.unit, self.value = question, unit, None

    def compare(self, measured: float) -> None:
        """Print the guess beside what came out; BadSetting if the guess is not a number."""
        need(self.value is None or isinstance(self.value, Real), f"a guess is a number, got {self.value!r}")
        if self.value is None:
            print(f"You made no guess. It turned out to be {short(measured)} {self.unit}.")
        else:
            print(f"You guessed {short(self.value)} {self.unit}. It turned out to be {short(measured)} {self.unit}.")


def predict(question: str, unit: str, low: float, high: float) -> Guess:
    """Ask for a guess between low and high, and return it: its `value` follows the slider."""
    from ipywidgets import HTML, VBox

    guess = Guess(question, unit)
    control, twin = slider_with_twin(Slider(f"Your guess ({unit})", low, high, low))
    control.observe(lambda change: setattr(guess, "value", change["new"]), "value")
    asked = f"<p><strong>{html.escape(question)}</strong></p>"
    hand = "No slider here? Give your guess in a new cell: <code>NAME.value = 50</code>, with the name before predict."
    show_widget(VBox([HTML(asked), row((control, twin))]), static=f"{asked}<p>{hand}</p>")
    return guess
