"""Every table of a review: levels, patients, events with their trace, queries, and every row of every file.

Columns have the names of the study's files and of `review --json`. No row that was read is left out: `standing`
says whether it was used, could not be read, or lies after the cut-off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from safety.domain.case_report import Measurement, Source
from safety.domain.data_cut import Standing
from safety.domain.dlt_definition import Verdict
from safety.domain.laboratory_course import LabGrade
from safety.domain.patient import Patient
from safety.reports import site_lines
from safety.reports.as_json import as_object
from safety.reports.record_rows import Row, Table, blank_but, records_table
from safety.reports.spreadsheet import harmless
from safety.reports.workbook import Cell, Sheet, workbook
from safety.review.decisions_of_record import latest_decision
from safety.review.eligibility_review import eligibility_is_not_known, eligibility_review
from safety.review.events_by_term import Part, TermColumn, events_by_term
from safety.review.provenance import Provenance
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.decision_words import of_record
from safety.wording.event_words import reasons, ruling, who_answers
from safety.wording.level_proof import uncertainty

MOST_COLUMNS = 10_000  # Excel has 16,384
OF_PATIENT = ("state", "first_infusion_on", "window_ends_on", "dlt_event_ids", "eligibility")
OF_GRADE = ("ctcae_term", "grade", "at_least", "criterion", "missing")
OF_EVENT = (
    "record_id", "of_subject", "verdict", "rule", "in_window", "assessed_grade", "derived_grade", "supported_grade",
    "ruling", "trace",
)  # fmt: skip


def tables_xlsx(review: StudyReview, provenance: Provenance, said: Speech) -> bytes:
    """Every table as a workbook: the same bytes for the same files, cut-off and program."""
    title = said.label("minutes_title", study=review.cut.reports.study_id)
    return workbook(study_tables(review, provenance, said), title, review.cut.cut_off)


def study_tables(review: StudyReview, provenance: Provenance, said: Speech) -> list[Sheet]:
    """Every table, the ones that a committee asks for first."""
    told = as_object(review)
    reports = review.cut.reports
    sheets = {
        "about": (("what", "value"), list(_about(told, review, provenance))),
        "levels": _levels(told, review, said),
        "patients": _patients(told, review),
        "events": _events(review, said),
        "events_by_term": _events_by_term(review),
        "trace": _trace(review, said),
        "queries": (site_lines.COLUMNS, _queries(review, said)),
        "infusions": records_table(review, reports.infusions),
        "measurements": _measurements(review),
        "eligibility": _eligibility(review, said),
        "screening": records_table(review, reports.screening),
        "rulings": records_table(review, reports.adjudications),
        "decisions": records_table(review, reports.decisions),
        "supporting": records_table(review, reports.supporting) if reports.supporting else None,
        "rows": (("file", "read", *Standing), _rows(told)),
    }
    return [Sheet(said.label(f"sheet_{name}"), *table) for name, table in sheets.items() if table]


def _about(told: Mapping[str, Any], review: StudyReview, provenance: Provenance) -> Iterator[Row]:
    yield "study", told["study"]
    yield "cut_off", told["cut_off"]
    yield "extracted_on", review.cut.reports.extracted_on
    for key, value in told["protocol"].items():
        yield f"protocol_{key}", value
    yield "ctcae", review.protocol.ctcae_version
    if provenance.cut is not None:
        yield "data cut", provenance.cut
        yield "head of the audit trail", provenance.head
    yield "program", provenance.program
    for file in provenance.files:
        yield f"sha256 of {file.name}" + ("" if file.where == "folder" else f" ({file.where})"), file.sha256


def _levels(told: Mapping[str, Any], review: StudyReview, said: Speech) -> Table:
    rows = []
    for level, reviewed in zip(told["levels"], review.levels, strict=True):
        plain = {key: value for key, value in level.items() if not isinstance(value, list | dict)}
        counts = level["tally"]
        words = {
            "possible": " ".join(level["possible"]), "blockers": len(level["blockers"]),
            "sentence": said.headline(reviewed), "futures": said.futures(reviewed),
            "uncertainty": uncertainty(reviewed, said),
            "decision_of_record": of_record(latest_decision(review.cut, level["level"]), said),
        }  # fmt: skip
        rows.append(plain | counts | words)
    return tuple(rows[0]), [list(row.values()) for row in rows]


def _patients(told: Mapping[str, Any], review: StudyReview) -> Table:
    """Every row of subjects.csv with where the patient stands, then those whom only other files name."""
    stands = {s["subject_id"]: s for level in told["levels"] for s in level["subjects"]}

    def of_patient(sid: str | None) -> Row:
        found = stands.get(sid or "", {})
        patient = review.patients.get(sid or "")
        state = patient.state.value if patient else None
        ids = " ".join(patient.dlt_ids) if patient else ""
        return state, found.get("first_infusion_on"), found.get("window_ends_on"), ids, _eligible(patient)

    columns, rows = records_table(
        review, review.cut.reports.subjects, OF_PATIENT, lambda row: [of_patient(row.subject_id)]
    )
    listed = {subject.subject_id for subject in review.cut.reports.subjects}
    others = [sid for sid in review.patients if sid not in listed]
    rows += [blank_but(columns, {"subject_id": sid} | _named(OF_PATIENT, of_patient(sid))) for sid in others]
    return columns, rows


def _eligible(patient: Patient | None) -> Cell:
    return patient.eligibility.answer.value if patient and patient.eligibility else None


def _events(review: StudyReview, said: Speech) -> Table:
    """Every row of adverse_events.csv with each assessment it got, then what the monitor raised itself."""
    assessed: dict[Source | None, list[Row]] = {}
    for event in review.events:
        answers = said.clauses(
            said.sentences((said.sentence(who_answers(a, said)), *reasons(a, said))) for a in event.trace
        )
        supported = event.supported.grade if event.supported else None
        told: Row = (
            event.record_id, event.subject_id, event.verdict.value, event.rule, event.in_window.value,
            event.grade, event.derived, supported, said.sentences(ruling(event, said)), answers,
        )  # fmt: skip
        assessed.setdefault(event.period.event.source if event.period else None, []).append(told)
    not_assessed = [[None] * len(OF_EVENT)]
    columns, rows = records_table(
        review,
        review.cut.reports.adverse_events,
        OF_EVENT,
        lambda row: assessed.get(row.source, not_assessed),
    )
    rows += [blank_but(columns, _named(OF_EVENT, told)) for told in assessed.get(None, [])]
    return columns, rows


def _events_by_term(review: StudyReview) -> Table:
    """A row a term with its patients and events by part, a column a patient (where they fit) with the worst grades."""
    by_term = events_by_term(review)
    counts = [f"{what}_{part.value}" for part in Part for what in ("patients", "events")]
    patients = [patient.subject_id for _, patient in by_term.patients]
    patients = patients if len(patients) <= MOST_COLUMNS else []
    columns = ("term", *counts, *map(harmless, patients))
    rows: list[Row] = [
        (
            column.term,
            *(count for part in Part for count in (column.patients(part), column.events(part))),
            *("; ".join(_had(column, sid)) or None for sid in patients),
        )
        for column in by_term.terms
    ]
    return columns, rows


def _had(column: TermColumn, sid: str) -> Iterator[str]:
    """What a patient had of a term, part by part, as `window 3 serious dlt`."""
    for part in Part:
        if had := column.had.get((sid, part)):
            grades = f"{'' if had.grade is None else had.grade}{'?' if had.ungraded else ''}"
            verdict = "" if had.verdict is Verdict.NOT_DLT else had.verdict.value
            yield " ".join(filter(None, (part.value, grades, "serious" if had.serious else "", verdict)))


def _named(columns: Sequence[str], told: Row) -> dict[str, Cell]:
    return dict(zip(columns, told, strict=True))


def _trace(review: StudyReview, said: Speech) -> Table:
    sections = review.protocol.dlt.sections
    columns = ("record_id", "subject_id", "term", "rule", "verdict", "reasons", "section")
    rows: list[Row] = [
        (event.record_id, event.subject_id, event.term, answer.rule, answer.verdict.value,
         said.sentences(reasons(answer, said)), sections.get(answer.rule, ""))
        for event in review.events
        for answer in event.trace
    ]  # fmt: skip
    return columns, rows


def _queries(review: StudyReview, said: Speech) -> list[Row]:
    return [astuple(line) for line in site_lines.lines_to_the_site(review, said, information=True)]


def _measurements(review: StudyReview) -> Table:
    """Every value, a row for each term that it grades; none where nothing does or nobody was dosed."""
    graded: dict[Measurement, list[LabGrade]] = {}
    for patient in review.patients.values():
        for found in patient.laboratory.grades if patient.laboratory else ():
            graded.setdefault(found.measurement, []).append(found)

    def of_value(measurement: Measurement) -> Iterable[Row]:
        for g in graded.get(measurement, ()):
            yield g.term, g.grade, bool(g.missing) and g.grade is not None, g.criterion, " ".join(g.missing)
        if measurement not in graded:
            yield (None,) * len(OF_GRADE)

    return records_table(review, review.cut.reports.measurements, OF_GRADE, of_value)


def _eligibility(review: StudyReview, said: Speech) -> Table | None:
    """Every criterion of every patient, where there is a screening.csv."""
    if not review.protocol.criteria or eligibility_is_not_known(review):
        return None
    columns = (
        "subject_id",
        "level",
        "criterion",
        "words",
        "answer",
        "literal",
        "careful",
        "evidence",
        "places",
    )
    rows: list[Row] = []
    for entered in eligibility_review(review):
        for found in entered.eligibility.assessments:
            facts = said.all_because(e.fact for e in found.evidence)
            places = "; ".join(f"{e.source.file} {e.source.row}" for e in found.evidence if e.source)
            rows.append(
                (entered.patient.subject_id, entered.level, found.criterion.id, found.criterion.words,
                 found.answer.value, found.literal.value, found.careful.value, facts, places)
            )  # fmt: skip
    return columns, rows


def _rows(told: Mapping[str, Any]) -> list[Row]:
    return [(file, *counts.values()) for file, counts in told["rows"].items()]
