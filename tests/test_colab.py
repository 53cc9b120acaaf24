"""On Colab every lesson reaches its end, whatever its exercises are answered: wrong, half filled, right otherwise."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from answering import answered
from colab import build
from filelock import FileLock
from running import LESSONS, code_cells, start_kernel, texts

from course_utils.build.project import VERSION
from course_utils.teach.check import load_exercises

if os.name == "nt" or sys.version_info >= (3, 13):
    pytest.skip("Colab is a Linux, and its numpy has no build for Python 3.13", allow_module_level=True)


@pytest.fixture(scope="session")
def colab(tmp_path_factory) -> Path:
    """The folder of an environment like Colab's; the worker that needs it first builds it for all."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    place = shared / "colab"
    with FileLock(shared / "colab.lock"):
        if not (place / "fetched.txt").exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            build(place)
    return place


def test_the_set_up_cell_fetches_the_course(colab):
    printed = (colab / "fetched.txt").read_text()
    assert f"{VERSION} {colab}" in printed and "site-packages" in printed


@pytest.mark.parametrize("lesson", LESSONS)
def test_wrong_half_filled_and_other_right_answers_reach_the_end(lesson, colab, tmp_path, figures):
    with start_kernel(tmp_path, python=str(colab / "env" / "bin" / "python")) as kernel:
        done = kernel.run(answered(lesson))
        used, peak_mb = kernel.meter.totals()
    figures.append(f"{lesson} on Colab, exercises answered again and again: {used:.1f} CPU seconds, {peak_mb:.0f} MB")
    for cell in code_cells(done):
        if expected := cell.metadata.get("says"):
            said = [output.data["text/plain"] for output in cell.outputs]
            assert len(said) == len(expected), cell.source
            assert all(words in each for words, each in zip(expected, said, strict=True)), (said, cell.source)
    count = len(load_exercises(lesson))
    assert f"{count} of {count} passed" in texts(done)
    assert peak_mb < 1200
