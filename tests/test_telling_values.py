"""What is left as columns changes nothing: the same review where every measurement and grade is a record that tells."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from safety.domain.data_cut import DataCut
from safety.records.measurement_table import MeasurementTable
from safety.reports.as_json import as_json
from safety.review.opening import open_study
from safety.review.study_review import StudyReview
from tests import large_study
from tests.clinic import one
from tests.random_studies import invent
from tests.studies import DEMO, opened


@dataclass(frozen=True)
class AllTell(StudyReview):
    """A review that leaves nothing aside."""

    def graded(self, records):
        found = super().graded(records)
        return {
            sid: replace(of_one, telling=of_one.grades, telling_values=records[sid].measurements)
            for sid, of_one in found.items()
        }


def with_records(cut):
    """The same facts, every measurement a record of its own."""
    reports = replace(cut.reports, measurements=tuple(cut.reports.measurements))
    return DataCut(reports, cut.protocol, cut.cut_off)


def holds(review):
    said = as_json(review)
    assert as_json(AllTell(review.cut, review.reference)) == said
    assert as_json(StudyReview(with_records(review.cut), review.reference)) == said


@pytest.mark.parametrize("tens", range(3))
def test_what_does_not_tell_changes_nothing_in_invented_studies(tens):
    for seed in range(10 * tens, 10 * tens + 10):
        files, cut_off = invent(seed)
        holds(opened(files).review(cut_off))


@pytest.mark.parametrize("month", [2, 3, 4, 5, 6])
def test_nor_in_the_demonstration_study(month):
    holds(open_study(DEMO).review(date(2026, month, 20)))


def test_nor_in_a_study_with_many_measurements_of_few_patients(tmp_path):
    """The values of every test, half of them abnormal, beside events of the terms they grade."""
    folder = large_study.write(tmp_path / "study", 12, 400, 4000, large_study.DOUBTFUL)
    events = (folder / "adverse_events.csv").read_text()
    for term, measured in {
        "Headache": "Anemia", "Cough": "Alanine aminotransferase increased", "Fever": "Platelet count decreased",
    }.items():  # fmt: skip
        events = events.replace(f",{term},", f",{measured},")
    (folder / "adverse_events.csv").write_text(events)
    study = open_study(folder)

    assert isinstance(study.reports.measurements, MeasurementTable)
    holds(study.review(date(2026, 6, 1)))


def test_nor_where_a_grade_is_told_and_could_be_higher_still():
    """Creatinine 2.3 x ULN is grade 2 at least; against a baseline that nobody can use it may be more."""
    seen = one("CREAT 0.9 furlongs 0.6-1.1 on day -3\nCREAT 230 umol/L 50-100 on day 12")

    assert seen.blockers() == {"ungradable_lab"}
    holds(seen.of)


def test_only_what_tells_becomes_a_record(tmp_path):
    """A thousand values of each patient; most are within limits, or mild and of no event's term."""
    study = open_study(large_study.write(tmp_path / "study", 4, 40, 4000, large_study.DOUBTFUL))
    review = study.review(date(2026, 8, 1))
    tells = sum(len(p.laboratory.telling) for p in review.patients.values())
    grades = sum(len(p.laboratory.grades) for p in review.patients.values())

    assert 0 < tells < grades / 5
