"""The explorers, the quiz and the reports, without a front end."""

import numpy as np
import pytest
from running import LESSONS

from course_utils.errors import BadSetting
from course_utils.science.figures import canvas, describe, img_tag, png, show
from course_utils.teach import widgets as widgets
from course_utils.teach.boxes import code_to_html
from course_utils.teach.check import Checker, Report, load_exercises
from course_utils.teach.exercise import assess
from course_utils.teach.quiz import Quiz
from course_utils.teach.widgets import Slider, explore


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, with the widgets that were built."""
    found = []
    monkeypatch.setattr(widgets, "show_widget", lambda widget, static: found.append((widget, static)))
    return found


def test_moving_a_slider_draws_again_and_moves_its_twin(shown):
    def draw(n):
        fig, ax = canvas("title", "x", "y")
        ax.plot([0, n])
        return describe(fig, f"a line up to {n}")

    explore(draw, n=Slider("height", 0, 10, 5))
    (box, static) = shown[0]
    (slider, twin), picture = box.children[0].children, box.children[1]
    assert "a line up to 5" in static and "a line up to 5" in picture.value
    twin.value = 7
    assert slider.value == 7 and "a line up to 7" in picture.value
    slider.value = 99
    assert twin.value == 10 and "a line up to 10" in picture.value


def test_a_figure_without_a_description_is_refused():
    fig, _ = canvas("title", "x", "y")
    with pytest.raises(BadSetting, match="needs a description"):
        show(fig)
    assert 'alt="a &lt;b&gt; &quot;c&quot;"' in img_tag(describe(fig, 'a <b> "c"'))


def test_the_same_figure_gives_the_same_bytes():
    def picture():
        fig, ax = canvas("title", "x", "y")
        ax.plot(np.arange(5))
        return png(fig)

    assert picture() == picture()


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_quiz_explains_every_option(lesson):
    from importlib import import_module

    questions = import_module(f"course_utils.exercises.{lesson}").QUIZ
    assert lesson == "00_start_here" or 3 <= len(questions) <= 5
    for question in questions:
        assert sum(option.right for option in question.options) == 1
        assert all(len(option.why) > 20 for option in question.options)
    html = Quiz(questions)._repr_html_()
    assert html.count("<details") == sum(len(q.options) for q in questions)
    assert "✔ Yes." in html and "✘ No." in html and questions[0].text in repr(Quiz(questions))


def test_a_report_has_words_signs_and_a_plain_text_twin():
    exercise = load_exercises("01_photocopies")["refit"]
    for answer, words in [(exercise.answer, "✔ Passed."), (exercise.wrong[0][0], "✎ Not yet."), (..., "○ To do.")]:
        report = Report(exercise, assess(exercise, answer))
        assert words in repr(report) and words in report._repr_html_()
        assert report._repr_html_().count("<details") == (0 if "Passed" in words else len(exercise.hints) + 1)


def test_check_hands_back_the_answer_or_ours(capsys):
    check = Checker("01_photocopies")
    exercise = check.exercises["refit"]
    right, wrong = exercise.right[0], exercise.wrong[0][0]
    assert check("refit", right).__wrapped__ is right
    assert check("refit", wrong).__wrapped__ is exercise.answer
    assert check("half_life", ...) == check.exercises["half_life"].answer
    assert check("half_life", "sixty") == check.exercises["half_life"].answer
    assert check("half_life", 69) == 69
    assert check.score() == 1
    assert "1 of 7 passed" in capsys.readouterr().out


def test_a_function_under_another_name_is_told_so_and_the_lesson_finds_ours():
    space, check = {}, Checker("01_photocopies")
    exec("def refti(samples):\n    return samples.mean(axis=1), samples.std(axis=1)", space)
    assert check("refit")(space["refti"]) is space["refti"]
    assert "Call your function `refit`" in check.results["refit"].message
    assert space["refit"].__wrapped__ is check.exercises["refit"].answer


def test_a_function_that_a_decorator_has_wrapped_keeps_its_place():
    exercise, check = load_exercises("01_photocopies")["refit"], Checker("01_photocopies")

    def decorated(function):
        return lambda *args: function(*args)

    assert check("refit")(decorated(exercise.answer)).__wrapped__ is not exercise.answer
    assert check.results["refit"].state.name == "PASSED"


def test_what_check_hands_back_is_fit_for_every_later_cell():
    def with_lists(samples):
        return [[row.mean() for row in samples], [row.std() for row in samples]]

    means, _ = Checker("01_photocopies")("refit", with_lists)(np.arange(6.0).reshape(2, 3))
    assert isinstance(means, np.ndarray)


def test_an_unknown_exercise_is_named():
    with pytest.raises(BadSetting, match="there is no exercise 'refti' in this lesson"):
        Checker("01_photocopies")("refti")


def test_code_and_stress_in_messages():
    assert code_to_html("use `a * b`, *not* a*b < c") == "use <code>a * b</code>, <em>not</em> a*b &lt; c"
