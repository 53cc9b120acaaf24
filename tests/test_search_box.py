"""The search box: what it ranks, what it says to a query that can't be searched, and that it follows its field."""

import numpy as np
import pytest

from course_utils.errors import BadSetting
from course_utils.teach import search_box as module
from course_utils.teach.search_box import rank_items, search_box

ITEMS = ["soup", "salad", "cake", "bread", "tea", "milk"]


def by_length(query):
    if not query.strip():
        raise BadSetting("every text must say something")
    return -np.abs(np.array([len(item) for item in ITEMS]) - len(query))


def test_the_best_stand_first_in_each_column():
    page = rank_items({"by length": by_length, "in order": lambda query: -np.arange(6.0)}, ITEMS, "tea")
    rows = page.split("<tr>")[2:]
    assert len(rows) == 5 and "tea (0.00)" in rows[0] and "soup (0.00)" in rows[0] and 'scope="col"' in page


def test_what_is_wrong_is_said_in_one_sentence_and_markup_is_escaped():
    assert rank_items({"a": by_length}, ITEMS, " ") == "<p>every text must say something</p>"
    assert "<em>&lt;b&gt;</em>" in rank_items({"a": by_length}, ITEMS, "<b>")
    with pytest.raises(BadSetting, match="nothing to search"):
        rank_items({"a": by_length}, [], "tea")


def test_the_box_follows_its_field_and_has_a_static_page(monkeypatch):
    shown = []
    monkeypatch.setattr(module, "show_widget", lambda widget, static: shown.append((widget, static)))
    search_box({"a": by_length}, ITEMS, "tea")
    (box, static) = shown[0]
    field, page = box.children
    assert "<em>tea</em>" in static and field.description == "Search for"
    field.value = "salads"
    assert "<em>salads</em>" in page.value
