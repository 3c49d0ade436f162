"""A second, independent reading of who may enter, kept simple and slow; written from the contract alone.
Where the contract is silent the answer that waits was taken, and the line says so."""

import datetime as dt
import re
import tomllib
from calendar import monthrange
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from tests import second_reading as reading

PROTOCOL = Path(__file__).parents[1] / "data" / "demo" / "protocol.toml"
PASS, FAIL, UNKNOWN, JUDGE, CONFLICT = "pass", "fail", "unknown", "needs_judgement", "conflict"
WORST = (FAIL, CONFLICT, JUDGE, UNKNOWN, PASS)
OPEN = (FAIL, CONFLICT, JUDGE)
READINGS = ("literal", "careful")

COUNTS = {unit: Fraction(factor) for unit, factor in reading.COUNTS.items()}
SCORES = dict.fromkeys(("", "1", "{score}"), Fraction(1))
IN = {  # test: unit: what one of it is in the unit of the protocol
    "NEUT": COUNTS,
    "PLAT": COUNTS,
    # silent: of mmol/L nobody says which haemoglobin it counts
    "HGB": {"g/l": Fraction(1), "g/dl": Fraction(10)},
    "CREAT": {"mg/dl": Fraction(1), "umol/l": 1 / Fraction("88.4"), "mmol/l": 1000 / Fraction("88.4")},
    "ECOG101": SCORES,
    "LVEF": {"%": Fraction(1)},
    "CLEARANCE": {"ml/min": Fraction(1)},
    "GRADE": {},  # silent: a grade is one whatever stands in the column of units
}
ULN = ("uln", "xuln", "×uln")
RIGHT = {
    **reading.RIGHT,
    "INR": dict.fromkeys(reading.UNITS["INR"], "0.2 100"),
    "LVEF": {"%": "2 100"},
    "CLEARANCE": {"ml/min": "0 300"},
}
WRITTEN = re.compile(r"([<>])?\s*(\d+(?:\.\d+)?)(?:\s*[-–~]\s*(\d+(?:\.\d+)?))?", re.ASCII)


class Range(NamedTuple):
    """All that a value may be, both ends included; nothing as its end is as high as it likes."""

    lo: Fraction
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    def times(self, factor):
        """The same in another unit."""
        return self._replace(lo=self.lo * factor, hi=None if self.hi is None else self.hi * factor)

    def answer(self, least, most):
        """By the kinder end, and by the harsher one."""
        above = least is None or self.hi is None or self.hi > least or (self.hi == least and not self.hi_open)
        below = most is None or self.lo < most or (self.lo == most and not self.lo_open)
        all_above = least is None or self.lo >= least
        all_below = most is None or (self.hi is not None and self.hi <= most)
        return PASS if above and below else FAIL, PASS if all_above and all_below else FAIL


class Value(NamedTuple):
    """What a value says in either reading (nothing where it cannot tell), and its day."""

    literal: str | None
    careful: str | None
    day: object = None


def read_range(text):
    """A written value as a range, or nothing."""
    found = WRITTEN.fullmatch((text or "").strip())
    if not found or (found[1] and found[3]):
        return None
    low = Fraction(found[2])
    if found[1] == "<":
        return Range(Fraction(0), low, hi_open=True)
    if found[1] == ">":
        return Range(low, None, lo_open=True)
    high = Fraction(found[3] or found[2])
    return Range(low, high) if low <= high else None


def read_lab_value(row):
    """A measurement's value as a range; one below nothing is nothing's value."""
    number, bound = row["value"]
    number = Fraction(number)
    if bound == "<":
        return Range(Fraction(0), number, hi_open=True)
    return Range(number, None, lo_open=True) if bound else Range(number, number)


def read_unit(text):
    """A unit as it is compared."""
    return (text or "").lower().replace(" ", "").replace("µ", "u").replace("μ", "u").lstrip("x×")


def wrong(test, unit, value):
    """Can this number not be right in its unit?"""
    written = [n for n in (value.lo, value.hi) if n is not None and (n or value.lo == value.hi)]
    if any(n < 0 for n in written):
        return True
    if test in reading.MOST_CELLS and unit in COUNTS:
        few = COUNTS[unit] < 1
        least = (1000 if test == "PLAT" else 20) if few else 0
        most = reading.MOST_CELLS[test]
        return any(n * COUNTS[unit] > most or 0 < n < least for n in written)
    if unit in RIGHT.get(test, ()):
        least, most = map(Fraction, RIGHT[test][unit].split())
        return any(not least <= n <= most for n in written)
    return False


def limits(criterion, sex):
    """Least and most for this sex."""
    by_sex = {"m": "_men", "f": "_women"}[sex]
    return tuple(
        None if n is None else Fraction(str(n))
        for n in (criterion.get(end, criterion.get(end + by_sex)) for end in ("at_least", "at_most"))
    )


def held(criterion, value, sex):
    """A range held against the limits: the literal and the careful answer."""
    answers = {value.answer(*limits(criterion, s)) for s in ([sex] if sex else "mf")}
    return tuple(
        next(iter(said)) if len(said := {a[n] for a in answers}) == 1 else None for n in range(2)
    )  # of unknown sex: only what both would be


def months_later(day, months):
    """The same day so many calendar months later, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def agreed(answers):
    """What all known answers say; conflict where they differ."""
    known = set(answers) - {None, UNKNOWN}
    if len(known) > 1:
        return CONFLICT
    return next(iter(known), None)


def both(literal, careful):
    """One answer of the two readings."""
    if CONFLICT in (literal, careful):
        return CONFLICT
    if literal == careful:
        return literal
    return JUDGE if FAIL in (literal, careful) else UNKNOWN


def together(how, answers, measured):
    """Several tests: must any hold, all, or all that were measured?"""
    if CONFLICT in answers:
        return CONFLICT
    asked = [a for a, there in zip(answers, measured, strict=True) if there] if how == "measured" else answers
    if how == "any":
        return PASS if PASS in asked else FAIL if set(asked) == {FAIL} else None
    return FAIL if FAIL in asked else PASS if set(asked) == {PASS} else None


class Screened:
    """One subject before the criteria."""

    def __init__(self, study, person, criteria):
        self.study, self.person, self.criteria = study, person, criteria
        self.rows = [r for r in study.of(reading.SCREENING) if r["subject_id"] == person.id]
        self.samples = [
            r for r in study.of(reading.MEASUREMENTS) if r["subject_id"] == person.id and r["value"]
        ]
        self.days = {}  # criterion: the days of its facts
        self.answers = {c["id"]: self.answer(c) for c in criteria}

    @property
    def worst(self):
        """The patient's answer."""
        return min(self.answers.values(), key=WORST.index)

    @property
    def latest(self):
        """The latest day of what is open."""
        days = [day for c, answer in self.answers.items() if answer in OPEN for day in self.days[c]]
        return max(days, default=None)

    def late(self, row):
        """Is it dated after the first infusion's day?"""
        if row["date"] is None:
            return False
        return self.person.d0 is not None and row["date"].first > self.person.d0

    def last(self, test):
        """The last samples of a test before the first infusion; of one never dosed the last of all."""
        person, samples = self.person, [r for r in self.samples if r["test"].upper() == test]
        if person.d0:
            before = [r for r in samples if reading.surely_before(r["collected_at"], person.first)]
            samples = before or [
                r for r in samples if r["collected_at"].first == person.d0 and r["collected_at"].kind == "day"
            ]
        day = max((r["collected_at"].first for r in samples), default=None)
        samples = [r for r in samples if r["collected_at"].first == day]
        clocks = [r["collected_at"] for r in samples if r["collected_at"].kind == "time"]
        return [r for r in samples if r["collected_at"].kind == "day" or r["collected_at"] == max(clocks)]

    def answer(self, criterion):
        """One criterion's answer."""
        name, exclusion = criterion["id"], criterion["id"].startswith("E")
        about = [r for r in self.rows if self.speaks_for(r, name)]
        good, bad = ("not_met", "met") if exclusion else ("met", "not_met")
        passes = [r for r in about if r["answer"] == good and not self.late(r)]
        fails = [r for r in about if r["answer"] == bad]
        valued = [r for r in about if r["value"] and not self.late(r)]
        unanswered = [r for r in about if r["value"] and not r["answer"]]
        judged = [r for r in about if r["answer"] == "judged_acceptable"]
        self.unread = False
        facts, values = self.values(criterion, valued)
        # silent: what counts for nothing is a fact to know all the same, and so is another's judgement
        days = [r["date"].first for r in about if r["date"]] + facts
        said = {}
        for how in READINGS:
            voices = [getattr(v, how) for v in values]
            spoken = agreed(voices)
            voices += [FAIL] * bool(fails)
            voices += [PASS] * (bool(passes) and (how == "literal" or spoken is None))
            said[how] = agreed(voices) or UNKNOWN
        answer = both(said["literal"], said["careful"])
        if answer == FAIL and ("admitted_by" in criterion or (criterion.get("judged") and not fails)):
            answer = JUDGE
        if answer == UNKNOWN and unanswered:  # silent: of whatever day, for nobody has weighed it
            answer = JUDGE
        if answer == PASS and self.unread:
            answer = JUDGE
        self.days[name] = days
        return self.judge(answer, criterion, judged, max(days, default=None)) if judged else answer

    def judge(self, answer, criterion, judged, latest):
        """What the investigator's judgement makes of an answer."""
        if answer in (PASS, CONFLICT):
            return answer
        if answer == FAIL:
            return CONFLICT
        able = [r for r in judged if r["judged_by"] and not self.late(r)
                and (r["date"] is None or latest is None or r["date"].first >= latest)]  # fmt: skip
        return PASS if able and (answer == JUDGE or criterion.get("judged")) else JUDGE

    @staticmethod
    def speaks_for(row, name):
        """Is it about this criterion, a part of it, or the whole that it is part of?"""
        written = row["criterion"].lower()
        return written.startswith(name.lower()) or name.lower().startswith(written)

    def values(self, criterion, rows):
        """The days of the facts, and the values that count, of them the last day's and the undated."""
        days, found = getattr(self, criterion["kind"])(criterion, rows)
        told = [v for v in found if v.literal or v.careful]
        last = max((v.day for v in told if v.day), default=None)
        return days, [v for v in told if v.day in (None, last)]

    def written(self, criterion, rows, test):
        """What the values of the file itself say."""
        found = []
        for row in rows:
            value, unit = read_range(row["value"]), read_unit(row["unit"])
            day = row["date"] and row["date"].first
            if len(row["criterion"]) < len(criterion["id"]):
                continue  # the value of a whole may belong to any of its parts
            if value is None:
                self.unread |= not criterion.get("in_uln")
                continue
            known = unit in ULN if criterion.get("in_uln") else test == "GRADE" or unit in IN.get(test, {})
            if known and wrong(test, unit, value):
                found.append(Value(CONFLICT, CONFLICT, day))
            elif known:
                value = value if criterion.get("in_uln") or test == "GRADE" else value.times(IN[test][unit])
                found.append(Value(*held(criterion, value, self.person.sex), day))
            else:
                self.unread |= not criterion.get("in_uln")
        return found

    # the kinds of criteria: each gives the days of its facts, and its values

    def site(self, criterion, rows):
        """Nothing but the site's answer tells."""
        return [], []

    def test(self, criterion, rows):
        """The laboratory's last values, and where it is about one test those of the file."""
        tests = criterion["tests"]
        last = {test: self.last(test) for test in tests}
        days = [r["collected_at"].first for rows_ in last.values() for r in rows_]
        measured = {test: [self.sample(criterion, test, r) for r in last[test]] for test in tests}
        if len(tests) == 1:
            return days, measured[tests[0]] + self.written(criterion, rows, tests[0])
        there = [bool(last[test]) for test in tests]
        said = [together(criterion[how], [agreed(getattr(v, how) for v in measured[test]) for test in tests],
                         there) for how in READINGS]  # fmt: skip
        return days, [Value(*said)]

    def sample(self, criterion, test, row):
        """What a measurement says."""
        value, unit, day = read_lab_value(row), read_unit(row["unit"]), row["collected_at"].first
        if wrong(test, unit, value):
            return Value(CONFLICT, CONFLICT, day)
        if criterion.get("in_uln"):
            if not row["high"] or row["high"] <= 0:
                return Value(None, None, day)
            return Value(*held(criterion, value.times(1 / Fraction(row["high"])), self.person.sex), day)
        if unit not in IN[test]:
            return Value(None, None, day)
        return Value(*held(criterion, value.times(IN[test][unit]), self.person.sex), day)

    def clearance(self, criterion, rows):
        """Creatinine clearance by Cockcroft and Gault."""
        last, weight = self.last("CREAT"), self.weight()
        days, found = [r["collected_at"].first for r in last], self.written(criterion, rows, "CLEARANCE")
        if not self.person.sex or self.person.age is None or weight is None:
            return days, found
        for row in last:
            value, unit = read_lab_value(row), read_unit(row["unit"])
            if wrong("CREAT", unit, value):
                found.append(Value(CONFLICT, CONFLICT, days[0]))
            # silent: the formula has no answer for somebody of 140 years
            elif unit in IN["CREAT"] and value.hi != 0 and self.person.age < 140:
                cleared = self.cleared(value.times(IN["CREAT"][unit]), weight)
                found.append(Value(*held(criterion, cleared, self.person.sex), days[0]))
        return days, found

    def weight(self):
        """The weight on record, else the last measured."""
        if self.person.weight is not None:
            return Fraction(self.person.weight)
        found = {read_lab_value(row).lo for row in self.last("WEIGHT") if read_unit(row["unit"]) == "kg"}
        return found.pop() if len(found) == 1 else None  # silent: of two nobody knows which

    def cleared(self, creatinine, weight):
        """(140 - age) × weight / (72 × creatinine), × 0.85 for women."""
        top = (140 - Fraction(self.person.age)) * weight / 72
        top *= Fraction("0.85") if self.person.sex == "f" else 1
        low = Fraction(0) if creatinine.hi is None else top / creatinine.hi
        high = top / creatinine.lo if creatinine.lo else None
        return Range(low, high, creatinine.hi_open, creatinine.lo_open)

    def brought(self, rows):
        """Those that certainly started before the first infusion."""
        # silent: where nobody knows that day they count as those of somebody never dosed
        d0 = self.person.d0
        return [p for p in rows if p.start and (d0 is None or reading.old(p) or self.last_start(p) < d0)]

    def of_term(self, term):
        """The rows of a term."""
        return [p for p in self.person.periods if p.key == term.lower() and not p.measured]

    def grade(self, criterion, rows):
        """The grade of the term on arrival."""
        found, base = self.written(criterion, rows, "GRADE"), 0
        if self.person.d0:  # silent: a baseline is that of a first infusion
            base = Fraction(reading.baseline(self.person, criterion["term"].lower()))
        if base:
            found.append(Value(*held(criterion, Range(base, base), self.person.sex)))
        return [], found

    def lasting(self, criterion, rows):
        """How long the injury brought along has lasted."""
        person, months = self.person, criterion["less_than_months"]
        all_of_it = self.of_term(criterion["term"])
        # silent: an earlier episode is the same injury, whatever its id
        chain = self.brought(all_of_it)
        for member in chain:
            chain.extend([p for p in all_of_it if not any(p is q for q in chain) and self.tied(p, member)])
        starts = [(p.start.first, self.last_start(p)) for p in chain if p.start]
        ends = [person.consented or person.d0, person.d0 or person.consented]
        if not starts or ends[0] is None:
            return [], []
        first, last = min(a for a, _ in starts), min(b for _, b in starts)
        if not all(p.start for p in chain):
            first = dt.date.min
        said = [PASS if end < months_later(first, months)
                else FAIL if end >= months_later(last, months) else None for end in ends]  # fmt: skip
        return [], [Value(*said)]

    def last_start(self, period):
        """The last day on which it may have started: no later than the cut-off and its own end."""
        return min([period.start.last, self.study.cut_off] + ([period.end.last] if period.end else []))

    def tied(self, one, other):
        """Rows of one episode."""
        same = one.episode and one.episode == other.episode
        return same or reading.touch(one, other, self.study.cut_off)

    def consent(self, criterion, rows):
        """Consent is dated, and not after the first infusion's day."""
        day = self.person.consented
        if day is None:
            return [], []
        said = FAIL if self.person.d0 and day > self.person.d0 else PASS
        return [], [Value(said, said)]

    def age(self, criterion, rows):
        """Completed years."""
        if self.person.age is None:
            return [], []
        years = Fraction(int(self.person.age))
        return [], [Value(*held(criterion, Range(years, years), self.person.sex))]


def load_criteria(protocol=PROTOCOL):
    """The criteria that are asked."""
    return [c for c in tomllib.loads(protocol.read_text("utf-8")).get("criterion", []) if c.get("on", True)]


def screen(study):
    """Every known subject before the criteria; nobody where there is no screening file."""
    if reading.SCREENING not in study.rows:
        return {}
    criteria = load_criteria()
    return {p.id: Screened(study, p, criteria) for p in study.people.values() if p.known}
