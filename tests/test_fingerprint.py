"""A lesson runs again if something has changed that its outputs hang on, and only then."""

from pathlib import Path

import nbformat
import pytest

from course_utils.build import outputs
from course_utils.build.fingerprint import fingerprint

FILES = {
    "pyproject.toml": '[tool.setuptools.package-data]\ncourse_utils = ["texts/*.txt", "tables/*", "others/*.txt"]\n',
    "course_utils/__init__.py": 'EVERYDAY = {"often": "explore predict", "seldom": "show"}\n',
    "course_utils/begins.py": "import course_utils.models.late\n",
    "course_utils/exercises/__init__.py": "",
    "course_utils/exercises/07_lesson.py": "def judge():\n    from course_utils import judges\n",
    "course_utils/judges.py": "",
    "course_utils/often.py": "import course_utils.behind\n",
    "course_utils/behind.py": "",
    "course_utils/models/__init__.py": "",
    "course_utils/models/late.py": "def read():\n    from .. import reader\n",
    "course_utils/reader.py": 'from course_utils.texts import LENGTH\n\nPLACE = "../tables/numbers.gz"\n',
    "course_utils/texts/__init__.py": "LENGTH = 3\n",
    "course_utils/texts/words.txt": "one two three",
    "course_utils/tables/numbers.gz": "1 2 3",
    "course_utils/tables/measured.npz": "4 5 6",
}
OTHERS = {
    "course_utils/exercises/08_other.py": "",
    "course_utils/models/other.py": "",
    "course_utils/other.py": "import course_utils.models.other\n",
    "course_utils/others/words.txt": "",
    "course_utils/texts/words.txt~": "",  # an editor's
    "course_utils/seldom.py": "",
    "course_utils/tables/others.npz": "",
    "numpy.py": "",
}
CODE = """
import numpy as np
from course_utils import explore
from course_utils.begins import begin

read_arrays("measured")
"""


@pytest.fixture
def root(tmp_path, monkeypatch) -> Path:
    """A course of one lesson, whose files import each other in every way there is, and files of other lessons."""
    for name, text in (FILES | OTHERS).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(outputs, "ROOT", tmp_path)
    monkeypatch.setattr(outputs, "rounding", lambda: "as here")
    return tmp_path


def lesson(*cells: str, **metadata) -> nbformat.NotebookNode:
    """A lesson with these code cells, as it is now."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["course"] = {"minutes": 10}
    return outputs.stamp(notebook, "07_lesson")


def test_all_that_is_reached_counts_and_nothing_else(root):
    found = fingerprint("07_lesson", CODE, root)
    assert found.keys() == FILES.keys() - {"pyproject.toml"}
    assert len(set(found.values())) == len(set(FILES.values())) - 1


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"pyproject.toml"}))
def test_a_change_in_what_is_reached_is_named(root, name):
    old = lesson(CODE)
    (root / name).write_text(FILES[name] + "# more")
    assert outputs.why_run(old, lesson(CODE)) == f"{name} has changed"


@pytest.mark.parametrize("name", OTHERS)
def test_a_change_in_what_is_not_reached_is_none(root, name):
    old = lesson(CODE)
    (root / name).write_text("# more")
    assert outputs.why_run(old, lesson(CODE)) == ""


def test_several_changes_are_counted(root):
    old = lesson(CODE)
    (root / "course_utils/begins.py").write_text("import course_utils.other\n")
    (root / "course_utils/judges.py").write_text("# more")
    said = "course_utils/begins.py has changed, and 8 more"  # judges, two that have come, and five that have gone
    assert outputs.why_run(old, lesson(CODE)) == said


def test_a_change_of_code_counts_and_one_of_prose_does_not(root):
    old = lesson("1", "2")
    for cells in [("1",), ("1", "3"), ("2", "1"), ("1", "2", "3")]:
        assert outputs.why_run(old, lesson(*cells)) == "a code cell has changed"
    new = lesson("1", "2")
    new.cells.insert(1, nbformat.v4.new_markdown_cell("prose"))
    assert outputs.why_run(old, new) == ""
    new.cells[0].metadata.tags = ["raises-exception"]
    assert outputs.why_run(old, new) == "a code cell has changed"


def test_another_rounding_counts(root, monkeypatch):
    old = lesson(CODE)
    monkeypatch.setattr(outputs, "rounding", lambda: "otherwise")
    assert "rounds otherwise" in outputs.why_run(old, lesson(CODE))


def test_what_never_ran_must_run(root):
    assert "no executed notebook" in outputs.why_run(None, lesson(CODE))
