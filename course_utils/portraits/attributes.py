"""What a portrait shows: four traits that a lesson counts, and details that it leaves to chance."""

from dataclasses import dataclass, fields

import numpy as np

from course_utils.errors import need

OCCUPATIONS = ("doctor", "chef", "clerk", "builder")
TRAITS = ("long hair", "darker skin", "grey hair", "coloured clothes")
COVERINGS = ("none", "headscarf", "turban", "surgical cap", "knitted cap")
SHORT_STYLES = ("bald crown", "buzz", "crop", "side part", "short curls", "afro")
LONG_STYLES = ("straight", "wavy", "large curls", "braids", "bun", "bob", "locs")
HAIRSTYLES = SHORT_STYLES + LONG_STYLES  # hair is long if it reaches the shoulders
HAIR_COLOURS = ("black", "brown", "auburn", "blond", "grey", "white")
CLOTHES = ("white", "blue", "teal", "green", "plum", "brick")  # scrubs come in the first three colours
VARIANTS = ("tie, or yellow vest", "lanyard, or orange vest")
BACKGROUNDS = ("sky", "mint", "sand", "lilac", "peach", "mist")
LOOKS = (np.arange(2 ** len(TRAITS))[:, None] >> np.array([3, 2, 1, 0]) & 1).astype(bool)  # the traits of each look
TONES = (2, 3, 4, 5, 6, 7, 8, 9)  # of the Monk scale; from 6 on a tone counts as darker
NAMES = {
    "occupation": OCCUPATIONS,
    "covering": COVERINGS,
    "hairstyle": HAIRSTYLES,
    "hair_colour": HAIR_COLOURS,
    "clothes": CLOTHES,
    "accent": CLOTHES,
    "variant": VARIANTS,
    "background": BACKGROUNDS,
}
DETAILS = ("face width", "jaw", "smile", "mouth", "eyes", "gaze", "across", "down", "lean", "size")


@dataclass(frozen=True)
class People:
    """n people, each field an array whose first axis is theirs; people[mask] are some of them.

    traits (n, 4) bools; tone (n,) of the Monk scale, 2 to 9; glasses, beard, mirrored (n,) bools; details (n, 10) in
    float32 from -1 to 1, in the order of DETAILS; all others (n,) numbers of names, as in NAMES. accent is the colour
    of ties, neckerchiefs and head coverings. BadSetting if a field contradicts a trait: change one by
    dataclasses.replace(people, hairstyle=...).
    """

    occupation: np.ndarray
    traits: np.ndarray
    covering: np.ndarray
    hairstyle: np.ndarray
    tone: np.ndarray
    hair_colour: np.ndarray
    clothes: np.ndarray
    accent: np.ndarray
    variant: np.ndarray
    background: np.ndarray
    glasses: np.ndarray
    beard: np.ndarray
    mirrored: np.ndarray
    details: np.ndarray

    def __post_init__(self):
        check_traits(self.traits)
        for field in fields(self):
            rows = np.shape(getattr(self, field.name))[:1]
            need(rows == (len(self),), f"{field.name} must have one row for each of the {len(self)} people")
        for name, names in NAMES.items():
            numbers_of(getattr(self, name), names, name, len(self))
        need(bool(np.isin(self.tone, TONES).all()), f"tone must be one of the Monk scale's {TONES}, got {self.tone}")
        shown = self.hairstyle >= len(SHORT_STYLES), self.tone >= 6, self.hair_colour >= 4, self.clothes > 0
        for i, name in enumerate(("hairstyle", "tone", "hair_colour", "clothes")):
            agrees = np.array_equal(self.traits[:, i], shown[i])
            need(agrees, f"{name} and the trait {TRAITS[i]!r} contradict each other: no picture can show both")

    def __len__(self) -> int:
        return len(self.traits)

    def __getitem__(self, rows) -> "People":
        return People(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def dress(occupation, traits, rng: np.random.Generator, covering="none") -> People:
    """People of these traits, (n, 4) bools in the order of TRAITS; all other details are drawn at random.

    occupation and covering: a name for all of them, or (n,) numbers of names. BadSetting for unknown names and shapes.
    """
    traits = check_traits(traits)
    n = len(traits)
    occupation = numbers_of(occupation, OCCUPATIONS, "occupation", n)
    long, darker, grey, coloured = traits.T
    short, rest = len(SHORT_STYLES), len(LONG_STYLES)
    style = np.where(long, short + rng.integers(0, rest, n), rng.integers(0, short, n))
    last = np.where(occupation == OCCUPATIONS.index("doctor"), 3, len(CLOTHES) - 1)  # scrubs, or whatever one likes
    clothes = np.where(coloured, 1 + rng.integers(0, last), 0)
    accent = rng.integers(1, len(CLOTHES), n)
    return People(
        occupation=occupation,
        traits=traits,
        covering=numbers_of(covering, COVERINGS, "covering", n),
        hairstyle=style,
        tone=rng.integers(2, 6, n) + 4 * darker,
        hair_colour=np.where(grey, rng.integers(4, 6, n), rng.integers(0, 4, n)),
        clothes=clothes,
        accent=np.where(accent == clothes, 1 + accent % (len(CLOTHES) - 1), accent),
        variant=rng.integers(0, len(VARIANTS), n),
        background=rng.integers(0, len(BACKGROUNDS), n),
        glasses=rng.random(n) < 0.25,
        beard=rng.random(n) < 0.15,
        mirrored=rng.random(n) < 0.5,
        details=(2 * rng.random((n, len(DETAILS)), np.float32) - 1),
    )


def check_traits(traits) -> np.ndarray:
    """The traits as (n, 4) bools; BadSetting for another shape or other values than true and false."""
    array = np.asarray(traits)
    shape = array.shape
    need(len(shape) == 2 and shape[1] == len(TRAITS), f"traits must have the shape (n, {len(TRAITS)}), got {shape}")
    need(bool(np.isin(array, (0, 1)).all()), "traits must be true or false")
    return array.astype(bool)


def numbers_of(given, names: tuple[str, ...], what: str, n: int) -> np.ndarray:
    """A name for all, or n numbers of names -> (n,) ints; BadSetting if it is neither."""
    if isinstance(given, str):
        need(given in names, f"{what} must be one of {', '.join(names)}; got {given!r}")
        return np.full(n, names.index(given))
    numbers, most = np.asarray(given), len(names) - 1
    fits = numbers.shape == (n,) and numbers.dtype.kind in "iu"
    need(fits, f"{what} must be one name for all, or one whole number for each of the {n} people")
    need(bool(((numbers >= 0) & (numbers <= most)).all()), f"{what} must lie between 0 and {most}, got {numbers}")
    return numbers


def look_numbers(traits) -> np.ndarray:
    """The number of each row's look, its place in LOOKS: traits (n, 4) read as binary digits -> (n,) from 0 to 15."""
    return check_traits(traits) @ np.array([8, 4, 2, 1])
