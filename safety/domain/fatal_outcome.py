"""An outcome that tells of a death which no record has: a grade too low, or a row that is missing.

The outcome is free text (SDTM AEOUT: FATAL) and stands for the whole event, so a row of a lower grade may well
have it; where the patient's death is on record, nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safety.domain.death import Death
from safety.domain.event_period import EventPeriod
from safety.domain.grade_doubt import GradeDoubt
from safety.domain.open_question import Code
from safety.domain.reason import FatalOutcome

DEATH = r"(?:\b(?:fatal|death|died|dead|deceased)\b|死亡)"
NO_DEATH = re.compile(rf"(?:\b(?:no|non|not|without)[\s-]+|[未无非])(?:{DEATH})", re.IGNORECASE)
TELLS_OF_DEATH = re.compile(DEATH, re.IGNORECASE)


def tells_of_death(outcome: str | None) -> bool:
    """Does the text name a death, and not only deny one?"""
    return outcome is not None and bool(TELLS_OF_DEATH.search(NO_DEATH.sub("", outcome)))


def fatal_outcome(period: EventPeriod, deaths: Sequence[Death]) -> list[GradeDoubt]:
    """The doubt about a row below grade 5 whose outcome is a death that is nowhere on record.

    The grade still counts as it stands. An end certainly after the cut-off has not happened yet, and neither has the
    death.
    """
    event = period.event
    ahead = period.end is None and event.ended_at is not None
    if deaths or ahead or period.opened_by or event.grade == 5 or not tells_of_death(event.outcome):
        return []
    because = FatalOutcome(event.outcome or "", event.grade)
    return [GradeDoubt(Code.FATAL_OUTCOME, because, "outcome", unknown=False)]
