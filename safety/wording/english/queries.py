"""The words of what has to be asked: the queries, and what was measured held against what was reported."""

QUERIES: dict[str, str] = {
    # queries
    "queries": "Queries ({n})",
    "queries_order": "for the site or the committee; time alone is no query",
    "queries_none": "No query is open.",
    "download": "Download as CSV",
    "rows": "Every row accounted for",
    "rows_add_up": "read = used + unreadable + after the cut-off",
    "headers_absent": "{file} has no column: {columns}.",
    "column_code": "Query",
    "column_file": "File",
    "column_row": "Row",
    "column_column": "Column",
    "column_who": "Who can clear it",
    "column_message": "What is asked",
    "column_read": "Read",
    "column_used": "Used",
    "column_unreadable": "Unreadable",
    "column_after_cut_off": "After the cut-off",
    # reconciliation
    "reconciliation": "Measured against reported ({n})",
    "reconciliation_order": "{graded} of {values} measurements have a grade; events with measurements inside: {events}",
    "reconciliation_none": "Nothing disagrees: every event with measurements inside has the grade they give, and no "
    "measurement above baseline is without its event.",
    "reconciliation_nothing_to_ask": "Nothing is to be asked. What is for information only is shown by the switch "
    "above.",
    "reconciliation_without": "No measurement is on record up to this day: no event can be held against one, and "
    "the rules {rules} could not be judged.",
    "reconciliation_without_rules": "No measurement is on record up to this day: no event can be held against one.",
    "reconciliation_counts": "Nothing that the site reported is overwritten. The worse of the two grades counts "
    "until the site has answered.",
    "reconciliation_ungraded": "Held against nothing, because they have no grade: {n} measurements (of a test without "
    "grades, under a code nobody knows, incomplete, or of a patient who was never dosed). See the page Queries.",
    "information_too": "For information too ({n})",
    "column_kind": "What disagrees",
    "column_record_says": "The record says",
    "column_measurement_says": "The measurement says",
    "column_to_the_site": "To the site",
}
