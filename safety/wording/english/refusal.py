"""What is said where something could not be read: the place, what stood there, and what is allowed."""

from safety.records.allowed import ALLOWED as OF_RECORDS
from safety.records.sdtm import allowed as of_sdtm
from safety.store import allowed as of_a_store

__all__ = [
    "ALLOWED",
    "REFUSAL",
    "of_a_store",
    "of_sdtm",
]  # the last two add their phrases to those of the records

ALLOWED = OF_RECORDS

REFUSAL: dict[str, str] = {
    "finger": "{place}: {found}; allowed: {allowed}",
    "row": "row {row}",
    "column": "column {column}",
    "found": "'{found}' stands there",
    "nothing": "nothing stands there",
    "none": "none",
}
