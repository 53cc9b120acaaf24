"""What the encoder makes of all that code, in a checked file; `python -m course_utils.makers.code_vectors` makes it.

That takes a quarter of an hour of CPU time. One byte a number, with a scale a vector (quantise):
- "test plain …", "development plain …": the last layer's vectors of queries and documents, (n, 384);
- "hidden D": those of the test's documents with names hidden to degree D (names.DEGREES);
- "train …", "development …", "test …" and "written …": vectors of both layers, turned and cut to 384 numbers, as
  `turn` does it.
"""

import numpy as np

from course_utils.code_embeddings.names import DEGREES, hide_names
from course_utils.code_embeddings.tasks import load_functions
from course_utils.code_embeddings.writer import VARIETIES, write_variety
from course_utils.makers.shipping import write_arrays
from course_utils.makers.vectors import main_axes
from course_utils.science.data.docstrings import PARTS, SPLITS
from course_utils.science.quantise import quantise
from course_utils.science.retrieval import unit

WRITTEN = 900  # pairs of each variety
DIMENSIONS = 384


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


def pack(encoded: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The file's arrays, from name -> (n, 2, 384)."""
    flat = {name: vectors.reshape(len(vectors), -1) for name, vectors in encoded.items()}
    axes = main_axes(np.concatenate([flat[f"train {side}"] for side in PARTS]), DIMENSIONS)
    arrays = {"axes": axes.astype(np.float16)}
    for name, vectors in encoded.items():
        hidden, searched = name.startswith("hidden"), name.startswith(("development", "test"))
        if hidden or searched:  # what the lesson searches without training
            add(arrays, name.replace(" ", " plain ") if searched else name, vectors[:, 0])
        if not hidden:
            add(arrays, name, unit(flat[name] @ axes))
    return arrays


def add(arrays: dict[str, np.ndarray], name: str, vectors: np.ndarray) -> None:
    """Put the vectors under this name, one byte a number, and each one's scale beside them."""
    arrays[name], arrays[f"{name} scale"] = quantise(vectors)


def main() -> None:
    from course_utils.code_embeddings.vectors import encode_layers
    from course_utils.science.models.encoder import load_encoder

    encoder, encoded = load_encoder(), {}
    for name, texts in texts_to_encode().items():
        encoded[name] = encode_layers(encoder, texts)
        print(name, len(texts), flush=True)
    write_arrays("code_vectors", pack(encoded), note="the pairs are written with seed 1")


if __name__ == "__main__":
    main()
