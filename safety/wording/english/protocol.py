"""The words of the page on which a protocol is read: doses, window, decision table, rules and exclusions."""

PROTOCOL_SCREEN: dict[str, str] = {
    "protocol_is": "{id}, version {version}, CTCAE {ctcae}.",
    "doses": "Doses",
    "cells_per_infusion": "Cells per infusion",
    "section": "Section",
    "dose_flat": "the same for everybody",
    "dose_per_kg": "by weight, as listed for {kg} kg",
    "dosing": "{n} infusions, {basis}, on study days {days}.",
    "deviation": "More than {above}\u202f% above the dose: the committee rules. "
    "More than {below}\u202f% below: the infusion does not count as completed.",
    "minor_deviation": "More than {minor}\u202f% off, either way: a minor deviation, which decides nothing.",
    "whose_answer": "Whose answer counts, and when",
    "window_is": "DLT window: from the first infusion through {days} days after it, "
    "study days 1 to {last}, both included.",
    "evaluable_is": "Evaluable: {n} infusions completed in the window, or a DLT.",
    "unassessed_related": "A causality that nobody assessed counts as related.",
    "unassessed_not_related": "A causality that nobody assessed counts as not related.",
    "boundaries": "Decision table",
    "boundaries_how": "the last row whose number of evaluable patients is reached",
    "from_evaluable": "Evaluable, from",
    "escalate_at_most": "Escalate: DLT at most",
    "exceeded_at_least": "Exceeded: DLT at least",
    "mtd_is": "Below a level that was exceeded, {n} evaluable patients with at most {dlt} DLT "
    "make a level the MTD.",
    "stopping": "Stopping rule",
    "death_holds": "A death holds every level until it is ruled not a DLT, or ruled with leave to resume.",
    "death_does_not_hold": "A death holds no level beyond its own counts.",
    "dlt_rules": "Dose-limiting toxicities",
    "related_means": "related = {related}",
    "rule_head": "Rule",
    "in_words": "In words",
    "rule_death": "A death, under any term, version and causality: DLT.",
    "any_term": "Any term",
    "other_than": "other than {terms}",
    "rule_event": "{terms}: grade {grades}",
    "rule_ungraded": "or not graded yet",
    "rule_longer": "for more than {limit}",
    "rule_related": "related",
    "rule_any_causality": "any causality",
    "rule_gives": " → {verdict}. ",
    "rule_no_baseline": "Counts whatever the patient brought along.",
    "rule_spared_by": "Unless spared by {exclusions}.",
    "rule_reaction": "{terms}: grade {grades} from the start of any infusion to {within} after its end, "
    "any causality → DLT. "
    "Grade {review} where that infusion was not completed → people must rule.",
    "rule_hys_law": "Hy's law, from measurements in the window: {tests} at least {at_least} × ULN "
    "and {bilirubin} above {above} × ULN → DLT, "
    "unless {alp} on one of the two days is at least {excused} × ULN and none there is lower.",
    "rule_floor": "{tests} above {above} × ULN in the window where its baseline was above normal → DLT.",
    "rule_omission": "{n} or more planned infusions not given for an adverse event → DLT. "
    "Fewer, or one interrupted → people must rule.",
    "rule_laboratory": "A laboratory value of grade {grade} or worse in the window "
    "without an adverse event within {days} days: a query.",
    "exclusions": "What is spared",
    "ended_within": "ended within {limit}",
    "documented": "documented: {fact}",
    "documented_not": "documented: not {fact}",
    "rule_spares": " → not a DLT.",
}
