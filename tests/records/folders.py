"""Small study folders for the tests: one patient at dose level 1, to which a test adds what it is about."""

from pathlib import Path

from safety.domain.case_report import CaseReports
from safety.records.ctcae_terms import read_terms
from safety.records.refusal import FileRefused
from safety.records.study_folder import read_study

TERMS = read_terms()
GRADED = frozenset({"NEUT", "ALT", "AST", "BILI", "ALP"})

SUBJECTS = "subject_id,dose_level,ae_reviewed_through\nS-001,1,2026-05-15\n"
INFUSIONS = (
    "infusion_id,subject_id,number,started_at,ended_at,cells,status\n"
    "INF-1,S-001,1,2026-03-02T10:00,2026-03-02T11:00,2.0e7,completed\n"
)
EVENTS = "event_id,subject_id,term,started_at,ended_at,grade,causality,hospitalized\n"


def study_folder(folder: Path, **files: str | bytes | None) -> Path:
    """A folder with the three required files; `events="..."` replaces one, None leaves it out."""
    contents: dict[str, str | bytes | None] = {"subjects": SUBJECTS, "infusions": INFUSIONS}
    for name, content in {**contents, "adverse_events": EVENTS, **files}.items():
        path = folder / (name if "." in name else f"{name}.csv")
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8", newline="")
        elif content is not None:
            path.write_bytes(content)
    return folder


def read(folder: Path) -> CaseReports:
    """The folder as the monitor reads it, under a protocol of four infusions."""
    return read_study(folder, numbers=range(1, 5), graded_tests=GRADED, terms=TERMS)


def refusal(folder: Path) -> list[str]:
    """What is said of a folder that cannot be read, a sentence for each finger."""
    try:
        read(folder)
    except FileRefused as refused:
        return [str(finger) for finger in refused.fingers]
    return []
