"""Every value that a person may read has words, every template can be filled, and none claims too much."""

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from string import Formatter
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from safety.domain.case_report import CellProblem
from safety.domain.changed_cell import Cell, CellChange, Downgrade
from safety.domain.data_cut import KINDS as KINDS_OF_RECORDS
from safety.domain.dlt_definition import Verdict
from safety.domain.escalation import Decision
from safety.domain.evaluability import State
from safety.domain.open_question import Code, OpenQuestion
from safety.domain.reason import (
    Clearance,
    FindingsAboveGrade,
    LeftStudy,
    MeetsRule,
    Reason,
    SiteAnswered,
    WindowOpen,
)
from safety.domain.what_changed import KNOWN_BY, PROTOCOL, ChangeKind
from safety.records import columns
from safety.review.flip import Flip
from safety.review.reconciliation import Kind, Priority
from safety.review.reference import reference
from safety.review.this_week import Matter, Owner
from safety.review.what_changed import Weight
from safety.review.what_if import Effect
from safety.wording import LANGUAGES, speech
from safety.wording.english import screen
from safety.wording.what_if import flip_means, flip_said, flip_short
from tests.clinic import COMMITTEE, outcomes, review

KINDS = get_args(Reason)
DAY = date(2026, 3, 14)
EXAMPLES = {
    str: "AE-001",
    int: 3,
    bool: True,
    date: DAY,
    Decimal: Decimal("2.0e7"),
    tuple[str, ...]: ("INF-3", "hospitalized"),
    tuple[int, ...]: (2, 14),
    tuple[CellProblem, ...]: (CellProblem("grade", "3/4", "grade"),),
    tuple[tuple[str, str], ...]: (("oxygen", "under_40"), ("hospitalized", "Y")),
    tuple[tuple[date, date], ...]: ((DAY, DAY), (DAY, date(2026, 4, 2))),
    tuple[tuple[str, Cell], ...]: (("term", "Headache"), ("grade", 3)),
    tuple[CellChange, ...]: (
        CellChange("grade", 3, 2, Downgrade.LOWERED),
        CellChange("cells", None, Decimal(0)),
    ),
}
OF_A_LIST = {SiteAnswered: {"answer": "not_met"}, Clearance: {"sex": "F"}}  # words of a column, not free text
CLAIMS = re.compile(
    r"\b(safe|safely|validated|compliant|compliance|certified|guaranteed?|proven)\b", re.IGNORECASE
)


def examples(kind: type) -> list[object]:
    """A reason with every fact known, and with every fact that may be missing missing."""
    full, bare = {}, {}
    for name, hint in get_type_hints(kind).items():
        known = [part for part in get_args(hint) if part is not NoneType]
        may_miss = NoneType in get_args(hint)
        full[name] = EXAMPLES[known[0] if may_miss else hint]
        bare[name] = None if may_miss else full[name]
    return [kind(**full | OF_A_LIST.get(kind, {})), kind(**bare | OF_A_LIST.get(kind, {}))]


def templates(language: str) -> Iterator[tuple[str, str]]:
    """Every text of a catalogue with the name under which it stands."""
    for table, value in vars(LANGUAGES[language]).items():
        if table.startswith("_"):
            continue
        if isinstance(value, str):
            yield table, value
        if isinstance(value, dict):
            yield from ((f"{table}[{key}]", text) for key, text in value.items() if isinstance(text, str))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_has_words_whose_placeholders_can_be_filled(kind, language):
    for reason in examples(kind):
        said = speech(language).because(reason)

        assert said.strip()
        assert not re.search(r"[{}]|None|datetime|Decimal|<", said), said


@pytest.mark.parametrize("kind", KINDS)
def test_a_reason_says_what_it_is_about(kind):
    """Every text among its facts is read out, or the template has none of it to say."""
    template = LANGUAGES["en"].REASONS[kind.__name__]
    asked = {name for _, name, _, _ in Formatter().parse(template) if name}
    extras = set(
        "at_grade derived_grade limit side why when offer rows_in meant times answer_said by dated in_unit as_wanted "
        "sex_said begun counted infused open_criteria row aside became ground then now".split()
    )

    assert asked <= {field.name for field in fields(kind)} | extras


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("members", "table"),
    [
        (Code, "CODES"),
        (Decision, "DECISIONS"),
        (Decision, "HEADLINES"),
        (Decision, "OUTCOMES"),
        (State, "STATES"),
        (Verdict, "VERDICTS"),
        (Downgrade, "DANGERS"),
        (Weight, "WEIGHTS"),
    ],
)
def test_every_member_has_words_and_no_words_are_left_over(members, table, language):
    assert set(getattr(LANGUAGES[language], table)) == {member.value for member in members}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_disagreement_has_a_line_to_the_site(language):
    words, kinds = LANGUAGES[language], {kind.value for kind in Kind}

    assert set(words.DISAGREEMENTS) == kinds
    assert set(words.TO_THE_SITE) == kinds | {"derived_above_grade_since"}
    assert set(words.PRIORITIES) == {priority.value for priority in Priority}
    assert set(words.ASKS) <= {code.value for code in Code} | {"protocol_edited"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_words_for_its_changed_rows(language):
    words = LANGUAGES[language]

    assert set(words.CHANGED_ROWS) == {PROTOCOL, *KINDS_OF_RECORDS}
    assert set(words.NAMED_BY) == {column for names in KNOWN_BY.values() for column in names}
    assert {kind.value for kind in ChangeKind} <= set(words.CHANGES)
    assert set(words.COLUMNS) == {column.name for table in columns.TABLES for column in table.columns}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flip_and_everything_that_falls_due_has_words(language):
    words, flips = LANGUAGES[language], {kind.__name__ for kind in get_args(Flip)}

    assert set(words.FLIPS) == set(words.FLIPS_SHORT) == set(words.FLIPS_MEAN) == flips
    assert set(words.MATTERS) == {kind.__name__ for kind in get_args(Matter)}
    assert set(words.OWNERS) == {owner.value for owner in Owner}
    assert {effect.value for effect in Effect} <= set(words.WHAT_IF)


@pytest.mark.parametrize("kind", get_args(Flip))
def test_a_flip_reads_as_what_is_supposed(kind):
    for flip in examples(kind):
        for told in (
            flip_said(flip, speech()),
            flip_short(flip, speech()),
            flip_means(flip, "row 3", speech()),
        ):
            assert told
            assert not re.search(r"[{}]|None", told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reason_is_left_over_either(language):
    words = LANGUAGES[language]

    assert set(words.REASONS) == {kind.__name__ for kind in KINDS}
    assert set(words.WHO_CLEARS) <= {code.value for code in Code} | {"protocol_edited"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_say_the_same_things(language):
    def said(of: str) -> dict[str, set[str]]:
        return {
            key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in templates(of)
        }

    assert set(said(language)) == set(said("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_claim_that_anything_is_safe_validated_or_compliant(language):
    assert [found for found in templates(language) if CLAIMS.search(found[1])] == []


@pytest.mark.parametrize(
    "levels",
    [
        "1NNN",
        "1NN?",
        "1NNA",
        "1NN",
        "1NNT",
        "1TT",
        "1NNN 2TT",
        "1NNNNNN 2TT",
        "1NNN 2NNN",
        "1NNT 2N",
        "1????",
        "1T?",
        "1E",
    ],
)
def test_every_decision_can_be_told_with_its_counts(levels):
    seen, words = review(outcomes(levels), COMMITTEE), speech()
    for level in seen.of.levels:
        told = [
            words.headline(level),
            words.decision(level),
            words.counts(level),
        ]
        told.append(words.futures(level))
        assert not re.search(r"[{}]|None", "".join(told))


def test_only_the_committee_decides():
    headline = review(outcomes("1NNN"), COMMITTEE)

    assert speech().headline(headline.level()).endswith("The committee decides.")


@pytest.mark.parametrize("code", Code)
def test_every_question_names_who_can_answer_it(code):
    said = speech().who_clears(OpenQuestion(code, WindowOpen(DAY), clears_on=DAY))

    assert "14 March 2026" in said
    assert speech().code(code)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (MeetsRule("R3", "Dyspnea", 3), "Dyspnea grade 3 meets R3"),
        (MeetsRule("R5", "Stroke", None), "Stroke meets R5"),
        (WindowOpen(DAY), "in the window until 14 March 2026"),
    ],
)
def test_a_reason_reads_as_a_sentence_would(reason, said):
    assert speech().because(reason) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_that_a_clause_rests_on_has_words_and_no_words_are_left_over(language):
    clauses = [clause for of_term in reference().clauses.values() for clause in of_term]
    findings = {
        f"{column} {value}" for c in clauses for column, values in c.findings.items() for value in values
    }

    assert set(LANGUAGES[language].FINDINGS) == findings


def test_findings_read_as_a_clinician_would_say_them():
    because = FindingsAboveGrade(4, 2, (("urgency", "urgent"), ("life_threatening", "Y")))

    assert speech().because(because) == (
        "the findings (an urgent intervention, life-threatening) support grade 4; the site reported 2"
    )


def test_an_exit_without_day_or_reason_still_reads():
    assert "not stated" in speech().because(LeftStudy(None, DAY))
    assert speech().message(OpenQuestion(Code.ADVERSE_EVENT_EXIT, LeftStudy("death", None))).endswith(".")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("2.0e7", "2.0×10⁷"),
        ("60000000", "6.0×10⁷"),
        ("1.8e8", "1.8×10⁸"),
        ("2.02e7", "2.02×10⁷"),
        ("9.999e6", "1.0×10⁷"),
        ("0", "0"),
    ],
)
def test_doses_read_as_powers_of_ten(cells, said):
    assert speech().cells(Decimal(cells)) == said


def test_a_language_without_words_yet_is_told_in_english():
    assert speech("xx").state(State.CLEAR) == speech("en").state(State.CLEAR)


def test_no_label_of_one_page_takes_the_place_of_another_page_s():
    pages = [table for name, table in vars(screen).items() if name.isupper() and name != "SCREEN"]
    keys = [key for table in pages for key in table]
    assert len(pages) > 10
    assert len(keys) == len(set(keys))
    assert all(screen.SCREEN[key] == told for table in pages for key, told in table.items())
