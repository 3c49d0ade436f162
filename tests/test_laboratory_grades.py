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


@pytest.mark.parametrize(
    ("measured", "found"),
    [
        ("WEIGHT 62 kg on day -3\nWEIGHT 49 kg on day 20", {"unreported_lab"}),  # 21 % lost: grade 3
        ("WEIGHT 62 kg on day -3\nWEIGHT 110 lb on day 20", set()),  # 49.9 kg, 19.5 % lost
        ("WEIGHT 62 kg on day -3", set()),  # nothing has changed yet
        ("WEIGHT 62 kg on day -9\nWEIGHT 61 kg on day -3\nWEIGHT 60 kg on day 20", set()),
        ("WEIGHT 49 kg on day 20", {"ungradable_lab"}),  # from which weight?
        ("LVEF 60 % on day -3\nLVEF 40 % on day 20", {"unreported_lab"}),  # 20 points lost
        ("LVEF 55 % on day 20", {"ungradable_lab"}),
        ("LVEF 38 % on day 20", {"unreported_lab"}),  # no fall could be worse than this
        ("QTCF 440 ms on day -3\nQTCF 0.502 s on day 20", {"unreported_lab"}),
        ("QTCF 505 ms on day -3\nQTCF 505 ms on day 20", set()),  # so the patient came
        ("SYSBP 165 mmHg on day 20", {"unreported_lab"}),
        ("SYSBP 158 mmHg on day 20", set()),
        ("OXYSAT 86 % on day 20", {"unreported_lab"}),  # vital signs are taken at rest
        ("OXYSAT 88 % on day 20", set()),
        ("K 6.1 mmol/L 3.5-5.3 on day 20", {"unreported_lab"}),
        ("K 2.9 mmol/L 3.5-5.3 on day 20", {"unreported_lab"}),
        ("K 4.1 mmol/L on day 20", {"ungradable_lab"}),
        ("HGB 205 g/L 120-160 on day 20", {"unreported_lab"}),
        ("HGB 140 g/L on day 20", {"ungradable_lab"}),
    ],
)
def test_every_measurable_term_speaks_in_the_review(measured, found):
    assert one(measured).blockers() == found


@pytest.mark.parametrize(
    ("temperatures", "found"),
    [
        ("", set()),
        ("TEMP 38.4 Cel on day 12", {"unreported_lab"}),
        ("TEMP 38.2 Cel on day 12", {"ungradable_lab"}),  # for how long?
        ("TEMP 38.0 Cel on day 12 08:00\nTEMP 38.1 Cel on day 12 09:30", {"unreported_lab"}),
        ("TEMP 36.9 Cel on day 12", set()),
        ("TEMP 38.4 Cel on day 13", set()),
        ("TEMP 38.4 Cel on day 12\nAE-1 Febrile neutropenia 3, day 12, possible", set()),
    ],
)
def test_a_fever_beside_a_low_count_is_febrile_neutropenia(temperatures, found):
    """ANC 0.9 is grade 3 by itself and reported as such; R6 calls febrile neutropenia a DLT."""
    seen = one(
        f"NEUT 0.9 10^9/L 1.8-7.5 on day 12\nAE-9 Neutrophil count decreased 3, day 12, possible\n{temperatures}"
    )

    assert seen.blockers() == found


@pytest.mark.parametrize(
    ("albumin", "found"),
    [
        ("", {"ungradable_lab"}),
        ("ALB 40 g/L 35-50 on day 12", {"unreported_lab"}),  # 1.6 mmol/L: grade 3
        ("ALB 30 g/L 35-50 on day 12", set()),  # 1.8: grade 2
        ("ALB 3.0 g/dL 3.5-5.0 on day 12", set()),
    ],
)
def test_calcium_is_judged_with_the_albumin_of_its_day(albumin, found):
    assert one(f"CA 1.6 mmol/L 2.1-2.6 on day 12\n{albumin}").blockers() == found
