"""Killed at any moment the store holds whole cuts only; many at once wait for each other, and nobody sees half."""

import threading
import time
from random import Random

import pytest

from safety.review.opening import open_study
from safety.store.store import open_store
from tests.store.deliveries import changed_demo, kept
from tests.store.importing import calls_of_an_import, import_in_a_process, points
from tests.studies import DEMO, PROTOCOL

MORE_ROWS = 3000
READERS = 20


@pytest.fixture
def larger(tmp_path):
    """The demonstration study, changed, and so large that an import of it takes a while."""
    return changed_demo(tmp_path / "larger", more_rows=MORE_ROWS)


def whole_cuts(store):
    """Everything that is there is proved; how many cuts that is."""
    proved = store.verify()
    assert proved.findings == ()
    assert proved.entries == proved.cuts
    return proved.cuts


def next_week(folder, number):
    """The folder with one more measurement that it did not have before."""
    path = folder / "measurements.csv"
    *_, last = path.read_text(encoding="utf-8").splitlines()
    with path.open("a", encoding="utf-8") as lines:
        lines.write(f"W-{number}-{last}\n")


def test_killed_at_ten_calls_to_the_database(store, url, larger, request):
    """An import that dies at a statement, or at its commit, leaves the last whole cut."""
    kept(store)
    total = calls_of_an_import(url, larger)
    assert whole_cuts(store) == 2
    for number, die_at in enumerate(points(total, seed=len(request.node.name))):
        next_week(larger, number)
        process = import_in_a_process(url, larger, die_at)
        process.join()
        assert process.exitcode == -9
        assert whole_cuts(store) == 2
    assert kept(store, larger).cut.id == 3
    assert store.raw_study(store.latest()).understood(reading()) == open_study(larger, PROTOCOL).reports


def test_killed_at_ten_moments(store, url, larger):
    """By the clock: wherever the process happens to be."""
    kept(store)
    began = time.perf_counter()
    import_in_a_process(url, larger).join()
    takes = time.perf_counter() - began
    assert whole_cuts(store) == 2
    chance = Random(7)
    for number in range(10):
        next_week(larger, number)
        before = whole_cuts(store)
        process = import_in_a_process(url, larger)
        time.sleep(takes * chance.random())
        process.kill()
        process.join()
        assert whole_cuts(store) in (before, before + 1)  # it may have been quicker than the kill
        assert kept(store, larger).cut.id == before + 1
    assert store.raw_study(store.latest()).understood(reading()) == open_study(larger, PROTOCOL).reports


def test_two_imports_and_twenty_readers_at_once(store, url, larger, tmp_path):
    """One cut after the other; every reader sees whole cuts, each as it is in its folder."""
    other = changed_demo(tmp_path / "other", new="Cough", more_rows=MORE_ROWS)
    kept(store)
    wanted = {1: DEMO, 2: larger, 3: other}
    folders = {_rows(open_study(folder, PROTOCOL).reports): folder for folder in wanted.values()}
    wrong, seen, done = [], set(), threading.Event()

    def read():
        reader = open_store(url)
        try:
            while not done.is_set():
                cuts = reader.cuts()
                assert [cut.id for cut in cuts] == list(range(1, len(cuts) + 1))
                reports = reader.raw_study(cuts[-1]).understood(reading())
                assert _rows(reports) in folders
                seen.add(len(cuts))
        except BaseException as error:
            wrong.append(error)
        finally:
            reader.close()

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    importers = [import_in_a_process(url, folder) for folder in (larger, other)]
    for importer in importers:
        importer.join()
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert [importer.exitcode for importer in importers] == [0, 0]
    assert whole_cuts(store) == 3
    assert max(seen) <= 3


def test_a_button_pressed_twice_imports_once(store, url, larger):
    importers = [import_in_a_process(url, larger) for _ in range(3)]
    for importer in importers:
        importer.join()
    assert [importer.exitcode for importer in importers] == [0, 0, 0]
    assert whole_cuts(store) == 1


def test_a_store_that_nobody_has_opened_yet_is_made_once(url):
    importers = [import_in_a_process(url, DEMO) for _ in range(4)]
    for importer in importers:
        importer.join()
    assert [importer.exitcode for importer in importers] == [0, 0, 0, 0]
    store = open_store(url)
    assert whole_cuts(store) == 1
    store.close()


def test_no_acknowledgement_is_lost(store):
    """Eight people at once, each reading the last entry and writing the next."""
    kept(store)

    def sign(name):
        for number in range(10):
            store.acknowledge(f"change:{name}:{number}", 1, who=name, why="seen")

    threads = [threading.Thread(target=sign, args=(f"role {n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({known.change for known in store.acknowledgements()}) == 80
    assert store.verify().findings == ()


def reading():
    from safety.records.cells import Reading
    from safety.review.reference import ctcae_terms, reference
    from tests.studies import demo

    return Reading(demo().protocol.dosing.numbers, frozenset(reference().limits.ladders), ctcae_terms())


def _rows(reports):
    """What tells the folders apart: the events' terms and the number of measurements."""
    return tuple(event.term for event in reports.adverse_events), len(reports.measurements)
