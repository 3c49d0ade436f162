"""A second, independent reading of the rules, kept simple and slow; tests compare the product with it.
Where the contract is silent the answer that waits was taken, and the line says so."""

import csv
import datetime as dt
import io
import re
import tomllib
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from typing import NamedTuple

# The demonstration protocol

DOSES = {1: Decimal("2.0e7"), 2: Decimal("6.0e7")}
OFFSETS = {1: 0, 2: 3, 3: 6, 4: 9}
WINDOW_DAYS = 30
BOUNDARIES = ((3, 0, 2), (6, 1, 2))  # evaluable, escalate at most, exceeded at least
EXCEEDED = 2
MTD_PATIENTS, MTD_DLT = 6, 1
ABOVE, BELOW = Decimal("1.2"), Decimal("0.8")
FOLLOW_ON = dt.timedelta(hours=24)
DAY = dt.timedelta(days=1)
WIDENED = 7 * DAY

UNRELATED = {"unrelated", "unlikely"}
ANEMIA, NEUTROPHILS, PLATELETS = "anemia", "neutrophil count decreased", "platelet count decreased"
WHITE_CELLS, LYMPHOCYTES = "white blood cell decreased", "lymphocyte count decreased"
FEBRILE = "febrile neutropenia"
HAEMATOLOGICAL = {ANEMIA, NEUTROPHILS, PLATELETS, WHITE_CELLS, LYMPHOCYTES, FEBRILE}
REACTIONS = {"infusion related reaction", "allergic reaction", "anaphylaxis", "cytokine release syndrome"}
CLOT, ARTERIAL, STROKE = "thromboembolic event", "arterial thromboembolism", "stroke"
STOMACH = {"nausea", "vomiting", "diarrhea"}
HOURS = dict.fromkeys(STOMACH, 72) | {"fatigue": 7 * 24, "fever": 24, NEUTROPHILS: 7 * 24}
ALT, AST = "alanine aminotransferase increased", "aspartate aminotransferase increased"
ALP, BILIRUBIN = "alkaline phosphatase increased", "blood bilirubin increased"
CREATININE, INR = "creatinine increased", "inr increased"

TERMS = {  # grades: the CTCAE v5.0 terms that have exactly these
    "12345": f"{ANEMIA}|infusion related reaction|allergic reaction|cytokine release syndrome|{CLOT}|"
    f"{STROKE}|vomiting|diarrhea|fever|pneumonitis|dyspnea|hypertension|seizure|hypotension|"
    "pulmonary fibrosis|pleural effusion|infusion site extravasation",
    "1234": f"{NEUTROPHILS}|{PLATELETS}|{WHITE_CELLS}|{LYMPHOCYTES}|{ALT}|{AST}|{ALP}|{BILIRUBIN}|"
    f"{CREATININE}",
    "123": f"nausea|fatigue|headache|cough|rash maculo-papular|chills|dizziness|hemoglobin increased|{INR}|"
    "sinus tachycardia|urticaria",
    "12": "alopecia",
    "2345": "hypoxia|lung infection",
    "23": "lymphocyte count increased",
    "345": f"{FEBRILE}|anaphylaxis|{ARTERIAL}|sepsis|leukocytosis|adult respiratory distress syndrome",
    "45": "respiratory failure",
    "5": "death nos|disease progression|sudden death nos",
}
GRADES = {term: {int(g) for g in grades} for grades, terms in TERMS.items() for term in terms.split("|")}

# What the files may say

SUBJECTS, INFUSIONS, EVENTS = "subjects.csv", "infusions.csv", "adverse_events.csv"
MEASUREMENTS, RULINGS = "measurements.csv", "adjudications.csv"
DECISIONS, SCREENING = "decisions.csv", "screening.csv"
NEEDED = (SUBJECTS, INFUSIONS, EVENTS)
COLUMNS = {
    SUBJECTS: "subject_id*:text dose_level*:level sex:f|m age_years:number weight_kg:number "
    "consented_on:date enrolled_on:date ae_reviewed_through:date off_study_on:date "
    "off_study_reason:completed|adverse_event|death|withdrew_consent|lost_to_follow_up|progression|other "
    "replaces:text",
    INFUSIONS: "infusion_id*:text subject_id*:text number*:1-4 started_at*:date ended_at:date cells:number "
    "planned_cells:number status*:completed|interrupted|not_given reason:adverse_event|other lot:text",
    EVENTS: "event_id*:text subject_id*:text term*:text verbatim:text started_at:partial ended_at:partial "
    "grade:1-5 causality:unrelated|unlikely|possible|probable|definite serious:y|n outcome:text "
    "episode_id:text hospitalized:y|n symptomatic:y|n on_optimal_therapy:y|n ctcae_version:text "
    "symptoms:none|mild|moderate|severe adl:none|instrumental|self_care "
    "intervention:none|nonprescription|topical|oral|medical|iv|invasive|operative "
    "urgency:no|non_urgent|urgent oxygen:none|intermittent|under_40|from_40 ventilation:y|n "
    "tube_feeding_or_tpn:y|n life_threatening:y|n instability:y|n pressors:0-2 "
    "infusion_interrupted:no|prompt|prolonged|recurrent",
    MEASUREMENTS: "measurement_id*:text subject_id*:text test*:text collected_at*:date value*:result "
    "unit:text low:signed high:signed",
    RULINGS: "adjudication_id*:text event_id*:text verdict*:dlt|not_dlt|not_evaluable decided_on*:date "
    "decided_by*:text reason*:text ruled_grade:1-5 resumes:y|",
    DECISIONS: "decision_id*:text level*:level decision*:escalate|expand|hold|stop|other decided_on*:date "
    "decided_by*:text cut_off*:date reason*:text",
    SCREENING: "subject_id*:text criterion*:criterion answer:met|not_met|judged_acceptable value:text "
    "unit:text date:date judged_by:text note:text",
}
STARTS = {INFUSIONS: "started_at", EVENTS: "started_at", MEASUREMENTS: "collected_at",
          RULINGS: "decided_on", DECISIONS: "decided_on", SCREENING: "date"}  # fmt: skip
# silent: a row of subjects.csv has no start, so it is never after the cut-off
UNGRADED = ("ECOG101", "PT", "PULSE", "FOO")  # silent: what no term grades may be told in words
RULED_OUT = ("exit", "dose", "late", "lab", "elig")  # what a ruling of not_evaluable may be about
ENDS = {INFUSIONS: "ended_at", EVENTS: "ended_at"}
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
WHEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?", re.ASCII)
CRITERION = re.compile(r"(I(0[1-9]|1[012])|E(0[1-9]|1[0-5]))[a-z]*", re.IGNORECASE)
VERSION_5 = re.compile(r"(ctcae)?\s*v?\s*5(\.0*)?")


class Span(NamedTuple):
    """A moment, a day or a partial date: from lo to hi; hi itself belongs to a moment only."""

    lo: dt.datetime
    hi: dt.datetime
    kind: str

    @property
    def first(self):
        """The first day it may be."""
        return self.lo.date()

    @property
    def last(self):
        """The last day it may be."""
        return self.lo.date() if self.kind == "time" else (self.hi - DAY).date()


def whole_day(day):
    """A day as a span."""
    lo = dt.datetime.combine(day, dt.time())
    return Span(lo, lo + DAY, "day")


def read_when(text):
    """A date, a local time or a partial date."""
    found = WHEN.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day, hour, minute, second = (None if x is None else int(x) for x in found.groups())
    if hour is not None:
        moment = dt.datetime(year, month, day, hour, minute, second or 0)
        return Span(moment, moment, "time")
    if day is not None:
        return whole_day(dt.date(year, month, day))
    lo = dt.datetime(year, month or 1, 1)
    after = dt.datetime(year + 1, 1, 1) if month in (None, 12) else dt.datetime(year, month + 1, 1)
    return Span(lo, after, "partial")


def surely_before(one, other):
    """Is one over before the other can begin? Nothing is certain of what is not known."""
    if one is None or other is None:
        return False
    return one.hi < other.lo or (one.hi == other.lo and one.kind != "time")


def read_number(text):
    """A plain decimal number."""
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    number = Decimal(text)
    if number and not -300 < number.adjusted() < 300:
        raise ValueError(text)
    return number


def read_cell(text, kind):
    """The value of a cell that is not empty, by its kind."""
    if kind == "text":
        return text
    if kind in ("date", "partial"):
        span = read_when(text)
        if kind == "date" and span.kind == "partial":
            raise ValueError(text)
        return span
    if kind == "criterion":
        if not CRITERION.fullmatch(text):
            raise ValueError(text)
        return text
    if kind == "result":
        bound = (
            text[0] if text[0] in "<>" else ""
        )  # silent: ">500" is a bound too, and -1 is read, not graded
        return read_number(text[1:].strip() if bound else text), bound
    if kind == "signed":
        return read_number(text)
    if kind == "number":
        return read_unsigned(text)
    if kind == "level" or re.fullmatch(r"\d-\d", kind):
        low, high = (0, 99) if kind == "level" else map(int, kind.split("-"))
        number = read_number(text)
        if number != int(number) or not low <= number <= high:
            raise ValueError(text)
        return int(number)
    if text.lower() not in kind.split("|"):
        raise ValueError(text)
    return text.lower()


def read_unsigned(text):
    """A number that is not negative (silent: so are ages, weights and cells)."""
    number = read_number(text)
    if number < 0:
        raise ValueError(text)
    return number


@dataclass
class Row:
    """A row: what could be read of it, and what became of it."""

    file: str
    values: dict
    fate: str = "used"
    twice: bool = False

    def __getitem__(self, column):
        return self.values[column]


def read_row(file, cells, cut_off):
    """A row of a file; cells by column, those beyond the header under None."""
    values, bad = {}, None in cells  # silent: more cells than the header has columns are unreadable
    for spec in COLUMNS[file].split():
        name, kind = spec.split(":")
        text = (cells.get(name.rstrip("*")) or "").strip()
        values[name.rstrip("*")] = None
        try:
            if text:
                values[name.rstrip("*")] = read_cell(text, kind)
            elif name.endswith("*"):
                bad = True
        except (ValueError, OverflowError):
            told_in_words = kind == "result" and (cells.get("test") or "").strip().upper() in UNGRADED
            bad = bad or not told_in_words
    start, end = values.get(STARTS.get(file)), values.get(ENDS.get(file))
    if file == RULINGS and values["verdict"] == "not_evaluable":
        bad = bad or (values["event_id"] or "").partition(":")[0] not in RULED_OUT
    if file == DECISIONS and values["level"] == 0:
        bad = True
    if start and start.first > cut_off:
        return Row(file, values, "after_cut_off")
    return Row(file, values, "unreadable" if bad or surely_before(end, start) else "used")


def read_file(file, text, cut_off):
    """All rows of a file."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    reader.fieldnames = [name.strip() for name in reader.fieldnames or []]
    needed = {spec.split("*")[0] for spec in COLUMNS[file].split() if "*" in spec}
    if not needed <= set(reader.fieldnames):
        raise ValueError(f"{file}: {sorted(needed - set(reader.fieldnames))} missing")
    return [read_row(file, cells, cut_off) for cells in reader]


# Grading a measurement

COUNTS = dict.fromkeys(("10*9/l", "10^9/l", "10e9/l", "g/l", "10*3/ul", "10^3/ul", "10e3/ul", "k/ul",
                        "10*3/mm3", "10^3/mm3"), Decimal(1))  # fmt: skip
COUNTS |= dict.fromkeys(("/ul", "/mm3", "10*6/l", "10^6/l", "cells/ul"), Decimal("0.001"))
ENZYMES = dict.fromkeys(("u/l", "iu/l", "[iu]/l", "[u]/l"), Decimal(1)) | {"ukat/l": Decimal(60)}
UNITS = {
    **dict.fromkeys(("NEUT", "PLAT", "WBC", "LYM"), COUNTS),
    **dict.fromkeys(("ALT", "AST", "ALP"), ENZYMES),
    "HGB": {"g/l": Decimal(1), "g/dl": Decimal(10), "mmol/l": Decimal(1)},
    "BILI": {"umol/l": Decimal(1), "mg/dl": Decimal("17.1")},
    "CREAT": {"umol/l": Decimal(1), "mg/dl": Decimal("88.4"), "mmol/l": Decimal(1000)},
    "INR": dict.fromkeys(("", "1", "{inr}", "{ratio}", "ratio"), Decimal(1)),  # silent: INR needs no unit
    "TEMP": dict.fromkeys(("cel", "c", "degc"), Decimal(1)),
}
MAIN_TERM = {"NEUT": NEUTROPHILS, "PLAT": PLATELETS, "WBC": WHITE_CELLS, "LYM": LYMPHOCYTES, "HGB": ANEMIA,
             "ALT": ALT, "AST": AST, "ALP": ALP, "BILI": BILIRUBIN, "CREAT": CREATININE,
             "INR": INR, "TEMP": "fever"}  # fmt: skip
OTHER_TERM = {"HGB": "hemoglobin increased", "WBC": "leukocytosis", "LYM": "lymphocyte count increased",
              "TEMP": "hypothermia"}  # fmt: skip
RIGHT = {  # least and most that a number can be in its unit
    "HGB": {"g/l": "20 250", "g/dl": "1 25", "mmol/l": "1 16"},
    "CREAT": {"umol/l": "10 5000", "mg/dl": "0.1 60"},
}
MOST_CELLS = {"NEUT": 100, "LYM": 100, "WBC": 500, "PLAT": 2000}  # in 10^9/L
FALLS = {"NEUT": "1.5 1.0 0.5", "PLAT": "75 50 25", "WBC": "3 2 1", "LYM": "0.8 0.5 0.2"}
HEMOGLOBIN = {"g/l": "100 80", "g/dl": "10 8", "mmol/l": "6.2 4.9"}
RISES = {"ALT": "3 5 20", "AST": "3 5 20", "ALP": "2.5 5 20", "BILI": "1.5 3 10"}
FLOORS = {"ALT": Decimal("1.5"), "AST": Decimal("1.5"), "ALP": Decimal(2)}
GRAM_PER_DL = {"g/l": Decimal(10), "g/dl": Decimal(1), "mmol/l": Decimal("0.6206")}


def decimals(text):
    """Numbers written in a row."""
    return [Decimal(x) for x in text.split()]


@dataclass
class Lab:
    """A measurement of a test that CTCAE can grade."""

    id: str
    test: str
    when: Span
    value: Decimal
    below: str  # "<" or ">" where the value is somewhere below or above that number
    unit: str
    low: Decimal | None
    high: Decimal | None
    grades: dict = field(default_factory=dict)  # term: grade, for those that can be told
    fever_untold: bool = False  # a low count beside a temperature that may or may not be the fever meant

    @property
    def day(self):
        """The day it was collected."""
        return self.when.first

    @property
    def times_high(self):
        """The value in multiples of the upper limit, where both are known."""
        known = self.high is not None and self.unit in UNITS[self.test] and not self.below
        return self.value / self.high if known else None

    @property
    def common(self):
        """The value in the unit that all units of the test are converted to."""
        return self.value * UNITS[self.test][self.unit] if self.unit in UNITS[self.test] else None

    @property
    def told(self):
        """Could it be graded, under every term that a rule calls?"""
        terms = {MAIN_TERM[self.test], OTHER_TERM.get(self.test, MAIN_TERM[self.test])} - {LYMPHOCYTES}
        limitless = (
            self.test in RISES and self.high is None
        )  # silent: Hy's law cannot be asked without the limit
        return terms <= set(self.grades) and not self.fever_untold and not limitless


def read_lab(row):
    """A measurement, or nothing where the test is none of ours."""
    test = row["test"].upper()
    if test not in UNITS:
        return None
    value, below = row["value"]
    unit = (row["unit"] or "").lower().replace(" ", "").replace("µ", "u").replace("μ", "u").lstrip("x×")
    limits = (x if x is not None and x > 0 else None for x in (row["low"], row["high"]))
    return Lab(row["measurement_id"], test, row["collected_at"], value, below, unit, *limits)


def grade_fall(value, limits, low):
    """The grade of what is too low; without the lower limit the first grade is not told."""
    found = [n for n, limit in enumerate(limits, 2) if value < limit]
    if found:
        return max(found)
    return None if low is None else int(value < low)


def grade_rise(value, reference, limits, first):
    """The grade of what is too high, in multiples of a reference; first: does grade 1 begin there?"""
    found = [n for n, limit in enumerate(limits, 2) if value > limit * reference]
    return max(found) if found else int(first)


def grade_number(lab, value, base):
    """The grade of this value in the lab's unit under its main term, or None; base: the baseline value."""
    if lab.unit not in UNITS[lab.test]:
        return None
    factor = UNITS[lab.test][lab.unit]
    if lab.test == "HGB":
        return grade_fall(value, decimals(HEMOGLOBIN[lab.unit]), lab.low)
    if lab.test in FALLS:
        low = None if lab.low is None else lab.low * factor
        return grade_fall(value * factor, decimals(FALLS[lab.test]), low)
    if lab.test == "TEMP":
        return (value >= 38) + (value > 39) + (value > 40)
    if lab.test == "INR":  # silent: nobody records anticoagulation, so the fixed limits hold
        return sum(value > limit for limit in decimals("1.2 1.5 2.5"))
    if lab.test == "CREAT":
        if lab.high is None:
            return None
        of_base = base.common if base and not base.below else None
        worst = sum(value > limit * lab.high for limit in decimals("1 1.5 3 6"))
        if of_base is not None:
            worst = max(worst, grade_rise(value * factor, of_base, decimals("1.5 3"), False))
        return worst
    limits = decimals(RISES[lab.test])
    if base and base.times_high is not None and base.times_high > 1:
        value, floor = value * factor, FLOORS.get(lab.test)
        first = value > base.common if floor is None else value >= floor * base.common
        return grade_rise(value, base.common, limits, first)
    return None if lab.high is None else grade_rise(value, lab.high, limits, value > lab.high)


def grade_other(lab, value):
    """The grade of this value under the other term of its test, or None; most know one only."""
    if lab.unit not in UNITS[lab.test]:
        return None
    if lab.test == "HGB":
        steps = {"g/l": "0 20 40", "g/dl": "0 2 4", "mmol/l": "0 1.2412 2.4824"}[lab.unit]
        return None if lab.high is None else sum(value > lab.high + step for step in decimals(steps))
    common = value * UNITS[lab.test][lab.unit]
    if lab.test == "WBC":
        return 3 if common > 100 else 0
    if lab.test == "LYM":
        return 3 if common > 20 else 2 if common > 4 else 0
    return next((grade for grade, limit in ((4, 28), (3, 32), (2, 35)) if value <= limit), 0)


def grade_lab(lab, base):
    """Every term's grade that this measurement tells; base: the subject's baseline of the test."""
    base = None if base is lab else base
    if lab.value < 0 or (lab.unit in UNITS[lab.test] and implausible(lab)):
        return {}
    found = {MAIN_TERM[lab.test]: only_grade(lab, lambda value: grade_number(lab, value, base))}
    if lab.test in OTHER_TERM:
        found[OTHER_TERM[lab.test]] = only_grade(lab, lambda value: grade_other(lab, value))
    return {term: grade for term, grade in found.items() if grade is not None}


def only_grade(lab, grade_of):
    """The one grade of a value, or of every value that a bound leaves open; None where they differ."""
    ends = {grade_of(lab.value)}
    if lab.below == ">":
        ends = {grade_of(lab.value * Decimal("1.00000000000000000001")), grade_of(Decimal(10) ** 9)}
    elif lab.below:
        ends = {grade_of(lab.value * Decimal("0.99999999999999999999")), grade_of(Decimal(0))}
    return ends.pop() if len(ends) == 1 else None


def tell_fever(count, labs):
    """Febrile neutropenia: a count below 1.0 on a day with a temperature above 38.3, or of 38.0 for an hour."""
    warm = sorted((x for x in labs if x.test == "TEMP" and x.day == count.day), key=lambda x: x.when.lo)
    if not warm:
        return
    degrees = [
        x.value if x.unit in UNITS["TEMP"] and not x.below and not implausible(x) else None for x in warm
    ]
    timed = [(x.when.lo, d) for x, d in zip(warm, degrees, strict=True) if x.when.kind == "time"]
    lasts = any(
        late - early > dt.timedelta(hours=1)
        and all(d is not None and d >= 38 for at, d in timed if early <= at <= late)
        for early, _ in timed
        for late, _ in timed
    )
    fever = lasts or any(d is not None and d > Decimal("38.3") for d in degrees)
    usable = count.unit in UNITS["NEUT"] and not implausible(count)
    if not fever and all(d is not None and d < 38 for d in degrees):
        count.grades |= {FEBRILE: 0} if usable else {}
        return
    low = only_grade(count, lambda value: int(value * UNITS["NEUT"][count.unit] < 1)) if usable else None
    if low == 0 or (low == 1 and fever):
        count.grades[FEBRILE] = 3 * low
    else:
        count.fever_untold = True


def implausible(lab):
    """Silent: is it a number that another unit was meant for, such as 13.5 g/L or 4.2 per microlitre?"""
    if lab.test in RIGHT and lab.unit in RIGHT[lab.test]:
        least, most = decimals(RIGHT[lab.test][lab.unit])
        return not least <= lab.value <= most
    if lab.test == "TEMP":
        return not 20 <= lab.value <= 46
    if lab.test not in MOST_CELLS:
        return False
    few = COUNTS[lab.unit] < 1 and 0 < lab.value < (1000 if lab.test == "PLAT" else 20)
    return lab.common > MOST_CELLS[lab.test] or few


# People and what befell them


@dataclass
class Period:
    """A period of one event at one grade; a death is a period with the days on which it may lie."""

    id: str
    person: "Person"
    term: str
    start: Span | None
    end: Span | None  # nothing where it runs on at the cut-off
    reported: int | None
    causality: str
    episode: str
    row: Row
    measured: bool = False  # raised by a measurement inside an old row
    twice: bool = False
    derived: int | None = None
    grade: int | None = None
    queries: set = field(default_factory=set)
    death: list = field(default_factory=list)  # (first, last) possible day, one or two of them
    place: str = "no"
    verdict: str = "not_dlt"
    codes: set = field(default_factory=set)

    @property
    def key(self):
        """The term, as it is compared."""
        return self.term.lower()

    @property
    def ungradable(self):
        """Is the grade not known, whatever stands there?"""
        lower = self.queries == {"unknown_term"} and self.reported is not None and self.reported < 3
        return bool(self.queries) and not lower

    @property
    def related(self):
        """Causality possible or more, or not assessed."""
        return self.causality not in UNRELATED

    @property
    def worst_reported(self):
        """The highest grade reported or derived, possible or not."""
        return max((g for g in (self.reported, self.derived) if g is not None), default=None)


@dataclass
class Person:
    """A subject: the rows, the window, and what stands in the way of an answer."""

    id: str
    known: bool = True
    levels: set = field(default_factory=set)
    sex: str = ""
    age: Decimal | None = None
    weight: Decimal | None = None
    consented: dt.date | None = None
    reviewed: dt.date | None = None
    exit_on: dt.date | None = None
    exit_reason: str = ""
    infusions: list = field(default_factory=list)  # used rows
    murky: list = field(default_factory=list)  # unreadable rows
    dosed: bool = False
    first: Span | None = None  # when the first infusion began
    d0: dt.date | None = None
    last_given: dt.date | None = None
    labs: list = field(default_factory=list)
    bases: dict = field(default_factory=dict)  # test: its baseline
    periods: list = field(default_factory=list)
    blocks: set = field(default_factory=set)  # (code, record_id)
    raised: list = field(default_factory=list)  # R9 to R11, as in the answer
    dlt: set = field(default_factory=set)
    ruled_out: bool = False
    maybe_dead: bool = False
    state: str = "allocated"

    @property
    def window_end(self):
        """The last day of the window."""
        return self.d0 and self.d0 + WINDOW_DAYS * DAY

    @property
    def dose(self):
        """The protocol's dose at the level."""
        return min((DOSES[n] for n in self.levels if n in DOSES), default=None)

    def deaths(self):
        """The deaths that rows tell of."""
        return [p for p in self.periods if p.death]

    def exits(self):
        """The days on which the subject left, each as first and last possible day."""
        days = [(self.exit_on, self.exit_on)] if self.exit_on else []
        return days + [(min(a for a, _ in p.death), max(b for _, b in p.death)) for p in self.deaths()]


def is_given(row):
    """Did this infusion give cells? What cannot be read is believed to have."""
    # silent: an unreadable row gave cells unless it says not_given or 0 cells
    return row["status"] != "not_given" and row["cells"] != 0


def in_span(lab, start, end, cut_off):
    """Was it collected inside the period, as far as anybody knows?"""
    if surely_before(lab.when, start) or surely_before(end, lab.when):
        return False
    return lab.day <= cut_off


def touch(one, other, cut_off):
    """Do two periods touch or overlap, the next day at the latest?"""

    def days(p):
        return p.start.first if p.start else dt.date.min, min(p.end.last, cut_off) if p.end else cut_off

    (a, b), (c, d) = days(one), days(other)
    return a <= d + DAY and c <= b + DAY


def joined(period, others, cut_off):
    """The period and all that it touches, directly or through others."""
    run, rest = [period], [p for p in others if p is not period]
    for member in run:
        near = [p for p in rest if touch(member, p, cut_off)]
        run += near
        rest = [p for p in rest if not any(p is q for q in near)]
    return run


def lasted(period, limit, cut_off):
    """'longer' than so many hours, 'within' them, or 'unknown'."""
    if not period.start:
        return "unknown"
    same = [p for p in period.person.periods
            if p.key == period.key and p.grade is not None and p.grade >= period.grade]  # fmt: skip
    # silent: what has no start is joined from the day of its end, and leaves open what may be older
    dated = [p for p in same if p.start]
    vague = [p for p in same if not p.start]
    ends = [replace(p, start=whole_day(p.end.first)) for p in vague if p.end]
    run = joined(period, dated + ends, cut_off)
    over = whole_day(cut_off).hi
    grows = any(p.end is None or p.end.last > cut_off for p in run)
    since = min(p.start.lo for p in run)
    until = over if grows else max(p.end.hi for p in run)
    if until - since > dt.timedelta(hours=limit):  # silent: partial dates too are read at their longest
        return "longer"
    older = any(touch(p, q, cut_off) for p in vague for q in run)
    return "unknown" if grows or older else "within"


def place(start, end, person, cut_off):
    """Does a period start in the window: yes, possible or no?"""
    if not person.dosed:
        return "no"
    if person.d0 is None:
        return "possible"  # silent: dosed on a day nobody can read, the window may be any
    if surely_before(start, person.first) or surely_before(end, person.first):
        return "no"
    lo, hi = (start.first, start.last) if start else (dt.date.min, dt.date.max)
    return place_days(lo, min([hi, cut_off] + ([end.last] if end else [])), person)


def place_days(lo, hi, person):
    """Are these days in the window?"""
    if person.d0 is None:
        return "possible" if person.dosed else "no"
    if hi < person.d0 or lo > person.window_end:
        return "no"
    return "yes" if person.d0 <= lo and hi <= person.window_end else "possible"


def old(period):
    """Did it provably start before the first infusion? (silent: on the first day too, by the clock)"""
    return surely_before(period.start, period.person.first)


def stood(period):
    """Did it start before the first infusion and may not have ended before it?"""
    return old(period) and not surely_before(period.end, period.person.first)


def outside(period):
    """Is the whole period certainly outside the window?"""
    person = period.person
    if not person.dosed:
        return True
    if person.d0 is None:
        return False
    late = period.start is not None and period.start.first > person.window_end
    return late or surely_before(period.end, person.first)


def baseline(person, term):
    """The term's grade before the first infusion."""
    # silent: a grade that is itself in doubt is no baseline
    rows = [p.reported for p in person.periods if p.key == term and stood(p) and not p.queries
            and not p.measured and p.reported is not None and p.reported < 5]  # fmt: skip
    return max(rows + [lab.grades.get(term, 0) for lab in person.bases.values()], default=0)


def carried(period, base):
    """At or below baseline: did it stand at the first infusion, or follow such a period unbroken?"""
    # silent: "stood at d0" is read as begun before the first infusion
    if period.grade is None or period.grade > base:
        return False
    if stood(period):
        return True
    if not period.start or period.start.kind == "partial":
        return False
    before = [p for p in period.person.periods
              if p.key == period.key and p.start and p.start.lo < period.start.lo
              and p.grade is not None and p.grade >= period.grade
              and (p.end is None or (p.end.kind != "partial" and p.end.last + DAY >= period.start.first))
              ]  # fmt: skip
    return any(carried(p, base) for p in before)


# The rules: each gives (verdict, blocker code)

RANK = ("not_dlt", "review", "unknown", "dlt")


def worst(results):
    """The worst verdict, and the codes of those that give it."""
    verdict = max((v for v, _ in results), key=RANK.index, default="not_dlt")
    return verdict, {code for v, code in results if v == verdict and code}


def spared(period, cut_off):
    """Does an exclusion X1 to X3 hold? dlt where it does not, unknown, or not_dlt."""
    if period.key not in HOURS:
        return "dlt", ""
    facts = [(lasted(period, HOURS[period.key], cut_off), "within", "longer", "duration_unknown")]
    if period.key in STOMACH:  # silent: what is not documented is asked for as review_needed
        facts += [(period.row["on_optimal_therapy"], "y", "n", "review_needed"),
                  (period.row["hospitalized"], "n", "y", "review_needed")]  # fmt: skip
    if any(fact == bad for fact, _, bad, _ in facts):
        return "dlt", ""
    missing = [code for fact, good, _, code in facts if fact != good]
    return ("unknown", missing[0]) if missing else ("not_dlt", "")


def by_grade(period, cut_off):
    """R2, R3, R6, R7 and R8, before the baseline is asked."""
    term, grade = period.key, period.grade
    believed = ("dlt", "") if period.related else ("review", "review_needed")
    if grade == 4 and term == NEUTROPHILS:
        length = lasted(period, HOURS[term], cut_off)
        short = ("not_dlt", "") if length == "within" else ("unknown", "duration_unknown")
        return believed if length == "longer" else short
    if grade == 4 and term in (PLATELETS, ANEMIA, WHITE_CELLS):
        return believed
    if grade == 3 and term in (PLATELETS, ANEMIA):
        return "review", "review_needed"
    if term == FEBRILE and grade in (3, 4):
        return believed
    if grade == 4 and term not in HAEMATOLOGICAL:
        return believed
    if grade == 3 and term not in HAEMATOLOGICAL:
        verdict, code = spared(period, cut_off)
        return believed if verdict == "dlt" else (verdict, code)
    return "not_dlt", ""


def by_rules(period, cut_off):
    """What the rules say, R4 apart, of a period taken to start in the window."""
    if period.death:
        return "dlt", ""
    result = by_grade(period, cut_off) if period.grade is not None else ("not_dlt", "")
    base = baseline(period.person, period.key)
    if period.grade is not None and period.grade <= base:
        if carried(period, base):
            result = "not_dlt", ""
        elif result[0] == "dlt":
            result = "review", "review_needed"
    grade, results = period.grade or 0, [result]
    if period.key == STROKE or (period.key in (CLOT, ARTERIAL) and grade >= 3):
        results.append(("dlt", ""))
    if period.key == CLOT and grade == 2:
        results.append(("review", "review_needed"))
    return max(results, key=lambda r: RANK.index(r[0]))


def by_infusion(period, person):
    """R4: reactions around an infusion, wherever it lies."""
    if period.key not in REACTIONS:
        return []
    results, grade = [], 5 if period.death else period.grade
    # silent: an infusion that was begun counts here even where no cells were given, or its row is unreadable
    for row in (r for r in person.infusions + person.murky if r["status"] != "not_given" and r["started_at"]):
        near = around(period, row)
        if not near or (grade is not None and grade < 2):
            continue
        if grade is None:  # silent: an ungraded reaction after the window is unknown by this rule
            results.append(("unknown", "grade_unknown"))
        elif grade >= 3:  # silent: a partial date or no start at all may lie within, and is unknown
            results.append(("dlt", "") if near == "yes" else ("unknown", "date_uncertain"))
        elif not completed(row, person):
            results.append(("review", "review_needed"))
    return results


def around(period, row):
    """Did it start from this infusion's start to 24 hours after its end: yes, maybe, or nothing?"""
    noted = row["ended_at"] and not surely_before(row["ended_at"], row["started_at"])
    last = row["ended_at"] if noted else row["started_at"]
    lo, hi, start = row["started_at"].lo, last.hi + FOLLOW_ON, period.start
    if surely_before(period.end, row["started_at"]):
        return ""
    if start is None:
        return "maybe"
    before_end = start.lo <= hi if last.kind == "time" else start.lo < hi
    after_start = start.lo >= lo if start.kind == "time" else start.hi > lo
    return ("maybe" if start.kind == "partial" else "yes") if before_end and after_start else ""


def completed(row, person):
    """Does an infusion recorded as completed count as such?"""
    enough = row["cells"] is not None and (person.dose is None or row["cells"] >= BELOW * person.dose)
    return row.fate == "used" and row["status"] == "completed" and bool(row["cells"]) and enough


def same_episode(period, cut_off):
    """The other periods of the episode."""
    mine = [p for p in period.person.periods if p is not period]
    if period.episode:
        return [p for p in mine if p.episode == period.episode]
    return joined(period, [p for p in mine if p.key == period.key], cut_off)[1:]


def in_episode(period, cut_off):
    """A period after the window that belongs to one begun or standing in it."""
    person = period.person
    if person.d0 is None or not person.dosed:
        return []
    firsts = [lo for lo, _ in period.death] or ([period.start.first] if period.start else [])
    if not firsts or min(firsts) <= person.window_end:
        return []
    linked = any(not outside(p) for p in same_episode(period, cut_off))
    began_inside = place(period.start, period.end, person, cut_off) != "no"
    if not linked and not (period.death and not period.related and began_inside):
        return []
    if period.grade is None and period.queries:
        return [
            ("unknown", sorted(period.queries)[0])
        ]  # silent: an unknown grade may yet be a DLT by its rules
    verdict, code = by_rules(period, cut_off)
    if verdict == "unknown":  # silent: what may yet be a DLT by its rules is not harmless here
        return [("unknown", code)]
    return [("review", "review_needed")] if verdict == "dlt" else []


def grade_queries(period, unborn):
    """What makes the grade of a row doubtful; unborn: a death that has not happened yet."""
    codes, terms = set(), GRADES.get(period.key)
    version = (period.row["ctcae_version"] or "5").lower()
    if not VERSION_5.fullmatch(version):  # silent: 5, 5.0, v5.0 and CTCAE 5.0 are one version
        codes.add("version_conflict")
    if terms is None:
        codes.add("unknown_term")
    if unborn or period.reported is None:
        codes.add("grade_unknown")
    elif terms and period.reported not in terms:
        codes.add("impossible_grade")
    return codes


# What the findings support

DRUGS = "oral medical iv invasive operative"
ATOMS = {  # column: values that show it; several columns, one a line: any of them shows it
    "sx": "symptomatic:y symptoms:mild symptoms:moderate symptoms:severe",
    "mod": "symptoms:moderate symptoms:severe",
    "sev": "symptoms:severe",
    "iadl": "adl:instrumental adl:self_care",
    "scadl": "adl:self_care",
    "med": " ".join(f"intervention:{kind}" for kind in DRUGS.split()),
    "iv": "intervention:iv intervention:invasive intervention:operative",
    "op": "intervention:operative",
    "urg": "urgency:urgent",
    "o2": "oxygen:intermittent oxygen:under_40 oxygen:from_40",
    "o2rest": "oxygen:under_40 oxygen:from_40",
    "o2much": "oxygen:from_40",
    "vent": "ventilation:y",
    "tf": "tube_feeding_or_tpn:y",
    "hosp": "hospitalized:y",
    "lt": "life_threatening:y",
    "unstable": "instability:y",
    "pressor": "pressors:1 pressors:2",
    "pressors": "pressors:2",
    "prompt": "infusion_interrupted:prompt",
    "long": "infusion_interrupted:prolonged infusion_interrupted:recurrent",
}
SUPPORT = {  # grade 2 / 3 / 4: the atoms that alone give it; + is and. Grade 1 can be above nothing reported.
    # silent: a drug by any way but the skin is medical; oxygen of any kind is oxygen indicated;
    # oxygen that is not intermittent is needed at rest; intubation counts where the cell names it
    "pneumonitis": "sx med iadl / sev scadl o2 / lt urg vent",
    "pulmonary fibrosis": "/ / lt vent",
    "dyspnea": "iadl / scadl / lt urg",
    "cough": "mod med iadl / sev scadl /",
    "hypoxia": "o2 / o2rest / lt urg vent",
    "respiratory failure": "/ / lt urg vent",
    "adult respiratory distress syndrome": "/ / lt urg vent",
    "pleural effusion": "sx med / op / lt urg vent",
    "lung infection": "mod med / iv / lt urg",
    "infusion related reaction": "prompt / long hosp / lt urg",
    "infusion site extravasation": "/ op / lt urg",
    "cytokine release syndrome": "o2 / o2much pressor / lt urg pressors",  # silent: more than one pressor is 4
    "allergic reaction": "med / iv hosp / lt urg",
    "anaphylaxis": "/ iv / lt urg",
    CLOT: "med / urg lt / lt+unstable",  # silent: what threatens life is urgent, and without instability 3
    "fatigue": "iadl / scadl /",  # silent: with limits on self care, rest is taken not to relieve it
    "nausea": "/ tf hosp /",
    "vomiting": "med / tf hosp / lt",
    "headache": "mod iadl / sev scadl /",
    "hypotension": "med / urg pressor lt hosp / lt+urg",  # silent: medical alone is 2, whose words it has too
    "hypertension": "med / / lt urg",  # silent: the same
    "sinus tachycardia": "sx med / urg /",
    "rash maculo-papular": "iadl / scadl /",
    "urticaria": "med / iv /",
    "sepsis": "/ med / lt urg",
}  # fmt: skip


def shown(row, atom):
    """Does the row show this atom?"""
    return any(str(row[column]) == value for column, value in (x.split(":") for x in ATOMS[atom].split()))


def findings_above(period):
    """The grade that the findings support where it is higher than the reported one, else 0."""
    if period.measured or period.reported is None or "version_conflict" in period.queries:
        return 0
    cells = SUPPORT.get(period.key, "/ /").split("/")
    grades = [grade for grade, cell in enumerate(cells, 2) for way in cell.split()
              if all(shown(period.row, atom) for atom in way.split("+"))]  # fmt: skip
    highest = max(grades, default=0)
    return highest if highest > period.reported else 0


# The review


class Reading:
    """One study folder at one cut-off."""

    def __init__(self, files, cut_off):
        self.cut_off = cut_off
        self.queries, self.everywhere = set(), set()  # everywhere: (code, subject_id, record_id)
        missing = [file for file in NEEDED if file not in files]
        if missing:
            raise ValueError(f"{missing} missing")
        self.rows = {f: read_file(f, files[f], cut_off) for f in COLUMNS if f in files}
        toml = tomllib.loads(files.get("study.toml", "").removeprefix("\ufeff"))
        extracted = toml.get("extracted_on")
        self.extracted = read_when(str(extracted).replace(" ", "T")).first if extracted else None
        self.people = {}
        self.rulings = {}
        self.settled = set()
        self.screened = {}

    def of(self, file, *fates):
        """The rows of a file with one of these fates."""
        return [row for row in self.rows.get(file, []) if row.fate in (fates or ("used",))]

    def query(self, code, file, subject):
        """Somebody must be asked."""
        self.queries.add((code, file, subject or ""))

    # who

    def person(self, name):
        """A subject, known or not."""
        if name not in self.people:
            self.people[name] = Person(name, known=False, dosed=True)
        return self.people[name]

    def enlist(self):
        """The subjects; several rows of one are merged so that nothing looks better for it."""
        told, facts = {}, {}
        for row in self.of(SUBJECTS, "used", "unreadable"):
            name, reason, out = row["subject_id"], row["off_study_reason"] or "", row["off_study_on"]
            if row.fate == "unreadable":
                self.query("unreadable_row", SUBJECTS, name)
                self.everywhere.add(("unreadable_row", name or "", name or ""))
            if not name:
                continue
            consented = row["consented_on"] and row["consented_on"].first
            facts.setdefault(name, []).append((row["sex"], row["age_years"], row["weight_kg"], consented))
            reviewed = row["ae_reviewed_through"] and row["ae_reviewed_through"].first
            seen = self.people.get(name)
            person = self.people.setdefault(name, Person(name, reviewed=reviewed))
            if seen:  # silent: of two rows the less favourable is believed, cell by cell
                both = person.reviewed and reviewed
                person.reviewed = min(person.reviewed, reviewed) if both else None
            if row["dose_level"] is not None:
                person.levels.add(row["dose_level"])
                if row["dose_level"] not in (0, *DOSES):
                    self.query("orphan_record", SUBJECTS, name)
                    self.everywhere.add(("orphan_record", name, name))
            if row.fate == "unreadable":
                person.blocks.add(("unreadable_row", name))
            if out and out.first > self.cut_off:
                continue  # an exit after the cut-off has not happened
            told.setdefault(name, []).append((out and out.first, reason))
        for name, rows in facts.items():  # silent: what two rows tell differently is not known
            person = self.people[name]
            person.sex, person.age, person.weight, person.consented = (
                column[0] if len(set(column)) == 1 else None for column in zip(*rows, strict=True)
            )
        for name, exits in told.items():
            person = self.people[name]
            person.exit_on = min((day for day, _ in exits if day), default=None)
            ranks = ("death", "adverse_event", "")
            person.exit_reason = min((reason for _, reason in exits), key=lambda r: (
                ranks.index(r) if r in ranks else 9, r))  # fmt: skip

    def named(self, row):
        """The subjects that a row is about; none where nobody is known by that name."""
        if row.file == RULINGS:
            return self.owners(row["event_id"] or "")
        name = row["subject_id"]
        return {name} if name in self.people and self.people[name].known else set()

    def owners(self, record):
        """The known subjects behind an id that can be ruled on."""
        found = {r["subject_id"] for r in self.of(EVENTS, "used", "unreadable") if r["event_id"] == record}
        kind, _, rest = record.partition(":")
        if kind in ("R9", "R10", "R11", "exit", "elig"):
            found |= {rest} & {p.id for p in self.people.values() if p.known}
        files = {"dose": (INFUSIONS, "infusion_id"), "late": (INFUSIONS, "infusion_id"),
                 "lab": (MEASUREMENTS, "measurement_id")}  # fmt: skip
        if kind in files:
            file, column = files[kind]
            found |= {r["subject_id"] for r in self.of(file, "used", "unreadable") if r[column] == rest}
        event, _, sample = record.rpartition(":")
        samples = {r["subject_id"] for r in self.of(MEASUREMENTS) if r["measurement_id"] == sample}
        found |= samples & {r["subject_id"] for r in self.of(EVENTS) if r["event_id"] == event}
        return {name or "" for name in found}

    def block(self, row, code):
        """A query about a row: it blocks whom it names, or every level; some files block nobody."""
        names = self.named(row) if row.file != DECISIONS else set()
        shown = names if row.file == RULINGS else {row.values.get("subject_id") or ""}
        for name in shown or {""}:
            self.query(code, row.file, name)
        if row.file in (DECISIONS, SCREENING):
            return
        record = next(iter(row.values.values())) or ""
        known = {n for n in names if n in self.people and self.people[n].known}
        for name in known:
            self.people[name].blocks.add((code, record))
        if not known:
            self.everywhere.update((code, name, record) for name in shown or {""})

    def ask_about_rows(self):
        """Unreadable rows, ids seen twice, and records of nobody."""
        for file in self.rows:
            for row in self.of(file, "unreadable"):
                if file != SUBJECTS:
                    self.block(row, "unreadable_row")
            for row in self.of(file) if file not in (SUBJECTS, DECISIONS) else []:
                if not self.named(row):
                    self.block(row, "orphan_record")
            if file != SCREENING:
                self.ask_about_twins(file, lambda row: next(iter(row.values.values())))
        self.ask_about_twins(INFUSIONS, lambda row: (row["subject_id"], row["number"]))

    def ask_about_twins(self, file, key):
        """Rows that share an id or a number."""
        groups = {}
        for row in self.of(file, "used", "unreadable"):  # silent: an unreadable row's id has been seen too
            groups.setdefault(key(row), []).append(row)
        for value, rows in groups.items():
            if value is None or (isinstance(value, tuple) and None in value) or len(rows) == 1:
                continue
            for row in rows:
                row.twice = True
                self.block(row, "duplicate_id")

    # what was given, measured and ruled

    def dose(self):
        """Who was given cells, and since when."""
        for row in self.of(INFUSIONS, "used", "unreadable"):
            if row["subject_id"]:
                person = self.person(row["subject_id"])
                (person.infusions if row.fate == "used" else person.murky).append(row)
        for person in self.people.values():
            given = [r for r in person.infusions + person.murky if is_given(r)]
            if person.known:
                person.dosed = bool(given)
            starts = [r["started_at"] for r in given if r["started_at"]]
            if starts:
                person.d0 = min(s.first for s in starts)
                person.last_given = max(s.first for s in starts)
                day = [s for s in starts if s.first == person.d0]
                timed = all(s.kind == "time" for s in day)
                person.first = min(day) if timed else whole_day(person.d0)
            for row in given:
                if row.fate == "used" and row["cells"] is None:  # silent: the code is that of a wrong dose
                    self.query("dose_deviation", INFUSIONS, person.id)
                    person.blocks.add(("dose_deviation", f"dose:{row['infusion_id']}"))
            for row in person.infusions:  # silent: recorded as not given, and with cells: who knows?
                if row["status"] == "not_given" and row["cells"] and given:
                    self.query("dose_deviation", INFUSIONS, person.id)
                    person.blocks.add(("dose_deviation", row["infusion_id"]))
            if given and 0 in person.levels:  # silent: under the same code
                self.query("dose_deviation", INFUSIONS, person.id)
                self.everywhere.add(("dose_deviation", person.id, given[0]["infusion_id"] or ""))

    def measure(self):
        """Every measurement graded, those before the first infusion found."""
        for row in self.of(MEASUREMENTS):
            lab = read_lab(row)
            if lab:
                self.person(row["subject_id"]).labs.append(lab)
        for person in self.people.values():
            for test in sorted({lab.test for lab in person.labs}):
                labs = [lab for lab in person.labs if lab.test == test]
                base = self.base_of(person, labs)
                for lab in labs:
                    lab.grades = grade_lab(lab, base)
                if base:
                    person.bases[test] = base
            for count in (lab for lab in person.labs if lab.test == "NEUT"):
                tell_fever(count, person.labs)

    def base_of(self, person, labs):
        """The last measurement of a test before the first infusion."""
        before = [lab for lab in labs if surely_before(lab.when, person.first)]
        if not before:
            before = [lab for lab in labs if lab.day == person.d0 and lab.when.kind == "day"]
        last = max((lab.day for lab in before), default=None)
        ties = [lab for lab in before if lab.day == last]
        if ties and all(lab.when.kind == "time" for lab in ties):
            ties = [lab for lab in ties if lab.when == max(x.when for x in ties)]

        def height(lab):
            return max(grade_lab(lab, None).values(), default=0), lab.times_high or 0, lab.id

        return min(ties, key=height, default=None)  # silent: of several last ones the lowest grade

    def gather_rulings(self):
        """The rulings by the id they are about."""
        for row in self.of(RULINGS):
            self.rulings.setdefault(row["event_id"], []).append(row)

    def standing(self, record, started, grade):
        """The ruling that stands on an id, if any, and whether one is outdated for want of it."""
        self.settled.add(record)
        rows, able, outdated = self.rulings.get(record, []), [], False

        def too_old(row):
            day, ruled = row["decided_on"].first, row["ruled_grade"]
            return (started and day < started) or (ruled and grade and ruled < grade)

        for row in rows:
            # silent: of one day any may be the later one, so one outdated ruling spoils them all
            late = [r for r in rows if r["decided_on"].first >= row["decided_on"].first]
            if row["verdict"] == "dlt":
                able.append(row)
            elif any(too_old(r) for r in late):
                outdated = True
            elif not row.twice:
                able.append(row)
        if not able:
            return None, outdated
        last = max(row["decided_on"].first for row in able)
        able = [row for row in able if row["decided_on"].first == last]
        # silent: of several on one day, not_evaluable before not_dlt; all must let the trial resume
        verdict = next(v for v in ("dlt", "not_evaluable", "not_dlt") if v in {r["verdict"] for r in able})
        able = [row for row in able if row["verdict"] == verdict]
        return (verdict, all(row["resumes"] for row in able)), False

    # events

    def build_periods(self):
        """The rows of the log as periods, their grades, and what is not known of them."""
        for row in self.of(EVENTS):
            person, end, reported = self.person(row["subject_id"]), row["ended_at"], row["grade"]
            if end and end.first > self.cut_off:
                end = None
            period = Period(row["event_id"], person, row["term"], row["started_at"], end, reported,
                            row["causality"] or "", row["episode_id"] or "", row,
                            twice=row.twice)  # fmt: skip
            unborn = reported == 5 and end is None and row["ended_at"] is not None
            if reported == 5 and not unborn:
                period.death = self.death_days(period)
            else:
                period.queries = grade_queries(period, unborn)
            person.periods.append(period)
        for person in self.people.values():
            self.grade_periods(person)

    def death_days(self, period):
        """The days on which a death by a row may lie."""
        person = period.person
        exit_day = person.exit_on if person.exit_reason == "death" else None
        days = [(period.end.first, min(period.end.last, self.cut_off))] if period.end else []
        if exit_day and exit_day not in {a for a, b in days if a == b}:
            days.append((exit_day, exit_day))
        if not days and period.start:
            days = [(period.start.first, min(period.start.last, self.cut_off))]
        last = person.last_given
        early = old(period) or surely_before(period.end, person.first)
        days = [(last, self.cut_off) if last and early and b < last else (a, b) for a, b in days]
        # silent: of a subject whose infusions have no day, any day up to the cut-off
        return days or [(last or dt.date.min, self.cut_off)]

    def grade_periods(self, person):
        """Derived grades, the new periods inside old rows, and the worst of reported and derived."""
        for period in list(person.periods):
            inside = [lab for lab in person.labs if in_span(lab, period.start, period.end, self.cut_off)
                      and period.key in lab.grades]  # fmt: skip
            base = baseline(person, period.key)
            new = [x for x in inside if x.grades[period.key] > base and self.counts(x, person)]
            new = new if old(period) else []
            for lab in new:
                grade = lab.grades[period.key]
                start, name = whole_day(lab.day), f"{period.id}:{lab.id}"
                person.periods.append(Period(
                    name, person, period.term, start, period.end, None, period.causality, period.episode,
                    period.row, True, period.twice, grade, grade))  # fmt: skip
            grades = [x.grades[period.key] for x in inside if not any(x is y for y in new)]
            period.derived = max(grades, default=None)
        for period in person.periods:
            period.grade = None if period.ungradable else period.worst_reported
            days = [place_days(a, b, person) for a, b in period.death]
            by_day = "yes" if "yes" in days else "possible" if "possible" in days else "no"
            period.place = by_day if days else place(period.start, period.end, person, self.cut_off)
        self.believe_derived(person)

    def believe_derived(self, person):
        """A row without a grade whose derived grade alone gives a DLT."""
        believed = []
        for period in person.periods:
            if period.queries == {"grade_unknown"} and period.derived is not None and period.place == "yes":
                period.grade = period.derived
                if by_rules(period, self.cut_off)[0] == "dlt":
                    believed.append(period)
                period.grade = None
        for period in believed:
            period.grade, period.queries = period.derived, set()

    def counts(self, lab, person):
        """Was it measured in the window?"""
        if person.d0 is None or not person.dosed or any(lab is base for base in person.bases.values()):
            return False
        return person.d0 <= lab.day <= person.window_end and not surely_before(lab.when, person.first)

    def called(self, period):
        """What the rules say of an event, wherever it lies."""
        person, results = period.person, []
        if person.dosed and person.d0 is None:
            return [("unknown", "date_uncertain")]  # silent: nothing is known of what nobody can place
        if period.place != "no":
            verdict, code = by_rules(period, self.cut_off)
            unsure = verdict == "dlt" and period.place == "possible"
            results.append(("unknown", "date_uncertain") if unsure else (verdict, code))
        if period.ungradable and not outside(period):
            results.append(("unknown", ""))
        if person.dosed:
            results += by_infusion(period, person)
        if period.place == "no":
            results += in_episode(period, self.cut_off)
        return results

    def called_by_findings(self, period, above):
        """Silent: unknown, where the rules would say something worse at the grade that the findings support.
        A row begun before the first infusion that runs into the window is asked as if begun in it."""
        grade, where = period.grade, period.place
        now = worst(self.called(period))[0]
        period.grade, period.place = above, "yes" if where == "no" and not outside(period) else where
        then = worst(self.called(period))[0]
        period.grade, period.place = grade, where
        return [("unknown", "findings_above_grade")] if RANK.index(then) > RANK.index(now) else []

    def judge(self, period):
        """The verdict of an event."""
        person, results = period.person, self.called(period)
        above = findings_above(period) if person.dosed and person.d0 else 0
        if above and not period.ungradable:
            results += self.called_by_findings(period, above)
        period.verdict, period.codes = worst(results)
        started = min((a for a, _ in period.death), default=period.start and period.start.first)
        ruling, outdated = self.standing(period.id, started, period.worst_reported)
        if ruling and not (period.twice and ruling[0] != "dlt"):  # silent: of two rows which was meant?
            period.verdict, period.codes = ruling[0], set()
            return
        asked = period.queries | ({"findings_above_grade"} if above else set())
        for code in asked | ({"ruling_outdated"} if outdated else set()):
            self.query(code, EVENTS if code != "ruling_outdated" else RULINGS, person.id)
            if code == "ruling_outdated" or not outside(period):
                period.codes.add(code)
        if self.hides_a_death(period):
            self.query("fatal_outcome", EVENTS, person.id)
            period.codes |= set() if outside(period) else {"fatal_outcome"}
        person.blocks |= {(code, period.id) for code in period.codes}

    @staticmethod
    def hides_a_death(period):
        """Does the outcome tell of a death that nothing else does? (silent: the row's grade stands, and waits)"""
        outcome = re.sub(r"\b(no|not|non|without)[ -]+(fatal|death|died|dead|deceased)\b", "",
                         (period.row["outcome"] or "").lower())  # fmt: skip
        told = re.search(r"\b(fatal|death|died|dead|deceased)\b", outcome)
        ahead = period.end is None and period.row["ended_at"] is not None
        known = period.person.deaths() or period.person.exit_reason == "death"
        return bool(told) and not (ahead or known or period.measured or period.row["grade"] == 5)

    # what the tool raises itself

    def ruled(self, person, record, started, grade=None):
        """The ruling on what was raised; one that is outdated is a query."""
        ruling, outdated = self.standing(record, started, grade)
        if outdated:
            self.query("ruling_outdated", RULINGS, person.id)
            person.blocks.add(("ruling_outdated", record))
        return ruling

    def raise_item(self, person, code, record, started, grade=None):
        """Something that blocks its subject until it is ruled on; is it?"""
        ruling = self.ruled(person, record, started, grade)
        if ruling is None:
            person.blocks.add((code, record))
            return False
        if ruling[0] == "dlt":
            person.dlt.add(record)
        person.ruled_out |= ruling[0] == "not_evaluable"
        return True

    def raise_rule(self, person, rule, verdict, started):
        """R9 to R11: listed like an event."""
        record = f"{rule}:{person.id}"
        ruling = self.ruled(person, record, started)
        verdict = ruling[0] if ruling else verdict
        person.raised.append((record, verdict))
        if verdict == "review":
            person.blocks.add(("review_needed", record))

    def raise_liver(self, person):
        """R9 and R10."""
        labs = [lab for lab in person.labs if lab.times_high is not None and self.counts(lab, person)]
        enzymes = [lab for lab in labs if lab.test in ("ALT", "AST")]
        pairs = []
        for enzyme, bilirubin in product(enzymes, (lab for lab in labs if lab.test == "BILI")):
            days = {enzyme.day, bilirubin.day}
            excuse = [lab.times_high for lab in person.labs if lab.test == "ALP" and lab.day in days]
            excused = excuse and all(times is not None and times >= 2 for times in excuse)
            if enzyme.times_high >= 3 and bilirubin.times_high > 2 and not excused:
                pairs.append(max(days))
        if pairs:
            self.raise_rule(person, "R9", "dlt", min(pairs))
        high = [lab.day for lab in enzymes if lab.times_high > 8 and lab.test in person.bases
                and (person.bases[lab.test].times_high or 0) > 1]  # fmt: skip
        if high:
            self.raise_rule(person, "R10", "dlt", min(high))

    def raise_omissions(self, person):
        """R11. Silent: an omission counts on whatever day it was planned."""
        mine = [row for row in person.infusions if row["reason"] == "adverse_event"]
        omitted = {}
        for row in mine:
            if not is_given(row):
                day = row["started_at"].first
                omitted[row["number"]] = min(day, omitted.get(row["number"], day))
        broken = [row["started_at"].first for row in mine if is_given(row) and row["status"] == "interrupted"]
        days = sorted(omitted.values())
        if len(days) >= 2:
            self.raise_rule(person, "R11", "dlt", days[1])
        elif days or broken:
            self.raise_rule(person, "R11", "review", min(days + broken))

    def raise_infusions(self, person):
        """Wrong doses and late infusions, and what is owed about the rest."""
        for row in (r for r in person.infusions if is_given(r)):
            day = row["started_at"].first
            if person.dose and row["cells"] is not None and row["cells"] > ABOVE * person.dose:
                self.raise_item(person, "dose_deviation", f"dose:{row['infusion_id']}", day)
            if person.d0 and day > person.window_end:
                self.raise_item(person, "late_infusion", f"late:{row['infusion_id']}", day)
        here = min([self.cut_off] + [last for _, last in person.exits()])
        numbers = {row["number"] for row in person.infusions + person.murky}
        for number, offset in OFFSETS.items():
            if person.d0 and number not in numbers and person.d0 + offset * DAY <= here:
                person.blocks.add(("infusions_incomplete", ""))
        for row in person.infusions:
            owes = row["status"] != "completed" or row["cells"] == 0
            if owes and not row["reason"] and row["started_at"].first <= here:
                person.blocks.add(("infusions_incomplete", row["infusion_id"]))

    def raise_exit(self, person):
        """An exit that must be ruled on before its subject may be counted or replaced."""
        day, reason = person.exit_on, person.exit_reason
        if not day and not reason:
            return
        if reason == "death" and person.deaths():
            return  # ruled on together by the row
        record, started = f"exit:{person.id}", day or person.d0
        person.maybe_dead = reason == "death" and not day
        late = day and person.d0 and day > person.window_end
        if not late and (reason in ("adverse_event", "death", "") or not day):
            self.raise_item(person, "adverse_event_exit", record, started)
        elif reason == "death":
            ruling = self.ruled(person, record, started)
            person.ruled_out |= bool(ruling) and ruling[0] == "not_evaluable"
            person.dlt |= {record} if ruling and ruling[0] == "dlt" else set()

    def raise_eligibility(self, person):
        """A dosed subject whose eligibility is open."""
        screened = self.screened.get(
            person.id
        )  # silent: who was dosed on a day nobody can read waits for that
        if screened and person.d0 and screened.worst in ("fail", "conflict", "needs_judgement"):
            days = [day for day in (person.d0, screened.latest) if day]
            self.raise_item(person, "eligibility_open", f"elig:{person.id}", max(days, default=None))

    def raise_labs(self, person):
        """L, and values that cannot be graded."""
        for lab in person.labs:
            if not lab.told:
                self.raise_lab(person, "ungradable_lab", lab)
            grave = [term for term, grade in lab.grades.items() if grade >= 3 and term != LYMPHOCYTES
                     and grade > baseline(person, term)]  # fmt: skip
            if self.counts(lab, person) and any(not self.reported(person, lab, term) for term in grave):
                self.raise_lab(person, "unreported_lab", lab)

    def raise_lab(self, person, code, lab):
        """A query about a measurement, until it is ruled on."""
        grade = max(lab.grades.values(), default=None)
        if not self.raise_item(person, code, f"lab:{lab.id}", lab.day, grade):
            self.query(code, MEASUREMENTS, person.id)

    def reported(self, person, lab, term):
        """Does the log hold this value's event?"""
        for period in person.periods:
            first = period.start.first if period.start else dt.date.min + WIDENED
            last = min(period.end.last, self.cut_off) if period.end else self.cut_off
            grade = period.grade if period.grade is not None else 0
            fits = period.key == term and period.place != "no" and grade >= lab.grades[term]
            if fits and first - WIDENED <= lab.day <= last + WIDENED:
                return True
        return False

    def began(self, record):
        """The first day of what a ruling is about, where it was not raised and has one."""
        kind, _, rest = record.partition(":")
        if kind == "exit":
            return rest in self.people and self.people[rest].exit_on
        if kind == "elig":
            return rest in self.people and self.people[rest].d0
        rows = [row for row in self.of(INFUSIONS) if kind in ("dose", "late") and row["infusion_id"] == rest]
        rows += [row for row in self.of(MEASUREMENTS) if kind == "lab" and row["measurement_id"] == rest]
        return min((row[STARTS[row.file]].first for row in rows), default=None)

    def hear_other_rulings(self):
        """Rulings on what is not raised: harm is believed all the same, and so is not_evaluable."""
        for record in set(self.rulings) - self.settled:
            ruling = self.standing(record, self.began(record), None)[0]
            for name in self.owners(record) & set(self.people) if ruling else ():
                person = self.people[name]
                person.ruled_out |= ruling[0] == "not_evaluable"
                if ruling[0] == "dlt":  # silent: also on an unreadable event
                    person.dlt.add(record)
                    if record in (f"R9:{name}", f"R10:{name}", f"R11:{name}"):
                        person.raised.append((record, "dlt"))

    # subjects, levels, and the answer

    def state(self, person):
        """The first state that holds."""
        end, exits = person.window_end, person.exits()
        if not person.dosed:
            return "allocated"
        if person.dlt:
            return "dlt"
        if end and self.cut_off <= end and not any(last < end for _, last in exits):
            return "in_window"
        due = min([end] + [last for _, last in exits]) if end else None
        if due and (person.reviewed is None or min(person.reviewed, self.cut_off) < due):
            person.blocks.add(("ae_review_incomplete", ""))
        if end and self.extracted and self.extracted < end:
            person.blocks.add(("data_older_than_cut_off", ""))
        if person.blocks or end is None:
            return "awaiting"
        return "not_evaluable" if self.lost(person) or len(self.done(person)) < len(OFFSETS) else "clear"

    def done(self, person):
        """The numbers of the infusions completed in the window."""
        return {row["number"] for row in person.infusions if completed(row, person)
                and person.d0 and person.d0 <= row["started_at"].first <= person.window_end}  # fmt: skip

    def lost(self, person):
        """Left before the window was over, or ruled not evaluable."""
        end = person.window_end
        left = bool(end) and any(day <= end for day, _ in person.exits())
        return left or person.maybe_dead or person.ruled_out

    def best(self, person):
        """What a pending subject would be with every open fact favourable."""
        end = person.window_end
        left = bool(end) and any(last <= end for _, last in person.exits())
        missing = False
        for number in set(OFFSETS) - self.done(person):
            rows = [row for row in person.infusions + person.murky if row["number"] == number]
            unsure = [r for r in rows if r.fate != "used" or (r["status"], r["cells"]) == ("completed", None)]
            missing = missing or (bool(rows) and not unsure)
        return "not_evaluable" if left or missing or person.ruled_out else "clear"

    def holds(self):
        """The deaths that hold every level: (subject_id, record_id)."""
        found = set()
        for person in self.people.values():
            if not person.dosed:
                continue
            for period in person.deaths():
                started = min(first for first, _ in period.death)
                ruling = None if period.twice else self.standing(period.id, started, period.worst_reported)[0]
                if (period.place != "no" or period.related) and not lifted(ruling):
                    found.add((person.id, period.id))
            if person.exit_reason == "death" and not person.deaths():
                record = f"exit:{person.id}"
                if not lifted(self.standing(record, person.exit_on or person.d0, None)[0]):
                    found.add((person.id, record))
        return found

    def run(self):
        """Read everything, then answer."""
        self.enlist()
        self.ask_about_rows()
        self.dose()
        self.measure()
        self.gather_rulings()
        self.build_periods()
        self.screen()
        for person in self.people.values():
            for period in person.periods:
                self.judge(period)
                if period.verdict == "dlt":
                    person.dlt.add(period.id)
            if person.known and person.dosed:
                self.raise_all(person)
            elif person.dosed:
                self.raise_liver(person)
                self.raise_omissions(person)
            self.raise_labs(person)
        self.hear_other_rulings()
        self.ask_about_decisions()
        self.held = self.holds()
        for person in self.people.values():
            person.state = self.state(person)
        rows = {file: count(rows) for file, rows in self.rows.items()}
        return {
            "rows": rows,
            "levels": self.levels(),
            "events": self.events(),
            "eligibility": {name: screened.answers for name, screened in self.screened.items()},
            "queries": [
                {"code": code, "file": file, "subject_id": name} for code, file, name in sorted(self.queries)
            ],
        }

    def screen(self):
        """Everybody before the criteria."""
        from tests.second_reading_of_eligibility import screen

        self.screened = screen(self)

    def raise_all(self, person):
        """Everything that is raised about a dosed subject."""
        self.raise_liver(person)
        self.raise_omissions(person)
        self.raise_infusions(person)
        self.raise_exit(person)
        self.raise_eligibility(person)
        person.dlt |= {record for record, verdict in person.raised if verdict == "dlt"}

    def ask_about_decisions(self):
        """Patients dosed with no earlier decision to escalate the level below."""
        if DECISIONS not in self.rows:
            return
        steps = [r for r in self.of(DECISIONS) if r["decision"] == "escalate"]
        for person in self.people.values():
            for level in person.levels - {0, 1}:
                days = [r["decided_on"].first for r in steps if r["level"] == level - 1]
                # silent: a decision of the same day is not earlier
                if person.dosed and not any(person.d0 and day < person.d0 for day in days):
                    self.query("dosed_without_decision", DECISIONS, person.id)

    def events(self):
        """Every event, and what the tool raised itself."""
        found = []
        for person in self.people.values():
            for p in person.periods:
                found.append((p.id, person.id, p.term, p.reported, p.derived, p.grade, p.place, p.verdict))
            for record, verdict in person.raised:
                found.append((record, person.id, "", None, None, None, "yes", verdict))
        keys = "event_id subject_id term reported_grade derived_grade grade in_window verdict".split()
        return [dict(zip(keys, event, strict=True)) for event in sorted(found, key=str)]

    def levels(self):
        """Every level with its decision."""
        at = {n: sorted((p for p in self.people.values() if p.known and n in p.levels), key=lambda p: p.id)
              for n in DOSES}  # fmt: skip
        tallies = {n: tally(people) for n, people in at.items()}
        answers = []
        for level, dose in DOSES.items():
            decision = self.decide(level, tallies)
            go, people = decision == "escalate", at[level]
            open_ = [p.window_end for p in people if p.state == "in_window"]
            answers.append({
                "level": level, "dose_cells": float(dose), "decision": decision, "may_escalate": go,
                "superseded": level + 1 in DOSES and tallies[level + 1]["dosed"] > 0,
                "next_dose_cells": float(DOSES[level + 1]) if go else None,
                "possible": self.possible(level, tallies, people, decision),
                "earliest_decision_on": str(max(open_) + DAY) if open_ else None,
                "tally": tallies[level], "blockers": self.blockers(people, level, tallies),
                "subjects": [{
                    "subject_id": p.id, "first_infusion_on": str(p.d0) if p.d0 else None,
                    "window_ends_on": str(p.window_end) if p.d0 else None, "state": p.state,
                    "eligibility": self.screened[p.id].worst if self.screened else "unknown",
                    "dlt_event_ids": sorted(p.dlt) if p.state == "dlt" else []} for p in people],
            })  # fmt: skip
        return answers

    def blockers(self, people, level, tallies):
        """What stands in the way at a level."""
        found = set(self.everywhere) | {("stopping_rule", name, record) for name, record in self.held}
        for person in people:
            if person.state in ("in_window", "awaiting"):
                found |= {(code, person.id, record) for code, record in person.blocks}
            if person.state == "in_window":
                found.add(("window_open", person.id, ""))
        if tallies[level]["dosed"] and any(not permits(tallies[n]) for n in DOSES if n < level):
            found.add(("lower_level_changed", "", ""))
        return [{"code": c, "subject_id": s, "record_id": r} for c, s, r in sorted(found)]

    def decide(self, level, tallies):
        """The first decision that holds."""
        here = tallies[level]
        if not here["dosed"]:
            return "not_open"
        if self.held:
            return "hold"
        if here["dlt"] >= EXCEEDED:
            return "exceeded"
        if any(not permits(tallies[n]) for n in DOSES if n < level):
            return "hold"
        if here["pending"] or self.everywhere:
            return "wait"
        if level + 1 in DOSES and tallies[level + 1]["dlt"] >= EXCEEDED:
            confirmed = here["dlt"] <= MTD_DLT and here["dlt"] + here["clear"] >= MTD_PATIENTS
            return "mtd" if confirmed else "expand"
        if permits(here):
            return "escalate" if level + 1 in DOSES else "top_of_ladder"
        return "expand" if here["dlt"] else "enrol"

    def possible(self, level, tallies, people, decision):
        """The decisions that may come out when every pending subject is resolved."""
        pending = [p for p in people if p.state in ("in_window", "awaiting")]
        if decision != "wait" or not pending or self.everywhere:
            return [decision]
        found = set()
        for ends in product(*(("dlt", self.best(p)) for p in pending)):
            then = dict(tallies[level], pending=0)
            for end in ends:
                then[end] += 1
            found.add(self.decide(level, tallies | {level: then}))
        return sorted(found)


def lifted(ruling):
    """Does this ruling let the trial go on after a death?"""
    return ruling is not None and (ruling[0] == "not_dlt" or ruling[1])


def permits(here):
    """Does a level by itself permit the next?"""
    allowed = [most for least, most, _ in BOUNDARIES if least <= here["clear"] + here["dlt"]]
    return bool(allowed) and here["dlt"] <= allowed[-1]


def tally(people):
    """The subjects of a level, counted."""
    states = [p.state for p in people if p.state != "allocated"]
    counts = {s: states.count(s) for s in ("clear", "dlt", "not_evaluable")}
    return {"dosed": len(states)} | counts | {"pending": len(states) - sum(counts.values())}


def count(rows):
    """The fates of a file's rows."""
    fates = [row.fate for row in rows]
    return {"read": len(rows)} | {fate: fates.count(fate) for fate in ("used", "unreadable", "after_cut_off")}


def review(files: dict[str, str], cut_off: dt.date) -> dict:
    """The review of a study folder: file name -> text."""
    return Reading(files, cut_off).run()
