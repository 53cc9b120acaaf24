"""The self-consuming loop: fit a model, sample from it, and feed the samples to the next fit; many chains at once.

A *chain* is one photocopy of a photocopy of a photocopy. Every array has the chains on its first axis, so a thousand
independent chains cost one numpy call a generation, and the spread between them is there to be looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from course_utils.errors import need, need_whole


class Model(Protocol):
    """What can be photocopied: anything that is fitted to data and then writes data of its own."""

    def fit(self, data: np.ndarray) -> Any:
        """Parameters of every chain, from data of shape (chains, n, …)."""

    def sample(self, params: Any, n: int, rng: np.random.Generator) -> np.ndarray:
        """Synthetic data of shape (chains, n, …), drawn from the fitted parameters."""


@dataclass(frozen=True)
class Diet:
    """What a generation is trained on: so many examples of each kind a chain.

    synthetic: written by the generation before; originals: the first rows of the first data set, the same every time;
    fresh: real examples never seen before; accumulate: keep all earlier training data as well.
    """

    synthetic: int
    originals: int = 0
    fresh: int = 0
    accumulate: bool = False

    def __post_init__(self):
        for name in ("synthetic", "originals", "fresh"):
            need_whole(name, getattr(self, name), 0)
        need(self.synthetic + self.originals + self.fresh > 0, "a diet must contain at least one example, got none")

    @classmethod
    def of_shares(cls, n: int, synthetic: float, originals: float = 0.0, fresh: float = 0.0) -> "Diet":
        """A diet of n examples, given the shares of its parts: from 0 to 1, with the sum 1, and whole numbers of each.

        Diet.of_shares(400, synthetic=0.9, fresh=0.1) is Diet(360, fresh=40).
        """
        n, shares = need_whole("n", n, 1), {"synthetic": synthetic, "originals": originals, "fresh": fresh}
        for name, share in shares.items():
            need(0 <= share <= 1, f"the share of {name} must be from 0 to 1, got {share}")
        total = sum(shares.values())
        need(abs(total - 1) < 1e-9, f"the shares of a diet must sum to 1, and these sum to {total:.4g}")
        counts = {name: round(share * n, 9) for name, share in shares.items()}
        for name, count in counts.items():
            need(count.is_integer(), f"a share of {shares[name]} of {n} examples is {count:.4g}, not a whole number")
        return cls(**{name: int(count) for name, count in counts.items()})


def photocopy(
    model: Model, real: np.ndarray, diet: Diet, generations: int, rng: np.random.Generator, draw_fresh=None
) -> Iterator[Any]:
    """Yield the fitted parameters of generation 0 (fitted on real data), 1, …, `generations`.

    real: (chains, n, …); draw_fresh(m, rng) gives (chains, m, …) new real examples; a diet with fresh ones needs it.
    """
    generations = need_whole("generations", generations, 0)
    check_data(real, diet, draw_fresh)
    corpus = real
    for _ in range(generations):
        params = model.fit(corpus)
        yield params
        corpus = feed(model, params, real, corpus, diet, rng, draw_fresh)
    yield model.fit(corpus)


def check_data(real: np.ndarray, diet: Diet, draw_fresh) -> None:
    """BadSetting with one sentence if this diet cannot be served from this data."""
    need(np.ndim(real) >= 2, "real data needs a chain axis first: use real[np.newaxis] for a single chain")
    need(real.shape[0] > 0 and real.shape[1] > 0, f"real data is empty: its shape is {real.shape}")
    need(
        diet.originals <= real.shape[1],
        f"the diet asks for {diet.originals} originals, but there are only {real.shape[1]}",
    )
    need(diet.fresh == 0 or draw_fresh is not None, "a diet with fresh examples needs draw_fresh")


def feed(model, params, real, corpus, diet: Diet, rng, draw_fresh) -> np.ndarray:
    """The next generation's training data, (chains, n, …)."""
    meal = [model.sample(params, diet.synthetic, rng), real[:, : diet.originals]]
    if diet.fresh:
        meal.append(draw_fresh(diet.fresh, rng))
    if diet.accumulate:
        meal.append(corpus)
    return np.concatenate(meal, axis=1)


class Reserve:
    """Real examples that no model has seen yet, handed out once each: pool (chains, N, ...). Pass it as draw_fresh."""

    def __init__(self, pool: np.ndarray):
        self.pool, self.used = pool, 0

    def __call__(self, m: int, rng: np.random.Generator) -> np.ndarray:
        """The next m examples of every chain, (chains, m, ...); BadSetting when there are not as many left.

        Never the same example twice: data that comes back is not fresh.
        """
        left = self.pool.shape[1] - self.used
        need(
            m <= left,
            f"the diet asks for {m} fresh examples, but only {left} of {self.pool.shape[1]} are left: ask for "
            "fewer, or for fewer generations",
        )
        self.used += m
        return self.pool[:, self.used - m : self.used]
