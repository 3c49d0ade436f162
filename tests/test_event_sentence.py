"""Every event is a full sentence, and what is not known is said in it."""

import pytest

from safety.review.derived_grades import derived_from
from safety.wording import speech
from safety.wording.event_sentence import outcome, sentence
from tests.clinic import demo_protocol, one, review

SAID = speech()


def told(seen, event_id="AE-1", sid="S-001"):
    event, patient = seen.event(event_id), seen.patient(sid)
    return f"{sentence(event, patient.window, seen.of.protocol, SAID)} {outcome(event, SAID)}"


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        (
            "AE-1 Cough 2, day 5 to day 6, possible, serious=N",
            "S-001 had Cough, grade 2, from study day 5 (2026-03-06) to study day 6 (2026-03-07), in the window; "
            "causality by the site: possible. Not a DLT.",
        ),
        (
            "AE-1 Cough 1, day 5 to day 5, serious=Y",
            "S-001 had Cough, grade 1, serious, on study day 5 (2026-03-06), in the window; causality not assessed, "
            "which counts as related. Not a DLT.",
        ),
        (
            "AE-1 Cough ?, ?, unlikely",
            "S-001 had Cough, grade not known, seriousness not stated, start not known, goes on, possibly in the "
            "window; causality by the site: unlikely. Not known yet: no grade was reported; that is not grade 0.",
        ),
        (
            "AE-1 Cough 1, 2026-04 to day 60, unrelated, serious=N",
            "S-001 had Cough, grade 1, from a day between 2026-04-01 and 2026-04-30 to study day 60 (2026-04-30), "
            "possibly in the window; causality by the site: unrelated. Not a DLT.",
        ),
        (
            "AE-1 Dyspnea 3, day 5 to day 6, unlikely, serious=N",
            "S-001 had Dyspnea, grade 3, from study day 5 (2026-03-06) to study day 6 (2026-03-07), in the window; "
            "causality by the site: unlikely. People must rule: Dyspnea grade 3 meets R3; judged unlikely by the "
            "site: people rule on it.",
        ),
        (
            "AE-1 Anemia 1, day 5 to day 6, possible, serious=N\nHGB 79 g/L 120-170 on day 5",
            "S-001 had Anemia, grade 3 (reported 1, measurements give 3), from study day 5 (2026-03-06) to study "
            "day 6 (2026-03-07), in the window; causality by the site: possible. People must rule: Anemia grade 3 "
            "meets R8.",
        ),
        (
            "AE-1 Cough 1, day -5 to day -2, unrelated, serious=N",
            "S-001 had Cough, grade 1, from study day -5 (2026-02-25) to study day -2 (2026-02-28), before the first "
            "infusion; causality by the site: unrelated. Not a DLT.",
        ),
    ],
)
def test_an_event_in_a_sentence(notes, words):
    assert told(one(notes, "day 70")) == words


def test_a_causality_that_counts_as_not_related_says_so():
    protocol = demo_protocol(("unassessed_is_related = true", "unassessed_is_related = false"))
    assert "which counts as not related" in told(one("AE-1 Cough 1, day 5 to day 5", protocol=protocol))


def test_an_event_of_somebody_never_dosed_and_one_that_the_monitor_raised():
    seen = review("S-001 level 0\nAE-1 Cough 1, 2026-03-01, unrelated", "2026-04-01")
    assert "from 2026-03-01, goes on, without any infusion" in told(seen)
    seen = one("infusion 3 not_given adverse_event\ninfusion 4 not_given adverse_event")
    assert told(seen, "R11:S-001") == (
        "Raised by the monitor for S-001: for an adverse event, not given: INF-S-001-3, INF-S-001-4; "
        "interrupted: none. DLT, by R11."
    )


def test_a_ruling_is_told_in_the_committees_words():
    seen = one("AE-1 Dyspnea 3, day 5 to day 6, unlikely\nruled AE-1 not_dlt on day 20")
    assert told(seen).endswith("Ruled not a DLT by the committee on 21 March 2026 (ADJ-1). discussed")


def test_a_value_above_baseline_in_an_old_row_is_told_beside_the_period_that_it_opened():
    seen = one(
        "AE-1 Anemia 1, day -9, unrelated\nHGB 110 g/L 120-170 on day -2\nHGB 112 g/L 120-170 on day 3\n"
        "HGB 79 g/L 120-170 on day 5"
    )
    old, opened = seen.event("AE-1"), seen.event("AE-1:M-3")
    assert [g.measurement.measurement_id for g in derived_from(old, seen.patient())] == ["M-1", "M-2"]
    assert [(g.measurement.measurement_id, g.grade) for g in derived_from(opened, seen.patient())] == [
        ("M-3", 3)
    ]
    assert derived_from(one("infusion 3 not_given adverse_event").event("R11:S-001"), seen.patient()) == []
