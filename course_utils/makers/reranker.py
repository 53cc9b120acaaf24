"""Makes reranker.npz: `python -m course_utils.makers.reranker` (two minutes of one processor).

For each split of the docstrings: which fifty documents TF-IDF finds for every query, and the teacher's score of each.
"""

import numpy as np

from course_utils.distillation.reranker import candidates, teach
from course_utils.makers.shipping import write_arrays
from course_utils.science.data.docstrings import SPLITS, load_docstrings
from course_utils.science.models.encoder import load_encoder
from course_utils.science.models.tfidf import tfidf_scores


def main() -> None:
    """Let the teacher read every candidate of every split."""
    encoder, arrays = load_encoder(), {}
    for split in SPLITS:
        pairs = load_docstrings(split)
        places = candidates(tfidf_scores(pairs))
        arrays[f"{split} places"] = places.astype(np.int16)
        arrays[f"{split} scores"] = teach(encoder, pairs, places, np.arange(len(pairs))).astype(np.float16)
    write_arrays("reranker", arrays, note="nothing in it is random")


if __name__ == "__main__":
    main()
