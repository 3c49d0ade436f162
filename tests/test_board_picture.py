"""The board on paper: the same lanes and places as on the screen, drawn as vectors."""

from datetime import date
from xml.etree import ElementTree

import pytest

from safety.reports import palette
from safety.reports.board_places import scale_of
from safety.reports.minutes.board import BOARD
from safety.reports.minutes.board_picture import board_picture
from safety.review.patient_lanes import lanes_of
from safety.wording import speech
from tests.clinic import one, review
from tests.views.studies import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


def drawn(seen, level=1):
    """The picture of a level, as elements."""
    lanes = lanes_of(seen.level(level), seen.of.cut.cut_off)
    picture = board_picture(f"Level {level}", lanes, scale_of(lanes, BOARD), BOARD, speech())
    return ElementTree.fromstring(picture.svg)


def texts(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


def filled(svg, kind, colour):
    return [shape for shape in svg.iter(f"{SVG}{kind}") if shape.get("fill") == colour]


def day_width(svg):
    return float(window_of(svg).get("width")) / 31


def window_of(svg):
    """The window is the first that is drawn in its colour; the ground of a date may follow."""
    return filled(svg, "rect", palette.WINDOW)[0]


def test_a_dlt_is_outlined_graded_and_named_from_its_first_to_its_last_day():
    svg = drawn(one("AE-1 Pneumonitis 3, day 11 to day 19, possible"))
    (bar,) = filled(svg, "rect", palette.GRADES[3])
    assert bar.get("stroke-width") == "3"
    assert float(bar.get("width")) == pytest.approx(9 * day_width(svg), abs=0.1)
    assert {"3", "DLT · Pneumonitis"} <= set(texts(svg))


def test_the_window_the_cut_off_and_what_lies_ahead():
    svg = drawn(one("", "day 8"))
    (ahead,) = filled(svg, "rect", "url(#ahead)")
    window = window_of(svg)
    assert float(ahead.get("x")) == pytest.approx(float(window.get("x")) + 8 * day_width(svg), abs=0.1)
    assert "DLT window, study days 1–31" in texts(svg)
    assert {"31", "1 April"} <= set(texts(svg))
    assert not filled(drawn(one("", "2026-06-01")), "rect", "url(#ahead)")


def test_infusions_given_and_not_given():
    svg = drawn(one("infusion 3 not_given adverse_event"))
    assert len(filled(svg, "polygon", palette.INFUSION)) == 3
    assert len(filled(svg, "polygon", palette.PAPER)) == 1


def test_infusions_have_a_shape_for_what_became_of_them():
    svg = drawn(
        one(
            """
            infusion 2 on day 6 10:00 to day 6 11:00
            infusion 3 on day 7 10:00 to day 7 10:20 interrupted adverse_event
            infusion 4 missing
            """
        )
    )
    corners = [len(shape.get("points").split()) for shape in filled(svg, "polygon", palette.INFUSION)]
    assert sorted(corners) == [3, 4, 4]  # given, a diamond and an hourglass
    assert "?" in texts(svg)


def test_one_bar_has_a_segment_for_each_grade_and_a_hatched_end_where_the_date_is_partial():
    svg = drawn(one("AE-1 Cough 1, day 5 to day 8\nAE-2 Cough 2, day 9 to 2026-03, serious=Y", "day 60"))
    first, second = (filled(svg, "rect", palette.GRADES[grade])[0] for grade in (1, 2))
    assert first.get("y") == second.get("y")
    end = float(first.get("x")) + float(first.get("width"))
    assert end == pytest.approx(float(second.get("x")), abs=0.1)
    (unsure,) = filled(svg, "rect", "url(#unsure-2)")
    assert float(unsure.get("width")) == pytest.approx(21 * day_width(svg), abs=0.1)
    assert "SAE · Cough" in texts(svg)


def test_what_may_be_a_dlt_is_dashed_and_named():
    svg = drawn(one("AE-1 Dyspnea 3, day 5 to day 20, unlikely"))
    (bar,) = filled(svg, "rect", palette.GRADES[3])
    assert bar.get("stroke-dasharray")
    assert "DLT? · Dyspnea" in texts(svg)


def test_a_death_is_a_square_with_its_word():
    svg = drawn(one("AE-1 Sepsis 5, day 12 to day 16, possible\nleft day 16 death", "day 40"))
    assert "died" in texts(svg)
    assert len([s for s in filled(svg, "polygon", palette.INK) if len(s.get("points").split()) == 4]) == 1
    assert len(filled(svg, "rect", "url(#gone)")) == 1


def test_the_day_of_an_exit_has_a_cross_its_word_and_dots_after_it():
    svg = drawn(one("left day 16 withdrew_consent"))
    assert "withdrew" in texts(svg)
    assert len(filled(svg, "rect", "url(#gone)")) == 1


def test_an_event_without_grade_or_exact_start_and_one_that_goes_on():
    svg = drawn(one("AE-1 Fever ?, 2026-03, possible"))
    assert "~?" in texts(svg)
    assert len(filled(svg, "rect", palette.UNGRADED)) == 1
    assert len(filled(svg, "polygon", palette.BAR_EDGE)) == 1


def test_every_state_has_its_word_and_a_very_long_code_is_cut():
    seen = review(
        f"S-{'9' * 60} level 1 from 2026-03-02\nS-2 level 1 from 2026-03-02\nAE-1 Fever ?, day 3",
        "2026-05-01",
    )
    said = texts(drawn(seen))
    assert any(word and word.startswith("S-999") and word.endswith("…") for word in said)
    assert {"clear", "awaiting", "S-2"} <= set(said)


def test_names_and_terms_cannot_be_markup():
    seen = one(f"AE-1 {HOSTILE.replace(',', '')} 3, day 5 to day 30, possible")
    svg = drawn(seen)
    assert any(text and "<script>" in text for text in texts(svg))
    assert not list(svg.iter(f"{SVG}script"))


def test_chinese_words_are_marked_for_a_chinese_font():
    svg = drawn(one("AE-1 肺栓塞 3, day 5 to day 20, possible"))
    assert [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == "chinese"] == [
        "DLT? · 肺栓塞"
    ]


def test_the_picture_is_also_told_in_words():
    seen = one("AE-1 Pneumonitis 3, day 11 to day 19, possible", "2026-05-01")
    lanes = lanes_of(seen.level(1), date(2026, 5, 1))
    told = board_picture("Level 1", lanes, scale_of(lanes, BOARD), BOARD, speech()).words
    assert "Pneumonitis grade 3 from day 11, DLT" in told
