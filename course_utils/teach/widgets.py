"""An explorer around a pure draw(**settings) -> Figure, and the sliders of which it is made.

It is shown together with a static picture, which is what a front end without widgets displays.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from IPython.display import display
from matplotlib.figure import Figure

from course_utils.science.figures import img_tag

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


def row(widgets: Iterable):
    """Widgets side by side, wrapping on a narrow screen."""
    from ipywidgets import HBox

    return HBox(list(widgets), layout={"flex_flow": "row wrap"})


def show_widget(widget, static: str, text: str = "[widget]") -> None:
    """Display a widget where a front end runs, and its static HTML, or this text, anywhere else."""
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    display({WIDGET_VIEW: view, "text/html": static, "text/plain": text}, raw=True)
    display({"application/javascript": NAME_THE_SLIDERS, "text/plain": ""}, raw=True)
