"""The sentence encoder of lessons 5 to 7: all-MiniLM-L6-v2 (Apache 2.0), 384 numbers a text, read from its wheel."""

from functools import cache

import numpy as np

from course_utils.data import ENCODER, ENCODER_SHA256, checked, locate
from course_utils.errors import MissingData, need


@cache
def load_encoder():
    """The teacher as a sentence_transformers.SentenceTransformer on the CPU; it needs no network.

    MissingData, in one sentence, if a package is missing or a file is not the one the course was written for.
    """
    place = locate(*ENCODER)
    for name, sha256 in ENCODER_SHA256.items():
        checked([locate(ENCODER[0], f"{ENCODER[1]}/{name}")], sha256, f"{name} of the sentence encoder")
    return open_encoder(str(place))


def open_encoder(folder: str):
    """A SentenceTransformer from files in a folder, without the bar that its weights would draw."""
    try:
        from sentence_transformers import SentenceTransformer  # here, because it takes seconds
        from transformers.utils import logging
    except ImportError as reason:
        raise MissingData(
            "this part of the lesson needs sentence-transformers, which is not installed here: run "
            "`%pip install sentence-transformers`, restart the kernel and run all cells."
        ) from reason
    logging.disable_progress_bar()
    try:
        return SentenceTransformer(folder, device="cpu", local_files_only=True).eval()
    finally:
        logging.enable_progress_bar()


def encode(model, texts: list[str], batch: int = 32) -> np.ndarray:
    """Unit vectors (texts, dimensions) in float32; a dot product of two of them is their cosine."""
    check_texts(model, texts)
    return model.encode(list(texts), batch_size=batch, normalize_embeddings=True, show_progress_bar=False)


def check_texts(model, texts: list[str]) -> None:
    """BadSetting for one string, no texts, or an empty one; prints a sentence for each that is too long."""
    need(not isinstance(texts, str), "texts must be a list of strings, got one string: put it in brackets")
    need(len(texts) > 0, "there are no texts to encode")
    need(all(text.strip() for text in texts), "every text must say something, but one of them is empty")
    for text in texts:
        say_what_is_cut(model, text)


def say_what_is_cut(model, text: str) -> None:
    """Print one sentence if the text is longer than the model reads: how long it is, and where the rest begins."""
    limit = model.max_seq_length
    if len(text) <= limit:  # a token has at least one letter
        return
    spans = model.tokenizer(text, return_offsets_mapping=True, verbose=False)["offset_mapping"]
    if len(spans) > limit:
        rest = " ".join(text[spans[limit - 1][0] :].split())[:12]
        print(f"A text of {len(spans)} tokens is longer than the {limit} that the encoder reads: cut from {rest!r} on.")


def save_encoder(model, folder) -> None:
    """Write a SentenceTransformer's files into a folder, from which open_encoder reads them again, as safetensors."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        model.save(str(folder), create_model_card=False)
    finally:
        logging.enable_progress_bar()
