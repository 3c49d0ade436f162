"""The codes of laboratory tests and vital signs that are known, and what other short names may mean.

CDISC controlled terminology (LBTESTCD, VSTESTCD and their like), as far as trials of this kind meet it. Nothing
is renamed: a name that is no code is shown with the code that may be meant.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

CDISC = Path(__file__).parents[2] / "data" / "cdisc"
BETWEEN_LETTERS = re.compile(r"[\s_./()-]")


def folded(name: str) -> str:
    """A short name as it is looked up: capitals, without blanks, dashes and dots."""
    return BETWEEN_LETTERS.sub("", name).upper()


@dataclass(frozen=True)
class MeasurementCodes:
    """`known` codes, and by its folded form the code that another name means."""

    known: frozenset[str]
    meant: Mapping[str, str]

    def is_known(self, test: str) -> bool:
        """Is it a code? Outside blood the specimen stands behind it: `CREAT (URINE)`."""
        return test.partition(" (")[0] in self.known

    def nearest(self, test: str, graded: Iterable[str]) -> str:
        """The code that was probably meant, by the written list or else by its spelling; empty where none."""
        if folded(test) in self.meant:
            return self.meant[folded(test)]
        like = get_close_matches(folded(test), sorted({*self.known, *graded}), n=1, cutoff=0.75)
        return like[0] if like else ""


def read_measurement_codes(folder: Path = CDISC) -> MeasurementCodes:
    """The codes and other names that stand in data/cdisc."""
    codes = frozenset(row["code"] for row in _rows(folder / "test_codes.csv"))
    meant = {folded(row["written"]): row["code"] for row in _rows(folder / "other_names.csv")}
    return MeasurementCodes(codes, meant)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
