"""Exercises and quiz of lesson 3, the four diets."""

import numpy as np

from course_utils.exercise import Exercise
from course_utils.expect import NotYet, as_array, expect, expect_array, expect_number, to_array, to_number
from course_utils.judges import judge_letter, to_letter
from course_utils.quiz import Option, Question

# --- next_page -------------------------------------------------------------------------------------------------------


def next_page(synthetic, real, share):
    """A page of n examples, of which this share is real and the rest is synthetic.

    synthetic, real: (chains, n); share: from 0 to 1, and share * n is whole -> (chains, n)
    """
    kept = round(share * real.shape[1])
    return np.concatenate([real[:, :kept], synthetic[:, kept:]], axis=1)


def judge_next_page(answer, rng):
    chains, n, kept = int(rng.integers(4, 7)), 10, int(rng.integers(2, 5))
    synthetic, real = rng.normal(size=(2, chains, n))
    page = as_array(answer(synthetic, real, kept / n), "The page")
    expect(page.shape != (chains, n + kept), "The page has grown. n examples in all: leave out as many synthetic ones.")
    expect(page.shape != (chains, kept), "Only the real part is here. Fill the page up with synthetic examples.")
    page = expect_array(page, (chains, n), "The page")
    from_real = (page[:, :, None] == real[:, None]).any(axis=2)
    from_synthetic = (page[:, :, None] == synthetic[:, None]).any(axis=2)
    whole_rows = from_real.all(axis=1) | from_synthetic.all(axis=1)
    expect(
        (from_real | from_synthetic).any(),
        "None of these numbers was on either page. Put examples side by side; don't average them.",
    )
    expect(
        not (whole_rows.all() and from_real.any() and from_synthetic.any()),
        "Some chains got only real examples and others none. Mix within each chain: the examples are along axis 1.",
    )
    expect((from_real | from_synthetic).all(), "Some of these examples are from another chain: keep every row a row.")
    expect(not np.array_equal(page, synthetic), "This page is all synthetic: where is the real share?")
    expect(
        not (from_real.sum(axis=1) == n - kept).all(),
        "You have swapped the shares: `share` says how much of the page is *real*.",
    )
    expect(
        (from_real.sum(axis=1) == kept).all(), "The real share is off: take share * n real examples for every chain."
    )
    repeated = [len(np.unique(row)) < n for row in page]
    expect(not any(repeated), "An example stands on the page twice: take each of them once.")
    hundred, more = rng.normal(size=(2, chains, 100))
    page = expect_array(answer(hundred, more, 0.29), (chains, 100), "The page")
    kept = (page[:, :, None] == more[:, None]).any(axis=2).sum(axis=1)
    expect((kept == 29).all(), "0.29 * 100 is 28.999… in floating point, and `int` cuts it to 28: use `round`.")


def cut_the_share_off(synthetic, real, share):
    kept = int(share * real.shape[1])
    return np.concatenate([real[:, :kept], synthetic[:, kept:]], axis=1)


def add_to_the_page(synthetic, real, share):
    kept = round(share * real.shape[1])
    return np.concatenate([real[:, :kept], synthetic], axis=1)


def only_the_real_part(synthetic, real, share):
    return real[:, : round(share * real.shape[1])]


def average_the_pages(synthetic, real, share):
    return share * real + (1 - share) * synthetic


def swap_the_shares(synthetic, real, share):
    kept = round(share * real.shape[1])
    return np.concatenate([synthetic[:, :kept], real[:, kept:]], axis=1)


def mix_the_chains(synthetic, real, share):
    kept = max(1, round(share * len(real)))
    return np.concatenate([real[:kept], synthetic[kept:]], axis=0)


def forget_the_real_ones(synthetic, real, share):
    return synthetic + 0


def repeat_one_example(synthetic, real, share):
    kept = round(share * real.shape[1])
    return np.concatenate([np.repeat(real[:, :1], kept, axis=1), synthetic[:, kept:]], axis=1)


def turn_the_rows_over(synthetic, real, share):
    kept = round(share * real.shape[1])
    return np.concatenate([real[::-1, :kept], synthetic[:, kept:]], axis=1)


def always_a_half(synthetic, real, share):
    return np.concatenate([real[:, :5], synthetic[:, 5:]], axis=1)


def next_page_the_other_way_round(synthetic, real, share):
    n = real.shape[1]
    written = n - round(share * n)
    return np.hstack([synthetic[:, -written:], real[:, -(n - written) :]])


NEXT_PAGE = Exercise(
    name="next_page",
    answer=next_page,
    judge=judge_next_page,
    form=to_array("The page"),
    minutes=4,
    difficulty=1,
    hints=(
        "How many real examples is that? `kept = round(share * real.shape[1])`",
        "`real[:, :kept]` are the first of every chain. As many synthetic ones must go.",
        "`np.concatenate([..., ...], axis=1)` puts two arrays side by side.",
    ),
    wrong=(
        (cut_the_share_off, "use `round`"),
        (add_to_the_page, "The page has grown"),
        (only_the_real_part, "Only the real part"),
        (average_the_pages, "don't average"),
        (swap_the_shares, "swapped the shares"),
        (mix_the_chains, "Mix within each chain"),
        (forget_the_real_ones, "all synthetic"),
        (repeat_one_example, "twice"),
        (turn_the_rows_over, "another chain"),
        (always_a_half, "The real share is off"),
    ),
    right=(next_page_the_other_way_round,),
)


# --- plateau ---------------------------------------------------------------------------------------------------------


def plateau(n, m):
    """Share of the originals' variance left in the long run: n synthetic and m originals a page"""
    total = n + m
    return (total**2 - n**2) / (total**2 - n**2 + n)


def judge_plateau(answer, rng):
    n, m = int(rng.integers(40, 60)), int(rng.integers(5, 15))
    found = expect_number(answer(n, m), "The plateau")
    total, truth = n + m, 1 / (1 + n / ((n + m) ** 2 - n**2))
    expect(abs(found - m / total) > 1e-9, "That is the originals' share of the page. How much variance is left is V.")
    expect(
        abs(found - m / (m + 1)) > 1e-9,
        "This leaves out that a synthetic and an original point differ more than two synthetic ones: their means do.",
    )
    expect(
        abs(found - (total**2 - n**2) / (total**2 - n**2 + n**2 / total)) > 1e-9,
        "Nearly: n (n - 1) of the N² pairs are two different synthetic points. Their second place is not free.",
    )
    expect(
        abs(found - (1 - n**2 / total**2)) > 1e-9,
        "That is what one page adds. Solve for the V that stands on both sides.",
    )
    smaller = (n**2 - (n - m) ** 2) / (n**2 - (n - m) ** 2 + n - m)
    expect(abs(found - smaller) > 1e-9, "You take n for the whole page. It is the synthetic part: the page has n + m.")
    fresh = 1 - 1 / (total - n * (n - 1) / total)
    expect(
        abs(found - fresh) > 1e-9, "That is the law for *fresh* points. Here the m originals are the same every time."
    )
    expect(
        abs(found - truth * (1 - 1 / m)) > 1e-9,
        "That is as a share of the world's variance. We ask for the share of the originals' own, v.",
    )
    expect(
        0 < found < 1, "A share of the variance lies between 0 and 1: with originals on the page, V never gets to 0."
    )
    expect(abs(found - truth) < 1e-9, "Put V on both sides of the equation, collect it on the left, and divide by v.")


def share_of_originals(n, m):
    return m / (n + m)


def same_means(n, m):
    return m / (m + 1)


def pairs_with_replacement(n, m):
    total = n + m
    return (total**2 - n**2) / (total**2 - n**2 + n**2 / total)


def one_page_only(n, m):
    return 1 - n**2 / (n + m) ** 2


def fresh_plateau(n, m):
    total = n + m
    return 1 - 1 / (total - n * (n - 1) / total)


def share_of_the_world(n, m):
    total = n + m
    return (1 - 1 / m) * (total**2 - n**2) / (total**2 - n**2 + n)


def nothing_is_left(n, m):
    return 0.0


def upside_down(n, m):
    total = n + m
    return (total**2 - n**2) / (total**2 + n)


def plateau_by_copying(n, m):
    total, left = n + m, 1.0
    for _ in range(20_000):
        left = n * (n - 1) / total**2 * left + 1 - n**2 / total**2
    return left


def take_n_for_the_page(n, m):
    rest = n - m
    return (n**2 - rest**2) / (n**2 - rest**2 + rest)


PLATEAU = Exercise(
    name="plateau",
    answer=plateau,
    judge=judge_plateau,
    form=to_number("The plateau"),
    minutes=5,
    difficulty=2,
    hints=(
        "In the long run the next page is as varied as this one: put V on both sides.",
        "Multiply by N²: (N² - n (n - 1)) V = (N² - n²) v.",
        "So V / v = (N² - n²) / (N² - n² + n), with N = n + m.",
    ),
    wrong=(
        (take_n_for_the_page, "the whole page"),
        (share_of_originals, "share of the page"),
        (same_means, "differ more than"),
        (pairs_with_replacement, "second place is not free"),
        (one_page_only, "one page adds"),
        (fresh_plateau, "for *fresh* points"),
        (share_of_the_world, "originals' own"),
        (nothing_is_left, "never gets to 0"),
        (upside_down, "collect it on the left"),
    ),
    right=(plateau_by_copying,),
)


# --- fresh_needed ----------------------------------------------------------------------------------------------------

fresh_needed = 11


def judge_fresh_needed(answer, rng):
    number = expect_number(answer, "Your answer")
    expect(number != 30, "As many as there were old ones? Fresh ones are worth more: try fewer in `error_with_fresh`.")
    expect(number != 90, "The other way round: three old ones are worth about one fresh one, not one old three fresh.")
    expect(number != 10, "A third is a good guess, but here it isn't quite enough. Compare the two errors.")
    expect(number != 12, "Enough, but one more than you need: look at the error with 11.")
    expect(number == round(number), "Give a whole number of examples: the smallest with which the error is no higher.")
    expect(number == 11, "Compare `theory.error_with_fresh(100, m)` for m = 1, 2, 3, … with the originals' error.")


FRESH_NEEDED = Exercise(
    name="fresh_needed",
    answer=fresh_needed,
    judge=judge_fresh_needed,
    form=to_number("Your answer"),
    minutes=3,
    difficulty=1,
    hints=(
        "`theory.error_with_originals(100, 30)` is what you have to reach.",
        "Print `theory.error_with_fresh(100, m)` for m in range(1, 31) and look for the first that is as small.",
    ),
    wrong=(
        (30, "worth more"),
        (90, "other way round"),
        (10, "A third"),
        (12, "one more than you need"),
        (10.6, "whole number"),
        (100, "Compare `theory"),
        ("11 fresh", "leave out quotes"),
    ),
    right=(11.0, np.int64(11)),
)


# --- accumulated_error -----------------------------------------------------------------------------------------------


def accumulated_error(n, d, fits):
    """Expected squared error after so many fits, if the i-th fit sees all i * n examples so far"""
    i = np.arange(1, fits + 1)
    return np.sum(d / (i * (i * n - d - 1)))


def judge_accumulated_error(answer, rng):
    n, d, fits = int(rng.integers(40, 60)), int(rng.integers(4, 9)), int(rng.integers(5, 12))
    i = np.arange(1, fits + 1)
    truth = float((d / (i * (i * n - d - 1))).sum())
    value = as_array(answer(n, d, fits), "The error")
    running = value.shape == (fits,) and np.allclose(value[-1], truth)
    expect(not running, "These are the errors after every fit. Return the last one only.")
    expect(value.shape != (fits,), "These are the parts that each fit adds. Add them up.")
    found = expect_number(value, "The error")
    expect(
        abs(found - fits * d / (n - d - 1)) > 1e-9,
        "That is the law of *replace*. Here the i-th fit sees i times as many examples.",
    )
    expect(
        abs(found - (d / (i * n - d - 1)).sum()) > 1e-9,
        "Only the newest n of i * n examples carry new noise: a factor 1/i is missing.",
    )
    expect(
        abs(found - truth + d / (i[-1] * (i[-1] * n - d - 1))) > 1e-9,
        "The last fit is missing: `np.arange(1, fits + 1)` counts from 1 to fits.",
    )
    expect(
        abs(found - d / (fits * (fits * n - d - 1))) > 1e-12, "That is what the *last* fit adds. Add up all of them."
    )
    expect(
        abs(found - (d / (i**2 * (n - d - 1))).sum()) > 1e-9,
        "That is the upper bound from which π²/6 comes. The exact part of fit i is d / (i (i n - d - 1)).",
    )
    expect(abs(found - truth * fits) > 1e-9 and abs(found - truth / fits) > 1e-9, "The sum is right; don't average it.")
    expect(abs(found - truth) < 1e-9, "Fit i adds d / (i (i n - d - 1)), for i = 1, 2, …, fits.")


def replaced_error(n, d, fits):
    return fits * d / (n - d - 1)


def forget_one_over_i(n, d, fits):
    return np.sum(d / (np.arange(1, fits + 1) * n - d - 1))


def stop_too_soon(n, d, fits):
    i = np.arange(1, fits)
    return np.sum(d / (i * (i * n - d - 1)))


def last_part_only(n, d, fits):
    return d / (fits * (fits * n - d - 1))


def upper_bound(n, d, fits):
    return np.sum(d / (np.arange(1, fits + 1) ** 2 * (n - d - 1)))


def every_running_total(n, d, fits):
    i = np.arange(1, fits + 1)
    return np.cumsum(d / (i * (i * n - d - 1)))


def all_the_parts(n, d, fits):
    i = np.arange(1, fits + 1)
    return d / (i * (i * n - d - 1))


def average_the_parts(n, d, fits):
    i = np.arange(1, fits + 1)
    return np.mean(d / (i * (i * n - d - 1)))


def begin_at_zero(n, d, fits):
    i = np.arange(fits)
    return np.sum(d / (i * (i * n - d - 1)))


def accumulated_in_a_loop(n, d, fits):
    error, seen = 0.0, 0
    for _ in range(fits):
        seen += n
        error += (n / seen) * d / (seen - d - 1)
    return error


ACCUMULATED_ERROR = Exercise(
    name="accumulated_error",
    answer=accumulated_error,
    judge=judge_accumulated_error,
    form=to_number("The error"),
    minutes=4,
    difficulty=2,
    hints=(
        "`i = np.arange(1, fits + 1)` numbers the fits.",
        "Fit i adds d / (i (i n - d - 1)).",
        "`np.sum(d / (i * (i * n - d - 1)))`",
    ),
    wrong=(
        (replaced_error, "law of *replace*"),
        (forget_one_over_i, "1/i is missing"),
        (stop_too_soon, "last fit is missing"),
        (last_part_only, "*last* fit adds"),
        (upper_bound, "upper bound"),
        (every_running_total, "Return the last one"),
        (all_the_parts, "Add them up"),
        (average_the_parts, "don't average"),
        (begin_at_zero, "infinite"),
    ),
    right=(accumulated_in_a_loop,),
)


# --- more_ai ---------------------------------------------------------------------------------------------------------

more_ai = "B"

MORE_AI_MISTAKES = {
    "A": "So one would think. But where did the AI data come from? The last model had seen last time's fresh points.",
    "C": "Then the mean of a page would be as far off as that of ten points alone. Write out β² (…) + (1 - β)²/m.",
}

MORE_AI = Exercise(
    name="more_ai",
    answer=more_ai,
    judge=judge_letter(more_ai, MORE_AI_MISTAKES),
    form=to_letter,
    minutes=3,
    difficulty=2,
    hints=(
        "Without AI data each model knows ten points, and nothing of the tens before.",
        "What a fair model writes carries, with some noise, what that model had learned.",
    ),
    wrong=(
        ("A", "where did the AI data come from"),
        ("C", "Write out"),
        ("D", "3 answers to choose from"),
        (1.0, "one letter in quotes"),
    ),
    right=("b", " B "),
)


# --- keep_accepted ---------------------------------------------------------------------------------------------------


def keep_accepted(pictures, scores, n):
    """The n pictures of every chain that the judge scores highest.

    pictures: (chains, many, pixels), scores: (chains, many) -> (chains, n, pixels)
    """
    best = np.argsort(-scores, axis=1)[:, :n]
    return np.take_along_axis(pictures, best[:, :, None], axis=1)


def judge_keep_accepted(answer, rng):
    chains, many, pixels, n = 3, 12, int(rng.integers(5, 8)), int(rng.integers(3, 6))
    pictures, scores = rng.random((chains, many, pixels), np.float32), rng.random((chains, many), np.float32)
    scores[0] += 1  # a chain that the judge likes better than the others
    try:
        found = as_array(answer(pictures, scores, n), "The pictures")
    except IndexError:
        raise NotYet(
            "An index went past the end of an axis. Each chain has its own best pictures: `np.take_along_axis` helps."
        ) from None
    expect(found.shape != (chains, n), "These are numbers of pictures, or scores. Pick the pictures themselves.")
    expect(
        found.shape != (n, pixels),
        "One list for all chains came out. Let each chain keep n of its own: sort along axis 1.",
    )
    found = expect_array(found, (chains, n, pixels), "The pictures")
    order = scores.argsort(axis=1)

    def same_set(columns):
        rows = np.arange(chains)[:, None]
        wanted = pictures[rows, columns]
        return np.allclose(np.sort(wanted[..., 0], axis=1), np.sort(found[..., 0], axis=1))

    expect(not same_set(order[:, :n]), "These are the pictures with the *lowest* scores: sort by -scores.")
    expect(not same_set(np.tile(np.arange(n), (chains, 1))), "These are the first n, whatever their scores.")
    expect(
        not same_set(order[:1, -n:].repeat(chains, axis=0)), "You rank by the first chain's scores: each has its own."
    )
    expect(same_set(order[:, -n:]), "Some of these are not among the n highest scores of their own chain.")
    picked = (found[:, :, None] == pictures[:, None]).all(axis=3).any(axis=2)
    expect(picked.all(), "The pictures have been changed or torn apart: keep each of them as it is.")


def keep_rejected(pictures, scores, n):
    return np.take_along_axis(pictures, np.argsort(scores, axis=1)[:, :n, None], axis=1)


def keep_the_first(pictures, scores, n):
    return pictures[:, :n]


def rank_all_chains_together(pictures, scores, n):
    return pictures.reshape(-1, pictures.shape[2])[np.argsort(-scores.ravel())[:n]]


def rank_by_the_first_chain(pictures, scores, n):
    return pictures[:, np.argsort(-scores[0])[:n]]


def return_the_places(pictures, scores, n):
    return np.argsort(-scores, axis=1)[:, :n]


def sort_the_pixels(pictures, scores, n):
    best = np.argsort(-scores, axis=1)[:, :n]
    return np.sort(np.take_along_axis(pictures, best[:, :, None], axis=1)[..., ::-1], axis=1)[..., ::-1]


def shuffle_the_chains(pictures, scores, n):
    return np.take_along_axis(pictures[::-1], np.argsort(-scores, axis=1)[:, :n, None], axis=1)


def keep_accepted_one_by_one(pictures, scores, n):
    return np.stack([chain[np.argsort(score)[-n:]] for chain, score in zip(pictures, scores, strict=True)])


def index_all_chains_alike(pictures, scores, n):
    return pictures[np.argsort(-scores, axis=1)[:, :n]]


KEEP_ACCEPTED = Exercise(
    name="keep_accepted",
    answer=keep_accepted,
    judge=judge_keep_accepted,
    form=to_array("The pictures", np.float32),
    minutes=5,
    difficulty=2,
    hints=(
        "`np.argsort(-scores, axis=1)` lists the places of the scores of each chain, highest first.",
        "Keep the first n places of every row: `[:, :n]`.",
        "`np.take_along_axis(pictures, best[:, :, None], axis=1)` picks the pictures at these places.",
    ),
    wrong=(
        (index_all_chains_alike, "past the end"),
        (keep_rejected, "*lowest*"),
        (keep_the_first, "the first n"),
        (rank_all_chains_together, "One list for all"),
        (rank_by_the_first_chain, "first chain's scores"),
        (return_the_places, "Pick the pictures"),
        (sort_the_pixels, "torn apart"),
        (shuffle_the_chains, "of their own chain"),
    ),
    right=(keep_accepted_one_by_one,),
)


# --- auroc -----------------------------------------------------------------------------------------------------------


def auroc(real, ai):
    """The chance that a real text scores above an AI text, a tie counting half: arrays -> number"""
    above, equal = real[:, None] > ai, real[:, None] == ai
    return above.mean() + equal.mean() / 2


def judge_auroc(answer, rng):
    real, ai = rng.integers(2, 9, int(rng.integers(20, 30))), rng.integers(0, 6, int(rng.integers(31, 40)))
    value = as_array(answer(real, ai), "The chance")
    expect(value.shape != (len(real), len(ai)), "These are all the pairs. The chance is their mean.")
    found = expect_number(value, "The chance")
    above, equal = (real[:, None] > ai).mean(), (real[:, None] == ai).mean()
    expect(
        abs(found - (1 - above - equal / 2)) > 1e-9, "The other way round: how often is the *real* score the higher?"
    )
    expect(abs(found - above) > 1e-9, "You leave out the ties: each counts a half.")
    expect(abs(found - above - equal) > 1e-9, "You count ties as wins. A tie counts a half.")
    middle = (real.mean() + ai.mean()) / 2
    accuracy = ((real > middle).mean() + (ai <= middle).mean()) / 2
    expect(
        abs(found - accuracy) > 1e-9,
        "That is how often one threshold is right. Compare every real with every AI score.",
    )
    expect(abs(found - (real.mean() - ai.mean())) > 1e-9, "That is a difference of means, not a chance.")
    expect(
        abs(found - real.mean() / (real.mean() + ai.mean())) > 1e-9, "A ratio of means is not a chance: count pairs."
    )
    expect(0 <= found <= 1, "A chance lies between 0 and 1: divide by the number of pairs.")
    expect(abs(found - above - equal / 2) < 1e-9, "Compare every real score with every AI score: `real[:, None] > ai`.")
    expect(
        expect_number(answer(real - 20, ai), "The chance") < 0.5,
        "A detector that is worse than chance has an AUROC below one half. Don't turn it round.",
    )


def real_below(real, ai):
    return (real[:, None] < ai).mean() + (real[:, None] == ai).mean() / 2


def never_below_half(real, ai):
    chance = (real[:, None] > ai).mean() + (real[:, None] == ai).mean() / 2
    return max(chance, 1 - chance)


def leave_out_ties(real, ai):
    return (real[:, None] > ai).mean()


def ties_are_wins(real, ai):
    return (real[:, None] >= ai).mean()


def one_threshold(real, ai):
    middle = (real.mean() + ai.mean()) / 2
    return ((real > middle).mean() + (ai <= middle).mean()) / 2


def gap_of_means(real, ai):
    return real.mean() - ai.mean()


def ratio_of_means(real, ai):
    return real.mean() / (real.mean() + ai.mean())


def all_pairs(real, ai):
    return (real[:, None] > ai) + (real[:, None] == ai) / 2


def count_pairs(real, ai):
    return (real[:, None] > ai).sum() + (real[:, None] == ai).sum() / 2


def auroc_by_ranks(real, ai):
    from scipy.stats import rankdata

    ranks = rankdata(np.concatenate([real, ai]))[: len(real)]
    return (ranks.sum() - len(real) * (len(real) + 1) / 2) / (len(real) * len(ai))


AUROC = Exercise(
    name="auroc",
    answer=auroc,
    judge=judge_auroc,
    form=to_number("The chance"),
    minutes=4,
    difficulty=2,
    hints=(
        "`real[:, None] > ai` compares every real score with every AI score.",
        "The mean of an array of True and False is the share of True.",
        "Add half of the share of ties, `real[:, None] == ai`.",
    ),
    wrong=(
        (never_below_half, "Don't turn it round"),
        (real_below, "other way round"),
        (leave_out_ties, "leave out the ties"),
        (ties_are_wins, "ties as wins"),
        (one_threshold, "one threshold"),
        (gap_of_means, "difference of means"),
        (ratio_of_means, "ratio of means"),
        (all_pairs, "all the pairs"),
        (count_pairs, "between 0 and 1"),
    ),
    right=(auroc_by_ranks,),
)

EXERCISES = (NEXT_PAGE, PLATEAU, FRESH_NEEDED, ACCUMULATED_ERROR, MORE_AI, KEEP_ACCEPTED, AUROC)

QUIZ = (
    Question(
        "You keep 10 of your originals on every page of 100, for ever. What does the long run look like?",
        (
            Option(
                "Slower collapse, but collapse.",
                False,
                "The law has a plateau above zero, and we found the loop on it.",
            ),
            Option(
                "A plateau, somewhat worse than those 10 originals alone.",
                True,
                "The copies settle around the 10 that you kept. What they never held, no copy can know.",
            ),
            Option("As good as new.", False, "Ten points are all that the loop knows of the world in the long run."),
        ),
    ),
    Question(
        "Nothing new ever comes in, but nothing is thrown away either. What happens to the error of a regression?",
        (
            Option("It grows in proportion to the copies.", False, "That is what *replace* does."),
            Option(
                "It stays below π²/6 times that of the first fit.",
                True,
                "The parts fall like 1/i², and add up to less.",
            ),
            Option("It goes to zero.", False, "Old errors stay in the pile. Only new real data could correct them."),
        ),
    ),
    Question(
        "When does AI data harm a model that also gets fresh real data?",
        (
            Option("Always: the less of it, the better.", False, "Fair samples carry what earlier fresh data taught."),
            Option(
                "Never, as long as the fresh data keeps coming.", False, "It does if the samples are biased, and many."
            ),
            Option(
                "When the samples are biased, and there are more of them than a threshold allows.",
                True,
                "Memory is worth something; the bias costs more with each added example.",
            ),
        ),
    ),
    Question(
        "A judge lets only the most convincing pictures into the next generation. What do you expect?",
        (
            Option(
                "Sharper pictures of fewer kinds.", True, "Precision goes up, recall goes down: what is odd is refused."
            ),
            Option(
                "Better pictures in every respect.", False, "What is rare looks unconvincing, so the judge drops it."
            ),
            Option("No change: the judge only removes rubbish.", False, "It removes whatever it is unsure of."),
        ),
    ),
    Question(
        "A detector has an AUROC of 0.98 on AI texts of ten words. What does this tell you about a better AI?",
        (
            Option(
                "It will be found out just as well.",
                False,
                "The bound depends on the distance between AI and real text.",
            ),
            Option(
                "Little: the nearer its texts come to real ones, the lower the bound for every detector.",
                True,
                "And the longer the text, the more there is to go by. Both matter.",
            ),
            Option(
                "Detection is impossible.",
                False,
                "Our weak generator is easy to tell, and long texts are easier still.",
            ),
        ),
    ),
)
