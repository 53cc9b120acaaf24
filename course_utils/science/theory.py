"""Closed forms that the lessons draw over their measurements; tests/test_theory*.py confirm each by simulation.

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


# --- Diets: n synthetic and m real examples a copy, N = n + m, β = n/N; copy 0 is fitted to N real ones ---------------


def variety_with_originals(n: int, m: int) -> float:
    """Plateau of the variance (or heterozygosity) over that of the m originals kept: 1/(1 + κ/n), κ = β²/(1 - β²).

    Two places of a page are the same, both synthetic, or not: V = n(n-1)/N² V + (1 - β²) V_originals.
    """
    total = n + m
    return (total**2 - n**2) / (total**2 - n**2 + n)


def variety_with_fresh(n: int, m: int) -> float:
    """Plateau of E σ² (or E H/H₀) with m fresh examples a copy: 1 - 1/(N - n(n-1)/N) = 1 - 1/(N(1 - β²) + β)."""
    return 1 - error_with_fresh(n, m)


def error_with_fresh(n: int, m: int) -> float:
    """Plateau of E μ² with m fresh examples a copy; E μ² + E σ² = 1, as in every loop that samples fairly."""
    total = n + m
    return 1 / (total - n * (n - 1) / total)


def error_with_originals(n: int, m: int) -> float:
    """Plateau of E μ² with the same m originals in every copy: 1/m for theirs, and κ/n E σ² around it."""
    return 1 - (1 - 1 / m) * variety_with_originals(n, m)


def moments_with_fresh(n: int, m: int, copies: int, temperature: float = 1.0) -> np.ndarray:
    """E μ² and E σ² of copies 0 … `copies`, (copies + 1, 2), exactly; m = 0 is the loop that replaces everything.

    The synthetic points have the variance λσ². The new mean is β x̄ + (1 - β) x̄_fresh, and the new variance is the mean
    of the two parts' variances plus β(1 - β) times the squared gap between their means.
    """
    total, beta, one_fresh = n + m, n / (n + m), 1 / max(m, 1)
    drift, variance = 1 / total, 1 - 1 / total
    rows = [(drift, variance)]
    for _ in range(copies):
        drawn = temperature * variance
        gap = drift + drawn / n + one_fresh
        drift = beta**2 * (drift + drawn / n) + (1 - beta) ** 2 * one_fresh
        variance = beta * drawn * (1 - 1 / n) + (1 - beta) * (1 - one_fresh) + beta * (1 - beta) * gap
        rows.append((drift, variance))
    return np.array(rows)


def moments_with_originals(n: int, m: int, copies: int, temperature: float = 1.0) -> np.ndarray:
    """The same with the same m originals (at least 1) in every copy; copy 0 was fitted to them and n other real points.

    Here what obeys a recurrence is the squared gap between the copy's mean and the originals', and their product.
    """
    beta = n / (n + m)
    gap, product, variance = beta**2 * (1 / n + 1 / m), -beta / m, 1 - 1 / (n + m)
    rows = [(gap + 2 * product + 1 / m, variance)]
    for _ in range(copies):
        drawn = temperature * variance
        spread = gap + drawn / n
        variance = beta * drawn * (1 - 1 / n) + (1 - beta) * (1 - 1 / m) + beta * (1 - beta) * spread
        gap, product = beta**2 * spread, beta * product
        rows.append((gap + 2 * product + 1 / m, variance))
    return np.array(rows)


def variety_accumulated(n: int, copies: int, temperature: float = 1.0) -> np.ndarray:
    """E σ² (or E H/H₀) of copies 0 … `copies` if every copy adds n examples and nothing is thrown away.

    The product of 1 - (1 - λ)/s - λ/(n s²), s = 1 … copies + 1, where the first n are real. With λ = 1 it stops at
    sin(π/√n)/(π/√n) (Kazdan et al. 2024).
    """
    s = np.arange(2, copies + 2)
    steps = 1 - (1 - temperature) / s - temperature / (n * s**2)
    return (1 - 1 / n) * np.concatenate([[1.0], np.cumprod(steps)])


def w2_squared_with_fresh(n, m, temperature: float = 1.0):
    """Plateau of E W₂² with m fresh examples a copy, to first order in 1/m (n may be an array).

    E μ² and E σ² = V solve the equations of moments_with_fresh; E σ ≈ √V (1 - Var σ²/(8 V²)).
    """
    n, b = np.asarray(n, float), temperature
    beta = n / (n + m)
    per_n = beta / (n + m)  # β²/n, which is 0 where n is
    leak = beta * (1 - beta) / (1 - beta**2)
    mean_of_fresh = (1 - beta) ** 2 / m / (1 - beta**2)
    kept = 1 - b * beta + b * per_n * (1 - leak)
    variance = ((1 - beta) * (1 - 1 / m) + beta * (1 - beta) * (mean_of_fresh + 1 / m)) / kept
    drift = mean_of_fresh + b * per_n * variance / (1 - beta**2)
    scatter = 2 * (b**2 * per_n * variance**2 + (1 - beta) ** 2 / m) / (1 - b**2 * beta**2)
    return drift + (1 - np.sqrt(variance)) ** 2 + scatter / (4 * variance**1.5)


def pooled_error(m: int, synthetic) -> np.ndarray:
    """E μ² of a pool that starts with m real points and gets m fresh and synthetic[t] more points in every copy.

    synthetic: (copies,) -> (copies + 1,). The pool's mean moves by m/N towards the fresh points' mean.
    """
    size, errors = m, [1 / m]
    for n in synthetic:
        size += n + m
        errors.append((1 - m / size) ** 2 * errors[-1] + (n * (1 - errors[-1]) + m) / size**2)
    return np.array(errors)


def regression_error_replaced(n: int, d: int, fits):
    """E ‖ŵ - w‖² of least squares in d dimensions with noise 1 after so many fits of n examples: fits · d/(n - d - 1).

    Gerstgrasser et al. 2024. Each fit adds an error of its own, and E tr (XᵀX)⁻¹ = d/(n - d - 1) for normal X.
    """
    return np.asarray(fits) * d / (n - d - 1)


# --- Can you tell? N(0, 1) against N(0, s²), s < 1, from k points --------------------------------------------------


def best_auroc(s: float, k: int = 1) -> float:
    """AUROC of the best detector, which asks for Σx²: P(F ≤ 1/s²) with (k, k) degrees; (2/π) atan(1/s) for k = 1."""
    from scipy.stats import f

    return float(f.cdf(1 / s**2, k, k))


def total_variation(s: float, k: int = 1) -> float:
    """Largest gap between the two laws' chances of any event, which is Σx² < c with c where the densities cross."""
    from scipy.stats import chi2

    crossing = 2 * k * np.log(1 / s) / (1 / s**2 - 1)
    return float(chi2.cdf(crossing / s**2, k) - chi2.cdf(crossing, k))


def auroc_bound(tv):
    """No detector's AUROC is above ½ + TV - TV²/2 (Sadasivan et al. 2023)."""
    return 0.5 + tv - np.square(tv) / 2
