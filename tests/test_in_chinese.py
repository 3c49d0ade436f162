"""Whatever is told of a study in Chinese is Chinese: Latin are names, codes, units and the study's own words only."""

import json
import re
from datetime import date

import pytest

from safety.__main__ import main
from safety.reports.as_text import as_text
from safety.reports.diff_as_text import diff_as_text
from safety.reports.eligibility_report import eligibility_as_text
from safety.reports.exposure_text import exposure_text
from safety.reports.minutes.page import minutes
from safety.reports.site_lines import lines_to_the_site
from safety.reports.study_tables import study_tables
from safety.reports.week_report import week_as_text
from safety.reports.what_if_report import what_if_as_text
from safety.review.opening import open_study
from safety.review.provenance import Provenance
from safety.review.reference import reference
from safety.review.what_changed import what_changed
from safety.wording import speech
from tests.chinese import english_left, texts, written_in
from tests.studies import DEMO, PROTOCOL, SHARED

SCENARIOS = sorted(SHARED.glob("scenarios/*/expected.json"))
SILENT = (
    "lang",
    "board",
    "levels",
    "candidates",
)  # what is no text, and what holds names for the layout beside it
SAID = speech("zh")
CUT_OFFS = [date(2026, 3, 1), date(2026, 6, 12), date(2026, 7, 20), date(2026, 9, 7), date(2026, 12, 1)]


def told(review):
    """Everything but what would change it, which tries too much to be asked of every scenario."""
    yield as_text(review, SAID)
    yield eligibility_as_text(review, SAID)
    yield exposure_text(review, SAID)
    yield week_as_text(review, 31, SAID)
    for line in lines_to_the_site(review, SAID, information=True):
        yield from (line.record_says, line.measurement_says, line.message, line.who)
    page = minutes(review, Provenance((), "1.0"), SAID)
    drawn = [picture["words"] for picture in page["board"]]
    yield from texts({k: v for k, v in page.items() if k not in SILENT} | {"board": drawn})


def left(texts, folder):
    own = written_in(folder, PROTOCOL)
    return {word: text for text in texts for line in text.splitlines() for word in english_left(line, own)}


@pytest.mark.parametrize("cut_off", CUT_OFFS, ids=str)
def test_the_demonstration_study(cut_off):
    assert left(told(open_study(DEMO).review(cut_off)), DEMO) == {}


def test_what_would_change_the_decision():
    assert left([what_if_as_text(open_study(DEMO).review(date(2026, 9, 7)), SAID)], DEMO) == {}


def test_the_sheets_of_the_workbook():
    review = open_study(DEMO).review(date(2026, 9, 7))
    sheets = study_tables(review, Provenance((), "1.0"), SAID)

    assert english_left(" ".join(sheet.name for sheet in sheets)) == set()


@pytest.mark.parametrize("expected", SCENARIOS, ids=lambda path: path.parent.name)
def test_a_scenario(expected):
    folder, cut_off = expected.parent, date.fromisoformat(json.loads(expected.read_text())["cut_off"])

    assert left(told(open_study(folder, PROTOCOL).review(cut_off)), folder) == {}


@pytest.mark.parametrize(
    ("earlier", "later"),
    list(zip(SCENARIOS[:-1:3], SCENARIOS[1::3], strict=False)),
    ids=lambda path: path.parent.name,
)
def test_what_changed_between_two_exports(earlier, later):
    before, after = (open_study(path.parent, PROTOCOL) for path in (earlier, later))
    cut_off = date.fromisoformat(json.loads(later.read_text())["cut_off"])
    found = what_changed((before.reports, after.reports), after.protocol, cut_off, reference())
    text = diff_as_text(found, SAID, earlier="□", later="□")

    own = written_in(earlier.parent, PROTOCOL) | written_in(later.parent)
    assert {line for line in text.splitlines() if english_left(line, own)} == set()


def test_an_english_word_would_be_found():
    assert english_left("剂量水平1：符合递增规则, 3 of 4 clear") == {"of", "clear"}
    assert english_left("AE-14 Fever（发热）3级符合R2，见adverse_events.csv，列grade") == set()


def test_the_commands_of_a_store_answer_in_chinese(tmp_path, capsys):
    url = str(tmp_path / "cuts.sqlite")
    for command in (
        ["import", str(DEMO), "--by", "data manager"],
        ["import", str(DEMO), "--by", "data manager"],
        ["cuts"],
        ["verify", "--files", str(DEMO), "--head", "0" * 64],
        ["backup", str(tmp_path / "copy")],
        ["review", "--cut", "9", "--cut-off", "2026-09-07"],
    ):
        main([*command, "--database", url, "--lang", "zh"])
    main(["restore", str(tmp_path / "copy"), "--database", str(tmp_path / "new.sqlite"), "--lang", "zh"])
    main(["ctcae", "--lang", "zh"])
    printed, errors = capsys.readouterr()
    own = written_in(DEMO) | {"data manager", str(tmp_path / "copy"), str(DEMO)}

    assert re.search("[\u4e00-\u9fff]", printed)
    assert {line for line in (printed + errors).splitlines() if english_left(line, own)} == set()
