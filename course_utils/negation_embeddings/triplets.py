"""Test sets: triplets that differ in nothing but the polarity, and pairs of queries with the items that answer them."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.negation_embeddings.lexicon import Topic, load_topics
from course_utils.negation_embeddings.phrases import Cue, load_cues, say

# What is new in a test: the topics' split, and the section of cues. "development" is for choosing, the others are for
# the end; "test" was written without a look at the rest. Its things and sentences were measured twice before the last
# settings, which gave training more words and mined what was misheard; its cues once. Two of its nouns, "sound" and
# "lifts", are training's in another number.
TESTS = {
    "development": ("dev", "development"),
    "unseen nouns": ("noun", "train"),
    "unseen cues": ("train", "test"),
    "unseen domains": ("test", "train"),
    "domain and cue": ("test", "test"),
    "sentence shapes": ("test", "test shapes"),
    "double negation": ("test", "test double"),
}
FINAL_TESTS = tuple(test for test in TESTS if test != "development")


def words_of(test: str) -> tuple[tuple[Topic, ...], tuple[Cue, ...]]:
    """The topics and the cues of one of TESTS; BadSetting for a test that there isn't."""
    need(test in TESTS, f"test must be one of {', '.join(TESTS)}, got {test!r}")
    split, section = TESTS[test]
    return load_topics(split), load_cues(section)


@dataclass(frozen=True)
class Triplets:
    """Texts in four columns of one length, and the topic of each row.

    anchors and entailments mean the same in other words; negatives are the entailments with the polarity turned round,
    own the anchors.
    """

    anchors: list[str]
    entailments: list[str]
    negatives: list[str]
    own: list[str]
    topics: list[Topic]


def make_triplets(test: str, count: int = 150, seed: int = 0, affirmative: bool = False) -> Triplets:
    """Triplets of one of TESTS: the anchors say "without", or, if affirmative, "with".

    BadSetting for a test that there isn't.
    """
    (topics, cues), rng = words_of(test), np.random.default_rng(seed)
    rows = [one_row(topics, cues, rng, 0 if affirmative else 1) for _ in range(need_whole("count", count, 1))]
    return Triplets(*(list(column) for column in zip(*rows, strict=True)))


def one_row(topics: tuple[Topic, ...], cues: tuple, rng: np.random.Generator, polarity: int) -> tuple:
    """Anchor, entailment, negative, own and their topic."""
    topic = topics[rng.integers(len(topics))]
    rng.integers(len(topics))  # decides nothing any more; without it the shipped files' triplets would be others
    first, second = (cues[k] for k in rng.permutation(len(cues))[:2])
    mine, yours = (topic.things[k] for k in rng.permutation(len(topic.things))[:2])
    return (
        say(first[polarity], mine, topic.attribute),
        say(second[polarity], yours, topic.attribute),
        say(second[1 - polarity], yours, topic.attribute),
        say(first[1 - polarity], mine, topic.attribute),
        topic,
    )


@dataclass(frozen=True)
class Questions:
    """wanted[i] is answered by having[i], unwanted[i], the same with "without", by lacking[i]; topics[i]: its topic."""

    wanted: list[str]
    unwanted: list[str]
    having: list[str]
    lacking: list[str]
    topics: list[Topic]


def make_questions(test: str, seed: int = 0) -> Questions:
    """Four questions about each topic of a test that has items: facts of the world, which no training sentence told."""
    (topics, cues), rng, rows = words_of(test), np.random.default_rng(seed), []
    for topic in topics:
        picked = rng.permutation(len(cues))
        for k, (yes, no) in enumerate(zip(topic.having, topic.lacking, strict=True)):
            cue = cues[picked[k % len(cues)]]
            both = [say(pattern, topic.things[0], topic.attribute) for pattern in cue]
            rows.append((*both, yes, no, topic))
    return Questions(*(list(column) for column in zip(*rows, strict=True)))
