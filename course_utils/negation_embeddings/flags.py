"""A rule that learns to take a sentence apart: two numbers a token say whether it is what the sentence does without.

Which tokens these are is known in training, because the sentences were made from their parts. subtract.split_query does
the same by a list of cues.
"""

from collections.abc import Iterator

import numpy as np

from course_utils.errors import need
from course_utils.negation_embeddings.groups import Group
from course_utils.negation_embeddings.lower_layers import Lower, apply_layers, in_parts
from course_utils.negation_embeddings.phrases import without_article
from course_utils.negation_embeddings.top_layers import Batches, draw_texts, train_top
from course_utils.science.models.encoder import check_texts

RATE = 1e-3  # Adam's, for the layers
BATCH, KEPT = 16, 8  # groups and other texts a step
OFTEN = 10.0  # how much more a flagged token counts: there are few


def learn_flags(lower: Lower, rounds: list[list[Group]], others: list[str], seed: int, steps: int = 80) -> tuple:
    """(marker, flags): a copy of the encoder whose last layers learned nothing else, and a table (dimensions + 1, 2).

    Nothing in `others` counts as unwanted. lower reads what it hasn't read yet. BadSetting if there are no groups.
    """
    need(bool(rounds) and all(rounds), "there are no groups to train on")
    rng, flags = np.random.default_rng(seed), new_flags(lower.encoder, seed)
    batches = Batches(rounds, rng)

    def losses_at(layers):
        groups = batches.draw(BATCH)
        yield from flag_losses(lower, layers, flags, [text for group in groups for text in group.texts], groups)
        yield from flag_losses(lower, layers, flags, draw_texts(others, KEPT, rng), [])

    marker, _ = train_top(lower, steps, RATE, losses_at, flags.parameters())
    return marker, to_array(flags)


def new_flags(encoder, seed: int):
    """Untrained: tokens' states (…, dimensions) -> scores (…, 2) of being unwanted, and of being part of a cue."""
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return torch.nn.Linear(encoder[0].auto_model.config.hidden_size, 2).to(encoder.device)


def to_array(flags) -> np.ndarray:
    """The weights, and as the last row the biases: (dimensions + 1, 2)."""
    weight, bias = (part.detach().cpu().numpy() for part in (flags.weight, flags.bias))
    return np.vstack([weight.T, bias])


def flag_losses(lower: Lower, layers, flags, texts: list[str], groups: list[Group]) -> Iterator:
    """Cross entropy of the texts' scores with what should be flagged: nothing at all without groups.

    The mean over all tokens, in parts, each of texts of about one length.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    lower.read(texts)  # all of them: a text's cue is what its twin hasn't
    total = sum(len(lower.states[text]) for text in texts)
    for part in in_parts(texts):
        states, mask = lower.batch([texts[row] for row in part])
        scores = flags(apply_layers(layers, states, mask))[mask > 0]
        truth = torch.zeros_like(scores)
        if groups:
            wanted = [find_flags(lower, groups[row // 4], row % 4) for row in part]
            truth = torch.as_tensor(np.concatenate(wanted), device=scores.device)
        often = torch.full((2,), OFTEN, device=scores.device)
        yield binary_cross_entropy_with_logits(scores, truth, pos_weight=often, reduction="sum") / (2 * total)


def find_flags(lower: Lower, group: Group, k: int) -> np.ndarray:
    """(tokens, 2) of 0 and 1: which tokens of the group's text k are unwanted, and which make up its cue.

    The cue is what the text has, and the same text turned round hasn't.
    """
    text, (spans, ids) = group.texts[k].lower(), lower.tokens[group.texts[k]]
    found = np.zeros((len(spans), 2), np.float32)
    if k < 2 or not group.attribute:
        return found
    twin = set(lower.tokens[group.texts[k - 2]][1])
    unwanted = span_in(text, without_article(group.attribute))
    named = [span_in(text, thing) for thing in group.things if thing.lower() in text]
    for place, (span, token) in enumerate(zip(spans, ids, strict=True)):
        found[place, 0] = inside(span, unwanted)
        found[place, 1] = not any(inside(span, part) for part in (unwanted, *named)) and token not in twin
    return found


def span_in(text: str, words: str) -> tuple[int, int]:
    """Where the words stand last in the text: start and end."""
    start = text.rfind(words.lower())
    return start, start + len(words)


def inside(span: tuple[int, int], part: tuple[int, int]) -> bool:
    """Whether a token, which isn't an empty mark, lies within a part of the text."""
    return span[0] < span[1] and part[0] <= span[0] and span[1] <= part[1]


def take_apart(marker, flags: np.ndarray, texts: list[str]) -> list[tuple[str, str]]:
    """For each text ("Recipes", "meat") of "Recipes without meat": what is wanted, and what isn't; ("", "") if nothing
    is unwanted, or nothing else is left.

    marker, flags: as learn_flags gives them. BadSetting for an empty text.
    """
    import torch

    check_texts(marker, texts)
    parts = []
    for start in range(0, len(texts), 64):
        some = texts[start : start + 64]
        words = marker.tokenizer(
            some,
            padding=True,
            truncation=True,
            max_length=marker.max_seq_length,
            return_tensors="pt",
            return_offsets_mapping=True,
        ).to(marker.device)
        spans = words.pop("offset_mapping")
        with torch.no_grad():
            states = marker[0].auto_model(**words)[0].cpu().numpy()
        scores = states @ flags[:-1] + flags[-1]
        parts += [join_parts(*row) for row in zip(some, spans.tolist(), scores, strict=True)]
    return parts


def join_parts(text: str, spans: list, scores: np.ndarray) -> tuple[str, str]:
    """The words of a text that are wanted, and those that aren't."""
    unwanted, cue = (scores > 0).T  # more likely than not, by its own lights
    kept = join_tokens(text, [span for span, a, b in zip(spans, unwanted, cue, strict=True) if not a | b])
    lost = join_tokens(text, [span for span, a in zip(spans, unwanted, strict=True) if a])
    return (kept, lost) if kept and lost else ("", "")


def join_tokens(text: str, spans: list) -> str:
    """The tokens, with a space between those that don't touch."""
    said, last = "", None
    for start, end in (span for span in spans if span[0] < span[1]):  # marks of beginning and end are empty
        said += ("" if last in (None, start) else " ") + text[start:end]
        last = end
    return said.strip(" .,;:!?-()")
