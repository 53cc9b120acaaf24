"""The GPU cell: used where there is one, left where there is none, and survived when its memory runs out."""

import pytest

from course_utils import devices


def work(device, size):
    return device, size


def test_without_a_gpu_the_cpu_does_the_small_version(monkeypatch, capsys):
    monkeypatch.setattr(devices, "best_device", lambda: "cpu")
    assert devices.on_best_device(work, big=1_000_000, small=10) == ("cpu", 10)
    said = capsys.readouterr().out
    assert said.startswith("No GPU here") and "1,000,000" in said and said.count("\n") == 1


def test_with_a_gpu_the_big_version_runs_there(monkeypatch, capsys):
    monkeypatch.setattr(devices, "best_device", lambda: "cuda")
    assert devices.on_best_device(work, big=1_000_000, small=10) == ("cuda", 1_000_000)
    assert "Done on the GPU (cuda)" in capsys.readouterr().out


def test_out_of_memory_falls_back_to_the_cpu(monkeypatch, capsys):
    import torch

    def greedy(device, size):
        if device != "cpu":
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 80 GiB")
        return size

    monkeypatch.setattr(devices, "best_device", lambda: "cuda")
    assert devices.on_best_device(greedy, big=1_000_000, small=10) == 10
    assert "ran out of memory" in capsys.readouterr().out


def test_other_errors_are_not_hidden(monkeypatch):
    def broken(device, size):
        raise RuntimeError("a mistake in the cell")

    monkeypatch.setattr(devices, "best_device", lambda: "cuda")
    with pytest.raises(RuntimeError, match="a mistake"):
        devices.on_best_device(broken, big=2, small=1)


def test_the_machine_is_described_in_one_sentence():
    said = devices.describe_machine()
    assert "processor cores" in said and "GB of memory" in said and said.endswith(".")


def test_without_torch_there_is_still_a_cpu(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "torch", None)
    assert devices.best_device() == "cpu"
