"""The page Exposure: what is drawn, in which words, and that a link opens the same patient."""

import re
from html import unescape

import pytest

from safety.domain.dose_class import DoseClass
from safety.reports import palette
from safety.review.exposure_courses import exposure_courses
from safety.views.exposure_board import exposure_board, in_words
from safety.views.exposure_drawing import OTHERWISE, SHAPES, TONES
from safety.views.exposure_tables import infusions_table, notes, to_look_at, totals_table
from safety.wording.english.exposure import DOSE_CLASSES
from tests.clinic import demo_protocol, one, review
from tests.views.studies import (
    HOSTILE,
    copy_of_demo,
    dashboard,
    html,
    needs_demo,
    on_page,
    opened,
    small_study,
)
from tests.views.test_patient_board import contrast, texts, trace

PER_KG = demo_protocol(('basis = "flat"', 'basis = "per_kg"'))


def courses(seen):
    return exposure_courses(seen.of)


def drawn(noted, **how):
    return exposure_board([("Level 1", courses(one(noted, "day 40", **how)))])


def plain(markup):
    return " ".join(unescape(re.sub("<[^>]+>", " ", markup)).split())


def classes(figure):
    return [plain(text) for text in texts(figure, "class")]


def cells(figure):
    return [plain(text) for text in texts(figure, "cells")]


def shape(figure, name):
    return [found for found in figure.layout.shapes if found.name == name]


def exposure(cut_off="", **link):
    app = dashboard(cut_off)
    for name, value in link.items():
        app.query_params[name] = value
    app = on_page(app, "exposure")
    assert not app.exception
    return app


def test_planned_is_an_outline_and_given_a_bar_in_it():
    figure = drawn("infusion 2 cells=2.3e7")
    outlines, given = shape(figure, "planned"), trace(figure, "given")

    assert len(outlines) == len(shape(figure, "limits")) == 4
    lengths = [length / (box.x1 - box.x0) for length, box in zip(given.x, outlines, strict=True)]
    assert lengths == pytest.approx([1, 1.15, 1, 1])
    assert list(given.base) == pytest.approx([box.x0 for box in outlines])
    low, high = shape(figure, "limits")[0].x0, shape(figure, "limits")[0].x1
    plan = outlines[0].x1 - outlines[0].x0
    assert ((low - outlines[0].x0) / plan, (high - outlines[0].x0) / plan) == pytest.approx((0.8, 1.2))


def test_every_class_is_a_word_and_a_shape_with_its_cells_beside():
    figure = drawn(
        "infusion 1 cells=2.25e7\ninfusion 2 cells=2.02e8\ninfusion 3 not_given other\ninfusion 4 cells="
    )

    assert classes(figure) == ["1 ▲ MINOR +12.5\u202f%".replace("\u202f", " "), "2 ■ MAJOR · slip ×10", "3 ○ NOT GIVEN",
                               "4 ? CELLS NOT KNOWN"]  # fmt: skip
    assert cells(figure) == ["2.25×10⁷", "2.02×10⁸", "0", "?"]
    assert trace(figure, "not known").marker.pattern.shape == "/"
    assert len(trace(figure, "not known").x) == 1


def test_a_dose_far_beyond_the_plan_ends_in_an_arrow_and_stays_in_its_place():
    figure = drawn("infusion 2 cells=2.02e8")
    given = trace(figure, "given")

    assert len(trace(figure, "far beyond").x) == 1
    assert given.base[1] + given.x[1] < 2


def test_what_lies_ahead_is_dotted_with_its_day():
    figure = exposure_board([("", courses(one("infusion 4 missing", "day 9")))])

    assert [box.line.dash for box in shape(figure, "planned")] == ["solid", "solid", "solid", "dot"]
    assert classes(figure)[3] == "4 ▷ not due yet"
    assert cells(figure)[3] == "11 March"


def test_a_dose_as_planned_of_which_there_is_something_to_say_is_not_green():
    figure = drawn("infusion 4 on day 32")

    assert classes(figure)[3] == "4 ● dose as planned · see below"
    assert trace(figure, "given").marker.color[3] == palette.ON_WHITE[OTHERWISE]


def test_an_infusion_not_given_and_with_cells_shows_no_nought():
    assert cells(drawn("infusion 4 not_given other cells=2.0e7"))[3] == "?"


def test_without_a_plan_nothing_is_drawn_to_scale_and_the_cells_are_told():
    figure = exposure_board(
        [("", courses(review("S-001 level 1 from 2026-03-02 weight_kg=", protocol=PER_KG)))]
    )

    assert shape(figure, "planned") == []
    assert len(trace(figure, "given").x) == 0
    assert classes(figure)[0] == "1 ? NO PLAN KNOWN"
    assert cells(figure)[0] == "2.0×10⁷"
    assert "no weight on record" in plain(texts(figure, "patient")[0])


def test_by_weight_everybody_has_a_dose_of_their_own():
    seen = review("S-001 level 1 from 2026-03-02 weight_kg=90", protocol=PER_KG)

    assert "90 kg · 3.0×10⁷ each" in plain(texts(exposure_board([("", courses(seen))]), "patient")[0])


def test_one_patient_alone_is_drawn_larger():
    alone = drawn("")
    several = exposure_board(
        [("", courses(review("S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-09")))]
    )

    sizes = [
        [a.font.size for a in figure.layout.annotations if a.name == "class"] for figure in (alone, several)
    ]
    assert min(sizes[0]) > max(sizes[1]) >= 16


def test_more_infusions_than_fit_go_on_below():
    noted = "S-001 level 1 from 2026-03-02\nS-002 level 1 from 2026-03-02\nanother infusion 1 on day 2 infusion_id=I-5"
    boxes = shape(exposure_board([("", courses(review(noted, "day 40")))]), "planned")

    assert len(boxes) == 9
    assert len({(box.x0, box.y0) for box in boxes}) == 9
    assert max(box.x1 for box in boxes) < 4


def test_names_and_headings_cannot_be_markup():
    seen = review("S-<b>x level 1 from 2026-03-02")
    figure = exposure_board([(HOSTILE, courses(seen))])

    assert all("<script" not in a.text and "<img" not in a.text for a in figure.layout.annotations)
    assert "S-&lt;b&gt;x" in texts(figure, "patient")[0]
    assert "<b>x" not in totals_table(courses(seen)) + infusions_table(courses(seen))


def test_the_picture_in_words():
    told = in_words(courses(one("infusion 2 cells=2.02e6", "day 40")))

    assert told.startswith("S-001, 4 of 4 infusions given: infusion 1 as planned")
    assert "infusion 2 MAJOR · slip ÷10" in told


def test_deviations_slips_and_missing_infusions_are_named_in_words():
    noted = (
        "infusion 1 cells=2.5e7\ninfusion 2 cells=2.02e6\ninfusion 3 missing\ninfusion 4 interrupted other"
    )
    told = plain(to_look_at(courses(one(noted, "day 40"))))

    assert (
        "S-001, infusion 1. Infusion INF-S-001-1: 2.5×10⁷ cells given, 2.0×10⁷ planned, 25.0 % above the plan."
        in told
    )
    assert "the digits agree and the power of ten does not (÷10)" in told
    assert "Infusion 3, planned for 8 March 2026, has no row up to the cut-off." in told
    assert "Infusion INF-S-001-4 was interrupted; reason: other." in told


def test_totals_weight_intervals_and_lots_in_a_table():
    seen = courses(
        one("infusion 1 lot=L-1\ninfusion 2 lot=L-2\ninfusion 3 on day 9\ninfusion 4 cells=", "day 40")
    )
    told = plain(totals_table(seen))

    assert "4 of 4 3 of 4 6.0×10⁷ of 8.0×10⁷ not settled 75 % 60 kg 1.0×10⁶ of 1.33×10⁶/kg" in told
    assert "3 d, 5 d (3 planned), 1 d (3 planned)" in told
    assert told.endswith("L-1 L-2")


def test_where_no_weight_is_known_the_table_says_so():
    nobody = courses(review("S-001 level 1 from 2026-03-02 weight_kg="))
    contradicted = courses(review("S-001 level 1 from 2026-03-02 weight_kg=60\nS-001 level 1 weight_kg=75"))

    assert "no weight on record –" in plain(totals_table(nobody))
    assert "weights contradict each other –" in plain(totals_table(contradicted))


def test_the_site_s_own_plan_stands_beside_the_protocol_s_where_it_is_another():
    told = plain(
        infusions_table(courses(one("infusion 2 planned_cells=3.0e7\ninfusion 3 planned_cells=2.0e7")))
    )

    assert told.count("site:") == 1
    assert "site: 3.0×10⁷" in told


def test_what_the_numbers_rest_on():
    flat, by_weight = (" ".join(notes(one("", **how).of.protocol)) for how in ({}, {"protocol": PER_KG}))

    assert "the same for everybody" in flat
    assert "60 kg, an infusion: 3.33×10⁵/kg at level 1, 1.0×10⁶/kg at level 2" in flat
    assert "goes by weight" in by_weight


@needs_demo
def test_the_page_shows_everybody_and_what_there_is_to_look_at():
    shown = plain(html(exposure("2026-09-07")))

    assert "To look at (1)" in shown
    assert (
        "Ruled not a DLT by the safety committee on 27 April 2026 (ADJ-03): Pharmacy release record" in shown
    )
    for n in range(1, 8):
        assert f"S-00{n}" in shown


@needs_demo
def test_a_link_opens_the_patient_and_another_can_be_chosen():
    """That a choice is written to the link is tried in a real browser."""
    app = exposure("2026-09-07", subject="S-006")
    assert app.selectbox(key="subject").value == "S-006"
    assert "S-003" not in html(app)

    app = app.selectbox(key="subject").set_value("S-003").run()
    assert "To look at (1)" in html(app)
    assert "S-006" not in html(app)
    assert "S-007" in html(app.selectbox(key="subject").set_value("").run())


@needs_demo
def test_a_link_to_nobody_shows_everybody():
    assert "S-007" in html(exposure(subject=HOSTILE))
    assert "Nobody has an infusion on record up to this day." in html(exposure("2026-03-01"))


@needs_demo
def test_a_patient_who_is_not_dosed_yet_on_the_day_shown_stays_chosen():
    app = exposure("2026-06-12", subject="S-007")
    assert "S-007 has no infusion on record up to this day." in html(app)
    assert "S-004" not in html(app)
    app = app.button(key="latest").click().run()
    assert app.selectbox(key="subject").value == "S-007"
    assert "Infusion by infusion" in html(app)


def test_where_all_is_as_planned_it_says_so(tmp_path):
    shown = html(on_page(opened(small_study(tmp_path / "study")), "exposure"))
    assert "Every infusion on record was given as planned and on its day." in shown


def test_rows_that_name_nobody_are_counted(tmp_path):
    folder = small_study(tmp_path / "study")
    with (folder / "infusions.csv").open("a", encoding="utf-8") as file:
        file.write("\nI-9,,1,2026-03-02,2026-03-02,2.0e7,completed,")
    assert "name no patient: 1." in html(on_page(opened(folder), "exposure"))


@needs_demo
def test_many_patients_come_in_parts(tmp_path):
    folder = copy_of_demo(tmp_path / "study")
    subjects, infusions = (
        (folder / "subjects.csv").read_text("utf-8"),
        (folder / "infusions.csv").read_text("utf-8"),
    )
    for n in range(100, 130):
        subjects += f"S-{n},1,M,60,60,2026-03-01,2026-03-02,2026-08-01,,,\n"
        infusions += f"I-{n},S-{n},1,2026-03-0{n % 9 + 1},,2.0e7,,completed,,\n"
    (folder / "subjects.csv").write_text(subjects, "utf-8")
    (folder / "infusions.csv").write_text(infusions, "utf-8")
    app = on_page(opened(folder), "exposure")
    assert app.selectbox(key="exposure_page").options == ["1 to 20 of 37", "21 to 37 of 37"]
    assert "S-129" in html(app)
    assert "S-007" not in html(app)
    app = app.selectbox(key="exposure_page").select_index(1).run()
    assert not app.exception
    assert "S-007" in html(app)
    assert "S-108" not in html(app)


def test_every_class_has_a_shape_and_a_word():
    assert set(SHAPES) == set(DoseClass)
    assert {found.value for found in DoseClass} <= set(DOSE_CLASSES)


@pytest.mark.parametrize("tone", [*TONES.values(), OTHERWISE])
def test_words_stand_out_from_the_paper(tone):
    assert contrast(palette.ON_WHITE[tone], palette.PAPER) >= 4.5
