"""Lesson 6's words, test sets, measures, losses and training: small, and with answers known beforehand."""

import numpy as np
import pytest
import torch

from course_utils.distilled import negation
from course_utils.errors import BadSetting, MissingData
from course_utils.models.encoder import encode, load_encoder, open_encoder, save_encoder
from course_utils.negation import phrases
from course_utils.negation.groups import make_rounds
from course_utils.negation.head import apply_head, train_head
from course_utils.negation.lexicon import load_topics
from course_utils.negation.losses import keep_topics, margin, ordering, prefer, ranking
from course_utils.negation.measures import cosine, easy, hard, pairwise, read_columns, reader, topic_kept
from course_utils.negation.subtract import split_query, subtract
from course_utils.negation.triplets import TESTS, make_questions, make_triplets
from course_utils.negation.tune import Lower, full_loss, plain_texts, tune


def units(rng, *shape):
    vectors = rng.normal(size=shape)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def test_no_domain_noun_or_cue_of_a_test_is_in_training():
    train = load_topics("train")
    for split in ("dev", "test"):
        assert {t.domain for t in load_topics(split)}.isdisjoint({t.domain for t in train})
    held_out = {(t.domain, t.attribute) for t in load_topics("noun")}
    assert held_out.isdisjoint({(t.domain, t.attribute) for t in train}) and ("food", "meat") in held_out
    known = {no for _, no in phrases.TRAIN_CUES}
    for cues in (phrases.DEV_CUES, phrases.TEST_CUES, phrases.SHAPES, phrases.DOUBLE):
        assert known.isdisjoint({no for _, no in cues})
    seen = {text for group in make_rounds(1)[0] for text in group.texts} | set(plain_texts())
    assert not any("falafel" in text or "cheeseburger" in text for text in seen)


def test_items_come_in_fours_and_never_stand_on_both_sides():
    for topic in load_topics():
        assert len(topic.having) == len(topic.lacking) in (0, 4), topic
        assert set(topic.having).isdisjoint(topic.lacking) and len(topic.things) >= 2, topic


def test_a_cue_says_what_it_should():
    assert phrases.say("{t} with no {b}", "animals", "a tail") == "animals with no tail"
    assert phrases.say("{B}? No, {t}", "animals", "an eye") == "Eye? No, animals"
    assert phrases.say("{t} without {b}", "rooms", "antennae") == "rooms without antennae"


@pytest.mark.parametrize("test", TESTS)
def test_triplets_repeat_and_differ_in_polarity_alone(test):
    rows, again = make_triplets(test, 20, seed=3), make_triplets(test, 20, seed=3)
    assert rows == again != make_triplets(test, 20, seed=4)
    assert make_triplets(test, 20, 3, affirmative=True).negatives == rows.entailments
    assert all(a != b for a, b in zip(rows.entailments, rows.negatives, strict=True))


def test_questions_have_four_items_a_topic():
    rows = make_questions("dev")
    assert len(rows.wanted) == 4 * sum(bool(topic.having) for topic in load_topics("dev"))
    assert all(item in topic.having for item, topic in zip(rows.having, rows.topics, strict=True))


def test_bad_settings_are_named():
    with pytest.raises(BadSetting, match="test must be one of dev"):
        make_triplets("everything")
    with pytest.raises(BadSetting, match="needs two cues, got 1"):
        make_rounds(1, cues=phrases.TRAIN_CUES[:1])
    with pytest.raises(BadSetting, match=r"\(groups, 4, d\)"):
        train_head(np.zeros((3, 2, 4)), np.zeros((3, 4)), 1)
    with pytest.raises(BadSetting, match="no groups"):
        tune(Lower(load_encoder()), [], ["a"], 1)


def test_measures_by_hand():
    e = np.eye(3)
    a, near, far = e[[0]], (e[[0]] + 0.1 * e[[1]]) / np.sqrt(1.01), e[[2]]
    assert easy(a, near, far) and hard(a, near, far) and topic_kept(a, near, far)
    assert not hard(far, near, a) and cosine(a, a)[0] == 1
    assert pairwise(e[[0]], e[[1]], e[[0]], e[[1]]) and not pairwise(e[[0]], e[[0]], e[[0]], e[[1]])


def test_pairwise_of_chance_is_a_quarter():
    rng = np.random.default_rng(0)
    assert abs(pairwise(*(units(rng, 20000, 8) for _ in range(4))).mean() - 0.25) < 0.01


def test_columns_come_back_in_order():
    rows = make_triplets("dev", 12)
    read = lambda texts: np.array([[len(text)] for text in texts], float)  # noqa: E731
    anchors = read_columns(read, rows)[0]
    assert anchors[:, 0].tolist() == [len(text) for text in rows.anchors]


@pytest.mark.parametrize(
    "query, parts",
    [
        ("Recipes without meat", ("Recipes", "meat")),
        ("hotels, free of any pets?", ("hotels", "any pets")),
        ("shoes with no laces.", ("shoes", "laces")),
    ],
)
def test_a_query_is_split_at_its_cue(query, parts):
    assert split_query(query) == parts


@pytest.mark.parametrize("query, said", [("", "is empty"), ("  ", "is empty"), ("Recipes with meat", "no cue such as")])
def test_a_query_that_cannot_be_split_is_one_sentence(query, said):
    with pytest.raises(BadSetting, match=said):
        split_query(query)


def test_subtraction_turns_the_article_s_example():
    texts = ["Recipes", "meat", "Recipes without meat", "Bacon Cheeseburger", "Falafel"]
    recipes, meat, query, burger, falafel = encode(load_encoder(), texts)
    assert query @ burger > query @ falafel
    without = subtract(recipes, meat, 1.5)
    assert without @ falafel > without @ burger and np.linalg.norm(without) == pytest.approx(1)


def test_losses_are_least_where_their_wish_is_fulfilled():
    basis = torch.eye(8)
    ideal = torch.stack([torch.stack([basis[k], basis[k], basis[k + 4], basis[k + 4]]) for k in range(4)])
    mixed = torch.stack([torch.stack([basis[k]] * 4) for k in range(4)])
    for loss in (ranking, margin, ordering):
        assert loss(ideal) < 0.05 < loss(mixed), loss
    assert keep_topics(mixed) == 0 < keep_topics(ideal)
    better, worse = ideal[:, :1], ideal[:, 2:3]
    assert prefer(ideal, better, worse) < 0.05 < prefer(ideal, worse, better)


def test_a_head_learns_polarity():
    rng = np.random.default_rng(0)
    topics, sign = units(rng, 60, 1, 24), np.zeros((1, 4, 24))
    sign[0, :2, 0], sign[0, 2:, 0] = 0.15, -0.15
    wording = np.tile(0.25 * units(rng, 60, 2, 24), (1, 2, 1))  # shared by a sentence and its opposite
    vectors = topics + sign + wording
    vectors /= np.linalg.norm(vectors, axis=2, keepdims=True)
    head = train_head(vectors[:40], units(rng, 50, 24), seed=1, steps=60)
    before, after = (
        np.mean(hard(x[:, 2], x[:, 3], x[:, 1]))
        for x in (vectors[40:], apply_head(vectors[40:].reshape(-1, 24), head).reshape(20, 4, 24))
    )
    assert after > before


def test_lower_layers_read_as_the_encoder_does():
    lower, texts = Lower(load_encoder()), ["soup", "a rather longer text about soup without noodles"]
    lower.read(texts)
    assert np.allclose(lower.original(texts).numpy(), encode(load_encoder(), texts), atol=1e-5)


def test_training_starts_at_the_encoder_learns_and_can_be_saved(tmp_path):
    base = load_encoder()
    before = encode(base, ["Recipes without meat"])
    lower, rounds, others = Lower(base), make_rounds(1, rounds=1, size=8), plain_texts()[:20]
    topics = {
        text
        for g in rounds[0]
        for t in load_topics("train")
        if t.domain == g.topic.domain
        for text in (t.attribute, *t.things, *t.having, *t.lacking)
    }
    lower.read([*others, *topics, *(text for group in rounds[0] for text in group.texts)])
    trained, losses = tune(lower, rounds, others, seed=1, steps=8, batch=6, loss_of=full_loss)
    assert losses[-1] < losses[0] and np.array_equal(encode(base, ["Recipes without meat"]), before)
    save_encoder(trained, tmp_path)
    text = ["Recipes without meat"]
    assert np.allclose(encode(open_encoder(str(tmp_path)), text), reader(trained)(text), atol=1e-6)


def test_the_shipped_file_is_whole_and_its_phrases_are_the_encoder_s(monkeypatch, tmp_path):
    shipped = negation.negation_scores()
    assert all(shipped[f"{test}, hard"].shape == (3,) for test in negation.TESTS)
    assert np.allclose(shipped["phrases"], encode(load_encoder(), list(negation.PHRASES)), atol=1e-3)
    (tmp_path / "negation.npz").write_bytes(b"something else")
    monkeypatch.setattr(negation, "PLACE", tmp_path / "negation.npz")
    with pytest.raises(MissingData):
        negation.negation_scores.__wrapped__()
