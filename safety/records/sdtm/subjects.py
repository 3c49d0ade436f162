"""DM as subjects, with the exits of DS and the weight of VS (SDTMIG 3.4, DM)."""

from __future__ import annotations

from safety.records.raw_table import RawTable
from safety.records.sdtm.domain import Cells, Domain
from safety.records.sdtm.exits import Exits
from safety.records.sdtm.mapping import SponsorWords
from safety.records.sdtm.weights import weights_before_treatment
from safety.records.sdtm.words import folded, meaning

SEX_NOT_KNOWN = ("u", "unknown", "undifferentiated", "intersex")  # C66731, beyond F and M


def subjects(dm: Domain, vs: Domain | None, exits: Exits, words: SponsorWords) -> RawTable:
    """The rows of DM. SDTM has no place for how far adverse event pages were reviewed: that stays empty."""
    weights = weights_before_treatment(dm, vs)

    def ours(row: Cells) -> dict[str, str]:
        left = exits.of(row)
        return {
            "subject_id": row["USUBJID"],
            "dose_level": meaning(words.dose_level, arm(row)),
            "sex": "" if folded(row.get("SEX", "")) in SEX_NOT_KNOWN else row.get("SEX", ""),
            "age_years": row.get("AGE", "") if folded(row.get("AGEU", "")) == "years" else "",
            "weight_kg": weights.get(row["USUBJID"].strip(), ""),
            "consented_on": row.get("RFICDTC", ""),
            "off_study_on": left.on,
            "off_study_reason": left.reason,
        }

    return dm.as_table("subjects.csv", ours, WRITTEN_AS | {"dose_level": arm_variable(dm)})


WRITTEN_AS = {
    "subject_id": "USUBJID",
    "sex": "SEX",
    "age_years": "AGE",
    "consented_on": "RFICDTC",
    "off_study_on": "DSSTDTC or DTHDTC",
    "off_study_reason": "DSDECOD",
}


def arm_variable(dm: Domain) -> str:
    """The actual arm; the planned one only in a file that knows no other."""
    return "ACTARMCD" if "ACTARMCD" in dm.variables else "ARMCD"


def arm(row: Cells) -> str:
    """The actual arm of a subject, or the reason for none (ARMNRS: SCREEN FAILURE, NOT ASSIGNED …)."""
    if "ACTARMCD" not in row:
        return row.get("ARMCD", "")
    return row["ACTARMCD"].strip() or row.get("ARMNRS", "")
