"""Which spellings of a laboratory unit mean the same unit.

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
CANONICAL = frozenset({COUNT, PURE, "g/dL", "g/L", "mmol/L", "umol/L", "mg/dL", "U/L", "ukat/L"})


class Unit(NamedTuple):
    """A canonical unit, and how many of it one of the spelled unit is."""

    name: str
    times: float


# Read after _plain has brought powers of ten, micro, litre, mm3 and annotations into one form.
EVERYDAY: dict[str, Unit] = {
    **dict.fromkeys(("10^9/L", "G/L", "GI/L", "10^3/uL", "K/uL", "TH/uL", "THOU/uL"), Unit(COUNT, 1.0)),
    **dict.fromkeys(("/uL", "1/uL", "10^6/L", "MI/L"), Unit(COUNT, 0.001)),
    **dict.fromkeys(("g/dL", "gm/dL", "g/100mL", "g%"), Unit("g/dL", 1.0)),
    **dict.fromkeys(("mg/dL", "mg/100mL", "mg%"), Unit("mg/dL", 1.0)),
    **dict.fromkeys(("U/L", "IU/L", "UI/L", "[IU]/L"), Unit("U/L", 1.0)),
    **dict.fromkeys(("1", "", "ratio", "INR"), Unit(PURE, 1.0)),  # INR is a ratio: no unit is its unit
    **{name: Unit(name, 1.0) for name in ("g/L", "mmol/L", "umol/L", "ukat/L")},
}
# Written all in capitals or small: but G/L counts thousands of millions, and g/L weighs.
ANY_CASE = {word.casefold(): unit for word, unit in EVERYDAY.items() if word not in ("G/L", "g/L")}

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_FORMS = (
    (r"\s+|\.?\{[^}]*\}", ""),  # a UCUM annotation such as {cells} says nothing about size
    (r"[µμ]|mc(?=L|l|mol|g|kat)", "u"),
    (r"cells?(?=/)", ""),
    (r"/(?:mm\^?3|cu\.?mm|cmm)$", "/uL"),
    (r"^[x\u00d7]?(?:10(?:\*\*|\^|\*|[eE])|1[eE])\+?0?(?=\d+/)", "10^"),  # 10e9/L is 10^9/L, as NCI writes it
    (r"/([dumn]?)l$", r"/\1L"),
)
# Pint reads arithmetic; only a plain quotient of names is put to it.
_QUOTIENT = re.compile(r"(?:10\^\d{1,2}|1|[A-Za-z]{1,12})?/[A-Za-z]{1,10}(?:\^3)?")


@lru_cache(maxsize=4096)
def understood(spelling: str) -> Unit | None:
    """The unit that a spelling means, or None where that is not known: never a guess."""
    plain = _plain(spelling)
    return EVERYDAY.get(plain) or ANY_CASE.get(plain.casefold()) or _asked_of_pint(plain)


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
        return _counted(amount) or _equal(amount)
    except (AttributeError, pint.PintError):  # a name that is no unit
        return None


def _counted(amount: "pint.Quantity[float]") -> Unit | None:
    if not amount.is_compatible_with("1/L"):
        return None
    power = math.log10(float(amount.m_as("1/L"))) - 9
    return Unit(COUNT, 10.0 ** round(power)) if abs(power - round(power)) < 1e-9 else None


def _equal(amount: "pint.Quantity[float]") -> Unit | None:
    for name in sorted(CANONICAL - {COUNT, PURE}):
        if amount.is_compatible_with(name) and abs(float(amount.m_as(name)) - 1) < 1e-9:
            return Unit(name, 1.0)
    return None


@cache
def _pint() -> ModuleType:
    """Loaded at the first strange spelling: it takes longer than grading a hundred thousand values."""
    return import_module("pint")
