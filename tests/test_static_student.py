"""The table without layers: it imitates its teacher, and rounding it costs nothing."""

import numpy as np
import pytest
import torch

from course_utils.distillation.shipped import (
    BYTES,
    WIDTHS,
    frontier,
    peer_scores,
    size_share,
    teacher_vectors,
    training_pairs,
    training_targets,
)
from course_utils.distillation.static_student import (
    as_encoder,
    bags_of,
    first_table,
    means,
    train_table,
    train_without_teacher,
)
from course_utils.errors import BadSetting
from course_utils.science.data.docstrings import load_docstrings
from course_utils.science.data.files import locate
from course_utils.science.models.encoder import ENCODER, ENCODER_BYTES, ENCODER_TOKENS, encode, load_encoder
from course_utils.science.quantise import quantise, restore
from course_utils.science.retrieval import ndcg, share_kept


@pytest.fixture(scope="module")
def taught():
    """What the lesson teaches with: bags (16000), targets, the first table, and one that was trained."""
    pairs = training_pairs()
    bags, targets = bags_of(load_encoder(), pairs.queries + pairs.documents), np.concatenate(training_targets())
    first = first_table(load_encoder(), bags, targets)
    return bags, targets, first, train_table(first, bags, targets, seed=100)


def development(table):
    """nDCG@10 of each query of the development split."""
    pairs, table = load_docstrings("development"), torch.from_numpy(np.ascontiguousarray(table))
    queries, documents = (means(table, bags_of(load_encoder(), x)) for x in (pairs.queries, pairs.documents))
    return ndcg((queries @ documents.T).numpy())


def test_training_helps_and_keeps_up_with_the_peers_on_the_development_split(taught):
    _, _, first, (table, losses) = taught
    score, peers = development(table).mean(), peer_scores()
    assert losses[-10:].mean() < losses[:10].mean() / 2
    assert score > development(first).mean()
    assert score > 1.1 * peers["development model2vec"].mean()
    assert score > peers["development tokenlearn-like"].mean() - 0.01
    queries, documents = teacher_vectors("development")
    assert share_kept(development(table), ndcg(queries @ documents.T)).estimate > 0.88


def test_the_same_seed_gives_the_same_table_and_unseen_tokens_stay(taught):
    bags, targets, first, _ = taught
    once, again, other = (train_table(first, bags, targets, seed, steps=3)[0] for seed in (1, 1, 2))
    assert np.array_equal(once, again) and not np.array_equal(once, other)
    unseen = np.setdiff1d(np.arange(len(first)), bags.tokens)
    assert len(unseen) > 10_000 and np.array_equal(once[unseen], first[unseen])


def test_rounding_to_a_byte_costs_nothing_and_fits_eleven_times(taught):
    table = taught[3][0]
    numbers, scale = quantise(table)
    again = restore(numbers, scale)
    assert numbers.dtype == np.int8 and (np.abs(again - table) <= 0.51 * scale.astype(np.float32)).all()
    assert (numbers.nbytes + scale.nbytes) * 11 < ENCODER_BYTES
    assert share_kept(development(again), development(table)).low > 0.98


def test_the_table_is_a_sentence_transformer_with_the_same_vectors(taught):
    table, texts = taught[3][0], ["Open a file and return it.", "Sort."]
    expected = means(torch.from_numpy(table), bags_of(load_encoder(), texts)).numpy()
    student = as_encoder(load_encoder(), table)
    encode(load_encoder(), ["long " * 50, "short"])  # after which the teacher's own tokenizer pads
    assert encode(student, texts) == pytest.approx(expected, abs=1e-5)


def test_rows_of_zeros_survive_rounding():
    assert (restore(*quantise(np.zeros((2, 3)))) == 0).all()


def test_the_shipped_frontier_is_what_a_table_trained_here_keeps(taught):
    kept = frontier()
    assert ((kept[..., 1] <= kept[..., 0]) & (kept[..., 0] <= kept[..., 2])).all()
    pairs, table = load_docstrings("test"), torch.from_numpy(np.ascontiguousarray(taught[3][0][:, :64]))
    sides = (means(table, bags_of(load_encoder(), x)) for x in (pairs.queries, pairs.documents))
    asked, told = teacher_vectors("test")
    ask, tell = (side.numpy() for side in sides)
    share = share_kept(ndcg(ask @ tell.T), ndcg(asked @ told.T))
    assert kept[WIDTHS.index(64), BYTES.index(4), 0, 0] == pytest.approx(share.estimate, abs=0.03)


def test_sizes_are_shares_of_the_teacher_s_file():
    assert locate(ENCODER[0], f"{ENCODER[1]}/model.safetensors").stat().st_size == ENCODER_BYTES
    assert len(load_encoder().tokenizer) == ENCODER_TOKENS
    assert size_share(256, 4) == pytest.approx(ENCODER_TOKENS * 1024 / ENCODER_BYTES)


def test_bags_are_taken_in_the_order_asked_for():
    bags = bags_of(load_encoder(), ["one", "two words", "now three words"])
    taken = bags.take(np.array([2, 0]))
    assert np.diff(bags.starts).tolist() == [1, 2, 3] and len(bags) == 3
    assert taken.tokens.tolist() == [*bags.tokens[3:6], bags.tokens[0]] and taken.starts.tolist() == [0, 3, 4]


def test_without_a_teacher_it_learns_its_own_pairs(taught):
    bags = taught[0]
    queries, documents = bags.take(np.arange(500)), bags.take(np.arange(8000, 8500))
    noise = np.random.default_rng(1).normal(0, 1 / 16, taught[2].shape)
    _, losses = train_without_teacher(noise, queries, documents, seed=1, steps=40)
    assert losses[-5:].mean() < losses[:5].mean() / 2


def test_bad_settings_are_named(taught):
    bags, targets, first, _ = taught
    with pytest.raises(BadSetting, match="every text must have at least one token"):
        bags_of(load_encoder(), ["a", ""])
    with pytest.raises(BadSetting, match=r"targets must have the shape \(16000, 256\)"):
        train_table(first, bags, targets[:, :9], seed=1)
    with pytest.raises(BadSetting, match="steps must be at least 1"):
        train_table(first, bags, targets, seed=1, steps=0)
    with pytest.raises(BadSetting, match="there are 16000 queries and 2 documents"):
        train_without_teacher(first, bags, bags.take(np.arange(2)), seed=1)
