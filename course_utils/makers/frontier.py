"""Score kept against size for tables of all widths: `python -m course_utils.makers.frontier` makes frontier.npz.

It takes five minutes of CPU time: three tables are trained as in lesson 9, and measured on the test.
"""

import numpy as np

from course_utils.distillation.shipped import BYTES, WEIGHTS, WIDTHS, teacher_vectors, training_pairs, training_targets
from course_utils.distillation.static_student import bags_of, first_table, means, train_table
from course_utils.makers.shipping import write_arrays
from course_utils.science.data.docstrings import load_docstrings
from course_utils.science.models.encoder import load_encoder
from course_utils.science.models.tfidf import tfidf_scores
from course_utils.science.quantise import quantise, restore
from course_utils.science.retrieval import ndcg, share_kept


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
