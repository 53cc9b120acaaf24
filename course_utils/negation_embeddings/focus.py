"""Focused training and test material for other weaknesses than negation: who did it, how many, and opposites.

A group's two sides differ in nothing but the weakness: the roles are swapped, the number is another, or the adjective
is the opposite.
"""

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.negation_embeddings.focus_words import (
    WEAKNESSES,
    Entry,
    conjugate,
    fill_construction,
    in_words,
    load_focus,
    split_numbers,
)
from course_utils.negation_embeddings.groups import Group

__all__ = ["WEAKNESSES", "keeps_order", "make_focus_rounds", "make_groups"]
PATIENCE = 50  # draws in a row that bring nothing new, after which a group may come twice


def make_groups(weakness: str, split: str, count: int, seed: int) -> list[Group]:
    """count groups of a split: "train", "development" or "test", which share neither words nor constructions.

    None comes twice as long as the words allow. BadSetting for a wrong weakness or split, or a count below 1.
    """
    constructions, entries = load_focus(weakness, split)
    rng, made, known, idle = np.random.default_rng(seed), [], set(), 0
    while len(made) < need_whole("count", count, 1):
        ways = [constructions[k] for k in rng.permutation(len(constructions))[:2]]
        group = make_group(weakness, entries[rng.integers(len(entries))], ways, rng)
        idle = idle + 1 if group in known else 0
        if not idle or idle > PATIENCE:
            made.append(group)
            known.add(group)
    return made


def keeps_order(groups: list[Group]) -> np.ndarray:
    """(groups,): whether both ways of saying A name the same one first. For roles, which order alone could tell."""
    return np.array([first_change(*group.texts[::2]) == first_change(*group.texts[1::2]) for group in groups])


def first_change(one: str, other: str) -> str:
    """The first word of a text that is another in the other text."""
    return next(a for a, b in zip(one.split(), other.split(), strict=False) if a != b)


def make_focus_rounds(weakness: str, seed: int, rounds: int, size: int) -> list[list[Group]]:
    """Rounds of size groups of the split "train", each of another domain; a round's groups share two constructions.

    The constructions take turns. BadSetting for a wrong weakness, or more groups than there are domains.
    """
    constructions, entries = load_focus(weakness, "train")
    need_whole("rounds", rounds, 1)
    need_whole("size", size, 1)
    need(size <= len(entries), f"size must be at most {len(entries)}, the number of domains, got {size}")
    rng, made = np.random.default_rng(seed), []
    while len(made) < rounds:
        order = rng.permutation(len(constructions))
        for pair in zip(order[::2], order[1::2], strict=False):
            ways = [constructions[k] for k in pair]
            chosen = [entries[k] for k in rng.permutation(len(entries))[:size]]
            made.append([make_group(weakness, entry, ways, rng) for entry in chosen])
    return made[:rounds]


def make_group(weakness: str, entry: Entry, ways: list[str], rng: np.random.Generator) -> Group:
    """One group: its two sides, each in these two ways."""
    draw = {"roles": draw_roles, "numbers": draw_numbers, "antonyms": draw_antonyms}[weakness]
    texts = (
        fill_construction(way, fields) for side in draw(entry, rng) for way, fields in zip(ways, side, strict=True)
    )
    return Group(entry.domain, tuple(texts))


def draw_roles(entry: Entry, rng: np.random.Generator) -> list[list[dict]]:
    """The words of A's two ways and of B's: two of the things, and the same two with their roles swapped."""
    first, second = (entry.things[k] for k in rng.permutation(len(entry.things))[:2])
    verb = conjugate(entry.about[0])
    return [[{"x": x, "y": y, **verb}] * 2 for x, y in ((first, second), (second, first))]


def draw_numbers(entry: Entry, rng: np.random.Generator) -> list[list[dict]]:
    """The words of A's two ways and of B's: two numbers of one part; one way has digits, the other spells them out."""
    names = entry.about[rng.integers(len(entry.about))].split("/")
    named = [names[k] for k in rng.integers(len(names), size=2)]
    ways = list(zip(((str, in_words), (in_words, str))[rng.integers(2)], named, strict=True))
    numbers = rng.choice(split_numbers(entry.split), size=2, replace=False)
    return [[{"w": entry.domain, "n": write(n), "s": s, "p": f"{s}s"} for write, s in ways] for n in numbers]


def draw_antonyms(entry: Entry, rng: np.random.Generator) -> list[list[dict]]:
    """The words of A's two ways and of B's: one of the things, with adjectives of one side and of the other."""
    thing = entry.things[rng.integers(len(entry.things))]
    pairs = [entry.about[k].split("/") for k in rng.integers(len(entry.about), size=2)]
    return [[{"n": thing, "a": pair[side]} for pair in pairs] for side in rng.permutation(2)]
