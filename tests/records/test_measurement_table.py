"""The measurements of a file: a record is made of a row when somebody looks at it, and is the same ever after."""

import pytest

from safety.review.opening import open_study
from tests.views.studies import DEMO, needs_demo

pytestmark = needs_demo


@pytest.fixture
def measurements():
    return open_study(DEMO).reports.measurements


def test_the_record_of_a_row_is_always_the_same_from_whichever_end_it_is_counted(measurements):
    last = measurements[-1]
    assert last is measurements[len(measurements) - 1] is measurements[-1:][0]
    assert measurements[0] is measurements[-len(measurements)] is next(iter(measurements))
    assert last.source.row == len(measurements) + 1


def test_beyond_either_end_there_is_no_row(measurements):
    for place in (len(measurements), -len(measurements) - 1):
        with pytest.raises(IndexError):
            measurements[place]
