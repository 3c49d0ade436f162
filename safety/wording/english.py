"""The English sentences: one template for each reason, question, decision and state.

Placeholders are the fields of the value that is worded, already put into words (dates as 14 March 2026).
"""

from __future__ import annotations

REASONS: dict[str, str] = {
    # why an event is a DLT, or is not
    "MeetsRule": "{term}{at_grade} meets {rule}",
    "NotCalled": "no rule of the protocol calls {term}{at_grade}",
    "NotRelated": "judged {causality} by the site: people rule on it",
    "Excluded": "every condition of {exclusion} is documented",
    "ExclusionFails": "{exclusion} does not spare it: {condition} is documented otherwise",
    "ExclusionOpen": "{exclusion} could spare it; not documented: {missing}",
    "LastedTooLong": "it lasted longer than {limit}",
    "EndedInTime": "it ended within {limit}",
    "DurationOpen": "whether it lasts longer than {limit} is not known yet",
    "StoodAtBaseline": "grade {grade} stood at the first infusion (baseline {baseline}) and has not gone above it",
    "BackAtBaseline": "grade {grade} is not above baseline {baseline}, but it had stood lower, or was gone, in between",
    "StartUncertain": "it may have started in the window or outside it ({first} to {last})",
    "OutsideWindow": "it did not start in the window ({side})",
    "NeverDosed": "no infusion was given",
    "Died": "a death on {days}",
    "ReactionToInfusion": "it began within the reaction time of infusion {infusion_id}",
    "MayBeReactionToInfusion": "it may have begun within the reaction time of infusion {infusion_id}",
    "GrewAfterTheWindow": "it lies after the window and belongs to {event_id}, which began or stood in it",
    "HysLaw": "{aminotransferase} and {bilirubin} meet Hy's law, and no alkaline phosphatase excuses them",
    "AboveFloor": "{measurement_id} is above {limit} times the upper limit of normal, on an abnormal baseline",
    "InfusionsOmitted": "for an adverse event, not given: {not_given}; interrupted: {interrupted}",
    "Ruled": "ruled {verdict} by the {decided_by} on {decided_on} ({adjudication_id})",
    # what is open
    "WindowOpen": "in the window until {last_day}",
    "NoGrade": "no grade was reported; that is not grade 0{derived_grade}",
    "GradeNotYetKnown": "the row ends in death after the cut-off; its grade until then is not known",
    "OtherCtcaeVersion": "graded under CTCAE {found}; the protocol uses {protocol}",
    "ImpossibleGrade": "CTCAE has no grade {grade} for {term}, only {grades}",
    "UnknownTerm": "CTCAE v5.0 has no term '{term}'",
    "AwaitsRuling": "{event_id} awaits a ruling",
    "AeReviewIncomplete": "adverse-event pages are completed through {through}; needed through {needed}",
    "InfusionNotRecorded": "infusion {number}, planned for {planned_on}, has no row",
    "NotCompletedWithoutReason": "infusion {infusion_id} was not completed and no reason is given",
    "DoseAbovePlan": "infusion {infusion_id}: {cells} cells given, {planned} planned",
    "CellsUnknown": "infusion {infusion_id}: how many cells were given is not known",
    "PlanUnknown": "infusion {infusion_id}: the planned dose goes by a weight that is not recorded",
    "InfusionAfterWindow": "infusion {infusion_id} was started on {on}, after the window",
    "Unreadable": "{cells}",
    "RulingNotAllowed": "{event_id} is an ordinary event: it can be ruled dlt or not_dlt, not not_evaluable",
    "SeenTwice": "'{what}' stands in rows {rows}",
    "UnknownSubject": "subject '{subject_id}' is not in subjects.csv",
    "UnknownLevel": "the protocol has no dose level {level}",
    "DosedUnassigned": "{subject_id} is at level 0, never assigned, and was given cells",
    "UnknownRecord": "no record has the id '{record_id}'",
    "UnreportedLab": "{test} {value} {unit} on {day} derives to {term} grade {grade}; no event reports it",
    "UngradableLab": "{test} {value} cannot be graded; missing: {missing}",
    "RulingOutdated": "ruling {adjudication_id} is dated before its event, or was made on a lower grade than now",
    "DataOlderThanWindow": "the data were exported on {extracted_on}, before the window ended on {last_day}",
    "LeftStudy": "left the study {when}, reason {why}; nobody has ruled on it",
    "DeathHolds": "the death of {subject_id} holds every level until it is ruled on",
    "LowerLevelChanged": "level {level}, by its own patients, no longer permits the step up",
    "ProtocolIsDraft": "the protocol file is a draft",
    "DosedWithoutDecision": "dosed on {first_infusion} with no earlier decision of record to escalate level {level_below}",
}

WHO_CLEARS: dict[str, str] = {
    "window_open": "time",
    "data_older_than_cut_off": "a newer export",
    "protocol_draft": "sponsor",
    "lower_level_changed": "committee",
    "stopping_rule": "committee",
    "review_needed": "committee",
    "ruling_outdated": "committee",
    "adverse_event_exit": "site, then committee",
    "dose_deviation": "site, then committee",
    "late_infusion": "committee",
    "unreported_lab": "site, then committee",
    "ungradable_lab": "site, then committee",
    "duration_unknown": "time or site",
    "dosed_without_decision": "committee",
}
SITE = "site"

DECISIONS: dict[str, str] = {
    "not_open": "not open",
    "hold": "on hold",
    "exceeded": "exceeded",
    "wait": "not yet",
    "expand": "expand to {confirming}",
    "enrol": "enrol",
    "escalate": "rule for escalation met",
    "top_of_ladder": "highest planned dose reached",
    "mtd": "MTD by the protocol's rule",
}

HEADLINES: dict[str, str] = {
    "not_open": "Level {level} is not open: nobody has been dosed.",
    "hold": "Level {level} is on hold: {counts}.",
    "exceeded": "Level {level} is exceeded: {counts}.",
    "wait": "Level {level} may not escalate yet: {counts}.",
    "expand": "Level {level} may not escalate: {counts}. The rule asks for more patients here, {confirming} in all.",
    "enrol": "Level {level} may not escalate: {counts}. More patients are needed here.",
    "escalate": "Level {level}: the rule for escalation is met, {counts}. The committee decides.",
    "top_of_ladder": "Level {level} is the highest planned dose: {counts}. There is no next level.",
    "mtd": "Level {level} is the MTD by the protocol's rule: {counts}. The committee decides.",
}

COUNTS = "{clear} of {dosed} clear, {dlt} DLT"
COUNTS_MORE = {"pending": "{n} pending", "not_evaluable": "{n} not evaluable"}

OUTCOMES: dict[str, str] = {
    "escalate": "the rule for escalation is met",
    "top_of_ladder": "the highest planned dose is reached",
    "mtd": "this level is the MTD by the rule",
    "enrol": "more patients are needed here",
    "expand": "expand to {confirming}",
    "exceeded": "the level is exceeded",
    "hold": "the level is on hold",
    "wait": "it still waits",
    "not_open": "the level is not open",
}

STATES: dict[str, str] = {
    "allocated": "not dosed",
    "in_window": "in the window",
    "awaiting": "awaiting",
    "clear": "clear",
    "dlt": "DLT",
    "not_evaluable": "not evaluable",
}

VERDICTS: dict[str, str] = {
    "dlt": "DLT",
    "unknown": "not known yet",
    "review": "people must rule",
    "not_dlt": "not a DLT",
}

CODES: dict[str, str] = {
    "window_open": "window open",
    "grade_unknown": "no grade",
    "date_uncertain": "date uncertain",
    "duration_unknown": "duration not known yet",
    "fact_missing": "a fact is missing",
    "review_needed": "ruling needed",
    "ae_review_incomplete": "adverse-event pages not reviewed",
    "infusions_incomplete": "infusions incomplete",
    "dose_deviation": "dose deviation",
    "late_infusion": "infusion after the window",
    "unreadable_row": "row cannot be read",
    "duplicate_id": "id stands twice",
    "orphan_record": "record belongs to nobody known",
    "unreported_lab": "laboratory value not reported as an event",
    "ungradable_lab": "laboratory value cannot be graded",
    "version_conflict": "other CTCAE version",
    "impossible_grade": "grade does not exist",
    "unknown_term": "term does not exist",
    "ruling_outdated": "ruling outdated",
    "data_older_than_cut_off": "data older than the window",
    "stopping_rule": "stopping rule",
    "lower_level_changed": "lower level changed",
    "adverse_event_exit": "exit to be ruled on",
    "protocol_draft": "protocol is a draft",
    "dosed_without_decision": "dosed without a decision",
}

FACTS: dict[str, str] = {
    "hospitalized": "hospitalized",
    "on_optimal_therapy": "on optimal therapy",
    "symptomatic": "symptomatic",
    "duration": "how long it lasted",
}

PHRASES: dict[str, str] = {
    "at_grade": " grade {grade}",
    "derived": "; the measurements derive to grade {derived}",
    "before": "before the first infusion",
    "after": "after its last day",
    "no_day": "no day",
    "none": "none",
    "not_stated": "not stated",
    "open": "open",
    "on": "on {day}",
    "date_not_stated": "on a day not stated",
    "or": " or ",
    "cell": "column {column}: '{found}' stands there; allowed: {allowed}",
    "if_one_clear": "If {patients} stays clear: {kind}. If not: {harsh}.",
    "if_all_clear": "If {patients} all stay clear: {kind}. Otherwise, at worst: {harsh}.",
    "either_way": "However {patients} turn out: {kind}.",
    "on_hold_by": "held by {what}",
    "earliest": "Earliest decision: {day}.",
    "of_patients": "{n} patients",
    "hours": "{n} h",
    "days": "{n} days",
    "cleared_by": "cleared by {who}",
    "clears_on": "clears on {day}",
}
