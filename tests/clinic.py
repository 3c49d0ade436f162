"""A trial as a clinic would note it: a few lines that read aloud become a study folder, and its review.

    S-001 level 1 from 2026-03-02 weight_kg=60
      AE-1 Headache 3, day 5 to day 6, possible, hospitalized=N
      NEUT 0.3 10^9/L 1.8-7.5 on day 9
      infusion 3 not_given adverse_event
      ruled AE-1 not_dlt on day 40
      left day 16 withdrew_consent
      screened I08 met on day -3 value=62 unit=%
    S-002 level 1 from 2026-03-09
    S-003 level 0
    decision level 1 escalate on 2026-04-10
    exported on 2026-04-11

A patient `from` a day has four completed infusions of the level's dose on study days 1, 4, 7 and 10, 10:00
to 11:00, and adverse-event pages reviewed far enough; one without was never dosed. What is not noted is not
known. Study day n is the first infusion + n - 1; there is no day 0. `day 1 08:30` has a clock, 2026-03 is
partial, ? is not known. Any column can be written as column=value.
"""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from safety.domain.cohort import Tally
from safety.domain.evaluability import State
from safety.domain.event_assessment import EventAssessment
from safety.domain.patient import Patient
from safety.records.columns import TABLES
from safety.review.opening import open_study
from safety.review.study_review import LevelReview, StudyReview

DEMO = Path(__file__).parents[1] / "data" / "demo" / "protocol.toml"
DOSES = {"1": "2.0e7", "2": "6.0e7"}
COMMITTEE = "2026-04-16"  # the day of the meeting for whom outcome strings are written
OUTCOMES = {
    "N": (State.CLEAR, "2026-03-02", ""),
    "T": (State.DLT, "2026-03-02", "AE-{} Dyspnea 4, day 5 to day 6, possible"),
    "?": (State.IN_WINDOW, "2026-04-01", ""),
    "A": (State.AWAITING, "2026-03-02", "AE-{} Headache ?, day 5 to day 6, possible"),
    "E": (State.NOT_EVALUABLE, "2026-03-02", "left day 16 withdrew_consent"),
}
CAUSALITIES = ("unrelated", "unlikely", "possible", "probable", "definite")
MOMENT = r"(?:day -?\d+(?: \d\d:\d\d)?|\d{4}(?:-\d\d){0,2}(?:T[\d:]+)?|\?)"
SPAN = rf"(?P<start>{MOMENT})(?: to (?P<end>{MOMENT}))?"
PATIENT = re.compile(r"(?P<id>\S+) level (?P<level>\S+)(?: from (?P<day1>\S+))?")
EVENT = re.compile(rf"(?P<id>AE\S*) (?P<term>[^,]+) (?P<grade>[\d?]), {SPAN}(?:, (?P<causality>\w+))?")
VALUE = re.compile(
    rf"(?P<test>[A-Z][A-Z0-9]*) (?P<value>\S+)(?: (?P<unit>(?![\d.]+-|on )\S+))?"
    rf"(?: (?P<low>[\d.]+)-(?P<high>[\d.]+))? on (?P<at>{MOMENT})"
)
INFUSION = re.compile(
    rf"(?P<another>another )?infusion (?P<number>\d)(?: on {SPAN})?"
    r"(?: (?P<status>completed|interrupted|not_given|missing))?(?: (?P<reason>\w+))?"
)
RULED = re.compile(rf"ruled (?P<id>\S+) (?P<verdict>\w+) on (?P<on>{MOMENT})")
LEFT = re.compile(rf"left (?P<on>{MOMENT})(?: (?P<reason>\w+))?")
REVIEWED = re.compile(rf"reviewed through (?P<day>{MOMENT})")
SCREENED = re.compile(
    rf"screened (?P<criterion>\S+)(?: (?P<answer>met|not_met|judged_acceptable))?(?: on (?P<on>{MOMENT}))?"
)
DECISION = re.compile(r"decision level (?P<level>\S+) (?P<decision>\w+) on (?P<on>\S+)")
EXPORTED = re.compile(r"exported on (?P<on>\S+)")


def study_day(day1: date, number: int) -> date:
    """The calendar day of a study day (SDTM --DY)."""
    if number == 0:
        raise ValueError("there is no study day 0")
    return day1 + timedelta(days=number - 1 if number > 0 else number)


class Notes:
    """The notes of one trial as rows by file; `day1` is each patient's first day."""

    def __init__(self, text: str) -> None:
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.day1: dict[str, date] = {}
        self.exported = ""
        self.patient: dict[str, str] = {}
        for line in filter(str.strip, text.splitlines()):
            columns = dict(re.findall(r"(\w+)=([^\s,]*)", line))
            self._note(re.sub(r",?\s*\w+=[^\s,]*", "", line).strip(), columns)

    def _note(self, line: str, columns: dict[str, str]) -> None:
        for pattern, note in (
            (EXPORTED, self._export), (DECISION, self._decision), (RULED, self._ruling), (LEFT, self._exit),
            (REVIEWED, self._pages), (SCREENED, self._screened),
            (INFUSION, self._infusion), (EVENT, self._event), (VALUE, self._value),
            (PATIENT, self._subject),
        ):  # fmt: skip
            if match := pattern.fullmatch(line):
                return note({name: found or "" for name, found in match.groupdict().items()}, columns)
        raise ValueError(f"nobody can read this note: {line!r}")

    def moment(self, text: str, sid: str = "") -> str:
        """A moment of the notes as a file writes it."""
        if not text.startswith("day"):
            return text.strip("?")
        _, number, *clock = text.split()
        day = study_day(self.day1[sid or self.patient["subject_id"]], int(number))
        return "T".join([day.isoformat(), *clock])

    def _add(self, file: str, row: dict[str, str], columns: dict[str, str]) -> None:
        self.rows[file].append({**row, **columns})

    def _subject(self, m: dict[str, str], columns: dict[str, str]) -> None:
        self.patient = {"subject_id": m["id"], "dose_level": m["level"], "ae_reviewed_through": "2027-12-31"}
        self.patient |= {"weight_kg": "60", **columns}
        self.rows["subjects.csv"].append(self.patient)
        if m["day1"]:
            self.day1[m["id"]] = date.fromisoformat(m["day1"])
            for number, day in enumerate((1, 4, 7, 10), 1):
                self._infusion(
                    {"another": "new", "number": str(number), "start": f"day {day} 10:00",
                     "end": f"day {day} 11:00", "status": "completed", "reason": ""}, {},
                )  # fmt: skip

    def _infusion(self, m: dict[str, str], columns: dict[str, str]) -> None:
        sid, rows = self.patient["subject_id"], self.rows["infusions.csv"]
        id_ = f"INF-{sid}-{m['number']}"
        old = next((row for row in rows if row["infusion_id"] == id_), {})
        row = {"infusion_id": id_, "subject_id": sid, "number": m["number"], "status": "completed",
               "cells": DOSES.get(self.patient["dose_level"], "0")} | old  # fmt: skip
        if m["start"]:
            row |= {"started_at": self.moment(m["start"]), "ended_at": self.moment(m["end"])}
        if m["status"] == "not_given":
            row |= {"started_at": row["started_at"][:10], "ended_at": "", "cells": "0"}
        row |= {"status": m["status"] or row["status"], "reason": m["reason"], **columns}
        if old and not m["another"]:
            rows.remove(old)
        if m["status"] != "missing":
            rows.append(row)

    def _event(self, m: dict[str, str], columns: dict[str, str]) -> None:
        row = {"event_id": m["id"], "subject_id": self.patient["subject_id"], "term": m["term"]}
        row |= {"started_at": self.moment(m["start"]), "ended_at": self.moment(m["end"])}
        if m["causality"] not in ("", *CAUSALITIES):
            raise ValueError(f"no causality: {m['causality']}")
        self._add(
            "adverse_events.csv", row | {"grade": m["grade"].strip("?"), "causality": m["causality"]}, columns
        )

    def _value(self, m: dict[str, str], columns: dict[str, str]) -> None:
        id_ = f"M-{len(self.rows['measurements.csv']) + 1}"
        row = {
            "measurement_id": id_,
            "subject_id": self.patient["subject_id"],
            "collected_at": self.moment(m["at"]),
        }
        self._add(
            "measurements.csv", row | {k: m[k] for k in ("test", "value", "unit", "low", "high")}, columns
        )

    def _ruling(self, m: dict[str, str], columns: dict[str, str]) -> None:
        id_ = f"ADJ-{len(self.rows['adjudications.csv']) + 1}"
        row = {
            "adjudication_id": id_,
            "event_id": m["id"],
            "verdict": m["verdict"],
            "decided_on": self.moment(m["on"]),
        }
        self._add("adjudications.csv", row | {"decided_by": "committee", "reason": "discussed"}, columns)

    def _screened(self, m: dict[str, str], columns: dict[str, str]) -> None:
        row = {"subject_id": self.patient["subject_id"], "criterion": m["criterion"], "answer": m["answer"]}
        self._add("screening.csv", row | {"date": self.moment(m["on"])}, columns)

    def _decision(self, m: dict[str, str], columns: dict[str, str]) -> None:
        id_ = f"DEC-{len(self.rows['decisions.csv']) + 1}"
        row = {"decision_id": id_, "level": m["level"], "decision": m["decision"], "decided_on": m["on"]}
        self._add(
            "decisions.csv", row | {"decided_by": "committee", "cut_off": m["on"], "reason": "x"}, columns
        )

    def _exit(self, m: dict[str, str], columns: dict[str, str]) -> None:
        self.patient |= {"off_study_on": self.moment(m["on"]), "off_study_reason": m["reason"], **columns}

    def _pages(self, m: dict[str, str], columns: dict[str, str]) -> None:
        self.patient |= {"ae_reviewed_through": self.moment(m["day"]), **columns}

    def _export(self, m: dict[str, str], _: dict[str, str]) -> None:
        self.exported = m["on"]

    def write(self, folder: Path) -> None:
        """The files of the study folder: the three that must be there, others where something is noted."""
        for table in TABLES:
            rows = self.rows[table.file]
            if rows or table.required:
                with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
                    extra = dict.fromkeys(k for row in rows for k in row if k not in table.names)
                    writer = csv.DictWriter(file, [*table.names, *extra], restval="")
                    writer.writeheader()
                    writer.writerows(rows)
        if self.exported:
            (folder / "study.toml").write_text(f"extracted_on = {self.exported}\n", encoding="utf-8")


@dataclass(frozen=True)
class Reviewed:
    """The review, asked in the words of the contract."""

    of: StudyReview

    def patient(self, sid: str = "S-001") -> Patient:
        return self.of.patients[sid]

    def state(self, sid: str = "S-001") -> str:
        return self.patient(sid).state.value

    def event(self, event_id: str = "AE-1") -> EventAssessment:
        return next(e for e in self.of.events if e.record_id == event_id)

    def verdict(self, event_id: str = "AE-1") -> str:
        return self.event(event_id).verdict.value

    def said(self, event_id: str = "AE-1") -> tuple[str, str]:
        """An event's verdict and the rule that gave it."""
        return self.verdict(event_id), self.event(event_id).rule

    def criterion(self, criterion: str, sid: str = "S-001") -> str:
        """A patient's answer to one criterion."""
        screened = self.patient(sid).eligibility
        assert screened is not None
        return next(a.answer.value for a in screened.assessments if a.criterion.id == criterion)

    def eligibility(self, sid: str = "S-001") -> str:
        """The worst of a patient's answers."""
        screened = self.patient(sid).eligibility
        assert screened is not None
        return screened.answer.value

    def level(self, level: int = 1) -> LevelReview:
        return next(found for found in self.of.levels if found.dose.level == level)

    def decision(self, level: int = 1) -> str:
        return self.level(level).decision.value

    def possible(self, level: int = 1) -> list[str]:
        return [decision.value for decision in self.level(level).possible]

    def blockers(self, level: int = 1) -> set[str]:
        return {question.code.value for question in self.level(level).blockers}

    def queries(self) -> set[str]:
        return {question.code.value for question in self.of.queries}

    def states(self) -> str:
        """Every patient's state, in order of code."""
        return " ".join(patient.state.value for patient in self.of.patients.values())

    def events(self) -> set[str]:
        return {event.record_id for event in self.of.events}


def review(notes: str, cut_off: str = "day 32", protocol: Path | str = DEMO) -> Reviewed:
    """The review of a trial's notes. A cut-off of `day 32` counts from the latest first infusion.

    `protocol` is a file, or the text of one.
    """
    noted = Notes(notes)
    sid = max(noted.day1, key=lambda s: noted.day1[s], default="")
    if cut_off[0] not in "d2":
        sid, cut_off = cut_off.split(" ", 1)
    with TemporaryDirectory() as folder:
        noted.write(Path(folder))
        if isinstance(protocol, str):
            (Path(folder) / "protocol.toml").write_text(protocol, encoding="utf-8")
        study = open_study(Path(folder), protocol if isinstance(protocol, Path) else None)
    return Reviewed(study.review(date.fromisoformat(noted.moment(cut_off, sid))))


def one(notes: str, cut_off: str = "day 32", protocol: Path | str = DEMO) -> Reviewed:
    """The review of one patient at level 1, first infusion on 2026-03-02."""
    return review(f"S-001 level 1 from 2026-03-02\n{notes}", cut_off, protocol)


def demo_protocol(*changes: tuple[str, str]) -> str:
    """The demonstration protocol with some of its text replaced."""
    text = DEMO.read_text(encoding="utf-8")
    for old, new in changes:
        if old not in text:
            raise ValueError(f"the protocol does not say {old!r}")
        text = text.replace(old, new, 1)
    return text


def outcomes(levels: str) -> str:
    """'1NNN 2T?' as notes, on COMMITTEE: N clear, T a DLT, ? in the window, A awaiting, E not evaluable."""
    notes = []
    for rung in levels.split():
        for letter in rung[1:]:
            n = len(notes) + 1
            _, day1, story = OUTCOMES[letter]
            notes.append(f"S-{n:03} level {rung[0]} from {day1}\n{story.format(n)}")
    return "\n".join(notes)


def tally(letters: str) -> Tally:
    """'NNT?' as the tally of a level."""
    return Tally.of(OUTCOMES[letter][0] for letter in letters)
