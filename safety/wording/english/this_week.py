"""The words of what falls due after the cut-off, and who must see to it."""

MATTERS: dict[str, str] = {
    "WindowCloses": "the DLT window closes with this day",
    "InfusionDue": "infusion {number} by the protocol's schedule",
    "PagesDue": "adverse-event pages through {needed}; completed through {through}",
    "DurationRunsOut": "{term} has lasted longer than {limit} ({rule}), should it go on: {becomes}",
    "Owed": "{message}",
}

OWNERS: dict[str, str] = {"time": "time", "site": "site", "committee": "committee", "sponsor": "sponsor"}

THIS_WEEK: dict[str, str] = {
    "title": "{study}: {first} to {last}",
    "since": "since {day}",
    "owed": "owed now",
    "nothing": "Nothing falls due.",
    "held": "A stopping rule stands: no infusion listed here is to be read as a plan.",
    "slot": "By the protocol's stagger, the next first infusion at level {level} is not before {day}: "
    "{days} days after that of {subject_id}.",
    "slot_over": "By the protocol's stagger alone, a next first infusion at level {level} had to wait until {day} "
    "({days} days after that of {subject_id}).",
    "slot_unknown": "By the protocol's stagger, {days} days must follow the first infusion of {subject_id}, "
    "whose day is not known.",
    "no_permission": "A schedule is no leave to dose: that is the committee's to give.",
    "not_known": "not known",
}

WEEK_SCREEN: dict[str, str] = {
    "stagger": "At least {days} days between the first infusions of a level's first two patients.",
    "stagger_later": "At least {days} days between the first infusions of later ones.",
    "page_this_week": "This week",
    "week": "{first} to {last}",
    "week_order": "earliest first; what is owed already stands under the cut-off",
    "week_days": "Days ahead",
    "week_n_days": "{n} days",
    "column_day": "Day",
    "column_what": "What",
    "column_owner": "Who sees to it",
    "week_owed": "owed now",
    "week_slot": "Next first infusion, by the stagger alone",
    "week_slot_day": "not before {day}",
    "week_slot_over": "{day} has passed",
    "week_slot_none": "No day is told",
    "week_slot_silent": "The protocol file names no stagger for this, or the level asks for nobody more.",
}
