"""What this machine has, and how to use its GPU without depending on it."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any


def describe_machine() -> str:
    """One sentence: cores, memory and GPU of the machine that the kernel runs on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = memory_in_gb()
    device = best_device()
    gpu = "no GPU that torch can use, and none is needed" if device == "cpu" else f"a GPU ({device})"
    return f"This machine has {cores} processor cores, {memory}{gpu}."


def memory_in_gb() -> str:
    """How much memory the machine has, in words; nothing where psutil, which tells it, is missing (in a browser)."""
    if find_spec("psutil") is None:
        return ""
    import psutil

    return f"{min(psutil.virtual_memory().total, container_limit()) / 2**30:.0f} GB of memory and "


def container_limit() -> float:
    """The memory that a container (Binder, Docker) may use, in bytes; infinite outside of one."""
    try:
        with open("/sys/fs/cgroup/memory.max") as file:
            return float(file.read().replace("max", "inf"))
    except (OSError, ValueError):
        return float("inf")


def best_device() -> str:
    """'cuda', 'mps' or 'cpu', whichever torch can use best; 'cpu' where there is no torch."""
    if find_spec("torch") is None:
        return "cpu"
    import torch  # here, because it takes seconds

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def on_best_device(work: Callable[[str, int], Any], big: int, small: int) -> Any:
    """work(device, size) at the big size on a GPU, or at the small size on the CPU if there is none or it is too small.

    Prints one sentence that says which it was. None if torch is not installed.
    """
    if find_spec("torch") is None:
        print("This cell needs torch, which is not installed here, so it is left out. All the rest runs without.")
        return None
    device = best_device()
    if device == "cpu":
        print(f"No GPU here: the CPU does the small version ({small:,}). On a GPU this cell does {big:,}.")
        return work("cpu", small)
    try:
        result = work(device, big)
    except RuntimeError as error:  # torch's out-of-memory errors are RuntimeErrors
        if "out of memory" not in str(error).lower():
            raise
        print(f"The GPU ran out of memory at {big:,}: the CPU does the small version ({small:,}) instead.")
        return work("cpu", small)
    print(f"Done on the GPU ({device}) at full size ({big:,}).")
    return result


def release_memory() -> None:
    """Give the system back what was freed, which C's library on Linux keeps: a lesson trains dozens of models."""
    with contextlib.suppress(OSError, AttributeError):  # elsewhere there is no such call
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def use_one_thread() -> None:
    """From here on numpy and torch work in one thread: a second one would make so many small steps wait for it."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(1)
    os.environ["OMP_NUM_THREADS"] = "1"  # for torch, which is imported later
    if torch := sys.modules.get("torch"):
        torch.set_num_threads(1)
