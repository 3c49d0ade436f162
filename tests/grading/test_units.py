"""Which spellings mean which unit, with Pint as the witness for every factor that is written down."""

import subprocess
import sys

import pint
import pytest

from safety.grading.plausible import plausible
from safety.grading.units import CANONICAL, COUNT, EVERYDAY, PURE, Unit, understood

THOUSANDS = """10*9/L 10^9/L 10**9/L 10e9/L 10E9/L x10^9/L \u00d710^9/L x10E9/L 1e9/L 1E+09/L 10⁹/L 10^9/l G/L
    GI/L 10*3/uL 10^3/uL 10^3/µL 10^3/μL 10^3/mcL 10e3/ul 10*3/mm3 K/uL k/ul K/mm3 THOU/uL TH/uL /nL
    10*3.{cells}/uL 10*9{cells}/L""".split()
SINGLE = "/uL /µL /mm3 /mm^3 /mm³ /cumm cells/uL cells/mm3 {cells}/uL 1/uL 10^6/L 10*6/L 10e6/L MI/L".split()
SAME_UNIT = {
    "g/dL": "g/dL g/dl G/DL gm/dL g/100mL g%",
    "g/L": "g/L g/l mg/mL g/dm^3",
    "mmol/L": "mmol/L mmol/l MMOL/L",
    "umol/L": "umol/L µmol/L μmol/l mcmol/L UMOL/L nmol/mL",
    "mg/dL": "mg/dL mg/dl MG/DL mg/100mL mg%",
    "U/L": "U/L u/L IU/L iu/l UI/L [IU]/L mU/mL",
    "ukat/L": "ukat/L µkat/L",
    "1": "1 {INR} {ratio} ratio RATIO INR",
}
UNKNOWN = ("?", "%", "s", "fL", "U", "mg", "10^9", "K/L", "T/L", "foo/L", "pi/L", "pg/dL", "100/uL",
           "9^9^9^9/L", "see note", "-")  # fmt: skip


@pytest.mark.parametrize("spelling", THOUSANDS)
def test_thousand_millions_per_litre(spelling: str) -> None:
    assert understood(spelling) == Unit(COUNT, 1.0)


@pytest.mark.parametrize("spelling", SINGLE)
def test_single_cells_per_microlitre(spelling: str) -> None:
    assert understood(spelling) == Unit(COUNT, 0.001)


@pytest.mark.parametrize(
    ("spelling", "name"), [(word, name) for name, words in SAME_UNIT.items() for word in words.split()]
)
def test_spellings_of_one_unit(spelling: str, name: str) -> None:
    assert understood(spelling) == Unit(name, 1.0)


@pytest.mark.parametrize("spelling", UNKNOWN)
def test_an_unknown_spelling_is_no_unit(spelling: str) -> None:
    assert understood(spelling) is None


def test_no_unit_is_the_unit_of_a_ratio() -> None:
    assert understood("") == understood(" ") == Unit(PURE, 1.0)


def test_capitals_tell_giga_from_gram() -> None:
    assert understood("G/L") == Unit(COUNT, 1.0)
    assert understood("g/L") == Unit("g/L", 1.0)


def test_hemoglobin_keeps_three_units() -> None:
    assert {"g/dL", "g/L", "mmol/L"} <= CANONICAL  # NCI rounds the limits of each on its own


@pytest.mark.parametrize(
    ("spelling", "as_pint_writes_it"),
    [("10^9/L", "1e9/L"), ("10^3/uL", "1e3/uL"), ("G/L", "1e9/L"), ("GI/L", "1e9/L"), ("K/uL", "1e3/uL"),
     ("TH/uL", "1e3/uL"), ("THOU/uL", "1e3/uL"), ("/uL", "1/uL"), ("1/uL", "1/uL"), ("10^6/L", "1e6/L"),
     ("MI/L", "1e6/L"), ("gm/dL", "g/dL"), ("g/100mL", "g/(100 mL)"), ("g%", "g/(100 mL)"),
     ("mg/100mL", "mg/(100 mL)"), ("mg%", "mg/(100 mL)"), ("IU/L", "U/L"), ("UI/L", "U/L"), ("[IU]/L", "U/L"),
     *((name, name) for name in CANONICAL - {COUNT, PURE})],
)  # fmt: skip
def test_pint_agrees_with_every_factor(spelling: str, as_pint_writes_it: str) -> None:
    unit = EVERYDAY[spelling]
    one: pint.Quantity[float] = pint.Quantity("1e9/L" if unit.name == COUNT else unit.name)

    assert float((pint.Quantity(as_pint_writes_it) / one).m_as("")) == pytest.approx(unit.times, rel=1e-12)


def test_pint_has_seen_every_everyday_spelling() -> None:
    (witnessed,) = test_pint_agrees_with_every_factor.pytestmark  # type: ignore[attr-defined]

    assert {spelling for spelling, _ in witnessed.args[1]} == {
        spelling for spelling, unit in EVERYDAY.items() if unit.name != PURE
    }


def test_everyday_units_do_not_wait_for_pint() -> None:
    asked = "from safety.grading.units import understood; understood('10*3/uL'); understood('U/L')"

    subprocess.run(
        [sys.executable, "-c", f"{asked}; import sys; sys.exit('pint' in sys.modules)"], check=True
    )


def test_plausible_values_are_told_in_the_unit_written() -> None:
    assert plausible("NEUT", Unit(COUNT, 0.001))[:2] == pytest.approx((20, 100_000))
    assert plausible("NEUT", Unit(COUNT, 1.0))[:2] == (0, 100)
    assert plausible("ALT", Unit("U/L", 1.0))[:2] == (0, float("inf"))
