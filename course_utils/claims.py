"""A claim put to the test: what was said, what was measured, and the verdict that the measurements force."""

import html
from dataclasses import dataclass
from enum import Enum

import numpy as np
from IPython.display import display

from course_utils.errors import need
from course_utils.metrics import Interval, mean_interval

MIME = "application/vnd.photocopy.claim+json"


class Verdict(Enum):
    """The verdicts, each with its sign; undecided is for evidence that is too weak to tell."""

    SUPPORTED = "✔ supported"
    NUANCED = "◐ nuanced"
    UNDECIDED = "? undecided"
    CONTRADICTED = "✘ contradicted"


# id: (the claim in our words, whose it is)
CLAIMS = {
    "C1": (
        "Training a model on the output of a model, again and again, makes it worse with every generation.",
        "Shumailov et al. 2023; Alemohammad et al. 2023",
    ),
    "C2": (
        "A model is an approximation, and a model of a model is an approximation of an approximation: errors add up, "
        "and the child is less correct than the parent.",
        "after Box: all models are wrong, some are useful",
    ),
    "C3": (
        "Adding some of the original training data back only slows the collapse; it cannot stop it.",
        "read from Alemohammad et al. 2023",
    ),
    "C4": (
        "Only enough new, unseen, real data at every generation stops it. How much depends on the case; more real and "
        "less AI data is always better.",
        "after Alemohammad et al. 2023",
    ),
    "C5": ("There is no reliable automatic detector of AI-generated data.", "after Sadasivan et al. 2023"),
    # C6, that the web is polluted already, nothing in the course can measure.
    "C7": (
        "Diverse data beats more of the same. More data helps in practice because it is usually more diverse.",
        "Jina AI 2024",
    ),
    "C8": (
        "Unless training changes, quality meets a ceiling, because real data grows more slowly than AI data.",
        "Jina AI 2024",
    ),
    "B1": (
        "Skewed training data gives skewed models: asked for a doctor, they mostly draw the doctor whom they saw most.",
        "Jina AI 2024",
    ),
    "B2": (
        "Synthetic examples of the cases that are too rare, added to the training data, improve the model against an "
        "outside norm, instead of collapsing it.",
        "Jina AI 2024",
    ),
    "B3": (
        "Bending the distribution of the training data has side effects that nobody intended.",
        "Jina AI 2024, on Google's over-corrected image generator",
    ),
    "B4": (
        "The bias that nobody looks for is the more damaging one: what the model rarely saw, it gets wrong.",
        "Jina AI 2024",
    ),
    "D1": (
        "A student trained on a teacher's output cannot be better than the teacher, but can be much smaller "
        "and faster at nearly the same quality.",
        "Jina AI 2024",
    ),
    "D2": (
        "All else equal a bigger model is better, and so is more data; so a small model can beat a larger one.",
        "Jina AI 2024",
    ),
    "D3": (
        "A large model learns subtle patterns from uncurated data; from its answers a small student learns what it "
        "could never have learned from the same real data.",
        "Jina AI 2024; after Hinton et al. 2015",
    ),
    "D4": (
        "Distillation is cheaper and more reliable than training from scratch: in time, memory and energy.",
        "Jina AI 2024",
    ),
    "N1": (
        "Sentence encoders put a phrase with 'with' and its twin with 'without' close together, so that what has the "
        "unwanted can lie nearer to 'without' than what lacks it.",
        "Jina AI 2024",
    ),
    "N2": (
        "Training on synthetic pairs of sentences of opposite polarity, pushing the two apart, repairs this.",
        "Jina AI 2024",
    ),
    "N3": (
        "The same works for other known weaknesses: curated hard negatives, mined or made for one of them.",
        "Jina AI 2024",
    ),
    "N4": (
        "Code examples written by a generative model let an embedding model cover obscure features of programming "
        "languages.",
        "Jina AI 2024",
    ),
}
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
        statement, verdict = CLAIMS[self.id][0], self.verdict.value
        return {"id": self.id, "statement": statement, "verdict": verdict, "scope": self.scope, "findings": findings}

    def _text(self) -> str:
        lines = [" | ".join(finding.cells) for finding in self.findings]
        return "\n".join([f"{self.id}. {CLAIMS[self.id][0]} Verdict: {self.verdict.value}, {self.scope}", *lines])

    def _html(self) -> str:
        statement, source = map(html.escape, CLAIMS[self.id])
        head = "".join(f'<th scope="col" style="text-align:left">{heading}</th>' for heading in HEADINGS)
        rows = "".join(f"<tr>{''.join(map(cell, finding.cells))}</tr>" for finding in self.findings)
        return (
            f'<div style="max-width:52em"><p><strong>{self.id}. {statement}</strong><br>{source}</p>'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p><strong>Verdict: {self.verdict.value}</strong>, {html.escape(self.scope)}.<br>"
            f"<strong>What would change our mind:</strong> {html.escape(self.change_our_mind)}</p></div>"
        )


def cell(text: str) -> str:
    """One cell of a table, as HTML."""
    return f'<td style="text-align:left">{html.escape(text)}</td>'
