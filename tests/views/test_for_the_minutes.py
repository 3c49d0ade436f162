"""Page one offers the page for the minutes and the tables: made on demand, for the day that is shown."""

from safety.views import for_the_minutes
from tests.printed import printed, tables
from tests.views.studies import DEMO, dashboard, needs_demo

DAY = "2026-09-07"


def offered(app):
    return [button.proto.label for button in app.get("download_button")]


@needs_demo
def test_nothing_is_made_until_somebody_asks():
    app = dashboard(DAY)
    assert not app.exception
    assert offered(app) == []
    app = app.button(key="minutes_make").click().run()
    assert not app.exception
    assert offered(app) == ["Page for the minutes (PDF)", "Every table (XLSX)"]


@needs_demo
def test_another_day_is_another_page():
    app = dashboard(DAY).button(key="minutes_make").click().run()
    app = app.button(key="day_before").click().run()
    assert offered(app) == []
    assert app.button(key="minutes_make")


@needs_demo
def test_both_are_the_files_that_the_command_writes():
    from datetime import date

    from safety.review.opening import open_study
    from safety.views.reading import StudyChoice

    choice = StudyChoice(DEMO)
    review = open_study(DEMO).review(date.fromisoformat(DAY))
    made = for_the_minutes._made(choice.version(), review.cut.cut_off, "en", review, choice)
    assert made == (printed(DEMO, DAY), tables(DEMO, DAY))


@needs_demo
def test_a_missing_package_is_said_in_words(monkeypatch):
    import sys

    for_the_minutes._made.clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    app = dashboard(DAY).button(key="minutes_make").click().run()
    assert not app.exception
    assert "The package typst is not installed" in app.warning[0].value
