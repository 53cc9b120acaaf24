"""A sheet of pictures painted together, and pens that paint one shape on some of them."""

import numpy as np

from course_utils.portraits import palette
from course_utils.portraits.attributes import DETAILS, People

F32 = np.float32
SWAY = 0.18  # how far the pose, a line and a soft edge may reach beyond a shape's box


class Sheet:
    """Pictures (n, 3, size, size) of n people, painted layer by layer in coordinates from -1 to 1, y downwards."""

    def __init__(self, people: People, size: int):
        self.people, self.size, self.softness = people, size, size / 2
        detail = people.details.T[:, :, None, None]
        self.detail = dict(zip(DETAILS, detail, strict=True))
        self.colour = {name: c.astype(F32)[:, :, None, None] for name, c in colours_of(people).items()}
        self.pixels = np.empty((len(people), 3, size, size), F32)
        self.pixels[:] = self.colour["background"]
        line = (np.arange(size, dtype=F32) + 0.5) / (size / 2) - 1
        zoom = 1 / (1 + 0.05 * self.detail["size"])
        side = np.where(people.mirrored, F32(-1), F32(1))[:, None, None]
        self.y = (line[None, :, None] - 0.035 * self.detail["down"]) * zoom
        self.x = (line - 0.04 * self.detail["across"]) * (zoom * side)
        self.x = self.x + (self.y - 0.3) * (0.06 * self.detail["lean"])

    def pen(self, box: tuple[float, float, float, float], rows=slice(None)) -> "Pen":
        """A pen for the pictures in rows, for shapes within box: left, top, right, bottom before the pose."""
        reach = [(edge + way * SWAY + 1) * self.size / 2 for edge, way in zip(box, (-1, -1, 1, 1), strict=True)]
        left, top, right, bottom = (int(min(max(edge, 0), self.size)) for edge in reach)
        return Pen(self, rows, slice(top, bottom + 1), slice(left, right + 1))


class Pen:
    """x, y (n, height, width) of the pixels within reach; fill paints on them."""

    def __init__(self, sheet: Sheet, rows, height: slice, width: slice):
        if not isinstance(rows, slice) and rows.size and rows[-1] - rows[0] + 1 == rows.size:
            rows = slice(rows[0], rows[-1] + 1)  # neighbours: a view instead of a copy
        self.sheet, self.rows = sheet, rows
        self.window = (rows, slice(None), height, width)
        self.pixels = sheet.pixels[self.window]
        self.x, self.y = sheet.x[rows, height, width], sheet.y[rows, height]
        self.side = abs(self.x)

    def of(self, detail: str) -> np.ndarray:
        """A detail of these people, (n, 1, 1)."""
        return self.sheet.detail[detail][self.rows]

    def fill(self, distance: np.ndarray, colour, line=None, width: float = 0.02, soft: float = 0) -> None:
        """Paint the inside in a colour, with a line of this width around it; soft: how far its edge fades."""
        if line is not None:
            self.fill(distance - width, line)
        sharpness = self.sheet.softness if not soft else 1 / soft
        alpha = distance * -sharpness
        alpha += 0.5
        np.minimum(alpha, 1, out=alpha)
        np.maximum(alpha, 0, out=alpha)
        change = self._colour(colour) - self.pixels
        change *= alpha[:, None]
        self.pixels += change

    def _colour(self, colour) -> np.ndarray:
        """A name's colour for each of these people, (n, 3, 1, 1), or the same for all."""
        return self.sheet.colour[colour][self.rows] if isinstance(colour, str) else colour[:, None, None]

    def __enter__(self) -> "Pen":
        return self

    def __exit__(self, *_) -> None:
        if not isinstance(self.rows, slice):  # a slice is a view, but chosen rows are a copy
            self.sheet.pixels[self.window] = self.pixels


def colours_of(people: People) -> dict[str, np.ndarray]:
    """Each person's colours by what they paint, (n, 3)."""
    tone, hair, accent = people.tone - 1, people.hair_colour, people.accent
    return {
        "background": palette.BACKGROUND[people.background],
        "skin": palette.MONK[tone],
        "skin line": palette.SKIN_LINE[tone],
        "skin shade": palette.SKIN_SHADE[tone],
        "nose": palette.NOSE[tone],
        "cheek": palette.CHEEK[tone],
        "hair": palette.HAIR[hair],
        "hair edge": palette.HAIR_LINE[hair],
        "hair light": palette.HAIR_LIGHT[hair],
        "hairline": palette.HAIRLINE[hair, tone],
        "brow": palette.BROW[hair, tone],
        "cloth": palette.CLOTH[people.clothes],
        "cloth line": palette.CLOTH_LINE[people.clothes],
        "accent": palette.CLOTH[accent],
        "accent line": palette.CLOTH_LINE[accent],
        "accent light": palette.CLOTH_LIGHT[accent],
        "frame": palette.FRAME[tone],
        "vest": palette.VEST[people.variant],
        "vest line": palette.VEST_LINE[people.variant],
    }
