"""Neck, head and face: the same shapes for every skin tone."""

import numpy as np

from course_utils.portraits.palette import EYE, INK, MOUTH, WHITE
from course_utils.portraits.shapes import arc, below, box, circle, ellipse

EYES = (0.125, -0.17)  # half their distance, and their height
OPENING = 0.3, 0.37, -0.19  # half width, half height and middle of a face


def paint_neck(sheet) -> None:
    """The neck, in the shade of the chin, down to the collar bones."""
    with sheet.pen((-0.14, 0.0, 0.14, 0.46)) as pen:
        pen.fill(box(pen.x, pen.y, 0, 0.2, 0.125, 0.27, 0.12), "skin shade", "skin line", 0.018)


def face(pen):
    """Distance to the outline of the face: an ellipse that narrows towards the chin."""
    rx, ry, middle = OPENING
    width = rx * (1 + 0.06 * pen.of("face width"))
    taper = 1 + (pen.y - middle) * (0.22 + 0.16 * pen.of("jaw"))
    return ellipse(pen.x * taper, pen.y, 0, middle, width, ry)


def paint_head(sheet) -> None:
    """Ears, the bare head, and cheeks."""
    with sheet.pen((-0.38, -0.28, 0.38, 0.02)) as pen:
        pen.fill(ellipse(pen.side, pen.y, 0.3, -0.14, 0.055, 0.085), "skin", "skin line")
    with sheet.pen((-0.33, -0.58, 0.33, 0.2)) as pen:
        pen.fill(face(pen), "skin", "skin line")
    with sheet.pen((-0.27, -0.12, 0.27, 0.06)) as pen:
        pen.fill(ellipse(pen.side, pen.y, 0.18, -0.03, 0.06, 0.045), "cheek", soft=0.07)


def paint_features(sheet) -> None:
    """Eyes, brows, nose and a smile."""
    paint_eyes(sheet)
    paint_brows(sheet)
    with sheet.pen((-0.05, -0.09, 0.05, -0.02)) as pen:
        pen.fill(arc(pen.x, pen.y, 0, -0.045, -6, 0.04, 0.012), "nose")
    paint_mouth(sheet)


def paint_eyes(sheet) -> None:
    """White eyes, dark pupils with a glint that look to one side, and the upper lids."""
    across, height = EYES
    with sheet.pen((-0.24, -0.27, 0.24, -0.08)) as pen:
        tall = 0.047 + 0.007 * pen.of("eyes")
        eye = ellipse(pen.side, pen.y, across, height, 0.06, tall)
        pen.fill(eye, WHITE)
        side = abs(pen.x - 0.01 * pen.of("gaze"))
        pen.fill(circle(side, pen.y, across, height, 0.035), EYE)
        pen.fill(circle(abs(pen.x - 0.014), pen.y, across, height - 0.014, 0.011), WHITE)
        pen.fill(np.maximum(abs(eye) - 0.013, pen.y - (height - 0.012)), INK)


def paint_brows(sheet) -> None:
    """Brows that taper to both ends."""
    with sheet.pen((-0.22, -0.32, 0.22, -0.24)) as pen:
        u = pen.side - (EYES[0] + 0.008)
        u *= u
        brow = np.maximum(-0.306 + u * 4 - pen.y, pen.y + 0.258 + u * 2) * 0.85
        pen.fill(brow, "brow")


def paint_mouth(sheet) -> None:
    """An open smile: dark lips show on light skin, white teeth on dark skin, and each against the other."""
    with sheet.pen((-0.16, 0.0, 0.16, 0.15)) as pen:
        half = 0.125 + 0.02 * pen.of("mouth")
        fall = pen.x * pen.x / (half * half) - 1
        upper = 0.035 - fall * 0.016 - pen.y
        deep = 0.082 + 0.022 * pen.of("smile")
        lower = pen.y - 0.035 + fall * deep
        mouth = np.maximum(upper, lower) * 0.8
        pen.fill(mouth - 0.015, MOUTH)
        pen.fill(np.maximum(mouth + 0.004, pen.y - 0.07 + fall * 0.012), WHITE)


def paint_beard(sheet, rows) -> None:
    """A short beard along the jaw; the mouth comes on top."""
    with sheet.pen((-0.33, -0.14, 0.33, 0.22), rows) as pen:
        beard = np.maximum(face(pen) - 0.02, -below(pen.x, pen.y, 0, 0.0, -1.7))
        pen.fill(beard, "hair", "hairline", 0.01)


def paint_glasses(sheet, rows) -> None:
    """Round frames, a bridge and arms."""
    across, height = EYES
    with sheet.pen((-0.32, -0.3, 0.32, -0.05), rows) as pen:
        lens = circle(pen.side, pen.y, across, height, 0.096)
        ring = abs(lens) - 0.015
        bridge = box(pen.x, pen.y, 0, height - 0.02, 0.03, 0.013, 0.01)
        arms = box(pen.side, pen.y, 0.26, height - 0.02, 0.04, 0.013, 0.01)
        pen.fill(np.minimum(np.minimum(ring, bridge), arms), "frame")
