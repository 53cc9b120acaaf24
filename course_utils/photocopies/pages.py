"""A portrait photocopied again and again: each page is drawn, dot by dot, from the page before."""

import numpy as np
from matplotlib.figure import Figure

from course_utils.science.data.pictures import load_portrait
from course_utils.science.figures import blank_page, describe


def photocopy_portrait(copies: int, dots: int = 300_000, seed: int = 1) -> list[np.ndarray]:
    """The portrait and its copies: arrays (96, 96), each pixel's share of the ink. Each copy throws so many dots."""
    rng, pages = np.random.default_rng(seed), [load_portrait()]
    for _ in range(copies):
        dots_there = rng.multinomial(dots, pages[-1].ravel())
        pages.append(dots_there.reshape(pages[-1].shape) / dots)
    return pages


def draw_beside(pages: list[np.ndarray], copy: int) -> Figure:
    """The original and one of its copies, side by side; black is the most ink that the original has anywhere."""
    fig = blank_page(3.9, "The original, and a copy of a copy of a copy of …")
    for ax, page, name in zip(
        fig.subplots(1, 2), (pages[0], pages[copy]), ("the original", f"copy {copy}"), strict=True
    ):
        ax.imshow(page, cmap="gray_r", vmin=0, vmax=pages[0].max(), interpolation="nearest")
        ax.set_axis_off()
        ax.set_title(name, fontsize=11, fontweight="normal", loc="center")
    return describe(fig, f"A portrait of a woman in a cap, Grace Hopper, and beside it copy {copy} of it.")
