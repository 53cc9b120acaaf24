"""What the encoder makes of sentences and code, from its last layer and its fourth of six: now, or from a file.

What a sentence means is clearest at the end; on the way there more is left of how a text is built. Neither costs extra.
"""

import numpy as np

from course_utils.science.data.docstrings import PARTS
from course_utils.science.data.store import read_arrays
from course_utils.science.models.encoder import check_texts
from course_utils.science.quantise import restore
from course_utils.science.retrieval import unit

LAYERS = (6, 4)


def encode_layers(model, texts: list[str], batch: int = 32) -> np.ndarray:
    """(texts, 2, 384) in float32: the mean of each text's tokens after the sixth and the fourth layer, of unit length.

    A text longer than 256 tokens is cut there, and that is said. BadSetting for no texts, an empty one, or one string.
    """
    import torch  # here, because it takes seconds

    check_texts(model, texts)
    vectors = np.empty((len(texts), len(LAYERS), model[0].auto_model.config.hidden_size), np.float32)
    order = np.argsort([len(text) for text in texts], kind="stable")  # texts of like length waste least on padding
    for rows in np.split(order, range(batch, len(texts), batch)):
        with torch.no_grad():
            vectors[rows] = mean_tokens(model, [texts[row] for row in rows])
    return vectors


def mean_tokens(model, texts: list[str]) -> np.ndarray:
    """The unit vectors of one batch, (texts, layers, 384)."""
    import torch
    from torch.nn.functional import normalize

    how = {"padding": True, "truncation": True, "max_length": model.max_seq_length, "return_tensors": "pt"}
    tokens = model.tokenizer(texts, **how)
    states = model[0].auto_model(**tokens, output_hidden_states=True).hidden_states
    there = tokens["attention_mask"][:, None, :, None]
    summed = (torch.stack([states[layer] for layer in LAYERS], dim=1) * there).sum(dim=2)
    return normalize(summed, dim=2).numpy()


def stored(name: str) -> np.ndarray:
    """Unit vectors (n, 384) in float32 under this name; they agree with live ones to about two digits."""
    arrays = read_arrays("code_vectors")
    return unit(restore(arrays[name], arrays[f"{name} scale"]))


def both_sides(name: str) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of queries and documents under "train", "test plain", "written 45 features" and so on."""
    return tuple(stored(f"{name} {side}") for side in PARTS)


def turn(layers: np.ndarray) -> np.ndarray:
    """Unit vectors (n, 384) of what encode_layers gives, (n, 2, 384): along the 384 axes on which training texts differ
    most, of 768."""
    return unit(layers.reshape(len(layers), -1) @ read_arrays("code_vectors")["axes"].astype(np.float32))
