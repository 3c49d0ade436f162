"""Should the patient have been in? Every criterion answered, each answer with its evidence.

Pass only where every reading of the trial's words and every fact on record agree; a difference is never passed
over. Who was dosed and fails a criterion is no evidence that a dose may go up (E6(R3) on deviations; waivers are
an inspection finding), until people rule on it. Nobody leaves the count of those dosed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from safety.domain.case_report import ScreeningAnswer
from safety.domain.eligibility_criterion import (
    OPEN,
    AgeWithin,
    Answer,
    ClearanceWithin,
    ConsentFirst,
    Criterion,
    GradeBefore,
    LastingLess,
    ValueWithin,
)
from safety.domain.eligibility_evidence import Evidence, Found, agreed, passes, together
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import EligibilityOpen, EligibilityUnknown, SiteAnswered, SiteWrote
from safety.domain.screening import Screening
from safety.domain.screening_history import age, consent, grade, lasting
from safety.domain.screening_values import clearances, of_several, of_test, written


@dataclass(frozen=True)
class CriterionAssessment:
    """One criterion of one patient. Where the readings differ, `answer` says that somebody must judge."""

    criterion: Criterion
    answer: Answer
    literal: Answer
    careful: Answer
    evidence: tuple[Evidence, ...]

    @property
    def last_day(self) -> date | None:
        """The day of the latest fact that counts."""
        return max((e.day for e in self.evidence if e.day and not e.superseded), default=None)


@dataclass(frozen=True)
class Eligibility:
    """One patient's criteria, in the order of the protocol; none where there was no screening.csv."""

    assessments: tuple[CriterionAssessment, ...] = ()

    @property
    def answer(self) -> Answer:
        """The worst answer; without any, eligibility is not known."""
        order = list(Answer)
        return min((a.answer for a in self.assessments), key=order.index, default=Answer.UNKNOWN)

    def of(self, *answers: Answer) -> tuple[CriterionAssessment, ...]:
        """The criteria with one of these answers."""
        return tuple(a for a in self.assessments if a.answer in answers)

    def _ids(self, answer: Answer) -> tuple[str, ...]:
        return tuple(a.criterion.id for a in self.of(answer))

    def open(self, subject_id: str, first_infusion: date) -> list[OpenQuestion]:
        """What waits for a ruling on `elig:<subject_id>`, made no earlier than the facts it must know."""
        left = sorted(self.of(*OPEN), key=lambda a: OPEN.index(a.answer))
        if not left:
            return []
        failed, conflicting, to_judge = map(self._ids, OPEN)
        because = EligibilityOpen(failed, conflicting, to_judge, left[0].criterion.words)
        shown = next((e for e in left[0].evidence if e.source), Evidence(because))
        days = [a.last_day for a in left if a.last_day is not None]
        return [
            OpenQuestion(
                Code.ELIGIBILITY_OPEN, because, subject_id, f"elig:{subject_id}", shown.source, shown.column,
                arose_on=max((first_infusion, *days)),
            )
        ]  # fmt: skip

    def not_known(self, subject_id: str) -> list[OpenQuestion]:
        """What nobody noted, asked for and holding nobody back: an export may hold nothing but what was violated."""
        left = self._ids(Answer.UNKNOWN)
        if not left:
            return []
        because = EligibilityUnknown(left)
        return [OpenQuestion(Code.ELIGIBILITY_UNKNOWN, because, subject_id, reach=Reach.NOBODY)]


def eligibility(criteria: Iterable[Criterion], screening: Screening) -> Eligibility:
    """Every criterion of the protocol, answered for one patient."""
    return Eligibility(tuple(assess(criterion, screening) for criterion in criteria))


def assess(criterion: Criterion, screening: Screening) -> CriterionAssessment:
    """One criterion: the facts, the site's own answer, and what both come to."""
    facts, site = _facts(criterion, screening), _Site(criterion, screening)
    literal = agreed([facts.literal, *site.outcomes])
    careful = agreed(site.outcomes if facts.careful is Answer.UNKNOWN else [facts.careful, *site.refusals])
    if criterion.admitted_by and (literal, careful) == (Answer.FAIL, Answer.FAIL):
        literal = Answer.PASS  # as the other criterion reads
    plain = CriterionAssessment(
        criterion, _both(literal, careful), literal, careful, (*site.evidence, *facts.evidence)
    )
    return replace(plain, answer=_judged(plain, site))


def _facts(criterion: Criterion, screening: Screening) -> Found:
    asks = criterion.asks
    if isinstance(asks, ValueWithin) and len(asks.tests) > 1:
        return of_several(asks, criterion, screening)
    return together([*_of_kind(criterion, screening), *written(criterion, screening)])


def _of_kind(criterion: Criterion, screening: Screening) -> Iterator[Evidence]:
    match criterion.asks:
        case ValueWithin() as asks:
            yield from of_test(asks, asks.tests[0], screening)
        case ClearanceWithin() as asks:
            yield from clearances(asks, screening)
        case GradeBefore() as asks:
            yield from grade(asks, screening)
        case LastingLess() as asks:
            yield from lasting(asks, screening)
        case ConsentFirst():
            yield from consent(screening)
        case AgeWithin() as asks:
            yield from age(asks, screening)
        case _:
            return  # nothing but the site's own answer can tell


def _both(literal: Answer, careful: Answer) -> Answer:
    """What two readings come to: whoever passes in one and fails in the other must be judged."""
    if Answer.CONFLICT in (literal, careful):
        return Answer.CONFLICT
    if literal is careful:
        return literal
    return Answer.NEEDS_JUDGEMENT if Answer.FAIL in (literal, careful) else Answer.UNKNOWN


@dataclass(frozen=True)
class _Site:
    """What the site itself answered. Of a day after the first infusion, only harm is believed."""

    criterion: Criterion
    screening: Screening

    @property
    def _rows(self) -> Sequence[ScreeningAnswer]:
        return self.screening.answers_to(self.criterion)

    def _outcome(self, row: ScreeningAnswer) -> Answer:
        if row.answer not in ("met", "not_met"):
            return Answer.UNKNOWN
        answer = passes((row.answer == "met") is not self.criterion.exclusion)
        kind = answer is Answer.PASS
        return Answer.UNKNOWN if kind and self.screening.too_late(row.date) else answer

    @property
    def outcomes(self) -> list[Answer]:
        return [self._outcome(row) for row in self._rows]

    @property
    def refusals(self) -> list[Answer]:
        return [answer for answer in self.outcomes if answer is Answer.FAIL]

    @property
    def evidence(self) -> list[Evidence]:
        return [
            Evidence(
                SiteAnswered(row.criterion or "", row.answer or "", row.date, row.judged_by),
                (self._outcome(row), self._outcome(row)), row.source, "answer", row.date,
            )
            for row in self._rows
            if row.answer
        ]  # fmt: skip

    @property
    def calls_it_acceptable(self) -> bool:
        """Does any row say that somebody judged it acceptable?"""
        return any(row.answer == "judged_acceptable" for row in self._rows)

    def judgement_knows(self, last_day: date | None) -> bool:
        """Was it judged by somebody named, in time, and on the latest facts?"""
        return any(
            row.answer == "judged_acceptable"
            and row.judged_by is not None
            and not self.screening.too_late(row.date)
            and (row.date is None or last_day is None or row.date >= last_day)
            for row in self._rows
        )

    def left_uncompared(self, plain: CriterionAssessment) -> bool:
        """Does a value stand beside the answer that nobody could hold against the limit: no number, no unit?

        One in multiples of the upper limit of normal is the laboratory's to tell: a cell has no limit of normal.
        """
        asks = self.criterion.asks
        if isinstance(asks, ValueWithin) and (asks.in_uln or len(asks.tests) > 1):
            return False
        return isinstance(asks, ValueWithin | ClearanceWithin | GradeBefore | AgeWithin) and any(
            isinstance(e.fact, SiteWrote)
            and not e.fact.wanted
            and not self.screening.too_late(e.day)
            and not self.criterion.is_part_of(e.fact.criterion)
            for e in plain.evidence
        )

    @property
    def left_to_read(self) -> bool:
        """Does a value stand without an answer?"""
        return any(row.value and row.answer is None for row in self._rows)


def _judged(plain: CriterionAssessment, site: _Site) -> Answer:
    """What the judgement of an investigator makes of it: it settles what is left to it, and nothing else."""
    criterion, answer = plain.criterion, plain.answer
    if answer is Answer.UNKNOWN and site.left_to_read:
        answer = Answer.NEEDS_JUDGEMENT
    if answer is Answer.PASS and site.left_uncompared(plain):
        answer = Answer.NEEDS_JUDGEMENT
    if criterion.judged and answer is Answer.FAIL and not site.refusals:
        answer = Answer.NEEDS_JUDGEMENT
    if not site.calls_it_acceptable or answer in (Answer.PASS, Answer.CONFLICT):
        return answer
    if answer is Answer.FAIL:
        return Answer.CONFLICT  # a criterion that leaves nothing to judge was waived, or contradicted
    left_to_it = answer is Answer.NEEDS_JUDGEMENT or criterion.judged
    return Answer.PASS if left_to_it and site.judgement_knows(plain.last_day) else Answer.NEEDS_JUDGEMENT
