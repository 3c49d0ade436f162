"""The command line: `python -m safety review FOLDER --cut-off 2026-04-02` and its sisters."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from safety.commands import (
    acknowledge,
    backup,
    ctcae,
    cuts,
    diff,
    eligibility,
    export,
    exposure,
    grade,
    import_cut,
    mapping,
    queries,
    report,
    restore,
    review,
    template,
    verify,
    week,
    whatif,
)
from safety.commands.arguments import of_language

STORE = (import_cut, cuts, acknowledge, verify, export, backup, restore)
COMMANDS = (
    review,
    report,
    whatif,
    week,
    diff,
    eligibility,
    exposure,
    grade,
    queries,
    template,
    mapping,
    ctcae,
    *STORE,
)


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
    for module in COMMANDS:
        name = getattr(module, "NAME", module.__name__.rpartition(".")[2])
        command = commands.add_parser(name, help=module.HELP)
        command.set_defaults(run=module.run)
        module.add(command)
        of_language(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
