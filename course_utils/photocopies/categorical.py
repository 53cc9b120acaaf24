"""The counting photocopier: a table of shares, and the samples that the next table is counted from."""

from collections.abc import Iterator

import numpy as np

from course_utils.errors import need, need_whole


def photocopy_shares(
    shares: np.ndarray, n: int, generations: int, rng: np.random.Generator, chains: int = 1
) -> Iterator[np.ndarray]:
    """Yield the shares (chains, k) of generation 0, 1, …: each counted in n tokens drawn from the generation before.

    The counts are all that a fit would see of the tokens, so only they are drawn. In biology this is the
    Wright-Fisher model of genetic drift.
    """
    n, generations, chains = (
        need_whole("n", n, 1),
        need_whole("generations", generations, 0),
        need_whole("chains", chains, 1),
    )
    shares = np.asarray(shares, float)
    need(shares.ndim == 1 and shares.size > 0, "shares must be one list of numbers, one for each category")
    need(bool((shares >= 0).all()) and shares.sum() > 0, "shares must not be negative, and not all zero")
    now = np.tile(shares / shares.sum(), (chains, 1))
    yield now
    for _ in range(generations):
        now = rng.multinomial(n, now) / n
        yield now
