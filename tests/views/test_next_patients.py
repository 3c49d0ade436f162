"""Where the next patients lead: 3+3 as the committee knows it, and where the pending ones may end."""

from datetime import date

from safety.review.opening import open_study
from safety.views.next_patients import drawn, next_patients
from tests.views.studies import DEMO, needs_demo, small_study


def table_of(folder, cut_off, number):
    review = open_study(folder).review(cut_off)
    level = next(found for found in review.levels if found.dose.level == number)
    return next_patients(level, review.protocol)


def test_three_plus_three_as_a_table(tmp_path):
    table = table_of(small_study(tmp_path), date(2026, 5, 1), 1)
    letters = {"escalate": "E", "more": "+", "exceeded": "X", "": " "}
    rows = ["".join(letters[table.leads.get((n, dlt), "")] for n in range(1, 7)) for dlt in range(4)]
    assert rows == ["++EEEE", "+++++E", " XXXXX", "  XXXX"]
    assert table.now == (3, 0)
    assert not table.possible


@needs_demo
def test_three_pending_patients_may_end_in_four_places():
    table = table_of(DEMO, date(2026, 9, 7), 2)
    assert table.now == (0, 0)
    assert table.possible == {(3, 0), (3, 1), (3, 2), (3, 3)}
    assert table.leads[3, 0] == "top"
    assert "Nobody is evaluable yet" in drawn(table)


def test_a_place_beyond_the_table_is_told_in_words(tmp_path):
    table = table_of(small_study(tmp_path), date(2026, 5, 1), 1)
    far = type(table)(table.leads, (40, 2), frozenset())
    assert "Now 2 DLT among 40 evaluable" in drawn(far)
