"""A lesson's outputs: a fresh kernel's, or those made before, if nothing that they hang on has changed since.

They hang on the code of its cells, on the files that fingerprint.py finds, and on how the machine rounds. All three
stand in the executed notebook.
"""

import os
import re
from itertools import zip_longest

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from course_utils.build.fingerprint import fingerprint
from course_utils.build.project import ROOT
from course_utils.build.rounding import rounding

COUNT = 1  # beside every cell, so that a new cell renumbers none; nbval takes a cell without a number for one not run


def stamp(notebook: NotebookNode, lesson: str) -> NotebookNode:
    """A copy of a lesson that says what its outputs hang on besides its cells: files, and how this machine rounds."""
    copy = nbformat.from_dict(notebook)
    code = "\n".join(cell.source for cell in code_cells(copy))
    copy.metadata.course.update(rounding=rounding(), files=fingerprint(lesson, code, ROOT))
    return copy


def why_run(old: NotebookNode | None, new: NotebookNode) -> str:
    """Why a lesson must run, as the end of a sentence; empty if nothing has changed since the old notebook ran."""
    if old is None:
        return "there is no executed notebook of it that can be read"
    for before, now in zip_longest(code_cells(old), code_cells(new), fillvalue={}):
        if (before.get("source"), tags(before)) != (now.get("source"), tags(now)):
            return "a code cell has changed"
    before, now = old.metadata.get("course", {}), new.metadata.course
    if files := changed_files(before.get("files", {}), now.files):
        return files[0] + (f", and {len(files) - 1} more" if len(files) > 1 else "")
    rounded_alike = before.get("rounding") == now.rounding
    return "" if rounded_alike else "this machine rounds otherwise than the one that it last ran on"


def changed_files(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """A few words for each file that has changed, has come, or has gone."""
    changed = [f"{name} has changed" for name in sorted(before.keys() & now.keys()) if before[name] != now[name]]
    come = [f"{name} is new to it" for name in sorted(now.keys() - before.keys())]
    return changed + come + [f"{name} is gone from it" for name in sorted(before.keys() - now.keys())]


def reuse(old: NotebookNode, new: NotebookNode) -> NotebookNode:
    """A copy of the new notebook with the outputs of the old one, whose code cells are the same."""
    copy = nbformat.from_dict(new)
    for before, now in zip(code_cells(old), code_cells(copy), strict=True):
        now.outputs, now.execution_count = before.outputs, COUNT
    return copy


def execute(notebook: NotebookNode) -> NotebookNode:
    """A copy of the notebook with the outputs of a fresh kernel, cleaned of whatever differs from run to run."""
    copy = nbformat.from_dict(notebook)
    resources = {"metadata": {"path": str(ROOT / "solutions")}}
    client = NotebookClient(copy, timeout=120, record_timing=False, resources=resources)
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT)})  # so that it runs the files whose hashes it carries
    copy.metadata.pop("widgets", None)
    copy.metadata["language_info"] = {"name": "python"}
    for cell in code_cells(copy):
        clean(cell)
    return copy


def clean(cell: NotebookNode) -> None:
    """Take from an executed cell what differs from run to run, or with the cells above it."""
    from course_utils.teach.widgets import WIDGET_VIEW  # here, because a build that reuses outputs needs no matplotlib

    cell.execution_count, cell.outputs = COUNT, join_streams(cell.outputs)
    for output in cell.outputs:
        output.get("data", {}).pop(WIDGET_VIEW, None)
        if "execution_count" in output:
            output.execution_count = COUNT


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


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells of a notebook that can run, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell: dict) -> list[str]:
    """The tags of a cell: one may say that its error is meant."""
    return cell.get("metadata", {}).get("tags", [])
