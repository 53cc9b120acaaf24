"""An album: small coloured pictures side by side."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from course_utils.errors import need, need_whole
from course_utils.science.figures import PAPER, WIDTH, blank_page


def draw_album(pictures: np.ndarray, title: str, columns: int = 12, names: list[str] | None = None) -> Figure:
    """Pictures (n, size, size, 3) in 0..1, row by row, so many in a row, with a name for every row if names are given.

    BadSetting for other shapes, for no picture, and for too few names or too many.
    """
    shape = np.shape(pictures)
    right = len(shape) == 4 and shape[1] == shape[2] and shape[3] == 3 and shape[0] > 0
    need(right, f"an album needs pictures of the shape (n, size, size, 3), got {shape}")
    page = lay_out(np.asarray(pictures), min(need_whole("columns", columns, 1), shape[0]))
    rows = -(-shape[0] // columns)
    need(names is None or len(names) == rows, f"there must be one name for each of the {rows} rows")
    width = WIDTH - 0.1 * max(map(len, names or [""]))  # inches that the names leave
    fig = blank_page(width * page.shape[0] / page.shape[1] + 0.45, title)
    ax = fig.subplots(subplot_kw={"anchor": "E"})
    ax.imshow(page.clip(0, 1), interpolation="nearest")
    ax.set(xticks=[], yticks=(np.arange(rows) + 0.5) * page.shape[0] / rows, yticklabels=names or [""] * rows)
    ax.tick_params(length=0)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    return fig


def lay_out(pictures: np.ndarray, columns: int) -> np.ndarray:
    """The pictures on one sheet of paper, with a strip of it below and to the right of each: (height, width, 3)."""
    n, size = pictures.shape[:2]
    step, rows = size + max(1, round(size * 0.05)), -(-n // columns)
    page = np.full((rows * step, columns * step, 3), to_rgb(PAPER), np.float32)
    for i, picture in enumerate(pictures):
        top, left = i // columns * step, i % columns * step
        page[top : top + size, left : left + size] = picture
    return page
