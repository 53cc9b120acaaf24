"""Portraits as pixels: signed distances, painted from back to front on many pictures at once."""

import numpy as np

from course_utils.errors import need_whole
from course_utils.portraits.attributes import COVERINGS, HAIRSTYLES, OCCUPATIONS, People
from course_utils.portraits.clothes import PAINT_CLOTHES, paint_torso
from course_utils.portraits.coverings import PAINT_COVERING
from course_utils.portraits.faces import paint_beard, paint_features, paint_glasses, paint_head, paint_neck
from course_utils.portraits.hair_long import PAINT_LONG
from course_utils.portraits.hair_short import PAINT_SHORT
from course_utils.portraits.sheet import Sheet

PAINT_HAIR = PAINT_SHORT + PAINT_LONG
SHEET_PIXELS = 96 * 32 * 32  # painted at once: few calls, and a layer still fits into a core's cache


def render(people: People, size: int = 32) -> np.ndarray:
    """Their portraits, (n, size, size, 3) in float32 from 0 to 1: the same on every machine, sharp at any size."""
    size = need_whole("size", size, 8)
    out = np.empty((len(people), size, size, 3), np.float32)
    heads = np.where(people.covering > 0, len(HAIRSTYLES) + people.covering, people.hairstyle)
    order = np.argsort(heads, kind="stable")  # so that those with the same head are neighbours
    step = max(1, SHEET_PIXELS // size**2)
    for start in range(0, len(people), step):
        rows = order[start : start + step]
        out[rows] = paint(people[rows], size).transpose(0, 2, 3, 1)
    return out


def pixels(people: People, size: int = 32) -> np.ndarray:
    """Their portraits as rows, (n, 3 size²): what render gives, for a model that wants a picture to be a row."""
    return render(people, size).reshape(len(people), 3 * size**2)


def paint(people: People, size: int) -> np.ndarray:
    """People whose heads are in order -> (n, 3, size, size)."""
    sheet = Sheet(people, size)
    paint_hair(sheet, behind=True)
    paint_torso(sheet)
    paint_neck(sheet)
    for number in range(len(OCCUPATIONS)):
        paint_some(PAINT_CLOTHES[number], sheet, people.occupation == number)
    paint_head(sheet)
    paint_some(paint_beard, sheet, people.beard & (people.covering != COVERINGS.index("headscarf")))
    paint_features(sheet)
    paint_hair(sheet, behind=False)
    for number in range(1, len(COVERINGS)):
        paint_some(PAINT_COVERING[number], sheet, people.covering == number)
    paint_some(paint_glasses, sheet, people.glasses)
    return sheet.pixels


def paint_hair(sheet: Sheet, behind: bool) -> None:
    """The layer behind the head, or the one in front, of all hair that no covering hides."""
    people = sheet.people
    for number, (back, front) in enumerate(PAINT_HAIR):
        paint_some(back if behind else front, sheet, (people.hairstyle == number) & (people.covering == 0))


def paint_some(painter, sheet: Sheet, who: np.ndarray) -> None:
    """Paint on the pictures of those for whom who is true."""
    rows = np.flatnonzero(who)
    if rows.size:
        painter(sheet, rows)
