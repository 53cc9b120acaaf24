"""Long hair, which reaches the shoulders: a layer behind the head and one in front of the face for each style."""

import numpy as np

from course_utils.portraits.hair import LONG, nothing, paint_curls, paint_forehead, paint_sheen, skull
from course_utils.portraits.shapes import arc, below, box, circle, ellipse, smallest, stroke


def outline(pen, half: float, bottom: float):
    """Distance to the outline of long hair: round above, with soft corners at the bottom."""
    dome = box(pen.x, pen.y, 0, 0.6, half, 1.26, half - 0.02)
    return np.maximum(dome, box(pen.x, pen.y, 0, bottom - 1, half, 1, 0.07))


def curtain(pen, half: float, bottom: float):
    """Distance to hair that falls from a middle parting past both sides of the face down to `bottom`."""
    parting = below(pen.side, pen.y, 0, -0.535, 3.6)
    return np.maximum(outline(pen, half, bottom), np.minimum(parting, 0.262 - pen.side))


def paint_behind(sheet, rows, half: float, bottom: float) -> None:
    """Hair that hangs behind the neck."""
    with sheet.pen(LONG, rows) as pen:
        pen.fill(outline(pen, half, bottom), "hair", "hair edge", 0.018)


def straight_back(sheet, rows) -> None:
    """Smooth hair behind the shoulders."""
    paint_behind(sheet, rows, 0.385, 0.6)


def straight_front(sheet, rows) -> None:
    """Smooth hair from a middle parting over the shoulders."""
    with sheet.pen(LONG, rows) as pen:
        pen.fill(curtain(pen, 0.39, 0.68), "hair", "hairline", 0.016)
        pen.fill(stroke(pen.side, pen.y, 0.325, 0.0, 0.33, 0.56, 0.008), "hair edge")
        pen.fill(stroke(pen.side, pen.y, 0.06, -0.57, 0.27, -0.37, 0.01), "hair light")


WAVES = [(0.34, -0.12), (0.375, 0.06), (0.335, 0.25), (0.37, 0.43), (0.33, 0.58)]


def wavy_front(sheet, rows) -> None:
    """Waves from a parting over the shoulders."""
    with sheet.pen(LONG, rows) as pen:
        waves = smallest([ellipse(pen.side, pen.y, x, y, 0.095, 0.16) for x, y in WAVES])
        pen.fill(np.minimum(waves, curtain(pen, 0.38, 0.0)), "hair", "hairline", 0.016)
        for x, y in WAVES[1::2]:
            pen.fill(arc(pen.y, pen.side, y, x + 0.035, -3, 0.1, 0.009), "hair light")
            pen.fill(arc(pen.y, pen.side, y + 0.08, x - 0.05, 3, 0.1, 0.008), "hair edge")


OUTER = [(0.34, -0.44), (0.39, -0.25), (0.42, -0.08), (0.44, 0.09), (0.42, 0.27)]
INNER = [(0.36, 0.42), (0.29, 0.3), (0.31, 0.14), (0.33, -0.04), (0.32, -0.2), (0.28, -0.34)]


def big_back(sheet, rows) -> None:
    """Large curls down to the shoulders."""
    with sheet.pen((-0.6, -0.85, 0.6, 0.6), rows) as pen:
        curls = [circle(pen.side, pen.y, x, y, 0.11) for x, y in OUTER]
        dome = ellipse(pen.x, pen.y, 0, -0.3, 0.43, 0.42)
        pen.fill(smallest([*curls, dome, box(pen.x, pen.y, 0, -0.1, 0.4, 0.42, 0.3)]), "hair", "hair edge")


def big_front(sheet, rows) -> None:
    """Large curls beside the face and on the shoulders."""
    with sheet.pen((-0.6, -0.85, 0.6, 0.6), rows) as pen:
        pen.fill(smallest([circle(pen.side, pen.y, x, y, 0.1) for x, y in INNER[:3]]), "hair", "hair edge", 0.016)
        pen.fill(smallest([circle(pen.side, pen.y, x, y, 0.085) for x, y in INNER[2:5] + OUTER[1:]]), "hair")
        curls = smallest([circle(pen.side, pen.y, x, y, 0.085) for x, y in INNER[3:]])
        paint_forehead(pen, np.minimum(curls, below(pen.side, pen.y, 0, -0.52, 2.2)))
        paint_curls(pen, [OUTER[1], OUTER[3], (0.42, 0.27), INNER[0], INNER[2], INNER[4]], 0.06)
        pen.fill(stroke(pen.side, pen.y, 0.03, -0.64, 0.26, -0.5, 0.01), "hair light")


def braids_front(sheet, rows) -> None:
    """A middle parting and two braids that fall over the shoulders."""
    with sheet.pen(LONG, rows) as pen:
        for y in (0.62, 0.5, 0.38, 0.26, 0.14, 0.02):
            pen.fill(ellipse(pen.side, pen.y, 0.34, y, 0.068, 0.085), "hair", "hair edge", 0.014)
        pen.fill(box(pen.side, pen.y, 0.34, 0.7, 0.055, 0.028, 0.02), "accent", "accent line", 0.01)
        hair = np.maximum(skull(pen, 0.05), below(pen.side, pen.y, 0, -0.52, 3.4))
        pen.fill(hair, "hair", "hairline", 0.016)
        pen.fill(stroke(pen.x, pen.y, 0, -0.61, 0, -0.52, 0.009), "hairline")
        pen.fill(stroke(pen.side, pen.y, 0.09, -0.56, 0.28, -0.36, 0.009), "hair light")


def bun_back(sheet, rows) -> None:
    """A bun on top, and the rest of the hair behind the shoulders."""
    with sheet.pen((-0.16, -0.95, 0.16, -0.5), rows) as pen:
        pen.fill(circle(pen.x, pen.y, 0, -0.71, 0.13), "hair", "hair edge", 0.018)
        pen.fill(arc(pen.x, pen.y, 0, -0.77, 3, 0.08, 0.01), "hair light")
    paint_behind(sheet, rows, 0.36, 0.6)


def bun_front(sheet, rows) -> None:
    """Half of the hair drawn up from the forehead, the other half over the shoulders."""
    with sheet.pen(LONG, rows) as pen:
        locks = box(pen.side, pen.y, 0.325, 0.2, 0.068, 0.42, 0.06)
        pen.fill(locks, "hair", "hair edge", 0.016)
        hair = np.minimum(below(pen.side, pen.y, 0, -0.44, 1.8), np.maximum(0.27 - pen.side, pen.y))
        pen.fill(np.maximum(skull(pen, 0.05), hair), "hair", "hairline", 0.016)
        for x in (0.05, 0.16):
            pen.fill(stroke(pen.side, pen.y, x * 0.6, -0.6, x * 1.5, -0.47, 0.009), "hair edge")


def bob_back(sheet, rows) -> None:
    """Hair cut straight where it meets the shoulders."""
    paint_behind(sheet, rows, 0.41, 0.38)


def bob_front(sheet, rows) -> None:
    """The same hair in front, with a fringe."""
    with sheet.pen(LONG, rows) as pen:
        fringe = np.minimum(below(pen.x, pen.y, 0, -0.34, 0.35), 0.255 - pen.side)
        hair = np.maximum(outline(pen, 0.41, 0.4), fringe)
        pen.fill(hair, "hair", "hairline", 0.016)
        for x in (0.07, 0.18):
            pen.fill(stroke(pen.side, pen.y, x, -0.46, x * 1.05, -0.37, 0.009), "hair edge")
        paint_sheen(pen, hair, -0.54, 1.0, 0.17, 0.06)


LOCS = [(0.42, 0.46), (0.29, 0.55), (0.36, 0.64)]


def locs_back(sheet, rows) -> None:
    """Locs behind the shoulders."""
    paint_behind(sheet, rows, 0.4, 0.4)


def locs_front(sheet, rows) -> None:
    """Locs of different lengths over the shoulders."""
    with sheet.pen(LONG, rows) as pen:
        for x, y in LOCS:
            pen.fill(stroke(pen.side, pen.y, x * 0.9, -0.25, x, y, 0.042), "hair", "hair edge", 0.014)
        hair = np.maximum(skull(pen, 0.06), below(pen.side, pen.y, 0, -0.46, 2.4))
        pen.fill(hair, "hair", "hairline", 0.016)
        for x in (0.06, 0.16, 0.25):
            pen.fill(stroke(pen.side, pen.y, x * 0.5, -0.62, x * 1.15, -0.43, 0.009), "hair edge")


# Behind and in front, in the order of LONG_STYLES.
PAINT_LONG = [
    (straight_back, straight_front),
    (straight_back, wavy_front),
    (big_back, big_front),
    (nothing, braids_front),
    (bun_back, bun_front),
    (bob_back, bob_front),
    (locs_back, locs_front),
]
