"""The retrieval task on docstrings: what is in it, that nothing leaks, and how it is scored."""

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from course_utils.distillation.shipped import teacher_vectors
from course_utils.errors import BadSetting, MissingData
from course_utils.makers import docstrings
from course_utils.makers.docstrings import docstrings_in, phrases
from course_utils.science.data import store
from course_utils.science.data.docstrings import LIBRARY, SPLITS, load_docstrings, load_other_docstrings, read_rows
from course_utils.science.retrieval import ndcg, share_kept


def test_the_splits_share_no_module_and_no_text():
    splits = {name: load_docstrings(name) for name in SPLITS}
    assert sum(map(len, splits.values())) > 1500 and all(len(pairs) > 250 for pairs in splits.values())
    for column in ("modules", "queries", "documents"):
        seen = [set(getattr(pairs, column)) for pairs in splits.values()]
        assert sum(map(len, seen)) == len(set.union(*seen)), column


def test_the_training_texts_share_no_phrase_with_the_library():
    other = load_other_docstrings()
    assert not any(module.startswith(LIBRARY) for module in other.modules) and len(set(other.modules)) > 20
    library = set()
    for name in SPLITS:
        pairs = load_docstrings(name)
        library |= set().union(*map(phrases, zip(pairs.modules, pairs.queries, pairs.documents, strict=True)))
    for pair in zip(other.modules, other.queries, other.documents, strict=True):
        assert library.isdisjoint(phrases(pair)), pair


def test_the_file_is_what_its_command_reads_from_source(tmp_path):
    source = '"""Of the module."""\ndef f():\n    """Does a thing.\n\n    At length."""\n'
    source += 'class C:\n    """Is one."""\ndef g(): pass\n'
    (tmp_path / "a.py").write_text(source)
    (tmp_path / "old.py").write_text("print 'Python 2'")
    assert list(docstrings_in(tmp_path / "a.py")) == ["Does a thing.\n\nAt length.", "Is one.", ""]
    assert list(docstrings_in(tmp_path / "old.py")) == []
    long = "def f():\n    '''Sums all the numbers\n    of a list.\n\n    " + "They may be whole. " * 6 + "'''\n"
    (tmp_path / "tests").mkdir()
    for name in ["sums.py", "_sums.py", "tests/sums.py"]:
        (tmp_path / name).write_text(long)
    (found,) = docstrings.describe(tmp_path)
    assert found == ("sums", "Sums all the numbers of a list.", ("They may be whole. " * 6).strip())


def test_the_score_falls_with_the_answer_s_place():
    scores = np.zeros((3, 12)) - np.arange(12)
    assert ndcg(scores) == pytest.approx(1 / np.log2([2, 3, 4]))  # the answers stand first, second and third
    scores[2, 2] = -100
    assert ndcg(scores)[2] == 0
    scores[2, 2] = -np.inf
    assert ndcg(scores)[2] == 0
    assert ndcg(np.eye(3)).tolist() == [1, 1, 1]


def test_the_score_is_scikit_learn_s():
    scores = np.random.default_rng(0).normal(size=(40, 50))
    theirs = [ndcg_score(np.eye(50)[[query]], scores[[query]], k=10, ignore_ties=True) for query in range(40)]
    assert ndcg(scores) == pytest.approx(theirs) and 0 < np.mean(theirs) < 1


def test_scores_that_say_nothing_find_nothing():
    assert ndcg(np.zeros((12, 12))).tolist() == [0.0] * 12, "among equals the answer comes last"
    assert ndcg(np.full((2, 5), np.nan)).tolist() == [0.0, 0.0]


def test_the_share_kept_is_about_paired_queries():
    rng = np.random.default_rng(0)
    reference = rng.uniform(size=400)
    exact = share_kept(0.9 * reference, reference)
    assert exact.low == pytest.approx(0.9) and exact.high == pytest.approx(0.9)
    noisy = share_kept(0.9 * reference + rng.normal(0, 0.2, (3, 400)), reference)
    assert noisy.low < 0.9 < noisy.high and noisy.high - noisy.low < 0.1


@pytest.mark.parametrize(
    "work, said",
    [
        (lambda: load_docstrings("exam"), "split must be one of train, development, test, got 'exam'"),
        (lambda: teacher_vectors("exam"), "split must be one of"),
        (lambda: ndcg(np.zeros((3, 2))), "there are 3 queries and only 2 documents"),
        (lambda: share_kept(np.ones(3), np.ones(4)), "there are 3 scores and 4 of the reference"),
    ],
)
def test_bad_settings_are_named(work, said):
    with pytest.raises(BadSetting, match=said):
        work()


def test_a_changed_file_is_refused(monkeypatch):
    monkeypatch.setattr(store, "read_sums", lambda: {"docstrings.txt.gz": "another"})
    with pytest.raises(MissingData, match="is not the file the course was written for"):
        read_rows.__wrapped__()


def test_the_texts_have_their_licences():
    notice = (store.SHIPPED / "NOTICE.txt").read_text(encoding="utf-8").lower().replace(" ", "")
    packages = set(load_other_docstrings().modules)
    assert len(packages) == 25
    assert all(docstrings.PIP_NAMES.get(name, name).lower() in notice for name in packages)
