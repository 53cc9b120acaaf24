"""Claims, exercises and quiz of lesson 3, the four diets."""

import numpy as np

from course_utils.teach.exercise import Exercise, Workload
from course_utils.teach.expect import NotYet, close, expect, expect_array, expect_number, expect_unlike
from course_utils.teach.forms import to_array, to_letter, to_number
from course_utils.teach.judges import at_edge, judge_between, judge_letter
from course_utils.teach.quiz import Option, Question

# id: (what to remember of it, the claim in our words, whose it is)
CLAIMS = {
    "C3": (
        "Originals stop the collapse of what they tell, nothing else.",
        "Adding some of the original training data back only slows the collapse; it cannot stop it.",
        "read from Alemohammad et al. 2023",
    ),
    "C4": (
        "New beats old; fair AI data helped the forgetful, harmed a pool.",
        "Only enough new, unseen, real data at every generation stops it. How much depends on the case; more real and "
        "less AI data is always better.",
        "after Alemohammad et al. 2023",
    ),
    "C5": (
        "One or two words escape; longer texts by known weak writers don't.",
        "There is no reliable automatic detector of AI-generated data.",
        "after Sadasivan et al. 2023",
    ),
    # C6, that the web is polluted already, nothing in the course can measure yet.
    "C7": (
        "At equal length variety wins; doubling the length wins more.",
        "Diverse data beats more of the same. More data helps in practice because it is usually more diverse.",
        "Jina AI 2024",
    ),
    "C8": (
        "An AI-flooded pool stops bell curves; text learned on, more slowly.",
        "Unless training changes, quality meets a ceiling, because real data grows more slowly than AI data.",
        "Jina AI 2024",
    ),
}

# --- next_page -------------------------------------------------------------------------------------------------------


def next_page(synthetic, real, share):
    """A page of n examples, of which this share is real and the rest is synthetic.

    synthetic, real: (chains, n); share: from 0 to 1, and share * n is whole -> (chains, n)
    """
    kept = round(share * real.shape[1])
    return np.concatenate([real[:, :kept], synthetic[:, kept:]], axis=1)


def judge_next_page(answer, rng):
    chains, n, kept = int(rng.integers(4, 7)), 10, int(rng.integers(2, 5))
    synthetic, real = draw_pages(rng, chains, n)
    page = answer(synthetic, real, kept / n)
    expect(page.shape != (chains, n + kept), "The page has grown. n examples in all: leave out as many synthetic ones.")
    expect(page.shape != (chains, kept), "Only the real part is here. Fill the page up with synthetic examples.")
    expect(page.shape != (chains, n - kept), "Only the synthetic part is here. Put the real examples beside it.")
    counts = count_real(page, synthetic, real)
    expect(counts.any(), "This page is all synthetic: where is the real share?")
    expect(not (counts == n).all(), "This page is all real: only the share should be.")
    sentence = "Some chains got only real examples and others none. Mix within each chain: examples are along axis 1."
    expect(not np.isin(counts, [0, n]).all(), sentence)
    sentence = "You have swapped the shares: `share` says how much of the page is *real*."
    expect(not (counts == n - kept).all(), sentence)
    expect_so_many(counts, kept, n)
    expect_same_places(answer, page, synthetic, real, kept / n, rng)
    expect_nothing_else(answer, 0, synthetic, real, synthetic)
    expect_nothing_else(answer, 1, synthetic, real, real)
    expect_rounded(answer, rng)


def expect_nothing_else(answer, share, synthetic, real, source):
    """NotYet unless the page is the whole source, in any order, where the share leaves no room for the other one."""
    page, name = at_edge(answer, (synthetic, real, share), f"With share {share}"), ("synthetic", "real")[share]
    alike = page.shape == source.shape and np.array_equal(np.sort(page), np.sort(source))
    expect(
        alike,
        f"With share {share} the whole {name} page is due, and nothing else. (Mind that `x[:, -0:]` is all of x.)",
    )


def expect_rounded(answer, rng):
    """NotYet if a product that floating point doesn't hit exactly is cut off or rounded up."""
    for chains, kept, cut, how in ((4, 29, 28, "`int` cuts it to 28"), (1, 7, 8, "`ceil` makes it 8")):
        synthetic, real = draw_pages(rng, chains, 100)
        counts = count_real(answer(synthetic, real, kept / 100), synthetic, real)
        sentence = f"{kept / 100} * 100 is {kept / 100 * 100} in floating point, and {how}: use `round`."
        expect(not (counts == cut).all(), sentence)
        expect_so_many(counts, kept, 100)


def draw_pages(rng, chains, n):
    """A synthetic and a real page of numbers, all different, that single precision holds exactly; as views."""
    numbers = rng.permutation(2 * n * chains) - n * chains + rng.uniform(0, 0.9, 2 * n * chains)
    return numbers.astype(np.float32).astype(float).reshape(2, n, chains).transpose(0, 2, 1)


def taken(page, source):
    """Which examples of the source stand on the page, chain by chain: (chains, n)"""
    return (page[:, :, None] == source[:, None]).any(axis=1)


def count_real(page, synthetic, real):
    """How many of every chain's examples are real; NotYet unless it has n different ones of its own."""
    page, both = expect_array(page, real.shape, "The page"), np.concatenate([synthetic, real], axis=1)
    known, own = np.isin(page, both), (page[:, :, None] == both[:, None]).any(axis=2)
    expect(known.any(), "None of these numbers was on either page. Put examples side by side; don't average them.")
    expect(known.all(), "Some of these numbers were on neither page. Leave every example as it is.")
    expect(own.all(), "Some of these examples are from another chain: keep every row a row.")
    sentence = "An example stands on the page twice: take each of them once."
    expect((taken(page, both).sum(axis=1) == real.shape[1]).all(), sentence)
    return taken(page, real).sum(axis=1)


def expect_so_many(counts, kept, n):
    """NotYet unless every chain has as many real examples as it should."""
    wrong = next((count for count in counts if count != kept), kept)
    sentence = f"With share {kept / n} and n = {n} every chain has {kept} real examples, and one of yours has {wrong}."
    expect(wrong == kept, sentence)


def expect_same_places(answer, page, synthetic, real, share, rng):
    """NotYet if other numbers on one of the pages change which places are kept: the loop would no longer be fair."""
    written, found = draw_pages(rng, *real.shape)
    for first, second in ((written, real), (synthetic, found)):
        other = answer(first, second, share)
        count_real(other, first, second)
        sentence = "Other originals come when the numbers on a page change. Take them from the same places each time."
        expect(np.array_equal(taken(other, second), taken(page, real)), sentence)
        sentence = "Which synthetic examples stay hangs on their values: a bent choice. Keep the same places each time."
        expect(np.array_equal(taken(other, first), taken(page, synthetic)), sentence)


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


def only_the_synthetic_part(synthetic, real, share):
    return synthetic[:, round(share * real.shape[1]) :]


def take_the_real_page(synthetic, real, share):
    return real + 0


def round_the_share_up(synthetic, real, share):
    kept = int(np.ceil(share * real.shape[1]))
    return np.concatenate([real[:, :kept], synthetic[:, kept:]], axis=1)


def count_from_the_end(synthetic, real, share):
    kept = round(share * real.shape[1])
    return np.concatenate([synthetic[:, kept:], real[:, -kept:]], axis=1)


def pick_every_so_many(synthetic, real, share):
    kept = round(share * real.shape[1])
    places = np.arange(kept) * (real.shape[1] // kept)
    return np.concatenate([real[:, places], synthetic[:, kept:]], axis=1)


def keep_the_nearest_originals(synthetic, real, share):
    kept = round(share * real.shape[1])
    nearest = np.abs(real - synthetic.mean(axis=1, keepdims=True)).argsort(axis=1)[:, :kept]
    return np.concatenate([np.take_along_axis(real, nearest, axis=1), synthetic[:, kept:]], axis=1)


def sort_both_pages(synthetic, real, share):
    return next_page(np.sort(synthetic), real, share)


def add_some_noise(synthetic, real, share):
    page = next_page(synthetic, real, share)
    page[:, -1] += 0.01
    return page


def example_after_example(synthetic, real, share):
    page, kept = [], round(share * real.shape[1])
    for old, new in zip(real, synthetic, strict=True):
        row = np.array([])
        for k in range(len(old)):
            row = np.hstack([row, old[k] if k < kept else new[k]])
        page.append(row)
    return np.array(page)


def real_ones_at_the_end(synthetic, real, share):
    written = real.shape[1] - round(share * real.shape[1])
    return np.hstack([synthetic[:, :written], real[:, written:]])


def real_ones_here_and_there(synthetic, real, share):
    n = real.shape[1]
    order = np.random.default_rng(0).permutation(n)  # the same at every call
    return np.where(order < round(share * n), real, synthetic)


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
        (always_a_half, "one of yours has 5"),
        (only_the_synthetic_part, "Only the synthetic part"),
        (take_the_real_page, "all real"),
        (round_the_share_up, "`ceil` makes it 8"),
        (count_from_the_end, "the whole synthetic page is due"),
        (pick_every_so_many, "With share 0, your function"),
        (keep_the_nearest_originals, "Other originals come"),
        (sort_both_pages, "hangs on their values"),
        (add_some_noise, "on neither page"),
        (example_after_example, "too slow here"),
    ),
    right=(real_ones_at_the_end, real_ones_here_and_there),
    workload=Workload(lambda rng: (*rng.normal(size=(2, 1000, 100)), 0.1), times=200),
)


# --- plateau ---------------------------------------------------------------------------------------------------------


def plateau(n, m):
    """Share of the originals' variance left in the long run: n synthetic and m originals a page"""
    total = n + m
    return (total**2 - n**2) / (total**2 - n**2 + n)


def judge_plateau(answer, rng):
    n, m = int(rng.integers(40, 60)), int(rng.integers(5, 15))
    found = expect_number(answer(n, m), "The plateau")
    total, truth, before = n + m, share_left(n, m), n - m
    squares = total**2 - n**2
    mistakes = [
        (m / total, "That is the originals' share of the page. How much variance is left is V."),
        (
            m / (m + 1),
            "This leaves out that a synthetic point differs more from an original one than from another synthetic one.",
        ),
        (
            squares / (squares + n**2 / total),
            "Nearly: n (n - 1) of the N² pairs are two different synthetic points. Their second place is not free.",
        ),
        (squares / total**2, "That is what one page adds. Solve for the V that stands on both sides."),
        (squares / (total**2 + n * (n - 1)), "n (n - 1) V changes its sign when it goes over to the left."),
        (
            (n**2 - before**2) / (n**2 - before**2 + before),
            "You take n for the whole page. It is the synthetic part: the page has n + m.",
        ),
        (
            1 - 1 / (total - n * (n - 1) / total),
            "That is the law for *fresh* points. Here the m originals are the same every time.",
        ),
        (
            truth * (1 - 1 / m),
            "That is as a share of the world's variance. We ask for the share of the originals' own, v.",
        ),
        (
            (100**2 - n**2) / (100**2 - n**2 + n),
            "You take 100 for the page. It has N = n + m examples, whatever n and m.",
        ),
        (1 - truth, "That is the share that is lost. We ask for what is left, V / v."),
        (1 / truth, "That is v / V. We ask for V / v."),
        (0, "With originals on the page V never gets to 0."),
        (1, "1 would mean that nothing is lost, and each copy loses something: V is less than v."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    for page in ((n, m), (90, 10), np.array([98, 2]), np.array([20, 80])):
        where = "For n = {} and m = {}".format(*page)
        given, truth = expect_number(at_edge(answer, tuple(page), where), "The plateau"), share_left(*page)
        expect(close(given, truth), f"{where} you give {given:.6g}, and V / v is {truth:.6g}.")


def share_left(n, m):
    """V / v in the long run: of N² pairs, n cost something at every copy, and N² - n² give it back."""
    return 1 / (1 + n / ((n + m) ** 2 - n**2))


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


def keep_the_sign(n, m):
    total = n + m
    return (total**2 - n**2) / (total**2 + n * (n - 1))


def upside_down(n, m):
    return 1 / plateau(n, m)


def always_a_hundred(n, m):
    return plateau(n, 100 - n)


def nothing_is_lost(n, m):
    return 1.0


def lose_what_is_left(n, m):
    return 1 - plateau(n, m)


def pairs_of_the_page(n, m):
    return (m * (m - 1) + 2 * n * m) / (n + m) ** 2


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
        (same_means, "differs more from"),
        (pairs_with_replacement, "second place is not free"),
        (one_page_only, "one page adds"),
        (fresh_plateau, "for *fresh* points"),
        (share_of_the_world, "originals' own"),
        (nothing_is_left, "never gets to 0"),
        (keep_the_sign, "changes its sign"),
        (upside_down, "That is v / V"),
        (always_a_hundred, "100 for the page"),
        (nothing_is_lost, "nothing is lost"),
        (lose_what_is_left, "share that is lost"),
        (pairs_of_the_page, "and V / v is"),
    ),
    right=(plateau_by_copying,),
)


# --- fresh_needed ----------------------------------------------------------------------------------------------------

fresh_needed = 11


COMPARE = "Compare `theory.error_with_fresh(100, m)` for m = 1, 2, 3, … with the originals' error."
FRESH_MISTAKES = (
    (30, 30, "As many as there were old ones? Fresh ones are worth more: try fewer in `error_with_fresh`."),
    (90, 90, "The other way round: three old ones are worth about one fresh one, not one old three fresh."),
    (10, 10, "A third is a good guess, but here it isn't quite enough. Compare the two errors."),
    (12, 12, "Enough, but one more than you need: look at the error with 11."),
    (10, 12, "Give a whole number of examples: the smallest with which the error is no higher."),
    (0.3, 0.4, "That is about what one old example is worth. How many fresh ones do as well as all 30?"),
    (-np.inf, 10, f"Too few: with these the error is higher. {COMPARE}"),
)


FRESH_NEEDED = Exercise(
    name="fresh_needed",
    answer=fresh_needed,
    judge=judge_between(11, 11, FRESH_MISTAKES, f"That is enough, but fewer do as well. {COMPARE}"),
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
        (1 / 3, "one old example is worth"),
        (5, "Too few"),
        (100, "fewer do as well"),
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
    i, parts = np.arange(1, fits + 1), parts_of_error(n, d, fits)
    value, truth = answer(n, d, fits), parts.sum()
    expect(not close(value, parts.cumsum()), "These are the errors after every fit. Return the last one only.")
    expect(not close(value, parts), "These are the parts that each fit adds. Add them up.")
    found = expect_number(value, "The error")
    mistakes = [
        (fits * d / (n - d - 1), "That is the law of *replace*. Here the i-th fit sees i times as many examples."),
        ((d / (i * n - d - 1)).sum(), "Only the newest n of i * n examples carry new noise: a factor 1/i is missing."),
        (parts[:-1].sum(), "The last fit is missing: `np.arange(1, fits + 1)` counts from 1 to fits."),
        (parts[1:].sum(), "The first fit is missing: `np.arange(1, fits + 1)` counts from 1 to fits."),
        (parts[-1], "That is what the *last* fit adds. Add up all of them."),
        (
            (d / (i**2 * (n - d - 1))).sum(),
            "That is the upper bound from which π²/6 comes. The exact part of fit i is d / (i (i n - d - 1)).",
        ),
        (parts.mean(), "That is the mean of what the fits add. Add the parts up, and leave it at that."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    for k in (fits, 1, 3000):
        given, truth = expect_number(so_far(answer, n, d, k), "The error"), parts_of_error(n, d, k).sum()
        sentence = f"For n = {n}, d = {d} and fits = {k} you give {given:.6g}, and it should be {truth:.6g}."
        expect(close(given, truth), sentence)


def parts_of_error(n, d, fits):
    """What each of so many fits adds to the error: (fits,)"""
    i = np.arange(1, fits + 1)
    return d / (i * (i * n - d - 1))


def so_far(answer, n, d, fits):
    """What the answer gives; NotYet if it calls itself so often that Python stops it."""
    try:
        return answer(n, d, fits)
    except RecursionError:
        sentence = (
            "The lesson asks for 100 000 fits, too many for a function that calls itself: use a loop or an array."
        )
        raise NotYet(sentence) from None


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


def forget_d(n, d, fits):
    i = np.arange(1, fits + 1)
    return np.sum(d / (i * (i * n - 1)))


def leave_out_the_first(n, d, fits):
    i = np.arange(2, fits + 1)
    return np.sum(d / (i * (i * n - d - 1)))


def call_itself(n, d, fits):
    if fits == 0:
        return 0.0
    return call_itself(n, d, fits - 1) + d / (fits * (fits * n - d - 1))


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
        (average_the_parts, "mean of what"),
        (begin_at_zero, "infinite"),
        (leave_out_the_first, "first fit is missing"),
        (forget_d, "and it should be"),
        (call_itself, "too many for a function"),
    ),
    right=(accumulated_in_a_loop,),
    workload=Workload(lambda rng: (50, 10, 100_000), times=1),
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
    right=("b", " B. ", "(b)"),
)


# --- keep_accepted ---------------------------------------------------------------------------------------------------


def keep_accepted(pictures, scores, n):
    """The n pictures of every chain that the judge scores highest.

    pictures: (chains, many, pixels), scores: (chains, many) -> (chains, n, pixels)
    """
    best = np.argsort(-scores, axis=1)[:, :n]
    return np.take_along_axis(pictures, best[:, :, None], axis=1)


def judge_keep_accepted(answer, rng):
    chains, many, pixels, n = 3, 14, int(rng.integers(5, 8)), int(rng.integers(3, 6))
    pictures, scores = rng.random((chains, many, pixels), np.float32), rng.random((chains, many), np.float32)
    pictures[..., [0, -1]] = 0  # corners that no digit reaches
    scores[0] += 1  # a chain that the judge likes better than the others
    try:
        found = answer(pictures, scores, n)
    except IndexError:
        raise NotYet(
            "An index went past the end of an axis. Each chain has its own best pictures: `np.take_along_axis` helps."
        ) from None
    expect(found.shape != (chains, n), "These are numbers of pictures, or scores. Pick the pictures themselves.")
    sentence = "One list for all chains came out. Let each chain keep n of its own: sort along axis 1."
    expect(found.shape != (n, pixels), sentence)
    places, order = places_of(found, pictures, n), scores.argsort(axis=1)
    mistakes = [
        (order[:, :n], "These are the pictures with the *lowest* scores: sort by -scores."),
        (np.tile(np.arange(n), (chains, 1)), "These are the first n, whatever their scores."),
        (np.tile(order[:1, -n:], (chains, 1)), "You rank by the first chain's scores: each has its own."),
    ]
    for mistake, sentence in mistakes:
        expect(not np.array_equal(places, np.sort(mistake)), sentence)
    expect(are_best(places, scores), "Some of these are not among the n highest scores of their own chain.")
    found = at_edge(answer, (pictures[:1], scores[:1], 1), "With one chain and n = 1")
    sentence = "With one chain and n = 1 the one picture with its highest score is due, and yours is another."
    expect(are_best(places_of(found, pictures[:1], 1), scores[:1]), sentence)
    tied = rng.permuted(np.tile(np.float32([1] * 2 + [0.5] * 6 + [0] * 6), (chains, 1)), axis=1)
    found = at_edge(answer, (pictures, tied, n), "Where several pictures have the same score")
    sentence = "Several pictures may have the same score, and then more or fewer than n come out: keep exactly n."
    expect(found.shape == (chains, n, pixels), sentence)
    sentence = "Where several pictures have the same score, some of yours are not among the n highest."
    expect(are_best(places_of(found, pictures, n), tied), sentence)


def places_of(found, pictures, n):
    """Where in its chain each picture stood, from left to right: (chains, n); NotYet unless n different ones did."""
    found = expect_array(found, (len(pictures), n, pictures.shape[2]), "The pictures")
    known = (found[:, :, None, None] == pictures).all(axis=4).any(axis=(2, 3))
    expect(known.all(), "The pictures have been changed or torn apart: keep each of them as it is.")
    same = (found[:, :, None] == pictures[:, None]).all(axis=3)
    expect(same.any(axis=2).all(), "Some pictures went to another chain: let each chain keep its own.")
    expect((same.any(axis=1).sum(axis=1) == n).all(), "A picture is kept twice: keep n different ones of every chain.")
    return np.nonzero(same.any(axis=1))[1].reshape(len(pictures), n)


def are_best(places, scores):
    """Whether the scores at these places are the highest of their chains."""
    kept = np.take_along_axis(scores, places, axis=1)
    return np.array_equal(np.sort(kept), np.sort(scores)[:, -kept.shape[1] :])


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


def keep_the_best_again_and_again(pictures, scores, n):
    best = scores.argmax(axis=1)
    return np.repeat(pictures[np.arange(len(pictures)), best][:, None], n, axis=1)


def keep_above_a_threshold(pictures, scores, n):
    threshold = np.sort(scores, axis=1)[:, -n:][:, :1]
    return np.array([chain[accepted] for chain, accepted in zip(pictures, scores >= threshold, strict=True)])


def keep_above_and_cut(pictures, scores, n):
    threshold = np.sort(scores, axis=1)[:, -n:][:, :1]
    return np.stack([chain[accepted][:n] for chain, accepted in zip(pictures, scores >= threshold, strict=True)])


def keep_some_of_the_best(pictures, scores, n):
    best = np.argsort(-scores, axis=1)[:, 1 : n + 1]
    return np.take_along_axis(pictures, best[:, :, None], axis=1)


def partition_the_scores(pictures, scores, n):
    best = np.argpartition(-scores, n - 1, axis=1)[:, :n]
    return pictures[np.arange(len(pictures))[:, None], best]


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
        (shuffle_the_chains, "another chain"),
        (keep_some_of_the_best, "of their own chain"),
        (keep_the_best_again_and_again, "kept twice"),
        (keep_above_a_threshold, "keep exactly n"),
        (keep_above_and_cut, "not among the n highest"),
    ),
    right=(keep_accepted_one_by_one, partition_the_scores),
    workload=Workload(
        lambda rng: (rng.random((5, 1600, 64), np.float32), rng.random((5, 1600), np.float32), 400), times=16
    ),
)


# --- auroc -----------------------------------------------------------------------------------------------------------


def auroc(real, ai):
    """The chance that a real text scores above an AI text, a tie counting half: arrays -> number"""
    above, equal = real[:, None] > ai, real[:, None] == ai
    return above.mean() + equal.mean() / 2


def judge_auroc(answer, rng):
    n = int(rng.integers(20, 30))
    real, ai = (np.sort(np.round(rng.normal(mean, 1.5, n))) for mean in (1.5, 0))  # rounded: so that there are ties
    value, above, equal = answer(real, ai), real[:, None] > ai, real[:, None] == ai
    expect(np.shape(value) != (n, n), "These are all the pairs. The chance is their mean.")
    found, truth = expect_number(value, "The chance"), chance_above(real, ai)
    middle = (real.mean() + ai.mean()) / 2
    in_step = "You compare only the first with the first, the second with the second, and so on: compare all pairs."
    mistakes = [
        (1 - truth, "The other way round: how often is the *real* score the higher?"),
        (above.mean(), "You leave out the ties: each counts a half."),
        (above.mean() + equal.mean(), "You count ties as wins. A tie counts a half."),
        (above.sum() + equal.sum() / 2, "That is how many pairs the real text wins. Divide by the number of pairs."),
        ((real > ai).mean() + (real == ai).mean() / 2, in_step),
        ((real > ai).mean(), in_step),
        (
            ((real > middle).mean() + (ai <= middle).mean()) / 2,
            "That is how often one threshold is right. Compare every real with every AI score.",
        ),
        (real.mean() - ai.mean(), "That is a difference of means, not a chance."),
        (real.mean() / (real.mean() + ai.mean()), "A ratio of means is not a chance: count pairs."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, truth, sentence)
    expect(0 <= found <= 1, f"A chance lies between 0 and 1, and you give {found:.4g}.")
    given = expect_number(answer(np.array([3.0, 1.0]), np.array([2.0, 1.0])), "The chance")
    sentence = (
        f"For [3, 1] and [2, 1] you give {given:.4g}, and it is 0.625: of four pairs two are won, and one is a tie."
    )
    expect(close(given, 0.625), sentence)
    expect(close(found, truth), f"For {n} texts of each kind you give {found:.6g}, and it should be {truth:.6g}.")
    judge_other_scores(answer, rng)


def judge_other_scores(answer, rng):
    """More texts of one kind, one text only, a detector worse than chance, and scores that lie close together."""
    real, ai = rng.normal(0.5, 1, 12), rng.normal(0, 1, 30)
    sentence = "A detector that is worse than chance has an AUROC below one half. Don't turn it round."
    expect(expect_number(answer(real - 3, ai), "The chance") < 0.5, sentence)
    others = [
        ((real, ai), "With more AI texts than real ones"),
        ((ai, real), "With more real texts than AI ones"),
        ((ai, real[:1]), "With a single AI text"),
        ((real / 1e9, ai / 1e9), "With scores a billion times smaller"),
        ((np.zeros(5), np.zeros(4)), "Where all scores are the same"),
    ]
    for scores, where in others:
        given = expect_number(at_edge(answer, scores, where), "The chance")
        truth = chance_above(*scores)
        expect(close(given, truth), f"{where} you give {given:.6g}, and the chance is {truth:.6g}.")


def chance_above(real, ai):
    """By counting: wins and half of the ties, of all pairs."""
    return np.mean((np.sign(real[:, None] - ai) + 1) / 2)


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


def one_by_one(real, ai):
    return (real > ai).mean() + (real == ai).mean() / 2


def nearly_equal_is_a_tie(real, ai):
    close_by = np.isclose(real[:, None], ai)
    return ((real[:, None] > ai) & ~close_by).mean() + close_by.mean() / 2


def bell_curves(real, ai):
    from scipy.stats import norm

    return norm.cdf((real.mean() - ai.mean()) / np.hypot(real.std(), ai.std()))


def pair_after_pair(real, ai):
    won = [np.sign(one - other) / 2 + 0.5 for one in real for other in ai]
    return np.mean(won)


def auroc_by_ranks(real, ai):
    from scipy.stats import rankdata

    ranks = rankdata(np.concatenate([real, ai]))[: len(real)]
    return (ranks.sum() - len(real) * (len(real) + 1) / 2) / (len(real) * len(ai))


def text_after_text(real, ai):
    return sum(np.sum(score > ai) + np.sum(score == ai) / 2 for score in real) / (len(real) * len(ai))


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
        (count_pairs, "how many pairs"),
        (one_by_one, "only the first with the first"),
        (nearly_equal_is_a_tie, "a billion times smaller"),
        (bell_curves, "0.625"),
        (pair_after_pair, "too slow here"),
    ),
    right=(auroc_by_ranks, text_after_text),
    workload=Workload(lambda rng: tuple(rng.normal(size=(2, 400))), times=888),
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
        "Old pages are thrown away, and fresh real data keeps coming. When does AI data harm?",
        (
            Option("Always: the less of it, the better.", False, "Fair samples carry what earlier fresh data taught."),
            Option(
                "Never, as long as the fresh data keeps coming.", False, "It does if the samples are biased, and many."
            ),
            Option(
                "When the samples are biased, and there are more of them than a threshold allows.",
                True,
                "Memory is worth something; the bias costs more with each added example. (Where all pages are kept, "
                "they are the memory, and fair samples harm, too.)",
            ),
        ),
    ),
    Question(
        "A judge lets only the most convincing pictures into the next generation. What do you expect?",
        (
            Option(
                "Clear pictures of fewer kinds.",
                True,
                "Precision stays high, recall goes down: what is odd is refused.",
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
