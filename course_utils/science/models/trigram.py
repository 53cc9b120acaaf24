"""A trigram model of text that writes fast: a walk through the text it was fitted to, many streams at a time.

To draw a word from a maximum-likelihood n-gram, jump to a random place of the text where the last words stand as well,
and copy the word that follows there. Sorted by (word, word before), all such places lie next to each other.
"""

from dataclasses import dataclass

import numpy as np

from course_utils.errors import need, need_whole


@dataclass(frozen=True)
class SortedText:
    """The places of all chains' texts, sorted by chain, then word, then word before; both arrays (chains · n,).

    pairs: these three as the digits of one int64; after: the row of the place that follows. The last word of a text is
    followed by its first.
    """

    chains: int
    pairs: np.ndarray
    after: np.ndarray


@dataclass(frozen=True)
class Trigram:
    """P(w | u, v) = trigram·P₃(w | u, v) + bigram·P₂(w | v) + unigram·P₁(w) + uniform / vocabulary.

    P₁, P₂, P₃ are shares of counts (Jelinek and Mercer 1980, with fixed weights). After a pair u, v that the text
    lacks, the trigram's weight goes to the bigram, and after a word v that it lacks, both weights go to the unigram.
    The uniform part is there only to judge with, so that a word never read has some probability: when it writes, the
    model takes the other parts, in proportion, and so can't write a word that it never read.
    """

    vocabulary: int
    trigram: float = 0.5
    bigram: float = 0.35
    unigram: float = 0.149
    uniform: float = 0.001
    streams: int = 1000

    def __post_init__(self):
        need_whole("vocabulary", self.vocabulary, 1)
        need_whole("streams", self.streams, 1)
        weights = (self.trigram, self.bigram, self.unigram, self.uniform)
        need(min(weights) >= 0 and abs(sum(weights) - 1) < 1e-9, f"the weights must sum to 1, got {weights}")
        need(self.uniform > 0, "the uniform weight must be above 0: a word never read would be impossible")

    def fit(self, tokens: np.ndarray) -> SortedText:
        """tokens (chains, n), whole numbers below `vocabulary` -> the texts, sorted; BadSetting for other input."""
        chains, n = check_tokens(tokens, self.vocabulary)
        tokens, chain, digits = tokens.astype(np.int64), np.arange(chains)[:, None], n.bit_length()
        need(chains << (2 * self.bits + digits) < 1 << 63, f"{chains} chains of {n} words are too many")
        keys = self.pair(chain, tokens, np.roll(tokens, 1, axis=1)) << digits | np.arange(n)
        keys.sort(axis=1)  # the place is the key's last digit, so a plain sort does, which is much faster than argsort
        place = (keys & ((1 << digits) - 1)) + n * chain
        row = np.empty(chains * n, np.int32)
        row[place.ravel()] = np.arange(chains * n)
        after = np.roll(row.reshape(chains, n), -1, axis=1).ravel()[place.ravel()]
        return SortedText(chains, (keys >> digits).ravel(), after)

    def sample(self, params: SortedText, n: int, rng: np.random.Generator) -> np.ndarray:
        """(chains, n) words, int32: `streams` streams (fewer for a short text), laid end to end.

        Each stream goes on from a random place of its chain's text, by P(w | u, v) without the uniform part.
        """
        n = need_whole("n", n, 0)
        streams = max(1, min(self.streams, n // 20))
        steps = -(-n // streams)
        walk = Walk(self, params, streams, rng)
        rows = np.empty((steps, params.chains * streams), np.int32)
        chance = rng.random(rows.shape, np.float32) * np.float32(1 - self.uniform)
        lengths = (chance >= self.unigram).astype(np.int8) + (chance >= self.unigram + self.bigram)
        for t in range(steps):
            rows[t] = walk.step(lengths[t], rng.random(len(walk.row)))
        text = self.word(params.pairs).astype(np.int32)[rows]
        return text.reshape(steps, params.chains, streams).transpose(1, 2, 0).reshape(params.chains, -1)[:, :n]

    def perplexity(self, params: SortedText, text: np.ndarray) -> np.ndarray:
        """How many words each chain's model hesitates between, on average, as it reads text (m,): (chains,).

        It is 1 / (geometric mean of the words' probabilities). Its height depends on the uniform weight, which is the
        price of a word never read: compare models with the same weights only.
        """
        return np.exp(-np.log(self.probabilities(params, text)).mean(axis=1))

    def probabilities(self, params: SortedText, text: np.ndarray) -> np.ndarray:
        """P(w | u, v) of every word of text (m,) after the two before it, for every chain: (chains, m - 2)."""
        need(np.ndim(text) == 1, f"a text to judge must have the shape (m,), got {np.shape(text)}")
        need(len(text) >= 3, f"a text to judge must have at least 3 words, got {len(text)}")
        check_tokens(text[None], self.vocabulary)
        u, v, w = (text[i : len(text) - 2 + i] for i in range(3))
        chain, pairs, counts = np.arange(params.chains)[:, None], params.pairs, self.counts(params)
        alone = counts[:, w] / counts.sum(axis=1, keepdims=True)
        after_word = share(count(pairs, self.pair(chain, w, v)), counts[:, v], alone)
        context = self.pair(chain, v, u)
        triples = np.sort(runs(pairs)[0].astype(np.int64) << self.bits | self.word(pairs)[params.after])
        after_pair = share(count(triples, find(pairs, context) << self.bits | w), count(pairs, context), after_word)
        mixed = self.trigram * after_pair + self.bigram * after_word + self.unigram * alone
        return mixed + self.uniform / self.vocabulary

    def counts(self, params: SortedText) -> np.ndarray:
        """How often each word stands in each chain's text, (chains, vocabulary)."""
        words = self.word(params.pairs).reshape(params.chains, -1)
        return np.stack([np.bincount(row, minlength=self.vocabulary) for row in words])

    @property
    def bits(self) -> int:
        """Binary digits of a word within a pair."""
        return self.vocabulary.bit_length()

    def pair(self, chain, word, before) -> np.ndarray:
        """Chain, word and word before as the digits of one int64."""
        return (np.asarray(chain, np.int64) << self.bits | word) << self.bits | before

    def word(self, pairs: np.ndarray) -> np.ndarray:
        """The word in each pair."""
        return pairs >> self.bits & ((1 << self.bits) - 1)


class Walk:
    """Many streams walking through the sorted texts of their chains; a stream's state is the row where it stands."""

    def __init__(self, model: Trigram, params: SortedText, streams: int, rng: np.random.Generator):
        self.model, self.params = model, params
        self.size = len(params.pairs) // params.chains
        self.chain = np.repeat(np.arange(params.chains), streams)
        self.row = self.row_before = self.chain * self.size + rng.integers(0, self.size, self.chain.size)
        self.jumped = np.zeros(self.chain.size, bool)
        tables = runs(params.pairs >> model.bits), runs(params.pairs)
        self.start, self.count = (np.concatenate(table) for table in zip(*tables, strict=True))

    def step(self, length: np.ndarray, chance: np.ndarray) -> np.ndarray:
        """The next rows (chains · streams,): a step on from random rows that share the last `length` words with these.

        length: 0, 1 or 2 for each stream; chance: a uniform number in [0, 1) for each, which picks the row.
        """
        longest = length == 2
        unsure = np.flatnonzero(longest & self.jumped)
        self.row[unsure] = self.row_of_pair(unsure)
        which = self.row + longest * len(self.params.pairs)
        jumps = length == 0
        start = np.where(jumps, self.chain * self.size, self.start.take(which))
        rows = np.where(jumps, self.size, self.count.take(which))
        row = self.params.after.take(start + (chance * rows).astype(np.int64)).astype(np.int64)
        self.row, self.row_before, self.jumped = row, self.row, jumps
        return row

    def row_of_pair(self, streams: np.ndarray) -> np.ndarray:
        """Rows that hold the last two words of streams that have just jumped; where there is none, the same rows.

        Such a stream is at a random place of its last word, so what follows the pair that stands there is what follows
        the word: the bigram, as it should be.
        """
        model, pairs, row = self.model, self.params.pairs, self.row[streams]
        wanted = model.pair(self.chain[streams], model.word(pairs[row]), model.word(pairs[self.row_before[streams]]))
        found = find(pairs, wanted)
        return np.where(pairs.take(found, mode="clip") == wanted, found, row)


def runs(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each row of sorted keys, the first row with the same key and the number of such rows, both int32."""
    first = np.flatnonzero(np.diff(keys, prepend=keys[0] - 1)).astype(np.int32)
    times = np.diff(first, append=len(keys)).astype(np.int32)
    return np.repeat(first, times), np.repeat(times, times)


def find(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """For each wanted key, the first row of sorted keys that isn't smaller."""
    order = np.argsort(wanted, axis=None)  # sorted questions are answered much faster: each is close to the last
    rows = np.empty(wanted.size, np.int64)
    rows[order] = np.searchsorted(keys, wanted.ravel()[order])
    return rows.reshape(wanted.shape)


def count(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """How many rows of sorted whole-number keys hold each wanted key."""
    return find(keys, wanted + 1) - find(keys, wanted)


def share(part: np.ndarray, whole: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    """part / whole, and otherwise where whole is 0."""
    return np.where(whole > 0, part / np.maximum(whole, 1), otherwise)


def check_tokens(tokens: np.ndarray, vocabulary: int) -> tuple[int, int]:
    """(chains, n) of tokens; BadSetting unless they are whole numbers from 0 to vocabulary - 1, with a chain axis."""
    need(np.ndim(tokens) == 2, f"tokens must have the shape (chains, n), got {np.shape(tokens)}")
    need(tokens.size > 0, f"the text is empty: its shape is {tokens.shape}")
    need(np.issubdtype(tokens.dtype, np.integer), f"tokens must be whole numbers, got {tokens.dtype}")
    low, high = tokens.min(), tokens.max()
    need(low >= 0 and high < vocabulary, f"tokens must be from 0 to {vocabulary - 1}, got {low} to {high}")
    return tokens.shape
