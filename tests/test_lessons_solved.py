"""Every solved lesson keeps within its budget, and shows the same when its cells run again, backwards."""

import nbformat
import pytest
from budgets import expect_within_budget
from running import LESSONS, code_cells, read, start_kernel

from course_utils.build import join_streams

every_lesson = pytest.mark.parametrize("lesson", LESSONS, scope="module")


@pytest.fixture(scope="module")
def solved(lesson, tmp_path_factory):
    """A solved lesson that has run from top to bottom, and its kernel, which goes on: a new one would cost a run."""
    with start_kernel(tmp_path_factory.mktemp(lesson)) as kernel:
        yield kernel.run(read("solutions", lesson)), kernel


@every_lesson
def test_a_solved_lesson_keeps_within_its_budget(lesson, solved, figures):
    expect_within_budget(f"solutions/{lesson}", solved[0], figures)


@every_lesson
def test_cells_run_again_backwards_show_the_same(lesson, solved):
    """So each cell runs twice, the second time after all the others."""
    there, kernel = solved
    cells = code_cells(there.notebook)
    upside_down = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.source) for cell in cells[::-1]])
    again = kernel.run(upside_down).notebook.cells[::-1]
    for cell, second in zip(cells, again, strict=True):
        if "nbval-ignore-output" in cell.metadata.get("tags", []):
            continue  # it shows times, which are never the same
        assert strip(cell) == strip(second), f"running this cell again changes what it shows:\n{cell.source}"


def strip(cell) -> list:
    """What a cell showed, without the random numbers of widgets; printed text in one piece."""
    return [
        {k: v for k, v in output.get("data", {}).items() if "widget" not in k} or output.get("text")
        for output in join_streams(cell.outputs)
    ]
