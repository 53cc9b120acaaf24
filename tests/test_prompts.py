"""Prompts: what they say is read, what they don't say stays open, and what isn't known is never left out in silence."""

import numpy as np
import pytest

from course_utils.errors import BadSetting
from course_utils.who_is_drawn.prompts import MEANINGS, conditions_of, read_prompt


@pytest.mark.parametrize(
    ("text", "occupation", "said"),
    [
        ("a doctor", 0, [0, 0, 0, 0]),
        ("A doctor with long grey hair, in scrubs.", 0, [1, 0, 1, 1]),
        ("doctor in a white coat with darker skin and short hair", 0, [-1, 1, 0, -1]),
        ("a portrait of a chef without grey hair", 1, [0, 0, -1, 0]),
        ("a clerk without long hair and with grey hair", 2, [-1, 0, 1, 0]),
        ("a builder without coloured clothes", 3, [0, 0, 0, -1]),
        ("a doctor without white coat", 0, [0, 0, 0, 1]),
        ("a doctor with long hair and long hair", 0, [1, 0, 0, 0]),
        ("a doctor without grey hair and a white coat, with long hair", 0, [1, 0, -1, 1]),
        ("a portrait without grey hair of a clerk in white clothes", 2, [0, 0, -1, -1]),
    ],
)
def test_prompts_are_read(text, occupation, said):
    found = read_prompt(text)
    assert found[0] == occupation and found[1].tolist() == said


@pytest.mark.parametrize("word", ["with", "without"])
@pytest.mark.parametrize("phrase", MEANINGS)
def test_every_phrase_is_read_alone_and_beside_an_earlier_one(phrase, word):
    trait, value = MEANINGS[phrase]
    wanted = np.zeros(4, int)
    wanted[trait] = value if word == "with" else -value
    assert read_prompt(f"a chef {word} {phrase}")[1].tolist() == wanted.tolist()
    wanted[(trait + 1) % 4] = 1
    earlier = ["long hair", "darker skin", "grey hair", "scrubs"][(trait + 1) % 4]
    assert read_prompt(f"a chef with {earlier}, {word} {phrase}")[1].tolist() == wanted.tolist()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a doctor with purple hair", "doesn't know 'purple hair'"),
        ("a tall doctor", "doesn't know 'tall doctor'"),
        ("a doctor with long hair, smiling", "doesn't know 'smiling'"),
        ("a doctor with hair", "doesn't know 'hair'"),
        ("a doctor, 7", "doesn't know '7'"),
        ("a doctor with long hair and short hair", "a thing and its opposite"),
        ("a doctor in scrubs and a white coat", "a thing and its opposite"),
        ("long hair", "names one of doctor, chef, clerk, builder"),
        ("a doctor and a chef", "names one of"),
        ("a chef without a doctor", "can't leave an occupation out"),
        ("", "names one of"),
    ],
)
def test_bad_prompts_get_a_sentence(text, sentence):
    with pytest.raises(BadSetting, match=sentence):
        read_prompt(text)


def test_conditions_are_the_occupation_and_what_is_said():
    said = np.array([[[1, 0, -1, 0]], [[0, 0, 0, 0]]])
    conditions = conditions_of([[0], [3]], said)
    assert conditions.shape == (2, 1, 8) and conditions.dtype == np.float32
    assert conditions[0, 0].tolist() == [1, 0, 0, 0, 1, 0, -1, 0]
    assert conditions[1, 0].tolist() == [0, 0, 0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("occupation", "said", "sentence"),
    [
        ([4], np.zeros((1, 4)), "numbers from 0 to 3"),
        ([-1], np.zeros((1, 4)), "numbers from 0 to 3"),
        ([0, 1], np.zeros((1, 4)), r"said must have the shape \(2, 4\), got \(1, 4\)"),
        ([0], np.zeros((1, 3)), r"said must have the shape \(1, 4\)"),
    ],
)
def test_bad_conditions_get_a_sentence(occupation, said, sentence):
    with pytest.raises(BadSetting, match=sentence):
        conditions_of(occupation, said)
