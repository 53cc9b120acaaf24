"""The reader of portraits: nearly always right, also on pictures that are less clean, and the same on every run."""

import numpy as np
import pytest

from course_utils.errors import BadSetting
from course_utils.who_is_drawn.classifier import PIXELS, PortraitClassifier, labelled_portraits
from course_utils.who_is_drawn.flow import principal_scores


@pytest.fixture(scope="module")
def reader():
    return PortraitClassifier(seed=3)


@pytest.fixture(scope="module")
def fresh():
    pictures, labels = labelled_portraits(2000, np.random.default_rng(1000))
    return pictures, labels[:, 0], labels[:, 1:].astype(bool)


def test_it_reads_fresh_portraits(reader, fresh):
    pictures, occupation, traits = fresh
    right = reader.traits(pictures) == traits
    assert (right.mean(axis=0) >= 0.99).all() and right.all(axis=1).mean() >= 0.985
    assert (reader.occupations(pictures) == occupation).mean() >= 0.985


def test_it_reads_what_64_components_leave(reader, fresh):
    """The best that a generator with so many components could draw."""
    pictures, occupation, traits = fresh
    mean, components, scores = principal_scores(pictures[np.newaxis], 64)
    softer = (mean + scores @ components)[0].clip(0, 1)
    assert ((reader.traits(softer) == traits).mean(axis=0) >= 0.97).all()
    assert (reader.occupations(softer) == occupation).mean() >= 0.93


def test_it_reads_noisy_and_blurred_portraits(reader, fresh):
    pictures, _, traits = fresh
    noisy = pictures + 0.1 * np.random.default_rng(0).normal(size=pictures.shape)
    image = pictures.reshape(-1, 32, 32, 3)
    blurred = sum(np.roll(image, (i, j), (1, 2)) for i in (-1, 0, 1) for j in (-1, 0, 1)) / 9
    for worse in (noisy, blurred.reshape(pictures.shape)):
        assert ((reader.traits(worse) == traits).mean(axis=0) >= 0.96).all()


def test_fading_makes_no_trait_rarer(reader, fresh):
    """Darker skin, faded by half towards white or grey, is still read as often as lighter skin."""
    pictures, _, traits = fresh
    for paper in (1, 0.5):
        right = reader.traits((pictures + np.float32(paper)) / 2) == traits
        for has in (traits, ~traits):
            assert (np.mean(right, axis=0, where=has) >= 0.97).all()


def test_it_errs_to_both_sides_alike(reader, fresh):
    """No trait is read into portraits that lack it: shares are right to half a per cent or so."""
    pictures, _, traits = fresh
    assert np.abs(reader.traits(pictures).mean(axis=0) - traits.mean(axis=0)).max() < 0.008


def test_shapes_are_kept(reader, fresh):
    pictures = fresh[0][:12].reshape(3, 4, PIXELS)
    assert reader.traits(pictures).shape == (3, 4, 4) and reader.traits(pictures).dtype == bool
    assert reader.occupations(pictures).shape == (3, 4)
    with pytest.raises(BadSetting, match=r"shape \(..., 3072\)"):
        reader.traits(pictures.reshape(12, 32, 32, 3))


def test_portraits_are_drawn_uniformly():
    _, labels = labelled_portraits(2000, np.random.default_rng(0))
    assert np.abs(np.bincount(labels[:, 0]) / 2000 - 0.25).max() < 0.04
    assert np.abs(labels[:, 1:].mean(axis=0) - 0.5).max() < 0.05


def test_runs_repeat_and_seeds_matter(monkeypatch):
    monkeypatch.setattr("course_utils.who_is_drawn.classifier.LEARNS_FROM", 200)
    monkeypatch.setattr("course_utils.who_is_drawn.classifier.STEPS", 5)
    first, again, other = PortraitClassifier(1), PortraitClassifier(1), PortraitClassifier(2)
    assert all(np.array_equal(a, b) for a, b in zip(first.weights, again.weights, strict=True))
    assert not np.array_equal(first.weights[0], other.weights[0])
