"""Who should have been in: criteria as the trial writes them, patients in a few words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from safety.domain.eligibility import Eligibility, eligibility
from safety.domain.eligibility_criterion import (
    AgeWithin,
    Among,
    Answer,
    ClearanceWithin,
    ConsentFirst,
    Criterion,
    GradeBefore,
    LastingLess,
    Limits,
    SiteAnswers,
    ValueWithin,
)
from safety.domain.open_question import Code, Reach
from safety.domain.reason import (
    BegunBefore,
    Clearance,
    EligibilityOpen,
    FactsLacking,
    LaboratoryValue,
    SiteWrote,
    WrongUnit,
)
from tests.clinic import demo_protocol, review
from tests.domain.screened import INFUSED, assessed, said, screened


def criterion(id_, asks, **more):
    return Criterion(id_, "words of the trial", "§", asks, **more)


def limits(at_least=None, at_most=None, men=None, women=None):
    return Limits(*(None if n is None else Decimal(str(n)) for n in (at_least, at_most, men, women)))


def value(tests, unit, *found, literal=Among.ALL, careful=Among.ALL):
    return ValueWithin(tuple(tests.split()), unit, unit == "", limits(*found), literal, careful)


NEUTROPHILS = criterion("I04a", value("NEUT", "10^9/L", 1.5))
HAEMOGLOBIN = criterion("I04c", value("HGB", "g/L", 80))
EJECTION = criterion("I08", value("LVEF", "%", 50))
LIVER = criterion("I05b", value("ALT AST", "", None, 2.5, literal=Among.ANY, careful=Among.ALL))
CLOTTING = criterion(
    "I06", value("INR PT", "", None, 1.5, literal=Among.ANY, careful=Among.MEASURED), judged=True
)
CREATININE = criterion("E08b", value("CREAT", "mg/dL", None, None, 1.5, 1.4))
CLEARANCE = criterion("I05c", ClearanceWithin(limits(60)))
INJURY = criterion("I03", GradeBefore("Pneumonitis", limits(2, 3)))
SHORT = criterion("I09", LastingLess("Pneumonitis", 2))
CONSENT = criterion("I11", ConsentFirst())
AGE = criterion("I12", AgeWithin(limits(18, 75)))
RADIOTHERAPY = criterion("I01", SiteAnswers())
BRONCHITIS = criterion("E02", SiteAnswers())
CARDIOGRAM = criterion("I07", SiteAnswers(), judged=True)
ANTICOAGULANTS = criterion("E10b", SiteAnswers(), admitted_by="I06")
TWO_ALT = "ALT 40 to 40 on 2026-02-27; ALT 400 to 40 on 2026-02-27"
BEFORE, AFTER = "2026-02-27", "2026-03-09"


class TestTheSitesOwnAnswer:
    @pytest.mark.parametrize(
        ("asked", "answer", "is_"),
        [
            (RADIOTHERAPY, "I01 met", "pass"),
            (RADIOTHERAPY, "I01 not_met", "fail"),
            (RADIOTHERAPY, "", "unknown"),
            (RADIOTHERAPY, "I02 met", "unknown"),
            (BRONCHITIS, "E02 met", "fail"),
            (BRONCHITIS, "E02 not_met", "pass"),
            (BRONCHITIS, "E02 met; E02 not_met", "conflict"),
            (NEUTROPHILS, "I04 met", "pass"),
            (INJURY, "I03a not_met", "fail"),
        ],
    )
    def test_met_excludes_where_the_criterion_does(self, asked, answer, is_):
        assert said(asked, answer) == is_

    def test_after_the_first_infusion_only_harm_is_believed(self):
        assert said(RADIOTHERAPY, f"I01 met on {AFTER}") == "unknown"
        assert said(RADIOTHERAPY, f"I01 not_met on {AFTER}") == "fail"
        assert said(RADIOTHERAPY, f"I01 met on {INFUSED}") == "pass"
        assert said(RADIOTHERAPY, f"I01 met on {AFTER}", infused=None) == "pass"

    def test_an_answer_that_its_own_value_contradicts_is_a_conflict(self):
        assert said(EJECTION, "I08 met 48 %").startswith("conflict")
        assert said(EJECTION, "I08 not_met 58 %").startswith("conflict")

    def test_words_that_nobody_answered_for_need_a_judgement(self):
        assert said(CARDIOGRAM, "I07 branch_block") == "needs_judgement"
        assert said(EJECTION, "I08 normal") == "needs_judgement"
        assert said(EJECTION, "I08") == "unknown"


class TestAJudgement:
    @pytest.mark.parametrize(
        ("asked", "answers", "is_"),
        [
            (CARDIOGRAM, "I07 judged_acceptable by investigator", "pass"),
            (CARDIOGRAM, "I07 judged_acceptable", "needs_judgement"),
            (CARDIOGRAM, f"I07 judged_acceptable on {AFTER} by investigator", "needs_judgement"),
            (CARDIOGRAM, "I07 not_met; I07 judged_acceptable by investigator", "conflict"),
            (BRONCHITIS, "E02 judged_acceptable by investigator", "needs_judgement"),
            (BRONCHITIS, "E02 met; E02 judged_acceptable by investigator", "conflict"),
            (BRONCHITIS, "E02 not_met; E02 judged_acceptable by investigator", "pass"),
            (ANTICOAGULANTS, "E10b met", "needs_judgement (pass, fail)"),
            (ANTICOAGULANTS, "E10 met", "needs_judgement (pass, fail)"),
            (ANTICOAGULANTS, "E10b not_met", "pass"),
        ],
    )
    def test_settles_what_the_text_leaves_to_it_and_nothing_else(self, asked, answers, is_):
        assert said(asked, answers) == is_

    def test_waives_no_number(self):
        labs = f"HGB 78 g/L on {BEFORE}"
        assert said(HAEMOGLOBIN, "I04c judged_acceptable by investigator", labs=labs) == "conflict"

    def test_made_before_the_value_it_should_know_does_not_count(self):
        labs = f"INR 2.0 to 1.2 on {BEFORE}"
        old, new = (f"I06 judged_acceptable on {day} by investigator" for day in ("2026-02-26", BEFORE))
        assert said(CLOTTING, labs=labs) == "needs_judgement (unknown, fail)"
        assert said(CLOTTING, old, labs=labs) == "needs_judgement (unknown, fail)"
        assert said(CLOTTING, new, labs=labs) == "pass (unknown, fail)"
        assert said(CLOTTING, "I06 not_met", labs=labs) == "fail"
        both = f"{labs}; PT 30 s to 14 on {BEFORE}"
        assert said(CLOTTING, labs=both) == "needs_judgement"
        assert said(CLOTTING, new, labs=both) == "pass"


class TestLaboratoryValues:
    @pytest.mark.parametrize(
        ("labs", "is_"),
        [
            ("NEUT 1.5 10^9/L on 2026-02-27", "pass"),
            ("NEUT 1.49 10^9/L on 2026-02-27", "fail"),
            ("NEUT 1500 /uL on 2026-02-27", "pass"),
            ("NEUT 1.4 10^9/L on 2026-02-20; NEUT 1.6 10^9/L on 2026-02-27", "pass"),
            ("NEUT 1.6 10^9/L on 2026-02-20; NEUT 1.4 10^9/L on 2026-02-27", "fail"),
            ("NEUT 1.4 10^9/L on 2026-02-27; NEUT 1.6 10^9/L on 2026-02-27", "conflict"),
            ("NEUT 1.4 10^9/L on 2026-03-09", "unknown"),
            ("NEUT clotted on 2026-02-27", "unknown"),
            ("NEUT 1.4 furlongs on 2026-02-27", "unknown"),
            ("NEUT 1.6 /uL on 2026-02-27", "conflict"),
            ("NEUT >1.4 10^9/L on 2026-02-27", "needs_judgement (pass, fail)"),
            ("", "unknown"),
        ],
    )
    def test_the_last_before_the_first_infusion_counts_in_whatever_unit(self, labs, is_):
        assert said(NEUTROPHILS, labs=labs) == is_

    def test_of_somebody_never_dosed_the_last_of_all(self):
        assert (
            said(
                NEUTROPHILS, labs="NEUT 1.6 10^9/L on 2026-02-20; NEUT 1.4 10^9/L on 2026-03-09", infused=None
            )
            == "fail"
        )

    def test_haemoglobin_in_grams_per_decilitre(self):
        assert said(HAEMOGLOBIN, labs=f"HGB 8.0 g/dL on {BEFORE}") == "pass"
        assert said(HAEMOGLOBIN, labs=f"HGB 7.9 g/dL on {BEFORE}") == "fail"

    def test_the_evidence_names_value_unit_day_and_place(self):
        (evidence,) = assessed(HAEMOGLOBIN, labs=f"HGB 8.0 g/dL on {BEFORE}").evidence

        assert evidence.fact == LaboratoryValue("HGB", "8.0", "g/dL", date(2026, 2, 27), "80 g/L")
        assert (str(evidence.source.file), evidence.source.row, evidence.column) == (
            "measurements.csv",
            2,
            "value",
        )

    @pytest.mark.parametrize(
        ("labs", "is_"),
        [
            ("ALT 40 to 40 on 2026-02-27; AST 40 to 40 on 2026-02-27", "pass"),
            ("ALT 100 to 40 on 2026-02-27; AST 100 to 40 on 2026-02-27", "pass"),
            ("ALT 101 to 40 on 2026-02-27; AST 101 to 40 on 2026-02-27", "fail"),
            ("ALT 400 to 40 on 2026-02-27; AST 40 to 40 on 2026-02-27", "needs_judgement (pass, fail)"),
            ("ALT 40 to 40 on 2026-02-27", "unknown (pass, unknown)"),
            ("ALT 400 to 40 on 2026-02-27", "needs_judgement (unknown, fail)"),
            ("ALT 400 on 2026-02-27; AST 400 on 2026-02-27", "unknown"),
            (f"{TWO_ALT}; AST 500 to 40 on 2026-02-27", "conflict (conflict, fail)"),
            (f"{TWO_ALT}; AST 50 to 40 on 2026-02-27", "conflict (pass, conflict)"),
        ],
    )
    def test_alt_or_ast_is_read_literally_and_carefully(self, labs, is_):
        assert said(LIVER, labs=labs.replace(" to", " U/L to").replace("00 on", "00 U/L on")) == is_

    def test_inr_alone_is_careful_enough_where_pt_was_not_measured(self):
        assert said(CLOTTING, labs=f"INR 1.8 to 1.2 on {BEFORE}") == "pass"
        assert (
            said(CLOTTING, labs=f"INR 1.0 to 1.2 on {BEFORE}; PT 30 s to 14 on {BEFORE}")
            == "needs_judgement (pass, fail)"
        )
        assert said(CLOTTING) == "unknown"

    def test_a_value_beside_the_answer_for_several_tests_is_only_shown(self):
        found = assessed(
            LIVER,
            "I05b met 33 U/L on 2026-02-26",
            labs=f"ALT 40 U/L to 40 on {BEFORE}; AST 40 U/L to 40 on {BEFORE}",
        )

        assert found.answer is Answer.PASS
        assert SiteWrote("I05b", "33", "U/L", date(2026, 2, 26), "") in [e.fact for e in found.evidence]


class TestWrittenValues:
    @pytest.mark.parametrize(
        ("answer", "labs", "is_"),
        [
            ("I04a 1.4 10^9/L", "", "fail"),
            ("I04a 1400 /uL", "", "fail"),
            ("I04a 1.5 10^9/L", "", "pass"),
            ("I04a 1.6", "", "needs_judgement"),
            ("I04a 1.6 /uL", "", "conflict"),
            ("I04a met 1.6", "", "needs_judgement"),
            ("I04a met normal 10^9/L", "", "needs_judgement"),
            ("I04a met normal 10^9/L on 2026-03-09", "NEUT 1.6 10^9/L on 2026-02-27", "pass"),
            ("I04a met 1.6", "NEUT 1.6 10^9/L on 2026-02-27", "needs_judgement"),
            ("I04a not_met 1.6", "", "fail"),
            ("I04a 1.4 10^9/L on 2026-02-20", "NEUT 1.6 10^9/L on 2026-02-27", "pass"),
            ("I04a 1.6 10^9/L on 2026-02-27", "NEUT 1.4 10^9/L on 2026-02-20", "pass"),
            ("I04a 1.6 10^9/L", "NEUT 1.4 10^9/L on 2026-02-20", "conflict"),
            ("I04a 1.6 10^9/L on 2026-02-27", "NEUT 1.4 10^9/L on 2026-02-27", "conflict"),
            ("I04a 1.6 10^9/L on 2026-03-09", "NEUT 1.4 10^9/L on 2026-02-20", "fail"),
            (
                "I04a not_met 1.4 10^9/L on 2026-02-20",
                "NEUT 1.6 10^9/L on 2026-02-27",
                "conflict",
            ),
        ],
    )
    def test_stand_beside_those_of_the_laboratory(self, answer, labs, is_):
        assert said(NEUTROPHILS, answer, labs=labs) == is_

    def test_a_later_value_takes_the_place_and_the_earlier_is_still_shown(self):
        found = assessed(NEUTROPHILS, "I04a 1.4 10^9/L on 2026-02-20", labs=f"NEUT 1.6 10^9/L on {BEFORE}")

        assert [e.superseded for e in found.evidence] == [False, True]
        assert found.last_day == date(2026, 2, 27)

    def test_one_beside_the_answer_for_a_whole_may_belong_to_any_of_its_parts(self):
        assert said(NEUTROPHILS, "I04 met 1.4 10^9/L") == "pass"
        assert said(NEUTROPHILS, "I04 1.4 10^9/L") == "needs_judgement"
        assert said(INJURY, "I03a 4") == "fail"

    def test_multiples_of_the_upper_limit_of_normal(self):
        bilirubin = criterion("I05a", value("BILI", "", None, 1.5))
        assert said(bilirubin, "I05a 1.5 xULN") == "pass"
        assert said(bilirubin, "I05a 1.6 ×ULN") == "fail"
        assert said(bilirubin, "I05a 20 umol/L") == "needs_judgement"
        assert said(bilirubin, "I05a met 20 umol/L") == "pass"  # the laboratory knows its limit, not the cell

    def test_a_clearance_the_site_worked_out(self):
        assert said(CLEARANCE, "I05c 61 mL/min", weight=None) == "pass"
        labs = f"CREAT 1.0 mg/dL on {BEFORE}"  # 66.7 mL/min
        assert said(CLEARANCE, "I05c 55 mL/min", labs=labs) == "conflict"

    def test_numbers_of_any_size_are_told(self):
        found = assessed(criterion("I02", value("ECOG101", "1", 0, 3)), "I02 9e90 1")
        assert found.answer is Answer.FAIL


class TestClearance:
    def test_creatinine_that_passes_one_rule_and_fails_the_other(self):
        woman = {"sex": "F", "age": "75", "weight": "50", "labs": f"CREAT 0.9 mg/dL on {BEFORE}"}
        man = {"sex": "M", "age": "30", "weight": "100", "labs": f"CREAT 1.6 mg/dL on {BEFORE}"}
        assert (said(CLEARANCE, **woman), said(CREATININE, **woman)) == ("fail", "pass")
        assert (said(CLEARANCE, **man), said(CREATININE, **man)) == ("pass", "fail")

    def test_everything_that_went_into_the_formula_is_told(self):
        (evidence,) = assessed(CLEARANCE, labs=f"CREAT 88.4 umol/L on {BEFORE}").evidence
        assert evidence.fact == Clearance(
            "66.666 mL/min", "M", Decimal(60), Decimal(60), "1 mg/dL", "88.4", "umol/L", date(2026, 2, 27)
        )

    @pytest.mark.parametrize(
        ("facts", "lacking"),
        [
            ({"sex": None, "age": None, "weight": None}, ("sex", "age_years", "weight_kg", "CREAT")),
            ({"labs": ""}, ("CREAT",)),
        ],
    )
    def test_what_is_lacking_is_named(self, facts, lacking):
        found = assessed(CLEARANCE, **facts)
        assert (found.answer, found.evidence[0].fact) == (Answer.UNKNOWN, FactsLacking(lacking))

    def test_a_weight_that_was_measured_serves_where_none_is_noted(self):
        labs = f"CREAT 1.0 mg/dL on {BEFORE}; WEIGHT 60 kg on {BEFORE}"
        assert said(CLEARANCE, labs=labs, weight=None) == "pass"
        assert said(CLEARANCE, labs=labs.replace("60 kg", "<60 kg"), weight=None) == "unknown"

    @pytest.mark.parametrize(
        ("value", "is_"),
        [
            ("1.0 mg/dL", "pass"),
            ("90 umol/L", "pass"),
            ("99 umol/L", "fail"),
            ("0.9 umol/L", "conflict"),
            ("unclear umol/L", "unknown"),
            ("1.0 cups", "unknown"),
            ("<1.0 mg/dL", "pass"),
            (">1.0 mg/dL", "needs_judgement (pass, fail)"),
            (">2.0 mg/dL", "fail"),
        ],
    )
    def test_creatinine_as_laboratories_write_it(self, value, is_):
        assert said(CLEARANCE, labs=f"CREAT {value} on {BEFORE}") == is_

    def test_nobody_is_a_hundred_and_forty(self):
        assert said(CLEARANCE, labs=f"CREAT 1.0 mg/dL on {BEFORE}", age="140") == "unknown"

    def test_two_rows_of_one_subject_that_contradict_each_other_are_believed_in_nothing(self):
        both = screened(labs=f"CREAT 1.0 mg/dL on {BEFORE}", rows=2)
        other = replace(both.rows[0], weight_kg=Decimal(90))
        found = eligibility([CLEARANCE], replace(both, rows=[both.rows[0], other]))
        assert found.answer is Answer.UNKNOWN

    @pytest.mark.parametrize(
        ("sex", "value", "is_"),
        [
            ("M", "1.5", "pass"), ("M", "1.51", "fail"), ("F", "1.4", "pass"), ("F", "1.41", "fail"),
            (None, "1.4", "pass"), (None, "1.45", "unknown"), (None, "1.51", "fail"),
        ],
    )  # fmt: skip
    def test_a_limit_for_each_sex(self, sex, value, is_):
        assert said(CREATININE, labs=f"CREAT {value} mg/dL on {BEFORE}", sex=sex) == is_


class TestWhatThePatientBringsAlong:
    @pytest.mark.parametrize(
        ("grade", "is_"), [(1, "fail"), (2, "pass"), (3, "pass"), (4, "fail"), (0, "unknown")]
    )
    def test_grade_at_the_first_infusion(self, grade, is_):
        assert said(INJURY, grades={"Pneumonitis": grade}) == is_

    def test_a_grade_that_the_site_wrote_stands_against_the_log(self):
        assert said(INJURY, "I03 2") == "pass"
        assert said(INJURY, "I03 2", grades={"Pneumonitis": 4}) == "conflict"

    @pytest.mark.parametrize(
        ("events", "is_"),
        [
            ("Pneumonitis 2 from 2026-01-03", "pass"),
            ("Pneumonitis 2 from 2026-01-02", "needs_judgement (pass, fail)"),
            ("Pneumonitis 2 from 2025-12-20", "fail"),
            ("Pneumonitis 2 from 2026-01-01/2026-01-31", "unknown (pass, unknown)"),
            ("Pneumonitis 2 from 2025-01-01/2025-12-31", "needs_judgement (unknown, fail)"),
            ("Pneumonitis 2 from 2025-01-01/2026-01-01", "needs_judgement (unknown, fail)"),
            ("Pneumonitis 2 from 2025-01-01/2026-01-03", "unknown"),
            ("Pneumonitis 2 from 2025-01-01/2025-11-30", "fail"),
            ("Pneumonitis 1 from 2025-12-01 of EP1; Pneumonitis 2 from 2026-02-01 of EP1", "fail"),
            ("Pneumonitis 2 from 2026-03-05", "unknown"),
            ("Cough 2 from 2026-02-01", "unknown"),
            ("Pneumonitis 2 from ?", "unknown"),
            ("Pneumonitis 1 from ? of EP1; Pneumonitis 2 from 2026-02-01 of EP1", "unknown"),
            ("", "unknown"),
        ],
    )
    def test_less_than_two_months_to_consent_and_to_the_first_infusion(self, events, is_):
        assert said(SHORT, events=events) == is_

    def test_where_consent_is_not_dated_both_readings_count_to_the_infusion(self):
        assert said(SHORT, events="Pneumonitis 2 from 2026-01-02", consent=None) == "fail"
        assert said(SHORT, events="Pneumonitis 2 from 2026-01-02", infused=None) == "pass"
        found = assessed(SHORT, events="Pneumonitis 2 from 2026-01-02", consent=None, infused=None)
        assert found.evidence[0].fact == FactsLacking(("consented_on",))

    def test_two_months_from_new_years_eve_end_with_february(self):
        consent = date(2026, 2, 27)
        assert said(SHORT, events="Pneumonitis 2 from 2025-12-31", consent=consent, infused=None) == "pass"
        assert (
            said(SHORT, events="Pneumonitis 2 from 2025-12-31", consent=date(2026, 2, 28), infused=None)
            == "fail"
        )
        (evidence,) = assessed(SHORT, events="Pneumonitis 2 from 2025-12-31", consent=consent).evidence
        began = date(2025, 12, 31)
        assert evidence.fact == BegunBefore("Pneumonitis", began, began, consent, INFUSED)

    @pytest.mark.parametrize(
        ("consent", "infused", "is_"),
        [
            (date(2026, 3, 2), INFUSED, "pass"),
            (date(2026, 3, 3), INFUSED, "fail"),
            (date(2026, 3, 3), None, "pass"),
            (None, INFUSED, "unknown"),
        ],
    )
    def test_consent_comes_first(self, consent, infused, is_):
        assert said(CONSENT, consent=consent, infused=infused) == is_

    @pytest.mark.parametrize(
        ("age", "is_"),
        [("17.9", "fail"), ("18", "pass"), ("75.9", "pass"), ("76", "fail"), (None, "unknown")],
    )
    def test_age_in_completed_years(self, age, is_):
        assert said(AGE, age=age) == is_


class TestAPatient:
    def test_the_worst_answer_is_the_patients(self):
        order = [Answer.FAIL, Answer.CONFLICT, Answer.NEEDS_JUDGEMENT, Answer.UNKNOWN, Answer.PASS]
        assert list(Answer) == order
        assert eligibility([RADIOTHERAPY, BRONCHITIS], screened("I01 met; E02 met")).answer is Answer.FAIL
        assert eligibility([RADIOTHERAPY], screened("I01 met")).answer is Answer.PASS
        assert Eligibility().answer is Answer.UNKNOWN

    def test_what_is_open_waits_for_a_ruling_that_knows_its_facts(self):
        criteria = [RADIOTHERAPY, BRONCHITIS, ANTICOAGULANTS, EJECTION]
        found = eligibility(criteria, screened(f"E02 met on {AFTER}; E10b met; I08 met 48 %"))
        (question,) = found.open("S-001", INFUSED)

        assert question.code is Code.ELIGIBILITY_OPEN
        assert question.reason == EligibilityOpen(("E02",), ("I08",), ("E10b",), "words of the trial")
        assert (question.record_id, question.reach) == ("elig:S-001", Reach.SUBJECT)
        assert question.arose_on == date(2026, 3, 9)
        assert question.source.file == "screening.csv"

    def test_what_is_not_known_holds_nobody_back(self):
        found = eligibility([RADIOTHERAPY, BRONCHITIS], screened("E02 not_met"))
        (question,) = found.not_known("S-001")

        assert found.open("S-001", INFUSED) == []
        assert (question.reason.criteria, question.reach) == (("I01",), Reach.NOBODY)
        assert eligibility([BRONCHITIS], screened("E02 not_met")).not_known("S-001") == []

    def test_a_question_without_a_place_of_its_own(self):
        (question,) = eligibility([INJURY], screened(grades={"Pneumonitis": 4})).open("S-001", INFUSED)
        assert (question.source, question.arose_on) == (None, INFUSED)

    def test_a_number_that_cannot_be_right_is_pointed_at(self):
        (evidence,) = assessed(CREATININE, labs=f"CREAT 0.9 umol/L on {BEFORE}").evidence
        assert evidence.fact == WrongUnit("CREAT", "0.9", "umol/L")


DOSED = "S-001 level 1 from 2026-03-02\n"
CLEAR = DOSED + "screened E02 not_met on day -3\n"
FAILS = DOSED + "screened E02 met on day -3\n"


class TestInTheReview:
    def test_without_a_screening_file_nothing_is_known_and_nobody_is_held_back(self):
        found = review(DOSED)
        assert (found.state(), found.patient().eligibility) == ("clear", Eligibility())
        assert not {"eligibility_open", "eligibility_unknown"} & found.queries()

    def test_a_criterion_passed_leaves_the_others_asked_for(self):
        found = review(CLEAR)
        assert (found.state(), found.blockers()) == ("clear", set())
        assert found.queries() == {"eligibility_unknown"}

    @pytest.mark.parametrize(
        ("notes", "state"),
        [
            (FAILS, "awaiting"),
            (CLEAR + "screened I08 met on day -3 value=48 unit=%", "awaiting"),
            (CLEAR + "screened E10b met on day -3", "awaiting"),
            (FAILS + "ruled elig:S-001 not_dlt on day 5", "clear"),
            (FAILS + "ruled elig:S-001 not_dlt on day -1", "awaiting"),
            (FAILS + "ruled elig:S-001 not_evaluable on day 5", "not_evaluable"),
            (FAILS + "ruled elig:S-001 dlt on day -1", "dlt"),
            (FAILS + "AE-1 Dyspnea 4, day 5 to day 6, possible", "dlt"),
            (FAILS + "screened E03 met on day 20\nruled elig:S-001 not_dlt on day 5", "awaiting"),
            (FAILS + "screened E03 met on day 20\nruled elig:S-001 not_dlt on day 20", "clear"),
        ],
    )
    def test_who_should_not_have_been_in_waits_for_a_ruling(self, notes, state):
        assert review(notes).state() == state

    def test_in_the_window_it_is_a_blocker_too(self):
        found = review(FAILS, "day 5")
        assert (found.state(), found.blockers()) == ("in_window", {"window_open", "eligibility_open"})

    def test_nobody_dosed_leaves_the_count(self):
        assert review(FAILS).level().tally.dosed == 1

    def test_a_screening_failure_is_shown_and_holds_nobody_back(self):
        found = review(CLEAR + "S-002 level 0\nscreened E02 met")
        assert found.patient("S-002").eligibility.answer is Answer.FAIL
        assert (found.state("S-002"), found.blockers()) == ("allocated", set())

    def test_one_whose_first_infusion_nobody_can_read_waits_anyway(self):
        found = review("S-001 level 1\nscreened E02 met\ninfusion 1 on ? completed", "2026-03-02")
        assert (found.state(), found.patient().eligibility.answer) == ("awaiting", Answer.FAIL)

    def test_a_criterion_that_the_protocol_does_not_have_is_shown(self):
        found = review(CLEAR + "screened E02b met\nscreened I04x met")
        (question,) = [q for q in found.of.queries if q.code == "unknown_criterion"]
        assert question.reason.criterion == "I04x"
        assert found.state() == "awaiting"  # E02b speaks for E02

    def test_a_protocol_without_criteria_asks_nobody(self):
        text = demo_protocol()
        found = review(FAILS + "screened I04x met", protocol=text[: text.index("# Who may enter")])
        assert (found.state(), found.patient().eligibility) == ("clear", None)
        assert found.queries() == set()
