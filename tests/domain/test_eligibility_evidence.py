"""What one fact says of a criterion: what cannot be told is not passed over, and what cannot be is not believed."""

import pytest

from safety.domain.value_range import ValueRange
from tests.clinic import one


@pytest.mark.parametrize(
    ("note", "criterion", "answer"),
    [
        ("screened I05c value=90 unit=mL/min", "I05c", "pass"),
        ("screened I05c value=900 unit=mL/min", "I05c", "conflict"),
        ("screened I05c met value=900 unit=mL/min", "I05c", "conflict"),
        ("screened I08 value=620 unit=%", "I08", "conflict"),
        ("screened I04c value=13.5 unit=g/L", "I04c", "conflict"),
    ],
)
def test_a_number_that_cannot_be_right_in_its_unit_is_in_conflict_with_it(note, criterion, answer):
    assert one(note).criterion(criterion) == answer


@pytest.mark.parametrize(
    ("note", "criterion", "answer"),
    [
        ("screened I08 value=<50 unit=%", "I08", "fail"),
        ("screened I08 value=<80 unit=%", "I08", "needs_judgement"),
        ("screened I08 value=>60 unit=%", "I08", "pass"),
        ("screened I04c value=<70 unit=g/L", "I04c", "fail"),
        ("screened I04c value=<7 unit=g/L", "I04c", "conflict"),
    ],
)
def test_of_a_bound_only_the_number_that_was_written_is_asked_whether_it_can_be_right(
    note, criterion, answer
):
    assert one(note).criterion(criterion) == answer


def test_the_numbers_of_a_value_that_somebody_wrote():
    written = {text: ValueRange.written(text) for text in ("50", "50-55", "<0.1", ">60")}

    assert {text: [str(n) for n in value.stated] for text, value in written.items() if value} == {
        "50": ["50", "50"], "50-55": ["50", "55"], "<0.1": ["0.1"], ">60": ["60"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("creatinine", "answer"),
    [
        ("1.4", "pass"),
        ("1.45", "pass"),
        ("1.6", "conflict"),
        ("1.2-1.45", "pass"),
        ("1.42-1.6", "needs_judgement"),
        ("1.2-1.6", "needs_judgement"),
    ],
)
def test_where_the_limit_differs_by_sex_each_reading_asks_what_holds_of_either(creatinine, answer):
    """1.42 to 1.6 mg/dL: a man may pass and a woman fails, but in the careful reading neither passes.

    Where the value cannot tell, the site's own answer does.
    """
    assert one(f"screened E08b not_met value={creatinine} unit=mg/dL").criterion("E08b") == answer


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        (["INR 1.0 1 0.8-1.2 on day -3"], "pass"),
        (["INR 1.0 1 0.8-1.2 on day -3", "PT 14 s 11-14 on day -3"], "pass"),
        (["INR 1.0 1 0.8-1.2 on day -3", "PT 40 s on day -3"], "unknown"),
        (["INR 1.0 1 0.8-1.2 on day -3", "PT 40 s 11-14 on day -3"], "needs_judgement"),
        (["PT 40 s on day -3"], "unknown"),
    ],
)
def test_what_was_measured_must_hold_also_where_the_limit_was_not_sent(values, answer):
    assert one("\n".join([*values, "screened I01 met"])).criterion("I06") == answer


@pytest.mark.parametrize(
    ("began", "answer"), [("2025-12-31", "fail"), ("2026-01-02", "fail"), ("2026-01-03", "unknown")]
)
def test_an_injury_began_no_later_than_its_dated_row(began, answer):
    """First infusion on 2 March: since 2 January these are two months, whatever else began some day in January."""
    rows = f"AE-1 Pneumonitis 2, {began} to 2026-02-10\nAE-2 Pneumonitis 2, 2026-01\nscreened I01 met"

    assert one(rows).criterion("I09") == answer


def test_several_last_values_stand_in_the_order_of_the_file():
    """An answer's evidence must be the same bytes each time, so its order cannot be that of a set."""
    rows = "\n".join(f"CREAT {60 + n} umol/L 50-100 on day -3" for n in range(8))
    screened = one(f"{rows}\nscreened I01 met").patient().eligibility
    creatinine = next(a for a in screened.assessments if a.criterion.id == "E08b")

    assert [e.source.row for e in creatinine.evidence] == list(range(2, 10))
