"""The patient board in words: one row a patient, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from safety.domain.evaluability import State
from safety.domain.open_question import OpenQuestion, Reach
from safety.domain.patient import Patient
from safety.review.study_review import StudyReview
from safety.views import links
from safety.views.labels import iso, label, said
from safety.views.markup import Html, element, mark, row, table, together, with_codes

COLUMNS = (
    "patient",
    "state",
    "first_infusion",
    "window_ends",
    "infusions",
    "reviewed_through",
    "left_study",
    "open",
)
MOST_OPEN = 3


def patients_table(patients: Sequence[Patient]) -> Html:
    """State, window, infusions and what is open, patient by patient; a code opens its patient."""
    return table([label(f"column_{name}") for name in COLUMNS], [_row(p) for p in patients], "list")


def _row(patient: Patient) -> Html:
    window = patient.window
    return row(
        element("b", links.patient(patient.subject_id)), state_mark(patient.state),
        _day(window.first_day if window else None), _day(window.last_day if window else None),
        _infusions(patient), _day(_reviewed(patient)), _left(patient), _open(patient),
    )  # fmt: skip


def _day(day: date | None) -> Html:
    return element("span", iso(day), class_="day")


def state_mark(state: State) -> Html:
    """A state as shape and word."""
    return element("span", mark(f"state-{state.value}"), said().state(state), class_=f"state {state.value}")


def _infusions(patient: Patient) -> str:
    if patient.exposure is None:
        return label("nothing")
    planned = len(patient.exposure.dosing.numbers)
    return label("n_of_n", n=len(patient.exposure.numbers_completed()), of=planned)


def _reviewed(patient: Patient) -> date | None:
    days = [row.ae_reviewed_through for row in patient.records.rows if row.ae_reviewed_through]
    return min(days, default=None)


def _left(patient: Patient) -> str:
    exits = patient.disposition.exits if patient.disposition else ()
    reasons = [said().word(e.reason) if e.reason else label("nothing") for e in exits]
    return said().clauses(
        said().commas((iso(e.on), reason)) for e, reason in zip(exits, reasons, strict=True)
    ) or label("nothing")


def _open(patient: Patient) -> Html:
    open_ = [q for q in (*patient.questions, *patient.holds) if q.reach is not Reach.NOBODY]
    told = [element("div", _about(q)) for q in open_[:MOST_OPEN]]
    if len(open_) > MOST_OPEN:
        told.append(element("div", label("and_more", n=len(open_) - MOST_OPEN)))
    if patient.dlt_ids:
        told.insert(0, _dlts(patient))
    return together(*told) if told else together(label("nothing"))


def _dlts(patient: Patient) -> Html:
    """What makes the patient a DLT; an event opens its rules, what was ruled on otherwise has none."""
    events = {event.record_id for event in patient.events}.intersection(patient.dlt_ids)
    told = label("lane_dlt", ids=said().listed(patient.dlt_ids))
    return element("b", with_codes(told, events, lambda id_: links.event(patient.subject_id, id_)))


def _about(question: OpenQuestion) -> str:
    told = said().message(question)
    named = ("", question.subject_id, f"elig:{question.subject_id}")
    return told if question.record_id in named else said().about(question.record_id, told)


def without_lane(review: StudyReview) -> Html:
    """Who is in the records and on no board."""
    others = [sid for sid, patient in review.patients.items() if patient.window is None]
    told = label("without_lane", patients=said().listed(others) or label("nobody"))
    return element("p", with_codes(told, others, links.patient), class_="foot")
