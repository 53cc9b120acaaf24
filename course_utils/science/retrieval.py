"""How good a search is, query by query, and what share of a better one's score it keeps."""

import numpy as np

from course_utils.errors import need
from course_utils.science.metrics import Interval

CUT = 10  # an answer below this place counts as not found


def ndcg(scores: np.ndarray) -> np.ndarray:
    """nDCG@10 of each query, (queries,), for scores (queries, documents) where document i is the answer to query i.

    With one answer a query it is 1 / log2(1 + the answer's place), and 0 beyond the tenth (Järvelin and Kekäläinen
    2002). BadSetting if there are fewer documents than queries.
    """
    queries, documents = scores.shape
    need(documents >= queries, f"there are {queries} queries and only {documents} documents")
    found = places(scores, np.arange(queries))
    return np.where(found <= CUT, 1 / np.log2(1 + found), 0.0)


def share_kept(scores: np.ndarray, reference: np.ndarray) -> Interval:
    """mean(scores) / mean(reference) with its 95 % interval: both (queries,) or (seeds, queries), on the same queries.

    The interval is a bootstrap's: 2 000 times, as many queries are drawn again, with repetition, for both at once, and
    as many seeds for each of the two. BadSetting if they aren't about the same queries.
    """
    both, rng = [np.atleast_2d(x) for x in (scores, reference)], np.random.default_rng(0)
    queries, others = (x.shape[1] for x in both)
    need(queries == others, f"there are {queries} scores and {others} of the reference")
    drawn, means = rng.integers(0, queries, (2000, queries)), []
    for x in both:
        seeds = rng.multinomial(len(x), np.full(len(x), 1 / len(x)), 2000) / len(x)
        means.append(np.take_along_axis(seeds @ x, drawn, axis=1).mean(axis=1))
    low, high = np.quantile(means[0] / means[1], [0.025, 0.975])
    return Interval(float(np.mean(both[0]) / np.mean(both[1])), float(low), float(high))


def reciprocal_ranks(scores: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """1 / the answer's place for each query, (queries,), and 0 beyond the tenth: their mean is MRR@10.

    scores (queries, documents); answers (queries,): which document is the query's.
    """
    need(len(scores) == len(answers), f"there are {len(scores)} queries and {len(answers)} answers")
    found = places(scores, answers)
    return np.where(found <= CUT, 1 / found, 0.0)


def places(scores: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Where each query's answer stands, (queries,), from 1; infinity if its score isn't finite: it was left out.

    Among equals the answer comes last, so that nobody is rewarded for scores that say nothing.
    """
    own = np.take_along_axis(scores, np.asarray(answers)[:, None], axis=1)
    return np.where(np.isfinite(own[:, 0]), (scores >= own).sum(axis=1), np.inf)


def grouped_interval(values: np.ndarray, groups: np.ndarray | None = None) -> Interval:
    """The mean of values, (queries,) or (seeds, queries), and its 95 % interval by a bootstrap over seeds and groups.

    groups (queries,): queries of one group, say of one feature or module, are drawn together; by default each is alone.
    """
    values, rng = np.atleast_2d(values).astype(float), np.random.default_rng(0)
    groups = np.arange(values.shape[1]) if groups is None else groups
    inside = groups[:, np.newaxis] == np.unique(groups)
    sums, sizes = values @ inside, inside.sum(axis=0)
    seeds, often = (rng.multinomial(n, np.full(n, 1 / n), 2000) for n in sums.shape)
    means = (seeds @ sums / len(values) * often).sum(axis=1) / (often @ sizes)
    return Interval(float(values.mean()), *np.quantile(means, [0.025, 0.975]).tolist())


def unit(vectors: np.ndarray) -> np.ndarray:
    """Each vector divided by its length, in float32."""
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)
