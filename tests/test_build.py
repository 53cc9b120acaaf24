"""The notebooks are what the builder makes of the text, byte for byte, and they are fit to be opened."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from budgets import SHARED
from measuring import slowness_of, time_work
from running import LESSONS, ROOT, code_cells, read

from course_utils.build import __main__ as build
from course_utils.build import notebooks, outputs
from course_utils.errors import BadSetting
from course_utils.teach.check import load_exercises

every_lesson = pytest.mark.parametrize("lesson", LESSONS)
both_kinds = pytest.mark.parametrize("kind", ["lessons", "solutions"])


def test_every_lesson_has_its_three_files():
    sources = sorted(path.stem for path in (ROOT / "solutions").glob("[0-9]*.py"))
    solved = sorted(path.stem for path in (ROOT / "solutions").glob("*.ipynb"))
    assert sources == solved == LESSONS == build.lesson_names()


@every_lesson
def test_nothing_has_drifted(lesson):
    source = notebooks.read_source(ROOT / "solutions" / f"{lesson}.py")
    blank = nbformat.writes(notebooks.blank(source), indent=1) + "\n"
    assert blank == (ROOT / "lessons" / f"{lesson}.ipynb").read_text(encoding="utf-8")
    solved = read("solutions", lesson)
    assert re.fullmatch("[0-9a-f]{12}", solved.metadata.course.pop("rounding"))
    assert solved.metadata.course.pop("files")
    for cell in code_cells(solved):
        assert cell.execution_count == outputs.COUNT
        cell.outputs, cell.execution_count = [], None
    assert nbformat.writes(solved, indent=1) == nbformat.writes(source, indent=1)


@every_lesson
def test_the_outputs_are_those_of_the_code_as_it_is_now(lesson, monkeypatch):
    old = read("solutions", lesson)
    monkeypatch.setattr(outputs, "rounding", lambda: old.metadata.course.rounding)  # another machine's will do
    why = outputs.why_run(old, outputs.stamp(notebooks.read_source(ROOT / "solutions" / f"{lesson}.py"), lesson))
    assert not why, f"{why}: run `python -m course_utils.build {lesson[:2]}`"


FIRST = "00_start_here"  # the shortest lesson: these tests are about the builder
LOADED = "import sys\n\nprint(*sorted(name for name in sys.modules if name.startswith('course_utils')))"


def test_a_notebook_that_is_missing_or_torn_by_a_merge_must_be_built(tmp_path):
    (tmp_path / "torn.ipynb").write_text("<<<<<<< HEAD\n{}\n=======")
    assert build.read_old(tmp_path / "torn.ipynb") is build.read_old(tmp_path / "missing.ipynb") is None


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course whose shortest lesson has run there."""
    place = tmp_path_factory.mktemp("course")
    for name in ["pyproject.toml", "README.md", "TEACHING.md", "course_utils", "solutions", "lessons"]:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, place / name)
    assert run_build(place, "00", "--force") == f"{FIRST}: it runs, because of --force.\n"
    return place


def run_build(place: Path, *arguments: str) -> str:
    """What the builder says in a copy of the course."""
    command = [sys.executable, "-m", "course_utils.build", *arguments]
    env = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(command, cwd=place, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def insert(place: Path, cell: str, above: str) -> None:
    """Write a cell into the text of the shortest lesson, above the cell with this tag."""
    path = place / "solutions" / f"{FIRST}.py"
    head, mark, tail = path.read_text(encoding="utf-8").partition(f'# %% tags=["{above}"]')
    path.write_text(f"{head}{cell}\n\n{mark}{tail}", encoding="utf-8")


def both_notebooks(place: Path) -> list[nbformat.NotebookNode]:
    return [nbformat.read(place / kind / f"{FIRST}.ipynb", 4) for kind in ("lessons", "solutions")]


def take_new_cell(before: nbformat.NotebookNode, after: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The one cell that a notebook has and an earlier one hasn't; all the rest must be the same, byte for byte."""
    there = {cell.id for cell in before.cells}
    (new,) = [cell for cell in after.cells if cell.id not in there]
    after.cells.remove(new)
    assert nbformat.writes(after) == nbformat.writes(before)
    return new


def test_new_prose_changes_one_cell_and_takes_seconds(course):
    before, spent = both_notebooks(course), cpu_of_children()
    insert(course, '# %% [markdown]\nr"""\nOne more sentence.\n"""', above="set-up")
    said = run_build(course, "00")
    assert said == f"{FIRST}: its outputs are reused, because nothing that they hang on has changed.\n"
    slowness = slowness_of([time_work() for _ in range(20)])
    assert cpu_of_children() - spent < 5 * max(slowness, SHARED)
    for old, new in zip(before, both_notebooks(course), strict=True):
        assert take_new_cell(old, new).source == "One more sentence."


def cpu_of_children() -> float:
    """CPU seconds of all processes that this one has started and seen end."""
    return os.times().children_user + os.times().children_system


def test_new_code_changes_one_cell_and_a_second_run_shows_the_same(course):
    """And what the lesson has loaded in the end is what was found without running it."""
    before = both_notebooks(course)
    insert(course, f"# %%\n{LOADED}", above="score")
    assert run_build(course, FIRST) == f"{FIRST}: it runs, because a code cell has changed.\n"
    blank, solved = map(take_new_cell, before, after := both_notebooks(course))
    assert blank.source == solved.source == LOADED
    loaded = {name.replace(".", "/") for name in solved.outputs[0].text.split()}
    assert loaded <= {re.sub(r"(/__init__)?\.py$", "", name) for name in after[1].metadata.course.files}


def test_a_check_is_about_the_lessons_built(monkeypatch):
    calls = []
    monkeypatch.setattr(build, "build", lambda *given: calls.append(given))
    monkeypatch.setattr(build, "write_front_page", lambda: None)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: calls.append(command) or SimpleNamespace(returncode=5))
    assert build.main(["00", "01_photocopies"]) == 0 and build.main(["01", "--force", "--check"]) == 5
    *built, command = calls
    assert built == [("00_start_here", False), ("01_photocopies", False), ("01_photocopies", True)]
    assert command[command.index("-k") + 1] == "01_photocopies" and (ROOT / command[-2]).exists()


def test_a_cell_is_called_by_its_exercise_or_by_its_text(tmp_path):
    exercise = '@check("copy")\ndef copy(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION\n'
    for name, cells in [("first.py", ["1 + 1", exercise]), ("second.py", ["2", "1 + 1", exercise, "1 + 1"])]:
        (tmp_path / name).write_text("".join(f"# %%\n{cell}\n\n" for cell in cells), encoding="utf-8")
    first, second = ([c.id for c in notebooks.read_source(path).cells] for path in sorted(tmp_path.iterdir()))
    assert first[1] == "copy" and second[1:] == [*first, f"{first[0]}-2"] and second[0] != first[0]


def test_blanking_keeps_signature_and_docstring():
    cell = nbformat.v4.new_code_cell(
        'def f(x):\n    """Say."""\n    ### BEGIN SOLUTION\n    y = x\n    return y\n    ### END SOLUTION\n'
    )
    value = nbformat.v4.new_code_cell("### BEGIN SOLUTION\na = 1\nb = a\n### END SOLUTION\nprint(a)")
    blank = notebooks.blank(nbformat.v4.new_notebook(cells=[cell, value]))
    assert blank.cells[0].source == 'def f(x):\n    """Say."""\n    ...  # your code here'
    assert blank.cells[1].source == "a = ...  # your answer here\nb = ...  # your answer here\nprint(a)"


def test_a_solution_that_cannot_be_blanked_is_named():
    cell = nbformat.v4.new_code_cell("### BEGIN SOLUTION\na, b = 1, 2\n### END SOLUTION\n")
    with pytest.raises(BadSetting, match="may only assign to names"):
        notebooks.blank(nbformat.v4.new_notebook(cells=[cell]))


def test_an_unknown_lesson_is_named():
    with pytest.raises(SystemExit, match="there is no lesson '99_nowhere'"):
        build.main(["99_nowhere"])


@every_lesson
def test_a_lesson_gives_no_answer_away(lesson):
    text = "\n".join(cell.source for cell in read("lessons", lesson).cells)
    assert "SOLUTION" not in text
    assert all(not cell.outputs for cell in code_cells(read("lessons", lesson)))


@every_lesson
def test_a_lesson_is_short_enough_to_finish(lesson):
    notebook = read("lessons", lesson)
    prose = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert len(code_cells(notebook)) <= 60 and len(prose.split()) <= 2500
    for cell in code_cells(notebook):
        lines = [line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith('"')]
        assert len(lines) <= 18, (len(lines), cell.source)
        assert all(len(line) <= 100 for line in cell.source.splitlines()), cell.source


@every_lesson
def test_a_lesson_imports_no_other_lesson_and_no_solution(lesson):
    for cell in code_cells(read("lessons", lesson)):
        names = [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, ast.Import | ast.ImportFrom)]
        modules = [n.module or "" if isinstance(n, ast.ImportFrom) else n.names[0].name for n in names]
        assert not any(module.startswith(("solutions", "lessons", "course_utils.exercises")) for module in modules)


@every_lesson
@both_kinds
def test_metadata(kind, lesson):
    notebook = read(kind, lesson)
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert set(notebook.metadata) == {"kernelspec", "language_info", "course"}
    graded = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert graded == [cell.id for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert sorted(graded) == sorted([*load_exercises(lesson), "score"])


@every_lesson
def test_every_picture_has_a_description_and_the_file_is_small(lesson):
    path = ROOT / "solutions" / f"{lesson}.ipynb"
    outputs = [output.get("data", {}) for cell in code_cells(read("solutions", lesson)) for output in cell.outputs]
    images = [image for data in outputs for image in re.findall(r"<img[^>]*>", data.get("text/html", ""))]
    assert images
    for image in images:
        alt = re.search(r'alt="([^"]*)"', image)
        assert alt and len(alt[1]) > 30, image[:100]
    assert not any("image/png" in data for data in outputs), "a figure was shown without show()"
    assert path.stat().st_size < 1.5 * 2**20


@every_lesson
@both_kinds
def test_links_lead_somewhere(kind, lesson):
    for cell in read(kind, lesson).cells:
        for target in re.findall(r"\]\(([^)]+)\)", cell.source if cell.cell_type == "markdown" else ""):
            outside = re.match(r"https://[a-z0-9.-]+/\S+$", target)
            assert outside or (ROOT / kind / target).exists(), target
        if cell.cell_type == "markdown":
            assert cell.source.count("$") % 2 == 0, cell.source


@every_lesson
def test_headings_go_down_one_level_at_a_time(lesson):
    levels = []
    for cell in read("lessons", lesson).cells:
        if cell.cell_type == "markdown":
            levels += [len(h) for h in re.findall(r"^(#+) ", cell.source, re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:], strict=False))


@every_lesson
def test_sections_are_numbered_without_a_gap(lesson):
    text = "\n".join(cell.source for cell in read("lessons", lesson).cells if cell.cell_type == "markdown")
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", text, re.M)]
    assert numbers == list(range(1, len(numbers) + 1))


@both_kinds
@every_lesson
def test_what_is_folded_says_what_it_is(kind, lesson):
    """Jupyter hides the code, Colab shows its title."""
    folded = [cell for cell in read(kind, lesson).cells if cell.metadata.get("jupyter", {}).get("source_hidden")]
    assert "set-up" in folded[0].metadata.tags
    assert all(cell.source.startswith("# @title ") and cell.metadata.cellView == "form" for cell in folded)


@every_lesson
def test_every_lesson_has_its_parts(lesson):
    text = "\n".join(cell.source for cell in read("lessons", lesson).cells)
    parts = ["find out", "need", "predict(", "quiz(", "check.score()", "mybinder.org", "colab.research"]
    if load_exercises(lesson) and lesson != "00_start_here":
        parts += ["explore(", "Claim(", "Go bigger", "Go wider", "Further reading", "What we left out"]
        assert 4 <= len(load_exercises(lesson)) <= 8
    assert [part for part in parts if part not in text] == []
