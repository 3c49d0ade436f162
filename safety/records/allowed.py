"""What is allowed in a cell or key that could not be read: one short phrase a key, in one place.

A problem carries the key (`grade`), with its particulars after a colon (`words:possible|probable`). Another
language is another table like `ALLOWED`.
"""

from __future__ import annotations

from collections.abc import Iterable

NOT_GUESSED = (
    "without offset, in the years 1900 to 2999 (a spreadsheet's 46083 or 3/2/2026 is never guessed at)"
)
ALLOWED = {
    # cells
    "must": "a value; this column must not be empty",
    "date": f"a day such as 2026-03-02, {NOT_GUESSED}",
    "date_time": f"a day such as 2026-03-02, or with the site's clock 2026-03-02T10:15, {NOT_GUESSED}",
    "partial_date": "a day such as 2026-03-02, with the site's clock 2026-03-02T10:15, "
    f"or as far as it is known 2026-03 or 2026, {NOT_GUESSED}",
    "number": "a number such as 41.5, with a point and no unit or thousands comma",
    "number_positive": "a number above 0 such as 62.5, with a point and no unit or thousands comma",
    "number_non_negative": "a number of 0 or more such as 2.0e7, with a point and no unit or thousands comma",
    "grade": "a CTCAE grade, 1 to 5",
    "level": "a dose level: 0 (never assigned), 1, 2 and so on",
    "whole": "a whole number from {0} to {1}",
    "words": "one of {list}",
    "criterion": "a criterion from I01 to I11 or E01 to E15, a part of one with its letter (I04a)",
    "measured": "a number such as 4.1, or a bound such as <0.1 or >1000; this test is graded",
    "measured_text": "a number such as 4.1, a bound such as <0.1 or >1000, or words",
    "end_from": "an end that is not before its start, {0}",
    "cells": "as many cells as the header has columns, {0}; a cell with a comma in it needs quotes around it",
    # files
    "folder": "a study folder that is there and can be opened",
    "folder_not_file": "a study folder",
    "file_needed": "a file of this name in the study folder; it is missing",
    "file_named": "the name {0}; nothing would be read of a table under another name",
    "one_kind": "either our tables or SDTM domains in one folder, not both",
    "one_spelling": "one file for each table; these names differ only in capital letters",
    "file_readable": "a file that can be opened",
    "file_still": "a file that stays as it is while it is read",
    "file_size": "at most {0} MB",
    "file_not_empty": "a header row, then one row a record; the file is empty",
    "utf_8": "UTF-8 (in a spreadsheet: save as CSV UTF-8)",
    "utf_8_not_gb18030": "UTF-8; this file looks like GB18030 (in a spreadsheet: save as CSV UTF-8)",
    "utf_8_not_utf_16": "UTF-8; this file looks like UTF-16 (in a spreadsheet: save as CSV UTF-8)",
    "no_nul": "a CSV file; this one holds NUL bytes, as workbooks and other binary files do",
    "csv": "CSV: commas between cells, quotes around a cell closed and doubled within it ({0})",
    "comma": "commas between the cells, not {0} (in a spreadsheet: save as CSV UTF-8, comma)",
    "column_needed": "a column of this name; it is missing",
    "column_known": "one of the columns {list}",
    "column_once": "a column once; it stands in the header {0} times",
    "folder_writable": "a folder that can be written to",
    "file_writable": "a file that can be written to",
    "cut_or_folder": "study folders, or --cut with the number of a cut or latest",
    "cuts_or_folders": "two study folders, or --cut with two numbers of cuts, the latest may be called latest",
    "cuts_differ": "two different cuts",
    "cut_as_imported": "nothing; a cut is reviewed with the mapping it was imported with",
    "outside_study": "a file outside the study folder, whose records are only read",
    "no_overwriting": "a folder without this file; nothing is overwritten",
    # NCI's table
    "nci_file": "NCI's CTCAE_v5.0.xlsx, or a CSV of its sheet CTCAE v5.0 Clean Copy; there is no such file",
    "workbook": "an Excel workbook (.xlsx), whole",
    "workbook_size": "a workbook of at most {0} MB unpacked",
    "sheet_needed": "a workbook with the sheet {list}, as NCI's CTCAE_v5.0.xlsx has it",
    "most_rows": "at most {0} rows",
    "nci_table": "NCI's table of CTCAE v5.0",
    "nci_code": "the code of a CTCAE v5.0 term",
    "nci_code_once": "each term once",
    "nci_row": "a row for {0}, code {1}; it is missing",
    "nci_same": "{0}",
    "nci_grade": "the words for this grade, which {0} has",
    "nci_no_grade": "nothing or a dash; {0} has no such grade",
    "nci_length": "at most {0} characters",
    "official_text": "a file that `python -m safety ctcae import` wrote; import again",
    # toml
    "toml": "TOML: {0}",
    "key_needed": "a value; this key is missing",
    "key_known": "one of the keys {list}",
    "toml_text": "text in quotes, not empty",
    "toml_true_false": "true or false, without quotes",
    "toml_list": "a list in square brackets, not empty",
    "toml_table": "a table of keys",
    "toml_date": "a day such as 2026-04-02, without clock and offset",
    "count": "a whole number from 0 to 9999",
    "count_from_1": "a whole number from 1 to 9999",
    "rule_id": "a capital letter followed by letters or digits, such as R3",
    "criterion_id": "I or E, two digits and for a part its letter, such as I05 or I04a",
    "criterion_once": "each criterion once, whole or in parts; {0} stands there too",
    "criterion_named": "a criterion of this file: {list}",
    "criterion_limit": "a limit: {list}",
    "criterion_both_sexes": "a limit for men and one for women, and no at_most beside them",
    "criterion_order": "no less than at_least, {0}",
    "criterion_unit": "a unit such as g/L, or in_uln = true, and not both",
    "criterion_unit_known": "a unit that is known here",
    "criterion_several": "literal and careful only where there are several tests",
    "one_of_kind": "one rule of this kind at most",
    "death_rule": "exactly one rule of kind death",
    "one_meaning": "an id of one meaning in the whole file; only rules of one kind may share theirs",
    "ascending_numbers": "a number above that of the level before it, {0}",
    "ascending_levels": "more cells than the level before it, {0}",
    "ascending_boundaries": "more evaluable patients than the row before it, {0}",
    "exceeded_above": "more DLTs than those that still escalate, {0}",
    "no_more_than": "no more than {0}",
    "fewer_than": "fewer than {0}",
    "days_from_1": "study days in ascending order, the first of them 1",
    "days_in_window": "infusion days within the window, study day {0} at the latest",
    "below_major": "a percentage below {0}, the nearer of the two limits of a deviation",
    "weight_needed": "a reference weight in kg; basis per_kg needs it",
    "exclusion_known": "an exclusion of this file: {list}",
    "terms_or_other_than": "either terms or other_than, and not both",
    "term": "a CTCAE v5.0 term or a term group of this file",
    "term_like": "a CTCAE v5.0 term or a term group of this file, such as {list}",
    "term_named": "a CTCAE v5.0 term in the catalogue's spelling, such as {list}",
    "finding_needed": "at least one finding; a clause without any would always hold",
    "term_grade": "a grade that one of these CTCAE v5.0 terms has: {list}",
    "grade_of_term": "a term that has one of these grades: {list}",
}


def key(name: str, *particulars: object) -> str:
    """The key of a phrase with its particulars, as problems carry it."""
    return f"{name}:{'|'.join(map(str, particulars))}" if particulars else name


def listing(name: str, words: Iterable[object]) -> str:
    """The key of a phrase that lists words; without any, the list says "none"."""
    return key(name, *(list(words) or ["none"]))


def parts(allowed: str) -> tuple[str, tuple[str, ...]]:
    """A key apart: the name of its phrase, and its particulars."""
    name, _, rest = allowed.partition(":")
    return name, tuple(rest.split("|"))


def phrase(allowed: str) -> str:
    """The English phrase of a key: `phrase("words:Y|N")` is "one of Y, N"."""
    name, particulars = parts(allowed)
    return ALLOWED[name].format(*particulars, list=", ".join(particulars))
