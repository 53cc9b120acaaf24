"""Exercises and quiz of lesson 2, collapse in pictures and text."""

import numpy as np

from course_utils.exercise import Exercise
from course_utils.expect import expect, expect_array, expect_number, expect_unlike, to_array, to_number
from course_utils.judges import judge_letter, to_letter
from course_utils.quiz import Option, Question

# --- covered ---------------------------------------------------------------------------------------------------------


def covered(points, centres, reach):
    """Share of the points that lie in at least one ball.

    points: (m, d), centres: (n, d), reach: (n,), each ball's radius -> a number from 0 to 1
    """
    apart = np.sqrt(((points[:, None] - centres) ** 2).sum(axis=2))
    return np.mean((apart <= reach).any(axis=1))


def judge_covered(answer, rng):
    points, centres = rng.normal(0, 2, (30, 3)), rng.normal(0, 1.5, (12, 3))
    reach = rng.uniform(0.4, 2.6, 12)
    found = expect_number(answer(points, centres, reach), "The share")
    apart = np.linalg.norm(points[:, None] - centres, axis=2)
    inside = apart <= reach
    truth = inside.any(axis=1).mean()
    expect_unlike(found, inside.any(axis=1).sum(), truth, "That is how many points. Divide by their number: `.mean()`.")
    expect_unlike(
        found,
        inside.mean(),
        truth,
        "You average over all pairs. First ask, for each point, whether *any* ball holds it (`.any(axis=1)`).",
    )
    expect_unlike(
        found,
        inside.any(axis=0).mean(),
        truth,
        "That is the share of balls that hold a point. The question is about the points: the other axis.",
    )
    expect_unlike(found, inside.all(axis=1).mean(), truth, "One ball is enough: `any` of them, not `all`.")
    expect_unlike(found, 1 - truth, truth, "That is the share that lies in no ball.")
    expect_unlike(
        found,
        (apart**2 <= reach).any(axis=1).mean(),
        truth,
        "You compare squared distances with radii. Take the root of one, or square the other.",
    )
    near = apart.argmin(axis=1)
    expect_unlike(
        found,
        (apart.min(axis=1) <= reach[near]).mean(),
        truth,
        "You ask only the nearest centre. A centre further away may have the larger ball: ask all of them.",
    )
    expect(
        np.isclose(found, truth),
        "Something is off. Measure the distance of each point to each centre: `points[:, None] - centres` has the "
        "shape (m, n, d).",
    )


def count_the_points(points, centres, reach):
    return (np.linalg.norm(points[:, None] - centres, axis=2) <= reach).any(axis=1).sum()


def average_over_pairs(points, centres, reach):
    return np.mean(np.linalg.norm(points[:, None] - centres, axis=2) <= reach)


def ask_the_balls(points, centres, reach):
    return np.mean((np.linalg.norm(points[:, None] - centres, axis=2) <= reach).any(axis=0))


def want_all_balls(points, centres, reach):
    return np.mean((np.linalg.norm(points[:, None] - centres, axis=2) <= reach).all(axis=1))


def share_outside(points, centres, reach):
    return np.mean(~(np.linalg.norm(points[:, None] - centres, axis=2) <= reach).any(axis=1))


def forget_the_square_root(points, centres, reach):
    return np.mean((((points[:, None] - centres) ** 2).sum(axis=2) <= reach).any(axis=1))


def ask_the_nearest_only(points, centres, reach):
    apart = np.linalg.norm(points[:, None] - centres, axis=2)
    return np.mean(apart.min(axis=1) <= reach[apart.argmin(axis=1)])


def one_point_after_another(points, centres, reach):
    hits = [min(np.linalg.norm(point - centres, axis=1) - reach) <= 0 for point in points]
    return sum(hits) / len(points)


COVERED = Exercise(
    name="covered",
    answer=covered,
    judge=judge_covered,
    form=to_number("The share"),
    minutes=6,
    difficulty=2,
    hints=(
        "`points[:, None] - centres` holds the difference of every point and every centre: (m, n, d).",
        "`apart = np.linalg.norm(points[:, None] - centres, axis=2)` has one row for each point.",
        "`apart <= reach` says which balls hold which point; `.any(axis=1)` asks each row; `.mean()` counts.",
    ),
    wrong=(
        (count_the_points, "Divide by their number"),
        (average_over_pairs, "over all pairs"),
        (ask_the_balls, "share of balls"),
        (want_all_balls, "not `all`"),
        (share_outside, "in no ball"),
        (forget_the_square_root, "squared distances with radii"),
        (ask_the_nearest_only, "only the nearest centre"),
    ),
    right=(one_point_after_another,),
)


# --- effective_number ------------------------------------------------------------------------------------------------


def effective_number(labels):
    """Effective number of classes: 1 over the chance that two labels drawn at random are the same.

    labels: (n,) whole numbers -> one number, at least 1
    """
    shares = np.unique(labels, return_counts=True)[1] / len(labels)
    return 1 / np.sum(shares**2)


def judge_effective_number(answer, rng):
    labels = rng.choice(10, 60, p=rng.dirichlet(np.full(10, 0.7)))
    found = expect_number(answer(labels), "The effective number")
    counts = np.bincount(labels)
    shares = counts[counts > 0] / 60
    same = float(np.square(shares).sum())
    expect_unlike(found, same, 1 / same, "That is the chance that two labels are the same. One over it, please.")
    expect_unlike(
        found, 1 - same, 1 / same, "That is the chance that two labels differ. We want 1 over the other chance."
    )
    expect_unlike(
        found, 1 / (1 - same), 1 / same, "That is 1 over the chance that two labels *differ*. We want: are the same."
    )
    expect_unlike(
        found, len(shares), 1 / same, "You count the classes, and a class with one drawing counts like one with fifty."
    )
    expect_unlike(
        found, 1 / np.square(counts).sum(), 1 / same, "Square the *shares*: divide the counts by `len(labels)` first."
    )
    expect_unlike(
        found, 1 / shares.max(), 1 / same, "You use the largest class only. Add up the squares of all shares."
    )
    entropy = float(np.exp(-(shares * np.log(shares)).sum()))
    expect_unlike(
        found,
        entropy,
        1 / same,
        "exp(entropy) is another effective number, and a good one. Here it is 1 over the chance that two are the same.",
    )
    twins = float((counts * (counts - 1)).sum() / (60 * 59))
    expect_unlike(
        found,
        1 / twins,
        1 / same,
        "You draw the second label from those that are left. Draw both from all: add up the squared shares.",
    )
    expect(
        np.isclose(found, 1 / same),
        "Two labels are both `c` with the chance share², so add up the squared shares; the answer is 1 over that sum.",
    )
    expect(
        np.isclose(expect_number(answer(np.full(20, 7)), "The effective number"), 1),
        "With a single class left, the effective number is 1. Do you ask for classes that don't occur?",
    )


def keep_the_chance(labels):
    return np.square(np.unique(labels, return_counts=True)[1] / len(labels)).sum()


def chance_to_differ(labels):
    return 1 - keep_the_chance(labels)


def invert_the_wrong_chance(labels):
    return 1 / (1 - keep_the_chance(labels))


def count_the_classes(labels):
    return len(np.unique(labels))


def square_the_counts(labels):
    return 1 / np.square(np.unique(labels, return_counts=True)[1]).sum()


def largest_class_only(labels):
    return len(labels) / np.unique(labels, return_counts=True)[1].max()


def use_the_entropy(labels):
    shares = np.unique(labels, return_counts=True)[1] / len(labels)
    return np.exp(-np.sum(shares * np.log(shares)))


def draw_without_return(labels):
    counts = np.unique(labels, return_counts=True)[1]
    return len(labels) * (len(labels) - 1) / max(np.sum(counts * (counts - 1)), 1)


def compare_all_pairs(labels):
    return 1 / np.mean(labels[:, None] == labels)


EFFECTIVE_NUMBER = Exercise(
    name="effective_number",
    answer=effective_number,
    judge=judge_effective_number,
    form=to_number("The number"),
    minutes=4,
    difficulty=1,
    hints=(
        "`np.unique(labels, return_counts=True)` gives the classes and how often each occurs.",
        "Counts over `len(labels)` are shares. Two labels are both the class c with the chance share².",
    ),
    wrong=(
        (keep_the_chance, "One over it"),
        (chance_to_differ, "two labels differ"),
        (invert_the_wrong_chance, "*differ*"),
        (count_the_classes, "You count the classes"),
        (square_the_counts, "Square the *shares*"),
        (largest_class_only, "largest class only"),
        (use_the_entropy, "another effective number"),
        (draw_without_return, "from those that are left"),
    ),
    right=(compare_all_pairs,),
)


# --- the_cause -------------------------------------------------------------------------------------------------------

the_cause = "C"

THE_CAUSE = Exercise(
    name="the_cause",
    answer=the_cause,
    judge=judge_letter(
        "C",
        {
            "A": "Then ten times as many drawings would help a lot. Compare the two curves again: do they?",
            "B": "Every autoencoder was trained for the same number of steps, on the same kind of data. What "
            "does its copy of a *perfect* data set look like?",
        },
    ),
    form=to_letter,
    minutes=3,
    difficulty=2,
    hints=(
        "If chance in the sample were the cause, a sample ten times as large would take most of it away.",
        "Look at the very first copy, which was made from real digits.",
    ),
    wrong=(
        ("A", "ten times as many"),
        ("B", "a *perfect* data set"),
        ("D", "3 answers to choose from"),
        (3, "one letter in quotes"),
    ),
    right=("c", " C"),
)


# --- perplexity ------------------------------------------------------------------------------------------------------


def perplexity(probabilities):
    """1 over the geometric mean of the probabilities that a model gave to the words of a text.

    probabilities: (words,), each above 0 -> one number
    """
    return np.exp(-np.mean(np.log(probabilities)))


def judge_perplexity(answer, rng):
    p = rng.beta(0.5, 6, 40).clip(1e-4)
    found, logs = expect_number(answer(p), "The perplexity"), np.log(p)
    truth = float(np.exp(-logs.mean()))
    expect_unlike(
        found, -logs.mean(), truth, "That is the mean surprise in nats, the cross-entropy. Take `np.exp` of it."
    )
    expect_unlike(found, -np.log2(p).mean(), truth, "That is the mean surprise in bits. Perplexity is 2 to that power.")
    expect_unlike(found, 1 / truth, truth, "That is the geometric mean itself. Perplexity is 1 over it.")
    expect_unlike(found, 1 / p.mean(), truth, "You use the ordinary mean. A geometric mean averages the logarithms.")
    expect_unlike(
        found,
        (1 / p).mean(),
        truth,
        "You average 1/p, so that the rarest word decides alone. Average the logarithms, then take `np.exp`.",
    )
    expect_unlike(
        found,
        np.exp(-np.log2(p).mean()),
        truth,
        "Two kinds of logarithm: with `np.log2` goes 2 to the power, with `np.log` goes `np.exp`.",
    )
    expect(found > 1 or truth <= 1, "A perplexity is at least 1: is there a minus missing?")
    expect(np.isclose(found, truth), "Average the logarithms of the probabilities, change the sign, and take `np.exp`.")
    long = np.tile(p, 1000)
    expect(
        np.isclose(as_finite(answer(long)), truth),
        "On a long text the product of all probabilities is too small for the computer. Add logarithms instead.",
    )


def as_finite(value):
    """The value as a float, 0 if it is not finite: a product that has underflowed."""
    return float(value) if np.isfinite(value) else 0.0


def stay_in_nats(probabilities):
    return -np.mean(np.log(probabilities))


def stay_in_bits(probabilities):
    return -np.mean(np.log2(probabilities))


def forget_to_invert(probabilities):
    return np.exp(np.mean(np.log(probabilities)))


def ordinary_mean(probabilities):
    return 1 / np.mean(probabilities)


def average_the_inverses(probabilities):
    return np.mean(1 / probabilities)


def mix_the_logarithms(probabilities):
    return np.exp(-np.mean(np.log2(probabilities)))


def multiply_them_all(probabilities):
    with np.errstate(divide="ignore"):
        return np.prod(probabilities) ** (-1 / len(probabilities))


def perplexity_in_bits(probabilities):
    return 2 ** -np.log2(probabilities).mean()


PERPLEXITY = Exercise(
    name="perplexity",
    answer=perplexity,
    judge=judge_perplexity,
    form=to_number("The perplexity"),
    minutes=4,
    difficulty=1,
    hints=(
        "A geometric mean is the n-th root of a product. The logarithm turns it into an ordinary mean.",
        "1 over it is the same with a minus: `np.exp(-…)`.",
    ),
    wrong=(
        (stay_in_nats, "in nats"),
        (stay_in_bits, "in bits"),
        (forget_to_invert, "1 over it"),
        (ordinary_mean, "ordinary mean"),
        (average_the_inverses, "rarest word decides"),
        (mix_the_logarithms, "Two kinds of logarithm"),
        (multiply_them_all, "too small for the computer"),
    ),
    right=(perplexity_in_bits,),
)


# --- rare_words_left -------------------------------------------------------------------------------------------------


def rare_words_left(original, now, most):
    """Of the words that occur at most `most` times in the original, the share that occurs now.

    original: (n,) and now: (m,), each word a whole number -> a number from 0 to 1
    """
    words, counts = np.unique(original, return_counts=True)
    return np.mean(np.isin(words[counts <= most], now))


def judge_rare_words_left(answer, rng):
    original = rng.zipf(1.4, 900) % 300
    now = rng.permutation(original)[:120]
    now[:12] = np.arange(1000, 1012)
    most = int(rng.integers(2, 5))
    found = expect_number(answer(original, now, most), "The share")
    words, counts = np.unique(original, return_counts=True)
    left = np.isin(words, now)
    truth = left[counts <= most].mean()
    expect_unlike(found, 1 - truth, truth, "That is the share that is gone. We want the share that is left.")
    expect_unlike(
        found, left[counts <= most].sum(), truth, "That is how many words are left. Divide by how many there were."
    )
    expect_unlike(
        found, left.mean(), truth, "You count all words of the original. Keep only those with a count up to `most`."
    )
    expect_unlike(
        found, left[counts < most].mean(), truth, "At most `most` times means `<=`: `most` itself counts, too."
    )
    expect_unlike(found, left[counts == most].mean(), truth, "You keep only words that occur exactly `most` times.")
    expect_unlike(
        found, left[counts > most].mean(), truth, "Those are the frequent words. The rare ones have `counts <= most`."
    )
    tokens = np.isin(original, words[counts <= most])
    expect_unlike(
        found,
        np.isin(original[tokens], now).mean(),
        truth,
        "You count a word once for every time it occurs. Count each word once (`np.unique`).",
    )
    here = np.unique(now)
    expect_unlike(
        found,
        np.isin(here, words[counts <= most]).mean(),
        truth,
        "You ask which words of now were rare. Ask which rare words are here now: the other way round in `np.isin`.",
    )
    names, times = np.unique(now, return_counts=True)
    expect_unlike(
        found, np.isin(words, names[times <= most]).mean(), truth, "Rare is meant in the *original*: count there."
    )
    expect(
        np.isclose(found, truth), "Take the original's words with `counts <= most`, and see which of them are in `now`."
    )


def share_lost(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    return np.mean(~np.isin(words[counts <= most], now))


def how_many_left(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    return np.isin(words[counts <= most], now).sum()


def all_words(original, now, most):
    return np.mean(np.isin(np.unique(original), now))


def leave_out_most_itself(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    return np.mean(np.isin(words[counts < most], now))


def exactly_most(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    return np.mean(np.isin(words[counts == most], now))


def frequent_words(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    return np.mean(np.isin(words[counts > most], now))


def count_tokens(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    rare = original[np.isin(original, words[counts <= most])]
    return np.mean(np.isin(rare, now))


def other_way_round(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    return np.mean(np.isin(np.unique(now), words[counts <= most]))


def rare_now(original, now, most):
    words, counts = np.unique(now, return_counts=True)
    return np.mean(np.isin(np.unique(original), words[counts <= most]))


def rare_words_left_by_sets(original, now, most):
    from collections import Counter

    rare = {word for word, count in Counter(original.tolist()).items() if count <= most}
    return len(rare & set(now.tolist())) / len(rare)


RARE_WORDS_LEFT = Exercise(
    name="rare_words_left",
    answer=rare_words_left,
    judge=judge_rare_words_left,
    form=to_number("The share"),
    minutes=4,
    difficulty=2,
    hints=(
        "`words, counts = np.unique(original, return_counts=True)`",
        "`words[counts <= most]` are the rare words; `np.isin(those, now)` says which are still there.",
    ),
    wrong=(
        (share_lost, "that is gone"),
        (how_many_left, "Divide by how many"),
        (all_words, "all words of the original"),
        (leave_out_most_itself, "means `<=`"),
        (exactly_most, "exactly `most`"),
        (frequent_words, "frequent words"),
        (count_tokens, "Count each word once"),
        (other_way_round, "other way round"),
        (rare_now, "in the *original*"),
    ),
    right=(rare_words_left_by_sets,),
)


# --- sharpen ---------------------------------------------------------------------------------------------------------


def sharpen(probabilities, temperature):
    """Raise probabilities to the power 1/temperature; make them sum to 1 along the last axis.

    probabilities: (..., symbols) -> the same shape
    """
    powers = probabilities ** (1 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)


def judge_sharpen(answer, rng):
    p = rng.dirichlet(np.full(6, 0.6), 4)
    p[0, 2] = 0
    p /= p.sum(axis=-1, keepdims=True)
    temperature = float(rng.uniform(0.4, 0.9))
    found = expect_array(answer(p, temperature), (4, 6), "What you return")
    powers = p ** (1 / temperature)
    truth = powers / powers.sum(axis=-1, keepdims=True)
    expect_unlike(found, powers, truth, "They don't sum to 1 any more: divide by their sum.")
    expect_unlike(
        found,
        powers / powers.sum(),
        truth,
        "All rows together sum to 1. Each row is a distribution of its own: `sum(axis=-1, keepdims=True)`.",
    )
    wrong_way = p**temperature / (p**temperature).sum(axis=-1, keepdims=True)
    expect_unlike(
        found,
        wrong_way,
        truth,
        "The power is 1/temperature. You raise to the temperature itself, and so make rare things likelier.",
    )
    expect_unlike(
        found, p, truth, "Dividing by the temperature and then by the sum changes nothing: a power is needed."
    )
    expect_unlike(found, p / temperature, truth, "That divides the probabilities. Raise them to a power instead.")
    scores = np.exp(p / temperature)
    expect_unlike(
        found,
        scores / scores.sum(axis=-1, keepdims=True),
        truth,
        "A softmax takes the *logarithms* of the probabilities, over the temperature. You gave it the probabilities.",
    )
    expect_unlike(
        found,
        np.eye(6)[p.argmax(axis=-1)],
        truth,
        "You always take the likeliest symbol. That is temperature 0; here rare ones keep a small chance.",
    )
    expect(np.allclose(found.sum(axis=-1), 1), "Each row should sum to 1.")
    expect(
        np.allclose(found, truth),
        "Raise every probability to the power 1/temperature, then divide each row by its sum.",
    )


def forget_to_normalise(probabilities, temperature):
    return probabilities ** (1 / temperature)


def normalise_everything(probabilities, temperature):
    powers = probabilities ** (1 / temperature)
    return powers / powers.sum()


def power_upside_down(probabilities, temperature):
    powers = probabilities**temperature
    return powers / powers.sum(axis=-1, keepdims=True)


def divide_and_normalise(probabilities, temperature):
    cooled = probabilities / temperature
    return cooled / cooled.sum(axis=-1, keepdims=True)


def divide_only(probabilities, temperature):
    return probabilities / temperature


def softmax_of_probabilities(probabilities, temperature):
    scores = np.exp(probabilities / temperature)
    return scores / scores.sum(axis=-1, keepdims=True)


def take_the_likeliest(probabilities, temperature):
    return np.eye(probabilities.shape[-1])[probabilities.argmax(axis=-1)]


def sharpen_by_softmax(probabilities, temperature):
    from scipy.special import softmax

    with np.errstate(divide="ignore"):
        return softmax(np.log(probabilities) / temperature, axis=-1)


SHARPEN = Exercise(
    name="sharpen",
    answer=sharpen,
    judge=judge_sharpen,
    form=to_array("What you return"),
    minutes=3,
    difficulty=1,
    hints=(
        "In Python a power is `**`, and the power is `1 / temperature`.",
        "`.sum(axis=-1, keepdims=True)` gives the sum of each row in a shape that you can divide by.",
    ),
    wrong=(
        (forget_to_normalise, "divide by their sum"),
        (normalise_everything, "distribution of its own"),
        (power_upside_down, "power is 1/temperature"),
        (divide_and_normalise, "changes nothing"),
        (divide_only, "divides the probabilities"),
        (softmax_of_probabilities, "*logarithms*"),
        (take_the_likeliest, "temperature 0"),
    ),
    right=(sharpen_by_softmax,),
)


EXERCISES = (COVERED, EFFECTIVE_NUMBER, THE_CAUSE, PERPLEXITY, RARE_WORDS_LEFT, SHARPEN)

QUIZ = (
    Question(
        "A team checks every synthetic picture by hand, and finds them flawless. What do they know?",
        (
            Option("That the loop is safe.", False, "They know the precision. Variety is a property of the whole set."),
            Option(
                "That single pictures are good: nothing about what is missing.",
                True,
                "Nobody can see in one picture which pictures were never drawn.",
            ),
            Option(
                "That recall is high, too.",
                False,
                "A set that holds one perfect picture, over and over, passes the same inspection.",
            ),
        ),
    ),
    Question(
        "A loop gets worse with every copy. You let each copy write ten times as much: no change. What follows?",
        (
            Option(
                "Chance in the sample isn't the main cause.",
                True,
                "Sampling noise would have shrunk. What stays is what the model can't copy even from endless data.",
            ),
            Option("There is no collapse.", False, "There is: but its main cause is the model's own bias."),
            Option(
                "Ten times was not enough.",
                False,
                "It might help later, but an error of chance would have become smaller at once, by about √10.",
            ),
        ),
    ),
    Question(
        "The perplexity of a text rises from 500 to 1 500. What does that mean?",
        (
            Option(
                "The model gives its words a third of the probability, in the geometric mean.",
                True,
                "It is as unsure at each word as if it had to choose among 1 500 equally likely ones.",
            ),
            Option(
                "The model makes three times as many mistakes.",
                False,
                "Perplexity counts no mistakes; it averages surprise.",
            ),
            Option(
                "The text has three times as many words.",
                False,
                "Perplexity is an average per word. The text that is read stays the same.",
            ),
        ),
    ),
    Question(
        "At temperature 0.8, a model's text has fewer spelling errors than before. Is it the better training data?",
        (
            Option(
                "Yes: it is cleaner.",
                False,
                "Each line is. But the rare words are missing, and the next model can't know them.",
            ),
            Option(
                "Not by that alone: look at what it no longer says.",
                True,
                "Clean and complete are two different things, as precision and recall are.",
            ),
            Option("No: low temperatures make errors.", False, "They make fewer of them. That is just the trap."),
        ),
    ),
)
