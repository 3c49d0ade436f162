"""The protocol as a readable page: doses, window, rules in words, boundaries, each with its section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from safety.domain.dlt_definition import DltDefinition, EventRule, Exclusion, InfusionReactionRule
from safety.domain.protocol import Protocol
from safety.views.labels import label, said
from safety.views.markup import Html, element, row, table, together
from safety.views.official_words import grades_in_nci_words

GradedTerms = tuple[tuple[str, frozenset[int]], ...]


class Rule(NamedTuple):
    """A rule as the page tells it: its words, its section, and the terms with the grades that it names."""

    id: str
    words: str
    section: str
    named: GradedTerms = ()


def identity(protocol: Protocol) -> Html:
    """Which file this is, and whether somebody answers for it."""
    status = protocol.status.value
    named = label("protocol_is", id=protocol.id, version=protocol.version, ctcae=protocol.ctcae_version)
    tag = element("span", label(f"status_{status}"), class_=f"tag {status}")
    return element(
        "section",
        element("h1", protocol.title),
        element("p", named, " ", tag, " ", label(f"status_{status}_means")),
        element("p", "sha256 ", element("code", protocol.sha256), class_="foot"),
        class_="identity",
    )


def doses(protocol: Protocol) -> Html:
    """The ladder and the schedule."""
    head = [label(name) for name in ("level_head", "cells_per_infusion", "section")]
    rungs = [row(rung.level, said().cells(rung.cells), rung.section) for rung in protocol.levels]
    return element("div", table(head, rungs, "list narrow"), _points(_dosing(protocol)))


def _dosing(protocol: Protocol) -> Iterator[tuple[str, str]]:
    d = protocol.dosing
    basis = label("dose_per_kg", kg=d.reference_weight_kg) if d.per_kg else label("dose_flat")
    days = said().listed(d.days)
    yield label("dosing", basis=basis, n=len(d.days), days=days), d.section
    yield label("deviation", above=_plain(d.above_percent), below=_plain(d.below_percent)), d.section
    if d.minor_percent is not None:
        yield label("minor_deviation", minor=_plain(d.minor_percent)), d.section
    if stagger := protocol.stagger:
        yield label("stagger", days=stagger.first_to_second), stagger.section
        if stagger.between_later:
            yield label("stagger_later", days=stagger.between_later), stagger.section


def spans(protocol: Protocol) -> Html:
    """The window, and who counts as evaluable."""
    definition = protocol.dlt
    empty = label("unassessed_related" if definition.unassessed_is_related else "unassessed_not_related")
    return _points(
        [
            (
                label("window_is", days=protocol.window_days, last=protocol.window_days + 1),
                protocol.window_section,
            ),
            (label("evaluable_is", n=protocol.infusions_to_complete), protocol.evaluability_section),
            (empty, ""),
        ]
    )


def boundaries(protocol: Protocol) -> Html:
    """The decision table, row by row, and how an MTD is confirmed."""
    head = [label(name) for name in ("from_evaluable", "escalate_at_most", "exceeded_at_least", "section")]
    rows = [row(b.evaluable, b.escalate_at_most, b.exceeded_at_least, b.section) for b in protocol.boundaries]
    mtd = label("mtd_is", n=protocol.mtd.evaluable, dlt=protocol.mtd.dlt_at_most)
    return element("div", table(head, rows, "list narrow"), _points([(mtd, protocol.mtd.section)]))


def stopping(protocol: Protocol) -> Html:
    """What holds every level."""
    told = label("death_holds" if protocol.death_holds_all_levels else "death_does_not_hold")
    return _points([(told, protocol.stopping_section)])


def rules(protocol: Protocol) -> Html:
    """Every rule in words."""
    return _ruled(all_rules(protocol.dlt))


def exclusions(protocol: Protocol) -> Html:
    """What is spared, and what must be documented for it."""
    found = protocol.dlt.exclusions.values()
    return _ruled(Rule(x.id, _exclusion(x), x.section, _named(x.terms, x.grades)) for x in found)


def all_rules(definition: DltDefinition) -> list[Rule]:
    """Every rule in words, by id."""
    found = [Rule(definition.death.id, label("rule_death"), definition.death.section)]
    found += [
        Rule(rule.id, _event(rule), rule.section, _named(rule.terms or (), rule.grades))
        for rule in definition.events
    ]
    found += [
        Rule(
            rule.id, _reaction(rule), rule.section,
            _named(rule.terms, rule.dlt_grades | rule.review_grades_if_not_completed),
        )
        for rule in definition.infusion_reactions
    ]  # fmt: skip
    if hys := definition.hys_law:
        told = label(
            "rule_hys_law", tests=_either(hys.aminotransferases), bilirubin=hys.bilirubin,
            at_least=_plain(hys.aminotransferase_at_least), above=_plain(hys.bilirubin_above),
            alp=hys.alkaline_phosphatase, excused=_plain(hys.excused_from),
        )  # fmt: skip
        found.append(Rule(hys.id, told, hys.section))
    if floor := definition.abnormal_baseline:
        told = label("rule_floor", tests=_either(floor.tests), above=_plain(floor.above))
        found.append(Rule(floor.id, told, floor.section))
    if omission := definition.omission:
        told = label("rule_omission", n=omission.omitted_at_least)
        found.append(Rule(omission.id, told, omission.section))
    if lab := definition.laboratory:
        told = label("rule_laboratory", grade=lab.from_grade, days=lab.widened_by.days)
        found.append(Rule(lab.id, told, lab.section))
    return sorted(found, key=lambda rule: (rule.id[:1] != "R", rule.id[:1], len(rule.id), rule.id))


def _event(rule: EventRule) -> str:
    terms = label("any_term") if rule.terms is None else _either(rule.terms)
    if rule.other_than:
        terms = said().words_beside((terms, label("other_than", terms=_either(rule.other_than))))
    told = [label("rule_event", terms=terms, grades=_grades(rule.grades))]
    if rule.ungraded:
        told.append(label("rule_ungraded"))
    if rule.longer_than is not None:
        told.append(label("rule_longer", limit=_limit(rule.longer_than)))
    told.append(label("rule_related" if rule.related else "rule_any_causality"))
    gives = label("rule_gives", verdict=said().words.VERDICTS[rule.gives.value])
    also = [label("rule_no_baseline")] if not rule.knows_baseline else []
    also += [label("rule_spared_by", exclusions=said().listed(rule.exclusions))] if rule.exclusions else []
    return said().commas(told) + gives + said().sentences(also)


def _reaction(rule: InfusionReactionRule) -> str:
    return label(
        "rule_reaction", terms=_either(rule.terms), grades=_grades(rule.dlt_grades),
        within=_limit(rule.within), review=_grades(rule.review_grades_if_not_completed),
    )  # fmt: skip


def _exclusion(exclusion: Exclusion) -> str:
    told = [label("rule_event", terms=_either(exclusion.terms), grades=_grades(exclusion.grades))]
    if exclusion.within is not None:
        told.append(label("ended_within", limit=_limit(exclusion.within)))
    for fact, wanted in exclusion.documented.items():
        name = said().words.FACTS.get(fact, fact)
        told.append(label("documented" if wanted else "documented_not", fact=name))
    return said().commas(told) + label("rule_spares")


def _either(names: Iterable[str]) -> str:
    return said().either(said().term(name) for name in sorted(names))


def _grades(grades: Iterable[int]) -> str:
    ordered = sorted(grades)
    if len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{ordered[0]}–{ordered[-1]}"
    return said().listed(ordered) or label("nothing")


def _limit(span: timedelta) -> str:
    return said().hours(span // timedelta(hours=1))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _ruled(found: Iterable[Rule]) -> Html:
    head = [label(name) for name in ("rule_head", "in_words", "section")]
    rows = [
        row(element("b", rule.id), together(rule.words, grades_in_nci_words(rule.named)), rule.section)
        for rule in found
    ]
    return table(head, rows, "list rules")


def _named(terms: Iterable[str], grades: frozenset[int]) -> GradedTerms:
    return tuple((term, grades) for term in sorted(terms))


def _points(found: Iterable[tuple[str, str]]) -> Html:
    return element(
        "ul",
        *(element("li", words, element("div", where, class_="who")) for words, where in found),
        class_="points",
    )
