"""The data cuts of the store as a table, the newest first, each a link that opens it."""

from __future__ import annotations

from collections.abc import Mapping

from safety.store.cut import Cut
from safety.store.printable import printable
from safety.views import chosen
from safety.views.labels import iso, label, language
from safety.views.markup import Html, element, row, table
from safety.wording.the_store import counted

COLUMNS = ("cut", "data_of", "imported_at", "imported_by", "reason", "used", "unreadable")


def cuts_table(cuts: Mapping[int, Cut]) -> Html:
    """One row a cut. Who imported it is what somebody typed: nobody signs in."""
    opened = chosen.cut()
    rows = []
    for cut in sorted(cuts.values(), key=lambda cut: cut.id, reverse=True):
        content, entry, counts = cut.content, cut.entry, counted(cut)
        rows.append(
            row(
                _link(cut, last=max(cuts)),
                iso(content.extracted_on),
                entry.at,
                printable(entry.who),
                printable(entry.why),
                counts["used"],
                counts["unreadable"],
                class_="open" if opened and opened.id == cut.id else "",
            )
        )
    return table([label(f"column_{name}") for name in COLUMNS], rows, "list cuts")


def _link(cut: Cut, last: int) -> Html:
    """The latest is opened as the latest: the link leads to the next one once there is one."""
    asked = {chosen.CUT: chosen.LATEST if cut.id == last else str(cut.id)}
    if language() != "en":
        asked["lang"] = language()
    told = label("cut_latest" if cut.id == last else "cut_of_store", number=cut.id)
    return element("a", told, href="./?" + "&".join(map("=".join, asked.items())), target="_self")
