"""Measurements graded against their patient's own baseline, in whatever unit that was measured."""

import pytest

from tests.clinic import one


@pytest.mark.parametrize(
    ("baseline", "later", "found"),
    [
        ("CREAT 80 umol/L 50-100", "CREAT 250 umol/L 50-100", {"unreported_lab"}),
        ("CREAT 80 umol/L 50-100", "CREAT 240 umol/L 50-100", set()),
        ("CREAT 0.9 mg/dL 0.6-1.1", "CREAT 300 umol/L 50-100", {"unreported_lab"}),
        ("CREAT 0.9 mg/dL 0.6-1.1", "CREAT 230 umol/L 50-100", set()),
        ("CREAT 0.9 furlongs 0.6-1.1", "CREAT 230 umol/L 50-100", {"ungradable_lab"}),
        ("CREAT <0.9 mg/dL 0.6-1.1", "CREAT 230 umol/L 50-100", {"ungradable_lab"}),
        ("ALT 90 U/L 7-40", "ALT 440 U/L 7-40", {"R10"}),
        ("ALT 1.5 ukat/L 0.1-0.7", "ALT 440 U/L 7-40", {"R10"}),
        ("ALT 30 U/L 7-40", "ALT 201 U/L 7-40", {"unreported_lab"}),
    ],
)
def test_multiples_of_baseline_are_asked_in_one_unit(baseline, later, found):
    """3 x baseline is creatinine grade 3 (CTCAE v5.0), whatever the unit of the screening laboratory."""
    seen = one(f"{baseline} on day -3\n{later} on day 12")

    raised = {event.rule for event in seen.of.events if event.period is None}
    assert seen.blockers() | raised == found
