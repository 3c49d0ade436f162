"""What did the committee decide of a level, and was anybody dosed before it had decided to escalate the one below?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from safety.domain.case_report import DecisionOfRecord
from safety.domain.data_cut import DataCut
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.patient import Patient
from safety.domain.reason import DosedWithoutDecision


def latest_decision(cut: DataCut, level: int) -> DecisionOfRecord | None:
    """The latest decision of record for a level, up to the cut-off; None where there is none with a day."""
    made = [d for d in cut.decisions if d.level == level and d.decided_on]
    return max(made, key=lambda d: (d.decided_on, d.decision_id or ""), default=None)


def dosed_without_decision(
    cut: DataCut, at_level: Callable[[int], Iterable[Patient]]
) -> Iterator[OpenQuestion]:
    """Patients dosed with no earlier decision of record to escalate the level below: shown, blocking nobody.

    Asked only where decisions are kept at all. A decision of the same day is not known to be the earlier.
    """
    levels = sorted(rung.level for rung in cut.protocol.levels)
    if "decisions.csv" not in cut.reports.files:
        return
    for below, level in pairwise(levels):
        escalated = [d.decided_on for d in cut.decisions if d.level == below and d.decision == "escalate"]
        for patient in at_level(level):
            window = patient.window
            if window and not any(day is not None and day < window.first_day for day in escalated):
                because = DosedWithoutDecision(below, window.first_day)
                yield OpenQuestion(
                    Code.DOSED_WITHOUT_DECISION, because, patient.subject_id, "", patient.records.source,
                    "dose_level", Reach.NOBODY,
                )  # fmt: skip
