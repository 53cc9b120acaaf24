"""A teacher releases and grades a lesson with the commands that TEACHING prints, whatever is handed in."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from running import LESSONS, ROOT, code_cells, read

from course_utils.teach.check import load_exercises

pytestmark = pytest.mark.skipif(os.name == "nt", reason="TEACHING's commands are for a Unix shell")
TINY = "00_start_here"
BLANK, RIGHT = "...  # your code here", "return float((page == 0).mean())"
RAISES = "1 / 0"
# name: what stands in the hole, a cell of the learner's own below it, and the points; None is no grade at all.
HOSTILE = {
    "ends the kernel": (RIGHT, "import os; os._exit(0)", None),
    "exits": (RIGHT, "exit()", 1),
    "hoards memory": (RIGHT, "import numpy\nhoard = [numpy.empty(10**8) for _ in range(20)]", 1),  # 16 GB
    "loops inside": ("while True: pass", RAISES, 0),
    "loops outside": (RIGHT, "while True: pass", 1),
    "loops, deaf": (
        RIGHT,
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nimport time; time.sleep(1000)",
        None,
    ),
    "raises": (RIGHT, RAISES, 1),
    "writes a file": (RIGHT, "open('trace.txt', 'w').write('I was here')", 1),
    "zealous": (RIGHT, "print('graded last')", 1),
}


def teaching(step: str) -> str:
    """The command for a step of nbgrader's, as TEACHING prints it."""
    section = (
        (ROOT / "TEACHING.md").read_text(encoding="utf-8").split("## Grading with nbgrader\n")[1].split("\n## ")[0]
    )
    (command,) = (block for block in re.findall(r"```bash\n(.*?)```", section, re.S) if f"nbgrader {step}" in block)
    return command


def shell(command: str, folder: Path) -> subprocess.CompletedProcess:
    """Run a command of TEACHING's for the assignment `week1` in nbgrader's course folder."""
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    arguments = ["bash", "-c", command.replace("ASSIGNMENT", "week1")]
    return subprocess.run(arguments, cwd=folder, env=env, capture_output=True, text=True, timeout=400)


def release(folder: Path, notebooks: dict) -> dict:
    """Generate an assignment of these notebooks (name: notebook) -> what the learners get."""
    (folder / "source" / "week1").mkdir(parents=True)
    for name, notebook in notebooks.items():
        nbformat.write(notebook, folder / "source" / "week1" / f"{name}.ipynb")
    result = shell(teaching("generate_assignment"), folder)
    assert result.returncode == 0, result.stderr[-2000:]
    return {name: nbformat.read(folder / "release" / "week1" / f"{name}.ipynb", 4) for name in notebooks}


def hand_in(folder: Path, student: str, name: str, notebook) -> None:
    place = folder / "submitted" / student / "week1"
    place.mkdir(parents=True)
    nbformat.write(notebook, place / f"{name}.ipynb")


def graded(folder: Path, student: str, name: str):
    return nbformat.read(folder / "autograded" / student / "week1" / f"{name}.ipynb", 4)


def scores(folder: Path) -> dict[str, float | None]:
    """The points of each learner; None where nbgrader has no grade."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        found = gradebook.assignment_submissions("week1")
        return {one.student.id: None if one.needs_manual_grade else one.score for one in found}


def exercise_cells(notebook) -> dict:
    """The cells that hold an exercise, by its name."""
    cells = [cell for cell in code_cells(notebook) if cell.metadata.get("nbgrader", {}).get("solution")]
    return {cell.metadata["nbgrader"]["grade_id"]: cell for cell in cells}


def errors(notebook) -> list[str]:
    return [o.ename for cell in code_cells(notebook) for o in cell.outputs if o.output_type == "error"]


def made_names(source: str) -> set[str]:
    """The functions and values that a cell makes for those below it."""
    lines = ast.parse(source).body
    targets = [target for line in lines if isinstance(line, ast.Assign) for target in line.targets]
    return {line.name for line in lines if isinstance(line, ast.FunctionDef)} | set(map(ast.unparse, targets))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A course folder and its assignment of all lessons, released."""
    folder = tmp_path_factory.mktemp("whole")
    return folder, release(folder, {lesson: read("lessons", lesson) for lesson in LESSONS})


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_released_lesson_has_holes_names_and_no_solutions(lesson, whole):
    released, solved = exercise_cells(whole[1][lesson]), exercise_cells(read("solutions", lesson))
    assert set(released) == set(solved) == set(load_exercises(lesson))
    for name, cell in released.items():
        (solution,) = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", solved[name].source, re.S)
        assert "SOLUTION" not in cell.source and solution.strip() not in cell.source
        assert "...  # your" in cell.source and made_names(cell.source) == made_names(solved[name].source)
    (score,) = (cell for cell in code_cells(whole[1][lesson]) if cell.metadata.get("nbgrader", {}).get("grade"))
    assert score.metadata["nbgrader"]["points"] == len(released)


def test_a_blank_lesson_runs_to_its_end_and_a_solved_one_has_all_points(whole):
    folder, lesson = whole[0], "01_photocopies"
    blank, solved = whole[1][lesson], nbformat.from_dict(whole[1][lesson])
    for name, cell in exercise_cells(read("solutions", lesson)).items():
        exercise_cells(solved)[name].source = cell.source
    hand_in(folder, "blank", lesson, blank)
    hand_in(folder, "solved", lesson, solved)
    result = shell(teaching("autograde"), folder)
    assert result.returncode == 0, result.stderr[-2000:]
    assert errors(graded(folder, "blank", lesson)) == errors(graded(folder, "solved", lesson)) == []
    assert scores(folder) == {"blank": 0.0, "solved": float(len(load_exercises(lesson)))}


def tiny(notebook):
    """A notebook's set-up, its exercise and its graded cell, and nothing else."""
    kept = [c for c in code_cells(notebook) if "set-up" in c.metadata.get("tags", []) or "nbgrader" in c.metadata]
    notebook.cells = kept
    return notebook


def test_what_is_hostile_harms_nobody_else(tmp_path):
    released = release(tmp_path, {TINY: tiny(read("lessons", TINY))})[TINY]
    for student, (answer, own_cell, _) in HOSTILE.items():
        notebook = nbformat.from_dict(released)
        exercise = exercise_cells(notebook)["blank_share"]
        exercise.source = exercise.source.replace(BLANK, answer)
        notebook.cells.insert(-1, new_code_cell(own_cell))
        hand_in(tmp_path, student, TINY, notebook)
    command, changed = re.subn(r"(--Execute.timeout)=\d+", r"\1=8", teaching("autograde"))
    assert changed == 1, "TEACHING waits longer for an endless loop than a test can"
    result = shell(command, tmp_path)
    assert scores(tmp_path) == {student: points for student, (_, _, points) in HOSTILE.items()}
    for student, (_, _, points) in HOSTILE.items():
        assert (f"for student '{student}'" in result.stderr) == (points is None), "who has no grade is named"
    assert [path.parts[-3] for path in tmp_path.glob("autograded/*/*/trace.txt")] == ["writes a file"]
    if sys.platform == "linux":
        assert errors(graded(tmp_path, "hoards memory", TINY)) == ["MemoryError"]
