"""Go bigger: the encoder's own layers learn from pairs of a sentence and a code, instead of a head on top of them."""

import copy

import numpy as np

from course_utils.code_embeddings.head import ranking_loss
from course_utils.code_embeddings.writer import Written
from course_utils.errors import need
from course_utils.science.models.layer_student import vectors_of
from course_utils.science.training import train


def tune_encoder(encoder, pairs: Written, steps: int, layers: int, device: str = "cpu", batch: int = 16):
    """A copy of the encoder (a SentenceTransformer) whose last so many layers have learned from the pairs.

    Pairs of one feature are not held against each other. BadSetting for more layers than there are.
    """
    import torch  # here, because it takes seconds

    model = copy.deepcopy(encoder).to(device)
    there = model[0].auto_model.encoder.layer
    need(1 <= layers <= len(there), f"layers must be from 1 to {len(there)}, got {layers}")
    model.requires_grad_(False)
    there[-layers:].requires_grad_(True)
    adam = torch.optim.AdamW(there[-layers:].parameters(), 3e-5)
    rng, features = np.random.default_rng(0), np.array(pairs.features)

    def loss_at(_):
        rows = rng.choice(len(pairs), batch, replace=False)
        texts = [[side[row] for row in rows] for side in (pairs.sentences, pairs.codes)]
        same = torch.from_numpy(features[rows][:, None] == features[rows]).to(device)
        return ranking_loss(*(vectors_of(model, some) for some in texts), same)

    train(adam, loss_at, steps, share=lambda *_: 1)
    return model
