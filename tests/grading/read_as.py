"""Where NCI's cells of CTCAE v5.0 are not taken at their word, each with its reason.

`printed` must really stand in the cell (a regular expression); `read_as` is read in its place.
"""

from typing import NamedTuple


class Reading(NamedTuple):
    term: str
    grades: tuple[int, ...]
    printed: str
    read_as: str
    reason: str


CALCIUM = "a calcium beyond normal with symptoms; symptoms alone are nobody's calcium"
ONE_OF_TWO = "without symptoms is the lower grade of a range that stands in two grades: its row asks for none"
CHILDREN = "the trial's patients are adults; percentiles of children are not in the records"
CONTINUOUS = (
    "NCI prints whole numbers and leaves a hole between them, which belongs to the worse grade's side"
)
DIPSTICK = "the dipstick is no number, and the 24-hour collection wins"
NO_CUT_OFF = "the maker's level of myocardial infarction stands in no column"

READ_AS = (
    Reading("Hemoglobin increased", (1, 2, 3), r"Increase in (>\d(?: - \d)?) g/dL", r"\1 g/dL above ULN",
            "the cell names no reference; the definition says above normal"),
    Reading("Febrile neutropenia", (3,), r"with a single temperature.*", "with fever",
            "the temperature is judged where it was taken: the fact is given beside the count"),
    Reading("CD4 lymphocytes decreased", (3,), r"<0\.2 x 0\.05 - 10e9", "<0.2 - 0.05 x 10e9", "misprint"),
    Reading("INR increased", (1, 2, 3), r"^(>[\d.]+(?: - [\d.]+)?);", r"\1 if not on anticoagulation;",
            "on anticoagulation the baseline counts; the fixed limits would grade a wanted INR 3"),
    Reading("Fibrinogen decreased", (1,), r"<25% decrease", ">0 - 25% decrease", "a fall begins above nought"),
    Reading("Lipase increased", (2,), r"; >2\.0 - 5\.0 x ULN and asymptomatic", "", ONE_OF_TWO),
    Reading("Lipase increased", (3,), r"and asymptomatic", "", ONE_OF_TWO),
    Reading("Serum amylase increased", (2,), r"; >2\.0 - 5\.0 x ULN and asymptomatic", "", ONE_OF_TWO),
    Reading("Serum amylase increased", (3,), r"and asymptomatic", "", ONE_OF_TWO),
    Reading("Pancreatic enzymes decreased", (1,), r"and asymptomatic", "", ONE_OF_TWO),
    Reading("Cardiac troponin I increased", (1,), r".*upper limit of normal.*", ">ULN", NO_CUT_OFF),
    Reading("Cardiac troponin T increased", (1,), r".*upper limit of normal.*", ">ULN", NO_CUT_OFF),
    Reading("Hypercalcemia", (2,), r"; symptomatic", "; symptomatic >ULN; symptomatic ionized >ULN", CALCIUM),
    Reading("Hypocalcemia", (2,), r"; symptomatic", "; symptomatic <LLN; symptomatic ionized <LLN", CALCIUM),
    Reading("Hyponatremia", (2,), r"125-129 mmol/L and asymptomatic", "<130 mmol/L", CONTINUOUS),
    Reading("Hyponatremia", (3,), r"125-129 (.*); 120-124 (\S+) .*", r"<130 \1; <125 \2", CONTINUOUS),
    Reading("Hyperuricemia", (3,), r">ULN with physiologic", "with physiologic",
            "the same number as grade 1: a clinical fact raises it"),
    Reading("Acidosis", (1,), r"<normal, but >=(7\.3)", r"<LLN - \1", "normal ends at its lower limit"),
    Reading("Alkalosis", (1,), r">normal, but <=(7\.5)", r">ULN - \1", "normal ends at its upper limit"),
    Reading("Thyroid stimulating hormone increased", (1,), r"^TSH increased", ">ULN", "increased is above ULN"),
    Reading("Chronic kidney disease", (1,), r" or proteinuria 2\+.*", "",
            "the dipstick is no number; a ratio of urine protein has no CDISC code of its own here"),
    Reading("Chronic kidney disease", (2,), r"59 - 30", "<60 - 30", CONTINUOUS),
    Reading("Chronic kidney disease", (3,), r"29 - 15", "<30 - 15", CONTINUOUS),
    Reading("Proteinuria", (1,), r"1\+ proteinuria;", "", DIPSTICK),
    Reading("Proteinuria", (2,), r"2\+ and 3\+ proteinuria;", "", DIPSTICK),
    Reading("Proteinuria", (3,), r"; 4\+ proteinuria", "", DIPSTICK),
    Reading("Proteinuria", (2, 3), r"; Pediatric:.*", "", CHILDREN),
    Reading("Fever", (2,), r"102\.3", ">102.2", "102.2 to 102.3 F is above 39.0 C, where Celsius has no hole"),
    Reading("Fever", (3,), r"\) for <=24 hrs", "", "the lower grade of two with one limit: its row asks for none"),
    Reading("Fever", (4,), r"(>40\.0 degrees C) \((.*)\) for >24 hrs", r"\1 over 24 hours; \2 over 24 hours",
            "the duration holds in both units"),
    Reading("Hypothermia", (4,), r"; 82\.4", "; <=82.4", "the sign before the Celsius holds for Fahrenheit"),
    Reading("Hypertension", (1, 2, 3), r"; Pediatric.*", "", CHILDREN),
    Reading("Hypertension", (2,), r" or diastolic", " if previously WNL or diastolic",
            "previously within normal limits is said once for both pressures"),
    Reading("Hypertension", (2,), r"; recurrent or persistent \(>=24 hrs\)", "; recurrent or persistent",
            "a clinical fact: one pressure does not tell how long it lasted"),
    Reading("Hypertension", (2,), r"; symptomatic increase .*?mm Hg;", "; symptomatic increase;",
            "symptoms by this rise are a clinical fact that grade 4 stands above"),
    Reading("Hypoxia", (2,), r"with exercise \(e\.g\., pulse oximeter (<88%)\)", r"\1",
            "at rest it is the worse grade: unless rest is stated, this one"),
    Reading("Hypoxia", (3,), r"\(e\.g\., pulse oximeter (<88%) or (PaO2 <=55 mm Hg)\)", r"\1; \2",
            "an example, and the only number; blood gases are taken at rest"),
    Reading("Forced expiratory volume decreased", (1,), r".*99 - 70%", "<100 - 70%", CONTINUOUS),
    Reading("Forced expiratory volume decreased", (2,), r".*60 - 69%", "<70 - 60%", CONTINUOUS),
    Reading("Forced expiratory volume decreased", (3,), r"50 - 59%", "<60 - 50%", CONTINUOUS),
    Reading("Forced expiratory volume decreased", (4,), r"<= 49%", "<50%", CONTINUOUS),
    Reading("Carbon monoxide diffusing capacity decreased", (2,), r"6 - 8 units below", ">5 - 8 units below",
            "the follow-up beside it begins above 5: no hole from 5 to 6"),
    Reading("Carbon monoxide diffusing capacity decreased", (1, 2), r"; (?:a)?symptomatic and inter.*", "",
            "the decrease decides, and symptoms raise it where grade 3 says so"),
    Reading("Carbon monoxide diffusing capacity decreased", (3,), r"Asymptomatic (decrease of >8 units) drop",
            r"\1 from LLN; \1 from baseline", "grade 3 names no reference: the two of grades 1 and 2"),
    Reading("Carbon monoxide diffusing capacity decreased", (3,), r"(>5 units) drop along .*?\);",
            r"symptomatic decrease of \1 from LLN; symptomatic decrease of \1 from baseline;",
            "grade 3 names no reference: the two of grades 1 and 2"),
    Reading("Weight loss", (1, 2, 3), r"from baseline", "decrease from baseline", "the term says loss"),
)  # fmt: skip

# Limits that NCI prints in one unit only, taken over exactly: 1 g/dL of haemoglobin is 0.6206 mmol/L.
CONVERTED = {
    "Hemoglobin increased": {"g/L": ("g/dL", "10"), "mmol/L": ("g/dL", "0.6206")},
    "Fibrinogen decreased": {"g/L": ("mg/dL", "0.01")},
}
# Whole numbers a step apart: a value between them is rounded first (QTc, ejection fraction), or belongs to the
# grade before, since the next one begins at its own number.
STEPS = {
    "Electrocardiogram QT corrected interval prolonged": "1",
    "Ejection fraction decreased": "1",
    "Hypertension": "1",
    "Obesity": "0.1",
}
ROUNDED = ("Electrocardiogram QT corrected interval prolonged", "Ejection fraction decreased")
