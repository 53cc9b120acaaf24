"""Claims, exercises and quiz of lesson 2, collapse in pictures and text."""

from collections import Counter

import numpy as np

from course_utils.teach.exercise import Exercise, Workload
from course_utils.teach.expect import close, expect, expect_array, expect_unlike
from course_utils.teach.forms import to_array, to_letter, to_number
from course_utils.teach.judges import judge_letter
from course_utils.teach.quiz import Option, Question

# id: (what to remember of it, the claim in our words, whose it is)
CLAIMS = {
    "C1": (
        "Copies of fresh samples drift away, unless something pulls them back.",
        "Training a model on the output of a model, again and again, makes it worse with every generation.",
        "Shumailov et al. 2023; Alemohammad et al. 2023",
    )
}

# --- covered ---------------------------------------------------------------------------------------------------------


def covered(points, centres, reach):
    """Share of the points that lie in at least one ball.

    points: (m, d), centres: (n, d), reach: (n,), each ball's radius -> a number from 0 to 1
    """
    apart = np.sqrt(((points[:, None] - centres) ** 2).sum(axis=2))
    return np.mean((apart <= reach).any(axis=1))


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


def add_absolute_differences(points, centres, reach):
    return np.mean((np.abs(points[:, None] - centres).sum(axis=2) <= reach).any(axis=1))


def ask_the_nearest_only(points, centres, reach):
    apart = np.linalg.norm(points[:, None] - centres, axis=2)
    return np.mean(apart.min(axis=1) <= reach[apart.argmin(axis=1)])


COVERED_MISTAKES = (
    (count_the_points, "That is how many points. Divide by their number: `.mean()`."),
    (
        average_over_pairs,
        "You average over all pairs. First ask, for each point, whether *any* ball holds it (`.any(axis=1)`).",
    ),
    (ask_the_balls, "That is the share of balls that hold a point. The question is about the points: the other axis."),
    (share_outside, "That is the share that lies in no ball."),
    (forget_the_square_root, "You compare squared distances with radii. Take the root of one, or square the other."),
    (add_absolute_differences, "You add absolute differences. A distance is the root of the added squares."),
    (
        ask_the_nearest_only,
        "You ask only the nearest centre. A centre further away may have the larger ball: ask all of them.",
    ),
)


def judge_covered(answer, rng):
    balls = draw_balls(400, 40, 3, rng)
    found, truth = answer(*balls), one_point_after_another(*balls)
    for mistake, sentence in COVERED_MISTAKES:
        expect_unlike(found, mistake(*balls), truth, sentence)
    for others in balls, draw_balls(1, 9, 2, rng), draw_balls(9, 1, 1, rng):
        found, truth, m = answer(*others), one_point_after_another(*others), len(others[0])
        case = f"Points in at least one ball: {truth * m:.0f} of {m}, a share of {truth:.4f}, and you give {found:.4f}"
        expect(close(found, truth), f"{case}. Compare every distance with the reach of its centre.")
    points, centres, reach = balls
    expect(close(answer(points, centres, reach + 99), 1), "If a ball holds all points, the share should be 1.")
    expect(close(answer(points + 99, centres, reach), 0), "If no ball holds a point, the share should be 0.")


def draw_balls(m, n, d, rng):
    """m points, n centres and their radii in single precision; no point lies on an edge: rounding would decide."""
    while True:
        points, centres = (rng.normal(0, size, (k, d)).astype(np.float32) for size, k in ((2, m), (3, n)))
        points[0], centres[0, :2] = 0, 0
        reach = rng.uniform(0.4, 2.6, n).round(1).astype(np.float32)
        apart = np.linalg.norm(points[:, None] - centres, axis=2)
        if np.abs(apart - reach).min() > 1e-4:
            return points, centres, reach


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
    wrong=(*COVERED_MISTAKES, (want_all_balls, "in at least one ball")),
    right=(one_point_after_another,),
    workload=Workload(lambda rng: draw_balls(40, 600, 32, rng), times=40),
)


# --- effective_number ------------------------------------------------------------------------------------------------


def effective_number(labels):
    """Effective number of classes: 1 over the chance that two labels drawn at random are the same.

    labels: (n,) whole numbers -> one number, at least 1
    """
    shares = np.unique(labels, return_counts=True)[1] / len(labels)
    return 1 / np.sum(shares**2)


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
    return len(labels) * (len(labels) - 1) / np.sum(counts * (counts - 1))


def square_the_labels(labels):
    shares = labels / labels.sum()
    return 1 / np.sum(shares**2)


EFFECTIVE_NUMBER_MISTAKES = (
    (keep_the_chance, "That is the chance that two labels are the same. One over it, please."),
    (chance_to_differ, "That is the chance that two labels differ. We want 1 over the other chance."),
    (invert_the_wrong_chance, "That is 1 over the chance that two labels *differ*. We want: are the same."),
    (count_the_classes, "You count the classes, and a class with one drawing counts like one with fifty."),
    (square_the_counts, "Square the *shares*: divide the counts by `len(labels)` first."),
    (largest_class_only, "You use the largest class only. Add up the squares of all shares."),
    (
        use_the_entropy,
        "exp(entropy) is another effective number, and a good one. Here it is 1 over the chance that two are the same.",
    ),
    (
        draw_without_return,
        "You draw the second label from those that are left. Draw both from all: add up the squared shares.",
    ),
)


def judge_effective_number(answer, rng):
    labels = rng.choice(10, 60, p=rng.dirichlet(np.full(10, 0.7)))
    found, truth = answer(labels), compare_all_pairs(labels)
    for mistake, sentence in EFFECTIVE_NUMBER_MISTAKES:
        expect_unlike(found, mistake(labels), truth, sentence)
    for few in [3, 3, 3, 8], [0, 9], [7]:
        found, truth = answer(np.array(few)), compare_all_pairs(np.array(few))
        expect(close(found, truth), f"For the labels {few} you give {found:.5g}; it should be {truth:.5g}.")
    found, truth = answer(labels), compare_all_pairs(labels)
    expect(
        close(found, truth), f"For 60 labels you give {found:.5g}; it should be {truth:.5g}, 1 over the added shares²."
    )


def compare_all_pairs(labels):
    return 1 / np.mean(labels[:, None] == labels)


EFFECTIVE_NUMBER = Exercise(
    name="effective_number",
    answer=effective_number,
    judge=judge_effective_number,
    form=to_number("The effective number"),
    minutes=4,
    difficulty=1,
    hints=(
        "`np.unique(labels, return_counts=True)` gives the classes and how often each occurs.",
        "Counts over `len(labels)` are shares. Two labels are both the class c with the chance share².",
    ),
    wrong=(*EFFECTIVE_NUMBER_MISTAKES, (square_the_labels, "the labels [3, 3, 3, 8]")),
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


def forget_the_root(probabilities):
    return np.exp(-np.sum(np.log(probabilities)))


PERPLEXITY_MISTAKES = (
    (stay_in_nats, "That is the mean surprise in nats, the cross-entropy. Take `np.exp` of it."),
    (stay_in_bits, "That is the mean surprise in bits. Perplexity is 2 to that power."),
    (forget_to_invert, "That is the geometric mean itself. Perplexity is 1 over it."),
    (ordinary_mean, "You use the ordinary mean. A geometric mean averages the logarithms."),
    (
        average_the_inverses,
        "You average 1/p, so that the rarest word decides alone. Average the logarithms, then take `np.exp`.",
    ),
    (mix_the_logarithms, "Two kinds of logarithm: with `np.log2` goes 2 to the power, with `np.log` goes `np.exp`."),
)


def judge_perplexity(answer, rng):
    p = rng.beta(0.5, 6, 40).clip(1e-4)
    found, truth = answer(p), 2 ** -np.log2(p).mean()
    for mistake, sentence in PERPLEXITY_MISTAKES:
        expect_unlike(found, mistake(p), truth, sentence)
    for few in [0.5, 0.125], [1.0], [0.002] * 3:
        found, right = answer(np.array(few)), np.prod(few) ** (-1 / len(few))
        expect(close(found, right), f"For the probabilities {few} you give {found:.5g}; it should be {right:.5g}.")
    expect(close(answer(p), truth), f"For 40 words you give {answer(p):.5g}; it should be {truth:.5g}.")
    long = f"For a text of 40 000 words you give {answer(np.tile(p, 1000)):.5g}; it should be {truth:.5g}."
    expect(close(answer(np.tile(p, 1000)), truth), long + " Add logarithms: so long a product comes out as 0.")


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
        *PERPLEXITY_MISTAKES,
        (multiply_them_all, "comes out as 0"),
        (forget_the_root, "you give 16; it should be 4"),
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


def still_rare(original, now, most):
    words, counts = np.unique(now, return_counts=True)
    return rare_words_left(original, words[counts <= most], most)


def count_words_that_never_occur(original, now, most):
    counts = np.bincount(original)
    return np.mean(np.isin(np.flatnonzero(counts <= most), now))


def word_after_word(original, now, most):
    rare = [word for word in np.unique(original) if np.sum(original == word) <= most]
    return np.mean([word in now for word in rare])


def all_pairs_at_once(original, now, most):
    words, counts = np.unique(original, return_counts=True)
    return np.mean((words[counts <= most, None] == now).any(axis=1))


RARE_WORDS_MISTAKES = (
    (share_lost, "That is the share that is gone. We want the share that is left."),
    (how_many_left, "That is how many words are left. Divide by how many there were."),
    (all_words, "You count all words of the original. Keep only those with a count up to `most`."),
    (leave_out_most_itself, "At most `most` times means `<=`: `most` itself counts, too."),
    (exactly_most, "You keep only words that occur exactly `most` times."),
    (frequent_words, "Those are the frequent words. The rare ones have `counts <= most`."),
    (count_tokens, "You count a word once for every time it occurs. Count each word once (`np.unique`)."),
    (
        other_way_round,
        "That is the share of now's words that were rare. We want the share of the rare words that are here now.",
    ),
    (still_rare, "You keep only those that are rare now as well. Rare is meant in the original alone."),
    (rare_now, "Rare is meant in the *original*: count there."),
    (count_words_that_never_occur, "You count numbers that are no words of the original: those with a count of 0."),
)


def judge_rare_words_left(answer, rng):
    texts = draw_texts(900, 120, rng)
    found, truth = answer(*texts), rare_words_left_by_sets(*texts)
    for mistake, sentence in RARE_WORDS_MISTAKES:
        expect_unlike(found, mistake(*texts), truth, sentence)
    for original, now, most in ([0, 0, 0, 5, 5, 9], [0, 5, 5], 2), ([4, 4, 0], [9, 0, 0], 1), ([1, 2, 2], [2], 1):
        few = np.array(original, np.int32), np.array(now, np.int32), most
        given, right = answer(*few), rare_words_left_by_sets(*few)
        case = f"For the original {original}, now {now} and `most` = {most} you give {given:.4g}"
        expect(close(given, right), f"{case}; it should be {right:.4g}.")
    case = f"For a text of 900 words, now 120 and `most` = 3 you give {found:.4g}"
    expect(close(found, truth), f"{case}; it should be {truth:.4g}.")


def draw_texts(n, m, rng):
    """A text of n words, one of m words, a few of them new, and `most`."""
    original = 2 * (rng.zipf(1.2, n) % (n // 8)).astype(np.int32)
    often = np.tile(rng.choice(np.unique(original), 12), 5)  # also words that were rare
    now = np.concatenate([rng.permutation(original)[: m - 62], often, [n, n + 1]])
    return original, now.astype(np.int32), 3


def rare_words_left_by_sets(original, now, most):
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
    wrong=(*RARE_WORDS_MISTAKES, (word_after_word, "too slow here"), (all_pairs_at_once, "too much memory")),
    right=(rare_words_left_by_sets,),
    workload=Workload(lambda rng: draw_texts(100_000, 100_000, rng), times=44),
)


# --- sharpen ---------------------------------------------------------------------------------------------------------


def sharpen(probabilities, temperature):
    """Raise probabilities to the power 1/temperature; make them sum to 1 along the last axis.

    probabilities: (..., symbols) -> the same shape
    """
    powers = probabilities ** (1 / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)


def forget_to_normalise(probabilities, temperature):
    return probabilities ** (1 / temperature)


def normalise_everything(probabilities, temperature):
    powers = probabilities ** (1 / temperature)
    return powers / powers.sum()


def forget_to_keep_the_shape(probabilities, temperature):
    powers = probabilities ** (1 / temperature)
    return powers / powers.sum(axis=-1)


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


def always_square(probabilities, temperature):
    return probabilities**2 / np.sum(probabilities**2, axis=-1, keepdims=True)


SHARPEN_MISTAKES = (
    (forget_to_normalise, "They don't sum to 1 any more: divide by their sum."),
    (
        normalise_everything,
        "All rows together sum to 1. Each row is a distribution of its own: `sum(axis=-1, keepdims=True)`.",
    ),
    (forget_to_keep_the_shape, "You divide by the sums of other rows: with `keepdims=True` each row meets its own."),
    (
        power_upside_down,
        "The power is 1/temperature. You raise to the temperature itself, and so make rare things likelier.",
    ),
    (divide_and_normalise, "Nothing has changed (dividing by the temperature cancels in the sum): a power is needed."),
    (divide_only, "That divides the probabilities. Raise them to a power instead."),
    (
        softmax_of_probabilities,
        "A softmax takes the *logarithms* of the probabilities, over the temperature. You gave it the probabilities.",
    ),
    (
        take_the_likeliest,
        "You always take the likeliest symbol. That is temperature 0; here rare ones keep a small chance.",
    ),
)


def judge_sharpen(answer, rng):
    p, temperature = rng.dirichlet(np.full(6, 0.6), 6), float(rng.uniform(0.4, 0.9))
    p[0, 2] = 0
    p /= p.sum(axis=-1, keepdims=True)
    found, truth = expect_array(answer(p, temperature), (6, 6), "What you return"), sharpen_by_softmax(p, temperature)
    for mistake, sentence in SHARPEN_MISTAKES:
        expect_unlike(found, mistake(p, temperature), truth, sentence)
    few = expect_array(answer(np.array([0.8, 0.2]), 0.5), (2,), "For a single row what you return")
    case = f"For [0.8, 0.2] and a temperature of 0.5 you give {few.round(3).tolist()}"
    expect(close(few, [16 / 17, 1 / 17]), f"{case}; it should be [0.941, 0.059], their squares over the sum of them.")
    expect(
        close(found, truth), "Raise each probability to the power 1/temperature, and divide each row by its own sum."
    )
    found = expect_array(answer(p, 1.0), (6, 6), "What you return")
    expect(close(found, p), "At temperature 1 the probabilities should stay as they are.")


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
    wrong=(*SHARPEN_MISTAKES, (always_square, "to the power 1/temperature")),
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
            Option("There is no collapse.", False, "There is: but chance isn't its main cause."),
            Option(
                "Ten times was not enough.",
                False,
                "It might help later, but an error of chance would have become much smaller at once.",
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
