"""The grades along a scale, the answer to one value, and the limits themselves, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from safety.review.grade_scale import Band, Edge
from safety.review.graded_value import Circumstances, GradedValue, Raise, Told
from safety.review.limit_rows import LimitRow
from safety.views.labels import label, said
from safety.views.measurement_form import with_unit

DOUBT = "unit"  # the number cannot be right in the unit


def doubted(band: Band) -> bool:
    """Does no number of the band carry the unit?"""
    return DOUBT in band.told.missing


def digit(told: Told) -> str:
    """A grade as it stands in its band: 3, ≥ 1, 1 or 2, and ? where none is told."""
    if told.grade is None:
        return "?"
    if told.missing:
        return f"≥ {told.grade}"
    return label("band_or").join([str(told.grade), *(str(grade) for grade in _higher(told))])


def band_words(band: Band, written: NumberWords) -> str:
    """One band: its grade, from where to where, and what is lacking."""
    told = band.told
    key = "band_none" if told.grade is None else "band_floor" if told.missing else "band_grade"
    words = label(key, grade=told.grade) + raised(told.raises)
    needs = [label("band_needs", missing=lacking(told.missing))] if told.missing else []
    return said().about(words, said().clauses((written.stretch(band), *needs)))


class NumberWords:
    """Numbers of one scale with as many decimals each as the one that has most, and stretches between them."""

    def __init__(self, bands: Iterable[Band]) -> None:
        """The decimals are those of the edges that some grade has."""
        edges = [edge for band in bands if not doubted(band) for edge in _ends(band) if edge]
        self._doubted = {edge for band in bands if doubted(band) for edge in (band.lower, band.upper)}
        numbers = [n for edge in edges if edge not in self._doubted for n in edge.whole or (edge.at,)]
        self._decimals = max((-int(n.normalize().as_tuple().exponent) for n in numbers), default=0)

    def number(self, number: Decimal) -> str:
        """A number with the decimals of the others, and more where it has more."""
        own = -int(number.normalize().as_tuple().exponent)
        return f"{number:.{max(own, self._decimals, 0)}f}"

    def edge(self, edge: Edge) -> str:
        """What stands below an edge of the picture; between two whole numbers both."""
        return "|".join(self.number(n) for n in edge.whole or (edge.at,))

    def stretch(self, band: Band) -> str:
        """From where to where, and which ends are included. Numbers that carry no unit are told apart."""
        lower, upper = (None if edge in self._doubted else edge for edge in (band.lower, band.upper))
        key = "_".join(filter(None, (_from(lower), _to(upper))))
        shown = {
            "lower": self.number(lower.whole[1] if lower.whole else lower.at) if lower else "",
            "upper": self.number(upper.whole[0] if upper.whole else upper.at) if upper else "",
        }
        return label(f"band_{key or 'any'}", **shown)


def _ends(band: Band) -> tuple[Edge | None, Edge | None]:
    return band.lower, band.upper


def _from(lower: Edge | None) -> str:
    if lower is None:
        return ""
    return "from" if lower.in_upper or lower.whole else "above"


def _to(upper: Edge | None) -> str:
    if upper is None:
        return ""
    return "up_to" if upper.whole or not upper.in_upper else "below"


def raised(raises: Sequence[Raise]) -> str:
    """The higher grades that facts nobody stated would give."""
    told = [label(f"raised_{each.fact}_{each.answer}", grade=each.grade) for each in raises]
    return label("band_raised", raises=label("band_or").join(told)) if told else ""


def _higher(told: Told) -> list[int]:
    return sorted({each.grade for each in told.raises})


def lacking(missing: Iterable[str], or_abnormal: bool = False) -> str:
    """What is lacking, as a list in words."""
    keys = [f"{name}_or_abnormal" if name == "baseline" and or_abnormal else name for name in missing]
    return label("missing_and").join(label(f"missing_{name}") for name in keys)


def answer_words(value: str, under: Circumstances, found: GradedValue, or_abnormal: bool) -> tuple[str, str]:
    """The answer to a value in a sentence, and what it rests on or needs."""
    told, what = found.told, {"value": with_unit(value, under.unit)}
    if "value" in told.missing and told.grade is None:
        return label("answer_none", **what), label("answer_no_number")
    if DOUBT in told.missing and told.grade is None:
        return label("answer_none", **what), label("answer_wrong_unit")
    if told.grade is None:
        needs = label("answer_needs", missing=lacking(told.missing, or_abnormal))
        return label("answer_none", **what), needs
    key = "answer_floor" if told.missing else "answer_grade"
    more = label("answer_needs_more", missing=lacking(told.missing, or_abnormal)) if told.missing else ""
    return label(key, **what, grade=told.grade) + raised(told.raises), more


def limit_words(row: LimitRow, unit: str) -> str:
    """One row of limits: what crosses it, and under which conditions."""
    sense = f"{'at_or_' if row.closed else ''}{row.crosses}"
    words = label(f"limit_{sense}", bound=_bound(row, unit))
    told = [label(f"limit_{condition}") for condition in row.conditions]
    return label("limit_if", limit=words, conditions=said().commas(told)) if told else words


def _bound(row: LimitRow, unit: str) -> str:
    plain, number = f"{abs(row.limit):.6g}", with_unit(f"{abs(row.limit):.6g}", unit)
    if row.plus:
        key = "limit_plus" if row.limit > 0 else "limit_minus"
        return label(key, of=label(f"limit_{row.plus}"), n=number)
    if row.times:
        key = "limit_once" if row.limit == 1 else "limit_times"
        return label(key, of=label(f"limit_{row.times}"), n=plain)
    return label("limit_fixed", n=number)
