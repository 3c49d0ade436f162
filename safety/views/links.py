"""Codes that open what they name: a patient, an event with its trace, what a question is about."""

from __future__ import annotations

from safety.domain.open_question import Code, OpenQuestion
from safety.review.study_review import StudyReview
from safety.views.markup import Html, element
from safety.views.page_address import address

SENTENCES = "sentences"
OF_A_CHANGE = (Code.DELETED_ROW, Code.DOWNGRADED)


def of_patient(subject_id: str) -> str:
    """The address of one patient: the lane, what is open, every event."""
    return address("patients", subject=subject_id)


def of_event(subject_id: str, record_id: str) -> str:
    """The address of one event among those of its patient, with what every rule says of it."""
    return address("events", show=SENTENCES, subject=subject_id, event=record_id)


def of_question(question: OpenQuestion, review: StudyReview) -> str:
    """The address of what a question is about: the change, the sheet, the event or the patient; else all queries."""
    if question.code in OF_A_CHANGE:
        return address("what_changed")
    patient = review.patients.get(question.subject_id)
    if patient is None:
        return address("queries")
    if question.code is Code.ELIGIBILITY_OPEN:
        return address("eligibility", subject=question.subject_id)
    if any(event.record_id == question.record_id for event in patient.events):
        return of_event(question.subject_id, question.record_id)
    return of_patient(question.subject_id)


def patient(subject_id: str) -> Html:
    """A patient's code as a link; it never breaks over two lines."""
    return element("a", subject_id, href=of_patient(subject_id), class_="code", target="_self")


def event(subject_id: str, record_id: str) -> Html:
    """An event's id as a link."""
    return element("a", record_id, href=of_event(subject_id, record_id), class_="code", target="_self")
