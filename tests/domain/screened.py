"""One patient at screening in a few words, for the tests of eligibility.

    screened("I04a met 1.4 10^9/L on 2026-02-26", labs="NEUT 1.6 10^9/L on 2026-02-27", sex="F")

The first infusion is on 2026-03-02; `None` for `infused` is somebody never dosed.
"""

import re
from datetime import date
from decimal import Decimal

from safety.domain.case_report import AdverseEvent, Measurement, ScreeningAnswer, Source, Subject
from safety.domain.eligibility import CriterionAssessment, assess
from safety.domain.eligibility_criterion import Criterion
from safety.domain.event_period import EventPeriod
from safety.domain.partial_date import PartialDate
from safety.domain.screening import Screening
from safety.grading import LABORATORY_UNITS

INFUSED = date(2026, 3, 2)
ANSWER = re.compile(
    r"(?P<criterion>[IE]\d\d[a-z]?)(?: (?P<answer>met|not_met|judged_acceptable))?(?: (?P<value>(?!on |by )\S+))?"
    r"(?: (?P<unit>(?!on |by )\S+))?(?: on (?P<day>\S+))?(?: by (?P<role>\w+))?"
)
LAB = re.compile(
    r"(?P<test>[A-Z0-9]+) (?P<value>\S+)(?: (?P<unit>(?!on |to )\S+))?(?: to (?P<high>\S+))? on (?P<day>\S+)"
)
EVENT = re.compile(
    r"(?P<term>\w+) (?P<grade>\d) from (?P<first>[\d-]+|\?)(?:/(?P<last>[\d-]+))?(?: of (?P<episode>\w+))?"
)


def screened(
    answers: str = "", *, labs: str = "", events: str = "", infused: date | None = INFUSED,
    grades: dict[str, int] | None = None, sex: str | None = "M", age: str | None = "60",
    weight: str | None = "60", consent: date | None = date(2026, 2, 20), rows: int = 1,
) -> Screening:  # fmt: skip
    subject = Subject(
        source=Source("subjects.csv", 2), subject_id="S-001", dose_level=1, sex=sex, consented_on=consent,
        age_years=None if age is None else Decimal(age), weight_kg=None if weight is None else Decimal(weight),
    )  # fmt: skip
    return Screening(
        rows=[subject] * rows,
        answers=[_answer(n, text) for n, text in enumerate(_parts(answers), 2)],
        measurements=[_lab(n, text) for n, text in enumerate(_parts(labs), 2)],
        first_infusion=PartialDate.on(infused) if infused else None,
        grades=grades or {},
        periods=[_event(n, text) for n, text in enumerate(_parts(events), 2)],
        units=LABORATORY_UNITS,
    )


def said(criterion: Criterion, *answers: str, **facts: object) -> str:
    """The answer of one criterion, and both readings where they differ: `needs_judgement (pass, fail)`."""
    found = assessed(criterion, *answers, **facts)
    differ = found.literal is not found.careful
    return f"{found.answer} ({found.literal}, {found.careful})" if differ else found.answer.value


def assessed(criterion: Criterion, *answers: str, **facts: object) -> CriterionAssessment:
    return assess(criterion, screened("; ".join(answers), **facts))  # type: ignore[arg-type]


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.fullmatch(text)
    assert match, f"nobody can read {text!r}"
    return match


def _answer(row: int, text: str) -> ScreeningAnswer:
    m = _match(ANSWER, text)
    return ScreeningAnswer(
        source=Source("screening.csv", row), subject_id="S-001", criterion=m["criterion"], answer=m["answer"],
        value=m["value"] and m["value"].replace("_", " "), unit=m["unit"], date=_day(m["day"]), judged_by=m["role"],
    )  # fmt: skip


def _lab(row: int, text: str) -> Measurement:
    m = _match(LAB, text)
    sign = m["value"][0] if m["value"][0] in "<>" else ""
    number = m["value"][len(sign) :]
    return Measurement(
        source=Source("measurements.csv", row), measurement_id=f"M-{row}", subject_id="S-001", test=m["test"],
        collected_at=PartialDate.on(date.fromisoformat(m["day"])), value_text=m["value"], censored=sign,
        value=Decimal(number) if number.replace(".", "").isdigit() else None, unit=m["unit"],
        high=Decimal(m["high"]) if m["high"] else None,
    )  # fmt: skip


def _event(row: int, text: str) -> EventPeriod:
    m = _match(EVENT, text)
    first = _day(m["first"].strip("?"))
    started = PartialDate(first, _day(m["last"]) or first) if first else None
    event = AdverseEvent(
        source=Source("adverse_events.csv", row), event_id=f"AE-{row}", subject_id="S-001", term=m["term"],
        started_at=started, grade=int(m["grade"]), episode_id=m["episode"],
    )  # fmt: skip
    return EventPeriod.at(date(2026, 4, 30), event)
