"""A claim put to the test: what was said, what was measured, and the verdict that the measurements force."""

import html
import json
from dataclasses import asdict, dataclass
from enum import Enum

from IPython.display import display

from course_utils.errors import need
from course_utils.metrics import Interval

MIME = "application/vnd.photocopy.claim+json"


class Verdict(Enum):
    """The three verdicts, each with its sign."""

    SUPPORTED = "✔ supported"
    NUANCED = "◐ nuanced"
    CONTRADICTED = "✘ contradicted"


@dataclass(frozen=True)
class Finding:
    """One measurement that bears on a claim: the claim says that the number lies above (or below) a bound.

    The finding agrees if the whole interval does, disagrees if none of it does, and else is too uncertain to tell.
    """

    what: str
    interval: Interval
    bound: float
    above: bool = True
    theory: str = ""

    @property
    def agrees(self) -> bool | None:
        """True, False, or None if the interval holds the bound."""
        low, high = (self.interval.low, self.interval.high) if self.above else (-self.interval.high, -self.interval.low)
        bound = self.bound if self.above else -self.bound
        return True if low > bound else False if high <= bound else None

    @property
    def words(self) -> str:
        """Whether it agrees, in words."""
        return {True: "as claimed", False: "not as claimed", None: "can't tell"}[self.agrees]


@dataclass(frozen=True)
class Claim:
    """A claim with its source, its findings, where it holds, and what would change our mind."""

    id: str
    statement: str
    source: str
    findings: tuple[Finding, ...]
    scope: str
    change_our_mind: str

    @property
    def verdict(self) -> Verdict:
        """Supported if every finding agrees, contradicted if every one disagrees, and nuanced otherwise."""
        need(len(self.findings) > 0, f"claim {self.id} has no findings, so it has no verdict")
        agreed = {finding.agrees for finding in self.findings}
        return {frozenset([True]): Verdict.SUPPORTED, frozenset([False]): Verdict.CONTRADICTED}.get(
            frozenset(agreed), Verdict.NUANCED
        )

    def show(self) -> None:
        """Display the claim as a table, and its data for the README."""
        record = {**asdict(self), "verdict": self.verdict.value}
        display({"text/html": self._html(), "text/plain": self._text(), MIME: json.loads(json.dumps(record))}, raw=True)

    def _text(self) -> str:
        lines = [f"{f.what}: {f.interval} ({f.words})" for f in self.findings]
        return "\n".join([f"{self.id}. {self.statement} {self.verdict.value}.", *lines])

    def _html(self) -> str:
        rows = "".join(self._row(finding) for finding in self.findings)
        head = "".join(f'<th scope="col" style="text-align:left">{h}</th>' for h in HEADINGS)
        e = html.escape
        return (
            f'<div style="max-width:52em"><p><strong>{self.id}. {e(self.statement)}</strong><br>{e(self.source)}</p>'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p><strong>Verdict: {self.verdict.value}</strong>, {e(self.scope)}<br>"
            f"<strong>What would change our mind:</strong> {e(self.change_our_mind)}</p></div>"
        )

    def _row(self, f: Finding) -> str:
        bound = f"{'above' if f.above else 'below'} {f.bound:.3g}"
        cells = [f.what, str(f.interval), f.theory or "–", bound, f.words]
        return "<tr>" + "".join(f'<td style="text-align:left">{html.escape(c)}</td>' for c in cells) + "</tr>"


HEADINGS = ("What was measured", "Estimate [95 % interval]", "Theory", "The claim says", "Finding")
