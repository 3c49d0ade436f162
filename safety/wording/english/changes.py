"""What changed between two exports: rows, cells, and what that does to a verdict."""

CHANGED_ROWS: dict[str, str] = {  # how a row of each table is called by its id
    "subjects": "the row of {id}",
    "infusions": "{id}",
    "adverse_events": "{id}",
    "measurements": "{id}",
    "adjudications": "ruling {id}",
    "decisions": "decision {id}",
    "screening": "criterion {id}",
    "supporting": "a row of SDTM",
}
NO_ID = "a row without id in {table}"

NAMED_BY: dict[str, str] = {  # the cells by which a row is known
    "term": "{cell}",
    "grade": "grade {cell}",
    "number": "infusion {cell}",
    "test": "{cell}",
    "value": "{cell}",
    "unit": "{cell}",
    "event_id": "on {cell}",
    "verdict": "{cell}",
    "level": "level {cell}",
    "decision": "{cell}",
}

COLUMNS: dict[str, str] = {  # columns that have another name when they are spoken of
    "dose_level": "dose level",
    "weight_kg": "weight in kg",
    "age_years": "age",
    "consented_on": "consent",
    "enrolled_on": "enrolment",
    "ae_reviewed_through": "adverse-event pages completed through",
    "off_study_on": "exit",
    "off_study_reason": "reason of the exit",
    "subject_id": "patient",
    "number": "number of the infusion",
    "started_at": "start",
    "ended_at": "end",
    "cells": "cells given",
    "planned_cells": "cells planned",
    "on_optimal_therapy": "on optimal therapy",
    "episode_id": "episode",
    "ctcae_version": "CTCAE version",
    "adl": "limits on daily activities",
    "tube_feeding_or_tpn": "tube or parenteral feeding",
    "life_threatening": "life-threatening",
    "infusion_interrupted": "infusion interrupted",
    "collected_at": "taken",
    "low": "lower limit of normal",
    "high": "upper limit of normal",
    "event_id": "ruled on",
    "decided_on": "decided",
    "decided_by": "decided by",
    "ruled_grade": "grade ruled on",
    "resumes": "trial resumes",
    "cut_off": "cut-off",
    "judged_by": "judged by",
}

CELLS: dict[str, str] = {
    "became": "{column} {before} became {after}{danger}",
    "filled_in": "{column} is {after} now{danger}",
    "emptied": "{column} {before} was taken out{danger}",
    "unread": "'{found}'",
    "some_day": "some day from {first} to {last}",
    "yes": "yes",
    "no": "no",
}

DANGERS: dict[str, str] = {  # why a changed cell blocks, where the cells themselves do not say it
    "lowered": "",
    "left_window": ", out of the window",
    "shortened": ", a shorter time",
    "recoded": "",
    "moved": ", counted elsewhere",
    "window_moved": ", and the window with it",
    "tolerance": ", across the tolerance of the dose",
    "rewritten": "",
    "kinder": ", and a verdict became kinder",
}

CHANGES: dict[str, str] = {
    "added": "{who}{named} is new",
    "changed": "{who}{named}, {cells}",
    "deleted": "{who}{row} is gone{aside}",
    "who": "{subject}: ",
}

GROUND: dict[str, str] = {  # what a decision of record rests on, where it comes out otherwise
    "rule": "the rule's {then} became {now}",
    "patients": "not as they were then: {patients}",
    "and": "; ",
}

WEIGHTS: dict[str, str] = {
    "dangerous": "GONE OR LOWERED",
    "verdict": "WITH ANOTHER VERDICT",
    "worse": "WORSE",
    "neutral": "OTHER CHANGES",
    "added": "NEW",
}

DIFF: dict[str, str] = {
    "title": "{study} at the cut-off of {day}: from {earlier} to {later}",
    "other_protocol": "The protocol file is another one: both exports are judged by {id} {version} "
    "({status}), sha256 {sha256}.",
    "nothing": "No row changed.",
    "counts": "{added} rows new, {changed} changed, {deleted} gone; {open} block until they are acknowledged.",
    "alarms": "ALARMS  {n}",
    "verdicts": "VERDICTS  by the records alone, as if everything were acknowledged",
    "no_verdict": "No decision, patient or event comes out otherwise.",
    "level": "Level {about}: {before} became {after}",
    "until_then": "Level {about}: {after} until every change below is acknowledged",
    "moved": "{about}: {before} became {after}",
    "moved_of": "{about} of {subject}: {before} became {after}",
    "none": "not on record",
    "weight": "{weight}  {n}",
    "open_before": "STILL OPEN FROM OTHER CUTS  {n}",
    "cut": "cut {number}",
    "acknowledged": "ACKNOWLEDGED  {n}",
    "acknowledged_by": "by {who}, {at}: {why}",
    "closing": "A change is acknowledged with a reason, by its id; the committee decides.",
}

CHANGES_SCREEN: dict[str, str] = {  # the page What changed, and the cuts on the page Study
    "changes_folder": "A study folder has no past. Import it as a data cut, week by week, and this page tells what "
    "changed from one to the next.",
    "changes_first_cut": "This is the first data cut: there is nothing before it to compare with.",
    "changes_comparing": "Comparing the two cuts, and every verdict of the past with the newer records …",
    "since_cut": "What changed up to cut {number}, since",
    "cut_named": "cut {number}, data of {day}, imported {at}",
    "from_cut_to_cut": "from cut {since} to cut {cut}, judged at {day}",
    "alarms": "Alarms",
    "alarms_note": "verdicts and decisions of the past that the newer records would have changed",
    "no_alarm": "No verdict of an earlier cut and no decision of record stands on other ground.",
    "verdicts_moved": "Verdicts",
    "verdicts_moved_note": "by the records alone, as if everything were acknowledged",
    "nothing_blocks": "No change blocks",
    "changes_block": "{n} block",
    "changes_block_note": "until the row is back, or somebody answers for the change",
    "changes_acknowledged": "{n} acknowledged",
    "change_to_acknowledge": "Change",
    "role_of_answer": "Your role (noted as self-declared)",
    "role_example": "such as medical monitor",
    "reason_of_answer": "Reason",
    "acknowledge": "Acknowledge this change",
    "head_of_trail": "Head of the audit trail",
    "head_note": "note it where nobody with access to the store can alter it",
    "trail": "Audit trail {head}",
    "cut_of_store": "Cut {number}",
    "cut_latest": "Cut {number}, the latest",
    "cut_earlier": "CUT {number}, NOT THE LATEST ({last})",
    "cut_open": "Data cut {number} of {study}",
    "cuts_kept": "Data cuts",
    "cuts_kept_why": "what was known on the day of each import; a link opens it",
    "column_cut": "Cut",
    "column_data_of": "Data of",
    "column_imported_at": "Imported (UTC)",
    "column_imported_by": "By (self-declared)",
    "column_reason": "Reason",
    "import_folder": "Keep this folder as a data cut",
    "import_folder_why": "nothing alters it afterwards; the next import tells what changed",
    "role_of_import": "Your role (noted as self-declared)",
    "role_of_import_example": "such as data manager",
    "import_now": "Import",
    "otherwise": "Another program said otherwise",
    "otherwise_note": "of this cut at this cut-off; what is shown above is the present program's",
    "not_kept": "This verdict could not be kept in the store",
}
