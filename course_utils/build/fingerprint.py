"""Which files a lesson's outputs hang on, found without running it, and a hash of each.

They are the modules of this package that the lesson imports, those that these import, and so on, also inside functions;
its file of exercises, which is loaded by name; the modules behind the everyday names of the package; and the data files
that lie beside these modules, or whose names stand in one of them or in the lesson.
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
    files = {*modules, *data_files(modules, code, root)}
    return {file.relative_to(root).as_posix(): digits(file.read_bytes()) for file in sorted(files)}


def digits(content: bytes) -> str:
    """Twelve hexadecimal digits of the SHA-256."""
    return hashlib.sha256(content).hexdigest()[:12]


def reached(names: Iterable[str], root: Path) -> set[Path]:
    """The files of the modules with these dotted names, and of all that they import."""
    found, waiting, everyday = set(), list(names), everyday_modules(root)
    while waiting:
        name = waiting.pop()
        for file in files_of(everyday.get(name, name), root) - found:
            found.add(file)
            waiting += imported_by(file.read_text(encoding="utf-8"), ".".join(file.relative_to(root).parent.parts))
    return found


def everyday_modules(root: Path) -> dict[str, str]:
    """course_utils.NAME -> the dotted name of the module behind it, as the table in course_utils/__init__.py says."""
    for node in ast.parse((root / PACKAGE / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "EVERYDAY":
            table = ast.literal_eval(node.value)
            return {f"{PACKAGE}.{n}": f"{PACKAGE}.{module}" for module in table for n in table[module].split()}
    return {}


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


def data_files(modules: set[Path], code: str, root: Path) -> list[Path]:
    """What pip installs beside these modules, or is named by one of them or by the lesson's code.

    Of NAME.npz the name alone will do, because read_arrays adds the ending.
    """
    tools = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    patterns = tools["setuptools"]["package-data"][PACKAGE]
    shipped = [file for pattern in patterns for file in (root / PACKAGE).glob(pattern)]
    texts = [code, *(module.read_text(encoding="utf-8") for module in modules)]
    beside, named = {module.parent for module in modules}, {name for text in texts for name in names_in(text)}
    return [file for file in shipped if file.parent in beside or named & {file.name, file.name.removesuffix(".npz")}]


def names_in(code: str) -> Iterator[str]:
    """The pieces of the texts in some code, cut at `/`."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from node.value.split("/")
