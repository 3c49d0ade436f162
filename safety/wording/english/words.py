"""Decisions, states, verdicts, questions, and the lines of the text report."""

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
    "expand": "expand{to}",
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
    "expand": "Level {level} may not escalate: {counts}. The rule asks for more patients here{in_all}.",
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
    "expand": "expand{to}",
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
    "file_not_read": "file not read",
    "dated_after_export": "dated after the export",
    "unknown_column": "column not known",
    "unknown_test": "test code not known",
    "fatal_outcome": "outcome tells of a death",
    "consent_after_infusion": "consent after the infusion",
    "infusions_at_one_time": "infusions at one time",
}

FACTS: dict[str, str] = {
    "hospitalized": "hospitalized",
    "on_optimal_therapy": "on optimal therapy",
    "symptomatic": "symptomatic",
    "duration": "how long it lasted",
    # what a measurement lacks for its grade
    "value": "a value that is a figure",
    "unit": "a unit that fits the value",
    "low": "the lower limit of normal",
    "high": "the upper limit of normal",
    "baseline": "a value before the first infusion that can be compared",
    "baseline_abnormal": "whether the baseline was normal",
    "on_anticoagulation": "whether the patient was on anticoagulants",
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
    "some_day": "some day from {first} to {last}",
    "cell": "column {column}: '{found}' stands there; allowed: {allowed}",
    "whole_row": "'{found}' stands there; allowed: {allowed}",
    "if_one_clear": "If {patients} stays clear: {kind}. If not: {harsh}.",
    "if_all_clear": "If {patients} all stay clear: {kind}. Otherwise, at worst: {harsh}.",
    "if_one_unharmed": "If {patients} has no DLT: {kind}. If not: {harsh}.",
    "if_all_unharmed": "If none of {patients} has a DLT: {kind}. Otherwise, at worst: {harsh}.",
    "to": " to {n}",
    "in_all": ", {n} in all",
    "either_way": "However {patients} turn out: {kind}.",
    "of_patients": "{n} patients",
    "hours": "{n} h",
    "days": "{n} days",
    "clears_on": "clears on {day}",
    "rows_in": "{n} rows",
    "rows_in_1": "1 row",
    "meant": "; perhaps {like} is meant",
}

REPORT: dict[str, str] = {
    "title": "{study} at the cut-off of {day}",
    "protocol": "Protocol {id} {version} ({status}), sha256 {sha256}",
    "level": "LEVEL {level}  {cells} cells  {decision}",
    "next_dose": "Next dose: {cells} cells.",
    "earliest": "Earliest decision: {day}.",
    "superseded": "The next level has been opened.",
    "window_to": "window to {day}",
    "queries": "QUERIES  {n}",
    "place": "{file}, row {row}, column {column}",
    "place_of_row": "{file}, row {row}",
    "no_place": "no row",
    "rows": "ROWS",
    "rows_of_file": "{read} read: {used} used, {unreadable} unreadable, {after_cut_off} after the cut-off",
    "not_judged": "No measurement is on record: the rules {rules} could not be judged.",
    "without_grade": "No CTCAE v5.0 grade is derived from: {tests}.",
    "closing": "The rule is met or not met; the committee decides.",
}
