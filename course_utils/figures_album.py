"""An album: small coloured pictures side by side."""

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from course_utils.errors import need, need_whole
from course_utils.figures import DPI, PAPER, WIDTH


def draw_album(pictures: np.ndarray, title: str, columns: int = 12, captions: list[str] | None = None) -> Figure:
    """Pictures (n, size, size, 3) in 0..1, row by row, each with its caption below. BadSetting for other shapes."""
    shape = np.shape(pictures)
    right = len(shape) == 4 and shape[1] == shape[2] and shape[3] == 3 and shape[0] > 0
    need(right, f"an album needs pictures of the shape (n, size, size, 3), got {shape}")
    need(captions is None or len(captions) == shape[0], f"there must be one caption for each of {shape[0]} pictures")
    columns = min(need_whole("columns", columns, 1), shape[0])
    page, places = lay_out(np.asarray(pictures), columns, 0.05 if captions is None else 0.24)
    fig = Figure(figsize=(WIDTH, WIDTH * page.shape[0] / page.shape[1] + 0.45), dpi=DPI, layout="constrained")
    fig.suptitle(title, x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    ax = fig.subplots()
    ax.imshow(page.clip(0, 1), interpolation="nearest")
    ax.set_axis_off()
    for (top, left), caption in zip(places, captions or [], strict=False):
        ax.text(left + shape[2] / 2, top + shape[1] * 1.03, caption, ha="center", va="top", fontsize=8)
    return fig


def lay_out(pictures: np.ndarray, columns: int, space: float) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """The pictures on one sheet of paper, with `space` of a picture's height below each -> (page, their corners)."""
    n, size = pictures.shape[:2]
    high, wide = size + max(1, round(size * space)), size + max(1, round(size * 0.05))
    places = [(i // columns * high, i % columns * wide) for i in range(n)]
    page = np.full((places[-1][0] + high, columns * wide, 3), to_rgb(PAPER), np.float32)
    for (top, left), picture in zip(places, pictures, strict=True):
        page[top : top + size, left : left + size] = picture
    return page, places
