"""A character model with a temperature: what it writes at a low temperature looks cleaner, and says less."""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.models.trigram import check_tokens
from course_utils.science.text import SYMBOLS


@dataclass(frozen=True)
class Contexts:
    """All contexts of 0, 1, … `order` characters that occur in a chain's text, for all chains, in one list.

    The first of the list are the empty contexts, one a chain. probability: (contexts, symbols) of the next character;
    following: (contexts, symbols), the longest context in the list that the text ends with after that character.
    """

    chains: int
    probability: np.ndarray
    following: np.ndarray


@dataclass(frozen=True)
class Characters:
    """Each character depends on the `order` characters before it, with a Dirichlet prior from one character less.

    P(c | context) = (count(context, c) + prior · P(c | shorter context)) / (count(context) + prior), down to the shares
    of single characters (MacKay and Peto 1995). When the model writes, it takes the probabilities to the power
    1 / temperature and makes them sum to 1 again: below 1, what is likely becomes likelier still.
    """

    order: int = 3
    prior: float = 1.0
    temperature: float = 1.0
    streams: int = 200

    def __post_init__(self):
        need_whole("order", self.order, 0)
        need(self.order <= 8, f"order must be at most 8, got {self.order}")
        need(self.prior > 0, f"prior must be above 0, got {self.prior}")
        need(self.temperature > 0, f"temperature must be above 0, got {self.temperature}")
        need_whole("streams", self.streams, 1)

    def fit(self, data: np.ndarray) -> Contexts:
        """data (chains, n), places in text.SYMBOLS -> contexts. The last character is followed by the first."""
        chains, n = check_tokens(data, len(SYMBOLS))
        here = np.repeat(np.arange(chains), n).reshape(chains, n)  # the context that each character ends
        first, suffix, probabilities, followings = 0, np.zeros(chains, int), [], []
        for length in range(self.order + 1):
            key = np.roll(here, 1, axis=1) * len(SYMBOLS) + data
            counts = np.bincount(key.ravel(), minlength=len(suffix) * len(SYMBOLS)).reshape(len(suffix), -1)
            shorter = probabilities[-1][suffix] if length else counts / n
            total = counts.sum(axis=1, keepdims=True)
            probabilities.append(((counts + self.prior * shorter) / (total + self.prior)).astype(np.float32))
            following = followings[-1][suffix] if length else np.zeros_like(counts)
            longer = here
            if length < self.order:
                longer, suffix = lengthen(key, counts, here)
                first += len(counts)
            following.ravel()[key] = first + longer
            followings.append(following)
            here = longer
        return Contexts(chains, np.concatenate(probabilities), np.concatenate(followings))

    def sample(self, params: Contexts, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n) characters, uint8: `streams` streams (fewer for a short text), each begun anew, end to end."""
        n = need_whole("n", n, 0)
        streams = max(1, min(self.streams, n // 50))
        steps = -(-n // streams)
        heaps = powers(params.probability, self.temperature).cumsum(axis=1)
        context = np.repeat(np.arange(params.chains), streams)
        text = np.empty((steps, len(context)), np.uint8)
        for t in range(steps):
            heap = heaps[context]
            text[t] = (heap <= rng.random((len(context), 1), np.float32) * heap[:, -1:]).sum(axis=1)
            context = params.following[context, text[t]]
        return text.reshape(steps, params.chains, streams).transpose(1, 2, 0).reshape(params.chains, -1)[:, :n]


def lengthen(key: np.ndarray, counts: np.ndarray, here: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Contexts one character longer: which one ends at each character, and of each the context that is one shorter.

    A context with the character that follows it is a longer context. Numbered in the order of their keys.
    """
    number = np.cumsum(counts.ravel() > 0) - 1
    longer = number[key]
    suffix = np.empty(number[-1] + 1, int)
    suffix[longer] = here
    return longer, suffix


def powers(probability: np.ndarray, temperature: float) -> np.ndarray:
    """Probabilities (contexts, symbols) to the power 1 / temperature, each row divided by its largest."""
    return (probability / probability.max(axis=1, keepdims=True)) ** np.float32(1 / temperature)
