"""Reads a protocol file (TOML) into the protocol's values; every mistake is pointed at, all at once."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from safety.domain.protocol import Boundary, DoseLevel, Dosing, MtdRule, Protocol, ProtocolStatus, Stagger
from safety.records.ctcae_terms import CtcaeTerms
from safety.records.protocol_checks import contradictions
from safety.records.protocol_criteria import criteria
from safety.records.protocol_rules import dlt_definition
from safety.records.protocol_tables import DosingTable, ProtocolTables, StaggerTable
from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import decoded, read_bytes
from safety.records.toml_file import parse_toml, understand_toml


def read_protocol(path: Path, terms: CtcaeTerms) -> Protocol:
    """The protocol of a file, with the sha256 of its bytes. Raises FileRefused with every mistake in it.

    Terms are spelled as the CTCAE catalogue does, whatever their case in the file.
    """
    return protocol_of(path.name, read_bytes(path), terms)


def protocol_of(name: str, content: bytes, terms: CtcaeTerms) -> Protocol:
    """The protocol in the bytes of a file of this name, as `read_protocol` reads the file."""
    file = understand_toml(name, parse_toml(name, decoded(name, content)), ProtocolTables)
    wrong = contradictions(file, terms)
    if wrong:
        raise FileRefused(Finger(name, None, *mistake) for mistake in wrong)
    return _protocol(file, terms, sha256(content).hexdigest())


def _protocol(file: ProtocolTables, terms: CtcaeTerms, digest: str) -> Protocol:
    title = file.protocol
    return Protocol(
        id=title.id,
        title=title.title,
        version=title.version,
        status=ProtocolStatus(title.status),
        sha256=digest,
        ctcae_version=title.ctcae,
        levels=tuple(DoseLevel(row.level, row.cells, row.section) for row in file.dose_level),
        dosing=_dosing(file.dosing),
        window_days=file.window.days,
        window_section=file.window.section,
        infusions_to_complete=file.evaluability.infusions_completed,
        evaluability_section=file.evaluability.section,
        dlt=dlt_definition(file, terms),
        boundaries=tuple(
            Boundary(row.evaluable, row.escalate_at_most, row.exceeded_at_least, row.section)
            for row in file.boundary
        ),
        mtd=MtdRule(file.mtd.evaluable, file.mtd.dlt_at_most, file.mtd.section),
        death_holds_all_levels=bool(file.stopping_rule),
        stopping_section=", ".join(row.section for row in file.stopping_rule),
        criteria=criteria(file, terms, on=True),
        criteria_off=criteria(file, terms, on=False),
        stagger=_stagger(file.stagger),
    )


def _dosing(row: DosingTable) -> Dosing:
    return Dosing(
        per_kg=row.basis == "per_kg",
        reference_weight_kg=row.reference_weight_kg,
        days=tuple(row.infusion_days),
        above_percent=row.deviation_above_percent,
        below_percent=row.deviation_below_percent,
        section=row.section,
        minor_percent=row.minor_deviation_percent,
    )


def _stagger(row: StaggerTable | None) -> Stagger | None:
    return Stagger(row.first_to_second_days, row.between_later_days, row.section) if row else None
