"""The tally of a dose level: every patient ever dosed there, counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from safety.domain.evaluability import State


@dataclass(frozen=True)
class Tally:
    """Patients of a level: dosed = clear + dlt + pending + not_evaluable."""

    clear: int
    dlt: int
    pending: int
    not_evaluable: int

    @classmethod
    def of(cls, states: Iterable[State]) -> Tally:
        """Count patients by state; one who was never dosed is not counted."""
        n = Counter(states)
        pending = n[State.IN_WINDOW] + n[State.AWAITING]
        return cls(n[State.CLEAR], n[State.DLT], pending, n[State.NOT_EVALUABLE])

    @property
    def dosed(self) -> int:
        """Everybody who was given an infusion at this level."""
        return self.clear + self.dlt + self.pending + self.not_evaluable

    @property
    def evaluable(self) -> int:
        """Those whose answer is known: clear, or with a DLT."""
        return self.clear + self.dlt
