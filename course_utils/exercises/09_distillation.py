"""Claims, exercises and quiz of lesson 9, distillation."""

import math

import numpy as np

from course_utils.teach.exercise import Exercise, Workload
from course_utils.teach.expect import close, expect, expect_array, expect_number, expect_unlike
from course_utils.teach.forms import to_array, to_letter, to_number, to_pair
from course_utils.teach.judges import at_edge, judge_letter
from course_utils.teach.quiz import Option, Question

# id: (what to remember of it, the claim in our words, whose it is)
CLAIMS = {
    "D1": (
        "Students can beat noisy teachers; small ones come close on digits.",
        "A student trained on a teacher's output cannot be better than the teacher, but can be much smaller "
        "and faster at nearly the same quality.",
        "Jina AI 2024",
    ),
    "D2": (
        "Bigger and more both helped; much data beat size.",
        "All else equal a bigger model is better, and so is more data; so a small model can beat a larger one.",
        "Jina AI 2024",
    ),
    "D3": (
        "Soft answers taught digits that the student never saw.",
        "A large model learns subtle patterns from uncurated data; from its answers a small student learns what it "
        "could never have learned from the same real data.",
        "Jina AI 2024; after Hinton et al. 2015",
    ),
    "D4": (
        "Distilling cost many times more; what the answers added is unproven.",
        "Distillation is cheaper and more reliable than training from scratch: in time, memory and energy.",
        "Jina AI 2024",
    ),
}

# --- retained --------------------------------------------------------------------------------------------------------


def retained(scores, sizes, teacher):
    """What share of the teacher's score each model has, and what share of its parameters.

    scores, sizes: (n,); teacher: the teacher's place in both -> two arrays (n,), 1 for the teacher
    """
    return scores / scores[teacher], sizes / sizes[teacher]


def judge_retained(answer, rng):
    n = int(rng.integers(5, 9))
    scores, sizes = rng.uniform(30, 60, n), rng.uniform(20, 300, n)
    scores[0], sizes[-1] = 65, 400  # so that a teacher in between is neither the best nor the largest
    judge_shares(answer, scores, sizes, int(rng.integers(1, n - 1)))
    judge_shares(answer, scores, sizes.astype(int), 0)
    judge_shares(answer, scores.astype(int), sizes.astype(int), n - 1)


def judge_shares(answer, scores, sizes, teacher):
    """Hold the answer's two arrays against what they should be, for a teacher at this place."""
    first, second = answer(scores, sizes, teacher)
    kept = expect_array(first, scores.shape, "The shares of the score")
    small = expect_array(second, sizes.shape, "The shares of the parameters")
    found, best, size = np.array([kept, small]), scores[teacher], sizes[teacher]
    truth = np.array([scores / best, sizes / size])
    cut = "Fractions are cut off: divide with `/`, and put the shares into an array of floats."
    mistakes = [
        (truth[::-1], "The two are swapped: first the share of the score, then that of the parameters."),
        (1 / truth, "Upside down: a share *of the teacher's* has the teacher below the line."),
        ([truth[0], 1 / truth[1]], "The second says how many times smaller a model is. As a share: `sizes / …`."),
        ([scores - best, sizes - size], "Those are differences. A share is a quotient."),
        (1 - truth, "Those are the shares that are lost. We ask for those that are kept."),
        ([scores / scores.max(), sizes / sizes.max()], "You divide by the largest. Divide by the teacher's own."),
        ([scores / scores[0], sizes / sizes[0]], "You divide by the first model. `teacher` says which one it is."),
        ([scores / scores.sum(), sizes / sizes.sum()], "You divide by the sum. Divide by the teacher's own."),
        ([scores / scores.mean(), sizes / sizes.mean()], "You divide by the mean. Divide by the teacher's own."),
        (100 * truth, "Those are per cent. Leave them as shares, 1 for the teacher."),
        (np.floor(truth), cut),
        ([truth[0], np.floor(truth[1])], cut),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, np.array(mistake), truth, sentence)
    for what, own, shares, right in (
        ("score", scores, kept, truth[0]),
        ("number of parameters", sizes, small, truth[1]),
    ):
        k = np.abs(shares - right).argmax()
        sentence = f"Where the teacher's {what} is {own[teacher]:.4g}, {own[k]:.4g} is a share of {right[k]:.5g}"
        expect(close(shares, right), f"{sentence}, and in yours of {shares[k]:.5g}: divide by the teacher's.")


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


def divide_by_the_sum(scores, sizes, teacher):
    return scores / scores.sum(), sizes / sizes.sum()


def shares_in_whole_numbers(scores, sizes, teacher):
    small = np.zeros_like(sizes)  # of integers, as the lesson's sizes are
    small[:] = sizes / sizes[teacher]
    return scores / scores[teacher], small


def difference_to_the_second(scores, sizes, teacher):
    return scores / scores[teacher], sizes - sizes[teacher]


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
        (divide_by_the_sum, "by the sum"),
        (in_per_cent, "per cent"),
        (shares_in_whole_numbers, "Fractions are cut off"),
        (difference_to_the_second, "is a share of"),
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


def share_out(powers, axis=-1):
    return powers / powers.sum(axis=axis, keepdims=True)


def judge_soften(answer, rng):
    temperature = int(rng.integers(2, 5))
    square = draw_logits(rng, (6, 6))
    judge_softened(answer(square, temperature), square, temperature)
    for shape in ((2, 6, 5), (2, 3, 4, 10), (10,)):
        logits, temperature = draw_logits(rng, shape), rng.uniform(0.4, 0.6)
        given = at_edge(answer, (logits, temperature), f"For logits of the shape {shape}")
        judge_softened(given, logits, temperature)
    high, low = (np.array(rows, np.float32) for rows in ([[3000, 3001, 0]], [[0, -1], [-3000, -3001]]))
    given = np.ravel(at_edge(answer, (high, 0.5), "With logits in the thousands"))
    sentence = "Logits in the thousands are too much for `np.exp`. Subtract each row's largest, of the divided logits."
    expect(close(given, share_out(np.exp([-2.0, 0.0, -6002.0]))), sentence)
    given = np.ravel(at_edge(answer, (low, 0.5), "With one row far below the other"))
    sentence = "Subtract each *row's* own largest (`axis=-1`): of a row far below the others no power would be left."
    expect(close(given, np.tile(share_out(np.exp([0.0, -2.0])), 2)), sentence)


def draw_logits(rng, shape):
    """Logits of which two classes are alike in every row."""
    logits = rng.normal(0, 2, shape).astype(np.float32)
    logits[..., 1] = logits[..., 0]
    return logits


def judge_softened(given, logits, temperature):
    """Hold what was given against the softmax, for logits of any shape."""
    found = expect_array(given, logits.shape, "The probabilities")
    powers, cold = np.exp(logits / temperature), share_out(np.exp(logits))
    truth = share_out(powers)
    mistakes = [
        (cold, "That is temperature 1: divide the logits by the temperature first."),
        (share_out(np.exp(logits * temperature)), "You multiply by the temperature, which sharpens. Divide."),
        (cold / temperature, "You divide the probabilities. Divide the logits, before the exponential."),
        (share_out(cold / temperature), "You divide the probabilities. Divide the logits, before the exponential."),
        (powers, "They don't sum to 1 yet: divide by the sum over the last axis."),
        (share_out(powers, axis=None), "All rows together sum to 1. Each should: `axis=-1`."),
        (share_out(logits), "The exponential is missing: shares of the logits can be below 0."),
        (
            np.ones_like(truth),
            "Of a single row, of the shape (10,), each number becomes 1 in yours: sum over `axis=-1`.",
        ),
    ]
    for axis in range(logits.ndim - 1):
        sentence = f"Axis {axis} sums to 1 in yours. Classes are on the last axis: `axis=-1`."
        mistakes.append((share_out(powers, axis=axis), sentence))
    if logits.shape == (6, 6):
        turned = powers / powers.sum(axis=-1)
        mistakes.append((turned, "The rows' sums divide the columns: `keepdims=True` keeps one sum for each row."))
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    sums = found.sum(axis=-1)
    sentence = f"Over the last axis, probabilities must sum to 1, and in yours some sum to {sums.max():.4g}."
    expect(close(sums, np.ones(logits.shape[:-1])), sentence)
    k = np.unravel_index(np.abs(found - truth).argmax(), truth.shape)
    sentence = (
        f"At the temperature {temperature:.2g} a logit {logits[k]:.2f} becomes {truth[k]:.5g} in its row, and "
        f"{found[k]:.5g} in yours: divide by the temperature, take `np.exp`, divide by the row's sum."
    )
    expect(close(found, truth), sentence)


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


def sum_over_rows_by_number(logits, temperature):
    powers = np.exp(logits / temperature)
    return powers / powers.sum(axis=1, keepdims=True)


def forget_keepdims(logits, temperature):
    powers = np.exp(logits / temperature)
    return powers / powers.sum(axis=-1)


def row_after_row(logits, temperature):
    return np.array([share_out(np.exp((row - np.max(row)) / temperature)) for row in logits])


def by_math(logits, temperature):
    rows = [[math.exp(z / temperature) for z in row] for row in logits.reshape(-1, logits.shape[-1])]
    return np.array([[power / sum(row) for power in row] for row in rows]).reshape(logits.shape)


def term_by_term(logits, temperature):
    def power(z, row):
        return np.exp((z - np.max(row)) / temperature)

    rows = logits.reshape(-1, logits.shape[-1])
    shares = [[power(z, row) / sum(power(other, row) for other in row) for z in row] for row in rows]
    return np.reshape(shares, logits.shape)


def overflow(logits, temperature):
    powers = np.exp(logits / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)


def by_scipy(logits, temperature):
    from scipy.special import softmax

    return softmax(logits / temperature, axis=-1)


def by_torch(logits, temperature):
    import torch

    return torch.softmax(torch.tensor(logits) / temperature, dim=-1)


def in_double_precision(logits, temperature):
    scaled = np.asarray(logits, float) / temperature
    return share_out(np.exp(scaled - scaled.max(axis=-1, keepdims=True)))


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
        (sum_over_the_first, "Axis 0 sums to 1"),
        (forget_the_exponential, "exponential is missing"),
        (sum_over_rows_by_number, "Axis 1 sums to 1"),
        (forget_keepdims, "`keepdims=True` keeps"),
        (row_after_row, "Of a single row"),
        (overflow, "too much for `np.exp`"),
        (by_math, "With logits in the thousands, your function stops"),
        (subtract_the_largest_of_all, "own largest"),
        (term_by_term, "too slow here"),
    ),
    right=(by_scipy, by_torch, in_double_precision),
    workload=Workload(lambda rng: (draw_logits(rng, (5, 900, 10)), 8), times=48),  # two million logits in all
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


def gap(logits, digit):
    return np.delete(logits, digit, axis=1).max(axis=1) - logits[:, digit]


def judge_fix_bias(answer, rng):
    for n, digit in ((400, int(rng.integers(4, 9))), (900, 0), (60, 9)):
        logits = draw_said(rng, n, digit, rng.uniform(-9, -5))
        judge_shift(answer(logits, digit, share := rng.uniform(0.06, 0.3)), logits, digit, share)
    ahead = draw_said(rng, 400, 2, 6)
    judge_shift(answer(ahead, 2, 0.1), ahead, 2, 0.1)
    for share in (0.0, 1.0):
        edge = f"With share {share:g}"
        won = share_won(ahead, 2, expect_number(at_edge(answer, (ahead, 2, share), edge), "The shift"))
        rows = "all" if share else "none"
        expect(abs(won - share) <= 2.5 / 400, f"{edge} the digit should win {rows} of the rows, and wins {won:.0%}.")


def draw_said(rng, n, digit, lead):
    """Logits (n, 10) in which one digit has a lead."""
    logits = rng.normal(0, 3, (n, 10)).astype(np.float32)
    logits[:, digit] += lead
    return logits


def judge_shift(given, logits, digit, share):
    """Hold a shift against what it does."""
    shift, lacks = expect_number(given, "The shift"), gap(logits, digit)
    others = np.delete(logits, digit, axis=1)
    truth = np.quantile(lacks, share)
    mistakes = [
        (np.quantile(-lacks, share), "Signs: add what the digit *lacks*, the others' largest minus the digit's own."),
        (-truth, "That is the right size with the wrong sign: it moves the share the other way."),
        (np.quantile(lacks, 1 - share), "Now the digit wins in the *other* share of the rows, 1 - share."),
        (np.quantile(lacks, share / 100), "`np.percentile` counts from 0 to 100: use `np.quantile` with this share."),
        (lacks.mean(), "The mean gap makes the digit win in about half of the rows. Which quantile is it?"),
        (np.median(lacks), "The median gap makes the digit win in half of the rows. Which quantile is it?"),
        (np.quantile(gap(logits, 3), share), "That is the shift of the digit 3: `digit` says which one it is."),
        (
            np.quantile(logits.max(axis=1) - logits[:, digit], share),
            "A digit that is ahead already needs a shift below 0: compare it with the largest of the *others*.",
        ),
        (
            np.quantile(others.mean(axis=1) - logits[:, digit], share),
            "That is the gap to the *mean* of the others. To win, a digit must pass the largest of them.",
        ),
        (share - share_won(logits, digit, 0), "That is a difference of shares. We need a number of logits."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(shift, mistake, truth, sentence)
    won = share_won(logits, digit, shift)
    sentence = f"With your shift the digit is largest in {won:.1%} of the rows, and {share:.1%} were asked for."
    expect(abs(won - share) <= 2.5 / len(logits), sentence)  # two rows: one rounded off, one tied


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
    return (ordered[max(place - 1, 0)] + ordered[min(place, len(logits) - 1)]) / 2


def one_place_too_far(logits, digit, share):
    return np.sort(gap(logits, digit))[int(share * len(logits))]


def the_place_before(logits, digit, share):
    return np.sort(gap(logits, digit))[int(share * len(logits)) - 1]


def from_0_to_100(logits, digit, share):
    return np.percentile(gap(logits, digit), share)


def always_the_3(logits, digit, share):
    return np.quantile(gap(logits, 3), share)


def pass_the_mean(logits, digit, share):
    return np.quantile(np.delete(logits, digit, axis=1).mean(axis=1) - logits[:, digit], share)


def one_shift_a_row(logits, digit, share):
    return gap(logits, digit)


def try_one_after_another(logits, digit, share):
    return min(np.arange(-30, 30, 0.01), key=lambda shift: abs(share_won(logits, digit, shift) - share))


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
        (from_0_to_100, "np.percentile"),
        (always_the_3, "shift of the digit 3"),
        (compare_with_all, "largest of the *others*"),
        (pass_the_mean, "*mean* of the others"),
        (difference_of_shares, "difference of shares"),
        (guess, "With your shift"),
        (one_shift_a_row, "should be one number"),
        (one_place_too_far, "With share 1, your function stops"),
        (the_place_before, "With share 0 the digit should win none"),
        (try_one_after_another, "too slow here"),
    ),
    right=(by_halving, sort_the_gaps),
    workload=Workload(lambda rng: (draw_said(rng, 900, 4, -7), 4, 0.1), times=105),
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


def unit(vectors, axis=1):
    return vectors / np.linalg.norm(vectors, axis=axis, keepdims=True)


def draw_texts(rng, lengths, tokens=30, d=3):
    """A table of tokens, and texts of these lengths; in a longer one a token stands twice."""
    table = rng.normal(size=(tokens, d)) * rng.uniform(0.2, 3, (tokens, 1))
    table[::7, :2] = 0
    texts = [rng.integers(0, tokens, n) for n in lengths]
    for text in texts:
        text[-2:] = text[-1]
    return table.astype(np.float32), texts


def judge_text_vectors(answer, rng):
    table, texts = draw_texts(rng, (5, 5, 5))  # square at first: there, no wrong axis raises
    judge_vectors(answer(table, texts), table, texts)
    for lengths, edge in (((1, 4, 12), "With texts of different lengths"), ((7,), "With one text alone")):
        table, texts = draw_texts(rng, lengths)
        judge_vectors(at_edge(answer, (table, texts), edge), table, texts)


def judge_vectors(given, table, texts):
    """Hold the vectors against those of these texts."""
    means = np.stack([table[tokens].mean(axis=0) for tokens in texts])
    found, truth = expect_array(given, means.shape, "The vectors"), unit(means)
    scaled = np.stack([unit(table + 1e-9)[tokens].mean(axis=0) for tokens in texts])
    sets = np.stack([table[np.unique(tokens)].mean(axis=0) for tokens in texts])
    rows = "You scale the tokens' rows. Scale the text's mean instead: a longer row is a token that matters more."
    mistakes = [
        (means, "Those are the means. Divide each by its length: `np.linalg.norm(…, axis=1)`."),
        (
            unit(means, None),
            "You divide all texts by one number. Each has a length of its own: `axis=1, keepdims=True`.",
        ),
        (unit(means, 0), "You divide each column by its length. Each text is a row: `axis=1, keepdims=True`."),
        (scaled, rows),
        (unit(scaled), rows),
        (unit(sets), "A token that stands twice in a text counts twice: leave out `set` and `np.unique`."),
        (means / means.sum(axis=1, keepdims=True), "You divide by the sum. The length is `np.linalg.norm(…, axis=1)`."),
    ]
    if len(means) == means.shape[1]:
        turned = means / np.linalg.norm(means, axis=1)
        mistakes.append((turned, "The lengths divide the columns: `keepdims=True` makes one of them for each row."))
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    k = np.abs(found - truth).max(axis=1).argmax()
    mean, wanted, yours = (np.round(rows[k].astype(float), 4).tolist() for rows in (means, truth, found))
    sentence = (
        f"A text whose rows have the mean {mean} should become {wanted}, which has the length 1; you give {yours}."
    )
    expect(close(found, truth), sentence)


def means_of(table, texts):
    return np.stack([table[tokens].mean(axis=0) for tokens in texts])


def share_one_length(table, texts):
    return unit(means_of(table, texts), axis=None)


def a_length_a_column(table, texts):
    return unit(means_of(table, texts), axis=0)


def forget_to_keep(table, texts):
    means = means_of(table, texts)
    return means / np.linalg.norm(means, axis=1)


def scale_the_rows(table, texts):
    return means_of(table / np.linalg.norm(table, axis=1, keepdims=True), texts)


def count_a_token_once(table, texts):
    return text_vectors(table, [list(set(tokens)) for tokens in texts])


def divide_by_the_sum(table, texts):
    means = means_of(table, texts)
    return means / means.sum(axis=1, keepdims=True)


def mean_of_each_token(table, texts):
    return np.stack([table[tokens].mean(axis=1) for tokens in texts])


def all_texts_at_once(table, texts):
    return unit(table[np.array(texts)].mean(axis=1))


def squeeze(table, texts):
    return text_vectors(table, texts).squeeze()


def largest_of_each(table, texts):
    return unit(np.stack([table[tokens].max(axis=0) for tokens in texts]))


def number_after_number(table, texts):
    vectors = []
    for tokens in texts:
        sums = [sum(float(table[token, k]) for token in tokens) for k in range(table.shape[1])]
        length = math.sqrt(sum(number**2 for number in sums))
        vectors.append([number / length for number in sums])
    return vectors


def sum_instead(table, texts):  # right as well: only the direction counts
    sums = np.array([table[tokens].sum(axis=0) for tokens in texts])
    return sums / np.sqrt((sums**2).sum(axis=1))[:, None]


def text_after_text(table, texts):
    vectors = []
    for tokens in texts:
        mean = sum(table[token] for token in tokens) / len(tokens)
        vectors.append(mean / np.linalg.norm(mean))
    return np.array(vectors)


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
        (means_of, "Those are the means"),
        (share_one_length, "divide all texts by one number"),
        (a_length_a_column, "You divide each column"),
        (forget_to_keep, "divide the columns"),
        (scale_the_rows, "You scale the tokens' rows"),
        (count_a_token_once, "counts twice"),
        (divide_by_the_sum, "by the sum"),
        (mean_of_each_token, "(3, 3), and yours has (3, 5)"),
        (all_texts_at_once, "With texts of different lengths, your function stops"),
        (squeeze, "(1, 3), and yours has (3,)"),
        (largest_of_each, "which has the length 1"),
        (number_after_number, "too slow here"),
    ),
    right=(sum_instead, text_after_text),
    workload=Workload(lambda rng: draw_texts(rng, [60] * 100, tokens=500, d=256), times=190),  # 300 million numbers
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
    for settings, asked, others in ((8, 8, 8), (6, 40, 30), (9, 20, 50)):  # square at first: there, no axis raises
        development, test = (rng.random((settings, queries)) - 0.2 for queries in (asked, others))
        development[1] += 0.4  # the best on development is not the best on test, nor the worst of either
        test[2] += 0.4
        development[3] -= 0.3
        test[4] -= 0.3
        often = slice(6 * asked // 10)  # one setting wins most queries by little, and fails at the rest
        development[5], development[5, often] = 0, development[:, often].max(axis=0) + 0.01
        development, test = np.maximum(development, 0), np.maximum(test, 0)  # questions that nobody answers score 0
        judge_two_scores(answer(development, test), development, test)


def judge_two_scores(given, development, test):
    """Hold the two scores against those of the settings."""
    first, second = given
    found = [expect_number(first, "The honest score"), expect_number(second, "The flattered score")]
    on_development, on_test = development.mean(axis=1), test.mean(axis=1)
    truth = np.array([on_test[on_development.argmax()], on_test.max()])
    mistakes = [
        (truth[::-1], "The two are swapped: the honest score first."),
        (
            [on_development.max(), on_test.max()],
            "The first is a score on development, where you chose. Choose there, and read on test.",
        ),
        ([on_test.max()] * 2, "Both are chosen on test. For the honest score, choose on development."),
        ([truth[0]] * 2, "Both are chosen on development. For the flattered score, choose on test."),
        ([on_test[on_development.argmin()], on_test.max()], "You choose the *worst* setting on development."),
        (
            [truth[0], test.max(axis=0).mean()],
            "You choose a setting for every query anew. One setting for all queries: average first, then choose.",
        ),
        ([truth[0], test.max()], "That is the best single query. Average over the queries of a setting first."),
        ([on_test.mean(), on_test.max()], "The average setting is not the one that you would have chosen."),
        ([truth[0], on_test.max() - truth[0]], "The second is what was won by cheating. Return the score itself."),
        ([on_development.argmax(), on_test.argmax()], "Those are the settings' places. Return their scores on test."),
    ]
    if development.shape == test.shape == test.T.shape:
        turned = test.mean(axis=0)[development.mean(axis=0).argmax()], test.mean(axis=0).max()
        mistakes.append((turned, "You average over the settings. Each has its own average over the queries: `axis=1`."))
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    sentence = "{} score should be {:.5g}, and yours is {:.5g}: {}."
    honest = "`development.mean(axis=1).argmax()` chooses, `test` is only read"
    expect(close(found[0], truth[0]), sentence.format("The honest", truth[0], found[0], honest))
    flattered = "it is the largest of the settings' averages on `test`"
    expect(close(found[1], truth[1]), sentence.format("The flattered", truth[1], found[1], flattered))


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


def both_on_development(development, test):
    honest = test.mean(axis=1)[development.mean(axis=1).argmax()]
    return honest, honest


def return_the_places(development, test):
    return development.mean(axis=1).argmax(), test.mean(axis=1).argmax()


def average_the_settings(development, test):
    return honest_and_flattered(development.T, test.T)


def scores_of_every_query(development, test):
    chosen = development.mean(axis=1).argmax()
    return test[chosen], test.max()


def choose_by_the_best_query(development, test):
    return test.mean(axis=1)[development.max(axis=1).argmax()], test.mean(axis=1).max()


def best_median(development, test):
    return honest_and_flattered(development, test)[0], np.median(test, axis=1).max()


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
    form=to_pair(
        to_number("The honest score"), to_number("The flattered score"), "the honest score and the flattered one"
    ),
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
        (both_on_development, "Both are chosen on development"),
        (return_the_places, "places"),
        (average_the_settings, "You average over the settings"),
        (scores_of_every_query, "The honest score should be one number"),
        (choose_by_the_best_query, "The honest score should be 0."),
        (best_median, "The flattered score should be 0."),
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
                "With a bias fix, that gives students of labels some of them. Soft targets give far more.",
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
        "The teacher was trained on labels of which 60 % are random. What did our tiny student learn most from?",
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
                "I wait for 800 more real ones.",
                False,
                "They taught little more than the teacher's answers about the 100.",
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
