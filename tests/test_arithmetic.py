"""A notebook is compared number by number where it was built, and in words where numbers are rounded otherwise."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from running import ROOT

from course_utils.arithmetic import arithmetic

# What a cell printed where the notebook was built, and what it prints now.
BEFORE = "growth | 0.495 [0.346, 1,644] | as claimed. Verdict: nuanced"
SAME = (BEFORE, BEFORE)
OTHER_NUMBERS = (BEFORE, "growth | −1e-05 [-0.208,  0.69] | can't tell. Verdict: nuanced")
OTHER_WORDS = (BEFORE, BEFORE.replace("nuanced", "supported"))


def test_another_process_rounds_alike():
    assert in_a_process() == arithmetic()


def test_without_the_processors_wide_instructions_numbers_round_otherwise():
    import torch

    if torch.backends.cpu.get_cpu_capability() == "DEFAULT":
        pytest.skip("this processor has no wide instructions that torch uses")
    assert in_a_process(ATEN_CPU_CAPABILITY="default") != arithmetic()


def in_a_process(**environment) -> str:
    code = "from course_utils.arithmetic import arithmetic; print(arithmetic())"
    command = [sys.executable, "-c", code]
    return subprocess.check_output(command, text=True, cwd=ROOT, env={**os.environ, **environment}).strip()


def test_only_a_notebook_built_elsewhere_may_show_other_numbers_and_none_other_words(tmp_path):
    shutil.copy(ROOT / "solutions" / "conftest.py", tmp_path)
    for name, rounds in [("here", arithmetic()), ("elsewhere", "0" * 12)]:
        notebook = nbformat.v4.new_notebook(cells=[printing(*cell) for cell in (SAME, OTHER_NUMBERS, OTHER_WORDS)])
        notebook.metadata["course"] = {"arithmetic": rounds}
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-rA", "--color=no"]
    command += ["-o", f"pythonpath={ROOT / 'tests'}"]
    said = subprocess.run([*command, "-p", "no:cacheprovider"], cwd=tmp_path, capture_output=True, text=True).stdout
    passed = re.findall(r"^PASSED (\w+).ipynb::Cell (\d)", said, re.M)
    assert sorted(passed) == [("elsewhere", "0"), ("elsewhere", "1"), ("here", "0")], said


def printing(before: str, now: str):
    """A cell that printed one text and prints another."""
    stream = nbformat.v4.new_output("stream", name="stdout", text=before + "\n")
    return nbformat.v4.new_code_cell(f"print({now!r})", outputs=[stream], execution_count=1)
