"""A portrait photocopied again and again: each page is drawn, dot by dot, from the page before."""

import numpy as np
from matplotlib.figure import Figure

from course_utils.science.data.pictures import load_portrait
from course_utils.science.figures import blank_page, describe


def photocopy_portrait(copies: int, dots: int = 300_000, seed: int = 1) -> list[np.ndarray]:
    """The portrait and its copies: whole numbers (96, 96), how many dots of ink each pixel has.

    A copy throws so many dots at a white page, each with the page before as its chances.
    """
    rng, pages = np.random.default_rng(seed), [np.round(load_portrait() * dots).astype(int)]
    for _ in range(copies):
        chances = pages[-1].ravel() / pages[-1].sum()
        pages.append(rng.multinomial(dots, chances).reshape(pages[-1].shape))
    return pages


def draw_beside(pages: list[np.ndarray], copy: int) -> Figure:
    """The original and one of its copies, side by side; black is the most ink that the original has anywhere."""
    fig = blank_page(3.9, "The original, and a copy of a copy of a copy of …")
    names = "the original: white has no ink, black the most", f"copy {copy}"
    for ax, page, name in zip(fig.subplots(1, 2), (pages[0], pages[copy]), names, strict=True):
        ax.imshow(page, cmap="gray_r", vmin=0, vmax=pages[0].max(), interpolation="nearest")
        ax.set_axis_off()
        ax.set_title(name, fontsize=10.5, fontweight="normal", loc="center")
    return describe(fig, f"A portrait of a woman in a cap, Grace Hopper, and beside it copy {copy} of it.")
