"""A task of retrieval: find the rest of a docstring by its first paragraph.

The docstrings are those of functions and classes in Python's standard library (PSF licence), and for training those of
26 other packages (BSD, MIT and alike: distilled/NOTICE.txt); distilled/docstrings.py says how they were read.
"""

import gzip
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.data import checked
from course_utils.errors import need
from course_utils.metrics import Interval

PLACE = Path(__file__).parent / "distilled" / "docstrings.txt.gz"
PLACE_SHA256 = "b36ec5dfe432e1c2f9767a2de749b37491f49b5a8600068e9a3132ada3f8586f"
LIBRARY = "python."  # marks the standard library's modules
SPLITS = {"train": range(6, 10), "development": range(4, 6), "test": range(0, 4)}


@dataclass(frozen=True)
class Pairs:
    """queries[i] is the first paragraph of a docstring and documents[i] the rest; modules[i] is where it stands."""

    queries: list[str]
    documents: list[str]
    modules: list[str]

    def __len__(self) -> int:
        return len(self.queries)


@cache
def load_docstrings(split: str) -> Pairs:
    """The standard library's pairs of "train", "development" or "test", which have no module in common.

    A split is also its own pool: every query of the test has to find its document among all documents of the test.
    BadSetting for another split.
    """
    need(split in SPLITS, f"split must be one of {', '.join(SPLITS)}, got {split!r}")
    return pairs_where(lambda module: module.startswith(LIBRARY) and tenth(module) in SPLITS[split])


@cache
def load_other_docstrings() -> Pairs:
    """The other packages' pairs: no phrase of eight words in them stands in the standard library's pairs."""
    return pairs_where(lambda module: not module.startswith(LIBRARY))


def pairs_where(chosen) -> Pairs:
    """The file's pairs whose module is chosen, in the order of the file."""
    rows = [row for row in read_rows() if chosen(row[0])]
    modules, queries, documents = (list(column) for column in zip(*rows, strict=True))
    return Pairs(queries, documents, modules)


@cache
def read_rows() -> list[list[str]]:
    """[module, query, document] of every pair in the file; MissingData if it isn't the file that was made for this."""
    (packed,) = checked([PLACE], PLACE_SHA256, "the file of docstrings")
    return [line.split("\t") for line in gzip.decompress(packed).decode().split("\n")]


def tenth(module: str) -> int:
    """0 to 9, by the module's name: the same everywhere, and nobody chose which module is in the test."""
    return zlib.crc32(module.encode()) % 10


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
