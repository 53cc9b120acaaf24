"""A safe place to run a learner's code: it can't hang the kernel, fill the memory, print or re-seed.

The limits act between Python's steps. One single long call into C code (`10 ** 10 ** 9`) is beyond their reach.
"""

import contextlib
import io
import os
import random
import signal
import sys
import threading
import time
import warnings
from collections.abc import Iterator

import numpy as np
import psutil

SECONDS, MEGABYTES = 5.0, 600


class PassedLimit(BaseException):
    """Raised inside the learner's code; not an Exception, so that `except Exception` in a loop doesn't swallow it."""


@contextlib.contextmanager
def guarded(seconds: float = SECONDS, megabytes: float = MEGABYTES) -> Iterator[io.StringIO]:
    """Run the block within these limits and yield what it prints; PassedLimit if it passes either limit."""
    printed = io.StringIO()
    with (
        same_random_state(),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(printed),
        interrupted_after(seconds, megabytes),
    ):
        warnings.simplefilter("ignore")
        yield printed


@contextlib.contextmanager
def same_random_state() -> Iterator[None]:
    """Leave the global random generators of Python, numpy and torch as they were found."""
    torch = sys.modules.get("torch")
    python_state, numpy_state = random.getstate(), np.random.get_state()
    torch_state = torch.get_rng_state() if torch else None
    try:
        yield
    finally:
        random.setstate(python_state)
        np.random.set_state(numpy_state)
        if torch_state is not None:
            torch.set_rng_state(torch_state)


@contextlib.contextmanager
def interrupted_after(seconds: float, megabytes: float) -> Iterator[None]:
    """Interrupt the block the way the stop button does, as often as needed; no limit outside the main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    done, reasons, over = threading.Event(), [], []

    def on_interrupt(signum, frame):
        if over:
            return
        raise PassedLimit(reasons[0]) if reasons else KeyboardInterrupt

    watcher = threading.Thread(target=watch, args=(done, reasons, seconds, megabytes), daemon=True)
    before = signal.getsignal(signal.SIGINT)
    try:
        signal.signal(signal.SIGINT, on_interrupt)
        watcher.start()
        yield
    finally:
        try:
            over.append(True)  # from here on the handler does nothing, so that no lock is left half-taken
        finally:
            over.append(True)  # an interrupt may have arrived just before
            done.set()
            if watcher.ident:
                watcher.join()
            signal.signal(signal.SIGINT, before)


def watch(done: threading.Event, reasons: list, seconds: float, megabytes: float) -> None:
    """Interrupt the main thread past a limit, again every 50 ms, because a bare `except:` may swallow the first."""
    memory = psutil.Process().memory_info
    start, at_first = time.monotonic(), memory().rss
    while not done.wait(0.05):
        if time.monotonic() - start > seconds:
            reasons.append(f"it was still running after {seconds:g} seconds: is there a loop that never ends?")
        elif memory().rss - at_first > megabytes * 2**20:
            reasons.append(f"it took more than {megabytes:g} MB of memory: is there a loop that never ends?")
        if reasons:
            interrupt_main_thread()


def interrupt_main_thread() -> None:
    """Send SIGINT to the main thread; Windows can't send signals to a thread, but raises them where it is needed."""
    if os.name == "posix":
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
