"""The page for the minutes: everything a decision on a level rests on, as one page to print, sign and file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from safety.domain.data_cut import Standing
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.event_assessment import EventAssessment
from safety.domain.open_question import OpenQuestion
from safety.reports.board_picture import board_picture
from safety.reports.board_places import Scale, Size, place, scale_of
from safety.reports.decision_form import decision_form
from safety.reports.printing import pdf
from safety.review.decisions_of_record import latest_decision
from safety.review.dlt_candidates import dlt_candidates
from safety.review.eligibility_review import eligibility_is_not_known
from safety.review.in_focus import in_focus
from safety.review.level_review import LevelReview
from safety.review.not_judged import not_judged
from safety.review.patient_lanes import Lane, lanes_of
from safety.review.provenance import Provenance
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.days import days, iso
from safety.wording.decision_words import decided, of_record
from safety.wording.event_words import reasons, ruling, who_answers
from safety.wording.level_proof import proof, uncertainty

LAYOUT = Path(__file__).with_name("minutes.typ")
BOARD, TALLEST = Size(width=1120, names=250, most_rows=6), 640
TALLY = (
    "level_head", "cells_head", "dosed", "clear", "dlt", "pending", "not_evaluable", "rule_says", "committee",
)  # fmt: skip

Page = dict[str, Any]


def minutes_pdf(review: StudyReview, provenance: Provenance, said: Speech) -> bytes:
    """The page as PDF: the same bytes for the same files, cut-off and program. Raises CannotPrint."""
    return pdf(LAYOUT, minutes(review, provenance, said), review.cut.cut_off, said)


def minutes(review: StudyReview, provenance: Provenance, said: Speech) -> Page:
    """Everything on the page, as plain values. `sheet` is a digest of the rest: two pages that differ say so."""
    study, label = review.cut.reports.study_id, said.label
    page = {
        "lang": label("language_tag"),
        "title": label("minutes_title", study=study),
        "at": label("minutes_at", day=said.day(review.cut.cut_off)),
        "status": label(f"status_{review.protocol.status.value}"),
        "status_means": label(f"status_{review.protocol.status.value}_means"),
        "facts": list(_facts(review, provenance, said)),
        "levels_title": label("minutes_levels"),
        "tally": _tally(review, said),
        "levels": [_level(level, said) for level in _most_asked_first(review)],
        "notes": list(_notes(review, said)),
        "board_title": label("minutes_board"),
        "board_legend": label("minutes_board_legend"),
        "board": list(_board(review, said)),
        "not_drawn": list(_not_drawn(review, said)),
        "in_the_way": _in_the_way(review, said),
        "candidates": _candidates(review, said),
        "decisions": _decisions(review, said),
        "form": decision_form(in_focus(review), review.protocol, said),
        "files": _files(provenance, said),
        "closing": said.line("closing"),
        "page": label("minutes_page", page="{page}", pages="{pages}"),
    }
    sheet = sha256(json.dumps(page, ensure_ascii=False).encode(errors="replace")).hexdigest()[:12]
    footer = label("minutes_footer", study=study, day=iso(review.cut.cut_off, said), sheet=sheet)
    return page | {"footer": footer}


def _facts(review: StudyReview, provenance: Provenance, said: Speech) -> Iterator[Sequence[str]]:
    protocol = review.protocol
    label = said.label
    status = label(f"status_{protocol.status.value}").lower()
    told = label(
        "minutes_protocol_is", id=protocol.id, version=protocol.version, status=status,
        ctcae=protocol.ctcae_version,
    )  # fmt: skip
    yield label("minutes_protocol"), f"{told}, sha256 {protocol.sha256}"
    yield label("minutes_data"), "; ".join((_age(review, said), _rows(review, said), _queries(review, said)))
    yield label("minutes_program"), label("minutes_program_is", program=provenance.program)


def _age(review: StudyReview, said: Speech) -> str:
    """When the data were exported, and how old they are at the cut-off."""
    exported = review.cut.reports.extracted_on
    if exported is None:
        return said.label("minutes_not_exported")
    n = (review.cut.cut_off - exported).days
    key = "minutes_exported" if n == 0 else "minutes_exported_before" if n > 0 else "minutes_exported_after"
    return said.label(key + ("_1" if abs(n) == 1 else ""), day=said.day(exported), n=abs(n))


def _rows(review: StudyReview, said: Speech) -> str:
    counts = review.cut.rows.values()
    told = {standing.value: sum(c.get(standing, 0) for c in counts) for standing in Standing}
    return said.label("minutes_rows", read=sum(told.values()), **told)


def _queries(review: StudyReview, said: Speech) -> str:
    n = len(review.queries)
    return said.label("minutes_queries_1" if n == 1 else "minutes_queries", n=n)


def _tally(review: StudyReview, said: Speech) -> Page:
    rows = []
    for level in review.levels:
        t = level.tally
        counts = (t.dosed, t.clear, t.dlt, t.pending, t.not_evaluable)
        committee = of_record(latest_decision(review.cut, level.dose.level), said)
        rows.append(
            [level.dose.level, said.cells(level.dose.cells), *counts, said.decision(level), committee]
        )
    return {"head": [said.label(name) for name in TALLY], "rows": [list(map(str, row)) for row in rows]}


def _most_asked_first(review: StudyReview) -> list[LevelReview]:
    """The level in focus, then the others from the highest; those that are not open last."""
    focus, highest = in_focus(review), list(reversed(review.levels))
    return sorted(highest, key=lambda level: (level is not focus, level.decision is Decision.NOT_OPEN))


def _level(level: LevelReview, said: Speech) -> Page:
    """The verdict as a word, its sentence with its proof, both futures, and what the counts leave open."""
    dose = said.label("level_of_cells", level=level.dose.level, cells=said.cells(level.dose.cells))
    return {
        "name": dose,
        "word": said.decision(level).upper(),
        "kind": level.decision.value,
        "proof": " ".join(proof(level, said)),
        "futures": said.futures(level),
        "then": " ".join(_then(level, said)),
        "uncertainty": uncertainty(level, said),
    }


def _then(level: LevelReview, said: Speech) -> Iterator[str]:
    if level.next_dose:
        yield said.label("minutes_next_dose", cells=said.cells(level.next_dose.cells))
    if level.earliest_decision_on:
        key = "minutes_earliest" if level.decision is Decision.WAIT else "minutes_last_window"
        yield said.label(key, day=said.day(level.earliest_decision_on))
    if level.superseded:
        yield said.label("minutes_superseded")


def _notes(review: StudyReview, said: Speech) -> Iterator[str]:
    """What could not be judged or read."""
    if rules := not_judged(review):
        yield said.line("not_judged", rules=", ".join(rules))
    if eligibility_is_not_known(review):
        yield said.words.ELIGIBILITY["no_file"]
    if unread := review.cut.reports.files_not_read:
        yield said.label("minutes_not_read", files=", ".join(unread))


def _board(review: StudyReview, said: Speech) -> Iterator[Page]:
    """A picture a level, highest first; several where its lanes are more than a page holds."""
    by_level = [(level, _drawn_lanes(level, review)) for level in reversed(review.levels)]
    scale = scale_of([lane for _, lanes in by_level for lane in lanes], BOARD)
    for level, lanes in by_level:
        title = said.label("level_of_cells", level=level.dose.level, cells=said.cells(level.dose.cells))
        for part in _parts(lanes, scale, said):
            picture = board_picture(title, part, scale, BOARD, said)
            yield {"svg": picture.svg, "words": picture.words}


def _drawn_lanes(level: LevelReview, review: StudyReview) -> list[Lane]:
    """Everybody of the level in focus; of another level only those of whom something is to be spoken."""
    lanes = lanes_of(level, review.cut.cut_off)
    return lanes if level is in_focus(review) else [lane for lane in lanes if _is_spoken_of(lane)]


def _is_spoken_of(lane: Lane) -> bool:
    return lane.state.pending or lane.state is State.DLT or any(bar.to_look_at for bar in lane.bars)


def _not_drawn(review: StudyReview, said: Speech) -> Iterator[str]:
    """Everybody who has no lane, and why."""
    for level in review.levels:
        drawn = {lane.patient.subject_id for lane in _drawn_lanes(level, review)}
        settled = [p for p in level.patients if p.window and p.subject_id not in drawn]
        if settled:
            told = ", ".join(f"{p.subject_id} ({said.state(p.state)})" for p in settled)
            yield said.label("minutes_not_drawn", level=level.dose.level, patients=told)
    if others := [sid for sid, patient in review.patients.items() if patient.window is None]:
        yield said.label("without_lane", patients=", ".join(others))


def _parts(lanes: Sequence[Lane], scale: Scale, said: Speech) -> Iterator[Sequence[Lane]]:
    part, height = list[Lane](), 0.0
    for lane in lanes:
        tall = place(lane, 0, scale, BOARD, said).height
        if part and height + tall > TALLEST:
            yield part
            part, height = [], 0.0
        part.append(lane)
        height += tall
    if part:
        yield part


def _in_the_way(review: StudyReview, said: Speech) -> Page:
    """Every blocker of every level, once, with the levels it blocks and who can clear it."""
    levels: dict[OpenQuestion, list[int]] = {}
    for level in reversed(review.levels):
        for question in level.blockers:
            levels.setdefault(question, []).append(level.dose.level)
    terms = {event.record_id: event.term for event in review.events if event.term}
    rows = [_blocker(q, numbers, len(review.levels), terms, said) for q, numbers in levels.items()]
    head = ("minutes_levels_blocked", "minutes_about", "minutes_open", "minutes_who")
    return {
        "title": said.label("minutes_in_the_way"),
        "head": [said.label(name) for name in head],
        "rows": rows,
        "none": said.label("nothing_in_the_way"),
    }


def _blocker(
    question: OpenQuestion, numbers: Sequence[int], of: int, terms: Mapping[str, str], said: Speech
) -> list[str]:
    every = len(numbers) == of and of > 1
    about = [question.subject_id or said.label("every_level")]
    if question.record_id not in ("", question.subject_id):
        about.append(f"{question.record_id} {terms.get(question.record_id, '')}".strip())
    where = said.label("minutes_every") if every else ", ".join(map(str, sorted(numbers)))
    return [where, " · ".join(about), said.message(question), said.who_clears(question)]


def _candidates(review: StudyReview, said: Speech) -> Page:
    sections = review.protocol.dlt.sections
    head = ("minutes_event", "minutes_trace", "minutes_call")
    return {
        "title": said.label("minutes_candidates"),
        "which": said.label("minutes_candidates_which"),
        "head": [said.label(name) for name in head],
        "rows": [_candidate(event, sections, said) for event in dlt_candidates(review)],
        "none": said.label("minutes_candidates_none"),
        "call": [said.label("form_call_dlt"), said.label("form_call_not_dlt")],
    }


def _candidate(event: EventAssessment, sections: Mapping[str, str], said: Speech) -> Page:
    trace = [
        {"who": who_answers(answer, said), "kind": answer.verdict.value,
         "why": " ".join(reasons(answer, said)), "where": sections.get(answer.rule, "")}
        for answer in event.trace
    ]  # fmt: skip
    return {
        "name": " · ".join(filter(None, (event.record_id, event.subject_id))),
        "term": event.term or said.label("raised"),
        "facts": ", ".join(_event_facts(event, said)),
        "kind": event.verdict.value,
        "ruling": list(ruling(event, said)),
        "trace_title": said.label("minutes_without_ruling"),
        "trace": trace,
    }


def _event_facts(event: EventAssessment, said: Speech) -> Iterator[str]:
    reported = event.reported_grade
    yield said.label("minutes_grade", grade=reported) if reported else said.label("minutes_no_grade")
    if event.derived is not None:
        yield said.label("minutes_derived", derived=event.derived)
    period = event.period
    if period is not None:
        key = "minutes_from_on" if period.runs_on else "minutes_from_to"
        yield said.label(key, start=days(period.start, said), end=days(period.end, said))
        yield (period.event.causality or said.label("not_assessed")).replace("_", " ")


def _decisions(review: StudyReview, said: Speech) -> Page:
    head = ("minutes_decided_on", "level_head", "minutes_decision", "minutes_decided_at", "minutes_decided_by",
            "minutes_reason")  # fmt: skip
    made = sorted(review.cut.decisions, key=lambda d: (iso(d.decided_on, said), d.decision_id or ""))
    rows = [
        [iso(d.decided_on, said), str(d.level), decided(d, said), iso(d.cut_off, said),
         d.decided_by or "", d.reason or ""]
        for d in made
    ]  # fmt: skip
    return {
        "title": said.label("minutes_decisions"),
        "head": [said.label(name) for name in head],
        "rows": rows,
        "none": said.label("minutes_decisions_none"),
    }


def _files(provenance: Provenance, said: Speech) -> Page:
    rows = []
    for file in provenance.files:
        key = f"minutes_file_of_{file.where}"
        rows.append([file.name if file.where == "folder" else said.label(key, name=file.name), file.sha256])
    return {"title": said.label("minutes_files"), "rows": rows}
