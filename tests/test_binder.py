"""Binder's configuration, as far as it can be tried without building the image."""

import os
import shutil
import stat
import subprocess
import sys

import yaml
from running import ROOT


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
        "matplotlib-base",
        "ipywidgets",
        "jupyterlab",
        "scipy",
        "psutil",
        "joblib",
        "scikit-learn",
        "tqdm",
    } <= names


def test_the_scripts_are_executable_and_start_sets_the_threads(tmp_path):
    for name in ["postBuild", "start"]:
        assert os.stat(ROOT / "binder" / name).st_mode & stat.S_IXUSR
    said = subprocess.run([ROOT / "binder" / "start", "env"], capture_output=True, text=True).stdout
    assert "OMP_NUM_THREADS=2" in said and "OPENBLAS_NUM_THREADS=2" in said
