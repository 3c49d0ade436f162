"""Which spellings of a unit mean the same unit.

Only equal units meet here: 10*3/uL is 10^9/L, and 1 /uL is 0.001 of it. Hemoglobin in g/dL, g/L and mmol/L
stays three units, because NCI prints limits of its own for each and rounds them separately.

The spellings that laboratories use every day are written down; Pint, slow to load, is asked only about
others, once for each spelling. An unknown spelling has no meaning: the limits that fit it are not known.
"""

import math
import re
from functools import cache, lru_cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pint

COUNT, PURE = "10^9/L", "1"


class Unit(NamedTuple):
    """A canonical unit, and how many of it one of the spelled unit is."""

    name: str
    times: float


class Dimension(NamedTuple):
    """What a canonical unit measures, and how large it is beside the others that measure the same."""

    kind: str
    size: float


# A test's own units have NCI's own limits; where NCI prints another unit of the same kind, its limit is
# taken over exactly (3.5 g/d is 3500 mg/d). Never between amounts of substance and masses.
DIMENSIONS: dict[str, Dimension] = {
    COUNT: Dimension("count", 1.0),
    PURE: Dimension("ratio", 1.0),
    "%": Dimension("percent", 1.0),
    "g/L": Dimension("mass concentration", 1.0),
    "g/dL": Dimension("mass concentration", 10.0),
    "mg/dL": Dimension("mass concentration", 1e-2),
    "ug/L": Dimension("mass concentration", 1e-6),
    "ng/L": Dimension("mass concentration", 1e-9),
    "mmol/L": Dimension("substance concentration", 1.0),
    "umol/L": Dimension("substance concentration", 1e-3),
    "mEq/L": Dimension("charge concentration", 1.0),
    "U/L": Dimension("catalytic concentration", 1.0),
    "mU/L": Dimension("catalytic concentration", 1e-3),
    "ukat/L": Dimension("catalytic concentration", 60.0),
    "s": Dimension("time", 1000.0),
    "ms": Dimension("time", 1.0),
    "mmHg": Dimension("pressure", 1.0),
    "kPa": Dimension("pressure", 7.500615758456564),  # BIPM, SI Brochure: 1 mmHg is 133.322387415 Pa
    "kg": Dimension("mass", 1.0),
    "g": Dimension("mass", 1e-3),
    "lb": Dimension("mass", 0.45359237),
    "g/d": Dimension("mass rate", 1.0),
    "Cel": Dimension("temperature in Celsius", 1.0),
    "degF": Dimension("temperature in Fahrenheit", 1.0),
    "mL/min": Dimension("clearance", 1.0),
    "mL/min/1.73m2": Dimension("clearance for body surface", 1.0),
    "mL/min/mmHg": Dimension("diffusing capacity", 1.0),
    "kg/m2": Dimension("body mass index", 1.0),
}
CANONICAL = frozenset(DIMENSIONS)

# Read after _plain has brought powers of ten, micro, litre, mm3 and annotations into one form.
EVERYDAY: dict[str, Unit] = {
    **dict.fromkeys(("10^9/L", "G/L", "GI/L", "10^3/uL", "K/uL", "TH/uL", "THOU/uL", "THOUS/uL"), Unit(COUNT, 1.0)),
    **dict.fromkeys(("/uL", "1/uL", "10^6/L", "MI/L"), Unit(COUNT, 0.001)),
    **dict.fromkeys(("g/dL", "gm/dL", "g/100mL", "g%"), Unit("g/dL", 1.0)),
    **dict.fromkeys(("mg/dL", "mg/100mL", "mg%"), Unit("mg/dL", 1.0)),
    **dict.fromkeys(("ug/L", "ng/mL"), Unit("ug/L", 1.0)),
    **dict.fromkeys(("ng/L", "pg/mL"), Unit("ng/L", 1.0)),
    **dict.fromkeys(("U/L", "IU/L", "UI/L", "[IU]/L"), Unit("U/L", 1.0)),
    **dict.fromkeys(("mU/L", "mIU/L", "uU/mL", "uIU/mL", "m[IU]/L", "u[IU]/mL"), Unit("mU/L", 1.0)),
    **dict.fromkeys(("mEq/L", "meq/L"), Unit("mEq/L", 1.0)),
    **dict.fromkeys(("1", "", "ratio", "INR", "pH", "[pH]"), Unit(PURE, 1.0)),  # no unit is the unit of a ratio
    **dict.fromkeys(("%", "percent", "%pred", "%predicted"), Unit("%", 1.0)),
    **dict.fromkeys(("s", "sec", "sec.", "secs", "second", "seconds"), Unit("s", 1.0)),
    **dict.fromkeys(("ms", "msec", "msecs"), Unit("ms", 1.0)),
    **dict.fromkeys(("mmHg", "mm[Hg]"), Unit("mmHg", 1.0)),
    **dict.fromkeys(("Cel", "C", "degC", "°C", "℃"), Unit("Cel", 1.0)),
    **dict.fromkeys(("[degF]", "degF", "F", "°F", "℉"), Unit("degF", 1.0)),
    **dict.fromkeys(("kg", "kgs"), Unit("kg", 1.0)),
    **dict.fromkeys(("lb", "lbs", "[lb_av]"), Unit("lb", 1.0)),
    **dict.fromkeys(("g/d", "g/24h", "g/24hr", "g/24hrs", "g/(24.h)", "g/day"), Unit("g/d", 1.0)),
    **dict.fromkeys(("mg/d", "mg/24h", "mg/24hr", "mg/24hrs", "mg/(24.h)", "mg/day"), Unit("g/d", 0.001)),
    **dict.fromkeys(
        ("mL/min/1.73m2", "mL/min/1.73m^2", "mL/min/", "mL/(min.1.73m2)"), Unit("mL/min/1.73m2", 1.0)
    ),
    **dict.fromkeys(("mL/min/mmHg", "mL/mmHg/min", "mL/min/mm[Hg]", "mL/(min.mm[Hg])"), Unit("mL/min/mmHg", 1.0)),
    **dict.fromkeys(("kg/m2", "kg/m^2"), Unit("kg/m2", 1.0)),
    **{name: Unit(name, 1.0) for name in ("g/L", "mmol/L", "umol/L", "ukat/L", "kPa", "g", "mL/min")},
}  # fmt: skip
# Written all in capitals or small: but G/L counts thousands of millions, and g/L weighs.
ANY_CASE = {word.casefold(): unit for word, unit in EVERYDAY.items() if word not in ("G/L", "g/L")}

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FORMS = (
    (r"\s+|\.?\{[^}]*\}", ""),  # a UCUM annotation such as {cells} says nothing about size
    (r"[µμ]|mc(?=L|l|mol|g|kat)", "u"),
    (r"cells?(?=/)", ""),
    (r"/(?:mm\^?3|cu\.?mm|cmm)$", "/uL"),
    (
        r"^[xX\u00d7]?(?:10(?:\*\*|\^|\*|[eE])|1[eE])\+?0?(?=\d+/)",
        "10^",
    ),  # 10e9/L is 10^9/L, as NCI writes it
    (r"/([dumn]?)l$", r"/\1L"),
    (r"^ml/", "mL/"),
)
# Pint reads arithmetic; only a plain quotient of names is put to it.
_QUOTIENT = re.compile(r"(?:10\^\d{1,2}|1|[A-Za-z]{1,12})?/[A-Za-z]{1,10}(?:\^3)?")


@lru_cache(maxsize=4096)
def understood(spelling: str) -> Unit | None:
    """The unit that a spelling means, or None where that is not known: never a guess."""
    plain = _plain(spelling)
    return EVERYDAY.get(plain) or ANY_CASE.get(plain.casefold()) or _asked_of_pint(plain)


def as_many_of(name: str, unit: Unit) -> float | None:
    """How many of a canonical unit one of the spelled unit is; None where they do not measure the same."""
    ours, other = DIMENSIONS[unit.name], DIMENSIONS[name]
    return unit.times * ours.size / other.size if ours.kind == other.kind else None


def _plain(spelling: str) -> str:
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: "^" + power[0].translate(_SUPERSCRIPT), spelling)
    for pattern, form in _FORMS:
        text = re.sub(pattern, form, text)
    return text


def _asked_of_pint(plain: str) -> Unit | None:
    if not _QUOTIENT.fullmatch(plain):
        return None
    pint = _pint()
    try:
        amount = pint.Quantity(f"1{plain}" if plain.startswith("/") else plain)
        return _counted(amount) or _equal(amount) or _tenfold(amount)
    except (AttributeError, pint.PintError):  # a name that is no unit
        return None


def _counted(amount: "pint.Quantity[float]") -> Unit | None:
    if not amount.is_compatible_with("1/L"):
        return None
    power = math.log10(float(amount.m_as("1/L"))) - 9
    return Unit(COUNT, 10.0 ** round(power)) if abs(power - round(power)) < 1e-9 else None


CONCENTRATIONS = ("g/L", "g/dL", "mg/dL", "ug/L", "ng/L", "mmol/L", "umol/L", "U/L", "mU/L", "ukat/L")


def _equal(amount: "pint.Quantity[float]") -> Unit | None:
    for name in CONCENTRATIONS:
        if amount.is_compatible_with(name) and abs(float(amount.m_as(name)) - 1) < 1e-9:
            return Unit(name, 1.0)
    return None


def _tenfold(amount: "pint.Quantity[float]") -> Unit | None:
    """mg/L is a thousandth of g/L: the same kind, a power of ten apart."""
    for name in ("g/L", "mmol/L"):
        if amount.is_compatible_with(name):
            power = math.log10(float(amount.m_as(name)))
            return Unit(name, 10.0 ** round(power)) if abs(power - round(power)) < 1e-9 else None
    return None


@cache
def _pint() -> ModuleType:
    """Loaded at the first strange spelling: it takes longer than grading a hundred thousand values."""
    return import_module("pint")
