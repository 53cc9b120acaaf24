"""Exercises of lesson 5 about published tables, baselines and tuning (a part of exercises/05_distillation.py)."""

import numpy as np

from course_utils.exercise import Exercise
from course_utils.expect import expect, expect_array, expect_number, expect_pair, expect_unlike
from course_utils.judges import judge_letter

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

EXERCISES = (RETAINED, MISSING_BASELINE, HONEST_AND_FLATTERED)
