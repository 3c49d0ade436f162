"""The rows of one kind as a table, and some of them, as the review asks them."""

from datetime import date

from safety.domain.case_report import AdverseEvent, CellProblem, Source
from safety.domain.partial_date import PartialDate
from safety.domain.record_table import RecordTable, SomeRecords, all_of, as_table


def event(row, event_id="AE-1", day=5, problems=()):
    start = PartialDate.on(date(2026, 3, day))
    return AdverseEvent(
        source=Source("adverse_events.csv", row), event_id=event_id, subject_id="S-001", term="Headache",
        started_at=start, problems=problems,
    )  # fmt: skip


ROWS = (event(2), event(3, "AE-2", 9), event(4, None, 12, (CellProblem("grade", "six", "grade"),)))


def test_a_table_says_by_column_what_its_rows_say():
    table = as_table(ROWS)

    assert as_table(table) is table
    assert table.ids == ["AE-1", "AE-2", None]
    assert table.subject_ids == ["S-001"] * 3
    assert table.days == [date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 12)]
    assert table.unreadable == {2}
    assert table[1:] == list(ROWS[1:])


def test_some_of_its_rows_stand_in_the_order_asked_for():
    some = SomeRecords(RecordTable(ROWS), [2, 0])

    assert list(some) == [ROWS[2], ROWS[0]]
    assert some[1] is ROWS[0]
    assert some[1:] == [ROWS[0]]
    assert some.files == ["adverse_events.csv"] * 2


def test_records_that_say_the_same_are_the_same():
    same, fewer = all_of((event(2), event(3, "AE-2", 9), ROWS[2])), all_of(ROWS[:2])
    other = all_of((event(2), event(3, "AE-2", 8), ROWS[2]))

    assert all_of(ROWS) == same == RecordTable(ROWS) == ROWS
    assert hash(all_of(ROWS)) == hash(same)
    assert all_of(ROWS) != fewer
    assert all_of(ROWS) != other
    assert all_of(ROWS) != 3
    assert repr(all_of(ROWS)) == repr(ROWS)
