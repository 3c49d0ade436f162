"""`python -m safety acknowledge`: somebody has seen a row that vanished or was lowered, and answers for it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing

from safety.commands.arguments import day, of_database, refused
from safety.records.refusal import FileRefused, Finger

HELP = "answer for a change that blocks, with a reason"


def add(command: ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("change", nargs="*", metavar="CHANGE_ID", help="as diff, import and review print it")
    command.add_argument("--subject", metavar="PATIENT", help="instead: all that blocks of one patient")
    command.add_argument("--by", required=True, metavar="ROLE", help="who answers for it: 'medical monitor'")
    command.add_argument("--why", required=True, metavar="REASON")
    command.add_argument(
        "--cut-off", type=day, metavar="YYYY-MM-DD", help="at which it blocks; else the day of the export"
    )
    of_database(command)


def run(chosen: Namespace) -> int:
    """Names each change and the newest hash of the trail; 2, and nothing is noted, where one of them blocks nobody."""
    from safety.review.acknowledging import latest_seen
    from safety.store.store import open_store
    from safety.wording import speech
    from safety.wording.changes import change_in_words
    from safety.wording.the_store import line

    said = speech(chosen.lang)
    try:
        with closing(open_store(chosen.database)) as store:
            if bool(chosen.change) == (chosen.subject is not None):
                given = " ".join(chosen.change)
                raise FileRefused([Finger("acknowledge", None, "", given, "changes_or_patient")])
            seen = latest_seen(store, chosen.cut_off)
            ids = chosen.change or seen.of_patient(chosen.subject)
            answered = seen.acknowledge(ids, who=chosen.by, why=chosen.why)
            head = store.head()
    except FileRefused as why:
        return refused(why, chosen.lang)
    for found, new in answered:
        told = {name: getattr(found.by, name) for name in ("who", "at", "why")}
        change = said.sentence(change_in_words(found.change, said))
        print(line("acknowledged" if new else "acknowledged_already", said, change=change, **told))
    print(line("head", said, head=head))
    return 0
