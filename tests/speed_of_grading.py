"""How fast measurements are graded, as ratios against floors measured in the same run. No test: a command.

    python -m tests.speed_of_grading [--long]

Medians of five, on one core. `--long` also grades a file of ten million rows and compares peak memories.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from safety.grading import grade, read_limits

MILLION = 1_000_000
TIMES = 5
TESTS = {  # unit, a usual value, limits of normal
    "NEUT": ("10^9/L", 4.0, 1.8, 7.5),
    "PLAT": ("10^9/L", 220.0, 150.0, 400.0),
    "HGB": ("g/L", 130.0, 120.0, 160.0),
    "K": ("mmol/L", 4.2, 3.5, 5.3),
    "ALT": ("U/L", 40.0, 7.0, 40.0),
    "AST": ("U/L", 35.0, 8.0, 40.0),
    "BILI": ("umol/L", 15.0, 3.0, 21.0),
    "CREAT": ("umol/L", 90.0, 50.0, 100.0),
}
PANDAS = "import pandas as pd, sys; pd.read_csv(sys.argv[1]).to_csv(sys.argv[2], index=False)"


def measurements(rows: int, seed: int = 5, missing: float = 0.05, spread: float = 0.6) -> pd.DataFrame:
    """Mixed rows of eight tests with baselines; one fact in twenty is missing, values spread far (log scale)."""
    chance = np.random.default_rng(seed)
    names = np.array([*TESTS])
    unit, usual, low, high = (np.array(column) for column in zip(*TESTS.values(), strict=True))
    which = chance.integers(0, len(names), rows)
    numbers = {
        "value": (usual[which] * chance.lognormal(0, spread, rows)).round(2),
        "low": low[which],
        "high": high[which],
        "baseline": (usual[which] * chance.lognormal(0, 0.3, rows)).round(2),
    }
    for column in ("low", "high", "baseline"):
        numbers[column] = np.where(chance.random(rows) < missing, np.nan, numbers[column])
    words = {"measurement_id": np.arange(rows).astype(str), "test": names[which], "unit": unit[which]}
    table = pd.DataFrame({name: pd.array(column, dtype="str") for name, column in words.items()})
    return table.assign(**numbers)


def floor(table: pd.DataFrame, limits: np.ndarray) -> np.ndarray:
    """What no grader can do without: both texts as codes, four limits a row, four comparisons."""
    tests, _ = pd.factorize(table["test"])
    units, _ = pd.factorize(table["unit"])
    pair = tests * len(TESTS) + units
    value = table["value"].to_numpy()
    crossed = np.zeros(len(table), np.int8)
    for nth in range(4):
        crossed += value > limits[pair, nth]
    return crossed


def seconds(work: Callable[[], object]) -> float:
    """How long one run takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """The medians of both, run in turn."""
    runs = [(seconds(ours), seconds(theirs)) for _ in range(TIMES)]
    return statistics.median(ours for ours, _ in runs), statistics.median(theirs for _, theirs in runs)


def python(*arguments: str) -> None:
    """One run of Python in a process of its own."""
    subprocess.run([sys.executable, *arguments], check=True, cwd=Path(__file__).parents[1])


def peak_of(file: Path, out: Path) -> float:
    """The most memory, in megabytes, that `python -m safety grade` holds at once."""
    command = [sys.executable, "-m", "safety", "grade", str(file), "-o", str(out)]
    child = os.spawnv(os.P_NOWAIT, sys.executable, command)
    _, status, usage = os.wait4(child, 0)
    assert status == 0, f"{file}: the command failed"
    return usage.ru_maxrss / 1024


def in_memory() -> None:
    """Grading a table against its floor."""
    table, limits = measurements(MILLION), np.random.default_rng(0).random((len(TESTS) ** 2, 4))
    written = read_limits()
    ours, theirs = side_by_side(
        lambda: grade(table, written, without_baseline="missing"), lambda: floor(table, limits)
    )
    print(
        f"a million rows in memory: {ours:.2f} s, floor {theirs:.2f} s: {ours / theirs:.2f} times the floor"
    )


def on_file(folder: Path) -> Path:
    """The command against pandas reading and writing the same file."""
    file, out = folder / "million.csv", folder / "out.csv"
    measurements(MILLION).to_csv(file, index=False)
    ours, theirs = side_by_side(
        lambda: python("-m", "safety", "grade", str(file), "-o", str(out)),
        lambda: python("-c", PANDAS, str(file), str(out)),
    )
    print(f"a file of a million rows: {ours:.2f} s, pandas reads and writes it in {theirs:.2f} s: "
          f"{ours / theirs:.2f} times")  # fmt: skip
    return file


def memory(file: Path, folder: Path) -> None:
    """Ten million rows against one million."""
    longer, out = folder / "ten_million.csv", folder / "out.csv"
    for nth in range(10):
        measurements(MILLION, nth).to_csv(longer, index=False, mode="a", header=nth == 0)
    one, ten = peak_of(file, out), peak_of(longer, out)
    print(f"peak memory: {one:.0f} MB at a million rows, {ten:.0f} MB at ten million: {ten / one:.2f} times")


def main() -> None:
    """Prints the ratios."""
    asked = argparse.ArgumentParser(description="Ratios of grading against its floors.")
    asked.add_argument("--long", action="store_true", help="also ten million rows")
    given = asked.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.chdir(Path(__file__).parents[1])
    in_memory()
    with TemporaryDirectory() as folder:
        file = on_file(Path(folder))
        if given.long:
            memory(file, Path(folder))


if __name__ == "__main__":
    main()
