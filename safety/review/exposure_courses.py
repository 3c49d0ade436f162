"""What was everybody given, beside the plan? The courses of a study in the order a committee reads them."""

from __future__ import annotations

from safety.domain.exposure_course import ExposureCourse, exposure_course
from safety.review.study_review import StudyReview

NO_LEVEL = 10_000


def exposure_courses(review: StudyReview) -> list[ExposureCourse]:
    """Everybody who has an infusion on record at the cut-off, by level and first infusion; nobody is left out."""
    cut = review.cut
    patients = [p for p in review.patients.values() if p.records.infusions]
    courses = [exposure_course(p, cut.protocol, cut.cut_off) for p in patients]
    return sorted(courses, key=_in_order)


def _in_order(course: ExposureCourse) -> tuple[int, bool, int, str]:
    window = course.patient.window
    level = course.level.level if course.level else NO_LEVEL
    return level, window is None, window.first_day.toordinal() if window else 0, course.subject_id


def rows_of_nobody(review: StudyReview) -> int:
    """How many infusion rows name no patient: they stand in no course, and each is a query."""
    return sum(1 for infusion in review.cut.infusions if not infusion.subject_id)
