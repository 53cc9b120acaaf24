"""A claim put to the test: what was said, what was measured, and the verdict that the measurements force."""

import html
from dataclasses import dataclass
from enum import Enum

import numpy as np
from IPython.display import display

from course_utils.errors import need
from course_utils.science.figures import describe, img_tag
from course_utils.science.metrics import Interval, mean_interval, share_interval
from course_utils.teach.boxes import fold, table
from course_utils.teach.exercise import load_module
from course_utils.teach.forest import SIGNS, Row, draw_forest
from course_utils.teach.lesson import CHECKERS

MIME = "application/vnd.photocopy.claim+json"
MOST_PARTS, MOST_FINDINGS, MOST_WORDS = 3, 5, 25


class Verdict(Enum):
    """The verdicts, each with its sign; undecided is for evidence that is too weak to tell."""

    SUPPORTED = "✔ supported"
    DEPENDS = "◐ it depends"
    UNDECIDED = "? undecided"
    CONTRADICTED = "✘ contradicted"


HEADINGS = ("What was measured", "Estimate [95 % interval]", "Theory", "The claim says", "Finding")


@dataclass(frozen=True)
class Finding:
    """One measurement that bears on a claim: the claim says that the number lies above (or below) a bound.

    It agrees if the whole interval does, disagrees if none of it does, and can't tell in between, or where there is no
    bound (None) that could decide. Rounding errors don't count as a difference.
    """

    what: str
    interval: Interval
    bound: float | None = 0.0
    theory: float | None = None
    above: bool = True

    @property
    def agrees(self) -> bool | None:
        """True, False, or None if the interval holds the bound."""
        if self.bound is None:
            return None
        low, _, high = self.beyond_bound
        return True if low > 1e-9 else False if high <= 1e-9 else None

    @property
    def beyond_bound(self) -> tuple[float, float, float]:
        """The interval's low end, its estimate and its high end, as distances beyond the bound on the claim's side."""
        ends = self.interval.low - self.bound, self.interval.estimate - self.bound, self.interval.high - self.bound
        return ends if self.above else tuple(-end for end in reversed(ends))

    @property
    def cells(self) -> list[str]:
        """The finding in words, one piece for each of HEADINGS."""
        theory = "–" if self.theory is None else f"{self.theory:.3g}"
        bound = "–" if self.bound is None else f"{'above' if self.above else 'below'} {self.bound:.3g}"
        words = {True: "as claimed", False: "not as claimed", None: "can't tell"}
        verdict = "no bound" if self.bound is None else words[self.agrees]
        return [self.what, str(self.interval), theory, bound, verdict]


def measure(what: str, values, theory: float | None = None, bound: float | None = 0.0, above: bool = True) -> Finding:
    """A finding about the mean of independent values (one a chain or seed), or about one number that mathematics gives.

    BadSetting for fewer than three values, or for equal ones, whose interval would be of width zero: equal values are
    no certainty. Give measure_share the counts instead.
    """
    need(bool(np.isfinite(values).all()), f"a finding needs finite numbers, and {what!r} has others")
    if np.ndim(values) == 0:
        return Finding(what, Interval(*[float(values)] * 3, computed=True), bound, theory, above)
    need(np.ptp(values) > 0, f"all values of {what!r} are equal; give measure_share(what, hits, trials) the counts")
    return Finding(what, mean_interval(values), bound, theory, above)


def measure_share(what: str, hits: int, trials: int, bound: float = 0.0, above: bool = True) -> Finding:
    """A finding about a share: so many hits in so many independent trials, with the exact interval of the binomial."""
    return Finding(what, share_interval(hits, trials), bound, None, above)


def decide(agreed: list[bool | None]) -> Verdict:
    """What a claim's parts make of it: all agree, or some do; and if none does, one may contradict it."""
    if True in agreed:
        return Verdict.SUPPORTED if set(agreed) == {True} else Verdict.DEPENDS
    return Verdict.CONTRADICTED if False in agreed else Verdict.UNDECIDED


@dataclass(frozen=True)
class Claim:
    """A claim put to the test, part by part: what was found, where it holds, and what would change our mind.

    parts: the part's name -> its findings, of which the first alone decides and the others are shown. BadSetting for
    more than three parts, five findings, or twenty-five words on where it holds.
    """

    id: str
    parts: dict[str, list[Finding]]
    holds: str
    change_our_mind: str

    def __post_init__(self):
        findings, words = sum(map(len, self.parts.values())), len(self.holds.split())
        need(0 < len(self.parts) <= MOST_PARTS, f"a claim has one to {MOST_PARTS} parts, {self.id} {len(self.parts)}")
        need(all(self.parts.values()), f"every part of {self.id} needs a finding")
        need(findings <= MOST_FINDINGS, f"a claim shows at most {MOST_FINDINGS} findings, {self.id} has {findings}")
        need(words <= MOST_WORDS, f"where {self.id} holds takes {words} words, {MOST_WORDS} are allowed")

    @property
    def verdict(self) -> Verdict:
        """What the first finding of each part makes of the claim."""
        return decide([first.agrees for first, *_ in self.parts.values()])

    @property
    def parts_in_words(self) -> str:
        """Each part with its sign."""
        return ", ".join(f"{SIGNS[first.agrees]} {part}" for part, (first, *_) in self.parts.items())

    def show(self) -> None:
        """Display the claim as a picture with its table folded under it, and its data for the README."""
        display({"text/html": self._html(), "text/plain": self._text(), MIME: self._record()}, raw=True)

    def _record(self) -> dict:
        """What README needs, in words and short numbers: the next machine's last digits differ."""
        parts = [
            {"part": part, "agrees": first.agrees, "place": [round(end, 3) for end in place(first)]}
            for part, (first, *_) in self.parts.items()
        ]
        return {"id": self.id, "headline": find_claim(self.id)[0], "parts": parts}

    def _text(self) -> str:
        head = f"{self.id}. {find_claim(self.id)[0]} {self.verdict.value}: {self.parts_in_words}. {self.holds}"
        lines = [" | ".join(finding.cells) for findings in self.parts.values() for finding in findings]
        return "\n".join([head, *lines])

    def _html(self) -> str:
        headline, said, by = map(html.escape, find_claim(self.id))
        picture = describe(draw_forest(self._rows()), f"{self.id}: {self.verdict.value}; {self.parts_in_words}.")
        numbers = [finding.cells for findings in self.parts.values() for finding in findings]
        folded = (
            f"<p>“{said}” ({by})</p>{table(HEADINGS, numbers)}"
            f"<p><strong>What would change our mind:</strong> {html.escape(self.change_our_mind)}</p>"
        )
        return (
            f'<div style="max-width:52em"><p style="font-size:120%"><strong>{self.id}. {headline}</strong></p>'
            f"<p><strong>{self.verdict.value}</strong>: {html.escape(self.parts_in_words)}.<br>"
            f"{html.escape(self.holds)}</p>{img_tag(picture)}"
            f"{fold('What was claimed, the numbers, and what would change our mind', folded)}</div>"
        )

    def _rows(self) -> list[Row]:
        """The picture's rows: each part, and under it its findings, the one that decides first."""
        rows = []
        for part, findings in self.parts.items():
            rows.append(Row(part, findings[0].agrees))
            for finding in findings:
                bound = "" if finding.bound is None else finding.cells[3]
                numbers = f"{finding.interval}\nclaimed: {bound or 'no number'}"
                rows.append(Row(finding.what, finding.agrees, place(finding), numbers, finding is findings[0]))
        return rows


def place(finding: Finding) -> tuple[float, ...]:
    """Where a finding's interval and estimate lie beside its bound, from -1 to 1 on a scale of its own; () without."""
    if finding.bound is None:
        return ()
    ends = np.array(finding.beyond_bound)
    return tuple((ends / max(np.abs(ends).max(), 1e-9)).tolist())


def find_claim(id: str) -> tuple[str, str, str]:
    """A claim's headline, what is claimed, and by whom, as a lesson that has begun here says in its exercises' file."""
    claims = {key: claim for lesson in CHECKERS for key, claim in load_module(lesson).CLAIMS.items()}
    need(id in claims, f"there is no claim {id!r} in this lesson; it tests {', '.join(claims) or 'none'}")
    return claims[id]
