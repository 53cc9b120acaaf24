"""The peers' scores, too dear for a lesson's time: `python -m course_utils.makers.peers` makes peers.npz.

It needs model2vec (`pip install --no-deps model2vec==0.10.0 skeletoken==0.6.1`) and half an hour of CPU time. Each
array holds nDCG@10 for every query of the development ("development …") or the test split, (seeds, queries).
"""

import numpy as np

from course_utils.distillation.shipped import training_pairs, training_targets
from course_utils.distillation.static_student import Bags, as_encoder, bags_of, train_table
from course_utils.makers.shipping import write_arrays
from course_utils.science.data.docstrings import load_docstrings
from course_utils.science.models.encoder import encode, load_encoder
from course_utils.science.models.layer_student import fewer_layers, train_layers
from course_utils.science.retrieval import ndcg

SEEDS = (1, 2, 3)
SPLITS = {"development ": "development", "": "test"}


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


def train_like_tokenlearn(first: np.ndarray, bags: Bags, targets: np.ndarray, seed: int) -> np.ndarray:
    """Tokenlearn's recipe (Tulkens and van Dongen 2024) in short: model2vec's table, trained on the cosine alone."""
    return train_table(first, bags, targets, seed, steps=400, batch=1024, relations=0)[0]


def half_the_layers(teacher, texts: list[str], targets: np.ndarray, seed: int):
    """Three of the teacher's six layers, trained on its vectors of the texts (four CPU minutes)."""
    return train_layers(fewer_layers(teacher), texts, targets, seed, steps=300)[0]


def score(model, split: str) -> np.ndarray:
    """nDCG@10 of every query of the split, (queries,), for a SentenceTransformer."""
    pairs = load_docstrings(split)
    return ndcg(encode(model, pairs.queries) @ encode(model, pairs.documents).T)


def main() -> None:
    from importlib.metadata import version

    teacher, pairs = load_encoder(), training_pairs()
    texts, targets = pairs.queries + pairs.documents, np.concatenate(training_targets())
    bags, first = bags_of(teacher, texts), model2vec_table(teacher)
    makers = {
        "model2vec": lambda seed: as_encoder(teacher, first),
        "tokenlearn-like": lambda seed: as_encoder(teacher, train_like_tokenlearn(first, bags, targets, seed)),
        "three layers": lambda seed: half_the_layers(teacher, texts, targets, seed),
    }
    arrays = {f"{start}{name}": [] for name in makers for start in SPLITS}
    for name, make in makers.items():
        for seed in SEEDS[: 1 if name == "model2vec" else None]:  # nothing in model2vec's is random
            model = make(seed)
            for start, split in SPLITS.items():
                arrays[f"{start}{name}"].append(score(model, split).astype(np.float32))
            print(name, seed, arrays[f"development {name}"][-1].mean(), flush=True)
    write_arrays(
        "peers", {name: np.array(a) for name, a in arrays.items()}, f"model2vec {version('model2vec')}; {SEEDS}"
    )


if __name__ == "__main__":
    main()
