"""An independent reader of portraits: it says which occupation and which traits are drawn, whoever drew them."""

import numpy as np

from course_utils.errors import need
from course_utils.portraits import OCCUPATIONS, TRAITS, dress, pixels
from course_utils.science.models.batched import first_weights, layers, minimise

PIXELS = 32 * 32 * 3
KINDS = len(OCCUPATIONS)
LEARNS_FROM, HIDDEN, STEPS, BATCH, RATE = 8000, 64, 700, 128, 0.002
PALEST = 0.5  # contrast of the most faded pictures that it learns from


class PortraitClassifier:
    """A network with one hidden layer, trained on portraits of its own in which all combinations are equally frequent.

    PortraitClassifier(seed) draws its portraits and trains at once, some four seconds. What it learns from is faded
    towards a grey drawn anew each time: else it would take darker skin in a pale drawing for lighter.
    """

    def __init__(self, seed: int = 0):
        rng = np.random.default_rng(seed)
        pictures, labels = labelled_portraits(LEARNS_FROM, rng)
        first = first_weights(rng, 1, [(PIXELS, HIDDEN), (HIDDEN, KINDS + len(TRAITS))])
        weights, _ = minimise(first, reading_loss(pictures, labels, rng), STEPS, RATE, "cpu")
        self.weights = [weight[0].numpy() for weight in weights]

    def occupations(self, pictures: np.ndarray) -> np.ndarray:
        """The number of the occupation that is most likely drawn: (..., 3072) -> (...)."""
        return self.scores(pictures)[..., :KINDS].argmax(axis=-1)

    def traits(self, pictures: np.ndarray) -> np.ndarray:
        """Which traits are more likely drawn than not: (..., 3072) -> (..., 4) bools."""
        return self.scores(pictures)[..., KINDS:] > 0

    def scores(self, pictures: np.ndarray) -> np.ndarray:
        """Scores of four occupations and log-odds of four traits: (..., 3072) -> (..., 8); BadSetting for others."""
        shape = np.shape(pictures)
        need(shape[-1:] == (PIXELS,), f"the reader needs pictures of the shape (..., {PIXELS}), got {shape}")
        first, bias, second, last_bias = self.weights
        return np.maximum((pictures - np.float32(0.5)) @ first + bias, 0) @ second + last_bias


def labelled_portraits(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """n portraits (n, 3072) of occupations and traits drawn uniformly, and their labels.

    labels (n, 5) whole numbers: the occupation from 0 to 3, and 1 for each trait that is there, else 0.
    """
    occupation, traits = rng.integers(0, KINDS, n), rng.random((n, len(TRAITS))) < 0.5
    return pixels(dress(occupation, traits, rng)), np.column_stack([occupation, traits])


def reading_loss(pictures: np.ndarray, labels: np.ndarray, rng: np.random.Generator):
    """What minimise needs: cross-entropy of the occupation and of the four traits, for a random batch."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    def loss_at(weights, step):
        rows = rng.integers(0, len(pictures), BATCH)
        contrast, grey = rng.random((2, BATCH, 1), np.float32)
        contrast = PALEST + (1 - PALEST) * contrast
        seen = grey + contrast * (pictures[rows] - grey) - np.float32(0.5)
        scores = layers(weights, torch.from_numpy(seen[np.newaxis]))[0]
        kinds, traits = torch.from_numpy(labels[rows]).split([1, len(TRAITS)], dim=1)
        error = cross_entropy(scores[:, :KINDS], kinds[:, 0])
        return (error + 4 * binary_cross_entropy_with_logits(scores[:, KINDS:], traits.float())).reshape(1)

    return loss_at
