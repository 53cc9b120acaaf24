"""How the benchmarks compare a slow way with a fast one: as a ratio within one run."""

import statistics
import time


def seconds_for_one(work, rounds=7) -> float:
    """Median seconds for one chain and one copy, after one round to warm up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        count = work()
        times.append((time.perf_counter() - start) / count)
    return statistics.median(times)


def expect_ratio(what, slow, fast, least, figures) -> None:
    """Print how many times as fast `fast` is, and fail below `least`; the best of three tries, for a busy machine."""
    ratios = []
    for _ in range(3):
        ratios.append(seconds_for_one(slow) / seconds_for_one(fast))
        if ratios[-1] >= least:
            break
    figures.append(f"speed: {what}: {max(ratios):.3g} times as fast (at least {least})")
    assert max(ratios) >= least
