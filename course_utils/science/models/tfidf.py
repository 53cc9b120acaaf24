"""Retrieval without learning: TF-IDF counts shared words, or shared pieces of words, and rare ones count more."""

import numpy as np

from course_utils.science.data.docstrings import Pairs


def tfidf_scores(pairs: Pairs, pieces: bool = False) -> np.ndarray:
    """Cosine of TF-IDF vectors between every query and every document, (queries, documents), in float32.

    pieces: of every four letters in a row within a word, so that "opening" shares some with "open". How often a word or
    piece occurs is counted in the documents. scikit-learn does the work (Spärck Jones 1972).
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # here, because it takes a second

    how = {"analyzer": "char_wb", "ngram_range": (4, 4)} if pieces else {}
    counter = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **how)
    documents = counter.fit_transform(pairs.documents)
    return (counter.transform(pairs.queries) @ documents.T).toarray()
