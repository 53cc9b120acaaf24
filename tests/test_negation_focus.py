"""Lesson 11's other weaknesses: groups whose sides differ in the weakness alone, and splits that share nothing."""

import itertools
import re

import pytest

from course_utils.errors import BadSetting
from course_utils.negation_embeddings.focus import WEAKNESSES, make_focus_rounds, make_groups
from course_utils.negation_embeddings.focus_words import (
    SPLITS,
    conjugate,
    fill_construction,
    in_words,
    load_focus,
    split_numbers,
)

EVERY = list(itertools.product(WEAKNESSES, SPLITS))


def lexicon(weakness, split):
    """All words that are put into a split's constructions."""
    entries = load_focus(weakness, split)[1]
    told = {word for entry in entries for about in entry.about for word in re.split("[/ ]", about)}
    return told | {word for entry in entries for thing in entry.things for word in thing.split()}


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_splits_share_neither_words_nor_constructions(weakness):
    for one, other in itertools.combinations(SPLITS, 2):
        assert lexicon(weakness, one).isdisjoint(lexicon(weakness, other))
        assert set(load_focus(weakness, one)[0]).isdisjoint(load_focus(weakness, other)[0])
        assert set(split_numbers(one)).isdisjoint(split_numbers(other))


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_the_lexicon_is_broad(weakness):
    least = {"roles": (60, 6), "numbers": (25, 12), "antonyms": (25, 12)}[weakness]
    for split, domains in zip(("train", "test"), least, strict=True):
        constructions, entries = load_focus(weakness, split)
        assert len({entry.domain for entry in entries}) == len(entries) >= domains
        assert len(set(constructions)) == len(constructions) >= (12 if split == "train" else 4)
    assert len(load_focus(weakness, "development")[0]) >= 4


@pytest.mark.parametrize(("weakness", "split"), EVERY)
def test_a_group_says_a_twice_then_b_twice(weakness, split):
    groups = make_groups(weakness, split, 200, 0)
    assert len(set(groups)) == 200 and groups == make_groups(weakness, split, 200, 0)
    assert groups != make_groups(weakness, split, 200, 1)
    for group in groups:
        assert len(set(group.texts)) == 4 and all(text.strip() == text != "" for text in group.texts)
        bags = [sorted(re.findall(r"\w+", re.sub(r"\ban\b", "a", text))) for text in group.texts]
        for a, b in ((0, 2), (1, 3)):
            changed = set(bags[a]) ^ set(bags[b])
            assert not changed if weakness == "roles" else 1 <= len(changed) <= 4


def test_each_side_of_a_group_keeps_its_number():
    values = {form: number for number in range(2, 100) for form in (str(number), in_words(number))}
    for texts in (group.texts for group in make_groups("numbers", "test", 100, 3)):
        found = [[values[word] for word in re.findall(r"[a-z0-9-]+", text) if word in values] for text in texts]
        assert found[0] == found[1] != found[2] == found[3] and all(len(one) == 1 for one in found)
        assert sum(any(sign.isdigit() for sign in text) for text in texts[:2]) == 1


def test_each_side_of_a_group_keeps_its_adjectives():
    sides = [[], []]
    for entry in load_focus("antonyms", "test")[1]:
        for k in (0, 1):
            sides[k].append({pair.split("/")[k] for pair in entry.about})
    told = [(row, k, word) for k in (0, 1) for row, some in enumerate(sides[k]) for word in some]
    for texts in (group.texts for group in make_groups("antonyms", "test", 100, 4)):
        found = [{(r, k) for r, k, word in told if re.search(rf"(?<![\w-]){word}(?![\w-])", text)} for text in texts]
        assert found[0] & found[1] and found[2] & found[3] and not found[0] & found[2]


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_a_rounds_groups_share_their_constructions_and_no_domain(weakness):
    constructions = load_focus(weakness, "train")[0]
    shapes = [re.compile(re.sub(r"\\{\w+\\}", "(.+)", re.escape(c)).replace("a\\ ", "an?\\ ")) for c in constructions]
    rounds = make_focus_rounds(weakness, 0, 7, 25)
    assert rounds == make_focus_rounds(weakness, 0, 7, 25) and [len(groups) for groups in rounds] == [25] * 7
    for groups in rounds:
        assert len({group.domain for group in groups}) == 25
        for column in zip(*(group.texts for group in groups), strict=True):
            assert any(all(shape.fullmatch(text) for text in column) for shape in shapes)


def test_grammar():
    assert conjugate("bite bit bitten") == {"base": "bite", "past": "bit", "done": "bitten", "doing": "biting"}
    doing = [conjugate(forms)["doing"] for forms in ("chase", "carry", "obey", "trip tripped", "feed fed", "push")]
    assert doing == ["chasing", "carrying", "obeying", "tripping", "feeding", "pushing"]
    assert [conjugate(verb)["done"] for verb in ("chase", "carry", "obey")] == ["chased", "carried", "obeyed"]
    assert [in_words(number) for number in (2, 13, 40, 99)] == ["two", "thirteen", "forty", "ninety-nine"]
    nouns = ("office", "university", "11-seat bus", "84-room inn", "18-page book", "58-page book")
    articles = [fill_construction("a {w}", {"w": noun}).split()[0] for noun in nouns]
    assert articles == ["an", "a", "an", "an", "an", "a"]


def test_more_groups_than_the_words_allow_come_twice():
    groups = make_groups("antonyms", "development", 6000, 0)
    assert len(groups) == 6000 > len(set(groups)) and len(set(groups[:1000])) == 1000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sarcasm", "train", 1, 0), "weakness must be one of roles, numbers, antonyms, got 'sarcasm'"),
        (("roles", "dev", 1, 0), "split must be one of train, development, test, got 'dev'"),
        (("roles", "test", 0, 0), "count must be at least 1, got 0"),
    ],
)
def test_wrong_settings_are_told(arguments, message):
    with pytest.raises(BadSetting, match=re.escape(message)):
        make_groups(*arguments)


def test_wrong_rounds_are_told():
    with pytest.raises(BadSetting, match="size must be at most"):
        make_focus_rounds("numbers", 0, 1, 1000)
    with pytest.raises(BadSetting, match="rounds must be at least 1"):
        make_focus_rounds("numbers", 0, 0, 5)
