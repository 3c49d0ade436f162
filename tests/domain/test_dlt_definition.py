"""Each rule and exclusion knows the section of the protocol that it comes from."""

import pytest

from tests.clinic import one


@pytest.mark.parametrize("rule", ["R1", "R3", "R4", "R9", "R10", "R11", "X1"])
def test_the_section_of_a_rule_names_it(rule):
    sections = one("").of.protocol.dlt.sections

    assert sections[rule].startswith("Demonstration protocol §5.")
    assert rule in sections[rule]


def test_the_laboratory_rule_has_a_section_and_a_rule_that_the_protocol_lacks_has_none():
    sections = one("").of.protocol.dlt.sections

    assert sections["L"] == "Demonstration protocol §5.4"
    assert "R99" not in sections


@pytest.mark.parametrize(
    ("term", "grade", "looked_at"),
    [
        ("Headache", 1, False),
        ("Headache", 3, True),
        ("Headache", None, True),
        ("Infusion related reaction", 1, True),
    ],
)
def test_a_mild_event_is_looked_at_only_where_it_may_be_a_reaction(term, grade, looked_at):
    assert one("").of.protocol.dlt.looks_at(term, grade) is looked_at
