"""CTCAE v5.0 read a second time: kidney, electrolytes, metabolism, hormones, urine."""

from tests.grading.worlds import World, above, below, opinion, times, up_to

CALCIUM = {"mg/dL": "3.3 8.5 10.5 20", "mmol/L": "0.8 2.1 2.6 5"}
IONIZED = {"mmol/L": "0.3 1.15 1.33 3"}
POTASSIUM = {"mmol/L": "1.5 3.5 5.3 12", "mEq/L": "1.5 3.5 5.3 12"}
SODIUM = {"mmol/L": "90 137 147 200", "mEq/L": "90 137 147 200"}
MAGNESIUM = {"mg/dL": "0.3 1.7 2.4 15", "mmol/L": "0.1 0.7 1.0 6"}


@opinion("Creatinine increased", "CREAT",
         {"umol/L": "10 50 100 2000", "mg/dL": "0.1 0.5 1.2 20", "mmol/L": "0.01 0.05 0.1 2"},
         by="ULN baseline")  # fmt: skip
def creatinine(x: World) -> int:
    return max(above(x.value, *times(x.high, "1 1.5 3 6")), above(x.value, None, *times(x.baseline, "1.5 3")))


@opinion(
    "Cardiac troponin I increased",
    "TROPONI",
    {"ng/L": "1 2 26 9000", "ug/L": "0.001 0.002 0.04 60"},
    by="high",
    facts=3,
)
def troponin_i(x: World) -> int:
    return above(x.value, x.high)


@opinion(
    "Cardiac troponin T increased",
    "TROPONT",
    {"ng/L": "1 2 14 9000", "ug/L": "0.001 0.002 0.1 60"},
    by="high",
    facts=3,
)
def troponin_t(x: World) -> int:
    return above(x.value, x.high)


@opinion("Cholesterol high", "CHOL", {"mg/dL": "30 100 200 900", "mmol/L": "1 2.6 5.2 24"}, by="high")
def cholesterol(x: World) -> int:
    return above(x.value, x.high, *{"mg/dL": (300, 400, 500), "mmol/L": ("7.75", "10.34", "12.92")}[x.unit])


@opinion("Hypertriglyceridemia", "TRIG", {"mg/dL": "20 50 200 9000", "mmol/L": "0.2 0.5 1.7 90"}, facts=4)
def triglycerides(x: World) -> int:
    first, *more = {"mg/dL": (150, 300, 500, 1000), "mmol/L": ("1.71", "3.42", "5.7", "11.4")}[x.unit]
    return max(up_to(x.value, first), above(x.value, None, *more))


@opinion("Hypoalbuminemia", "ALB", {"g/dL": "0.9 3.5 5.5 7", "g/L": "9 35 55 70"}, by="low", facts=4)
def albumin(x: World) -> int:
    return below(x.value, x.low, *{"g/dL": (3, 2), "g/L": (30, 20)}[x.unit])


def with_symptoms(grade: int, x: World) -> int:
    """Symptoms make a value beyond normal grade 2."""
    return max(grade, 2) if grade and "symptomatic" in x.true else grade


@opinion("Hypercalcemia", "CA CACR", CALCIUM, by="high", asks="symptomatic albumin", facts=4)
def hypercalcemia(x: World) -> int:
    limits = {"mg/dL": ("11.5", "12.5", "13.5"), "mmol/L": ("2.9", "3.1", "3.4")}[x.unit]
    symptomatic_above = above(x.value, x.high)
    return max(above(x.value, x.high, *limits), with_symptoms(symptomatic_above, x))


@opinion("Hypercalcemia", "CAION", IONIZED, by="high", asks="symptomatic", facts=4)
def ionized_hypercalcemia(x: World) -> int:
    return max(above(x.value, x.high, "1.5", "1.6", "1.8"), with_symptoms(above(x.value, x.high), x))


@opinion("Hypocalcemia", "CA CACR", CALCIUM, by="low", asks="symptomatic albumin", facts=4)
def hypocalcemia(x: World) -> int:
    limits = {"mg/dL": (8, 7, 6), "mmol/L": ("2.0", "1.75", "1.5")}[x.unit]
    return max(below(x.value, x.low, *limits), with_symptoms(below(x.value, x.low), x))


@opinion("Hypocalcemia", "CAION", IONIZED, by="low", asks="symptomatic", facts=4)
def ionized_hypocalcemia(x: World) -> int:
    return max(below(x.value, x.low, "1.0", "0.9", "0.8"), with_symptoms(below(x.value, x.low), x))


@opinion("Hyperkalemia", "K", POTASSIUM, by="high", facts=4)
def hyperkalemia(x: World) -> int:
    return above(x.value, x.high, "5.5", "6.0", "7.0")


@opinion("Hypokalemia", "K", POTASSIUM, by="low", asks="symptomatic", facts=4)
def hypokalemia(x: World) -> int:
    return max(below(x.value, x.low, None, "3.0", "2.5"), with_symptoms(below(x.value, x.low), x))


@opinion("Hypernatremia", "SODIUM", SODIUM, by="high", facts=4)
def hypernatremia(x: World) -> int:
    return above(x.value, x.high, 150, 155, 160)


@opinion("Hyponatremia", "SODIUM", SODIUM, by="low", asks="symptomatic", facts=4)
def hyponatremia(x: World) -> int:
    return below(x.value, x.low, 130, 130 if "symptomatic" in x.true else 125, 120)


@opinion("Hypermagnesemia", "MG", MAGNESIUM, by="high", facts=4)
def hypermagnesemia(x: World) -> int:
    return above(x.value, x.high, None, *{"mg/dL": (3, 8), "mmol/L": ("1.23", "3.30")}[x.unit])


@opinion("Hypomagnesemia", "MG", MAGNESIUM, by="low", facts=4)
def hypomagnesemia(x: World) -> int:
    return below(x.value, x.low, *{"mg/dL": ("1.2", "0.9", "0.7"), "mmol/L": ("0.5", "0.4", "0.3")}[x.unit])


@opinion("Hypoglycemia", "GLUC", {"mg/dL": "10 70 110 900", "mmol/L": "0.5 3.9 6.1 50"}, by="low", facts=4)
def glucose(x: World) -> int:
    return below(x.value, x.low, *{"mg/dL": (55, 40, 30), "mmol/L": ("3.0", "2.2", "1.7")}[x.unit])


@opinion("Hyperuricemia", "URATE",
         {"umol/L": "30 200 420 2000", "mg/dL": "0.5 3.4 7 34", "mmol/L": "0.03 0.2 0.42 2"},
         by="high", facts=4)  # fmt: skip
def urate(x: World) -> int:
    return above(x.value, x.high)


@opinion("Acidosis", "PH", {"": "6.7 7.35 7.45 7.9"}, by="low", facts=4)
def acidosis(x: World) -> int:
    return below(x.value, x.low, None, "7.3")


@opinion("Alkalosis", "PH", {"": "6.7 7.35 7.45 7.9"}, by="high", facts=4)
def alkalosis(x: World) -> int:
    return above(x.value, x.high, None, "7.5")


@opinion("Blood bicarbonate decreased", "BICARB", {"mmol/L": "3 22 28 60", "mEq/L": "3 22 28 60"}, by="low")
def bicarbonate(x: World) -> int:
    return below(x.value, x.low)


@opinion("Thyroid stimulating hormone increased", "TSH", {"mU/L": "0.01 0.3 4.2 200"}, by="high")
def tsh(x: World) -> int:
    return above(x.value, x.high)


@opinion("Chronic kidney disease", "GFRE EGFR CREATCLR", {"mL/min/1.73m2": "2 90 140 200", "mL/min": "2 90 140 200"},
         by="low", facts=4)  # fmt: skip
def kidney(x: World) -> int:
    return below(x.value, x.low, 60, 30, 15)


@opinion("Proteinuria", "PROTEXR", {"g/d": "0.01 0.02 0.15 30"}, by="high")
def proteinuria(x: World) -> int:
    return up_to(x.value, x.high, 1, "3.5")
