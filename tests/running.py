"""Run a notebook cell by cell in a kernel of its own, and measure what it costs."""

import ast
import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
import psutil
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode
from threadpoolctl import threadpool_limits

ROOT = Path(__file__).resolve().parent.parent
LESSONS = sorted(path.stem for path in (ROOT / "lessons").glob("[0-9]*.ipynb"))
WORK = np.ones((384, 384), np.float32)
WORK_SECONDS = 0.0025  # of CPU, for two products of WORK: the fastest of 300 on a quiet machine of two cores, 5 % apart


@dataclass
class Run:
    """An executed notebook; the CPU seconds and peak memory (MB) of its kernel and the kernel's children by then.

    slowness: how many times longer than WORK_SECONDS a fixed piece of work took meanwhile, from 1 to 1.5.
    """

    notebook: NotebookNode
    cpu_seconds: float
    peak_mb: float
    cell_seconds: list[float]
    first_figure: float
    slowness: float


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
    needed = [ast.unparse(node) for node in nodes if stands_alone(node) and "check" not in ast.unparse(node)]
    return ["\n".join(needed), *shown] if shown else []


def stands_alone(node: ast.stmt) -> bool:
    """Whether a statement is an import, or a function that can be defined without what other cells made."""
    if isinstance(node, ast.FunctionDef):
        return all(isinstance(default, ast.Constant) for default in node.args.defaults)
    return isinstance(node, ast.Import | ast.ImportFrom)


def run(notebook: NotebookNode, folder: Path, python: str = sys.executable, env: dict | None = None) -> Run:
    """Execute a copy of the notebook in a kernel of its own."""
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
        kernel = Kernel(client, psutil.Process(manager.provisioner.pid))
        try:
            yield kernel
        finally:
            kernel.family.stop()


class Kernel:
    """Runs notebooks, one after the other, and is watched from its start."""

    def __init__(self, client: NotebookClient, process: psutil.Process):
        self.client, self.process, self.family = client, process, Family(process)

    def run(self, notebook: NotebookNode) -> Run:
        """Execute a copy of the notebook; the first cell that raises fails the test with its traceback."""
        self.client.nb = copy = nbformat.from_dict(notebook)
        seconds, first_figure = [], 0.0
        for index, cell in enumerate(copy.cells):
            before = self.clocks()
            self.client.execute_cell(cell, index)
            seconds.append(min(now - then for now, then in zip(self.clocks(), before, strict=True)))
            if not first_figure and "<img" in str(cell.get("outputs")):
                first_figure = min(self.clocks())
        used, peak = cost(self.process)
        return Run(copy, used, max(peak, self.family.peak_mb), seconds, first_figure, self.family.slowness())

    def clocks(self) -> tuple[float, float]:
        """Seconds since the start by the clock, which on a busy machine runs on while the kernel waits, and of CPU."""
        return time.time() - self.process.create_time(), cost(self.process)[0]


class Family:
    """Watches a kernel's memory together with that of the processes it starts (pip, a sweep's workers).

    And how slow the machine is meanwhile: it may be an older one, or a busy one.
    """

    def __init__(self, kernel: psutil.Process):
        self.kernel, self.peak_mb, self.stopped = kernel, 0.0, threading.Event()
        self.seconds = []  # that the work took, again and again
        threadpool_limits(1)  # so that this thread does it alone
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        while not self.stopped.wait(0.2):
            self.seconds.append(time_work())
            with contextlib.suppress(psutil.NoSuchProcess):
                children = self.kernel.children(recursive=True)
                memory = sum(map(own_share, [self.kernel, *children])) if children else 0.0
                self.peak_mb = max(self.peak_mb, memory)

    def slowness(self) -> float:
        """The median so far over WORK_SECONDS, from 1 to 1.5: a budget that gives way to everything is none."""
        return float(np.clip(np.median(self.seconds or [0]) / WORK_SECONDS, 1, 1.5))

    def stop(self) -> None:
        self.stopped.set()
        self.thread.join()


def time_work() -> float:
    """CPU seconds that a fixed piece of work takes here and now."""
    start = time.thread_time()
    for _ in range(2):
        WORK @ WORK
    return time.thread_time() - start


def own_share(process: psutil.Process) -> float:
    """Memory in MB, a page that several processes share divided among them, as a container's limit counts it once.

    Nothing, if the process has ended.
    """
    with contextlib.suppress(psutil.NoSuchProcess):
        memory = process.memory_full_info()
        return getattr(memory, "pss", memory.rss) / 2**20
    return 0.0


def cost(process: psutil.Process) -> tuple[float, float]:
    """CPU seconds and VmHWM in MB; the resident size now where the system does not tell the peak."""
    times = process.cpu_times()
    used = times.user + times.system + getattr(times, "children_user", 0) + getattr(times, "children_system", 0)
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
        return used, int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        return used, process.memory_info().rss / 2**20


def texts(notebook: NotebookNode) -> str:
    """Everything that a notebook printed or displayed as text, pictures left out."""
    pieces = []
    for cell in code_cells(notebook):
        for output in cell.outputs:
            pieces.append(output.get("text", ""))
            pieces.append(output.get("data", {}).get("text/plain", ""))
    return "\n".join(pieces)
