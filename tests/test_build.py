"""The notebooks are what the builder makes of the text, byte for byte, and they are fit to be opened."""

import ast
import re

import nbformat
import pytest
from running import LESSONS, ROOT, code_cells, read

from course_utils import build
from course_utils.checks import load_exercises
from course_utils.errors import BadSetting

every_lesson = pytest.mark.parametrize("lesson", LESSONS)
both_kinds = pytest.mark.parametrize("kind", ["lessons", "solutions"])


def test_every_lesson_has_its_three_files():
    sources = sorted(path.stem for path in (ROOT / "solutions").glob("[0-9]*.py"))
    solved = sorted(path.stem for path in (ROOT / "solutions").glob("*.ipynb"))
    assert sources == solved == LESSONS == build.lesson_names()


@every_lesson
def test_nothing_has_drifted(lesson):
    source = build.read_source(ROOT / "solutions" / f"{lesson}.py")
    blank = nbformat.writes(build.blank(source), indent=1) + "\n"
    assert blank == (ROOT / "lessons" / f"{lesson}.ipynb").read_text(encoding="utf-8")
    solved = read("solutions", lesson)
    assert re.fullmatch("[0-9a-f]{12}", solved.metadata.course.pop("arithmetic"))
    for cell in code_cells(solved):
        cell.outputs, cell.execution_count = [], None
    assert nbformat.writes(solved, indent=1) == nbformat.writes(source, indent=1)


@pytest.mark.parametrize("lesson", LESSONS[:2])  # it is about the builder; nbval compares what the others show
def test_a_second_build_gives_the_same_bytes(lesson):
    source = build.read_source(ROOT / "solutions" / f"{lesson}.py")
    first, second = (nbformat.writes(build.execute(source), indent=1) for _ in range(2))
    assert first == second


def test_blanking_keeps_signature_and_docstring():
    cell = nbformat.v4.new_code_cell(
        'def f(x):\n    """Say."""\n    ### BEGIN SOLUTION\n    y = x\n    return y\n    ### END SOLUTION\n'
    )
    value = nbformat.v4.new_code_cell("### BEGIN SOLUTION\na = 1\nb = a\n### END SOLUTION\nprint(a)")
    blank = build.blank(nbformat.v4.new_notebook(cells=[cell, value]))
    assert blank.cells[0].source == 'def f(x):\n    """Say."""\n    ...  # your code here'
    assert blank.cells[1].source == "a = ...  # your answer here\nb = ...  # your answer here\nprint(a)"


def test_a_solution_that_cannot_be_blanked_is_named():
    cell = nbformat.v4.new_code_cell("### BEGIN SOLUTION\na, b = 1, 2\n### END SOLUTION\n")
    with pytest.raises(BadSetting, match="may only assign to names"):
        build.blank(nbformat.v4.new_notebook(cells=[cell]))


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
    assert len(set(ids)) == len(ids) and ids[0] == f"{lesson.replace('_', '-')}-000"
    assert set(notebook.metadata) == {"kernelspec", "language_info", "course"}
    graded = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if "nbgrader" in cell.metadata]
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


@every_lesson
def test_every_lesson_has_its_parts(lesson):
    text = "\n".join(cell.source for cell in read("lessons", lesson).cells)
    parts = ["find out", "need", "predict(", "quiz(", "check.score()", "mybinder.org", "colab.research"]
    if load_exercises(lesson) and lesson != "00_start_here":
        parts += ["explore(", "Claim(", "Go bigger", "Go wider", "Further reading", "What we left out"]
        assert 4 <= len(load_exercises(lesson)) <= 8
    assert [part for part in parts if part not in text] == []
