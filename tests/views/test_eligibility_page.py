"""The page Eligibility: everybody at a glance as the command has it, and one patient's sheet with its evidence."""

import csv
import io
import json
import re
import shutil
from datetime import date
from html import escape, unescape

import pytest

from safety.domain.eligibility_criterion import Answer
from safety.reports.eligibility_report import eligibility_as_json
from safety.reports.screening_sheet import sheet_as_csv
from safety.review.eligibility_review import eligibility_review
from safety.review.opening import open_study
from safety.wording import speech
from safety.wording.english import ANSWERS, CRITERIA, ELIGIBILITY, SCREEN
from tests.views.studies import (
    DEMO,
    HOSTILE,
    ROOT,
    dashboard,
    html,
    many_screened,
    needs_demo,
    on_page,
    opened,
    screened_demo,
    small_study,
)
from tests.views.test_theme import WORDS

pytestmark = needs_demo
DAY = date(2026, 9, 7)
STYLE = (ROOT / "safety" / "views" / "style.css").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return screened_demo(tmp_path_factory.mktemp("screened"))


@pytest.fixture(scope="module")
def review(folder):
    return open_study(folder).review(DAY)


@pytest.fixture(scope="module")
def told(review):
    """What `python -m safety eligibility --json` says."""
    return json.loads(eligibility_as_json(review))


def page_of(folder, **asked: str):
    app = opened(folder)
    for name, value in {"cut_off": DAY.isoformat(), **asked}.items():
        app.query_params[name] = value
    app.session_state["cut_off"] = DAY
    return on_page(app, "eligibility")


def shown(folder, **asked: str) -> str:
    app = page_of(folder, **asked)
    assert not app.exception
    return html(app)


def cells(page: str) -> list[str]:
    """Every cell by its accessible name."""
    return [unescape(name) for name in re.findall(r'criterion=[^"]*" aria-label="([^"]*)"', page)]


def patients(page: str) -> list[str]:
    return [unescape(code) for code in re.findall(r'aria-label="Screening sheet of ([^"]*)"', page)]


def text(page: str) -> str:
    return unescape(re.sub("<[^>]+>", " ", page))


def test_every_cell_is_what_the_command_says(folder, told):
    page = shown(folder)

    assert sorted(cells(page)) == sorted(
        f"{subject['subject_id']}, {c['criterion']}: {ANSWERS[c['answer']]}"
        for subject in told["subjects"]
        for c in subject["criteria"]
    )
    assert {c["answer"] for subject in told["subjects"] for c in subject["criteria"]} == set(Answer)


def test_every_answer_has_a_word_and_a_shape_of_its_own(folder):
    page = shown(folder)
    shapes = {a: re.search(rf"\.mark\.answer-{a} {{ --shape: (.*?); --tone", STYLE)[1] for a in Answer}
    drawn = {re.sub("%23[0-9a-f]{3,6}", "", shape) for shape in shapes.values()}  # colour apart

    assert len(drawn) == len(Answer)
    for answer in Answer:
        assert (
            f'<span class="mark answer-{answer}" aria-hidden="true"></span>{ANSWERS[answer]}</span>' in page
        )


def test_a_cell_looks_as_it_is_named(folder):
    page = shown(folder)
    looks = re.findall(r'aria-label="[^"]*: ([a-z ]+)"[^>]*><span class="mark answer-(\w+)"', page)

    assert len(looks) == len(cells(page))
    assert {(word, ANSWERS[look]) for word, look in looks} == {(word, word) for word in ANSWERS.values()}


def test_who_waits_stands_first_in_the_level_and_screening_failures_last(folder):
    assert patients(shown(folder)) == [
        "S-005", "S-006", "S-007", "S-003", "S-001", "S-002", "S-004", "S-008",
    ]  # fmt: skip


def test_the_answer_for_a_patient_stands_in_words_with_the_ruling(folder):
    page = shown(folder)
    rows = {
        re.search('Screening sheet of ([^"]*)', row)[1]: text(row)
        for row in page.split("<tr")
        if "Screening sheet" in row
    }

    assert "fail I05c no ruling yet" in " ".join(rows["S-003"].split())
    assert "conflict I08" in " ".join(rows["S-005"].split())
    assert "needs judgement E10b ruled not a DLT, 2026-04-15" in " ".join(rows["S-001"].split())
    assert "fail" in rows["S-008"]
    assert "not dosed" in rows["S-008"]
    assert "creatinine clearance by Cockcroft-Gault of 60 mL/min or more" in text(page)


def test_a_cell_is_a_link_that_keeps_study_and_day(folder):
    app = page_of(folder)
    token = app.query_params["study"]
    token = token[0] if isinstance(token, list) else token

    assert (
        f'href="?subject=S-003&amp;criterion=I05c&amp;study={token}&amp;cut_off=2026-09-07" '
        'aria-label="S-003, I05c: fail"' in html(app)
    )


def test_the_sheet_has_every_answer_of_the_command_and_all_its_evidence(folder, told):
    for subject in told["subjects"]:
        page = shown(folder, subject=subject["subject_id"])
        words = " ".join(text(page).split()).casefold()
        rows = re.findall(r'<tr id="criterion-(\w+)".*?</tr>', page, re.DOTALL)
        assert rows == [c["criterion"] for c in subject["criteria"]]
        for c in subject["criteria"]:
            row = re.search(rf'<tr id="criterion-{c["criterion"]}".*?</tr>', page, re.DOTALL)[0]
            assert f'class="mark answer-{c["answer"]}"' in row
            read = [re.sub("<[^>]+>", "", cell) for cell in re.findall("<td>(.*?)</td>", row)]
            assert read[2:5] == [ANSWERS[c[name]] for name in ("literal", "careful", "answer")]
            for fact in c["evidence"]:
                assert " ".join(fact["message"].split()).casefold() in words
                if fact["file"]:
                    assert f"{fact['file']}, row {fact['row']}, {fact['column']}" in text(row)


def test_the_sheet_shows_the_formula_with_its_numbers(folder):
    words = text(shown(folder, subject="S-003"))

    assert re.search(r"\(140 − 69\) × 56 / \(72 × 1\.187 mg/dL\) = 46\.\d+ mL/min", words)
    assert re.search(r"[\d.]+ / [\d.]+, the upper limit of normal", words)
    woman = text(shown(folder, subject="S-002"))
    assert re.search(r"\(72 × 0\.678 mg/dL\) × 0\.85 = 79\.\d+ mL/min", woman)


def test_the_sheet_says_who_when_and_by_which_protocol(folder, told):
    words = " ".join(text(shown(folder, subject="S-003")).split())

    for said in (
        "Study hDMSC-RLI-DEMO", "Patient S-003", "Dose level Level 1", "Sex man", "Age at consent 69 years",
        "Weight 56 kg", "Consent 2026-03-30", "First infusion 2026-04-07", "State awaiting", "Cut-off 2026-09-07",
        told["protocol"]["sha256"], "version 1.0", "DEMONSTRATION", "Eligibility: fails I05c",
        "No ruling yet", "Role", "Date", "Signature",
    ):  # fmt: skip
        assert said in words


def test_who_was_never_dosed_has_nothing_to_rule_on(folder):
    assert SCREEN["sheet_not_dosed"] in text(shown(folder, subject="S-008"))


def test_the_sheet_shows_the_ruling_with_its_reason(folder):
    words = text(shown(folder, subject="S-001"))

    assert "Ruled not a DLT by the safety committee on 15 April 2026 (ADJ-E1)." in words
    assert "a preventive dose" in words
    assert "Note: enoxaparin since January" in words


def test_the_criterion_asked_for_is_marked_and_brought_into_sight(folder):
    page = shown(folder, subject="S-003", criterion="I05c")

    assert re.findall(r'<tr id="criterion-(\w+)" class="[^"]*chosen"', page) == ["I05c"]
    assert "scrollIntoView" in page
    other = shown(folder, subject="S-003", criterion="I99")
    assert "chosen" not in other
    assert "<script" not in other


def test_a_fact_that_says_something_else_than_its_criterion_says_so(folder):
    row = re.search('<tr id="criterion-I08".*?</tr>', shown(folder, subject="S-005"), re.DOTALL)[0]

    assert "says pass" in text(row)
    assert "says fail" in text(row)


def test_text_of_a_file_stays_text(folder):
    page = shown(folder, subject="S-006", criterion="E09")
    row = re.search('<tr id="criterion-E09".*?</tr>', page, re.DOTALL)[0]

    assert f"Note: {escape(HOSTILE)}" in row
    assert HOSTILE not in page
    assert page.count("<script") == 1  # the page's own
    assert "<img" not in page


@pytest.mark.parametrize("code", ["S-999", HOSTILE, "../../etc", "%00", "S-003&criterion=I05c"])
def test_a_link_to_nobody_says_so_and_shows_everybody(folder, code):
    page = shown(folder, subject=code)

    assert f"No patient {escape(code)} is on record" in page
    assert len(patients(page)) == 8
    assert "<script" not in page


def test_a_ruling_that_cannot_know_the_facts_is_named(folder, tmp_path):
    study = tmp_path / "study"
    shutil.copytree(folder, study)
    with (study / "adjudications.csv").open("a", encoding="utf-8") as file:
        file.write("ADJ-E2,elig:S-003,not_dlt,2026-04-01,safety committee,before the first infusion,,\n")

    assert "the ruling ADJ-E2 is older than what it must know" in text(shown(study))
    assert "The ruling ADJ-E2 is older than what it must know" in text(shown(study, subject="S-003"))


def test_without_the_file_it_is_said_once_and_nothing_is_drawn(tmp_path):
    page = shown(small_study(tmp_path / "study"))

    assert page.count(escape(ELIGIBILITY["no_file"])) == 1
    assert "<table" not in page
    assert ELIGIBILITY["no_file"] in text(shown(tmp_path / "study", subject="S-001", criterion="I05c"))


def test_a_file_without_rows_leaves_nothing_but_what_is_measured(tmp_path):
    folder = small_study(tmp_path / "study")
    (folder / "screening.csv").write_text("subject_id,criterion,answer\n", "utf-8")
    page = shown(folder)

    assert patients(page) == ["S-001", "S-002", "S-003"]
    assert {name.split(": ")[1] for name in cells(page)} == {"unknown"}
    assert "unknown 33 criteria" in " ".join(text(page).split())


def test_a_protocol_without_criteria_says_so(tmp_path):
    protocol = (DEMO / "protocol.toml").read_text("utf-8").split("# Who may enter")[0]
    folder = small_study(tmp_path / "study", protocol=protocol)

    assert ELIGIBILITY["no_criteria"] in text(shown(folder))
    assert SCREEN["criteria_none"] in html(on_page(opened(folder), "protocol"))


def test_sixty_patients_are_shown_on_pages_and_nobody_is_lost(tmp_path):
    folder = many_screened(tmp_path / "study", 60)
    app = page_of(folder)
    seen, pages = [], app.selectbox(key="eligibility_page").options
    for n in range(len(pages)):
        app = app.selectbox(key="eligibility_page").select_index(n).run()
        assert not app.exception
        seen.append(patients(html(app)))

    assert [len(part) for part in seen] == [12] * 5
    assert sorted(code for part in seen for code in part) == [f"S-{n:03}" for n in range(1, 61)]
    assert "eligibility_page" in app.query_params
    assert "eligibility_page=" in re.search(r'href="(\?subject=[^"]*)"', html(app))[1]


def test_a_code_of_any_kind_comes_back_from_its_link(tmp_path):
    odd = "Ä/ß&subject=S-001#1"
    folder = small_study(tmp_path / "study")
    for file in ("subjects.csv", "infusions.csv"):
        (folder / file).write_text((folder / file).read_text("utf-8").replace("S-002", odd), "utf-8")
    (folder / "screening.csv").write_text("subject_id,criterion,answer\n", "utf-8")
    page = shown(folder)

    assert 'href="?subject=%C3%84%2F%C3%9F%26subject%3DS-001%231&amp;' in page
    assert f"Screening of {odd}" in text(shown(folder, subject=odd))


def test_the_sheet_as_a_file_has_every_fact_and_runs_nothing(folder, review, told):
    for entered in eligibility_review(review):
        rows = list(csv.DictReader(io.StringIO(sheet_as_csv(entered, review, speech()))))
        subject = next(s for s in told["subjects"] if s["subject_id"] == entered.patient.subject_id)
        assert list(dict.fromkeys(row["criterion"] for row in rows)) == [
            c["criterion"] for c in subject["criteria"]
        ]
        assert {row["protocol_sha256"] for row in rows} == {told["protocol"]["sha256"]}
        for c in subject["criteria"]:
            of = [row for row in rows if row["criterion"] == c["criterion"]]
            assert {row["answer"] for row in of} == {ANSWERS[c["answer"]]}
            places = {(row["file"], row["row"]) for row in of}
            assert {(e["file"], str(e["row"])) for e in c["evidence"] if e["file"]} <= places
        assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_the_protocol_page_tells_every_criterion_with_its_section():
    page = html(on_page(dashboard(), "protocol"))
    words = " ".join(text(page).split())
    protocol = open_study(DEMO).protocol

    for criterion in (*protocol.criteria, *protocol.criteria_off):
        assert f"<b>{criterion.id}</b>" in page
        assert criterion.words in words
        assert criterion.section in words
    for told in (
        "NEUT ≥ 1.5 ×10⁹/L", "BILI ≤ 1.5 × ULN", "Cockcroft-Gault clearance ≥ 60 mL/min", "ECOG101 0–3",
        "CREAT ≤ 1.5 mg/dL for men, ≤ 1.4 mg/dL for women", "Pneumonitis grade 2–3 at the first infusion",
        "Pneumonitis for less than 2 months", "18–75 years at consent", "dated, and not after the first infusion",
        "Literal: one of them is enough; careful: every one of them.", CRITERIA["is_judged"], CRITERIA["is_off"],
        "The text contradicts itself: I06 admits what this one excludes.", "the site answers: not met",
    ):  # fmt: skip
        assert told in words


def test_every_answer_has_a_colour_that_can_be_read():
    """The themes' own tests hold every named colour against every ground."""
    tones = dict(re.findall(r"\.answer-word\.(\w+) { color: var\(--(\w+)\)", STYLE))
    assert set(tones) == {answer.value for answer in Answer}
    assert set(tones.values()) <= set(WORDS)
