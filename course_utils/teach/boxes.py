"""Pieces of HTML: a part that is folded, a sentence with code in it, and a table (pandas' own costs half a second)."""

import html
import re
from collections.abc import Iterable


def fold(title: str, inside: str) -> str:
    """A folded piece of HTML that opens with a click or the keyboard."""
    return f'<details style="margin-top:.4em"><summary>{html.escape(title)}</summary>{inside}</details>'


def code_to_html(sentence: str) -> str:
    """A sentence with `code` in backticks and *stress* between asterisks, as HTML."""
    pieces = re.split(r"(`[^`]+`)", html.escape(sentence))
    return "".join(
        f"<code>{piece[1:-1]}</code>" if piece.startswith("`") else re.sub(r"\*(\w[^*]*)\*", r"<em>\1</em>", piece)
        for piece in pieces
    )


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of plain words, all to the left."""
    left = 'style="text-align:left;padding-right:2em"'
    head = "".join(f'<th scope="col" {left}>{html.escape(heading)}</th>' for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td {left}>{html.escape(word)}</td>' for word in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
