"""CSV files that a spreadsheet opens without running anything in them.

What stands in the cells came out of files that anybody may have written.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

# A cell that begins with one of these is a formula to a spreadsheet, full-width ones too (East Asian settings);
# and where the list separator is a semicolon, so is what follows one inside a cell.
FORMULA = re.compile(r"""(^|;)([\s'"\x00-\x1f\u200b-\u200f\ufeff]*)(?=[=+\-@＝＋－＠])""")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under their columns; a file that a spreadsheet shall open begins with the mark of UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell on one line, with an apostrophe before whatever a spreadsheet would take for a formula."""
    return FORMULA.sub(r"\1\2'", " ".join(cell.split()))
