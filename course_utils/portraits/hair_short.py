"""Short hair: a layer behind the head and one in front of the face for each style."""

import numpy as np

from course_utils.portraits.hair import HEAD, nothing, paint_curls, paint_forehead, paint_sheen, skull
from course_utils.portraits.shapes import below, box, circle, ellipse, smallest, stroke


def bald_back(sheet, rows) -> None:
    """Hair behind the ears."""
    with sheet.pen((-0.4, -0.42, 0.4, 0.08), rows) as pen:
        pen.fill(box(pen.x, pen.y, 0, -0.17, 0.365, 0.2, 0.17), "hair", "hair edge", 0.018)


def bald_front(sheet, rows) -> None:
    """A bare crown and hair above the ears."""
    with sheet.pen((-0.4, -0.45, 0.4, 0), rows) as pen:
        hair = np.maximum(skull(pen, 0.04), ellipse(pen.side, pen.y, 0.325, -0.265, 0.09, 0.135))
        pen.fill(hair, "hair", "hairline", 0.014)


def buzz_front(sheet, rows) -> None:
    """Hair as short as it can be."""
    with sheet.pen(HEAD, rows) as pen:
        temples = np.maximum(0.27 - pen.side, pen.y + 0.17)
        hairline = np.minimum(below(pen.x, pen.y, 0, -0.43, 1.3), temples)
        pen.fill(np.maximum(skull(pen, 0.012), hairline), "hair", "hairline", 0.014)


def crop_front(sheet, rows) -> None:
    """Short hair combed forward."""
    with sheet.pen(HEAD, rows) as pen:
        hairline = below(pen.x, pen.y, 0, -0.37, 0.4)
        hairline = np.minimum(hairline, np.maximum(0.262 - pen.side, pen.y + 0.15))
        hair = np.maximum(skull(pen, 0.06), hairline)
        pen.fill(hair, "hair", "hairline", 0.016)
        for middle in (-0.16, 0, 0.16):
            pen.fill(stroke(pen.x, pen.y, middle * 0.8 - 0.03, -0.48, middle, -0.4, 0.009), "hair edge")
        paint_sheen(pen, hair, -0.56, 1.2, 0.13, 0.1)


def part_front(sheet, rows) -> None:
    """A parting on one side, and the longer hair swept over to the other."""
    with sheet.pen(HEAD, rows) as pen:
        swept = below(pen.x, pen.y, -0.13, -0.46, 1.5)
        sides = np.maximum(0.268 - pen.side, pen.y + 0.14)
        outline = ellipse(pen.x, pen.y, 0.015, -0.28, 0.36, 0.37)
        hair = np.maximum(outline, np.minimum(swept, sides))
        pen.fill(hair, "hair", "hairline", 0.016)
        pen.fill(stroke(pen.x, pen.y, -0.13, -0.46, -0.19, -0.58, 0.01), "hairline")
        paint_sheen(pen, hair, -0.54, 1.2, 0.2, 0.06)


CURLS = [(0, -0.59), (0.13, -0.57), (0.24, -0.49), (0.31, -0.38), (0.335, -0.26), (0.07, -0.47), (0.19, -0.41)]


def curls_front(sheet, rows) -> None:
    """Short curls, one beside the other."""
    with sheet.pen(HEAD, rows) as pen:
        hair = smallest([circle(pen.side, pen.y, x, y, 0.085) for x, y in CURLS])
        cap = np.maximum(skull(pen, 0.03), below(pen.x, pen.y, 0, -0.43, 1.6))
        pen.fill(np.minimum(hair, cap), "hair", "hairline", 0.016)
        paint_curls(pen, CURLS[1:6], 0.04)


AFRO = [(0, -0.71), (0.15, -0.69), (0.28, -0.61), (0.37, -0.49), (0.41, -0.35), (0.405, -0.2), (0.35, -0.08)]


def afro_back(sheet, rows) -> None:
    """A round cloud of small curls."""
    with sheet.pen((-0.55, -0.9, 0.55, 0.05), rows) as pen:
        hair = [circle(pen.side, pen.y, x, y, 0.1) for x, y in AFRO]
        pen.fill(smallest([*hair, ellipse(pen.x, pen.y, 0, -0.36, 0.43, 0.38)]), "hair", "hair edge")


def afro_front(sheet, rows) -> None:
    """The same cloud around the face."""
    with sheet.pen((-0.55, -0.9, 0.55, 0.05), rows) as pen:
        edge = smallest([circle(pen.side, pen.y, x, y, 0.07) for x, y in [(0.06, -0.5), (0.18, -0.46), (0.28, -0.35)]])
        sides = np.maximum(ellipse(pen.side, pen.y, 0.36, -0.3, 0.1, 0.22), 0.2 - pen.side)
        pen.fill(sides, "hair")
        paint_forehead(pen, np.minimum(edge, below(pen.x, pen.y, 0, -0.48, 1.2)))
        paint_curls(pen, [(0.08, -0.66), (0.24, -0.58), (0.35, -0.42), (0.13, -0.52)], 0.04)


# Behind and in front, in the order of SHORT_STYLES.
PAINT_SHORT = [
    (bald_back, bald_front),
    (nothing, buzz_front),
    (nothing, crop_front),
    (nothing, part_front),
    (nothing, curls_front),
    (afro_back, afro_front),
]
