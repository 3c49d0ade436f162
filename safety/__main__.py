"""The command line: `python -m safety review FOLDER --cut-off 2026-04-02` and its sisters."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path

from safety.records.refusal import FileRefused, Finger


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit 0: done, whatever the verdict; 2: something could not be read."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    chosen = _parser().parse_args(arguments)
    code: int = chosen.run(chosen)
    return code


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m safety", description="DLT safety monitor for phase I trials")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    review = commands.add_parser("review", help="may each dose level escalate, and why")
    review.add_argument("folder", nargs="+", type=Path, metavar="FOLDER")
    _judged_at(review)
    review.add_argument("--json", action="store_true", help="one JSON object a line, one line a folder")
    review.set_defaults(run=_review)
    grade = commands.add_parser("grade", help="the CTCAE v5.0 grade of every measurement of a CSV file")
    grade.add_argument("file", type=Path, metavar="FILE.csv")
    grade.add_argument("-o", "--out", type=Path, metavar="OUT.csv", help="instead of standard output")
    grade.set_defaults(run=_grade)
    queries = commands.add_parser("queries", help="everything to ask, as lines ready to send (CSV)")
    queries.add_argument("folder", type=Path, metavar="FOLDER")
    _judged_at(queries)
    queries.add_argument("--information", action="store_true", help="also the lines that ask nothing")
    queries.add_argument(
        "-o", "--output", type=Path, metavar="FILE.csv", help="for a spreadsheet; else printed"
    )
    queries.set_defaults(run=_queries)
    template = commands.add_parser("template", help="write the empty tables of a study folder")
    template.add_argument("folder", type=Path, metavar="FOLDER")
    template.set_defaults(run=_template)
    mapping = commands.add_parser("mapping", help="print a mapping to fill in for a folder of SDTM domains")
    mapping.add_argument("folder", type=Path, metavar="FOLDER")
    mapping.set_defaults(run=_mapping)
    ctcae = commands.add_parser("ctcae", help="the CTCAE terms, and whether NCI's own words are imported")
    ctcae.set_defaults(run=_ctcae)
    actions = ctcae.add_subparsers(metavar="ACTION")
    words = actions.add_parser(
        "import", help="take NCI's own words from CTCAE_v5.0.xlsx, or from a CSV of it"
    )
    words.add_argument("file", type=Path, metavar="FILE")
    words.set_defaults(run=_import_ctcae)
    return parser


def _judged_at(command: ArgumentParser) -> None:
    """What every review needs to know besides its folder."""
    command.add_argument("--cut-off", required=True, type=_day, metavar="YYYY-MM-DD")
    command.add_argument(
        "--protocol", type=Path, metavar="FILE", help="instead of the folder's protocol.toml"
    )
    command.add_argument("--mapping", type=Path, metavar="FILE", help="what SDTM leaves to the sponsor")
    command.add_argument("--lang", choices=("en", "zh"), default="en")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' stands there; allowed: a day such as 2026-04-02") from None


def _review(chosen: Namespace) -> int:
    # these bring pandas along, which the other commands need not wait for
    from safety.reports.as_json import as_json
    from safety.reports.as_text import as_text
    from safety.review.study import open_study
    from safety.wording import speech

    _language(chosen.lang)
    code = 0
    for folder in chosen.folder:
        try:
            review = open_study(folder, chosen.protocol, chosen.mapping).review(chosen.cut_off)
        except FileRefused as refused:
            code = _refused(folder, refused)
            continue
        sys.stdout.write(as_json(review) + "\n" if chosen.json else as_text(review, speech(chosen.lang)))
    return code


def _grade(chosen: Namespace) -> int:
    from safety.grading import read_limits
    from safety.review.graded_file import grade_file

    try:
        grade_file(chosen.file, chosen.out, read_limits())
    except FileRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _queries(chosen: Namespace) -> int:
    from safety.reports.site_lines import as_csv, lines_to_the_site
    from safety.review.study import open_study
    from safety.wording import speech

    _language(chosen.lang)
    try:
        review = open_study(chosen.folder, chosen.protocol, chosen.mapping).review(chosen.cut_off)
        text = as_csv(lines_to_the_site(review, speech(chosen.lang), information=chosen.information))
        _put(text, chosen.output, chosen.folder)
    except FileRefused as refused:
        return _refused(chosen.folder, refused)
    return 0


def _put(text: str, output: Path | None, folder: Path) -> None:
    """Prints the CSV, or writes it as spreadsheets know it; never among the records of the study."""
    if output is None:
        sys.stdout.write(text.replace("\r\n", "\n"))
        return
    if output.resolve().parent == folder.resolve():
        raise FileRefused([Finger(output.name, None, "", str(output), "outside_study")])
    try:
        output.write_bytes(text.encode("utf-8-sig", errors="replace"))
    except OSError as error:
        raise FileRefused([Finger(str(output), None, "", error.strerror or "", "file_writable")]) from None


def _language(asked: str) -> None:
    from safety.wording import LANGUAGES

    if asked not in LANGUAGES:
        print(f"--lang {asked}: no words in this language yet; English follows", file=sys.stderr)


def _refused(folder: Path, refused: FileRefused) -> int:
    for finger in refused.fingers:
        print(f"{folder}: {finger}", file=sys.stderr)
    return 2


def _template(chosen: Namespace) -> int:
    from safety.records.template import write_template

    try:
        for path in write_template(chosen.folder):
            print(path)
    except FileRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _mapping(chosen: Namespace) -> int:
    from safety.records.sdtm import mapping_skeleton

    try:
        sys.stdout.write(mapping_skeleton(chosen.folder))
    except (FileRefused, OSError) as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _ctcae(chosen: Namespace) -> int:
    from safety.records.common_words import read_common_words
    from safety.records.ctcae_terms import read_terms
    from safety.records.official_text import read_official_text
    from safety.wording import speech

    terms, said = read_terms().values(), speech()
    classes = {entry.soc for entry in terms}
    print(said.line("ctcae_terms", terms=len(terms), classes=len(classes), words=len(read_common_words())))
    try:
        print(said.official_text(read_official_text()))
    except FileRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    return 0


def _import_ctcae(chosen: Namespace) -> int:
    from safety.records.ctcae_terms import read_terms
    from safety.records.nci_table import read_nci_table
    from safety.records.official_text import install
    from safety.wording import speech

    try:
        text = read_nci_table(chosen.file, read_terms())
        place = install(text)
    except FileRefused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(speech().official_text(text))
    print(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
