"""Which deaths hold every dose level until people have ruled on them."""

from __future__ import annotations

from collections.abc import Iterable

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.death import Death
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.protocol import DltDefinition
from safety.domain.reason import DeathHolds
from safety.domain.ruled_questions import Rulings, ruling_on


def holding_deaths(
    deaths: Iterable[Death], window: AssessmentWindow, definition: DltDefinition, rulings: Rulings
) -> list[OpenQuestion]:
    """A death in the window or possibly there; later, unless its row says that it is not related.

    It holds until it is ruled not a DLT, or a ruling says that the trial resumes.
    """
    return [
        OpenQuestion(
            Code.STOPPING_RULE, DeathHolds(d.subject_id), d.subject_id, d.record_id, d.source, "", Reach.EVERY_LEVEL
        )
        for d in deaths
        if not _late_and_not_related(d, window, definition) and not _lifted(d, rulings)
    ]  # fmt: skip


def _late_and_not_related(death: Death, window: AssessmentWindow, definition: DltDefinition) -> bool:
    causality = death.row.causality if death.row else None
    late = death.in_window(window) is InWindow.NO
    return late and causality is not None and not definition.is_related(causality)


def _lifted(death: Death, rulings: Rulings) -> bool:
    return ruling_on(rulings, death.record_id, death.earliest, 5 if death.row else None).lifts_hold
