"""What the encoder makes of all that code, in a checked file; `python -m course_utils.distilled.code_vectors` makes it.

That takes a quarter of an hour of CPU time. One byte a number, with a scale a vector (static_student.quantise):
- "test plain …", "development plain …": the last layer's vectors of queries and documents, (n, 384);
- "hidden D": those of the test's documents with names hidden to degree D (code_names.DEGREES);
- "train …", "development …", "test …" and "written …": vectors of both layers, turned and cut to 384 numbers, as
  `turn` does it. It prints its SHA-256, and keeps what made it under "made_by".
"""

import hashlib
import io
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.code_names import DEGREES, hide_names
from course_utils.data import checked
from course_utils.data_code import load_functions
from course_utils.data_docstrings import SPLITS
from course_utils.distilled.vectors import stamp, unit
from course_utils.models.static_student import quantise
from course_utils.synthetic_code import VARIETIES, write_variety

PLACE = Path(__file__).with_name("code_vectors.npz")
PLACE_SHA256 = "6b8e04e0bd21ab73af79f73a6b0cd50d12ca92a58a542a4af48250fc282045ed"
WRITTEN = 900  # pairs of each variety
SIDES = ("queries", "documents")


@cache
def read_arrays() -> dict[str, np.ndarray]:
    """The arrays in the file; MissingData if it isn't the one that was made for this."""
    (packed,) = checked([PLACE], PLACE_SHA256, "the file of the code's vectors")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def stored(name: str) -> np.ndarray:
    """Unit vectors (n, 384) in float32 under this name; they agree with live ones to about two digits."""
    arrays = read_arrays()
    return unit(arrays[name].astype(np.float32) * arrays[f"{name} scale"].astype(np.float32))


def both_sides(name: str) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of queries and documents under "train", "test plain", "written all templates" and so on."""
    return tuple(stored(f"{name} {side}") for side in SIDES)


def turn(layers: np.ndarray) -> np.ndarray:
    """Unit vectors (n, 384) of what encode_layers gives, (n, 2, 384): along the 384 axes on which training texts differ
    most, of 768."""
    return unit(layers.reshape(len(layers), -1) @ read_arrays()["axes"].astype(np.float32))


def texts_to_encode() -> dict[str, list[str]]:
    """name -> texts, in the file's names: functions of all splits, functions with hidden names, and written pairs."""
    texts = {}
    for split in SPLITS:
        pairs = load_functions(split)
        texts |= {f"{split} queries": pairs.queries, f"{split} documents": pairs.documents}
    for variety in VARIETIES:
        written = write_variety(variety, WRITTEN)
        texts |= {f"written {variety} queries": written.sentences, f"written {variety} documents": written.codes}
    for degree in range(1, len(DEGREES)):
        texts[f"hidden {degree}"] = [hide_names(code, degree) for code in load_functions("test").documents]
    return texts


def pack(encoded: dict[str, np.ndarray]) -> bytes:
    """The file's bytes, from name -> (n, 2, 384)."""
    flat = {name: vectors.reshape(len(vectors), -1) for name, vectors in encoded.items()}
    axes = main_axes(np.concatenate([flat[f"train {side}"] for side in SIDES]))
    arrays = {"axes": axes.astype(np.float16), "made_by": np.array(stamp("code_vectors"))}
    for name, vectors in encoded.items():
        hidden, searched = name.startswith("hidden"), name.startswith(("development", "test"))
        if hidden or searched:  # what the lesson searches without training
            add(arrays, name.replace(" ", " plain ") if searched else name, vectors[:, 0])
        if not hidden:
            add(arrays, name, unit(flat[name] @ axes))
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def add(arrays: dict[str, np.ndarray], name: str, vectors: np.ndarray) -> None:
    """Put the vectors under this name, one byte a number, and each one's scale beside them."""
    arrays[name], arrays[f"{name} scale"] = quantise(vectors)


def main_axes(vectors: np.ndarray) -> np.ndarray:
    """The axes (768, 384) along which vectors (n, 768) are longest, as distilled/vectors.py has them for its own."""
    return np.linalg.eigh(vectors.T @ vectors)[1][:, :-385:-1]


def main() -> None:
    from course_utils.models.encoder import load_encoder
    from course_utils.models.two_layers import encode_layers

    encoder, encoded = load_encoder(), {}
    for name, texts in texts_to_encode().items():
        encoded[name] = encode_layers(encoder, texts)
        print(name, len(texts), flush=True)
    PLACE.write_bytes(pack(encoded))
    print(PLACE.stat().st_size, "bytes, SHA-256", hashlib.sha256(PLACE.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
