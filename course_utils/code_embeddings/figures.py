"""Figures of lesson 13: intervals side by side, and a function that is hidden bit by bit."""

import textwrap

from matplotlib.figure import Figure

from course_utils.code_embeddings.names import DEGREES, hide_names
from course_utils.code_embeddings.tasks import load_functions
from course_utils.code_embeddings.vectors import stored
from course_utils.science.figures import FAINT, RED, canvases, describe
from course_utils.science.metrics import Interval

LINES, WIDTH = 18, 66  # of code that is shown


def plot_intervals(ax, at, intervals: list[Interval], **look) -> None:
    """Estimates as points at these places of the x axis, with bars from low to high; look is matplotlib's."""
    middle = [one.estimate for one in intervals]
    below, above = zip(*((one.estimate - one.low, one.high - one.estimate) for one in intervals), strict=True)
    ax.errorbar(at, middle, [below, above], **look)


def draw_hidden(function: int, degree: int) -> Figure:
    """A function of the test (1 is the first) with its names hidden so far, and where its sentence finds it."""
    pairs, places = load_functions("test"), places_of(function)
    fig, (left, right) = canvases([f"Function {function}", f"Its place, of {len(pairs)}"], "", "", 4.4)
    left.get_gridspec().set_width_ratios([2.4, 1])
    left.set_axis_off()
    sentence = textwrap.shorten(pairs.queries[function - 1], 140, placeholder=" …")
    left.text(0, 1, textwrap.fill(sentence, 56), fontsize=9, style="italic", va="top")
    code = shorten(hide_names(pairs.documents[function - 1], degree))
    left.text(0, 0.8, code, family="monospace", fontsize=8, va="top")
    right.plot(range(len(DEGREES)), places, "o:", color=FAINT)
    right.plot(degree, places[degree], "o", color=RED)
    right.set(yscale="log", ylim=(1500, 0.7), xticks=range(len(DEGREES)), xlabel="degree of hiding")
    right.set(yticks=[1, 10, 100, 1000], yticklabels=[1, 10, 100, 1000])
    return describe(fig, f"Function {function}, hidden: {DEGREES[degree]}. It is found at place {places[degree]}.")


def places_of(function: int) -> list[int]:
    """At which place its own sentence finds a function, at each degree; among equals it comes last."""
    asked, places = stored("test plain queries")[function - 1], []
    for degree in range(len(DEGREES)):
        scores = stored(f"hidden {degree}" if degree else "test plain documents") @ asked
        places.append(int((scores >= scores[function - 1]).sum()))
    return places


def shorten(code: str) -> str:
    """The first lines of the code, each cut where it gets too long for the figure, with marks for what is left out."""
    lines = code.splitlines()
    shown = [line if len(line) <= WIDTH else line[: WIDTH - 2] + " …" for line in lines[:LINES]]
    return "\n".join(shown + ["…"] * (len(lines) > LINES))
