"""The DLT rules of a protocol file as values: terms spelled as the CTCAE catalogue does, groups resolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from safety.domain.dlt_definition import (
    AbnormalBaselineRule,
    DeathRule,
    DltDefinition,
    EventRule,
    Exclusion,
    HysLawRule,
    InfusionReactionRule,
    LaboratoryRule,
    OmissionRule,
    Verdict,
)
from safety.records.ctcae_terms import CtcaeTerms, folded
from safety.records.protocol_checks import terms_named
from safety.records.protocol_tables import (
    AbnormalBaselineTable,
    DeathTable,
    EventTable,
    ExclusionTable,
    HysLawTable,
    InfusionReactionTable,
    LaboratoryTable,
    OmissionTable,
    ProtocolTables,
)

Speller = Callable[[Sequence[str]], frozenset[str]]


def dlt_definition(file: ProtocolTables, terms: CtcaeTerms) -> DltDefinition:
    """The rules by kind; a kind that may stand once is None where the protocol has no such rule."""
    spelled = _speller(file, terms)
    rules = file.dlt_rule
    return DltDefinition(
        related=frozenset(file.causality.related),
        unassessed_is_related=file.causality.unassessed_is_related,
        death=next(DeathRule(row.id, row.section) for row in rules if isinstance(row, DeathTable)),
        events=tuple(_event(row, spelled) for row in rules if isinstance(row, EventTable)),
        infusion_reactions=tuple(
            _infusion_reaction(row, spelled) for row in rules if isinstance(row, InfusionReactionTable)
        ),
        hys_law=next((_hys_law(row) for row in rules if isinstance(row, HysLawTable)), None),
        abnormal_baseline=next(
            (_floor(row) for row in rules if isinstance(row, AbnormalBaselineTable)), None
        ),
        omission=next((_omission(row) for row in rules if isinstance(row, OmissionTable)), None),
        exclusions={row.id: _exclusion(row, spelled) for row in file.exclusion},
        laboratory=_laboratory(file.laboratory),
    )


def _speller(file: ProtocolTables, terms: CtcaeTerms) -> Speller:
    """Terms and groups as a rule names them -> terms as the catalogue writes them."""
    return lambda names: frozenset(terms[folded(name)].term for name in terms_named(names, file))


def _event(row: EventTable, spelled: Speller) -> EventRule:
    return EventRule(
        id=row.id,
        gives=Verdict(row.gives),
        section=row.section,
        terms=None if row.terms is None else spelled(row.terms),
        other_than=spelled(row.other_than or []),
        grades=frozenset(row.grades),
        ungraded=row.ungraded,
        related=row.related,
        longer_than=None if row.longer_than_days is None else timedelta(days=row.longer_than_days),
        knows_baseline=row.knows_baseline,
        exclusions=tuple(row.exclusions),
    )


def _infusion_reaction(row: InfusionReactionTable, spelled: Speller) -> InfusionReactionRule:
    return InfusionReactionRule(
        id=row.id,
        section=row.section,
        terms=spelled(row.terms),
        dlt_grades=frozenset(row.dlt_grades),
        review_grades_if_not_completed=frozenset(row.review_grades_if_not_completed),
        within=timedelta(hours=row.within_hours),
    )


def _hys_law(row: HysLawTable) -> HysLawRule:
    return HysLawRule(
        id=row.id,
        section=row.section,
        aminotransferases=frozenset(row.aminotransferases),
        aminotransferase_at_least=row.aminotransferase_at_least_uln,
        bilirubin=row.bilirubin,
        bilirubin_above=row.bilirubin_above_uln,
        alkaline_phosphatase=row.alkaline_phosphatase,
        excused_from=row.excused_from_uln,
    )


def _floor(row: AbnormalBaselineTable) -> AbnormalBaselineRule:
    return AbnormalBaselineRule(row.id, row.section, frozenset(row.tests), row.above_uln)


def _omission(row: OmissionTable) -> OmissionRule:
    return OmissionRule(row.id, row.section, row.omitted_at_least)


def _exclusion(row: ExclusionTable, spelled: Speller) -> Exclusion:
    return Exclusion(
        id=row.id,
        section=row.section,
        terms=spelled(row.terms),
        grades=frozenset(row.grades),
        within=None if row.within_hours is None else timedelta(hours=row.within_hours),
        documented={str(fact): answer for fact, answer in row.documented.items()},
    )


def _laboratory(row: LaboratoryTable | None) -> LaboratoryRule | None:
    if row is None:
        return None
    return LaboratoryRule(row.id, row.section, row.from_grade, timedelta(days=row.widened_by_days))
