"""Which spellings mean which unit, with Pint as the witness for every factor that is written down."""

import subprocess
import sys

import pint
import pytest

from safety.grading.units import CANONICAL, COUNT, DIMENSIONS, EVERYDAY, PURE, Unit, as_many_of, understood

THOUSANDS = """10*9/L 10^9/L 10**9/L 10e9/L 10E9/L x10^9/L \u00d710^9/L x10E9/L 1e9/L 1E+09/L 10⁹/L 10^9/l G/L
    GI/L 10*3/uL 10^3/uL 10^3/µL 10^3/μL 10^3/mcL 10e3/ul 10*3/mm3 K/uL k/ul K/mm3 THOU/uL THOUS/uL TH/uL /nL X10^9/L
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
    "ug/L": "ug/L ng/mL µg/L mcg/L UG/L",
    "ng/L": "ng/L pg/mL PG/ML",
    "mU/L": "mU/L mIU/L uIU/mL µIU/mL uU/mL u[IU]/mL",
    "mEq/L": "mEq/L meq/L MEQ/L meq/l",
    "mmHg": "mmHg mm[Hg] MMHG",
    "kPa": "kPa KPA",
    "s": "s sec SEC seconds",
    "ms": "ms msec MSEC",
    "%": "% percent %{Pred} %pred",
    "Cel": "Cel C °C ℃ degC",
    "degF": "[degF] degF F °F ℉",
    "kg": "kg KG",
    "lb": "lb [lb_av] LBS",
    "g/d": "g/d g/24h g/24hrs g/(24.h) g/day",
    "mL/min": "mL/min ml/min",
    "mL/min/1.73m2": "mL/min/1.73m2 mL/min/{1.73_m2} ml/min/1.73m² mL/min/1.73m^2",
    "mL/min/mmHg": "mL/min/mmHg ml/min/mmHg mL/min/mm[Hg]",
    "kg/m2": "kg/m2 kg/m² kg/m^2",
    "1": "1 {INR} {ratio} ratio RATIO INR pH [pH]",
}
UNKNOWN = ("?", "fL", "U", "mg", "10^9", "K/L", "T/L", "foo/L", "pi/L", "100/uL", "K", "mmHg/s", "mmol/min/kPa",
           "kg/m", "9^9^9^9/L", "see note", "-")  # fmt: skip


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


# What Pint calls them; it knows no equivalents of charge, and adds degrees only as differences.
PINT_NAMES = {
    COUNT: "1e9/L", "mmHg": "mmHg", "g/d": "g/day", "kg/m2": "kg/m^2", "mL/min/1.73m2": "mL/min/(1.73 m^2)",
    "%": "percent",
}  # fmt: skip
WITHOUT_PINT = {PURE, "mEq/L", "Cel", "degF"}
SPELLED_FOR_PINT = """
    10^9/L=1e9/L 10^3/uL=1e3/uL G/L=1e9/L GI/L=1e9/L K/uL=1e3/uL TH/uL=1e3/uL THOU/uL=1e3/uL THOUS/uL=1e3/uL
    /uL=1/uL 1/uL=1/uL 10^6/L=1e6/L MI/L=1e6/L gm/dL=g/dL g/100mL=g/(100*mL) g%=g/(100*mL) mg/100mL=mg/(100*mL)
    mg%=mg/(100*mL) IU/L=U/L UI/L=U/L [IU]/L=U/L mIU/L=mU/L uIU/mL=uU/mL m[IU]/L=mU/L u[IU]/mL=uU/mL percent=percent
    %pred=percent %predicted=percent %=percent sec=s secs=s msec=ms msecs=ms mm[Hg]=mmHg kgs=kg lbs=lb [lb_av]=lb
    g/d=g/day g/24h=g/(24*h) g/24hr=g/(24*h) g/24hrs=g/(24*h) g/(24.h)=g/(24*h)
    mg/d=mg/day mg/24h=mg/(24*h) mg/24hr=mg/(24*h) mg/24hrs=mg/(24*h) mg/(24.h)=mg/(24*h)
    mL/min/1.73m2=mL/min/(1.73*m^2) mL/min/1.73m^2=mL/min/(1.73*m^2) mL/(min.1.73m2)=mL/min/(1.73*m^2)
    mL/min/=mL/min/(1.73*m^2) mL/min/mm[Hg]=mL/min/mmHg mL/(min.mm[Hg])=mL/min/mmHg kg/m2=kg/m^2
"""


def by_pint(name: str) -> "pint.Quantity[float]":
    return pint.Quantity(PINT_NAMES.get(name, name))


@pytest.mark.parametrize(
    "spelling", [word for word, unit in EVERYDAY.items() if unit.name not in WITHOUT_PINT]
)
def test_pint_agrees_with_every_factor(spelling: str) -> None:
    unit = EVERYDAY[spelling]
    written = dict(word.rsplit("=", 1) for word in SPELLED_FOR_PINT.split()).get(spelling, spelling)

    assert float((pint.Quantity(written) / by_pint(unit.name)).m_as("")) == pytest.approx(
        unit.times, rel=1e-12
    )


@pytest.mark.parametrize("name", sorted(CANONICAL - WITHOUT_PINT))
def test_pint_agrees_with_every_size_within_a_kind(name: str) -> None:
    for other in CANONICAL - WITHOUT_PINT:
        many = as_many_of(other, Unit(name, 1.0))
        alike = DIMENSIONS[name].kind == DIMENSIONS[other].kind
        assert (many is not None) == alike
        if many is not None:
            assert float(by_pint(name).m_as(by_pint(other).units)) == pytest.approx(
                many * float(by_pint(other).magnitude), rel=1e-9
            )


@pytest.mark.parametrize(
    ("celsius", "fahrenheit"),
    [(38, 100.4), (39, 102.2), (40, 104), (35, 95), (32, 89.6), (28, 82.4)],
)
def test_ncis_fahrenheit_is_its_celsius(celsius: float, fahrenheit: float) -> None:
    assert pint.Quantity(celsius, "degC").m_as("degF") == pytest.approx(fahrenheit, rel=1e-12)


def test_masses_and_amounts_of_substance_never_meet() -> None:
    """NCI rounds each: a milligram of magnesium is never turned into millimoles before it is graded."""
    assert as_many_of("mmol/L", Unit("mg/dL", 1.0)) is None
    assert as_many_of("mEq/L", Unit("mmol/L", 1.0)) is None


@pytest.mark.parametrize(
    ("spelling", "name", "many"),
    [("mg/L", "mg/dL", 0.1), ("ug/dL", "ug/L", 10), ("nmol/L", "umol/L", 1e-3), ("pmol/L", "umol/L", 1e-6),
     ("mg/24h", "g/d", 1e-3), ("kPa", "mmHg", 7.500615758), ("mmol/mL", "mmol/L", 1000), ("/nL", COUNT, 1),
     ("10*6/mL", COUNT, 1), ("ukat/L", "U/L", 60), ("lb", "kg", 0.45359237), ("s", "ms", 1000)],
)  # fmt: skip
def test_a_spelling_seldom_seen_has_its_size(spelling: str, name: str, many: float) -> None:
    unit = understood(spelling)

    assert unit is not None
    assert as_many_of(name, unit) == pytest.approx(many, rel=1e-9)


def test_everyday_units_do_not_wait_for_pint() -> None:
    asked = "from safety.grading.units import understood; understood('10*3/uL'); understood('U/L')"

    subprocess.run(
        [sys.executable, "-c", f"{asked}; import sys; sys.exit('pint' in sys.modules)"], check=True
    )
