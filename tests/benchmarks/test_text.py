"""Speed of writing text, as ratios for one word: nltk, a dictionary of lists, and the walk through the sorted text."""

import random
from functools import cache

import numpy as np
import pytest
from ratios import expect_ratio

from course_utils.science.models.trigram import Trigram
from course_utils.science.text import load_tokens

WORDS = 100_000
PLAIN = (0.999, 0, 0, 0.001)  # the maximum-likelihood trigram, which is what the other two write by


@cache
def real():
    """Four chains' texts, (4, WORDS); the others read the first only."""
    return load_tokens().shuffled(4, ["hamlet"], seed=1)[:, :WORDS]


@cache
def fitted_nltk():
    from nltk.lm import MLE
    from nltk.lm.preprocessing import pad_both_ends
    from nltk.util import everygrams

    words = [str(word) for word in real()[0].tolist()]
    model = MLE(3)
    model.fit([list(everygrams(list(pad_both_ends(words, 3)), max_len=3))], words)
    return model


@cache
def fitted_dict():
    """(word, next word) -> all the words that follow, round the end of the text to its beginning."""
    text, followers = real()[0].tolist(), {}
    text += text[:2]
    for u, v, w in zip(text[:-2], text[1:-1], text[2:], strict=True):
        followers.setdefault((u, v), []).append(w)
    return followers


@cache
def fitted(weights=()):
    model = Trigram(len(load_tokens().vocabulary), *weights)
    return model, model.fit(real())


def write_by_nltk(words=300):
    return len(fitted_nltk().generate(words, random_seed=1))


def write_by_dict(words=20_000):
    followers, choice, out = fitted_dict(), random.Random(1).choice, []
    u, v = real()[0, :2].tolist()
    for _ in range(words):
        u, v = v, choice(followers[u, v])
        out.append(v)
    return len(out)


def write_by_walk(weights=()):
    model, params = fitted(weights)
    return model.sample(params, WORDS, np.random.default_rng(1)).size


RATIOS = [
    ("a trigram's words against nltk's MLE(3).generate", write_by_nltk, lambda: write_by_walk(PLAIN), 1000),
    ("an interpolated trigram's words against nltk's MLE(3)", write_by_nltk, write_by_walk, 500),
    ("a trigram's words against a dictionary of lists", write_by_dict, lambda: write_by_walk(PLAIN), 5),
]


@pytest.mark.parametrize(("what", "slow", "fast", "least"), RATIOS, ids=[row[0] for row in RATIOS])
def test_speed_ratio(what, slow, fast, least, figures):
    expect_ratio(what, slow, fast, least, figures)
