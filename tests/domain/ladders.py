"""Dose levels as strings, '1NNN 2T?', for the decision alone; `tests.clinic` says what the letters mean."""

from pathlib import Path

from safety.domain.escalation import Ladder
from safety.domain.protocol import Protocol
from safety.records.protocol_file import read_protocol
from safety.review.reference import ctcae_terms
from tests.clinic import DEMO, tally

BOIN = Path(__file__).parents[1] / "protocols" / "boin.toml"


def protocol(path: Path = DEMO) -> Protocol:
    """The protocol of a file."""
    return read_protocol(path, ctcae_terms())


def ladder(levels: str, path: Path = DEMO, *, stopped: bool = False, blocked: bool = False) -> Ladder:
    """All levels of the protocol, those not named empty."""
    found = protocol(path)
    letters = {int(rung[0]): rung[1:] for rung in levels.split()}
    tallies = {rung.level: tally(letters.get(rung.level, "")) for rung in found.levels}
    return Ladder(found, tallies, stopped, blocked)
