"""Texts in sections: a line `== title`, and the lines below it. What stands above the first title explains the file."""

from pathlib import Path

from course_utils.errors import MissingData


def read_sections(beside: str, name: str) -> dict[str, list[str]]:
    """title -> its lines, of the file with this name beside a module (its __file__); MissingData if it is gone."""
    place = Path(beside).with_name(name)
    if not place.exists():
        raise MissingData(f"the course's file {name} is not there: install the course again.")
    sections = f"\n{place.read_text(encoding='utf-8').rstrip()}".split("\n== ")[1:]
    return {title: lines for title, *lines in (section.split("\n") for section in sections)}
