"""Prompts in plain words, and what they leave unsaid: 'a doctor with long grey hair' says two of four traits."""

import re

import numpy as np

from course_utils.errors import need
from course_utils.portraits import OCCUPATIONS, TRAITS

# What is said, which trait that is, and whether it is wanted or not.
MEANINGS = {
    "long hair": (0, 1),
    "short hair": (0, -1),
    "darker skin": (1, 1),
    "lighter skin": (1, -1),
    "grey hair": (2, 1),
    "coloured clothes": (3, 1),
    "white clothes": (3, -1),
    "scrubs": (3, 1),
    "white coat": (3, -1),
}
NOUNS = frozenset(phrase.split()[-1] for phrase in (*MEANINGS, *OCCUPATIONS))
SIGNS = {"with": 1, "in": 1, "of": 1, "without": -1}  # of all that follows, up to the next of these words
FILLERS = frozenset(["a", "and", "portrait"])


def read_prompt(text: str) -> tuple[int, np.ndarray]:
    """What a prompt says: the occupation's number, and each trait (4,) as 1 (wanted), -1 (unwanted) or 0 (not said).

    BadSetting for what the generator doesn't know (leaving it out in silence would be worse), for a thing that is both
    wanted and unwanted, and unless there is one occupation.
    """
    occupations, said = [], np.zeros(4, int)
    for sign, phrase in phrases_in(text):
        if phrase in OCCUPATIONS:
            need(sign > 0, f"a prompt can't leave an occupation out: {text!r}")
            occupations.append(OCCUPATIONS.index(phrase))
            continue
        known = ", ".join([*OCCUPATIONS, *MEANINGS])
        need(phrase in MEANINGS, f"this generator doesn't know {phrase!r}, only: {known}")
        trait, value = MEANINGS[phrase]
        need(said[trait] != -sign * value, f"this prompt wants a thing and its opposite: {text!r}")
        said[trait] = sign * value
    need(len(occupations) == 1, f"a prompt names one of {', '.join(OCCUPATIONS)}; got {text!r}")
    return occupations[0], said


def phrases_in(text: str) -> list[tuple[int, str]]:
    """Each noun with each word that describes it, and -1 where 'without' holds, else 1."""
    found, describing, sign = [], [], 1
    for word in re.findall(r"[^\W_]+", text.lower()):
        if word in NOUNS:
            found += [(sign, f"{other} {word}") for other in describing] or [(sign, word)]
            describing = []
        elif word in SIGNS:
            sign = SIGNS[word]
        elif word not in FILLERS:
            describing.append(word)
    return found + [(sign, word) for word in describing]


def conditions_of(occupation: np.ndarray, said: np.ndarray) -> np.ndarray:
    """What the generator is told: occupations (...), as numbers, and said (..., 4), 1, -1 or 0 -> (..., 8) in float32.

    The first four are 1 for the occupation and 0 for the others; the last four are what is said. BadSetting for shapes
    that don't fit, and for numbers that are no occupation.
    """
    occupation, said, kinds = np.asarray(occupation), np.asarray(said, np.float32), np.arange(len(OCCUPATIONS))
    shape = (*occupation.shape, len(TRAITS))
    need(said.shape == shape, f"said must have the shape {shape}, got {said.shape}")
    need(bool(np.isin(occupation, kinds).all()), f"occupations are numbers from 0 to {kinds[-1]}, got {occupation}")
    return np.concatenate([occupation[..., np.newaxis] == kinds, said], axis=-1, dtype=np.float32)
