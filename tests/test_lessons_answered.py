"""Every lesson reaches its end, whatever its exercises are answered: nothing, wrong, half filled, right otherwise.

On a hostile machine with Colab's oldest versions, and within the lesson's budget.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest
from answering import answered
from budgets import expect_within_budget
from colab import build
from filelock import FileLock
from hostile import hostile_kernel
from running import LESSONS, code_cells, texts

from course_utils.build.project import VERSION
from course_utils.teach.check import load_exercises

HAS_COLAB = os.name != "nt" and sys.version_info < (3, 13)  # it is a Linux, and its numpy has no build for Python 3.13


@pytest.fixture(scope="session")
def colab(tmp_path_factory) -> Path | None:
    """The folder of an environment like Colab's; the worker that needs it first builds it for all. None elsewhere."""
    if not HAS_COLAB:
        return None
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    place = shared / "colab"
    with FileLock(shared / "colab.lock"):
        if not (place / "fetched.txt").exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            build(place)
    return place


@pytest.mark.skipif(not HAS_COLAB, reason="no Colab here")
def test_the_set_up_cell_fetches_the_course(colab):
    printed = (colab / "fetched.txt").read_text()
    assert f"{VERSION} {colab}" in printed and "site-packages" in printed


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_reaches_its_end_whatever_is_answered(lesson, colab, tmp_path, figures):
    """Without a network, and in a read-only folder: a cell that this stops says so in its error."""
    python, notebook = str(colab / "env" / "bin" / "python") if colab else sys.executable, answered(lesson)
    with hostile_kernel(tmp_path, python) as kernel:
        done = kernel.run(notebook)
        expect_within_budget(f"lessons/{lesson}", notebook.metadata.course, kernel.meter, figures)
    for cell in code_cells(done):
        if expected := cell.metadata.get("says"):
            said = [output.data["text/plain"] for output in cell.outputs]
            assert len(said) == len(expected), cell.source
            assert all(words in each for words, each in zip(expected, said, strict=True)), (said, cell.source)
    count = len(load_exercises(lesson))
    assert f"{count} of {count} passed" in texts(done)
