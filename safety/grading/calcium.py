"""Calcium corrected for albumin: CTCAE grades no other, unless it is ionized.

NCI gives no formula. The usual one is Payne's (BMJ 1973;4:643): for each g/dL of albumin below 4.0, 0.8 mg/dL
are added; in SI units 0.02 mmol/L for each g/L below 40.
"""

import numpy as np
import pandas as pd

from safety.grading.readings import Readings, Rows
from safety.grading.units import DIMENSIONS, Unit, as_many_of
from safety.grading.written_numbers import Mask, Numbers, positive

NORMAL = 40.0  # g/L
MG_DL_PER_G_L, MMOL_L_PER_G_L = 0.08, 0.02
MOST_IN_G_DL, LEAST_IN_G_L = 7.0, 10.0  # no albumin in g/dL is above the one, none in g/L below the other


def corrected(at: Readings, unit: Unit, table: pd.DataFrame, rows: Rows) -> tuple[Readings, Mask]:
    """Total calcium as corrected calcium, and for which rows no albumin says how."""
    albumin = (
        albumin_in_g_l(table["albumin"].iloc[rows]) if "albumin" in table else np.full(len(rows), np.nan)
    )
    of_mass = DIMENSIONS[unit.name].kind == "mass concentration"
    step = MG_DL_PER_G_L if of_mass else MMOL_L_PER_G_L
    size = as_many_of("mg/dL" if of_mass else "mmol/L", unit) or 1.0
    added = (NORMAL - albumin) * step / size
    least, most = at.number("least") + added, at.number("most") + added
    return at.with_values(least, most), np.isnan(albumin)


def albumin_in_g_l(column: "pd.Series[str]") -> Numbers:
    """Albumin in g/L. The two units in use lie so far apart that the number itself tells which it is."""
    written = positive(column)
    in_g_dl = written <= MOST_IN_G_DL
    return np.where(in_g_dl, written * 10, np.where(written >= LEAST_IN_G_L, written, np.nan))
