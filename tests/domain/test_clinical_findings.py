"""What the findings at the bedside support: they question the investigator's grade and never replace it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.domain.case_report import AdverseEvent, Source
from safety.domain.clinical_findings import noted_of, supported_grade
from safety.review.reference import reference
from tests.clinic import one, review

# The 29 clinical terms of a cell infusion into irradiated lungs, and every way that the columns know to a grade
# of each, as CTCAE v5.0 has them: "; " is or, " & " is and. What stands in no column has no place here.
WAYS = """
Pneumonitis                         1 well & untreated  2 noticed; symptoms; treated; housework
                                    3 severe; self care; any oxygen  4 life; urgent; ventilated
Pulmonary fibrosis                  4 life; ventilated
Dyspnea                             2 housework  3 self care  4 life; urgent
Cough                               1 mild; bought over the counter  2 moderate; treated; housework
                                    3 severe; self care
Hypoxia                             2 any oxygen  3 standing oxygen  4 life; urgent; ventilated
Respiratory failure                 4 life; urgent; ventilated
Adult respiratory distress syndrome 4 life; urgent; ventilated
Pleural effusion                    1 well & untreated  2 noticed; symptoms; treated  3 operated
                                    4 life; urgent; ventilated
Lung infection                      2 moderate; treated  3 by vein  4 life; urgent
Infusion related reaction           1 ran through & untreated  2 prompt  3 prolonged; in hospital
                                    4 life; urgent
Infusion site extravasation         3 operated  4 life; urgent
Cytokine release syndrome           2 any oxygen  3 much oxygen; a pressor  4 life; urgent; two pressors
Allergic reaction                   1 nothing systemic  2 treated  3 by vein; in hospital  4 life; urgent
Anaphylaxis                         3 by vein  4 life; urgent
Fever
Chills
Thromboembolic event                1 no medicine  2 treated  3 urgent; life  4 life & unstable
Fatigue                             2 housework  3 self care
Nausea                              3 fed by tube; in hospital
Vomiting                            1 untreated  2 treated  3 fed by tube; in hospital  4 life
Headache                            1 mild  2 moderate; housework  3 severe; self care
Hypotension                         1 well & untreated  2 treated
                                    3 urgent; a pressor; life; in hospital  4 life & urgent
Hypertension                        2 treated  4 life; urgent
Sinus tachycardia                   1 well & untreated  2 noticed; symptoms; treated  3 urgent
Rash maculo-papular                 2 housework  3 self care
Urticaria                           1 on the skin  2 treated  3 by vein
Sepsis                              3 treated  4 life; urgent
Death NOS
Disease progression
"""
MEANS = {  # in words of the ward: the column, and the values that will do
    "well": "symptoms none",
    "noticed": "symptomatic Y",
    "symptoms": "symptoms mild moderate severe",
    "mild": "symptoms mild",
    "moderate": "symptoms moderate severe",
    "severe": "symptoms severe",
    "housework": "adl instrumental self_care",
    "self care": "adl self_care",
    "untreated": "intervention none",
    "nothing systemic": "intervention none topical",
    "no medicine": "intervention none nonprescription topical",
    "bought over the counter": "intervention nonprescription",
    "on the skin": "intervention topical",
    "treated": "intervention oral medical iv invasive operative",
    "by vein": "intervention iv invasive operative",
    "operated": "intervention operative",
    "urgent": "urgency urgent",
    "any oxygen": "oxygen intermittent under_40 from_40",
    "standing oxygen": "oxygen under_40 from_40",
    "much oxygen": "oxygen from_40",
    "ventilated": "ventilation Y",
    "fed by tube": "tube_feeding_or_tpn Y",
    "life": "life_threatening Y",
    "unstable": "instability Y",
    "a pressor": "pressors 1 2",
    "two pressors": "pressors 2",
    "ran through": "infusion_interrupted no",
    "prompt": "infusion_interrupted prompt",
    "prolonged": "infusion_interrupted prolonged recurrent",
    "in hospital": "hospitalized Y",
}
MILD_TO_GRAVE = {
    "symptoms": "none mild moderate severe",
    "adl": "none instrumental self_care",
    "intervention": "none nonprescription topical oral medical iv invasive operative",
    "urgency": "no non_urgent urgent",
    "oxygen": "none intermittent under_40 from_40",
    "ventilation": "N Y",
    "tube_feeding_or_tpn": "N Y",
    "life_threatening": "N Y",
    "instability": "N Y",
    "pressors": "0 1 2",
    "infusion_interrupted": "no prompt prolonged recurrent",
    "hospitalized": "N Y",
    "symptomatic": "N Y",
}
VALUES = {column: values.split() for column, values in MILD_TO_GRAVE.items()}


def ways_by_term():
    """The table above: term -> (grade, {column: values}) for each way."""
    found, term = {}, ""
    for line in WAYS.strip().splitlines():
        named, cells = line[:36].strip(), line[36:].strip()
        term = named or term
        ways = found.setdefault(term, [])
        for grade, cell in re.findall(r"(\d) (.*?)(?=  \d |$)", cells):
            ways += [(int(grade), all_of(way)) for way in cell.split("; ")]
    return found


def all_of(way):
    atoms = [MEANS[atom].split() for atom in way.split(" & ")]
    return {column: frozenset(values) for column, *values in atoms}


TERMS = list(ways_by_term())


def event(term, findings):
    """An event with these findings noted, the stay in hospital and the symptoms where the log has them."""
    flags = {name: findings[name] == "Y" for name in ("hospitalized", "symptomatic") if name in findings}
    rest = {column: value for column, value in findings.items() if column not in flags}
    return AdverseEvent(
        source=Source("", 2), event_id="AE-1", subject_id="S", term=term, findings=rest, **flags
    )


def grade_of(term, findings):
    """The grade that the findings support, 0 where they support none."""
    clause = supported_grade(event(term, findings), reference().clauses)
    return clause.grade if clause else 0


def test_there_are_29_terms_and_ctcae_has_them_all():
    assert len(TERMS) == 29
    assert set(TERMS) <= set(reference().catalogue)


@pytest.mark.parametrize("term", TERMS)
def test_the_ways_to_each_grade_are_those_of_the_table(term):
    clauses = [(c.grade, c.findings) for c in reference().clauses.get(term, ())]

    assert written(clauses) == written(ways_by_term()[term])


def written(ways):
    return sorted((grade, sorted((c, sorted(values)) for c, values in way.items())) for grade, way in ways)


def test_no_other_term_is_questioned():
    assert set(reference().clauses) <= set(TERMS)


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("grade", [1, 2, 3, 4])
def test_each_way_alone_supports_its_grade(term, grade):
    """With the mildest of its values; where that is a way to a higher grade as well, the higher one."""
    for way in [way for at, way in ways_by_term()[term] if at == grade]:
        mildest = {column: next(v for v in VALUES[column] if v in listed) for column, listed in way.items()}
        others = [
            at
            for at, other in ways_by_term()[term]
            if all(mildest.get(column) in listed for column, listed in other.items())
        ]

        assert grade_of(term, mildest) == max(others)
        assert max(others) >= grade


@pytest.mark.parametrize("term", TERMS)
def test_the_worst_of_everything_supports_no_grade_that_the_term_does_not_have(term):
    worst = {column: values[-1] for column, values in VALUES.items()}
    grades = reference().catalogue[term]

    assert grade_of(term, worst) == max([grade for grade, _ in ways_by_term()[term]], default=0)
    assert grade_of(term, worst) in grades | {0}


@pytest.mark.parametrize("term", TERMS)
def test_nothing_noted_supports_nothing(term):
    assert grade_of(term, {}) == 0


some_findings = st.fixed_dictionaries({}, optional={c: st.sampled_from(v) for c, v in VALUES.items()})


@given(term=st.sampled_from(TERMS), findings=some_findings, more=some_findings)
def test_one_more_finding_never_lowers_the_supported_grade(term, findings, more):
    assert grade_of(term, {**more, **findings}) >= grade_of(term, findings)


@given(term=st.sampled_from(TERMS), findings=some_findings, column=st.sampled_from(list(VALUES)))
def test_a_graver_finding_never_lowers_it_either(term, findings, column):
    """Above the floor: what stands in a cell of grade 1 says what there is none of."""
    values = VALUES[column]
    graver = values[values.index(findings.get(column, values[0])) :][-1]

    assert max(grade_of(term, {**findings, column: graver}), 1) >= grade_of(term, findings)


@given(term=st.sampled_from(TERMS), findings=some_findings)
def test_no_findings_support_a_grade_that_the_term_does_not_have(term, findings):
    assert grade_of(term, findings) in reference().catalogue[term] | {0}


def test_what_was_noted_is_read_from_the_row():
    noted = "AE-1 Nausea 2, day 5, hospitalized=N, symptomatic=Y, tube_feeding_or_tpn=y, symptoms=Severe"

    assert noted_of(one(noted).event().period.event) == {
        "hospitalized": "N", "symptomatic": "Y", "tube_feeding_or_tpn": "Y", "symptoms": "severe",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("noted", "supported"),
    [
        (
            "Pneumonitis 2, day 5, symptoms=moderate, adl=instrumental, intervention=medical, oxygen=none",
            None,
        ),
        ("Pneumonitis 2, day 5, oxygen=intermittent", 3),
        ("Pneumonitis 2, day 5, symptoms=severe", 3),
        ("Pneumonitis 3, day 5, ventilation=Y", 4),
        ("Pneumonitis 3, day 5, urgency=non_urgent, life_threatening=N", None),
        ("Pneumonitis 1, day 5, symptoms=none, symptomatic=N, intervention=none", None),
        ("Pneumonitis 1, day 5, symptomatic=Y", 2),
        ("Cough 3, day 5, life_threatening=Y, urgency=urgent, ventilation=Y", None),
        ("Cough 1, day 5, intervention=nonprescription", None),
        ("Hypoxia 2, day 5, oxygen=intermittent", None),
        ("Hypoxia 2, day 5, oxygen=under_40", 3),
        ("Cytokine release syndrome 2, day 5, oxygen=under_40", None),
        ("Cytokine release syndrome 2, day 5, oxygen=from_40", 3),
        ("Cytokine release syndrome 2, day 5, pressors=1", 3),
        ("Cytokine release syndrome 3, day 5, pressors=1", None),
        ("Cytokine release syndrome 3, day 5, pressors=2", 4),
        ("Infusion related reaction 2, day 5, infusion_interrupted=prompt", None),
        ("Infusion related reaction 2, day 5, infusion_interrupted=recurrent", 3),
        ("Infusion related reaction 2, day 5, pressors=2, oxygen=from_40", None),
        ("Hypotension 3, day 5, life_threatening=Y, urgency=non_urgent", None),
        ("Hypotension 3, day 5, life_threatening=Y, urgency=urgent", 4),
        ("Hypotension 2, day 5, intervention=iv, urgency=non_urgent", None),
        ("Hypotension 2, day 5, intervention=iv, urgency=urgent", 3),
        ("Thromboembolic event 3, day 5, life_threatening=Y", None),
        ("Thromboembolic event 3, day 5, instability=Y", None),
        ("Thromboembolic event 3, day 5, life_threatening=Y, instability=Y", 4),
        ("Nausea 2, day 5, hospitalized=Y", 3),
        ("Nausea 2, day 5, intervention=iv, symptoms=severe, life_threatening=Y", None),
        ("Fatigue 2, day 5, adl=self_care", 3),
        ("Fever 2, day 5, symptoms=severe, life_threatening=Y", None),
        ("Chills 2, day 5, symptoms=severe", None),
        ("Dizziness 2, day 5, symptoms=severe, adl=self_care", None),
    ],
)
def test_a_higher_grade_by_the_findings_is_a_query(noted, supported):
    seen = one(f"AE-1 {noted}")
    asked = [q for q in seen.of.queries if q.code == "findings_above_grade"]

    assert [q.reason.supported for q in asked] == ([supported] if supported else [])


PNEUMONITIS = "AE-1 Pneumonitis 2, day 5 to day 9, possible"


def test_a_pneumonitis_on_oxygen_reported_as_grade_2_waits_until_it_is_ruled_on():
    seen = one(f"{PNEUMONITIS}, oxygen=under_40")

    assert (seen.state(), seen.blockers()) == ("awaiting", {"findings_above_grade"})
    assert (seen.event().reported_grade, seen.event().grade) == (2, 2)
    assert seen.said() == ("unknown", "R3")
    (question,) = seen.of.queries
    assert (question.reason.supported, question.reason.reported) == (3, 2)
    assert question.reason.findings == (("oxygen", "under_40"),)

    ruled = one(f"{PNEUMONITIS}, oxygen=under_40\nruled AE-1 not_dlt on day 20")
    assert (ruled.state(), ruled.said(), ruled.queries()) == ("clear", ("not_dlt", "ruling"), set())
    assert one(f"{PNEUMONITIS}, oxygen=under_40\nruled AE-1 dlt on day 20").state() == "dlt"


def test_the_site_answers_with_another_grade_or_another_finding():
    assert one(PNEUMONITIS.replace("2", "3", 1) + ", oxygen=under_40").said() == ("dlt", "R3")
    assert one(f"{PNEUMONITIS}, oxygen=none").state() == "clear"


def test_a_level_waits_for_the_answer_and_both_ends_stay_possible():
    others = "\n".join(f"S-00{n} level 1 from 2026-03-02" for n in (2, 3))
    seen = review(f"S-001 level 1 from 2026-03-02\n{PNEUMONITIS}, oxygen=under_40\n{others}", "2026-04-16")

    assert (seen.decision(), set(seen.possible())) == ("wait", {"escalate", "expand"})


def test_a_lower_grade_by_the_findings_is_no_query_and_is_shown():
    seen = one("AE-1 Pneumonitis 3, day 5, possible, adl=instrumental, symptoms=moderate")

    assert (seen.said(), seen.queries()) == (("dlt", "R3"), set())
    assert seen.event().supported.grade == 2
    assert one("AE-1 Pneumonitis 3, day 5").event().supported is None


def test_a_grade_2_by_the_findings_makes_no_dlt_and_is_asked_about_all_the_same():
    seen = one("AE-1 Pneumonitis 1, day 5, possible, intervention=medical")

    assert (seen.state(), seen.verdict()) == ("awaiting", "not_dlt")
    assert seen.blockers() == {"findings_above_grade"}


def test_without_a_reported_grade_there_is_only_that_to_ask():
    assert one("AE-1 Pneumonitis ?, day 5, oxygen=under_40").blockers() == {"grade_unknown"}


def test_a_grade_of_another_version_is_not_held_against_these_clauses():
    assert one(f"{PNEUMONITIS}, oxygen=under_40, ctcae_version=4.03").blockers() == {"version_conflict"}


def test_a_grade_that_does_not_exist_is_asked_about_beside_what_the_findings_say():
    seen = one("AE-1 Respiratory failure 3, day 5, ventilation=Y")

    assert seen.blockers() == {"impossible_grade", "findings_above_grade"}
    assert seen.verdict() == "unknown"


def test_a_death_has_nothing_to_be_asked_about_its_grade():
    assert one("AE-1 Pneumonitis 5, day 5 to day 9, life_threatening=Y").queries() == {"stopping_rule"}


@pytest.mark.parametrize(
    ("when", "said", "blocks"),
    [
        ("day 31", "unknown", True),
        ("2026-03", "unknown", True),
        ("?", "unknown", True),
        ("day -20", "unknown", True),
        ("day -20 to day -1", "not_dlt", False),
        ("day 32", "not_dlt", False),
        ("? to day -1", "not_dlt", False),
    ],
)
def test_it_blocks_unless_the_whole_period_lies_outside_the_window(when, said, blocks):
    seen = one(f"AE-1 Pneumonitis 2, {when}, possible, oxygen=under_40", "day 70")

    assert (seen.verdict(), bool(seen.blockers())) == (said, blocks)
    assert seen.queries() == {"findings_above_grade"}


@pytest.mark.parametrize(
    ("log", "verdict"),
    [
        ("AE-0 Pneumonitis 3, day -20 to day 4, unrelated", "not_dlt"),
        ("AE-0 Pneumonitis 2, day -20 to day 4, unrelated", "unknown"),
    ],
)
def test_what_the_findings_support_is_held_against_what_the_patient_brought_along(log, verdict):
    seen = one(f"{log}\nAE-1 Pneumonitis 2, day 5, unrelated, oxygen=under_40")

    assert seen.verdict() == verdict
    assert seen.blockers() == {"findings_above_grade"}


def test_an_old_row_whose_findings_speak_for_the_grade_brought_along_is_no_dlt():
    """It stood at the first infusion, and at no higher grade than the rest of the log says."""
    log = """AE-0 Pneumonitis 3, day -20 to day 10, unrelated
             AE-1 Pneumonitis 2, day -25 to day 12, possible, oxygen=under_40"""

    assert (one(log).verdict(), one(log).blockers()) == ("not_dlt", {"findings_above_grade"})


def test_an_unrelated_event_is_unknown_too_before_people_rule_on_its_cause():
    assert one("AE-1 Headache 2, day 5, unrelated, symptoms=severe").said() == ("unknown", "R3")


def test_what_is_a_dlt_already_stays_one():
    seen = one("AE-1 Pneumonitis 3, day 5, possible, ventilation=Y")

    assert (seen.said(), seen.state()) == (("dlt", "R3"), "dlt")
    assert seen.queries() == {"findings_above_grade"}


def test_what_is_unknown_already_is_asked_about_for_both_reasons():
    seen = one("AE-1 Vomiting 3, day 5 to day 6, possible, life_threatening=Y")

    assert seen.verdict() == "unknown"
    assert seen.blockers() == {"fact_missing", "findings_above_grade"}


@pytest.mark.parametrize(("episode", "state"), [("E1", "awaiting"), ("E2", "clear")])
def test_after_the_window_it_blocks_where_its_episode_began_in_it(episode, state):
    log = f"""AE-0 Pneumonitis 1, day 20 to day 31, episode_id=E1
              AE-1 Pneumonitis 2, day 33, possible, episode_id={episode}, oxygen=under_40"""

    assert one(log, "day 40").state() == state


def test_a_reaction_to_a_late_infusion_is_looked_at_after_the_window_too():
    log = """infusion 4 on day 33 10:00 to day 33 11:00
             ruled late:INF-S-001-4 not_dlt on day 35
             AE-1 Infusion related reaction 2, day 33 12:00, infusion_interrupted=prolonged"""

    seen = one(log, "day 40")
    assert (seen.said(), seen.state()) == (("unknown", "R4"), "awaiting")


def test_nobody_waits_for_an_event_of_a_patient_who_was_never_dosed():
    seen = review("S-001 level 1\nAE-1 Pneumonitis 2, 2026-03-05, oxygen=under_40", "2026-04-02")

    assert (seen.state(), seen.verdict(), seen.queries()) == ("allocated", "not_dlt", set())
    assert seen.event().supported.grade == 3
