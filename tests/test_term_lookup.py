"""A term is found by its name, its code, the word a site writes, or a slip of the pen."""

import pytest

from safety.records.common_words import read_common_words
from safety.records.ctcae_terms import read_terms
from safety.review.term_lookup import MOST_FOUND, By, search, term_of


def found(written: str) -> list[str]:
    return [each.term.term for each in search(written).found]


@pytest.mark.parametrize(
    ("written", "term", "by"),
    [
        ("Neutrophil count decreased", "Neutrophil count decreased", By.NAME),
        ("  neutrophil  COUNT decreased ", "Neutrophil count decreased", By.NAME),
        ("10029366", "Neutrophil count decreased", By.CODE),
        ("neutropenia", "Neutrophil count decreased", By.WORD),
        ("anaemia", "Anemia", By.NAME),
        ("发热", "Fever", By.WORD),
        ("Pain", "Pain", By.NAME),
    ],
)
def test_what_is_written_in_full_is_certainly_meant(written, term, by):
    answer = search(written)

    assert answer.meant.term == term
    assert (answer.found[0].term.term, answer.found[0].by) == (term, by)


def test_every_term_is_found_by_its_name_and_by_its_code():
    for entry in read_terms().values():
        assert search(entry.term).meant == entry
        assert search(entry.code).meant == entry
        assert term_of(entry.code) == term_of(entry.term) == entry


def test_half_a_name_lists_names_before_everyday_words():
    assert found("neutro") == ["Neutrophil count decreased", "Febrile neutropenia", "Sepsis"]
    assert search("neutro").meant is None


def test_one_test_of_two_directions_leads_to_both_terms():
    assert set(found("potassium")) == {"Hypokalemia", "Hyperkalemia"}


def test_a_word_that_may_be_two_terms_is_left_to_the_reader():
    answer = search("radiation lung injury")

    assert answer.meant is None
    assert [each.term.term for each in answer.found] == ["Pneumonitis", "Pulmonary fibrosis"]


def test_a_word_that_leads_to_a_term_only_under_a_condition_says_the_condition():
    conditional = {
        word: leads[0] for word, leads in read_common_words().items() if len(leads) == 1 and leads[0].when
    }

    for word, lead in conditional.items():
        answer = search(word)
        assert answer.meant is None
        assert (answer.found[0].term.term, answer.found[0].when) == (lead.term, lead.when)


@pytest.mark.parametrize(
    ("slip", "term"),
    [
        ("pneumonits", "Pneumonitis"),
        ("hypokalimia", "Hypokalemia"),
        ("neutrofil count decreased", "Neutrophil count decreased"),
    ],
)
def test_a_slip_offers_what_is_spelled_alike_and_takes_nothing_for_certain(slip, term):
    answer = search(slip)

    assert answer.meant is None
    assert term in [each.term.term for each in answer.found]


@pytest.mark.parametrize("written", ["", " ", "x", "zzzzqq", "a" * 1000, "()[]*", "\0\0"])
def test_nothing_is_found_where_nothing_can_be_meant(written):
    assert search(written).found == ()
    assert term_of(written) is None


def test_no_search_lists_more_than_a_screen_shows():
    assert len(found("increased")) == MOST_FOUND
    assert len(found("10")) == MOST_FOUND
