"""Who had what at a glance: a row a patient, a column a term, in each cell the worst grade as a digit on its tint.

What began in the window stands in the middle. What came before is marked ‹ and has no tint, what came after is
marked ›: the three are never mixed. Every cell is a link to its events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from safety.domain.dlt_definition import Verdict
from safety.domain.patient import Patient
from safety.domain.protocol import Protocol
from safety.review.events_by_term import EventsByTerm, Had, Part, TermColumn
from safety.views.eligibility_matrix import level_name
from safety.views.labels import label, said
from safety.views.links import SENTENCES
from safety.views.markup import Html, element, mark, together
from safety.views.page_address import address

MOST_TERMS, MOST_PATIENTS = 10, 40
CANDIDATES = (Verdict.UNKNOWN, Verdict.REVIEW)
BEFORE, AFTER = "‹", "›"
# a vowel before a consonant and a vowel: where Latin and Greek words break
LONG_WORD, SYLLABLE = re.compile("[A-Za-z]{12,}"), re.compile("([aeiouy])(?=[b-df-hj-np-tv-xz][aeiouy])")
SOFT_HYPHEN = "\u00ad"


def event_map(
    by_term: EventsByTerm,
    terms: Sequence[TermColumn],
    patients: Sequence[tuple[int | None, Patient]],
    protocol: Protocol,
) -> Html:
    """The table of these terms and patients; the counts are of everybody."""
    counted = element("th", label("map_patients_events"), colspan=len(terms) + 2, scope="rowgroup")
    counts = [_counts(part, by_term, terms) for part in Part]
    rows: list[Html] = [element("tbody", element("tr", counted, class_="group"), *counts)]
    for level, of_level in groupby(patients, key=lambda placed: placed[0]):
        name = element("th", level_name(level or 0, protocol), colspan=len(terms) + 2, scope="rowgroup")
        members = [_row(patient, by_term, terms) for _, patient in of_level]
        rows.append(element("tbody", element("tr", name, class_="group"), *members))
    return element("table", _columns(terms), _head(terms), *rows, class_="heat")


def name_of(column: TermColumn) -> str:
    """A term as its column is named; what the monitor raised, by its rule."""
    return label("map_raised", rule=column.term) if column.raised else said().term(column.term)


def breakable(name: str) -> str:
    """A name whose long words may break between syllables, with a hyphen that only shows where they do."""
    return LONG_WORD.sub(lambda word: SYLLABLE.sub(f"\\1{SOFT_HYPHEN}", word[0]), name)


def _columns(terms: Sequence[TermColumn]) -> Html:
    """Every term is as wide as any other, however many there are."""
    widths = [element("col", class_="who"), element("col", class_="n"), *(element("col") for _ in terms)]
    return element("colgroup", *widths)


def _head(terms: Sequence[TermColumn]) -> Html:
    cells = [
        element("th", label("column_patient"), scope="col", class_="who"),
        element("th", label("map_events_of_all_terms"), scope="col", class_="n"),
        *(element("th", _to_term(column), scope="col") for column in terms),
    ]
    return element("thead", element("tr", *cells))


def _to_term(column: TermColumn) -> Html:
    short = label("map_raised", rule=column.term) if column.raised else said().term_short(column.term)
    return element("a", breakable(short), href=address(show=SENTENCES, term=column.key), target="_self")


def _counts(part: Part, by_term: EventsByTerm, terms: Sequence[TermColumn]) -> Html:
    """How many patients, and how many events, of each term in a part; zero too."""
    patients = [p for _, p in by_term.patients if by_term.events_of(p.subject_id, part)]
    everything = sum(column.events(part) for column in by_term.terms)
    cells = [(len(patients), everything), *((c.patients(part), c.events(part)) for c in terms)]
    name = element("th", f"{_sign(part)}{label(f'map_{part.value}')}", scope="row", class_="who")
    return element("tr", name, *(_count(*both, part) for both in cells), class_="counts")


def _count(patients: int, events: int, part: Part) -> Html:
    told = label("map_counts", patients=patients, events=events, part=label(f"map_{part.value}"))
    return element("td", f"{patients} / {events}", class_="" if events else "quiet", aria_label=told)


def _row(patient: Patient, by_term: EventsByTerm, terms: Sequence[TermColumn]) -> Html:
    sid = patient.subject_id
    state = element(
        "span", mark(f"state-{patient.state.value}"), said().state(patient.state),
        class_=f"state {patient.state.value}",
    )  # fmt: skip
    code = element("a", sid, href=address(show=SENTENCES, subject=sid), class_="code", target="_self")
    return element(
        "tr",
        element("th", code, " ", state, scope="row", class_="who"),
        element("td", by_term.events_of(sid, Part.WINDOW), class_="n"),
        *(element("td", *_cell(sid, column)) for column in terms),
    )


def _cell(sid: str, column: TermColumn) -> Iterator[Html]:
    for part in Part:
        if had := column.had.get((sid, part)):
            yield _chip(sid, column, part, had)


def _chip(sid: str, column: TermColumn, part: Part, had: Had) -> Html:
    """The worst grade of a patient's events of a term in a part, marked where it is a DLT or may be, or serious."""
    tint = "before" if part is Part.BEFORE else f"grade-{had.grade or 0}"
    told = [element("b", f"{_before(part)}{'~' if had.uncertain else ''}{_digits(had)}{_after(part)}")]
    told += [element("small", word) for word in _marks(had)]
    return element(
        "a", *told, class_=f"had {tint} {_outline(had)}".strip(),
        href=address(show=SENTENCES, subject=sid, term=column.key, part=part.value),
        target="_self",
        aria_label=label(
            "map_cell", patient=sid, term=name_of(column), part=label(f"map_{part.value}"),
            told=said().commas(_in_words(had)),
        ),
    )  # fmt: skip


def _sign(part: Part) -> str:
    return {Part.BEFORE: f"{BEFORE} ", Part.AFTER: f"{AFTER} "}.get(part, "")


def _before(part: Part) -> str:
    return BEFORE if part is Part.BEFORE else ""


def _after(part: Part) -> str:
    return AFTER if part is Part.AFTER else ""


def _digits(had: Had) -> str:
    """The worst grade, and ? where one is not known: it may be worse."""
    return f"{had.grade or ''}{'?' if had.ungraded else ''}"


def _outline(had: Had) -> str:
    return "dlt" if had.verdict is Verdict.DLT else "candidate" if had.verdict in CANDIDATES else ""


def _marks(had: Had) -> Iterator[str]:
    if kind := _outline(had):
        yield label(f"map_{kind}")
    if had.serious:
        yield label("map_sae")
    if had.count > 1:
        yield f"×{had.count}"


def _in_words(had: Had) -> Iterator[str]:
    if had.grade is not None:
        yield label("map_grade", grade=had.grade)
    if had.ungraded:
        yield label("map_ungraded")
    if had.serious:
        yield label("map_serious")
    if had.uncertain:
        yield label("map_uncertain")
    yield label("map_events_1") if had.count == 1 else label("map_events", n=had.count)
    yield said().words.VERDICTS[had.verdict.value]


def legend() -> Html:
    """What the digits and marks of the map mean."""
    shown = (
        ("had grade-3", "3", "window"), ("had before", f"{BEFORE}2", "before"),
        ("had grade-2", f"2{AFTER}", "after"),
        ("had grade-0 dlt", label("map_dlt"), "dlt"), ("had grade-0 candidate", label("map_candidate"), "candidate"),
        ("had grade-0", label("map_sae"), "sae"),
    )  # fmt: skip
    told = [
        element("span", element("span", sign, class_=class_), " ", label(f"map_legend_{name}"))
        for class_, sign, name in shown
    ]
    more = [element("span", label(f"map_legend_{name}")) for name in ("more", "rows")]
    return element("p", *(together(each, " ") for each in (*told, *more)), class_="foot heat-legend")
