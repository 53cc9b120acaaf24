"""Exercises and quiz of lesson 1, the photocopy of a photocopy."""

import numpy as np

from course_utils.exercise import Exercise
from course_utils.expect import as_array, expect, expect_array, expect_number, expect_pair, to_array, to_number, to_pair
from course_utils.judges import judge_between, judge_letter, to_letter
from course_utils.quiz import Option, Question

# --- copy_picture ----------------------------------------------------------------------------------------------------


def copy_picture(ink, dots, rng):
    """Draw `dots` dots of ink at random from a picture, and return the picture that they make.

    ink: (height, width), each pixel's share of the ink, summing to 1 -> shares of the same shape
    """
    counts = rng.multinomial(dots, ink.ravel())
    return counts.reshape(ink.shape) / dots


def judge_copy_picture(answer, rng):
    ink, dots = rng.dirichlet(np.ones(60)).reshape(6, 10), int(rng.integers(3000, 5000))
    ink[0] = 0
    ink /= ink.sum()
    copy = expect_array(answer(ink, dots, rng), ink.shape, "The copy")
    expect(abs(copy.sum() - dots) > 0.5, "These are counts of dots. Divide by `dots` to get shares of the ink.")
    expect(not np.allclose(copy, ink, atol=1e-12), "That is the original itself. A copy is drawn from it at random.")
    expect(
        copy.sum() < 1.5,
        "More than `dots` dots came out, a lot for each row: flatten the picture first, `ink.ravel()`.",
    )
    expect(
        abs(copy.sum() - 1) < 1e-6, "The shares should sum to 1: exactly `dots` dots are drawn, and each is one share."
    )
    expect(np.all(copy >= 0), "Some shares are negative. Draw whole dots: each dot falls on one pixel.")
    expect(
        np.allclose(copy * dots, np.round(copy * dots), atol=1e-4),
        "Each share should be a whole number of dots / dots.",
    )
    expect(
        np.all(copy[0] == 0), "Ink appears where the paper is white. The chance of a dot is the pixel's share of ink."
    )
    off = np.median(np.abs(copy - ink)[ink > 0]) * dots
    expect(
        off > 1, "Each pixel is within a dot of the original, which chance would not do: draw every dot, don't round."
    )
    again = expect_array(answer(ink, dots, rng), ink.shape, "The copy")
    expect(
        not np.array_equal(copy, again),
        "Two copies come out the same. Draw every dot with `rng`, the last argument, and not with a seed of your own.",
    )
    repeats = [answer(ink, dots, np.random.default_rng(7)) for _ in range(2)]
    expect(np.array_equal(*repeats), "Draw with `rng`, the third argument, so that a copy can be made again.")
    expect_one_fair_draw(answer, ink, dots, rng)


def expect_one_fair_draw(answer, ink, dots, rng):
    """Over a hundred copies: on average the picture itself, and scattered around it as one multinomial draw is."""
    inked, copies = ink > 0, 100
    chances = ink[inked]
    drawn = np.array([answer(ink, dots, rng)[inked] for _ in range(copies)], float)
    scatter = (((drawn - chances) ** 2 / chances).sum(axis=1) * dots).mean() / (chances.size - 1)
    bias = ((drawn.mean(axis=0) - chances) ** 2 / chances).sum() * dots * copies
    expect(scatter > 0.8, "The copy is nearer to the original than chance allows: draw every dot, don't round.")
    expect(bias < 200, "The dots don't follow the picture. The chance of a dot must be its pixel's share of the ink.")
    expect(scatter < 1.2, "The copy is further from the original than one draw would be: do you draw twice?")


def forget_to_divide(ink, dots, rng):
    return rng.multinomial(dots, ink.ravel()).reshape(ink.shape)


def keep_the_original(ink, dots, rng):
    return ink


def stay_flat(ink, dots, rng):
    return rng.multinomial(dots, ink.ravel()) / dots


def round_instead_of_drawing(ink, dots, rng):
    counts = np.floor(ink * dots)
    counts.flat[np.argmax(ink)] += dots - counts.sum()
    return counts / dots


def ignore_the_ink(ink, dots, rng):
    return rng.multinomial(dots, np.full(ink.size, 1 / ink.size)).reshape(ink.shape) / dots


def add_noise(ink, dots, rng):
    noisy = ink + rng.normal(0, 0.01, ink.shape)
    return noisy / noisy.sum()


def seed_afresh(ink, dots, rng):
    return np.random.default_rng(0).multinomial(dots, ink.ravel()).reshape(ink.shape) / dots


def forget_to_flatten(ink, dots, rng):
    chances = ink / ink.sum(axis=1, keepdims=True).clip(1e-12)
    chances[0] = 1 / ink.shape[1]
    return rng.multinomial(dots, chances) / dots


def draw_twice(ink, dots, rng):
    once = rng.multinomial(dots, ink.ravel()) / dots
    return rng.multinomial(dots, once).reshape(ink.shape) / dots


def sharpen(ink, dots, rng):
    chances = ink.ravel() ** (1 / 0.9)
    return rng.multinomial(dots, chances / chances.sum()).reshape(ink.shape) / dots


def use_the_global_generator(ink, dots, rng):
    return np.random.multinomial(dots, ink.ravel()).reshape(ink.shape) / dots


def copy_by_choice(ink, dots, rng):
    places = rng.choice(ink.size, size=dots, p=ink.ravel())
    return np.bincount(places, minlength=ink.size).reshape(ink.shape) / dots


COPY_PICTURE = Exercise(
    name="copy_picture",
    answer=copy_picture,
    judge=judge_copy_picture,
    form=to_array("The copy"),
    minutes=5,
    difficulty=1,
    hints=(
        "`rng.multinomial(dots, chances)` throws `dots` dots and counts where they fall.",
        "It wants a flat list of chances: `ink.ravel()` is the picture as one row; `.reshape` folds it.",
        "Counts become shares when you divide them by `dots`.",
    ),
    wrong=(
        (forget_to_divide, "counts of dots"),
        (keep_the_original, "the original itself"),
        (stay_flat, "should have the shape (6, 10)"),
        (round_instead_of_drawing, "don't round"),
        (ignore_the_ink, "where the paper is white"),
        (add_noise, "negative"),
        (seed_afresh, "a seed of your own"),
        (draw_twice, "do you draw twice"),
        (sharpen, "don't follow the picture"),
        (forget_to_flatten, "flatten the picture"),
        (use_the_global_generator, "made again"),
    ),
    right=(copy_by_choice,),
)


# --- refit -----------------------------------------------------------------------------------------------------------


def refit(samples):
    """Fit a normal distribution to each chain (row).

    samples: (chains, n) -> means (chains,), standard deviations (chains,)
    """
    return samples.mean(axis=1), samples.std(axis=1)


def judge_refit(answer, rng):
    chains, n = int(rng.integers(5, 9)), int(rng.integers(12, 20))
    samples = rng.normal(rng.normal(0, 3, (chains, 1)), 2, (chains, n))
    mean, std = expect_pair(answer(samples), "the means and the standard deviations")
    mean, std = as_array(mean, "The first thing you return"), as_array(std, "The second thing you return")
    expect(mean.shape != (n,), "One mean per column came out. Each row is a chain: average along axis 1.")
    expect(mean.shape != (), "One mean for everything came out. Give each chain (row) its own: axis=1.")
    mean = expect_array(mean, (chains,), "The first thing you return, the means,")
    std = expect_array(std, (chains,), "The second thing you return, the standard deviations,")
    truth = np.sqrt(((samples - samples.mean(1, keepdims=True)) ** 2).sum(1) / n)
    expect(not np.allclose(mean, truth), "The order is: first the means, then the standard deviations.")
    expect(np.allclose(mean, samples.sum(1) / n, atol=1e-5), "The means are off: each is the sum of a row over n.")
    expect(
        not np.allclose(std, truth**2, rtol=1e-4), "These are variances. The standard deviation is their square root."
    )
    expect(
        not np.allclose(std, truth * np.sqrt(n / (n - 1)), rtol=1e-4),
        "You divide by n - 1. That estimator comes later; here divide by n (`ddof=0`, numpy's default).",
    )
    expect(
        np.allclose(std, truth, rtol=1e-4), "The standard deviations are off: the root of the mean squared deviation."
    )


def average_over_chains(samples):
    return samples.mean(axis=0), samples.std(axis=0)


def return_the_variance(samples):
    return samples.mean(axis=1), samples.var(axis=1)


def divide_by_n_minus_1(samples):
    return samples.mean(axis=1), samples.std(axis=1, ddof=1)


def pool_the_chains(samples):
    return samples.mean(), samples.std()


def return_only_the_mean(samples):
    return samples.mean(axis=1)


def swap_them(samples):
    return samples.std(axis=1), samples.mean(axis=1)


def forget_to_centre(samples):
    return samples.mean(axis=1), np.sqrt((samples**2).mean(axis=1))


def refit_by_hand(samples):
    mean = samples.sum(axis=1) / samples.shape[1]
    squares = (samples - mean[:, None]) ** 2
    return mean, np.sqrt(squares.sum(axis=1) / samples.shape[1])


REFIT = Exercise(
    name="refit",
    answer=refit,
    judge=judge_refit,
    form=to_pair(
        to_array("The first thing you return, the means,"),
        to_array("The second thing you return, the standard deviations,"),
        "the means and the standard deviations",
    ),
    minutes=4,
    difficulty=1,
    hints=(
        "numpy arrays have the methods `.mean()` and `.std()`.",
        "Each row is one chain. `axis=1` averages along the rows, and leaves one number per row.",
        "Return both, separated by a comma, the means first.",
    ),
    wrong=(
        (average_over_chains, "One mean per column"),
        (return_the_variance, "These are variances"),
        (divide_by_n_minus_1, "You divide by n - 1"),
        (pool_the_chains, "One mean for everything"),
        (return_only_the_mean, "Return two things"),
        (swap_them, "The order is"),
        (forget_to_centre, "standard deviations are off"),
    ),
    right=(refit_by_hand,),
)


# --- half_life -------------------------------------------------------------------------------------------------------

half_life = np.log(1 / 2) / np.log(1 - 1 / 100)

judge_half_life = judge_between(
    68.5,
    69.6,
    (
        (49, 51, "Each copy takes a hundredth of what is *left*, not of the start: solve (1 - 1/100)ᵗ = 1/2."),
        (98, 102, "After n copies about 1/e, 37 %, is left. You want the t at which it is one half."),
        (
            137,
            139,
            "That is when the variance is a quarter, and the standard deviation a half. We ask for the variance.",
        ),
        (-70, -68, "The right size, but negative: both logarithms are negative, and their ratio is not."),
        (0, 1, "That is a share. The question is after how many copies: solve (1 - 1/100)ᵗ = 1/2 for t."),
        (60, 80, "Close. Don't round on the way: let Python take both logarithms, and round the result if you like."),
    ),
    otherwise="Solve (1 - 1/100)ᵗ = 1/2 for t: take logarithms on both sides.",
)


HALF_LIFE = Exercise(
    name="half_life",
    answer=float(half_life),
    judge=judge_half_life,
    form=to_number("Your answer"),
    minutes=3,
    difficulty=2,
    hints=(
        "After t copies (1 - 1/n)ᵗ is left. Set it equal to 1/2.",
        "The logarithm turns the power into a product: t · log(1 - 1/n) = log(1/2).",
        "`np.log(1 / 2) / np.log(1 - 1 / 100)`",
    ),
    wrong=(
        (50, "of what is *left*"),
        (100, "37 %"),
        (138, "standard deviation a half"),
        (-68.97, "negative"),
        (0.5, "That is a share"),
        (10, "take logarithms"),
        (68, "Close"),
        ("69 copies", "leave out quotes"),
    ),
    right=(69, 100 * np.log(2)),
)


# --- distance --------------------------------------------------------------------------------------------------------


def distance(mean, std):
    """Squared Wasserstein-2 distance of N(mean, std²) from the original N(0, 1), elementwise"""
    return mean**2 + (std - 1) ** 2


def judge_distance(answer, rng):
    mean, std = rng.normal(0, 1, 12), rng.uniform(0.1, 3, 12)
    found = expect_array(answer(mean, std), (12,), "The distance")
    truth = np.square(mean) + np.square(std - 1)
    expect(not np.allclose(found, np.sqrt(truth)), "That is the distance. We use its square: leave out the root.")
    expect(
        not np.allclose(found, np.square(mean) + np.square(std)), "Measure the spread from the original's, which is 1."
    )
    expect(
        not np.allclose(found, np.square(mean) + np.square(std**2 - 1)),
        "You compare variances. The formula compares standard deviations: (std - 1)².",
    )
    expect(not np.allclose(found, np.abs(mean) + np.abs(std - 1)), "Square the two parts before you add them.")
    expect(found.min() >= 0, "A squared distance can't be negative: square both parts, then add them.")
    expect(np.allclose(found, truth), "Add two squares: how far the mean is from 0, and how far the spread is from 1.")


def take_the_root(mean, std):
    return np.sqrt(mean**2 + (std - 1) ** 2)


def forget_the_original(mean, std):
    return mean**2 + std**2


def compare_variances(mean, std):
    return mean**2 + (std**2 - 1) ** 2


def add_absolute_values(mean, std):
    return np.abs(mean) + np.abs(std - 1)


def subtract_the_parts(mean, std):
    return mean**2 - (std - 1) ** 2


def swap_the_arguments(mean, std):
    return std**2 + (mean - 1) ** 2


def distance_multiplied_out(mean, std):
    return mean * mean + std * std - 2 * std + 1


DISTANCE = Exercise(
    name="distance",
    answer=distance,
    judge=judge_distance,
    form=to_array("The distance"),
    minutes=3,
    difficulty=1,
    hints=(
        "The original has mean 0 and standard deviation 1.",
        "Square the difference of the means, and the difference of the standard deviations.",
        "Add the two squares.",
    ),
    wrong=(
        (take_the_root, "leave out the root"),
        (forget_the_original, "from the original's"),
        (compare_variances, "You compare variances"),
        (add_absolute_values, "Square the two parts"),
        (subtract_the_parts, "can't be negative"),
        (swap_the_arguments, "Add two squares"),
    ),
    right=(distance_multiplied_out,),
)


# --- typical_chain ---------------------------------------------------------------------------------------------------

typical_chain = "B"

TYPICAL_CHAIN_MISTAKES = {
    "A": "The mean does stay at 1. But is it like the typical chain? Multiply 1 by 1.5 and by 0.5: where are you?",
    "C": "Some chains do grow, and they hold the mean up. Most don't: multiply 1 by 1.5 and by 0.5, over and over.",
}


judge_typical_chain = judge_letter("B", TYPICAL_CHAIN_MISTAKES)


TYPICAL_CHAIN = Exercise(
    name="typical_chain",
    answer=typical_chain,
    judge=judge_typical_chain,
    form=to_letter,
    minutes=3,
    difficulty=2,
    hints=(
        "The mean of a hundred numbers can be 1 when ninety-nine of them are 0.",
        "Say that each copy multiplies the variance by 1.5 or 0.5, equally likely: 1 on average. Try two copies.",
    ),
    wrong=(
        ("A", "is it like the typical chain"),
        ("C", "Most don't"),
        ("D", "3 answers to choose from"),
        (1.0, "one letter in quotes"),
    ),
    right=("b", " B "),
)


# --- expected_survivors ----------------------------------------------------------------------------------------------


def expected_survivors(shares, n):
    """How many words, on average, occur at least once among n words drawn with these shares.

    shares: (words,), summing to 1 -> one number
    """
    return np.sum(1 - (1 - shares) ** n)


def judge_expected_survivors(answer, rng):
    shares, n = rng.dirichlet(np.full(40, 0.5)), int(rng.integers(30, 60))
    found = expect_number(answer(shares, n), "The expected number of words")
    truth = float(np.sum(1 - (1 - shares) ** n))
    expect(abs(found - (40 - truth)) > 1e-6, "That is how many are lost. A word that isn't lost has survived.")
    expect(
        abs(found - np.sum(shares * n >= 1)) > 1e-9, "A word expected less than once may still turn up: use its chance."
    )
    expect(
        abs(found - np.sum(shares**n)) > 1e-9,
        "shareⁿ is the chance that all n words are this one. You want: at least one.",
    )
    expect(
        abs(found - n) > 1e-6,
        "n·share is the expected *count*. Count each surviving word once, however often it occurs.",
    )
    expect(abs(found - truth / 40) > 1e-9, "That is the mean chance of a word. Add the chances up instead.")
    expect(abs(found - round(truth)) > 1e-12, "Don't round: an expected number needn't be whole.")
    poisson = float(-np.expm1(-n * shares).sum())
    expect(abs(found - poisson) > 1e-9, "exp(-n·share) is Poisson's approximation. Here the exact chance is asked for.")
    expect(abs(found - truth) < 1e-6 * truth, "A word is missed by one draw with chance 1 - share: by n draws?")


def count_the_lost(shares, n):
    return np.sum((1 - shares) ** n)


def cut_below_one(shares, n):
    return float(np.sum(shares * n >= 1))


def all_of_them(shares, n):
    return np.sum(shares**n)


def expected_counts(shares, n):
    return np.sum(shares * n)


def average_the_chances(shares, n):
    return np.mean(1 - (1 - shares) ** n)


def keep_them_apart(shares, n):
    return 1 - (1 - shares) ** n


def approximate_by_poisson(shares, n):
    return np.sum(1 - np.exp(-n * shares))


def round_it(shares, n):
    return round(np.sum(1 - (1 - shares) ** n))


def survivors_by_logarithm(shares, n):
    return float(-np.expm1(n * np.log1p(-shares)).sum())


EXPECTED_SURVIVORS = Exercise(
    name="expected_survivors",
    answer=expected_survivors,
    judge=judge_expected_survivors,
    form=to_number("The number of words"),
    minutes=5,
    difficulty=2,
    hints=(
        "One draw misses a word of share p with chance 1 - p.",
        "n independent draws all miss it with chance (1 - p)ⁿ. Otherwise it survives.",
        "Add up the chances of all words: `np.sum(1 - (1 - shares) ** n)`.",
    ),
    wrong=(
        (count_the_lost, "how many are lost"),
        (cut_below_one, "may still turn up"),
        (all_of_them, "at least one"),
        (expected_counts, "expected *count*"),
        (average_the_chances, "mean chance"),
        (approximate_by_poisson, "Poisson"),
        (round_it, "Don't round"),
        (keep_them_apart, "should be one number"),
    ),
    right=(survivors_by_logarithm,),
)


# --- next_variance ---------------------------------------------------------------------------------------------------


def next_variance(variance, bandwidth, n):
    """Expected variance of n new points, drawn from an old copy and jittered"""
    return (1 - 1 / n) * (variance + bandwidth**2)


def judge_next_variance(answer, rng):
    variance, bandwidth, n = rng.uniform(0.5, 2), rng.uniform(0.2, 0.8), int(rng.integers(5, 30))
    found = expect_number(answer(variance, bandwidth, n), "The next variance")
    jittered = variance + bandwidth**2
    expect(
        abs(found - jittered) > 1e-9,
        "The jitter is in. But measuring around their own mean keeps only 1 - 1/n of the whole sum.",
    )
    expect(
        abs(found - (1 - 1 / n) * (variance + bandwidth)) > 1e-9,
        "`bandwidth` is a standard deviation. What adds up is variances: square it.",
    )
    expect(
        abs(found - ((1 - 1 / n) * variance + bandwidth**2)) > 1e-9,
        "Measuring around their own mean takes 1/n of the jitter, too: of the whole sum.",
    )
    expect(
        abs(found - (1 - 1 / n) * (np.sqrt(variance) + bandwidth) ** 2) > 1e-9,
        "Standard deviations of independent things don't add up; variances do.",
    )
    expect(
        abs(found - (variance + (1 - 1 / n) * bandwidth**2)) > 1e-9,
        "The old points are drawn at random, too: the sampling takes 1/n of their variance as well.",
    )
    expect(abs(found - (1 - 1 / n) * variance) > 1e-9, "That is the loop without jitter: where is the bandwidth?")
    expect(
        abs(found - (1 - 1 / n) * jittered) < 1e-9,
        "The new points have variance + bandwidth²; around their own mean, 1 - 1/n of that is left.",
    )


def forget_the_sampling(variance, bandwidth, n):
    return variance + bandwidth**2


def forget_the_square(variance, bandwidth, n):
    return (1 - 1 / n) * (variance + bandwidth)


def jitter_last(variance, bandwidth, n):
    return (1 - 1 / n) * variance + bandwidth**2


def add_standard_deviations(variance, bandwidth, n):
    return (1 - 1 / n) * (variance**0.5 + bandwidth) ** 2


def keep_the_old_points(variance, bandwidth, n):
    return variance + (1 - 1 / n) * bandwidth**2


def forget_the_jitter(variance, bandwidth, n):
    return (1 - 1 / n) * variance


def next_variance_by_parts(variance, bandwidth, n):
    total = variance + bandwidth * bandwidth
    return total - total / n


NEXT_VARIANCE = Exercise(
    name="next_variance",
    answer=next_variance,
    judge=judge_next_variance,
    form=to_number("The variance"),
    minutes=4,
    difficulty=2,
    hints=(
        "Jitter is independent of the point that it moves, so the variances add up: what is the jitter's?",
        "Measured around their own mean, n points keep 1 - 1/n of their whole variance, jitter included.",
        "`(1 - 1 / n) * (variance + bandwidth**2)`",
    ),
    wrong=(
        (forget_the_sampling, "keeps only 1 - 1/n"),
        (forget_the_square, "square it"),
        (jitter_last, "of the jitter, too"),
        (add_standard_deviations, "variances do"),
        (keep_the_old_points, "drawn at random, too"),
        (forget_the_jitter, "where is the bandwidth"),
    ),
    right=(next_variance_by_parts,),
)

EXERCISES = (COPY_PICTURE, REFIT, HALF_LIFE, DISTANCE, TYPICAL_CHAIN, EXPECTED_SURVIVORS, NEXT_VARIANCE)

QUIZ = (
    Question(
        "You copy once, and the copy lies nearer to the original than its parent did. What do you conclude?",
        (
            Option(
                "The loop is safe.",
                False,
                "One step says little: nearly every other step of a single chain is such a step.",
            ),
            Option(
                "Luck: single steps go both ways, the mean goes one way.",
                True,
                "Look at many chains, or at many steps.",
            ),
            Option("There must be a mistake.", False, "There needn't be: the law is about the mean over chains."),
        ),
    ),
    Question(
        "You run the loop again with 2n points for every copy instead of n. What happens to its half-life?",
        (
            Option("It about doubles.", True, "It is log 2 / -log(1 - 1/n), which is close to 0.69 n."),
            Option(
                "It grows fourfold.", False, "The noise of a mean falls with √n, but the loss per copy is exactly 1/n."
            ),
            Option(
                "Nothing: it depends on the model only.",
                False,
                "Sampling is the only error of this loop, and n sets its size.",
            ),
        ),
    ),
    Question(
        "Which words does a counting model forget first?",
        (
            Option(
                "The longest ones.", False, "The model does not see letters. Rare words happen to be longer, though."
            ),
            Option(
                "The rare ones.",
                True,
                "A word seen once is missed by the next sample with a chance of about 1/e, 37 %.",
            ),
            Option(
                "Each word with the same chance.",
                False,
                "A word of share p is missed with chance (1 - p)ⁿ: that depends on p.",
            ),
        ),
    ),
    Question(
        "A colleague finds a loop whose variance grows with every copy. Does that contradict model collapse?",
        (
            Option(
                "Yes: the theory says that variance shrinks.",
                False,
                "It says so for a loop whose only error is sampling.",
            ),
            Option(
                "No: the copies still move away from the original.",
                True,
                "In this course, collapse is about distance from the original. Smoothing adds spread at "
                "each copy, sampling takes some away; "
                "either can win.",
            ),
        ),
    ),
)
