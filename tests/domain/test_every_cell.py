"""Every cell up to eight dosed patients against the contract's list, written a second time as plain ifs."""

from itertools import product

import pytest

from safety.domain.cohort import Tally
from safety.domain.escalation import Ladder
from safety.domain.evaluability import State
from safety.domain.protocol import Protocol
from tests.domain.ladders import protocol as read_the_protocol

MOST = 8
CELLS = [
    c for c in product(range(MOST + 1), repeat=4) if sum(c) <= MOST
]  # clear, dlt, pending, not evaluable
PERMITS = Tally(3, 0, 0, 0)
EMPTY = Tally(0, 0, 0, 0)


def expected(
    clear,
    dlt,
    pending,
    not_evaluable,
    *,
    above=0,
    top=False,
    lower_permits=True,
    stopped=False,
    blocked=False,
):
    """The decision of a level, contract §3, sentence by sentence; `above`: DLTs at the next level."""
    if clear + dlt + pending + not_evaluable == 0:
        return "not_open"
    if stopped:
        return "hold"
    if dlt >= 2:
        return "exceeded"
    if not lower_permits:
        return "hold"
    if pending > 0 or blocked:
        return "wait"
    if not top and above >= 2:
        return "mtd" if dlt <= 1 and dlt + clear >= 6 else "expand"
    if (dlt == 0 and clear >= 3) or (dlt == 1 and clear >= 5):
        return "top_of_ladder" if top else "escalate"
    if dlt == 1:
        return "expand"
    return "enrol"


def every_outcome(clear, dlt, favourable, not_evaluable, **around):
    """Every decision that comes out when each pending patient is a DLT, or what it would be at best."""
    if expected(clear, dlt, len(favourable), not_evaluable, **around) != "wait" or not favourable:
        return {expected(clear, dlt, len(favourable), not_evaluable, **around)}
    if around.get("blocked"):
        return {"wait"}
    found = set()
    for ends in product(*[("dlt", kind) for kind in favourable]):
        counts = (
            clear + ends.count("clear"),
            dlt + ends.count("dlt"),
            0,
            not_evaluable + ends.count("spent"),
        )
        found.add(expected(*counts, **around))
    return found


@pytest.fixture(scope="module", name="protocol")
def demonstration() -> Protocol:
    return read_the_protocol()


def at_bottom(protocol, cell, above=0, **around):
    return Ladder(
        protocol,
        {1: Tally(*cell), 2: Tally(0, above, 0, 0)},
        around.get("stopped", False),
        around.get("blocked", False),
    )


def at_top(protocol, cell, below=PERMITS, **around):
    return Ladder(
        protocol, {1: below, 2: Tally(*cell)}, around.get("stopped", False), around.get("blocked", False)
    )


@pytest.mark.parametrize("blocked", [False, True])
@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize("above", [0, 1, 2, 3])
def test_every_cell_below_another_level_is_decided_as_the_contract_says(protocol, above, stopped, blocked):
    around = {"stopped": stopped, "blocked": blocked}
    wrong = [
        c
        for c in CELLS
        if at_bottom(protocol, c, above, **around).decide(1) != expected(*c, above=above, **around)
    ]

    assert len(CELLS) == 495
    assert wrong == []


@pytest.mark.parametrize("blocked", [False, True])
@pytest.mark.parametrize("stopped", [False, True])
def test_every_cell_at_the_top_of_the_ladder_is_decided_as_the_contract_says(protocol, stopped, blocked):
    around = {"stopped": stopped, "blocked": blocked}
    wrong = [c for c in CELLS if at_top(protocol, c, **around).decide(2) != expected(*c, top=True, **around)]

    assert wrong == []


def test_every_lower_level_permits_or_holds_as_the_contract_says(protocol):
    """By its own clear and DLT, pending ones set aside."""
    for below in CELLS:
        clear, dlt, _, _ = below
        permits = (dlt == 0 and clear >= 3) or (dlt == 1 and clear >= 5)
        for cell in [(3, 0, 0, 0), (0, 0, 1, 0), (0, 2, 0, 0), (0, 1, 0, 0), (0, 0, 0, 0)]:
            decided = at_top(protocol, cell, Tally(*below)).decide(2)
            assert decided == expected(*cell, top=True, lower_permits=permits), (below, cell)


@pytest.mark.parametrize("top", [False, True])
@pytest.mark.parametrize("above", [0, 2])
@pytest.mark.parametrize("blocked", [False, True])
def test_possible_is_every_outcome_of_every_pending_patient(protocol, top, above, blocked):
    """Each pending patient favourable to clear, or to not evaluable where it can no longer be clear."""
    for cell in CELLS:
        for spent in range(cell[2] + 1):
            kinds = ["clear"] * (cell[2] - spent) + ["spent"] * spent
            ladder = (
                at_top(protocol, cell, blocked=blocked)
                if top
                else at_bottom(protocol, cell, above, blocked=blocked)
            )
            states = [State.CLEAR if kind == "clear" else State.NOT_EVALUABLE for kind in kinds]
            around = {"above": 0 if top else above, "top": top, "blocked": blocked}
            told = ladder.possible(2 if top else 1, states)
            assert set(told) == every_outcome(cell[0], cell[1], kinds, cell[3], **around), (cell, spent)
            assert len(told) == len(set(told))


def test_no_cell_with_somebody_pending_may_escalate(protocol):
    assert [c for c in CELLS if c[2] and at_bottom(protocol, c).decide(1) == "escalate"] == []


def test_one_more_dlt_never_makes_a_cell_escalate_but_from_5_clear_and_a_sixth_patient(protocol):
    """A pending or not evaluable patient who became a DLT makes six of five: 5 clear and 1, as 3+3 allows."""
    for clear, dlt, pending, rest in CELLS:
        for now in [
            (clear, dlt + 1, pending - 1, rest),
            (clear, dlt + 1, pending, rest - 1),
            (clear - 1, dlt + 1, pending, rest),
        ]:
            if min(now) >= 0 and at_bottom(protocol, now).decide(1) == "escalate":
                before = at_bottom(protocol, (clear, dlt, pending, rest)).decide(1)
                assert before == "escalate" or now[:2] >= (5, 1)
