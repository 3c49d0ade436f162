"""The data dictionary that runs: every table of a study folder, its columns, and what each may hold.

The headers of the empty files, the dictionary of the README and the reading of every cell come from here.
`must` marks a column that has to be there, and every row of it filled. SDTM names say where a sponsor's
standard tables hold the same fact; they are empty where SDTM has no place for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from safety.domain.case_report import (
    Adjudication,
    AdverseEvent,
    DecisionOfRecord,
    Infusion,
    Measurement,
    Record,
    ScreeningAnswer,
    Subject,
)
from safety.records.cells import (
    ANY_NUMBER,
    CRITERION_ID,
    DATE,
    DATE_TIME,
    FLAG,
    GRADE,
    ID,
    INFUSION_NUMBER,
    LEVEL,
    MEASURED,
    NON_NEGATIVE,
    PARTIAL,
    POSITIVE,
    TERM,
    TEST,
    TEXT,
    Y_N,
    YES,
    Kind,
    words,
)


@dataclass(frozen=True)
class Column:
    """A column: what it may hold, and what that means to a clinician."""

    name: str
    holds: Kind
    meaning: str
    sdtm: str = ""
    must: bool = False
    finding: bool = False


@dataclass(frozen=True)
class Table:
    """A file of a study folder: what one row of it is, and the record it becomes."""

    file: str
    row_is: str
    record: type[Record]
    required: bool
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the header."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def findings(self) -> tuple[str, ...]:
        """The names of the clinical findings."""
        return tuple(column.name for column in self.columns if column.finding)


def must(name: str, holds: Kind, meaning: str, sdtm: str = "") -> Column:
    """A column that has to be there, with a value in every row."""
    return Column(name, holds, meaning, sdtm, must=True)


def finding(name: str, holds: Kind, meaning: str, sdtm: str = "") -> Column:
    """An optional column with a clinical finding that CTCAE grades rest on."""
    return Column(name, holds, meaning, sdtm, finding=True)


SUBJECTS = Table(
    "subjects.csv",
    "One row a patient, by code.",
    Subject,
    True,
    (
        must("subject_id", ID, "The patient's code; leading zeros stay.", "DM.USUBJID"),
        must(
            "dose_level",
            LEVEL,
            "Dose level assigned; 0 = never assigned, a screening failure.",
            "DM.ACTARMCD",
        ),
        Column("sex", words("F", "M"), "Sex.", "DM.SEX"),
        Column("age_years", NON_NEGATIVE, "Age at consent, in years.", "DM.AGE"),
        Column("weight_kg", POSITIVE, "Body weight in kg; doses per kg rest on it.", "VS.VSORRES (WEIGHT)"),
        Column("consented_on", DATE, "Day of informed consent.", "DM.RFICDTC"),
        Column("enrolled_on", DATE, "Day of enrolment.", "DS.DSSTDTC"),
        Column("ae_reviewed_through", DATE, "Adverse event pages are positively completed through this day."),
        Column("off_study_on", DATE, "Day the patient left the study.", "DS.DSSTDTC"),
        Column(
            "off_study_reason",
            words(
                "completed",
                "adverse_event",
                "death",
                "withdrew_consent",
                "lost_to_follow_up",
                "progression",
                "other",
            ),
            "Why the patient left the study.",
            "DS.DSDECOD",
        ),
        Column("replaces", ID, "The patient whose place this one took."),
    ),
)

INFUSIONS = Table(
    "infusions.csv",
    "One row a planned infusion; one that was not given stands with its planned day.",
    Infusion,
    True,
    (
        must("infusion_id", ID, "The infusion's own code.", "EX.EXSPID"),
        must("subject_id", ID, "The patient.", "EX.USUBJID"),
        must("number", INFUSION_NUMBER, "Which of the planned infusions it is."),
        must("started_at", DATE_TIME, "Start, or the planned day of one not given.", "EX.EXSTDTC"),
        Column("ended_at", DATE_TIME, "End.", "EX.EXENDTC"),
        Column("cells", NON_NEGATIVE, "Cells given, such as 2.0e7; 0 where none.", "EX.EXDOSE"),
        Column("planned_cells", NON_NEGATIVE, "Cells planned; shown, never decides anything.", "EC.ECDOSE"),
        must("status", words("completed", "interrupted", "not_given"), "What became of it.", "EC.ECOCCUR"),
        Column("reason", words("adverse_event", "other"), "Why it was not completed.", "EX.EXADJ"),
        Column("lot", TEXT, "Lot of the product.", "EX.EXLOT"),
    ),
)

ADVERSE_EVENTS = Table(
    "adverse_events.csv",
    "One row a period of constant grade of an adverse event.",
    AdverseEvent,
    True,
    (
        must("event_id", ID, "The row's own code.", "AE.AESPID"),
        must("subject_id", ID, "The patient.", "AE.USUBJID"),
        must("term", TERM, "The event, as CTCAE v5.0 names it.", "AE.AELLT"),
        Column("verbatim", TEXT, "The event in the words of the site.", "AE.AETERM"),
        Column("started_at", PARTIAL, "Start of the period, as far as it is known.", "AE.AESTDTC"),
        Column("ended_at", PARTIAL, "End of the period; empty = ongoing.", "AE.AEENDTC"),
        Column("grade", GRADE, "CTCAE grade; empty is not known, never 0.", "AE.AETOXGR"),
        Column(
            "causality",
            words("unrelated", "unlikely", "possible", "probable", "definite"),
            "Relation to the treatment; empty is not assessed, and counts as related.",
            "AE.AEREL",
        ),
        Column("serious", FLAG, "Serious as in ICH E2A; not the same as severe.", "AE.AESER"),
        Column("outcome", TEXT, "Outcome.", "AE.AEOUT"),
        Column("episode_id", ID, "Ties the rows of one event together.", "AE.AEGRPID"),
        Column("hospitalized", FLAG, "Did it take or prolong a stay in hospital?", "AE.AESHOSP"),
        Column("symptomatic", FLAG, "Did the patient notice it?"),
        Column("on_optimal_therapy", FLAG, "Was it treated as well as it can be?"),
        Column("ctcae_version", TEXT, "CTCAE version of the grade; empty = the protocol's."),
        finding("symptoms", words("none", "mild", "moderate", "severe"), "Symptoms."),
        finding("adl", words("none", "instrumental", "self_care"), "Activities of daily living it limits."),
        finding(
            "intervention",
            words("none", "nonprescription", "topical", "oral", "medical", "iv", "invasive", "operative"),
            "The most invasive intervention indicated.",
        ),
        finding("urgency", words("no", "non_urgent", "urgent"), "How urgent the intervention is."),
        finding(
            "oxygen", words("none", "intermittent", "under_40", "from_40"), "Oxygen, under or from 40 %."
        ),
        finding("ventilation", Y_N, "Ventilation or intubation."),
        finding("tube_feeding_or_tpn", Y_N, "Tube feeding or parenteral nutrition."),
        finding("life_threatening", Y_N, "Life-threatening consequences.", "AE.AESLIFE"),
        finding("instability", Y_N, "Haemodynamic or neurological instability."),
        finding("pressors", words("0", "1", "2"), "Vasopressors; 2 = two or more."),
        finding(
            "infusion_interrupted",
            words("no", "prompt", "prolonged", "recurrent"),
            "Was the infusion interrupted, and how did the reaction answer?",
        ),
    ),
)

MEASUREMENTS = Table(
    "measurements.csv",
    "One row a laboratory value or vital sign.",
    Measurement,
    False,
    (
        must("measurement_id", ID, "The measurement's own code.", "LB.LBSEQ, VS.VSSEQ"),
        must("subject_id", ID, "The patient.", "LB.USUBJID, VS.USUBJID"),
        must("test", TEST, "What was measured: NEUT, PLAT, HGB, ALT …", "LB.LBTESTCD, VS.VSTESTCD"),
        must("collected_at", DATE_TIME, "When the sample was taken.", "LB.LBDTC, VS.VSDTC"),
        must(
            "value",
            MEASURED,
            "The result; words only where nothing grades the test.",
            "LB.LBORRES, VS.VSORRES",
        ),
        Column("unit", TEXT, "Unit, UCUM or as laboratories write it (10^9/L).", "LB.LBORRESU, VS.VSORRESU"),
        Column("low", ANY_NUMBER, "Lower limit of normal of that laboratory.", "LB.LBORNRLO"),
        Column("high", ANY_NUMBER, "Upper limit of normal of that laboratory (ULN).", "LB.LBORNRHI"),
    ),
)

ADJUDICATIONS = Table(
    "adjudications.csv",
    "One row a ruling of the committee.",
    Adjudication,
    False,
    (
        must("adjudication_id", ID, "The ruling's own code."),
        must(
            "event_id", ID, "The event ruled on, or the record_id of what was raised (R9:S-001, lab:M-002)."
        ),
        must("verdict", words("dlt", "not_dlt", "not_evaluable"), "What the committee ruled."),
        must("decided_on", DATE, "Day of the ruling."),
        must("decided_by", TEXT, "Who ruled, by role."),
        must("reason", TEXT, "Why."),
        Column("ruled_grade", GRADE, "The grade the committee ruled on."),
        Column("resumes", YES, "Y lifts the hold of a stopping rule."),
    ),
)

DECISIONS = Table(
    "decisions.csv",
    "One row a decision of record; shown beside the verdict of the rule, never changing it.",
    DecisionOfRecord,
    False,
    (
        must("decision_id", ID, "The decision's own code."),
        must("level", LEVEL, "The dose level decided on."),
        must("decision", words("escalate", "expand", "hold", "stop", "other"), "What was decided."),
        must("decided_on", DATE, "Day of the decision."),
        must("decided_by", TEXT, "Who decided, by role."),
        must("cut_off", DATE, "The data cut-off the decision rests on."),
        must("reason", TEXT, "Why."),
    ),
)

SCREENING = Table(
    "screening.csv",
    "One row an eligibility criterion answered for one patient.",
    ScreeningAnswer,
    False,
    (
        must("subject_id", ID, "The patient.", "IE.USUBJID"),
        must("criterion", CRITERION_ID, "The criterion, a letter for its part (I04a ANC).", "IE.IETESTCD"),
        Column(
            "answer",
            words("met", "not_met", "judged_acceptable"),
            "The answer; an exclusion criterion that is met excludes.",
            "IE.IEORRES",
        ),
        Column(
            "value", TEXT, "The value it rests on: a number, a bound such as <0.1, a range such as 50-55."
        ),
        Column("unit", TEXT, "Unit of that value."),
        Column("date", DATE, "Day of that value.", "IE.IEDTC"),
        Column("judged_by", TEXT, "Who judged, by role; without it nobody did."),
        Column("note", TEXT, "Anything else."),
    ),
)

TABLES = (SUBJECTS, INFUSIONS, ADVERSE_EVENTS, MEASUREMENTS, ADJUDICATIONS, DECISIONS, SCREENING)
