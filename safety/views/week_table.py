"""The days ahead as a table: day, patient, what falls due, and who sees to it."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.protocol import Stagger
from safety.review.this_week import Due, Owed, Owner, ThisWeek
from safety.views import links
from safety.views.in_the_way import shape
from safety.views.labels import label, said, weekday
from safety.views.markup import Html, element, mark, row, table, together
from safety.wording.this_week import matter_said, owner_said, since_said, slot_said

COLUMNS = ("day", "patient", "what", "owner")
MOST_ROWS = 200


def week_table(week: ThisWeek) -> Html:
    """One row a matter; a day is written once."""
    if not week.due:
        return element("p", said().words.THIS_WEEK["nothing"], class_="quiet")
    rows, day = [], None
    for due in week.due[:MOST_ROWS]:
        rows.append(_row(due, new_day=due.on != day))
        day = due.on
    more = len(week.due) - MOST_ROWS
    foot = element("p", label("and_more", n=more), class_="foot") if more > 0 else None
    return together(table([label(f"column_{name}") for name in COLUMNS], rows, "list week"), foot)


def _row(due: Due, new_day: bool) -> Html:
    about = links.patient(due.subject_id) if due.subject_id else label("every_level")
    told = matter_said(due, said())
    named = due.record_id in ("", f"elig:{due.subject_id}") or due.record_id in told
    what = told if named else f"{due.record_id} · {told}"
    owner = owner_said(due, said())
    return row(
        _day(due) if new_day else "", about, together(mark(_shape(due)), what),
        together(said().begins(owner), element("div", since_said(due, said()), class_="who")),
        class_="day" if new_day else "",
    )  # fmt: skip


def _day(due: Due) -> Html:
    owed = element("div", label("week_owed"), class_="who") if isinstance(due.matter, Owed) else None
    return together(element("b", weekday(due.on)), owed)


def _shape(due: Due) -> str:
    if isinstance(due.matter, Owed):
        return shape(due.matter.question)
    return "time" if due.owner is Owner.TIME else "task"


def slot_card(week: ThisWeek, stagger: Stagger | None) -> Html:
    """The day before which the stagger says no, in the same words as the command."""
    slot = week.slot
    if slot is None:
        big, note = label("week_slot_none"), label("week_slot_silent")
    else:
        ahead = slot.not_before is not None and slot.not_before > week.first
        day = said().day(slot.not_before)
        big = label("week_slot_day" if ahead or not slot.not_before else "week_slot_over", day=day)
        note = slot_said(slot, week, said())
    asked = [element("div", told, class_="who") for told in (*_asked(stagger), slot.section)] if slot else []
    return element(
        "section",
        label("week_slot"),
        element("b", big),
        element("span", note, class_="quiet"),
        *asked,
        class_="date",
    )


def _asked(stagger: Stagger | None) -> Iterator[str]:
    """What the protocol asks for, the first two patients before the later ones."""
    if stagger is not None:
        yield label("stagger", days=stagger.first_to_second)
        if stagger.between_later is not None:
            yield label("stagger_later", days=stagger.between_later)
