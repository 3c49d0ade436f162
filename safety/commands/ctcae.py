"""`python -m safety ctcae`: the CTCAE terms, and whether NCI's own words are imported; `import` takes them."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path

from safety.commands.arguments import LANGUAGES, refused
from safety.records.refusal import FileRefused

HELP = "the CTCAE terms, and whether NCI's own words are imported"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    actions = command.add_subparsers(metavar="ACTION")
    words = actions.add_parser(
        "import", help="take NCI's own words from CTCAE_v5.0.xlsx, or from a CSV of it"
    )
    words.add_argument("file", type=Path, metavar="FILE")
    words.add_argument("--lang", choices=LANGUAGES, default=SUPPRESS, help=SUPPRESS)  # behind it too
    words.set_defaults(run=_import)


def run(chosen: Namespace) -> int:
    """Says what there is; 2 where an imported file is not one that the monitor wrote."""
    from safety.records.common_words import read_common_words
    from safety.records.ctcae_terms import read_terms
    from safety.records.official_text import read_official_text
    from safety.wording import speech

    terms, said = read_terms().values(), speech(chosen.lang)
    classes = {entry.soc for entry in terms}
    print(said.line("ctcae_terms", terms=len(terms), classes=len(classes), words=len(read_common_words())))
    try:
        print(said.official_text(read_official_text()))
    except FileRefused as why:
        return refused(why, chosen.lang)
    return 0


def _import(chosen: Namespace) -> int:
    from safety.records.ctcae_terms import read_terms
    from safety.records.nci_table import read_nci_table
    from safety.records.official_text import install
    from safety.wording import speech

    try:
        text = read_nci_table(chosen.file, read_terms())
        place = install(text)
    except FileRefused as why:
        return refused(why, chosen.lang)
    print(speech(chosen.lang).official_text(text))
    print(place)
    return 0
