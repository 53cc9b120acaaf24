"""What an answer prints and displays is held back, and shown, folded, for the call that went wrong."""

import dataclasses
import importlib
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_utils.teach.check import Checker, Report, load_exercises
from course_utils.teach.exercise import State, assess
from course_utils.teach.held_back import MOST

REFIT = load_exercises("01_photocopies")["refit"]


@pytest.fixture
def shell():
    """An IPython that runs here."""
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_prints_of_the_call_that_went_wrong_are_shown_folded():
    def refit(samples):
        print("shape", samples.shape)
        print("to stderr", file=sys.stderr)
        return samples.mean(axis=0), samples.std(axis=0)

    result = assess(REFIT, refit)
    page = Report(REFIT, result)._repr_html_()
    assert page.count("shape (") == 1 and "to stderr" in page, "of one call, not of all"
    assert "<summary>What your code printed and displayed in the call that went wrong</summary>" in page


def test_prints_before_an_error_are_shown():
    def refit(samples):
        print("<b>so far</b>")
        return samples.mean(axis=9)

    result = assess(REFIT, refit)
    assert result.state is State.STOPPED and "&lt;b&gt;so far" in result.shown


def test_displays_and_figures_are_shown_and_closed(shell):
    import matplotlib

    matplotlib.use("agg")
    from IPython.display import HTML, display
    from matplotlib import pyplot

    def refit(samples):
        display(HTML("<u>displayed</u>"))
        pyplot.plot(samples[0])
        return samples.mean(), samples.std()

    open_before = pyplot.get_fignums()
    publisher = shell.display_pub
    shown = assess(REFIT, refit).shown
    assert "<u>displayed</u>" in shown and 'src="data:image/png;base64,' in shown
    assert pyplot.get_fignums() == open_before and shell.display_pub is publisher


def test_what_is_printed_for_ever_is_cut():
    def refit(samples):
        for _ in range(10**5):
            print("again")

    assert len(assess(REFIT, refit).shown) < MOST + 100


def test_a_notebooks_exit_does_not_end_the_kernel(shell, monkeypatch):
    asked = []
    monkeypatch.setattr(type(shell), "ask_exit", lambda self: asked.append("the kernel ends"), raising=False)

    def refit(samples):
        shell.ask_exit()  # what a notebook's exit() does

    assert "leaves Python" in assess(REFIT, refit).message and not asked
    shell.ask_exit()
    assert asked, "the notebook's own exit is back"


def test_our_version_is_that_of_the_file_that_was_read(tmp_path, monkeypatch):
    """The course may be updated on disk while a kernel runs."""
    module = tmp_path / "changing.py"
    module.write_text("def double(x):\n    return 2 * x\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    changing = importlib.import_module("changing")
    mine = dataclasses.replace(load_exercises("01_photocopies")["next_variance"], answer=changing.double)
    module.write_text("# another file\n" * 50)
    page = Report(mine, assess(mine, lambda variance, bandwidth, n: 0.0))._repr_html_()
    assert "return 2 * x" in page and "another file" not in page


def test_a_check_that_fails_itself_says_so_and_hands_back_ours(monkeypatch):
    check = Checker("01_photocopies")
    monkeypatch.setattr("course_utils.teach.check.assess", lambda *_: 1 / 0)
    assert check("half_life", 69.0) == check.exercises["half_life"].answer
    assert "The check itself failed (ZeroDivisionError)" in check.results["half_life"].message


def test_the_set_up_cell_may_run_again():
    from course_utils.teach.lesson import CHECKERS, begin

    CHECKERS.clear()
    begin("01_photocopies")("half_life", 69.0)
    assert begin("01_photocopies").results["half_life"].state is State.PASSED


def test_a_name_error_made_by_hand_is_shown_as_well(shell, capsys):
    from course_utils.teach.lesson import explain_missing_name

    try:
        raise NameError("x")
    except NameError as error:
        explain_missing_name(shell, NameError, error, error.__traceback__)
    assert "Nothing is lost" in capsys.readouterr().out


def test_a_letter_without_quotes_is_told_so(shell, capsys):
    from course_utils.teach.lesson import explain_missing_name

    for letter in "bB":
        try:
            eval(letter, {})
        except NameError as error:
            explain_missing_name(shell, NameError, error, error.__traceback__)
        assert f'put it in quotes: "{letter}"' in capsys.readouterr().out
