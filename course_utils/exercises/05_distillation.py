"""Exercises and quiz of lesson 5, distillation."""

import numpy as np

from course_utils.exercise import Exercise
from course_utils.expect import (
    expect,
    expect_array,
    expect_number,
    expect_pair,
    expect_unlike,
    to_array,
    to_number,
    to_pair,
)
from course_utils.judges import judge_letter, to_letter
from course_utils.quiz import Option, Question

# --- retained --------------------------------------------------------------------------------------------------------


def retained(scores, sizes, teacher):
    """What share of the teacher's score each model has, and what share of its parameters.

    scores, sizes: (n,); teacher: the teacher's place in both -> two arrays (n,), 1 for the teacher
    """
    return scores / scores[teacher], sizes / sizes[teacher]


def judge_retained(answer, rng):
    n = int(rng.integers(5, 9))
    scores, sizes = rng.uniform(30, 60, n), rng.uniform(20, 300, n)
    teacher = int(rng.integers(1, n - 1))
    scores[0], sizes[-1] = 65, 400  # so that the teacher is neither the best nor the largest
    pair = expect_pair(answer(scores, sizes, teacher), "the shares of the score and the shares of the parameters")
    kept = expect_array(pair[0], (n,), "The shares of the score")
    small = expect_array(pair[1], (n,), "The shares of the parameters")
    best, size = scores[teacher], sizes[teacher]
    truth = np.array([scores / best, sizes / size])
    mistakes = [
        (truth[::-1], "The two are swapped: first the share of the score, then that of the parameters."),
        (1 / truth, "Upside down: a share *of the teacher's* has the teacher below the line."),
        ([truth[0], 1 / truth[1]], "The second says how many times smaller a model is. As a share: `sizes / …`."),
        ([scores - best, sizes - size], "Those are differences. A share is a quotient."),
        (1 - truth, "Those are the shares that are lost. We ask for those that are kept."),
        ([scores / scores.max(), sizes / sizes.max()], "You divide by the largest. Divide by the teacher's own."),
        ([scores / scores[0], sizes / sizes[0]], "You divide by the first model. `teacher` says which one it is."),
        ([scores / scores.sum(), sizes / sizes.sum()], "You divide by the sum. Divide by the teacher's own."),
        (100 * truth, "Those are per cent. Leave them as shares, 1 for the teacher."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(np.array([kept, small]), np.array(mistake), truth, sentence)
    expect(np.allclose(kept, truth[0]), "Share of the score: `scores` divided by the teacher's score.")
    expect(np.allclose(small, truth[1]), "Share of the parameters: `sizes` divided by the teacher's size.")


def swap_the_two(scores, sizes, teacher):
    return sizes / sizes[teacher], scores / scores[teacher]


def upside_down(scores, sizes, teacher):
    return scores[teacher] / scores, sizes[teacher] / sizes


def times_smaller(scores, sizes, teacher):
    return scores / scores[teacher], sizes[teacher] / sizes


def subtract(scores, sizes, teacher):
    return scores - scores[teacher], sizes - sizes[teacher]


def what_is_lost(scores, sizes, teacher):
    return 1 - scores / scores[teacher], 1 - sizes / sizes[teacher]


def divide_by_the_largest(scores, sizes, teacher):
    return scores / scores.max(), sizes / sizes.max()


def divide_by_the_first(scores, sizes, teacher):
    return scores / scores[0], sizes / sizes[0]


def in_per_cent(scores, sizes, teacher):
    return 100 * scores / scores[teacher], 100 * sizes / sizes[teacher]


def model_after_model(scores, sizes, teacher):
    pairs = [(score / scores[teacher], size / sizes[teacher]) for score, size in zip(scores, sizes, strict=True)]
    return [kept for kept, _ in pairs], [small for _, small in pairs]


def by_logarithms(scores, sizes, teacher):
    return [np.exp(np.log(values) - np.log(values[teacher])) for values in (scores, sizes)]


RETAINED = Exercise(
    name="retained",
    answer=retained,
    judge=judge_retained,
    form=to_pair(
        to_array("The shares of the score"),
        to_array("The shares of the parameters"),
        "the shares of the score and the shares of the parameters",
    ),
    minutes=3,
    difficulty=1,
    hints=(
        "`scores[teacher]` is the teacher's score, and `sizes[teacher]` its number of parameters.",
        "An array divided by a number is divided element by element.",
        "Return two arrays, separated by a comma: the scores' shares first.",
    ),
    wrong=(
        (swap_the_two, "are swapped"),
        (upside_down, "Upside down"),
        (times_smaller, "times smaller"),
        (subtract, "differences"),
        (what_is_lost, "that are lost"),
        (divide_by_the_largest, "by the largest"),
        (divide_by_the_first, "by the first model"),
        (in_per_cent, "per cent"),
    ),
    right=(model_after_model, by_logarithms),
)


# --- missing_baseline ------------------------------------------------------------------------------------------------

missing_baseline = "C"

MISSING_BASELINE_MISTAKES = {
    "A": "That would tell whether the student has more to learn from. What it would know *without* a teacher, it "
    "would not tell.",
    "B": "That would show how the student bears compression. It would still have had a teacher all along.",
    "D": "That would make the scores more trustworthy, each of them. Nothing is taken away from the student by it, so "
    "nothing is learned about what the teacher gave.",
}

MISSING_BASELINE = Exercise(
    name="missing_baseline",
    answer=missing_baseline,
    judge=judge_letter(missing_baseline, MISSING_BASELINE_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "You want to know what *the teacher* gave. Think of a medicine: what do you compare the treated with?",
        "Change one thing only. Size, texts and hours stay; what goes?",
    ),
    wrong=(
        ("A", "*without* a teacher"),
        ("B", "a teacher all along"),
        ("D", "more trustworthy"),
        ("E", "4 answers to choose from"),
        (3, "one letter in quotes"),
    ),
    right=("c", " C "),
)


# --- soften ----------------------------------------------------------------------------------------------------------


def soften(logits, temperature):
    """Probabilities at a temperature: softmax(logits / temperature) over the last axis.

    logits: (..., classes), perhaps in the thousands -> the same shape
    """
    scaled = logits / temperature
    powers = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def judge_soften(answer, rng):
    logits, temperature = rng.normal(0, 6, (2, 6, 5)), rng.uniform(2, 6)
    found = expect_array(answer(logits, temperature), logits.shape, "The probabilities")

    def shares(powers, axis=-1):
        return powers / powers.sum(axis=axis, keepdims=True)

    truth, cold = shares(np.exp(logits / temperature)), shares(np.exp(logits))
    mistakes = [
        (cold, "That is temperature 1: divide the logits by the temperature first."),
        (shares(np.exp(logits * temperature)), "You multiply by the temperature, which sharpens. Divide."),
        (cold / temperature, "You divide the probabilities. Divide the logits, before the exponential."),
        (np.exp(logits / temperature), "They don't sum to 1 yet: divide by the sum over the last axis."),
        (shares(np.exp(logits / temperature), axis=None), "All rows together sum to 1. Each should: `axis=-1`."),
        (shares(np.exp(logits / temperature), axis=0), "The wrong axis sums to 1. Classes are on the last: `axis=-1`."),
        (shares(logits / temperature), "The exponential is missing: shares of the logits can be below 0."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    expect(np.allclose(found.sum(axis=-1), 1), "Over the last axis, probabilities must sum to 1.")
    expect(np.allclose(found, truth), "Divide by the temperature, take `np.exp`, divide by the sum over the last axis.")
    with np.errstate(over="ignore", invalid="ignore"):
        large = np.asarray(answer(np.array([[3000.0, 3001.0, 0.0]]), 1.0), float)
    sentence = "Logits in the thousands are too much for `np.exp`. Subtract each row's largest first: no share changes."
    expect(np.isfinite(large).all(), sentence)
    with np.errstate(invalid="ignore"):
        low = np.asarray(answer(np.array([[0, -1], [-200, -201]], np.float32), 1.0), float)
    sentence = "Subtract each *row's* own largest (`axis=-1`): of a row far below the others no power would be left."
    expect(np.isfinite(low).all() and np.allclose(low[0], low[1]), sentence)


def subtract_the_largest_of_all(logits, temperature):
    powers = np.exp((logits - logits.max()) / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)


def forget_the_temperature(logits, temperature):
    return soften(logits, 1)


def sharpen(logits, temperature):
    return soften(logits, 1 / temperature)


def divide_too_late(logits, temperature):
    return soften(logits, 1) / temperature


def forget_the_sum(logits, temperature):
    return np.exp(logits / temperature)


def sum_over_everything(logits, temperature):
    powers = np.exp(logits / temperature)
    return powers / powers.sum()


def sum_over_the_first(logits, temperature):
    powers = np.exp(logits / temperature)
    return powers / powers.sum(axis=0)


def forget_the_exponential(logits, temperature):
    return logits / logits.sum(axis=-1, keepdims=True)


def overflow(logits, temperature):
    powers = np.exp(logits / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)


def by_scipy(logits, temperature):
    from scipy.special import softmax

    return softmax(logits / temperature, axis=-1)


SOFTEN = Exercise(
    name="soften",
    answer=soften,
    judge=judge_soften,
    form=to_array("The probabilities", np.float32),
    minutes=4,
    difficulty=1,
    hints=(
        "Three steps: divide by the temperature, `np.exp`, divide by the sum over the last axis.",
        "`powers.sum(axis=-1, keepdims=True)` keeps the axis, so that the division fits.",
        "Subtract `scaled.max(axis=-1, keepdims=True)` before `np.exp`: the shares stay, and nothing overflows.",
    ),
    wrong=(
        (forget_the_temperature, "That is temperature 1"),
        (sharpen, "which sharpens"),
        (divide_too_late, "before the exponential"),
        (forget_the_sum, "don't sum to 1 yet"),
        (sum_over_everything, "All rows together"),
        (sum_over_the_first, "The wrong axis"),
        (forget_the_exponential, "exponential is missing"),
        (overflow, "Logits in the thousands"),
        (subtract_the_largest_of_all, "own largest"),
    ),
    right=(by_scipy,),
)


# --- fix_bias --------------------------------------------------------------------------------------------------------


def fix_bias(logits, digit, share):
    """What to add to this digit's logit so that it is the largest in this share of the rows.

    logits: (n, 10), digit: which column, share: from 0 to 1 -> a number
    """
    others = np.delete(logits, digit, axis=1).max(axis=1)
    return np.quantile(others - logits[:, digit], share)


def share_won(logits, digit, shift):
    """Share of the rows in which the digit's logit is the largest once it is shifted."""
    shifted = logits.copy()
    shifted[:, digit] += shift
    return np.mean(shifted.argmax(axis=1) == digit)


def judge_fix_bias(answer, rng):
    for _ in range(3):
        digit, share, n = int(rng.integers(1, 9)), rng.uniform(0.06, 0.3), 400
        logits = rng.normal(0, 3, (n, 10))
        logits[:, digit] -= rng.uniform(5, 9)
        shift = expect_number(answer(logits, digit, share), "The shift")
        others = np.delete(logits, digit, axis=1).max(axis=1)
        gap = others - logits[:, digit]
        truth = np.quantile(gap, share)
        mistakes = [
            (np.quantile(-gap, share), "Signs: add what the digit *lacks*, the others' largest minus the digit's own."),
            (-truth, "That is the right size with the wrong sign: it makes the digit rarer still."),
            (np.quantile(gap, 1 - share), "Now the digit wins in the *other* share of the rows, 1 - share."),
            (gap.mean(), "The mean gap makes the digit win in about half of the rows. Which quantile is it?"),
            (np.median(gap), "The median gap makes the digit win in half of the rows. Which quantile is it?"),
            (
                np.quantile(logits.max(axis=1) - logits[:, digit], share),
                "Compare with the largest of the *others*: where the digit is already ahead, the gap is below 0.",
            ),
            (share - share_won(logits, digit, 0), "That is a difference of shares. We need a number of logits."),
        ]
        for mistake, sentence in mistakes:
            expect_unlike(shift, mistake, truth, sentence)
        won = share_won(logits, digit, shift)
        sentence = f"With your shift the digit is largest in {won:.0%} of the rows, and {share:.0%} were asked for."
        expect(abs(won - share) <= 1.5 / n, sentence)
    ahead = rng.normal(0, 3, (400, 10))
    ahead[:, 2] += 6
    shift = expect_number(answer(ahead, 2, 0.1), "The shift")
    sentence = "A digit that is said too often needs a shift below 0: compare with the largest of the *others*."
    expect(abs(share_won(ahead, 2, shift) - 0.1) < 0.005, sentence)


def gap(logits, digit):
    return np.delete(logits, digit, axis=1).max(axis=1) - logits[:, digit]


def turn_the_gap_round(logits, digit, share):
    return np.quantile(-gap(logits, digit), share)


def wrong_sign(logits, digit, share):
    return -np.quantile(gap(logits, digit), share)


def other_share(logits, digit, share):
    return np.quantile(gap(logits, digit), 1 - share)


def mean_gap(logits, digit, share):
    return gap(logits, digit).mean()


def median_gap(logits, digit, share):
    return np.median(gap(logits, digit))


def compare_with_all(logits, digit, share):
    return np.quantile(logits.max(axis=1) - logits[:, digit], share)


def difference_of_shares(logits, digit, share):
    return share - share_won(logits, digit, 0)


def guess(logits, digit, share):
    return 3.0


def by_halving(logits, digit, share):
    low, high = -100.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if share_won(logits, digit, middle) < share else (low, middle)
    return high


def sort_the_gaps(logits, digit, share):
    ordered, place = sorted(gap(logits, digit)), round(share * len(logits))
    return (ordered[place - 1] + ordered[place]) / 2


FIX_BIAS = Exercise(
    name="fix_bias",
    answer=fix_bias,
    judge=judge_fix_bias,
    form=to_number("The shift"),
    minutes=8,
    difficulty=2,
    hints=(
        "How much does the digit lack in each row to be the largest? `np.delete(logits, digit, axis=1)`: the others.",
        "`others.max(axis=1) - logits[:, digit]` is the gap. A shift wins every row whose gap is smaller.",
        "So the shift that wins this share of the rows is a quantile of the gaps.",
    ),
    wrong=(
        (turn_the_gap_round, "what the digit *lacks*"),
        (wrong_sign, "the wrong sign"),
        (other_share, "*other* share"),
        (mean_gap, "The mean gap"),
        (median_gap, "The median gap"),
        (compare_with_all, "said too often"),
        (difference_of_shares, "difference of shares"),
        (guess, "With your shift"),
    ),
    right=(by_halving, sort_the_gaps),
)


# --- hotter ----------------------------------------------------------------------------------------------------------

hotter = "B"

HOTTER_MISTAKES = {
    "A": "Look at the bars from T = 4 on: they overlap. Later, with noisy labels, you will see hot targets lose.",
    "C": "Compare T = 1 with T = 8 after the fix: the intervals are apart.",
}

HOTTER = Exercise(
    name="hotter",
    answer=hotter,
    judge=judge_letter(hotter, HOTTER_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "Compare neighbours: where do the intervals overlap, and where are they apart?",
        "Look at the red points (bias fixed) first, at T = 1 and at T = 4, 8 and 20.",
    ),
    wrong=(
        ("A", "they overlap"),
        ("C", "Compare T = 1"),
        ("D", "3 answers to choose from"),
        (1, "one letter in quotes"),
    ),
    right=("b", " B "),
)


# --- any_inputs ------------------------------------------------------------------------------------------------------

any_inputs = "B"

ANY_INPUTS_MISTAKES = {
    "A": "Look at the first set: with uniform noise, a student does worse than with 100 labels and no teacher at all.",
    "C": "Look again: mixtures, drawings, even jumbled pixels serve well, and none of those is a real digit.",
}

ANY_INPUTS = Exercise(
    name="any_inputs",
    answer=any_inputs,
    judge=judge_letter(any_inputs, ANY_INPUTS_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "Compare every line with the first one, the student that has 100 labels and no teacher.",
        "Which sets are not real digits, and which of those serve well?",
    ),
    wrong=(
        ("A", "no teacher at all"),
        ("C", "Look again"),
        ("D", "3 answers to choose from"),
        (2, "one letter in quotes"),
    ),
    right=("b", " B "),
)


# --- text_vectors ----------------------------------------------------------------------------------------------------


def text_vectors(table, texts):
    """Unit vectors of texts: the mean of their tokens' rows, scaled to length 1.

    table: (tokens, d), texts: a list of arrays of token numbers -> (texts, d)
    """
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def judge_text_vectors(answer, rng):
    table = rng.normal(size=(30, 4)) * rng.uniform(0.2, 3, (30, 1))
    texts = [rng.integers(0, 30, n) for n in (1, 4, 9)]
    found = expect_array(answer(table, texts), (3, 4), "The vectors")
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    truth = text_vectors(table, texts)
    expect_unlike(found, means, truth, "Those are the means. Divide each by its length: `np.linalg.norm(…, axis=1)`.")
    expect_unlike(
        found,
        means / np.linalg.norm(means),
        truth,
        "You divide all texts by one number. Each text has a length of its own: `axis=1, keepdims=True`.",
    )
    expect_unlike(
        found,
        means / np.linalg.norm(means, axis=0),
        truth,
        "You divide each column by its length. Each text is a row: `axis=1, keepdims=True`.",
    )
    rows = table / np.linalg.norm(table, axis=1, keepdims=True)
    expect_unlike(
        found,
        np.stack([rows[tokens].mean(axis=0) for tokens in texts]),
        truth,
        "You scale the tokens' rows. Scale the text's mean instead: a longer row is a token that matters more.",
    )
    expect(
        np.allclose(found, truth),
        "Something is off. `table[tokens]` holds a text's rows: average over its first axis, divide by the length.",
    )


def forget_the_length(table, texts):
    return np.stack([table[tokens].mean(axis=0) for tokens in texts])


def share_one_length(table, texts):
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    return means / np.linalg.norm(means)


def scale_the_rows(table, texts):
    rows = table / np.linalg.norm(table, axis=1, keepdims=True)
    return np.stack([rows[tokens].mean(axis=0) for tokens in texts])


def sum_instead(table, texts):  # right as well: only the direction counts
    sums = np.array([table[tokens].sum(axis=0) for tokens in texts])
    return sums / np.sqrt((sums**2).sum(axis=1))[:, None]


def text_after_text(table, texts):
    vectors = []
    for tokens in texts:
        mean = sum(table[token] for token in tokens) / len(tokens)
        vectors.append(mean / np.linalg.norm(mean))
    return np.array(vectors)


def alike_instead(table, texts):
    vectors = text_vectors(table, texts)
    return vectors @ vectors.T


def share_one_mean(table, texts):
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    return means / np.linalg.norm(means, axis=0)


TEXT_VECTORS = Exercise(
    name="text_vectors",
    answer=text_vectors,
    judge=judge_text_vectors,
    form=to_array("The vectors", np.float32),
    minutes=4,
    difficulty=2,
    hints=(
        "`table[tokens]` holds the rows of a text's tokens, (tokens, d): `.mean(axis=0)` is their mean.",
        "`np.stack([… for tokens in texts])` puts the means of all texts below each other.",
        "`np.linalg.norm(means, axis=1, keepdims=True)` is each one's length. Divide by it.",
    ),
    wrong=(
        (forget_the_length, "Those are the means"),
        (share_one_length, "divide all texts by one number"),
        (share_one_mean, "You divide each column"),
        (scale_the_rows, "You scale the tokens' rows"),
        (alike_instead, "should have the shape"),
    ),
    right=(sum_instead, text_after_text),
)


# --- honest_and_flattered --------------------------------------------------------------------------------------------


def honest_and_flattered(development, test):
    """Test scores of two settings: of the best on development, and of the best on the test itself.

    development: (settings, queries), test: (settings, other queries), scores -> two numbers
    """
    chosen = development.mean(axis=1).argmax()
    on_test = test.mean(axis=1)
    return on_test[chosen], on_test.max()


def judge_honest_and_flattered(answer, rng):
    settings = int(rng.integers(6, 10))
    development, test = rng.random((settings, 40)), rng.random((settings, 30))
    development[1] += 0.3  # the best on development is not the best on test, nor the worst of either
    test[2] += 0.3
    development[3] -= 0.3
    test[4] -= 0.3
    pair = expect_pair(answer(development, test), "the honest score and the flattered one")
    honest, flattered = expect_number(pair[0], "The honest score"), expect_number(pair[1], "The flattered score")
    on_development, on_test = development.mean(axis=1), test.mean(axis=1)
    chosen = on_development.argmax()
    truth = np.array([on_test[chosen], on_test.max()])
    mistakes = [
        (truth[::-1], "The two are swapped: the honest score first."),
        (
            [on_development.max(), on_test.max()],
            "The first is a score on development, where you chose. Choose there, and read on test.",
        ),
        ([on_test.max()] * 2, "Both are chosen on test. For the honest score, choose on development."),
        ([on_test[on_development.argmin()], on_test.max()], "You choose the *worst* setting on development."),
        (
            [truth[0], test.max(axis=0).mean()],
            "You choose a setting for every query anew. One setting for all queries: average first, then choose.",
        ),
        ([truth[0], test.max()], "That is the best single query. Average over the queries of a setting first."),
        ([on_test.mean(), on_test.max()], "The average setting is not the one that you would have chosen."),
        ([truth[0], on_test.max() - truth[0]], "The second is what was won by cheating. Return the score itself."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike([honest, flattered], mistake, truth, sentence)
    expect(np.isclose(honest, truth[0]), "Honest: `development.mean(axis=1).argmax()` chooses, `test` is only read.")
    expect(np.isclose(flattered, truth[1]), "Flattered: the largest of the settings' averages on `test`.")


def flattered_first(development, test):
    return honest_and_flattered(development, test)[::-1]


def report_development(development, test):
    return development.mean(axis=1).max(), test.mean(axis=1).max()


def choose_on_test(development, test):
    return test.mean(axis=1).max(), test.mean(axis=1).max()


def choose_the_worst(development, test):
    return test.mean(axis=1)[development.mean(axis=1).argmin()], test.mean(axis=1).max()


def choose_for_every_query(development, test):
    return honest_and_flattered(development, test)[0], test.max(axis=0).mean()


def best_single_query(development, test):
    return honest_and_flattered(development, test)[0], test.max()


def average_setting(development, test):
    return test.mean(), test.mean(axis=1).max()


def what_cheating_wins(development, test):
    honest, flattered = honest_and_flattered(development, test)
    return honest, flattered - honest


def setting_after_setting(development, test):
    chosen = max(range(len(development)), key=lambda setting: sum(development[setting]))
    averages = [sum(scores) / len(scores) for scores in test]
    return averages[chosen], max(averages)


def by_sorting(development, test):
    order = np.argsort(development.sum(axis=1))
    return test[order[-1]].mean(), np.sort(test.mean(axis=1))[-1]


HONEST_AND_FLATTERED = Exercise(
    name="honest_and_flattered",
    answer=honest_and_flattered,
    judge=judge_honest_and_flattered,
    form=to_pair(to_number("The first score"), to_number("The second score"), "the two scores"),
    minutes=4,
    difficulty=2,
    hints=(
        "`development.mean(axis=1)` is each setting's average over the queries; `.argmax()` is the best one's place.",
        "The honest score: choose that place on development, and read the average at that place on test.",
        "The flattered score: the largest average on test, as if test were there to choose by.",
    ),
    wrong=(
        (flattered_first, "are swapped"),
        (report_development, "where you chose"),
        (choose_on_test, "Both are chosen on test"),
        (choose_the_worst, "*worst* setting"),
        (choose_for_every_query, "every query anew"),
        (best_single_query, "best single query"),
        (average_setting, "average setting"),
        (what_cheating_wins, "won by cheating"),
    ),
    right=(setting_after_setting, by_sorting),
)


EXERCISES = (RETAINED, MISSING_BASELINE, SOFTEN, FIX_BIAS, HOTTER, ANY_INPUTS, TEXT_VECTORS, HONEST_AND_FLATTERED)

QUIZ = (
    Question(
        "Why can a student read 3s that it has never seen?",
        (
            Option(
                "It guesses them by exclusion.",
                False,
                "With a bias fix that gives about half of them, to students of labels. Soft targets give nearly all.",
            ),
            Option(
                "The teacher's answers about other digits say how much each looks like a 3.",
                True,
                "A 7 that is 2 % a 3 says something about 3s; high temperatures make it loud enough to learn from.",
            ),
            Option(
                "The bias fix shows it some.",
                False,
                "The fix is one number, from unlabelled pictures. It tells no 3 apart.",
            ),
        ),
    ),
    Question(
        "The teacher was trained on labels of which 60 % are random. What should a tiny student learn from?",
        (
            Option(
                "The same labels: at least they are first-hand.",
                False,
                "It averages the noise away less well than its large teacher.",
            ),
            Option(
                "The teacher's plain answers.",
                True,
                "The teacher has averaged much of the noise away; plain answers hand that over.",
            ),
            Option(
                "The teacher's soft answers, of course: they say more.",
                False,
                "They lost here, with 16 units and with 256. Why, we did not test.",
            ),
        ),
    ),
    Question(
        "You may ask the teacher 900 questions, but have only 100 real pictures. What do you send?",
        (
            Option("Random pixels: they cover everything.", False, "Almost nothing that they cover is near a digit."),
            Option(
                "Anything near digits: even the same 100, or mixtures of them.",
                True,
                "They need not be new, nor real. From uniform noise it learned far less.",
            ),
            Option(
                "The 100 with their own labels, each moved by a pixel: augmentation always helps.",
                False,
                "It did worse than the 100 as they are: in a picture of eight by eight, a pixel is a long way.",
            ),
            Option(
                "I wait for 800 more real ones.", False, "They did no better than the teacher's answers about the 100."
            ),
        ),
    ),
    Question(
        "A small distilled model is nearly as good as its teacher. What does this say about distillation?",
        (
            Option("That it works.", False, "Perhaps the small model would have done as well without a teacher."),
            Option(
                "Little, until the same small model is shown without a teacher.",
                True,
                "The baseline that is most often missing: everything equal, except what it learned from.",
            ),
            Option("That the teacher was too large.", False, "It may have been. But that, too, needs a comparison."),
        ),
    ),
    Question(
        "A student does thousands of times fewer operations than its teacher. How much faster is it?",
        (
            Option("As many times.", False, "Cutting a text into tokens is no operation, and takes time all the same."),
            Option(
                "I'd have to measure: operations leave out what a small model spends most of its time on.",
                True,
                "Here the speed-up was large, and far below what the operations promised.",
            ),
            Option("No faster: it has to read the same texts.", False, "Reading is cheap. Understanding was dear."),
        ),
    ),
)
