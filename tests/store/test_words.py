"""Whatever verify can find has words that point at its place, and so has whatever two verdicts differ in."""

from dataclasses import fields
from string import Formatter
from typing import get_args

import pytest

from safety.store.findings import Finding
from safety.store.verdicts import VerdictChange
from safety.wording import LANGUAGES, speech
from safety.wording.the_store import difference, findings

KINDS = get_args(Finding)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_finding_names_everything_it_knows(kind, language):
    template = LANGUAGES[language].STORE_FINDINGS[kind.__name__]
    assert {name for _, name, _, _ in Formatter().parse(template) if name} == {f.name for f in fields(kind)}
    _, said = findings([kind(**{field.name: "7" for field in fields(kind)})], speech(language))
    assert "{" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_over(language):
    assert set(LANGUAGES[language].STORE_FINDINGS) == {kind.__name__ for kind in KINDS}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (VerdictChange("level", "2", "wait", "not_open"), "level 2: wait then, not open now"),
        (VerdictChange("patient", "S-003", "in_window", "dlt"), "S-003: in window then, dlt now"),
        (VerdictChange("event", "AE-014", "", "not_dlt"), "AE-014: not there then, not dlt now"),
    ],
)
def test_a_difference_reads_as_a_sentence_would(change, said):
    assert difference(change, speech()) == said
