"""Prints a page as PDF: tagged (PDF/UA-1), the same bytes for the same page, with its fonts inside.

Every font is chosen here. Latin text is set in Source Sans, which a package brings along; the fonts of this
machine are looked at only where the text has characters that it lacks. A character that no font has would be
printed as a box: Chinese, Japanese and Korean are then refused, with the font to install; any other character,
which some hostile record may hold, is printed as its code point.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unicodedata import category

from safety.reports.letters import is_wide
from safety.wording import Speech

if TYPE_CHECKING:
    from typst import Fonts

LATIN = ("Source Sans Pro", "Libertinus Serif")
LATIN_STYLES = ("SourceSansPro-Regular", "SourceSansPro-Semibold", "SourceSansPro-Bold")
# families of Chinese text, as Debian and others, macOS and Windows bring them
CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "PingFang SC", "Hiragino Sans GB", "Heiti SC", "Microsoft YaHei", "SimHei", "SimSun",
)  # fmt: skip
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
KEPT_SPACES = "\u00a0\u202f"
JOINERS = "\u200c\u200d"  # Persian and Indic words need them
MOST_UNSEEN = 40


class CannotPrint(Exception):  # noqa: N818 - it says what is wrong with this machine
    """Something is not installed; the sentence says what to install."""


def pdf(layout: Path, page: Mapping[str, Any], day: date, said: Speech) -> bytes:
    """The page under its layout, dated by the day given and by no clock. Raises CannotPrint."""
    try:
        return _printed(layout, page, day, said)
    except ImportError as missing:
        raise CannotPrint(said.label("package_missing", package=missing.name)) from None


def _printed(layout: Path, page: Mapping[str, Any], day: date, said: Speech) -> bytes:
    text = json.dumps(_visible(page), ensure_ascii=False)
    machine, unseen = asks_for_chinese(text), set[str]()
    with TemporaryDirectory() as folder:
        _copy_latin(Path(folder))
        fonts = _fonts(folder, machine)
        if machine and not set(CHINESE) & set(fonts.families()):
            raise CannotPrint(said.label("cjk_font_missing", fonts=said.listed(CHINESE)))
        while isinstance(made := _compiled(layout, text, fonts, day), set):
            if not machine:
                machine, fonts = True, _fonts(folder, machine=True)
                continue
            unseen |= made
            if len(unseen) > MOST_UNSEEN:
                raise CannotPrint(
                    said.label("font_missing", characters=" ".join(sorted(map(_point, unseen))))
                )
            text = _with_points(text, made)
        return made


def _copy_latin(folder: Path) -> None:
    """One file a style: the package has each in two formats, and which one is found first is chance."""
    import font_source_sans_pro  # noqa: PLC0415 - a machine without it is told what to install

    for style in LATIN_STYLES:
        copy(Path(font_source_sans_pro.font_directory) / f"{style}.ttf", folder)


def _fonts(folder: str, machine: bool) -> Fonts:
    import typst  # noqa: PLC0415 - a machine without it is told what to install

    return typst.Fonts(include_system_fonts=machine, font_paths=[folder])


def _compiled(layout: Path, text: str, fonts: Fonts, day: date) -> bytes | set[str]:
    """The PDF, or the characters that none of the fonts has."""
    import typst  # noqa: PLC0415 - a machine without it is told what to install

    there = set(fonts.families())
    latin, chinese = ([family for family in wanted if family in there] for wanted in (LATIN, CHINESE))
    inputs = {"page": text, "fonts": json.dumps([*latin, *chinese]), "chinese": "".join(chinese[:1])}
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    try:
        made = typst.compile(
            layout, root=layout.parent, font_paths=fonts, sys_inputs=inputs, pdf_standards=["ua-1"],
            timestamp=noon,
        )  # fmt: skip
    except typst.TypstError as error:
        words = (ESCAPED.sub(lambda m: chr(int(m[1], 16)), found) for found in NO_GLYPH.findall(str(error)))
        missing = {char for found in words for char in found if not char.isascii()}
        if not missing:
            raise
        return missing
    assert isinstance(made, bytes)
    return made


def asks_for_chinese(text: str) -> bool:
    """Are there letters as wide as they are high: Chinese, Japanese or Korean?"""
    return any(map(is_wide, text))


def _visible(value: Any) -> Any:
    """The page with every character in sight: one that shows nothing, or turns its line round, as its code point."""
    match value:
        case str():
            return "".join(_seen(char) for char in value)
        case Mapping():
            return {key: _visible(of) for key, of in value.items()}
        case list() | tuple():
            return [_visible(of) for of in value]
        case _:
            return value


def _seen(char: str) -> str:
    if char.isspace():
        return char if char in KEPT_SPACES else " "
    return _point(char) if category(char) in INVISIBLE and char not in JOINERS else char


def _with_points(text: str, missing: Iterable[str]) -> str:
    return text.translate({ord(char): _point(char) for char in missing})


def _point(char: str) -> str:
    return f"[U+{ord(char):04X}]"
