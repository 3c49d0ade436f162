"""A decision of record in words."""

from __future__ import annotations

from safety.domain.case_report import DecisionOfRecord
from safety.wording.speech import Speech


def of_record(decision: DecisionOfRecord | None, said: Speech) -> str:
    """What was decided and when, as escalate, 18 June 2026."""
    if decision is None:
        return said.label("not_decided")
    return said.label("decided", decision=decided(decision, said), day=said.day(decision.decided_on))


def decided(decision: DecisionOfRecord, said: Speech) -> str:
    """The decision in a word."""
    return said.label(f"decided_{decision.decision}")
