"""CTCAE v5.0 read a second time: cells of the blood, coagulation, liver, pancreas, muscle."""

from tests.grading.worlds import WAIVED, Sample, World, above, below, down_to, opinion, times, up_to

CELLS = {"10^9/L": "0.01 1.8 7.5 60"}
HGB = {"g/dL": "3 12 16 24", "g/L": "30 120 160 240", "mmol/L": "2 7.4 9.9 15"}
ENZYME = {"U/L": "1 10 40 4000", "ukat/L": "0.1 0.2 0.7 80"}


def above_normal(sample: Sample) -> bool | None:
    known = sample.baseline is not None and sample.high is not None
    return sample.baseline > sample.high if known else None


def below_normal(sample: Sample) -> bool | None:
    known = sample.baseline is not None and sample.low is not None
    return sample.baseline < sample.low if known else None


@opinion("Anemia", "HGB", HGB, by="low", facts=4)
def anemia(x: World) -> int:
    grades_2_and_3 = {"g/dL": ("10", "8"), "g/L": ("100", "80"), "mmol/L": ("6.2", "4.9")}
    return below(x.value, x.low, *grades_2_and_3[x.unit])


@opinion("Hemoglobin increased", "HGB", HGB, by="high")
def hemoglobin_increased(x: World) -> int:
    rise = {"g/dL": ("2", "4"), "g/L": ("20", "40"), "mmol/L": ("1.2412", "2.4824")}[x.unit]
    return above(x.value, x.high, *(x.high + by for by in times(1, " ".join(rise))))


@opinion("White blood cell decreased", "WBC", {"10^9/L": "0.1 4 11 400"}, by="low")
def white_cells(x: World) -> int:
    return below(x.value, x.low, "3.0", "2.0", "1.0")


@opinion("Leukocytosis", "WBC", {"10^9/L": "0.1 4 11 400"}, facts=4)
def leukocytosis(x: World) -> int:
    return above(x.value, None, None, 100)


@opinion("Neutrophil count decreased", "NEUT", CELLS, by="low")
def neutrophils(x: World) -> int:
    return below(x.value, x.low, "1.5", "1.0", "0.5")


@opinion("Febrile neutropenia", "NEUT", CELLS, asks="fever", facts=4)
def febrile_neutropenia(x: World) -> int:
    return below(x.value, None, None, "1.0") if "fever" in x.true else 0


@opinion("Lymphocyte count decreased", "LYM", {"10^9/L": "0.01 1.0 4.8 60"}, by="low")
def lymphocytes(x: World) -> int:
    return below(x.value, x.low, "0.8", "0.5", "0.2")


@opinion("Lymphocyte count increased", "LYM", {"10^9/L": "0.01 1.0 4.8 60"})
def lymphocytosis(x: World) -> int:
    return above(x.value, None, 4, 20)


@opinion("CD4 lymphocytes decreased", "CD4", {"10^9/L": "0.01 0.6 1.5 8"}, by="low")
def cd4(x: World) -> int:
    return below(x.value, x.low, "0.5", "0.2", "0.05")


@opinion("Platelet count decreased", "PLAT", {"10^9/L": "1 150 400 1500"}, by="low")
def platelets(x: World) -> int:
    return below(x.value, x.low, 75, 50, 25)


@opinion("Eosinophilia", "EOS", {"10^9/L": "0.01 0.04 0.5 50"}, by="ULN baseline", facts=3)
def eosinophilia(x: World) -> int:
    # Where no baseline is asked for, above the upper limit of normal is enough.
    return above(x.value, x.high if x.baseline == WAIVED else max(x.high, x.baseline))


@opinion("Methemoglobinemia", "METHGB", {"%": "0.1 0.2 1.5 60"}, by="high", facts=4)
def methemoglobin(x: World) -> int:
    return above(x.value, None, x.high)


@opinion("Activated partial thromboplastin time prolonged", "APTT", {"s": "10 25 37 300"}, by="high", facts=3)
def aptt(x: World) -> int:
    return above(x.value, *times(x.high, "1 1.5 2.5"))


@opinion("INR increased", "INR", {"": "0.5 0.9 1.2 20"}, by="baseline", asks="on_anticoagulation", facts=3)
def inr(x: World) -> int:
    on = "on_anticoagulation" in x.true
    return above(x.value, *times(x.baseline, "1 1.5 2.5")) if on else above(x.value, "1.2", "1.5", "2.5")


@opinion("Fibrinogen decreased", "FIBRINO", {"mg/dL": "8 200 400 1500", "g/L": "0.08 2 4 15"},
         by="low baseline", asks="baseline_abnormal", abnormal=below_normal)  # fmt: skip
def fibrinogen(x: World) -> int:
    of_normal = below(x.value, *times(x.low, "1 0.75 0.5 0.25"))
    fall = 0
    if "baseline_abnormal" in x.true:
        fall = max(below(x.value, x.baseline), down_to(x.value, None, *times(x.baseline, "0.75 0.5 0.25")))
    return max(of_normal, fall, below(x.value, None, None, None, {"mg/dL": 50, "g/L": "0.5"}[x.unit]))


@opinion("Haptoglobin decreased", "HAPTOG", {"g/L": "0.05 0.3 2 6", "mg/dL": "5 30 200 600"}, by="low")
def haptoglobin(x: World) -> int:
    return below(x.value, x.low)


def against_baseline(x: World, multiples: str, from_baseline: str) -> int:
    """Multiples of ULN where the baseline was normal, of the baseline where it was not."""
    if "baseline_abnormal" not in x.true:
        return above(x.value, x.high, *times(x.high, multiples))
    first = up_to(x.value, *times(x.baseline, from_baseline))
    return max(first, above(x.value, None, *times(x.baseline, multiples)))


for _term, _test, _multiples, _from_baseline in (
    ("Alanine aminotransferase increased", "ALT", "3 5 20", "1.5"),
    ("Aspartate aminotransferase increased", "AST", "3 5 20", "1.5"),
    ("Alkaline phosphatase increased", "ALP", "2.5 5 20", "2"),
    ("GGT increased", "GGT", "2.5 5 20", "2"),
):
    opinion(_term, _test, ENZYME, by="ULN baseline", asks="baseline_abnormal", abnormal=above_normal)(
        lambda x, multiples=_multiples, start=_from_baseline: against_baseline(x, multiples, start)
    )


@opinion("Blood bilirubin increased", "BILI",
         {"umol/L": "1 3 21 900", "mg/dL": "0.1 0.2 1.2 50", "mmol/L": "0.001 0.003 0.021 0.9"},
         by="ULN baseline", asks="baseline_abnormal", abnormal=above_normal)  # fmt: skip
def bilirubin(x: World) -> int:
    return above(x.value, *times(x.baseline if "baseline_abnormal" in x.true else x.high, "1 1.5 3 10"))


@opinion("Blood lactate dehydrogenase increased", "LDH", ENZYME, by="high")
def ldh(x: World) -> int:
    return above(x.value, x.high)


@opinion("CPK increased", "CK", ENZYME, by="high")
def ck(x: World) -> int:
    return above(x.value, *times(x.high, "1 2.5 5 10"))


def pancreas(x: World) -> int:
    unaffected = above(x.value, *times(x.high, "1 1.5 5"))
    affected = above(x.value, *times(x.high, "1 1.5 2 5"))
    return affected if "symptomatic" in x.true else unaffected


opinion("Lipase increased", "LIPASE LIPASET", ENZYME, by="high", asks="symptomatic")(pancreas)
opinion("Serum amylase increased", "AMYLASE", ENZYME, by="high", asks="symptomatic")(pancreas)


@opinion("Pancreatic enzymes decreased", "LIPASE LIPASET AMYLASE", ENZYME, by="low", facts=3)
def pancreatic_enzymes(x: World) -> int:
    return below(x.value, x.low)
