"""Closed forms that the lessons draw over their measurements; tests/test_theory.py confirms each by simulation.

n is the number of examples a generation is trained on, t the number of photocopies made. The first model is N(0, 1).
"""

import math

import numpy as np

from course_utils.errors import need_whole


def variance_left(n: int, t, temperature: float = 1.0):
    """E σ²ₜ of the maximum-likelihood loop, (λ (1 - 1/n))ᵗ: a sample's mean eats one n-th of its variance each time."""
    return (temperature * (1 - 1 / n)) ** np.asarray(t)


def c4(n: int) -> float:
    """E s/σ of the unbiased sample variance s² of n normal points: √(2/(n-1)) Γ(n/2)/Γ((n-1)/2)."""
    n = need_whole("n", n, 2)
    return math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2))


def w2_squared_unbiased(n: int, t):
    """E W₂² between N(0, 1) and generation t of the loop with the unbiased variance: t/n + 2 (1 - c₄ᵗ).

    For two normals W₂² = μ² + (σ - 1)². Here E μ² = t/n, E σ² = 1 and E σ = c₄ᵗ.
    """
    t = np.asarray(t)
    return t / n + 2 * (1 - c4(n) ** t)


def w2_squared_biased(n: int, t):
    """The same for the maximum-likelihood variance: E μ² + E σ² = 1, so what is left is 2 (1 - E σ)."""
    return 2 * (1 - (c4(n) * math.sqrt(1 - 1 / n)) ** np.asarray(t))


def heterozygosity_left(n: int, t):
    """E Hₜ/H₀ of drifting shares: two tokens are copies of one parent with probability 1/n, so (1 - 1/n)ᵗ."""
    return (1 - 1 / n) ** np.asarray(t)


def binomial_matrix(n: int, shares: np.ndarray) -> np.ndarray:
    """P(count = j) in n tokens for a word with each share, (len(shares), n + 1)."""
    from scipy.special import gammaln, xlog1py, xlogy  # here, because it takes half a second

    j, p = np.arange(n + 1), np.asarray(shares, float)[:, None]
    log_choose = gammaln(n + 1) - gammaln(j + 1) - gammaln(n - j + 1)
    return np.exp(log_choose + xlogy(j, p) + xlog1py(n - j, -p))


def words_surviving(shares: np.ndarray, n: int, generations: int) -> np.ndarray:
    """Expected number of words left after 1 … `generations` photocopies of n tokens each, exactly.

    A word that holds j of n tokens goes to Binomial(n, j/n) tokens. Going backwards, alive[j] is the chance that it
    lives for s more generations; the first sample starts each word from its own share.
    """
    step = binomial_matrix(n, np.arange(n + 1) / n)
    first = binomial_matrix(n, shares).sum(axis=0)
    alive = (np.arange(n + 1) > 0).astype(float)
    expected = []
    for _ in range(generations):
        expected.append(first @ alive)
        alive = step @ alive
    return np.array(expected)
