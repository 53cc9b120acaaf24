"""A kernel on a hostile machine: no network, and a folder that nothing can be written to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from running import Kernel, start_kernel, texts

REFUSE = """
import os, sys
here = os.path.realpath(os.getcwd())

def refuse(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple) and not str(args[1][0]).startswith(("127.", "::1")):
        raise OSError("no network")
    if event == "open" and isinstance(args[0], str) and any(c in str(args[1] or "") for c in "wax+"):
        if os.path.realpath(args[0]).startswith(here):
            raise PermissionError(13, "read-only folder", args[0])

sys.addaudithook(refuse)
"""
PROBES = [
    "import socket\ntry: socket.create_connection(('1.1.1.1', 80), 1)\nexcept OSError as e: print(e)",
    "try: open('x', 'w')\nexcept OSError as e: print(e)",
]


@contextmanager
def hostile_kernel(place: Path, python: str) -> Iterator[Kernel]:
    """A kernel of this Python in the empty folder place/folder, which is still empty when it ends."""
    folder = place / "folder"
    folder.mkdir()
    (place / "sitecustomize.py").write_text(REFUSE)
    hostile = {"PYTHONPATH": str(place), "MPLCONFIGDIR": str(place / "mpl"), "PYTHONDONTWRITEBYTECODE": "1"}
    with start_kernel(folder, python, hostile) as kernel:
        probes = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(probe) for probe in PROBES])
        refused = texts(kernel.run(probes))
        assert "no network" in refused and "read-only folder" in refused
        yield kernel
    assert list(folder.iterdir()) == []
