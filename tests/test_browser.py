"""One journey in a real browser, and every explorer's sliders."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect
from running import LESSONS, ROOT, explorer_alone, read

WRONG = """@check("refit")
def refit(samples):
return samples.mean(axis=0), samples.std(axis=0)"""
# JupyterLab's indicator says idle before there is a kernel.
KERNEL_IS_IDLE = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
RIGHT = WRONG.replace("axis=0", "axis=1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the lessons."""
    folder = tmp_path_factory.mktemp("lab") / "course"
    for kind in ["lessons", "solutions"]:
        shutil.copytree(ROOT / kind, folder / kind)
    return folder


@pytest.fixture(scope="module")
def running_lab(folder):
    """The address of a JupyterLab on this folder."""
    tmp_path = folder.parent
    settings = tmp_path / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps({"windowingMode": "none"}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--IdentityProvider.token=",
        "--ServerApp.port_retries=0",
        "--LabApp.expose_app_in_browser=True",
        "--ServerApp.disable_check_xsrf=True",  # so that tests may end kernels
    ]
    own = {f"JUPYTERLAB_{kind.upper()}_DIR": str(tmp_path / kind) for kind in ["settings", "workspaces"]}
    environment = {**os.environ, **own}  # no tabs that an earlier run left open
    command = [sys.executable, "-m", "jupyterlab", *flags, str(folder)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    yield address
    server.terminate()
    server.wait(20)


@pytest.fixture
def lab(running_lab):
    """The address of a JupyterLab without a kernel: those that a test leaves behind are ended."""
    yield running_lab
    for kernel in json.load(urllib.request.urlopen(f"{running_lab}/api/kernels", timeout=20)):
        end = urllib.request.Request(f"{running_lab}/api/kernels/{kernel['id']}", method="DELETE")
        urllib.request.urlopen(end, timeout=20)


def wait_for(address: str, seconds: float = 60) -> None:
    for _ in range(int(seconds * 2)):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"JupyterLab did not answer at {address} within {seconds} seconds")


def run_all(page) -> None:
    """Choose Run > Run All Cells, and wait until the last cell has its output."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.get_by_text("of 7 passed").wait_for(timeout=120_000)


def answer(page, cell, text: str) -> None:
    """Replace a cell's text by typing, and run it."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.insert_text(text.replace("\nreturn", "\n    return"))
    page.keyboard.press("Shift+Enter")


def test_a_learners_journey(lab, browser_page, tmp_path):
    page = browser_page
    shots = Path(os.environ.get("JOURNEY_PICTURES", tmp_path))
    page.goto(f"{lab}/lab/tree/lessons/01_photocopies.ipynb?reset")
    page.locator(".jp-Notebook").wait_for(timeout=60_000)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=60_000)
    run_all(page)
    assert page.locator(".jp-OutputArea-output img").count() >= 12
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").count() == 0

    cell = page.locator(".jp-CodeCell").filter(has_text='@check("refit")').first
    assert "To do" in cell.inner_text()
    answer(page, cell, WRONG)
    cell.get_by_text("One mean per column came out").wait_for(timeout=20_000)
    cell.screenshot(path=shots / "journey-1-wrong.png")
    cell.get_by_text("Hint 1 of 3").click()
    assert cell.get_by_text("numpy arrays have the methods").is_visible()
    answer(page, cell, RIGHT)
    cell.get_by_text("Passed.").wait_for(timeout=20_000)
    cell.screenshot(path=shots / "journey-2-right.png")

    explorer = page.locator(".jp-CodeCell").filter(has_text="explore(").last
    slider = explorer.get_by_role("slider", name="points a copy, n")
    slider.wait_for(timeout=20_000)
    assert explorer.get_by_role("slider").count() == 3
    picture = explorer.locator(".widget-html img, .jupyter-widgets img").first
    before = picture.get_attribute("src"), picture.get_attribute("alt")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(picture).not_to_have_attribute("src", before[0], timeout=20_000)
    assert picture.get_attribute("alt").startswith("95 points") and before[1].startswith("100 points")
    twin = explorer.locator("input[type=number]").first
    assert twin.input_value() == "95"
    assert explorer.get_by_label("points a copy, n as a number").count() == 1
    explorer.screenshot(path=shots / "journey-3-explorer.png")

    guess = page.locator(".jp-CodeCell").filter(has_text="blank_guess = predict").first
    assert guess.get_by_role("slider", name="Your guess (copies)").count() == 1
    guess.screenshot(path=shots / "journey-4-guess.png")
    page.get_by_text("What we found", exact=True).scroll_into_view_if_needed()
    page.screenshot(path=shots / "journey-5-page.png")


def run_in_lab(page, lab, folder, name, sources):
    """Open a notebook with these cells in JupyterLab, and run them all."""
    metadata = read("solutions", LESSONS[0]).metadata  # names the kernel; without it JupyterLab asks which one
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(x) for x in sources], metadata=metadata)
    nbformat.write(notebook, folder / f"{name}.ipynb")
    page.goto(f"{lab}/lab/tree/{name}.ipynb?reset")
    page.locator(".jp-Notebook").wait_for(timeout=60_000)
    page.wait_for_function(KERNEL_IS_IDLE, timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()


def test_the_search_box_answers_in_a_browser(lab, folder, browser_page):
    source = """
import numpy as np
from course_utils.teach.search_box import search_box
shelf = ["soup", "salad", "cake", "bread", "tea", "milk"]
search_box({"by length": lambda query: -np.abs(np.array([len(x) - len(query) for x in shelf]))}, shelf, "tea")
"""
    run_in_lab(browser_page, lab, folder, "search", [source])
    field = browser_page.get_by_label("Search for")
    field.fill("<i>bread</i>")
    field.press("Enter")
    expect(browser_page.locator(".widget-html em")).to_have_text("<i>bread</i>", timeout=30_000)


GUESS = """
from course_utils import canvas, predict
guess = predict("How many?", "apples", low=0, high=10)
which = predict("Which?", options=["the red one", "the green one"])
"""
REVEAL = """
guess.compare(3)
guess.reveal(lambda value: canvas(f"{value}", "x", "y")[0], "a figure")
which.compare("the green one")
"""


def test_a_reveal_waits_for_its_guess_and_the_keyboard_is_enough(lab, folder, browser_page):
    page, keyboard = browser_page, browser_page.keyboard
    run_in_lab(page, lab, folder, "guess", [GUESS, REVEAL])
    covers = page.get_by_role("button", name="Show me")
    expect(covers).to_have_count(3, timeout=60_000)
    assert page.get_by_text("It turned out").count() == 0 and page.locator(".jp-OutputArea-output img").count() == 0
    page.get_by_role("slider", name="Your guess (apples)").focus()
    keyboard.press("ArrowRight")
    keyboard.press("Tab")  # to the slider's twin
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.get_by_text("You guessed 1 apples. It turned out to be 3 apples.")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("img", name="a figure")).to_be_visible()
    assert page.get_by_text("the green one”").count() == 0
    covers.last.focus()
    keyboard.press("Enter")
    expect(page.get_by_text("You made no guess. It turned out to be “the green one”.")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("lesson", [lesson for lesson in LESSONS if explorer_alone(lesson)])
def test_every_explorer_moves_in_a_browser(lesson, lab, folder, browser_page, tmp_path):
    sources, page = explorer_alone(lesson), browser_page
    run_in_lab(page, lab, folder, f"explorers-{lesson}", sources)
    explorers = page.locator(".jp-CodeCell").filter(has=page.get_by_role("slider"))
    expect(explorers).to_have_count(len(sources) - 1, timeout=60_000)
    for explorer in explorers.all():
        picture = explorer.locator(".widget-html img, .jupyter-widgets img").first
        for slider in explorer.get_by_role("slider").all():
            before = picture.get_attribute("alt")
            slider.focus()
            now, least = (float(slider.get_attribute(f"aria-value{end}")) for end in ("now", "min"))
            page.keyboard.press("End" if now == least else "Home")
            expect(picture).not_to_have_attribute("alt", before, timeout=30_000)
    page.screenshot(path=Path(os.environ.get("JOURNEY_PICTURES", tmp_path)) / f"explorer-{lesson}.png")


def test_a_solved_lesson_shows_its_figures_before_anything_runs(lab, browser_page):
    browser_page.goto(f"{lab}/lab/tree/solutions/01_photocopies.ipynb?reset")
    pictures = browser_page.locator(".jp-OutputArea-output img")
    pictures.first.wait_for(timeout=60_000)
    assert pictures.count() >= 12
    assert all(picture.get_attribute("alt") for picture in pictures.all())
    assert pictures.first.evaluate("image => image.naturalWidth") > 500
