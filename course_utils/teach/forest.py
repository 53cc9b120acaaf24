"""A forest plot: estimates and their intervals, each against its bound, one row a finding, signs beside the colours."""

import textwrap
from typing import NamedTuple

from matplotlib.figure import Figure

from course_utils.science.figures import BLUE, DPI, FAINT, INK, RED, WIDTH

SIGNS = {True: "✔", False: "✘", None: "?"}
COLOURS = {True: BLUE, False: RED, None: FAINT}
MARKERS = {True: "o", False: "X", None: "D"}


class Row(NamedTuple):
    """A line of the picture: a heading, which has no numbers, or a finding with its place beside its bound.

    place: low end, estimate, high end; agrees: as the claim says, not so, or None for can't tell.
    """

    label: str
    agrees: bool | None
    place: tuple[float, ...] = ()
    numbers: str = ""
    decides: bool = True


def draw_forest(rows: list[Row], widths: tuple[float, float] = (0.44, 0.29)) -> Figure:
    """The rows from top to bottom: labels, then the picture between -1 and 1, then numbers, in shares of the width."""
    left, middle = widths
    heights = [height_of(row, left) for row in rows]
    height = sum(heights) + 0.45
    fig = Figure(figsize=(WIDTH, height), dpi=DPI)
    ax = fig.add_axes((left, 0.45 / height, middle, 1 - 0.45 / height))
    ax.set(xlim=(-1.1, 1.1), ylim=(sum(heights), 0), yticks=[], xticks=[-1, 0, 1])
    ax.set_xticklabels(["not as\nclaimed", "the bound", "as\nclaimed"])
    ax.tick_params(length=0, labelsize=9)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    ax.axvline(0, color=INK, linewidth=1)
    y = 0.0
    for row, space in zip(rows, heights, strict=True):
        draw_row(ax, row, y + space / 2, left / middle, left)
        y += space
    return fig


def height_of(row: Row, left: float) -> float:
    """In inches: a line of its label takes 0.17, and numbers in two lines want air."""
    if not row.numbers:
        return 0.3
    return (0.2 if "\n" in row.numbers else 0.08) + 0.17 * len(wrap(row.label, left))


def draw_row(ax, row: Row, y: float, label_width: float, left: float) -> None:
    """One row at this height: its label, its interval, its numbers."""
    along = ax.get_yaxis_transform()  # x in shares of the axes' width, y as the data
    weight = "bold" if not row.numbers else "normal"
    sign = f"{SIGNS[row.agrees]} " if not row.numbers else ""
    label = "\n".join(wrap(sign + row.label, left))
    start = -label_width + (0.02 if not row.numbers else 0.09)
    ax.text(start, y, label, transform=along, ha="left", va="center", fontsize=9.5, fontweight=weight, color=INK)
    ax.text(1.05, y, row.numbers, transform=along, ha="left", va="center", fontsize=8.5, color=INK)
    if row.place:
        low, estimate, high = row.place
        look = {"color": COLOURS[row.agrees], "alpha": 1.0 if row.decides else 0.55}
        ax.plot([low, high], [y, y], linewidth=3 if row.decides else 1.5, solid_capstyle="butt", **look)
        ax.plot([estimate], [y], MARKERS[row.agrees], markersize=8 if row.decides else 6, **look)


def wrap(label: str, left: float) -> list[str]:
    """The label's lines, for a column of this share of the width."""
    return textwrap.wrap(label, int(left * WIDTH * 13.5))
