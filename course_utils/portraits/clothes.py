"""What people wear at work. A stethoscope is what tells a doctor."""

import numpy as np

from course_utils.portraits.palette import INK, TUBE, WHITE, colours
from course_utils.portraits.shapes import box, circle, ellipse, smallest, stroke

CHEST = (-1, 0.3, 1, 1)
SHOULDER = 0.34  # the height where the neck meets the seam of the shoulders
STEEL, SHIRT, SILVER = colours("d9dfe6", "a9bdd0", "e9edee")


def paint_torso(sheet) -> None:
    """Shoulders and arms, in the colour of the clothes."""
    with sheet.pen(CHEST) as pen:
        torso = box(pen.x, pen.y - pen.side * 0.2, 0, 1.08, 0.68, 0.74, 0.36)
        pen.fill(torso, "cloth", "cloth line")
        pen.fill(stroke(pen.side, pen.y, 0.46, 0.76, 0.44, 1.3, 0.013), "cloth line")


def neckline(pen, half: float, bottom: float):
    """Distance to a V that opens at the neck: half its width at the shoulders, and where its point is."""
    slope = half / (bottom - SHOULDER)
    return (pen.side - (bottom - pen.y) * slope) * 0.85


def shoulder(pen):
    """Distance to what lies below the seam of the shoulders."""
    return SHOULDER + pen.side * 0.2 - pen.y


def paint_opening(pen, half: float, bottom: float, colour, width: float = 0.02) -> None:
    """A V in this colour, with a seam along both its sides but none across the neck."""
    opening = neckline(pen, half, bottom)
    pen.fill(np.maximum(opening - width, shoulder(pen)), "cloth line")
    pen.fill(np.maximum(opening, shoulder(pen)), colour)


def paint_throat(pen) -> None:
    """The skin that an open collar shows, narrower than the neck."""
    pen.fill(np.maximum(neckline(pen, 0.12, 0.5), SHOULDER - pen.y), "skin shade")


def paint_doctor(sheet, rows) -> None:
    """A white coat over a shirt, or scrubs with a V-neck; always with a stethoscope."""
    coloured = sheet.people.clothes[rows] > 0
    with sheet.pen((-0.37, 0.3, 0.37, 1), rows[~coloured]) as pen:
        paint_opening(pen, 0.32, 1.02, "cloth", 0.018)
        paint_opening(pen, 0.19, 0.94, SHIRT, 0.018)
        pen.fill(stroke(pen.x, pen.y, 0, 0.9, 0, 1.3, 0.012), "cloth line")
        paint_throat(pen)
    with sheet.pen((-0.25, 0.3, 0.25, 0.62), rows[coloured]) as pen:
        paint_opening(pen, 0.16, 0.6, "skin shade", 0.024)
        paint_throat(pen)
    paint_stethoscope(sheet, rows)


def paint_stethoscope(sheet, rows) -> None:
    """Tubes around the neck and a disc of steel on the chest."""
    with sheet.pen((-0.4, 0.3, 0.4, 1), rows) as pen:
        down = stroke(pen.side, pen.y, 0.15, 0.3, 0.24, 0.6, 0.03)
        left = stroke(pen.x, pen.y, -0.24, 0.6, -0.2, 0.8, 0.03)
        right = stroke(pen.x, pen.y, 0.24, 0.6, 0.24, 0.76, 0.03)
        pen.fill(smallest([down, left, right]), TUBE)
        pen.fill(circle(pen.x, pen.y, 0.24, 0.82, 0.075), STEEL, TUBE, 0.035)


def paint_chef(sheet, rows) -> None:
    """A double-breasted jacket with two rows of buttons, and a neckerchief."""
    with sheet.pen((-0.3, 0.25, 0.3, 1), rows) as pen:
        pen.fill(stroke(pen.x, pen.y, 0.17, 0.45, 0.22, 1.3, 0.012), "cloth line")
        for height in (0.62, 0.78, 0.94):
            pen.fill(circle(abs(pen.x - 0.05), pen.y, 0.09, height, 0.026), INK)
        tip = np.maximum(neckline(pen, 0.16, 0.57), 0.36 - pen.y)
        knot = np.minimum(ellipse(pen.x, pen.y, 0, 0.37, 0.2, 0.075), tip)
        pen.fill(knot, "accent", "accent line")


def paint_clerk(sheet, rows) -> None:
    """A shirt with a collar, and a tie or a lanyard with a card."""
    people = sheet.people
    with sheet.pen((-0.25, 0.2, 0.25, 0.6), rows) as pen:
        paint_throat(pen)
    ties, cards = rows[people.variant[rows] == 0], rows[people.variant[rows] == 1]
    with sheet.pen((-0.12, 0.4, 0.12, 1), ties) as pen:
        tie = np.maximum(pen.side - (pen.y - 0.3) * 0.13, 0.42 - pen.y)
        pen.fill(np.minimum(tie, box(pen.x, pen.y, 0, 0.46, 0.065, 0.05, 0.03)), "accent", "accent line", 0.015)
    with sheet.pen((-0.25, 0.3, 0.25, 1), cards) as pen:
        pen.fill(stroke(pen.side, pen.y, 0.17, 0.36, 0.03, 0.78, 0.02), "accent")
        pen.fill(box(pen.x, pen.y, 0, 0.88, 0.11, 0.09, 0.02), WHITE, "accent line")
    with sheet.pen((-0.25, 0.3, 0.25, 0.6), rows) as pen:
        pen.fill(stroke(pen.side, pen.y, 0.16, 0.36, 0.08, 0.5, 0.045), "cloth", "cloth line", 0.016)


def paint_builder(sheet, rows) -> None:
    """A high-visibility vest with silver bands, over a shirt."""
    with sheet.pen((-0.55, 0.2, 0.55, 1), rows) as pen:
        paint_throat(pen)
        vest = np.maximum(np.maximum(pen.side - 0.43, shoulder(pen)), -neckline(pen, 0.22, 0.86))
        pen.fill(vest, "vest", "vest line", 0.018)
        bands = np.minimum(abs(pen.side - 0.31) - 0.04, abs(pen.y - 0.88) - 0.04)
        pen.fill(np.maximum(bands, vest), SILVER, "vest line", 0.008)
    with sheet.pen((-0.25, 0.3, 0.25, 0.6), rows) as pen:
        pen.fill(stroke(pen.side, pen.y, 0.16, 0.36, 0.08, 0.49, 0.04), "cloth", "cloth line", 0.016)


PAINT_CLOTHES = (paint_doctor, paint_chef, paint_clerk, paint_builder)
