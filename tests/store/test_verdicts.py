"""A verdict that was shown is kept: one program says the same again, and what another says has a name."""

from datetime import date

import pytest

from safety.records.program import program
from safety.reports.as_json import as_json
from safety.review.opening import open_cut
from safety.store import verdicts
from safety.store.verdicts import Shown, VerdictChange, verdict_changes
from safety.wording import speech
from safety.wording.the_store import another_verdict
from tests.store.deliveries import kept

DAY = date(2026, 9, 7)


@pytest.fixture
def shown(store):
    """The cut, its protocol's hash, and the verdict of the day."""
    cut = kept(store).cut
    review = open_cut(store, cut).review(DAY)
    return cut, review.protocol.sha256, as_json(review)


def test_the_same_program_says_it_once(store, shown):
    cut, protocol, said = shown
    first = store.record_verdict(Shown(cut.id, DAY, protocol, said.encode()))
    head = store.head()
    assert store.record_verdict(Shown(cut.id, DAY, protocol, said.encode())) == first
    assert store.head() == head
    assert store.verdicts(cut, DAY) == (first,)
    assert (first.program, first.content) == (program(), said.encode())
    assert store.other_verdicts(first) == ()


def test_what_another_program_said_stays_and_the_difference_has_a_name(store, shown, monkeypatch):
    cut, protocol, said = shown
    monkeypatch.setattr(verdicts, "program", lambda: "0.0.9+000000000000")
    then = store.record_verdict(
        Shown(cut.id, DAY, protocol, said.replace('"decision": "wait"', '"decision": "escalate"', 1).encode())
    )
    monkeypatch.undo()
    now = store.record_verdict(Shown(cut.id, DAY, protocol, said.encode()))
    assert store.other_verdicts(now) == (then,)
    assert verdict_changes(then.content, now.content) == (VerdictChange("level", "2", "escalate", "wait"),)
    assert list(another_verdict(then, now, speech())) == [
        "Program 0.0.9+000000000000 said otherwise of cut 1 at this cut-off:",
        "  level 2: escalate then, wait now",
    ]
    assert store.verify().findings == ()


def test_another_cut_off_is_another_verdict(store, shown):
    cut, protocol, said = shown
    store.record_verdict(Shown(cut.id, DAY, protocol, said.encode()))
    store.record_verdict(Shown(cut.id, date(2026, 9, 8), protocol, said.encode()))
    assert len(store.verdicts(cut, DAY)) == 1


def test_patients_and_events_that_only_one_review_has_are_named():
    one = b'{"levels": [{"level": 1, "decision": "hold", "subjects": []}], "events": []}'
    other = (
        b'{"levels": [{"level": 1, "decision": "hold", "subjects": [{"subject_id": "S-1", "state": "dlt"}]}],'
        b' "events": [{"event_id": "AE-1", "verdict": "not_dlt"}]}'
    )
    assert verdict_changes(one, other) == (
        VerdictChange("patient", "S-1", "", "dlt"),
        VerdictChange("event", "AE-1", "", "not_dlt"),
    )
    assert verdict_changes(one, one) == ()


def test_a_program_is_named_by_its_version_and_all_its_lines():
    from safety import __version__

    assert program().startswith(f"{__version__}+")
    assert len(program()) == len(__version__) + 13
