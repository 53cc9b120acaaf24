"""Stop a block of code past a limit: of computing, of waiting, of memory.

Computing is counted in seconds of CPU, so that a busy machine, a stopped container or a slow disk is no endless loop;
an import is counted apart, because a library that is interrupted half-way stays broken until the kernel restarts.
Where threads and signals work, a thread watches the clock; elsewhere (in a browser) the interpreter's own hook does.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

SECONDS = 5.0
TICK = 0.05  # seconds between two looks
SWALLOWED = 20  # interrupts in vain, before it gets harder
STEPS = 2000  # of the interpreter between two looks, where there is no thread to look


class PassedLimit(BaseException):
    """Raised inside the learner's code; not an Exception, so that `except Exception` in a loop doesn't swallow it."""


@dataclass(frozen=True)
class Limits:
    """Seconds of CPU, seconds of waiting without computing, seconds of importing, megabytes of new memory."""

    seconds: float = SECONDS
    waiting: float = 60.0
    importing: float = 180.0
    megabytes: float = 600.0


class Meter:
    """Counts what a block has used so far, look by look."""

    def __init__(self, limits: Limits, cpu: Callable[[], float]):
        self.limits, self.cpu_clock, self.memory = limits, cpu, memory_meter()
        self.computed, self.waited, self.imported = 0.0, 0.0, 0.0
        self.at_first, self.cpu, self.clock = self.memory(), cpu(), time.monotonic()

    def look(self, importing: bool) -> str:
        """What was passed, as a sentence; '' if nothing was."""
        cpu, clock = self.cpu_clock(), time.monotonic()
        busy, passed = cpu - self.cpu, min(clock - self.clock, 4 * TICK)  # more has passed: the process was stopped
        self.cpu, self.clock = cpu, clock
        if importing:
            self.imported += max(busy, passed)
        else:
            self.computed += busy
            self.waited += max(0.0, passed - busy)
        return self.verdict()

    def verdict(self) -> str:
        most = self.limits
        if self.computed > most.seconds:
            return f"it was still computing after {most.seconds:g} seconds: is there a loop that never ends?"
        if self.waited > most.waiting:
            return f"it has waited {most.waiting:g} seconds without computing: does it sleep, or wait for an answer?"
        if self.imported > most.importing:
            return f"it was still importing after {most.importing:g} seconds: import in a cell of its own instead."
        if self.memory() - self.at_first > most.megabytes * 2**20:
            return f"it took more than {most.megabytes:g} MB of memory: is there a loop that never ends?"
        return ""


def memory_meter() -> Callable[[], int]:
    """A function that tells the memory in use, in bytes; always 0 where psutil is missing."""
    try:
        import psutil
    except ImportError:
        return lambda: 0
    process = psutil.Process()
    return lambda: process.memory_info().rss


def is_importing(frame: FrameType | None) -> bool:
    """Whether this frame, or one that called it, belongs to Python's import machinery."""
    while frame:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextlib.contextmanager
def stopped_past(limits: Limits) -> Iterator[None]:
    """Raise PassedLimit inside the block once it has passed a limit, with the sentence that says which."""
    with by_thread(limits) if can_be_signalled() else by_hook(limits):
        yield


def can_be_signalled() -> bool:
    """Whether a second thread can interrupt this one."""
    able = hasattr(signal, "pthread_kill") or os.name == "nt"
    return able and sys.platform != "emscripten" and threading.current_thread() is threading.main_thread()


@contextlib.contextmanager
def by_thread(limits: Limits) -> Iterator[None]:
    """Interrupt the block the way the stop button does, as often as needed."""
    done, reasons, over = threading.Event(), [], []

    def on_interrupt(signum, frame):
        if over or reasons and is_importing(frame):
            return  # if it is importing, the next tick tries again
        if len(reasons) > SWALLOWED:
            raise_in_handlers(frame, reasons[0])
        raise PassedLimit(reasons[0]) if reasons else KeyboardInterrupt

    watcher = threading.Thread(target=watch, args=(done, reasons, Meter(limits, time.process_time)), daemon=True)
    before, trace = signal.getsignal(signal.SIGINT), sys.gettrace()
    try:
        signal.signal(signal.SIGINT, on_interrupt)
        watcher.start()
        yield
    finally:
        sys.settrace(trace)
        try:
            over.append(True)  # from here on the handler does nothing, so that no lock is left half-taken
        finally:
            over.append(True)  # an interrupt may have arrived just before
            done.set()
            if watcher.ident:
                watcher.join()
            signal.signal(signal.SIGINT, before)


def raise_in_handlers(frame: FrameType, reason: str) -> None:
    """Let the next line of these frames raise as well: an `except:` around an endless loop would catch every interrupt.

    What is raised while an exception is handled is not caught by the same handler.
    """

    def again(frame, event, _):
        if event == "line":
            raise PassedLimit(reason)
        return again

    sys.settrace(lambda *_: None)  # without a trace for the thread, those of frames are not asked
    while frame and not frame.f_globals["__name__"].startswith("course_utils."):
        frame.f_trace = again
        frame = frame.f_back


def watch(done: threading.Event, reasons: list, meter: Meter) -> None:
    """Interrupt the main thread past a limit, again at every tick, because a bare `except:` may swallow the first."""
    main = threading.main_thread().ident
    while not done.wait(TICK):
        importing = is_importing(sys._current_frames().get(main))
        if reason := meter.look(importing):
            reasons.append(reason)
        if reasons:
            interrupt_main_thread()


def interrupt_main_thread() -> None:
    """Send SIGINT to the main thread; Windows can't send signals to a thread, but raises them where it is needed."""
    if os.name == "posix":
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


@contextlib.contextmanager
def by_hook(limits: Limits) -> Iterator[None]:
    """Look at the meter every so many steps of the interpreter; slower, and needs neither thread nor signal."""
    meter, steps = Meter(limits, getattr(time, "thread_time", time.process_time)), 0

    def step(*_):
        nonlocal steps
        steps += 1
        if steps % STEPS == 0 and (reason := meter.look(is_importing(sys._getframe(1)))):
            raise PassedLimit(reason)  # and again after as many steps, should a bare `except:` swallow it
        return step

    alone = threading.current_thread() is threading.main_thread()  # monitoring would stop the other threads, too
    with monitored(step) if alone and hasattr(sys, "monitoring") else traced(step):
        yield


@contextlib.contextmanager
def traced(step: Callable) -> Iterator[None]:
    """Call step at every instruction, by a trace. (Python drops a trace that raises: a bare `except:` escapes it.)"""

    def at_instructions(frame, *_):
        frame.f_trace_opcodes = True  # `while True: pass` is a single line that never ends
        return step()

    before = sys.gettrace()
    sys.settrace(at_instructions)
    try:
        yield
    finally:
        sys.settrace(before)


@contextlib.contextmanager
def monitored(step: Callable) -> Iterator[None]:
    """Call step at every line and every jump backwards, by Python 3.12's monitoring."""
    monitoring = sys.monitoring
    tool, events = 4, (monitoring.events.LINE, monitoring.events.JUMP)
    monitoring.use_tool_id(tool, "course_utils")
    try:
        for event in events:
            monitoring.register_callback(tool, event, step)
        monitoring.set_events(tool, events[0] | events[1])
        yield
    finally:
        monitoring.set_events(tool, 0)
        for event in events:
            monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)
