"""The verdict of a data cut is kept whenever it is shown; where another program said otherwise, both are told."""

from __future__ import annotations

from safety.records.refusal import FileRefused
from safety.views import chosen, refused, the_store
from safety.views.labels import label, said
from safety.views.markup import Html, element, heading, together
from safety.wording.the_store import another_verdict


def trail() -> Html | None:
    """The newest hash of the audit trail, where a data cut is open."""
    store = the_store.the_store()
    if chosen.cut() is None or store is None:
        return None
    return element("p", label("trail", head=store.head()), class_="foot hash")


def kept_verdict() -> Html | None:
    """Keeps the verdict, and tells what other programs said of this cut at this cut-off."""
    try:
        kept, store = chosen.kept_verdict(), the_store.the_store()
        if kept is None or store is None:
            return None
        others = store.other_verdicts(kept)
    except FileRefused as why:
        return together(heading(label("not_kept")), refused.listed(why.fingers))
    if not others:
        return None
    told = [line for other in others for line in another_verdict(other, kept, said())]
    return together(
        heading(label("otherwise"), label("otherwise_note")), *(element("p", line) for line in told)
    )
