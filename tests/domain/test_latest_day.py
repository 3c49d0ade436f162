"""Up to which day the records reach: the day of the export, else the last day on which anything starts."""

from dataclasses import replace
from datetime import date

from safety.domain.latest_day import ANY_DAY, latest_day
from tests.clinic import review

ONE = "S-001 level 1 from 2026-03-02\nAE-1 Headache 2, 2026-04-20\n"


def reports(notes: str):
    return review(notes, "2026-12-31").of.cut.reports


def test_the_day_of_the_export_is_the_latest():
    assert latest_day(replace(reports(ONE), extracted_on=date(2026, 5, 1))) == date(2026, 5, 1)


def test_where_nobody_says_it_is_the_last_day_on_which_a_record_starts():
    assert latest_day(replace(reports(ONE), extracted_on=None)) == date(2026, 4, 20)


def test_a_study_without_a_date_looks_the_same_on_every_day():
    nothing = replace(
        reports(ONE), extracted_on=None, infusions=(), adverse_events=(), measurements=(), adjudications=(),
        decisions=(), screening=(), supporting=(),
    )  # fmt: skip
    assert latest_day(nothing) == ANY_DAY
