"""The log likelihood of a fitted mixture, computed by scipy."""

import numpy as np


def log_likelihood(params, chain, points):
    """Mean log density, by scipy."""
    from scipy.stats import multivariate_normal

    weights, means, factors = (part[chain].astype(float) for part in params)
    density = sum(
        w * multivariate_normal(m, f @ f.T).pdf(points) for w, m, f in zip(weights, means, factors, strict=True)
    )
    return np.log(density).mean()
