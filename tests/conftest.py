"""Fixtures shared by the tests."""

import os
import shutil

import pytest
import sharing

from course_utils.devices import use_one_thread

# Side by side a ratio of times means nothing, so workers leave the benchmarks out. They need a run of their own.
collect_ignore = ["benchmarks"] if "PYTEST_XDIST_WORKER" in os.environ else []
use_one_thread()  # as every lesson does when it begins; for both sides of the benchmarks, too


def pytest_configure(config):
    sharing.register(config)


@pytest.fixture
def figures(record_property):
    """Lines to print at the end of the run."""
    lines = []
    yield lines
    for line in lines:
        record_property("figure", line)


@pytest.fixture
def tried(record_property):
    """tried(exercise, kind, number): for the table of exercises that the run prints at its end."""
    return lambda exercise, kind, number: record_property("tried", [exercise, kind, number])


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


@pytest.fixture(scope="module")  # and no longer: while Playwright lives, so does its event loop, in this thread
def browser(chromium):
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def browser_page(browser):
    """A page without a past, wide enough for a notebook."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    yield context.new_page()
    context.close()
