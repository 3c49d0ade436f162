"""Another language is whole: every sentence with its values, in letters that the fonts have, and claims no more."""

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from safety.commands.arguments import LANGUAGES as ASKED_FOR
from safety.records.refusal import FileRefused, Finger
from safety.reports.letters import cut, letters, padded, wrapped
from safety.wording import LANGUAGES, english, speech, translated
from safety.wording.languages import CATALOGUES
from safety.wording.refusal import finger_said, refusal_said
from safety.wording.translated import catalogue_file, english_sentences

ADDED = {
    "GRAMMAR.term": {"gloss"},
    "GRAMMAR.term_short": {"gloss"},
}  # what a language may say beside the English
NOTO = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
CLAIMS = re.compile("安全的|是安全|已验证|经验证|合规|可以安全|可安全|确保|保证|认证")


def catalogue(locale):
    with catalogue_file(locale).open("rb") as file:
        return [message for message in read_po(file, locale=locale) if message.id]


def placeholders(text):
    return {name.casefold() for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("locale", CATALOGUES.values())
def test_no_sentence_is_without_its_translation(locale):
    told = {(m.context, m.id) for m in catalogue(locale) if m.string and not m.fuzzy}

    assert [where for where, text in english_sentences() if (where, text) not in told] == []


@pytest.mark.parametrize("locale", CATALOGUES.values())
def test_no_translation_is_left_over(locale):
    assert {(m.context, m.id) for m in catalogue(locale)} == set(english_sentences())


@pytest.mark.parametrize("locale", CATALOGUES.values())
def test_a_translation_has_the_values_of_its_sentence(locale):
    for message in catalogue(locale):
        more = placeholders(message.string) - ADDED.get(message.context, set())
        missing = set() if message.context in ADDED else placeholders(message.id) - more
        assert more <= placeholders(message.id), message.context
        assert not missing or message.context.startswith("GRAMMAR"), message.context


def test_a_sentence_that_changed_in_english_is_read_in_english(tmp_path, monkeypatch):
    text = catalogue_file("zh_Hans").read_text("utf-8")
    (tmp_path / "safety.po").write_text(text.replace('msgid "on hold"', 'msgid "held"'), "utf-8")
    monkeypatch.setattr(translated, "catalogue_file", lambda _: tmp_path / "safety.po")

    assert translated.translated("zh_Hans").DECISIONS["hold"] == "on hold"
    assert translated.translated("zh_Hans").DECISIONS["wait"] == "暂不得递增"


def test_the_commands_know_the_languages_there_are():
    assert tuple(LANGUAGES) == ASKED_FOR


def test_only_the_rule_is_met_and_the_committee_decides_in_chinese_too():
    words = LANGUAGES["zh"]

    assert words.DECISIONS["escalate"] == "符合递增规则"
    assert words.HEADLINES["escalate"].endswith("由委员会决定。")
    assert [m.context for m in catalogue("zh_Hans") if CLAIMS.search(m.string)] == []


def test_days_and_lists_as_chinese_writes_them():
    said = speech("zh")

    assert said.day(date(2026, 9, 7)) == "2026年9月7日"
    assert said.weekday(date(2026, 9, 7)) == "2026年9月7日 星期一"
    assert said.day_of_year(date(2026, 9, 7)) == "9月7日"
    assert said.listed(["S-001", "S-002"]) == "S-001、S-002"
    assert said.either(["ALT", "AST", "GGT"]) == "ALT、AST或GGT"
    assert said.percent("20") == "20%"
    assert said.sentence("column x") == "column x。"


def test_a_ctcae_term_stays_as_it_is_and_is_explained():
    said = speech("zh")

    assert said.term("Neutrophil count decreased") == "Neutrophil count decreased（中性粒细胞计数降低）"
    assert said.term("Abdominal pain") == "Abdominal pain"
    assert speech().term("Neutrophil count decreased") == "Neutrophil count decreased"


def test_a_bracket_leaves_no_gap_before_a_grade():
    said = LANGUAGES["zh"].REASONS["MeetsRule"].format(term="Fever（发热）", at_grade=" 3级", rule="R2")

    assert said == "Fever（发热）3级符合R2"


def test_every_ctcae_term_that_is_explained_is_one():
    from tests.chinese import TERMS

    assert set(english.CTCAE) <= set(TERMS)


@pytest.mark.parametrize(
    "finger",
    [
        Finger("adverse_events.csv", 7, "grade", "3/4", "grade"),
        Finger("protocol.toml", 3, "dosing, cells", "", "ascending_levels:2.0e7"),
        Finger("subjects.csv", None, "", "", "file_needed"),
        Finger("adverse_events.csv", 7, "causality", "maybe", "words:possible|probable"),
        Finger("x.csv", 1, "y", "z" * 200, "column_known:none"),
    ],
)
def test_a_refusal_says_the_same_in_english_as_the_error_itself(finger):
    assert finger_said(finger, speech()) == str(finger)


def test_a_refusal_points_with_a_finger_in_chinese_too():
    finger = Finger("adverse_events.csv", 7, "causality", "maybe", "words:possible|probable")

    assert refusal_said(FileRefused([finger]), speech("zh")) == [
        "adverse_events.csv，第7行，列causality：现为“maybe”；允许：以下之一：possible、probable"
    ]


def test_a_chinese_letter_is_as_wide_as_two_others():
    assert letters("DLT观察期") == 9
    assert padded("观察期", 8) == "观察期  "
    assert cut("中性粒细胞计数降低", 9) == "中性粒细…"
    assert wrapped("观察期于2026年4月9日结束。", 12) == ["观察期于2026", "年4月9日结束。"]
    assert wrapped("window ended 9 April", 12) == ["window ended", "9 April"]


def test_the_fonts_have_every_letter_of_the_catalogue():
    if not NOTO.exists():
        pytest.skip("Noto Sans CJK is not installed here")
    from font_source_sans_pro import font_directory
    from fontTools.ttLib import TTCollection, TTFont

    chinese = next(f for f in TTCollection(NOTO).fonts if "SC" in f["name"].getDebugName(4))
    latin = TTFont(Path(font_directory) / "SourceSansPro-Regular.ttf")
    known = {*chinese.getBestCmap(), *latin.getBestCmap()}

    own = {
        char for m in catalogue("zh_Hans") for char in set(m.string) - set(m.id)
    }  # no shape of the English
    assert {char for char in own if ord(char) not in known} == set()
