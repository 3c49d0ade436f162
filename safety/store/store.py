"""The store of a study: its data cuts, its audit trail, the verdicts that were shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from safety.domain.acknowledgement import Acknowledgement
from safety.records.many_rows import many_rows
from safety.records.raw_study import KeptFile, RawStudy
from safety.records.refusal import FileRefused, Finger
from safety.records.source_files import PROTOCOL
from safety.store import acknowledgements, backup, trail, verdicts
from safety.store.acknowledgements import Noted
from safety.store.allowed import listing
from safety.store.cut import Cut, altered, cuts, latest_cut
from safety.store.cut_rows import document, raw_study
from safety.store.data_cut_import import Imported, import_cut, prepared
from safety.store.delivery import Delivery
from safety.store.engine import Engines, engines
from safety.store.schema import bring_up_to_date, unreachable
from safety.store.settings import database_url
from safety.store.settings import shown as address
from safety.store.verdicts import Shown, StoredVerdict
from safety.store.verify import Verification, verify


@dataclass(frozen=True)
class Store:
    """One database. Every method is one transaction, and raises FileRefused where the database fails."""

    database: Engines

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    def cuts(self) -> tuple[Cut, ...]:
        """Every data cut, the first one first."""
        with self._reading() as connection:
            return tuple(cuts(connection))

    def latest(self) -> Cut | None:
        """The newest cut; None where nothing was imported yet."""
        with self._reading() as connection:
            return latest_cut(connection)

    def cut(self, number: int | None = None) -> Cut:
        """The cut of this number, or the latest. Raises FileRefused naming those that there are."""
        known = {cut.id: cut for cut in self.cuts()}
        wanted = max(known, default=0) if number is None else number
        if wanted not in known:
            raise FileRefused([Finger("--cut", None, "", str(number or ""), listing("cut_known", known))])
        return known[wanted]

    def raw_study(self, cut: Cut) -> RawStudy:
        """The text of every file of a cut. Raises FileRefused where it is not as it was imported."""
        with self._reading() as connection, many_rows():
            return raw_study(connection, cut)

    def protocol(self, cut: Cut) -> KeptFile:
        """The protocol file that the cut was imported with."""
        with self._reading() as connection:
            found = document(connection, cut, PROTOCOL)
        if found is None:
            raise altered(cut.id, PROTOCOL)
        return found

    def import_cut(self, delivery: Delivery, *, who: str, why: str = "") -> Imported:
        """A delivery as a new cut; the latest one where it came from the same files.

        Raises FileRefused without a role, or where the store holds the cuts of another study.
        """
        with many_rows():
            given = prepared(delivery)  # before the others have to wait
        with self._writing() as connection, many_rows():
            return import_cut(connection, given, who=who, why=why)

    def record_verdict(self, shown: Shown) -> StoredVerdict:
        """Keep a verdict that is shown; the same bytes once a program."""
        with self._reading() as connection:
            known = verdicts.already_recorded(connection, shown)
        if known:
            return known
        with self._writing() as connection:
            return verdicts.record_verdict(connection, shown)

    def verdicts(self, cut: Cut, cut_off: date) -> tuple[StoredVerdict, ...]:
        """Every verdict that was shown of a cut at a cut-off, the first one first."""
        with self._reading() as connection:
            return tuple(verdicts.verdicts(connection, cut.id, cut_off))

    def other_verdicts(self, shown: StoredVerdict) -> tuple[StoredVerdict, ...]:
        """What was shown otherwise of the same cut, cut-off, protocol and acknowledgements: by another program."""
        with self._reading() as connection:
            known = tuple(verdicts.verdicts(connection, shown.cut_id, shown.cut_off))
        return tuple(
            other
            for other in known
            if (other.protocol_sha256, other.acknowledged) == (shown.protocol_sha256, shown.acknowledged)
            and other.sha256 != shown.sha256
        )

    def acknowledge(self, change: str, cut: int, *, who: str, why: str) -> Noted:
        """Note that somebody has seen a change and answers for it, once. Raises FileRefused without role or reason."""
        return self.acknowledge_all([change], cut, who=who, why=why)[0]

    def acknowledge_all(self, changes: Sequence[str], cut: int, *, who: str, why: str) -> tuple[Noted, ...]:
        """The same of several changes with one reason, all of them or none."""
        with self._writing() as connection:
            return acknowledgements.acknowledge(connection, changes, cut, who=who, why=why)

    def acknowledgements(self) -> tuple[Acknowledgement, ...]:
        """Every acknowledgement, the first one first."""
        with self._reading() as connection:
            return tuple(acknowledgements.acknowledgements(connection))

    def head(self) -> str:
        """The newest hash of the audit trail, to be noted where nobody can alter it."""
        with self._reading() as connection:
            last = trail.newest(connection)
        return last.hash if last else trail.BEGINNING

    def trail(self) -> tuple[trail.Entry, ...]:
        """The audit trail from its first entry on."""
        with self._reading() as connection:
            return tuple(trail.entries(connection))

    def verify(self, noted_head: str | None = None) -> Verification:
        """Prove that nothing was altered; `noted_head` is a hash that was noted elsewhere."""
        with self._reading() as connection:
            return verify(connection, noted_head)

    def back_up(self, file: Path) -> Verification:
        """Write the whole store into a new file, and prove that file."""
        with self._failing():
            return backup.back_up(self.database, file)

    def restore(self, file: Path) -> Verification:
        """Fill the store, which must be empty, from a backup, and prove it."""
        with self._failing():
            return backup.restore(file, self.database)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._failing(), self.database.reader.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._failing(), self.database.writer.begin() as connection:
            yield connection

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:  # one writer at a time: only what was altered elsewhere can be in the way
            raise FileRefused([Finger(address(self.database.url), None, "", "", "store_whole")]) from None
        except DBAPIError as error:
            raise unreachable(self.database, error) from None


def open_store(database: str | URL | None = None) -> Store:
    """The store of a database, made at its first use and brought to this program's schema.

    Raises FileRefused where it cannot be opened, is not ours, or was made by a newer program.
    """
    url = database if isinstance(database, URL) else database_url(database)
    opened = engines(url)
    try:
        bring_up_to_date(opened)
    except FileRefused:
        opened.close()
        raise
    return Store(opened)
