"""Makes reranker.npz: `python -m course_utils.distilled.reranker` (two minutes of one processor; prints its SHA-256).

For each split of the docstrings: which fifty documents TF-IDF finds for every query, and the teacher's score of each.
"""

import hashlib
from datetime import date
from importlib.metadata import version

import numpy as np

from course_utils.data_docstrings import SPLITS, load_docstrings
from course_utils.models.encoder import load_encoder
from course_utils.models.reranker import SCORES, candidates, teach
from course_utils.models.tfidf import tfidf_scores

PACKAGES = ("scikit-learn", "sentence-transformers", "torch", "transformers")


def main() -> None:
    """Let the teacher read every candidate of every split, and write its scores beside this file."""
    encoder, arrays = load_encoder(), {}
    for split in SPLITS:
        pairs = load_docstrings(split)
        places = candidates(tfidf_scores(pairs))
        arrays[f"{split} places"] = places.astype(np.int16)
        arrays[f"{split} scores"] = teach(encoder, pairs, places, np.arange(len(pairs))).astype(np.float16)
    made_with = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    how = f"python -m course_utils.distilled.reranker, {date.today()}, {made_with}; nothing in it is random"
    np.savez_compressed(SCORES, how=how, **arrays)
    print(hashlib.sha256(SCORES.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
