"""A linear head: 384 × 384 numbers behind a frozen encoder, trained in a second or two."""

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.negation_embeddings.losses import ranking
from course_utils.science.retrieval import unit
from course_utils.science.training import train


def train_head(sentences: np.ndarray, others: np.ndarray, seed: int, steps: int = 150, batch: int = 64) -> np.ndarray:
    """A matrix W (dimensions, dimensions), so that the vectors v @ W, scaled to unit length, tell polarities apart.

    sentences (groups, 4, dimensions) in the order of Group.texts; others (n, dimensions) should stay as similar to each
    other as they were. Unit vectors. It starts as the identity. BadSetting for another shape.
    """
    import torch
    from torch.nn.functional import normalize

    need(np.ndim(sentences) == 3 and np.shape(sentences)[1] == 4, "sentences must have the shape (groups, 4, d)")
    groups, kept = (torch.from_numpy(np.asarray(x, np.float32)) for x in (sentences, others))
    rng, size = np.random.default_rng(seed), min(batch, len(groups))
    matrix = torch.eye(groups.shape[2], requires_grad=True)

    def loss_at(_):
        some = groups[rng.permutation(len(groups))[:size]]
        plain = kept[rng.integers(0, len(kept), 64)]
        moved = normalize(plain @ matrix, dim=1)
        return ranking(normalize(some @ matrix, dim=2)) + 20 * (moved @ moved.T - plain @ plain.T).square().mean()

    train(torch.optim.Adam([matrix], 3e-3), loss_at, need_whole("steps", steps, 1))
    return matrix.detach().numpy()


def apply_head(vectors: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Unit vectors (n, dimensions) behind the head."""
    return unit(vectors @ matrix)
