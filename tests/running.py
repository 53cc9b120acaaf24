"""Read the lessons' notebooks, and run them cell by cell in a kernel of their own."""

import ast
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager
from measuring import Meter
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9]*.ipynb"))


def read(kind: str, lesson: str) -> NotebookNode:
    """The notebook of a lesson: kind is "lessons" or "solutions"."""
    return nbformat.read(ROOT / kind / f"{lesson}.ipynb", 4)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def explorer_alone(lesson: str) -> list[str]:
    """Cells that show a lesson's explorers and run nothing else: imports and functions, then each call; or none."""
    cells = [cell.source for cell in code_cells(read("solutions", lesson))]
    shown = [source for source in cells if source.startswith("explore(")]
    nodes = [node for source in cells for node in ast.parse(source).body]
    needed = [ast.unparse(without_check(node)) for node in nodes if stands_alone(node)]
    return ["\n".join(needed), *shown] if shown else []


def stands_alone(node: ast.stmt) -> bool:
    """Whether a statement is an import, or a function that can be defined without what other cells made."""
    if isinstance(node, ast.FunctionDef):
        return all(isinstance(default, ast.Constant) for default in node.args.defaults)
    return isinstance(node, ast.Import | ast.ImportFrom)


def without_check(node: ast.stmt) -> ast.stmt:
    """The same, and if it is an exercise's function, without its check."""
    if isinstance(node, ast.FunctionDef):
        node.decorator_list = [line for line in node.decorator_list if not ast.unparse(line).startswith("check(")]
    return node


def run(notebook: NotebookNode, folder: Path, python: str = sys.executable, env: dict | None = None) -> NotebookNode:
    """A copy of the notebook, executed in a kernel of its own."""
    with start_kernel(folder, python, env) as kernel:
        return kernel.run(notebook)


@contextlib.contextmanager
def start_kernel(folder: Path, python: str = sys.executable, env: dict | None = None) -> Iterator["Kernel"]:
    """A kernel in this folder; it and what it holds end with the block."""
    manager = KernelManager()
    manager.kernel_spec.argv[0] = python
    place = {"metadata": {"path": str(folder)}}
    client = NotebookClient(nbformat.v4.new_notebook(), km=manager, timeout=120, resources=place)
    with client.setup_kernel(cleanup_kc=True, env={**os.environ, **(env or {})}):
        kernel = Kernel(client, Meter(manager.provisioner.pid))
        try:
            yield kernel
        finally:
            kernel.meter.stop()


class Kernel:
    """Runs notebooks, one after the other, and is measured from its start."""

    def __init__(self, client: NotebookClient, meter: Meter):
        self.client, self.meter = client, meter

    def run(self, notebook: NotebookNode) -> NotebookNode:
        """A copy of the notebook, executed; the first cell that raises fails the test with its traceback."""
        self.client.nb = copy = nbformat.from_dict(notebook)
        for index, cell in enumerate(copy.cells):
            if cell.cell_type == "code":
                with self.meter.cell(cell.source, answer="says" in cell.metadata) as shown:
                    self.client.execute_cell(cell, index)
                    shown += cell.outputs
        return copy


def texts(notebook: NotebookNode) -> str:
    """Everything that a notebook printed or displayed as text, pictures left out."""
    pieces = []
    for cell in code_cells(notebook):
        for output in cell.outputs:
            pieces.append(output.get("text", ""))
            pieces.append(output.get("data", {}).get("text/plain", ""))
    return "\n".join(pieces)
