"""A verdict follows from its findings, and an interval means what it says."""

import numpy as np
import pytest
from running import LESSONS

from course_utils.errors import BadSetting
from course_utils.science.metrics import Interval, mean_interval, w2_squared_quantiles
from course_utils.teach.claims import MIME, Claim, Finding, Verdict, find_claim, measure
from course_utils.teach.exercise import load_module
from course_utils.teach.lesson import begin

YES, NO, UNSURE = Interval(2, 1, 3), Interval(-2, -3, -1), Interval(0.5, -1, 2)


def claim(*intervals, above=True):
    return Claim("C1", [Finding("x", interval, 0.0, above=above) for interval in intervals], "scope", "mind")


@pytest.mark.parametrize(
    ("intervals", "verdict"),
    [
        ([YES, YES], Verdict.SUPPORTED),
        ([NO, NO], Verdict.CONTRADICTED),
        ([YES, NO], Verdict.NUANCED),
        ([YES, UNSURE], Verdict.UNDECIDED),
        ([YES, NO, UNSURE], Verdict.NUANCED),
        ([Interval(0, 0, 0)], Verdict.CONTRADICTED),
        ([Interval(1e-16, 1e-16, 1e-16)], Verdict.CONTRADICTED),
    ],
)
def test_verdicts(intervals, verdict):
    assert claim(*intervals).verdict is verdict


def test_a_claim_can_say_below():
    assert claim(NO, above=False).verdict is Verdict.SUPPORTED
    assert claim(YES, above=False).verdict is Verdict.CONTRADICTED


def test_no_findings_no_verdict():
    with pytest.raises(BadSetting, match="no findings"):
        _ = claim().verdict


def test_a_claim_is_shown_in_words_and_as_data(monkeypatch):
    shown = []
    begin("01_photocopies")
    monkeypatch.setattr("course_utils.teach.claims.display", lambda data, raw: shown.append(data))
    claim(YES, NO).show()
    assert "nuanced" in shown[0]["text/html"] and find_claim("C1")[0] in shown[0]["text/plain"]
    assert shown[0][MIME]["verdict"] == Verdict.NUANCED.value
    assert shown[0][MIME]["findings"] == ["x: 2 [1, 3]", "x: -2 [-3, -1]"]


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
