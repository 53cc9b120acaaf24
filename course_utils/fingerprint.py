"""Which files a lesson's outputs hang on, found without running it, and a hash of each.

They are the modules of this package that the lesson imports, those that these import, and so on, also inside functions;
its file of exercises, which is loaded by name; and the data files that lie beside these modules, or in a folder that
one of them names.
"""

import ast
import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from importlib.util import resolve_name
from pathlib import Path

PACKAGE = "course_utils"


def fingerprint(lesson: str, code: str, root: Path) -> dict[str, str]:
    """Path in the repository -> twelve hexadecimal digits, for every file that this code of a lesson hangs on."""
    modules = reached([*imported_by(code, PACKAGE), f"{PACKAGE}.exercises.{lesson}"], root)
    files = {*modules, *data_files(modules, root)}
    return {file.relative_to(root).as_posix(): digits(file.read_bytes()) for file in sorted(files)}


def digits(content: bytes) -> str:
    """Twelve hexadecimal digits of the SHA-256."""
    return hashlib.sha256(content).hexdigest()[:12]


def reached(names: Iterable[str], root: Path) -> set[Path]:
    """The files of the modules with these dotted names, and of all that they import."""
    found, waiting = set(), list(names)
    while waiting:
        for file in files_of(waiting.pop(), root) - found:
            found.add(file)
            waiting += imported_by(file.read_text(encoding="utf-8"), ".".join(file.relative_to(root).parent.parts))
    return found


def imported_by(code: str, package: str) -> Iterator[str]:
    """What the import statements of some code in this package name; with `from a import b`, b may be a module, too."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def files_of(name: str, root: Path) -> set[Path]:
    """The files that importing a dotted name runs: the module's, and those of the packages around it."""
    parts = name.split(".") if name.startswith(PACKAGE) else []
    places = [root.joinpath(*parts[:count]) for count in range(1, len(parts) + 1)]
    files = [file for place in places for file in (place / "__init__.py", place.with_name(f"{place.name}.py"))]
    return set(filter(Path.exists, files))


def data_files(modules: set[Path], root: Path) -> list[Path]:
    """What pip installs beside these modules, or in a folder that one of them names."""
    tools = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    patterns = tools["setuptools"]["package-data"][PACKAGE]
    shipped = [file for pattern in patterns for file in (root / PACKAGE).glob(pattern)]
    beside, named = {module.parent for module in modules}, {name for module in modules for name in names_in(module)}
    return [file for file in shipped if file.parent in beside or file.parent.name in named]


def names_in(module: Path) -> Iterator[str]:
    """The pieces of a module's texts, cut at `/`."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from node.value.split("/")
