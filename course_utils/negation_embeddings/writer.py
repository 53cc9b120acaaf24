"""Sentences with "without" by a small language model that was asked for them: does it do what it is told?

`python -m course_utils.makers.written` prints SmolLM2's sentences as they stand in written.txt, where one of us then
wrote before each what it says: "lacks" as asked, "has", "both" at once, or "neither".
"""

from collections import Counter
from pathlib import Path

import numpy as np

from course_utils.negation_embeddings.lexicon import load_topics

PLACE = Path(__file__).with_name("written.txt")
ASKED = "Write one short sentence about {things} that do not have {attribute}."
TOKENS = 30  # at most, for one sentence


def draw_requests(count: int, seed: int = 0) -> list[str]:
    """So many requests, about topics for training drawn at random."""
    topics = load_topics("train")
    rows = np.random.default_rng(seed).permutation(len(topics))[:count]
    return [ASKED.format(things=topics[row].things[0], attribute=topics[row].attribute) for row in rows]


def write_sentence(model, asked: str) -> str:
    """The model's likeliest answer to a request, up to the end of its first sentence; no chance is in it.

    model: as language_model.smollm2 gives it.
    """
    import torch

    how = {"add_generation_prompt": True, "return_tensors": "pt", "return_dict": True}
    tokens = model.tokenizer.apply_chat_template([{"role": "user", "content": asked}], **how).to(model.start.device)
    with torch.no_grad():
        said = model.start.generate(**tokens, max_new_tokens=TOKENS, do_sample=False)
    text = model.tokenizer.decode(said[0, tokens["input_ids"].shape[1] :], skip_special_tokens=True).strip()
    return text.split("\n")[0].split(". ")[0].strip('" ')


def read_written() -> list[tuple[str, str, str]]:
    """(what it says, request, sentence) of each line of written.txt."""
    return [tuple(line.split(" | ")) for line in PLACE.read_text(encoding="utf-8").splitlines()]


def count_written() -> Counter:
    """How many of the sentences say what."""
    return Counter(says for says, _, _ in read_written())
