"""The workers' shares: a notebook stays in one piece, lessons' runs are apart, and the longest come first."""

from types import SimpleNamespace

from running import LESSONS, ROOT
from sharing import LONG_RUNS, SECONDS, pytest_collection_modifyitems, scope_of, seconds_of

FIRST, SECOND = LESSONS[:2]
ANSWERED = "tests/test_lessons_answered.py::test_a_lesson_reaches_its_end_whatever_is_answered[{}]"


def test_a_notebook_stays_together_and_lessons_runs_are_apart():
    cells = [f"solutions/{FIRST}.ipynb::{name}" for name in ("Cell 0", "Cell 1", "keeps within its budget")]
    assert len({scope_of(cell) for cell in cells}) == 1
    assert scope_of(ANSWERED.format(FIRST)) != scope_of(ANSWERED.format(SECOND))
    assert scope_of(f"tests/test_build.py::test_metadata[{FIRST}]") == scope_of("tests/test_build.py::test_other")


def test_the_longest_come_first_and_within_a_piece_the_order_stays():
    ids = ["tests/test_costs.py::b", "tests/test_costs.py::a", ANSWERED.format(FIRST), ANSWERED.format(SECOND)]
    items = [SimpleNamespace(nodeid=nodeid) for nodeid in ids]
    pytest_collection_modifyitems(items)
    assert [item.nodeid for item in items] == [ids[3], ids[2], ids[0], ids[1]]
    assert seconds_of(f"solutions/{SECOND}.ipynb") > seconds_of(ANSWERED.format(SECOND))


def test_all_that_is_named_is_there():
    assert [name for name in [*LONG_RUNS, *SECONDS] if not (ROOT / name).exists()] == []
