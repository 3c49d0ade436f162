"""Where the next patients lead: the protocol's decision table, and where the level stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from safety.domain.cohort import Tally
from safety.domain.escalation import exceeded, permits
from safety.domain.evaluability import State
from safety.domain.protocol import Protocol
from safety.review.level_review import LevelReview
from safety.views.labels import label, said
from safety.views.markup import Html, element

WIDEST, FEWEST_ROWS, TALLEST = 12, 4, 6
Place = tuple[int, int]


@dataclass(frozen=True)
class NextPatients:
    """`leads` says of each place (evaluable, DLT) what the table alone says there."""

    leads: dict[Place, str]
    now: Place
    possible: frozenset[Place]

    @property
    def beyond(self) -> bool:
        """Does the level stand, or may it come to stand, outside what is drawn?"""
        places = {self.now, *self.possible}
        return any(place not in self.leads for place in places if place[0])


def next_patients(level: LevelReview, protocol: Protocol) -> NextPatients:
    """The table for a level, wide enough for its last row and for everybody pending."""
    possible = _possible(level)
    now = (level.tally.evaluable, level.tally.dlt)
    needed = max(place[0] for place in (now, *possible))
    columns = min(max(protocol.boundaries[-1].evaluable, needed), WIDEST)
    rows = min(max(FEWEST_ROWS, 1 + protocol.boundaries[-1].exceeded_at_least), TALLEST)
    leads = {
        (n, dlt): _lead(protocol, level.dose.level, Tally(n - dlt, dlt, 0, 0))
        for n in range(1, columns + 1)
        for dlt in range(min(n + 1, rows))
    }
    return NextPatients(leads, now, possible)


def _lead(protocol: Protocol, level: int, tally: Tally) -> str:
    if exceeded(protocol, tally):
        return "exceeded"
    if not permits(protocol, tally):
        return "more"
    return "escalate" if protocol.next_level(level) else "top"


def _possible(level: LevelReview) -> frozenset[Place]:
    """Every place to which the pending patients may lead, each resolved both ways."""
    pending = [p.favourable for p in level.patients if p.state.pending]
    can_be_clear = pending.count(State.CLEAR)
    others = len(pending) - can_be_clear
    evaluable, dlt = level.tally.evaluable, level.tally.dlt
    return frozenset(
        (evaluable + can_be_clear + spent, dlt + harmed + spent)
        for harmed in range(can_be_clear + 1)
        for spent in range(others + 1)
        if pending
    )


def drawn(table: NextPatients) -> Html:
    """The table with its letters; solid where the level stands, dashed where it may come to stand."""
    columns = sorted({n for n, _ in table.leads})
    rows = sorted({dlt for _, dlt in table.leads})
    head = element("tr", element("td"), *(element("th", n, scope="col") for n in columns))
    body = [
        element("tr", element("th", dlt, scope="row"), *(_cell(table, (n, dlt)) for n in columns))
        for dlt in rows
    ]
    return element(
        "div", element("table", head, *body, class_="grid"), element("p", _legend(table), class_="foot")
    )


def _legend(table: NextPatients) -> str:
    leads = [lead for lead in ("escalate", "top", "more", "exceeded") if lead in table.leads.values()]
    letters = " · ".join(f"{label(f'grid_{lead}')} {label(f'grid_{lead}_short')}" for lead in leads)
    key = "grid_beyond" if table.beyond else "grid_now" if table.now[0] else "grid_nobody"
    return said().sentences((said().sentence(letters), label(key, n=table.now[0], dlt=table.now[1])))


def _cell(table: NextPatients, place: Place) -> Html:
    lead = table.leads.get(place)
    if lead is None:
        return element("td")
    where = "now" if place == table.now else "next" if place in table.possible else ""
    told = label(
        "grid_cell",
        n=place[0],
        dlt=place[1],
        lead=label(f"grid_{lead}_word"),
        where=label(f"grid_where_{where or 'none'}"),
    )
    return element("td", label(f"grid_{lead}"), class_=f"{lead} {where}", aria_label=told)
