"""Train the last layers of a sentence encoder on groups of sentences and their opposites.

What is trained is a copy. It learns to tell a sentence from its opposite (ranking), to keep topics apart (keep_topics),
to leave all other texts where they were (distillation from the encoder as it was), and to mark, token by token,
what a sentence does without (flags.py).
"""

from collections.abc import Callable

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.negation.flags import flag_loss, new_flags, to_array
from course_utils.negation.groups import Group
from course_utils.negation.losses import keep_topics, ranking
from course_utils.negation.lower import LAYERS, Lower, copy_top, pool, run

RATE, FLAG_RATE = 2e-4, 5e-3  # Adam's, for the layers and for the flags
KEPT = 6  # other texts a step, that should stay where they were


def full_loss(sentences):
    """What the sentences (groups, 4, dimensions) should satisfy, weighed as the development split liked it best."""
    return 2 * ranking(sentences) + 2 * keep_topics(sentences)


def tune(
    lower: Lower,
    rounds: list[list[Group]],
    others: list[str],
    seed: int,
    steps: int = 150,
    batch: int = 14,
    loss_of: Callable = full_loss,
    stay: float = 40,
) -> tuple:
    """(encoder, flags, losses): a SentenceTransformer whose last layers were trained, a table for flags.take_apart
    (dimensions + 1, 2), and the loss (steps,).

    loss_of: unit vectors (groups, 4, dimensions) -> a number; others: texts that should stay where they were, with the
    weight `stay`. lower must have read all of these texts. BadSetting if there are no groups.
    """
    import torch

    need(bool(rounds) and all(rounds), "there are no groups to train on")
    encoder = copy_top(lower.encoder).eval().requires_grad_(False)
    layers = encoder[0].auto_model.encoder.layer[-LAYERS:].requires_grad_(True)
    flags = new_flags(lower.encoder, seed)
    parts = [{"params": layers.parameters(), "top": RATE}, {"params": flags.parameters(), "top": FLAG_RATE}]
    adam, rng, losses = torch.optim.AdamW(parts, RATE, weight_decay=0.01), np.random.default_rng(seed), []
    for step in range(need_whole("steps", steps, 1)):
        for part in adam.param_groups:
            part["lr"] = part["top"] * min(1, (step + 1) / 6, 2 - 2 * step / steps)
        groups = draw(rounds[rng.integers(len(rounds))], batch, rng)
        kept = [others[k] for k in rng.integers(len(others), size=KEPT)]
        loss = loss_at(lower, layers, flags, groups, kept, loss_of, stay)
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(layers.parameters(), 2.0)
        adam.step()
        losses.append(loss.item())
    return encoder.requires_grad_(True), to_array(flags), np.array(losses)


def loss_at(lower: Lower, layers, flags, groups: list[Group], kept: list[str], loss_of: Callable, stay: float):
    """The loss of one batch of groups, and of the texts that should stay where they were."""
    texts = [text for group in groups for text in group.texts]
    states, mask = lower.batch(texts)
    states = run(layers, states, mask)
    loss = loss_of(pool(states, mask).view(len(groups), 4, -1)) + flag_loss(flags(states), mask, lower, groups)
    if not stay:
        return loss
    states, mask = lower.batch(kept)
    states = run(layers, states, mask)
    moved = 1 - (pool(states, mask) * lower.original(kept)).sum(1)
    return loss + stay * moved.mean() + flag_loss(flags(states), mask, lower, [])


def draw(groups: list[Group], count: int, rng: np.random.Generator) -> list[Group]:
    """At most so many groups of different domains, in a random order."""
    chosen = {}
    for row in rng.permutation(len(groups)):
        chosen.setdefault(groups[row].domain, groups[row])
    return list(chosen.values())[:count]
