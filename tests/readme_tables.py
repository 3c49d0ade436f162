"""Writes the tables of README.md that are generated: `python -m tests.readme_tables`."""

import re

from safety.grading import read_limits
from safety.records.dictionary import as_markdown
from safety.records.protocol_file import read_protocol
from safety.review.reference import ctcae_terms
from tests.studies import PROTOCOL, ROOT

README = ROOT / "README.md"


def boundaries() -> str:
    """The decision table of the demonstration protocol."""
    protocol = read_protocol(PROTOCOL, ctcae_terms())
    rows = [
        f"| {row.evaluable} | {row.escalate_at_most} | {row.exceeded_at_least} |"
        for row in protocol.boundaries
    ]
    mtd = protocol.mtd
    return "\n".join(
        [
            "| evaluable patients, from | rule for escalation met with DLTs, at most | exceeded with DLTs, from |",
            "| --- | --- | --- |",
            *rows,
            "",
            f"{mtd.evaluable} evaluable patients with at most {mtd.dlt_at_most} DLT confirm the level below an "
            "exceeded one.",
        ]
    )


def graded_tests() -> str:
    """The tests that CTCAE grades by number, with the terms that each can have."""
    by_terms: dict[tuple[str, ...], list[str]] = {}
    limits = read_limits()
    for test in dict.fromkeys(test for row in limits.rows for test in row.tests):
        by_terms.setdefault(tuple(ladder.term for ladder in limits.of(test)), []).append(test)
    rows = [f"| {', '.join(tests)} | {', '.join(terms)} |" for terms, tests in by_terms.items()]
    return "\n".join(["| test code (CDISC) | terms |", "| --- | --- |", *rows])


def with_tables(text: str) -> str:
    """README's text with its generated parts as they must be now."""
    generated = {
        "boundaries": boundaries(),
        "dictionary": as_markdown().strip(),
        "graded tests": graded_tests(),
    }
    for name, table in generated.items():
        block = f"<!-- {name} -->\n\n{table}\n\n<!-- /{name} -->"
        text = re.sub(
            f"<!-- {name} -->.*?<!-- /{name} -->", lambda _, block=block: block, text, flags=re.DOTALL
        )
    return text


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
