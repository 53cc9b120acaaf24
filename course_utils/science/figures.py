"""The look of the course: one style, figures that are never shown without a description, and the shapes they share."""

import base64
import html
import io

import matplotlib
import matplotlib.colors
import numpy as np
from IPython.display import display
from matplotlib.figure import Figure

from course_utils.errors import need
from course_utils.science.metrics import interval_reach

PAPER, INK, FAINT = "#fbfaf6", "#22242a", "#8a8d96"
# Okabe and Ito's palette, told apart by every common kind of colour vision.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#a8568b", "#56b4e9"
INK_ON_PAPER = matplotlib.colors.LinearSegmentedColormap.from_list("ink on paper", [PAPER, INK])
STYLE = {
    "figure.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.labelsize": 10.5,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlesize": 12.5,
    "axes.titleweight": "bold",
    "axes.titlepad": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.prop_cycle": matplotlib.rcsetup.cycler(color=[BLUE, RED, GREEN, ORANGE, PURPLE, SKY]),
    "grid.color": "#e4e2da",
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "lines.linewidth": 2,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "legend.fontsize": 9.5,
    "font.size": 10.5,
    "text.color": INK,
}
matplotlib.rcParams.update(STYLE)  # once, so that a learner's own figures match
DPI = 130
WIDTH = 7.2  # inches; a notebook's column on a laptop


def canvas(title: str, x: str, y: str, **axes) -> tuple:
    """A figure with one set of axes: the title is its message, x and y are labels with units -> (figure, axes)."""
    fig, (ax,) = canvases([title], x, y, height=3.9, **axes)
    return fig, ax


def canvases(titles: list[str], x: str, y: str, height: float = 3.3, **axes) -> tuple:
    """Axes side by side that share their labels, one for each title -> (figure, list of axes)."""
    fig = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    panels = fig.subplots(1, len(titles), squeeze=False)[0]
    for ax, title in zip(panels, titles, strict=True):
        ax.set_title(title)
        ax.set(xlabel=x, **axes)
    panels[0].set_ylabel(y)
    return fig, list(panels)


def blank_page(height: float, title: str) -> Figure:
    """A figure for pictures, with no axes yet: so many inches high, its title on the left."""
    fig = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    fig.suptitle(title, x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    return fig


def draw_pictures(pictures: list[np.ndarray], captions: list[str], title: str) -> Figure:
    """A contact sheet: arrays of ink (height, width), darker for more; black is the most ink that the first one has."""
    columns, rows = 3, -(-len(pictures) // 3)
    fig = blank_page(rows * WIDTH / columns * 1.07 + 0.3, title)
    panels = fig.subplots(rows, columns, squeeze=False).ravel()
    for ax in panels:
        ax.set_axis_off()
    for ax, picture, caption in zip(panels, pictures, captions, strict=False):
        ax.imshow(picture, cmap="gray_r", vmin=0, vmax=pictures[0].max(), interpolation="nearest")
        ax.set_title(caption, fontsize=10, fontweight="normal", loc="center", pad=4)
    return fig


def draw_strips(strips: list[np.ndarray], names: list[str], title: str) -> Figure:
    """Rows of small square pictures, each strip (count, pixels) with ink from 0 to 1; nan is an empty place."""
    fig = blank_page(0.75 + 0.42 * len(strips), title)
    for ax, strip, name in zip(fig.subplots(len(strips), 1, squeeze=False)[:, 0], strips, names, strict=True):
        side = int(np.sqrt(strip.shape[1]))
        framed = np.pad(np.nan_to_num(strip).reshape(-1, side, side), ((0, 0), (1, 1), (1, 1)))
        ax.imshow(np.concatenate(framed, axis=1), cmap=INK_ON_PAPER, vmin=0, vmax=1, interpolation="bicubic")
        ax.set_axis_off()
        ax.text(-side / 2, side / 2 + 0.5, name, ha="right", va="center", fontsize=9.5)
    return fig


def plot_mean(ax, x, chains: np.ndarray, label: str | None = None, color: str | None = None):
    """Draw the mean over chains, (len(x), chains), with its 95 % interval -> the line."""
    mean, error = chains.mean(axis=1), interval_reach(chains)
    (line,) = ax.plot(x, mean, label=label, linewidth=2.5, color=color)
    ax.fill_between(x, mean - error, mean + error, color=line.get_color(), alpha=0.3, linewidth=0)
    return line


def plot_law(ax, x, y, label: str | None = None) -> None:
    """Draw a closed form: dotted, in ink, on top."""
    ax.plot(x, y, ":", color=INK, label=label, zorder=5)


def plot_chains(ax, x, chains: np.ndarray, count: int = 60) -> None:
    """Draw the first few chains, (len(x), chains), as thin grey lines."""
    ax.plot(x, chains[:, :count], color=FAINT, linewidth=0.6, alpha=0.5)


def describe(fig: Figure, alt: str) -> Figure:
    """The same figure, with its description attached for those who can't see it."""
    fig.set_label(alt)
    return fig


def show(fig: Figure, alt: str | None = None) -> None:
    """Display a figure as an image with its description, which every front end and every screen reader gets."""
    fig = describe(fig, alt) if alt else fig
    display({"text/html": img_tag(fig), "text/plain": f"[figure] {fig.get_label()}"}, raw=True)


def img_tag(fig: Figure) -> str:
    """The figure as an HTML image that carries its own pixels and its description; BadSetting if it has none."""
    need(bool(fig.get_label()), "a figure needs a description: show(fig, 'what it shows')")
    data = base64.b64encode(png(fig)).decode()
    alt = html.escape(fig.get_label(), quote=True)
    return f'<img alt="{alt}" style="width:100%;max-width:{int(WIDTH * 100)}px" src="data:image/png;base64,{data}">'


def png(fig: Figure) -> bytes:
    """The figure's pixels in a 128-colour PNG, the same bytes for the same figure and a third of the usual size."""
    from PIL import Image

    raw, small = io.BytesIO(), io.BytesIO()
    fig.savefig(raw, format="png", dpi=DPI)
    Image.open(raw).convert("RGB").quantize(128).save(small, format="PNG", optimize=True)
    return small.getvalue()
