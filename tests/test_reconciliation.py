"""Measured against reported: every disagreement with both of its sides, and nothing where both agree."""

import pytest

from safety.review.reconciliation import compared, reconciliation
from safety.wording import speech
from safety.wording.to_the_site import measurement_says, record_says, to_the_site
from tests.clinic import demo_protocol, one, review

PLATELETS = "Platelet count decreased"
NO_LABORATORY_RULE = (
    demo_protocol()[: demo_protocol().index("[laboratory]")]
    + (demo_protocol()[demo_protocol().index("# Decisions ---") :])
)


def found(notes, cut_off="day 40", protocol=None):
    """The disagreements of one patient: how much hangs on each, what kind it is, about what."""
    seen = one(notes, cut_off, protocol) if protocol else one(notes, cut_off)
    return {(d.priority.value, d.kind.value, d.record_id) for d in reconciliation(seen.of)}


def only(notes, cut_off="day 40"):
    (discrepancy,) = reconciliation(one(notes, cut_off).of)
    return discrepancy


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        # the same on both sides
        (f"AE-1 {PLATELETS} 3, day 8 to day 14, possible\nPLAT 42 10^9/L 125-350 on day 10", set()),
        ("PLAT 200 10^9/L 125-350 on day 10", set()),
        (f"AE-1 {PLATELETS} 1, day 8 to day 14, possible", set()),
        # the measurement is above, or below, the record
        (
            f"AE-1 {PLATELETS} 2, day 8 to day 14, possible\nPLAT 42 10^9/L 125-350 on day 10",
            {("ask", "derived_above_grade", "AE-1")},
        ),
        (
            f"AE-1 {PLATELETS} 2, day 8 to day 14, possible\nPLAT 100 10^9/L 125-350 on day 10",
            {("information", "derived_below_grade", "AE-1")},
        ),
        (
            f"AE-1 {PLATELETS} 2, day 8 to day 14, possible\nPLAT 200 10^9/L 125-350 on day 10",
            {("information", "derived_below_grade", "AE-1")},
        ),
        # no event: asked about where L asks, else shown, mild ones apart
        ("PLAT 42 10^9/L 125-350 on day 10", {("blocks", "unreported_lab", "lab:M-1")}),
        (
            "PLAT 42 10^9/L 125-350 on day 10\nPLAT 100 10^9/L 125-350 on day 20",
            {("blocks", "unreported_lab", "lab:M-1")},
        ),
        ("PLAT 42 10^9/L 125-350 on day 35", {("ask", "unreported_lab_aside", "lab:M-1")}),
        ("LYM 0.3 10^9/L 1.1-3.2 on day 10", {("ask", "unreported_lab_aside", "lab:M-1")}),
        (
            "PLAT 42 10^9/L 125-350 on day 10\nruled lab:M-1 not_dlt on day 33",
            {("ask", "unreported_lab_aside", "lab:M-1")},
        ),
        ("PLAT 60 10^9/L 125-350 on day 10", {("information", "unreported_mild_lab", "lab:M-1")}),
        ("PLAT 60 10^9/L 125-350 on day -2", set()),
        ("PLAT 42 10^9/L 125-350 on day -9\nPLAT 200 10^9/L 125-350 on day -2", set()),
        ("PLAT 60 10^9/L 125-350 on day -2\nPLAT 70 10^9/L 125-350 on day 9", set()),
        ("PLAT 60 10^9/L 125-350 on day 10\nAE-1 Platelet count decreased 2, day 12, possible", set()),
        # an event after the window reports a value after the window
        ("PLAT 42 10^9/L 125-350 on day 35\nAE-1 Platelet count decreased 3, day 34, possible", set()),
        # what nobody can grade, and grades that cannot be believed
        ("NEUT 0.7 on day 15", {("blocks", "ungradable_lab", "lab:M-1")}),
        ("LYM 0.9 10^9/L on day 15", set()),
        ("AE-1 Headache 4, day 5 to day 6, possible", {("blocks", "grade_in_doubt", "AE-1")}),
        ("AE-1 Headache ?, day 5 to day 6, possible", {("blocks", "grade_in_doubt", "AE-1")}),
        ("AE-1 Headache ?, day -9 to day -6, possible", {("ask", "grade_in_doubt", "AE-1")}),
        ("AE-1 Head ache 2, day 5 to day 6, possible", {("blocks", "grade_in_doubt", "AE-1")}),
        ("AE-1 Headache 2, day 5 to day 6, possible ctcae_version=4.03",
         {("blocks", "grade_in_doubt", "AE-1")}),
    ],
)  # fmt: skip
def test_a_disagreement_is_found_and_weighed(notes, expected):
    assert found(notes) == expected


def test_death_has_no_measure():
    assert found("AE-1 Anemia 5, day 8 to day 14, possible\nHGB 70 g/L 120-170 on day 10") == set()


def test_a_worsening_inside_an_old_row_is_told_once_as_a_row_of_its_own():
    notes = (
        "AE-1 Alanine aminotransferase increased 1, day -20, unrelated\nALT 60 U/L 7-40 on day -3\n"
        "ALT 350 U/L 7-40 on day 12\nALT 380 U/L 7-40 on day 15\nALT 320 U/L 7-40 on day 18"
    )
    discrepancy = only(notes)

    assert (discrepancy.record_id, discrepancy.graded.grade) == ("AE-1:M-2", 3)
    assert {g.measurement.measurement_id for g in discrepancy.more} == {"M-3", "M-4"}
    sentence = to_the_site(discrepancy, speech())
    assert "AE-1 Alanine aminotransferase increased, reported as grade 1, began before" in sentence
    assert "in a row of its own" in sentence
    assert sentence.endswith("2 more values like it, the last on 19 March 2026.")


def test_each_part_of_a_row_is_proved_by_its_own_values():
    """The value of the window opened a period of its own; the old row goes on, and has the later one."""
    notes = (
        "AE-1 Alanine aminotransferase increased 1, day -20, unrelated\nALT 30 U/L 7-40 on day -3\n"
        "ALT 250 U/L 7-40 on day 12\nALT 260 U/L 7-40 on day 35"
    )
    discrepancy = only(notes)

    assert (discrepancy.record_id, discrepancy.graded.measurement.measurement_id) == ("AE-1", "M-3")
    assert [g.measurement.measurement_id for g in discrepancy.more] == ["M-2"]


def test_values_like_it_of_one_term_make_one_line():
    notes = "\n".join(f"LYM 0.{n} 10^9/L 1.1-3.2 on day {10 + n}" for n in (4, 1, 3))
    discrepancy = only(notes)

    assert (discrepancy.graded.measurement.value_text, len(discrepancy.more)) == ("0.1", 2)


def test_the_value_that_proves_it_is_the_first_of_the_worst():
    notes = (
        f"AE-1 {PLATELETS} 1, day 8 to day 20, possible\nPLAT 60 10^9/L 125-350 on day 10\n"
        "PLAT 45 10^9/L 125-350 on day 14\nPLAT 42 10^9/L 125-350 on day 12"
    )

    assert only(notes).graded.measurement.measurement_id == "M-3"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (
            "ALT 268 U/L 9-50 on day 10",
            "ALT 268 U/L, normal 9 to 50, on 11 March 2026 (M-1): grade 3 (above 5 × the upper limit of normal)",
        ),
        ("NEUT 0.7 10^9/L on day 10", "NEUT 0.7 10^9/L on 11 March 2026 (M-1): grade 3 (below 1 10^9/L)"),
        ("ALT 130 U/L on day 10", "ALT 130 U/L on 11 March 2026 (M-1): no grade"),
        ("PLAT 40 10^9/L low=125 on day 10",
         "PLAT 40 10^9/L, normal from 125, on 11 March 2026 (M-1): grade 3 (below 50 10^9/L)"),
        ("QTCF 485 ms on day -2\nQTCF 548 ms on day 10",
         "QTCF 548 ms on 11 March 2026 (M-2): grade 3 (at or above 501 ms)"),
        ("LVEF 62 % on day -2\nLVEF 52 % on day 10",
         "LVEF 52 % on 11 March 2026 (M-2): grade 2 (at or below 10 % below the baseline)"),
        ("ALT 41 U/L high=40 on day 10",
         "ALT 41 U/L, normal up to 40, on 11 March 2026 (M-1): grade 1 (above the upper limit of normal)"),
    ],
)  # fmt: skip
def test_a_measurement_is_told_with_its_unit_limits_day_and_the_limit_it_crossed(value, says):
    assert measurement_says(only(value), speech()) == says


@pytest.mark.parametrize(
    ("notes", "says"),
    [
        ("PLAT 42 10^9/L 125-350 on day 10", "no event of this term"),
        (
            "PLAT 42 10^9/L 125-350 on day 10\nAE-1 Platelet count decreased 2, day 20, possible",
            "AE-1 Platelet count decreased, grade 2, 2026-03-21 to going on",
        ),
        ("AE-1 Headache ?, 2026-03 to day 39, possible",
         "AE-1 Headache, no grade, some day from 2026-03-01 to 2026-03-31 to 2026-04-09"),
        ("AE-1 Headache 4, ?, possible", "AE-1 Headache, grade 4, no date to going on"),
        ("NEUT 0.7 on day 10", ""),
    ],
)  # fmt: skip
def test_the_record_is_told_as_it_stands(notes, says):
    assert record_says(only(notes), speech()) == says


def test_what_is_missing_for_a_grade_is_said_in_words():
    sentence = to_the_site(only("ALT 130 U/L on day 10"), speech())

    assert "missing: the upper limit of normal. Please" in sentence


def test_an_open_question_keeps_its_own_words():
    sentence = to_the_site(only("AE-1 Headache 4, day 5 to day 6, possible"), speech())

    assert sentence == (
        "AE-1 Headache: CTCAE v5.0 has no grade 4 for Headache; the grades it has: 1, 2, 3. "
        "Please correct the grade or the term."
    )


def test_rows_of_one_id_keep_their_own_lines():
    notes = "AE-1 Headache 4, day 5, possible\nAE-1 Cough ?, day 5, possible"
    lines = reconciliation(one(notes).of)

    assert {(d.event.term, d.source.row, d.question.code.value) for d in lines} == {
        ("Headache", 2, "impossible_grade"),
        ("Cough", 3, "grade_unknown"),
    }


def test_patients_who_were_never_dosed_have_nothing_to_compare():
    seen = review("S-001 level 1\nAE-1 Headache 4, 2026-03-05, possible\nPLAT 4 10^9/L 125-350 on 2026-03-04",
                  "2026-04-01")  # fmt: skip

    assert reconciliation(seen.of) == ()


def test_a_protocol_without_the_laboratory_rule_blocks_nothing_and_still_shows_it():
    assert found("PLAT 42 10^9/L 125-350 on day 10", protocol=NO_LABORATORY_RULE) == {
        ("ask", "unreported_lab_aside", "lab:M-1")
    }


def test_what_was_compared_is_counted():
    notes = (
        f"AE-1 {PLATELETS} 3, day 8 to day 14, possible\nPLAT 42 10^9/L 125-350 on day 10\n"
        "CRP 12 mg/L on day 10\nALT 130 U/L on day 10"
    )
    assert vars(compared(one(notes).of)) == {"values": 3, "graded": 1, "events": 1}


def test_what_blocks_stands_first():
    notes = "AE-2 Fever 2, day 5, possible ctcae_version=4.03\nPLAT 60 10^9/L 125-350 on day 10\nAE-1 Anemia 1, day 3"
    lines = reconciliation(one(notes + "\nHGB 70 g/L 120-170 on day 4").of)

    assert [d.priority.value for d in lines] == sorted(
        (d.priority.value for d in lines), key=["blocks", "ask", "information"].index
    )
