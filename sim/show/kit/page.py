"""Pages and pieces of them, filled: whatever a scenario's author wrote is escaped."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sim.words import say

from .text import width

_LETTER, _GAP, _RUNNING = 0.53, 2, 16  # ems of a place; places between columns, and of running text at the least
_SHORT = 8  # places that are not broken into lines
_PAGE = Path(__file__).parent / "pages"
_CHINESE = re.compile(r"[\u3400-\u9fff“”·、]*[\u3400-\u9fff][\u3400-\u9fff“”·、]*")


def fill_page(page: str, lang: str, **parts: object) -> str:
    """Return a page in a language, with what is told in its gaps."""
    pages = Environment(
        loader=FileSystemLoader(_PAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    pages.filters["ems"] = _ems
    pages.tests["short"] = _is_short
    pages.filters["tongue"] = _in_chinese if lang == "en" else str

    def table_of(caption: str) -> str:
        return say("report.table_of", lang, caption=caption)

    return pages.get_template(page).render(parts, lang=lang, table_of=table_of, scrolls=say("report.scrolls", lang))


def _ems(table: Any) -> int:
    """Return about how wide a table is, in its own letters: running text is broken into lines, figures are not."""
    places = 0.0
    for i, column in enumerate(zip(table.head, *table.rows, strict=True)):
        head, *cells = column
        if i in table.wide or not i:
            places += min(_RUNNING, max(width(cell) for cell in column))
        else:
            words = max((width(word) for word in head.split()), default=0)
            places += max([min(words, _RUNNING), *(width(cell) for cell in cells)])
        places += _GAP
    return math.ceil(_LETTER * places)


def _is_short(cell: str) -> bool:
    """Return whether a cell stays on one line however narrow its column."""
    return width(cell) <= _SHORT


def style(sheet: str) -> Markup:
    """Return a style sheet, to stand in a page."""
    return Markup((_PAGE / sheet).read_text(encoding="utf-8"))


def _in_chinese(text: str) -> Markup:
    """Mark the article's terms as Chinese, so that they are spoken and set as such."""
    out, end = Markup(""), 0
    for phrase in _CHINESE.finditer(text):
        out += escape(text[end : phrase.start()]) + Markup('<span lang="zh">{}</span>').format(phrase[0])
        end = phrase.end()
    return out + escape(text[end:])
