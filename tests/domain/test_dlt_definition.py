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
