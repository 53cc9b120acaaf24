"""The head on the frozen encoder, the encoder's two layers, the file of vectors, and the pools that are searched."""

import numpy as np
import pytest

from course_utils.code_embeddings.figures import LINES, WIDTH, places_of, plot_intervals, shorten
from course_utils.code_embeddings.head import Head, TrainingPairs, ranking_loss, train_code_head
from course_utils.code_embeddings.search import POOLS, LookUp, best_snippets, encode_split
from course_utils.code_embeddings.tasks import load_features, load_functions
from course_utils.code_embeddings.train_encoder import tune_encoder
from course_utils.code_embeddings.vectors import both_sides, encode_layers, stored, turn
from course_utils.code_embeddings.writer import load_templates, write_pairs
from course_utils.errors import BadSetting
from course_utils.makers import code_vectors
from course_utils.science.figures import canvas
from course_utils.science.metrics import Interval
from course_utils.science.models.encoder import encode, load_encoder
from course_utils.science.quantise import restore
from course_utils.science.retrieval import grouped_interval, unit


def turned_pairs(n: int, dimensions: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """Vectors of sentences, and of codes that are the same, but with the axes in another order."""
    sentences = unit(np.random.default_rng(0).normal(size=(n, dimensions)).astype(np.float32))
    return sentences, np.roll(sentences, 3, axis=1)


def test_a_head_learns_a_turn_and_finds_what_it_never_saw():
    sentences, codes = turned_pairs(400)
    lot = TrainingPairs(sentences[:300], codes[:300], np.arange(300), batch=60)
    head = train_code_head([lot], seed=1, steps=2000, keep=0.0)
    found = head.scores(sentences[300:], codes[300:]).argmax(axis=1) == np.arange(100)
    untouched = (sentences[300:] @ codes[300:].T).argmax(axis=1) == np.arange(100)
    assert found.mean() > 0.8 > 0.3 > untouched.mean()


def test_a_head_repeats_itself_and_keeps_more_if_told_to():
    sentences, codes = turned_pairs(100)
    lots = [TrainingPairs(sentences, codes, np.arange(100), batch=40)]
    once, again, near = train_code_head(lots, 1), train_code_head(lots, 1), train_code_head(lots, 1, keep=100.0)
    assert np.array_equal(once.code_map, again.code_map)
    assert np.abs(near.code_map - np.eye(8)).max() < np.abs(once.code_map - np.eye(8)).max()


def test_pairs_about_the_same_are_not_held_against_each_other():
    import torch

    vectors = torch.eye(4)[[0, 0, 1, 2]]
    alike = torch.tensor([[a == b for b in (0, 0, 1, 2)] for a in (0, 0, 1, 2)])
    assert ranking_loss(vectors, vectors, alike) < 0.01 < 0.3 < ranking_loss(vectors, vectors, torch.eye(4) > 0)


def test_the_last_layer_is_what_encode_gives():
    texts = ["a short text", "def f(x):\n    return x", "word " * 600, "word"]
    layers = encode_layers(load_encoder(), texts)
    assert layers.shape == (4, 2, 384) and np.allclose(np.linalg.norm(layers, axis=2), 1, atol=1e-5)
    assert np.allclose(layers[:, 0], encode(load_encoder(), texts), atol=1e-5)


def test_stored_vectors_are_those_of_the_texts():
    pairs = load_functions("test")
    layers = encode_layers(load_encoder(), pairs.documents[:8])
    for vectors, name in [(layers[:, 0], "test plain documents"), (turn(layers), "test documents")]:
        assert stored(name).shape == (len(pairs), 384)
        assert (vectors * stored(name)[:8]).sum(axis=1).min() > 0.995


def test_packing_keeps_every_name_under_which_the_lesson_asks(monkeypatch):
    names = ["train queries", "train documents", "test queries", "written 5 features queries", "hidden 1"]
    rng = np.random.default_rng(0)
    encoded = {name: rng.normal(size=(400, 2, 384)).astype(np.float32) for name in names}
    encoded = {name: x / np.linalg.norm(x, axis=2, keepdims=True) for name, x in encoded.items()}
    kept = code_vectors.pack(encoded)
    found = restore(kept["hidden 1"], kept["hidden 1 scale"])
    assert {"test plain queries", "test queries", "hidden 1", "written 5 features queries", "axes"} <= set(kept)
    assert "train plain queries" not in kept and np.allclose(found, encoded["hidden 1"][:, 0], atol=2e-3)


def test_the_pools_are_searched_as_they_should_be():
    plain, layered = encode_split("development", load_encoder())
    assert len(plain.answers) == 2 * len(plain.snippets) == len(plain.names) and plain.covered.any()
    for place in (plain, layered):
        ranks = place.search()
        assert tuple(ranks) == POOLS and len(ranks["library"]) == len(load_functions("development"))
        assert (ranks["open"] <= ranks["closed"]).all()
    assert plain.search()["closed"].mean() > 5 * 0.035  # what luck gives among 83


def test_a_sentence_finds_its_own_snippet():
    encoder, (plain, layered) = load_encoder(), encode_split("development", load_encoder())
    features, same = load_features("development"), Head(np.eye(384), np.eye(384))
    found = best_snippets(encoder, "exchange two variables", plain)
    assert len(set(found)) == 3 and "swap" in [features[place].name for place in found]
    ranks = layered.search()["closed"]
    row = np.flatnonzero(ranks > 0)[0]
    sentence = [text for feature in features for text in feature.sentences][row]
    place = np.flatnonzero(best_snippets(encoder, sentence, layered, same, 83) == layered.answers[row])[0]
    assert 1 / (1 + place) == ranks[row]


def test_a_look_up_moves_a_sentence_towards_the_code_of_its_nearest_pair():
    axes = np.eye(4)
    look_up = LookUp(asked=axes[:2], codes=axes[2:], weight=0.5)
    assert np.allclose(look_up.scores(axes[:1], axes), [[1, 0, 0.5, 0]])
    assert np.array_equal(LookUp(axes[:2], axes[2:], 0).scores(axes, axes), axes)


def test_tuning_moves_the_last_layer_and_nothing_else():
    encoder, pairs = load_encoder(), write_pairs(load_templates(), 40, seed=1)
    tuned = tune_encoder(encoder, pairs, steps=1, layers=1, batch=4)
    before, after = (dict(model.named_parameters()) for model in (encoder, tuned))
    moved = {name for name in before if not before[name].equal(after[name])}
    assert moved and all("layer.5." in name for name in moved)


def test_intervals_are_drawn_from_low_to_high():
    _, ax = canvas("title", "x", "y")
    plot_intervals(ax, [0, 1], [Interval(0.5, 0.2, 0.6), Interval(0.3, 0.1, 0.7)], fmt="o")
    (bars,) = ax.containers[0].lines[2]
    assert np.allclose([segment[:, 1] for segment in bars.get_segments()], [[0.2, 0.6], [0.1, 0.7]])


def test_what_a_figure_leaves_out_of_a_function_is_marked():
    short, long = "def f():\n    return 1", "x = 1  # " + 60 * "a" + 20 * "\ny = 2"
    assert shorten(short) == short
    assert shorten(long).splitlines()[0].endswith(" …") and shorten(long).splitlines()[-1] == "…"
    assert len(shorten(long).splitlines()) == LINES + 1 and max(map(len, shorten(long).splitlines())) == WIDTH
    assert places_of(8)[0] == 1 and min(places_of(8)) >= 1


@pytest.mark.parametrize(
    "work, said",
    [
        (lambda: train_code_head([], 1), "nothing to learn from"),
        (
            lambda: train_code_head([TrainingPairs(np.eye(3), np.eye(2), np.arange(3), 2)], 1),
            "3 sentences, 2 codes and 3 groups",
        ),
        (lambda: encode_layers(load_encoder(), "text"), "put it in brackets"),
        (lambda: encode_layers(load_encoder(), []), "no texts"),
        (lambda: encode_layers(load_encoder(), ["a", " "]), "one of them is empty"),
        (lambda: tune_encoder(load_encoder(), None, 1, 7), "layers must be from 1 to 6, got 7"),
        (lambda: encode_split("exam", load_encoder()), "split must be one of"),
        (lambda: best_snippets(None, "  ", None), "the sentence is empty"),
        (lambda: best_snippets(None, ["a", "b"], None), "as one string"),
    ],
)
def test_bad_settings_are_named(work, said):
    with pytest.raises(BadSetting, match=said):
        work()


def test_both_sides_belong_together():
    sentences, codes = both_sides("written 45 features")
    assert len(sentences) == len(codes) == code_vectors.WRITTEN


def test_an_interval_draws_seeds_and_groups():
    rng, groups = np.random.default_rng(1), np.repeat(np.arange(50), 2)
    queries = rng.normal(size=(1, 50)).repeat(2, axis=1)
    alone, seeded = (grouped_interval(rows, groups) for rows in (queries, rng.normal(size=(5, 1)) + queries))
    assert seeded.high - seeded.low > 2 * (alone.high - alone.low)
    right = queries > 0
    assert grouped_interval(right, groups) == grouped_interval(right.astype(float), groups), "truth values, too"
    assert all(each.low < each.estimate < each.high for each in (alone, seeded, grouped_interval(right)))
