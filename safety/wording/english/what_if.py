"""The words of what would change the decision: every flip, what it does, and events that ripen by lasting."""

FLIPS: dict[str, str] = {
    "StaysClear": "{subject_id} stays clear",
    "HasDlt": "{subject_id} has a DLT",
    "GradeIs": "{event_id} {term} of {subject_id} has grade {now} instead of {was}",
    "CausalityIs": "{event_id} {term} of {subject_id} is judged {now} instead of {was}",
    "ValueIs": "{measurement_id} of {subject_id} counts as {term} grade {grade}",
    "RuledAs": "{record_id} is ruled {verdict_said}",
    "WindowIs": "the window ends on study day {now} instead of {was}",
    "OnlyWithoutDlt": "only 0 DLT permits the step up (0 of 3, the strict rule)",
}

FLIPS_SHORT: dict[str, str] = {  # behind "hangs on"
    "StaysClear": "{subject_id} (window)",
    "HasDlt": "{subject_id} (DLT)",
    "GradeIs": "{event_id} (grade)",
    "CausalityIs": "{event_id} (causality)",
    "ValueIs": "{measurement_id} (value)",
    "RuledAs": "{record_id} (ruling)",
    "WindowIs": "{now} or {was} days",
    "OnlyWithoutDlt": "the strict rule",
}

# What each flip takes for granted beyond its own words.
FLIPS_MEAN: dict[str, str] = {
    "StaysClear": "The window is over with nothing new, the pages are reviewed, infusions due were given as planned, "
    "what people can rule on is ruled not a DLT, and rows that cannot be read are taken back.",
    "HasDlt": "Of whatever kind.",
    "GradeIs": "{place}. Nothing else of the record changes.",
    "CausalityIs": "{place}. Nothing else of the record changes.",
    "ValueIs": "{place}. As an event from that day on, of unknown cause, without an end.",
    "RuledAs": "By the committee, on the day of the cut-off.",
    "WindowIs": "The protocol's window read a day shorter, for everybody.",
    "OnlyWithoutDlt": "The strict reading: a single DLT never permits the step up, at any number of patients.",
}

WHAT_IF: dict[str, str] = {
    "no_grade": "none",
    "not_assessed": "not assessed",
    "robust": "robust",
    "hangs_on": "hangs on {flips}",
    "and_more": "{flips} and {n} more",
    "open": "not all tried",
    "nothing_to_try": "nothing to try",
    "robust_sentence": "None of {n} single changes alters “{decision}”.",
    "hangs_on_sentence": "{changing} of {n} single changes alter “{decision}”.",
    "hangs_on_sentence_1": "One of {n} single changes alters “{decision}”.",
    "open_sentence": "None of the {n} single changes that were tried alters “{decision}”.",
    "nothing_to_try_sentence": "Nobody was dosed: there is no fact that could be otherwise.",
    "exceeded_1": "One change makes the level exceeded: {flips}.",
    "exceeded": "{n} single changes make the level exceeded: {flips}.",
    "exceeded_none": "No single change makes the level exceeded.",
    "tried": "Each was tried with the whole review on the changed facts, one at a time.",
    "not_tried": "{n} more were not tried, for want of time in a study of this size: {flips}",
    "unchanged": "no change",
    "counts_change": "other counts",
    "possible_change": "possible: {possible}",
    "then": "{decision}",
    "or": " or ",
    "title": "{study} at the cut-off of {day}: what would change the decision",
    "level": "LEVEL {level}  {decision}  {answer}",
    "countdown": "{event_id} {term} of {subject_id} ({rule}: longer than {limit})",
    "countdown_on": "on {day}, should it go on: {verdict}",
    "countdown_no_day": "nobody knows since when it runs",
    "countdowns": "EVENTS THAT BECOME A DLT BY LASTING",
    "changes_decision": "CHANGES THE DECISION",
    "changes_what_is_possible": "CHANGES WHAT IS STILL POSSIBLE",
    "changes_counts": "CHANGES THE COUNTS",
    "changes_nothing": "CHANGES NOTHING",
}

WHAT_IF_SCREEN: dict[str, str] = {
    "page_what_if": "What if",
    "what_if_trying": "Every single change is tried with the whole review …",
    "what_if_ask": "What would change it?",
    "what_if_at_hand": "What would change it: {answer}",
    "what_if_level": "Level {level} · {decision} — {answer}",
    "what_if_show": "Show",
    "what_if_decision": "what changes the decision ({n})",
    "what_if_possible": "also what changes the possible ({n})",
    "what_if_all": "every change ({n})",
    "what_if_patients": "of all patients",
    "what_if_reading": "readings of the protocol",
    "what_if_pick": "What if …",
    "what_if_none": "None of these.",
    "what_if_more": "and {n} more: choose a patient",
    "what_if_now": "As it stands",
    "what_if_then": "With this change",
    "what_if_state": "{patient}: {before} → {after}",
    "what_if_lasting": "Becomes a DLT by lasting",
    "what_if_lasting_none": "No event is open because of how long it lasts.",
    "possible": "Possible: {possible}",
}
