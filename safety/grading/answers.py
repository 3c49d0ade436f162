"""The rows of an answer: one for each measurement and term, in the order of the measurements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from safety.grading.ladder import Climb, Lack, Rung
from safety.grading.limits import Ladder, Limits
from safety.grading.readings import Rows

# What is said of a measurement and a term, packed into one number while the terms are gone through:
# moving one column about costs less than moving five.
Said = npt.NDArray[np.int32]
LACKS = len(Lack)  # bits
TOLD, AT_LEAST, GRADE, CRITERION = LACKS, LACKS + 1, LACKS + 2, LACKS + 5

NO_TERM = 1 << LACKS
_NAMES = [(int(lack), str(lack.name).lower()) for lack in Lack]
MISSING = [" ".join(name for bit, name in _NAMES if bit & bits) for bits in range(NO_TERM)]
MISSING_TEXTS = pd.CategoricalDtype([*MISSING, "no_term"])
AT_LEAST_TEXTS = pd.CategoricalDtype(["", "Y"])


class Answer(NamedTuple):
    """What one term says of some measurements."""

    rows: Rows
    term: str
    said: Said


def said_of(ladder: Ladder, steps: tuple[Rung, ...], climbed: Climb) -> Said:
    """What a climb says, packed.

    A floor is told as a grade where nothing is lacking, or only a fact that nobody stated; and where only a
    baseline is lacking and a grade is certain all the same (creatinine). With no grade certain, a floor
    of 0 would read as "normal".
    """
    grades = [0, *(rung.row.grade for rung in steps)]
    criteria = [0, *(rung.row.number for rung in steps)]
    on_rung = [
        1 << TOLD | (grade < ladder.facts_up_to) << AT_LEAST | grade << GRADE | criterion << CRITERION
        for grade, criterion in zip(grades, criteria, strict=True)
    ]
    said: Said = np.array(on_rung, np.int32)[climbed.rung]
    floors = np.array(grades, np.int8)[climbed.rung[climbed.unsettled]]
    told = (climbed.lacks == 0) | (climbed.lacks == Lack.BASELINE) & (floors > 0)
    unsettled = said[climbed.unsettled] | np.int32(1 << AT_LEAST)
    said[climbed.unsettled] = np.where(told, unsettled, 0) | climbed.lacks.astype(np.int32)
    return said


@dataclass(frozen=True)
class Answers:
    """What every term says of every measurement of a table."""

    each: Sequence[Answer]
    measurements: int

    def beside(self, measurement_ids: "pd.Series[str]", limits: Limits) -> pd.DataFrame:
        """The answer as a table, beside the ids of the measurements; one row where no term answers."""
        counts = np.zeros(self.measurements, np.int32)
        for answer in self.each:
            counts[answer.rows] += 1
        silent = np.flatnonzero(counts == 0)
        counts[silent] = 1
        place = np.cumsum(counts, dtype=np.int32) - counts

        said = np.zeros(int(counts.sum()), np.int32)
        term = np.zeros(len(said), np.int8)
        missing_term = place[silent]
        for answer in self.each:
            at = place[answer.rows]
            said[at] = answer.said
            term[at] = 1 + limits.terms.index(answer.term)
            place[answer.rows] += 1
        return self._table(measurement_ids.array[np.repeat(np.arange(self.measurements), counts)],
                           said, term, missing_term, limits)  # fmt: skip

    def _table(
        self, ids: object, said: Said, term: npt.NDArray[np.int8], silent: Rows, limits: Limits
    ) -> pd.DataFrame:
        missing = (said & (NO_TERM - 1)).astype(np.int16)
        missing[silent] = NO_TERM
        told = (said >> TOLD & 1).astype(np.bool_)
        criteria = pd.CategoricalDtype(["", *(row.criterion for row in limits.rows)])
        terms = pd.CategoricalDtype(["", *limits.terms])
        return pd.DataFrame(
            {
                "measurement_id": ids,
                "term": pd.Categorical.from_codes(term, dtype=terms),
                "grade": pd.arrays.IntegerArray((said >> GRADE & 7).astype(np.int8), ~told),
                "at_least": pd.Categorical.from_codes(
                    (said >> AT_LEAST & 1).astype(np.int8), dtype=AT_LEAST_TEXTS
                ),
                "criterion": pd.Categorical.from_codes(
                    np.where(told, said >> CRITERION, 0).astype(np.int16), dtype=criteria
                ),
                "missing": pd.Categorical.from_codes(missing, dtype=MISSING_TEXTS),
            }
        )
