"""What a batch of groups should satisfy. sentences: unit vectors (groups, 4, dimensions), in the order of Group.texts.

ranking is sentence-transformers' MultipleNegativesRankingLoss, margin its TripletLoss by cosine, and ordering its
CoSENTLoss (tests hold ours to theirs). They are written out because our batches hold four sentences a group and start
from layers that were read once.
"""

TEMPERATURE = 0.05


def roles(sentences):
    """(anchor, partner, the two of the other polarity) for each of the four sentences of every group."""
    with_1, with_2, without_1, without_2 = sentences.unbind(1)
    return (
        (with_1, with_2, without_1, without_2),
        (with_2, with_1, without_2, without_1),
        (without_1, without_2, with_1, with_2),
        (without_2, without_1, with_2, with_1),
    )


def ranking(sentences):
    """Each sentence has to pick its partner among all groups' partners and its own two opposites."""
    import torch
    from torch.nn.functional import cross_entropy

    answers, total = torch.arange(len(sentences), device=sentences.device), 0
    for anchor, partner, twin, other in roles(sentences):
        opposites = [(anchor * far).sum(1, keepdim=True) for far in (twin, other)]
        scores = torch.cat([anchor @ partner.T, *opposites], dim=1)
        total = total + cross_entropy(scores / TEMPERATURE, answers) / 4
    return total


def how_hard(sentences):
    """(groups,) from 0 to 1: how likely a sentence is to take its own opposite for its partner, mean over the four."""
    import torch

    gaps = [(anchor * twin).sum(1) - (anchor * partner).sum(1) for anchor, partner, twin, _ in roles(sentences)]
    return torch.sigmoid(torch.stack(gaps) / TEMPERATURE).mean(0)


def margin(sentences, width: float = 0.5):
    """Each sentence should be nearer to its partner than to its opposites, by a margin. Nothing else counts."""
    total = 0
    for anchor, partner, twin, other in roles(sentences):
        near = (anchor * partner).sum(1)
        for far in ((anchor * twin).sum(1), (anchor * other).sum(1)):
            total = total + (width - near + far).relu().mean() / 8
    return total


def ordering(sentences, scale: float = 20):
    """Every pair that means the same should be nearer than every pair that doesn't. Nothing else counts."""
    import torch

    same = torch.cat([(anchor * partner).sum(1) for anchor, partner, _, _ in roles(sentences)])
    unlike = torch.cat([(anchor * twin).sum(1) for anchor, _, twin, _ in roles(sentences)])
    gaps = (unlike[:, None] - same[None]).flatten() * scale
    return torch.logsumexp(torch.cat([torch.zeros(1, device=gaps.device), gaps]), dim=0)


def keep_topics(sentences, width: float = 0.1):
    """The hinge: a sentence should be nearer to its own opposite than to any other group's in the same place."""
    import torch

    total, same = 0, torch.eye(len(sentences), device=sentences.device)
    for anchor, _, twin, _ in roles(sentences):
        own = (anchor * twin).sum(1)
        hardest = (anchor @ anchor.T - 2 * same).amax(dim=1)
        total = total + (width - own + hardest).relu().mean() / 4
    return total
