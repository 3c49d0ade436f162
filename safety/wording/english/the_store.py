"""What the commands of the store say."""

STORE: dict[str, str] = {
    "imported": "Cut {number} is imported: {study}, {used} rows used, {unreadable} unreadable.",
    "there_already": "These files are cut {number} already, imported on {at}; nothing was added.",
    "head": "Head of the audit trail: {head}",
    "of_cut": "Data cut {number}; head of the audit trail: {head}",
    "note_head": "Note it where nobody with access to the store can alter it.",
    "no_cut": "Nothing was imported yet.",
    "cut": "CUT {number}  {study}  imported {at} by {who} ({identity})",
    "why": "reason: {why}",
    "data_of": "data of {day}",
    "data_of_no_day": "day of the export not stated",
    "rows_of_cut": "{used} rows used, {unreadable} unreadable, in {files}",
    "made_by": "program {program}, protocol sha256 {protocol}",
    "other_protocol": "The protocol file is NOT that of cut {earlier}: sha256 {sha256}. Verdicts may alter by it "
    "alone; review cut {earlier} with --protocol to see.",
    "since_cut": "Since cut {earlier}: {rows}.",
    "blocking": "{n} changes block at the cut-off of {day} until they are acknowledged:",
    "blocking_1": "1 change blocks at the cut-off of {day} until it is acknowledged:",
    "blocking_0": "No change blocks at the cut-off of {day}.",
    "alarms": "ALARMS, of verdicts and decisions on earlier cuts:",
    "acknowledged": "{change} Acknowledged by {who}, {at}: {why}",
    "acknowledged_already": "{change} It was acknowledged already, by {who}, {at}: {why}",
    "proved": "Looked at: entries of the audit trail {entries}, data cuts {cuts}, stored rows {rows}, "
    "verdicts {verdicts}.",
    "nothing_altered": "Nothing was altered.",
    "files_same": "The files in {folder} are those of cut {number}.",
    "altered": "NOT AS IT WAS WRITTEN:",
    "backed_up": "The store stands in {file}, and was read there again.",
    "restored": "The store is restored from {file}.",
    "another_program": "Program {program} said otherwise of cut {number} at this cut-off:",
}

STORE_FINDINGS: dict[str, str] = {
    "BrokenLink": "audit trail: entry {entry} is the first that does not follow from those before it",
    "CutWithoutImport": "audit trail: the import of entry {entry} and the data cuts do not belong together",
    "AlteredRow": "cut {cut}, {file}, row {row}: not the row that was imported",
    "AlteredRows": "cut {cut}, {file}: rows are missing, added or in another order",
    "AlteredBlock": "cut {cut}: the rows by column, as a review reads them, are not those of the import",
    "StrayRow": "stored row {stored_row}: altered; no readable cut holds it",
    "AlteredDocument": "cut {cut}, {file}: not the file that was imported",
    "AlteredVerdict": "cut {cut}, cut-off {cut_off}: the stored verdict is not the one that was shown",
    "VerdictGone": "audit trail: the verdict of entry {entry} is missing",
    "TwoVerdicts": "cut {cut}, cut-off {cut_off}: program {program} gave two verdicts on one protocol",
    "HeadNotThere": "audit trail: the head {hash} is nowhere in it; it was written anew, or is another store's",
    "FileDiffers": "{file}: not the content that cut {cut} came from",
    "FileGone": "{file}: not in the folder; cut {cut} has it",
    "FileNotOfCut": "{file}: in the folder; cut {cut} does not have it",
}

VERDICT_CHANGES: dict[str, str] = {
    "level": "level {about}: {before} then, {after} now",
    "patient": "{about}: {before} then, {after} now",
    "event": "{about}: {before} then, {after} now",
    "not_known": "not there",
    "only_words": "levels, patients and events are the same; only other words or places differ",
}

VERDICT_WORDS: dict[str, str] = {  # of a level, a patient, an event, as a stored verdict has them
    "not_open": "not open",
    "hold": "hold",
    "exceeded": "exceeded",
    "wait": "wait",
    "expand": "expand",
    "enrol": "enrol",
    "escalate": "escalate",
    "top_of_ladder": "top of ladder",
    "mtd": "mtd",
    "allocated": "allocated",
    "in_window": "in window",
    "awaiting": "awaiting",
    "clear": "clear",
    "dlt": "dlt",
    "not_evaluable": "not evaluable",
    "unknown": "unknown",
    "review": "review",
    "not_dlt": "not dlt",
}
