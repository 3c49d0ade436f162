"""The line under the verdict: whether it hangs on a single fact, where that was tried; else the question."""

from __future__ import annotations

from safety.views import chosen
from safety.views.labels import label, said
from safety.views.markup import Html, element
from safety.views.page_address import address
from safety.wording.what_if import answer


def what_if_link() -> Html:
    """A link to the page What if. Trying every change takes seconds, which page one does not wait for."""
    found = chosen.answer_at_hand()
    told = label("what_if_at_hand", answer=answer(found, said())) if found else label("what_if_ask")
    return element("p", element("a", told, href=address("what_if"), target="_self"), class_="ways")
