"""`python -m safety report`: the page for the minutes, and every table as a workbook."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import keep, refused
from safety.commands.the_study import judged, of_a_study
from safety.records.refusal import FileRefused

HELP = "the page for the minutes (PDF), and every table (XLSX)"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    of_a_study(command)
    command.add_argument("-o", "--output", type=Path, metavar="MINUTES.pdf", help="the page for the minutes")
    command.add_argument("--xlsx", type=Path, metavar="TABLES.xlsx", help="every table, a sheet each")


def run(chosen: Namespace) -> int:
    """Writes what was asked for, the same bytes every time; 2 where a file cannot be read, made or written."""
    # these bring pandas and the typesetter along, which the other commands need not wait for
    from safety.reports.minutes.page import minutes_pdf
    from safety.reports.printing import CannotPrint
    from safety.reports.study_tables import tables_xlsx
    from safety.wording import speech

    said = speech(chosen.lang)
    if not (chosen.output or chosen.xlsx):
        print(said.line("nothing_asked"), file=sys.stderr)
        return 2
    try:
        review, provenance = judged(chosen)
        wanted = ((chosen.output, minutes_pdf), (chosen.xlsx, tables_xlsx))
        made = [(path, make(review, provenance, said)) for path, make in wanted if path]
        for path, content in made:
            keep(content, path, chosen.folder)
    except FileRefused as why:
        return refused(why, chosen.lang, chosen.folder)
    except CannotPrint as why:
        print(why, file=sys.stderr)
        return 2
    return 0
