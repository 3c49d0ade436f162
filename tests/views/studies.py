"""Study folders for the dashboard's tests, and the dashboard itself under Streamlit's AppTest."""

from __future__ import annotations

import csv
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from safety.review.opening import delivery
from safety.store.store import open_store
from tests.test_diff_command import edited

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "demo"
STUDY_PAGES = (
    "verdict", "what_if", "this_week", "patients", "eligibility", "exposure", "events", "queries",
    "reconciliation", "protocol",
)  # fmt: skip
PAGES = (*STUDY_PAGES, "look_up", "another_study")
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'

needs_demo = pytest.mark.skipif(not (DEMO / "subjects.csv").is_file(), reason="no demonstration study")


def dashboard(cut_off: str = "", study: str = "", cut: str = "") -> AppTest:
    """The dashboard on the demonstration study or another one, opened by a link to a day."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if cut_off:
        app.query_params["cut_off"] = cut_off
    if study:
        app.query_params["study"] = study
    if cut:
        app.query_params["cut"] = cut
    return app.run()


def on_page(app: AppTest, page: str) -> AppTest:
    return app.switch_page(f"safety/views/{page}.py").run()


def html(app: AppTest) -> str:
    """Everything that st.html put on the page, without the style sheet and the line that names the language."""
    pieces = [element.proto.body for element in app.get("html")]
    return "\n".join(
        piece for piece in pieces if "<style>" not in piece and "documentElement.lang" not in piece
    )


def opened(folder: Path, protocol: Path | None = None) -> AppTest:
    """The dashboard after somebody typed a folder on the page Study."""
    app = on_page(dashboard(), "another_study")
    app.text_input(key="folder_typed").set_value(str(folder))
    app.text_input(key="protocol_typed").set_value(str(protocol or ""))
    return app.button(key="open_study").click().run()


def copy_of_demo(folder: Path) -> Path:
    shutil.copytree(DEMO, folder, dirs_exist_ok=True)
    return folder


def small_study(folder: Path, events: str = "", protocol: str = "") -> Path:
    """Three patients through their windows, every infusion given, AE pages reviewed; events are added."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "protocol.toml").write_text(protocol or (DEMO / "protocol.toml").read_text("utf-8"), "utf-8")
    subjects = ["subject_id,dose_level,ae_reviewed_through,off_study_on,off_study_reason"]
    infusions = ["infusion_id,subject_id,number,started_at,ended_at,cells,status,reason"]
    for n in (1, 2, 3):
        subjects.append(f"S-00{n},1,2026-04-30,,")
        for number, day in enumerate((2, 5, 8, 11), start=1):
            infusions.append(
                f"I-{n}-{number},S-00{n},{number},2026-03-{day:02},2026-03-{day:02},2.0e7,completed,"
            )
    (folder / "subjects.csv").write_text("\n".join(subjects), "utf-8")
    (folder / "infusions.csv").write_text("\n".join(infusions), "utf-8")
    head = "event_id,subject_id,term,started_at,ended_at,grade,causality,verbatim\n"
    (folder / "adverse_events.csv").write_text(head + events, "utf-8")
    (folder / "study.toml").write_text('study_id = "SMALL"\nextracted_on = 2026-05-01\n', "utf-8")
    return folder


SITE_CRITERIA = (
    *("I01", "I02", "I04d", "I07", "I08", "I10", "E01", "E02", "E03", "E04", "E05", "E06", "E07", "E09"),
    *("E10a", "E10b", "E11", "E12", "E13", "E14", "E15"),
)
SCREENING = ("subject_id", "criterion", "answer", "value", "unit", "date", "judged_by", "note")
SCREENED = {  # what is out of the ordinary: the answer of each patient to one criterion
    ("S-001", "E10b"): {"answer": "met", "note": "enoxaparin since January"},
    ("S-004", "I07"): {
        "answer": "judged_acceptable",
        "value": "bundle branch block",
        "judged_by": "investigator",
    },
    ("S-005", "I08"): {"answer": "met", "value": "42", "unit": "%"},
    ("S-006", "E09"): {"answer": "", "note": HOSTILE},
    ("S-006", "I10"): {"answer": "", "value": HOSTILE},
    ("S-008", "E05"): {"answer": "met"},
}


def screened_demo(folder: Path) -> Path:
    """The demonstration study with screening of the tests' own: one answer of every kind.

    S-001 needs judgement on E10b and was ruled on; the clearance of S-003 fails; S-005 is in conflict by I08;
    S-006 is not known by E09 and has hostile text; S-008, never dosed, is excluded by E05.
    """
    copy_of_demo(folder)
    subjects = _rows(folder / "subjects.csv")
    answered = []
    for subject in subjects:
        for criterion in SITE_CRITERIA:
            given = {"answer": "not_met" if criterion.startswith("E") else "met"}
            given |= {"value": "1"} if criterion == "I02" else {}
            given |= {"value": "60", "unit": "%"} if criterion == "I08" else {}
            given |= SCREENED.get((subject["subject_id"], criterion), {})
            answered.append(
                {"subject_id": subject["subject_id"], "criterion": criterion, "date": subject["consented_on"]}
                | given
            )
    _write(folder / "screening.csv", SCREENING, answered)
    measured = _rows(folder / "measurements.csv")
    for m in measured:
        if m["test"] == "CREAT" and m["unit"] == "umol/L":
            m["value"] = "105" if m["subject_id"] == "S-003" else "60"
    _write(folder / "measurements.csv", tuple(measured[0]), measured)
    rulings = [r for r in _rows(folder / "adjudications.csv") if not r["event_id"].startswith("elig:")]
    ruling = {
        "adjudication_id": "ADJ-E1",
        "event_id": "elig:S-001",
        "verdict": "not_dlt",
        "decided_on": "2026-04-15",
    }
    ruling |= {"decided_by": "safety committee", "reason": "a preventive dose"}
    _write(folder / "adjudications.csv", tuple(rulings[0]), [*rulings, ruling])
    return folder


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened_file:
        return list(csv.DictReader(opened_file))


def _write(file: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened_file:
        writer = csv.DictWriter(opened_file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)


def many_screened(folder: Path, n: int) -> Path:
    """So many patients at level 1, each infused once; every third is excluded by a lung resection."""
    small_study(folder)
    codes = [f"S-{k:03}" for k in range(1, n + 1)]
    subjects = [
        {"subject_id": code, "dose_level": "1", "ae_reviewed_through": "2026-04-30"} for code in codes
    ]
    infusions = [
        {
            "infusion_id": f"I-{code}",
            "subject_id": code,
            "number": "1",
            "started_at": "2026-03-02",
            "cells": "2.0e7",
        }
        | {"status": "completed"}
        for code in codes
    ]
    answers = [
        {"subject_id": code, "criterion": "E03", "answer": "not_met" if k % 3 else "met"}
        for k, code in enumerate(codes, start=1)
    ]
    _write(folder / "subjects.csv", tuple(subjects[0]), subjects)
    _write(folder / "infusions.csv", tuple(infusions[0]), infusions)
    _write(folder / "screening.csv", SCREENING, answers)
    return folder


def many_events(folder: Path, patients: int, terms: int) -> Path:
    """So many patients at level 1, every third of whom had nothing, and so many terms; one DLT among them."""
    many_screened(folder, patients)
    (folder / "screening.csv").unlink()
    with (DEMO.parent / "ctcae" / "terms.csv").open(encoding="utf-8", newline="") as file:
        names = [row["term"] for row in csv.DictReader(file)]
    # the longest names among them: they ask for the most room
    chosen = ["Pneumonitis", *sorted(names, key=len, reverse=True)[: terms // 2]]
    chosen += [name for name in names if name not in chosen][: terms - len(chosen)]
    rows = []
    for n, term in enumerate(chosen):
        for k in range(1, patients + 1):
            dlt = (n, k) == (0, 1)
            if k % 3 == 0 or ((k * 7 + n * 5) % 11 > 3 and not dlt):
                continue
            grade = 3 if dlt else 1 + (n + k) % 2
            row = {"event_id": f"AE-{n}-{k}", "subject_id": f"S-{k:03}", "term": term, "grade": str(grade)}
            row |= {"started_at": f"2026-03-{1 + (n + k) % 28:02}", "ended_at": "2026-04-02"}
            rows.append(row | {"causality": "possible"})
    _write(folder / "adverse_events.csv", tuple(rows[0]), rows)
    return folder


def second_week(folder: Path) -> Path:
    """The export of the week after the demonstration study's: an event gone, another worse, a third less related."""
    second = copy_of_demo(folder / "second")
    events = second / "adverse_events.csv"
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    events.write_text("".join(line for line in lines if not line.startswith("AE-22,")), encoding="utf-8")
    vomited, shivered = "2026-03-23T07:00,2026-03-24T18:00,", "2026-03-24T12:10,2026-03-24T13:00,1,"
    edited(second, "adverse_events.csv", f"{vomited}3", f"{vomited}4")
    edited(second, "adverse_events.csv", f"{shivered}probable", f"{shivered}unlikely")
    return second


def two_cuts(folder: Path) -> str:
    """A store of two cuts: the demonstration study, and the export of the week after."""
    database = str(folder / "cuts.sqlite")
    with closing(open_store(database)) as store:
        for each, why in ((DEMO, ""), (second_week(folder), HOSTILE)):
            store.import_cut(delivery(each), who="data manager", why=why)
    return database
