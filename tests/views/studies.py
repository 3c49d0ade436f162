"""Study folders for the dashboard's tests, and the dashboard itself under Streamlit's AppTest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data" / "demo"
STUDY_PAGES = (
    "verdict",
    "what_if",
    "this_week",
    "patients",
    "events",
    "queries",
    "reconciliation",
    "protocol",
)
PAGES = (*STUDY_PAGES, "look_up", "another_study")
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'

needs_demo = pytest.mark.skipif(not (DEMO / "subjects.csv").is_file(), reason="no demonstration study")


def dashboard(cut_off: str = "") -> AppTest:
    """The dashboard on the demonstration study, opened by a link to a day."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if cut_off:
        app.query_params["cut_off"] = cut_off
    return app.run()


def on_page(app: AppTest, page: str) -> AppTest:
    return app.switch_page(f"safety/views/{page}.py").run()


def html(app: AppTest) -> str:
    """Everything that st.html put on the page, without the style sheet."""
    pieces = [element.proto.body for element in app.get("html")]
    return "\n".join(piece for piece in pieces if "<style>" not in piece)


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
