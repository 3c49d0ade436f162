"""Two readings of the protocol that a committee asks about: a window one day shorter, and the strict rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from safety.domain.protocol import Protocol
from safety.review.flip import OnlyWithoutDlt, Otherwise, Supposed, WindowIs


def protocol_flips(protocol: Protocol) -> Iterator[Supposed]:
    """The window read as ending a day earlier ("within 30 days" as study days 1 to 30), where the infusions still
    fit; and nothing but no DLT at all permitting the step up (0 of 3), where the table permits more.
    """
    last = protocol.window_days + 1
    if protocol.window_days > 1 and protocol.dosing.days[-1] < last:
        shorter = replace(protocol, window_days=protocol.window_days - 1)
        yield Supposed(WindowIs(last, last - 1), Otherwise(protocol=shorter))
    if any(row.escalate_at_most for row in protocol.boundaries):
        strict = tuple(replace(row, escalate_at_most=0) for row in protocol.boundaries)
        yield Supposed(OnlyWithoutDlt(), Otherwise(protocol=replace(protocol, boundaries=strict)))
