"""The decision table against the papers it comes from."""

import pytest

from safety.domain.escalation import row_for
from tests.domain.ladders import BOIN, ladder, protocol


@pytest.mark.parametrize(
    ("cohort", "decision"),
    [
        ("NNN", "escalate"),
        ("NNT", "expand"),
        ("NTT", "exceeded"),
        ("TTT", "exceeded"),
        ("NNTNNN", "escalate"),
        ("NNTNNT", "exceeded"),
        ("NNTNTT", "exceeded"),
        ("NNTTTT", "exceeded"),
    ],
)
def test_3_plus_3_as_it_is_printed(cohort, decision):
    """Storer 1989, Biometrics 45:925; Le Tourneau, Lee & Siu 2009, J Natl Cancer Inst 101:708.

    0 of 3: escalate; 1 of 3: three more at the same dose; 1 of 6: escalate; 2 or more of 3 or of 6: stop.
    """
    assert ladder(f"1{cohort}").decide(1) == decision


PRINTED = {3: (0, 2), 4: (0, 2), 5: (1, 2), 6: (1, 3), 7: (1, 3), 8: (1, 3), 9: (2, 4)}


@pytest.mark.parametrize("evaluable", PRINTED)
def test_boin_boundaries_for_a_target_of_30_percent_are_those_of_the_paper(evaluable):
    """Liu & Yuan 2015, J R Stat Soc C 64:507: escalate at a rate <= 0.236, de-escalate at >= 0.359."""
    row = row_for(protocol(BOIN), evaluable)
    rates = [dlt / evaluable for dlt in range(evaluable + 1)]

    assert (row.escalate_at_most, row.exceeded_at_least) == PRINTED[evaluable]
    assert row.escalate_at_most == sum(rate <= 0.236 for rate in rates) - 1
    assert row.exceeded_at_least == sum(rate < 0.359 for rate in rates)


@pytest.mark.parametrize(
    ("cohort", "decision"),
    [
        ("NNN", "escalate"),
        ("NNT", "expand"),
        ("NTT", "exceeded"),
        ("NNNNT", "escalate"),
        ("NNNNTT", "expand"),
        ("NNNTTT", "exceeded"),
        ("NNNNNNNTT", "escalate"),
        ("NNNNNNTTT", "expand"),
        ("TT", "exceeded"),
        ("NN", "enrol"),
        ("NNNNNNNNNNTT", "escalate"),
    ],
)
def test_another_table_of_counts_is_only_another_file(cohort, decision):
    assert ladder(f"1{cohort}", BOIN).decide(1) == decision
