"""The browser, for every test of a page that needs one."""

from tests.views.test_in_a_browser import page

__all__ = ["page"]
