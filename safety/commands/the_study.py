"""Which study a command judges: a folder as it lies there, or a data cut of the store."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from safety.commands.arguments import cut_number, judged_at, of_database
from safety.records.refusal import FileRefused, Finger

if TYPE_CHECKING:
    from safety.review.provenance import Provenance
    from safety.review.study_review import StudyReview

NO_CUT = 0  # no cut has this number


class Judged(NamedTuple):
    """A review, and what it was made from."""

    review: StudyReview
    provenance: Provenance


def of_a_study(command: ArgumentParser) -> None:
    """One folder or one cut, and what its review needs to know besides."""
    command.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    judged_at(command)
    of_a_cut(command)


def of_a_cut(command: ArgumentParser) -> None:
    """A cut in place of a folder, and the store that it stands in."""
    command.add_argument(
        "--cut",
        type=cut_number,
        default=NO_CUT,
        metavar="N",
        help="a data cut instead of a folder, or latest",
    )
    of_database(command)


def either(chosen: Namespace, folders: str) -> None:
    """Raises FileRefused unless either a folder or a cut was named."""
    if bool(folders) == (chosen.cut != NO_CUT):
        given = folders + (f" --cut {chosen.cut or 'latest'}" if folders else "")
        raise FileRefused([Finger("FOLDER", None, "", given, "cut_or_folder")])


def judged(chosen: Namespace) -> Judged:
    """The review of what was named. Raises FileRefused.

    The verdict of a cut is kept in the store; where another program gave another one, standard error names it.
    """
    # this brings pandas along, which nobody waits for who asks for something else
    from safety.review.provenance import study_with_provenance

    either(chosen, str(chosen.folder or ""))
    if chosen.cut != NO_CUT:
        return judged_cut(chosen)
    study, provenance = study_with_provenance(chosen.folder, chosen.protocol, chosen.mapping)
    return Judged(study.review(chosen.cut_off), provenance)


def judged_cut(chosen: Namespace) -> Judged:
    """The review of a cut. Raises FileRefused."""
    from safety.records.many_rows import many_rows
    from safety.reports.as_json import as_json
    from safety.review.opening import open_cut
    from safety.review.provenance import provenance_of_cut
    from safety.store.store import open_store
    from safety.store.verdicts import Shown
    from safety.wording import speech
    from safety.wording.the_store import another_verdict, line

    if chosen.mapping:
        raise FileRefused([Finger("--mapping", None, "", str(chosen.mapping), "cut_as_imported")])
    with closing(open_store(chosen.database)) as store:
        cut = store.cut(chosen.cut)
        with many_rows():
            review = open_cut(store, cut, chosen.protocol).review(chosen.cut_off)
            content = as_json(review).encode()
        shown = store.record_verdict(
            Shown(cut.id, chosen.cut_off, review.protocol.sha256, content, review.rests_on)
        )
        others = store.other_verdicts(shown)
        provenance = provenance_of_cut(store, cut, chosen.protocol)
    said = speech(chosen.lang)
    for other in others:
        print("\n".join(another_verdict(other, shown, said)), file=sys.stderr)
    if not getattr(chosen, "json", False):  # who reads the answer with a program reads the head with `export`
        print(line("of_cut", said, number=cut.id, head=provenance.head), file=sys.stderr)
    return Judged(review, provenance)
