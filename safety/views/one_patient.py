"""One patient: what is open, and every event with the way to its rules."""

from __future__ import annotations

from safety.domain.event_assessment import EventAssessment
from safety.domain.open_question import Reach
from safety.domain.patient import Patient
from safety.review.dlt_candidates import in_order
from safety.review.study_review import StudyReview
from safety.views import links
from safety.views.event_listing import rule_name, verdict_mark
from safety.views.in_the_way import point
from safety.views.labels import days, label
from safety.views.markup import Html, element, heading, row, table, together
from safety.views.page_address import address

COLUMNS = ("event", "term", "verdict", "rule", "grades", "days")


def ways(patient: Patient) -> Html:
    """To everybody, and to what other pages tell of this patient."""
    sid = patient.subject_id
    to = {
        "patients_all": address("patients"), "patient_sheet": address("eligibility", subject=sid),
        "patient_exposure": address("exposure", subject=sid), "patient_what_if": address("what_if", flips_of=sid),
    }  # fmt: skip
    return element(
        "nav",
        *(element("a", label(name), href=where, target="_self") for name, where in to.items()),
        class_="ways",
    )


def still_open(patient: Patient, review: StudyReview) -> Html:
    """Everything that holds the patient back, each with who can clear it."""
    asked = [q for q in (*patient.questions, *patient.holds) if q.reach is not Reach.NOBODY]
    told = (
        element("ul", *(point(question, review) for question in asked), class_="block")
        if asked
        else element("p", label("patient_nothing_open"), class_="quiet")
    )
    return together(heading(label("patient_open", patient=patient.subject_id)), told)


def events_of(patient: Patient) -> Html:
    """Every event of the patient, what may be a DLT first; each opens what every rule says of it."""
    events = in_order(patient.events)
    if not events:
        return element("p", label("patient_no_events"), class_="quiet")
    head = [label(f"column_{name}") for name in COLUMNS]
    return together(
        heading(label("patient_events", patient=patient.subject_id, n=len(events))),
        table(head, [_event(event) for event in events], "list"),
    )


def _event(event: EventAssessment) -> Html:
    grades = label("grades", reported=_grade(event.reported), derived=_grade(event.derived))
    return row(
        element("b", links.event(event.subject_id, event.record_id)), event.term or label("raised"),
        verdict_mark(event), rule_name(event.rule), grades, _when(event),
    )  # fmt: skip


def _grade(grade: int | None) -> str:
    return label("nothing") if grade is None else str(grade)


def _when(event: EventAssessment) -> str | Html:
    """From when to when; a clock time stands in the trace."""
    if event.period is None:
        return label("nothing")
    end = label("runs_on") if event.period.runs_on else days(event.period.end)
    return together(
        element("span", days(event.period.start), class_="day"), " – ", element("span", end, class_="day")
    )
