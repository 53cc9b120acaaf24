"""What models cost beside each other in one run: seconds measured in turn, and operations counted by hand."""

import sys
import time
from collections.abc import Callable

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.progress import progress

# Of this process; Windows' own ticks only every 16 ms, so there it is the time that passes.
CLOCK = time.perf_counter if sys.platform == "win32" else time.process_time


def time_in_turns(works: dict[str, Callable], rounds: int) -> dict[str, np.ndarray]:
    """CPU seconds that each work takes, in turn, so that whatever else the machine does slows all of them alike.

    works: name -> a function without arguments, which runs once more before, to warm up. Returns name -> (rounds,).
    """
    rounds = need_whole("rounds", rounds, 1)
    need(len(works) > 0, "there is nothing to measure: works is empty")
    for work in works.values():
        work()
    seconds = np.array([[seconds_of(work, CLOCK) for work in works.values()] for _ in progress(range(rounds), rounds)])
    return dict(zip(works, seconds.T, strict=True))


def seconds_of(work: Callable, clock: Callable[[], float]) -> float:
    """What the clock says that one call takes, at least a tenth of a microsecond."""
    start = clock()
    work()
    return max(clock() - start, 1e-7)


def transformer_operations(tokens: int, layers: int, width: int, inner: int) -> int:
    """Multiplications and additions of a transformer's matrix products that read one text of so many tokens.

    Per layer and token: four products with a (width, width) matrix and two with a (width, inner) one; and for each
    pair of tokens, twice the width. A product of sizes a × b and b × c counts 2abc, as is usual (Kaplan et al. 2020).
    """
    return layers * (2 * tokens * (4 * width**2 + 2 * width * inner) + 4 * tokens**2 * width)


def match_operations(asked: int, found: int, width: int) -> int:
    """Multiplications and additions that compare each token of a question with each of a text."""
    return 2 * asked * found * width
