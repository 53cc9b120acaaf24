"""Speed of drawing portraits: in milliseconds, and as ratios for one portrait to what a learner would pick."""

import numpy as np
from ratios import expect_ratio

from course_utils.portraits import OCCUPATIONS, dress, render

RNG = np.random.default_rng(0)
CROWD = dress(RNG.integers(0, len(OCCUPATIONS), 400), RNG.random((400, 4)) < 0.5, RNG)
SHAPES = 33  # in a portrait, outlines among them, on average


def all_at_once():
    return len(render(CROWD))


def one_by_one(count=40):
    for i in range(count):
        render(CROWD[i : i + 1])
    return count


def by_pillow(count=40):
    """As many ellipses on four times the size, made small again so that edges are smooth."""
    from PIL import Image, ImageDraw

    for _ in range(count):
        page = Image.new("RGB", (128, 128), "white")
        pen = ImageDraw.Draw(page)
        for k in range(SHAPES):
            pen.ellipse((30 + k, 30 + k, 60 + k, 66 + k), fill=(100 + k, 80, 60))
        np.asarray(page.resize((32, 32), Image.Resampling.LANCZOS), np.float32) / 255
    return count


def by_matplotlib(count=3):
    """As many ellipses in a figure of 32 pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.patches import Ellipse

    for _ in range(count):
        page = FigureCanvasAgg(Figure(figsize=(1, 1), dpi=32))
        ax = page.figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        for k in range(SHAPES):
            ax.add_patch(Ellipse((0.5, 0.5), 0.3, 0.3 + k / 100, facecolor="brown"))
        page.draw()
        np.asarray(page.buffer_rgba())
    return count


def test_a_portrait_takes_less_than_half_a_millisecond(benchmark):
    benchmark(all_at_once)
    assert benchmark.stats["median"] / len(CROWD) < 0.0005


def test_a_single_portrait_takes_a_moment(benchmark):
    benchmark(render, CROWD[:1])
    assert benchmark.stats["median"] < 0.01


def test_many_at_once_against_one_by_one(figures):
    expect_ratio("portraits at once against one by one", one_by_one, all_at_once, 6, figures)


def test_against_pillow(figures):
    expect_ratio("portraits against as many ellipses by Pillow", by_pillow, all_at_once, 1, figures)


def test_against_matplotlib(figures):
    expect_ratio("portraits against as many ellipses by matplotlib", by_matplotlib, all_at_once, 60, figures)
