"""Figures of lesson 9: what is printed about models, and what a small student keeps of its teacher's score."""

from matplotlib.figure import Figure

from course_utils.distillation.published import EMBEDDERS, RERANKERS, Published
from course_utils.distillation.shipped import BYTES, WIDTHS, frontier, size_share
from course_utils.science.figures import BLUE, INK, RED, canvas, canvases, describe


def draw_published() -> Figure:
    """The printed scores of embedding models and of rerankers against their parameters."""
    fig, panels = canvases(["Embedding models", "Rerankers"], "parameters (millions)", "printed score", height=3.6)
    for ax, models in zip(panels, [EMBEDDERS, RERANKERS], strict=True):
        for model in models:
            plot_model(ax, model)
        ticks = [40, 80, 160, 320, 1280]
        ax.set(xscale="log", xticks=ticks, xticklabels=ticks)
        ax.minorticks_off()
        ax.margins(x=0.45, y=0.15)
    return describe(
        fig,
        "Printed scores against parameters. Of three embedding models the largest scores least. Of six rerankers the "
        "teacher is best; its two students, a quarter of its size, score about as much as others that are larger.",
    )


def plot_model(ax, model: Published) -> None:
    """One model as a point with its name: a blue square if it is distilled, a dot in ink if it isn't."""
    color, marker = (BLUE, "s") if model.teacher else (INK, "o")
    ax.plot(model.millions, model.score, marker, color=color)
    taught_by = {other.teacher for other in RERANKERS}
    role = " (distilled)" if model.teacher else " (their teacher)" if model.name in taught_by else ""
    name = model.name.replace("-reranker-v1", "").removesuffix("-en") + role
    aside = {"tiny": ((0, -13), "center"), "xsmall": ((6, -10), "left")}  # where names would meet
    shift, side = next((place for part, place in aside.items() if part in name), ((0, 7), "center"))
    style = {"textcoords": "offset points", "ha": side, "fontsize": 7.5}
    ax.annotate(name, (model.millions, model.score), shift, **style)


def draw_frontier(width: int, bytes_a_number: int, weight: int) -> Figure:
    """Score kept against size for all tables with this weight of TF-IDF (0 to 4), and the chosen one among them."""
    kept, title = 100 * frontier(), f"{width} numbers a token, {bytes_a_number} byte{'s' * (bytes_a_number > 1)} each"
    fig, ax = canvas(title, "size, % of the teacher's bytes", "score kept, % of the teacher's")
    for column, (count, color) in enumerate(zip(BYTES, [BLUE, RED], strict=True)):
        sizes = [100 * size_share(wide, count) for wide in WIDTHS]
        ax.plot(sizes, kept[:, column, weight, 0], ".-", color=color, lw=1.2, label=f"{count} a number")
    middle, low, high = kept[WIDTHS.index(width), BYTES.index(bytes_a_number), weight]
    size = 100 * size_share(width, bytes_a_number)
    ax.errorbar(size, middle, [[middle - low], [high - middle]], fmt="o", color=INK, markersize=8)
    ax.set(xscale="log", xlim=(0.4, 60), ylim=(0, 105), xticks=[0.5, 1, 2, 5, 10, 20, 50])
    ax.xaxis.set_major_formatter("{x:g}")
    ax.minorticks_off()
    ax.legend(loc="lower right", title="bytes")
    return describe(fig, f"{title}, TF-IDF × {weight}: {size:.1f} % of the size keeps {middle:.0f} % of the score.")
