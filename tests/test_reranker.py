"""The reranker: its comparison against a plain loop, its weights against known answers, its file, and bad input."""

import numpy as np
import pytest

from course_utils.distillation import reranker
from course_utils.distillation.reranker import KEPT, Student
from course_utils.errors import BadSetting
from course_utils.science.data.docstrings import load_docstrings
from course_utils.science.models.encoder import load_encoder
from course_utils.science.models.tfidf import tfidf_scores
from course_utils.science.retrieval import ndcg


def unit_rows(rng, n, width=6):
    return reranker.unit(rng.normal(size=(n, width)))


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def student(encoder):
    return reranker.compress(encoder, 16, load_docstrings("train").documents)


def test_late_interaction_is_the_mean_of_the_best_cosines():
    rng = np.random.default_rng(0)
    asked, texts, weights = unit_rows(rng, 4), [unit_rows(rng, n) for n in (1, 5, 3)], rng.random(4)
    expected = [[max(token @ other for other in text) for token in asked] for text in texts]
    np.testing.assert_allclose(reranker.late_interaction(asked, texts), np.mean(expected, axis=1), rtol=1e-5)
    weighed = np.average(expected, axis=1, weights=weights)
    np.testing.assert_allclose(reranker.late_interaction(asked, texts, weights), weighed, rtol=1e-5)


def test_a_text_that_repeats_the_question_scores_one():
    asked = unit_rows(np.random.default_rng(0), 4)
    score = reranker.late_interaction(asked, [np.concatenate([asked, -asked]), -asked])
    assert score[0] == pytest.approx(1) and score[1] < 1


def test_the_students_comparison_is_late_interaction_both_ways():
    rng = np.random.default_rng(1)
    small = Student(None, unit_rows(rng, 50), rng.uniform(0.1, 3, 50).astype(np.float32))
    asked, texts = rng.integers(0, 50, 5), [rng.integers(0, 50, n) for n in (2, 9, 4)]
    found = small.compare(asked, texts)
    vectors = [small.table[text] for text in texts]
    forth = reranker.late_interaction(small.table[asked], vectors, small.weights[asked])
    back = [
        reranker.late_interaction(small.table[text], [small.table[asked]], small.weights[text])[0] for text in texts
    ]
    np.testing.assert_allclose(found, np.stack([forth, back], axis=1), rtol=1e-5)


def test_reranking_moves_candidates_only():
    first = np.random.default_rng(0).random((60, 60))
    places = reranker.candidates(first)
    kept = np.take_along_axis(first, places, axis=1)
    assert places.shape == (60, KEPT) and (np.diff(kept, axis=1) <= 0).all()
    np.testing.assert_array_equal(ndcg(reranker.reranked(kept, places, 60)), ndcg(first))
    oracle = (places == np.arange(60)[:, None]).astype(float)
    np.testing.assert_array_equal(ndcg(reranker.reranked(oracle, places, 60)), oracle.any(axis=1))


def test_ties_go_to_the_earlier_document():
    assert reranker.candidates(np.zeros((2, 60))).tolist() == [list(range(KEPT))] * 2


def test_a_teacher_that_uses_the_features_is_found_again():
    rng = np.random.default_rng(0)
    known, truth = rng.normal(size=(300, KEPT, 3)), np.array([2.0, 0.0, -1.0])
    found = reranker.fit_weights(known, reranker.softmax(known @ truth, axis=1), penalty=0)
    np.testing.assert_allclose(found, truth, atol=1e-3)


def test_labels_are_learned_and_queries_without_one_left_out():
    rng = np.random.default_rng(0)
    known, truth = rng.normal(size=(2000, KEPT, 3)), np.array([2.0, 0.0, -1.0])
    noisy = known @ truth + rng.gumbel(size=(2000, KEPT))  # then the best is drawn from the softmax
    wanted = (noisy == noisy.max(axis=1, keepdims=True)).astype(float)
    found = reranker.fit_weights(known, wanted)
    np.testing.assert_allclose(found, truth, atol=0.15)
    more = np.concatenate([known, known[:99]]), np.concatenate([wanted, np.zeros((99, KEPT))])
    np.testing.assert_allclose(reranker.fit_weights(*more), found, rtol=1e-6)


def test_compression_keeps_the_table_in_full_width(encoder):
    """With all components, cosines of the centred table come back: nothing but the width is lost."""
    full = reranker.compress(encoder, 384, ["one text", "another text"])
    table = encoder[0].auto_model.embeddings.word_embeddings.weight.detach().numpy()
    centred = reranker.unit(table - table.mean(axis=0))
    np.testing.assert_allclose(full.table[:50] @ full.table[:50].T, centred[:50] @ centred[:50].T, atol=1e-4)


def test_rare_tokens_weigh_more(encoder):
    student = reranker.compress(encoder, 2, ["the cat", "the dog", "the the bird"])
    the, cat, zebra = (student.tokens([word])[0][0] for word in ("the", "cat", "zebra"))
    np.testing.assert_allclose(student.weights[[the, cat, zebra]], np.log([4.5 / 4, 4.5 / 2, 4.5 / 1]), rtol=1e-6)
    assert (student.weights > 0).all()


def test_an_empty_text_has_the_unknown_token_and_a_long_one_ends(student):
    empty, long = student.tokens(["", "word " * 500])
    assert empty.tolist() == [student.tokenizer.unk_token_id] and len(long) == reranker.MAX_TOKENS


def test_a_student_is_at_most_a_quarter_of_its_teacher(encoder):
    student = reranker.compress(encoder, 64, ["a text"])
    assert student.table.size + student.weights.size < sum(p.numel() for p in encoder.parameters()) / 4


def test_features_stand_in_their_order(student):
    pairs = load_docstrings("development")
    words, pieces = tfidf_scores(pairs), tfidf_scores(pairs, pieces=True)
    places = reranker.candidates(words)
    known = reranker.features(student, pairs, places, words, pieces)
    assert known.shape == (len(pairs), KEPT, 4) and np.isfinite(known).all()
    np.testing.assert_allclose(known[3, 7, :2], [words[3, places[3, 7]], pieces[3, places[3, 7]]])
    asked, text = student.tokens([pairs.queries[3], pairs.documents[places[3, 7]]])
    np.testing.assert_allclose(known[3, 7, 2:], student.compare(asked, [text])[0], rtol=1e-5)


@pytest.mark.parametrize("split", ["train", "development", "test"])
def test_the_file_holds_what_the_teacher_says(encoder, split):
    pairs = load_docstrings(split)
    places, scores = reranker.load_scores(split)
    assert places.shape == scores.shape == (len(pairs), KEPT)
    np.testing.assert_allclose(reranker.teach(encoder, pairs, places, [5]), scores[[5]], atol=2e-3)
    again = reranker.candidates(tfidf_scores(pairs))
    assert (again == places).mean() > 0.95


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: reranker.load_scores("exam"), "split must be one of train, development, test, got 'exam'"),
        (lambda: reranker.candidates(np.zeros((2, 9))), "chooses 50 documents, and there are 9"),
        (lambda: reranker.late_interaction(np.ones((1, 2)), []), "there must be a text"),
        (lambda: reranker.late_interaction(np.ones((1, 2)), [np.ones((0, 2))]), "at least one token"),
        (lambda: reranker.fit_weights(np.ones((3, 2, 1)), np.zeros((3, 2))), "nothing to learn from"),
    ],
)
def test_bad_settings_get_a_sentence(call, sentence):
    with pytest.raises(BadSetting, match=sentence):
        call()


@pytest.mark.parametrize(("width", "sentence"), [(0, "at least 1"), (1.5, "a whole number"), (385, "at most 384")])
def test_bad_widths_get_a_sentence(encoder, width, sentence):
    with pytest.raises(BadSetting, match=sentence):
        reranker.compress(encoder, width, ["a text"])
