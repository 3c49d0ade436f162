"""The store that this dashboard reads: the one of data/store.toml, or of `streamlit run dashboard.py -- --database`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st

from safety.reports.as_json import as_json
from safety.review.study_review import StudyReview
from safety.store.cut import Cut
from safety.store.settings import database_url
from safety.store.store import Store, open_store
from safety.store.verdicts import Shown, StoredVerdict


@cache
def _named(arguments: tuple[str, ...]) -> str | None:
    """The database named behind `--`, if one is."""
    command = ArgumentParser(add_help=False)
    command.add_argument("--database")
    database: str | None = command.parse_known_args(arguments)[0].database
    return database


def _asked() -> str | None:
    return _named(tuple(sys.argv[1:]))


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(url)


def the_store() -> Store | None:
    """The store, opened once; None where there is no file yet: looking makes none. Raises FileRefused."""
    url = database_url(_asked())
    if url.drivername == "sqlite" and not Path(str(url.database)).exists():
        return None
    return _opened(url.render_as_string(hide_password=False))


def made_store() -> Store:
    """The store, made at its first use. Raises FileRefused."""
    return _opened(database_url(_asked()).render_as_string(hide_password=False))


def cuts() -> Mapping[int, Cut]:
    """Every data cut by its number, the first one first. Raises FileRefused."""
    store = the_store()
    return {cut.id: cut for cut in store.cuts()} if store else {}


@st.cache_resource(show_spinner=False, max_entries=64)
def shown(version: str, cut_off: date, cut_id: int, _review: StudyReview) -> StoredVerdict:
    """The verdict as it is kept: noted once a version and cut-off. Raises FileRefused where it cannot be."""
    store = the_store()
    assert store is not None, "the cut came from it"
    content = as_json(_review).encode()
    return store.record_verdict(Shown(cut_id, cut_off, _review.protocol.sha256, content, _review.rests_on))
