"""Makes functions.txt.gz: `python -m course_utils.makers.functions` (a few seconds).

It reads the functions of Python's standard library and of docstrings.py's 25 packages, without importing
them: the first paragraph of a docstring, and the source without docstring and comments. They travel with the course,
because another Python has other functions.
"""

import ast
import gzip
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from course_utils.makers.docstrings import PACKAGES, SKIPPED, phrases, standard_library
from course_utils.makers.shipping import write_shipped
from course_utils.science.data.docstrings import LIBRARY

MAX_CHARACTERS = 400  # characters of a description
LONGEST_CODE = 2000  # characters of a function: the encoder reads no more than 256 tokens
MOST = 150  # functions of one package
LEAST_LINES = 4  # of a function, with its first


def functions_in(file: Path) -> Iterator[tuple[str, str]]:
    """(first paragraph of the docstring, source without it) of a file's functions; none if Python can't read it."""
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (SyntaxError, UnicodeDecodeError):  # a template, or Python 2
        return
    for node in ast.walk(tree):
        docstring = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node)
        if docstring and len(node.body) > 1:
            node.body = node.body[1:]
            yield " ".join(docstring.split("\n\n")[0].split())[:MAX_CHARACTERS], ast.unparse(node)


def functions_below(root: Path, seen: set[str]) -> Iterator[tuple[str, str, str]]:
    """(module, description, code) of every function below a folder that is long enough and was not seen before."""
    for file in sorted(root.rglob("*.py")):
        module = file.relative_to(root).with_suffix("").parts
        if set(SKIPPED.split()).isdisjoint(module) and not module[0].startswith("_"):
            for texts in functions_in(file):
                if fits(*texts) and seen.isdisjoint(texts):
                    yield module[0], *texts
                seen.update(texts)


def collect() -> list[tuple[str, str, str]]:
    """The standard library's functions, marked by module, then some of each package, which share no phrase with it."""
    seen: set[str] = set()
    rows = [(f"{LIBRARY}{module}", *texts) for module, *texts in functions_below(standard_library(), seen)]
    taken = set().union(*map(phrases, rows))
    for package in PACKAGES.split():
        (root,) = find_spec(package).submodule_search_locations
        found = [(package, *texts) for _, *texts in functions_below(Path(root), seen)]
        fresh = [row for row in found if phrases(row).isdisjoint(taken)]
        step = max(1, len(fresh) / MOST)  # spread over the package
        rows += [fresh[int(i * step)] for i in range(min(MOST, len(fresh)))]
    return rows


def fits(description: str, code: str) -> bool:
    """Whether a sentence describes a function, and both have a fair length."""
    sentence = len(description) >= 20 and not description.startswith(">>>")
    return sentence and code.count("\n") + 1 >= LEAST_LINES and len(code) <= LONGEST_CODE


def main() -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in collect()]
    packed = gzip.compress("\n".join(lines).encode(), 9, mtime=0)
    write_shipped("functions.txt.gz", packed)
    print(len(lines), "functions", len(packed), "bytes")


if __name__ == "__main__":
    main()
