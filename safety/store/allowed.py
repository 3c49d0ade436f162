"""What is allowed of a store and its commands; joins the phrases of `safety.records.allowed`."""

from __future__ import annotations

from safety.records.allowed import ALLOWED, key, listing

__all__ = ["key", "listing"]

ALLOWED.update(
    {
        "database": "a file for SQLite, or a URL such as postgresql://role@host/name",
        "database_reachable": "a database that can be opened",
        "database_ours": "a store of this monitor, or an empty database",
        "database_known": "a store of schema {0}; a newer program made this one, and only that can open it",
        "database_empty": "an empty database; nothing is restored over anything",
        "role": "the role of whoever does this, such as data manager",
        "reason": "a reason in words",
        "cut_known": "a cut of this store, by its number: {list}",
        "store_whole": "a store in which nothing was taken out or altered; run python -m safety verify",
        "store_used": "a store into which something was imported; this one is empty",
        "cut_whole": "the rows as they were imported; run python -m safety verify",
        "trail_whole": "the entry as it was written; run python -m safety verify",
        "change_known": "the id of a change that blocks at this cut-off, as python -m safety diff prints it",
        "changes_or_patient": "the ids of changes, or --subject with a patient",
        "subject_blocks": "a patient of whom a change blocks at this cut-off: {list}",
        "cut_came": "a change of the latest cut; another cut came meanwhile, look at what it changed",
        "export_not_older": "a day not before {0}, the export of the latest cut",
        "export_has_come": "a day not after {0}: the day of the export, and it has not come yet",
        "name_printable": "a name without control characters and marks of direction",
        "study_same": "the study whose cuts stand in this store, {0}; another study needs a store of its own",
        "backup_file": "a backup that python -m safety backup wrote",
        "backup_whole": "a backup in which nothing was altered; open it with --database and verify it",
        "no_such_file": "a new file; nothing is overwritten",
    }
)
