"""The picture of a scale: bands with their grade as a digit, the limits of normal, and a value as a mark on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safety.review.grade_scale import Band, Edge, number
from safety.review.graded_value import Circumstances, GradedValue
from safety.views.labels import label
from safety.views.labels import said as say
from safety.views.markup import Html, element
from safety.views.measurement_form import name_of, unit_in_words, with_unit
from safety.views.scale_places import Scale, edges, rows_of_labels
from safety.views.scale_words import NumberWords, band_words, digit, doubted

THINNEST = 2.2  # per cent: a thinner band has no room for its digit, and is told in words only
ROW = 19  # pixels
BOUND_SIGNS = "<>=≤≥ "


def picture(
    bands: Sequence[Band], scale: Scale, under: Circumstances, value: str, found: GradedValue | None
) -> Html:
    """The picture, with all of it in words for those who cannot see it."""
    written = NumberWords(bands)
    told = say().sentences(say().sentence(band_words(band, written)) for band in bands if not doubted(band))
    described = label(
        "scale_described",
        term=say().term(under.term),
        test=name_of(under.test),
        unit=unit_in_words(under.unit),
        bands=told,
    )
    return element(
        "div",
        element("div", *_mark(scale, value, found), class_="marks"),
        element("div", *_normal(scale, under), class_="normal"),
        element("div", *_bands(bands, scale), class_="bands"),
        _edges(bands, scale, written),
        class_="scale", role="img", aria_label=described,
    )  # fmt: skip


def words(bands: Sequence[Band], under: Circumstances) -> Html:
    """Every band in words, open and closed ends included, and what no number of the scale can be."""
    written = NumberWords(bands)
    graded = [band for band in bands if not doubted(band)]
    points = [element("li", _chip(band), element("div", band_words(band, written))) for band in graded]
    notes = [*_doubts(bands, under.unit)]
    notes += [label("band_whole")] if any(edge.whole for edge in edges(bands)) else []
    notes += [label("band_corrected")] if under.albumin else []
    return element(
        "div", element("ul", *points, class_="told"), element("p", say().sentences(notes), class_="quiet")
    )


def _bands(bands: Sequence[Band], scale: Scale) -> Iterator[Html]:
    for band in bands:
        left, width = scale.stretch(band)
        if width > 0:
            text = digit(band.told) if width >= THINNEST else ""
            place = f"left:{left:.3f}%;width:{width:.3f}%"
            yield element("span", text, class_=f"band {_class(band)}", style=place)


def _class(band: Band) -> str:
    return "none" if band.told.grade is None else f"grade-{band.told.grade}"


def _chip(band: Band) -> Html:
    return element("span", digit(band.told), class_=f"chip {_class(band)}", aria_hidden="true")


def _edges(bands: Sequence[Band], scale: Scale, written: NumberWords) -> Html:
    """The numbers at which bands meet, in as many rows as keep them apart."""
    shown = [edge for edge in edges(bands) if scale.start < edge.at < scale.end]
    places, texts = [scale.at(float(edge.at)) for edge in shown], [written.edge(edge) for edge in shown]
    rows = rows_of_labels(places, texts)
    drawn = []
    for place, text, row in zip(places, texts, rows, strict=True):
        drawn.append(element("span", class_="tick", style=f"left:{place:.3f}%;height:{4 + row * ROW}px"))
        drawn.append(element("span", text, class_="edge", style=f"left:{place:.3f}%;top:{4 + row * ROW}px"))
    return element("div", *drawn, class_="edges", style=f"height:{8 + ROW * (1 + max(rows, default=0))}px")


def _normal(scale: Scale, under: Circumstances) -> Iterator[Html]:
    """The limits of normal as a line above the bands; open where only one of them is known."""
    low, high = number(under.low), number(under.high)
    if (low is None and high is None) or (low is not None and high is not None and low >= high):
        return
    left = scale.at(float(low)) if low is not None else 0.0
    right = scale.at(float(high)) if high is not None else 100.0
    key = (
        "scale_normal"
        if low is not None and high is not None
        else "scale_normal_from"
        if low is not None
        else "scale_normal_to"
    )
    sides = f"{' from' if low is not None else ''}{' to' if high is not None else ''}"
    yield element("span", class_=f"line{sides}", style=f"left:{left:.3f}%;width:{right - left:.3f}%")
    said = label(key, low=low, high=high)
    yield element("span", said, class_="word", style=scale.beside((left + right) / 2, said))


def _mark(scale: Scale, value: str, found: GradedValue | None) -> Iterator[Html]:
    """The value where it stands, with its grade; an arrow where it lies beyond the scale."""
    placed = number(value.lstrip(BOUND_SIGNS), or_zero=True)
    if placed is None or found is None:
        return
    told = found.told
    grade = label("scale_mark_none") if told.grade is None else label("scale_mark_grade", digit=digit(told))
    said = label("scale_mark", value=value, grade=grade)
    place = scale.at(float(placed))
    if not scale.shows(float(placed)):
        said = f"{said} ({label('scale_beyond')})"
    yield element("span", class_="pin", style=f"left:{place:.3f}%")
    yield element("span", said, class_="word", style=scale.beside(place, said))


def _doubts(bands: Sequence[Band], unit: str) -> Iterator[str]:
    """What no value of the test can be in this unit."""
    doubts = [band for band in bands if doubted(band)]
    where = [
        *(
            label("band_below", upper=_plain(band.upper, unit))
            for band in doubts
            if band.upper and not band.lower
        ),
        *(
            label("band_above", lower=_plain(band.lower, unit))
            for band in doubts
            if band.lower and not band.upper
        ),
    ]
    if where:
        yield label("band_doubt", where=label("band_or").join(where))


def _plain(edge: Edge, unit: str) -> str:
    return with_unit(f"{edge.at.normalize():f}", unit)
