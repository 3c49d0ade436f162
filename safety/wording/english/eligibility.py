"""The words of eligibility: answers, the facts they rest on, what is open, the command's text."""

FACTS_OF_ELIGIBILITY: dict[str, str] = {
    "SiteAnswered": "the site answers {answer_said}{dated}{by}",
    "SiteWrote": "the site writes {value}{in_unit}{dated}{as_wanted}",
    "LaboratoryValue": "{test} {value}{in_unit} on {day}{as_wanted}",
    "Clearance": "Cockcroft-Gault {clearance}: {sex_said}, {age} years, {weight} kg, creatinine {creatinine} "
    "({value}{in_unit}{dated})",
    "StoodAtGrade": "{term} grade {grade} at the first infusion",
    "BegunBefore": "{term} began {begun}; counted to {counted}",
    "Consented": "consent on {consented_on}{infused}",
    "AgeAtConsent": "{age} years at consent",
    "FactsLacking": "not on record: {lacking}",
    "WrongUnit": "{test} {value}{in_unit}: the number cannot be right in this unit",
    "EligibilityOpen": "eligibility: {open_criteria}",
    "EligibilityUnknown": "nobody noted enough about the criteria {criteria}",
    "UnknownCriterion": "the protocol has no criterion {criterion}: the row is kept and decides nothing",
}

ANSWERS: dict[str, str] = {
    "pass": "pass",
    "fail": "fail",
    "unknown": "unknown",
    "needs_judgement": "needs judgement",
    "conflict": "conflict",
}

ELIGIBILITY: dict[str, str] = {
    # inside the facts
    "met_inclusion": "met",
    "met_exclusion": "met (excluded)",
    "not_met_inclusion": "not met",
    "not_met_exclusion": "not met (not excluded)",
    "judged_acceptable": "judged acceptable",
    "dated": " on {day}",
    "by": ", by {role}",
    "by_nobody": ", by nobody named",
    "as_wanted": " = {wanted}",
    "not_compared": " (it cannot be held against the limit as it stands)",
    "sex_F": "woman",
    "sex_M": "man",
    "on_day": "on {first}",
    "no_later_than": "no later than {last}",
    "between": "some day from {first} to {last}",
    "both_days": "consent on {literal}, first infusion on {careful}",
    "one_day": "{careful}",
    "infused": ", first infusion on {day}",
    "fails": "fails {criteria}",
    "conflicts": "in conflict by {criteria}",
    "to_judge": "to be judged by {criteria}",
    "and": "; ",
    "list": ", ",
    "first": "{criterion} ({words})",
    "asks": "asks",
    "excludes": "excludes",
    # the command
    "title": "{study}, eligibility at the cut-off of {day}",
    "no_criteria": "The protocol lists no eligibility criteria.",
    "no_file": "There is no screening.csv: eligibility is not known, and holds nobody back.",
    "patient": "{subject_id}  level {level}  {state}  eligibility: {answer}{ruled}",
    "criterion_inclusion": "  {id:<5} {answer:<16} asks: {words}",
    "criterion_exclusion": "  {id:<5} {answer:<16} excludes: {words}",
    "readings": "literal reading: {literal}; careful reading: {careful}",
    "admitted_by": "the text contradicts itself: {criterion} admits what this one excludes",
    "ruled": "; {ruling}",
    "superseded": "{fact} (a later value took its place)",
    "legend": "A person decides who enters, and whether a deviation counts.",
}
