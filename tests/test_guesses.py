"""A guess, and what waits for it, without a front end."""

import pytest

from course_utils.errors import BadSetting
from course_utils.science.figures import canvas, describe
from course_utils.teach import guesses
from course_utils.teach.check import Points
from course_utils.teach.guesses import Guess, predict


@pytest.fixture
def shown(monkeypatch):
    """What is displayed: the widget, its static HTML, its words."""
    found = []
    monkeypatch.setattr(guesses, "KEPT", {})
    monkeypatch.setattr(guesses, "show_widget", lambda widget, static, text="": found.append((widget, static, text)))
    return found


def draw(value):
    return describe(canvas("title", "x", "y")[0], f"guessed {value}")


def test_a_guess_counts_once_it_is_pressed(shown):
    guess = predict("How many?", "apples", low=0, high=10)
    ((box, static, _),) = shown
    _, (slider, _), (button, said) = box.children[0], box.children[1].children, box.children[2].children
    slider.value = 4
    assert guess.value is None
    button.click()
    assert guess.value == 4 and "4 apples" in said.value
    assert "<code>guess.value = …</code>" in static, "by hand it has its own name"


def test_a_cell_that_runs_again_keeps_its_guess(shown):
    predict("How many pears?", "pears", low=0, high=10).value = 4
    again = predict("How many pears?", "pears", low=0, high=10)
    assert again.value == 4 and "4 pears" in shown[1][0].children[2].children[1].value


def test_what_came_out_waits_for_the_guess(shown):
    guess = Guess("How many?", "apples", 0, 10)
    guess.compare(3.0)
    guess.reveal(draw)
    (sentence, static, text), (picture, seen, _) = shown
    assert "You made no guess. It turned out to be 3 apples." in static and text in static and "guessed None" in seen
    assert all("Covered" in box.children[0].value for box in (sentence, picture))
    guess.value = 4
    assert "You guessed 4 apples. It turned out to be 3 apples." in sentence.children[0].value
    assert "guessed 4" in picture.children[0].value and picture.children[1].layout.display == "none"
    guess.value = 5
    assert "guessed 5" in picture.children[0].value, "and a new guess is drawn anew"


def test_show_me_uncovers_one_thing_without_a_guess(shown):
    guess = Guess("How many?", "apples", 0, 10)
    guess.compare(3.0)
    guess.reveal(canvas("title", "x", "y")[0], "a figure")
    (sentence, *_), (picture, *_) = shown
    picture.children[1].click()
    assert 'alt="a figure"' in picture.children[0].value and "Covered" in sentence.children[0].value


def test_once_guessed_nothing_is_covered(shown):
    guess = Guess("How many?", "apples", 0, 10)
    guess.value = 0
    guess.compare(3.0)
    assert "You guessed 0 apples" in shown[0][0].children[0].value


def test_a_choice_is_a_guess_too(shown):
    guess = predict("What becomes of it?", options=["it stays", "it dies"])
    (radio,), (button, _) = (line.children for line in shown[0][0].children[1:])
    button.click()
    assert guess.value is None, "nothing was chosen"
    radio.value = "it dies"
    button.click()
    guess.compare("it stays")
    assert "You guessed “it dies”. It turned out to be “it stays”." in shown[1][1]
    assert "<code>guess.value = …</code>" in shown[0][1]


@pytest.mark.parametrize("given", [500, -1, "many", float("nan"), True])
def test_a_guess_that_can_not_be_is_one_sentence(given):
    guess = Guess("How many?", "apples", 0, 10)
    with pytest.raises(BadSetting, match="a guess is a number from 0 to 10 here, got "):
        guess.value = given
    with pytest.raises(BadSetting, match="a guess is one of a, b; got "):
        Guess("Which?", options=("a", "b")).value = given
    assert guess.value is None


def test_a_scale_has_two_ends(shown):
    with pytest.raises(BadSetting, match="low must be below high, got 5 and 5"):
        predict("How many?", "apples", low=5, high=5)


def test_points_are_a_number_for_nbgrader_and_nothing_to_look_at():
    points = Points(2)
    assert repr(points) == "2" and points == 2 and points._repr_html_() == "<span></span>"
