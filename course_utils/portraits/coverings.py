"""Head coverings: each hides the hair."""

import numpy as np

from course_utils.portraits.shapes import arc, below, box, circle, ellipse, smallest, stroke


def paint_scarf(sheet, rows) -> None:
    """A headscarf around the face, draped over the shoulders."""
    with sheet.pen((-0.5, -0.75, 0.5, 0.75), rows) as pen:
        end = stroke(pen.x, pen.y, -0.1, 0.4, -0.16, 0.54, 0.09)
        pen.fill(end, "accent", "accent line", 0.018)
        hood = ellipse(pen.x, pen.y, 0, -0.2, 0.385, 0.46)
        drape = box(pen.x, pen.y - pen.side * 0.25, 0, 0.24, 0.42, 0.2, 0.15)
        scarf = np.minimum(np.minimum(hood, drape), box(pen.x, pen.y, 0, 0.05, 0.36, 0.25, 0.1))
        face = ellipse(pen.x, pen.y, 0, -0.155, 0.268, 0.325)
        pen.fill(np.maximum(scarf, -face), "accent", "accent line", 0.018)
        pen.fill(np.maximum(face - 0.05, np.maximum(-face, pen.y + 0.25)), "accent light")
        for height, bend in ((0.3, -1.5), (0.39, -1.2)):
            pen.fill(arc(pen.x, pen.y, 0.03, height, bend, 0.24, 0.009), "accent line")


def paint_turban(sheet, rows) -> None:
    """A turban, its cloth wrapped in folds from both sides."""
    with sheet.pen((-0.48, -0.85, 0.48, -0.1), rows) as pen:
        dome = np.maximum(ellipse(pen.x, pen.y, 0, -0.44, 0.4, 0.33), below(pen.x, pen.y, 0, -0.37, 1.9))
        pen.fill(dome, "accent light", "accent line", 0.018)
        wrapped = np.maximum(dome, below(pen.side, pen.y, -0.1, -0.47, 1.1))
        pen.fill(wrapped, "accent", "accent line", 0.014)
        folds = [stroke(pen.side, pen.y, 0, top, 0.4, top + 0.14, 0.009) for top in (-0.54, -0.63, -0.71)]
        pen.fill(np.maximum(smallest(folds), wrapped), "accent line")


def paint_surgical_cap(sheet, rows) -> None:
    """A surgical cap, gathered by a band."""
    with sheet.pen((-0.48, -0.85, 0.48, -0.1), rows) as pen:
        dome = np.maximum(ellipse(pen.x, pen.y, 0, -0.4, 0.375, 0.3), below(pen.x, pen.y, 0, -0.37, 0.9))
        pen.fill(dome, "accent", "accent line", 0.018)
        band = np.maximum(dome, -below(pen.x, pen.y, 0, -0.44, 0.9))
        pen.fill(band, "accent light")
        for x in (0.1, 0.22):
            pen.fill(stroke(pen.side, pen.y, x, -0.49, x * 0.85, -0.58, 0.009), "accent line")


def paint_knitted_cap(sheet, rows) -> None:
    """A knitted cap with a ribbed cuff and a bobble."""
    with sheet.pen((-0.48, -0.95, 0.48, -0.1), rows) as pen:
        pen.fill(circle(pen.x, pen.y, 0, -0.75, 0.085), "accent light", "accent line", 0.016)
        dome = np.maximum(ellipse(pen.x, pen.y, 0, -0.36, 0.365, 0.35), pen.y + 0.38)
        pen.fill(dome, "accent", "accent line", 0.018)
        pen.fill(box(pen.x, pen.y, 0, -0.41, 0.36, 0.07, 0.05), "accent light", "accent line", 0.016)
        for x in (0, 0.1, 0.2, 0.3):
            pen.fill(stroke(pen.side, pen.y, x, -0.45, x, -0.37, 0.009), "accent line")


PAINT_COVERING = (None, paint_scarf, paint_turban, paint_surgical_cap, paint_knitted_cap)
