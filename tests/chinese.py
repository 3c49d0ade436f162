"""What is still Latin in a Chinese text: names, codes and units may be; English words may not."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from safety.domain.open_question import Code
from safety.records.columns import TABLES
from safety.records.ctcae_terms import read_terms
from safety.wording import english

TERMS = sorted((entry.term for entry in read_terms().values()), key=len, reverse=True)
FILES = ("study.toml", "protocol.toml", "mapping.toml", *(table.file for table in TABLES))
# abbreviations and names that Chinese prose keeps, and the words of a command that is to be typed
KEPT = set(
    "DLT SAE MTD CTCAE MedDRA NCI ULN SDTM DS CSV XLSX PDF UTC SHA sha kg mL min Cockcroft Gault Hy eGFR INR QTc "
    "Bazett Fridericia elig exit dose lab dlt not_dlt not_evaluable English UTF URL TOML v ctep cancer gov "
    "python m safety ctcae import xlsx Excel".split()
)
NAMES = ("Common Terminology Criteria for Adverse Events", "CTCAE_v5.0.xlsx", "MINUTES.pdf", "TABLES.xlsx")
LISTED = {word for word in english.LISTED} | {"Y", "N", "F", "M"}
TOKEN = re.compile(r"[A-Za-z][A-Za-z_]+")
DIGEST = re.compile(r"--[a-z-]+|change:\S+|(?<![A-Za-z])[0-9a-f]{12,}(?![A-Za-z])|\{\w+\}")
CODE = re.compile(
    r"(?<![A-Za-z])[A-Z]{1,8}-?[A-Z0-9]*-?\d[A-Za-z0-9_-]*"
)  # S-001, INF-001-1, R3, I05c, CTCAE versions


def english_left(text: str, of_files: Iterable[str] = ()) -> set[str]:
    """The English words of a text that are neither names nor stand so in the study's own files."""
    cells = [cell for cell in sorted(of_files, key=len, reverse=True) if cell in text]
    for name in (*cells, *(name for name in (*TERMS, *NAMES, *FILES) if name in text)):
        text = re.sub(rf"(?<![A-Za-z_]){re.escape(name)}(?![A-Za-z_])", "□", text)
    text = CODE.sub("□", DIGEST.sub("□", text))
    known = KEPT | set(english.TESTS) | {c.value for c in Code} | {c.name for t in TABLES for c in t.columns}
    return {word for word in TOKEN.findall(text) if word not in known}


def written_in(folder: Path, *protocols: Path) -> set[str]:
    """Everything that stands in the cells and texts of a study's files, the words of lists left out."""
    found: set[str] = set()
    for path in folder.glob("*.csv"):
        text = path.read_bytes().decode("utf-8", errors="replace")
        for row in list(csv.reader(io.StringIO(text)))[1:]:
            found.update(cell.strip() for cell in row)
            found.update(" ".join(cell.split()) for cell in row)
    for path in (*folder.glob("*.toml"), *protocols):
        found.update(texts(tomllib.loads(path.read_text("utf-8"))))
    found |= {cell.rstrip(".") for cell in found}
    found = {cell for cell in found if cell not in LISTED and re.search("[A-Za-z]{2}", cell)}
    return found | {folder.name}  # by which a study is called that has no other name


def texts(value: object) -> Iterator[str]:
    """Every text in a value, the names of its keys left out."""
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from texts(part)
        case list() | tuple():
            for part in value:
                yield from texts(part)
