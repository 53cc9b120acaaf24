"""Groups of four sentences: two ways to say a thing, and the same two to say its opposite; and rounds to train on."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need_whole
from course_utils.negation_embeddings.lexicon import Topic, load_topics
from course_utils.negation_embeddings.phrases import Cue, draw_cues, say

WRAPS = ("{}", "{}", "{}", "best {}", "I am looking for {}", "a list of {}", "{} near me", "We would like {}.")


@dataclass(frozen=True)
class Group:
    """texts: two ways to say a thing, then the same two ways to say its opposite.

    domain: what it is about; a batch holds at most one group of a domain. attribute and things: the words that the
    texts are about, where the opposite is a negation.
    """

    domain: str
    texts: tuple[str, str, str, str]
    attribute: str = ""
    things: tuple[str, ...] = ()


def make_rounds(seed: int, rounds: int = 208, size: int = 4) -> list[list[Group]]:
    """Rounds of groups. All groups of a round share their two cues, so that only the topic tells them apart.

    The cues take turns. BadSetting for less than one round or group.
    """
    rounds, size = need_whole("rounds", rounds, 1), need_whole("size", size, 1)
    rng, topics, made = np.random.default_rng(seed), load_topics("train"), []
    cues = draw_cues(rng)
    while len(made) < rounds:
        order = rng.permutation(len(cues))
        for pair in zip(order[::2], order[1::2], strict=False):
            chosen = rng.permutation(len(topics))[:size]
            made.append([make_group(topics[row], [cues[k] for k in pair], rng) for row in chosen])
    return made[:rounds]


def make_group(topic: Topic, cues: list[Cue], rng: np.random.Generator) -> Group:
    """One group: each of the two cues with its own name for the things, and its own words around it."""
    wraps = [
        WRAPS[k] if is_phrase(cue) else "{}" for k, cue in zip(rng.integers(len(WRAPS), size=2), cues, strict=True)
    ]
    names = [topic.things[k] for k in rng.integers(len(topic.things), size=2)]
    said = [
        wrap.format(say(cue[polarity], name, topic.attribute))
        for polarity in (0, 1)
        for wrap, cue, name in zip(wraps, cues, names, strict=True)
    ]
    return Group(topic.domain, tuple(said), topic.attribute, topic.things)


def is_phrase(cue: Cue) -> bool:
    """Whether it is a phrase that begins with the things, around which other words may stand."""
    return cue[0].startswith("{t}") and not cue[0].endswith((".", "?"))
