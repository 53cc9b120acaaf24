"""A sweep: one function over many settings, in parallel, with a progress bar; interrupted, it goes on where it was.

joblib does the work, on this machine's cores or, given an address, on a dask cluster: the same call, the same results.
"""

import json
import multiprocessing
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from inspect import getsource
from pathlib import Path
from typing import Any

from course_utils.errors import BadSetting, need, need_whole
from course_utils.science.progress import progress

UNFINISHED: dict[str, str] = {}  # results of interrupted sweeps that are in no file


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
    Without a file, or as soon as it can't be read or written, they are kept in memory and it says so. cluster: the
    address of a dask scheduler, such as "tcp://10.0.0.1:8786". workers: processes on this machine if there is no
    cluster; where several can't run side by side, one does it all, and it says so. BadSetting for anything else.
    """
    need(len(settings) > 0, "a sweep needs at least one setting, got none")
    workers = need_whole("workers", workers, 1)
    keys = [f"{fingerprint(function)} {to_json('a setting', setting)}" for setting in settings]
    store = Store(file)
    missing = {key: setting for key, setting in zip(keys, settings, strict=True) if key not in store.known}
    results = run(function, list(missing.values()), cluster, workers) if missing else iter(())
    for key, result in zip(missing, progress(results, len(missing)), strict=True):
        store.keep(key, to_json("a result", result))
    found = [json.loads(store.known[key]) for key in keys]
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


class Store:
    """Results by key, each a line of JSON in a file; in memory where there is no file, or none to read or write."""

    def __init__(self, file: str | Path | None):
        self.known, self.path = dict(UNFINISHED), None if file is None else Path(file)
        if self.path is None:
            print("No file was given, so the results are kept in memory only.")
            return
        with self.memory_if_not("read"):
            self.known |= read_results(self.path)
        if self.path:
            with self.memory_if_not("written"):
                take_off_half_a_line(self.path)

    def keep(self, key: str, result: str) -> None:
        """Remember a result, for a later session, too, as long as the file takes it."""
        self.known[key] = result
        if self.path:
            with self.memory_if_not("written"), self.path.open("a", encoding="utf-8") as out:
                out.write(json.dumps([key, result]) + "\n")
        if self.path is None:
            UNFINISHED[key] = result

    @contextmanager
    def memory_if_not(self, done: str) -> Iterator[None]:
        """Do without the file from here on if it can't be read or written: a full disk ends no sweep."""
        from tqdm import tqdm

        try:
            yield
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it isn't UTF-8 text"
            tqdm.write(f"{self.path} can't be {done} ({why}), so new results are kept in memory only.")  # above a bar
            self.path = None


def read_results(path: Path) -> dict[str, str]:
    """The results in a file, without a last line that was cut short; BadSetting if it holds something else."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    try:
        return dict(json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines())
    except (ValueError, TypeError):
        raise BadSetting(f"{path} holds something else than results of a sweep: give another file") from None


def take_off_half_a_line(path: Path) -> None:
    """Make the file if there is none, and let it end with a whole line, so that the next one begins a line."""
    with path.open("ab+") as file:
        file.seek(0)
        file.truncate(file.read().rfind(b"\n") + 1)


def run(function: Callable, settings: list[dict], cluster: str | None, workers: int) -> Iterator:
    """The results one by one, in order, as joblib delivers them."""
    from joblib import delayed

    calls = [delayed(function)(**setting) for setting in settings]
    return run_here(calls, side_by_side(workers)) if cluster is None else run_there(calls, cluster)


def run_there(calls: list, cluster: str) -> Iterator:
    """The results from a dask cluster; BadSetting without dask."""
    from joblib import Parallel, parallel_config

    need(find_spec("distributed") is not None, "a cluster needs the package distributed: `%pip install distributed`")
    from distributed import Client

    with Client(cluster), parallel_config(backend="dask"):
        yield from Parallel(return_as="generator")(calls)


def run_here(calls: list, workers: int) -> Iterator:
    """The results from processes on this machine, which end with the sweep and give their memory back."""
    from joblib import Parallel, parallel_config

    if workers == 1:
        yield from Parallel(n_jobs=1, return_as="generator")(calls)
        return
    from joblib.externals.loky import get_reusable_executor

    try:
        with parallel_config(backend="loky", inner_max_num_threads=1):
            yield from Parallel(n_jobs=workers, return_as="generator")(calls)
    finally:
        get_reusable_executor().shutdown(wait=True)


def side_by_side(workers: int) -> int:
    """How many processes can work here: one where they can't share a lock, as without a /dev/shm to write to."""
    from joblib import effective_n_jobs

    try:
        multiprocessing.Lock()
        able = effective_n_jobs(workers)
    except (ImportError, OSError):
        able = 1
    if able < workers:
        print("Processes can't run side by side here, so the sweep runs in one and takes longer.")
    return able
