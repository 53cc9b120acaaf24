"""What all hairstyles share: the skull, the hairline, streaks of light and curls."""

import numpy as np

from course_utils.portraits.faces import face
from course_utils.portraits.shapes import arc, circle, ellipse, smallest

HEAD = (-0.4, -0.78, 0.4, 0.02)  # where short hair may be: left, top, right, bottom
LONG = (-0.5, -0.82, 0.5, 0.78)


def skull(pen, volume: float):
    """Distance to hair that stands this far off the bare head."""
    return ellipse(pen.x, pen.y, 0, -0.22 - volume / 2, 0.315 + volume, 0.35 + volume)


def paint_forehead(pen, hairline) -> None:
    """Hair inside the face where the distance to its hairline is negative, without a line where it goes on behind."""
    inside = face(pen)
    pen.fill(np.maximum(inside, hairline - 0.014), "hairline")
    pen.fill(np.maximum(inside - 0.035, hairline), "hair")


def paint_sheen(pen, hair, top: float, bend: float, reach: float, shift: float) -> None:
    """A lighter streak where light falls on the hair."""
    streak = arc(pen.x - shift, pen.y, 0, top, bend, reach, 0.011)
    pen.fill(np.maximum(streak, hair + 0.025), "hair light")


def paint_curls(pen, places, radius: float) -> None:
    """A crescent of light on the upper side of each curl."""
    crescents = [np.maximum(abs(circle(pen.side, pen.y, x, y, radius)) - 0.009, pen.y - y) for x, y in places]
    pen.fill(smallest(crescents), "hair light")


def nothing(sheet, rows) -> None:
    """No hair there."""
