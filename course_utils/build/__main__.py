"""Build the notebooks from the lessons' text: `python -m course_utils.build` (all, or those named).

solutions/NN_name.py becomes solutions/NN_name.ipynb (executed, with its pictures) and lessons/NN_name.ipynb (the same
cells, exercises blanked, no outputs). A lesson runs only if something has changed that its outputs hang on. Then the
front page is brought up to date. A second build on the same machine gives the same bytes.
"""

import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from course_utils.build.front_page import write_front_page
from course_utils.build.notebooks import blank, read_source, write
from course_utils.build.outputs import execute, reuse, stamp, why_run
from course_utils.build.project import ROOT

SOLUTIONS, LESSONS = ROOT / "solutions", ROOT / "lessons"


def build(lesson: str, force: bool = False) -> None:
    """Build both notebooks of one lesson, and say whether it had to run, and why."""
    source, place = read_source(SOLUTIONS / f"{lesson}.py"), SOLUTIONS / f"{lesson}.ipynb"
    write(blank(source), LESSONS / f"{lesson}.ipynb")
    old, new = read_old(place), stamp(source, lesson)
    why = "of --force" if force else why_run(old, new)
    reused = "its outputs are reused, because nothing that they hang on has changed"
    print(f"{lesson}: {f'it runs, because {why}' if why else reused}.", flush=True)
    write(execute(new) if why else reuse(old, new), place)


def read_old(path: Path) -> NotebookNode | None:
    """The notebook as it was last built; None if there is none, or what a merge left can't be read."""
    try:
        return nbformat.read(path, 4)
    except (FileNotFoundError, nbformat.reader.NotJSONError):
        return None


def check(lessons: list[str]) -> int:
    """Run the tests that are about these lessons, without the slow ones of browser and Colab; pytest's exit code."""
    left_out = ["--ignore=tests/test_browser.py", "--ignore=tests/test_lessons_answered.py"]
    places = [*(f"solutions/{lesson}.ipynb" for lesson in lessons), "tests"]
    command = [sys.executable, "-m", "pytest", "-n", "2", "-k", " or ".join(lessons), *left_out, *places]
    return subprocess.run(command, cwd=ROOT).returncode


def lesson_names() -> list[str]:
    """All lessons, in order."""
    return sorted(path.stem for path in SOLUTIONS.glob("[0-9]*.py"))


def find_lesson(name: str) -> str:
    """The lesson with this name or number; ends the program if there is none."""
    for lesson in lesson_names():
        if name in (lesson, lesson.split("_")[0]):
            return lesson
    sys.exit(f"there is no lesson {name!r}; there are {', '.join(lesson_names())}")


def read_options(arguments: list[str]) -> Namespace:
    """What was asked for on the command line."""
    parser = ArgumentParser("python -m course_utils.build", description="Build the notebooks from the lessons' text.")
    parser.add_argument("lessons", nargs="*", metavar="NN", help="a lesson's number or name; without one, all")
    parser.add_argument("--force", action="store_true", help="run the lessons even if nothing has changed")
    parser.add_argument("--check", action="store_true", help="then run the tests that are about these lessons")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Build the lessons named (all if none is), then the front page; the exit code."""
    options = read_options(arguments)
    lessons = [find_lesson(name) for name in options.lessons] or lesson_names()
    for lesson in lessons:
        build(lesson, options.force)
    write_front_page()
    return check(lessons) if options.check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
