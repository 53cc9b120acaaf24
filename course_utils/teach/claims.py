"""A claim put to the test: what was said, what was measured, and the verdict that the measurements force."""

import html
from dataclasses import dataclass
from enum import Enum

import numpy as np
from IPython.display import display

from course_utils.errors import need
from course_utils.science.metrics import Interval, mean_interval
from course_utils.teach.exercise import load_module
from course_utils.teach.lesson import CHECKERS

MIME = "application/vnd.photocopy.claim+json"


class Verdict(Enum):
    """The verdicts, each with its sign; undecided is for evidence that is too weak to tell."""

    SUPPORTED = "✔ supported"
    NUANCED = "◐ nuanced"
    UNDECIDED = "? undecided"
    CONTRADICTED = "✘ contradicted"


HEADINGS = ("What was measured", "Estimate [95 % interval]", "Theory", "The claim says", "Finding")


@dataclass(frozen=True)
class Finding:
    """One measurement that bears on a claim: the claim says that the number lies above (or below) a bound.

    It agrees if the whole interval does, disagrees if none of it does, and can't tell in between. Rounding errors don't
    count as a difference.
    """

    what: str
    interval: Interval
    bound: float
    theory: float | None = None
    above: bool = True

    @property
    def agrees(self) -> bool | None:
        """True, False, or None if the interval holds the bound."""
        low, high = (self.interval.low, self.interval.high) if self.above else (-self.interval.high, -self.interval.low)
        bound = self.bound if self.above else -self.bound
        return True if low > bound + 1e-9 else False if high <= bound + 1e-9 else None

    @property
    def cells(self) -> list[str]:
        """The finding in words, one piece for each of HEADINGS."""
        theory = "–" if self.theory is None else f"{self.theory:.3g}"
        bound = f"{'above' if self.above else 'below'} {self.bound:.3g}"
        verdict = {True: "as claimed", False: "not as claimed", None: "can't tell"}[self.agrees]
        return [self.what, str(self.interval), theory, bound, verdict]


def measure(what: str, values, theory: float | None = None, bound: float = 0.0, above: bool = True) -> Finding:
    """A finding about the mean of independent values (one a chain or seed), or about one number that was computed."""
    need(bool(np.isfinite(values).all()), f"a finding needs finite numbers, and {what!r} has others")
    exact = np.ndim(values) == 0
    interval = Interval(*[float(values)] * 3, computed=True) if exact else mean_interval(values)
    return Finding(what, interval, bound, theory, above)


@dataclass(frozen=True)
class Claim:
    """A claim put to the test: what was found, where it holds, and what would change our mind."""

    id: str
    findings: list[Finding]
    scope: str
    change_our_mind: str

    @property
    def verdict(self) -> Verdict:
        """Supported if every finding agrees, contradicted if every one disagrees, nuanced if some do and some don't;
        undecided if there are findings too uncertain to tell."""
        need(len(self.findings) > 0, f"claim {self.id} has no findings, so it has no verdict")
        agreed = {finding.agrees for finding in self.findings}
        if agreed >= {True, False}:
            return Verdict.NUANCED
        if None in agreed:
            return Verdict.UNDECIDED
        return Verdict.SUPPORTED if True in agreed else Verdict.CONTRADICTED

    def show(self) -> None:
        """Display the claim as a table, and its data for the README."""
        display({"text/html": self._html(), "text/plain": self._text(), MIME: self._record()}, raw=True)

    def _record(self) -> dict:
        """What README needs, in words and short numbers: the next machine's last digits differ."""
        findings = [f"{finding.what}: {finding.interval}" for finding in self.findings]
        statement, verdict = find_claim(self.id)[0], self.verdict.value
        return {"id": self.id, "statement": statement, "verdict": verdict, "scope": self.scope, "findings": findings}

    def _text(self) -> str:
        lines = [" | ".join(finding.cells) for finding in self.findings]
        return "\n".join([f"{self.id}. {find_claim(self.id)[0]} Verdict: {self.verdict.value}, {self.scope}", *lines])

    def _html(self) -> str:
        statement, source = map(html.escape, find_claim(self.id))
        head = "".join(f'<th scope="col" style="text-align:left">{heading}</th>' for heading in HEADINGS)
        rows = "".join(f"<tr>{''.join(map(cell, finding.cells))}</tr>" for finding in self.findings)
        return (
            f'<div style="max-width:52em"><p><strong>{self.id}. {statement}</strong><br>{source}</p>'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p><strong>Verdict: {self.verdict.value}</strong>, {html.escape(self.scope)}.<br>"
            f"<strong>What would change our mind:</strong> {html.escape(self.change_our_mind)}</p></div>"
        )


def find_claim(id: str) -> tuple[str, str]:
    """What is claimed, and by whom, as a lesson that has begun here says in its file of exercises."""
    claims = {key: claim for lesson in CHECKERS for key, claim in load_module(lesson).CLAIMS.items()}
    need(id in claims, f"there is no claim {id!r} in this lesson; it tests {', '.join(claims) or 'none'}")
    return claims[id]


def cell(text: str) -> str:
    """One cell of a table, as HTML."""
    return f'<td style="text-align:left">{html.escape(text)}</td>'
