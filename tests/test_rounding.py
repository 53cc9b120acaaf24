"""Processors round differently, and `rounding` says how."""

import os
import subprocess
import sys

import pytest
from running import ROOT

from course_utils.build.rounding import rounding


def test_another_process_rounds_alike():
    assert in_a_process() == rounding()


def test_without_the_processors_wide_instructions_numbers_round_otherwise():
    import torch

    if torch.backends.cpu.get_cpu_capability() == "DEFAULT":
        pytest.skip("this processor has no wide instructions that torch uses")
    assert in_a_process(ATEN_CPU_CAPABILITY="default") != rounding()


def in_a_process(**environment) -> str:
    code = "from course_utils.build.rounding import rounding; print(rounding())"
    command = [sys.executable, "-c", code]
    return subprocess.check_output(command, text=True, cwd=ROOT, env={**os.environ, **environment}).strip()
