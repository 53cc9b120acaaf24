"""Sweeps: in order, resumable, the same on this machine's cores and on a cluster, and clear about bad input."""

import os
import signal
import socket
import subprocess
import sys
import time

import numpy as np
import pytest
from running import ROOT

from course_utils.errors import BadSetting
from course_utils.science import sweeps
from course_utils.science.sweeps import sweep

SETTINGS = [{"share": share, "seed": seed} for share in [0.0, 0.5] for seed in range(3)]


def noisy(share, seed):
    return [share + float(np.random.default_rng(seed).normal()), seed]


def stop_at_four(folder, number):
    """Leaves a trace of every call; the fifth one stops the sweep, as the stop button would, until a file says go."""
    (folder_path := __import__("pathlib").Path(folder)).joinpath(f"call-{number}-{time.time_ns()}").touch()
    if number == 4 and not (folder_path / "go").exists():
        raise KeyboardInterrupt
    return number**2


def calls(folder):
    return sorted(path.name.rsplit("-", 1)[0] for path in folder.glob("call-*"))


@pytest.fixture(autouse=True)
def nothing_in_memory():
    sweeps.UNFINISHED.clear()


def test_results_come_in_order_and_are_those_of_plain_calls(capsys):
    assert sweep(noisy, SETTINGS) == [noisy(**setting) for setting in SETTINGS]
    assert "kept in memory only" in capsys.readouterr().out
    assert not sweeps.UNFINISHED, "a finished sweep leaves nothing in memory"


@pytest.mark.parametrize("with_file", [True, False])
def test_an_interrupted_sweep_goes_on_where_it_was(tmp_path, with_file):
    file = tmp_path / "results.jsonl" if with_file else None
    traces = tmp_path / "traces"
    traces.mkdir()
    settings = [{"folder": str(traces), "number": number} for number in range(8)]
    with pytest.raises(KeyboardInterrupt):
        sweep(stop_at_four, settings, file, workers=1)
    assert calls(traces) == [f"call-{k}" for k in range(5)]
    (traces / "go").touch()
    if with_file:
        with file.open("a") as out:
            out.write('["cut off in the middle of a li')
    assert sweep(stop_at_four, settings, file, workers=1) == [k**2 for k in range(8)]
    assert calls(traces) == sorted([f"call-{k}" for k in range(8)] + ["call-4"]), "none is computed twice"


def test_the_stop_button_leaves_a_file_that_a_new_session_goes_on_from(tmp_path):
    file, code, go = tmp_path / "results.jsonl", tmp_path / "slow.py", tmp_path / "go"
    code.write_text(
        "import os, sys, time\nfrom course_utils.science.sweeps import sweep\n"
        f"def slow(k):\n    while k > 9 and not os.path.exists({str(go)!r}):\n        time.sleep(0.1)\n    return k\n"
        "print(sweep(slow, [{'k': k} for k in range(20)], sys.argv[1]))\n"
    )
    command = [sys.executable, str(code), str(file)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (file.exists() and len(file.read_text().splitlines()) > 3):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    time.sleep(1)
    go.touch()  # what has begun may end: the sweep waits for its workers
    process.communicate(timeout=60)
    done = len(file.read_text().splitlines())
    assert process.returncode != 0 and 3 < done < 20
    again = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert again.stdout.strip().endswith(str(list(range(20))))
    assert len(file.read_text().splitlines()) == 20, "what was there was not computed again"
    assert f"{20 - done} of {20 - done}" in again.stdout, "the bar counts what is left to do"


def test_changed_code_is_computed_anew(tmp_path):
    file = tmp_path / "results.jsonl"

    def f(k):
        return k + 1

    first = sweep(f, [{"k": 1}], file, workers=1)

    def f(k):
        return k + 2

    assert (first, sweep(f, [{"k": 1}], file, workers=1)) == ([2], [3])


def folder_is_missing(path):
    return path.parent / "nowhere" / path.name, "can't be written (No such file or directory)"


def file_is_a_folder(path):
    path.mkdir()
    return path, "can't be read (Is a directory)"


def file_is_no_text(path):
    path.write_bytes(b"\xff\xfe")
    return path, "can't be read (it isn't UTF-8 text)"


posix = pytest.mark.skipif(os.name == "nt", reason="Windows says it in other words")


SITUATIONS = [
    pytest.param(folder_is_missing, marks=posix),
    pytest.param(file_is_a_folder, marks=posix),
    file_is_no_text,
]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_without_a_file_to_use_a_sweep_says_so_once_and_goes_on(situation, tmp_path, capsys):
    file, sentence = situation(tmp_path / "results.jsonl")
    assert sweep(noisy, SETTINGS, file, workers=1) == [noisy(**setting) for setting in SETTINGS]
    printed = capsys.readouterr().out
    assert printed.count(f"{sentence}, so new results are kept in memory only.\n") == 1
    assert printed.count("can't be") == 1


def test_a_file_that_may_not_be_read_is_one_sentence(tmp_path, monkeypatch, capsys):
    def refuse(path, **_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sweeps, "read_results", refuse)  # root, who runs many a container, may read everything
    assert sweep(noisy, SETTINGS, tmp_path / "mine.jsonl", workers=1) == [noisy(**setting) for setting in SETTINGS]
    assert "mine.jsonl can't be read (Permission denied), so new results" in capsys.readouterr().out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk that is always full")
def test_a_disk_that_fills_up_loses_no_result(tmp_path, monkeypatch, capsys):
    """Two results fit; stopped after four and started again, the sweep computes only what is missing."""
    file, traces = tmp_path / "results.jsonl", tmp_path / "traces"
    traces.mkdir()
    settings = [{"folder": str(traces), "number": number} for number in range(8)]
    real_open = sweeps.Path.open

    def small_disk(path, mode="r", **kwargs):
        full = path == file and mode == "a" and len(file.read_bytes().splitlines()) >= 2
        return real_open(sweeps.Path("/dev/full") if full else path, mode, **kwargs)

    monkeypatch.setattr(sweeps.Path, "open", small_disk)
    with pytest.raises(KeyboardInterrupt):
        sweep(stop_at_four, settings, file, workers=1)
    (traces / "go").touch()
    assert sweep(stop_at_four, settings, file, workers=1) == [k**2 for k in range(8)]
    assert calls(traces) == sorted([f"call-{k}" for k in range(8)] + ["call-4"]), "none is computed twice"
    assert capsys.readouterr().out.count("can't be written (No space left on device), so new results") == 2


def test_what_is_known_is_used_where_nothing_can_be_written(tmp_path, monkeypatch, capsys):
    file = tmp_path / "results.jsonl"
    expected = sweep(noisy, SETTINGS, file, workers=1)

    def refuse(path):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(sweeps, "take_off_half_a_line", refuse)
    monkeypatch.setattr(sweeps, "run", None)
    assert sweep(noisy, SETTINGS, file) == expected
    assert "can't be written (Read-only file system)" in capsys.readouterr().out


READ_ONLY = """
import _multiprocessing

class SemLock(_multiprocessing.SemLock):
    def __new__(cls, *args, **kwargs):
        raise OSError(30, "Read-only file system")

_multiprocessing.SemLock = SemLock
"""
WHICH_PROCESSES = """
import os, warnings
warnings.simplefilter("ignore")  # joblib says it in its own words
from course_utils.science.sweeps import sweep
from test_sweeps import which_process
print("alone:", set(sweep(which_process, [{"k": k} for k in range(4)])) == {os.getpid()})
"""
NO_PROCESSES = {
    "a /dev/shm that can't be written": READ_ONLY,
    "a Python without semaphores": "import _multiprocessing\ndel _multiprocessing.SemLock",
    "joblib told to use none": "import os\nos.environ['JOBLIB_MULTIPROCESSING'] = '0'",
}


@pytest.mark.parametrize("why", NO_PROCESSES)
def test_where_processes_cannot_share_a_lock_one_does_it_all(why):
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, "-c", NO_PROCESSES[why] + WHICH_PROCESSES]
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert result.returncode == 0, result.stderr[-2000:]
    assert result.stdout.strip().endswith("alone: True")
    assert result.stdout.count("so the sweep runs in one and takes longer.\n") == 1


BAD = {
    "at least one setting": lambda path: sweep(noisy, [], path),
    "workers must be at least 1, got 0": lambda path: sweep(noisy, SETTINGS, path, workers=0),
    "a setting must be made of plain numbers": lambda path: sweep(noisy, [{"share": np.ones(2)}], path),
    "a result must be made of plain numbers": lambda path: sweep(np.float32, [{}], path, workers=1),
    "holds something else than results of a sweep": lambda path: sweep(noisy, SETTINGS, spoil(path)),
}


def spoil(path):
    path.write_text("a shopping list\n")
    return path


@pytest.mark.parametrize("sentence", BAD)
def test_bad_input_is_one_sentence(sentence, tmp_path):
    with pytest.raises(BadSetting, match=sentence) as caught:
        BAD[sentence](tmp_path / "results.jsonl")
    assert "\n" not in str(caught.value)


@pytest.fixture
def cluster():
    """A dask scheduler and two workers, each a process of its own -> the scheduler's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    dask = [sys.executable, "-m", "dask"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    port = address.rsplit(":", 1)[1]
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
    worker = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    processes = [subprocess.Popen(command, **quiet) for command in (scheduler, worker, worker)]
    yield address
    for process in processes:
        process.terminate()
        process.wait(20)


def which_process(k):
    return os.getpid()


def test_a_missing_dask_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadSetting, match="a cluster needs the package distributed"):
        sweep(which_process, [{"k": 1}], tmp_path / "x.jsonl", cluster="tcp://127.0.0.1:1")


def test_a_cluster_gives_the_same_results(cluster, tmp_path):
    from distributed import Client

    with Client(cluster, timeout="60s") as client:
        client.wait_for_workers(2, timeout=60)
    here = sweep(noisy, SETTINGS, tmp_path / "here.jsonl")
    assert sweep(noisy, SETTINGS, tmp_path / "there.jsonl", cluster=cluster) == here
    assert (tmp_path / "here.jsonl").read_text() == (tmp_path / "there.jsonl").read_text()
    with Client(cluster) as client:
        seen = client.run(lambda: __import__("os").getpid())
    pids = sweep(which_process, [{"k": k} for k in range(8)], tmp_path / "pids.jsonl", cluster=cluster)
    assert set(pids) <= set(seen.values()) and len(seen) == 2, "the work was done by the cluster's workers"
