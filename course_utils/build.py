"""Build the notebooks from the lessons' text: `python -m course_utils.build` (all, or those named).

solutions/NN_name.py becomes solutions/NN_name.ipynb (executed, with its pictures) and lessons/NN_name.ipynb (the same
cells, exercises blanked, no outputs). A lesson runs only if something has changed that its outputs hang on. Then the
front page is brought up to date. A second build on the same machine gives the same bytes.
"""

import ast
import re
import subprocess
import sys
import textwrap
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from course_utils.errors import need
from course_utils.fingerprint import digits
from course_utils.front_page import write_front_page
from course_utils.outputs import execute, reuse, stamp, why_run
from course_utils.project import ROOT, SET_UP, badges

SOLUTIONS, LESSONS = ROOT / "solutions", ROOT / "lessons"
SOLUTION = re.compile(r"^(?P<indent>[ ]*)### BEGIN SOLUTION\n(?P<code>.*?)^[ ]*### END SOLUTION\n", re.M | re.S)


def read_source(path: Path) -> NotebookNode:
    """The notebook that a lesson's text stands for, with ids, links, set-up and nbgrader's metadata filled in."""
    notebook = jupytext.read(path, fmt="py:percent")
    budget = notebook.metadata.get("course", {})
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        language_info={"name": "python"},
        course=budget,
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "tags"})
    add_nbgrader_metadata(notebook)
    name_cells(notebook)
    for cell in notebook.cells:
        cell.source = fill_in(cell.source, path.stem, budget)
    return notebook


def name_cells(notebook: NotebookNode) -> None:
    """Give each cell an id that stays when others come and go: what nbgrader calls it, or a hash of its text.

    It is the author's text, before links are filled in: a release then renames no cell. Of equal cells, the second
    has -2 behind its name.
    """
    seen = Counter()
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id") or digits(cell.source.encode())
        seen[name] += 1
        cell.id = name if seen[name] == 1 else f"{name}-{seen[name]}"


def fill_in(source: str, lesson: str, budget: dict) -> str:
    """Replace the marks that the author leaves for what is known elsewhere."""
    time = "*{minutes} minutes of yours, about {cpu_seconds} s and {memory_mb} MB of the machine's*"
    source = source.replace("# [[set-up]]", SET_UP.rstrip() + "\n")
    return source.replace("[[badges]]", badges(lesson)).replace("[[budget]]", time.format_map(budget) if budget else "")


def add_nbgrader_metadata(notebook: NotebookNode) -> None:
    """Mark the exercises as answers, and the cell tagged "score" as the one whose number is the grade."""
    exercises = [cell for cell in notebook.cells if "### BEGIN SOLUTION" in cell.source]
    for cell in exercises:
        name = re.search(r'check\("(\w+)"', cell.source)[1]
        cell.metadata["nbgrader"] = nbgrader(grade_id=name, solution=True)
    for cell in notebook.cells:
        if "score" in cell.metadata.get("tags", []):
            cell.metadata["nbgrader"] = nbgrader(grade_id="score", grade=True, locked=True, points=len(exercises))


def nbgrader(**settings) -> dict:
    """nbgrader's cell metadata, version 3."""
    plain = {
        "schema_version": 3,
        "cell_type": "code",
        "grade": False,
        "locked": False,
        "solution": False,
        "task": False,
    }
    return {**plain, **settings}


def blank(notebook: NotebookNode) -> NotebookNode:
    """The learner's copy: the same cells without outputs, and with `...` where the solutions stood."""
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.source = SOLUTION.sub(blank_solution, cell.source + "\n").rstrip("\n")
            cell.outputs, cell.execution_count = [], None
    return copy


def blank_solution(found: re.Match) -> str:
    """One `...` in a function's body; at the top level, `name = ...` for every name that the solution assigns."""
    indent = found["indent"]
    if indent:
        return f"{indent}...  # your code here\n"
    lines = ast.parse(textwrap.dedent(found["code"])).body
    names = [target.id for line in lines if isinstance(line, ast.Assign) for target in line.targets if is_name(target)]
    need(len(names) == len(lines), f"a solution outside a function may only assign to names, got {found['code']!r}")
    return "".join(f"{name} = ...  # your answer here\n" for name in names)


def is_name(target: ast.expr) -> bool:
    """Whether something that is assigned to is a plain name."""
    return isinstance(target, ast.Name)


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook the one way that we compare bytes against."""
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook, indent=1) + "\n", encoding="utf-8", newline="\n")


def build(lesson: str, force: bool = False) -> None:
    """Build both notebooks of one lesson, and say whether it had to run, and why."""
    source, place = read_source(SOLUTIONS / f"{lesson}.py"), SOLUTIONS / f"{lesson}.ipynb"
    write(blank(source), LESSONS / f"{lesson}.ipynb")
    old, new = read_old(place), stamp(source, lesson)
    why = "of --force" if force else why_run(old, new)
    reused = "its outputs are reused, because nothing that they hang on has changed"
    print(f"{lesson}: {f'it runs, because {why}' if why else reused}.", flush=True)
    write(execute(new) if why else reuse(old, new), place)


def read_old(path: Path) -> NotebookNode | None:
    """The notebook as it was last built; None if there is none, or what a merge left can't be read."""
    try:
        return nbformat.read(path, 4)
    except (FileNotFoundError, nbformat.reader.NotJSONError):
        return None


def check(lessons: list[str]) -> int:
    """Run the tests that are about these lessons, without the slow ones of browser and Colab; pytest's exit code."""
    left_out = ["--ignore=tests/test_browser.py", "--ignore=tests/test_colab.py"]
    places = [*(f"solutions/{lesson}.ipynb" for lesson in lessons), "tests"]
    command = [sys.executable, "-m", "pytest", "-n", "2", "-k", " or ".join(lessons), *left_out, *places]
    return subprocess.run(command, cwd=ROOT).returncode


def lesson_names() -> list[str]:
    """All lessons, in order."""
    return sorted(path.stem for path in SOLUTIONS.glob("[0-9]*.py"))


def find_lesson(name: str) -> str:
    """The lesson with this name or number; ends the program if there is none."""
    for lesson in lesson_names():
        if name in (lesson, lesson.split("_")[0]):
            return lesson
    sys.exit(f"there is no lesson {name!r}; there are {', '.join(lesson_names())}")


def read_options(arguments: list[str]) -> Namespace:
    """What was asked for on the command line."""
    parser = ArgumentParser("python -m course_utils.build", description="Build the notebooks from the lessons' text.")
    parser.add_argument("lessons", nargs="*", metavar="NN", help="a lesson's number or name; without one, all")
    parser.add_argument("--force", action="store_true", help="run the lessons even if nothing has changed")
    parser.add_argument("--check", action="store_true", help="then run the tests that are about these lessons")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Build the lessons named (all if none is), then the front page; the exit code."""
    options = read_options(arguments)
    lessons = [find_lesson(name) for name in options.lessons] or lesson_names()
    for lesson in lessons:
        build(lesson, options.force)
    write_front_page()
    return check(lessons) if options.check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
