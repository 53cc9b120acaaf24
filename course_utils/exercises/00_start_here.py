"""Exercises of lesson 0: one small function, met in all four states."""

import numpy as np

from course_utils.teach.exercise import Exercise
from course_utils.teach.expect import close, expect, expect_number, expect_unlike
from course_utils.teach.forms import to_number
from course_utils.teach.judges import at_edge
from course_utils.teach.quiz import Option, Question

CLAIMS = {}


def blank_share(page):
    """The share of a page's pixels that have no ink at all: np.array([[0, 3, 0, 1]]) -> 0.5"""
    return np.mean(page == 0)


def judge_blank_share(answer, rng):
    page = rng.poisson(1, (6, 9))
    page[2] = 0
    found, empty = expect_number(answer(page), "The share"), page == 0
    share = empty.mean()
    mistakes = [
        (empty.sum(), "That is how many pixels are blank. As a share: divide by how many there are, `page.size`."),
        (100 * share, "That is in per cent. As a share it lies between 0 and 1: leave out the 100."),
        (1 - share, "That is the share of the pixels that *have* ink. We ask for those that have none."),
        (page.size - empty.sum(), "That is how many pixels have ink. We ask for the share of those that have none."),
        (empty.sum() / len(page), "You divide by the number of rows, `len(page)`. All pixels are `page.size`."),
        (empty.sum() / page.shape[1], "You divide by the number of columns. All pixels are `page.size`."),
        (page.mean(), "That is the mean ink. Ask each pixel first whether it is 0: `page == 0`."),
        (empty.all(axis=1).mean(), "That counts rows that are blank from end to end. Count single pixels."),
        (round(share), "That is 0 or 1. Return the share itself, such as 0.52."),
        (empty.sum() / 9216, "You divide by 9216, the size of our own pages. Any page has `page.size` pixels."),
    ]
    for mistake, sentence in mistakes:
        expect_unlike(found, mistake, share, sentence)
    for some in (page, np.ones((2, 3)), np.zeros((3, 2)), np.array([[0, 3, 0, 1]])):
        given, right = (
            expect_number(at_edge(answer, (some,), f"For a page of {some.shape}"), "The share"),
            np.mean(some == 0),
        )
        blank, words = int((some == 0).sum()), f"{some.size} pixels, of which {int((some == 0).sum())} are blank"
        expect(
            close(given, right), f"For a page of {words}, you give {given:.4g}; it should be {blank / some.size:.4g}."
        )


def count_them(page):
    return (page == 0).sum()


def in_per_cent(page):
    return 100 * np.mean(page == 0)


def share_with_ink(page):
    return np.mean(page > 0)


def divide_by_rows(page):
    return (page == 0).sum() / len(page)


def mean_ink(page):
    return page.mean()


def blank_rows(page):
    return np.mean([not row.any() for row in page])


def rounded(page):
    return round(np.mean(page == 0))


def print_it(page):
    print(np.mean(page == 0))


def keep_the_truths(page):
    return page == 0


def nearly_blank(page):
    return np.mean(page < 2)


def count_on_our_pages(page):
    return np.sum(page == 0) / 96**2


def count_in_loops(page):
    blank = 0
    for row in page:
        for ink in row:
            if ink == 0:
                blank += 1
    return blank / page.size


def one_less_those_with_ink(page):
    return 1 - np.count_nonzero(page) / (len(page) * len(page[0]))


BLANK_SHARE = Exercise(
    name="blank_share",
    answer=blank_share,
    judge=judge_blank_share,
    form=to_number("The share"),
    minutes=2,
    difficulty=1,
    hints=(
        "`page == 0` asks every pixel at once, and gives an array of True and False.",
        "True counts as 1 and False as 0, so the mean of that array is a share.",
        "Return `np.mean(page == 0)`.",
    ),
    wrong=(
        (count_them, "how many pixels are blank"),
        (in_per_cent, "in per cent"),
        (share_with_ink, "*have* ink"),
        (divide_by_rows, "number of rows"),
        (mean_ink, "the mean ink"),
        (blank_rows, "blank from end to end"),
        (rounded, "0 or 1"),
        (print_it, "prints its answer"),
        (keep_the_truths, "should be one number"),
        (nearly_blank, "it should be"),
        (count_on_our_pages, "the size of our own pages"),
    ),
    right=(count_in_loops, one_less_those_with_ink),
)

EXERCISES = (BLANK_SHARE,)

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
