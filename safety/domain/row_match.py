"""Which row of the later export is which row of the earlier one? By its id, and never by a guess.

Rows of one id that say the same are the same. What is then left under an id is one row changed where one is left on
either side; where more are left, nobody can tell which became which: all the earlier ones are gone, all the later
ones are new. A row without an id is found again only where one says exactly the same.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter

from safety.domain.case_report import Record, ScreeningAnswer
from safety.domain.changed_cell import as_written, cell_changes, cells_of, known
from safety.domain.record_table import id_of

# Everything a row says in its file's own words: where this is equal, nothing changed.
_FACTS: Mapping[type[Record], Callable[[Record], object]] = {
    kind: attrgetter(*(field.name for field in fields(kind) if field.name != "source"))
    for kind in Record.__subclasses__()
}
Pair = tuple[Record | None, Record | None]


def key_of(record: Record) -> str:
    """The id by which a row is found again; empty where it has none. An answer is one of a subject to a criterion."""
    if isinstance(record, ScreeningAnswer):
        return f"{record.subject_id} {record.criterion}" if record.subject_id and record.criterion else ""
    return id_of(record) or ""


def content_of(record: Record, unknown: Iterable[str]) -> str:
    """Everything a row says, in one spelling, wherever it stands; of columns nobody knows, these.

    As JSON: no text that may stand in a cell can pass for two cells.
    """
    own = [(name, known(cell), as_written(cell)) for name, cell in sorted(cells_of(record).items())]
    other = [(name, text) for name in sorted(unknown) if (text := record.unknown_columns.get(name))]
    return json.dumps([own, other])


def differing(earlier: Iterable[Record], later: Iterable[Record]) -> Iterator[Pair]:
    """The rows of one table that are not the same in both exports: before and after, None where there is none."""
    then, now = by_key(earlier), by_key(later)
    shared = _unknown_columns(then) & _unknown_columns(now)
    for key in dict.fromkeys((*then, *now)):
        before, after = then.get(key, []), now.get(key, [])
        if len(before) == len(after) == 1 and key:
            if not _same(before[0], after[0]):
                yield before[0], after[0]
        else:
            yield from _left_over(key, before, after, shared)


def by_key(records: Iterable[Record]) -> Mapping[str, list[Record]]:
    """The rows by the id under which each is found again."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[key_of(record)].append(record)
    return found


def _unknown_columns(records: Mapping[str, list[Record]]) -> frozenset[str]:
    return frozenset().union(*(record.unknown_columns for of_key in records.values() for record in of_key))


def _left_over(
    key: str, before: Sequence[Record], after: Sequence[Record], shared: frozenset[str]
) -> Iterator[Pair]:
    gone, new = _without(before, after, shared), _without(after, before, shared)
    if key and len(gone) == len(new) == 1:
        yield gone[0], new[0]
        return
    yield from ((record, None) for record in gone)
    yield from ((None, record) for record in new)


def _without(records: Sequence[Record], others: Sequence[Record], shared: frozenset[str]) -> Sequence[Record]:
    """The records, ordered by what they say, less one for each of the others that says the same."""
    there = Counter(content_of(other, shared) for other in others)
    left = []
    for content, record in sorted(((content_of(r, shared), r) for r in records), key=itemgetter(0)):
        there[content] -= 1
        if there[content] < 0:
            left.append(record)
    return left


def _same(before: Record, after: Record) -> bool:
    facts = _FACTS[type(before)]
    return before is after or facts(before) == facts(after) or not cell_changes(before, after)
