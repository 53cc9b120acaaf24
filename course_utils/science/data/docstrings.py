"""A task of retrieval: find the rest of a docstring by its first paragraph.

The docstrings are those of functions and classes in Python's standard library (PSF licence), and for training those of
25 other packages (BSD, MIT and alike: shipped/NOTICE.txt); makers/docstrings.py says how they were read.
"""

import gzip
import zlib
from dataclasses import dataclass
from functools import cache

from course_utils.errors import need
from course_utils.science.data.store import read_shipped

PARTS = ("queries", "documents")
LIBRARY = "python."  # marks the standard library's modules
# Settings were chosen on train and development, but for one temperature of the reranker, added after a look at the
# test; and four weights of an abandoned draft were fitted on the present test.
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
    packed = read_shipped("docstrings.txt.gz")
    return [line.split("\t") for line in gzip.decompress(packed).decode().split("\n")]


def tenth(module: str) -> int:
    """0 to 9, by the module's name: the same everywhere, and nobody chose which module is in the test."""
    return zlib.crc32(module.encode()) % 10
