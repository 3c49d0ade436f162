"""Rows that are made when they are asked for stand in a sequence like any other."""

import pytest

from safety.domain.rows import Rows


class Days(Rows[str]):
    """Five days, each told when it is asked for."""

    def __init__(self):
        self.told = []

    def __len__(self):
        return 5

    def at(self, place):
        self.told.append(place)
        return f"day {place + 1}"


AS_WRITTEN = [f"day {n}" for n in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("place", [0, 4, -1, -5])
def test_a_row_is_counted_from_either_end_and_no_other_is_made(place):
    days = Days()
    assert days[place] == AS_WRITTEN[place]
    assert days.told == [place % 5]


@pytest.mark.parametrize("place", [5, -6])
def test_beyond_the_ends_there_is_none(place):
    with pytest.raises(IndexError):
        Days()[place]


@pytest.mark.parametrize(
    "some", [slice(None), slice(1, 3), slice(-2, None), slice(None, None, -2), slice(9, 12)]
)
def test_a_slice_is_that_of_a_list(some):
    assert Days()[some] == AS_WRITTEN[some]


def test_every_row_in_order():
    assert list(Days()) == AS_WRITTEN
    assert "day 6" not in Days()
