"""The file of clauses: every cell of it checked when it is read, and each clause found in NCI's own table."""

import csv
import re
from functools import cache

import pytest

from safety.records.ctcae_findings import FINDINGS_FILE, read_clauses
from safety.records.ctcae_terms import read_terms
from safety.records.refusal import FileRefused
from tests.domain.test_clinical_findings import TERMS
from tests.studies import SHARED

NCI = SHARED / "ctcae" / "ctcae_v5.csv"
with_nci = pytest.mark.skipif(not NCI.exists(), reason="NCI's table of CTCAE v5.0 is not beside the project")
GRADES = (1, 2, 3, 4)
URGENT = r"(?<!non-)urgent (medical )?intervention"
BY_VEIN = r"\b(iv|intravenous|parenteral)\b[^;]*(intervention|hydration)"

# A word of NCI's cell, and the value in our column that says the same.
KEYWORDS = [
    (r"life-threatening", "life_threatening", "Y"),
    (URGENT, "urgency", "urgent"),
    (r"hospitali", "hospitalized", "Y"),
    (r"tube feeding|tpn", "tube_feeding_or_tpn", "Y"),
    (r"intubation|ventilat", "ventilation", "Y"),
    (r"instrumental adl", "adl", "instrumental"),
    (r"self care adl", "adl", "self_care"),
    (r"oxygen indicated|supplemental oxygen", "oxygen", "intermittent"),
    (r"<40% o2|saturation at rest", "oxygen", "under_40"),
    (r"≥ ?40% o2", "oxygen", "from_40"),
    (r"asymptomatic", "symptoms", "none"),
    (r"mild (symptoms|pain)", "symptoms", "mild"),
    (r"moderate (symptoms|pain)", "symptoms", "moderate"),
    (r"severe (symptoms|pain)", "symptoms", "severe"),
    (r"\bsymptomatic\b(?! (treatment|medication))", "symptomatic", "Y"),
    (r"intervention not indicated", "intervention", "none"),
    (r"nonprescription intervention", "intervention", "nonprescription"),
    (r"topical intervention", "intervention", "topical"),
    (r"\boral intervention", "intervention", "oral"),
    (r"medical intervention indicated|(^|; )intervention indicated|treatment indicated", "intervention", "medical"),
    (BY_VEIN, "intervention", "iv"),
    (r"invasive intervention", "intervention", "invasive"),
    (r"operative intervention", "intervention", "operative"),
    (r"pressor", "pressors", "1"),
    (r"instability", "instability", "Y"),
    (r"interruption not indicated", "infusion_interrupted", "no"),
    (r"responds promptly", "infusion_interrupted", "prompt"),
    (r"^prolonged", "infusion_interrupted", "prolonged"),
    (r"recurrence", "infusion_interrupted", "recurrent"),
]  # fmt: skip

SAID_WITHOUT_A_CLAUSE = {  # the cell has the word, and the columns cannot tell what it says
    (
        "Adult respiratory distress syndrome",
        3,
        "ventilation",
    ): "no tube is needed: a floor, and the lowest grade",
    ("Pleural effusion", 3, "symptomatic"): "with respiratory distress and hypoxia, which no column holds",
    ("Anaphylaxis", 3, "symptomatic"): "of a bronchospasm, which no column holds",
    ("Rash maculo-papular", 2, "symptoms"): "of a part of the skin, which no column holds",
    ("Rash maculo-papular", 3, "symptoms"): "the same",
    ("Hypertension", 2, "symptomatic"): "of a rise in mm Hg, which no column holds",
    ("Hypertension", 3, "intervention"): "the same words as in grade 2, which could then never be right",
    ("Hypotension", 3, "intervention"): "the same words as in grade 2: only what cannot wait is more",
}
CLAUSE_WITHOUT_THE_WORD = {  # inferred, as data/README.md says
    ("Hypotension", 3, "urgency"): "grade 2 is what can wait",
    ("Hypotension", 3, "pressors"): "a vasopressor cannot wait",
    ("Hypotension", 3, "life_threatening"): "what threatens life cannot wait",
    ("Thromboembolic event", 3, "life_threatening"): "the same",
    ("Cytokine release syndrome", 4, "pressors"): "grade 3 ends with one",
}  # fmt: skip


@cache
def clauses():
    return read_clauses(read_terms())


@cache
def nci():
    with NCI.open(encoding="utf-8-sig", newline="") as lines:
        return {row["term"]: row for row in csv.DictReader(lines)}


def said(term, grade):
    """What NCI's cell says, as columns and values; an urgent intervention is said by the urgency alone."""
    cell = nci()[term][f"grade_{grade}"].lower()
    milder = re.sub(URGENT, "", cell)
    return {
        (column, value)
        for word, column, value in KEYWORDS
        if re.search(word, milder if column == "intervention" else cell)
    }


def listed(term, grade):
    """Every column and value that stands in a clause of this grade."""
    mine = [clause for clause in clauses().get(term, ()) if clause.grade == grade]
    return {(column, value) for c in mine for column, values in c.findings.items() for value in values}


@with_nci
@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("grade", GRADES)
def test_each_word_of_ncis_cell_has_its_clause_or_its_reason_to_have_none(term, grade):
    missing = {column for column, _ in said(term, grade) - listed(term, grade)}

    assert {(term, grade, column) for column in missing} <= set(SAID_WITHOUT_A_CLAUSE)


@with_nci
@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("grade", GRADES)
def test_each_clause_has_its_word_in_ncis_cell_or_its_reason(term, grade):
    columns = {column for column, _ in listed(term, grade)}
    of_symptoms = {"symptoms"} if ("symptomatic", "Y") in said(term, grade) else set()
    told = {column for column, _ in said(term, grade)} | of_symptoms

    assert {(term, grade, column) for column in columns - told} <= set(CLAUSE_WITHOUT_THE_WORD)


@with_nci
def test_no_exception_is_kept_that_is_not_needed():
    every = [(term, grade) for term in TERMS for grade in GRADES]
    unsaid = {(*cell, column) for cell in every for column, _ in said(*cell) - listed(*cell)}
    unnamed = {(*cell, c) for cell in every for c, _ in listed(*cell) if c not in {x for x, _ in said(*cell)}}

    assert set(SAID_WITHOUT_A_CLAUSE) <= unsaid
    assert set(CLAUSE_WITHOUT_THE_WORD) <= unnamed


@with_nci
def test_where_ncis_cell_says_and_one_clause_holds_both():
    both = {"life_threatening": frozenset("Y"), "urgency": frozenset({"urgent"})}
    unstable = {"life_threatening": frozenset("Y"), "instability": frozenset("Y")}

    assert " and urgent" in nci()["Hypotension"]["grade_4"]
    assert [c.findings for c in clauses()["Hypotension"] if c.grade == 4] == [both]
    assert " with hemodynamic" in nci()["Thromboembolic event"]["grade_4"]
    assert [c.findings for c in clauses()["Thromboembolic event"] if c.grade == 4] == [unstable]


def test_each_clause_cites_a_grade_below_death_that_its_term_has():
    terms = {entry.term: entry.grades for entry in read_terms().values()}

    assert all(clause.grade in terms[term] - {5} for term, found in clauses().items() for clause in found)


@pytest.mark.parametrize(
    ("wrong", "finger"),
    [
        (("Cough,3,severe", "Cough,4,severe"), "column grade: '4' stands there; allowed: a grade .*: 1, 2, 3$"),
        (("Cough,3,severe", "Cough,5,severe"), "column grade: '5' stands there"),
        (("Sepsis,4,,,,urgent", "Sepsis,5,,,,urgent"), "column grade: '5' .*: 3, 4$"),
        (("Cough,3,severe", "cough,3,severe"), "column term: 'cough' .* such as Cough"),
        (("Cough,3,severe", "Dry cough,3,severe"), "column term: 'Dry cough' stands there"),
        (("Cough,3,severe", "Cough,3,dreadful"), "column symptoms: 'dreadful' .* mild, moderate, severe"),
        (("Cough,3,severe", "Cough,3,"), "allowed: at least one finding"),
        (("Cough,3,severe", "Cough,3,severe,"), "allowed: as many cells as the header has columns, 15"),
        (("pressors", "presors"), "row 1, column presors: .* one of the columns term, grade, symptoms"),
        (("pressors", "presors"), "row 1, column pressors: nothing stands there; allowed: a column"),
    ],
)  # fmt: skip
def test_a_wrong_file_of_clauses_is_refused_with_a_finger(wrong, finger, tmp_path):
    copy = tmp_path / "findings.csv"
    text = FINDINGS_FILE.read_text(encoding="utf-8")
    assert wrong[0] in text
    copy.write_text(text.replace(*wrong, 1), encoding="utf-8")

    with pytest.raises(FileRefused, match=rf"(?m)^findings.csv, .*{finger}"):
        read_clauses(read_terms(), copy)


def test_every_mistake_is_named_at_once(tmp_path):
    copy = tmp_path / "findings.csv"
    head = FINDINGS_FILE.read_text(encoding="utf-8").splitlines()[0]
    copy.write_text(f"{head}\nCough,4,bad,,,,,,,,,,,,\nCoff,1,mild,,,,,,,,,,,,\n", encoding="utf-8")

    with pytest.raises(FileRefused) as refused:
        read_clauses(read_terms(), copy)
    assert [(f.row, f.column) for f in refused.value.fingers] == [(2, "grade"), (2, "symptoms"), (3, "term")]


def test_values_are_read_as_the_log_reads_them(tmp_path):
    copy = tmp_path / "findings.csv"
    head = FINDINGS_FILE.read_text(encoding="utf-8").splitlines()[0]
    copy.write_text(f"{head}\nCough,3,Severe  severe,,,,,,,,,,,,\n", encoding="utf-8")

    (clause,) = read_clauses(read_terms(), copy)["Cough"]
    assert clause.findings == {"symptoms": frozenset({"severe"})}
