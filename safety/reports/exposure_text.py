"""Exposure as a text table for people: one line an infusion, totals a patient, what there is to say below each."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.exposure_course import ExposureCourse
from safety.domain.planned_and_given import PlannedAndGiven
from safety.reports.letters import letters
from safety.review.exposure_courses import exposure_courses
from safety.review.study_review import StudyReview
from safety.wording import Speech
from safety.wording.dose_words import in_short, sentences


def exposure_text(review: StudyReview, said: Speech) -> str:
    """Everybody with an infusion on record, in plain text."""
    return "\n".join(_lines(review, said)) + "\n"


def _lines(review: StudyReview, said: Speech) -> Iterator[str]:
    courses = exposure_courses(review)
    yield said.line("exposure_title", study=review.cut.reports.study_id, day=said.day(review.cut.cut_off))
    for course in courses:
        yield ""
        yield _patient(course, said)
        for line in course.infusions:
            yield f"  {_infusion(line, course, said)}".rstrip()
            yield from (f"      ! {sentence}" for sentence in sentences(line, said))
        yield f"  {_total(course, said)}"
    yield ""
    yield said.line("exposure_closing" if courses else "exposure_none")


def _patient(course: ExposureCourse, said: Speech) -> str:
    level, weight, planned = course.level, course.weight_kg, course.planned
    return said.line(
        "exposure_patient",
        subject=course.subject_id,
        level=said.line("exposure_level", level=level.level)
        if level
        else said.line("exposure_level_unknown"),
        weight=said.line("exposure_weight", kg=weight) if weight else said.line("exposure_weight_unknown"),
        each=said.line("exposure_each", cells=said.cells(planned))
        if planned
        else said.line("exposure_each_unknown"),
    )


def _infusion(line: PlannedAndGiven, course: ExposureCourse, said: Speech) -> str:
    infusion, cells = line.infusion, line.cells
    start = infusion.started_at.first if infusion and infusion.started_at else line.planned_on
    per_kg = course.per_kg(cells) if line.given else None
    interval = said.label("exposure_days", days=line.interval.days) if line.interval else ""
    told = (
        f"{line.number or '?'}", f"{line.infusion_id:<12}", f"{start.isoformat() if start else '?':<10}",
        " " * (5 - letters(interval)) + interval, f"{said.cells(cells) if cells and line.given else '-':>9}",
        f"{said.line('exposure_per_kg', cells=said.cells(per_kg)).strip() if per_kg else '-':>12}",
        f"{(infusion.lot if infusion else None) or '-':<10}", in_short(line, course, said),
    )  # fmt: skip
    return "  ".join(told)


def _total(course: ExposureCourse, said: Speech) -> str:
    planned, per_kg = course.planned_in_all, course.per_kg(course.cells)
    return said.line(
        "exposure_total",
        n=len(course.numbers_given),
        of=len(course.dosing.numbers),
        cells=said.cells(course.cells),
        planned=said.line("exposure_total_planned", cells=said.cells(planned)) if planned else "",
        per_kg=said.line("exposure_per_kg", cells=said.cells(per_kg)) if per_kg else "",
        lots=said.listed(course.lots) or "-",
        unsettled="" if course.settled else said.line("exposure_unsettled"),
    )
