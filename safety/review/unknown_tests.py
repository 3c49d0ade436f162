"""Which measurements does nobody grade: by a code that nobody knows, or by a known one without a CTCAE grade?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from safety.domain.case_report import Measurement
from safety.domain.data_cut import DataCut
from safety.domain.laboratory import tests_in_multiples
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import UnknownTest
from safety.review.measured_columns import tests_of
from safety.review.reference import Reference


def unknown_tests(cut: DataCut, reference: Reference) -> Iterator[OpenQuestion]:
    """One question a file and code that nobody knows, at its first row: shown, blocking nobody."""
    by_code: dict[tuple[str, str], list[Measurement]] = {}
    measurements = cut.measurements
    tests = tests_of(measurements)
    strange = tests.where(lambda test: bool(test) and _is_strange(test, cut, reference))
    for place in np.flatnonzero(strange).tolist():
        m = measurements[place]
        by_code.setdefault((m.source.file, m.test or ""), []).append(m)
    for (_, test), of_code in by_code.items():
        like = reference.codes.nearest(test, reference.limits.ladders)
        first = min(m.source for m in of_code)
        because = UnknownTest(test, len(of_code), like)
        yield OpenQuestion(Code.UNKNOWN_TEST, because, source=first, column="test", reach=Reach.NOBODY)


def ungraded_tests(cut: DataCut, reference: Reference) -> Mapping[str, int]:
    """The known codes from which no grade is derived, with their number of measurements, in order."""
    tests = tests_of(cut.measurements)
    seen = Counter(tests.each())
    ungraded = [test for test in seen if test and not _graded(test, cut, reference)]
    return {test: seen[test] for test in sorted(ungraded) if reference.codes.is_known(test)}


def _is_strange(test: str, cut: DataCut, reference: Reference) -> bool:
    return not _graded(test, cut, reference) and not reference.codes.is_known(test)


def _graded(test: str, cut: DataCut, reference: Reference) -> bool:
    return test in reference.limits.ladders or test in tests_in_multiples(cut.protocol.dlt)
