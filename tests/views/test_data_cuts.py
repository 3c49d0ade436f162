"""The dashboard on data cuts: the latest or an earlier one, what changed, who answers for it."""

import re
import shutil
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from safety.__main__ import main
from safety.store import verdicts
from safety.store.store import open_store
from safety.store.verdicts import Shown
from tests.views.studies import DEMO, dashboard, html, needs_demo, on_page, opened, second_week, two_cuts

pytestmark = needs_demo
DAY = "2026-09-11"
FATIGUE = "AE-22 is gone (Fatigue grade 2)"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The store of two cuts that the dashboard reads."""
    database = two_cuts(tmp_path)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", database])
    with closing(open_store(database)) as opened_again:
        yield opened_again


def cut(number, day=DAY):
    """The dashboard by a link to a cut."""
    return dashboard(day, cut=str(number))


def printed(capsys, *arguments):
    assert main(list(map(str, arguments))) == 0
    return capsys.readouterr().out


def test_it_opens_on_the_latest_cut_and_says_so(store):
    page = dashboard(DAY)
    said = html(page)
    assert "Cut 2" in said
    assert "NOT THE LATEST" not in said
    assert f"Audit trail {store.head()}" in said
    assert FATIGUE in html(on_page(page, "queries"))


def test_an_earlier_cut_knows_nothing_of_what_became_of_its_rows(store):
    page = cut(1)
    assert "CUT 1, NOT THE LATEST (2)" in html(page)
    queries = html(on_page(page, "queries"))
    assert "Queries (" in queries
    assert "AE-22" not in queries


def test_without_a_store_it_opens_on_the_demonstration_study_and_makes_none(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", str(tmp_path / "none.sqlite")])
    assert "hDMSC-RLI-DEMO" in html(dashboard(DAY))
    assert list(tmp_path.iterdir()) == []


def test_a_row_that_vanished_stands_in_the_way_until_somebody_answers_for_it(store):
    page = on_page(cut("latest"), "queries")
    assert FATIGUE in html(page)
    changed = on_page(page, "what_changed")
    assert FATIGUE in html(changed)
    assert "decision DEC-02 of 18 June 2026 on level 1 stands on other ground" in html(changed)
    assert "Level 1: " in html(changed)

    changed.button(key="acknowledge_now_0").click().run()
    assert "the role of whoever does this" in html(changed) or "a reason in words" in html(changed)
    assert store.acknowledgements() == ()

    changed.selectbox(key="change_seen_0").select_index(1)
    changed.text_input(key="role_seen").set_value("medical monitor")
    changed.text_input(key="reason_seen_0").set_value("entered twice")
    changed.button(key="acknowledge_now_0").click().run()
    (noted,) = store.acknowledgements()
    assert (noted.who, noted.why) == ("medical monitor", "entered twice")
    said = html(changed)
    assert "1 blocks" in said
    assert "1 acknowledged" in said
    assert "by medical monitor" in said
    assert FATIGUE not in html(on_page(changed, "queries"))


def test_a_change_that_stands_in_the_way_leads_to_where_it_is_answered_for(store):
    """The patient shows the row as it stands now, or shows none."""
    in_the_way = html(cut("latest", "2026-06-20"))
    assert re.search(
        rf'<a href="what_changed[^"]*cut=latest[^"]*"[^>]*>S-003</a></b> · {re.escape(FATIGUE)}', in_the_way
    )
    row = html(on_page(cut(2), "queries")).split("<tr")
    (gone,) = (told for told in row if FATIGUE in told)
    assert '<a href="what_changed?cut=2' in gone
    (asked,) = (told for told in row if "AE-37" in told)
    assert "what_changed" not in asked


def test_a_decision_on_other_ground_is_marked_where_it_stands_and_leads_to_what_changed(store):
    marked = re.compile(r'18 June 2026<div><a href="(what_changed\?[^"]*)"[^>]*><span class="mark people"')
    (leads_to,) = marked.findall(html(cut("latest")))
    assert "cut=latest" in leads_to
    assert marked.search(html(cut(1))) is None


def test_what_the_page_shows_is_what_the_command_says_and_what_is_kept(store, capsys):
    on_page(cut(2), "verdict")
    (kept,) = store.verdicts(store.cut(2), date.fromisoformat(DAY))
    url = str(store.database.url.database)
    said = printed(capsys, "review", "--cut", 2, "--cut-off", DAY, "--json", "--database", url)
    assert kept.content.decode() == said.strip()
    assert store.verdicts(store.cut(2), date.fromisoformat(DAY)) == (kept,)
    assert store.verify().findings == ()


def test_what_another_program_said_stands_beside_it(store, monkeypatch):
    monkeypatch.setattr(verdicts, "program", lambda: "0.0.9+000000000000")
    cut(1, "2026-09-08")
    monkeypatch.undo()
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", str(store.database.url.database)])
    cut_1 = store.cut(1)
    (then,) = store.verdicts(cut_1, date(2026, 9, 8))
    assert then.program == "0.0.9+000000000000"
    said = then.content.replace(b'"decision": "wait"', b'"decision": "escalate"', 1)
    monkeypatch.setattr(verdicts, "program", lambda: "0.0.8+000000000000")
    store.record_verdict(Shown(1, date(2026, 9, 9), then.protocol_sha256, said))
    monkeypatch.undo()
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", str(store.database.url.database)])
    page = html(cut(1, "2026-09-09"))
    assert "Another program said otherwise" in page
    assert "Program 0.0.8+000000000000 said otherwise of cut 1 at this cut-off:" in page
    assert "level 2: escalate then, wait now" in page


@pytest.mark.parametrize("asked", ["7", "0", "99999999999999999999"])
def test_a_link_to_a_cut_that_is_not_there_says_which_are_and_shows_none(store, asked):
    page = cut(asked)
    assert not page.exception
    said = html(page)
    assert "a cut of this store, by its number: 1, 2" in said
    assert "hDMSC" not in said
    assert "Cut 2" not in said


@pytest.mark.parametrize("asked", ["-1", "last week's", "²"])
def test_a_link_to_what_is_no_number_opens_the_latest_cut(store, asked):
    page = cut(asked)
    assert not page.exception
    assert "Cut 2" in html(page)
    assert "Level 2" in html(page)


def test_cuts_are_listed_and_hostile_words_stay_words(store):
    page = on_page(cut(1), "another_study")
    assert "Cut 2, the latest" in html(page)
    assert "<script>alert" not in html(page)
    page.button(key="back_to_demo").click().run()
    assert "The demonstration study" in html(page)
    assert "NOT THE LATEST" not in html(page)


def test_all_that_blocks_of_one_patient_is_answered_for_at_once(store):
    """Two events of S-003 are gone in a third cut."""
    url = str(store.database.url.database)
    folder = Path(url).parent / "third"
    shutil.copytree(DEMO, folder)
    events = folder / "adverse_events.csv"
    lines = events.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("AE-22,", "AE-23,"))]
    events.write_text("".join(kept), encoding="utf-8")
    assert main(["import", str(folder), "--by", "data manager", "--database", url]) == 0

    changed = on_page(cut("latest"), "what_changed")
    choice = changed.selectbox(key="change_seen_0")
    (all_of_one,) = [n for n, told in enumerate(choice.options) if told == "All 2 of S-003"]
    choice.select_index(all_of_one)
    changed.text_input(key="role_seen").set_value("medical monitor")
    changed.text_input(key="reason_seen_0").set_value("entered twice")
    changed.button(key="acknowledge_now_0").click().run()

    noted = store.acknowledgements()
    assert [each.change.split(":")[2] for each in noted] == ["AE-22", "AE-23"]
    assert {(each.who, each.why) for each in noted} == {("medical monitor", "entered twice")}
    assert "All 2 of S-003" not in html(changed)


def test_another_protocol_is_said_first(tmp_path, monkeypatch):
    database = str(tmp_path / "store.sqlite")
    folder = shutil.copytree(DEMO, tmp_path / "study")
    protocol = folder / "protocol.toml"
    text = protocol.read_text(encoding="utf-8")
    protocol.write_text(text.replace("grades = [3]", "grades = [2]", 1), encoding="utf-8")
    for each in (folder, DEMO):
        main(["import", str(each), "--by", "data manager", "--database", database])
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", database])
    said = html(on_page(cut("latest"), "what_changed"))

    assert "The same version, another content: hDMSC-RLI-demonstration 1.0." in said
    assert said.index("THE PROTOCOL FILE IS ANOTHER ONE") < said.index("0 rows new")
    assert "Level 1: exceeded became rule for escalation met" in said
    assert "change:protocol:hDMSC-RLI-demonstration:" in said


def test_a_folder_has_no_past(tmp_path):
    page = on_page(opened(shutil.copytree(DEMO, tmp_path / "study")), "what_changed")
    assert "A study folder has no past" in html(page)


def test_the_first_cut_has_nothing_before_it(store):
    assert "nothing before it to compare with" in html(on_page(cut(1), "what_changed"))


def test_a_store_that_cannot_be_opened_is_pointed_at_and_no_other_study_is_shown(tmp_path, monkeypatch):
    file = tmp_path / "report.docx"
    file.write_bytes(b"minutes of the meeting\n" * 500)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", str(file)])
    page = dashboard(DAY)
    assert not page.exception
    assert "a database that can be opened" in html(page)
    assert "hDMSC" not in html(page)
    for name in ("another_study", "what_changed", "look_up"):
        assert not on_page(page, name).exception
    assert "a database that can be opened" in html(on_page(page, "another_study"))


def test_the_open_folder_is_imported_once_however_often_the_button_is_pressed(tmp_path, monkeypatch):
    url = str(tmp_path / "new.sqlite")
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", url])
    page = opened(shutil.copytree(DEMO, tmp_path / "study"))
    page.button(key="import_now").click().run()
    assert "the role of whoever does this" in html(page)
    for _ in range(2):
        if page.text_input(key="role_of_import"):
            page.text_input(key="role_of_import").set_value("data manager")
        page.button(key="import_now").click().run()
        assert "Data cut 1 of hDMSC-RLI-DEMO" in html(page)
        page = opened(tmp_path / "study")
    store = open_store(url)
    assert [(cut.id, cut.entry.who) for cut in store.cuts()] == [(1, "data manager")]
    store.close()


def test_an_import_names_how_many_changes_block_and_leads_to_them(tmp_path, monkeypatch):
    first = shutil.copytree(DEMO, tmp_path / "first")
    second = second_week(tmp_path)
    said = [_imported(tmp_path, monkeypatch, folder) for folder in (first, second, second)]
    assert "changes block" not in said[0]
    assert "2 changes block at the cut-off of 11 September 2026 until they are acknowledged:" in said[1]
    assert re.search(r'<a href="what_changed\?[^"]*cut=latest[^"]*" target="_self">What changed</a>', said[1])
    assert "These files are cut 2 already" in said[2]
    assert "changes block" not in said[2]


def _imported(tmp_path, monkeypatch, folder):
    """The page Study after the button was pressed on that folder."""
    monkeypatch.setattr(sys, "argv", ["dashboard.py", "--database", str(tmp_path / "weekly.sqlite")])
    page = opened(folder)
    page.text_input(key="role_of_import").set_value("data manager")
    return html(page.button(key="import_now").click().run())


def test_the_shapes_of_what_stands_in_the_way_are_the_same_in_every_language(store):
    def shapes(language):
        page = dashboard(DAY, cut="2")
        page.query_params["lang"] = language
        return re.findall(r'<span class="mark (\w+)"', html(page.run()))

    assert "people" in shapes("en")
    assert shapes("en") == shapes("zh")
