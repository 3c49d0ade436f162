"""The form of a decision: a fixed list to choose from, the reason, and who answers for it, by role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from safety.domain.protocol import Protocol
from safety.review.level_review import LevelReview
from safety.wording import Speech

LINES = ("form_reason", "form_effective", "form_told")
ROLES = ("chair", "clinician", "clinician_2", "statistician", "investigator")
ASKED = (
    ("form_vote", "form_votes"),
    ("form_interest", "form_interests"),
    ("form_signed", ""),
    ("form_date", ""),
)


def decision_form(level: LevelReview, protocol: Protocol, said: Speech) -> dict[str, Any]:
    """The form for one level. Every decision of the list can be ticked, whatever the rule says."""
    return {
        "title": said.label("form_title", level=level.dose.level),
        "options": list(_options(level, protocol, said)),
        "lines": [said.label(name) for name in LINES],
        "roles": [said.label("form_role"), *(said.label(f"role_{role}") for role in ROLES)],
        "asked": [[said.label(name), said.label(choices) if choices else ""] for name, choices in ASKED],
    }


def _options(level: LevelReview, protocol: Protocol, said: Speech) -> Iterator[str]:
    here = level.dose.level
    above = protocol.next_level(here)
    below = [rung.level for rung in protocol.levels if rung.level < here]
    yield said.label("form_escalate", level=above.level) if above else said.label("form_no_escalate")
    yield said.label("form_expand", level=here, n=level.expand_to or protocol.mtd.evaluable)
    yield said.label("form_enrol", level=here)
    yield said.label("form_hold")
    yield said.label("form_de_escalate", level=max(below)) if below else said.label("form_no_de_escalate")
    yield said.label("form_stop")
    yield said.label("form_other")
