"""What is written to the site: a disagreement between two records, and what is asked for each open question."""

DISAGREEMENTS: dict[str, str] = {
    "unreported_lab": "measured, no event",
    "derived_above_grade": "measured above reported",
    "ungradable_lab": "value cannot be graded",
    "grade_in_doubt": "grade in doubt",
    "unreported_lab_aside": "measured, no event",
    "derived_below_grade": "measured below reported",
    "unreported_mild_lab": "measured, mild, no event",
}

PRIORITIES: dict[str, str] = {
    "blocks": "blocks a decision",
    "ask": "to be asked",
    "information": "for information",
}

TO_THE_SITE: dict[str, str] = {
    "unreported_lab": "{value} is {term} grade {grade} by CTCAE v5.0{criterion}, and no adverse event reports it. "
    "Please report it as an event with its dates and causality; or correct the value, its unit or its limits; "
    "or say why it is no event.",
    "derived_above_grade": "{event_id} {term} is reported as grade {reported}; {value} is grade {grade} by "
    "CTCAE v5.0{criterion}. The higher grade counts until this is answered. Please correct the grade or the "
    "value, or say why the reported grade stands.",
    "derived_above_grade_since": "{event_id} {term}, reported as grade {reported}, began before the first "
    "infusion; {value} is grade {grade} by CTCAE v5.0{criterion}. It counts as an event of its own from that day. "
    "Please report the worsening in a row of its own with its causality, or correct the value.",
    "ungradable_lab": "{value} cannot be graded; missing: {missing}. Please complete or correct it.",
    "grade_in_doubt": "{event_id} {term}: {message} {ask}",
    "unreported_lab_aside": "{value} is {term} grade {grade} by CTCAE v5.0{criterion}, and no adverse event "
    "reports it; {aside}. Please report it, or say why it is no event.",
    "derived_below_grade": "For information: {event_id} {term} is reported as grade {reported}; the measurements "
    "inside its period reach grade {grade} at most ({value}). The higher grade counts. Nothing needs to change "
    "where it rests on what these measurements do not show, such as symptoms or a transfusion.",
    "unreported_mild_lab": "For information: {value} is {term} grade {grade} by CTCAE v5.0{criterion}, above "
    "baseline, and no adverse event reports it. Please report it only where it is clinically significant.",
}

SIDES: dict[str, str] = {
    "value": "{test} {value}{unit}{normal} on {day} ({measurement_id})",
    "normal": ", normal {low} to {high},",
    "normal_from": ", normal from {low},",
    "normal_to": ", normal up to {high},",
    "graded": "{value}: grade {grade}{criterion}",
    "no_grade": "{value}: no grade",
    "criterion": " ({crosses} {limit})",
    "below": "below",
    "below_closed": "at or below",
    "above": "above",
    "above_closed": "at or above",
    "times": "{limit} × ",
    "of_low": "{times}the lower limit of normal",
    "of_high": "{times}the upper limit of normal",
    "of_baseline": "{times}the baseline",
    "of_high_or_baseline": "{times}the upper limit of normal and the baseline",
    "of_": "{limit} {unit}",
    "plus": "{limit} above {base}",
    "minus": "{limit} below {base}",
    "more": " {n} more values like it, the last on {day}.",
    "more_1": " One more value like it, on {day}.",
    "event": "{event_id} {term}, {grade}, {start} to {end}",
    "event_grade": "grade {grade}",
    "event_no_grade": "no grade",
    "no_event": "no event of this term",
    "no_day": "no date",
    "partial": "some day from {first} to {last}",
    "goes_on": "going on",
    "no_rule": "no rule of the protocol calls this term",
    "after_window": "it was taken after the DLT window",
    "ruled": "the committee has ruled on it",
}

ASK = "Please clarify."
ASKS: dict[str, str] = {
    "grade_unknown": "Please report the grade.",
    "date_uncertain": "Please complete the date.",
    "duration_unknown": "Please report the end, or that it goes on.",
    "fact_missing": "Please document it.",
    "review_needed": "For the committee's ruling.",
    "ae_review_incomplete": "Please complete the adverse-event pages through that day.",
    "infusions_incomplete": "Please complete the record of the infusion.",
    "dose_deviation": "Please confirm or correct the cells given.",
    "late_infusion": "Please confirm or correct the date; the committee then rules on it.",
    "unreadable_row": "Please correct it.",
    "duplicate_id": "Please say which row holds, and correct the other.",
    "orphan_record": "Please correct the id, or add the record it belongs to.",
    "unreported_lab": "Please report it as an event, or say why it is none.",
    "ungradable_lab": "Please complete or correct it.",
    "version_conflict": "Please grade the event under the protocol's version.",
    "impossible_grade": "Please correct the grade or the term.",
    "findings_above_grade": "Please correct the grade or the findings, or say why the grade stands.",
    "unknown_term": "Please code it to a term of CTCAE v5.0.",
    "ruling_outdated": "For the committee: please rule again.",
    "data_older_than_cut_off": "Please export the data anew.",
    "stopping_rule": "For the committee's ruling.",
    "lower_level_changed": "For the committee.",
    "adverse_event_exit": "Please complete date and reason; the committee then rules on it.",
    "protocol_draft": "For the sponsor: please confirm the protocol file.",
    "dosed_without_decision": "For the committee: please record the decision.",
    "file_not_read": "Please name it as the table it is, or take it out of the folder.",
    "dated_after_export": "Please correct the date.",
    "unknown_column": "Please name it as the dictionary does, if it is one of its columns.",
    "fatal_outcome": "Please report the death in a row of grade 5, or correct the outcome.",
    "consent_after_infusion": "Please confirm or correct both dates.",
    "infusions_at_one_time": "Please correct the start of the one that is wrong.",
    "unknown_test": "Please send it under its CDISC code.",
    "eligibility_open": "Please correct the record if it is wrong; the committee then rules on it.",
    "eligibility_unknown": "Please complete the screening record.",
    "unknown_criterion": "Please name the criterion as the protocol does.",
    "deleted_row": "Please send the row again, or say why it was taken out; somebody then acknowledges it.",
    "downgraded": "Please correct it, or say why it was changed; somebody then acknowledges it.",
    "protocol_edited": "For the sponsor: please put the file back, or say why it was edited; somebody then "
    "acknowledges it.",
    "decision_ground_changed": "For the committee.",
}
