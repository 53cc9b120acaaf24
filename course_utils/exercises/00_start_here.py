"""Exercises of lesson 0: one small function, met in all four states."""

from course_utils.teach.exercise import Exercise
from course_utils.teach.expect import close, expect, expect_number, expect_unlike
from course_utils.teach.forms import to_number
from course_utils.teach.judges import at_edge
from course_utils.teach.quiz import Option, Question

CLAIMS = {}


def average(numbers):
    """The mean of a list of numbers: [1, 2, 6] -> 3.0"""
    return sum(numbers) / len(numbers)


def judge_average(answer, rng):
    numbers = [-1.25, 0.5, 0.5] + [round(float(x), 2) for x in rng.uniform(2, 16, rng.integers(3, 6))]
    found, mean = expect_number(answer(numbers), "The average"), sum(numbers) / len(numbers)
    ordered, middle = sorted(numbers), len(numbers) // 2
    median = "That is the number in the middle, the median. The mean is the sum over the count."
    cut_off = "What is behind the point is cut or rounded off: divide with `/`, and leave it at that."
    mistakes = [
        (sum(numbers), "That is the sum. Divide it by how many numbers there are."),
        (len(numbers), "That is how many numbers there are. Divide their sum by it."),
        (ordered[middle], median),
        ((ordered[middle] + ordered[~middle]) / 2, median),
        ((ordered[0] + ordered[-1]) / 2, "That is halfway between the smallest and the largest."),
        (sum(numbers) / (len(numbers) - 1), "You divide by one too few: `len(numbers)` counts all of them."),
        (mean // 1, cut_off),
        (round(mean), cut_off),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, mean, sentence)
    for some in ([1, 2, 6], numbers, [2.5]):
        given, mean = expect_number(at_edge(answer, (some,), f"For {some}"), "The average"), sum(some) / len(some)
        expect(close(given, mean), f"For {some} you give {given:.6g}, and it should be {mean:.6g}.")


def add_up(numbers):
    return sum(numbers)


def take_the_middle(numbers):
    return sorted(numbers)[len(numbers) // 2]


def halve_the_range(numbers):
    return (min(numbers) + max(numbers)) / 2


def count_from_zero(numbers):
    return sum(numbers) / (len(numbers) - 1)


def cut_off_the_rest(numbers):
    return sum(numbers) // len(numbers)


def square_root_of_squares(numbers):
    return (sum(number**2 for number in numbers) / len(numbers)) ** 0.5


def print_it(numbers):
    print(sum(numbers) / len(numbers))


def keep_the_list(numbers):
    return numbers


def average_in_a_loop(numbers):
    total = 0
    for number in numbers:
        total += number
    return total / len(numbers)


AVERAGE = Exercise(
    name="average",
    answer=average,
    judge=judge_average,
    form=to_number("The average"),
    minutes=2,
    difficulty=1,
    hints=("`sum(numbers)` adds them up.", "`len(numbers)` counts them.", "Return the one divided by the other."),
    wrong=(
        (add_up, "That is the sum"),
        (take_the_middle, "the median"),
        (halve_the_range, "halfway between"),
        (count_from_zero, "one too few"),
        (cut_off_the_rest, "behind the point"),
        (square_root_of_squares, "it should be 3."),
        (print_it, "prints its answer"),
        (keep_the_list, "should be one number"),
    ),
    right=(average_in_a_loop,),
)

EXERCISES = (AVERAGE,)

QUIZ = (
    Question(
        "You restart the kernel half-way through a lesson. What is lost?",
        (
            Option("Everything I wrote.", False, "Your cells are in the notebook's file; only the values are gone."),
            Option(
                "Only the values; Run All Above brings them back.",
                True,
                "The cells are still there, and every lesson runs from top to bottom at any time.",
            ),
            Option(
                "The exercises that I passed.",
                False,
                "They pass again as soon as their cells run again: every check repeats exactly.",
            ),
        ),
    ),
)
