"""Shakespeare's plays as numbers: one vocabulary, plays held out, and the rest in another order for each chain."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.science.data.plays import load_plays

SYMBOLS = " '-abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Plays:
    """All plays as numbers. vocabulary: (words,) in alphabetical order; tokens: title -> (length,) int32, read-only."""

    vocabulary: np.ndarray
    tokens: dict[str, np.ndarray]

    def read(self, tokens: np.ndarray) -> str:
        """The text that tokens (n,) stand for."""
        return " ".join(self.vocabulary[tokens])

    def spell(self, tokens: np.ndarray, n: int) -> np.ndarray:
        """The first n characters of every chain's text, tokens (chains, N) -> (chains, n) places in SYMBOLS, uint8."""
        n = need_whole("n", n, 1)
        texts = [spell(self.read(row[:n])) for row in tokens]
        shortest = min(map(len, texts))
        need(n <= shortest, f"n must be at most {shortest}, the characters of the shortest text, got {n}")
        return np.stack([text[:n] for text in texts])

    def shuffled(self, chains: int, held_out: list[str], seed: int) -> np.ndarray:
        """Every play but those held out, one after another, in another random order for each chain: (chains, N) int32.

        Take the first words as a chain's real data; the rest is real text that it has never seen. The chains read the
        same plays in different orders, so what two of them begin with may overlap. BadSetting for an unknown title.
        """
        chains = need_whole("chains", chains, 1)
        for title in held_out:
            need(title in self.tokens, f"there is no play called {title!r}: the titles are {', '.join(self.tokens)}")
        rest = [tokens for title, tokens in self.tokens.items() if title not in held_out]
        need(len(rest) > 0, "at least one play must not be held out")
        rng = np.random.default_rng(seed)
        return np.stack([np.concatenate([rest[i] for i in rng.permutation(len(rest))]) for _ in range(chains)])


@cache
def load_tokens() -> Plays:
    """The 38 plays of load_plays as numbers: 838 000 words, 27 832 different ones."""
    plays = load_plays()
    vocabulary = sorted({word for words in plays.values() for word in words})
    number = {word: i for i, word in enumerate(vocabulary)}
    tokens = {title: np.array([number[word] for word in words], np.int32) for title, words in plays.items()}
    for numbers in tokens.values():
        numbers.setflags(write=False)
    return Plays(np.array(vocabulary), tokens)


def spell(text: str) -> np.ndarray:
    """The characters of a text as places in SYMBOLS, (length,) uint8; BadSetting if there are others."""
    strange = "".join(sorted(set(text) - set(SYMBOLS)))
    need(not strange, f"a text must be of small letters, spaces, ' and - to be spelled, got {strange!r}")
    places = np.zeros(128, np.uint8)
    places[list(SYMBOLS.encode())] = np.arange(len(SYMBOLS))
    return places[np.frombuffer(text.encode(), np.uint8)]


def unspell(characters: np.ndarray) -> str:
    """The text that characters (n,) stand for."""
    return np.frombuffer(SYMBOLS.encode(), np.uint8)[characters].tobytes().decode()


def nonwords_and_types(characters: np.ndarray, dictionary: set[str], words: int = 10_000) -> tuple[float, int]:
    """Share of the first `words` words of a text (n,) that are in no dictionary, and how many different ones they are.

    BadSetting if the text has fewer words.
    """
    written = unspell(characters).split()
    need(len(written) >= words, f"the text has only {len(written)} words, and {words} are asked for")
    written = written[:words]
    return sum(word not in dictionary for word in written) / words, len(set(written))
