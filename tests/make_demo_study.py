"""The demonstration study, invented: python tests/make_demo_study.py data/demo

Dead mesenchymal stem cells for radiation lung injury, 3+3, two levels; the last day seen is
2026-09-11. Nobody in it exists. The same seed writes the same bytes.
What a review must say of it at five cut-offs stands in tests/demo_verdicts.csv.

Level 1 (2.0e7 cells)
  S-001  63 M, lung cancer.         On enoxaparin, which the trial's text admits and excludes: ruled on.
                                    Shivers on day 1, vomits hard on day 14 for a day and a half
                                    (excused: short, treated, at home), shingles after the window.
  S-002  58 F, breast cancer.       Withdraws consent on day 16, for no event: replaced by S-004.
  S-003  69 M, oesophageal cancer.  Arrives with pneumonitis grade 3, on oxygen, and improves;
                                    lymphocytes fall to grade 4 (excused). After the window the site
                                    calls it grade 1, on prednisone still: a query. Progresses in June.
                                    Its third dose is written as 2.02e8 cells: a slip, ruled on.
  S-004  66 F, lung cancer.         Anaemia grade 1 on arrival, grade 2 from day 10.
  In June the committee lets level 2 begin.
Level 2 (6.0e7 cells)
  S-005  71 M, lung cancer.         His creatinine passes one criterion and fails the clearance.
                                    Pneumonitis grade 2 on arrival falls to grade 1. A tight chest
                                    on day 24, and the site forgot the grade.
  S-006  61 M, lung cancer.         Pneumonia grade 3, ruled not a DLT. On the last day of the
                                    window ALT is five times the limit, and nobody reported it.
  S-007  54 F, breast cancer.       Ejection fraction 48 %, and ticked as met: in conflict.
                                    In the window until 10 September.
Never assigned
  S-008  67 M, oesophageal cancer.  Platelets too low at screening.
"""

from __future__ import annotations

import csv
import random
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

SEED = 20260310
Row = dict[str, str]

COLUMNS = {
    "subjects": "subject_id dose_level sex age_years weight_kg consented_on enrolled_on"
    " ae_reviewed_through off_study_on off_study_reason replaces",
    "infusions": "infusion_id subject_id number started_at ended_at cells planned_cells status reason lot",
    "adverse_events": "event_id subject_id term verbatim started_at ended_at grade causality"
    " serious outcome episode_id hospitalized symptomatic on_optimal_therapy ctcae_version"
    " symptoms adl intervention urgency oxygen ventilation tube_feeding_or_tpn life_threatening"
    " instability pressors infusion_interrupted",
    "measurements": "measurement_id subject_id test collected_at value unit low high",
    "adjudications": "adjudication_id event_id verdict decided_on decided_by reason ruled_grade resumes",
    "decisions": "decision_id level decision decided_on decided_by cut_off reason",
    "screening": "subject_id criterion answer value unit date judged_by note",
}

STUDY = """\
study_id = "hDMSC-RLI-DEMO"
extracted_on = 2026-09-11
"""

# --- patients ---------------------------------------------------------------------------------

SUBJECTS = """\
S-001 1 M 63 64.0 2026-03-02 2026-03-06 2026-06-08 2026-06-08 completed        -
S-002 1 F 58 55.5 2026-03-16 2026-03-20 2026-04-08 2026-04-08 withdrew_consent -
S-003 1 M 69 56.0 2026-03-30 2026-04-03 2026-06-25 2026-06-25 progression      -
S-004 1 F 66 57.5 2026-05-06 2026-05-11 2026-08-10 2026-08-10 completed        S-002
S-005 2 M 71 68.0 2026-06-22 2026-06-26 2026-09-04 -          -                -
S-006 2 M 61 70.5 2026-07-13 2026-07-17 2026-09-04 -          -                -
S-007 2 F 54 61.0 2026-08-03 2026-08-07 2026-09-06 -          -                -
S-008 0 M 67 59.0 2026-08-05 -          2026-08-10 2026-08-10 other            -
"""

FIRST_INFUSION = {  # a Tuesday: days 1, 4, 7 and 10 then miss the weekend
    "S-001": date(2026, 3, 10),
    "S-002": date(2026, 3, 24),
    "S-003": date(2026, 4, 7),
    "S-004": date(2026, 5, 12),
    "S-005": date(2026, 6, 30),
    "S-006": date(2026, 7, 21),
    "S-007": date(2026, 8, 11),
}
SCREENED = {
    "S-001": date(2026, 3, 4),
    "S-002": date(2026, 3, 18),
    "S-003": date(2026, 4, 1),
    "S-004": date(2026, 5, 7),
    "S-005": date(2026, 6, 24),
    "S-006": date(2026, 7, 15),
    "S-007": date(2026, 8, 5),
    "S-008": date(2026, 8, 6),
}
INFUSION_DAYS = (1, 4, 7, 10)
PLANNED_CELLS = {"1": 2.0e7, "2": 6.0e7}
LOTS = {
    "S-001": "HD260201",
    "S-002": "HD260201",
    "S-003": "HD260302",
    "S-004": "HD260302",
    "S-005": "HD260503",
    "S-006": "HD260704",
    "S-007": "HD260704",
}

# Where the site wrote another figure than it gave: 2.02e7 cells went in.
WRITTEN: dict[str, Row] = {"INF-003-3": {"cells": "2.02e8"}}

# --- adverse events ---------------------------------------------------------------------------


def event(
    subject: str,
    term: str,
    grade: str,
    started: str,
    ended: str,
    causality: str,
    verbatim: str,
    **more: str,
) -> Row:
    """One row of the AE log as the site wrote it; what is not said is the common case."""
    usual = {"serious": "N", "hospitalized": "N", "symptomatic": "Y", "ctcae_version": "5.0"}
    usual["outcome"] = "recovered" if ended else "not recovered"
    said = {
        "subject_id": subject,
        "term": term,
        "grade": grade,
        "started_at": started,
        "ended_at": ended,
        "causality": causality,
        "verbatim": verbatim,
    }
    return usual | said | more


MODERATE = {
    "symptoms": "moderate",
    "adl": "instrumental",
    "intervention": "medical",
    "oxygen": "none",
}
SEVERE = {
    "symptoms": "severe",
    "adl": "self_care",
    "intervention": "medical",
    "oxygen": "under_40",
}
SILENT = {
    "symptomatic": "N",
    "symptoms": "none",
    "adl": "none",
    "intervention": "none",
    "oxygen": "none",
}
LABORATORY = {"symptomatic": "N"}
IN_HOSPITAL = {"serious": "Y", "hospitalized": "Y"}
IMPROVING = {"outcome": "recovering"}

EVENTS = [
    # S-001, first infusion 10 March
    event("S-001", "Lymphocyte count decreased", "2", "2025-11", "", "unrelated",
          "Low lymphocytes since chemoradiation", **LABORATORY),
    event("S-001", "Pneumonitis", "2", "2026-02", "2026-03-29", "unrelated",
          "Radiation pneumonitis left lower lobe, on prednisone 30 mg",
          episode_id="EP-01", **MODERATE, **IMPROVING),
    event("S-001", "Pneumonitis", "1", "2026-03-30", "2026-05-20", "unrelated",
          "Pneumonitis, only seen on CT now", episode_id="EP-01", **SILENT),
    event("S-001", "Cough", "1", "2026-02-11", "2026-04-20", "unrelated",
          "Dry cough, worse at night"),
    event("S-001", "Chills", "1", "2026-03-10T11:50", "2026-03-10T12:30", "probable",
          "Shivering soon after the cells"),
    event("S-001", "Fever", "1", "2026-03-10T13:30", "2026-03-10T21:00", "probable",
          "38.4 C in the afternoon, paracetamol once"),
    event("S-001", "Nausea", "2", "2026-03-22", "2026-03-25", "possible",
          "Feels sick, eats half of what his wife cooks", on_optimal_therapy="Y"),
    event("S-001", "Vomiting", "3", "2026-03-23T07:00", "2026-03-24T18:00", "possible",
          "Vomited 8 times, admission advised but went home; ondansetron, drip in day ward",
          on_optimal_therapy="Y"),
    event("S-001", "Shingles", "2", "2026-04-19", "2026-05-04", "unlikely",
          "Shingles right flank, valaciclovir by mouth"),
    # S-002, first infusion 24 March
    event("S-002", "Dermatitis radiation", "1", "2026-01", "2026-03-05", "unrelated",
          "Dry peeling skin over left chest after radiotherapy"),
    event("S-002", "Pneumonitis", "2", "2026-02-19", "", "unrelated",
          "Radiation pneumonitis left upper lobe", **MODERATE),
    event("S-002", "Chills", "1", "2026-03-24T12:10", "2026-03-24T13:00", "probable",
          "Felt cold and shivered, two blankets"),
    event("S-002", "Fever", "2", "2026-03-24T14:10", "2026-03-25T06:00", "probable",
          "39.2 C evening of infusion 1, normal next morning"),
    event("S-002", "Insomnia", "1", "2026-03-28", "", "unrelated",
          "Cannot fall asleep, blames the prednisone"),
    # S-003, first infusion 7 April
    event("S-003", "Lymphocyte count decreased", "3", "2026-01-14", "2026-04-12", "unrelated",
          "Lymphopenia after radiotherapy", episode_id="EP-02",
          outcome="not recovered", **LABORATORY),
    event("S-003", "Lymphocyte count decreased", "4", "2026-04-13", "2026-04-27", "unlikely",
          "Lymphocytes 0.18, no infection", episode_id="EP-02", **LABORATORY, **IMPROVING),
    event("S-003", "Lymphocyte count decreased", "3", "2026-04-28", "", "unlikely",
          "Lymphocytes coming up slowly", episode_id="EP-02", **LABORATORY),
    event("S-003", "Dysphagia", "2", "2026-01-20", "", "unrelated",
          "Only soft food since radiotherapy"),
    event("S-003", "Pneumonitis", "3", "2026-03-12", "2026-04-19", "unrelated",
          "Radiation pneumonitis both lower lobes, oxygen 2 L/min on arrival",
          episode_id="EP-03", **SEVERE, **IMPROVING),
    event("S-003", "Pneumonitis", "2", "2026-04-20", "2026-05-18", "unrelated",
          "Off oxygen, prednisone going down", episode_id="EP-03", **MODERATE, **IMPROVING),
    event("S-003", "Pneumonitis", "1", "2026-05-19", "", "unrelated",
          "Streaks left on CT, no complaints, still on prednisone 5 mg",
          episode_id="EP-03", **SILENT | {"intervention": "oral"}),
    event("S-003", "Fatigue", "2", "2026-04-11", "2026-05-02", "possible",
          "Tired all day, daughter does the shopping"),
    event("S-003", "Thrush", "2", "2026-04-18", "2026-04-26", "unrelated",
          "White patches in mouth, fluconazole"),
    event("S-003", "Dyspnea", "3", "2026-06-20", "", "unrelated",
          "Breathless at rest; CT shows new pleural effusion and nodules", **IN_HOSPITAL),
    # S-004, first infusion 12 May
    event("S-004", "Pneumonitis", "2", "2026-04-10", "2026-06-01", "unrelated",
          "Radiation pneumonitis right middle lobe, cough and short of breath",
          episode_id="EP-04", **MODERATE, **IMPROVING),
    event("S-004", "Pneumonitis", "1", "2026-06-02", "2026-07-15", "unrelated",
          "No cough any more, CT still hazy", episode_id="EP-04", **SILENT),
    event("S-004", "Anemia", "1", "2026-03", "2026-05-20", "unrelated",
          "Anaemia after chemotherapy", episode_id="EP-05",
          outcome="not recovered", **LABORATORY),
    event("S-004", "Anemia", "2", "2026-05-21", "2026-06-24", "possible",
          "Hb 94, iron tablets", episode_id="EP-05", **LABORATORY, **IMPROVING),
    event("S-004", "Anemia", "1", "2026-06-25", "", "possible",
          "Hb back above 100", episode_id="EP-05", **LABORATORY),
    event("S-004", "Fever", "1", "2026-05-12T15:00", "2026-05-12T21:30", "probable",
          "38.1 C once, nothing given"),
    event("S-004", "Hyperglycemia", "2", "2026-05-24", "2026-07-02", "unrelated",
          "Sugar 13 after breakfast on prednisone, metformin started"),
    # S-005, first infusion 30 June
    event("S-005", "Lymphocyte count decreased", "2", "2026-03", "", "unrelated",
          "Lymphocytes low since March", **LABORATORY),
    event("S-005", "Pneumonitis", "2", "2026-05-25", "2026-07-13", "unrelated",
          "Radiation pneumonitis right upper lobe, prednisone 40 mg",
          episode_id="EP-06", **MODERATE, **IMPROVING),
    event("S-005", "Pneumonitis", "1", "2026-07-14", "", "unrelated",
          "Ground glass less on CT, feels well", episode_id="EP-06", **SILENT),
    event("S-005", "Infusion related reaction", "1", "2026-06-30T10:40", "2026-06-30T11:30",
          "definite", "Flushed and shivery while cells ran in, gone within the hour",
          infusion_interrupted="no", intervention="none"),
    event("S-005", "Fever", "1", "2026-07-03T14:00", "2026-07-03T19:30", "probable",
          "38.6 C after infusion 2"),
    event("S-005", "Non-cardiac chest pain", "", "2026-07-23", "2026-07-26", "possible",
          "Tight chest on a deep breath; ECG, troponin and D-dimer normal"),
    event("S-005", "Upper respiratory infection", "2", "2026-08-14", "2026-08-22", "unrelated",
          "Caught a cold from grandson, amoxicillin 5 days"),
    # S-006, first infusion 21 July
    event("S-006", "Pneumonitis", "2", "2026-06-18", "", "unrelated",
          "Radiation pneumonitis left hilum", **MODERATE),
    event("S-006", "Chills", "2", "2026-07-21T11:40", "2026-07-21T12:20", "probable",
          "Shook all over, pethidine 25 mg, settled"),
    event("S-006", "Fever", "2", "2026-07-21T12:40", "2026-07-22T02:00", "probable",
          "39.3 C after infusion 1"),
    event("S-006", "Lung infection", "3", "2026-08-13", "2026-08-24", "unrelated",
          "Pneumonia right lower lobe, ceftriaxone and moxifloxacin by drip",
          intervention="iv", life_threatening="N", **IN_HOSPITAL),
    # S-007, first infusion 11 August
    event("S-007", "Pneumonitis", "2", "2026-07-20", "", "unrelated",
          "Radiation pneumonitis under the left breast field", **MODERATE),
    event("S-007", "Fever", "1", "2026-08-11T14:20", "2026-08-11T20:00", "probable",
          "38.3 C, paracetamol"),
    event("S-007", "Myalgia", "1", "2026-08-14", "2026-08-15", "possible",
          "Aching legs and back the evening after infusion 2"),
    event("S-007", "Dyspnea", "2", "2026-08-24", "2026-09-02", "possible",
          "Worsening shortness of breath on stairs, oxygen saturation 95 %",
          adl="instrumental"),
    event("S-007", "Headache", "1", "2026-09-09", "", "unlikely", "Headache since morning"),
    # S-008, never assigned
    event("S-008", "Epistaxis", "1", "2026-08-06", "2026-08-06", "unrelated",
          "Nose bled for five minutes, stopped by itself"),
]  # fmt: skip

# --- the laboratory ---------------------------------------------------------------------------

BLOOD = ["WBC", "NEUT", "LYM", "HGB", "PLAT"]
LIVER = ["ALT", "AST"]
FULL = [*BLOOD, *LIVER, "BILI", "ALP", "CREAT", "INR"]
VISITS = {  # study day: tests; on an infusion day the sample is taken before it
    1: BLOOD,
    4: BLOOD,
    7: BLOOD,
    10: BLOOD,
    15: FULL,
    22: BLOOD,
    31: FULL,
    45: [*BLOOD, *LIVER],
}
LAST_VISIT = {"S-002": 15, "S-007": 31}

UNITS = {  # unit, decimals
    "WBC": ("10^9/L", 2),
    "NEUT": ("10^9/L", 2),
    "LYM": ("10^9/L", 2),
    "PLAT": ("10^9/L", 0),
    "HGB": ("g/L", 0),
    "ALT": ("U/L", 0),
    "AST": ("U/L", 0),
    "ALP": ("U/L", 0),
    "BILI": ("umol/L", 1),
    "CREAT": ("umol/L", 0),
    "INR": ("1", 2),
}
LIMITS = {  # of normal
    "WBC": {"M": ("3.5", "9.5"), "F": ("3.5", "9.5")},
    "NEUT": {"M": ("1.8", "6.3"), "F": ("1.8", "6.3")},
    "LYM": {"M": ("1.1", "3.2"), "F": ("1.1", "3.2")},
    "PLAT": {"M": ("125", "350"), "F": ("125", "350")},
    "HGB": {"M": ("130", "175"), "F": ("115", "150")},
    "ALT": {"M": ("9", "50"), "F": ("7", "40")},
    "AST": {"M": ("15", "40"), "F": ("13", "35")},
    "ALP": {"M": ("45", "125"), "F": ("50", "135")},
    "BILI": {"M": ("5.0", "23.0"), "F": ("5.0", "21.0")},
    "CREAT": {"M": ("57", "111"), "F": ("41", "81")},
    "INR": {"M": ("0.80", "1.20"), "F": ("0.80", "1.20")},
}
NOISE = {"NEUT": 0.08, "LYM": 0.03, "PLAT": 0.04, "HGB": 0.01, "ALT": 0.09, "AST": 0.08,
         "ALP": 0.05, "BILI": 0.10, "CREAT": 0.03, "INR": 0.015}  # fmt: skip

# On arrival; neutrophils are high on prednisone and fall as it is withdrawn.
ARRIVAL = {
    "S-001": "NEUT 5.6 LYM 0.66 HGB 119 PLAT 188 ALT 31 AST 24 ALP  84 BILI 11.2 CREAT 76 INR 1.01",
    "S-002": "NEUT 4.9 LYM 0.98 HGB 112 PLAT 214 ALT 22 AST 20 ALP  71 BILI  8.4 CREAT 55 INR 0.96",
    "S-003": "NEUT 7.4 LYM 0.31 HGB 108 PLAT 171 ALT 27 AST 29 ALP  97 BILI  9.7 CREAT 66 INR 1.06",
    "S-004": "NEUT 4.4 LYM 0.93 HGB 106 PLAT 156 ALT 44 AST 31 ALP  79 BILI  7.6 CREAT 57 INR 0.98",
    "S-005": "NEUT 6.1 LYM 0.62 HGB 121 PLAT 149 ALT 35 AST 27 ALP  88 BILI 12.9 CREAT 104 INR 1.03",
    "S-006": "NEUT 5.8 LYM 0.91 HGB 126 PLAT 203 ALT 34 AST 26 ALP  92 BILI 10.8 CREAT 74 INR 0.99",
    "S-007": "NEUT 5.2 LYM 1.04 HGB 114 PLAT 232 ALT 19 AST 18 ALP  68 BILI  7.1 CREAT 52 INR 0.95",
    "S-008": "NEUT 2.9 LYM 0.72 HGB 104 PLAT  71 ALT 38 AST 41 ALP 110 BILI 15.3 CREAT 71 INR 1.12",
}
DIP = {"LYM": -0.10, "HGB": -0.04, "PLAT": -0.09, "NEUT": 0.05}  # about day 12, share of arrival
TAPER = {"NEUT": -0.25}  # by day 45, share of arrival

TOLD = {  # what the story needs: at screening, then on each day the test is taken
    ("S-003", "LYM"): "0.31 0.28 0.24 0.18 0.19 0.17 0.23 0.29 0.34",
    ("S-004", "HGB"): "106 104 104 102 94 91 93 97 104",
    ("S-006", "NEUT"): "5.81 6.02 6.34 5.77 5.93 5.61 5.48 8.92 4.86",
    ("S-006", "ALT"): "34 41 268 88",
    ("S-006", "AST"): "26 30 161 47",
    ("S-006", "ALP"): "92 95 129",
    ("S-006", "BILI"): "10.8 11.6 19.4",
}

# --- screening --------------------------------------------------------------------------------

# Every patient: asked of the site, and answered with the trial's wish.
AS_WISHED = "I01 met I04d met I10 met " + " ".join(
    f"{criterion} not_met"
    for criterion in "E01 E02 E03 E04 E05 E06 E07 E09 E10a E10b E11 E12 E13 E14 E15".split()
)
MEASURED_AT_SCREENING = {  # ECOG, and the ejection fraction as the report gives it
    "S-001": ("1", "62"),
    "S-002": ("1", "60-65"),
    "S-003": ("2", "57"),
    "S-004": ("1", "55-60"),
    "S-005": ("2", "56"),
    "S-006": ("1", "61"),
    "S-007": ("1", "48"),
    "S-008": ("1", "59"),
}
ANSWERED: dict[tuple[str, str], Row] = {  # what is told of one patient, in place of the wish or beside it
    ("S-001", "E10b"): {
        "answer": "met",
        "note": "Enoxaparin 40 mg daily since the port was laid in January; INR normal.",
    },
    ("S-004", "I07"): {
        "answer": "judged_acceptable",
        "value": "incomplete right bundle branch block",
        "judged_by": "investigator",
    },
    ("S-006", "E09"): {"answer": "", "note": "Syphilis serology drawn, result not filed."},
    ("S-007", "I08"): {"answer": "met", "note": "Echo of 5 August, read at the referring hospital."},
    ("S-008", "I03"): {"answer": "met", "value": "2"},
    ("S-008", "I04b"): {"answer": "not_met", "value": "71", "unit": "10^9/L"},
    ("S-008", "I09"): {"answer": "met"},
}

# --- the committee ----------------------------------------------------------------------------

PNEUMONIA = (
    "Streptococcus pneumoniae in sputum and urine antigen; CT of 14 August shows a new lobar "
    "consolidation in the right lower lobe, outside the irradiated volume; retained sample of "
    "lot HD260704 sterile; fever gone after three days of antibiotics."
)
SLIP = (
    "Pharmacy release record of lot HD260302 and the infusion sheet of 13 April both show 2.02e7 cells; "
    "no bag of the lot was released with more than 2.1e7. 2.02e8 is a slip of the exponent in the database: "
    "the dose was that of level 1."
)
RULINGS: dict[tuple[str, str], Row] = {
    ("S-006", "Lung infection"): {
        "adjudication_id": "ADJ-01",
        "verdict": "not_dlt",
        "decided_on": "2026-08-28",
        "decided_by": "safety committee",
        "reason": PNEUMONIA,
        "ruled_grade": "3",
    }
}

RULINGS_BESIDE: list[Row] = [  # on what the monitor raises itself
    {
        "adjudication_id": "ADJ-02",
        "event_id": "elig:S-001",
        "verdict": "not_dlt",
        "decided_on": "2026-04-15",
        "decided_by": "safety committee",
        "reason": "The trial's text admits anticoagulants in inclusion 6 and refuses them in exclusion 10. "
        "Enoxaparin at a preventive dose, INR 1.02, platelets 186: no bleeding. He counts. The sponsor is "
        "asked to settle the text before the next patient.",
    },
    {
        "adjudication_id": "ADJ-03",
        "event_id": "dose:INF-003-3",
        "verdict": "not_dlt",
        "decided_on": "2026-04-27",
        "decided_by": "safety committee",
        "reason": SLIP,
    },
]

DECISIONS: list[Row] = [
    {
        "decision_id": "DEC-01",
        "level": "1",
        "decision": "other",
        "decided_on": "2026-04-15",
        "decided_by": "safety committee; principal investigator",
        "cut_off": "2026-04-13",
        "reason": "S-002 withdrew consent on study day 16 because the journey to the hospital is "
        "too long, for no adverse event. One more patient at level 1.",
    },
    {
        "decision_id": "DEC-02",
        "level": "1",
        "decision": "escalate",
        "decided_on": "2026-06-18",
        "decided_by": "safety committee",
        "cut_off": "2026-06-15",
        "reason": "Three evaluable patients through study day 31 without a DLT. Vomiting grade 3 "
        "of S-001 and lymphocytes grade 4 of S-003 were discussed. Level 2 may begin, the first "
        "two patients at least 14 days apart.",
    },
]

# --- writing it down --------------------------------------------------------------------------


def subjects() -> list[Row]:
    names = COLUMNS["subjects"].split()
    return [
        dict(zip(names, ("" if cell == "-" else cell for cell in line.split()), strict=True))
        for line in SUBJECTS.splitlines()
    ]


def study_day(subject: str, day: int) -> date:
    return FIRST_INFUSION[subject] + timedelta(days=day - 1)


def at(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


def stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def infusions(patients: list[Row], chance: random.Random) -> list[Row]:
    return [
        infusion(patient, number, chance)
        for patient in patients
        if patient["subject_id"] in FIRST_INFUSION
        for number in range(1, len(INFUSION_DAYS) + 1)
    ]


def infusion(patient: Row, number: int, chance: random.Random) -> Row:
    subject = patient["subject_id"]
    planned = PLANNED_CELLS[patient["dose_level"]]
    id_ = f"INF-{subject[2:]}-{number}"
    start = at(study_day(subject, INFUSION_DAYS[number - 1]), 10, chance.randrange(0, 30, 5))
    return {
        "infusion_id": id_,
        "subject_id": subject,
        "number": str(number),
        "started_at": stamp(start),
        "ended_at": stamp(start + timedelta(minutes=chance.randrange(50, 75, 5))),
        "cells": cells(planned * chance.uniform(0.96, 1.04)),
        "planned_cells": cells(planned),
        "status": "completed",
        "lot": LOTS[subject],
    } | WRITTEN.get(id_, {})


def cells(count: float) -> str:
    return f"{count / 1e7:.2f}e7"


def adverse_events() -> list[Row]:
    return [{"event_id": f"AE-{n:02d}"} | row for n, row in enumerate(EVENTS, start=1)]


def measurements(patients: list[Row], chance: random.Random) -> list[Row]:
    rows = [row for patient in patients for row in samples(patient, chance)]
    return [{"measurement_id": f"M-{n:03d}"} | row for n, row in enumerate(rows, start=1)]


def samples(patient: Row, chance: random.Random) -> list[Row]:
    """All results of one patient, visit by visit."""
    subject = patient["subject_id"]
    arrival = arrival_values(subject)
    told = {test: iter(text.split()) for (who, test), text in TOLD.items() if who == subject}
    rows = []
    for drawn, day, tests in visits(subject):
        values: dict[str, str] = {}
        for test in reversed(tests):  # white cells last: they are the sum of the others
            if test == "WBC":
                values[test] = white_cells(values, chance)
            elif test in told:
                values[test] = next(told[test])
            else:
                values[test] = drifted(test, arrival[test], day, chance)
        collected = stamp(at(drawn, 7, chance.randrange(5, 60)))
        rows += [result(patient, test, collected, values[test]) for test in tests]
    return rows


def arrival_values(subject: str) -> dict[str, float]:
    words = ARRIVAL[subject].split()
    return {test: float(value) for test, value in zip(words[::2], words[1::2], strict=True)}


def visits(subject: str) -> list[tuple[date, int, list[str]]]:
    """The day of each sample, its study day (screening as 0) and what is measured."""
    planned = [(SCREENED[subject], 0, FULL)]
    if subject in FIRST_INFUSION:
        last = LAST_VISIT.get(subject, max(VISITS))
        planned += [(study_day(subject, d), d, tests) for d, tests in VISITS.items() if d <= last]
    return planned


def drifted(test: str, start: float, day: int, chance: random.Random) -> str:
    """A value on its way: a shallow dip about day 12, a slow taper, and the day's noise."""
    dip = DIP.get(test, 0.0) * max(0.0, 1 - abs(day - 12) / 20) if day else 0.0
    taper = TAPER.get(test, 0.0) * day / max(VISITS)
    value = start * (1 + dip + taper) * (1 + NOISE[test] * chance.uniform(-1, 1))
    return f"{value:.{UNITS[test][1]}f}"


def white_cells(values: Row, chance: random.Random) -> str:
    others = chance.uniform(0.35, 0.65)  # monocytes, eosinophils, basophils
    return f"{float(values['NEUT']) + float(values['LYM']) + others:.2f}"


def result(patient: Row, test: str, collected: str, value: str) -> Row:
    low, high = LIMITS[test][patient["sex"]]
    return {
        "subject_id": patient["subject_id"],
        "test": test,
        "collected_at": collected,
        "value": value,
        "unit": UNITS[test][0],
        "low": low,
        "high": high,
    }


def adjudications(events: list[Row]) -> list[Row]:
    ids = {(row["subject_id"], row["term"]): row["event_id"] for row in events}
    of_events = [{"event_id": ids[ruled]} | ruling for ruled, ruling in RULINGS.items()]
    return sorted([*of_events, *RULINGS_BESIDE], key=lambda row: row["adjudication_id"])


def screening(patients: list[Row]) -> list[Row]:
    return [row for patient in patients for row in screened(patient["subject_id"])]


def screened(subject: str) -> list[Row]:
    """The answers of one patient in the order of the criteria."""
    words = AS_WISHED.split()
    rows: dict[str, Row] = {c: {"answer": a} for c, a in zip(words[::2], words[1::2], strict=True)}
    ecog, ejection = MEASURED_AT_SCREENING[subject]
    rows["I02"] = {"answer": "met", "value": ecog}
    rows["I07"] = {"answer": "met"}
    rows["I08"] = {"answer": "met", "value": ejection, "unit": "%"}
    for (who, criterion), told in ANSWERED.items():
        if who == subject:
            rows[criterion] = rows.get(criterion, {}) | told
    day = SCREENED[subject].isoformat()
    order = sorted(rows, key=lambda criterion: (criterion[0] == "E", criterion))
    return [{"subject_id": subject, "criterion": c, "date": day} | rows[c] for c in order]


def write(folder: Path, name: str, rows: list[Row]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS[name].split(), restval="", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main(folder: Path) -> None:
    chance = random.Random(SEED)
    patients, events = subjects(), adverse_events()
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, "subjects", patients)
    write(folder, "infusions", infusions(patients, chance))
    write(folder, "adverse_events", events)
    write(folder, "measurements", measurements(patients, chance))
    write(folder, "adjudications", adjudications(events))
    write(folder, "decisions", DECISIONS)
    write(folder, "screening", screening(patients))
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python tests/make_demo_study.py FOLDER")
    main(Path(sys.argv[1]))
