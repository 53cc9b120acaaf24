"""Build the notebooks from the lessons' text: `python -m course_utils.build` (all, or those named).

solutions/NN_name.py becomes solutions/NN_name.ipynb (executed, with its pictures) and lessons/NN_name.ipynb (the same
cells, exercises blanked, no outputs). Then the front page is brought up to date. A second build on
the same machine gives the same bytes; the executed notebook says how that machine rounds.
"""

import ast
import re
import sys
import textwrap
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from course_utils.arithmetic import arithmetic
from course_utils.errors import need
from course_utils.explore import WIDGET_VIEW
from course_utils.front_page import write_front_page
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
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{path.stem.replace('_', '-')}-{number:03d}"
        cell.source = fill_in(cell.source, path.stem, budget)
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "tags"})
    add_nbgrader_metadata(notebook)
    return notebook


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


def execute(notebook: NotebookNode) -> NotebookNode:
    """A copy of the notebook with the outputs of a fresh kernel, cleaned of whatever differs from run to run."""
    copy = nbformat.from_dict(notebook)
    resources = {"metadata": {"path": str(SOLUTIONS)}}
    NotebookClient(copy, timeout=120, record_timing=False, resources=resources).execute()
    copy.metadata.pop("widgets", None)
    copy.metadata["language_info"] = {"name": "python"}
    copy.metadata["course"]["arithmetic"] = arithmetic()
    for cell in copy.cells:
        if cell.cell_type == "code":
            cell.outputs = join_streams(cell.outputs)
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)
    return copy


def join_streams(outputs: list) -> list:
    """Printed text in one piece, since in how many it arrives is chance, and of a progress bar only its end."""
    joined = []
    for output in outputs:
        before = joined[-1] if joined else {}
        if output.output_type == "stream" and before.get("name") == output.name:
            before["text"] += output.text
        else:
            joined.append(output)
    for output in joined:
        if output.output_type == "stream":
            output["text"] = re.sub(r"[^\n]*\r", "", output.text)
    return joined


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook the one way that we compare bytes against."""
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook, indent=1) + "\n", encoding="utf-8", newline="\n")


def build(lesson: str) -> None:
    """Build both notebooks of one lesson."""
    print(f"building {lesson} …", flush=True)
    notebook = read_source(SOLUTIONS / f"{lesson}.py")
    write(blank(notebook), LESSONS / f"{lesson}.ipynb")
    write(execute(notebook), SOLUTIONS / f"{lesson}.ipynb")


def lesson_names() -> list[str]:
    """All lessons, in order."""
    return sorted(path.stem for path in SOLUTIONS.glob("[0-9]*.py"))


def main(names: list[str]) -> None:
    """Build the lessons named (all if none is), then the front page."""
    unknown = sorted(set(names) - set(lesson_names()))
    if unknown:
        sys.exit(f"there is no lesson {unknown[0]!r}; there are {', '.join(lesson_names())}")
    for lesson in names or lesson_names():
        build(lesson)
    write_front_page()


if __name__ == "__main__":
    main(sys.argv[1:])
