"""The published tables are what was printed, and hang together."""

import pytest

from course_utils.distillation.published import EMBEDDERS, RERANKERS, Published


def named(name: str) -> Published:
    (row,) = [row for row in RERANKERS if row.name == name]
    return row


def test_every_model_stands_once_with_a_plausible_size_and_score():
    assert len({row.name for row in RERANKERS}) == len(RERANKERS) == 6
    assert all(10 < row.millions < 300 and 40 < row.score < 70 for row in RERANKERS)


def test_the_largest_embedding_model_has_the_lowest_score():
    by_size = sorted(EMBEDDERS, key=lambda row: row.millions)
    assert [row.score for row in by_size] == sorted((row.score for row in EMBEDDERS), reverse=True)


@pytest.mark.parametrize(
    ("name", "score_kept", "size_kept"),
    [("jina-reranker-v1-turbo-en", 94.6, 27.7), ("jina-reranker-v1-tiny-en", 92.5, 24.1)],
)
def test_the_students_keep_what_the_article_says(name, score_kept, size_kept):
    student = named(name)
    teacher = named(student.teacher)
    assert round(100 * student.score / teacher.score, 1) == score_kept
    assert round(100 * student.millions / teacher.millions, 1) == size_kept


def test_only_the_two_students_name_a_teacher():
    assert [row.name for row in RERANKERS if row.teacher] == ["jina-reranker-v1-turbo-en", "jina-reranker-v1-tiny-en"]
