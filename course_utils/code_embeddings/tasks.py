"""Two tasks of finding code by a sentence: functions of Python's standard library, and little-known features of Python.

makers/functions.py says how the functions were read (PSF licence). The snippets and their descriptions were written
for this course; the descriptions avoid a feature's name, as somebody does who doesn't know it.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache

from course_utils.errors import need
from course_utils.science.data.docstrings import LIBRARY, SPLITS, Pairs, tenth
from course_utils.science.data.sections import read_sections
from course_utils.science.data.store import read_shipped

# Of the features in development.txt, 49 were a first test, which was looked at once. test.txt was written after that,
# and before any model had read it: those of the 49 that have templates, in new words, and 24 others. Found only after
# the look: with names masked, nine of the 28 snippets are near copies of a template (copies.py); and one of the
# 24, LEAKED, stands in a template of another feature, so that it counts as neither covered nor uncovered.
FEATURE_SPLITS = ("development", "test")
TEMPLATES = "templates.txt"
LEAKED = "async-comprehension"


@dataclass(frozen=True)
class Block:
    """One feature's part of a file beside this one: sentences that describe it, and pieces of code that have it."""

    name: str
    sentences: list[str]
    codes: list[str]

    @property
    def covered(self) -> bool:
        """Whether templates.txt writes training pairs of this feature."""
        return any(self.name == block.name for block in read_blocks(TEMPLATES))


@cache
def load_functions(split: str) -> Pairs:
    """Functions for "train", "development" or "test", which have no module in common: queries are the first paragraphs
    of their docstrings, documents their source without it. Those of other packages than the standard library are all
    for training, and share no phrase of eight words with it. BadSetting for another split."""
    need(split in SPLITS, f"split must be one of {', '.join(SPLITS)}, got {split!r}")
    packed = read_shipped("functions.txt.gz")
    rows = [json.loads(line) for line in gzip.decompress(packed).decode().split("\n")]
    modules, queries, documents = zip(*(row for row in rows if split_of(row[0]) == split), strict=True)
    return Pairs(list(queries), list(documents), list(modules))


def split_of(module: str) -> str:
    """Which split a module is in; what isn't the standard library's is for training."""
    if not module.startswith(LIBRARY):
        return "train"
    return next(split for split, tenths in SPLITS.items() if tenth(module) in tenths)


def load_features(split: str) -> list[Block]:
    """The little-known features of "development" or "test": each with two sentences and one snippet.

    BadSetting for another split.
    """
    need(split in FEATURE_SPLITS, f"split must be one of {', '.join(FEATURE_SPLITS)}, got {split!r}")
    return list(read_blocks(f"{split}.txt"))


@cache
def read_blocks(name: str) -> tuple[Block, ...]:
    """The blocks of a file beside this one: a line `== name`, lines `? sentence`, and codes with `--` between them.

    MissingData if the file is gone; BadSetting for a block without a sentence or a code.
    """
    return tuple(read_block(title, lines) for title, lines in read_sections(__file__, name).items())


def read_block(name: str, lines: list[str]) -> Block:
    """One block, from the lines below its name."""
    sentences = [line.removeprefix("? ") for line in lines if line.startswith("? ")]
    codes = "\n".join(lines[len(sentences) :])
    need(bool(sentences and codes), f"the block {name!r} must have a line `? sentence`, and code below it")
    return Block(name, sentences, codes.split("\n--\n"))
