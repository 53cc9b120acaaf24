"""The text models: each writes by the law that it states, and text decays (or doesn't) as the lessons say."""

from collections import Counter, deque
from functools import cache

import numpy as np
import pytest
from scipy.stats import chi2

from course_utils.errors import BadSetting
from course_utils.neural_collapse.characters import Characters
from course_utils.science.loops import Diet, Reserve, photocopy
from course_utils.science.metrics import mean_interval
from course_utils.science.models.trigram import Trigram
from course_utils.science.text import SYMBOLS, load_tokens, nonwords_and_types, spell, unspell

RNG = np.random.default_rng
HELD_OUT = ["hamlet", "henry-v", "twelfth-night"]  # a tragedy, a history and a comedy
WORDS = 100_000
SMALL = RNG(0).choice(6, (2, 40), p=[0.4, 0.25, 0.15, 0.1, 0.06, 0.04]).astype(np.int32)  # lacks many pairs


# --- the plays -------------------------------------------------------------------------------------------------------


def test_the_plays_as_tokens_read_as_the_plays():
    plays = load_tokens()
    assert "to be or not to be that is the question" in plays.read(plays.tokens["hamlet"])
    assert len(plays.vocabulary) == 27_832 and np.array_equal(plays.vocabulary, np.unique(plays.vocabulary))


def test_each_chain_reads_all_the_other_plays_once_in_its_own_order():
    plays = load_tokens()
    text = plays.shuffled(3, HELD_OUT, seed=1)
    assert text.shape == (3, sum(len(t) for title, t in plays.tokens.items() if title not in HELD_OUT))
    assert np.array_equal(*(np.sort(text[i]) for i in (0, 1))) and not np.array_equal(text[0], text[1])
    assert np.array_equal(text, plays.shuffled(3, HELD_OUT, seed=1))
    assert "to be or not to be that is the question" not in plays.read(text[0])


def test_spelling_goes_both_ways():
    line = "o that's well-a-day"
    assert unspell(spell(line)) == line and spell(line).max() < len(SYMBOLS)
    plays = load_tokens()
    text = plays.shuffled(2, [], seed=1)
    characters = plays.spell(text, 5000)
    assert characters.shape == (2, 5000) and plays.read(text[1]).startswith(unspell(characters[1]))


def test_nonwords_and_types_are_counted_among_the_first_words():
    assert nonwords_and_types(spell("to be or nott to be zzz"), {"to", "be", "or"}, words=6) == (1 / 6, 4)


# --- the trigram's law -----------------------------------------------------------------------------------------------


def grams(text, length):
    """How often each run of `length` words stands in a text."""
    return Counter(zip(*(text[k : len(text) - length + 1 + k] for k in range(length)), strict=True))


def naive_trigram(model, row):
    """P(u, v, w), (words, words, words), counted with Counters round a circle."""
    text = row.tolist()
    one, two, three = Counter(text), grams(text[-1:] + text, 2), grams(text[-2:] + text, 3)
    p = np.empty((model.vocabulary,) * 3)
    for u, v, w in np.ndindex(p.shape):
        p1 = one[w] / len(text)
        p2 = two[v, w] / one[v] if one[v] else p1
        p3 = three[u, v, w] / two[u, v] if two[u, v] else p2
        p[u, v, w] = model.trigram * p3 + model.bigram * p2 + model.unigram * p1 + model.uniform / model.vocabulary
    return p


@pytest.mark.parametrize("words", [6, 8])  # with 8 two words of the vocabulary are in no text
def test_the_trigrams_probabilities_are_those_of_counting(words):
    model = Trigram(words)
    asked = RNG(1).integers(0, words, 500)
    found = model.probabilities(model.fit(SMALL), asked)
    for chain in range(2):
        expected = naive_trigram(model, SMALL[chain])
        assert np.allclose(found[chain], expected[asked[:-2], asked[1:-1], asked[2:]], rtol=1e-12)
        assert np.allclose(expected.sum(axis=2), 1)


def test_real_text_is_counted_right():
    plays = load_tokens()
    real, asked = plays.shuffled(3, HELD_OUT, seed=2)[:, :WORDS], plays.tokens["hamlet"][:3000]
    model = Trigram(len(plays.vocabulary))
    found = model.probabilities(model.fit(real), asked)
    row = real[2].tolist()
    one, two, three = Counter(row), grams(row[-1:] + row, 2), grams(row[-2:] + row, 3)
    for i in range(2998):
        u, v, w = asked[i : i + 3].tolist()
        p2 = two[v, w] / one[v] if one[v] else one[w] / WORDS
        p3 = three[u, v, w] / two[u, v] if two[u, v] else p2
        p = 0.5 * p3 + 0.35 * p2 + 0.149 * one[w] / WORDS + 0.001 / model.vocabulary
        assert found[2, i] == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("weights", [(0.3, 0.4, 0.299, 0.001), (0.6, 0.05, 0.3, 0.05), (0.999, 0, 0, 0.001)])
def test_the_trigram_writes_by_its_own_law(weights):
    model = Trigram(6, *weights, streams=500)
    text = model.sample(model.fit(SMALL), 500_000, RNG(3)).reshape(2, 500, 1000)
    for chain in range(2):
        law = naive_trigram(model, SMALL[chain]) - model.uniform / 6
        counts = np.zeros((6, 6, 6))
        np.add.at(counts, tuple(text[chain, :, k : k + 998].ravel() for k in range(3)), 1)
        assert chi_square(counts, law / law.sum(axis=2, keepdims=True)) > 1e-4


def chi_square(counts, law):
    """P-value of counts (…, outcomes) under a law of the same shape, given each context."""
    totals = counts.sum(axis=-1, keepdims=True)
    assert np.all(counts[np.broadcast_to(totals > 0, law.shape) & (law <= 1e-12)] == 0), "what has no chance came up"
    used = (totals * law > 5) & (law > 1e-12)
    statistic = np.sum((counts - totals * law)[used] ** 2 / (totals * law)[used])
    return chi2(used.sum() - np.count_nonzero(used.any(axis=-1))).sf(statistic)


def test_the_trigram_keeps_the_chains_apart():
    model = Trigram(10)
    text = model.sample(model.fit(np.array([[1, 2, 3] * 5, [4, 5, 6] * 5])), 100, RNG(4))
    assert set(text[0].tolist()) == {1, 2, 3} and set(text[1].tolist()) == {4, 5, 6}


def test_one_word_left_is_still_finite_and_says_it():
    model = Trigram(50)
    params = model.fit(np.full((3, 1), 7))
    assert np.all(model.sample(params, 30, RNG(5)) == 7)
    assert np.isfinite(model.perplexity(params, np.arange(50))).all()
    assert model.perplexity(params, np.full(9, 7))[0] == pytest.approx(1 / (0.999 + 0.001 / 50))


@pytest.mark.parametrize("n", [0, 1, 19, 20, 39, 1001])
def test_texts_of_any_length_the_same_for_the_same_seed(n):
    for model, data in [(Trigram(6), SMALL), (Characters(2), SMALL)]:
        params = model.fit(data)
        text = model.sample(params, n, RNG(6))
        assert text.shape == (2, n) and np.array_equal(text, model.sample(params, n, RNG(6)))
        assert n < 100 or not np.array_equal(text, model.sample(params, n, RNG(7)))


# --- the gates: how text decays on each diet -------------------------------------------------------------------------


@cache
def perplexities(diet: Diet):
    """Held-out perplexity of generations 0 and 10, and the number of different words in both, each (2, chains)."""
    plays = load_tokens()
    text = plays.shuffled(4, HELD_OUT, seed=1)
    asked = np.concatenate([plays.tokens[title][:8000] for title in HELD_OUT])
    model = Trigram(len(plays.vocabulary))
    ends = ends_of(photocopy(model, text[:, :WORDS], diet, 10, RNG(7), Reserve(text[:, WORDS:])))
    return [
        np.array([f(end) for end in ends]) for f in (lambda p: model.perplexity(p, asked), lambda p: types(model, p))
    ]


def ends_of(generations):
    first = next(generations)
    return first, deque(generations, maxlen=1).pop()


def types(model, params):
    return np.count_nonzero(model.counts(params), axis=1)


@pytest.mark.parametrize(
    ("what", "diet", "least", "most"),
    [
        ("replace", Diet(WORDS), 2.8, np.inf),
        ("10 % fresh", Diet(90_000, fresh=10_000), 1, 2.2),
        ("accumulate", Diet(WORDS, accumulate=True), 1, 1.2),
    ],
)
def test_perplexity_after_ten_copies(what, diet, least, most, figures):
    ratio = mean_interval(np.divide(*perplexities(diet)[0][::-1]))
    figures.append(f"text: {what}: perplexity after ten copies, times that of generation 0: {ratio}")
    assert least <= ratio.low and ratio.high <= most


def test_words_die_out_when_text_is_replaced_and_never_come_back():
    before, after = perplexities(Diet(WORDS))[1]
    assert np.all(after < 0.45 * before)


def test_what_accumulates_loses_no_word():
    before, after = perplexities(Diet(WORDS, accumulate=True))[1]
    assert np.array_equal(before, after)


# --- characters ------------------------------------------------------------------------------------------------------


def naive_characters(model, row):
    """{context: P of the next character}, for every context of up to `order` characters on the circle."""
    text = row.tolist()
    law = {}
    for length in range(model.order + 1):
        for start in range(len(text)):
            law.setdefault(tuple(text[(start + k) % len(text)] for k in range(length)), np.zeros(len(SYMBOLS)))
        for end in range(len(text)):
            law[tuple(text[(end - length + k) % len(text)] for k in range(length))][text[end]] += 1
    for context in sorted(law, key=len):
        shorter = law[context[1:]] if context else law[()] / len(text)
        law[context] = (law[context] + model.prior * shorter) / (law[context].sum() + model.prior)
    return law


def longest_known(law, context):
    return next(context[k:] for k in range(len(context) + 1) if context[k:] in law)


def test_a_characters_chance_is_that_of_counting_and_leads_to_the_right_context():
    model = Characters(order=3, prior=0.7)
    params = model.fit(SMALL)
    assert np.allclose(params.probability.sum(axis=1), 1)
    for chain in range(2):
        law, queue, met = naive_characters(model, SMALL[chain]), [((), chain)], {}
        while queue:
            context, number = queue.pop()
            if context in met:
                assert met[context] == number
                continue
            met[context] = number
            assert np.allclose(params.probability[number], law[context], atol=1e-6)
            for symbol in np.flatnonzero(law[context]).tolist():
                reached = longest_known(law, (context + (symbol,))[-3:])
                queue.append((reached, params.following[number, symbol]))
        assert {context for context in law if len(context) == 3} <= set(met)


@pytest.mark.parametrize("temperature", [0.5, 1, 2])
def test_characters_are_written_at_their_temperature(temperature):
    model = Characters(order=1, prior=2, temperature=temperature, streams=100)
    text = model.sample(model.fit(SMALL), 200_000, RNG(8)).reshape(2, 100, 2000)
    for chain in range(2):
        law = naive_characters(model, SMALL[chain])
        table = np.array([law[(c,)] if (c,) in law else np.zeros(len(SYMBOLS)) for c in range(6)])[:, :6]
        table **= 1 / temperature
        counts = np.zeros((6, 6))
        np.add.at(counts, (text[chain, :, :-1].ravel(), text[chain, :, 1:].ravel()), 1)
        assert chi_square(counts, table / np.maximum(table.sum(axis=1, keepdims=True), 1e-300)) > 1e-4


def test_a_very_low_temperature_says_the_likeliest():
    model = Characters(order=1, temperature=1e-3)
    text = unspell(model.sample(model.fit(spell("ab" * 20 + "ac")[np.newaxis]), 200, RNG(9))[0])
    assert "c" not in text and "abab" in text


@pytest.mark.parametrize("temperature", [0.8, 1])
def test_text_looks_cleaner_and_says_less_at_a_low_temperature(temperature, figures):
    plays = load_tokens()
    data = plays.spell(plays.shuffled(4, [], seed=1), 100_000)
    dictionary = set(plays.vocabulary.tolist())
    model = Characters(temperature=temperature)
    ends = ends_of(photocopy(model, data, Diet(100_000), 8, RNG(10)))
    texts = [model.sample(params, 100_000, RNG(11)) for params in ends]
    measured = np.array([[nonwords_and_types(text, dictionary) for text in chains] for chains in texts])
    for k, name in enumerate(["share of non-words", "different words in 10 000"]):
        first, last = (mean_interval(measured[end, :, k]) for end in (0, 1))
        figures.append(f"characters: temperature {temperature}: {name}: {first} at generation 0, {last} at 8")
    (nonwords, kinds), (later_nonwords, later_kinds) = measured.transpose(0, 2, 1)
    if temperature < 1:
        assert np.all(later_nonwords < nonwords / 2) and np.all(later_kinds < kinds / 4)
    else:
        assert np.all(later_nonwords > nonwords) and np.all(later_kinds > 0.8 * kinds)


# --- bad input -------------------------------------------------------------------------------------------------------

BAD = {
    "temperature must be above 0, got 0": lambda: Characters(temperature=0),
    "temperature must be above 0, got -1": lambda: Characters(temperature=-1),
    "prior must be above 0": lambda: Characters(prior=0),
    "order must be a whole number, got 1.5": lambda: Characters(order=1.5),
    "order must be at most 8, got 9": lambda: Characters(order=9),
    "streams must be at least 1, got 0": lambda: Characters(streams=0),
    "the text is empty: its shape is (2, 0)": lambda: Characters().fit(np.zeros((2, 0), int)),
    "tokens must be from 0 to 28, got 0 to 29": lambda: Characters().fit(np.array([[0, 29]])),
    "n must be at least 0, got -1": lambda: Characters().sample(Characters(1).fit(SMALL), -1, RNG(0)),
    "the text is empty: its shape is (1, 0)": lambda: Trigram(5).fit(np.zeros((1, 0), int)),
    "tokens must have the shape (chains, n), got (5,)": lambda: Trigram(9).fit(np.arange(5)),
    "tokens must be whole numbers, got float64": lambda: Trigram(5).fit(np.ones((1, 5))),
    "tokens must be from 0 to 4, got -1 to 3": lambda: Trigram(5).fit(np.array([[-1, 3]])),
    "tokens must be from 0 to 4, got 0 to 9": lambda: judge(np.array([0, 9, 1])),
    "the weights must sum to 1": lambda: Trigram(5, 0.5, 0.5, 0.5, 0.5),
    "the weights must sum to 1 ": lambda: Trigram(5, 1.5, -0.5, -0.001, 0.001),
    "the uniform weight must be above 0": lambda: Trigram(5, 0.5, 0.3, 0.2, 0),
    "vocabulary must be at least 1, got 0": lambda: Trigram(0),
    "n must be at least 0, got -5": lambda: Trigram(6).sample(Trigram(6).fit(SMALL), -5, RNG(0)),
    "chains of 1000 words are too many": lambda: Trigram(2**30).fit(np.ones((9, 1000), int)),
    "a text to judge must have at least 3 words, got 2": lambda: judge(np.array([0, 1])),
    "a text to judge must have the shape (m,), got (1, 3)": lambda: judge(np.array([[0, 1, 2]])),
    "there is no play called 'cats'": lambda: load_tokens().shuffled(2, ["cats"], 0),
    "at least one play must not be held out": lambda: load_tokens().shuffled(2, list(load_tokens().tokens), 0),
    "chains must be at least 1, got 0": lambda: load_tokens().shuffled(0, [], 0),
    "n must be at most 3": lambda: load_tokens().spell(np.zeros((2, 2), int), 400),
    "got '!W'": lambda: spell("Wow!"),
    "the text has only 2 words, and 3 are asked for": lambda: nonwords_and_types(spell("to be"), {"to"}, words=3),
}


def judge(text):
    model = Trigram(5)
    return model.perplexity(model.fit(np.array([[0, 1, 2, 3, 4]])), text)


@pytest.mark.parametrize("sentence", BAD)
def test_bad_input_is_one_sentence(sentence):
    with pytest.raises(BadSetting) as caught:
        BAD[sentence]()
    assert sentence.strip() in str(caught.value) and "\n" not in str(caught.value)
