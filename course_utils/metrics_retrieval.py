"""How good a search is, query by query, and what share of a better one's score it keeps."""

import numpy as np

from course_utils.errors import need
from course_utils.metrics import Interval

CUT = 10  # for reciprocal ranks, an answer below this place counts as not found


def ndcg(scores: np.ndarray) -> np.ndarray:
    """nDCG@10 of each query, (queries,), for scores (queries, documents) where document i is the answer to query i.

    ir-measures computes it (Järvelin and Kekäläinen 2002). A score of minus infinity leaves a document out. BadSetting
    if there are fewer documents than queries.
    """
    import ir_measures

    queries, documents = scores.shape
    need(documents >= queries, f"there are {queries} queries and only {documents} documents")
    best = np.argpartition(-scores, min(20, documents - 1), axis=1)[:, :20]
    run = [
        ir_measures.ScoredDoc(str(query), str(document), float(scores[query, document]))
        for query in range(queries)
        for document in best[query]
        if np.isfinite(scores[query, document])
    ]
    answers = [ir_measures.Qrel(str(query), str(query), 1) for query in range(queries)]
    found = {one.query_id: one.value for one in ir_measures.iter_calc([ir_measures.nDCG @ 10], answers, run)}
    return np.array([found.get(str(query), 0.0) for query in range(queries)])


def share_kept(scores: np.ndarray, reference: np.ndarray) -> Interval:
    """mean(scores) / mean(reference) with its 95 % interval: both (queries,) or (seeds, queries), on the same queries.

    The interval is a bootstrap's: 2 000 times, as many queries are drawn again, with repetition, for both at once.
    BadSetting if they aren't about the same queries.
    """
    scores, reference = (np.atleast_2d(x).mean(axis=0) for x in (scores, reference))
    need(scores.shape == reference.shape, f"there are {len(scores)} scores and {len(reference)} of the reference")
    draws = np.random.default_rng(0).integers(0, len(scores), (2000, len(scores)))
    low, high = np.quantile(scores[draws].mean(axis=1) / reference[draws].mean(axis=1), [0.025, 0.975])
    return Interval(float(scores.mean() / reference.mean()), float(low), float(high))


def reciprocal_ranks(scores: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """1 / the answer's place for each query, (queries,), and 0 beyond the tenth: their mean is MRR@10.

    scores (queries, documents); answers (queries,): which document is the query's. Among equals the answer comes last.
    """
    need(len(scores) == len(answers), f"there are {len(scores)} queries and {len(answers)} answers")
    own = np.take_along_axis(scores, np.asarray(answers)[:, None], axis=1)
    ranks = (scores >= own).sum(axis=1)
    return np.where(ranks <= CUT, 1 / ranks, 0.0)


def grouped_interval(values: np.ndarray, groups: np.ndarray | None = None) -> Interval:
    """The mean of values, (queries,) or (seeds, queries), and its 95 % interval by a bootstrap over groups of queries.

    groups (queries,): queries of one group, say of one feature or module, are drawn together; by default each is alone.
    """
    values = np.atleast_2d(values).mean(axis=0)
    places = np.unique(np.arange(len(values)) if groups is None else groups, return_inverse=True)[1]
    sums, sizes = np.bincount(places, values), np.bincount(places)
    draws = np.random.default_rng(0).integers(0, len(sums), (2000, len(sums)))
    low, high = np.quantile(sums[draws].sum(axis=1) / sizes[draws].sum(axis=1), [0.025, 0.975])
    return Interval(float(values.mean()), float(low), float(high))


def unit(vectors: np.ndarray) -> np.ndarray:
    """Each vector divided by its length, in float32."""
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)
