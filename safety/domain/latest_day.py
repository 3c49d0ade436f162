"""Up to which day do the records of a study reach?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from safety.domain.case_report import CaseReports, Record
from safety.domain.record_table import as_table

# A study without a dated record looks the same on every day.
ANY_DAY = date(2000, 1, 1)


def latest_day(reports: CaseReports) -> date:
    """The day of the export; where nobody says, the last day on which any record starts."""
    kinds: tuple[Sequence[Record], ...] = (
        reports.infusions, reports.adverse_events, reports.measurements,
        reports.adjudications, reports.decisions, reports.screening, reports.supporting,
    )  # fmt: skip
    days = [day for kind in kinds for day in as_table(kind).days if day is not None]
    return reports.extracted_on or max(days, default=ANY_DAY)
