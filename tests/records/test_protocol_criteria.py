"""The eligibility criteria of a protocol file: what the trial's text says, and every mistake pointed at."""

from decimal import Decimal

import pytest

from safety.domain.eligibility_criterion import Among, ClearanceWithin, Limits, SiteAnswers, ValueWithin
from safety.records.protocol_file import read_protocol
from tests.records.folders import TERMS
from tests.records.test_protocol_file import DEMONSTRATION, said_of

DEMO = read_protocol(DEMONSTRATION, TERMS)
BY_ID = {c.id: c for c in DEMO.criteria}


def test_eleven_to_enter_and_fifteen_to_stay_out_in_the_trials_own_order():
    wholes = list(dict.fromkeys(c.id[:3] for c in DEMO.criteria))

    assert wholes == [f"I{n:02}" for n in range(1, 12)] + [f"E{n:02}" for n in range(1, 16)]
    assert [c.id for c in DEMO.criteria_off] == ["I12"]
    assert DEMO.criteria_ids == {*wholes, "I12"}


def test_every_criterion_says_which_words_it_renders_and_where_they_stand():
    assert all(c.words and c.section.startswith("Registry NCT06021067") for c in DEMO.criteria)


def test_limits_of_the_trial():
    of = {id_: (c.asks.tests, c.asks.limits) for id_, c in BY_ID.items() if isinstance(c.asks, ValueWithin)}

    assert of["I04a"] == (("NEUT",), Limits(at_least=Decimal("1.5")))
    assert of["I04b"] == (("PLAT",), Limits(at_least=Decimal(80)))
    assert of["I04c"] == (("HGB",), Limits(at_least=Decimal(80)))
    assert of["I05a"] == (("BILI",), Limits(at_most=Decimal("1.5")))
    assert of["I08"] == (("LVEF",), Limits(at_least=Decimal(50)))
    assert of["E08b"] == (
        ("CREAT",),
        Limits(at_most_men=Decimal("1.5"), at_most_women=Decimal("1.4")),
    )
    assert BY_ID["I05c"].asks == ClearanceWithin(Limits(at_least=Decimal(60)))


def test_where_the_text_contradicts_itself_both_readings_are_there():
    for id_ in ("I05b", "E08a"):
        assert set(BY_ID[id_].asks.tests) == {"ALT", "AST"}
        assert (BY_ID[id_].asks.literal, BY_ID[id_].asks.careful) == (Among.ANY, Among.ALL)
    assert (BY_ID["I06"].asks.literal, BY_ID["I06"].asks.careful) == (Among.ANY, Among.MEASURED)
    assert (BY_ID["E10b"].admitted_by, BY_ID["E10b"].asks) == ("I06", SiteAnswers())
    assert [c.id for c in DEMO.criteria if c.judged] == ["I06", "I07", "I10"]


MISTAKES = [
    # written, written instead, where the finger points, what stood there, the beginning of what is allowed
    ('id = "I01"', 'id = "J01"', "criterion 1 (J01), id", "J01", "I or E, two digits"),
    ('id = "I02"', 'id = "I01"', "criterion I01, id", "I01", "each criterion once, whole or in parts; I01"),
    ('id = "I04a"', 'id = "I03a"', "criterion I03a, id", "I03a", "each criterion once, whole or in parts; I03"),
    ('kind = "consent"', 'kind = "konsent"', "criterion 16 (I11), kind", "konsent", "one of site, test,"),
    ('admitted_by = "I06"', 'admitted_by = "I19"', "criterion E10b, admitted_by", "I19", "a criterion of this file"),
    ("at_least = 1.5\n", "", "criterion I04a, at_least", "", "a limit: at_least, at_most, at_most_men"),
    ("at_least = 60\n", "", "criterion I05c, at_least", "", "a limit: at_least, at_most"),
    ("at_least = 60\n", "at_least = -1\n", "criterion 10 (I05c), at_least", "-1", "a number of 0 or more"),
    ("at_least = 2\nat_most = 3", "at_least = 3\nat_most = 2", "criterion I03, at_most", "2", "no less than at_least"),
    ("at_most_women = 1.4\n", "", "criterion E08b, at_most_women", "", "a limit for men and one for women"),
    ("at_most_men = 1.5\n", "at_most = 1.5\n", "criterion E08b, at_most_women", "", "a limit for men and one"),
    ('tests = ["HGB"]\nunit = "g/L"', 'tests = ["HGB"]', "criterion I04c, unit", "", "a unit such as g/L, or in_uln"),
    ('unit = "%"', 'unit = "%"\nin_uln = true', "criterion I08, unit", "%", "a unit such as g/L, or in_uln"),
    ('unit = "%"', 'unit = "%"\nliteral = "any"', "criterion I08, literal", "all, any", "literal and careful only"),
    ('term = "Pneumonitis"\nless', 'term = "Pneumonia"\nless', "criterion I09, term", "Pneumonia", "a CTCAE v5.0 term"),
    ("less_than_months = 2", "less_than_months = 0", "criterion 14 (I09), less_than_months", "0", "a whole number"),
    ('words = "has had', 'wrods = "has had', "criterion 1 (I01), words", "", "a value; this key is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "found", "allowed"), MISTAKES)
def test_a_mistake_is_pointed_at(tmp_path, old, new, place, found, allowed):
    stood = f"'{found}' stands there" if found else "nothing stands there"

    said = said_of(tmp_path, (old, new))

    assert [s for s in said if s.startswith(f"protocol.toml, {place}: {stood}; allowed: {allowed}")], said
