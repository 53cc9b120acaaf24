"""A progress bar that ends the same on every run, so that an executed notebook stays the same."""

import sys
from collections.abc import Iterable, Iterator


def progress(steps: Iterable, total: int) -> Iterator:
    """The steps under a bar that counts those done; it shows no times, because these differ from run to run."""
    from tqdm import tqdm

    bar = "{bar:40} {n_fmt} of {total_fmt}"
    # Printed as ordinary output, since Jupyter shows what goes to stderr as if it were an error.
    return iter(tqdm(steps, total=total, file=sys.stdout, mininterval=0, miniters=1, bar_format=bar, ncols=80))
