"""Brings a catalogue up to the English tables: `python -m tests.make_catalogue [LOCALE]` (zh_Hans).

Translations stay as they are. One whose English has changed is kept and marked fuzzy, with the former English
beside it: it is not used until somebody has looked at it and taken the mark away. What is missing is listed.
A new language begins with an empty catalogue: the command makes it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from safety.wording.translated import catalogue_file, english_sentences


def brought_up(old: Catalog) -> Catalog:
    """A catalogue of every English sentence in the order of the tables, with the translations there are."""
    new = Catalog(
        old.locale, header_comment=old.header_comment, project=old.project, version=old.version, fuzzy=False,
        msgid_bugs_address=old.msgid_bugs_address, last_translator=old.last_translator,
        language_team=old.language_team, creation_date=old.creation_date, revision_date=old.revision_date,
    )  # fmt: skip
    of_context = {message.context: message for message in old if message.id}
    for context, english in english_sentences():
        known = of_context.get(context)
        new.add(**_entry(context, english, known))
    return new


def _entry(context: str, english: str, known: Message | None) -> dict[str, object]:
    entry: dict[str, object] = {"id": english, "context": context}
    if known is None:
        return entry
    entry |= {"string": known.string, "user_comments": known.user_comments}
    changed = known.id != english
    if known.string and (changed or known.fuzzy):
        entry |= {"flags": ["fuzzy"], "previous_id": known.id if changed else known.previous_id}
    return entry


def missing(catalogue: Catalog) -> Iterator[str]:
    """Every sentence without a translation that holds."""
    for message in catalogue:
        if message.id and (message.fuzzy or not message.string):
            yield f"{message.context}: {message.id}"


def main(locale: str = "zh_Hans") -> None:
    path = catalogue_file(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    old = read_po(path.open("rb"), locale=locale) if path.exists() else Catalog(locale)
    new = brought_up(old)
    with path.open("wb") as file:
        write_po(file, new, width=0, include_previous=True)
    print(f"{Path(path).name}: {len(new)} sentences")
    for line in missing(new):
        print(f"  not translated: {line}")


if __name__ == "__main__":
    main(*sys.argv[1:])
