"""Every row is used, unreadable, or after the cut-off, which is asked first."""

from datetime import date

import pytest

from safety.domain.case_report import ScreeningAnswer, Source, SupportingRow
from safety.domain.data_cut import Standing, standing
from safety.domain.record_table import id_of, starts_on
from tests.clinic import one, review

CUT_OFF = date(2026, 4, 2)


def rows(seen, file: str) -> tuple[int, int, int]:
    counts = seen.of.cut.rows[file]
    return tuple(counts.get(s, 0) for s in (Standing.USED, Standing.UNREADABLE, Standing.AFTER_CUT_OFF))


@pytest.mark.parametrize(
    ("event", "counts"),
    [
        ("Headache 2, day 5", (1, 0, 0)),
        ("Headache 2, day 32", (1, 0, 0)),
        ("Headache 2, day 33", (0, 0, 1)),
        ("Headache 2, day 33, hospitalized=maybe", (0, 0, 1)),
        ("Headache 2, day 5, hospitalized=maybe", (0, 1, 0)),
        ("Headache 2, day 5, started_at=soon", (0, 1, 0)),
        ("Headache 2, ?", (1, 0, 0)),
        ("Headache 2, 2026-04", (1, 0, 0)),
        ("Headache 2, 2026-05", (0, 0, 1)),
        ("Headache 2, day 5 to day 4", (0, 1, 0)),
        ("Headache 2, day 5 to 2026-03", (1, 0, 0)),
        ("Headache 2, day 5 to 2026-02", (0, 1, 0)),
        ("Headache 2, day 5 12:00 to day 5 11:00", (0, 1, 0)),
    ],
)
def test_every_event_row_is_exactly_one_of_three(event, counts):
    assert rows(one(f"AE-1 {event}"), "adverse_events.csv") == counts


@pytest.mark.parametrize(
    ("noted", "file", "counts"),
    [
        ("infusion 4 on day 33", "infusions.csv", (3, 0, 1)),
        ("infusion 4 on day 33 cells=many", "infusions.csv", (3, 0, 1)),
        ("infusion 4 cells=many", "infusions.csv", (3, 1, 0)),
        ("NEUT 3 10^9/L 1.8-7.5 on day 33", "measurements.csv", (0, 0, 1)),
        ("NEUT low 10^9/L 1.8-7.5 on day 9", "measurements.csv", (0, 1, 0)),
        ("ruled AE-1 dlt on day 33", "adjudications.csv", (0, 0, 1)),
        ("ruled exit:S-001 perhaps on day 9", "adjudications.csv", (0, 1, 0)),
        ("decision level 1 escalate on 2026-05-02", "decisions.csv", (0, 0, 1)),
        ("left day 40 progression", "subjects.csv", (1, 0, 0)),
    ],
)
def test_so_is_every_row_of_every_file(noted, file, counts):
    assert rows(one(noted), file) == counts


def test_a_subject_always_exists_and_rows_without_a_day_do_too():
    answer = ScreeningAnswer(source=Source("screening.csv", 2), subject_id="S-001", criterion="I01")
    supporting = SupportingRow(source=Source("ds.csv", 2), subject_id="S-001", starts_on=date(2026, 5, 1))

    assert (starts_on(answer), standing(answer, CUT_OFF), id_of(answer)) == (None, Standing.USED, None)
    assert standing(supporting, CUT_OFF) is Standing.AFTER_CUT_OFF


def test_a_record_after_the_cut_off_does_not_exist_yet():
    noted = "AE-1 Dyspnea 4, day 20, possible\nNEUT 0.7 10^9/L 1.8-7.5 on day 20"

    assert one(noted, "day 19").events() == set()
    assert one(noted, "day 19").blockers() == {"window_open"}
    assert one(noted, "day 20").state() == "dlt"


def test_a_patient_not_yet_dosed_on_the_cut_off_is_allocated():
    noted = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-09"

    assert review(noted, "2026-03-05").states() == "in_window allocated"


def test_the_same_rows_give_the_answer_of_any_day():
    noted = "AE-1 Dyspnea 4, day 20, possible\nruled AE-1 not_dlt on day 25"
    told = [one(noted, f"day {day}").state() for day in (19, 20, 24, 25, 31, 32)]

    assert told == ["in_window", "dlt", "dlt", "in_window", "in_window", "clear"]


def test_an_unreadable_event_is_evidence_of_nothing_and_blocks():
    seen = one("AE-1 Dyspnea 4, day 5, possible, serious=perhaps")

    assert (seen.events(), seen.state(), seen.blockers()) == (set(), "awaiting", {"unreadable_row"})


def test_of_rulings_with_one_id_only_the_harm_is_believed():
    noted = """AE-1 Dyspnea 3, day 5, {}
               ruled AE-1 {} on day 20 adjudication_id=A
               ruled AE-1 {} on day 21 adjudication_id=A"""

    assert one(noted.format("possible", "not_dlt", "not_dlt")).state() == "dlt"
    assert one(noted.format("unrelated", "not_dlt", "dlt")).state() == "dlt"
    assert one(noted.format("unrelated", "not_dlt", "not_dlt")).state() == "awaiting"


def test_of_rulings_on_an_event_given_twice_only_the_harm_is_believed_too():
    noted = "AE-1 Dyspnea 3, day 5, {}\n" * 2 + "ruled AE-1 {} on day 20"

    assert one(noted.format("possible", "possible", "not_dlt")).state() == "dlt"
    assert one(noted.format("unrelated", "unrelated", "dlt")).state() == "dlt"


def test_a_ruling_given_twice_gives_no_leave_to_resume():
    noted = "AE-1 Pneumonitis 5, day 20\n" + "ruled AE-1 dlt on day 25 resumes=Y adjudication_id=A\n" * 2

    assert one(noted).decision() == "hold"


def test_a_ruling_on_a_period_that_a_measurement_began_belongs_to_both_their_subject():
    noted = """S-001 level 1 from 2026-03-02
                 AE-1 Neutrophil count decreased 1, day -10, possible
               S-002 level 1 from 2026-03-02
                 NEUT 0.3 10^9/L 1.8-7.5 on day 9
               ruled AE-1:M-1 not_dlt on 2026-03-20"""

    assert "orphan_record" in review(noted).queries()


def test_everything_is_every_row_whatever_became_of_it():
    seen = one("AE-1 Headache 2, day 5\nAE-2 Headache 2, day 5, hospitalized=maybe\nAE-3 Headache 2, day 39")
    cut = seen.of.cut

    assert [r.event_id for r in cut.everything if r in cut.reports.adverse_events] == ["AE-1", "AE-2", "AE-3"]
    assert len(cut.everything) == sum(map(len, cut.tables.values()))
    assert [r.event_id for r in cut.unreadable] == ["AE-2"]
