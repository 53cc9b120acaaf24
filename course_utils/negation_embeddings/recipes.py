"""What lesson 11 compares: losses for the last layers, and two ways to take a query apart."""

from collections.abc import Callable
from functools import partial

import numpy as np

from course_utils.negation_embeddings.flags import take_apart
from course_utils.negation_embeddings.losses import margin, ordering, ranking
from course_utils.negation_embeddings.subtract import read_parted, split_queries
from course_utils.negation_embeddings.train_encoder import full_loss

# Of what is subtracted. On the development split more of it finds a few more facts, and more of other domains' things.
WEIGHT = 1.0
LOSSES = {  # and how much it counts that other texts stay where they were
    "ordering": (ordering, 0),
    "margin": (margin, 0),
    "ranking": (ranking, 0),
    "margin and stay": (margin, 100),
    "ranking and stay": (ranking, 100),
    "all of it": (full_loss, 100),
}


def read_by_list(read: Callable) -> Callable:
    """texts -> vectors of queries that are taken apart by a list of cues, where it has theirs."""
    return partial(read_parted, read, split_queries, weight=WEIGHT)


def read_by_flags(read: Callable, marker, flags: np.ndarray) -> Callable:
    """texts -> vectors of queries that the marker takes apart; `read` reads the parts, and whole queries."""
    return partial(read_parted, read, partial(take_apart, marker, flags), weight=WEIGHT)
