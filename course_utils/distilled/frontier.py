"""Score kept against size for tables of all widths: `python -m course_utils.distilled.frontier` makes frontier.npz.

It takes five minutes of CPU time: three tables are trained as in lesson 5, and measured on the test.
"""

import numpy as np

from course_utils.data import ENCODER_BYTES, ENCODER_TOKENS
from course_utils.data_docstrings import load_docstrings
from course_utils.distilled.store import read_arrays, write_arrays
from course_utils.distilled.vectors import teacher_vectors, training_pairs, training_targets
from course_utils.metrics_retrieval import ndcg, share_kept
from course_utils.models.encoder import load_encoder
from course_utils.models.static_student import bags_of, first_table, means, quantise, restore, train_table
from course_utils.models.tfidf import tfidf_scores

WIDTHS = range(16, 257, 16)
BYTES = (1, 4)
WEIGHTS = (0, 1, 2, 3, 4)  # of TF-IDF, beside the table's 1


def frontier() -> np.ndarray:
    """Share of the teacher's nDCG@10: (widths, bytes, weights, 3), the last axis an estimate and its 95 % interval."""
    return read_arrays("frontier")["kept"]


def size_share(width: int, bytes_a_number: int) -> float:
    """A table's size as a share of the teacher's file; a scale of two bytes a row goes with one byte a number."""
    return ENCODER_TOKENS * (width * bytes_a_number + 2 * (bytes_a_number == 1)) / ENCODER_BYTES


def shrink(table: np.ndarray, width: int, bytes_a_number: int) -> np.ndarray:
    """The first columns of a table, rounded to one byte a number if asked to."""
    narrow = table[:, :width]
    if bytes_a_number == 1:
        narrow = restore(*quantise(narrow))
    return np.ascontiguousarray(narrow)


def main() -> None:
    import torch

    teacher, pairs, exam = load_encoder(), training_pairs(), load_docstrings("test")
    bags, targets = bags_of(teacher, pairs.queries + pairs.documents), np.concatenate(training_targets())
    first, sides = first_table(teacher, bags, targets), [bags_of(teacher, x) for x in (exam.queries, exam.documents)]
    tables, pieces = [train_table(first, bags, targets, seed)[0] for seed in (1, 2, 3)], tfidf_scores(exam, pieces=True)
    asked, told = teacher_vectors("test")
    best, kept = ndcg(asked @ told.T), np.zeros((len(WIDTHS), len(BYTES), len(WEIGHTS), 3), np.float32)
    for place in np.ndindex(kept.shape[:2]):
        small = [torch.from_numpy(shrink(table, WIDTHS[place[0]], BYTES[place[1]])) for table in tables]
        alike = [(means(table, sides[0]) @ means(table, sides[1]).T).numpy() for table in small]
        for k, weight in enumerate(WEIGHTS):
            share = share_kept(np.array([ndcg(scores + weight * pieces) for scores in alike]), best)
            kept[place][k] = share.estimate, share.low, share.high
    write_arrays("frontier", {"kept": kept}, note="seeds 1, 2, 3")


if __name__ == "__main__":
    main()
