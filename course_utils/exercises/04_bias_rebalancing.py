"""Exercises and quiz of lesson 4, rebalancing bias with synthetic data."""

import numpy as np

from course_utils.exercise import Exercise
from course_utils.expect import (
    as_array,
    expect,
    expect_array,
    expect_number,
    expect_unlike,
    to_array,
    to_number,
    to_whole_numbers,
)
from course_utils.judges import judge_letter, to_letter
from course_utils.quiz import Option, Question

# --- distance_from_even ----------------------------------------------------------------------------------------------


def distance_from_even(looks):
    """How far the shares of the 16 looks are from 1/16: half the sum of the absolute differences.

    looks: (n,) whole numbers from 0 to 15 -> a number from 0 (even) to 15/16 (one look only)
    """
    shares = np.bincount(looks, minlength=16) / len(looks)
    return np.abs(shares - 1 / 16).sum() / 2


def judge_distance_from_even(answer, rng):
    looks = rng.choice(12, 90, p=rng.dirichlet(np.full(12, 0.8)))
    found = expect_number(answer(looks), "The distance")
    counts = np.bincount(looks, minlength=16)
    gaps = counts / 90 - 1 / 16
    truth = np.abs(gaps).sum() / 2
    seen = counts > 0
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
        (np.abs(gaps).max(), "That is the largest difference. Add up all 16, and take half."),
        (np.square(gaps).sum() / 2, "Absolute differences, not squared ones."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    expect(np.isclose(found, truth), "Share of each of the 16 looks, minus 1/16; absolute values; half of their sum.")
    alone = expect_number(answer(np.full(20, 3)), "The distance")
    expect(np.isclose(alone, 15 / 16), "With a single look the distance is 15/16. Do all 16 looks count?")


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
    ),
    right=(add_up_the_surplus,),
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
    right=("b", " B "),
)


# --- missed_by_look --------------------------------------------------------------------------------------------------


def missed_by_look(called_doctor, looks):
    """Of the doctors of each look, the share that the classifier does not call a doctor.

    called_doctor: (n,) True or False; looks: (n,), each of 0 to 15 occurs -> (16,) shares
    """
    return np.array([1 - called_doctor[looks == look].mean() for look in range(16)])


def judge_missed_by_look(answer, rng):
    looks = rng.permutation(np.concatenate([np.arange(16), rng.integers(0, 16, 200)]))
    called = rng.random(len(looks)) < rng.uniform(0.3, 1, 16)[looks]
    found = expect_array(answer(called, looks), (16,), "The shares")
    counts = np.bincount(looks, minlength=16)
    missed = np.bincount(looks, weights=~called, minlength=16)
    truth = missed / counts
    mistakes = [
        (1 - truth, "Those are the doctors that were recognised. We ask for those who were missed."),
        (missed, "Those are numbers of doctors. Divide by how many doctors of that look there are."),
        (missed / len(looks), "You divide by the number of all doctors. Divide by the number *of that look*."),
        (missed / missed.sum(), "Your shares add up to 1: who the missed are. Of each look, how many are missed?"),
        (np.full(16, np.mean(~called)), "One number for every look: that is the average. Slice it: `looks == look`."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    expect(
        np.allclose(found, truth), "For each look from 0 to 15: `called_doctor[looks == look]`, and the share of False."
    )


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
    ),
    right=(count_twice,),
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
    first, second = rng.random((2, seeds, 16))
    found = as_array(answer(first, second), "The shares")
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
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    expect(np.allclose(found, truth), "`first.argmax(axis=1)` is each seed's look; take that place in `second`.")


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
    ),
    right=(seed_after_seed,),
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
    traits[0], traits[1] = True, False
    found = as_array(answer(traits), "The weights")
    expect(found.shape != (n, 4), "One weight for each trait so far: multiply the four, `np.prod(…, axis=1)`.")
    expect(found.shape != (4,), "You multiply over the people. Multiply over the traits: `axis=1`.")
    found = expect_array(found, (n,), "The weights")
    expect(np.all(found >= 0), "A weight below 0 makes no sense: it would reward mistakes.")
    share = traits.mean(axis=0)
    like = np.where(traits, share, 1 - share)
    each = 0.5 / like
    truth = each.prod(axis=1)
    mistakes = [
        (like.prod(axis=1), "Those are the shares: the frequent would weigh most. Divide 0.5 by them."),
        ((2 * like).prod(axis=1), "You divide by 0.5. It is 0.5 divided by the share: the rare weigh more."),
        (each.sum(axis=1), "You add up the four. Multiply them: whoever is rare twice is rarer than both together."),
        (each.mean(axis=1), "You take the mean of the four. Multiply them."),
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
        (
            (0.5 / np.where(traits, traits.mean(), 1 - traits.mean())).prod(axis=1),
            "You use one share for all four traits. Each column has its own: `traits.mean(axis=0)`.",
        ),
        ((1 / like).prod(axis=1), "1 over the share makes all weights 16 times as large: it is 0.5 over the share."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    expect(np.allclose(found, truth), "For each trait 0.5 / (share of those who are alike in it); multiply the four.")


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
    ),
    right=(trait_after_trait,),
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
    expect(not np.array_equal(filled, said), "Nothing has been filled in yet: the 0s are still there.")
    kept = filled == said
    expect(
        kept[said != 0].all() or kept[said != 0].mean() > 0.02,
        "You turn round what was said: 1 has become -1. Keep it as it is.",
    )
    expect(
        kept[said != 0].all(),
        "Something that was said has been overwritten. Who asks for long hair should get it: keep every 1 and -1.",
    )
    again, once_more = (np.asarray(answer(said, np.random.default_rng(9)), float) for _ in range(2))
    expect(np.array_equal(again, once_more), "Draw from the `rng` that you are given: then a run can be repeated.")
    alike = np.unique(filled[:800], axis=0)
    sentence = "All open prompts get the same draw, so one look for all. Draw one for each prompt: `said.shape`."
    expect(len(alike) > 1 or len(np.unique(filled[said == 0])) == 1, sentence)
    new = filled[said == 0]
    expect(not (new == 0).any(), "Some 0s are left. Every trait that was not said becomes 1 or -1.")
    expect(np.isin(new, [-1, 1]).all(), "Yes is 1 and no is -1: something else is among your numbers.")
    expect(len(np.unique(new)) == 2, "Every gap gets the same answer. Draw each at random.")
    expect(0.4 < np.mean(new == 1) < 0.6, "Yes and no should be equally likely where nothing was said.")
    free = filled[:800]
    tied = np.abs(np.corrcoef(free.T) - np.eye(4)).max() > 0.5
    expect(
        not tied, "Traits of one prompt always come out alike: two looks, not 16. Draw each by itself: `said.shape`."
    )
    shares = np.bincount((free > 0) @ [8, 4, 2, 1], minlength=16) / len(free)
    expect(
        shares.min() > 0.02,
        "Unsaid prompts should lead to all 16 looks, and some are missing: do all prompts get the same draw?",
    )


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
        (tie_the_traits, "two looks, not 16"),
        (zeros_and_ones, "something else is among"),
        (leave_some, "Some 0s are left"),
        (same_draw_for_all, "All open prompts get the same draw"),
        (mostly_yes, "equally likely"),
        (turn_round, "turn round what was said"),
    ),
    right=(gap_after_gap,),
)


# --- right_among_yes -------------------------------------------------------------------------------------------------


def right_among_yes(found, by_mistake, share):
    """Share of a model's yeses that are right.

    found, by_mistake: true and false positive rate; share: of people with a high income
    """
    right, wrong = found * share, by_mistake * (1 - share)
    return right / (right + wrong)


def judge_right_among_yes(answer, rng):
    found, by_mistake, share = rng.uniform(0.3, 0.9), rng.uniform(0.02, 0.25), rng.uniform(0.05, 0.35)
    given = expect_number(answer(found, by_mistake, share), "The share")
    right, wrong = found * share, by_mistake * (1 - share)
    truth = right / (right + wrong)
    expect_unlike(
        given,
        found / (found + by_mistake),
        truth,
        "The two rates are shares of different groups, and one group is larger. How many people stand behind each?",
    )
    expect_unlike(given, found, truth, "That is who is found among those with a high income. Start from the yeses.")
    expect_unlike(given, 1 - by_mistake, truth, "That is the share of the others who get a no. Start from the yeses.")
    expect_unlike(given, right, truth, "Of all people. Of all *yeses*: divide by `right + wrong`.")
    expect_unlike(given, 1 - truth, truth, "That is the share of the yeses that are wrong.")
    expect_unlike(
        given,
        right / (right + by_mistake),
        truth,
        "`by_mistake` is a share of those *without* a high income: how many of all people are they?",
    )
    expect(np.isclose(given, truth), "Something is off. Of all people, who is found, and who is picked by mistake?")


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
                "For nearly everybody.",
                False,
                "For nearly everybody *who comes often*. Whoever comes seldom hardly counts in it.",
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
                "It has never seen one. (Ours helped a little, by weakening other shortcuts.)",
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
