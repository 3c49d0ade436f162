"""The labels of the dashboard: those of every page, and those of each."""

from safety.wording.english.changes import CHANGES_SCREEN
from safety.wording.english.event_record import EVENT_RECORD
from safety.wording.english.events import EVENTS
from safety.wording.english.exposure import EXPOSURE
from safety.wording.english.links import LINKS
from safety.wording.english.look_up import LOOK_UP
from safety.wording.english.minutes import MINUTES
from safety.wording.english.patients import PATIENTS
from safety.wording.english.protocol import PROTOCOL_SCREEN
from safety.wording.english.queries import QUERIES
from safety.wording.english.screening import SCREENING
from safety.wording.english.study import STUDY
from safety.wording.english.this_week import WEEK_SCREEN
from safety.wording.english.verdict import VERDICT
from safety.wording.english.what_if import WHAT_IF_SCREEN

SCREEN: dict[str, str] = {
    **LINKS,
    **LOOK_UP,
    **MINUTES,
    **EVENTS,
    **EXPOSURE,
    **SCREENING,
    **WHAT_IF_SCREEN,
    **WEEK_SCREEN,
    **CHANGES_SCREEN,
    # every page
    "title": "DLT safety monitor",
    "page_verdict": "Verdict",
    "page_patients": "Patients",
    "page_exposure": "Exposure",
    "page_events": "Events",
    "page_queries": "Queries",
    "page_reconciliation": "Reconciliation",
    "page_protocol": "Protocol",
    "page_what_changed": "What changed",
    "page_another_study": "Study",
    "cut_off": "Cut-off",
    "day_before": "−1 day",
    "day_after": "+1 day",
    "latest": "Latest",
    "data_of": "Data of {day}",
    "data_of_no_day": "Day of the export not stated",
    "protocol_version": "Protocol {version}",
    "status_draft": "DRAFT",
    "status_demonstration": "DEMONSTRATION",
    "status_confirmed": "CONFIRMED",
    "status_draft_means": "Nobody answers for this file yet: no level may go on.",
    "status_demonstration_means": "An example with invented patients; no trial is judged by it.",
    "status_confirmed_means": "Somebody of the trial answers for this file.",
    "replayed": "REPLAYED · {n} days earlier",
    "replayed_1": "REPLAYED · 1 day earlier",
    "cut_off_later": "CUT-OFF {n} DAYS AFTER THE DATA",
    "cut_off_later_1": "CUT-OFF 1 DAY AFTER THE DATA",
    "open_queries": "{n} open queries",
    "open_queries_1": "1 open query",
    "nothing": "–",
    "yes": "yes",
    "no": "no",
    "and_more": "and {n} more",
    "pager": "Part of the list",
    "pager_part": "{first} to {last} of {total}",
    "not_done": "This was not done",
    "refused": "This study could not be read",
    "refused_why": "nothing of it is shown, so that nothing is shown in part",
    "link_expired": "This link names a study that is not open on this server any more. "
    "Open its folder on the page Study.",
    **VERDICT,
    **PATIENTS,
    **EVENT_RECORD,
    **QUERIES,
    **PROTOCOL_SCREEN,
    **STUDY,
}
