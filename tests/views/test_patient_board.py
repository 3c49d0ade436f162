"""The board is tested on the Figure: what is drawn, where, and in which words."""

from datetime import date

import pytest

from safety.reports import palette
from safety.reports.board_places import Size
from safety.review.patient_lanes import lanes_of, shown, stacked, study_day
from safety.review.study import open_study
from safety.views.patient_board import board, in_words
from tests.views.seen_colours import contrast
from tests.views.studies import DEMO, HOSTILE, needs_demo, small_study

WIDE = Size(width=1225, names=225)


def lanes(folder, cut_off, level=1):
    review = open_study(folder).review(cut_off)
    return lanes_of(next(found for found in review.levels if found.dose.level == level), cut_off)


def trace(figure, name):
    return next(found for found in figure.data if found.name == name)


def texts(figure, name):
    return [a.text for a in figure.layout.annotations if a.name == name]


def test_there_is_no_study_day_0():
    assert [study_day(offset) for offset in (-2, -1, 0, 1, 30)] == [-2, -1, 1, 2, 31]


def test_a_dlt_is_outlined_graded_and_named(tmp_path):
    folder = small_study(tmp_path, "AE-1,S-002,Pneumonitis,2026-03-12,2026-03-20,3,possible,\n")
    figure = board([("Level 1", lanes(folder, date(2026, 5, 1)))], WIDE)
    events = trace(figure, "events")
    assert list(events.customdata) == ["AE-1"]
    assert (events.base[0], events.x[0]) == (10, 9)  # study days 11 to 19, both days whole
    assert events.marker.line.width[0] == 3
    assert events.marker.color[0] == palette.GRADES[3]
    assert texts(figure, "event") == ["<b>3</b> DLT · Pneumonitis"]


def test_window_infusions_cut_off_and_what_lies_ahead(tmp_path):
    figure = board([(None, lanes(small_study(tmp_path), date(2026, 3, 9)))], WIDE)
    windows = [s for s in figure.layout.shapes if s.name == "window"]
    assert [(s.x0, s.x1) for s in windows] == [(0, 31)] * 3
    assert [s.x0 for s in figure.layout.shapes if s.name == "cut-off"] == [8, 8, 8]
    ahead = trace(figure, "ahead")
    assert list(ahead.base) == [8, 8, 8]
    assert ahead.marker.pattern.shape == "/"
    assert len(trace(figure, "infusion").x) == 9  # the fourth lies after the cut-off
    assert any(tick == "31" for tick in figure.layout.xaxis.ticktext)


def test_an_event_without_a_grade_is_a_question_mark(tmp_path):
    folder = small_study(tmp_path, "AE-1,S-002,Fever,2026-03,,,possible,\n")
    figure = board([(None, lanes(folder, date(2026, 5, 1)))], WIDE)
    assert texts(figure, "event") == ["<b>~?</b> Fever"]
    assert trace(figure, "events").marker.color[0] == palette.UNGRADED
    assert len(trace(figure, "goes on").x) == 1


def test_grade_1_is_left_out_and_counted_unless_asked_for(tmp_path):
    folder = small_study(tmp_path, "AE-1,S-002,Fever,2026-03-12,2026-03-13,1,possible,\n")
    found = lanes(folder, date(2026, 5, 1))
    assert not texts(board([(None, found)], WIDE), "event")
    assert any(
        "1 not drawn" in text.replace("<br>", " ") for text in texts(board([(None, found)], WIDE), "patient")
    )
    assert texts(board([(None, found)], Size(1225, 225, grade_one=True)), "event") == ["<b>1</b> Fever"]


def test_pending_patients_come_first(tmp_path):
    folder = small_study(tmp_path, "AE-1,S-003,Fever,2026-03-12,,,possible,\n")
    assert [lane.patient.subject_id for lane in lanes(folder, date(2026, 5, 1))] == [
        "S-003",
        "S-001",
        "S-002",
    ]


def test_names_and_terms_cannot_be_markup(tmp_path):
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    folder = small_study(tmp_path, f"AE-1,S-002,{quoted},2026-03-12,2026-03-30,3,possible,\n")
    figure = board([(HOSTILE, lanes(folder, date(2026, 5, 1)))], WIDE)
    assert all("<script" not in a.text and "<img" not in a.text for a in figure.layout.annotations)


def test_every_bar_in_a_row_has_its_own_place():
    found = lanes(DEMO, date(2026, 9, 11))
    for lane in found:
        taken = {}
        for row, bar in stacked(shown(lane, True), -6, 44, 8):
            assert taken.get(row, -6) <= max(bar.first, -6)
            taken[row] = bar.end


@needs_demo
def test_the_board_in_words():
    told = in_words(lanes(DEMO, date(2026, 9, 7), level=2))
    assert told.startswith("S-007: in the window, day 28 of 31 · closes 10 September.")
    assert "Non-cardiac chest pain grade not reported from day 24, not known yet" in told


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5, None])
def test_digits_stand_out_from_their_grade(grade):
    assert contrast(palette.GRADES.get(grade or 0, palette.UNGRADED), palette.on_grade(grade)) >= 4.5


@pytest.mark.parametrize("colour", [palette.QUIET, *palette.STATES.values()])
def test_words_stand_out_from_the_paper_and_the_window(colour):
    assert contrast(colour, palette.PAPER) >= 4.5
    assert contrast(palette.QUIET, palette.PAPER) >= 4.5
