"""The tables of a protocol file: which keys each has.

Every key is named and none is guessed: a misspelt one is refused, so that no rule is lost by a typing error.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from safety.records.criterion_tables import CriterionRow
from safety.records.protocol_cells import (
    Above0,
    Aminotransferase,
    Causality,
    Count,
    CountFromOne,
    Fact,
    From0,
    Grade,
    Grades,
    LiverTest,
    Names,
    RuleId,
    Text,
    YesNo,
)
from safety.records.protocol_table import Cited, Table


class Title(Table):
    """[protocol]"""

    id: Text
    title: Text
    version: Text
    status: Literal["draft", "demonstration", "confirmed"]
    ctcae: Literal["5.0"]


class DosingTable(Cited):
    """[dosing]: `basis` per_kg needs the weight the cells of the levels are meant for."""

    basis: Literal["flat", "per_kg"]
    reference_weight_kg: Above0 | None = None
    infusion_days: Annotated[list[CountFromOne], Field(min_length=1)]
    deviation_above_percent: From0
    deviation_below_percent: From0
    minor_deviation_percent: Above0 | None = None


class DoseLevelTable(Cited):
    """[[dose_level]]"""

    level: CountFromOne
    cells: Above0


class StaggerTable(Cited):
    """[stagger]: days between the first infusions of a level's patients."""

    first_to_second_days: CountFromOne
    between_later_days: CountFromOne | None = None


class WindowTable(Cited):
    """[window]: days after the day of the first infusion, the last one included."""

    days: CountFromOne


class EvaluabilityTable(Cited):
    """[evaluability]"""

    infusions_completed: CountFromOne


class CausalityTable(Cited):
    """[causality]"""

    related: list[Causality]
    unassessed_is_related: YesNo


class DeathTable(Cited):
    """A [[dlt_rule]] of kind death."""

    id: RuleId
    kind: Literal["death"]


class EventTable(Cited):
    """A [[dlt_rule]] of kind event: of `terms`, or of every term `other_than` those named."""

    id: RuleId
    kind: Literal["event"]
    gives: Literal["dlt", "review"]
    terms: Names | None = None
    other_than: list[Text] | None = None
    grades: Grades
    ungraded: YesNo = False
    related: YesNo
    longer_than_days: CountFromOne | None = None
    knows_baseline: YesNo
    exclusions: list[Text] = Field([])


class InfusionReactionTable(Cited):
    """A [[dlt_rule]] of kind infusion_reaction."""

    id: RuleId
    kind: Literal["infusion_reaction"]
    terms: Names
    dlt_grades: Grades
    review_grades_if_not_completed: list[Grade] = Field([])
    within_hours: Count


class HysLawTable(Cited):
    """A [[dlt_rule]] of kind hys_law, in multiples of the upper limit of normal."""

    id: RuleId
    kind: Literal["hys_law"]
    aminotransferases: Annotated[list[Aminotransferase], Field(min_length=1)]
    aminotransferase_at_least_uln: Above0
    bilirubin: Literal["BILI"]
    bilirubin_above_uln: Above0
    alkaline_phosphatase: Literal["ALP"]
    excused_from_uln: Above0


class AbnormalBaselineTable(Cited):
    """A [[dlt_rule]] of kind abnormal_baseline, in multiples of the upper limit of normal."""

    id: RuleId
    kind: Literal["abnormal_baseline"]
    tests: Annotated[list[LiverTest], Field(min_length=1)]
    above_uln: Above0


class OmissionTable(Cited):
    """A [[dlt_rule]] of kind omission."""

    id: RuleId
    kind: Literal["omission"]
    omitted_at_least: CountFromOne


class ExclusionTable(Cited):
    """[[exclusion]]: spares an event only where each of its conditions is documented."""

    id: RuleId
    terms: Names
    grades: Grades
    within_hours: CountFromOne | None = None
    documented: dict[Fact, YesNo] = Field({})


class LaboratoryTable(Cited):
    """[laboratory]: a graded value without its adverse event is asked about."""

    id: RuleId
    from_grade: Grade
    widened_by_days: Count


class BoundaryTable(Cited):
    """[[boundary]]"""

    evaluable: CountFromOne
    escalate_at_most: Count
    exceeded_at_least: CountFromOne


class MtdTable(Cited):
    """[mtd]"""

    evaluable: CountFromOne
    dlt_at_most: Count


class StoppingTable(Cited):
    """[[stopping_rule]]"""

    id: RuleId
    kind: Literal["death"]
    holds: Literal["all_levels"]


RuleTable = Annotated[
    DeathTable | EventTable | InfusionReactionTable | HysLawTable | AbnormalBaselineTable | OmissionTable,
    Field(discriminator="kind"),
]


class ProtocolTables(Table):
    """A whole protocol file."""

    protocol: Title
    dosing: DosingTable
    dose_level: Annotated[list[DoseLevelTable], Field(min_length=1)]
    stagger: StaggerTable | None = None
    window: WindowTable
    evaluability: EvaluabilityTable
    causality: CausalityTable
    term_group: dict[str, Names] = Field({})
    dlt_rule: Annotated[list[RuleTable], Field(min_length=1)]
    exclusion: list[ExclusionTable] = Field([])
    laboratory: LaboratoryTable | None = None
    boundary: Annotated[list[BoundaryTable], Field(min_length=1)]
    mtd: MtdTable
    stopping_rule: list[StoppingTable] = Field([])
    criterion: list[CriterionRow] = Field([])
