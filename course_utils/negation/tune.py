"""Train the last layers of a sentence encoder on groups; the layers below are read once and kept.

What is trained is a copy. It learns to tell "with" from "without" (ranking), to let facts follow from it (prefer), to
keep topics apart (keep_topics), and to leave all other texts where they were (stay).
"""

import copy
from collections.abc import Callable

import numpy as np

from course_utils.errors import need, need_whole
from course_utils.negation.groups import Group
from course_utils.negation.lexicon import load_topics
from course_utils.negation.losses import keep_topics, prefer, ranking

LAYERS = 2  # of six are trained
RATE = 7e-4  # Adam's
KEPT = 8  # other texts a step, that should stay where they were


class Lower:
    """What the encoder's lower layers make of texts, each text once; and the encoder's own vectors of them."""

    def __init__(self, encoder):
        self.encoder, self.states, self.vectors = encoder, {}, {}

    def read(self, texts, batch: int = 64) -> None:
        """Read the texts that were not read before."""
        import torch

        new = sorted({text for text in texts if text not in self.states}, key=len)
        bert = self.encoder[0].auto_model
        for start in range(0, len(new), batch):
            some = new[start : start + batch]
            words = self.encoder.tokenizer(some, padding=True, truncation=True, max_length=64, return_tensors="pt")
            words = words.to(self.encoder.device)
            mask = words["attention_mask"]
            with torch.no_grad():
                below = run(bert.encoder.layer[:-LAYERS], bert.embeddings(words["input_ids"]), mask)
                vectors = pool(run(bert.encoder.layer[-LAYERS:], below, mask), mask)
            for row, text in enumerate(some):
                self.states[text] = below[row, : mask[row].sum()].clone()
                self.vectors[text] = vectors[row].clone()

    def batch(self, texts) -> tuple:
        """The texts' states, padded with zeros to the longest (texts, tokens, width), and the mask (texts, tokens)."""
        import torch

        states = [self.states[text] for text in texts]
        lengths = torch.tensor([len(state) for state in states], device=states[0].device)
        padded = torch.nn.utils.rnn.pad_sequence(states, batch_first=True)
        return padded, (torch.arange(padded.shape[1], device=lengths.device) < lengths[:, None]).long()

    def original(self, texts):
        """The encoder's own vectors of the texts, (texts, dimensions)."""
        import torch

        return torch.stack([self.vectors[text] for text in texts])


def run(layers, states, mask):
    """The states (texts, tokens, width) after these layers of BERT."""
    hidden = (1 - mask[:, None, None, :].float()) * -1e9
    for layer in layers:
        states = layer(states, hidden)
        states = states[0] if isinstance(states, tuple) else states
    return states


def pool(states, mask):
    """Unit vectors (texts, width): the mean over each text's tokens."""
    from torch.nn.functional import normalize

    return normalize((states * mask[:, :, None]).sum(1), dim=1)


def full_loss(sentences, groups: list[Group], lower: Lower, rng: np.random.Generator):
    """All that the sentences (groups, 4, dimensions) should satisfy, weighed as the development split liked it best."""
    better, worse = ([[pick(group, k, rng)] for group in groups] for k in (0, 1))
    loss = 3 * ranking(sentences) + 0.5 * prefer(sentences, look_up(lower, better), look_up(lower, worse))
    known = [row for row, group in enumerate(groups) if group.topic.having]
    if known:
        having, lacking = ([getattr(groups[row].topic, name) for row in known] for name in ("having", "lacking"))
        loss = loss + 4 * prefer(sentences[known], look_up(lower, having), look_up(lower, lacking))
    return loss + 12 * keep_topics(sentences)


def pick(group: Group, k: int, rng: np.random.Generator) -> str:
    """The topic's own attribute (k = 0), or another one of its domain (k = 1)."""
    if k == 0:
        return group.topic.attribute
    others = [topic.attribute for topic in load_topics("train") if topic.domain == group.topic.domain]
    others = [attribute for attribute in others if attribute != group.topic.attribute] or list(group.topic.things)
    return others[rng.integers(len(others))]


def look_up(lower: Lower, texts: list):
    """The original vectors of rows of texts, (rows, texts, dimensions)."""
    import torch

    return torch.stack([lower.original(row) for row in texts])


def plain_texts() -> list[str]:
    """The lexicon's own words, without any cue: what should stay where it was."""
    topics = load_topics("train")
    return sorted({text for t in topics for text in (t.attribute, *t.things, *t.having, *t.lacking)})


def tune(
    lower: Lower,
    rounds: list[list[Group]],
    others: list[str],
    seed: int,
    steps: int = 130,
    batch: int = 16,
    loss_of: Callable = full_loss,
    stay: float = 1,
):
    """A SentenceTransformer whose last layers were trained, and the loss (steps,).

    others: texts that should stay where they were, with the weight `stay`. lower must have read all of these texts.
    """
    import torch

    need(bool(rounds) and all(rounds), "there are no groups to train on")
    encoder = copy_top(lower.encoder).eval().requires_grad_(False)
    layers = encoder[0].auto_model.encoder.layer[-LAYERS:].requires_grad_(True)
    adam = torch.optim.AdamW(layers.parameters(), RATE, weight_decay=0.01)
    rng, losses = np.random.default_rng(seed), []
    for step in range(need_whole("steps", steps, 1)):
        adam.param_groups[0]["lr"] = RATE * min(1, (step + 1) / 6, 2 - 2 * step / steps)
        groups = draw(rounds[rng.integers(len(rounds))], batch, rng)
        states, mask = lower.batch([text for group in groups for text in group.texts])
        loss = loss_of(pool(run(layers, states, mask), mask).view(len(groups), 4, -1), groups, lower, rng)
        if stay:
            some = [others[k] for k in rng.integers(len(others), size=KEPT)]
            states, mask = lower.batch(some)
            loss = loss + stay * (1 - (pool(run(layers, states, mask), mask) * lower.original(some)).sum(1)).mean()
        adam.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(layers.parameters(), 2.0)
        adam.step()
        losses.append(loss.item())
    return encoder.requires_grad_(True), np.array(losses)


def copy_top(encoder):
    """A copy of the encoder that shares its word vectors and lower layers, which would take most of the memory."""
    bert = encoder[0].auto_model
    return copy.deepcopy(encoder, {id(part): part for part in (bert.embeddings, *bert.encoder.layer[:-LAYERS])})


def draw(groups: list[Group], count: int, rng: np.random.Generator) -> list[Group]:
    """Groups of different domains, half of them with items if there are any."""
    order = rng.permutation(len(groups))
    order = sorted(order, key=lambda row: not groups[row].topic.having or rng.random() < 0.5)
    chosen = {}
    for row in order:
        chosen.setdefault(groups[row].topic.domain, groups[row])
    return list(chosen.values())[:count]
