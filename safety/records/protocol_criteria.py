"""The eligibility criteria of a protocol file: what must hold among their keys, and the values they become."""

from __future__ import annotations

from collections.abc import Iterator

from safety.domain.eligibility_criterion import (
    AgeWithin,
    Among,
    Asks,
    ClearanceWithin,
    ConsentFirst,
    Criterion,
    GradeBefore,
    LastingLess,
    Limits,
    SiteAnswers,
    ValueWithin,
)
from safety.records.allowed import key, listing
from safety.records.contradiction import Contradiction
from safety.records.criterion_tables import (
    AgeCriterionTable,
    ClearanceCriterionTable,
    ConsentCriterionTable,
    CriterionRow,
    GradeCriterionTable,
    LastingCriterionTable,
    LimitedTable,
    TestCriterionTable,
)
from safety.records.ctcae_terms import CtcaeTerms, folded
from safety.records.protocol_tables import ProtocolTables

LIMITS = ("at_least", "at_most")
LIMITS_OF_A_TEST = (*LIMITS, "at_most_men", "at_most_women")


def criteria_contradictions(file: ProtocolTables) -> Iterator[Contradiction]:
    """What cannot be meant among the criteria. Their terms are checked with all others."""
    ids = [row.id for row in file.criterion]
    for n, row in enumerate(file.criterion):
        path = f"criterion {row.id}"
        for earlier in ids[:n]:
            if earlier.startswith(row.id) or row.id.startswith(earlier):
                yield Contradiction(f"{path}, id", row.id, key("criterion_once", earlier))
        if row.admitted_by is not None and row.admitted_by not in ids:
            yield Contradiction(f"{path}, admitted_by", row.admitted_by, listing("criterion_named", ids))
        if isinstance(row, LimitedTable):
            yield from _limits(path, row)
        if isinstance(row, TestCriterionTable):
            yield from _test(path, row)


def _limits(path: str, row: LimitedTable) -> Iterator[Contradiction]:
    names = LIMITS_OF_A_TEST if isinstance(row, TestCriterionTable) else LIMITS
    set_ = [getattr(row, name) for name in names]
    if all(limit is None for limit in set_):
        yield Contradiction(f"{path}, {names[0]}", "", listing("criterion_limit", names))
    for name, limit in zip(names[1:], set_[1:], strict=True):
        if row.at_least is not None and limit is not None and limit < row.at_least:
            yield Contradiction(f"{path}, {name}", str(limit), key("criterion_order", row.at_least))


def _test(path: str, row: TestCriterionTable) -> Iterator[Contradiction]:
    by_sex = [row.at_most_men, row.at_most_women]
    if any(limit is not None for limit in by_sex) and (None in by_sex or row.at_most is not None):
        yield Contradiction(f"{path}, at_most_women", "", "criterion_both_sexes")
    if (row.unit is None) is not row.in_uln:
        yield Contradiction(f"{path}, unit", row.unit or "", "criterion_unit")
    readings = {row.literal, row.careful}
    if len(row.tests) == 1 and readings != {"all"}:
        yield Contradiction(f"{path}, literal", ", ".join(sorted(readings)), "criterion_several")


def criteria(file: ProtocolTables, terms: CtcaeTerms, *, on: bool) -> tuple[Criterion, ...]:
    """The criteria that are asked, or those that the file names and asks of nobody, in its order."""
    return tuple(_criterion(row, terms) for row in file.criterion if row.on is on)


def _criterion(row: CriterionRow, terms: CtcaeTerms) -> Criterion:
    return Criterion(row.id, row.words, row.section, _asks(row, terms), row.judged, row.admitted_by or "")


def _asks(row: CriterionRow, terms: CtcaeTerms) -> Asks:
    match row:
        case TestCriterionTable():
            limits = Limits(row.at_least, row.at_most, row.at_most_men, row.at_most_women)
            tests = tuple(test.upper() for test in row.tests)
            readings = Among(row.literal), Among(row.careful)
            return ValueWithin(tests, row.unit or "", row.in_uln, limits, *readings)
        case ClearanceCriterionTable():
            return ClearanceWithin(_from_to(row))
        case GradeCriterionTable():
            return GradeBefore(terms[folded(row.term)].term, _from_to(row))
        case LastingCriterionTable():
            return LastingLess(terms[folded(row.term)].term, row.less_than_months)
        case ConsentCriterionTable():
            return ConsentFirst()
        case AgeCriterionTable():
            return AgeWithin(_from_to(row))
        case _:
            return SiteAnswers()


def _from_to(row: LimitedTable) -> Limits:
    return Limits(row.at_least, row.at_most)
