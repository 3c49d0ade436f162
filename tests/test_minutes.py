"""The page for the minutes says what the review says, on whole pages, whatever stands in the records."""

import csv
import json
import shutil
from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from pypdf import PdfReader

from safety.reports import printing
from safety.reports.as_json import as_object
from safety.reports.printing import CannotPrint
from safety.review.provenance import study_with_provenance
from safety.wording import speech
from tests.clinic import Notes
from tests.printed import pages, printed, says, squeezed
from tests.studies import DEMO, PROTOCOL
from tests.test_scenarios import SCENARIOS
from tests.views.studies import small_study

DAY = "2026-09-07"
CHINESE_WORDS = "肺栓塞"
TANGSA = "".join(map(chr, range(0x16A70, 0x16AA8)))  # letters of a script for which hardly anybody has a font


def reviewed(folder, cut_off, protocol=None):
    study, _ = study_with_provenance(folder, protocol)
    return study.review(date.fromisoformat(cut_off))


def with_events(folder, *rows):
    """The small study with events of which every cell is ours."""
    small_study(folder)
    with (folder / "adverse_events.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow("event_id subject_id term verbatim started_at ended_at grade causality".split())
        writer.writerows(rows)
    return folder


def says_what_the_review_says(pdf, review):
    """Every verdict, count, blocker and event that may be a DLT, as `review --json` has them."""
    told, said, text = as_object(review), speech(), "".join(pages(pdf))
    for level, reviewed in zip(told["levels"], review.levels, strict=True):
        assert squeezed(said.decision(reviewed).upper()) in text
        assert squeezed(said.headline(reviewed)) in text
        assert squeezed(said.futures(reviewed)) in text
        counts = level["tally"]
        row = "".join(str(counts[name]) for name in ("dosed", "clear", "dlt", "pending", "not_evaluable"))
        cells = squeezed(said.cells(reviewed.dose.cells))
        assert f"{level['level']}{cells}{row}{squeezed(said.decision(reviewed))}" in text
        for blocker in level["blockers"]:
            assert squeezed(blocker["message"]) in text
            assert blocker["subject_id"] in text
        for subject in level["subjects"]:
            assert subject["subject_id"] in text
    for event in told["events"]:
        if event["verdict"] != "not_dlt":
            assert squeezed(event["event_id"]) in text
            assert squeezed(event["term"] or said.label("raised")) in text
            if event["rule"] not in ("", "ruling"):
                assert squeezed(f"{event['rule']}: {said.words.VERDICTS[event['verdict']]}") in text
    assert squeezed("The rule is met or not met; the committee decides.") in text
    assert told["protocol"]["sha256"] in text


@pytest.mark.parametrize("cut_off", ["2026-03-01", "2026-04-13", "2026-06-12", DAY, "2026-09-11"])
def test_the_demonstration_study_fills_one_page_that_says_what_the_review_says(cut_off):
    pdf = printed(DEMO, cut_off)
    says_what_the_review_says(pdf, reviewed(DEMO, cut_off))
    assert len(pages(pdf)) == 1
    assert says(pdf, "page 1 of 1")


@pytest.mark.skipif(not SCENARIOS, reason="no scenarios stand beside the project")
@pytest.mark.parametrize("expected", SCENARIOS[::4], ids=lambda path: path.parent.name)
def test_the_page_of_a_scenario_says_what_its_review_says(expected):
    cut_off = json.loads(expected.read_text())["cut_off"]
    pdf = printed(expected.parent, cut_off, PROTOCOL)
    says_what_the_review_says(pdf, reviewed(expected.parent, cut_off, PROTOCOL))


def test_the_page_says_what_it_rests_on():
    pdf = printed(DEMO, DAY)
    assert says(pdf, "hDMSC-RLI-demonstration, version 1.0, demonstration, CTCAE 5.0")
    assert says(pdf, "exported on 11 September 2026; the cut-off replays a day 4 days earlier")
    for path in DEMO.iterdir():
        assert says(pdf, path.name)
        assert says(pdf, sha256(path.read_bytes()).hexdigest())
    assert says(pdf, "0 DLT in 3 at level 1 still allows a true rate up to 63 %")
    assert says(pdf, "Ruled not a DLT by the safety committee on 28 August 2026 (ADJ-01).")
    assert says(pdf, "Without the ruling: R3: people must rule.")
    assert says(pdf, "2026-06-18 1 escalate 2026-06-15 safety committee")


@pytest.mark.parametrize(
    ("extracted", "told"),
    [
        ("2026-05-01", "exported on 1 May 2026, the day of the cut-off"),
        ("2026-04-21", "exported on 21 April 2026, 10 days before the cut-off"),
        ("2026-04-30", "exported on 30 April 2026, 1 day before the cut-off"),
        ("", "day of the export not stated: how old the data are is not known"),
    ],
)
def test_the_age_of_the_data_is_told(tmp_path, extracted, told):
    folder = small_study(tmp_path / "study")
    note = f"extracted_on = {extracted}\n" if extracted else ""
    (folder / "study.toml").write_text(f'study_id = "SMALL"\n{note}')
    assert says(printed(folder, "2026-05-01"), told)


def test_every_decision_of_the_list_can_be_ticked_and_signed_by_role():
    pdf = printed(DEMO, "2026-06-12")
    for words in (
        "Decision of the committee on level 1", "Escalate to level 2", "Expand level 1 to 6",
        "Continue enrolment at level 1", "Hold pending:", "De-escalate (no lower level)", "Stop the trial", "Other:",
        "Chair", "Statistician", "Principal investigator", "Signature", "for · against · abstains",
    ):  # fmt: skip
        assert says(pdf, words), words
    assert says(printed(DEMO, DAY), "De-escalate to, or confirm, level 1")


def test_the_same_files_give_the_same_bytes_and_nothing_of_the_clock(tmp_path):
    copy = shutil.copytree(DEMO, tmp_path / "elsewhere")
    first, second = printed(DEMO, DAY), printed(copy, DAY)
    assert first == second
    dates = PdfReader(BytesIO(first)).metadata
    assert dates.creation_date.date() == date(2026, 9, 7)
    assert printed(DEMO, "2026-09-08") != first


def test_a_page_that_differs_says_so_at_its_foot(tmp_path):
    copy = shutil.copytree(DEMO, tmp_path / "study")
    with (copy / "adverse_events.csv").open("a") as file:
        file.write("\n")
    feet = {pages(printed(folder, DAY))[0].rpartition("sheet")[2][:12] for folder in (DEMO, copy)}
    assert len(feet) == 2


def test_the_page_is_tagged_and_the_board_has_words():
    reader = PdfReader(BytesIO(printed(DEMO, DAY)))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of boolean
    assert catalogue["/Lang"] == "en"
    assert "pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    alternatives = list(_alternatives(catalogue["/StructTreeRoot"]))
    assert any("S-007: in the window, day 28 of 31" in words for words in alternatives)


def _alternatives(element):
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            yield from _alternatives(child)
    elif isinstance(element, dict):
        if "/Alt" in element:
            yield str(element["/Alt"])
        if "/K" in element:
            yield from _alternatives(element["/K"])


def test_every_font_is_inside_and_source_sans_is_the_first():
    fonts = set()
    for page in PdfReader(BytesIO(printed(DEMO, DAY))).pages:
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            descriptor = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            fonts.add(descriptor["/FontName"].partition("+")[2].partition("-")[0])
    assert fonts >= {"SourceSansPro"}
    assert fonts <= {"SourceSansPro", "LibertinusSerif", "DejaVuSansMono"}  # what the packages bring along


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "#panic(1) #eval(\"1\") $x$ *b* _i_ `c` @a <l> // /* [",
        "=HYPERLINK(1)",
        "'; DROP TABLE events; --",
        "</text></svg>&amp;<!--",
    ],
)  # fmt: skip
def test_hostile_words_stand_there_and_nothing_runs(tmp_path, hostile):
    folder = with_events(tmp_path / "s", [hostile, "S-001", hostile, hostile, "2026-03-12", "", "", ""])
    pdf = printed(folder, "2026-05-01")
    assert says(pdf, hostile)
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("AE\u202e3-EA", "AE[U+202E]3-EA"),
        ("bell\x07", "bell[U+0007]"),
        ("nul\u200bl", "nul[U+200B]l"),
        ("\ue000private", "[U+E000]private"),
    ],
)
def test_a_character_that_nobody_sees_is_shown_as_its_code_point(tmp_path, hostile, shown):
    folder = with_events(tmp_path / "s", [hostile, "S-001", "Fever", "", "2026-03-12", "", "", ""])
    assert says(printed(folder, "2026-05-01"), shown)


def test_a_character_without_a_glyph_is_shown_as_its_code_point(tmp_path):
    folder = with_events(tmp_path / "s", ["AE-1", "S-001", TANGSA[:2], "", "2026-03-12", "", "", ""])
    assert says(printed(folder, "2026-05-01"), "[U+16A70][U+16A71]")


def test_a_script_that_no_font_has_is_refused_with_its_characters(tmp_path):
    folder = with_events(tmp_path / "s", ["AE-1", "S-001", TANGSA, "", "2026-03-12", "", "", ""])
    with pytest.raises(CannotPrint, match=r"No font on this machine has the characters .*U\+16A70"):
        printed(folder, "2026-05-01")


def test_chinese_is_refused_where_no_font_has_it_and_the_font_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "CHINESE", ("Sans of a machine without it",))
    folder = with_events(tmp_path / "s", ["AE-1", "S-001", CHINESE_WORDS, "", "2026-03-12", "", "", ""])
    with pytest.raises(CannotPrint, match=r"Install one of: Sans of a machine without it .*fonts-noto-cjk"):
        printed(folder, "2026-05-01")


def test_chinese_is_printed_in_an_installed_font_that_is_embedded(tmp_path):
    import typst

    if "Noto Sans CJK SC" not in typst.Fonts().families():
        pytest.skip("Noto Sans CJK SC is not installed (Debian: fonts-noto-cjk)")
    folder = with_events(tmp_path / "s", ["AE-1", "S-001", CHINESE_WORDS, "", "2026-03-12", "", "", ""])
    pdf = printed(folder, "2026-05-01")
    assert says(pdf, CHINESE_WORDS)
    names = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.partition("-")[0] for name in names if "CJK" in name} == {
        "NotoSansCJKsc"
    }  # nor the Japanese one
    assert printed(folder, "2026-05-01") == pdf


def test_a_missing_package_is_named(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CannotPrint, match="The package typst is not installed"):
        printed(DEMO, DAY)


def test_very_long_ids_and_terms_are_whole_on_the_page(tmp_path):
    long_id, long_term = "AE-" + "x" * 400, "Term " + "y" * 3000
    folder = with_events(tmp_path / "s", [long_id, "S-001", long_term, "", "2026-03-12", "", "", ""])
    pdf = printed(folder, "2026-05-01")
    assert says(pdf, long_id)
    assert sum(page.count("y" * 20) for page in pages(pdf)) >= 3000 / 20
    assert inside_the_margins(pdf)


def test_sixty_patients_give_whole_pages_with_repeated_heads(tmp_path):
    notes = []
    for n in range(60):
        notes.append(f"S-{n + 1:03} level {1 + n // 30} from 2026-03-{2 + n % 28:02}")
        notes.append(f"AE-{n + 1} Dyspnea {'?' if n % 7 else 3}, day 5 to day 9, possible")
    Notes("\n".join(notes)).write(tmp_path)
    pdf = printed(tmp_path, "2026-05-04", PROTOCOL)
    said = pages(pdf)
    review = reviewed(tmp_path, "2026-05-04", PROTOCOL)
    says_what_the_review_says(pdf, review)
    assert len(said) > 2
    assert all(f"page{n}of{len(said)}" in text for n, text in enumerate(said, start=1))
    assert sum("Verdict,andwhateachrulesays" in text for text in said) >= 2
    assert inside_the_margins(pdf)


def inside_the_margins(pdf):
    """Does every piece of text begin on its paper, 12 mm from the edges?"""
    places = []
    for page in PdfReader(BytesIO(pdf)).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def placed(text, matrix, *_, width=width, height=height):
            if text.strip():
                x, y = matrix_point(matrix)
                places.append(0 < x < width and 0 < y < height)

        page.extract_text(visitor_text=lambda text, cm, tm, font, size, seen=placed: seen(text, (cm, tm)))
    return bool(places) and all(places)


def matrix_point(matrices):
    (a, b, c, d, e, f), (_, _, _, _, x, y) = matrices
    return a * x + c * y + e, b * x + d * y + f
