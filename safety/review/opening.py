"""Opens a study: a folder, a data cut or two exports, with the protocol that it is judged by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from safety.domain.case_report import CaseReports
from safety.domain.eligibility_criterion import ValueWithin
from safety.domain.protocol import Protocol
from safety.grading.units import understood
from safety.records.cells import Reading
from safety.records.many_rows import many_rows
from safety.records.protocol_file import protocol_of, read_protocol
from safety.records.raw_study import KeptFile, RawStudy
from safety.records.refusal import FileRefused, Finger
from safety.records.source_files import PROTOCOL, source_files
from safety.records.study_folder import read_raw_study
from safety.records.text_file import read_bytes
from safety.review.by_protocol import OwnProtocol
from safety.review.reference import ctcae_terms, reference
from safety.review.study import Study
from safety.store.delivery import Delivery

if TYPE_CHECKING:  # a folder is reviewed without waiting for the database's packages
    from safety.store.cut import Cut
    from safety.store.store import Store


def open_study(folder: Path, protocol_file: Path | None = None, mapping: Path | None = None) -> Study:
    """The study of a folder, under its own protocol.toml or the one given.

    Raises FileRefused with every reason, of the protocol and of the folder, at once.
    """
    protocol = _protocol(folder, protocol_file or folder / "protocol.toml")
    return _understood(read_raw_study(folder, mapping), protocol)


def open_cut(store: Store, cut: Cut, protocol_file: Path | None = None) -> Study:
    """The study as it stood at a data cut, under the protocol it was imported with or the one given.

    The cuts before it tell what changed since. Raises FileRefused where one of them is not as it was imported.
    """
    up_to = [each for each in store.cuts() if each.id <= cut.id]
    if protocol_file:
        protocols = [_understood_protocol(_kept(protocol_file))] * len(up_to)
    else:
        protocols = _own_protocols(store, up_to)
    with many_rows():
        study = _with_history((store.raw_study(each) for each in up_to), protocols)
    given = tuple(by for by in store.acknowledgements() if by.cut <= cut.id)
    return replace(study, acknowledgements=given)


def open_two(
    folders: Sequence[Path], protocol_file: Path | None = None, mapping: Path | None = None
) -> Study:
    """The study of the second folder with the first one before it, each under its own protocol or the one given.

    Raises FileRefused as `open_study` does, with the folder before every file.
    """
    opened, fingers = [], list[Finger]()
    for folder in folders:
        try:
            protocol = _protocol(folder, protocol_file or folder / "protocol.toml")
            opened.append((read_raw_study(folder, mapping), protocol))
        except FileRefused as refused:
            fingers += [replace(finger, file=f"{folder}: {finger.file}") for finger in refused.fingers]
    if fingers:
        raise FileRefused(fingers)
    return _with_history((raw for raw, _ in opened), [protocol for _, protocol in opened])


def delivery(folder: Path, protocol_file: Path | None = None, mapping: Path | None = None) -> Delivery:
    """A study folder as it is imported into a store, read once to know what of it can be read.

    Raises FileRefused as `open_study` does, and where a file changed meanwhile.
    """
    place = protocol_file or folder / "protocol.toml"
    before = source_files(folder, protocol_file, mapping)
    protocol, kept = _protocol(folder, place), _kept(place)
    raw = read_raw_study(folder, mapping)
    rows = raw.rows(_reading(protocol))
    changed = set(before) ^ set(source_files(folder, protocol_file, mapping))
    if changed:
        names = sorted({file.name for file in changed})
        raise FileRefused(Finger(name, None, "", "", "file_still") for name in names)
    return Delivery(raw, kept, before, rows)


def _understood(raw: RawStudy, protocol: Protocol) -> Study:
    return Study(raw.understood(_reading(protocol)), protocol)


def _own_protocols(store: Store, cuts: Sequence[Cut]) -> list[Protocol]:
    """The protocol that each cut was imported with; the same file is read once."""
    known: dict[str, Protocol] = {}
    for cut in cuts:
        digest = cut.content.documents[PROTOCOL][1]
        if digest not in known:
            known[digest] = _protocol_of_cut(store, cut)
    return [known[cut.content.documents[PROTOCOL][1]] for cut in cuts]


def _protocol_of_cut(store: Store, cut: Cut) -> Protocol:
    """Raises FileRefused naming the cut where a later program cannot read its file: --protocol then names another."""
    kept = store.protocol(cut)
    try:
        return _understood_protocol(kept)
    except FileRefused as refused:
        raise FileRefused(replace(f, file=f"cut {cut.id}, {f.file}") for f in refused.fingers) from None


def _understood_protocol(kept: KeptFile) -> Protocol:
    protocol = protocol_of(*kept, ctcae_terms())
    _know_units(protocol, kept.name)
    return protocol


def _with_history(raws: Iterable[RawStudy], protocols: Sequence[Protocol]) -> Study:
    """The last study with those before it, read under its protocol, and under their own where theirs is another."""
    *earlier, protocol = protocols
    last: RawStudy | None = None
    before, own = list[CaseReports](), list[CaseReports]()
    for last, by in zip(raws, protocols, strict=True):
        before.append(last.understood(_reading(protocol)))
        own.append(_read_again(last, by, before[-1], protocol))
    assert last is not None, "there is a study"
    reports = before.pop()
    latest = {by.sha256: _read_again(last, by, reports, protocol) for by in earlier}
    kept = tuple(
        OwnProtocol(by, read, latest[by.sha256]) if by.sha256 != protocol.sha256 else None
        for by, read in zip(earlier, own, strict=False)
    )
    return Study(reports, protocol, tuple(before), own=kept if any(kept) else ())


def _read_again(raw: RawStudy, by: Protocol, read: CaseReports, under: Protocol) -> CaseReports:
    """The same where both protocols read a cell alike."""
    alike = (by.dosing.numbers, by.criteria_ids) == (under.dosing.numbers, under.criteria_ids)
    return read if alike else raw.understood(_reading(by))


def _reading(protocol: Protocol) -> Reading:
    graded = frozenset(reference().limits.ladders)
    return Reading(protocol.dosing.numbers, graded, ctcae_terms(), protocol.criteria_ids)


def _kept(path: Path) -> KeptFile:
    return KeptFile(path.name, read_bytes(path))


def _protocol(folder: Path, path: Path) -> Protocol:
    try:
        protocol = read_protocol(path, ctcae_terms())
        _know_units(protocol, path.name)
        return protocol
    except FileRefused as refused:
        # with no protocol nothing can be judged, yet what else is wrong is worth knowing now
        try:
            read_raw_study(folder)
        except FileRefused as also:
            raise FileRefused([*refused.fingers, *also.fingers]) from None
        raise


def _know_units(protocol: Protocol, file: str) -> None:
    """A criterion in a unit that nobody knows would answer nobody."""
    asked = [(c.id, c.asks) for c in (*protocol.criteria, *protocol.criteria_off)]
    unknown = [
        Finger(file, None, f"criterion {id_}, unit", asks.unit, "criterion_unit_known")
        for id_, asks in asked
        if isinstance(asks, ValueWithin) and not asks.in_uln and understood(asks.unit) is None
    ]
    if unknown:
        raise FileRefused(unknown)
