"""Our facts against NCI's own table of CTCAE v5.0, cell by cell."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from safety.grading import Limit, read_limits
from tests.grading.ncis_cells import NCI, Way, cell, facts_alone, nci, numbered
from tests.grading.read_as import CONVERTED, READ_AS, ROUNDED, STEPS

with_nci = pytest.mark.skipif(not NCI.exists(), reason="NCI's table of CTCAE v5.0 is not beside the project")
TERMS = read_limits().terms

# Which measurements, by their CDISC codes, a term is read from, and the units that its rows hold in.
READ_FROM = """
    Anemia                                  HGB        g/dL g/L mmol/L
    Hemoglobin increased                    HGB        g/dL g/L mmol/L
    White blood cell decreased              WBC        10^9/L
    Leukocytosis                            WBC        10^9/L
    Neutrophil count decreased              NEUT       10^9/L
    Febrile neutropenia                     NEUT       10^9/L
    Lymphocyte count decreased              LYM        10^9/L
    Lymphocyte count increased              LYM        10^9/L
    CD4 lymphocytes decreased               CD4        10^9/L
    Platelet count decreased                PLAT       10^9/L
    Eosinophilia                            EOS        10^9/L
    Methemoglobinemia                       METHGB     % 1 g/dL g/L
    Activated partial thromboplastin time prolonged  APTT  s
    INR increased                           INR        1
    Fibrinogen decreased                    FIBRINO    mg/dL g/L
    Haptoglobin decreased                   HAPTOG     g/L mg/dL umol/L
    Alanine aminotransferase increased      ALT        U/L ukat/L
    Aspartate aminotransferase increased    AST        U/L ukat/L
    Alkaline phosphatase increased          ALP        U/L ukat/L
    GGT increased                           GGT        U/L ukat/L
    Blood bilirubin increased               BILI       umol/L mg/dL mmol/L
    Blood lactate dehydrogenase increased   LDH        U/L ukat/L
    Creatinine increased                    CREAT      umol/L mg/dL mmol/L
    CPK increased                           CK         U/L ukat/L
    Lipase increased                        LIPASE,LIPASET  U/L ukat/L
    Serum amylase increased                 AMYLASE    U/L ukat/L
    Pancreatic enzymes decreased            LIPASE,LIPASET,AMYLASE  U/L ukat/L
    Cardiac troponin I increased            TROPONI    ng/L ug/L
    Cardiac troponin T increased            TROPONT    ng/L ug/L
    Cholesterol high                        CHOL       mg/dL mmol/L
    Hypertriglyceridemia                    TRIG       mg/dL mmol/L
    Hypoalbuminemia                         ALB        g/dL g/L
    Hypercalcemia                           CA,CACR    mg/dL mmol/L
    Hypercalcemia                           CAION      mmol/L
    Hypocalcemia                            CA,CACR    mg/dL mmol/L
    Hypocalcemia                            CAION      mmol/L
    Hyperkalemia                            K          mmol/L mEq/L
    Hypokalemia                             K          mmol/L mEq/L
    Hypernatremia                           SODIUM     mmol/L mEq/L
    Hyponatremia                            SODIUM     mmol/L mEq/L
    Hypermagnesemia                         MG         mg/dL mmol/L
    Hypomagnesemia                          MG         mg/dL mmol/L
    Hypoglycemia                            GLUC       mg/dL mmol/L
    Hyperuricemia                           URATE      umol/L mg/dL mmol/L
    Acidosis                                PH         1
    Alkalosis                               PH         1
    Blood bicarbonate decreased             BICARB     mmol/L mEq/L
    Thyroid stimulating hormone increased   TSH        mU/L
    Chronic kidney disease                  GFRE,EGFR,CREATCLR  mL/min/1.73m2 mL/min
    Proteinuria                             PROTEXR    g/d
    Fever                                   TEMP       Cel degF
    Hypothermia                             TEMP       Cel degF
    Hypertension                            SYSBP      mmHg
    Hypertension                            DIABP      mmHg
    Electrocardiogram QT corrected interval prolonged  QTCF,QTCB,QTC,QTCFAG,QTCBAG,QTCAG  ms
    Ejection fraction decreased             LVEF       %
    Hypoxia                                 OXYSAT     %
    Hypoxia                                 PO2        mmHg
    Forced expiratory volume decreased      FEV1PP     %
    Vital capacity abnormal                 VCPP,SVCPP,FVCPP  %
    Carbon monoxide diffusing capacity decreased  DLCO  mL/min/mmHg
    Weight loss                             WEIGHT     kg lb g
    Weight gain                             WEIGHT     kg lb g
    Obesity                                 BMI        kg/m2
"""
MEASURED = {"CAION": "ionized", "SYSBP": "systolic", "DIABP": "diastolic", "PO2": "pao2"}
COLUMN = {"low": "LLN", "high": "ULN", "baseline": "baseline", "high_or_baseline": "ULN or baseline"}


def rows_of(term: str) -> list[Limit]:
    return [row for row in read_limits().rows if row.term == term]


def ways_of(row: Limit) -> Iterator[Way]:
    """A row of limits, said as NCI says it; one way, or one for each of its units that NCI prints."""
    sign = {"below": "<", "above": ">"}[row.crosses] + "=" * row.closed
    conditions = {(fact, "NY"[wanted]) for fact, wanted in row.facts}
    if row.if_baseline:
        conditions.add(("if_baseline", row.if_baseline))
    if row.normal_below == row.normal_below:
        conditions.add(("normal_below", f"{row.normal_below:g}"))
    of = (
        f"x {COLUMN[row.times]}" if row.times else next(iter(row.units)).replace("1", "", row.units == ("1",))
    )
    if row.plus:
        of = f"{row.units[0]} from {COLUMN[row.plus]}"
    number = Decimal(f"{row.limit:.12g}")
    yield Way(row.grade, MEASURED.get(row.tests[0], ""), sign, number, of, frozenset(conditions))


def ways_of_nci(term: str) -> set[Way]:
    ways = {clause.way for clause in numbered(term)}
    for unit, (printed, factor) in CONVERTED.get(term, {}).items():
        for way in [way for way in ways if way.of.split()[0] == printed]:
            number = way.number * Decimal(factor)
            ways.add(way._replace(of=way.of.replace(printed, unit), number=number))
    return ways


def read_from() -> dict[str, dict[tuple[str, ...], tuple[str, ...]]]:
    """Term -> test codes -> units."""
    found: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {}
    for line in READ_FROM.strip().splitlines():
        term, tests, units = re.split(r"\s{2,}", line.strip())
        found.setdefault(term, {})[tuple(tests.split(","))] = tuple(units.split())
    return found


@with_nci
@pytest.mark.parametrize("term", TERMS)
def test_each_number_of_ncis_cells_is_a_row_and_each_row_a_number_there(term: str) -> None:
    rows = {way for row in rows_of(term) for way in ways_of(row)}

    assert rows == ways_of_nci(term)


@with_nci
@pytest.mark.parametrize("term", TERMS)
def test_where_a_range_ends_the_next_grade_begins(term: str) -> None:
    steps = {Decimal(0), Decimal(STEPS.get(term, "0"))}
    for way, ends in numbered(term):
        later = [to for to in ways_of_nci(term) if to.grade >= way.grade and to.measured == way.measured]
        assert ends is None or steps & {abs(to.number - ends) for to in later}, f"{way} ends at {ends}"


@with_nci
@pytest.mark.parametrize("reading", READ_AS, ids=lambda reading: f"{reading.term} {reading.read_as}")
def test_what_is_read_otherwise_is_really_printed(reading: tuple[str, ...]) -> None:
    for grade in reading.grades:
        assert re.search(reading.printed, nci()[reading.term][f"grade_{grade}"])


@with_nci
@pytest.mark.parametrize("term", TERMS)
def test_a_clinical_fact_alone_may_give_the_grades_that_ncis_cells_say(term: str) -> None:
    grades = [grade for grade in (1, 2, 3, 4) if facts_alone(term, grade)]

    assert {row.facts_up_to for row in rows_of(term)} == {max(grades, default=0)}


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_read_from_its_measurements_alone(term: str) -> None:
    rows = rows_of(term)

    assert {row.tests for row in rows} == set(read_from()[term])
    assert all(set(row.units) <= set(read_from()[term][row.tests]) for row in rows)


@pytest.mark.parametrize("term", TERMS)
def test_every_unit_of_a_term_has_all_its_multiples(term: str) -> None:
    """Fixed limits stand once a unit, or once for units told alike; a multiple holds in all of them."""
    for tests, units in read_from()[term].items():
        rows = [row for row in rows_of(term) if row.tests == tests]
        assert all(row.units == units for row in rows if row.times or len(row.units) > 1)
        counts = {sum(unit in row.units for row in rows if not row.times) for unit in units}
        assert len(counts) == 1


@pytest.mark.parametrize("term", TERMS)
def test_only_where_ncis_whole_numbers_leave_holes_is_a_value_rounded(term: str) -> None:
    """A change in QTc is one number in NCI's text: it has no hole."""
    ranges = [row for row in rows_of(term) if not (row.plus and row.units == ("ms",))]
    assert {row.whole for row in ranges} == {term in ROUNDED}
    assert not any(row.whole for row in rows_of(term) if row not in ranges)


@pytest.mark.parametrize("row", read_limits().rows, ids=lambda row: row.criterion)
def test_the_name_of_a_criterion_says_what_it_is(row: Limit) -> None:
    said = row.criterion.removeprefix(f"{row.term} {row.grade}")
    units = {unit for limit in read_limits().rows for unit in limit.units} - {"1", "%"}

    assert {word for word in said.split() if word in units} <= set(row.units)
    assert ("symptomatic" in said) == (("symptomatic", True) in row.facts)
    if " x " in said:
        assert said.split(" x ")[1] == COLUMN.get(row.times)


@with_nci
def test_no_term_reads_a_grade_that_ncis_table_does_not_have() -> None:
    assert all(cell(row.term, row.grade) for row in read_limits().rows)
