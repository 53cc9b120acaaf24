"""A search box: what several searches find for the reader's own words, side by side."""

import html
from collections.abc import Callable

import numpy as np

from course_utils.errors import CourseError, need
from course_utils.teach.boxes import table
from course_utils.teach.widgets import show_widget

FOUND = 5  # items that each search shows


def search_box(searches: dict[str, Callable[[str], np.ndarray]], items: list[str], start: str) -> None:
    """Show a text field, and under it what each search ranks first; where no front end runs, what it finds for `start`.

    searches: name -> a function from a query to a score for each item. What a query raises is said in its sentence.
    """
    from ipywidgets import HTML, Text, VBox

    field = Text(value=start, description="Search for", continuous_update=False, layout={"width": "30em"})
    page = HTML(rank_items(searches, items, start))
    field.observe(lambda change: setattr(page, "value", rank_items(searches, items, change["new"])), "value")
    show_widget(VBox([field, page]), static=page.value)


def rank_items(searches: dict[str, Callable[[str], np.ndarray]], items: list[str], query: str) -> str:
    """A table as HTML: one column a search, its best items from the top; or the sentence of what is wrong."""
    need(len(items) > 0, "there is nothing to search: items is empty")
    try:
        columns = [best_items(items, search(query)) for search in searches.values()]
    except CourseError as error:
        return f"<p>{html.escape(str(error))}</p>"
    asked = f"<p>Searched for: <em>{html.escape(query)}</em></p>"
    return asked + table(searches, zip(*columns, strict=True))


def best_items(items: list[str], scores: np.ndarray) -> list[str]:
    """The items with the highest scores, each with its score (+ 0, so that none is said to be -0.00)."""
    return [f"{items[k]} ({scores[k] + 0:.2f})" for k in np.argsort(-scores)[:FOUND]]
