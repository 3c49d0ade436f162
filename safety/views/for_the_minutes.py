"""The page for the minutes and the tables, offered on page one: made when somebody asks, once a study and cut-off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from safety.records.refusal import FileRefused
from safety.review.study_review import StudyReview
from safety.views import chosen, refused
from safety.views.labels import label, language, said

if TYPE_CHECKING:
    from safety.views.reading import Choice

ASKED = "minutes_asked"
PDF, XLSX = "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(review: StudyReview) -> None:
    """One button; once it was pressed, the two files of this study, cut-off and language."""
    choice = chosen.choice()
    assert choice is not None
    asked = (choice.version(), review.cut.cut_off, language())
    with st.container(horizontal=True, gap="small", key="for_the_minutes"):
        if st.session_state.get(ASKED) != asked:
            st.button(label("minutes_make"), key="minutes_make", on_click=_ask, args=(asked,))
        else:
            _downloads(asked, review, choice)


def _ask(asked: tuple[str, date, str]) -> None:
    st.session_state[ASKED] = asked


def _downloads(asked: tuple[str, date, str], review: StudyReview, choice: Choice) -> None:
    from safety.reports.printing import CannotPrint  # noqa: PLC0415 - nobody waits for it who asks for no file

    try:
        page, tables = _made(*asked, review, choice)
    except CannotPrint as why:
        st.warning(str(why))
        return
    except FileRefused as why:
        st.html(refused.listed(why.fingers))
        return
    if choice.version() != asked[0]:
        st.warning(label("minutes_changed"))
        return
    day = review.cut.cut_off.isoformat()
    for key, content, name, mime in (
        ("minutes_pdf", page, f"minutes-{day}.pdf", PDF),
        ("minutes_xlsx", tables, f"tables-{day}.xlsx", XLSX),
    ):
        st.download_button(label(key), content, file_name=name, mime=mime, key=key, on_click="ignore")


@st.cache_data(show_spinner=False, max_entries=8)
def _made(
    version: str, cut_off: date, lang: str, _review: StudyReview, _choice: Choice
) -> tuple[bytes, bytes]:
    """Both files of this version at this cut-off in this language. Raises CannotPrint and FileRefused."""
    from safety.reports.minutes.page import minutes_pdf  # noqa: PLC0415 - as above
    from safety.reports.study_tables import tables_xlsx  # noqa: PLC0415 - as above

    provenance = _choice.provenance()
    return minutes_pdf(_review, provenance, said()), tables_xlsx(_review, provenance, said())
