"""The code is formatted and linted, and the package is light to import."""

import subprocess
import sys
import time

from running import ROOT


def sh(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_ruff():
    for arguments in [["check", "--output-format=concise", "."], ["format", "--check", "."]]:
        result = sh(sys.executable, "-m", "ruff", *arguments)
        assert result.returncode == 0, result.stdout


def test_import_is_light():
    code = "import course_utils, sys; assert not {'numpy', 'torch', 'scipy', 'matplotlib'} & set(sys.modules)"
    started, bare = time.perf_counter(), sh(sys.executable, "-c", "pass")
    bare_seconds = time.perf_counter() - started
    started = time.perf_counter()
    assert sh(sys.executable, "-c", code).returncode == bare.returncode == 0
    assert time.perf_counter() - started - bare_seconds < 0.3


def test_the_lessons_modules_import_no_torch():
    paths = [path for path in (ROOT / "course_utils").rglob("[a-z]*.py") if path.parent.name != "build"]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    code = "; ".join(f"import {name}" for name in names)
    assert sh(sys.executable, "-c", f"{code}; import sys; assert 'torch' not in sys.modules").returncode == 0
