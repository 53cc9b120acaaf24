"""Claims, exercises and quiz of lesson 11, negation in sentence embeddings."""

import numpy as np

from course_utils.teach.exercise import Exercise
from course_utils.teach.expect import as_array, as_truths, close, expect, expect_array, expect_unlike
from course_utils.teach.forms import to_array, to_letter, to_number, to_truths
from course_utils.teach.judges import at_edge, judge_between, judge_letter
from course_utils.teach.quiz import Option, Question

# id: (what to remember of it, the claim in our words, whose it is)
CLAIMS = {
    "N1": (
        "This encoder mostly overlooks the word “without”.",
        "Sentence encoders put a phrase with 'with' and its twin with 'without' close together, so that what has the "
        "unwanted can lie nearer to 'without' than what lacks it.",
        "Jina AI 2024",
    ),
    "N2": (
        "Training teaches “without”, not what follows from it.",
        "Training on synthetic pairs of sentences of opposite polarity, pushing the two apart, repairs this.",
        "Jina AI 2024",
    ),
    "N3": (
        "Each weakness shrinks, and something else pays.",
        "The same works for other known weaknesses: curated hard negatives, mined or made for one of them.",
        "Jina AI 2024",
    ),
}

# --- hard ------------------------------------------------------------------------------------------------------------


def hard(anchors, entailments, negatives):
    """Where the entailment lies nearer to its anchor than to the negative.

    three arrays (n, d) of unit vectors -> n truth values
    """
    to_anchor = (entailments * anchors).sum(axis=1)
    to_negative = (entailments * negatives).sum(axis=1)
    return to_anchor > to_negative


def unit(vectors, axis=1):
    return vectors / np.linalg.norm(vectors, axis=axis, keepdims=True)


def unit_rows(rng, n, d):
    return unit(rng.normal(size=(n, d))).astype(np.float32)


def judge_hard(answer, rng):
    a, e, n = (unit_rows(rng, 60, 4) for _ in range(3))
    judge_rows(answer(a, e, n), a, e, n)
    a, e, n = (unit_rows(rng, 1, 5) for _ in range(3))
    given = at_edge(answer, (a, e, n), "With one row")
    expect(np.ndim(given), "With one row, return an array with one truth value in it, not the value alone.")
    judge_rows(given, a, e, n)
    same = np.eye(4, dtype=np.float32)[:3]  # cosines with these are exact, in whatever order they are added up
    tie = expect_array(answer(same, unit_rows(rng, 3, 4), same), (3,), "The truth values")
    expect(not tie.any(), "Where both are equally near, the anchor is not nearer: use `>`, not `>=`.")


def judge_rows(given, a, e, n):
    """Hold what was given against the two cosines of each row."""
    expect(
        np.asarray(given).dtype.kind not in "SU", "Those are words. Return True or False for each row, without quotes."
    )
    found = as_array(given, "What you return")
    expect(found.ndim, "That is one value for all. Return one truth value a row, without `mean`, `sum` or `all`.")
    expect(found.shape != a.shape, "That is one value for each number. A cosine is a row's sum: `.sum(axis=1)`.")
    ae, an, en = (a * e).sum(axis=1), (a * n).sum(axis=1), (e * n).sum(axis=1)
    truth = ae > en
    rows = "Those are the numbers of the rows. Return True or False for each row, the comparison itself."
    expect_unlike(np.ravel(found), np.flatnonzero(truth), truth, rows)
    found = expect_array(found, truth.shape, "The truth values")
    mistakes = [
        (ae > an, "That is Easy: it compares from the anchor. Hard compares from the *entailment*."),
        (ae < en, "The wrong way round: true where the anchor is *nearer*, so where its cosine is larger."),
        (an > en, "The anchor's cosine with the negative is not needed: both cosines are the entailment's."),
        (ae - en, "Those are differences. Compare with `>`."),
        (ae, "Those are cosines with the anchor. Compare them with those with the negative, by `>`."),
        (ae > 0, "Nothing is compared with the negative yet."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    found = as_truths(found, "What you return")
    k = (found != truth).argmax()
    sentence = (
        f"An entailment whose cosine is {ae[k]:.2f} with the anchor and {en[k]:.2f} with the negative should be "
        f"{truth[k]}, and is {found[k]} in yours."
    )
    expect(np.array_equal(found, truth), sentence)


def easy_instead(anchors, entailments, negatives):
    return (anchors * entailments).sum(axis=1) > (anchors * negatives).sum(axis=1)


def wrong_way_round(anchors, entailments, negatives):
    return (entailments * anchors).sum(axis=1) < (entailments * negatives).sum(axis=1)


def third_pair(anchors, entailments, negatives):
    return (anchors * negatives).sum(axis=1) > (entailments * negatives).sum(axis=1)


def no_comparison(anchors, entailments, negatives):
    return (entailments * anchors).sum(axis=1) - (entailments * negatives).sum(axis=1)


def cosines_alone(anchors, entailments, negatives):
    return (entailments * anchors).sum(axis=1)


def numbers_of_the_rows(anchors, entailments, negatives):
    return np.where(hard(anchors, entailments, negatives))


def number_by_number(anchors, entailments, negatives):
    return entailments * anchors > entailments * negatives


def by_half(anchors, entailments, negatives):
    return (entailments * anchors).sum(axis=1) > 0.5


def mean_too_early(anchors, entailments, negatives):
    return hard(anchors, entailments, negatives).mean()


def ties_count(anchors, entailments, negatives):
    return (entailments * anchors).sum(axis=1) >= (entailments * negatives).sum(axis=1)


def by_distance(anchors, entailments, negatives):
    return np.square(entailments - anchors).sum(axis=1) < np.square(entailments - negatives).sum(axis=1)


def row_by_row(anchors, entailments, negatives):
    return [bool(e @ a > e @ n) for a, e, n in zip(anchors, entailments, negatives, strict=True)]


def as_whole_numbers(anchors, entailments, negatives):
    return np.where(np.diag(entailments @ anchors.T) > np.diag(entailments @ negatives.T), 1, 0)


HARD = Exercise(
    name="hard",
    answer=hard,
    judge=judge_hard,
    form=to_truths("What you return"),
    minutes=4,
    difficulty=2,
    hints=(
        "The vectors have length 1, so a cosine is a dot product: `(x * y).sum(axis=1)` for each row.",
        "Two cosines, both of the entailment: with the anchor and with the negative.",
        "Return the comparison itself: `to_anchor > to_negative`.",
    ),
    wrong=(
        (easy_instead, "That is Easy"),
        (wrong_way_round, "wrong way round"),
        (third_pair, "is not needed"),
        (no_comparison, "Those are differences"),
        (cosines_alone, "Those are cosines"),
        (numbers_of_the_rows, "numbers of the rows"),
        (number_by_number, "a row's sum"),
        (by_half, "An entailment whose cosine is"),
        (mean_too_early, "one value for all"),
        (ties_count, "use `>`"),
    ),
    right=(by_distance, row_by_row, as_whole_numbers),
)


# --- chance ----------------------------------------------------------------------------------------------------------

chance = 25.0

CHANCE = Exercise(
    name="chance",
    answer=chance,
    judge=judge_between(
        24.9,
        25.1,
        (
            (49.9, 50.1, "That is the chance for *one* query. Both must be right at once."),
            (0.24, 0.26, "As a share that is right. Here it should be in per cent."),
            (0.49, 0.51, "That is a share, and of *one* query. How many per cent of pairs have both right?"),
            (74.9, 75.1, "That is the chance that at least *one* is right. Both must be."),
            (33, 34, "There are two queries, each right or wrong: four outcomes, all equally likely."),
            (12.4, 12.6, "Three queries would give that. There are two."),
        ),
        "Each query is right half of the time, whatever the other does. How often are both?",
    ),
    form=to_number("Your answer"),
    minutes=2,
    difficulty=1,
    hints=("One query and two items: by chance, its own item is first half of the time.", "Half of a half."),
    wrong=(
        (50, "*one* query"),
        (0.25, "in per cent"),
        (0.5, "a share, and of"),
        (75, "at least *one*"),
        (100 / 3, "four outcomes"),
        (12.5, "Three queries"),
        (90, "whatever the other does"),
    ),
    right=(25, 100 / 4),
)


# --- why_below -------------------------------------------------------------------------------------------------------

why_below = "B"

WHY_BELOW_MISTAKES = {
    "A": "An encoder that knew nothing would rank by chance, and reach 25 per cent. It is far below.",
    "C": "Too few pairs would make the number uncertain, in both directions. It is below at every test set.",
    "D": "Then it would tell the two apart, and Hard would be high; and the query with meat would find the falafel. "
    "Look at the four phrases again: both queries prefer the same item.",
}

WHY_BELOW = Exercise(
    name="why_below",
    answer=why_below,
    judge=judge_letter(why_below, WHY_BELOW_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=2,
    hints=(
        "The two queries lie close together. What follows for the order in which they rank two items?",
        "If both rank the items in the same order, how many of the two can be right?",
    ),
    wrong=(
        ("A", "knew nothing"),
        ("C", "in both directions"),
        ("D", "prefer the same item"),
        ("E", "4 answers to choose from"),
        (25, "one letter in quotes"),
    ),
    right=("b", " B "),
)


# --- without ---------------------------------------------------------------------------------------------------------


def without(base, attribute, weight):
    """A query for the base without the attribute: base - weight * attribute, scaled to unit length.

    base, attribute: (n, d) of unit vectors; weight: a number -> (n, d)
    """
    difference = base - weight * attribute
    return difference / np.linalg.norm(difference, axis=1, keepdims=True)


def judge_without(answer, rng):
    base, attribute, weight = unit_rows(rng, 3, 3), unit_rows(rng, 3, 3), rng.uniform(0.3, 0.8)  # square: see below
    judge_queries(answer(base, attribute, weight), base, attribute, weight)
    for n, weight in ((5, 0), (5, 1), (4, rng.uniform(2, 4)), (4, rng.uniform(-0.9, -0.3)), (1, 0.5)):
        base, attribute = unit_rows(rng, n, 3), unit_rows(rng, n, 3)
        edge = f"With {n} queries and the weight {weight:.2g}" if n > 1 else "With one query"
        judge_queries(at_edge(answer, (base, attribute, weight), edge), base, attribute, weight)


def judge_queries(given, base, attribute, weight):
    """Hold the queries against those for this weight."""
    found, difference = expect_array(given, base.shape, "The queries"), base - weight * attribute
    truth = unit(difference)
    shadow = (base * attribute).sum(axis=1, keepdims=True) * attribute  # what the base has of the attribute
    projection = (
        "That takes away only what the base has of the attribute: a projection. Take away the attribute itself."
    )
    mistakes = [
        (unit(base - abs(weight) * attribute), "A weight below 0 asks for *more* of the attribute: keep its sign."),
        (unit(base - max(weight, 0) * attribute), "A weight below 0 asks for more of the attribute: use it as well."),
        (
            unit(base - min(weight, 1) * attribute),
            "A weight above 1 takes away more: use it as it is, without a limit.",
        ),
        (unit(base + weight * attribute), "The sign: you ask for *more* of the attribute. Subtract it."),
        (unit(attribute - weight * base), "Swapped: start from the base, and take the attribute away."),
        (
            unit(weight * base - attribute),
            "The weight multiplies the attribute, and nothing else: `base - weight * attribute`.",
        ),
        (
            unit(base - attribute),
            "The weight is not used yet." if weight else "With the weight 0 the base stays as it is.",
        ),
        (unit(base - weight * shadow), projection),
        (unit(base - shadow), projection),
        (difference, "Not of unit length yet: divide each row by its length."),
        (unit(difference, axis=None), "You divide by the length of the whole table. Each row: `axis=1`."),
        (unit(difference, axis=0), "You divide by the length of each column. Each row: `axis=1`."),
    ]
    if len(base) == base.shape[1]:
        turned = difference / np.linalg.norm(difference, axis=1)
        sentence = (
            "The lengths, of shape (n,), divide the columns: `keepdims=True` makes them (n, 1), one for each row."
        )
        mistakes.append((turned, sentence))
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    k = np.abs(found - truth).max(axis=1).argmax()
    b, a, wanted, yours = (np.round(rows[k].astype(float), 4).tolist() for rows in (base, attribute, truth, found))
    sentence = f"For the base {b}, the attribute {a} and the weight {weight:.2g} you give {yours}, and it is {wanted}."
    expect(close(found, truth), sentence)


def add_instead(base, attribute, weight):
    return without(base, attribute, -weight)


def swapped(base, attribute, weight):
    return without(attribute, base, weight)


def weight_on_the_base(base, attribute, weight):
    return without(weight * base, attribute, 1)


def no_weight(base, attribute, weight):
    return without(base, attribute, 1)


def drop_the_sign(base, attribute, weight):
    return without(base, attribute, abs(weight))


def never_below_0(base, attribute, weight):
    return without(base, attribute, max(weight, 0))


def never_above_1(base, attribute, weight):
    return without(base, attribute, min(weight, 1))


def project(base, attribute, weight):
    return without(base, (base * attribute).sum(axis=1, keepdims=True) * attribute, weight)


def mix(base, attribute, weight):
    return without((1 - weight) * base, attribute, weight)


def any_length(base, attribute, weight):
    return base - weight * attribute


def whole_length(base, attribute, weight):
    difference = base - weight * attribute
    return difference / np.linalg.norm(difference)


def column_length(base, attribute, weight):
    difference = base - weight * attribute
    return difference / np.linalg.norm(difference, axis=0)


def flat_lengths(base, attribute, weight):
    difference = base - weight * attribute
    return difference / np.linalg.norm(difference, axis=1)


def by_hand(base, attribute, weight):
    rows = [b - weight * a for b, a in zip(base, attribute, strict=True)]
    return [row / np.sqrt(row @ row) for row in rows]


WITHOUT = Exercise(
    name="without",
    answer=without,
    judge=judge_without,
    form=to_array("The queries", np.float32),
    minutes=3,
    difficulty=1,
    hints=(
        "First the difference, then its length: `np.linalg.norm(difference, axis=1, keepdims=True)`.",
        "`keepdims=True` keeps the axis, so that each row is divided by its own length.",
    ),
    wrong=(
        (add_instead, "The sign"),
        (swapped, "Swapped"),
        (weight_on_the_base, "multiplies the attribute"),
        (no_weight, "not used yet"),
        (drop_the_sign, "keep its sign"),
        (never_below_0, "use it as well"),
        (never_above_1, "without a limit"),
        (project, "a projection"),
        (mix, "you give"),
        (any_length, "Not of unit length"),
        (whole_length, "the whole table"),
        (column_length, "each column"),
        (flat_lengths, "divide the columns"),
    ),
    right=(by_hand,),
)


# --- leak ------------------------------------------------------------------------------------------------------------

leak = "C"

LEAK_MISTAKES = {
    "A": "Shuffling makes the two parts alike, which is just the trouble: almost every test sentence then has a twin "
    "in training.",
    "B": "That measures new nouns. Every cue and every kind of sentence would still have been in training.",
    "D": "A larger test gives a narrower interval around the wrong number.",
}

LEAK = Exercise(
    name="leak",
    answer=leak,
    judge=judge_letter(leak, LEAK_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "What should be new in a sentence that somebody will type tomorrow?",
        "Sentences are made of a domain, a noun, a cue and a shape. Each can leak on its own.",
    ),
    wrong=(
        ("A", "a twin"),
        ("B", "new nouns"),
        ("D", "the wrong number"),
        ("E", "4 answers to choose from"),
        (2, "one letter in quotes"),
    ),
    right=("c", " C "),
)


# --- ship ------------------------------------------------------------------------------------------------------------

ship = "C"

SHIP_MISTAKES = {
    "A": "A fine headline. But look at its topics: sentences with *without* lie together, whatever they are about. "
    "Nobody could search with that.",
    "B": "The highest headline, and few topics left: it has given up what the encoder was for.",
    "D": "It keeps more topics than A and B. But docstrings and words have become worse, which nobody asked for.",
}


def judge_ship(letter, rng):
    later = "E and F are trained only afterwards, so that C has fair rivals. Choose among the four of the table above."
    expect(letter not in ("E", "F"), later)
    judge_letter(ship, SHIP_MISTAKES)(letter, rng)


SHIP = Exercise(
    name="ship",
    answer=ship,
    judge=judge_ship,
    form=to_letter,
    minutes=3,
    difficulty=2,
    hints=(
        "Cover the column *hard* with your hand. Which rows still keep topics, and which loses the fewest docstrings?",
        "One row is good at what it was trained for, and has lost least of what it could do before.",
    ),
    wrong=(
        ("A", "whatever they are about"),
        ("B", "given up"),
        ("D", "nobody asked for"),
        ("E", "trained only afterwards"),
        ("G", "4 answers to choose from"),
        (1, "one letter in quotes"),
    ),
    right=("c", " C "),
)


# --- one_number ------------------------------------------------------------------------------------------------------

one_number = "A"

ONE_NUMBER_MISTAKES = {
    "B": "A trained model would do that in many dimensions. In one, an untrained model gets the same two values.",
    "C": "More decimals would not help: with one number there is nothing but a sign.",
    "D": "How long a sentence is doesn't matter: whatever its length, its vector is one number here.",
}

ONE_NUMBER = Exercise(
    name="one_number",
    answer=one_number,
    judge=judge_letter(one_number, ONE_NUMBER_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=2,
    hints=(
        "Write the cosine of the one-dimensional vectors 3 and 0.2, then of 3 and -5.",
        "x·y / (|x||y|) for two numbers: what is left?",
    ),
    wrong=(
        ("B", "an untrained model"),
        ("C", "nothing but a sign"),
        ("D", "whatever its length"),
        ("E", "4 answers to choose from"),
        (1.0, "one letter in quotes"),
    ),
    right=("a", " A "),
)

EXERCISES = [HARD, CHANCE, WHY_BELOW, WITHOUT, LEAK, SHIP, ONE_NUMBER]

QUIZ = (
    Question(
        "Your encoder's Hard rises from 5 to 95 per cent. What do you look at next?",
        (
            Option("Nothing: 95 is enough.", False, "So was the winner's that had mixed up all topics."),
            Option(
                "Whether it still tells topics apart, and still finds what it found before.",
                True,
                "A target that you train for stops being a measure: Goodhart's law.",
            ),
            Option("The same test with more triplets.", False, "That makes the number surer, and says nothing new."),
        ),
    ),
    Question(
        "Similarities of unrelated sentences correlate as before with people's judgements. So nothing is damaged?",
        (
            Option(
                "No: those sentences have no 'without' in them.",
                True,
                "A test can miss the damage that lies where it never goes.",
            ),
            Option("Yes, that is what such a test is for.", False, "It sees damage only to sentences of its own kind."),
            Option("Yes, if it has thousands of pairs.", False, "Thousands of pairs that all look away."),
        ),
    ),
    Question(
        "A rule takes queries apart and subtracts the unwanted. Why train an encoder at all?",
        (
            Option("Because trained always beats rules.", False, "Here it doesn't: look at the facts of the world."),
            Option(
                "Because the rule must find the cue, and people write it in ways that no list holds.",
                True,
                "What learns may find cues that no list holds. On ours it beat the list, at a price: measure.",
            ),
            Option("Because a subtraction is slow.", False, "It costs one more short text to encode."),
        ),
    ),
    Question(
        "On pairs of queries, an encoder gets 5 per cent right. Is it worse than a coin?",
        (
            Option(
                "By this measure yes, because its errors are alike: both queries rank the items the same way.",
                True,
                "Two coins are right together in a quarter of the cases. Two queries that agree, never.",
            ),
            Option("No: nothing can be worse than chance.", False, "What is reliably wrong is worse than chance."),
            Option("No: chance is 5 per cent.", False, "Chance is 25 per cent: half times a half."),
        ),
    ),
)
