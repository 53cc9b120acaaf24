"""What a kernel costs, measured from outside: seconds, memory, its first figure, and how slow the machine is."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import numpy as np
import psutil
from threadpoolctl import threadpool_limits

WORK = np.ones((384, 384), np.float32)
WORK_SECONDS = 0.0025  # of CPU, for two products of WORK: the fastest of 300 on a quiet machine of two cores, 5 % apart


@dataclass
class Cell:
    """A cell that has run: what it showed, and its seconds, by the clock or of CPU, whichever were fewer.

    answer: a test's answer to an exercise, which may loop until it is stopped; a budget leaves it out.
    """

    source: str
    answer: bool = False
    outputs: list = field(default_factory=list)
    seconds: float = 0.0


class Meter:
    """Measures a kernel, cell by cell, from its start to stop()."""

    def __init__(self, pid: int):
        self.process = psutil.Process(pid)
        self.family = Family(self.process)
        self.cells: list[Cell] = []
        self.first_figure = 0.0  # seconds from the kernel's start

    @contextlib.contextmanager
    def cell(self, source: str, answer: bool = False) -> Iterator[list]:
        """Around one cell's run; put what it shows into the list. A cell that raises isn't counted."""
        before, cell = self.clocks(), Cell(source, answer)
        yield cell.outputs
        now = self.clocks()
        cell.seconds = min(end - start for end, start in zip(now, before, strict=True))
        self.cells.append(cell)
        if not self.first_figure and "<img" in str(cell.outputs):
            self.first_figure = min(now)

    def clocks(self) -> tuple[float, float]:
        """Seconds since the start by the clock, which on a busy machine runs on while the kernel waits, and of CPU.

        What a sweep's processes used counts half: they work side by side on two cores.
        """
        times = self.process.cpu_times()
        children = getattr(times, "children_user", 0) + getattr(times, "children_system", 0)
        return time.time() - self.process.create_time(), times.user + times.system + children / 2

    def totals(self) -> tuple[float, float]:
        """CPU seconds and peak memory (MB) of the kernel and its children so far."""
        used, peak = cost(self.process)
        return used, max(peak, self.family.peak_mb)

    def slowness(self) -> float:
        """How slow this machine has been beside the one that the budgets were made for, from 1 to 1.5."""
        return slowness_of(self.family.seconds)

    def stop(self) -> None:
        self.family.stop()


class Family:
    """Watches a kernel's memory together with that of the processes it starts (pip, a sweep's workers).

    And how slow the machine is meanwhile: it may be an older one, or a busy one.
    """

    def __init__(self, kernel: psutil.Process):
        self.kernel, self.peak_mb, self.stopped = kernel, 0.0, threading.Event()
        self.seconds = []  # that the work took, again and again
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()

    def watch(self) -> None:
        for beat in count():
            if self.stopped.wait(0.2):
                return
            if beat % 5 == 0:
                self.seconds.append(time_work())
            with contextlib.suppress(psutil.NoSuchProcess):
                children = self.kernel.children(recursive=True)
                memory = sum(map(own_share, [self.kernel, *children])) if children else 0.0
                self.peak_mb = max(self.peak_mb, memory)

    def stop(self) -> None:
        self.stopped.set()
        self.thread.join()


def time_work() -> float:
    """CPU seconds that a fixed piece of work takes here and now."""
    with threadpool_limits(1):  # so that this thread does it alone
        start = time.thread_time()
        for _ in range(2):
            WORK @ WORK
        return time.thread_time() - start


def slowness_of(seconds: list[float]) -> float:
    """How many times longer than WORK_SECONDS the work took, from 1 to 1.5: more would be no budget."""
    return float(np.clip(np.median(seconds or [0]) / WORK_SECONDS, 1, 1.5))


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
