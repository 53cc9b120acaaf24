"""Lesson 11's training of the last layers, the rule that is learned with it, and the file of numbers."""

import itertools
from inspect import signature
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from course_utils.errors import BadSetting
from course_utils.makers import negation, negation_long
from course_utils.negation_embeddings.flags import find_flags, flag_losses, join_tokens, learn_flags, take_apart
from course_utils.negation_embeddings.groups import Group, make_rounds
from course_utils.negation_embeddings.lower_layers import TRAINED, Lower
from course_utils.negation_embeddings.measures import reader
from course_utils.negation_embeddings.recipes import LOSSES, read_by_flags, read_by_list
from course_utils.negation_embeddings.top_layers import TOGETHER, Batches
from course_utils.negation_embeddings.train_encoder import read_top, tune
from course_utils.negation_embeddings.triplets import FINAL_TESTS
from course_utils.negation_embeddings.writer import count_written, draw_requests, read_written, write_sentence
from course_utils.science.data.store import read_arrays
from course_utils.science.models.encoder import encode, load_encoder, open_encoder, save_encoder

QUERY = "Recipes without meat"


def all_texts(rounds):
    return [text for groups in rounds for group in groups for text in group.texts]


@pytest.fixture(scope="module")
def small():
    """Lower layers that have read one small round and a few other texts."""
    lower, rounds, others = Lower(load_encoder()), make_rounds(1, rounds=2, size=6), ["a soup", "two rooms", "plain"]
    lower.read([*others, *all_texts(rounds)])
    return lower, rounds, others


@pytest.fixture(scope="module")
def trained(small):
    """An encoder and its losses after a few steps."""
    lower, rounds, others = small
    return tune(lower, rounds, others, seed=1, steps=12, batch=6)


def test_lower_layers_read_as_the_encoder_does(small):
    texts = ["a soup", "two rooms"]
    assert np.allclose(small[0].original(texts).numpy(), encode(load_encoder(), texts), atol=1e-5)


def test_the_last_layers_read_texts_of_any_length_in_their_order():
    texts = ["a soup", "two rooms with a view of the sea and of the hills behind it", "plain", "a town without walls"]
    lower = Lower(load_encoder())
    found = read_top(lower, lower.encoder[0].auto_model.encoder.layer[-TRAINED:], texts)
    assert np.allclose(found.detach().numpy(), lower.original(texts).numpy(), atol=1e-5)


def test_what_was_forgotten_is_read_again():
    lower = Lower(load_encoder())
    lower.read(["a soup", "two rooms"])
    before = lower.original(["a soup"]).numpy()
    lower.forget(["a soup", "never read"])
    assert list(lower.states) == list(lower.vectors) == list(lower.tokens) == ["two rooms"]
    assert np.allclose(lower.original(["a soup"]).numpy(), before) and lower.batch(["a soup"])[0].shape == (1, 4, 384)


def test_training_learns_repeats_and_leaves_the_first_encoder_alone(small, trained):
    before = encode(load_encoder(), [QUERY])
    encoder, losses = trained
    assert losses.shape == (12,) and losses[-3:].mean() < losses[:3].mean()
    assert np.allclose(losses, tune(*small, seed=1, steps=12, batch=6)[1])
    assert np.array_equal(encode(load_encoder(), [QUERY]), before) and not np.allclose(reader(encoder)([QUERY]), before)


def test_a_trained_encoder_can_be_saved_and_opened_again(trained, tmp_path):
    save_encoder(trained[0], tmp_path)
    assert np.allclose(encode(open_encoder(str(tmp_path)), [QUERY]), reader(trained[0])([QUERY]), atol=1e-6)


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss_can_be_trained(small, name):
    loss, stay = LOSSES[name]
    _, losses = tune(*small, seed=2, steps=2, loss_of=loss, stay=stay)
    assert np.isfinite(losses).all()


def test_training_notes_how_hard_every_group_of_a_batch_was(small, monkeypatch):
    noted = []
    monkeypatch.setattr(Batches, "note", lambda batches, hardness: noted.append((batches.rows, hardness)))
    tune(small[0], make_rounds(1, rounds=TOGETHER + 1, size=2), small[2], seed=1, steps=3, batch=5)
    assert len(noted) == 3
    for rows, hardness in noted:
        assert hardness.shape == rows.shape and (hardness > 0).all() and (hardness < 1).all()


def test_the_loss_of_flags_is_a_mean_over_all_tokens(small):
    flags = torch.nn.Linear(384, 2)
    torch.nn.init.zeros_(flags.weight), torch.nn.init.zeros_(flags.bias)
    layers = small[0].encoder[0].auto_model.encoder.layer[-TRAINED:]
    parts = list(flag_losses(small[0], layers, flags, ["a", "a soup without any nuts", "two rooms"], []))
    assert len(parts) == 3 and sum(part.item() for part in parts) == pytest.approx(np.log(2), rel=1e-5)


@pytest.mark.parametrize("train", [tune, learn_flags])
def test_there_must_be_groups(small, train):
    with pytest.raises(BadSetting, match="no groups"):
        train(small[0], [], small[2], seed=1)


def test_flags_repeat(small):
    first, again = (learn_flags(*small, seed=1, steps=4)[1] for _ in range(2))
    assert np.allclose(first, again) and not np.allclose(first, learn_flags(*small, seed=2, steps=4)[1])


def test_flags_are_learned_from_few_groups(small):
    lower, rounds, others = small
    marker, flags = learn_flags(lower, rounds, others, seed=1, steps=25)
    assert flags.shape == (385, 2)
    groups = [group for some in rounds for group in some]
    found = take_apart(marker, flags, [text for group in groups for text in group.texts])
    asked = [bool(unwanted) for _, unwanted in found]
    assert np.mean(asked[2::4] + asked[3::4]) > 0.7 > 0.2 > np.mean(asked[0::4] + asked[1::4])


def test_a_batch_holds_one_group_of_a_domain():
    rounds = [[Group(domain, ("a", "b", "c", "d")) for domain in domains] for domains in ("xxy", "yz")]
    batches = Batches(rounds, np.random.default_rng(0))
    chosen = batches.draw(5)
    assert sorted(group.domain for group in chosen) == ["x", "y", "z"]
    assert all(group in rounds[row] for row, group in zip(batches.rows, chosen, strict=True))
    assert len(batches.draw(2)) == len(batches.rows) == 2


def test_every_round_comes_once_and_then_those_that_were_hard():
    rounds = [[Group(str(row), ("a", "b", "c", "d"))] for row in range(3 * TOGETHER)]
    batches, came = Batches(rounds, np.random.default_rng(0)), np.zeros(len(rounds), int)
    for step in range(63):
        came += np.bincount([int(group.domain) for group in batches.draw(TOGETHER)], minlength=len(rounds))
        assert step != 2 or came.tolist() == [1] * len(rounds)
        batches.note((batches.rows < TOGETHER + 1).astype(float))  # the others are heard
    assert came[: TOGETHER + 1].min() > 40 > 20 > came[TOGETHER + 1 :].max()


def test_the_unwanted_and_its_cue_are_flagged_in_the_negative_texts_alone():
    texts = ("cups with a lid", "mugs that have a lid", "cups without a lid", "mugs that lack a lid")
    group, lower = Group("cups", texts, "a lid", ("cups", "mugs")), Lower(load_encoder())
    lower.read(list(texts))
    assert not find_flags(lower, group, 0).any() and not find_flags(lower, group, 1).any()
    words = [texts[2][start:end] for start, end in lower.tokens[texts[2]][0]]
    unwanted, cue = find_flags(lower, group, 2).T
    assert [word for word, flag in zip(words, unwanted, strict=True) if flag] == ["lid"]
    assert [word for word, flag in zip(words, cue, strict=True) if flag] == ["without"]
    assert not find_flags(lower, Group("cups", texts), 2).any()


def test_tokens_that_touch_are_one_word():
    assert join_tokens("no snow-flakes here", [(3, 7), (8, 13), (13, 14), (15, 19), (0, 0)]) == "snow flakes here"


def test_flags_take_a_query_apart_or_leave_it_whole():
    base, everything, nothing = load_encoder(), np.zeros((385, 2)), np.zeros((385, 2))
    everything[-1], nothing[-1] = 1, -1
    assert take_apart(base, nothing, [QUERY, "soup"]) == [("", "")] * 2
    assert take_apart(base, everything, [QUERY]) == [("", "")]  # nothing would be left
    whole = read_by_flags(reader(base), base, nothing)([QUERY])
    assert np.allclose(whole, reader(base)([QUERY]))
    with pytest.raises(BadSetting, match="one of them is empty"):
        take_apart(base, nothing, [" "])


def test_the_list_finds_its_cues_alone():
    read = reader(load_encoder())
    listed, plain = (way([QUERY, "recipes that have shed meat"]) for way in (read_by_list(read), read))
    assert not np.allclose(listed[0], plain[0]) and np.allclose(listed[1], plain[1])


def test_a_text_that_is_too_long_says_what_was_cut(capsys):
    encode(load_encoder(), ["soup " * 300 + "with noodles"])
    said = capsys.readouterr().out
    assert said.count("\n") == 1 and "longer than the 256 that the encoder reads: cut from 'soup" in said
    encode(load_encoder(), ["a" * 300, "soup"])
    assert capsys.readouterr().out == ""


def test_the_file_holds_five_seeds_and_the_encoder_s_phrases():
    arrays = read_arrays("negation")
    for test, what in itertools.product(FINAL_TESTS, ("hard", "topic", "pairwise")):
        each = arrays[f"after, {test}, {what}, each"]
        assert each.dtype == bool and np.allclose(each.mean(axis=1), arrays[f"after, {test}, {what}"], atol=6e-4)
        assert arrays[f"before, {test}, {what}, each"].shape == each.shape[1:]
    assert np.allclose(arrays["phrases"], encode(load_encoder(), list(negation.PHRASES)), atol=1e-3)


def test_the_patient_trainings_take_more_steps_than_the_others():
    arrays, steps = read_arrays("negation_long"), negation_long.STEPS
    assert steps > signature(tune).parameters["steps"].default and f"{steps} steps" in str(arrays["made_by"])
    assert all(arrays[f"long, {test}, hard"].shape == (3,) for test in FINAL_TESTS)


def test_the_written_sentences_answer_the_requests_in_order():
    rows = read_written()
    assert [asked for _, asked, _ in rows] == draw_requests(30) and all(sentence for _, _, sentence in rows)
    assert set(count_written()) == {"lacks", "has", "both", "neither"} and sum(count_written().values()) == 30


def test_a_model_s_answer_ends_with_its_first_sentence():
    class Talker:
        """A model that says the same whatever it is asked, behind the tokens of the request."""

        start = SimpleNamespace(device="cpu", generate=lambda **_: np.zeros((1, 5), int))

        @staticmethod
        def apply_chat_template(talk, **_):
            return SimpleNamespace(to=lambda device: {"input_ids": np.zeros((1, 2), int)})

        @staticmethod
        def decode(tokens, **_):
            return "A cup without a lid. It is mine.\nMore" if len(tokens) == 3 else ""

    Talker.tokenizer = Talker
    assert write_sentence(Talker, "whatever") == "A cup without a lid"
