"""The words and constructions of three weaknesses besides negation: focus.txt, read, and the grammar that it needs."""

import re
from dataclasses import dataclass
from functools import cache

from course_utils.errors import need
from course_utils.negation_embeddings.lexicon import words
from course_utils.science.data.sections import read_sections

WEAKNESSES = ("roles", "numbers", "antonyms")
SPLITS = ("train", "development", "test")
UNITS = words("zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen")
UNITS += words("fifteen, sixteen, seventeen, eighteen, nineteen")
TENS = words("zero, ten, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety")


@dataclass(frozen=True)
class Entry:
    """One domain (a verb, a thing or a pair of adjectives), its things, and what focus.txt says of them."""

    split: str
    domain: str
    things: tuple[str, ...]
    about: tuple[str, ...]


@cache
def load_focus(weakness: str, split: str) -> tuple[tuple[str, ...], tuple[Entry, ...]]:
    """The constructions and the entries of a weakness's split. BadSetting if there is no such weakness or split."""
    need(weakness in WEAKNESSES, f"weakness must be one of {', '.join(WEAKNESSES)}, got {weakness!r}")
    need(split in SPLITS, f"split must be one of {', '.join(SPLITS)}, got {split!r}")
    section = read_sections(__file__, "focus.txt")[f"{weakness} {split}"]
    constructions = tuple(line[2:] for line in section if line.startswith("~"))
    entries = [entry for line in section if not line.startswith("~") for entry in split_line(weakness, split, line)]
    return constructions, tuple(entries)


def split_line(weakness: str, split: str, line: str) -> list[Entry]:
    """The entries of a line: one for each verb, one for each thing that has parts, or one for the adjectives."""
    left, _, right = line.partition(":")
    things, about = words(left), words(right)
    if weakness == "roles":
        return [Entry(split, verb.split()[0], things, (verb,)) for verb in about]
    if weakness == "numbers":
        return [Entry(split, thing, (thing,), about) for thing in things]
    return [Entry(split, about[0], things, about)]


def split_numbers(split: str) -> list[int]:
    """The numbers from 2 to 99 that belong to a split: two sevenths are the test's, and one the development's."""
    owner = ("train", "train", "train", "development", "train", "test", "test")
    return [number for number in range(2, 100) if owner[number % 7] == split]


def in_words(number: int) -> str:
    """A number below 100 in words: 21 is "twenty-one"."""
    tens, unit = divmod(number, 10)
    if number < len(UNITS):
        return UNITS[number]
    return TENS[tens] + (f"-{UNITS[unit]}" if unit else "")


def conjugate(forms: str) -> dict[str, str]:
    """base, past, done and doing of "bite bit bitten", "catch caught" or, if it is regular, of "chase" alone."""
    base, *irregular = forms.split()
    regular = f"{base}d" if base.endswith("e") else f"{re.sub('(?<![aeiou])y$', 'i', base)}ed"
    past, done = (irregular * 2)[:2] if irregular else (regular, regular)
    root = base.removesuffix("e")
    stem = past[:-2] if past.startswith(root) and past.endswith("ed") else root
    return {"base": base, "past": past, "done": done, "doing": f"{stem}ing"}


def fill_construction(construction: str, fields: dict[str, str]) -> str:
    """The construction with its fields put in, and "an" for "a" before a vowel's sound."""
    return re.sub(r"\ba (?=(?!uni)[aeiou]|8|11-|18-)", "an ", construction.format(**fields))
