"""Dates of one patient that cannot both be meant: shown to the site, holding nobody back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from safety.domain.assessment_window import AssessmentWindow
from safety.domain.case_report import Infusion, Subject
from safety.domain.exposure import given
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import ConsentAfterInfusion, InfusionsAtOneTime


def date_conflicts(
    rows: Iterable[Subject], infusions: Sequence[Infusion], window: AssessmentWindow
) -> list[OpenQuestion]:
    """A consent after the first infusion (ICH E6: it comes first), and infusions that began at one time."""
    return [*_late_consent(rows, window), *_at_one_time(infusions)]


def _late_consent(rows: Iterable[Subject], window: AssessmentWindow) -> Iterator[OpenQuestion]:
    for row in rows:
        if row.consented_on is not None and row.consented_on > window.first_day:
            because = ConsentAfterInfusion(row.consented_on, window.first_day)
            yield OpenQuestion(
                Code.CONSENT_AFTER_INFUSION, because, row.subject_id or "", "", row.source, "consented_on",
                Reach.NOBODY,
            )  # fmt: skip


def _at_one_time(infusions: Sequence[Infusion]) -> Iterator[OpenQuestion]:
    """Two numbers with one start: the same clock time, or one day where neither has any."""
    for one, other in combinations(sorted(filter(given, infusions), key=lambda i: i.number or 0), 2):
        if one.started_at and one.started_at == other.started_at and one.number != other.number:
            because = InfusionsAtOneTime(one.infusion_id or "", other.infusion_id or "", one.started_at.first)
            yield OpenQuestion(
                Code.INFUSIONS_AT_ONE_TIME, because, other.subject_id or "", other.infusion_id or "", other.source,
                "started_at", Reach.NOBODY,
            )  # fmt: skip
