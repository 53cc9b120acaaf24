"""How good, and how varied, a set of pictures is: measured in the features of a classifier that saw only real ones."""

import numpy as np

from course_utils.errors import need

HIDDEN = 32  # units of the critic, and so features of a picture
NEIGHBOURS = 5  # a ball reaches to the fifth nearest of the set


class PictureClassifier:
    """A small classifier (one hidden layer) trained on real pictures: its features and its labels judge the others."""

    def __init__(self, images: np.ndarray, labels: np.ndarray):
        from sklearn.neural_network import MLPClassifier  # here, because it takes a second

        self.network = MLPClassifier(HIDDEN, max_iter=300, learning_rate_init=0.01, random_state=0).fit(images, labels)

    def features(self, images: np.ndarray) -> np.ndarray:
        """What the hidden layer makes of the pictures: (..., pixels) -> (..., 32)."""
        return np.maximum(images @ self.network.coefs_[0] + self.network.intercepts_[0], 0)

    def labels(self, images: np.ndarray) -> np.ndarray:
        """Which class the critic sees: (..., pixels) -> (...)."""
        scores = self.features(images) @ self.network.coefs_[1] + self.network.intercepts_[1]
        return scores.argmax(axis=-1)


def frechet(features: np.ndarray, real: np.ndarray) -> np.ndarray:
    """Fréchet distance of bell curves fitted to features (chains, n, d) and to real ones (m, d): (chains,).

    Squared W₂ of two normals, |μ₁ - μ₂|² + tr(C₁ + C₂ - 2 (C₁ C₂)^½), the measure that FID made usual (Heusel et al.
    2017). It is not zero for two samples of the same law.
    """
    need(features.shape[-1] == real.shape[-1], "both sets need the same features")
    one, two = covariance(features), covariance(real)
    root = square_root(two)
    cross = np.sqrt(np.linalg.eigvalsh(root @ one @ root).clip(0)).sum(axis=-1)
    shift = np.square(features.mean(axis=-2) - real.mean(axis=-2)).sum(axis=-1)
    return shift + np.trace(one, axis1=-2, axis2=-1) + np.trace(two) - 2 * cross


def covariance(features: np.ndarray) -> np.ndarray:
    """Covariance matrices over the last but one axis, dividing by n - 1."""
    centred = features - features.mean(axis=-2, keepdims=True)
    return centred.swapaxes(-1, -2) @ centred / (features.shape[-2] - 1)


def square_root(matrix: np.ndarray) -> np.ndarray:
    """The symmetric square root of a covariance matrix."""
    values, vectors = np.linalg.eigh(matrix)
    return vectors * np.sqrt(values.clip(0)) @ vectors.T


def precision_recall(features: np.ndarray, real: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Precision and recall of features (chains, n, d) against real ones (m, d), each (chains,).

    A set reaches as far as its points' balls, each out to the point's fifth nearest neighbour in the set. Precision:
    how much of the generated lies where the real reaches. Recall: how much of the real lies where the generated
    reaches (Kynkäänniemi et al. 2019).
    """
    need(min(features.shape[-2], len(real)) > NEIGHBOURS, f"both sets need more than {NEIGHBOURS} points")
    reach_of_real = kth_neighbour(squared_distances(real, real), NEIGHBOURS)
    scores = []
    for made in features:
        apart = squared_distances(made, real)
        reach_of_made = kth_neighbour(squared_distances(made, made), NEIGHBOURS)
        scores.append(
            [(apart <= reach_of_real).any(axis=1).mean(), (apart <= reach_of_made[:, None]).any(axis=0).mean()]
        )
    return tuple(np.array(scores).T)


def squared_distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Squared distances (len(a), len(b)); rounding must not make them negative."""
    apart = -2 * a @ b.T
    apart += np.square(a).sum(axis=1)[:, None]
    apart += np.square(b).sum(axis=1)
    return apart.clip(0)


def kth_neighbour(apart: np.ndarray, k: int) -> np.ndarray:
    """Squared distance of each point to its k-th nearest other point in the set."""
    return np.partition(apart, k, axis=1)[:, k]
