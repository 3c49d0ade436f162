"""Values of a criterion: the laboratory's last ones before the first infusion, and what the site wrote down.

Each is held against the limit in the unit of the criterion. A number that cannot be right in the unit beside it
is in conflict with it: a creatinine of 0.9 umol/L must not pass for a perfect kidney.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from safety.domain.case_report import Measurement, ScreeningAnswer
from safety.domain.creatinine_clearance import clearance_range
from safety.domain.eligibility_criterion import Asks, ClearanceWithin, Criterion, ValueWithin
from safety.domain.eligibility_evidence import (
    IN_CONFLICT,
    NOT_KNOWN,
    Evidence,
    Found,
    Readings,
    among,
    together,
    within,
)
from safety.domain.laboratory_course import taken
from safety.domain.reason import Clearance, FactsLacking, LaboratoryValue, Reason, SiteWrote, WrongUnit
from safety.domain.screening import Screening
from safety.domain.value_range import ValueRange

IN_ULN = ("uln", "xuln", "×uln")
CREATININE, MG_DL, ML_MIN, MULTIPLES = "CREAT", "mg/dL", "mL/min", "×ULN"


def of_several(asks: ValueWithin, criterion: Criterion, screening: Screening) -> Found:
    """Several tests: which of them must hold is the reading's. A written value names no test, and is only shown."""
    by_test = [together(of_test(asks, test, screening)) for test in asks.tests]
    noted = [_noted(row) for row in screening.answers_to(criterion) if row.value]
    return Found(
        among(asks.literal, [test.literal for test in by_test]),
        among(asks.careful, [test.careful for test in by_test]),
        (*(e for test in by_test for e in test.evidence), *noted),
    )


def of_test(asks: ValueWithin, test: str, screening: Screening) -> Iterator[Evidence]:
    """The last values of a test, against its limits."""
    values = screening.last_values.get(test, ())
    if not values:
        yield Evidence(FactsLacking((test,)))
    for m in values:
        yield _refused(m, screening) or _measured(asks, m, screening)


def _refused(m: Measurement, screening: Screening) -> Evidence | None:
    """What cannot be held against anything: no number, or one that cannot be right in its unit."""
    if m.value is None:
        return _at(m, _laboratory(m, ""))
    if screening.units.believes(m.test or "", m.value, m.unit or ""):
        return None
    return _at(m, WrongUnit(m.test or "", m.value_text, m.unit or ""), IN_CONFLICT)


def _at(m: Measurement, fact: Reason, says: Readings = NOT_KNOWN) -> Evidence:
    return Evidence(fact, says, m.source, "value", taken(m).first)


def _laboratory(m: Measurement, wanted: str) -> LaboratoryValue:
    return LaboratoryValue(m.test or "", m.value_text, m.unit or "", taken(m).first, wanted)


def _measured(asks: ValueWithin, m: Measurement, screening: Screening) -> Evidence:
    unit = MULTIPLES if asks.in_uln else asks.unit
    value = _multiple(m) if asks.in_uln else _of_laboratory(m, unit, screening)
    if value is None:
        return _at(m, _laboratory(m, ""))
    says = within(value, asks.limits, screening.body.sex)
    return _at(m, _laboratory(m, told(value, unit)), says)


def _multiple(m: Measurement) -> ValueRange | None:
    high = m.high
    return _range(m).each(lambda end: end / high) if high is not None and high > 0 else None


def _range(m: Measurement) -> ValueRange:
    assert m.value is not None  # asked before
    return ValueRange.of(m.value, m.censored)


def _of_laboratory(m: Measurement, wanted: str, screening: Screening) -> ValueRange | None:
    return _converted(_range(m), m.test or "", m.unit or "", wanted, screening)


def _converted(
    value: ValueRange, test: str, unit: str, wanted: str, screening: Screening
) -> ValueRange | None:
    return value.each(lambda end: screening.units.into(test, end, unit, wanted))


def told(value: ValueRange, unit: str) -> str:
    """A value as it was held against the limit: cut after three decimals, never rounded to the limit's other side."""
    if not value.strict:
        shown, sign = "-".join(dict.fromkeys(_digits(end) for end in value.ends)), ""
    elif value.most is not None:
        shown, sign = _digits(value.most), "<"
    else:
        shown, sign = _digits(value.least or Decimal(0)), ">"
    return f"{sign}{shown} {unit}".strip()


def _digits(end: Decimal) -> str:
    if end.adjusted() > 12:
        return f"{end:.3e}"
    return f"{end.quantize(Decimal('0.001'), ROUND_DOWN).normalize():f}"


def clearances(asks: ClearanceWithin, screening: Screening) -> Iterator[Evidence]:
    """The clearance from each last creatinine; or what the formula lacks."""
    values, lacking = screening.last_values.get(CREATININE, ()), screening.body.lacking
    if lacking or not values:
        yield Evidence(FactsLacking((*lacking, *(() if values else (CREATININE,)))))
        return
    for m in values:
        yield _refused(m, screening) or _cleared(asks, m, screening)


def _cleared(asks: ClearanceWithin, m: Measurement, screening: Screening) -> Evidence:
    creatinine, body = _of_laboratory(m, MG_DL, screening), screening.body
    cleared = clearance_range(body, creatinine) if creatinine else None
    if cleared is None or creatinine is None:
        return _at(m, _laboratory(m, ""))
    fact = Clearance(
        told(cleared, ML_MIN), body.sex or "", body.age_years or Decimal(0), body.weight_kg or Decimal(0),
        told(creatinine, MG_DL), m.value_text, m.unit or "", taken(m).first,
    )  # fmt: skip
    return _at(m, fact, within(cleared, asks.limits))


def written(criterion: Criterion, screening: Screening) -> Iterator[Evidence]:
    """The values beside the site's answers. One of a day after the first infusion let nobody in, and is only shown."""
    for row in screening.answers_to(criterion):
        if row.value:
            yield _noted(row) if screening.too_late(row.date) else _of_cell(row, criterion.asks, screening)


def _noted(
    row: ScreeningAnswer, wanted: str = "", says: Readings = NOT_KNOWN, fact: Reason | None = None
) -> Evidence:
    wrote = SiteWrote(row.criterion or "", row.value or "", row.unit or "", row.date, wanted)
    return Evidence(fact or wrote, says, row.source, "value", row.date)


def _of_cell(row: ScreeningAnswer, asks: Asks, screening: Screening) -> Evidence:
    value, limits = ValueRange.written(row.value or ""), getattr(asks, "limits", None)
    if value is None or limits is None:
        return _noted(row)
    test, unit = _test_and_unit(asks)
    if test and not all(screening.units.believes(test, end, row.unit or "") for end in value.ends):
        return _noted(row, says=IN_CONFLICT, fact=WrongUnit(test, row.value or "", row.unit or ""))
    wanted = _as_wanted(value, row.unit or "", test, unit, screening)
    if wanted is None:
        return _noted(row)
    return _noted(row, told(wanted, unit), within(wanted, limits, screening.body.sex))


def _test_and_unit(asks: Asks) -> tuple[str, str]:
    """The test whose unit is to be converted, and the unit; a grade and an age have neither."""
    match asks:
        case ValueWithin(in_uln=True):
            return "", MULTIPLES
        case ValueWithin(tests=(test,), unit=unit):
            return test, unit
        case ClearanceWithin():
            return "", ML_MIN
        case _:
            return "", ""


def _as_wanted(
    value: ValueRange, unit: str, test: str, wanted: str, screening: Screening
) -> ValueRange | None:
    if wanted == MULTIPLES:
        return value if "".join(unit.split()).casefold() in IN_ULN else None
    return _converted(value, test, unit, wanted, screening) if wanted else value
