"""What nbval's run over solutions/ finds: other words, other numbers, a broken budget, cells that can't run twice."""

import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from running import ROOT

from course_utils.build.rounding import rounding

# What a cell printed where the notebook was built, and what it prints now.
BEFORE = "growth | 0.495 [0.346, 1,644] | as claimed. Verdict: nuanced"
SAME = f"print({BEFORE!r})"
OTHER_NUMBERS = 'print("growth | −1e-05 [-0.208,  0.69] | can\'t tell. Verdict: nuanced")'
OTHER_WORDS = SAME.replace("nuanced", "supported")
FIGURE = '# NBVAL_IGNORE_OUTPUT\nfrom IPython.display import HTML\nHTML("<img>")'
ONCE = f'{SAME} if "ran" not in globals() else print("again")\nran = True'
PROMISED = {"cpu_seconds": 20, "memory_mb": 800}
BUDGET, AGAIN = "keeps within its budget", "shows the same when cells run again, backwards"
NOTEBOOKS = {
    "here": ([SAME, OTHER_NUMBERS, OTHER_WORDS], {}),
    "elsewhere": ([SAME, OTHER_NUMBERS, OTHER_WORDS], {"rounding": "0" * 12}),
    "good": ([SAME, FIGURE], {}),
    "once": ([FIGURE, ONCE], {}),
    "dear": ([FIGURE], {"cpu_seconds": 0.01}),
    "big": ([FIGURE], {"memory_mb": 5}),
    "plain": ([SAME], {}),
}


@pytest.fixture(scope="module")
def passed(tmp_path_factory) -> dict[str, list[str]]:
    """The cells that pass, and which of BUDGET and AGAIN, by notebook."""
    folder = tmp_path_factory.mktemp("solutions")
    shutil.copy(ROOT / "solutions" / "conftest.py", folder)
    for name, (sources, course) in NOTEBOOKS.items():
        notebook = nbformat.v4.new_notebook(cells=[printed_before(source) for source in sources])
        notebook.metadata["course"] = {"rounding": rounding(), **PROMISED, **course}
        nbformat.write(notebook, folder / f"{name}.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-rA", "--color=no"]
    command += ["-o", f"pythonpath={ROOT / 'tests'}", "-p", "no:cacheprovider"]
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout
    found = re.findall(rf"^PASSED (\w+)\.ipynb::(Cell \d|{BUDGET}|{AGAIN})$", said, re.M)
    return {name: [test for notebook, test in found if notebook == name] for name in NOTEBOOKS}


def printed_before(source: str):
    """A cell whose notebook says that it printed BEFORE."""
    stream = nbformat.v4.new_output("stream", name="stdout", text=BEFORE + "\n")
    return nbformat.v4.new_code_cell(source, outputs=[stream], execution_count=1)


def test_only_a_notebook_built_elsewhere_may_show_other_numbers_and_none_other_words(passed):
    assert passed["here"] == ["Cell 0"] and passed["elsewhere"] == ["Cell 0", "Cell 1"]


def test_a_lesson_that_is_as_it_says_passes(passed):
    assert passed["good"] == ["Cell 0", "Cell 1", BUDGET, AGAIN]


def test_a_cell_that_cannot_run_twice_is_found(passed):
    assert passed["once"] == ["Cell 0", "Cell 1", BUDGET]


@pytest.mark.parametrize("name", ["dear", "big", "plain"])
def test_a_lesson_that_costs_more_than_it_says_or_shows_no_figure_is_found(passed, name):
    assert passed[name] == ["Cell 0", AGAIN]
