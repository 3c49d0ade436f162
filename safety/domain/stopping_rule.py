"""Which deaths hold every dose level until people have ruled on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from safety.domain.assessment_window import AssessmentWindow, InWindow
from safety.domain.death import Death
from safety.domain.dlt_definition import DltDefinition
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import DeathHolds
from safety.domain.ruled_questions import Rulings, outdated_question, ruling_on
from safety.domain.rulings import RulingsOnRecord


def holding_deaths(
    deaths: Iterable[Death], window: AssessmentWindow, definition: DltDefinition, rulings: Rulings
) -> list[OpenQuestion]:
    """A death in the window or possibly there; later, unless its row says that it is not related.

    It holds until it is ruled not a DLT, or a ruling says that the trial resumes.
    """
    return [
        hold
        for death, hold in _holds(deaths)
        if not _late_and_not_related(death, window, definition) and not _ruling(death, rulings).lifts_hold
    ]


def outdated_late_rulings(
    deaths: Iterable[Death], window: AssessmentWindow, rulings: Rulings
) -> list[OpenQuestion]:
    """Rulings that cannot stand on a death after the window that only an exit records: nothing else asks again."""
    return [
        replace(question, reach=Reach.SUBJECT)
        for death, hold in _holds(deaths)
        if death.row is None and death.in_window(window) is InWindow.NO
        for question in outdated_question(hold, _ruling(death, rulings))
    ]


def _holds(deaths: Iterable[Death]) -> Iterator[tuple[Death, OpenQuestion]]:
    for death in deaths:
        yield (
            death,
            OpenQuestion(
                Code.STOPPING_RULE, DeathHolds(death.subject_id), death.subject_id, death.record_id,
                death.source, "", Reach.EVERY_LEVEL,
            ),
        )  # fmt: skip


def _ruling(death: Death, rulings: Rulings) -> RulingsOnRecord:
    return ruling_on(rulings, death.record_id, death.earliest, 5 if death.row else None)


def _late_and_not_related(death: Death, window: AssessmentWindow, definition: DltDefinition) -> bool:
    causality = death.row.causality if death.row else None
    late = death.in_window(window) is InWindow.NO
    return late and causality is not None and not definition.is_related(causality)
