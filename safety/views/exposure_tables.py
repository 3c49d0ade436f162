"""Exposure in words and numbers: what there is to look at, totals a patient, and infusion by infusion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from safety.domain.exposure_course import ExposureCourse
from safety.domain.planned_and_given import Interval, PlannedAndGiven
from safety.domain.protocol import Protocol
from safety.views.exposure_drawing import SHAPES, doubt, tone_of, total
from safety.views.labels import iso, label, said
from safety.views.markup import Html, element, row, table, together
from safety.wording.dose_words import in_short, sentences

TOTALS = (
    "patient", "given_infusions", "completed", "total_given", "total_off", "weight", "total_per_kg",
    "intervals", "lots",
)  # fmt: skip
INFUSIONS = (
    "patient", "infusion", "became", "given_on", "since_last", "planned_cells", "given_cells", "per_kg",
    "so_far", "lot",
)  # fmt: skip


def to_look_at(courses: Sequence[ExposureCourse]) -> Html:
    """Every deviation, slip and missing infusion as a sentence, with what people ruled on it."""
    points = [
        element("li", _shape(line), element("div", _which(course, line)))
        for course in courses
        for line in course.to_look_at
    ]
    return element("ul", *points, class_="block exposure")


def _shape(line: PlannedAndGiven) -> Html:
    style = f"color:var(--{tone_of(line)})"
    return element("span", SHAPES[line.found], class_="shape", style=style, aria_hidden="true")


def _which(course: ExposureCourse, line: PlannedAndGiven) -> Html:
    number = line.number if line.number is not None else "?"
    named = element("b", label("exposure_which", patient=course.subject_id, number=number))
    return together(named, said().gap, said().sentences(sentences(line, said())))


def totals_table(courses: Sequence[ExposureCourse]) -> Html:
    """One row a patient."""
    return table([label(f"column_{name}") for name in TOTALS], [_totals(c) for c in courses], "list")


def _totals(course: ExposureCourse) -> Html:
    exposure, planned = course.patient.exposure, len(course.dosing.numbers)
    unsettled = element("div", doubt(course), class_="who")
    return row(
        element("b", course.subject_id, class_="code"),
        label("n_of_n", n=len(course.numbers_given), of=planned),
        label("n_of_n", n=len(exposure.numbers_completed()), of=planned) if exposure else label("nothing"),
        together(element("span", total(course), class_="day"), unsettled),
        _share(course.cells, course.planned_in_all), _weight(course), _total_per_kg(course), _intervals(course),
        together(*(element("div", lot) for lot in course.lots)) if course.lots else label("nothing"),
    )  # fmt: skip


def _share(cells: Decimal, planned: Decimal | None) -> str:
    return label("nothing") if planned is None else said().percent(f"{cells / planned * 100:,.0f}")


def _weight(course: ExposureCourse) -> str:
    if course.weight_kg is not None:
        return label("exposure_weight", kg=course.weight_kg)
    noted = any(subject.weight_kg is not None for subject in course.patient.records.rows)
    return label("exposure_weight_contradicted" if noted else "exposure_weight_unknown")


def _total_per_kg(course: ExposureCourse) -> Html:
    """All cells per kg of the patient, beside the whole course per kg of the weight the doses are meant for."""
    given, planned = course.per_kg(course.cells), course.planned_per_kg_in_all
    if given is None or planned is None:
        return per_kg(given)
    told = label("exposure_per_kg_of", given=said().cells(given), planned=said().cells(planned))
    return element("span", told, class_="day")


def per_kg(cells: Decimal | None) -> Html:
    """Cells per kg; a dash where no weight is known."""
    told = label("nothing") if cells is None else label("exposure_per_kg", cells=said().cells(cells))
    return element("span", told, class_="day")


def _intervals(course: ExposureCourse) -> str:
    return said().listed(_days(line.interval) for line in course.infusions if line.interval) or label(
        "nothing"
    )


def _days(interval: Interval) -> str:
    """The days, and the plan's where it has others."""
    if interval.planned in (None, interval.days):
        return label("exposure_days", days=interval.days)
    return label("exposure_days_planned", days=interval.days, planned=interval.planned)


def infusions_table(courses: Sequence[ExposureCourse]) -> Html:
    """One row a planned infusion."""
    rows = [_infusion(c, n, line) for c in courses for n, line in enumerate(c.infusions, start=1)]
    return table([label(f"column_{name}") for name in INFUSIONS], rows, "list")


def _infusion(course: ExposureCourse, n: int, line: PlannedAndGiven) -> Html:
    what = together(_shape(line), " ", element("b", in_short(line, course, said())))
    id_ = element("span", line.infusion_id, class_="who code")
    return row(
        element("b", course.subject_id, class_="code"),
        together(str(line.number if line.number is not None else "?"), " ", id_), what, _when(course, line),
        _days(line.interval) if line.interval else label("nothing"), _planned(course, line),
        said().cells(line.cells) if line.given and line.cells else label("nothing"),
        per_kg(course.per_kg(line.cells) if line.given else None), said().cells(course.cells_through(n)),
        _lot(line),
        class_="open" if line.reasons else "",
    )  # fmt: skip


def _lot(line: PlannedAndGiven) -> str:
    """The lot; that there is none on record where cells were given."""
    if line.infusion is not None and line.infusion.lot:
        return line.infusion.lot
    return label("exposure_lot_unknown" if line.given else "nothing")


def _when(course: ExposureCourse, line: PlannedAndGiven) -> Html:
    """The day it was given with its study day; else the day it is planned for."""
    start = line.infusion.started_at.first if line.infusion and line.infusion.started_at else None
    window = course.patient.window
    if line.given and start is not None and window is not None:
        return element(
            "span", label("exposure_given_on", day=iso(start), n=window.study_day(start)), class_="day"
        )
    return element("span", label("exposure_planned_on", day=iso(start or line.planned_on)), class_="day")


def _planned(course: ExposureCourse, line: PlannedAndGiven) -> Html:
    """The protocol's dose, and the site's own plan where that is another."""
    planned = course.planned
    told = label("nothing") if planned is None else said().cells(planned)
    recorded = line.infusion.planned_cells if line.infusion else None
    if recorded is None or recorded == planned:
        return together(told)
    other = label("exposure_recorded_plan", cells=said().cells(recorded))
    return together(told, element("div", other, class_="who"))


def notes(protocol: Protocol) -> Iterator[str]:
    """What the numbers rest on."""
    dosing = protocol.dosing
    yield label("exposure_basis_per_kg" if dosing.per_kg else "exposure_basis_flat")
    if kg := dosing.reference_weight_kg:
        doses = [
            label(
                "exposure_reference_dose",
                level=rung.level,
                per_kg=label("exposure_per_kg", cells=said().cells(rung.cells / kg)),
            )
            for rung in protocol.levels
        ]
        yield label("exposure_reference", kg=kg, doses=said().listed(doses))
    yield label("exposure_totals_note")


def legend(protocol: Protocol) -> Iterator[str]:
    """What outline, bar, shading and shapes mean."""
    dosing = protocol.dosing
    yield label("exposure_scale", above=f"{dosing.above_percent:f}", below=f"{dosing.below_percent:f}")
    yield label("exposure_classes")
    yield (
        label("exposure_no_minor")
        if dosing.minor_percent is None
        else label("exposure_minor_at", minor=f"{dosing.minor_percent:f}")
    )
