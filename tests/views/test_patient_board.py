"""The board is tested on the Figure: what is drawn, where, and in which words."""

from datetime import date
from xml.etree import ElementTree

import pytest

from safety.reports import palette
from safety.reports.board_places import Size, scale_of
from safety.reports.minutes.board import BOARD
from safety.reports.minutes.board_picture import board_picture
from safety.review.event_strips import stacked
from safety.review.opening import open_study
from safety.review.patient_lanes import lanes_of, shown, study_day
from safety.views.patient_board import board, in_words
from safety.wording import speech
from tests.clinic import review
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
    assert texts(figure, "last day") == ["1 April"] * 3


def test_an_event_without_a_grade_is_a_question_mark(tmp_path):
    folder = small_study(tmp_path, "AE-1,S-002,Fever,2026-03,,,possible,\n")
    figure = board([(None, lanes(folder, date(2026, 5, 1)))], WIDE)
    assert texts(figure, "event") == ["<b>~?</b> DLT? · Fever"]
    assert trace(figure, "events").marker.color[0] == palette.UNGRADED
    assert len(trace(figure, "goes on").x) == 1
    unsure = trace(figure, "not exactly known")
    assert list(unsure.customdata) == ["AE-1"]
    assert unsure.marker.pattern.fgcolor == (palette.UNSURE_UNGRADED,)
    assert [s.line.dash for s in figure.layout.shapes if s.name == "may be"] == ["4px,3px"]


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


def clinic(notes, cut_off="day 32", **size):
    """The board of level 1, from a trial's notes."""
    seen = review(notes, cut_off).of
    who = lanes_of(next(found for found in seen.levels if found.dose.level == 1), seen.cut.cut_off)
    return board([(None, who)], Size(1225, 225, **size))


def test_each_kind_of_infusion_has_its_own_shape():
    figure = clinic(
        """
        S-001 level 1 from 2026-03-02
          infusion 2 on day 6 10:00 to day 6 11:00
          infusion 3 on day 7 10:00 to day 7 10:20 interrupted adverse_event
          infusion 4 missing
        S-002 level 1 from 2026-03-02
          infusion 2 not_given other
        """
    )
    kinds = ("infusion", "late", "interrupted", "not given", "no record")
    assert {name: len(trace(figure, name).x) for name in kinds} == {
        "infusion": 4, "late": 1, "interrupted": 1, "not given": 1, "no record": 1,
    }  # fmt: skip
    shapes = [trace(figure, name).marker.symbol for name in kinds[:4]]
    assert len(set(shapes)) == 4
    assert trace(figure, "no record").text == ("<b>?</b>",)


def test_on_dates_all_patients_share_one_calendar_and_one_cut_off():
    notes = "S-001 level 1 from 2026-03-02\nAE-1 Fever 2, day 3 to day 4\nS-002 level 1 from 2026-03-16"
    figure = clinic(notes, "2026-04-20", dates=True)
    windows = [(s.x0, s.x1) for s in figure.layout.shapes if s.name == "window"]
    assert sorted(windows) == [(0, 31), (14, 45)]
    assert {s.x0 for s in figure.layout.shapes if s.name == "cut-off"} == {50}
    assert sorted(texts(figure, "last day")) == ["1 April", "15 April"]
    assert list(figure.layout.xaxis.ticktext)[:2] == ["2 March", "9 March"]
    assert figure.layout.xaxis.tickvals[0] == 0.5
    assert trace(figure, "events").base == (2,)


def test_the_date_of_the_last_day_stands_where_nothing_else_does():
    figure = clinic("S-001 level 1 from 2026-03-02\nleft day 29 withdrew_consent", "day 60")
    assert texts(figure, "last day") == []
    figure = clinic("S-001 level 1 from 2026-03-02\ninfusion 4 on day 29 10:00 to day 29 11:00", "day 60")
    (last,) = [a for a in figure.layout.annotations if a.name == "last day"]
    assert (last.x, last.xanchor) == (31, "left")
    figure = clinic("S-001 level 1 from 2026-03-02", "day 30")  # the line of the cut-off is not covered
    (last,) = [a for a in figure.layout.annotations if a.name == "last day"]
    assert (last.xanchor, last.bgcolor) == ("left", palette.PAPER)


def test_a_death_and_an_exit_have_their_marks_and_words():
    figure = clinic(
        """
        S-001 level 1 from 2026-03-02
          AE-1 Sepsis 5, day 12 to day 16, possible
        S-002 level 1 from 2026-03-02
          left day 20 withdrew_consent
        """,
        "day 40",
    )
    assert (trace(figure, "died").text, trace(figure, "died").x) == ((" died ",), (15.5,))
    assert (trace(figure, "left").text, trace(figure, "left").x) == ((" withdrew ",), (19.5,))
    assert sorted(trace(figure, "gone").base) == [16, 20]


def test_screen_and_paper_draw_the_same():
    seen = review(
        """
        S-001 level 1 from 2026-03-02
          AE-1 Cough 1, day 5 to day 8
          AE-2 Cough 3, day 8 to 2026-03, unlikely, serious=Y
          AE-3 Sepsis 5, day 29 to day 31, possible
          infusion 4 on day 12 10:00 to day 12 11:00
        S-002 level 1 from 2026-03-09
          infusion 3 missing
          left day 20 withdrew_consent
        """,
        "2026-04-20",
    ).of
    who = lanes_of(seen.levels[0], seen.cut.cut_off)
    figure = board([("Level 1", who)], Size(1120, 250, most_rows=6))
    picture = board_picture("Level 1", who, scale_of(who, BOARD), BOARD, speech())
    on_paper = [text.text for text in ElementTree.fromstring(picture.svg).iter() if text.tag.endswith("text")]
    for annotation in figure.layout.annotations:
        if annotation.name in ("event", "last day", "window"):
            for word in filter(None, annotation.text.replace("<b>", "").split("</b> ")):
                assert word in on_paper
    for word in [*figure.layout.xaxis.ticktext, *trace(figure, "left").text, *trace(figure, "died").text]:
        assert word.strip() in on_paper


def test_every_bar_in_a_row_has_its_own_place():
    found = lanes(DEMO, date(2026, 9, 11))
    for lane in found:
        taken = {}
        for row, segment in stacked(shown(lane, True), -6, 44, 8):
            assert taken.get(row, -6) <= max(segment.first, -6)
            taken[row] = segment.end


@needs_demo
def test_the_board_in_words():
    told = in_words(lanes(DEMO, date(2026, 9, 7), level=2))
    assert told.startswith("S-007: in the window, day 28 of 31 · closes 10 September.")
    assert "Non-cardiac chest pain grade not reported from day 24, not known yet" in told


@pytest.mark.parametrize("grade", [1, 2, 3, 4, 5, None])
def test_digits_stand_out_from_their_grade(grade):
    assert contrast(palette.GRADES.get(grade or 0, palette.UNGRADED), palette.on_grade(grade)) >= 4.5
    assert contrast(palette.UNSURE.get(grade or 0, palette.UNSURE_UNGRADED), palette.on_grade(grade)) >= 4.5


@pytest.mark.parametrize("colour", [palette.QUIET, *palette.STATES.values()])
def test_words_stand_out_from_the_paper_and_the_window(colour):
    assert contrast(colour, palette.PAPER) >= 4.5
    assert contrast(palette.QUIET, palette.PAPER) >= 4.5
