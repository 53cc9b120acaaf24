"""A sweep: one function over many settings, in parallel, with a progress bar; interrupted, it goes on where it was.

joblib does the work, on this machine's cores or, given an address, on a dask cluster: the same call, the same results.
"""

import json
import zlib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from inspect import getsource
from pathlib import Path
from typing import Any

from course_utils.errors import BadSetting, need, need_whole
from course_utils.progress import progress

UNFINISHED: dict[str, Any] = {}  # results of interrupted sweeps that had no file


def sweep(
    function: Callable[..., Any],
    settings: list[dict],
    file: str | Path | None = None,
    cluster: str | None = None,
    workers: int = 2,
) -> list:
    """function(**setting) for every setting, in order. Settings and results are numbers, text, and lists of these.

    file: where every result is kept as it comes, a line of JSON each; what is there already, from the same code of the
    function itself and the same setting, is not computed again (delete the file if a helper of the function changed).
    Without a file, or where none can be written, they are kept in memory and it says so. cluster: the address of a dask
    scheduler, such as "tcp://10.0.0.1:8786". workers: processes on this machine if there is no cluster. BadSetting for
    anything else.
    """
    need(len(settings) > 0, "a sweep needs at least one setting, got none")
    workers = need_whole("workers", workers, 1)
    keys = [f"{fingerprint(function)} {to_json('a setting', setting)}" for setting in settings]
    known, keep = open_store(file)
    missing = {key: setting for key, setting in zip(keys, settings, strict=True) if key not in known}
    results = run(function, list(missing.values()), cluster, workers) if missing else iter(())
    for key, result in zip(missing, progress(results, len(missing)), strict=True):
        keep(key, to_json("a result", result))
    found = [json.loads(known[key]) for key in keys]
    for key in keys:
        UNFINISHED.pop(key, None)
    return found


def fingerprint(function: Callable) -> str:
    """Eight digits that change with the function's code, so that results of older code are not taken for new ones."""
    try:
        source = getsource(function)
    except (OSError, TypeError):  # nothing to read: a partial, or a function typed into a bare Python
        source = repr(getattr(function, "__name__", function))
    return f"{zlib.crc32(source.encode()):08x}"


def to_json(what: str, value: Any) -> str:
    """The value as one line of text; BadSetting if it is more than numbers, text, and lists and dicts of these."""
    try:
        return json.dumps(value, sort_keys=True)
    except TypeError:
        raise BadSetting(f"{what} must be made of plain numbers, text and lists, got {value!r}") from None


def open_store(file: str | Path | None) -> tuple[dict, Callable[[str, str], None]]:
    """What is known already, and keep(key, result), which adds to it."""
    if file is None:
        print("No file was given, so the results are kept in memory only.")
        return UNFINISHED, UNFINISHED.__setitem__
    path = Path(file)
    try:
        known = read_store(path)
        path.open("a").close()
    except OSError as error:
        print(f"{path} can't be written ({error.strerror}), so the results are kept in memory only.")
        return UNFINISHED, UNFINISHED.__setitem__

    def keep(key: str, result: str) -> None:
        known[key] = result
        with path.open("a", encoding="utf-8") as out:
            out.write(json.dumps([key, result]) + "\n")

    return known, keep


def read_store(path: Path) -> dict[str, str]:
    """The results in a file; a last line that was cut short is taken off, so that the next one begins a line."""
    if not path.exists():
        return {}
    text = path.read_text(encoding="utf-8")
    complete = text[: text.rfind("\n") + 1]
    if complete != text:
        path.write_text(complete, encoding="utf-8")
    try:
        return dict(json.loads(line) for line in complete.splitlines())
    except ValueError:
        raise BadSetting(f"{path} holds something else than results of a sweep: give another file") from None


def run(function: Callable, settings: list[dict], cluster: str | None, workers: int) -> Iterator:
    """The results one by one, in order, as joblib delivers them."""
    from joblib import Parallel, delayed, parallel_config

    calls = [delayed(function)(**setting) for setting in settings]
    if cluster is None:
        yield from run_here(calls, workers)
        return
    need(find_spec("distributed") is not None, "a cluster needs the package distributed: `%pip install distributed`")
    from distributed import Client

    with Client(cluster), parallel_config(backend="dask"):
        yield from Parallel(return_as="generator")(calls)


def run_here(calls: list, workers: int) -> Iterator:
    """The results from processes on this machine, which end with the sweep and give their memory back."""
    from joblib import Parallel, parallel_config
    from joblib.externals.loky import get_reusable_executor

    try:
        with parallel_config(backend="loky", inner_max_num_threads=1):
            yield from Parallel(n_jobs=workers, return_as="generator")(calls)
    finally:
        if workers > 1:
            get_reusable_executor().shutdown(wait=True)
