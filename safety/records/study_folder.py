"""Reads a study folder: our own tables, or SDTM domains, told apart by its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from safety.domain.case_report import CaseReports
from safety.records.allowed import key
from safety.records.cells import Reading
from safety.records.columns import TABLES, Table
from safety.records.csv_table import read_csv_table
from safety.records.ctcae_terms import CtcaeTerms
from safety.records.many_rows import many_rows
from safety.records.raw_study import KeptFile, RawStudy
from safety.records.raw_table import RawTable
from safety.records.refusal import FileRefused, Finger
from safety.records.text_file import read_bytes

TABLE_FILES = [table.file for table in TABLES]
SHARED_WITH_SDTM = ("adjudications.csv", "decisions.csv", "screening.csv")
DOMAINS = ("dm", "ex", "ec", "ae", "lb", "vs", "ds")
DOMAIN_FILES = [f"{domain}.{ending}" for domain in DOMAINS for ending in ("csv", "xpt")]
Files = Mapping[str, Path]
Found = TypeVar("Found")
ENDINGS = (".csv", ".xpt")
TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx")


def read_study(
    folder: Path,
    *,
    numbers: range,
    graded_tests: frozenset[str],
    terms: CtcaeTerms,
    mapping: Path | None = None,
    criteria: frozenset[str] = frozenset(),
) -> CaseReports:
    """Everything a study folder holds, every row of it readable or not.

    `numbers` are those of the protocol's infusions, results of `graded_tests` must be numbers, `criteria` are
    eligibility criteria of the protocol beyond those of the contract, `mapping` is the file that says what an
    SDTM sponsor's own words mean. Raises FileRefused with every reason of every file at once.
    """
    return read_raw_study(folder, mapping).understood(Reading(numbers, graded_tests, terms, criteria))


def read_raw_study(folder: Path, mapping: Path | None = None) -> RawStudy:
    """The text of every file of a study folder, and nothing understood but note and mapping.

    Raises FileRefused with every reason of every file at once.
    """
    files = _files_of(folder)
    wrong: list[Finger] = []
    note = kept_file(files["study.toml"], wrong) if "study.toml" in files else None
    raw = RawStudy(
        folder=folder.resolve().name,
        listed=tuple(path.name for name, path in files.items() if name.endswith(ENDINGS)),
        tables=(),
        note_file=note,
    )
    _gather(wrong, lambda: raw.note)
    with many_rows():
        raw = _with_tables(raw, folder, files, mapping, wrong)
    if wrong:
        raise FileRefused(wrong)
    return raw


def kept_file(path: Path, wrong: list[Finger]) -> KeptFile | None:
    """The content of a file; None, and why in `wrong`, where it cannot be read."""
    return _gather(wrong, lambda: KeptFile(path.name, read_bytes(path)))


def _gather(wrong: list[Finger], reading: Callable[[], Found]) -> Found | None:
    """What a reading gives; where it is refused, None, and its fingers in `wrong`."""
    try:
        return reading()
    except FileRefused as refused:
        wrong.extend(refused.fingers)
        return None


def _files_of(folder: Path) -> Files:
    """The files of the folder by name, whose capital letters do not matter."""
    files: dict[str, Path] = {}
    wrong: list[Finger] = []
    for path in _inside(folder):
        name = path.name.lower()
        if name in files and name in (*TABLE_FILES, "study.toml"):
            wrong.append(Finger(name, None, "", f"{files[name].name}, {path.name}", "one_spelling"))
        files[name] = path
    if wrong:
        raise FileRefused(wrong)
    return files


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        found, allowed = "", "folder"
    except NotADirectoryError:
        found, allowed = "a file", "folder_not_file"
    except (OSError, ValueError) as error:
        found, allowed = str(error), "folder"
    raise FileRefused([Finger(str(folder), None, "", found, allowed)])


def _with_tables(
    raw: RawStudy, folder: Path, files: Files, mapping: Path | None, wrong: list[Finger]
) -> RawStudy:
    """The study with the tables of its folder; what is wrong with any of them is added to `wrong`."""
    ours = [name for name in TABLE_FILES if name in files and name not in SHARED_WITH_SDTM]
    domains = [name for name in DOMAIN_FILES if name in files]
    if ours and domains:
        wrong.append(Finger(str(folder), None, "", ", ".join([*ours, *domains]), "one_kind"))
        return raw
    if not domains:
        wrong.extend(_misnamed(files))
        return replace(raw, tables=_own_tables(files, TABLES, wrong))
    beside = _own_tables(files, [table for table in TABLES if table.file in SHARED_WITH_SDTM], wrong)
    return _gather(wrong, lambda: _with_domains(replace(raw, tables=beside), folder, mapping)) or raw


def _with_domains(raw: RawStudy, folder: Path, mapping: Path | None) -> RawStudy:
    """The study with its SDTM domains, which their mapping fits."""
    from safety.records.sdtm.domains import read_domain_files  # noqa: PLC0415 - only SDTM folders wait for it

    domains = read_domain_files(folder)
    words = KeptFile(mapping.name, read_bytes(mapping)) if mapping else None
    found = replace(raw, domains=domains, mapping=words)
    _ = found.from_domains
    return found


def _misnamed(files: Files) -> Iterator[Finger]:
    """Files that must be a table which is not there: `measurement.csv`, `decisions (1).csv`, `screening.txt`."""
    stems = {name.removesuffix(".csv"): name for name in TABLE_FILES if name not in files}
    for path in files.values():
        letters = "".join(
            character for character in path.stem.lower() if character.isalpha() or character == "_"
        )
        like = get_close_matches(letters, stems, n=1, cutoff=0.85)
        if like and path.suffix.lower() in TABLE_ENDINGS:
            yield Finger(path.name, None, "", path.name, key("file_named", stems[like[0]]))


def _own_tables(files: Files, schemas: Iterable[Table], wrong: list[Finger]) -> tuple[RawTable, ...]:
    tables: list[RawTable] = []
    for schema in schemas:
        try:
            if schema.file in files:
                tables.append(read_csv_table(files[schema.file], schema))
            elif schema.required:
                wrong.append(Finger(schema.file, None, "", "", "file_needed"))
        except FileRefused as refused:
            wrong.extend(refused.fingers)
    return tuple(tables)
