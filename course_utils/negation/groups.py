"""Training material: groups of four sentences about one topic, two that want it and two that don't."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.negation.lexicon import Topic, load_topics
from course_utils.negation.phrases import TRAIN_CUES, WRAPS, say


@dataclass(frozen=True)
class Group:
    """texts: two ways to say "with", then the same two ways to say "without"."""

    topic: Topic
    texts: tuple[str, str, str, str]


def make_rounds(
    seed: int, rounds: int = 21, size: int = 30, cues: tuple = TRAIN_CUES, topics: tuple[Topic, ...] | None = None
) -> list[list[Group]]:
    """Rounds of groups. All groups of a round share their two cues, so that only the topic tells them apart.

    The cues take turns: 21 rounds use each of 42 once. BadSetting for fewer than two cues.
    """
    need(len(cues) >= 2, f"a group needs two cues, got {len(cues)}")
    need_whole("rounds", rounds, 1)
    topics, rng, made = topics or load_topics("train"), np.random.default_rng(seed), []
    while len(made) < rounds:
        order = rng.permutation(len(cues))
        for pair in zip(order[::2], order[1::2], strict=False):
            chosen = rng.permutation(len(topics))[:size]
            made.append([make_group(topics[row], [cues[k] for k in pair], rng) for row in chosen])
    return made[:rounds]


def make_group(topic: Topic, cues: list, rng: np.random.Generator) -> Group:
    """One group: each of the two cues with its own name for the things, and its own words around it."""
    wraps = [WRAPS[k] for k in rng.integers(len(WRAPS), size=2)]
    names = [topic.things[k] for k in rng.integers(len(topic.things), size=2)]
    said = [
        wrap.format(say(cue[polarity], name, topic.attribute))
        for polarity in (0, 1)
        for wrap, cue, name in zip(wraps, cues, names, strict=True)
    ]
    return Group(topic, tuple(said))
