"""What must hold among the parts of a protocol file, beyond each key on its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from safety.records.allowed import key, listing
from safety.records.contradiction import Contradiction
from safety.records.criterion_tables import GradeCriterionTable, LastingCriterionTable
from safety.records.ctcae_terms import CtcaeTerms, folded
from safety.records.protocol_criteria import criteria_contradictions
from safety.records.protocol_tables import EventTable, InfusionReactionTable, ProtocolTables
from safety.records.term_search import term_search
from safety.records.toml_file import as_written


def contradictions(file: ProtocolTables, terms: CtcaeTerms) -> list[Contradiction]:
    """Everything that cannot be meant, all at once."""
    return [
        *_ladder(file),
        *_infusions(file),
        *_boundaries(file),
        *_rules(file),
        *_named_exclusions(file),
        *_named_terms(file, terms),
        *criteria_contradictions(file),
    ]


def terms_named(names: Sequence[str], file: ProtocolTables) -> list[str]:
    """Terms as a rule lists them, with the name of a term group standing for its terms."""
    return [term for name in names for term in file.term_group.get(name, [name])]


def _ladder(file: ProtocolTables) -> Iterator[Contradiction]:
    for lower, upper in pairwise(file.dose_level):
        path = f"dose_level {upper.level}"
        if upper.level <= lower.level:
            yield Contradiction(f"{path}, level", str(upper.level), key("ascending_numbers", lower.level))
        if upper.cells <= lower.cells:
            yield Contradiction(f"{path}, cells", str(upper.cells), key("ascending_levels", lower.cells))


def _infusions(file: ProtocolTables) -> Iterator[Contradiction]:
    days, last_day = file.dosing.infusion_days, file.window.days + 1
    if days[0] != 1 or any(later <= earlier for earlier, later in pairwise(days)):
        yield Contradiction("dosing, infusion_days", as_written(days), "days_from_1")
    elif days[-1] > last_day:
        yield Contradiction("dosing, infusion_days", as_written(days), key("days_in_window", last_day))
    asked = file.evaluability.infusions_completed
    if asked > len(days):
        yield Contradiction("evaluability, infusions_completed", str(asked), key("no_more_than", len(days)))
    if file.dosing.basis == "per_kg" and file.dosing.reference_weight_kg is None:
        yield Contradiction("dosing, reference_weight_kg", "", "weight_needed")
    minor = file.dosing.minor_deviation_percent
    major = min(file.dosing.deviation_above_percent, file.dosing.deviation_below_percent)
    if minor is not None and minor >= major:
        allowed = key("below_major", major)
        yield Contradiction("dosing, minor_deviation_percent", str(minor), allowed)


def _boundaries(file: ProtocolTables) -> Iterator[Contradiction]:
    for row in file.boundary:
        path = f"boundary {row.evaluable}"
        if row.exceeded_at_least <= row.escalate_at_most:
            least, found = row.escalate_at_most, str(row.exceeded_at_least)
            yield Contradiction(f"{path}, exceeded_at_least", found, key("exceeded_above", least))
        if row.escalate_at_most >= row.evaluable:
            found = str(row.escalate_at_most)
            yield Contradiction(f"{path}, escalate_at_most", found, key("fewer_than", row.evaluable))
    for upper, lower in pairwise(file.boundary):
        if lower.evaluable <= upper.evaluable:
            allowed = key("ascending_boundaries", upper.evaluable)
            yield Contradiction(f"boundary {lower.evaluable}, evaluable", str(lower.evaluable), allowed)
    if file.mtd.dlt_at_most >= file.mtd.evaluable:
        allowed = key("fewer_than", file.mtd.evaluable)
        yield Contradiction("mtd, dlt_at_most", str(file.mtd.dlt_at_most), allowed)


def _rules(file: ProtocolTables) -> Iterator[Contradiction]:
    kinds = Counter(rule.kind for rule in file.dlt_rule)
    if kinds["death"] != 1:
        yield Contradiction("dlt_rule, kind death", str(kinds["death"]), "death_rule")
    for kind in ("hys_law", "abnormal_baseline", "omission"):
        if kinds[kind] > 1:
            yield Contradiction(f"dlt_rule, kind {kind}", str(kinds[kind]), "one_of_kind")
    kinds_of_id = Counter(id for id, _ in {(rule.id, rule.kind) for rule in file.dlt_rule})
    others = [row.id for row in file.exclusion] + [row.id for row in file.stopping_rule]
    laboratory = [file.laboratory.id] if file.laboratory else []
    for id, times in (kinds_of_id + Counter(others + laboratory)).items():
        if times > 1:
            yield Contradiction(f"{id}, id", id, "one_meaning")
    for rule in file.dlt_rule:
        if isinstance(rule, EventTable) and (rule.terms is None) == (rule.other_than is None):
            yield Contradiction(f"dlt_rule {rule.id}, terms", "", "terms_or_other_than")


def _named_exclusions(file: ProtocolTables) -> Iterator[Contradiction]:
    known = [row.id for row in file.exclusion]
    for rule in file.dlt_rule:
        for name in rule.exclusions if isinstance(rule, EventTable) else ():
            if name not in known:
                yield Contradiction(
                    f"dlt_rule {rule.id}, exclusions", name, listing("exclusion_known", known)
                )


def _named_terms(file: ProtocolTables, terms: CtcaeTerms) -> Iterator[Contradiction]:
    """Every term exists and has a grade its rule names; every grade is one that some of the terms have."""
    for path, names, grades in _terms_and_grades(file):
        known = {name: terms[folded(name)].grades for name in names if folded(name) in terms}
        for name in names:
            if name not in known:
                yield Contradiction(path, name, _names_like(name, file))
            elif grades and known[name].isdisjoint(grades):
                yield Contradiction(path, name, listing("grade_of_term", grades))
        has = sorted(frozenset().union(*known.values()))
        for grade in grades if len(known) == len(names) else ():
            if grade not in has:
                yield Contradiction(path, f"grade {grade}", listing("term_grade", has))


def _names_like(name: str, file: ProtocolTables) -> str:
    near = get_close_matches(name, file.term_group, n=1) + term_search().offer(name).terms
    return listing("term_like", near) if near else "term"


def _terms_and_grades(file: ProtocolTables) -> Iterator[tuple[str, list[str], Sequence[int]]]:
    """Where terms are named, the terms, and the grades named with them."""
    for group, names in file.term_group.items():
        yield f"term_group, {group}", names, ()
    for row in file.exclusion:
        yield f"exclusion {row.id}, terms", terms_named(row.terms, file), row.grades
    for criterion in file.criterion:
        if isinstance(criterion, GradeCriterionTable | LastingCriterionTable):
            yield f"criterion {criterion.id}, term", [criterion.term], ()
    for rule in file.dlt_rule:
        path = f"dlt_rule {rule.id}"
        if isinstance(rule, InfusionReactionTable):
            grades = [*rule.dlt_grades, *rule.review_grades_if_not_completed]
            yield f"{path}, terms", terms_named(rule.terms, file), grades
        if isinstance(rule, EventTable):
            yield f"{path}, other_than", terms_named(rule.other_than or [], file), ()
            yield f"{path}, terms", terms_named(rule.terms or [], file), rule.grades if rule.terms else ()
