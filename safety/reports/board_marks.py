"""The shapes of what stands on a day of the board: infusions, exits and deaths. Screen, paper and legend share them.

Corners are in pixels from the middle of the mark.
"""

from __future__ import annotations

from safety.review.lane_infusions import Became

Corners = tuple[tuple[float, float], ...]

DOWN: Corners = ((-5.5, -5), (5.5, -5), (0, 5))
DIAMOND: Corners = ((0, -6.5), (6.5, 0), (0, 6.5), (-6.5, 0))
HOURGLASS: Corners = ((-5, -6), (5, -6), (-5, 6), (5, 6))
SQUARE: Corners = ((-5, -5), (5, -5), (5, 5), (-5, 5))
ARROW: Corners = ((0, -6), (8, 0), (0, 6))

INFUSIONS: dict[Became, Corners] = {
    Became.GIVEN: DOWN,
    Became.LATE: DIAMOND,
    Became.INTERRUPTED: HOURGLASS,
    Became.NOT_GIVEN: DOWN,
}
OPEN = (Became.NOT_GIVEN,)
NO_RECORD = "?"
