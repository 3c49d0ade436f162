"""The rows of an answer: one for each measurement and term, in the order of the measurements."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from safety.grading.ladder import Climb, Lack
from safety.grading.limits import Limit, Limits
from safety.grading.readings import Codes, Rows
from safety.grading.written_numbers import Mask

NO_TERM = 1 << len(Lack)
MISSING = [" ".join(str(lack.name).lower() for lack in Lack if lack & bits) for bits in range(NO_TERM)]
MISSING_TEXTS = pd.CategoricalDtype([*MISSING, "no_term"])
AT_LEAST_TEXTS = pd.CategoricalDtype(["", "Y"])


@dataclass(frozen=True, slots=True)
class Answers:
    """Filled term by term; until then a row says that no term grades its measurement."""

    first: Rows  # where the answers about a measurement begin
    grade: Codes
    told: Mask
    at_least: Mask
    term: npt.NDArray[np.int16]
    criterion: npt.NDArray[np.int16]
    missing: npt.NDArray[np.int16]

    @classmethod
    def blank(cls, rows_of_each: Rows) -> Self:
        """Room for as many rows as each measurement needs."""
        size = int(rows_of_each.sum())
        return cls(
            first=np.cumsum(rows_of_each) - rows_of_each,
            grade=np.zeros(size, np.int8),
            told=np.zeros(size, np.bool_),
            at_least=np.zeros(size, np.bool_),
            term=np.zeros(size, np.int16),
            criterion=np.zeros(size, np.int16),
            missing=np.full(size, NO_TERM, np.int16),
        )

    def put(self, rows: Rows, ladder: tuple[Limit, ...], term: int, climbed: Climb) -> None:
        """Writes what a term says of some rows of the answer.

        A floor is told as a grade where nothing is lacking, and where only a baseline is and a grade is
        certain all the same (creatinine). With no grade certain, a floor of 0 would read as "normal".
        """
        settled = climbed.lacks == 0
        raised_by_baseline = (climbed.lacks == Lack.BASELINE) & (climbed.floor > 0)
        told = settled | raised_by_baseline
        self.told[rows] = told
        self.grade[rows] = climbed.floor * told
        self.criterion[rows] = climbed.criterion * told
        self.at_least[rows] = raised_by_baseline | settled & (climbed.floor < ladder[0].facts_up_to)
        self.missing[rows] = climbed.lacks
        self.term[rows] = term

    def beside(self, measurement_ids: "pd.Series[str]", limits: Limits) -> pd.DataFrame:
        """The answer as a table, beside the ids of the measurements."""
        rows = np.repeat(np.arange(len(self.first)), np.diff(self.first, append=len(self.grade)))
        criteria = pd.CategoricalDtype(["", *(row.criterion for row in limits.rows)])
        return pd.DataFrame(
            {
                "measurement_id": measurement_ids.array[rows],
                "term": pd.Categorical.from_codes(self.term, dtype=pd.CategoricalDtype(["", *limits.terms])),
                "grade": pd.arrays.IntegerArray(self.grade, ~self.told),
                "at_least": pd.Categorical.from_codes(self.at_least.astype(np.int8), dtype=AT_LEAST_TEXTS),
                "criterion": pd.Categorical.from_codes(self.criterion, dtype=criteria),
                "missing": pd.Categorical.from_codes(self.missing, dtype=MISSING_TEXTS),
            }
        )
