"""Which ruling of the committee stands: the latest that can. A ruling for DLT always can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safety.domain.case_report import Adjudication
from safety.domain.dlt_definition import Verdict
from safety.domain.reason import Ruled

HARSHEST_FIRST = {"dlt": 0, "not_evaluable": 1, "not_dlt": 2}


@dataclass(frozen=True)
class RulingsOnRecord:
    """What people ruled on one id: the ruling that stands, and the latest one where it cannot."""

    stands: Adjudication | None = None
    outdated: Adjudication | None = None

    @property
    def ruled(self) -> bool:
        """Did anybody rule on it?"""
        return self.stands is not None or self.outdated is not None

    @property
    def verdict(self) -> str | None:
        """dlt, not_dlt, not_evaluable, or None where nothing stands."""
        return self.stands.verdict if self.stands else None

    @property
    def as_verdict(self) -> Verdict | None:
        """The verdict on an event, None where nothing stands."""
        return (
            Verdict(self.stands.verdict)
            if self.stands and self.stands.verdict in ("dlt", "not_dlt")
            else None
        )

    @property
    def lifts_hold(self) -> bool:
        """Does it let the trial go on after a death?"""
        return self.stands is not None and (self.stands.verdict == "not_dlt" or bool(self.stands.resumes))

    @property
    def because(self) -> Ruled | None:
        """The ruling that stands, as a reason."""
        r = self.stands
        return Ruled(r.adjudication_id or "", r.verdict or "", _day(r), r.decided_by or "") if r else None


NO_RULING = RulingsOnRecord()


def _day(ruling: Adjudication) -> date:
    return ruling.decided_on or date.min


def on_record(
    rulings: Sequence[Adjudication], started: date | None, grade_now: int | None
) -> RulingsOnRecord:
    """The rulings on one id. `started`: the first day its event may have happened; `grade_now`: its highest grade.

    A kind ruling made before that day, or on a lower grade than now, cannot stand; nor can one of the same day
    or an earlier one.
    """

    def outdated(ruling: Adjudication) -> bool:
        before = started is not None and _day(ruling) < started
        lower = None not in (ruling.ruled_grade, grade_now) and ruling.ruled_grade < grade_now  # type: ignore[operator]
        return before or lower

    def can_stand(ruling: Adjudication) -> bool:
        since = [r for r in rulings if _day(r) >= _day(ruling)]
        return ruling.verdict == "dlt" or not any(outdated(r) for r in since)

    def order(ruling: Adjudication) -> tuple[int, int, bool, str]:
        harsh = HARSHEST_FIRST.get(ruling.verdict or "", 0)
        return -_day(ruling).toordinal(), harsh, bool(ruling.resumes), ruling.adjudication_id or ""

    latest_first = sorted(rulings, key=order)
    stands = next((r for r in latest_first if can_stand(r)), None)
    refused = next((r for r in latest_first if not can_stand(r)), None)
    superseded = stands is not None and refused is not None and _day(stands) >= _day(refused)
    return RulingsOnRecord(stands, None if superseded else refused)
