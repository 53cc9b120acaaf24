"""Draft for course_utils/exercises/05_distillation.py: the exercise text_vectors of part C."""

import numpy as np

from course_utils.exercise import Exercise
from course_utils.expect import expect, expect_array, expect_unlike

# --- text_vectors ----------------------------------------------------------------------------------------------------


def text_vectors(table, texts):
    """Unit vectors of texts: the mean of their tokens' rows, scaled to length 1.

    table: (tokens, d), texts: a list of arrays of token numbers -> (texts, d)
    """
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def judge_text_vectors(answer, rng):
    table = rng.normal(size=(30, 4)) * rng.uniform(0.2, 3, (30, 1))
    texts = [rng.integers(0, 30, n) for n in (1, 4, 9)]
    found = expect_array(answer(table, texts), (3, 4), "The vectors")
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    truth = text_vectors(table, texts)
    expect_unlike(found, means, truth, "Those are the means. Divide each by its length: `np.linalg.norm(…, axis=1)`.")
    expect_unlike(
        found,
        means / np.linalg.norm(means),
        truth,
        "You divide all texts by one number. Each text has a length of its own: `axis=1, keepdims=True`.",
    )
    rows = table / np.linalg.norm(table, axis=1, keepdims=True)
    expect_unlike(
        found,
        np.stack([rows[tokens].mean(axis=0) for tokens in texts]),
        truth,
        "You scale the tokens' rows. Scale the text's mean instead: a longer row is a token that matters more.",
    )
    expect(
        np.allclose(found, truth),
        "Something is off. `table[tokens]` holds a text's rows: average over its first axis, then divide by the length.",
    )


def forget_the_length(table, texts):
    return np.stack([table[tokens].mean(axis=0) for tokens in texts])


def share_one_length(table, texts):
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    return means / np.linalg.norm(means)


def scale_the_rows(table, texts):
    rows = table / np.linalg.norm(table, axis=1, keepdims=True)
    return np.stack([rows[tokens].mean(axis=0) for tokens in texts])


def sum_instead(table, texts):  # right as well: only the direction counts
    sums = np.array([table[tokens].sum(axis=0) for tokens in texts])
    return sums / np.sqrt((sums**2).sum(axis=1))[:, None]
