"""Each criterion of the demonstration protocol just inside, at and just outside its limit, and with its fact missing,
through the whole review: from the laboratory and from the screening file, in the units of both countries."""

import pytest

from tests.clinic import one

COUNTS = {"10^9/L": 1, "10*9/L": 1, "K/uL": 1, "10*3/uL": 1, "/uL": 1000, "/mm3": 1000}
CREATININE = {"mg/dL": 1, "umol/L": 88.4, "µmol/L": 88.4}
MEASURED = {  # criterion: test, limits, (just inside, at, just outside), units; a patient of 60 years
    "I02": ("ECOG101", "", ("2", "3", "4"), {"1": 1}),
    "I04a": ("NEUT", "1.8-6.3", ("1.51", "1.5", "1.49"), COUNTS),
    "I04b": ("PLAT", "125-350", ("80.1", "80", "79.9"), COUNTS),
    "I04c": ("HGB", "115-150", ("80.1", "80", "79.9"), {"g/L": 1, "g/dL": 0.1}),
    "I08": ("LVEF", "", ("50.1", "50", "49.9"), {"%": 1}),
}
IN_ULN = {  # criterion: test, upper limit of normal, unit, (just inside, at, just outside)
    "I05a": ("BILI", "20", "umol/L", ("29.9", "30", "30.1")),
    "I06": ("INR", "1.2", "1", ("1.79", "1.8", "1.81")),
}
SAID = ("pass", "pass", "fail")
SITE = ("I01", "I04d", "I07", "I10", "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E09", "E10a", "E10b", "E11",
        "E12", "E13", "E14", "E15")  # fmt: skip


def patient(sex="M", age="60", weight="60", **more):
    facts = {"sex": sex, "age_years": age, "weight_kg": weight, "consented_on": "2026-02-20"} | more
    return "reviewed through 2027-12-31 " + " ".join(f"{k}={v}" for k, v in facts.items())


def answer(criterion, *notes, of=None):
    """The criterion's answer; somebody answered another one, so that there is a screening file."""
    other = "screened I04d met" if criterion == "I01" else "screened I01 met"
    return one("\n".join([of or patient(), other, *notes])).criterion(criterion)


def sample(test, value, unit, limits, when="day -3"):
    return " ".join(filter(None, (test, value, unit, limits, "on", when)))


def in_unit(value, factor):
    return f"{float(value) * factor:.6g}"


LABORATORY = [
    (criterion, test, in_unit(value, factor), unit, limits, said)
    for criterion, (test, limits, values, units) in MEASURED.items()
    for unit, factor in units.items()
    for value, said in zip(values, SAID, strict=True)
]


@pytest.mark.parametrize(("criterion", "test", "value", "unit", "limits", "said"), LABORATORY)
def test_a_sample_just_inside_at_and_just_outside(criterion, test, value, unit, limits, said):
    assert answer(criterion, sample(test, value, unit, limits)) == said


@pytest.mark.parametrize(("criterion", "test", "value", "unit", "limits", "said"), LABORATORY)
def test_the_same_value_written_into_the_screening_file(criterion, test, value, unit, limits, said):
    assert answer(criterion, f"screened {criterion} on day -3 value={value} unit={unit}") == said


@pytest.mark.parametrize("criterion", [*MEASURED, *IN_ULN, "I03", "I05b", "I05c", "I09", "E08a", "E08b"])
def test_with_the_fact_missing_it_is_not_known(criterion):
    assert answer(criterion) == "unknown"


def test_without_a_date_consent_is_not_known():
    assert answer("I11", of=patient(consented_on="")) == "unknown"


@pytest.mark.parametrize("criterion", MEASURED)
def test_without_its_unit_a_sample_decides_nothing(criterion):
    test, limits, (inside, *_), _ = MEASURED[criterion]

    said = answer(criterion, sample(test, inside, "", limits))

    assert said == ("pass" if criterion == "I02" else "unknown")  # a score has no unit


@pytest.mark.parametrize("criterion", IN_ULN)
@pytest.mark.parametrize("n", range(3))
def test_multiples_of_the_laboratorys_own_upper_limit(criterion, n):
    test, high, unit, values = IN_ULN[criterion]
    expected = (
        SAID[n] if criterion != "I06" else ("pass", "pass", "needs_judgement")[n]
    )  # left to the investigator

    assert answer(criterion, sample(test, values[n], unit, f"0-{high}")) == expected
    assert answer(criterion, sample(test, values[n], unit, "")) == "unknown"


@pytest.mark.parametrize(
    ("value", "unit", "high", "said"),
    [
        ("1.74", "mg/dL", "1.17", "pass"),
        ("1.755", "mg/dL", "1.17", "pass"),
        ("1.76", "mg/dL", "1.17", "fail"),
    ],
)
def test_bilirubin_in_american_units_is_held_against_its_own_upper_limit(value, unit, high, said):
    assert answer("I05a", sample("BILI", value, unit, f"0-{high}")) == said


@pytest.mark.parametrize(("value", "said"), [("1.49", "pass"), ("1.5", "pass"), ("1.51", "fail")])
@pytest.mark.parametrize("unit", ["ULN", "xULN", "×ULN"])
def test_multiples_of_the_upper_limit_written_as_such(value, said, unit):
    assert answer("I05a", f"screened I05a on day -3 value={value} unit={unit}") == said


@pytest.mark.parametrize(
    ("alt", "ast", "said"),
    [
        ("100", "100", "pass"),
        ("99", "101", "needs_judgement"),
        ("101", "99", "needs_judgement"),
        ("101", "101", "fail"),
        ("100", None, "unknown"),
        ("101", None, "needs_judgement"),
        (None, "101", "needs_judgement"),
    ],
)
@pytest.mark.parametrize("criterion", ["I05b", "E08a"])
def test_of_two_aminotransferases_one_may_be_high_by_the_letter_and_none_with_care(criterion, alt, ast, said):
    """2.5 x ULN of 40 U/L are 100. *ALT or AST* and *AST and ALT* say the same by De Morgan."""
    taken = [sample(test, n, "U/L", "5-40") for test, n in (("ALT", alt), ("AST", ast)) if n]

    assert answer(criterion, *taken) == said


@pytest.mark.parametrize(
    ("inr", "pt", "said"),
    [
        ("1.8", "21", "pass"),
        ("1.8", None, "pass"),
        (None, "21", "pass"),
        ("1.81", "21", "needs_judgement"),
        ("1.8", "21.1", "needs_judgement"),
        ("1.81", "21.1", "needs_judgement"),
    ],
)
def test_inr_and_pt_are_two_names_of_one_thing(inr, pt, said):
    """1.5 x ULN: of 1.2 these are 1.8, of 14 s 21 s. Above it the text asks people: there are anticoagulants."""
    taken = [sample("INR", inr, "1", "0.8-1.2")] * bool(inr) + [sample("PT", pt, "s", "11-14")] * bool(pt)

    assert answer("I06", *taken) == said


@pytest.mark.parametrize(
    ("sex", "creatinine", "said"),
    [
        ("M", "1.49", "pass"), ("M", "1.5", "pass"), ("M", "1.51", "fail"),
        ("F", "1.39", "pass"), ("F", "1.4", "pass"), ("F", "1.41", "fail"),
        ("", "1.4", "pass"), ("", "1.45", "unknown"), ("", "1.51", "fail"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", CREATININE)
def test_creatinine_by_sex(sex, creatinine, said, unit):
    """1.5 mg/dL are 132.6, 1.4 are 123.76 umol/L."""
    taken = sample("CREAT", in_unit(creatinine, CREATININE[unit]), unit, "0.1-999")

    assert answer("E08b", taken, of=patient(sex)) == said


def test_one_creatinine_passes_the_one_criterion_and_fails_the_other():
    """Both must hold: a woman of 75 years and 50 kg with 0.9 mg/dL, a man of 30 and 100 kg with 1.6."""
    woman, man = patient("F", "75", "50"), patient("M", "30", "100")
    low, high = (sample("CREAT", n, "mg/dL", "0.5-1.2") for n in ("0.9", "1.6"))

    assert [answer(c, low, of=woman) for c in ("I05c", "E08b")] == ["fail", "pass"]
    assert [answer(c, high, of=man) for c in ("I05c", "E08b")] == ["pass", "fail"]


@pytest.mark.parametrize(
    ("value", "said"), [("60.1", "pass"), ("60", "pass"), ("59.9", "fail"), ("59-61", "")]
)
def test_a_clearance_written_into_the_screening_file(value, said):
    found = answer("I05c", f"screened I05c on day -3 value={value} unit=mL/min")

    assert found == (said or "needs_judgement")


@pytest.mark.parametrize(("grade", "said"), [(1, "fail"), (2, "pass"), (3, "pass"), (4, "fail")])
def test_the_injurys_grade_on_arrival(grade, said):
    assert answer("I03", f"AE-1 Pneumonitis {grade}, day -20, unrelated") == said
    assert answer("I03", f"screened I03 on day -3 value={grade}") == said


@pytest.mark.parametrize(
    ("began", "said"),
    [
        ("2026-01-03", "pass"),  # 2 March, the first infusion, is not yet two months later
        ("2026-01-02", "needs_judgement"),  # to consent on 20 February it is less, to the infusion it is not
        ("2025-12-21", "needs_judgement"),
        ("2025-12-20", "fail"),
        ("2026-01", "unknown"),
        ("2026-02", "pass"),
        ("2025-12", "needs_judgement"),
        ("2025-11", "fail"),
    ],
)
def test_the_injury_has_lasted_less_than_two_calendar_months(began, said):
    assert answer("I09", f"AE-1 Pneumonitis 2, {began}, unrelated") == said


@pytest.mark.parametrize(
    ("began", "consented", "said"),
    [("2025-12-31", "2026-02-27", "needs_judgement"), ("2025-12-31", "2026-02-28", "fail")],
)
def test_two_months_from_the_last_of_december_end_on_the_last_of_february(began, consented, said):
    row = f"AE-1 Pneumonitis 2, {began}, unrelated"

    assert answer("I09", row, of=patient(consented_on=consented)) == said


@pytest.mark.parametrize(
    ("consented", "said"), [("2026-03-01", "pass"), ("2026-03-02", "pass"), ("2026-03-03", "fail")]
)
def test_consent_is_dated_no_later_than_the_first_infusion(consented, said):
    assert answer("I11", of=patient(consented_on=consented)) == said


@pytest.mark.parametrize("criterion", SITE)
def test_what_only_the_site_can_tell(criterion):
    """Of an inclusion *met* lets in, of an exclusion it keeps out; nobody's answer is no answer."""
    good, bad = ("met", "not_met") if criterion.startswith("I") else ("not_met", "met")
    left_to_judge = criterion == "E10b"  # anticoagulants: inclusion 6 admits them

    assert answer(criterion, f"screened {criterion} {good} on day -3") == "pass"
    assert answer(criterion, f"screened {criterion} {bad} on day -3") == (
        "needs_judgement" if left_to_judge else "fail"
    )
    assert answer(criterion) == "unknown"


@pytest.mark.parametrize("criterion", ["I01", "I10", "E03", "E15"])
def test_after_the_first_infusion_only_harm_is_believed(criterion):
    good, bad = ("met", "not_met") if criterion.startswith("I") else ("not_met", "met")

    assert answer(criterion, f"screened {criterion} {good} on day 2") == "unknown"
    assert answer(criterion, f"screened {criterion} {bad} on day 2") == "fail"


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        ("on day -3 judged_by=investigator", "pass"),
        ("on day -4 judged_by=investigator", "needs_judgement"),  # before the electrocardiogram
        ("on day 1 judged_by=investigator", "pass"),
        ("on day 2 judged_by=investigator", "needs_judgement"),
        ("judged_by=investigator", "pass"),
        ("on day -3", "needs_judgement"),  # by nobody named
    ],
)
def test_an_abnormal_electrocardiogram_is_judged_by_somebody_in_time(judged, said):
    found = answer("I07", "screened I07 on day -3 value=abnormal", f"screened I07 judged_acceptable {judged}")

    assert found == said


def test_what_is_open_waits_for_a_ruling_made_on_its_facts():
    failed = "screened I08 on day -3 value=49.9 unit=%"

    assert (one(failed).state(), one(failed).blockers()) == ("awaiting", {"eligibility_open"})
    assert one(f"{failed}\nruled elig:S-001 not_dlt on day -1").state() == "awaiting"
    assert one(f"{failed}\nruled elig:S-001 not_dlt on day 1").state() == "clear"
    assert one(f"{failed}\nruled elig:S-001 not_evaluable on day 5").state() == "not_evaluable"
    assert one(f"{failed}\nruled elig:S-001 dlt on day 5").state() == "dlt"


def test_a_ruling_must_know_what_was_found_later():
    found_later = "screened E03 met on day 9"

    assert one(f"{found_later}\nruled elig:S-001 not_dlt on day 8").state() == "awaiting"
    assert one(f"{found_later}\nruled elig:S-001 not_dlt on day 9").state() == "clear"
