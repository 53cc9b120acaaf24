"""Claims, exercises and quiz of lesson 7, rebalancing bias with synthetic data."""

import numpy as np

from course_utils.teach.exercise import Exercise
from course_utils.teach.expect import close, expect, expect_array, expect_number, expect_unlike
from course_utils.teach.forms import to_array, to_letter, to_number, to_whole_numbers
from course_utils.teach.judges import at_edge, judge_letter
from course_utils.teach.quiz import Option, Question

# id: (what to remember of it, the claim in our words, whose it is)
CLAIMS = {
    "B1": (
        "A generator mostly draws whom it saw most; careful drawing exaggerates it.",
        "Skewed training data gives skewed models: asked for a doctor, they mostly draw the doctor whom they saw most.",
        "Jina AI 2024",
    ),
    "B2": (
        "Made-up pictures help if their maker knows what is missing.",
        "Synthetic examples of the cases that are too rare, added to the training data, improve the model against an "
        "outside norm, instead of collapsing it.",
        "Jina AI 2024",
    ),
    "B3": (
        "Strong fixes cost somebody something: look for whom.",
        "Bending the distribution of the training data has side effects that nobody intended.",
        "Jina AI 2024, on Google's over-corrected image generator",
    ),
    "B4": (
        "Unfamiliar doctors without the white coat get missed.",
        "The bias that nobody looks for is the more damaging one: what the model rarely saw, it gets wrong.",
        "Jina AI 2024",
    ),
}

# --- distance_from_even ----------------------------------------------------------------------------------------------


def distance_from_even(looks):
    """How far the shares of the 16 looks are from 1/16: half the sum of the absolute differences.

    looks: (n,) whole numbers from 0 to 15 -> a number from 0 (even) to 15/16 (one look only)
    """
    shares = np.bincount(looks, minlength=16) / len(looks)
    return np.abs(shares - 1 / 16).sum() / 2


def judge_distance_from_even(answer, rng):
    looks = rng.permutation(np.append(rng.choice(12, 84, p=rng.dirichlet(np.full(12, 0.8))), [0] * 6))
    found, counts = expect_number(answer(looks), "The distance"), np.bincount(looks, minlength=16)
    gaps, seen = counts / 90 - 1 / 16, counts > 0
    truth = np.abs(gaps).sum() / 2
    mistakes = [
        (2 * truth, "Half of it: what one look has too much, others lack, and you count both."),
        (0.0, "The plain differences always add up to 0. Take their absolute values first."),
        (
            np.abs(gaps[seen]).sum() / 2,
            "You leave out the looks that nobody has, and each lacks 1/16. Count with `minlength=16`.",
        ),
        (
            np.abs(gaps[: looks.max() + 1]).sum() / 2,
            "You stop at the largest look that occurs. All 16 count: `minlength=16`.",
        ),
        (np.abs(counts - 1 / 16).sum() / 2, "Those are counts. Divide by `len(looks)` to have shares."),
        (90 * truth, "Those are people. Divide by `len(looks)` to have shares."),
        (np.abs(gaps).max(), "That is the largest difference. Add up all 16, and take half."),
        (np.square(gaps).sum() / 2, "Absolute differences, not squared ones."),
        (np.sqrt(np.square(gaps).sum()), "Absolute differences, and no square root of squared ones."),
        (truth / 8, "That is the mean of the 16 differences. Take half of their sum."),
        (truth / 16, "That is half the mean of the 16 differences. Take half of their sum."),
        (1 - truth, "That is how near they are to even. How far is asked for."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    for some in ([3, 3], [0, 1], [15], list(range(16))):
        where, shares = f"For looks = {some}", np.bincount(some, minlength=16) / len(some)
        given = expect_number(at_edge(answer, (np.array(some),), where), "The distance")
        due = np.abs(shares - 1 / 16).sum() / 2
        expect(close(given, due), f"{where} you give {given:.6g}, and the distance is {due:.6g}.")
    expect(close(found, truth), f"For 90 people you give {found:.6g}, and the distance is {truth:.6g}.")


def forget_the_half(looks):
    return np.abs(np.bincount(looks, minlength=16) / len(looks) - 1 / 16).sum()


def add_signed_differences(looks):
    return (np.bincount(looks, minlength=16) / len(looks) - 1 / 16).sum() / 2


def only_looks_that_occur(looks):
    return np.abs(np.unique(looks, return_counts=True)[1] / len(looks) - 1 / 16).sum() / 2


def use_counts(looks):
    return np.abs(np.bincount(looks, minlength=16) - 1 / 16).sum() / 2


def largest_difference(looks):
    return np.abs(np.bincount(looks, minlength=16) / len(looks) - 1 / 16).max()


def squared_differences(looks):
    return np.square(np.bincount(looks, minlength=16) / len(looks) - 1 / 16).sum() / 2


def people_too_many(looks):
    return np.abs(np.bincount(looks, minlength=16) - len(looks) / 16).sum() / 2


def square_root_of_squares(looks):
    return np.linalg.norm(np.bincount(looks, minlength=16) / len(looks) - 1 / 16)


def average_the_differences(looks):
    return np.abs(np.bincount(looks, minlength=16) / len(looks) - 1 / 16).mean()


def share_of_the_most_frequent(looks):
    return np.bincount(looks).max() / len(looks) - 1 / 16 * 2


def fill_up_to_a_sixteenth(looks):
    shares = np.bincount(looks, minlength=16) / len(looks)
    return 1 - np.minimum(shares, 1 / 16).sum()


def add_up_the_surplus(looks):
    return sum(max(np.mean(looks == look) - 1 / 16, 0) for look in range(16))


DISTANCE_FROM_EVEN = Exercise(
    name="distance_from_even",
    answer=distance_from_even,
    judge=judge_distance_from_even,
    form=to_number("The distance"),
    minutes=4,
    difficulty=1,
    hints=(
        "`np.bincount(looks, minlength=16)` counts each of the 16 looks, also those that nobody has.",
        "`shares = np.bincount(looks, minlength=16) / len(looks)`; an even album has 1/16 everywhere.",
        "`np.abs(shares - 1 / 16).sum()` counts every surplus and every lack; take half.",
    ),
    wrong=(
        (forget_the_half, "Half of it"),
        (add_signed_differences, "always add up to 0"),
        (only_looks_that_occur, "looks that nobody has"),
        (use_counts, "Those are counts"),
        (largest_difference, "the largest difference"),
        (squared_differences, "not squared"),
        (people_too_many, "Those are people"),
        (square_root_of_squares, "no square root"),
        (average_the_differences, "mean of the 16"),
        (share_of_the_most_frequent, "and the distance is"),
    ),
    right=(add_up_the_surplus, fill_up_to_a_sixteenth),
)


# --- sharper ---------------------------------------------------------------------------------------------------------

sharper = "B"

SHARPER_MISTAKES = {
    "A": "Compare the rows once more: where the first has a rare trait, has the third? Calmer pictures, other people.",
    "C": "Nothing was trained again: at every temperature it is the same network. Only where a drawing starts differs.",
}

SHARPER = Exercise(
    name="sharper",
    answer=sharper,
    judge=judge_letter(sharper, SHARPER_MISTAKES),
    form=to_letter,
    minutes=2,
    difficulty=1,
    hints=(
        "A drawing starts from random numbers. A low temperature makes them smaller, so starts nearer to the average.",
        "What lies near the average of the doctors in the album: the usual look, or a rare one?",
    ),
    wrong=(
        ("A", "other people"),
        ("C", "trained again"),
        ("D", "3 answers to choose from"),
        (2, "one letter in quotes"),
    ),
    right=("b", " B. ", "(b)"),
)


# --- missed_by_look --------------------------------------------------------------------------------------------------


def missed_by_look(called_doctor, looks):
    """Of the doctors of each look, the share that the classifier does not call a doctor.

    called_doctor: (n,) True or False; looks: (n,), each of 0 to 15 occurs -> (16,) shares
    """
    return np.array([1 - called_doctor[looks == look].mean() for look in range(16)])


def judge_missed_by_look(answer, rng):
    looks = np.concatenate([np.arange(16), np.arange(16), rng.integers(0, 16, 200)])
    called = rng.random(len(looks)) < rng.uniform(0.3, 1, 16)[looks]
    called[:16], called[16:32] = True, False
    order = rng.permutation(len(looks))
    looks, called = looks[order], called[order]
    found = expect_array(answer(called, looks), (16,), "The shares")
    counts, missed = np.bincount(looks), np.bincount(looks[~called])
    truth = missed / counts
    mistakes = [
        (1 - truth, "Those are the doctors that were recognised. We ask for those who were missed."),
        (missed, "Those are numbers of doctors. Divide by how many doctors of that look there are."),
        (missed / len(looks), "You divide by the number of all doctors. Divide by the number *of that look*."),
        (missed / missed.sum(), "Your shares add up to 1: who the missed are. Of each look, how many are missed?"),
        (np.full(16, np.mean(~called)), "One number for every look: that is the average. Slice it: `looks == look`."),
        (np.sort(truth), "You have sorted the shares. Leave them in the order of the looks, from 0 to 15."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    k = np.abs(found - truth).argmax()
    said = f"Of the {counts[k]} doctors of look {k} the classifier misses {missed[k]}"
    expect(close(found, truth), f"{said}: you give {found[k]:.4g}, and it should be {truth[k]:.4g}.")
    for clear, where in (
        (called | (looks > 12), "Where nobody of looks 13 to 15 is missed"),
        (looks != 4, "Where only doctors of look 4 are missed, and all of these"),
        (looks >= 0, "Where nobody is missed"),
    ):
        due = np.bincount(looks, weights=~clear, minlength=16) / counts
        given = at_edge(answer, (clear, looks), where)
        sentence = f"{where}, 16 shares should come out all the same, 0 for every look of which nobody is missed."
        expect(close(given, due), sentence)


def share_recognised(called_doctor, looks):
    return np.array([called_doctor[looks == look].mean() for look in range(16)])


def number_missed(called_doctor, looks):
    return np.array([(~called_doctor[looks == look]).sum() for look in range(16)])


def divide_by_everybody(called_doctor, looks):
    return np.array([(~called_doctor & (looks == look)).mean() for look in range(16)])


def who_the_missed_are(called_doctor, looks):
    return np.array([(looks[~called_doctor] == look).mean() for look in range(16)])


def same_for_all(called_doctor, looks):
    return np.full(16, 1 - called_doctor.mean())


def sort_them(called_doctor, looks):
    return np.sort(missed_by_look(called_doctor, looks))


def half_of_the_missed(called_doctor, looks):
    return missed_by_look(called_doctor, looks) / 2


def forget_who_is_never_missed(called_doctor, looks):
    return np.bincount(looks[~called_doctor]) / np.bincount(looks)


def group_by_look(called_doctor, looks):
    import pandas as pd

    return pd.Series(~called_doctor).groupby(looks).mean()


def count_twice(called_doctor, looks):
    return np.bincount(looks, weights=~called_doctor, minlength=16) / np.bincount(looks, minlength=16)


MISSED_BY_LOOK = Exercise(
    name="missed_by_look",
    answer=missed_by_look,
    judge=judge_missed_by_look,
    form=to_array("The shares"),
    minutes=4,
    difficulty=1,
    hints=(
        "`looks == look` is True for the doctors of one look; `called_doctor[looks == look]` is what was said of them.",
        "The mean of Trues and Falses is the share of Trues. Missed is the other share: `1 - ….mean()`.",
        "`np.array([… for look in range(16)])` makes the 16 shares.",
    ),
    wrong=(
        (share_recognised, "were recognised"),
        (number_missed, "numbers of doctors"),
        (divide_by_everybody, "of that look"),
        (who_the_missed_are, "add up to 1"),
        (same_for_all, "the average"),
        (sort_them, "sorted"),
        (half_of_the_missed, "and it should be"),
        (forget_who_is_never_missed, "nobody of looks 13 to 15 is missed"),
    ),
    right=(count_twice, group_by_look),
)


# --- worst_on_fresh --------------------------------------------------------------------------------------------------


def worst_on_fresh(first, second):
    """For every seed: find the look missed most in the first half; read its share in the second.

    first, second: (seeds, looks), shares missed in two halves of the audit -> (seeds,)
    """
    worst = first.argmax(axis=1)
    return second[np.arange(len(second)), worst]


def judge_worst_on_fresh(answer, rng):
    seeds = int(rng.integers(18, 24))  # more than looks, so that a wrong index is no error
    first, second = rng.random((seeds, 2, 16)).transpose(1, 0, 2)
    found = answer(first, second)
    expect(found.shape != (seeds, seeds), "`second[:, worst]` takes every seed's look for every seed. Index both axes.")
    expect(found.shape != (16,), "You look along the seeds. The worst look of each seed: `axis=1`.")
    expect(found.shape != (seeds, 16), "`second[worst]` takes whole rows. Index both axes: `second[rows, worst]`.")
    found = expect_array(found, (seeds,), "The shares")
    rows, worst = np.arange(seeds), first.argmax(axis=1)
    truth = second[rows, worst]
    mistakes = [
        (first.max(axis=1), "That is the half that you chose by, so luck is in it. Read it in the second half."),
        (second.max(axis=1), "You choose in the second half, too. Choose in the first, and only read in the second."),
        (second[rows, first.argmin(axis=1)], "You choose the look that is missed *least*."),
        (
            first[rows, second.argmax(axis=1)],
            "You choose in the second half and read in the first: the other way round.",
        ),
        (second.mean(axis=1), "That is the average over all looks. We want the one that is worst in the first half."),
        (
            second[:, first.mean(axis=0).argmax()],
            "You use one look for all seeds. Each seed has trained a classifier of its own: choose for each.",
        ),
        ((truth + first.max(axis=1)) / 2, "You mix both halves, so the luck of the choice is in it again."),
        (worst, "Those are the numbers of the looks. Read their shares in the second half."),
        (
            second[rows, ((first + second) / 2).argmax(axis=1)],
            "You choose by both halves, so luck is in it. Choose by the first alone.",
        ),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    k = np.abs(found - truth).argmax()
    said = f"In row {k} look {worst[k]} is missed most in the first half. In the second its share is {truth[k]:.4g}"
    expect(close(found, truth), f"{said}, and you give {found[k]:.4g}.")
    alone = expect_array(at_edge(answer, (first[:1], second[:1]), "For a single seed"), (1,), "The shares of one seed")
    expect(close(alone, truth[:1]), f"For a single seed you give {alone[0]:.4g}, and it should be {truth[0]:.4g}.")
    expect_one_of_the_worst(answer, *rng.integers(0, 3, (2, 5, 16)) / 2)


def expect_one_of_the_worst(answer, first, second):
    """NotYet unless each seed's share is that of a look that is missed most; where several are, any of them will do."""
    found = at_edge(answer, (first, second), "Where several looks are missed equally often")
    sentence = "Several looks of a seed may be missed equally often. Choose one of them: one share for each seed."
    expect(found.shape == first.shape[:1], sentence)
    worst = first == first.max(axis=1, keepdims=True)
    expect((worst & np.isclose(second, found[:, None])).any(axis=1).all(), sentence)


def maximum_of_the_first(first, second):
    return first.max(axis=1)


def maximum_of_the_second(first, second):
    return second.max(axis=1)


def choose_the_best(first, second):
    return second[np.arange(len(second)), first.argmin(axis=1)]


def other_way_round(first, second):
    return first[np.arange(len(first)), second.argmax(axis=1)]


def every_seed_for_every_seed(first, second):
    return second[:, first.argmax(axis=1)]


def whole_rows(first, second):
    return second[first.argmax(axis=1)]


def one_look_for_all(first, second):
    return second[:, first.mean(axis=0).argmax()]


def where_it_is_worst(first, second):
    return second[first == first.max(axis=1, keepdims=True)]


def numbers_of_the_worst(first, second):
    return first.argmax(axis=1)


def choose_by_both(first, second):
    return second[np.arange(len(second)), (first + second).argmax(axis=1)]


def second_worst(first, second):
    return second[np.arange(len(second)), first.argsort(axis=1)[:, -2]]


def last_of_the_worst(first, second):
    return np.take_along_axis(second, first.argsort(axis=1)[:, -1:], axis=1)[:, 0]


def seed_after_seed(first, second):
    return [after[list(before).index(max(before))] for before, after in zip(first, second, strict=True)]


WORST_ON_FRESH = Exercise(
    name="worst_on_fresh",
    answer=worst_on_fresh,
    judge=judge_worst_on_fresh,
    form=to_array("The shares"),
    minutes=5,
    difficulty=2,
    hints=(
        "`first.argmax(axis=1)` gives the worst look of each seed, (seeds,).",
        "Then take one entry from each row of `second`: row 0 at the first look, row 1 at the second, and so on.",
        "`second[np.arange(len(second)), worst]` does that; `np.take_along_axis` is another way.",
    ),
    wrong=(
        (maximum_of_the_first, "luck is in it"),
        (maximum_of_the_second, "only read in the second"),
        (choose_the_best, "missed *least*"),
        (other_way_round, "the other way round"),
        (every_seed_for_every_seed, "Index both axes"),
        (one_look_for_all, "one look for all seeds"),
        (whole_rows, "takes whole rows"),
        (numbers_of_the_worst, "numbers of the looks"),
        (choose_by_both, "by both halves"),
        (second_worst, "In row"),
        (where_it_is_worst, "Several looks"),
    ),
    right=(seed_after_seed, last_of_the_worst),
)


# --- balancing_weights -----------------------------------------------------------------------------------------------


def balancing_weights(traits):
    """Weights that make every trait half and half, if traits come independently: for each person
    the product, over the traits, of 0.5 / (the share of people who are like them in this trait).

    traits: (n, 4) True or False, both values in every column -> (n,)
    """
    share = traits.mean(axis=0)
    return np.prod(0.5 / np.where(traits, share, 1 - share), axis=1)


def judge_balancing_weights(answer, rng):
    n = int(rng.integers(60, 90))
    traits = rng.random((n, 4)) < rng.uniform(0.1, 0.4, 4)
    traits[:2], traits[2] = True, False
    found = answer(traits)
    expect(found.shape != (n, 4), "One weight for each trait so far: multiply the four, `np.prod(…, axis=1)`.")
    expect(found.shape != (4,), "You multiply over the people. Multiply over the traits: `axis=1`.")
    found = expect_array(found, (n,), "The weights")
    expect(np.all(found >= 0), "A weight below 0 makes no sense: it would reward mistakes.")
    share, like = traits.mean(axis=0), shares_alike(traits)
    truth, half = np.prod(0.5 / like, axis=1), np.mean(traits)
    looks = traits @ [8, 4, 2, 1]
    mistakes = [
        (like.prod(axis=1), "Those are the shares: the frequent would weigh most. Divide 0.5 by them."),
        ((2 * like).prod(axis=1), "You divide by 0.5. It is 0.5 divided by the share: the rare weigh more."),
        (
            (0.5 / like).sum(axis=1),
            "You add up the four. Multiply them: who is rare twice is rarer than both together.",
        ),
        ((0.5 / like).mean(axis=1), "You take the mean of the four. Multiply them."),
        (
            (0.5 / share).prod() * np.ones(n),
            "Everybody gets the same weight. Whoever lacks a trait is like those who lack it: `1 - share`.",
        ),
        (
            np.where(traits, 0.5 / share, 1).prod(axis=1),
            "Whoever lacks a trait needs a weight as well: 0.5 over the share of those who lack it.",
        ),
        (
            (0.5 / np.where(traits, 1 - share, share)).prod(axis=1),
            "The two shares are swapped: True goes with `share`.",
        ),
        (truth / truth.mean(), "You have divided by the mean of the weights. Leave them as they are."),
        (truth / truth.sum(), "You have divided by the sum of the weights. Leave them as they are."),
        (
            (0.5 / np.where(traits, half, 1 - half)).prod(axis=1),
            "You use one share for all four traits. Each column has its own: `traits.mean(axis=0)`.",
        ),
        (
            n / 16 / np.bincount(looks)[looks],
            "You weigh each look by its own share. Weigh each trait by its own, and multiply the four.",
        ),
        (8 * truth, "0.5 stands above the line once. Each of the four traits has its own 0.5 over its share."),
        (16 * truth, "1 over the share makes all weights 16 times as large: it is 0.5 over the share."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    k = np.abs(np.log(np.maximum(found, 1e-9) / truth)).argmax()
    shares = " × ".join(f"{number:.3f}" for number in like[k])
    sentence = f"With 0.5⁴ over {shares} somebody weighs {truth[k]:.4g}, and you give {found[k]:.4g}."
    expect(np.allclose(found, truth, rtol=1e-4), sentence)
    even = at_edge(
        answer, (np.array([[True] * 4, [False] * 4]),), "For two people, one with all traits and one with none"
    )
    expect(close(even, np.ones(2)), "Where half of the people have each trait, everybody weighs 1.")


def shares_alike(traits):
    """For each person and trait, the share of people who are like them in it: (n, 4)"""
    return (traits[:, None] == traits).mean(axis=1)


def keep_the_shares(traits):
    share = traits.mean(axis=0)
    return np.where(traits, share, 1 - share).prod(axis=1)


def add_them_up(traits):
    share = traits.mean(axis=0)
    return (0.5 / np.where(traits, share, 1 - share)).sum(axis=1)


def weigh_those_who_have_it(traits):
    return np.where(traits, 0.5 / traits.mean(axis=0), 1).prod(axis=1)


def swap_the_shares(traits):
    share = traits.mean(axis=0)
    return np.prod(0.5 / np.where(traits, 1 - share, share), axis=1)


def one_over_share(traits):
    return 16 * balancing_weights(traits)


def a_weight_for_each_trait(traits):
    share = traits.mean(axis=0)
    return 0.5 / np.where(traits, share, 1 - share)


def half_once(traits):
    return 8 * balancing_weights(traits)


def sum_to_one(traits):
    weights = balancing_weights(traits)
    return weights / weights.sum()


def one_share_for_all(traits):
    share = traits.mean()
    return np.prod(0.5 / np.where(traits, share, 1 - share), axis=1)


def look_by_look(traits):
    _, look, count = np.unique(traits, axis=0, return_inverse=True, return_counts=True)
    return len(traits) / 16 / count[look.ravel()]


def take_the_root(traits):
    return np.sqrt(balancing_weights(traits))


def by_logarithms(traits):
    share = traits.mean(axis=0)
    return np.exp(-np.log(2 * np.where(traits, share, 1 - share)).sum(axis=1))


def trait_after_trait(traits):
    weights = np.ones(len(traits))
    for column in traits.T:
        alike = np.array([np.sum(column == value) / len(column) for value in column])
        weights = weights * 0.5 / alike
    return weights


BALANCING_WEIGHTS = Exercise(
    name="balancing_weights",
    answer=balancing_weights,
    judge=judge_balancing_weights,
    form=to_array("The weights"),
    minutes=5,
    difficulty=2,
    hints=(
        "`share = traits.mean(axis=0)` is the share of people who have each trait; `1 - share` lack it.",
        "`np.where(traits, share, 1 - share)` is, for each person and trait, the share of those who are alike.",
        "0.5 over that, and `np.prod(…, axis=1)` multiplies along the traits.",
    ),
    wrong=(
        (keep_the_shares, "the frequent would weigh most"),
        (add_them_up, "Multiply them"),
        (weigh_those_who_have_it, "lacks a trait needs"),
        (swap_the_shares, "swapped"),
        (one_over_share, "16 times"),
        (a_weight_for_each_trait, "One weight for each trait"),
        (half_once, "once"),
        (sum_to_one, "sum of the weights"),
        (one_share_for_all, "one share for all"),
        (look_by_look, "each look by its own share"),
        (take_the_root, "and you give"),
    ),
    right=(trait_after_trait, by_logarithms),
)


# --- fill_in ---------------------------------------------------------------------------------------------------------


def fill_in(said, rng):
    """Keep what a prompt says of each trait; fill each gap with yes or no at random, by itself.

    said: (n, 4), 1 for yes, -1 for no, 0 where nothing was said -> (n, 4), nothing but 1 and -1
    """
    drawn = rng.choice([-1, 1], said.shape)
    return np.where(said == 0, drawn, said)


def judge_fill_in(answer, rng):
    said = rng.choice([-1, 0, 1], (2000, 4), p=[0.2, 0.6, 0.2])
    said[:800] = 0
    filled = expect_array(answer(said, rng), said.shape, "The rewritten prompts")
    new, kept, were = filled[said == 0], filled[said != 0], said[said != 0]
    expect(not np.array_equal(filled, said), "Nothing has been filled in yet: the 0s are still there.")
    sentence = "You turn round what was said: 1 has become -1. Keep it as it is."
    expect(not np.array_equal(kept, -were), sentence)
    sentence = (
        "Something that was said has been overwritten. Who asks for long hair should get it: keep every 1 and -1."
    )
    expect(np.array_equal(kept, were), sentence)
    expect(not (new == 0).any(), "Some 0s are left. Every trait that was not said becomes 1 or -1.")
    expect(np.isin(new, [-1, 1]).all(), "Yes is 1 and no is -1: something else is among your numbers.")
    expect(len(np.unique(new)) == 2, "Every gap gets the same answer. Draw each at random.")
    expect_even_draws(filled[:800], new)
    sentence = "Asked again, your function draws the same. Draw with the `rng` that it is given, and with no other."
    expect(not np.array_equal(filled, answer(said, rng)), sentence)
    once = at_edge(answer, (np.zeros((1, 4), int), rng), "For a single prompt")
    sentence = "A single prompt, of the shape (1, 4), should be filled in as well."
    expect(once.shape == (1, 4) and np.isin(once, [-1, 1]).all(), sentence)
    full = np.array([[1, -1, 1, 1], [-1, -1, 1, -1]])
    given = at_edge(answer, (full, rng), "Where everything is said")
    expect(np.array_equal(given, full), "Where everything is said, nothing should change.")


def expect_even_draws(free, new):
    """NotYet unless open prompts (n, 4) and all gaps get yes and no equally often, and each by itself."""
    sentence = "All open prompts get the same draw, so one look for all. Draw one for each prompt: `said.shape`."
    expect(len(np.unique(free, axis=0)) > 1, sentence)
    expect(0.45 < np.mean(new == 1) < 0.55, "Yes and no should be equally likely where nothing was said.")
    tied = np.abs(np.corrcoef(free.T) - np.eye(4)).max() > 0.5
    expect(not tied, "Traits of one prompt come out alike too often. Draw each by itself: `said.shape`.")
    shares = np.bincount((free > 0) @ [8, 4, 2, 1], minlength=16) / len(free)
    sentence = (
        "Open prompts should lead to all 16 looks equally often, and some come seldom: draw each trait by itself."
    )
    expect(shares.min() > 0.02, sentence)


def blanket(said, rng):
    return rng.choice([-1, 1], said.shape)


def leave_it(said, rng):
    return said


def always_yes(said, rng):
    return np.where(said == 0, 1, said)


def tie_the_traits(said, rng):
    return np.where(said == 0, rng.choice([-1, 1], (len(said), 1)), said)


def same_draw_for_all(said, rng):
    return np.where(said == 0, np.array([1, -1, 1, -1]) * rng.choice([-1, 1]), said)


def zeros_and_ones(said, rng):
    return np.where(said == 0, rng.choice([2, 1], said.shape), said)


def leave_some(said, rng):
    return np.where(said == 0, rng.integers(-1, 2, said.shape), said)


def mostly_yes(said, rng):
    return np.where(said == 0, np.where(rng.random(said.shape) < 0.8, 1, -1), said)


def turn_round(said, rng):
    return np.where(said == 0, rng.choice([-1, 1], said.shape), -said)


def own_generator(said, rng):
    return np.where(said == 0, np.random.default_rng(0).choice([-1, 1], said.shape), said)


def last_is_the_product(said, rng):
    drawn = rng.choice([-1, 1], said.shape)
    drawn[:, 3] = drawn[:, :3].prod(axis=1)
    return np.where(said == 0, drawn, said)


def only_the_gaps(said, rng):
    filled = said.copy()
    filled[said == 0] = 2 * rng.integers(0, 2, np.sum(said == 0)) - 1
    return filled


def gap_after_gap(said, rng):
    filled = said.copy()
    for row, trait in zip(*np.nonzero(said == 0), strict=True):
        filled[row, trait] = 1 if rng.random() < 0.5 else -1
    return filled


FILL_IN = Exercise(
    name="fill_in",
    answer=fill_in,
    judge=judge_fill_in,
    form=to_whole_numbers("The prompts"),
    minutes=5,
    difficulty=2,
    hints=(
        "`rng.choice([-1, 1], said.shape)` draws a yes or no for every trait of every prompt.",
        "`np.where(condition, a, b)` takes from a where the condition holds, and from b elsewhere.",
        "The condition is `said == 0`: only there does your draw count.",
    ),
    wrong=(
        (blanket, "has been overwritten"),
        (leave_it, "Nothing has been filled in"),
        (always_yes, "Every gap gets the same"),
        (tie_the_traits, "alike too often"),
        (zeros_and_ones, "something else is among"),
        (leave_some, "Some 0s are left"),
        (same_draw_for_all, "All open prompts get the same draw"),
        (mostly_yes, "equally likely"),
        (turn_round, "turn round what was said"),
        (own_generator, "and with no other"),
        (last_is_the_product, "come seldom"),
    ),
    right=(gap_after_gap, only_the_gaps),
)


# --- right_among_yes -------------------------------------------------------------------------------------------------


def right_among_yes(found, by_mistake, share):
    """Share of a model's yeses that are right.

    found, by_mistake: true and false positive rate; share: of people with a high income
    """
    right, wrong = found * share, by_mistake * (1 - share)
    return right / (right + wrong)


def judge_right_among_yes(answer, rng):
    for _ in range(3):
        found, by_mistake, share = rng.uniform(0.3, 0.9), rng.uniform(0.02, 0.25), rng.uniform(0.05, 0.35)
        given = expect_number(answer(found, by_mistake, share), "The share")
        right, wrong = found * share, by_mistake * (1 - share)
        truth = right / (right + wrong)
        mistakes = [
            (
                found / (found + by_mistake),
                "The two rates are shares of different groups, and one is larger. How many people stand behind each?",
            ),
            (found, "That is who is found among those with a high income. Start from the yeses."),
            (1 - by_mistake, "That is the share of the others who get a no. Start from the yeses."),
            (right, "Of all people. Of all *yeses*: divide by `right + wrong`."),
            (right + wrong, "That is the share of all people who get a yes. How many of these are right?"),
            (1 - truth, "That is the share of the yeses that are wrong."),
            (100 * truth, "Those are per cent. Leave it as a share, from 0 to 1."),
            (
                right / (right + by_mistake),
                "`by_mistake` is a share of those *without* a high income: how many of all people are they?",
            ),
            (
                found / (found + wrong),
                "`found` is a share of those *with* a high income: how many of all people are they?",
            ),
            (
                found * (1 - share) / (found * (1 - share) + by_mistake * share),
                "The groups are swapped: `share` of all people have a high income, `1 - share` don't.",
            ),
            (
                right / (right + (1 - by_mistake) * (1 - share)),
                "`1 - by_mistake` of the others get a no. Who of them gets a yes?",
            ),
            (right + (1 - share) - wrong, "That is the share of all answers that are right. We ask about the yeses."),
            (right / wrong, "That is right yeses for each wrong one. Divide by all yeses, `right + wrong`."),
        ]
        for mistake, sentence in mistakes:
            expect_unlike(given, mistake, truth, sentence)
        rates = f"For found = {found:.3f}, by_mistake = {by_mistake:.3f} and share = {share:.3f}"
        expect(close(given, truth), f"{rates} you give {given:.4g}, and of the yeses {truth:.4g} are right.")


def forget_the_share(found, by_mistake, share):
    return found / (found + by_mistake)


def say_who_is_found(found, by_mistake, share):
    return found


def say_who_is_spared(found, by_mistake, share):
    return 1 - by_mistake


def forget_to_divide(found, by_mistake, share):
    return found * share


def forget_how_many_others(found, by_mistake, share):
    return found * share / (found * share + by_mistake)


def count_the_wrong(found, by_mistake, share):
    right, wrong = found * share, by_mistake * (1 - share)
    return wrong / (right + wrong)


def share_of_yeses(found, by_mistake, share):
    return found * share + by_mistake * (1 - share)


def forget_how_many_have_it(found, by_mistake, share):
    return found / (found + by_mistake * (1 - share))


def swap_the_groups(found, by_mistake, share):
    return right_among_yes(found, by_mistake, 1 - share)


def count_the_spared(found, by_mistake, share):
    return right_among_yes(found, 1 - by_mistake, share)


def odds_only(found, by_mistake, share):
    return found * share / (by_mistake * (1 - share))


def share_of_right_answers(found, by_mistake, share):
    return found * share + (1 - by_mistake) * (1 - share)


def mean_of_both(found, by_mistake, share):
    return (found + 1 - by_mistake) / 2


def count_a_crowd(found, by_mistake, share):
    people = 1_000_000
    rich = people * share
    return rich * found / (rich * found + (people - rich) * by_mistake)


def by_odds(found, by_mistake, share):
    odds = found / by_mistake * share / (1 - share)
    return odds / (1 + odds)


RIGHT_AMONG_YES = Exercise(
    name="right_among_yes",
    answer=right_among_yes,
    judge=judge_right_among_yes,
    form=to_number("The share"),
    minutes=5,
    difficulty=2,
    hints=(
        "Think of 1 000 people. How many have a high income, and how many of those get a yes?",
        "`share * found` of all people get a yes that is right. Who gets a wrong one?",
        "`right, wrong = found * share, by_mistake * (1 - share)`. Which share of both is right?",
    ),
    wrong=(
        (forget_the_share, "different groups"),
        (say_who_is_found, "Start from the yeses"),
        (say_who_is_spared, "get a no"),
        (forget_to_divide, "Of all *yeses*"),
        (count_the_wrong, "that are wrong"),
        (forget_how_many_others, "share of those *without*"),
        (forget_how_many_have_it, "share of those *with*"),
        (share_of_yeses, "who get a yes"),
        (swap_the_groups, "groups are swapped"),
        (count_the_spared, "get a no. Who"),
        (share_of_right_answers, "all answers"),
        (odds_only, "for each wrong one"),
        (mean_of_both, "and of the yeses"),
    ),
    right=(count_a_crowd, by_odds),
)


EXERCISES = (SHARPER, DISTANCE_FROM_EVEN, FILL_IN, MISSED_BY_LOOK, WORST_ON_FRESH, BALANCING_WEIGHTS, RIGHT_AMONG_YES)

QUIZ = (
    Question(
        "A generator learned from an album in which 6 of 100 doctors have long hair. You ask it for 100 doctors, at a "
        "low temperature. How many have long hair?",
        (
            Option("About 6.", False, "That is what temperature 1 would give, if the generator has learned well."),
            Option(
                "Fewer than 6, perhaps none.",
                True,
                "Every drawing starts near the average, and the average doctor of this album has short hair.",
            ),
            Option("About 50.", False, "Nobody has told the generator what the world outside its album looks like."),
        ),
    ),
    Question(
        "A classifier is 99 % accurate where it is used. For whom does it work?",
        (
            Option(
                "For almost everybody.",
                False,
                "For almost everybody *who comes often*. Whoever comes seldom counts little in it.",
            ),
            Option(
                "The number can't tell: slice by group, and look at each.",
                True,
                "A group of one in 200 can be missed every time, and the accuracy is still above 99 %.",
            ),
            Option("For nobody in rare groups.", False, "It may. The accuracy does not say so, nor the contrary."),
        ),
    ),
    Question(
        "Your album has no doctor with a head covering. Which remedy can teach the classifier about them?",
        (
            Option("Larger weights for them.", False, "A large weight on nobody is nothing."),
            Option(
                "More pictures from a generator that was trained on the album.",
                False,
                "It has never seen one. (Ours helped some, perhaps by weakening the white coat as a shortcut.)",
            ),
            Option(
                "Pictures from somebody who knows what such doctors look like.",
                True,
                "Real photographs, or a renderer that was told: information that was not in the album.",
            ),
        ),
    ),
    Question(
        "You look at 16 groups, 20 people each, and report the worst error. All groups are in truth equally well "
        "served. What do you report?",
        (
            Option("About the true error.", False, "The average of the groups would be. You picked the unluckiest."),
            Option(
                "More than the true error.",
                True,
                "The worst of 16 noisy numbers lies above their common truth. Choose on one half, measure on another.",
            ),
            Option("Less than the true error.", False, "The *best* of 16 would."),
        ),
    ),
    Question(
        "After rewriting, half of the pictures have long hair, half have grey hair, and so on. Is the album balanced?",
        (
            Option("Yes: every trait is even.", False, "All long-haired people may be grey in it, and nobody else."),
            Option(
                "Not necessarily: count the combinations.",
                True,
                "Even margins can hide a joint distribution of only two looks.",
            ),
            Option(
                "No: even traits can't be real.",
                False,
                "What share is right is another question, and not one of counting.",
            ),
        ),
    ),
)
