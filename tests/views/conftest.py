"""For every test of a page: the browser, where one is needed; and no data cuts but those that the test imports."""

import sys

import pytest

from tests.views.test_in_a_browser import NO_STORE, page

__all__ = ["page"]


@pytest.fixture(autouse=True)
def _no_store_of_this_machine(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", NO_STORE])
