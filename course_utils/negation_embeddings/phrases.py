"""Ways to say "with" and "without": pairs of patterns that differ in nothing but the polarity, written for this course.

phrases.txt holds them by sections. "train rare" is for training alone: tests of nouns and domains ask with "train".
Those of "test" were written without a look at the others; of thirty, fifteen that training or development holds as well
were taken out.
"""

import re
from functools import cache

import numpy as np

from course_utils.science.data.sections import read_sections

Cue = tuple[str, str]


@cache
def read_section(name: str) -> tuple[str, ...]:
    """The lines of one section of phrases.txt."""
    return tuple(read_sections(__file__, "phrases.txt")[name])


def load_cues(name: str) -> tuple[Cue, ...]:
    """The pairs (with, without) of a section."""
    return tuple(tuple(line.split(" | ")) for line in read_section(name))


def draw_cues(rng: np.random.Generator, sentences: int = 33) -> tuple[Cue, ...]:
    """All cues for training: short ones, whole sentences, and so many more, each a verb in a frame drawn at random."""
    verbs, frames = load_cues("train verbs"), read_section("train frames")
    drawn = [
        tuple(frame.replace("{v}", verb) for verb in verbs[k % len(verbs)])
        for k, frame in enumerate(rng.choice(frames, sentences))
    ]
    return sum((load_cues(name) for name in ("train", "train rare", "train sentences")), tuple(drawn))


def say(pattern: str, things: str, attribute: str) -> str:
    """The pattern with its words put in: say("{t} with no {b}", "animals", "a tail") is "animals with no tail"."""
    return pattern.format(t=things, a=attribute, b=without_article(attribute))


def without_article(attribute: str) -> str:
    """ "tail" of "a tail"."""
    return re.sub(r"^(a|an) ", "", attribute)
