"""Train the last layers of a sentence encoder on groups of sentences and their opposites.

What is trained is a copy. It learns to tell a sentence from its opposite (ranking), to keep topics apart (keep_topics),
and to leave other texts where they were (distillation from the encoder as it was). What is misheard comes more often.
"""

from collections.abc import Callable

import numpy as np

from course_utils.errors import need
from course_utils.negation_embeddings.groups import Group
from course_utils.negation_embeddings.losses import how_hard, keep_topics, ranking
from course_utils.negation_embeddings.lower_layers import Lower, apply_layers, in_parts, pool
from course_utils.negation_embeddings.top_layers import Batches, draw_texts, train_top

RATE = 4e-4  # Adam's
KEPT = 18  # other texts a step, that should stay where they were


def full_loss(sentences):
    """What the sentences (groups, 4, dimensions) should satisfy, weighed as the development split liked it best."""
    return 2 * ranking(sentences) + 3 * keep_topics(sentences)


def tune(
    lower: Lower,
    rounds: list[list[Group]],
    others: list[str],
    seed: int,
    steps: int = 150,
    batch: int = 16,
    loss_of: Callable = full_loss,
    stay: float = 100,
) -> tuple:
    """(encoder, losses): a SentenceTransformer whose last layers were trained, and the loss (steps,).

    loss_of: unit vectors (groups, 4, dimensions) -> a number; others: texts that should stay where they were, with the
    weight `stay`. What is drawn depends on what was misheard, and so, by rounding, on the machine. lower reads what it
    hasn't read yet. BadSetting if there are no groups.
    """
    need(bool(rounds) and all(rounds), "there are no groups to train on")
    rng = np.random.default_rng(seed)
    batches = Batches(rounds, rng)

    def losses_at(layers):
        groups = batches.draw(batch)
        sentences = read_top(lower, layers, [text for group in groups for text in group.texts])
        sentences = sentences.view(len(groups), 4, -1)
        batches.note(how_hard(sentences.detach()).cpu().numpy())
        yield loss_of(sentences)
        if stay:
            yield stay * drift(lower, layers, draw_texts(others, KEPT, rng))

    return train_top(lower, steps, RATE, losses_at)


def read_top(lower: Lower, layers, texts: list[str]):
    """The unit vectors (texts, dimensions) that the layers make of the texts."""
    import torch

    parts = in_parts(texts)
    read = [lower.batch([texts[row] for row in part]) for part in parts]
    vectors = torch.cat([pool(apply_layers(layers, states, mask), mask) for states, mask in read])
    return vectors[np.argsort(np.concatenate(parts))]


def drift(lower: Lower, layers, texts: list[str]):
    """How far the texts are on average from where they were: 1 - cosine."""
    return (1 - (read_top(lower, layers, texts) * lower.original(texts)).sum(1)).mean()
