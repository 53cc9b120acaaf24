"""The workflow runs README's two commands, on Windows with Windows' paths, and nothing that README doesn't say."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from running import ROOT

BROWSER = ["{0}/pip install playwright", "{0}/playwright install --with-deps chromium"]
# A python3 whose environments hold programs that only write down how they were called.
PYTHON = """#!/bin/sh
echo "python3 $*" >> calls
mkdir -p $BIN
for name in pip jupyter playwright pytest; do
  printf '#!/bin/sh\\necho "$0 $*" >> calls\\n' > $BIN/$name
  chmod +x $BIN/$name
done
"""


@pytest.mark.skipif(os.name == "nt", reason="the programs that stand in for the real ones are shell scripts")
@pytest.mark.parametrize("place", [".venv/bin", ".venv/Scripts"])
def test_the_workflow_runs_what_readme_says(place, tmp_path):
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    readme = Path(shutil.copy(ROOT / "README.md", tmp_path)).read_text(encoding="utf-8")
    (tmp_path / "python3").write_text(PYTHON)
    (tmp_path / "python3").chmod(0o755)
    environment = {**os.environ, "BIN": place, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    for step in workflow["jobs"]["readme"]["steps"]:
        if "run" in step:
            subprocess.run(["bash", "-ec", step["run"]], cwd=tmp_path, env=environment, check=True)
    first, second = (line for line in readme.splitlines() if line.startswith("python3 -m venv "))
    expected = [*f"{first} --version".split(" && "), *BROWSER, *second.split(" && ")]
    expected = [line.replace(".venv/bin", place).replace("'", "").format(place) for line in expected]
    assert (tmp_path / "calls").read_text().splitlines() == expected
