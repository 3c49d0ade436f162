"""Makes data/ctcae/terms.csv from NCI's CTCAE v5.0 table, and nothing more than the facts in it.

    python tests/make_ctcae_terms.py CTCAE_V5.csv [-o data/ctcae/terms.csv]

Of each term it keeps the MedDRA code, the name, the system organ class and which grades exist.
NCI's definitions, notes and the sentences of the grades are left where they are.
"""

import argparse
import csv
from pathlib import Path

TERMS = Path(__file__).parents[1] / "data" / "ctcae" / "terms.csv"
COLUMNS = ("code", "term", "soc", "grades")
GRADES = (1, 2, 3, 4, 5)


def facts_of(row: dict[str, str]) -> dict[str, str]:
    """One term as facts: an empty cell of NCI's table means that the grade does not exist."""
    grades = [str(grade) for grade in GRADES if row[f"grade_{grade}"].strip()]
    return {"code": row["meddra_code"], "term": row["term"], "soc": row["soc"], "grades": " ".join(grades)}


def terms_in(table: Path) -> list[dict[str, str]]:
    """Every term of NCI's table, in its order."""
    with table.open(encoding="utf-8-sig", newline="") as lines:
        return [facts_of(row) for row in csv.DictReader(lines)]


def main() -> None:
    """Reads the table named on the command line and writes the catalogue."""
    asked = argparse.ArgumentParser(description="Makes the catalogue of CTCAE v5.0 terms.")
    asked.add_argument("table", type=Path, help="NCI's table of CTCAE v5.0 as CSV")
    asked.add_argument("-o", "--out", type=Path, default=TERMS)
    given = asked.parse_args()

    with given.out.open("w", encoding="utf-8", newline="") as lines:
        catalogue = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        catalogue.writeheader()
        catalogue.writerows(terms_in(given.table))


if __name__ == "__main__":
    main()
