"""The [[criterion]] tables of a protocol file, kind by kind: which keys each has."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from safety.records.protocol_cells import CountFromOne, CriterionId, From0, Names, Text, YesNo
from safety.records.protocol_table import Cited


class CriterionTable(Cited):
    """What every [[criterion]] has: `words` are those of the trial that it renders, `on` false asks it of nobody."""

    id: CriterionId
    words: Text
    on: YesNo = True
    judged: YesNo = False
    admitted_by: CriterionId | None = None


class LimitedTable(CriterionTable):
    """A [[criterion]] with limits, both allowed themselves."""

    at_least: From0 | None = None
    at_most: From0 | None = None


class SiteCriterionTable(CriterionTable):
    """A [[criterion]] of kind site: nothing but the site's own answer can tell."""

    kind: Literal["site"]


class TestCriterionTable(LimitedTable):
    """A [[criterion]] of kind test: in a unit, or in multiples of the upper limit of normal (`in_uln`)."""

    kind: Literal["test"]
    tests: Names
    unit: Text | None = None
    in_uln: YesNo = False
    at_most_men: From0 | None = None
    at_most_women: From0 | None = None
    literal: Literal["any", "all", "measured"] = "all"
    careful: Literal["any", "all", "measured"] = "all"


class ClearanceCriterionTable(LimitedTable):
    """A [[criterion]] of kind clearance: Cockcroft and Gault, in mL/min."""

    kind: Literal["clearance"]


class GradeCriterionTable(LimitedTable):
    """A [[criterion]] of kind grade: that of a term at the first infusion."""

    kind: Literal["grade"]
    term: Text


class LastingCriterionTable(CriterionTable):
    """A [[criterion]] of kind lasting: what the patient brings along, in calendar months."""

    kind: Literal["lasting"]
    term: Text
    less_than_months: CountFromOne


class ConsentCriterionTable(CriterionTable):
    """A [[criterion]] of kind consent: dated, and not after the first infusion."""

    kind: Literal["consent"]


class AgeCriterionTable(LimitedTable):
    """A [[criterion]] of kind age: completed years at consent."""

    kind: Literal["age"]


CriterionRow = Annotated[
    SiteCriterionTable
    | TestCriterionTable
    | ClearanceCriterionTable
    | GradeCriterionTable
    | LastingCriterionTable
    | ConsentCriterionTable
    | AgeCriterionTable,
    Field(discriminator="kind"),
]
