"""The mixture, the pictures made from it, and what measures them, against scikit-learn and against plain loops."""

import numpy as np
import pytest
from likelihood import log_likelihood

from course_utils.errors import BadSetting
from course_utils.science.data.pictures import load_digits, load_mnist
from course_utils.science.loops import Diet, photocopy
from course_utils.science.models.mixture import Mixture, cholesky, lower_inverse
from course_utils.science.models.pictures import Pictures
from course_utils.science.picture_quality import PictureClassifier, frechet, precision_recall


def clouds(chains=3, n=600, seed=0):
    """Three clouds of different shape in the plane, (chains, n, 2)."""
    rng = np.random.default_rng(seed)
    kind = rng.integers(0, 3, (chains, n))
    centres, widths = np.array([[-4, 0], [0, 3], [5, -1]]), np.array([[0.5, 1.5], [1, 1], [1.5, 0.3]])
    return centres[kind] + widths[kind] * rng.normal(size=(chains, n, 2))


def test_a_mixture_is_as_likely_as_scikit_learns():
    from sklearn.mixture import GaussianMixture

    data = clouds()
    params = Mixture(3, steps=30).fit(data)
    for chain, points in enumerate(data):
        peer = GaussianMixture(3, random_state=0).fit(points)
        assert abs(log_likelihood(params, chain, points) - peer.score(points)) < 0.01


def test_every_em_step_makes_the_data_likelier():
    data = clouds()
    params = Mixture(5, steps=1).fit(data)
    before = -np.inf
    for _ in range(15):
        now = log_likelihood(params, 0, data[0])
        assert now > before - 1e-5
        params, before = Mixture(5, steps=1).refit(params, data), now


def test_a_chain_does_not_see_the_others():
    data = clouds()
    together, alone = Mixture(3).fit(data), Mixture(3).fit(data[1:2])
    np.testing.assert_allclose(together.means[1], alone.means[0], rtol=1e-4, atol=1e-4)


def test_samples_follow_weights_means_and_covariances():
    params = Mixture(3, steps=30).fit(clouds())
    n = 200_000
    points = Mixture(3).sample(params, n, np.random.default_rng(1)).astype(float)
    weights, means, factors = (part.astype(float) for part in params)
    mean = (weights[..., None] * means).sum(axis=1)
    spread = factors @ factors.swapaxes(-1, -2) + means[..., None] * means[..., None, :]
    covariance = (weights[..., None, None] * spread).sum(axis=1) - mean[..., None] * mean[:, None]
    z = (points.mean(axis=1) - mean) / np.sqrt(np.diagonal(covariance, axis1=1, axis2=2) / n)
    assert np.abs(z).max() < 4
    products = (points - mean[:, None])[..., 0] * (points - mean[:, None])[..., 1]
    z = (products.mean(axis=1) - covariance[:, 0, 1]) / (products.std(axis=1) / np.sqrt(n))
    assert np.abs(z).max() < 4


def test_a_mixture_of_equal_points_stays_finite():
    params = Mixture(4).fit(np.full((2, 50, 2), 3.0))
    points = Mixture(4).sample(params, 20, np.random.default_rng(0))
    assert np.isfinite(points).all() and np.allclose(points, 3, atol=0.02)


def test_a_dying_chain_stays_finite():
    """Forty points for eight bell curves, two hundred copies: what is left is a few dots, and no nan."""
    rng, points = np.random.default_rng(0), clouds(chains=40, n=40) + 2
    params = Mixture(8, steps=10).fit(points)
    with np.errstate(all="raise", under="ignore"):
        for _ in range(200):
            points = Mixture(8).sample(params, 40, rng)
            params = Mixture(8, steps=3).refit(params, points)
    assert all(np.isfinite(part).all() for part in params)
    assert np.median(points.var(axis=1).sum(axis=1)) < 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: Mixture(0), "components must be at least 1, got 0"),
        (lambda: Mixture(3, floor=0), "floor must be above 0, got 0"),
        (lambda: Mixture(30).fit(clouds(n=20)), "30 components need at least as many points, got 20"),
        (lambda: Pictures(kept=65).fit(np.zeros((1, 50, 64))), "only 64 pixels"),
        (lambda: precision_recall(np.zeros((1, 4, 2)), np.zeros((9, 2))), "more than 5 points"),
        (lambda: frechet(np.zeros((1, 9, 2)), np.zeros((9, 3))), "the same features"),
    ],
)
def test_bad_input_is_one_sentence(call, sentence):
    with pytest.raises(BadSetting, match=sentence):
        call()


def test_small_triangular_matrices():
    rng = np.random.default_rng(0)
    root = rng.normal(size=(2, 3, 5, 5))
    matrices = root @ root.swapaxes(-1, -2) + np.eye(5)
    lower = cholesky(matrices, 1e-6)
    np.testing.assert_allclose(lower, np.linalg.cholesky(matrices), atol=1e-10)
    np.testing.assert_allclose(lower_inverse(lower) @ lower, np.broadcast_to(np.eye(5), matrices.shape), atol=1e-10)


def test_frechet_of_normals_is_their_squared_distance():
    rng, n = np.random.default_rng(0), 200_000
    real = rng.normal(size=(n, 2))
    made = rng.normal([1, 0], [2, 1], (3, n, 2))
    np.testing.assert_allclose(frechet(made, real), 1 + 1, rtol=0.03)
    assert np.abs(frechet(made, made[0])).max() < 0.01


def test_precision_and_recall_by_a_plain_loop():
    rng = np.random.default_rng(0)
    real, made = rng.normal(size=(40, 3)), rng.normal(0.5, 0.6, (2, 30, 3))

    def radius(points, k=5):
        return [sorted(np.linalg.norm(points - point, axis=1))[k] for point in points]

    def reached(points, centres):
        inside = [np.linalg.norm(centres - point, axis=1) <= np.array(radius(centres)) for point in points]
        return np.mean([row.any() for row in inside])

    precision, recall = precision_recall(made, real)
    np.testing.assert_allclose(precision, [reached(chain, real) for chain in made])
    np.testing.assert_allclose(recall, [reached(real, chain) for chain in made])


def test_a_copy_of_one_picture_is_precise_and_recalls_nothing():
    real = np.random.default_rng(0).normal(size=(100, 3))
    precision, recall = precision_recall(np.repeat(real[None, :1], 50, axis=1), real)
    assert precision == 1 and recall <= 0.01


def test_the_digits_are_real_and_the_critic_knows_them():
    images, labels = load_digits()
    critic = PictureClassifier(images[600:], labels[600:])
    assert np.mean(critic.labels(images[:600]) == labels[:600]) > 0.94
    assert load_mnist()[0].shape == (5000, 784) and images.min() == 0 and images.max() == 1


def test_pictures_keep_the_chain_axis_and_repeat():
    images, _ = load_digits()
    real = images[:800].reshape(2, 400, 64)
    runs = [
        list(photocopy(Pictures(), real, Diet(100), 1, np.random.default_rng(3)))[-1].mixture.means for _ in range(2)
    ]
    assert runs[0].shape == (2, 40, 20) and np.array_equal(*runs)
