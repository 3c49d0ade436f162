"""The mapping file: what SDTM leaves to the sponsor, in the sponsor's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from safety.records.protocol_cells import Above0, Causality, Count, CountFromOne, Text
from safety.records.refusal import FileRefused, Finger
from safety.records.sdtm.allowed import listing
from safety.records.sdtm.words import CDISC_EXITS, CDISC_REASONS, folded
from safety.records.text_file import decoded
from safety.records.toml_file import parse_toml, understand_toml

Meaning = TypeVar("Meaning")
Symptoms = Literal["none", "mild", "moderate", "severe"]
ExitReason = Literal[
    "completed", "adverse_event", "death", "withdrew_consent", "lost_to_follow_up", "progression", "other"
]
InfusionReason = Literal["adverse_event", "other"]
Variable = Annotated[Text, AfterValidator(str.upper)]


def _fold(words: dict[str, Meaning]) -> dict[str, Meaning]:
    by_folded = {folded(word): value for word, value in words.items()}
    if len(by_folded) < len(words):
        raise PydanticCustomError("not_allowed", "{allowed}", {"allowed": "folded_once"})
    return by_folded


Words = Annotated[dict[str, Meaning], AfterValidator(_fold)]


class Table(BaseModel):
    """A table of the file; a key that is not its own is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DoseTable(Table):
    """[dose]: the unit of EXDOSU, and how many cells one of it holds (1.0 where a dose is not cells)."""

    unit: Text
    cells_per_unit: Above0


class InfusionTable(Table):
    """[infusion]: the variable of EX that numbers the infusions, and what its words mean unless numbers.

    EXSEQ only counts rows (SDTMIG 3.4, EX): it numbers infusions where the sponsor says that it does.
    """

    number: Variable
    numbers: Words[CountFromOne] = {}


class AdverseEventTable(Table):
    """[adverse_event]: the variable that holds the CTCAE term, and the version AETOXGR is graded by."""

    term: Variable = "AEDECOD"
    ctcae_version: Text = ""


class ExitRowsTable(Table):
    """[exit_rows]: rows of DS whose `variable` (DSSCAT, EPOCH) is a word of `leave_out` date no exit."""

    variable: Variable
    leave_out: list[Text]


class SponsorWords(Table):
    """A whole mapping file; words are kept as `folded` writes them.

    `dose_level`: arms (ACTARMCD, or its reason ARMNRS where there is none) to levels, 0 for never assigned.
    `causality`: AEREL. `severity`: AESEV to the finding `symptoms`; without it AESEV is only kept.
    `exit_reason`: DSDECOD, or DSTERM, beyond the CDISC terms. `infusion_reason`: EXADJ, ECREASOC.
    `tests`: LBTESTCD and VSTESTCD to ours. `terms`: the sponsor's terms to those of CTCAE.
    """

    dose_level: Words[Count]
    dose: DoseTable
    infusion: InfusionTable
    causality: Words[Causality]
    severity: Words[Symptoms] = {}
    exit_reason: Words[ExitReason] = {}
    exit_rows: ExitRowsTable | None = None
    infusion_reason: Words[InfusionReason] = {}
    adverse_event: AdverseEventTable = AdverseEventTable()
    tests: Words[Text] = {}
    terms: Words[Text] = {}

    def exit_of(self, decoded: str, term: str) -> str | None:
        """The reason for an exit, None where nobody explains it; the site's words (DSTERM) come first."""
        known = {**CDISC_EXITS, **self.exit_reason}
        return self.exit_reason.get(folded(term)) or known.get(folded(decoded))

    @property
    def infusion_reasons(self) -> Mapping[str, str]:
        """Reasons why an infusion was not given as planned, with the CDISC term for an adverse event."""
        return {**CDISC_REASONS, **self.infusion_reason}


def sponsor_words(file: str, content: bytes, in_the_data: Mapping[str, list[str]]) -> SponsorWords:
    """A mapping file; where a table is missing, the finger names the words it must hold.

    Raises FileRefused with every mistake at once.
    """
    try:
        return understand_toml(file, parse_toml(file, decoded(file, content)), SponsorWords)
    except FileRefused as refused:
        raise FileRefused(_with_words(finger, in_the_data) for finger in refused.fingers) from None


def _with_words(finger: Finger, in_the_data: Mapping[str, list[str]]) -> Finger:
    if finger.allowed != "key_needed" or finger.column not in in_the_data:
        return finger
    return replace(finger, allowed=listing("mapping_table", in_the_data[finger.column]))
