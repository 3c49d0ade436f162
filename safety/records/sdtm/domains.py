"""The domains of an SDTM folder: one file each, CSV or SAS transport, as rows of text by variable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from safety.records.csv_table import read_csv_table
from safety.records.raw_table import RawRow
from safety.records.refusal import FileRefused, Finger
from safety.records.sdtm.allowed import key
from safety.records.sdtm.domain import Domain
from safety.records.sdtm.transport import read_transport

# What a domain cannot do without (SDTMIG 3.4); either of two, where a bar stands between them.
VARIABLES = {
    "dm": ("USUBJID", "ACTARMCD|ARMCD"),
    "ex": ("USUBJID", "EXSEQ", "EXDOSE", "EXDOSU", "EXSTDTC"),
    "ec": ("USUBJID", "ECSEQ", "ECSTDTC"),
    "ae": ("USUBJID", "AESEQ", "AETERM|AEDECOD", "AESTDTC"),
    "lb": ("USUBJID", "LBSEQ", "LBTESTCD", "LBORRES|LBSTRESC", "LBDTC"),
    "vs": ("USUBJID", "VSSEQ", "VSTESTCD", "VSORRES|VSSTRESC", "VSDTC"),
    "ds": ("USUBJID", "DSDECOD", "DSSTDTC"),
}
REQUIRED = ("dm", "ex", "ae")
ENDINGS = (".csv", ".xpt")


def domain_files(folder: Path) -> dict[str, list[Path]]:
    """The files of a folder that hold a domain read here, by its code, whatever the case of their letters."""
    files = _datasets(folder)
    found = {code: [path for path in files if path.stem.lower() == code] for code in VARIABLES}
    return {code: paths for code, paths in found.items() if paths}


def read_domain_files(folder: Path) -> dict[str, Domain]:
    """Every domain of the folder by its code. Raises FileRefused with all that is wrong."""
    files = domain_files(folder)
    if wrong := [*_missing(files), *_given_twice(files), *_split(folder)]:
        raise FileRefused(wrong)
    domains: dict[str, Domain] = {}
    for code, (path,) in files.items():
        try:
            domains[code] = _from_transport(path) if path.suffix.lower() == ".xpt" else _from_csv(path)
            wrong.extend(_lacking(code, domains[code]))
        except FileRefused as refused:
            wrong.extend(refused.fingers)
    if wrong:
        raise FileRefused(wrong)
    return domains


def _datasets(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)


def _missing(files: Mapping[str, list[Path]]) -> Iterator[Finger]:
    for code in REQUIRED:
        if code not in files:
            yield Finger(f"{code}.csv or {code}.xpt", None, "", "", "file_needed")


def _given_twice(files: Mapping[str, list[Path]]) -> Iterator[Finger]:
    for code, paths in files.items():
        if len(paths) > 1:
            names = " and ".join(path.name for path in paths)
            yield Finger(f"domain {code.upper()}", None, "", names, "domain_once")


def _split(folder: Path) -> Iterator[Finger]:
    """Parts of a large domain, such as lbch (SDTMIG 4.1.7): left unread they would hide what they hold."""
    part = re.compile(f"({'|'.join(VARIABLES)})[a-z0-9]{{1,2}}")
    for path in _datasets(folder):
        if held := part.fullmatch(path.stem.lower()):
            yield Finger(path.name, None, "", path.stem, key("domain_split", held[1]))


def _lacking(code: str, domain: Domain) -> Iterator[Finger]:
    for needed in VARIABLES[code]:
        if not set(needed.split("|")) & set(domain.variables):
            yield Finger(domain.file, 1, needed.replace("|", " or "), "", "variable_needed")


def _from_csv(path: Path) -> Domain:
    """Variables are in capitals, however the header writes them."""
    read = read_csv_table(path)
    capitals = {name: name.upper() for name in read.columns}
    rows = (
        RawRow(row.row, {capitals[name]: row.cells[name] for name in row.cells}, row.torn)
        for row in read.rows
    )
    return Domain(path.name, tuple(capitals.values()), tuple(rows))


def _from_transport(path: Path) -> Domain:
    """Records count from row 2, as if the names of the variables stood in row 1."""
    variables, records = read_transport(path)
    rows = (RawRow(n, dict(zip(variables, cells, strict=True))) for n, cells in enumerate(records, start=2))
    return Domain(path.name, variables, tuple(rows))
