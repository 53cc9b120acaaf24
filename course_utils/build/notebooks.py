"""From a lesson's text to its notebook, and from that to the learner's copy, with the exercises blanked."""

import ast
import re
import textwrap
from collections import Counter
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode

from course_utils.build.fingerprint import digits
from course_utils.build.project import REPOSITORY, SET_UP, badges
from course_utils.errors import need
from course_utils.teach.exercise import load_module

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
        cell.metadata = NotebookNode({k: v for k, v in cell.metadata.items() if k == "tags"} | hide_code(cell))
    add_nbgrader_metadata(notebook)
    name_cells(notebook)
    for cell in notebook.cells:
        cell.source = fill_in(cell.source, path.stem, budget)
    return notebook


def hide_code(cell: NotebookNode) -> dict:
    """Metadata that hides the code of a cell tagged "set-up" or "folded", in Jupyter and as a form of Colab's.

    The learner sees its title, which is its first line, and opens it with a click.
    """
    if not {"set-up", "folded"} & set(cell.metadata.get("tags", [])):
        return {}
    return {"jupyter": {"source_hidden": True}, "cellView": "form"}


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
    if "[[claims]]" in source:
        claims = load_module(lesson).CLAIMS
        source = source.replace("[[claims]]", "\n".join(f"- **{id}.** {said}" for id, (_, said, _) in claims.items()))
    source = source.replace("[[issues]]", f"{REPOSITORY}/issues")
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
