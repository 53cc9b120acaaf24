"""A verdict follows from its findings, and an interval means what it says."""

import numpy as np
import pytest
from running import LESSONS

from course_utils.errors import BadSetting
from course_utils.science.metrics import Interval, mean_interval, share_interval, w2_squared_quantiles
from course_utils.teach.claims import MIME, Claim, Finding, Verdict, find_claim, measure, measure_share, place
from course_utils.teach.exercise import load_module
from course_utils.teach.forest import Row, draw_forest
from course_utils.teach.lesson import begin

YES, NO, UNSURE = Interval(2, 1, 3), Interval(-2, -3, -1), Interval(0.5, -1, 2)


def claim(*intervals, above=True, holds="somewhere"):
    parts = {f"part {k}": [Finding("x", interval, above=above)] for k, interval in enumerate(intervals)}
    return Claim("C1", parts, holds, "mind")


@pytest.mark.parametrize(
    ("intervals", "verdict"),
    [
        ([YES, YES], Verdict.SUPPORTED),
        ([NO, NO], Verdict.CONTRADICTED),
        ([UNSURE], Verdict.UNDECIDED),
        ([YES, NO], Verdict.DEPENDS),
        ([YES, UNSURE], Verdict.DEPENDS),
        ([YES, NO, UNSURE], Verdict.DEPENDS),
        ([NO, UNSURE], Verdict.CONTRADICTED),
        ([Interval(0, 0, 0)], Verdict.CONTRADICTED),
        ([Interval(1e-16, 1e-16, 1e-16)], Verdict.CONTRADICTED),
    ],
)
def test_verdicts(intervals, verdict):
    assert claim(*intervals).verdict is verdict


def test_a_claim_can_say_below():
    assert claim(NO, above=False).verdict is Verdict.SUPPORTED
    assert claim(YES, above=False).verdict is Verdict.CONTRADICTED


def test_the_first_finding_of_a_part_decides_alone():
    voted = Claim("C1", {"part": [Finding("x", YES), Finding("y", NO)]}, "somewhere", "mind")
    assert voted.verdict is Verdict.SUPPORTED and voted.parts_in_words == "✔ part"


def test_without_a_bound_nothing_is_told():
    finding = measure("x", np.array([1.0, 2.0, 4.0]), bound=None)
    assert finding.agrees is None and place(finding) == () and finding.cells[3:] == ["–", "no bound"]


def test_a_claim_is_short():
    for wrong, message in [([], "C1 0"), ([YES] * 4, "one to 3 parts, C1 4")]:
        with pytest.raises(BadSetting, match=message):
            claim(*wrong)
    with pytest.raises(BadSetting, match="at most 5 findings, C1 has 6"):
        Claim("C1", {"part": [Finding("x", YES)] * 6}, "somewhere", "mind")
    with pytest.raises(BadSetting, match="every part of C1 needs a finding"):
        Claim("C1", {"part": []}, "somewhere", "mind")
    with pytest.raises(BadSetting, match="takes 26 words, 25 are allowed"):
        claim(YES, holds="word " * 26)


def test_headlines_are_short():
    for lesson in LESSONS:
        for headline, *_ in load_module(lesson).CLAIMS.values():
            assert len(headline.split()) <= 12 and headline.endswith("."), headline


def test_a_place_keeps_its_sides():
    assert place(Finding("x", Interval(2, 1, 4), bound=1.0)) == pytest.approx((0, 1 / 3, 1))
    assert place(Finding("x", Interval(2, 1, 4), bound=3.0, above=False)) == pytest.approx((-0.5, 0.5, 1))
    assert place(Finding("x", Interval(0, 0, 0))) == (0, 0, 0)


def test_a_claim_is_shown_as_a_picture_in_words_and_as_data(monkeypatch):
    shown = []
    begin("01_photocopies")
    monkeypatch.setattr("course_utils.teach.claims.display", lambda data, raw: shown.append(data))
    claim(YES, NO).show()
    headline, said, by = find_claim("C1")
    page = shown[0]["text/html"]
    assert all(words in page for words in (headline, said, "◐ it depends", "✔ part 0, ✘ part 1", "<img alt"))
    assert page.index("<details") > page.index("<img") and headline in shown[0]["text/plain"]
    record = shown[0][MIME]
    assert record["headline"] == headline and [part["agrees"] for part in record["parts"]] == [True, False]


def test_a_forest_plot_has_every_row_and_shows_it_without_colour():
    rows = [Row("heading", None), Row("yes", True, (0.1, 0.5, 1), "n"), Row("no", False, (-1, -0.5, 0), "n")]
    (ax,) = draw_forest(rows).axes
    words = [text.get_text() for text in ax.texts]
    assert words == ["? heading", "", "yes", "n", "no", "n"]
    assert [line.get_marker() for line in ax.lines if line.get_marker() not in ("None", None)] == ["o", "X"]


def test_equal_values_are_no_certainty():
    with pytest.raises(BadSetting, match="all values of 'x' are equal"):
        measure("x", np.ones(5))
    exact = measure_share("x", 30, 30, bound=0.8)
    assert exact.agrees and str(exact.interval) == "1 [0.884, 1]"
    assert str(share_interval(0, 10)) == "0 [0, 0.308]"
    with pytest.raises(BadSetting, match="3 in 2"):
        share_interval(3, 2)


def test_a_claim_is_its_lessons(monkeypatch):
    monkeypatch.setattr("course_utils.teach.claims.CHECKERS", ["01_photocopies"])
    assert find_claim("C2") == load_module("01_photocopies").CLAIMS["C2"]
    with pytest.raises(BadSetting, match="there is no claim 'C3' in this lesson; it tests C1, C2"):
        find_claim("C3")


def test_what_two_lessons_test_is_the_same_claim():
    every = [item for lesson in LESSONS for item in load_module(lesson).CLAIMS.items()]
    assert len(every) > len(dict(every)) == len({id for id, _ in every}) and len(set(every)) == len(dict(every))


def test_intervals_cover_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(0)
    for size in [3, 5, 30]:
        hits = [mean_interval(rng.normal(1, 2, size)) for _ in range(4000)]
        covered = np.mean([hit.low < 1 < hit.high for hit in hits])
        assert abs(covered - 0.95) < 4 * np.sqrt(0.95 * 0.05 / 4000), size


def test_measure_takes_values_or_one_computed_number():
    assert measure("x", np.array([1.0, 2.0, 3.0])).interval.estimate == 2
    assert str(measure("x", 0.25).interval) == "0.25 (computed)"
    assert str(Interval(1234.5, 1000, 2000)) == "1,234 [1,000, 2,000]"


def test_quantiles_give_the_wasserstein_distance_of_two_normals():
    from scipy.stats import norm

    quantiles = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    assert w2_squared_quantiles(0.5 + 2 * quantiles, quantiles) == pytest.approx(0.5**2 + (2 - 1) ** 2, rel=1e-2)
