"""Exercises of lesson 0: one small function, met in all four states."""

from course_utils.exercise import Exercise
from course_utils.expect import expect, expect_number, to_number
from course_utils.quiz import Option, Question


def average(numbers):
    """The mean of a list of numbers: [1, 2, 6] -> 3.0"""
    return sum(numbers) / len(numbers)


def judge_average(answer, rng):
    numbers = [float(x) for x in rng.normal(5, 2, rng.integers(6, 12))]
    found = expect_number(answer(numbers), "The average")
    expect(abs(found - sum(numbers)) > 1e-9, "That is the sum. Divide it by how many numbers there are.")
    middle = sorted(numbers)[len(numbers) // 2]
    expect(
        abs(found - middle) > 1e-9, "That is the number in the middle, the median. The mean is the sum over the count."
    )
    expect(
        abs(found - (min(numbers) + max(numbers)) / 2) > 1e-9, "That is halfway between the smallest and the largest."
    )
    expect(
        abs(found - sum(numbers) / len(numbers)) < 1e-9, "Not the mean: add the numbers up and divide by their count."
    )


def add_up(numbers):
    return sum(numbers)


def take_the_middle(numbers):
    return sorted(numbers)[len(numbers) // 2]


def halve_the_range(numbers):
    return (min(numbers) + max(numbers)) / 2


def count_from_zero(numbers):
    return sum(numbers) / (len(numbers) - 1)


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
        (count_from_zero, "divide by their count"),
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
