"""TF-IDF: shared words, shared pieces of words, and rare words that count more."""

import numpy as np

from course_utils.science.data.docstrings import Pairs
from course_utils.science.models.tfidf import tfidf_scores

PAIRS = Pairs(["open a file"], ["opening files quickly", "open the window", "zzzz yyyy"], ["m"])


def test_words_must_be_the_same_and_pieces_may_be_shared():
    words, pieces = tfidf_scores(PAIRS)[0], tfidf_scores(PAIRS, pieces=True)[0]
    assert words.argmax() == 1 and words[0] == 0 and words.dtype == np.float32
    assert pieces[0] > 0 and pieces[2] == 0


def test_a_rare_word_counts_more_than_a_frequent_one():
    documents = ["the horse runs", "the zebra runs", "the horse sleeps"]
    scores = tfidf_scores(Pairs(["zebra horse"], documents, ["m"]))[0]
    assert scores.argmax() == 1


def test_a_text_finds_itself():
    scores = tfidf_scores(Pairs(PAIRS.documents[:2], PAIRS.documents[:2], ["m", "m"]), pieces=True)
    np.testing.assert_allclose(np.diag(scores), 1, rtol=1e-5)
