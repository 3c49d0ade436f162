"""Imports in processes of their own, which a test may kill; they start from one that has everything loaded."""

import multiprocessing
import os
import signal
from pathlib import Path
from random import Random

from sqlalchemy import Engine, event

from safety.review.opening import delivery
from safety.store.store import open_store
from tests.store.deliveries import MANAGER
from tests.studies import PROTOCOL

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def import_in_a_process(url: str, folder: Path, die_at: int | None = None):
    """A process that imports the folder; `die_at` is the call to the database at which it kills itself."""
    process = PROCESSES.Process(target=_import, args=(url, folder, die_at))
    process.start()
    return process


def calls_of_an_import(url: str, folder: Path) -> int:
    """How many calls to the database an import of the folder makes, its commit included."""
    asked, answers = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=_count, args=(url, folder, answers))
    process.start()
    calls = asked.recv()
    process.join()
    assert process.exitcode == 0
    return calls


def points(total: int, seed: int) -> list[int]:
    """Ten calls to the database, drawn by chance from all of them; the last one is the commit."""
    return [*sorted(Random(seed).sample(range(1, total), 9)), total]


def _import(url: str, folder: Path, die_at: int | None) -> None:
    if die_at is not None:
        _Calls(die_at)
    store = open_store(url)
    store.import_cut(delivery(folder, PROTOCOL), who=MANAGER)
    store.close()


def _count(url: str, folder: Path, answers) -> None:
    calls = _Calls(None)
    _import(url, folder, None)
    answers.send(calls.made)


class _Calls:
    """Counts what every engine of this process sends, and kills the process at a call."""

    def __init__(self, die_at: int | None) -> None:
        self.made, self.die_at = 0, die_at
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(Engine, name, self._called)

    def _called(self, *_: object) -> None:
        self.made += 1
        if self.made == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
