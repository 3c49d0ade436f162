"""Small study folders invented from a seed: mundane patients, and a handful of nasty twists.
No file or required column is missing, so each can be reviewed; its rows may say anything."""

import csv
import datetime
import inspect
import io
import random
from pathlib import Path

from tests.random_screening import SCREENINGS, SITE, VALUED, everybody_is_screened

DAY = datetime.timedelta(days=1)
SUBJECTS, INFUSIONS, EVENTS = "subjects.csv", "infusions.csv", "adverse_events.csv"
MEASUREMENTS, RULINGS = "measurements.csv", "adjudications.csv"
DECISIONS, SCREENING = "decisions.csv", "screening.csv"

STARRED = {  # a star: must have a value
    SUBJECTS: "subject_id* dose_level* sex age_years weight_kg consented_on enrolled_on "
    "ae_reviewed_through off_study_on off_study_reason replaces",
    INFUSIONS: "infusion_id* subject_id* number* started_at* ended_at cells planned_cells status* reason lot",
    EVENTS: "event_id* subject_id* term* verbatim started_at ended_at grade causality serious "
    "outcome episode_id hospitalized symptomatic on_optimal_therapy ctcae_version",
    MEASUREMENTS: "measurement_id* subject_id* test* collected_at* value* unit low high",
    RULINGS: "adjudication_id* event_id* verdict* decided_on* decided_by* reason* ruled_grade resumes",
    DECISIONS: "decision_id* level* decision* decided_on* decided_by* cut_off* reason*",
    SCREENING: "subject_id* criterion* answer value unit date judged_by note",
}
COLUMNS = {file: text.replace("*", "").split() for file, text in STARRED.items()}
REQUIRED = {file: [c[:-1] for c in text.split() if c[-1] == "*"] for file, text in STARRED.items()}
WORDS = {  # columns with a list: letter case and surrounding blanks do not matter
    SUBJECTS: ["sex", "off_study_reason"],
    INFUSIONS: ["status", "reason"],
    EVENTS: ["causality", "serious", "hospitalized", "symptomatic", "on_optimal_therapy"],
    RULINGS: ["verdict", "resumes"],
    DECISIONS: ["decision"],
    SCREENING: ["answer"],
}
READ = {  # columns whose text can be wrong: words of a list, numbers, dates
    SUBJECTS: COLUMNS[SUBJECTS][1:-1],
    INFUSIONS: [*COLUMNS[INFUSIONS][2:-3], *WORDS[INFUSIONS]],
    EVENTS: ["started_at", "ended_at", "grade", *WORDS[EVENTS]],
    MEASUREMENTS: ["collected_at", "value", "low", "high"],
    RULINGS: ["decided_on", "ruled_grade", *WORDS[RULINGS]],
    DECISIONS: ["level", "decided_on", "cut_off", "decision"],
    SCREENING: ["date", "answer"],
}
IDS = {file: columns[0] for file, columns in COLUMNS.items() if file != SCREENING}
NONSENSE = ("??", "n/a", "32/13/2026", "2026-02-30", "two", "2026-03-02T10:15+08:00")

CELLS = {1: 2.0e7, 2: 6.0e7}
UNRELATED = ("unrelated", "unlikely")
RELATED = ("possible", "probable", "definite", "")
CAUSALITY = (*UNRELATED, *RELATED)
VERDICTS = ("dlt", "not_dlt", "not_evaluable")
EXITS = ("completed", "adverse_event", "death", "withdrew_consent", "lost_to_follow_up",
         "progression", "other")  # fmt: skip
MILD = ("Headache", "Nausea", "Cough", "Dizziness", "Chills", "Rash maculo-papular")
SEVERE = ("Hypoxia", "Dyspnea", "Hypertension", "Lung infection", "Diarrhea", "Seizure")
REACTIONS = ("Infusion related reaction", "Allergic reaction", "Anaphylaxis",
             "Cytokine release syndrome")  # fmt: skip
CLINICAL = (*REACTIONS, "Pneumonitis", "Pulmonary fibrosis", "Dyspnea", "Cough", "Hypoxia",
            "Respiratory failure", "Adult respiratory distress syndrome", "Pleural effusion",
            "Lung infection", "Infusion site extravasation", "Fever", "Chills", "Thromboembolic event",
            "Fatigue", "Nausea", "Vomiting", "Headache", "Hypotension", "Hypertension",
            "Sinus tachycardia", "Rash maculo-papular", "Urticaria", "Sepsis", "Death NOS",
            "Disease progression")  # fmt: skip
FINDINGS = {
    "symptoms": "none mild moderate severe", "adl": "none instrumental self_care",
    "intervention": "none nonprescription topical oral medical iv invasive operative",
    "urgency": "no non_urgent urgent", "oxygen": "none intermittent under_40 from_40",
    "ventilation": "Y N", "tube_feeding_or_tpn": "Y N", "life_threatening": "Y N",
    "instability": "Y N", "pressors": "0 1 2", "infusion_interrupted": "no prompt prolonged recurrent",
    "hospitalized": "Y N", "symptomatic": "Y N",
}  # fmt: skip

COUNT = {"10*9/L": 1, "10^9/L": 1, "10*3/uL": 1, "/uL": 1000}
ENZYME = {"U/L": 1, "[IU]/L": 1, "IU/L": 1}
LABS = {  # test: term, normal value, limits of normal, where the grades change, units
    "NEUT": ("Neutrophil count decreased", 4, (1.8, 7.5), (1.5, 1.0, 0.5), COUNT),
    "PLAT": ("Platelet count decreased", 220, (150, 400), (75, 50, 25), COUNT),
    "WBC": ("White blood cell decreased", 6, (4, 10), (3, 2, 1), COUNT),
    "LYM": ("Lymphocyte count decreased", 1.6, (1.0, 3.5), (0.8, 0.5, 0.2), COUNT),
    "HGB": ("Anemia", 135, (120, 170), (100, 80), {"g/L": 1, "g/dL": 0.1, "mmol/L": 0.06206}),
    "ALT": ("Alanine aminotransferase increased", 25, (7, 40), (120, 200, 320, 800), ENZYME),
    "AST": ("Aspartate aminotransferase increased", 25, (8, 40), (120, 200, 320, 800), ENZYME),
    "ALP": ("Alkaline phosphatase increased", 80, (40, 120), (300, 600, 2400), ENZYME),
    "BILI": ("Blood bilirubin increased", 10, (3, 20), (30, 40, 60, 200),
             {"umol/L": 1, "mg/dL": 1 / 17.1}),
    "CREAT": ("Creatinine increased", 80, (50, 100), (150, 300, 600),
              {"umol/L": 1, "mg/dL": 1 / 88.4}),
    "INR": ("INR increased", 1.0, (0.8, 1.2), (1.5, 2.5), {"1": 1, "{INR}": 1, "": 1}),
}  # fmt: skip

SHAPES = (  # patients and plain DLTs at level 1, then at level 2
    (2, 0, 0, 0), (3, 0, 0, 0), (3, 0, 0, 0), (3, 1, 0, 0), (3, 2, 0, 0), (4, 0, 0, 0),
    (4, 1, 0, 0), (5, 0, 0, 0), (6, 0, 0, 0), (6, 1, 0, 0), (6, 1, 0, 0), (6, 2, 0, 0),
    (7, 1, 0, 0), (3, 0, 1, 0), (3, 0, 3, 0), (3, 0, 3, 1), (3, 0, 3, 2), (3, 1, 2, 0),
    (6, 0, 3, 2), (6, 1, 4, 2), (6, 1, 2, 2), (7, 0, 3, 1),
)  # fmt: skip


class Study:
    """A study being written down: its tables, who was first treated when, and the cut-off."""

    def __init__(self, seed):
        self.rng = random.Random(f"study {seed}")
        self.tables = {file: [] for file in COLUMNS}
        self.d0, self.people, self.doses = {}, {}, {}
        self.raised = []  # what the monitor may raise itself, to be ruled on
        self.left_out, self.shuffled, self.bom, self.toml = set(), False, False, ""
        self.style = self.pick("S-{:03}", "S-{:03}", "{:03}", "01-{:04}")

    def pick(self, *options):
        """One of these, by chance."""
        return self.rng.choice(options)

    def settle(self, *values):
        """The values, and of a tuple one by chance."""
        return [self.pick(*v) if isinstance(v, tuple) else v for v in values]

    def coin(self):
        """Heads or tails."""
        return self.pick(True, False)

    def who(self):
        """A treated patient; more often than not the unlucky one."""
        return self.unlucky if self.coin() else self.pick(*self.d0)

    def day(self, who, n):
        """The day n days after the patient's first planned infusion."""
        return self.d0[who] + n * DAY

    def at(self, who, n, time=""):
        """That day at this time; without a time the date alone."""
        return f"{self.day(who, n)}T{time}" if time else str(self.day(who, n))

    def month(self, who, n):
        """The month of that day, the day itself forgotten."""
        return self.at(who, n)[:7]

    def text(self, who, when):
        """A number counts days from the first infusion, nothing is nothing, text stays."""
        return self.at(who, when) if isinstance(when, int) else str(when or "")

    def new_id(self, file, prefix):
        """The next id of a file."""
        return f"{prefix}-{len(self.tables[file]) + 1:03}"

    def add(self, file, *values, **more):
        """One more row, its first columns in order."""
        row = dict.fromkeys(COLUMNS[file], "")
        row |= dict(zip(COLUMNS[file], map(str, values)))
        row |= dict(zip(more, map(str, self.settle(*more.values()))))
        self.tables[file].append(row)
        return row

    def subject(self, level, first=None):
        """Somebody consents and is enrolled; those with a first day get all four infusions."""
        n = len(self.tables[SUBJECTS]) + 1
        who = self.style.format(n)
        row = self.people[who] = self.add(SUBJECTS, who, level, self.pick("F", "M"), 50 + n, 60)
        if first:
            self.d0[who] = first
            row |= {"consented_on": self.at(who, -10), "enrolled_on": self.at(who, -3)}
            row["ae_reviewed_through"] = self.at(who, 30 + self.rng.randrange(40))
            for number in (1, 2, 3, 4):
                self.dose(who, number)
        return who

    def planned(self, who):
        """The cells of one infusion at the patient's level."""
        return CELLS[2] if self.people[who]["dose_level"].startswith("2") else CELLS[1]

    def dose(self, who, number):
        """The row of this infusion, as planned unless somebody changed it since."""
        if (who, number) not in self.doses:
            start, end = (self.at(who, 3 * (number - 1), time) for time in ("10:00", "11:00"))
            cells = f"{self.planned(who) / 1e7:.1f}e7"
            row = (
                f"INF-{who}-{number}",
                who,
                number,
                start,
                end,
                cells,
                cells,
                "completed",
                "",
                "L1",
            )
            self.doses[who, number] = self.add(INFUSIONS, *row)
        return self.doses[who, number]

    def event(self, term, start, end=None, grade=3, causality=CAUSALITY, who=None, **more):
        """A row of the adverse event log, a tuple standing for any of its members."""
        who = who or self.who()
        term, start, end, grade, causality = self.settle(term, start, end, grade, causality)
        start, end = self.text(who, start), self.text(who, end)
        event = self.new_id(EVENTS, "AE")
        return self.add(EVENTS, event, who, term, "", start, end, grade, causality, **more)

    def lab(self, who, test, when, value, unit=None, low=None, high=None):
        """A value from the laboratory in one of its units, a tuple standing for any member."""
        when, value = self.settle(when, value)
        _, _, normal, _, units = LABS[test]
        unit = self.pick(*units) if unit is None else unit
        factor = units.get(unit, 1)
        low, value, high = (x if isinstance(x, str) else f"{x * factor:.6g}"
                            for x in (normal[0] if low is None else low, value,
                                      normal[1] if high is None else high))  # fmt: skip
        sample = self.new_id(MEASUREMENTS, "M")
        row = (sample, who, test, self.text(who, when), value, unit, low, high)
        return self.add(MEASUREMENTS, *row)["measurement_id"]

    def rule(self, on, verdict, day, grade="", resumes=""):
        """The committee rules, on an event or on what the monitor raised."""
        verdict, grade, resumes = self.settle(verdict, grade, resumes)
        row = (self.new_id(RULINGS, "ADJ"), on, verdict, day, "safety committee", "reviewed")
        self.add(RULINGS, *row, grade, resumes)

    def leave(self, who, when, reason):
        """The patient leaves the study."""
        when, reason = self.settle(when, reason)
        self.people[who] |= {"off_study_on": self.text(who, when), "off_study_reason": reason}
        self.raised.append(f"exit:{who}")

    def some_event(self):
        """A row of the adverse event log; where it is empty somebody falls ill."""
        return self.pick(*(self.tables[EVENTS] or [self.event(SEVERE, 8, 10)]))

    def some_row(self):
        """A row of any file that has one."""
        file = self.pick(*(f for f in self.tables if self.tables[f]))
        return file, self.pick(*self.tables[file])


def begin(seed):
    """Patients about a week apart, mostly mundane; some have a plain DLT; then a cut-off."""
    s = Study(seed)
    shape = s.pick(*SHAPES)
    first = datetime.date(2026, 1, 5) + s.rng.randrange(120) * DAY
    for level, patients, dlts in ((1, *shape[:2]), (2, *shape[2:])):
        for n in range(patients):
            who = s.subject(level, first)
            if n < dlts:
                s.event(SEVERE, s.rng.randint(1, 28), (None, 40), (3, 3, 4), RELATED, who)
            first += s.pick(5, 7, 7, 7, 8, 10) * DAY
        first += 30 * DAY
    for _ in range(s.rng.randint(0, 4)):
        start = s.rng.randint(-5, 28)
        s.event(MILD, start, start + 3, (1, 2), who=s.pick(*s.d0))
    s.unlucky = s.pick(*s.d0)
    last, some = max(s.d0.values()) + 30 * DAY, s.pick(*s.d0.values())
    days = [last + s.rng.randint(2, 45) * DAY for _ in range(6)] + [last + DAY] * 3
    days += [last, some + 30 * DAY, some + 31 * DAY, some + s.rng.randint(0, 29) * DAY]
    s.cut_off = s.pick(*days)
    return s


# Rows


def a_second_row_with_the_id(s):
    """A row is entered twice, the same or with one cell forgotten."""
    file, row = s.some_row()
    s.tables[file].append(row | s.pick({}, {s.pick(*COLUMNS[file][1:]): ""}))


def an_infusion_number_twice(s):
    """One infusion's number is written for another: 1, 2, 3, 3."""
    s.dose(s.who(), s.pick(3, 4))["number"] = s.pick("3", "2")


def a_fifth_infusion(s):
    """Somebody is given an infusion that the protocol does not know."""
    who = s.who()
    at = s.at(who, s.pick(12, 29, 31), "10:00")
    s.add(INFUSIONS, f"INF-{who}-5", who, s.pick(5, 0), at, "", "2.0e7", "", "completed")


def a_cell_nobody_can_read(s):
    """A word outside its list, a date that is none, a number in letters."""
    file, row = s.some_row()
    row[s.pick(*READ[file])] = s.pick(*NONSENSE)


def a_date_nobody_can_read(s):
    """A month where a day belongs, a clock that names its zone, a day that is none."""
    row, *columns = s.pick(
        (s.people[s.who()], "ae_reviewed_through", "off_study_on", "enrolled_on"),
        (s.dose(s.who(), s.rng.randint(1, 4)), "started_at", "ended_at"),
        (s.some_event(), "started_at", "ended_at"),
    )
    zone = s.at(s.who(), 3, s.pick("10:15Z", "10:15+08:00"))
    row[s.pick(*columns)] = s.pick(str(s.cut_off)[:7], "2026", zone, "2026-02-30", "3/2/2026")


def a_required_cell_left_empty(s):
    """Something that must have a value has none."""
    file, row = s.some_row()
    row[s.pick(*REQUIRED[file])] = s.pick("", " ")


def an_end_before_the_start(s):
    """An end before its start: by a day, by an hour, by a month, or only possibly."""
    who, n = s.who(), s.rng.randint(1, 25)
    hours = (s.at(who, n, "10:00"), s.at(who, n, "09:00"))
    months = ((n, s.month(who, n)), (n, s.month(who, n - 31)), (s.month(who, n), n))
    start, end = s.pick((n, n - 1), hours, *months)
    s.event(SEVERE, start, end, (1, 3), who=who)


def an_infusion_that_ends_before_it_starts(s):
    """The end of an infusion is noted an hour or a day too early."""
    who = s.who()
    s.dose(who, 2)["ended_at"] = s.pick(s.at(who, 3, "09:59"), s.at(who, 2))


def an_orphan(s):
    """A record of a subject nobody knows."""
    known = s.who()
    at, nobody = s.at(known, 5, "10:00"), s.pick("S-999", known.lower() + "x", "1")
    file, row = s.pick(
        (EVENTS, ("AE-X", nobody, "Hypoxia", "", at, "", s.pick(1, 3))),
        (INFUSIONS, ("INF-X", nobody, 1, at, "", "2.0e7", "", "completed")),
        (MEASUREMENTS, ("M-X", nobody, "ALT", at, 25, "U/L", 7, 40)),
        (SCREENING, (nobody, "I01", "met")),
    )
    s.add(file, *row)


def a_ruling_on_nothing(s):
    """The committee rules on an id that nobody knows."""
    on = s.pick("AE-777", "exit:S-777", "lab:M-777", "dose:", "R9", "R12:" + s.who(), "late:INF-0")
    s.rule(on, VERDICTS, s.cut_off)


def a_level_the_protocol_lacks(s):
    """Somebody is enrolled at a dose that is not planned."""
    s.people[s.who()]["dose_level"] = s.pick("3", "7", "1.5", "-1")


def a_screening_failure(s):
    """Never assigned to a dose; sick all the same, and now and then given cells."""
    who, at = s.subject(0), s.at(s.who(), 4, "10:00")
    if s.coin():
        s.event("Hypoxia", at, None, (3, 5, "?"), who=who)
    if s.coin():
        cells, status = s.pick("0", "2.0e7", "", "many"), s.pick("completed", "not_given")
        s.add(INFUSIONS, f"INF-{who}-1", who, 1, at, "", cells, "", status)


def a_subject_row_half_readable(s):
    """Of a subject only a part can be read: the level, the id, or both."""
    id_or_level = {"dose_level": "one"}, {"subject_id": ""}
    s.people[s.who()] |= s.pick(*id_or_level, {"age_years": "fifty"}, {"off_study_reason": "moved"})


def an_unreadable_row_after_the_cut_off(s):
    """A row that cannot be read, and that does not exist yet: its start says so."""
    late = str(s.cut_off + s.pick(1, 9) * DAY)
    s.event(("Hypoxia", ""), late, None, ("9", "severe"))["subject_id"] = s.pick(s.who(), "S-999")


def records_after_the_cut_off(s):
    """The export goes on for some days after the cut."""
    who, late = s.who(), str(s.cut_off + s.pick(1, 2, 20) * DAY)
    s.event(SEVERE, late, None, (3, 5), who=who)
    s.lab(who, "PLAT", late, 10)
    if s.coin():
        s.leave(who, late, EXITS)
    if s.coin():
        s.dose(who, 4)["started_at"] = late + "T10:00"


def whole_numbers_with_a_point(s):
    """A spreadsheet has made 3.0 of 3."""
    s.some_event()["grade"] = s.pick("3.0", "2.0", "3.5", " 3 ")
    s.dose(s.who(), 2)["number"] = "2.0"
    row = s.people[s.who()]
    row["dose_level"] += ".0" * row["dose_level"].isdigit()


def ids_with_leading_zeros(s):
    """007 and 7 are two events."""
    for event in s.pick(("007", "7"), ("0", "00"), ("1e1", "10")):
        s.event("Cough", 3, None, (1, 3))["event_id"] = event


def a_remark_with_commas_and_quotes(s):
    """A patient's own words, over two lines."""
    s.some_event()["verbatim"] = 'said "sick, twice"\nthen slept; 恶心'


def decisions_on_record(s):
    """The committee's decisions, before level 2 was opened, after, or not at all."""
    twos = [day for who, day in s.d0.items() if s.planned(who) == CELLS[2]]
    day = min(twos, default=s.cut_off) + s.pick(-3, -3, 0, 2) * DAY
    decision = s.pick("escalate", "escalate", "expand", "hold", "stop", "other", "carry on")
    s.add(DECISIONS, "D-1", s.pick(1, 1, 1, 2, 9), decision, day, "PI", day - DAY, "minutes")


def a_screening_file(s):
    """Eligibility is kept too, with an answer that is not on the list."""
    who = s.who()
    s.add(SCREENING, who, "I04a", s.pick("met", "maybe"), "1.9", "10*9/L", s.at(who, -5), "PI")
    s.add(SCREENING, who, "E03", s.pick("not_met", "judged_acceptable", ""))


def exported_early(s):
    """The export is older than the cut-off, or than a window's end."""
    day = s.pick(s.cut_off, s.cut_off - 5 * DAY, s.day(s.who(), 30), s.day(s.who(), 29))
    s.toml = f'study_id = "demo {s.rng.randrange(100)}"\nextracted_on = {day}\n'


def listed_words_in_other_letters(s):
    """POSSIBLE, and blanks around it."""
    for file, columns in WORDS.items():
        for row in s.tables[file]:
            column = s.pick(*columns)
            row[column] = s.pick(str.upper, str.title, " {} ".format)(row[column])


def an_unknown_column(s):
    """A site adds columns of its own."""
    s.some_row()[1][s.pick("remark", "dlt", "Grade", "site_verdict")] = s.pick("yes", "dlt", "5")


def columns_in_another_order(s):
    """The export has its columns in another order."""
    s.shuffled = True


def a_byte_order_mark(s):
    """A spreadsheet has written the files."""
    s.bom = True


def optional_columns_left_out(s):
    """A lean export: two columns that may be absent are."""
    file = s.pick(*COLUMNS)
    free = [column for column in COLUMNS[file] if column not in REQUIRED[file]]
    s.left_out |= {(file, s.pick(*free or [""])) for _ in range(2)}


# Infusions


def a_dose_not_given(s):
    """One, two or three infusions fall out, for an event, another reason or none noted."""
    who, reason = s.who(), s.pick("adverse_event", "adverse_event", "other", "")
    for number in s.rng.sample((1, 2, 3, 4), s.pick(1, 1, 2, 3)):
        s.dose(who, number).update(status="not_given", cells=s.pick("0", ""), reason=reason)
    s.raised.append(f"R11:{who}")


def a_dose_interrupted(s):
    """The infusion is stopped halfway."""
    who, reason = s.who(), s.pick("adverse_event", "other", "")
    s.dose(who, s.rng.randint(1, 4)).update(status="interrupted", cells="1.0e7", reason=reason)
    s.raised.append(f"R11:{who}")


def cells_unknown_or_none(s):
    """How many cells were given, nobody can say; or none were, whatever the status says."""
    who, cells = s.who(), s.pick("", "-2.0e7", "many", "nan", "inf", "2,0e7", "0", "0", "0.0")
    for number in s.pick((1,), (3,), (4,), (1, 2, 3, 4)):
        s.dose(who, number).update(cells=cells, status=s.pick("completed", "interrupted"))


def another_dose_than_planned(s):
    """Too many cells or too few, just within the limit or just outside, or ten times."""
    who = s.who()
    dose, factor = s.dose(who, s.rng.randint(1, 4)), s.pick(1.2, 1.21, 1.21, 10, 0.8, 0.79, 0.1)
    dose["cells"] = f"{s.planned(who) * factor:.4g}"
    dose["planned_cells"] = s.pick(dose["planned_cells"], "", dose["cells"])
    s.raised.append(f"dose:{dose['infusion_id']}")


def an_infusion_after_the_window(s):
    """The fourth infusion slips to the window's last day or later, and is not borne well."""
    who, n = s.who(), s.pick(30, 31, 31, 40)
    dose = s.dose(who, 4)
    dose |= {"started_at": s.at(who, n, "10:00"), "ended_at": s.at(who, n, "11:00")}
    s.raised.append(f"late:{dose['infusion_id']}")
    if s.coin():
        s.event(REACTIONS, s.at(who, n, "13:00"), None, (2, 3), who=who)


def an_infusion_row_missing(s):
    """Nothing is written about an infusion that was due."""
    row = s.dose(s.who(), s.pick(1, 2, 3, 4, 4))
    s.tables[INFUSIONS] = [other for other in s.tables[INFUSIONS] if other is not row]


def never_dosed(s):
    """Allocated, perhaps planned, and never treated; ill all the same."""
    who, day = s.subject(1), str(s.cut_off - 4 * DAY)
    if s.coin():
        s.add(INFUSIONS, f"INF-{who}-1", who, 1, day, "", 0, "", "not_given", "other")
    s.event(("Dyspnea", "Stroke"), day, None, (2, 3, 5), who=who)


def infusion_times_not_noted(s):
    """Of an infusion only the day is known, or its end is not."""
    who = s.who()
    for number in (1, 2, 3, 4):
        dose = s.dose(who, number)
        dose |= {"ended_at": "", "started_at": dose["started_at"][: s.pick(10, 16)]}


def the_first_infusion_postponed(s):
    """The first infusion does not happen on its day: the window begins with the second."""
    who = s.who()
    s.dose(who, 1).update(status="not_given", cells="0", reason=s.pick("other", "adverse_event"))
    s.event(SEVERE, (0, 1, 2, 3, 33, 34), who=who)


# Exits and reviewed pages


def left_the_study(s):
    """A patient leaves, for any reason, on any day around the window."""
    who, n = s.who(), s.pick(0, 10, 20, 29, 30, 31, 45)
    s.leave(who, n, EXITS)
    if s.coin():
        s.people[who]["ae_reviewed_through"] = s.at(who, n + s.pick(-1, 0, 0))


def an_exit_half_noted(s):
    """A date without a reason, or a reason without a date."""
    s.leave(s.who(), *s.pick(((12, 30, 31), ""), ("", ("adverse_event", "progression", "death"))))


def pages_reviewed_short_of_the_window(s):
    """The AE pages are not yet completed through the window."""
    who = s.who()
    s.people[who]["ae_reviewed_through"] = s.text(who, s.pick("", 0, 12, 29, 30))


def left_and_replaced(s):
    """Somebody withdraws after two infusions; another takes the place."""
    who = s.who()
    for number in (3, 4):
        s.dose(who, number).update(status="not_given", cells="0", reason="other")
    s.leave(who, 5, ("withdrew_consent", "progression"))
    s.people[s.subject(1, s.day(who, 14))]["replaces"] = who


# Deaths


def death_in_or_near_the_window(s):
    """A grade 5 row under any term, of any causality, with or without its day."""
    n = s.pick(0, 12, 28, 30, 31)
    term = "Lung infection", "Sepsis", "Pneumonitis", "Nausea", "Died", "Disease progression"
    s.event(term, n, (None, n, n, n + 2, n + 5), 5, ctcae_version=("", "", "4.03"))


def death_row_and_exit(s):
    """One death, told twice: on the same day, on another, one of them after the window."""
    who, n = s.who(), s.pick(15, 29, 31)
    s.event("Sepsis", (n, n - 3, n - 20), (n, n, None), 5, who=who)
    s.leave(who, (n, n, n + 1, n + 3, 30, ""), ("death", "death", ""))


def death_by_the_exit_alone(s):
    """Of a death only the exit tells, with a day in the window, later, or none."""
    s.leave(s.who(), (0, 14, 30, 31, 50, "", str(s.cut_off)), "death")


def late_death(s):
    """A death after the window, from an illness begun in it or later, ruled on or not."""
    who, n = s.who(), s.pick(31, 38, 45)
    term = "Disease progression", "Pneumonitis", "Stroke"
    death = s.event(term, (n, n - 2, n - 20), n, 5, who=who)
    if s.coin():
        s.leave(who, n, "death")
    if s.coin():
        s.rule(death["event_id"], ("dlt", "not_dlt"), s.cut_off, ("", 5), ("Y", ""))


def death_from_an_illness_brought_along(s):
    """The row that ends in death began before the first infusion."""
    who = s.who()
    end = None, None, 1, 8, 9, 20, 40, -2, s.month(who, 20)
    s.event("Pneumonitis", (-30, -30, "2025-12", None), end, 5, who=who)
    if s.coin():
        s.leave(who, (3, 20, 40, ""), "death")


def death_not_yet_or_some_day(s):
    """The end of a fatal row lies after the cut-off, or is known to the month alone."""
    who = s.who()
    end = str(s.cut_off + DAY), str(s.cut_off)[:7], s.month(who, 30), "2026"
    s.event("Respiratory failure", (6, 25, -3), end, 5, who=who)


# Events, by rule


def a_severe_event(s):
    """Grade 3 or 4, of any causality, anywhere around the window."""
    start = s.rng.randint(-2, 33)
    s.event(SEVERE, start, (None, start, start + 2, start + 30), (3, 3, 4))


def a_reaction_to_an_infusion(s):
    """Within 24 hours of its end, just after, before, or without a time; perhaps it stopped."""
    who, number = s.who(), s.rng.randint(1, 4)
    dose, n = s.dose(who, number), 3 * (number - 1)
    if s.coin():
        dose |= {"status": "interrupted", "reason": s.pick("adverse_event", "other")}
    same_day = [s.at(who, n, time) for time in ("09:59", "10:00", "15:00", "")]
    next_day = [s.at(who, n + 1, time) for time in ("10:30", "11:00", "11:01", "")]
    s.event(REACTIONS, (*same_day, *next_day, n + 2), None, (2, 2, 3, 3, 4, ""), who=who)


def a_clot_or_a_stroke(s):
    """Thromboembolism grade 2 or 3, or a stroke that nobody graded."""
    clot, when = ("Thromboembolic event", "Arterial thromboembolism"), (-3, 0, 11, 30, 31)
    s.event(*s.pick((clot, when, (None, 33), (1, 2, 3)), ("Stroke", when, (None, 33), ("", 1, 3))))


def neutrophils_very_low(s):
    """Grade 4 for six, seven or eight days, by date or by the hour, or running on."""
    who, start, days = s.who(), s.pick(3, 26), s.pick(6, 7, 8)
    hours = [s.at(who, start + days, time) for time in ("08:00", "08:01")]
    dates = (start, (start + days - 1, start + days, None))
    start, end = s.pick(dates, (s.at(who, start, "08:00"), (*hours, None)))
    s.event("Neutrophil count decreased", start, end, 4, who=who)


def blood_counts_low(s):
    """Anemia, platelets, white cells, lymphocytes or febrile neutropenia of any grade."""
    term = [LABS[test][0] for test in ("HGB", "PLAT", "WBC", "LYM")]
    s.event((*term, "Febrile neutropenia"), s.rng.randint(0, 31), (None, 35), (2, 3, 4))


def vomiting(s):
    """Grade 3 around 72 hours, treated and at home as far as the log says."""
    who = s.who()
    hours = [s.at(who, 9, time) for time in ("08:00", "08:01", "")]
    start, end = s.pick((6, (8, 9, s.month(who, 6))), ((6, 29), None), (None, 8),
                        (s.at(who, 6, "08:00"), tuple(hours)))  # fmt: skip
    home = {"hospitalized": ("N", "N", "Y", ""), "on_optimal_therapy": ("Y", "Y", "N", "")}
    s.event(("Nausea", "Vomiting", "Diarrhea"), start, end, who=who, **home)


def fatigue_or_fever(s):
    """Fatigue grade 3 around seven days, fever grade 3 around a day."""
    who = s.who()
    term, days = s.pick(("Fatigue", 7), ("Fever", 1))
    hours = [s.at(who, 8 + days, time) for time in ("07:00", "07:01")]
    start, end = s.pick((8, (7 + days, 8 + days, None)), (s.at(who, 8, "07:00"), tuple(hours)),
                        (None, 9), (29, None))  # fmt: skip
    s.event(term, start, end, (3, 3, 3, 4), who=who)


# Events: what is known of them


def a_grade_missing(s):
    """No grade is not grade 0: of a mild term, a blood count, or far from the window."""
    who, start = s.who(), s.pick(10, 30, 33, -20, -2)
    term = "Headache", "Neutrophil count decreased", "Hypoxia", "Febrile neutropenia"
    s.event(term, start, (start, start + 5), "", who=who)
    if s.coin():
        s.lab(who, "NEUT", start, (0.3, 0.7, 3))


def an_impossible_grade(s):
    """CTCAE has no such grade for the term."""
    mild = ("Alopecia", (3, 4)), ("Nausea", (4, 5)), ("Fatigue", 4), ("Headache", 4)
    term, grade = s.pick(*mild, ("Sepsis", 2), ("Respiratory failure", 3), ("INR increased", 4))
    s.event(term, *s.pick((11, (None, 13)), (33, None), (-6, (None, -4))), grade)


def a_term_that_does_not_exist(s):
    """A term that CTCAE does not have, graded high, low or not at all."""
    start = s.pick(7, 7, 33, -9)
    s.event(("Feeling odd", "Head ache", "headache"), start, (start + 2, None), (2, 3, "", 4))


def another_ctcae_version(s):
    """Graded by another edition, or by the same one spelled otherwise."""
    version = "4.03", "4.03", "5", "5.0", "v5.0", "3.0"
    s.event("Headache", (9, -4, 32), (33, None), (1, 3), ctcae_version=version)


def on_the_first_day(s):
    """On the day of the first infusion, before it, after it, or nobody noted when."""
    who = s.who()
    times = tuple(s.at(who, 0, time) for time in ("08:30", "09:59", "10:00", "10:01", ""))
    s.event(SEVERE, times, (None, 0, 4), (2, 3, 4), who=who)
    s.dose(who, 1)["started_at"] = s.at(who, 0, s.pick("10:00", "10:00", ""))


def at_the_edge_of_the_window(s):
    """The day before, the window's last day, the day after."""
    who = s.who()
    start = s.at(who, s.pick(-1, 30, 30, 31), s.pick("", "00:00", "23:59"))
    s.event(SEVERE, start, (None, 36), who=who)


def known_to_the_month(s):
    """A start known to the month or the year alone, here and there with an end."""
    who, n = s.who(), s.pick(-31, -5, 0, 15, 30, 45)
    term = *SEVERE, "Neutrophil count decreased", "Vomiting"
    end = None, n, n + 3, s.month(who, n + 5), "2026"
    s.event(term, s.month(who, n)[: s.pick(7, 7, 4)], end, (2, 3, 4), who=who)


def start_unknown(s):
    """Nobody knows when it began; perhaps when it ended."""
    term = "Hypoxia", "Fatigue", "Stroke", "Nausea"
    s.event(term, None, (None, -2, 0, 12, 33), (1, 3, 4, 5, ""))


def rows_that_touch_or_leave_a_gap(s):
    """The same illness again: overlapping, touching, one day or two apart."""
    who, (term, *grades) = s.who(), s.pick(
        ("Hypoxia", 3, 3), ("Hypoxia", 2, 3), ("Fatigue", 3, 3), ("Fatigue", 3, 2), ("Fever", 3, 3),
        ("Neutrophil count decreased", 4, 4), ("Neutrophil count decreased", 4, 3))  # fmt: skip
    s.event(term, 5, 8, grades[0], who=who)
    s.event(term, 8 + s.pick(-1, 0, 1, 2, 3), (11, 12, None), grades[1], who=who)


def an_episode_over_the_windows_end(s):
    """An illness begun in the window, or before it, grows after it."""
    who, tie, term = s.who(), s.pick("E1", "E1", ""), s.pick("Pneumonitis", "Hypoxia")
    s.event("Pneumonitis", (-9, 26, 30), (30, 32, None), (1, 2), who=who, episode_id=tie)
    s.event(term, (31, 33, 34), (None, 40), (3, 4, 5, ""), who=who, episode_id=(tie, tie, "E2"))
    if s.coin():
        s.event(term, 41, None, 3, who=who, episode_id=tie)


def pneumonitis_on_arrival(s):
    """The treated disease: the same grade, worse, down and up again, or over before."""
    who, g = s.who(), s.pick(2, 3)
    rows = s.pick(
        [(-25, None, g)], [(-25, 10, g), (11, None, g)], [(-25, 10, g), (13, None, g)],
        [(-25, 10, g), (11, None, g + 1)], [(-25, 4, 3), (5, 9, 1), (10, None, 3)],
        [(-25, -4, 3), (6, None, 3)], [("2025-11", 0, g), (1, None, g)], [(-25, 4, 3), (5, 35, 2)],
        [(-25, -1, 3), (0, None, 3)], [(-25, -1, ""), (0, None, 3)])  # fmt: skip
    for start, end, grade in rows:
        s.event("Pneumonitis", start, end, grade, who=who)


def an_old_row_that_runs_in(s):
    """Began before the first infusion, runs into the window, and its grade is in doubt."""
    term, grade = s.pick(("Pneumonitis", ""), ("Alopecia", 4), ("Stroke", 3), ("Hypoxia", 4))
    s.event(term, (-15, "2025"), (None, 2, 33), grade, ctcae_version=("", "4.03"))


def findings_noted(s):
    """The bedside findings behind a grade are written down, one perhaps out of its list."""
    row = s.some_event()
    row |= {"symptoms": s.pick("severe", "mild"), "oxygen": s.pick("from_40", "none")}
    row |= {"intervention": s.pick("iv", "none", "prayer"), "pressors": s.pick("0", "2", "3")}
    row |= {"ventilation": s.pick("Y", "N"), "infusion_interrupted": s.pick("no", "prompt")}


def findings_behind_a_grade(s):
    """A clinical event with what was seen of it: the grade fits, is lower, or was forgotten."""
    start = s.pick(-20, -20, -2, 3, 12, 12, 20, 29, 30, 31, 34)
    end = s.pick(None, start + 1, start + 4, start + 15)
    row = s.event(CLINICAL, s.pick(start, start, start, s.month(s.who(), start), ""), end, (1, 2, 2, 3, 3, ""),
                  episode_id=("", "", "E1"))  # fmt: skip
    for finding in s.rng.sample(list(FINDINGS), s.pick(1, 1, 2, 3, 6)):
        row[finding] = s.pick(*FINDINGS[finding].split())


def findings_of_many(s):
    """Of all that is in the log the findings are written down too."""
    for row in s.tables[EVENTS]:
        for finding in s.rng.sample(list(FINDINGS), s.pick(0, 1, 2)):
            row[finding] = row.get(finding) or s.pick(*FINDINGS[finding].split())


# Laboratory


def a_value_at_a_grades_limit(s):
    """Exactly at the limit or a hair to either side; any test, any unit."""
    who, test = s.who(), s.pick(*LABS)
    _, normal, _, limits, _ = LABS[test]
    if s.coin():
        s.lab(who, test, -3, normal)
    s.lab(who, test, s.rng.randint(0, 31), s.pick(*limits) * s.pick(0.99, 1, 1, 1.01))


def a_value_without_unit_or_limits(s):
    """No unit, an odd one, or no limits of normal: nobody can grade it."""
    test = s.pick("NEUT", "ALT", "BILI", "HGB", "CREAT", "INR")
    missing = s.pick({"unit": ""}, {"unit": "kg"}, {"low": "", "high": ""}, {"high": "0"})
    value = LABS[test][1] * s.pick(0.1, 1, 9)
    s.raised.append("lab:" + s.lab(s.who(), test, (-4, 9, 20, 33), value, **missing))


def a_value_below_detection(s):
    """Less than the machine can count, or a number nobody can use."""
    value = "<0.1", "< 0.1", ">500", "<5", "-1", "1e400", "0"
    s.lab(s.who(), s.pick("NEUT", "PLAT", "BILI"), (7, 30), value)


def a_liver_that_fails(s):
    """Hy's law, or nearly: the pair on one day or days apart, ALP excusing it or not."""
    who, n = s.who(), s.pick(-1, 12, 29)
    s.lab(who, s.pick("ALT", "AST"), n, (120, 119, 150))
    s.lab(who, "BILI", (n, n, n + 2, n + 25), (40, 40.1, 45))
    for value in s.pick((), (240,), (239,), (300, 100), (500,)):
        s.lab(who, "ALP", (n, n, n + 1), value)
    s.raised.append(f"R9:{who}")


def liver_values_from_a_high_baseline(s):
    """ALT above normal on arrival, and eight times the limit later."""
    who, test = s.who(), s.pick("ALT", "AST")
    s.lab(who, test, (-5, 0), (90, 41, 40, 39))
    s.lab(who, test, (10, 30, 31), (320, 321, 900))
    if s.coin():
        s.event(LABS[test][0], 8, 20, (2, 3), who=who)
    s.raised.append(f"R10:{who}")


def a_grade_only_the_laboratory_knows(s):
    """Grade 3 or 4 in the laboratory; the log says nothing, too little, or days too far off."""
    who, n = s.who(), s.pick(0, 12, 20, 30)
    grave = ("PLAT", 30), ("PLAT", 10), ("NEUT", 0.4), ("HGB", 70), ("ALT", 250), ("LYM", 0.3)
    test, value = s.pick(*grave)
    s.raised.append("lab:" + s.lab(who, test, n, value))
    if s.coin():
        day = n + s.pick(0, 7, 8, -7, -8)
        s.event(LABS[test][0], day, day, (2, 3, 4), who=who)


def a_value_inside_an_old_row(s):
    """A low count on arrival, and a much lower one measured in the window."""
    who = s.who()
    s.lab(who, "NEUT", (-4, 0), 1.6)
    s.event("Neutrophil count decreased", -12, (None, 25), (1, 2, 4), who=who)
    for n in s.pick((8,), (8, 20), (2, 8, 9)):
        s.lab(who, "NEUT", n, (0.2, 0.7))


def a_value_worse_than_the_report(s):
    """The log says less than the count does, on the first day, within, at the end or after."""
    who, test = s.who(), s.pick("NEUT", "PLAT", "HGB")
    s.event(LABS[test][0], 10, (20, None), (1, 3, ""), who=who)
    s.lab(who, test, (10, 15, 20, 21), LABS[test][3][-1] * 0.8)


def two_samples_on_the_first_day(s):
    """Blood on the day of the first infusion: before it, after it, or without a time."""
    who, test = s.who(), s.pick("ALT", "PLAT")
    s.lab(who, test, s.at(who, 0, s.pick("08:00", "09:30", "")), (LABS[test][1], 130))
    s.lab(who, test, s.at(who, 0, s.pick("10:00", "12:00", "")), (LABS[test][1], 30, 330))
    s.dose(who, 1)["started_at"] = s.at(who, 0, s.pick("10:00", ""))


def a_test_no_rule_asks_for(s):
    """A pulse, an unheard-of test, or one with its name in small letters."""
    who, (test, unit) = s.who(), s.pick(("PULSE", "/min"), ("FOO", ""), ("plat", "10*9/L"))
    s.add(MEASUREMENTS, s.new_id(MEASUREMENTS, "M"), who, test, s.at(who, 6), "41", unit)


def a_low_count_and_temperatures(s):
    """Neutrophils and a fever of one day or of two, high, lasting, doubtful or none; now and then an event."""
    who, n = s.who(), s.pick(0, 6, 12, 30)
    s.add(
        MEASUREMENTS,
        s.new_id(MEASUREMENTS, "M"),
        who,
        "NEUT",
        s.at(who, n + s.pick(0, 0, 1)),
        s.pick("0.8", "1.0", "<1.0", "3"),
        s.pick("10*9/L", "10*9/L", ""),
        "1.8",
        "7.5",
    )
    for time in s.pick(
        ("",), ("08:00",), ("08:00", "09:00"), ("08:00", "09:30"), ("08:00", "08:40", "11:00")
    ):
        degrees, unit = s.pick("36.8", "38.0", "38.3", "38.4", "41", "3.8"), s.pick("Cel", "Cel", "Cel", "")
        s.add(MEASUREMENTS, s.new_id(MEASUREMENTS, "M"), who, "TEMP", s.at(who, n, time), degrees, unit)
    if s.coin():
        s.event(s.pick("Febrile neutropenia", "Fever"), n, n + 3, (1, 3, 4), who=who)


def a_value_too_high(s):
    """Hemoglobin, white cells or lymphocytes far above normal, with and without the limit that tells it."""
    who, (test, value, unit) = (
        s.who(),
        s.pick(
            ("HGB", "205", "g/L"), ("HGB", "18.1", "g/dL"), ("WBC", "130", "10*9/L"), ("LYM", "25", "10*9/L")
        ),
    )
    high = s.pick({"HGB": "160" if unit == "g/L" else "16", "WBC": "10", "LYM": "4"}[test], "")
    s.add(
        MEASUREMENTS,
        s.new_id(MEASUREMENTS, "M"),
        who,
        test,
        s.at(who, s.pick(-3, 6, 30)),
        value,
        unit,
        "1",
        high,
    )


# Rulings


def a_ruling_on_an_event(s):
    """Too early, in good time or after the cut-off; on this grade or another; wrongly worded."""
    row = s.some_event()
    day = s.pick(s.cut_off, s.cut_off - DAY, s.cut_off + DAY, min(s.d0.values()) - DAY)
    s.rule(row["event_id"], (*VERDICTS, "not_dlt"), day, ("", row["grade"], 2, 4))


def several_rulings_on_one_event(s):
    """The committee changes its mind, or minutes of one day contradict each other."""
    event = s.some_event()["event_id"]
    for back in s.pick((0, 0), (0, 1), (1, 0), (0, 0, 0), (40, 0)):
        s.rule(event, ("dlt", "not_dlt"), s.cut_off - back * DAY, ("", 3))


def a_ruling_on_what_was_raised(s):
    """An exit, a dose, a late infusion, a laboratory value or a Hy's law pair is ruled on."""
    if not s.raised:
        lab = (
            a_liver_that_fails,
            liver_values_from_a_high_baseline,
            a_grade_only_the_laboratory_knows,
        )
        dose = a_dose_not_given, an_infusion_after_the_window, another_dose_than_planned
        s.pick(left_the_study, *dose, *lab)(s)
    day = s.cut_off + s.pick(0, 0, -3, 1, -60) * DAY
    s.rule(s.pick(*s.raised), (*VERDICTS, "not_dlt"), day, ("", "", 3))


def the_hold_is_lifted(s):
    """After a death the committee lets the trial go on, or rules that the cells were not it."""
    who, n = s.who(), s.pick(14, 31, 36)
    if s.coin():
        death = s.event("Sepsis", n, n, 5, who=who)["event_id"]
        s.rule(death, ("dlt", "not_dlt"), s.cut_off, (5, ""), ("Y", "Y", ""))
    else:
        s.leave(who, n, "death")
        s.rule(f"exit:{who}", ("dlt", "not_evaluable"), s.cut_off, "", ("Y", ""))


def the_committee_catches_up(s):
    """At the cut-off everything serious, and everything raised, is ruled on."""
    for row in s.tables[EVENTS]:
        if row["grade"] not in ("1", "2"):
            verdict = "not_dlt", "not_dlt", "not_dlt", "dlt"
            s.rule(row["event_id"], verdict, s.cut_off, row["grade"])
    for raised in dict.fromkeys(s.raised):
        s.rule(raised, ("not_dlt", "not_dlt", "not_evaluable"), s.cut_off)


def an_outcome_that_tells_of_a_death(study):
    """Outcomes that are a death, or deny one; now and then the death itself is on record."""
    for row in study.tables[EVENTS]:
        if row.get("grade") != "5" and study.rng.random() < 0.4:
            row["outcome"] = study.pick("fatal", "FATAL", "Died of sepsis", "non-fatal", "not recovered", "")


def not_given_and_with_cells(study):
    """An infusion that was not given has cells all the same."""
    for row in study.tables[INFUSIONS]:
        later = row.get("number") in ("2", "3", "4")  # the window stays where it is
        if row.get("status") == "not_given" or (later and study.rng.random() < 0.1):
            row.update(status="not_given", cells=study.pick("2.0e7", "6.0e7", "0"), reason="other")


TWISTS = [f for f in list(globals().values())
          if inspect.isfunction(f) and f.__module__ == __name__
          and [*inspect.signature(f).parameters] == ["s"]]  # fmt: skip
CONTRADICTIONS = (an_outcome_that_tells_of_a_death, not_given_and_with_cells)
CRITERIA = (*SITE, *VALUED, "I05b", "I06", "I09", "I11", "E08a", "I04", "E08")
BY_NAME = {twist.__name__: twist for twist in (*TWISTS, *CONTRADICTIONS, everybody_is_screened, *SCREENINGS)}
LAYOUT = (listed_words_in_other_letters, an_unknown_column, columns_in_another_order)


def twists_of(seed):
    """The names of the twists that the study of this seed gets: none to six, now and then a
    fresh layout of the files, and a committee that catches up."""
    rng = random.Random(f"twists {seed}")
    drawn = rng.sample(TWISTS, rng.choices(range(7), (7, 6, 4, 3, 2, 1, 1))[0])
    if rng.random() < 0.5:
        drawn += rng.sample(SCREENINGS, rng.choices(range(6), (3, 5, 5, 3, 2, 1))[0])
        drawn = [everybody_is_screened] * (rng.random() < 0.85) + drawn
    drawn += [decisions_on_record] * (rng.random() < 0.15)
    drawn += [findings_behind_a_grade] * (rng.random() < 0.25)
    drawn += [findings_of_many] * (rng.random() < 0.1)
    drawn += [the_committee_catches_up] * (rng.random() < 0.25)
    drawn += [twist for twist in LAYOUT if rng.random() < 0.15]
    drawn += [twist for twist in CONTRADICTIONS if rng.random() < 0.12]
    return list(dict.fromkeys(twist.__name__ for twist in drawn))


def invent_with(seed, twist_names):
    """The study of this seed with exactly these twists: file name -> CSV text, and the cut-off."""
    s = begin(seed)
    for name in twist_names:
        BY_NAME[name](s)
    always = (SUBJECTS, INFUSIONS, EVENTS)
    files = {file: sheet(s, file) for file in s.tables if s.tables[file] or file in always}
    return files | ({"study.toml": s.toml} if s.toml else {}), s.cut_off


def invent(seed: int) -> tuple[dict[str, str], datetime.date]:
    """The study of this seed: file name -> CSV text, and a cut-off."""
    return invent_with(seed, twists_of(seed))


def invent_screened(seed: int) -> tuple[dict[str, str], datetime.date]:
    """A study of this seed in which everybody was screened: little else is odd about it."""
    rng = random.Random(f"screened {seed}")
    drawn = [
        everybody_is_screened,
        *rng.sample(SCREENINGS, rng.randrange(4)),
        *rng.sample(TWISTS, rng.randrange(2)),
    ]
    return invent_with(seed, [twist.__name__ for twist in drawn])


def sheet(study, file):
    """A table as CSV, with whatever columns its rows have."""
    header = dict.fromkeys(c for c in COLUMNS[file] if (file, c) not in study.left_out)
    extra = dict.fromkeys(c for row in study.tables[file] for c in row if c not in COLUMNS[file])
    columns = [*header, *extra]
    if study.shuffled:
        study.rng.shuffle(columns)
    return "\ufeff" * study.bom + unread(columns, study.tables[file])


def write(files, folder):
    """The study as a folder of files."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (Path(folder) / name).write_text(text, encoding="utf-8", newline="")


# The same study a little changed, for tests that compare two reviews


def read(text):
    """CSV text as its columns and its rows."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return list(reader.fieldnames), list(reader)


def unread(columns, rows):
    """Columns and rows as CSV text."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def changed(files, file, columns, rows):
    """The study with one file written anew."""
    return files | {file: unread(columns, rows)}


def sheets(files):
    """The CSV files of a study that have a row."""
    return [file for file in COLUMNS if file in files and read(files[file])[1]]


def shuffled_rows(files, rng):
    """Every file's rows in another order."""
    for file in sheets(files):
        columns, rows = read(files[file])
        files = changed(files, file, columns, rng.sample(rows, len(rows)))
    return files


def cells_of(files, wanted):
    """Where something stands in the wanted columns: file, row (0 is the first), column."""
    found = []
    for file in sheets(files):
        for n, row in enumerate(read(files[file])[1]):
            found += [(file, n, c) for c in wanted(file) if (row.get(c) or "").strip()]
    return found


def unscreened(files):
    """The study without its screening file."""
    return {file: text for file, text in files.items() if file != SCREENING}


def add_a_failing_answer(files, rng):
    """The site answers that somebody who was dosed does not meet a criterion, of whatever day."""
    columns, rows = read(files[SCREENING]) if SCREENING in files else (COLUMNS[SCREENING], [])
    first = first_days(files)
    if first:
        who, criterion = rng.choice(sorted(first)), rng.choice(CRITERIA)
        answer = "not_met" if criterion.startswith("I") else "met"
        date = rng.choice(("", str(first[who] + rng.choice((-5, 0, 3)) * DAY)))
        rows.append({"subject_id": who, "criterion": criterion, "answer": answer, "date": date})
    return changed(files, SCREENING, columns, rows)


def rule_on_eligibility(files, who, day):
    """The committee rules that who was let in is evidence all the same."""
    columns, rows = read(files[RULINGS]) if RULINGS in files else (COLUMNS[RULINGS], [])
    ruling = ("ADJ-NEW", f"elig:{who}", "not_dlt", str(day), "safety committee", "reviewed")
    return changed(files, RULINGS, columns, [*rows, dict(zip(COLUMNS[RULINGS], ruling))])


def blank_a_fact(files, rng):
    """A known fact becomes unknown; also says which: file, row (0 is the first), column.

    Findings apart: they only question a grade, and what nobody has noted questions nothing.
    """
    facts = cells_of(
        files, lambda file: [c for c in COLUMNS[file] if c not in REQUIRED[file] and c not in FINDINGS]
    )
    file, n, column = rng.choice(facts)
    columns, rows = read(files[file])
    rows[n][column] = ""
    return changed(files, file, columns, rows), (file, n, column)


def spoil_a_row(files, rng):
    """A cell that must be readable no longer is: nonsense where it can be wrong, else empty."""
    file, n, column = rng.choice(cells_of(files, REQUIRED.get))
    columns, rows = read(files[file])
    rows[n][column] = rng.choice(NONSENSE) if column in READ[file] else ""
    return changed(files, file, columns, rows)


def give_a_row_twice(files, rng):
    """A row of a file with ids is entered a second time."""
    file = rng.choice([f for f in sheets(files) if f in IDS])
    columns, rows = read(files[file])
    rows.insert(rng.randint(0, len(rows)), rng.choice(rows))
    return changed(files, file, columns, rows)


def worsen_a_grade(files, rng):
    """One event is a grade worse, up to 5; nothing changes where none can be.

    Not one with findings, nor of a term that has no mild grades: a grade raised to what they support, or to
    one that exists, answers a question.
    """
    columns, rows = read(files[EVENTS])
    graded = [row for row in rows if row.get("grade", "").strip() in ("1", "2", "3", "4")
              and row.get("term", "").strip() not in ("Sepsis", "Respiratory failure")
              and not any((row.get(finding) or "").strip() for finding in FINDINGS)]  # fmt: skip
    if graded:
        row = rng.choice(graded)
        row["grade"] = str(int(row["grade"]) + 1)
    return changed(files, EVENTS, columns, rows)


def note_a_finding(files, rng):
    """Of one event one more finding is written down; a stay in hospital can answer a question, and stays out."""
    columns, rows = read(files[EVENTS])
    columns += [c for c in FINDINGS if c not in columns]
    noted = [c for c in FINDINGS if c not in COLUMNS[EVENTS]]
    free = [(row, c) for row in rows for c in noted if not (row.get(c) or "").strip()]
    if free:
        row, column = rng.choice(free)
        row[column] = rng.choice(FINDINGS[column].split())
    return changed(files, EVENTS, columns, rows)


def first_days(files):
    """The earliest day on which a readable row gives a subject cells."""
    first = {}
    for row in read(files[INFUSIONS])[1]:
        who, given = row["subject_id"].strip(), row["status"].strip().lower() != "not_given"
        try:
            day = datetime.date.fromisoformat(row["started_at"].strip()[:10])
        except ValueError:
            continue
        if who and given and row.get("cells", "").strip() not in ("0", "0.0"):
            first[who] = min(day, first.get(who, day))
    return first


def add_an_event(files, rng):
    """One more event, up to 40 days after its subject's first infusion; none if nobody had one."""
    columns, rows = read(files[EVENTS])
    first = first_days(files)
    if first:
        who = rng.choice(sorted(first))
        day = first[who] + rng.choice((0, 5, 12, 29, 30, 31, 40)) * DAY
        term = rng.choice((*MILD, *SEVERE, *REACTIONS, "Stroke", "Neutrophil count decreased"))
        grade, causality = str(rng.randint(1, 5)), rng.choice(CAUSALITY)
        values = (f"AE-NEW-{len(rows)}", who, term, "", str(day), "", grade, causality)
        rows.append(dict(zip(COLUMNS[EVENTS], values)))
    return changed(files, EVENTS, columns, rows)
