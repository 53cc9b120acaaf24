"""The peers' scores, too dear for a lesson's time: `python -m course_utils.distilled.peers` makes peers.npz.

It needs model2vec (`pip install --no-deps model2vec==0.10.0 skeletoken==0.6.1`) and ten minutes of CPU time. Each array
holds nDCG@10 for every query of the development ("…_development") or the test split, (seeds, queries).
"""

import hashlib
import io
from functools import cache
from pathlib import Path

import numpy as np

from course_utils.data import checked
from course_utils.data_docstrings import load_docstrings, ndcg
from course_utils.distilled.vectors import stamp, training_pairs, training_targets
from course_utils.draws import standard_normals
from course_utils.models.encoder import load_encoder
from course_utils.models.static_student import Bags, bags_of, descend_table, means, renumber, train_without_teacher

PLACE = Path(__file__).with_name("peers.npz")
PLACE_SHA256 = "cfe9906d13103032c23cbd6205c2fd2ce585f19c36ada45661fbe6a418419af9"
SEEDS = (1, 2, 3)


@cache
def peer_scores() -> dict[str, np.ndarray]:
    """name -> nDCG@10 (seeds, queries), and "made_by"; MissingData if the file isn't the one made for this."""
    (packed,) = checked([PLACE], PLACE_SHA256, "the file of the peers' scores")
    with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def model2vec_table(teacher) -> np.ndarray:
    """model2vec's distillation of the teacher, (the teacher's tokens, 256): each token is encoded on its own, then
    principal components and weights by rank. A token that model2vec leaves out stays at zero."""
    from model2vec.distill import distill_from_model

    small = distill_from_model(teacher[0].auto_model, teacher.tokenizer, device="cpu", pca_dims=256)
    table = np.zeros((len(teacher.tokenizer), 256), np.float32)
    places = teacher.tokenizer.get_vocab()
    for token, row in small.tokenizer.get_vocab().items():
        if token in places:
            table[places[token]] = small.embedding[row]
    return table


def train_like_tokenlearn(first: np.ndarray, bags: Bags, targets: np.ndarray, seed: int, steps: int) -> np.ndarray:
    """Tokenlearn's recipe (Tulkens and van Dongen 2024) in short: model2vec's table, trained on the cosine alone."""
    import torch

    rows = np.random.default_rng(seed).integers(0, len(bags), (steps, 1024))
    goals, (texts,) = torch.from_numpy(targets), renumber(bags)

    def loss_at(table, step):
        return 1 - (means(table, texts.take(rows[step])) * goals[rows[step]]).sum(dim=1).mean()

    return descend_table(first, loss_at, steps, bags.tokens)[0]


def train_on_pairs(bags: Bags, pairs: int, seed: int, steps: int) -> np.ndarray:
    """A table that starts at random and never meets the teacher, (tokens, 256): the first `pairs` bags are queries."""
    noise = standard_normals(np.random.default_rng(seed), (30522, 256)) / 16
    sides = (bags.take(np.arange(pairs)), bags.take(np.arange(pairs, 2 * pairs)))
    return train_without_teacher(noise, *sides, seed, steps)[0]


def score_table(teacher, table: np.ndarray, split: str) -> np.ndarray:
    """nDCG@10 of every query of the split, (queries,)."""
    import torch

    pairs, table = load_docstrings(split), torch.from_numpy(table)
    queries, documents = (means(table, bags_of(teacher, texts)) for texts in (pairs.queries, pairs.documents))
    return ndcg((queries @ documents.T).numpy())


def main() -> None:
    from importlib.metadata import version

    teacher, pairs = load_encoder(), training_pairs()
    bags, targets = bags_of(teacher, pairs.queries + pairs.documents), np.concatenate(training_targets())
    first = model2vec_table(teacher)
    tables = {"model2vec": [first]}
    for steps in (400, 1600):
        tables[f"tokenlearn-like, {steps} steps"] = [
            train_like_tokenlearn(first, bags, targets, seed, steps) for seed in SEEDS
        ]
    untaught = [train_on_pairs(bags, len(pairs), seed, steps=300) for seed in SEEDS]
    tables["the same table, no teacher"] = untaught
    arrays = {
        f"{name}{ending}": np.array([score_table(teacher, table, split) for table in tables[name]], np.float32)
        for name in tables
        for split, ending in (("development", "_development"), ("test", ""))
    }
    made_by = f"{stamp('peers')}; model2vec {version('model2vec')}; seeds {SEEDS}"
    file = io.BytesIO()
    np.savez_compressed(file, made_by=np.array(made_by), **arrays)
    PLACE.write_bytes(file.getvalue())
    print(
        hashlib.sha256(PLACE.read_bytes()).hexdigest(),
        {name: x.mean(axis=1) for name, x in arrays.items() if "dev" in name},
    )


if __name__ == "__main__":
    main()
