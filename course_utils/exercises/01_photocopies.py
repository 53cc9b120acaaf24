"""Claims, exercises and quiz of lesson 1, the photocopy of a photocopy."""

import numpy as np

from course_utils.teach.exercise import Exercise, Workload
from course_utils.teach.expect import close, expect, expect_array, expect_unlike
from course_utils.teach.forms import to_array, to_letter, to_number, to_pair
from course_utils.teach.judges import judge_between, judge_letter
from course_utils.teach.quiz import Option, Question

# id: (what to remember of it, the claim in our words, whose it is)
CLAIMS = {
    "C1": (
        "Copies of fresh samples drift away, unless something pulls them back.",
        "Training a model on the output of a model, again and again, makes it worse with every generation.",
        "Shumailov et al. 2023; Alemohammad et al. 2023",
    ),
    "C2": (
        "Chance adds up, ever less; too simple a model errs only once.",
        "A model is an approximation, and a model of a model is an approximation of an approximation: errors add up, "
        "and the child is less correct than the parent.",
        "after Box: all models are wrong, some are useful",
    ),
}

# --- copy_picture ----------------------------------------------------------------------------------------------------


def copy_picture(ink, dots, rng):
    """Draw `dots` dots of ink at random from a picture, and return the picture that they make.

    ink: (height, width), each pixel's share of the ink, summing to 1 -> shares of the same shape
    """
    counts = rng.multinomial(dots, ink.ravel())
    return counts.reshape(ink.shape) / dots


def judge_copy_picture(answer, rng):
    ink, dots = np.exp(rng.uniform(-3, 0, (6, 10))), int(rng.integers(900, 1100))
    ink[[0, -1]] = 0  # no dots at either end of the flat picture: `np.bincount` alone would be too short
    ink /= ink.sum()
    expect_shares(expect_array(answer(ink, dots, rng), ink.shape, "The copy"), ink, dots)
    copies = [expect_array(answer(ink, dots, rng), ink.shape, "The copy") for _ in range(60)]
    expect_one_fair_draw(np.array(copies), ink, dots)
    alone = np.array([[0.0], [1.0], [0.0]])
    copy = expect_array(answer(alone, dots, rng), alone.shape, "The copy of a picture of three rows and one column")
    expect(close(copy, alone), "With all the ink in one pixel every dot falls there, and some of yours fall elsewhere.")


def to_shares(value):
    """The form of a copy: in single precision shares don't sum to 1 well enough for numpy to draw from them again."""
    shares = to_array("The copy")(value)
    total = shares.sum()
    return shares / total if abs(total - 1) < 1e-4 else shares


def expect_shares(copy, ink, dots):
    """One copy is made of whole dots, each a share of the ink, where the ink is."""
    total, counts = copy.sum(), copy * dots
    too_much = total > 1.5
    for mistaken, sentence in (
        (too_much and close(copy, np.round(copy)), "These are counts of dots: divide them by `dots`."),
        (close(copy.sum(axis=1), np.ones(6)), "Each row got all the dots: flatten the picture first, `ink.ravel()`."),
        (too_much and close(copy.max(), 1), "The darkest pixel got the share 1. Divide by `dots`, not by the maximum."),
        (close(copy, ink), "That is the original itself. A copy is drawn from it at random."),
        (abs(total - 1) > 1e-4, f"`dots` dots share all the ink, so shares sum to 1, and yours sum to {total:.5g}."),
        ((copy < 0).any(), "Some shares are negative. Draw whole dots: each dot falls on one pixel."),
        (not np.allclose(counts, np.round(counts), atol=1e-3), "Each share should be a whole number of dots / dots."),
        (copy[ink == 0].any(), "Ink appears where the paper is white: a dot's chance is its pixel's share of the ink."),
    ):
        expect(not mistaken, sentence)


def expect_one_fair_draw(copies, ink, dots):
    """Copies are on average the picture itself, and scattered around it as one multinomial draw is."""
    chances, drawn = ink[ink > 0], copies[:, ink > 0]
    scatter = (((drawn - chances) ** 2 / chances).sum(axis=1) * dots).mean() / (chances.size - 1)
    bias = ((drawn.mean(axis=0) - chances) ** 2 / chances).sum() * dots * len(copies)
    expect(
        scatter < 0.3 or (copies != copies[0]).any(),
        "All copies come out the same. Draw every dot with `rng`, the last argument, and not with a seed of your own.",
    )
    expect(scatter > 0.75, "The copy is nearer to the original than chance allows: draw every dot, don't round.")
    expect(bias < 120, "The dots don't follow the picture. The chance of a dot must be its pixel's share of the ink.")
    expect(scatter < 1.25, "The copy is further from the original than one draw of `dots` dots: do you draw twice?")


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
    return rng.multinomial(dots, ink) / dots


def draw_twice(ink, dots, rng):
    once = rng.multinomial(dots, ink.ravel()) / dots
    return rng.multinomial(dots, once).reshape(ink.shape) / dots


def sharpen(ink, dots, rng):
    chances = ink.ravel() ** (1 / 0.9)
    return rng.multinomial(dots, chances / chances.sum()).reshape(ink.shape) / dots


def use_the_global_generator(ink, dots, rng):
    return np.random.multinomial(dots, ink.ravel()).reshape(ink.shape) / dots


def divide_by_the_maximum(ink, dots, rng):
    counts = rng.multinomial(dots, ink.ravel()).reshape(ink.shape)
    return counts / counts.max()


def throw_too_few(ink, dots, rng):
    return rng.multinomial(dots // 2, ink.ravel()).reshape(ink.shape) / dots


def dot_after_dot(ink, dots, rng):
    counts, edges = np.zeros(ink.size), np.cumsum(ink)
    for _ in range(dots):
        counts[min(np.searchsorted(edges, rng.random(), side="right"), ink.size - 1)] += 1
    return counts.reshape(ink.shape) / dots


def copy_by_choice(ink, dots, rng):
    places = rng.choice(ink.size, size=dots, p=ink.ravel())
    return np.bincount(places, minlength=ink.size).reshape(ink.shape) / dots


def copy_in_single_precision(ink, dots, rng):
    return (rng.multinomial(dots, ink.flatten()) / dots).astype(np.float32).reshape(ink.shape)


COPY_PICTURE = Exercise(
    name="copy_picture",
    answer=copy_picture,
    judge=judge_copy_picture,
    form=to_shares,
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
        (divide_by_the_maximum, "not by the maximum"),
        (throw_too_few, "yours sum to 0.5"),
        (use_the_global_generator, "made again"),
        (dot_after_dot, "too slow here"),
    ),
    right=(copy_by_choice, copy_in_single_precision),
    workload=Workload(lambda rng: (rng.dirichlet(np.ones(100)).reshape(10, 10), 300_000, rng), times=300),
)


# --- refit -----------------------------------------------------------------------------------------------------------


def refit(samples):
    """Fit a normal distribution to each chain (row).

    samples: (chains, n) -> means (chains,), standard deviations (chains,)
    """
    return samples.mean(axis=1), samples.std(axis=1)


def swap_them(samples):
    return samples.std(axis=1), samples.mean(axis=1)


def average_over_chains(samples):
    return samples.mean(axis=0), samples.std(axis=0)


def pool_the_chains(samples):
    return samples.mean(), samples.std()


def return_only_the_mean(samples):
    return samples.mean(axis=1)


def return_the_variance(samples):
    return samples.mean(axis=1), samples.var(axis=1)


def divide_by_n_minus_1(samples):
    return samples.mean(axis=1), samples.std(axis=1, ddof=1)


def forget_to_centre(samples):
    return samples.mean(axis=1), np.sqrt((samples**2).mean(axis=1))


def absolute_deviations(samples):
    mean = samples.mean(axis=1)
    return mean, np.abs(samples - mean[:, None]).mean(axis=1)


def number_after_number(samples):
    means = [sum(row) / len(row) for row in samples]
    return means, [(sum((x - m) ** 2 for x in row) / len(row)) ** 0.5 for row, m in zip(samples, means, strict=True)]


REFIT_MISTAKES = (
    (return_the_variance, "These are variances. The standard deviation is their square root."),
    (
        divide_by_n_minus_1,
        "You divide by n - 1. That estimator comes later; here divide by n (`ddof=0`, numpy's default).",
    ),
    (forget_to_centre, "You measure from 0. The standard deviation is measured from the mean."),
)


def judge_refit(answer, rng):
    for chains, n in ((4, 6), (1, 5)):
        samples = np.round(rng.normal(rng.normal(0, 3, (chains, 1)), 2, (chains, n)), 1) + 0.0
        expect_refit(*answer(samples), samples)


def expect_refit(mean, std, samples):
    """The means and standard deviations of these chains."""
    chains, n = samples.shape
    shape = getattr(mean, "shape", None)
    expect(shape != (n,), "One mean per column came out. Each row is a chain: average along axis 1.")
    expect(shape != (), "One mean for everything came out. Each chain (row) has its own, one alone as well: axis=1.")
    mean = expect_array(mean, (chains,), "The first thing you return, the means,")
    std = expect_array(std, (chains,), "The second thing you return, the standard deviations,")
    centre = samples.sum(axis=1) / n
    truth = np.sqrt(((samples - centre[:, None]) ** 2).sum(axis=1) / n)
    expect_unlike(mean, truth, centre, "The order is: first the means, then the standard deviations.")
    expect_for_each_chain(mean, centre, samples, "mean")
    for mistake, sentence in REFIT_MISTAKES:
        expect_unlike(std, mistake(samples)[1], truth, sentence)
    expect_for_each_chain(std, truth, samples, "standard deviation")


def expect_for_each_chain(found, truth, samples, what):
    """NotYet with the points of the chain where the answer is furthest off."""
    k = np.abs(found - truth).argmax()
    chain = ", ".join(f"{x:g}" for x in samples[k])
    case = f"For the chain {chain} you give the {what} {found[k]:.5g}"
    expect(close(found, truth), f"{case}; it should be {truth[k]:.5g}.")


def refit_by_hand(samples):
    mean = samples.sum(axis=1) / samples.shape[1]
    squares = (samples - mean[:, None]) ** 2
    return mean, np.sqrt(squares.sum(axis=1) / samples.shape[1])


def refit_in_one_array(samples):
    return np.array([np.mean(samples, -1), np.var(samples, -1) ** 0.5])


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
        *REFIT_MISTAKES,
        (average_over_chains, "One mean per column"),
        (pool_the_chains, "One mean for everything"),
        (return_only_the_mean, "Return two things"),
        (swap_them, "The order is"),
        (absolute_deviations, "you give the standard deviation"),
        (number_after_number, "too slow here"),
    ),
    right=(refit_by_hand, refit_in_one_array),
    workload=Workload(lambda rng: (np.tile(rng.normal(size=(100, 100)), (100, 1)),), times=100),
)


# --- half_life -------------------------------------------------------------------------------------------------------

half_life = np.log(1 / 2) / np.log(1 - 1 / 100)

HALF_LIFE_MISTAKES = (
    (49.9, 50.1, "Each copy takes a hundredth of what is *left*, not of the start: solve (1 - 1/100)ᵗ = 1/2."),
    (98, 102, "After n copies about 1/e, 37 %, is left. You want the t at which it is one half."),
    (137, 139, "That is when the variance is a quarter, and the standard deviation a half. We ask for the variance."),
    (-70, -68, "The right size, but negative: both logarithms are negative, and their ratio is not."),
    (-np.inf, -1e-9, "A number of copies can't be negative: solve (1 - 1/100)ᵗ = 1/2 for t."),
    (0.4, 0.6, "That is a share. The question is after how many copies: solve (1 - 1/100)ᵗ = 1/2 for t."),
)


def judge_half_life(t, rng):
    otherwise = f"For t = {t:.6g} (1 - 1/100)ᵗ is {0.99 ** max(t, 0):.4f}, and it should be 1/2."
    judge_between(68.5, 69.6, HALF_LIFE_MISTAKES, otherwise)(t, rng)


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
        (10, "is 0.9044"),
        (68, "is 0.5049"),
        (-5, "can't be negative"),
        ("69 copies", "leave out quotes"),
    ),
    right=(69, 100 * np.log(2)),
)


# --- distance --------------------------------------------------------------------------------------------------------


def distance(mean, std):
    """Squared Wasserstein-2 distance of N(mean, std²) from the original N(0, 1), elementwise"""
    return mean**2 + (std - 1) ** 2


def take_the_root(mean, std):
    return np.sqrt(mean**2 + (std - 1) ** 2)


def forget_the_original(mean, std):
    return mean**2 + std**2


def compare_variances(mean, std):
    return mean**2 + (std**2 - 1) ** 2


def add_absolute_values(mean, std):
    return np.abs(mean) + np.abs(std - 1)


def square_the_sum(mean, std):
    return (mean + std - 1) ** 2


def swap_the_arguments(mean, std):
    return std**2 + (mean - 1) ** 2


def forget_one_square(mean, std):
    return mean**2 + np.abs(std - 1)


DISTANCE_MISTAKES = (
    (take_the_root, "That is the distance. We use its square: leave out the root."),
    (forget_the_original, "Measure the spread from the original's, which is 1."),
    (compare_variances, "You compare variances. The formula compares standard deviations: (std - 1)²."),
    (add_absolute_values, "Square the two parts before you add them."),
    (square_the_sum, "Square each part on its own, and then add the two."),
    (swap_the_arguments, "Compare the mean with 0, and `std` with 1: yours is the other way round."),
)


def judge_distance(answer, rng):
    mean, std = np.round(rng.normal(0, 1, (4, 5)), 1), np.round(rng.uniform(0.1, 3, (4, 5)), 1)
    mean[0], std[0] = 0, 1  # the original itself
    found, truth = expect_array(answer(mean, std), (4, 5), "The distance"), np.square(mean) + np.square(std - 1)
    for mistake, sentence in DISTANCE_MISTAKES:
        expect_unlike(found, mistake(mean, std), truth, sentence)
    k = np.abs(found - truth).argmax()
    case = f"For a mean of {mean.flat[k]:g} and a `std` of {std.flat[k]:g} you give {found.flat[k]:.5g}"
    expect(close(found, truth), f"{case}; it should be {truth.flat[k]:.5g}, a sum of two squares.")


def distance_multiplied_out(mean, std):
    return mean * mean + std * std - 2 * std + 1


def distance_by_a_norm(mean, std):
    return np.linalg.norm([mean, std - 1], axis=0) ** 2


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
    wrong=(*DISTANCE_MISTAKES, (forget_one_square, "a sum of two squares")),
    right=(distance_multiplied_out, distance_by_a_norm),
    workload=Workload(lambda rng: (rng.normal(size=(10, 10_000)), rng.uniform(0.1, 3, (10, 10_000))), times=40),
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


def count_the_lost(shares, n):
    return np.sum((1 - shares) ** n)


def cut_below_one(shares, n):
    return float(np.sum(shares * n >= 1))


def cut_at_one(shares, n):
    return np.minimum(1, n * shares).sum()


def all_of_them(shares, n):
    return np.sum(shares**n)


def expected_counts(shares, n):
    return np.sum(shares * n)


def average_the_chances(shares, n):
    return np.mean(1 - (1 - shares) ** n)


def keep_them_apart(shares, n):
    return 1 - (1 - shares) ** n


def round_it(shares, n):
    return round(np.sum(1 - (1 - shares) ** n))


def approximate_by_poisson(shares, n):
    return np.sum(1 - np.exp(-n * shares))


def simulate_with_a_seed(shares, n):
    drawn = np.random.default_rng(0).multinomial(n, shares, size=1000)
    return (drawn > 0).sum(axis=1).mean()


def forget_the_power(shares, n):
    return np.sum(1 - (1 - shares) * n)


SURVIVOR_MISTAKES = (
    (count_the_lost, "That is how many are lost. A word that isn't lost has survived."),
    (cut_below_one, "A word expected less than once may still turn up: use its chance."),
    (cut_at_one, "n·share is an expected count, and no chance, even if you cut it at 1."),
    (all_of_them, "shareⁿ is the chance that all n words are this one. You want: at least one."),
    (expected_counts, "n·share is the expected *count*. Count each surviving word once, however often it occurs."),
    (average_the_chances, "That is the mean chance of a word. Add the chances up instead."),
    (round_it, "Don't round: an expected number needn't be whole."),
    (approximate_by_poisson, "exp(-n·share) is Poisson's approximation. Here the exact chance is asked for."),
)


def judge_expected_survivors(answer, rng):
    many, n = rng.dirichlet(np.full(12, 0.7)), int(rng.integers(6, 11))
    found, truth = answer(many, n), (1 - (1 - many) ** n).sum()
    for mistake, sentence in SURVIVOR_MISTAKES:
        expect_unlike(found, mistake(many, n), truth, sentence)
    for few, length in ([0.5, 0.3, 0.2], 2), ([0.0, 0.5, 0.5], 3), ([1.0], 4), (many, n):
        found, truth = answer(np.array(few), length), (1 - (1 - np.array(few)) ** length).sum()
        case = f"For {'12 words' if few is many else f'the shares {few}'} and n = {length} you give {found:.5g}"
        expect(close(found, truth), f"{case}; exactly it is {truth:.5g}, a sum of chances.")


def survivors_by_logarithm(shares, n):
    with np.errstate(divide="ignore"):
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
        *SURVIVOR_MISTAKES,
        (keep_them_apart, "should be one number"),
        (simulate_with_a_seed, "exactly it is 1.62"),
        (forget_the_power, "the shares [0.5, 0.3, 0.2] and n = 2 you give"),
    ),
    right=(survivors_by_logarithm,),
)


# --- next_variance ---------------------------------------------------------------------------------------------------


def next_variance(variance, bandwidth, n):
    """Expected variance of n new points, drawn from an old copy and jittered"""
    return (1 - 1 / n) * (variance + bandwidth**2)


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


def divide_by_n_minus_1_again(variance, bandwidth, n):
    return (variance + bandwidth**2) * n / (n - 1)


NEXT_VARIANCE_MISTAKES = (
    (forget_the_sampling, "The jitter is in. But measuring around their own mean keeps only 1 - 1/n of the whole sum."),
    (forget_the_square, "`bandwidth` is a standard deviation. What adds up is variances: square it."),
    (jitter_last, "Measuring around their own mean takes 1/n of the jitter, too: of the whole sum."),
    (add_standard_deviations, "Standard deviations of independent things don't add up; variances do."),
    (keep_the_old_points, "The old points are drawn at random, too: the sampling takes 1/n of their variance as well."),
    (forget_the_jitter, "That is the loop without jitter: where is the bandwidth?"),
)


def judge_next_variance(answer, rng):
    drawn = (round(rng.uniform(0.5, 2), 2), round(rng.uniform(0.2, 0.8), 2), int(rng.integers(5, 30)))
    found, truth = answer(*drawn), next_variance_by_parts(*drawn)
    for mistake, sentence in NEXT_VARIANCE_MISTAKES:
        expect_unlike(found, mistake(*drawn), truth, sentence)
    for variance, bandwidth, n in drawn, (1.5, 0.0, 10), (2, 1, 100):
        found, truth = answer(variance, bandwidth, n), next_variance_by_parts(variance, bandwidth, n)
        case = f"For a variance of {variance}, a bandwidth of {bandwidth} and n = {n} you give {found:.5g}"
        expect(close(found, truth), f"{case}; it should be {truth:.5g}.")


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
    wrong=(*NEXT_VARIANCE_MISTAKES, (divide_by_n_minus_1_again, "it should be")),
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
