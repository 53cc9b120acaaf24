"""A reranker and its small copy: TF-IDF finds fifty texts, and a model puts them in a better order.

The teacher reads question and text with a transformer and compares their tokens (late interaction, Khattab and Zaharia
2020, here with all-MiniLM-L6-v2, which was not trained for it). The copy looks each token up in a narrow table, makes
the same comparison, and weighs it with what TF-IDF says: a handful of weights, learned from the teacher's scores.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import softmax

from course_utils.distillation.static_student import main_components, word_vectors
from course_utils.errors import need, need_whole
from course_utils.science.data.docstrings import SPLITS, Pairs
from course_utils.science.data.store import read_arrays
from course_utils.science.retrieval import unit

KEPT = 50  # how many texts the first stage hands on
MAX_TOKENS = 128  # tokens that either model reads of a text


def candidates(scores: np.ndarray) -> np.ndarray:
    """The places of each query's KEPT best documents, best first, (queries, KEPT); ties go to the earlier document."""
    need(scores.shape[1] >= KEPT, f"the first stage chooses {KEPT} documents, and there are {scores.shape[1]}")
    return np.argsort(-scores, axis=1, kind="stable")[:, :KEPT]


def load_scores(split: str) -> tuple[np.ndarray, np.ndarray]:
    """The candidates' places (queries, KEPT) of a split, and the teacher's scores of them, which were computed before.

    BadSetting for another split; MissingData if it isn't the file that was made for this.
    """
    need(split in SPLITS, f"split must be one of {', '.join(SPLITS)}, got {split!r}")
    arrays = read_arrays("reranker")
    return arrays[f"{split} places"].astype(int), arrays[f"{split} scores"].astype(np.float32)


def reranked(new: np.ndarray, places: np.ndarray, documents: int) -> np.ndarray:
    """Scores (queries, documents) for retrieval.ndcg: new (queries, KEPT) at these places, elsewhere -inf."""
    scores = np.full((len(new), documents), -np.inf)
    np.put_along_axis(scores, places, new, axis=1)
    return scores


def late_interaction(asked: np.ndarray, texts: list[np.ndarray], weights: np.ndarray | None = None) -> np.ndarray:
    """For each text the mean, over the tokens of a question, of the cosine with the text's most alike token: (texts,).

    asked (tokens, width) and each text (its tokens, width) hold unit vectors; weights (tokens,) for a weighted mean.
    """
    begin = starts(texts)
    best = np.maximum.reduceat(asked @ np.concatenate(texts).T, begin, axis=1)
    return np.average(best, axis=0, weights=weights)


def starts(texts: list[np.ndarray]) -> np.ndarray:
    """Where each text begins when all are put end to end."""
    lengths = [len(text) for text in texts]
    need(len(texts) > 0 and min(lengths) > 0, "there must be a text, and every text needs at least one token")
    return np.cumsum([0, *lengths[:-1]])


def read_tokens(encoder, texts: list[str]) -> list[np.ndarray]:
    """What the teacher, a SentenceTransformer, makes of each text's tokens: unit vectors (its tokens, 384)."""
    from torch.nn.functional import normalize

    found = encoder.encode(texts, output_value="token_embeddings", show_progress_bar=False)
    return [normalize(tokens[:MAX_TOKENS].float(), dim=1).numpy() for tokens in found]


def teach(encoder, pairs: Pairs, places: np.ndarray, rows) -> np.ndarray:
    """The teacher's scores of the candidates at these places, for the queries in rows: (rows, KEPT)."""
    needed = np.unique(places[rows])
    texts = dict(zip(needed, read_tokens(encoder, [pairs.documents[place] for place in needed]), strict=True))
    asked = read_tokens(encoder, [pairs.queries[row] for row in rows])
    scores = [late_interaction(a, [texts[p] for p in places[row]]) for a, row in zip(asked, rows, strict=True)]
    return np.array(scores, np.float32)


@dataclass(frozen=True)
class Student:
    """A narrow table of unit vectors, one a token (vocabulary, width), and what a token weighs (vocabulary,)."""

    tokenizer: object
    table: np.ndarray
    weights: np.ndarray

    def tokens(self, texts: list[str]) -> list[np.ndarray]:
        """The numbers of each text's tokens; a text without any has the unknown token."""
        read = self.tokenizer(texts, add_special_tokens=False, truncation=True, max_length=MAX_TOKENS, verbose=False)
        return [np.array(row or [self.tokenizer.unk_token_id]) for row in read["input_ids"]]

    def compare(self, asked: np.ndarray, texts: list[np.ndarray]) -> np.ndarray:
        """Late interaction both ways, (texts, 2): the question in the text, and the text in the question."""
        begin, every = starts(texts), np.concatenate(texts)
        alike = self.table[asked] @ self.table[every].T
        forth = np.average(np.maximum.reduceat(alike, begin, axis=1), axis=0, weights=self.weights[asked])
        weights = self.weights[every]
        back = np.add.reduceat(alike.max(axis=0) * weights, begin) / np.add.reduceat(weights, begin)
        return np.stack([forth, back], axis=1)


def compress(encoder, width: int, read: list[str]) -> Student:
    """The teacher's own table of tokens, (30522, 384), by its first principal components; nothing is trained.

    read: texts to count tokens in, so that a rare token weighs more: log of (texts + 1.5) / (those that have it + 1).
    """
    width = need_whole("width", width, 1)
    table = word_vectors(encoder)
    need(width <= table.shape[1], f"width must be at most {table.shape[1]}, got {width}")
    narrow = unit(main_components(table, width))
    student = Student(encoder.tokenizer, narrow, np.ones(len(table), np.float32))
    have = np.bincount(np.concatenate([np.unique(row) for row in student.tokens(read)]), minlength=len(table))
    return Student(encoder.tokenizer, narrow, np.log((len(read) + 1.5) / (have + 1)).astype(np.float32))


def features(student: Student, pairs: Pairs, places: np.ndarray, words: np.ndarray, pieces: np.ndarray) -> np.ndarray:
    """What the small reranker knows of each candidate, (queries, KEPT, 4): words, pieces, and the comparison both ways.

    words, pieces: what tfidf_scores gives for each, (queries, documents).
    """
    texts, asked = student.tokens(pairs.documents), student.tokens(pairs.queries)
    pairwise = [student.compare(a, [texts[p] for p in row]) for a, row in zip(asked, places, strict=True)]
    cheap = [np.take_along_axis(scores, places, axis=1)[..., None] for scores in (words, pieces)]
    return np.concatenate([*cheap, pairwise], axis=2)


def fit_weights(known: np.ndarray, wanted: np.ndarray, penalty: float = 1e-3) -> np.ndarray:
    """One weight a feature: those whose softmax comes closest to the wanted shares (cross-entropy, by BFGS).

    known (queries, KEPT, features); wanted (queries, KEPT): softened scores of a teacher, or 1 where the answer is.
    Queries whose wanted shares are all zero are left out. The penalty is on squared weights of standardised features.
    """
    from scipy.optimize import minimize

    use = wanted.sum(axis=1) > 0
    need(bool(use.any()), "there is nothing to learn from: no query has a wanted text")
    spread = known[use].std(axis=(0, 1)) + 1e-9
    scaled, wanted = known[use] / spread, wanted[use]

    def loss(weights):
        scores = scaled @ weights
        given = softmax(scores, axis=1)
        logs = np.log(given + 1e-30)
        slope = np.einsum("qk,qkf->f", given - wanted, scaled) / len(scaled) + 2 * penalty * weights
        return -(wanted * logs).sum() / len(scaled) + penalty * weights @ weights, slope

    return minimize(loss, np.zeros(known.shape[2]), jac=True, method="BFGS").x / spread
