"""Makes docstrings.txt.gz: `python -m course_utils.makers.docstrings` (under a minute).

It reads the source of Python's standard library and of 25 packages that are installed here, without importing them. The
texts travel with the course, because another Python, or another numpy, has other docstrings.
"""

import ast
import gzip
import re
import sysconfig
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from course_utils.makers.shipping import write_shipped
from course_utils.science.data.docstrings import LIBRARY

# All under the licences of NOTICE.txt: BSD, MIT, and the Python Software Foundation's and matplotlib's own.
PACKAGES = """
    numpy scipy sklearn pandas torch matplotlib networkx sympy mpmath sqlalchemy IPython ipywidgets traitlets
    jupyter_server nbconvert joblib dask distributed fsspec bs4 jinja2 narwhals mlxtend imblearn fairlearn
"""
PIP_NAMES = {"sklearn": "scikit-learn", "imblearn": "imbalanced-learn", "bs4": "beautifulsoup4"}
# Not there on every system, templates, private twins of a public module, and what Python 3.12 and 3.13 dropped.
SKIPPED = """
    test tests testing idlelib lib2to3 turtledemo site-packages dist-packages distutils ensurepip pydoc_data encodings
    tkinter turtle telnetlib cgi cgitb asynchat asyncore smtpd imp nntplib pipes crypt msilib sndhdr imghdr uu xdrlib
    aifc audioop chunk mailcap nis ossaudiodev spwd sunau _vendor _vendored vendored
"""
MOST = 1200  # pairs from one package
MAX_CHARACTERS = 400  # characters of a document: about a hundred tokens
PHRASE = 8  # words in a row that a training text may not share with the standard library


def describe(root: Path) -> Iterator[tuple[str, str, str]]:
    """(module, first paragraph, the rest) of every long enough docstring of a function or class below a folder."""
    for file in sorted(root.rglob("*.py")):
        module = file.relative_to(root).with_suffix("").parts
        if set(SKIPPED.split()).isdisjoint(module) and not module[0].startswith("_"):
            for docstring in docstrings_in(file):
                first, _, rest = docstring.partition("\n\n")
                query, document = (" ".join(text.split()) for text in (first, rest))
                if len(query) >= 20 and len(document) >= 80:
                    yield module[0], query[:MAX_CHARACTERS], document[:MAX_CHARACTERS]


def docstrings_in(file: Path) -> Iterator[str]:
    """The docstrings of a source file's functions and classes; none if Python can't read the file."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):  # a template, or Python 2
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield ast.get_docstring(node) or ""


def distinct(pairs, seen: set[str]) -> list[tuple[str, str, str]]:
    """The pairs of which neither text was seen before."""
    kept = []
    for pair in pairs:
        if seen.isdisjoint(pair[1:]):
            seen.update(pair[1:])
            kept.append(pair)
    return kept


def phrases(pair: tuple) -> set[str]:
    """All runs of PHRASE words in the pair's two texts."""
    words = re.findall(r"\w+", " ".join(pair[1:]).lower())
    return {" ".join(words[i : i + PHRASE]) for i in range(len(words) - PHRASE + 1)}


def collect() -> list[tuple[str, str, str]]:
    """The standard library's pairs, marked by module, then those of the packages, which share no phrase with them."""
    seen: set[str] = set()
    pairs = [(f"{LIBRARY}{module}", *texts) for module, *texts in distinct(describe(standard_library()), seen)]
    taken = set().union(*map(phrases, pairs))
    for package in PACKAGES.split():
        (root,) = find_spec(package).submodule_search_locations
        found = distinct(((package, *texts) for _, *texts in describe(Path(root))), seen)
        fresh = [pair for pair in found if phrases(pair).isdisjoint(taken)]
        step = max(1, len(fresh) / MOST)  # spread over the package
        pairs += [fresh[int(i * step)] for i in range(min(MOST, len(fresh)))]
    return pairs


def standard_library() -> Path:
    """The folder of the standard library's source."""
    return Path(sysconfig.get_path("stdlib"))


def main() -> None:
    text = "\n".join("\t".join(pair) for pair in collect())
    packed = gzip.compress(text.encode(), 9, mtime=0)
    write_shipped("docstrings.txt.gz", packed)
    print(len(text.splitlines()), "pairs", len(packed), "bytes")
    print(", ".join(f"{name} {version(PIP_NAMES.get(name, name))}" for name in PACKAGES.split()))


if __name__ == "__main__":
    main()
