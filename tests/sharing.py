"""How workers (pytest -n 2) share the tests, longest first, so that they end together; what the run prints at its end.

A plugin, which the conftest.py of tests/ and that of solutions/ register: each may be run alone.
"""

import re
import sys
from collections import Counter
from functools import cache

import pytest
from running import read

# A lesson's run, and how many times the lesson's own CPU seconds it takes.
LONG_RUNS = {"solutions/": 1.3, "tests/test_lessons_answered.py": 1.2}
# Other files that take long, and their seconds on a quiet machine; a file that isn't here takes a moment.
SECONDS = {
    "tests/test_browser.py": 75,
    "tests/test_exercises.py": 60,
    "tests/test_build.py": 50,
    "tests/test_nbgrader.py": 45,
    "tests/test_sweeps.py": 45,
    "tests/test_negation_training.py": 30,
    "tests/test_widgets.py": 30,
    "tests/test_accessibility.py": 25,
    "tests/test_solved_run.py": 15,
    "tests/test_guard.py": 15,
    "tests/test_code_search.py": 12,
    "tests/test_diets.py": 11,
    "tests/test_encoder.py": 10,
}
LESSON = re.compile(r"\d\d_\w+")


def register(config) -> None:
    if not config.pluginmanager.has_plugin("sharing"):
        config.pluginmanager.register(sys.modules[__name__], "sharing")


def scope_of(nodeid: str) -> str:
    """What stays together on one worker: a notebook's cells, one lesson's test that executes it, else a file."""
    file = nodeid.split("::")[0]
    return nodeid if file in LONG_RUNS and LESSON.search(nodeid) else file


@cache
def seconds_of(scope: str) -> float:
    """About how long a scope takes on a quiet machine."""
    file = scope.split("::")[0]
    for place, factor in LONG_RUNS.items():
        if scope.startswith(place) and (lesson := LESSON.search(scope)):
            return factor * read("lessons", lesson[0]).metadata.course.cpu_seconds
    return SECONDS.get(file, 1.0)


def pytest_collection_modifyitems(items):
    """The longest scopes come first; within a scope the order stays."""
    items.sort(key=lambda item: -seconds_of(scope_of(item.nodeid)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Workers take whole scopes, in our order."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return scope_of(nodeid)

    config.option.loadscopereorder = False
    return Scheduling(config, log)


class Totals:
    """What the reports of a run say, added up."""

    figures: list[str] = []
    tried: dict[str, dict[str, int]] = {}  # exercise -> kind -> how many answers
    seconds: Counter = Counter()  # of each test
    workers: Counter = Counter()


def pytest_runtest_logreport(report):
    """Collect seconds, and a test's figures from its last report, which is how they come out of a worker."""
    Totals.seconds[report.nodeid] += report.duration
    Totals.workers[getattr(report, "worker_id", "")] += report.duration
    if report.when == "teardown":
        Totals.figures.extend(value for name, value in report.user_properties if name == "figure")
        for exercise, kind, number in (value for name, value in report.user_properties if name == "tried"):
            Totals.tried.setdefault(exercise, {})[kind] = number


def pytest_terminal_summary(terminalreporter, config):
    if Totals.figures:
        terminalreporter.section("figures of this run")
        for line in Totals.figures:
            terminalreporter.write_line(line)
    if Totals.tried:
        terminalreporter.section("answers tried: wrong ones, other right ones, machine-made mistakes, other types")
        for exercise, numbers in Totals.tried.items():
            row = " ".join(f"{kind} {numbers.get(kind, 0):3}" for kind in ("wrong", "right", "mutants", "types"))
            terminalreporter.write_line(f"{exercise:22} {row}")
    if config.getoption("numprocesses", None):
        terminalreporter.section("slowest tests, and the workers")
        for nodeid, seconds in Totals.seconds.most_common(10):
            terminalreporter.write_line(f"{seconds:6.1f} s  {nodeid}")
        for worker, seconds in sorted(Totals.workers.items()):
            terminalreporter.write_line(f"{seconds:6.1f} s  {worker} in all")
        terminalreporter.write_line("Benchmarks need a quiet machine and a run of their own: pytest tests/benchmarks")
