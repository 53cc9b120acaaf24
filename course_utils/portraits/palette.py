"""The colours of a portrait, as red, green and blue from 0 to 1, and how well one stands out from another."""

import numpy as np

F32 = np.float32


def colours(*codes: str) -> np.ndarray:
    """Hexadecimal codes without their # -> (n, 3)."""
    return np.array([list(bytes.fromhex(code)) for code in codes], F32) / 255


# The Monk Skin Tone scale (Monk 2019), tones 1 to 10, as published at skintone.google.
MONK = colours(
    "f6ede4", "f3e7db", "f7ead0", "eadaba", "d7bd96", "a07e56", "825c43", "604134", "3a312a", "292420"
)  # fmt: skip
HAIR = colours("2a2730", "6b4229", "a4492a", "e3b352", "9da1aa", "f0efec")
HAIR_LINE = colours("121016", "33200f", "4a1a0e", "83571a", "4a4e5a", "62646e")
HAIR_LIGHT = colours("4c4858", "8b5d3e", "c56a42", "f4d68c", "c3c6cd", "d3d5db")
CLOTH = colours("f8f9fb", "4a86c0", "2b9494", "56995f", "8d6aa8", "b9614c")
CLOTH_LINE = colours("77808f", "28507a", "155656", "2d5c35", "54396a", "70321f")
CLOTH_LIGHT = colours("ffffff", "a9cdee", "8ed3cd", "b0d8ad", "d2bce2", "eab4a2")
BACKGROUND = colours("c6dbea", "cfe3cb", "eedfc3", "dcd4ec", "f4d5c6", "d3d9df")
INK, WHITE, MOUTH, GOLD = colours("151114", "fdfdfb", "5e1d23", "f0d596")
CORAL, CREAM = colours("d9604f", "ffe2c0")
EYE, TUBE = colours("3b2318", "1c2233")


def luminance(rgb: np.ndarray) -> np.ndarray:
    """Relative luminance, as WCAG 2.2 defines it, of colours (..., 3)."""
    rgb = np.asarray(rgb, float)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """WCAG's contrast ratio of two colours, 1 to 21; graphics that one must see need 3 (success criterion 1.4.11)."""
    a, b = luminance(one), luminance(other)
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def stands_out(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Whether two colours have the contrast that WCAG asks of graphics."""
    return contrast(one, other) >= 3


def move(colour: np.ndarray, towards: np.ndarray, skin: np.ndarray, ratio: float) -> np.ndarray:
    """The first mixture of colour and `towards`, in hundredths, with this contrast to the skin; colour if none has."""
    mixed = colour + (towards - colour) * np.linspace(0, 1, 101)[:, None]
    return mixed[np.argmax(contrast(mixed, skin) >= ratio)]


def choose_hairlines() -> np.ndarray:
    """For every hair colour and tone, (6, 10, 3): the line between them, dark unless both are, then lit skin."""
    hair, line, skin = HAIR[:, None], HAIR_LINE[:, None], MONK[None]
    dark = stands_out(INK, hair) | stands_out(INK, skin)
    plain = stands_out(hair, skin) | stands_out(line, hair) | stands_out(line, skin)
    return np.where(plain[..., None], line, np.where(dark[..., None], INK, LIT[None])).astype(F32)


def choose_brow(hair: np.ndarray, line: np.ndarray, light: np.ndarray, skin: np.ndarray) -> np.ndarray:
    """A shade of the hair that stands out from this skin: its dark one where that can be, else a light one."""
    if luminance(hair) > luminance(skin) and contrast(hair, skin) > 2:
        return move(hair, WHITE, skin, 4)
    if stands_out(INK, skin):
        return move(line, INK, skin, min(4, 0.98 * contrast(INK, skin)))
    return move(light, CREAM, skin, 4)


LIT = np.stack([move(skin, CREAM, skin, 3.1) for skin in MONK])
HAIRLINE = choose_hairlines()
SHADES = list(zip(HAIR, HAIR_LINE, HAIR_LIGHT, strict=True))
BROW = np.array([[choose_brow(*shades, skin) for skin in MONK] for shades in SHADES])
SKIN_LINE = MONK * colours("8f6a5c")[0]
SKIN_SHADE = MONK * colours("dcc8bf")[0]
PALE = luminance(MONK)[:, None] > 0.1  # shade shows on these tones, and light on the others
NOSE = np.where(PALE, MONK * colours("b98a78")[0], np.stack([move(skin, CREAM, skin, 1.7) for skin in MONK]))
CHEEK = MONK + (CORAL - MONK) * np.where(PALE, 0.32, 0.22)
FRAME = np.where((contrast(INK, MONK) > contrast(GOLD, MONK))[:, None], INK, GOLD)
VEST, VEST_LINE = colours("f4e03c", "fb9a33"), colours("8f7d10", "94500c")
