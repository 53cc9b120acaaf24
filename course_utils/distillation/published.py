"""What the article (Jina AI 2024, When AI Makes AI) prints about models, as data to plot and to do sums with.

They are the makers' own figures, from one run each, without intervals.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A model as printed: parameters in millions, a score in points of 100.

    teacher: the name of the model from which it was distilled, or None if the article names none.
    """

    name: str
    millions: float
    score: float
    teacher: str | None = None


# The score is MTEB's average (Muennighoff et al. 2023).
EMBEDDERS = (
    Published("jina-embeddings-v2-base-en", 137, 60.38),
    Published("multilingual-e5-base", 278, 59.45),
    Published("sentence-t5-xl", 1240, 57.87),
)
# The score is BEIR's (Thakur et al. 2021).
RERANKERS = (
    Published("jina-reranker-v1-base-en", 137, 52.45),
    Published("jina-reranker-v1-turbo-en", 38, 49.60, teacher="jina-reranker-v1-base-en"),
    Published("jina-reranker-v1-tiny-en", 33, 48.54, teacher="jina-reranker-v1-base-en"),
    Published("mxbai-rerank-base-v1", 184, 49.19),
    Published("mxbai-rerank-xsmall-v1", 71, 48.80),
    Published("bge-reranker-base", 278, 47.89),
)
