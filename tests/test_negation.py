"""Lesson 11's words, test sets, measures and losses: small, and with answers known beforehand."""

from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest
import torch

from course_utils.errors import BadSetting
from course_utils.negation_embeddings.general import agree_with_people, find_docstrings, texts_to_keep
from course_utils.negation_embeddings.groups import Group, make_rounds
from course_utils.negation_embeddings.head import apply_head, train_head
from course_utils.negation_embeddings.lexicon import load_topics
from course_utils.negation_embeddings.losses import how_hard, keep_topics, margin, ordering, ranking
from course_utils.negation_embeddings.measures import (
    cosine,
    easy,
    hard,
    pairwise,
    read_columns,
    score_groups,
    score_queries,
    topic_kept,
)
from course_utils.negation_embeddings.phrases import draw_cues, load_cues, read_section, say, without_article
from course_utils.negation_embeddings.subtract import read_parted, split_queries, split_query, subtract
from course_utils.negation_embeddings.triplets import TESTS, make_questions, make_triplets
from course_utils.negation_embeddings.word_pairs import load_word_pairs
from course_utils.science.models.encoder import encode, load_encoder


def units(rng, *shape):
    vectors = rng.normal(size=shape)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def bare(pattern):
    """A pattern with its article and its case forgotten."""
    return pattern.replace("{a}", "{b}").lower().rstrip(".")


def stem(attribute):
    """The attribute without its article, and without a plural's s."""
    return without_article(attribute).lower().rstrip("s")


def test_no_domain_or_noun_of_a_test_is_in_training():
    train = load_topics("train")
    for split in ("dev", "test"):
        assert {t.domain for t in load_topics(split)}.isdisjoint({t.domain for t in train})
    assert {t.domain for t in load_topics("dev")}.isdisjoint({t.domain for t in load_topics("test")})
    nouns = {stem(t.attribute) for t in train}
    assert nouns.isdisjoint(stem(t.attribute) for t in load_topics("noun"))
    assert nouns.intersection(stem(t.attribute) for t in load_topics("test")) == {"sound", "lift"}  # sounds, a lift
    held_out = {(t.domain, t.attribute) for t in load_topics("noun")}
    assert held_out.isdisjoint({(t.domain, t.attribute) for t in train}) and ("food", "meat") in held_out
    seen = {text for groups in make_rounds(1) for group in groups for text in group.texts} | set(
        texts_to_keep(load_encoder())
    )
    assert not any("falafel" in text or "cheeseburger" in text for text in seen)


def test_no_cue_of_a_test_is_in_training_and_no_last_test_s_was_chosen_by():
    known = {bare(no) for _, no in draw_cues(np.random.default_rng(1), 600)}
    chosen_by = {bare(no) for _, no in load_cues("development")}
    assert known.isdisjoint(chosen_by)
    for name, side in (("test", 1), ("test shapes", 1), ("test double", 0)):  # the double one says "with"
        assert (known | chosen_by).isdisjoint({bare(cue[side]) for cue in load_cues(name)}), name


@pytest.mark.parametrize(
    "name",
    ["train", "train rare", "train verbs", "train sentences", "development", "test", "test shapes", "test double"],
)
def test_every_cue_is_a_pair_of_two_different_patterns(name):
    for cue in load_cues(name):
        assert len(cue) == 2 and cue[0] != cue[1], cue
        for pattern in cue:
            words = pattern.format(t="", a="", b="")
            assert "{" not in words and (name == "train verbs" or pattern.count("{t}") == 1), pattern
    assert all(frame.count("{t}") == frame.count("{v}") == 1 for frame in read_section("train frames"))


def test_items_come_in_fours_and_never_stand_on_both_sides():
    for topic in load_topics():
        assert len(topic.having) == len(topic.lacking) in (0, 4), topic
        assert set(topic.having).isdisjoint(topic.lacking) and len(topic.things) >= 2, topic


def test_a_cue_says_what_it_should():
    assert say("{t} with no {b}", "animals", "a tail") == "animals with no tail"
    assert say("{t} without {b}", "rooms", "antennae") == "rooms without antennae"


def test_rounds_repeat_and_share_their_cues():
    rounds, again = make_rounds(2, rounds=3, size=5), make_rounds(2, rounds=3, size=5)
    assert rounds == again != make_rounds(3, rounds=3, size=5)
    assert [len(groups) for groups in rounds] == [5, 5, 5]
    for group in rounds[0]:
        assert len(set(group.texts)) >= 3 and all(group.texts)


@pytest.mark.parametrize("test", TESTS)
def test_triplets_repeat_and_differ_in_polarity_alone(test):
    rows, again = make_triplets(test, 20, seed=3), make_triplets(test, 20, seed=3)
    assert rows == again != make_triplets(test, 20, seed=4)
    assert make_triplets(test, 20, 3, affirmative=True).negatives == rows.entailments
    assert all(a != b for a, b in zip(rows.entailments, rows.negatives, strict=True))


def test_questions_have_four_items_a_topic():
    rows = make_questions("development")
    assert len(rows.wanted) == 4 * sum(bool(topic.having) for topic in load_topics("dev"))
    assert all(item in topic.having for item, topic in zip(rows.having, rows.topics, strict=True))


def test_bad_settings_are_named():
    with pytest.raises(BadSetting, match="test must be one of development"):
        make_triplets("everything")
    with pytest.raises(BadSetting, match="rounds must"):
        make_rounds(1, rounds=0)
    with pytest.raises(BadSetting, match=r"\(groups, 4, d\)"):
        train_head(np.zeros((3, 2, 4)), np.zeros((3, 4)), 1)


def test_measures_by_hand():
    e = np.eye(3)
    a, near, far = e[[0]], (e[[0]] + 0.1 * e[[1]]) / np.sqrt(1.01), e[[2]]
    assert easy(a, near, far) and hard(a, near, far)
    assert not hard(far, near, a) and cosine(a, a)[0] == 1
    assert pairwise(e[[0]], e[[1]], e[[0]], e[[1]]) and not pairwise(e[[0]], e[[0]], e[[0]], e[[1]])


def test_a_topic_is_held_against_every_anchor_of_another_domain():
    anchors, own = np.eye(3), np.array([[0.6, 0.8, 0], [0, 1, 0], [0, 0, 1]])
    anchors[2] = [0.8, 0, 0.6]  # nearer to the first than its own is
    assert topic_kept(anchors, own, np.array(["x", "y", "y"])).tolist() == [False, True, False]
    assert topic_kept(anchors, own, np.array(["x", "y", "x"])).tolist() == [True, True, True]


def test_pairwise_of_chance_is_a_quarter():
    rng = np.random.default_rng(0)
    shares = pairwise(*(units(rng, 20000, 8) for _ in range(4)))
    assert abs(shares.mean() - 0.25) < 4 * np.sqrt(0.25 * 0.75 / 20000)


def test_columns_come_back_in_order():
    rows = make_triplets("development", 12)
    read = lambda texts: np.array([[len(text)] for text in texts], float)  # noqa: E731
    anchors, *_ = read_columns(read, rows)
    assert anchors[:, 0].tolist() == [len(text) for text in rows.anchors]
    (own,) = read_columns(read, rows, ("own",))
    assert own[:, 0].tolist() == [len(text) for text in rows.own]


def examine_letters(*named: tuple[str, str]) -> list[list[bool]]:
    """Hard and topic of groups of (domain, four letters); the letters lie in the plane."""
    places = {"a": [1, 0], "b": [1, 0], "c": [0, 1], "d": [0.6, 0.8]}
    read = lambda texts: np.array([places[text] for text in texts])  # noqa: E731
    return [found.tolist() for found in score_groups(read, [Group(name, tuple(texts)) for name, texts in named])]


def test_groups_are_asked_from_both_ends():
    assert examine_letters(("x", "abcd")) == [[True, True], [True]]
    assert examine_letters(("x", "adcb"))[0] == [False, False]


def test_topics_of_groups_are_held_against_other_domains_alone():
    assert examine_letters(("x", "dbdd"), ("y", "cbad"))[1] == [True, False]  # d is nearer to c than its opposite, a
    assert examine_letters(("x", "dbdd"), ("x", "cbad"))[1] == [True, True]


def test_asking_tells_of_facts_and_of_domains():
    rng, known = np.random.default_rng(0), {}
    read = lambda texts: np.array([known.setdefault(text, units(rng, 64)) for text in texts])  # noqa: E731
    found = {what: rows.mean() for what, rows in score_queries(read, read, "development").items()}
    assert set(found) == {"pairwise", "items"} and 0.1 < found["pairwise"] < 0.4 < found["items"] < 0.6


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


def test_a_query_without_a_cue_stays_whole_and_the_others_are_subtracted():
    vectors = {"soup": [1, 0, 0], "beans": [0, 1, 0], "soup without beans": [0, 0, 1]}
    read = lambda texts: np.array([vectors[text] for text in texts], float)  # noqa: E731
    found = read_parted(read, split_queries, ["soup without beans", "soup"], weight=1)
    assert np.allclose(found, [[0.5**0.5, -(0.5**0.5), 0], [1, 0, 0]])


def test_subtraction_turns_the_article_s_example():
    texts = ["Recipes", "meat", "Recipes without meat", "Bacon Cheeseburger", "Falafel"]
    recipes, meat, query, burger, falafel = encode(load_encoder(), texts)
    assert query @ burger > query @ falafel
    without = subtract(recipes, meat, 1)
    assert without @ falafel > without @ burger and np.linalg.norm(without) == pytest.approx(1)


def test_losses_are_least_where_their_wish_is_fulfilled():
    basis = torch.eye(8)
    ideal = torch.stack([torch.stack([basis[k], basis[k], basis[k + 4], basis[k + 4]]) for k in range(4)])
    mixed = torch.stack([torch.stack([basis[k]] * 4) for k in range(4)])
    for loss in (ranking, margin, ordering):
        assert loss(ideal) < 0.05 < loss(mixed), loss
    assert keep_topics(mixed) == 0 < keep_topics(ideal)
    half = torch.stack([ideal[0], mixed[1]])
    assert how_hard(half).tolist() == pytest.approx([0, 0.5], abs=1e-6)


def columns_of(sentences):
    """(anchor, partner, twin) of the four roles, each (4 * groups, dimensions)."""
    with_1, with_2, without_1, without_2 = sentences.unbind(1)
    roles = ((with_1, with_2, without_1), (with_2, with_1, without_2))
    roles += ((without_1, without_2, with_1), (without_2, without_1, with_2))
    return [torch.cat([role[k] for role in roles]) for k in range(3)]


def test_our_losses_are_the_library_s():
    moved = find_spec("sentence_transformers.sentence_transformer")  # since version 5.4
    losses = import_module(
        "sentence_transformers.sentence_transformer.losses" if moved else "sentence_transformers.losses"
    )
    sentences = torch.from_numpy(units(np.random.default_rng(3), 5, 4, 16)).float()
    anchor, partner, twin = columns_of(sentences)
    pairs, labels = (torch.cat([anchor, anchor]), torch.cat([partner, twin])), torch.tensor([1.0] * 20 + [0.0] * 20)
    theirs = losses.CoSENTLoss(load_encoder()).compute_loss_from_embeddings(list(pairs), labels)
    assert float(ordering(sentences)) == pytest.approx(float(theirs), rel=1e-5)
    cosines = losses.TripletLoss(load_encoder(), losses.TripletDistanceMetric.COSINE, triplet_margin=0.5)
    near = [cosines.compute_loss_from_embeddings([anchor, partner, far], None) for far in (twin, others_of(sentences))]
    assert float(margin(sentences)) == pytest.approx(float(sum(near)) / 2, rel=1e-5)
    near = torch.nn.functional.normalize(
        torch.from_numpy(np.random.default_rng(4).normal(size=(5, 1, 3))).float(), dim=2
    )
    apart = torch.cat([near, near, -near, -near], dim=1)  # opposites that weigh nothing, which the library's has not
    one = losses.MultipleNegativesRankingLoss(load_encoder(), scale=20)
    wanted = [one.compute_loss_from_embeddings([a, p], None) for a, p in partners_of(apart)]
    assert float(ranking(apart)) == pytest.approx(float(sum(wanted)) / 4, rel=1e-3)


def others_of(sentences):
    """Each role's second opposite, (4 * groups, dimensions)."""
    return torch.cat([sentences[:, k] for k in (3, 2, 1, 0)])


def partners_of(sentences):
    """(anchor, partner) of the four roles, each (groups, dimensions)."""
    return [(sentences[:, k], sentences[:, j]) for k, j in ((0, 1), (1, 0), (2, 3), (3, 2))]


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


def test_general_ability_is_what_it_is_known_to_be():
    read = lambda texts: encode(load_encoder(), texts, batch=64)  # noqa: E731
    assert 0.7 < agree_with_people(read) < 0.82
    scores = find_docstrings(read, read, "development", 40)
    assert scores.shape == (40,) and scores.mean() > 0.5


def test_words_that_were_to_stay_are_not_judged():
    words, asked = {word for pair in load_word_pairs()[0] for word in pair}, []
    kept = sorted(words)[:7]

    def listen(texts):
        asked.extend(texts)
        return units(np.random.default_rng(1), len(texts), 8)

    assert abs(agree_with_people(listen, kept)) < 0.1
    assert set(asked) < words and set(asked).isdisjoint(kept)
