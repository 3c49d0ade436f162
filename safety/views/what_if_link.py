"""The line under the verdict: whether it hangs on a single fact, where that was tried; else the question."""

from __future__ import annotations

from safety.views import chosen
from safety.views.labels import label, language, said
from safety.views.markup import Html, element
from safety.wording.what_if import answer

PAGE = "what_if"


def what_if_link() -> Html:
    """A link to the page What if. Trying every change takes seconds, which page one does not wait for."""
    found = chosen.answer_at_hand()
    told = label("what_if_at_hand", answer=answer(found, said())) if found else label("what_if_ask")
    return element("p", element("a", told, href=_address(), target="_self"), class_="ways")


def _address() -> str:
    """The page at this study, cut-off and language."""
    kept = {
        chosen.CUT_OFF: chosen.cut_off().isoformat(),
        chosen.STUDY: chosen.token(),
        "lang": "" if language() == "en" else language(),
    }
    return f"{PAGE}?" + "&".join(f"{name}={value}" for name, value in kept.items() if value)
