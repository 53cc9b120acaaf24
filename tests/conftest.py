"""Fixtures shared by the tests, and the figures that the run prints at its end."""

import os
import shutil

import pytest

from course_utils.devices import use_one_thread

FIGURES: list[str] = []
# Side by side a ratio of times means nothing, so workers leave the benchmarks out. They need a run of their own.
collect_ignore = ["benchmarks"] if "PYTEST_XDIST_WORKER" in os.environ else []
LONGEST = ["test_lessons_solved.py", "test_lessons_unsolved.py", "test_colab.py"]
use_one_thread()  # as every lesson does when it begins; for both sides of the benchmarks, too


def pytest_collection_modifyitems(items):
    """The files that run every lesson come first, so that two workers end at about the same time."""
    items.sort(key=lambda item: [*LONGEST, item.path.name].index(item.path.name))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Workers (pytest -n 2) take whole files, in our order: a notebook's cells need those above them."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.fixture
def figures(record_property):
    """Lines to print at the end of the run."""
    lines = []
    yield lines
    for line in lines:
        record_property("figure", line)


def pytest_runtest_logreport(report):
    """Collect the figures of a test from its last report, which is how they come out of a worker."""
    if report.when == "teardown":
        FIGURES.extend(value for name, value in report.user_properties if name == "figure")


def pytest_terminal_summary(terminalreporter, config):
    if FIGURES:
        terminalreporter.section("figures of this run")
        for line in FIGURES:
            terminalreporter.write_line(line)
    if config.getoption("numprocesses", None):
        terminalreporter.write_line("Benchmarks need a quiet machine and a run of their own: pytest tests/benchmarks")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium: Debian's, or the one that Playwright installed. In CI there must be one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or playwright_chromium()
    if not found and os.environ.get("CI"):
        pytest.fail("CI must install Debian's chromium: without it nobody has tried the course in a browser")
    if not found:
        pytest.skip("no Chromium here: install your system's, or run `playwright install chromium`")
    return found


def playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


@pytest.fixture
def browser_page(chromium):
    """A page of a headless Chromium, wide enough for a notebook."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser.new_page(viewport={"width": 1280, "height": 1000})
        browser.close()
