"""A word that is no CTCAE term leads to the term it is reported as, or to what is spelled like it."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.domain.open_question import Code, OpenQuestion
from safety.domain.reason import ImpossibleGrade, UnknownTerm
from safety.records.common_words import COMMON_WORDS_FILE
from safety.records.ctcae_terms import folded, read_terms
from safety.records.term_search import LONGEST_TERM, key, term_search
from safety.wording import LANGUAGES, speech
from tests.clinic import one

TERMS = read_terms()
EXACT = {entry.term for entry in TERMS.values()}
with COMMON_WORDS_FILE.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
SAID = sorted({row["said"] for row in ROWS})


def leads(written: str) -> list[str]:
    return [lead.term for lead in term_search().offer(written).leads]


def like(written: str) -> list[str]:
    found = term_search().offer(written)
    assert found.leads == ()
    return list(found.like)


def test_every_common_word_leads_to_terms_that_exist_under_conditions_that_have_words():
    assert {row["term"] for row in ROWS} <= EXACT
    for language in LANGUAGES.values():
        assert {f"when_{row['when']}" for row in ROWS if row["when"]} <= set(language.PHRASES)


def test_no_common_word_is_a_term_itself_and_none_stands_twice():
    assert {folded(said) for said in SAID}.isdisjoint(TERMS)
    assert {key(said) for said in SAID}.isdisjoint(key(term) for term in EXACT)
    assert len({key(said) for said in SAID}) == len(SAID)
    assert len({(row["said"], row["term"]) for row in ROWS}) == len(ROWS)


def test_every_term_is_found_by_its_own_name():
    assert len({key(term) for term in EXACT}) == len(EXACT) == 837
    assert all(leads(term) == [term] for term in EXACT)


@pytest.mark.parametrize("said", SAID)
def test_a_common_word_leads_to_all_its_terms_in_their_order(said):
    assert leads(said) == [row["term"] for row in ROWS if row["said"] == said]


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("Radiation pneumonitis", ["Pneumonitis"]),
        ("pulmonary  EMBOLISM", ["Thromboembolic event"]),
        ("DVT", ["Thromboembolic event"]),
        ("Acute respiratory distress syndrome", ["Adult respiratory distress syndrome"]),
        ("Hypersensitivity", ["Allergic reaction", "Infusion related reaction"]),
        ("Heart attack", ["Myocardial infarction"]),
        ("Hemorrhagic stroke", ["Stroke", "Intracranial hemorrhage"]),
        ("Acute coronary syndrome", ["Myocardial infarction", "Chest pain - cardiac"]),  # a term of v4.03
        # direction, order and signs
        ("ALT increased", ["Alanine aminotransferase increased"]),
        ("Increased ALT", ["Alanine aminotransferase increased"]),
        ("elevated ALT", ["Alanine aminotransferase increased"]),
        ("ALT↑", ["Alanine aminotransferase increased"]),
        ("Low sodium", ["Hyponatremia"]),
        ("decreased appetite", ["Anorexia"]),
        ("Creatinine elevated", ["Creatinine increased"]),
        ("QTc prolongation", ["Electrocardiogram QT corrected interval prolonged"]),
        # British spelling
        ("Anaemia", ["Anemia"]),
        ("Diarrhoea", ["Diarrhea"]),
        ("Dyspnoea", ["Dyspnea"]),
        ("Hypokalaemia", ["Hypokalemia"]),
        ("Oedema limbs", ["Edema limbs"]),
        ("Oedema peripheral", ["Edema limbs"]),
        ("Leucopenia", ["White blood cell decreased"]),
        ("Febrile neutropaenia", ["Febrile neutropenia"]),
        ("Tumour lysis syndrome", ["Tumor lysis syndrome"]),
        # Chinese
        ("放射性肺炎", ["Pneumonitis"]),
        ("肺炎", ["Lung infection", "Pneumonitis"]),
        ("中性粒细胞减少", ["Neutrophil count decreased"]),
        ("中性粒细胞计数下降", ["Neutrophil count decreased"]),
        ("ALT升高", ["Alanine aminotransferase increased"]),
    ],
)
def test_what_sites_write_leads_to_what_it_is_reported_as(written, terms):
    assert leads(written) == terms


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("Pnuemonitis", "Pneumonitis"),
        ("Headach", "Headache"),
        ("radiaton pneumonitis", "Pneumonitis"),
        ("Thromboembolic events", "Thromboembolic event"),
        ("Lung infecton", "Lung infection"),
        ("aminotransferase", "Alanine aminotransferase increased"),
        ("bilirubin", "Blood bilirubin increased"),
        ("QT", "Electrocardiogram QT corrected interval prolonged"),
        ("Dizziness NOS", "Dizziness"),
        ("Grade 3 pneumonitis", "Pneumonitis"),
        ("DVT left leg", "Thromboembolic event"),
        ("bone pain left hip", "Bone pain"),
        ("急性肺栓塞", "Thromboembolic event"),
    ],
)
def test_a_misspelt_or_partial_name_finds_its_term(written, first):
    assert like(written)[0] == first


@pytest.mark.parametrize(
    "written", ["Feeling odd", "asdf", "xx", "?", "肿", "pneumonitis " * (LONGEST_TERM // 12 + 1)]
)
def test_what_is_like_nothing_is_offered_nothing(written):
    assert term_search().offer(written).terms == []


@given(st.text(max_size=60))
def test_any_text_gets_at_most_three_terms_of_similar_spelling_and_all_exist(written):
    found = term_search().offer(written)

    assert set(found.terms) <= EXACT
    assert len(found.like) <= 3
    assert not (found.leads and found.like)


@given(st.sampled_from(sorted(EXACT)), st.data())
def test_one_letter_left_out_of_a_longer_term_still_finds_it(term, data):
    place = data.draw(st.integers(0, len(term) - 1))
    written = term[:place] + term[place + 1 :]

    if len(term) > 7 and folded(written) not in TERMS:
        assert term in term_search().offer(written).terms


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (
            "Radiation pneumonitis",
            "'Radiation pneumonitis' is no CTCAE v5.0 term; it is reported as Pneumonitis.",
        ),
        (
            "Hypersensitivity",
            "'Hypersensitivity' is no CTCAE v5.0 term; it is reported as whichever of these it was: "
            "Allergic reaction, Infusion related reaction (where it belongs to the infusion).",
        ),
        (
            "Pnuemonitis",
            "'Pnuemonitis' is no CTCAE v5.0 term; terms spelled or named much like it: Pneumonitis.",
        ),
        ("Feeling odd", "'Feeling odd' is no CTCAE v5.0 term; no term is spelled or named like it."),
    ],
)
def test_the_query_offers_the_term(term, said):
    assert speech().message(OpenQuestion(Code.UNKNOWN_TERM, UnknownTerm(term))) == said


def test_a_grade_that_a_term_does_not_have_names_those_it_has():
    asked = OpenQuestion(Code.IMPOSSIBLE_GRADE, ImpossibleGrade("Cough", 4, (1, 2, 3)))

    assert speech().message(asked) == "CTCAE v5.0 has no grade 4 for Cough; the grades it has: 1, 2, 3."


@pytest.mark.parametrize("written", ["Radiation pneumonitis", "Anaemia", "Pnuemonitis"])
def test_nothing_is_renamed_silently(written):
    """The event keeps its word, its grade is not believed, and it blocks until the site names the term."""
    seen = one(f"AE-1 {written} 3, day 5")

    assert (seen.event().term, seen.verdict()) == (written, "unknown")
    assert seen.blockers() == {"unknown_term"}
