"""Which measurements does nobody grade: by a code that nobody knows, or by a known one without a CTCAE grade?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from safety.domain.case_report import Measurement
from safety.domain.data_cut import DataCut
from safety.domain.laboratory import tests_in_multiples
from safety.domain.open_question import Code, OpenQuestion, Reach
from safety.domain.reason import UnknownTest
from safety.review.reference import Reference


def unknown_tests(cut: DataCut, reference: Reference) -> Iterator[OpenQuestion]:
    """One question a file and code that nobody knows, at its first row: shown, blocking nobody."""
    by_code: dict[tuple[str, str], list[Measurement]] = {}
    for m in cut.measurements:
        if m.test and not _graded(m.test, cut, reference) and not reference.codes.is_known(m.test):
            by_code.setdefault((m.source.file, m.test), []).append(m)
    for (_, test), of_code in by_code.items():
        like = reference.codes.nearest(test, reference.limits.ladders)
        first = min(m.source for m in of_code)
        because = UnknownTest(test, len(of_code), like)
        yield OpenQuestion(Code.UNKNOWN_TEST, because, source=first, column="test", reach=Reach.NOBODY)


def ungraded_tests(cut: DataCut, reference: Reference) -> Mapping[str, int]:
    """The known codes from which no grade is derived, with their number of measurements, in order."""
    seen = Counter(m.test for m in cut.measurements if m.test and not _graded(m.test, cut, reference))
    return {test: seen[test] for test in sorted(seen) if reference.codes.is_known(test)}


def _graded(test: str, cut: DataCut, reference: Reference) -> bool:
    return test in reference.limits.ladders or test in tests_in_multiples(cut.protocol.dlt)
