"""Puts values into a language: dates, doses, lists, and through the templates every reason and decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any

from safety.domain.case_report import CellProblem
from safety.domain.escalation import KINDEST_FIRST, Decision
from safety.domain.evaluability import State
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.reason import (
    DoseOffPlan,
    ExponentSlip,
    InfusionInterrupted,
    InfusionNotGiven,
    LeftStudy,
    OutsideWindow,
    ProtocolEdited,
    Reason,
    UnknownTerm,
)
from safety.records.common_words import Lead
from safety.records.official_text import OfficialText
from safety.records.term_search import term_search
from safety.review.level_review import LevelReview
from safety.wording import english
from safety.wording.changes import extras_of_changes
from safety.wording.eligibility_facts import extras
from safety.wording.grammar import Grammar
from safety.wording.languages import LANGUAGES

if TYPE_CHECKING:  # it brings pandas along, which not every command needs
    from safety.review.what_if import Standing


@lru_cache(maxsize=1024)
def places_in(template: str) -> frozenset[str]:
    """The names of what a template leaves open."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


@dataclass(frozen=True)
class Speech(Grammar):
    """One language's way of saying things."""

    def because(self, reason: Reason) -> str:
        """The sentence for a reason, without its full stop."""
        template: str = self.words.REASONS[type(reason).__name__]
        named, own = places_in(template), reason.__dataclass_fields__
        told = {name: self._tell(name, getattr(reason, name)) for name in named if name in own}
        if len(told) < len(named):
            told |= self._extras(reason)
        return template.format_map(told)

    def all_because(self, reasons: Iterable[Reason]) -> str:
        """Several reasons in one breath."""
        return self.clauses(self.because(r) for r in reasons)

    def _extras(self, reason: Reason) -> dict[str, str]:
        """What a template may say beyond the reason's own fields."""
        p = self.words.PHRASES
        told: dict[str, Any] = {name: getattr(reason, name) for name in reason.__dataclass_fields__}
        grade, derived, limit = told.get("grade"), told.get("derived"), told.get("limit_hours")
        n, like = told.get("rows"), told.get("like")
        said = {
            "at_grade": "" if grade is None else p["at_grade"].format(grade=grade),
            "derived_grade": "" if derived is None else p["derived"].format(derived=derived),
            "rows_in": p["rows_in_1" if n == 1 else "rows_in"].format(n=n),
            "meant": p["meant"].format(like=like) if like else "",
        }
        match reason:
            case OutsideWindow(before=before):
                said["side"] = p["before"] if before else p["after"]
            case LeftStudy(reason=why, on=on):
                said["why"] = self.word(why) if why else p["not_stated"]
                said["when"] = p["on"].format(day=self.day(on)) if on else p["date_not_stated"]
            case UnknownTerm(term=term):
                said["offer"] = self.offer(term)
            case InfusionNotGiven(reason=why) | InfusionInterrupted(reason=why):
                said["why"] = self.word(why) if why else p["not_stated"]
            case DoseOffPlan(above=above):
                said["side"] = p["too_many" if above else "too_few"]
            case ExponentSlip(power=power):
                said["times"] = self.times(power)
        if limit is not None:
            said["limit"] = self.hours(limit)
        return said | extras(reason, self.words.ELIGIBILITY, self.day) | extras_of_changes(reason, self)

    def offer(self, written: str) -> str:
        """The terms that may be meant by a word that is none: what it is reported as, else what is like it."""
        p, found = self.words.PHRASES, term_search().offer(written)
        if found.leads:
            key = "reported_as" if len(found.leads) == 1 else "reported_as_one_of"
            return str(p[key].format(terms=self.listed(map(self._lead, found.leads))))
        return str(
            p["spelled_like" if found.like else "nothing_like"].format(
                terms=self.listed(map(self.term, found.like))
            )
        )

    def _lead(self, lead: Lead) -> str:
        when = self.words.PHRASES[f"when_{lead.when}"] if lead.when else "{term}"
        return str(when.format(term=self.term(lead.term)))

    def _tell(self, name: str, value: Any) -> str:
        if isinstance(value, str):
            return self._tell_text(name, value)
        p = self.words.PHRASES
        match value:
            case None:
                return str(p[{"first": "open", "last": "open", "through": "no_day"}.get(name, "none")])
            case date():
                return self.day(value)
            case Decimal() if name in ("cells", "planned"):
                return self.cells(value)
            case tuple() if name == "cells":
                return self.clauses(self._cell(cell) for cell in value)
            case tuple() if name == "findings":
                return self.findings(value)
            case tuple() if name == "days":
                return str(p["or"]).join(self._interval(*days) for days in value)
            case tuple():
                return self.listed(self.words.FACTS.get(v, v) for v in map(str, value)) or str(p["none"])
            case _:
                return str(value)

    def _tell_text(self, name: str, value: str) -> str:
        """Text of a reason: what this tool knows in the language's words, all else as it was written."""
        match name:
            case "condition":
                return str(self.words.FACTS.get(value, value))
            case "verdict":
                return self.verdict(value)
            case "causality" | "status":
                return self.word(value)
            case "term":
                return self.term(value)
            case _:
                return value

    def findings(self, findings: Iterable[tuple[str, str]]) -> str:
        """Clinical findings, each from its column and value."""
        return self.listed(self.words.FINDINGS[" ".join(finding)] for finding in findings)

    def _interval(self, first: date, last: date) -> str:
        if first == last:
            return self.day(first)
        return str(self.words.PHRASES["some_day"].format(first=self.day(first), last=self.day(last)))

    def _cell(self, cell: CellProblem) -> str:
        allowed = self.allowed(cell.allowed)
        template = self.words.PHRASES["cell" if cell.column else "whole_row"]
        return str(template.format(column=cell.column, found=cell.found, allowed=allowed))

    def message(self, question: OpenQuestion) -> str:
        """An open question as a sentence."""
        return self.reason(question.reason)

    def reason(self, reason: Reason) -> str:
        """A reason as a sentence."""
        return self.sentence(self.because(reason))

    def code(self, code: Code) -> str:
        """The short name of a kind of question."""
        return str(self.words.CODES[code.value])

    def who_clears(self, question: OpenQuestion) -> str:
        """Who can answer the question, and from when where time alone does."""
        who = str(self.words.WHO_CLEARS.get(kind_of(question), self.words.SITE))
        if question.clears_on is None:
            return who
        return self.commas((who, self.words.PHRASES["clears_on"].format(day=self.day(question.clears_on))))

    def state(self, state: State) -> str:
        """A patient's state in a word or two."""
        return str(self.words.STATES[state.value])

    def decision(self, level: LevelReview) -> str:
        """The decision in a few words."""
        return str(self.words.DECISIONS[level.decision.value].format(to=self._more("to", level)))

    def _more(self, phrase: str, level: LevelReview) -> str:
        """How many patients the rule asks for, where a row of its table says."""
        return "" if level.expand_to is None else str(self.words.PHRASES[phrase].format(n=level.expand_to))

    def headline(self, level: LevelReview) -> str:
        """The verdict on a level, with the counts it rests on."""
        said = {
            "level": level.dose.level,
            "counts": self.counts(level),
            "in_all": self._more("in_all", level),
        }
        return str(self.words.HEADLINES[level.decision.value].format(**said))

    def counts(self, level: LevelReview | Standing) -> str:
        """Who is where, as 2 of 3 clear, 0 DLT."""
        t = level.tally
        said = [self.words.COUNTS.format(clear=t.clear, dosed=t.dosed, dlt=t.dlt)]
        for name, n in (("pending", t.pending), ("not_evaluable", t.not_evaluable)):
            if n:
                said.append(self.words.COUNTS_MORE[name].format(n=n))
        return self.commas(said)

    def label(self, key: str, **told: object) -> str:
        """A label or short sentence of screen and paper."""
        return str(self.words.SCREEN[key].format(**told))

    def line(self, name: str, **told: object) -> str:
        """A line of the text report."""
        return str(self.words.REPORT[name].format(**told))

    def official_text(self, text: OfficialText | None) -> str:
        """Whether NCI's own words are imported, from where, and whether they are as published."""
        if text is None:
            return self.line("no_official_text", how=self.line("how_to_import"))
        how = self.line("as_published" if text.as_published else "not_as_published")
        return self.line("official_text", source=text.source, sha256=text.sha256, how=how)

    def counted(self, numbers: Mapping[str, int]) -> str:
        """Names with their numbers, as CL (12), MCV (3)."""
        return self.listed(self.aside(name, str(n)) for name, n in numbers.items())

    def futures(self, level: LevelReview) -> str:
        """What comes out should the pending patients stay clear, and should they not."""
        pending = [p for p in level.patients if p.state.pending]
        if level.decision is not Decision.WAIT or not pending or level.possible == (Decision.WAIT,):
            return ""
        p, kind, harsh = self.words.PHRASES, level.possible[0], self._harshest(level)
        few = self.listed(patient.subject_id for patient in pending)
        who = few if len(pending) <= 3 else p["of_patients"].format(n=len(pending))
        well = "clear" if all(patient.favourable is State.CLEAR for patient in pending) else "unharmed"
        key = "either_way" if kind is harsh else f"if_{'one' if len(pending) == 1 else 'all'}_{well}"
        outcomes = {d: self.words.OUTCOMES[d.value].format(to=self._more("to", level)) for d in (kind, harsh)}
        return str(p[key].format(patients=who, kind=outcomes[kind], harsh=outcomes[harsh]))

    @staticmethod
    def _harshest(level: LevelReview) -> Decision:
        return max(level.possible, key=KINDEST_FIRST.index)


def speech(language: str = "en") -> Speech:
    """The way of saying things in a language; English where that language has no words yet."""
    return Speech(LANGUAGES.get(language, english))


def kind_of(question: OpenQuestion) -> str:
    """What kind of question it is, for whoever must answer it: no site answers for the protocol file."""
    return "protocol_edited" if isinstance(question.reason, ProtocolEdited) else question.code.value
