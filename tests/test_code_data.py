"""The functions, the little-known features and the synthetic pairs of lesson 13; names that are hidden."""

import ast
import gzip
import json
import textwrap

import numpy as np
import pytest

from course_utils.code_embeddings.copies import form_of, nearest_form
from course_utils.code_embeddings.names import DEGREES, hide_names
from course_utils.code_embeddings.tasks import (
    FEATURE_SPLITS,
    LEAKED,
    load_features,
    load_functions,
    read_block,
    read_blocks,
)
from course_utils.code_embeddings.writer import VARIETIES, load_templates, write_pairs, write_variety
from course_utils.errors import BadSetting, MissingData
from course_utils.makers import functions
from course_utils.makers.docstrings import phrases
from course_utils.science.data import store
from course_utils.science.data.docstrings import LIBRARY, SPLITS, tenth
from course_utils.science.retrieval import grouped_interval, reciprocal_ranks

FUNCTION = """
def area(width, height=2):
    note = 'area of'
    print(note, width.real)
    return area(width - helper(height))
""".strip()
DESCRIBED = '''
def f(x):
    """Adds up all the numbers.

    More."""
    # by hand
    y = sum(x)
    z = y + 1
    return z
def g():
    """Nothing else than this."""
'''
NESTED = """
def f(a, b=3):
    try:
        total = a / b
    except ZeroDivisionError as error:
        return str(error)
    def inner():
        nonlocal total
        total += 1
        return total
    return inner()
"""


def can_parse(code: str) -> bool:
    """Whether Python reads it, at the top level or within a function."""
    for text in (code, "async def f():\n" + textwrap.indent(code, "    ")):
        try:
            ast.parse(text)
        except SyntaxError:
            continue
        return True
    return False


def test_the_splits_share_no_module_and_no_text():
    splits = {name: load_functions(name) for name in SPLITS}
    assert [len(splits[name]) > least for name, least in zip(SPLITS, [4000, 400, 1000], strict=True)] == [True] * 3
    for column in ("modules", "queries", "documents"):
        seen = [set(getattr(pairs, column)) for pairs in splits.values()]
        assert sum(map(len, seen)) == len(set.union(*seen)), column
    assert all(module.startswith(LIBRARY) for name in ("development", "test") for module in splits[name].modules)
    tested = set().union(
        *(phrases((0, *pair)) for name in ("development", "test") for pair in two_columns(splits[name]))
    )
    others = zip(splits["train"].modules, *columns(splits["train"]), strict=True)
    assert all(tested.isdisjoint(phrases(row)) for row in others if not row[0].startswith(LIBRARY))


def columns(pairs):
    return pairs.queries, pairs.documents


def two_columns(pairs):
    return zip(*columns(pairs), strict=True)


def test_functions_have_neither_docstring_nor_comment():
    for code in load_functions("test").documents[:200]:
        (node,) = ast.parse(code).body
        assert ast.get_docstring(node) is None and ast.unparse(node).split() == code.split()


def test_the_file_is_what_its_command_reads_from_source(tmp_path):
    (tmp_path / "a.py").write_text(DESCRIBED)
    (tmp_path / "old.py").write_text("print 'Python 2'")
    (found,) = functions.functions_below(tmp_path, set())
    assert found == ("a", "Adds up all the numbers.", "def f(x):\n    y = sum(x)\n    z = y + 1\n    return z")
    assert list(functions.functions_in(tmp_path / "old.py")) == []
    assert not functions.fits(">>> f(3) + f(4) + 12", found[2]) and not functions.fits("Adds.", found[2])
    packed = store.read_shipped("functions.txt.gz")
    assert len(json.loads(gzip.decompress(packed).decode().split("\n")[0])) == 3 and len(packed) < 1_500_000


def test_features_are_written_in_python_and_half_have_templates():
    splits = {name: load_features(name) for name in FEATURE_SPLITS}
    for blocks in splits.values():
        names = [block.name for block in blocks]
        assert len(set(names)) == len(names) >= 50 and 0.4 < np.mean([block.covered for block in blocks]) < 0.6
        for block in blocks:
            assert len(block.sentences) == 2 and len(block.codes) == 1 and can_parse(block.codes[0]), block.name
    covered = {block.name for block in splits["development"] if block.covered}
    assert covered == {block.name for block in load_templates()}
    assert covered == {block.name for block in splits["development"] if tenth(block.name) % 2}  # nobody chose them


def test_the_test_is_fresh():
    tried = {block.name: block for block in load_features("development")}
    for block in load_features("test"):
        assert (block.name in tried) == block.covered, "what has no templates stood nowhere before"
        if block.covered:
            old = tried[block.name]
            assert block.codes != old.codes and set(block.sentences).isdisjoint(old.sentences)


def test_no_test_sentence_or_snippet_is_a_template():
    written = write_pairs(load_templates(), 3000, seed=3)
    for block in load_features("development") + load_features("test"):
        assert block.codes[0] not in written.codes
        assert {sentence.lower() for sentence in block.sentences}.isdisjoint(map(str.lower, written.sentences))


def test_near_copies_are_known_by_their_form():
    assert form_of("a, *rest = f(3, 'x')  # so") == form_of("first, *others = g(99, 'a b')")
    assert form_of("if a:\n    b") != form_of("while a:\n    b")
    written = write_variety("45 features", 900)
    test = {block.name: nearest_form(block.codes[0], block.name, written) for block in load_features("test")}
    near = [name for name, likeness in test.items() if likeness >= 0.9]
    assert len(near) == 9 and test["swap"] == 1 and test["walrus"] < 0.9
    assert all(likeness == 0 for name, likeness in test.items() if name not in written.features)


def test_what_leaked_into_a_template_is_named():
    (leaked,) = [block for block in load_features("test") if block.name == LEAKED]
    assert not leaked.covered
    assert any("async for" in code and code.count("[") for block in load_templates() for code in block.codes)


def test_pairs_are_seeded_and_written_in_python():
    first, again, other = (write_pairs(load_templates(), 450, seed) for seed in (1, 1, 2))
    assert first == again and first != other
    assert len(set(first.features)) == 45 and first.features[:45] == first.features[45:90]
    assert all(map(can_parse, first.codes)) and "$" not in "".join(first.sentences + first.codes)


def test_varieties_differ_in_features_and_templates():
    features = {name: set(write_variety(name, 180).features) for name in VARIETIES}
    assert [len(names) for names in features.values()] == [5, 15, 45, 45]
    assert features["5 features"] < features["15 features"]
    assert all(len(block.codes) == 1 for block in VARIETIES["45 features, one template"](load_templates()))


def test_names_are_hidden_by_degrees():
    hidden = [hide_names(FUNCTION, degree) for degree in range(len(DEGREES))]
    assert hidden[0] == FUNCTION and "area" not in hidden[1].replace("'area of'", "") and "width" in hidden[1]
    assert "width" not in hidden[2] and "helper" in hidden[2] and ".real" in hidden[2]
    assert "helper" not in hidden[3] and ".real" not in hidden[3] and "print" in hidden[3] and "area of" in hidden[3]
    assert "area of" not in hidden[4]
    assert all(can_parse(code) for code in hidden)


def test_a_renamed_function_does_the_same():
    for degree in range(3):
        space = {}
        exec(hide_names(NESTED, degree), space)
        (function,) = [value for name, value in space.items() if name != "__builtins__"]
        assert function(6) == 3 and function(1, 0) == "division by zero"


def test_ranks_are_cut_at_ten_and_ties_count_against():
    scores = -np.arange(12.0)[np.newaxis].repeat(12, axis=0)
    ranks = reciprocal_ranks(scores, np.arange(12))
    assert ranks == pytest.approx([*(1 / np.arange(1, 11)), 0, 0])
    assert reciprocal_ranks(np.zeros((1, 4)), np.array([0])) == 0.25


def test_the_interval_knows_that_groups_belong_together():
    values = np.random.default_rng(0).random((3, 40)).repeat(5, axis=1)
    alone, together = grouped_interval(values), grouped_interval(values, np.arange(200) // 5)
    assert together.estimate == alone.estimate == pytest.approx(values.mean())
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


@pytest.mark.parametrize(
    "work, said",
    [
        (lambda: load_functions("exam"), "split must be one of train, development, test, got 'exam'"),
        (lambda: load_features("train"), "split must be one of development, test, got 'train'"),
        (
            lambda: read_block("walrus", ["? Say it"]),
            "the block 'walrus' must have a line `. sentence`, and code below it",
        ),
        (lambda: hide_names("x = 1", 1), "the code must be one function"),
        (lambda: hide_names("", 1), "the code must be one function"),
        (lambda: hide_names("def f(:", 1), "Python can't read this code"),
        (lambda: hide_names(FUNCTION, 5), "degree must be a whole number from 0 to 4, got 5"),
        (lambda: write_pairs([], 3, 1), "no templates"),
        (lambda: write_pairs(load_templates(), 0, 1), "count must be at least 1, got 0"),
        (lambda: write_variety("all", 3), "variety must be one of"),
        (lambda: reciprocal_ranks(np.zeros((3, 3)), np.zeros(2, int)), "3 queries and 2 answers"),
    ],
)
def test_bad_settings_are_named(work, said):
    with pytest.raises(BadSetting, match=said):
        work()


def test_a_missing_file_of_snippets_is_one_sentence():
    with pytest.raises(MissingData, match="the course's file nothing.txt is not there"):
        read_blocks("nothing.txt")


def test_a_changed_file_is_refused(monkeypatch):
    monkeypatch.setattr(store, "read_sums", lambda: {"functions.txt.gz": "another"})
    with pytest.raises(MissingData, match="is not the file the course was written for"):
        load_functions.__wrapped__("test")
