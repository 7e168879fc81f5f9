"""The spreadsheet to fill in: a sheet for each table with drop-down lists, and one that explains every column."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sim.words import LANGUAGES, say

from .columns import CHOICES, EXPLAINING, TABLES, Column, Table, choice, heading, meaning, sheet_name
from .office import OFFICE_WORDS, SCHOOL
from .separated import TITLE_ROWS
from .values import limits

ROWS = 5000  # to which drop-down lists reach
_WIDTHS = {"name": 28, "title": 32, "owner": 28, "resources": 26, "functions": 26, "remarks": 24}


def template(lang: str) -> bytes:
    """Return the workbook, with headings in one language; both are understood."""
    from openpyxl import Workbook  # late: half a second

    book = Workbook()
    book.remove(book.active)
    for table in TABLES:
        _sheet(book, table, lang)
    _explain(book, lang)
    book.properties.created = datetime(2000, 1, 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def explained(lang: str) -> Iterator[tuple[str, ...]]:
    """Yield each column: sheet, heading in both languages, whether it is required, what may stand there, meaning."""
    for table in TABLES:
        for column in table.columns:
            zh, en = (heading(table.name, column.name, at) for at in ("zh", "en"))
            yield (sheet_name(table.name, lang), zh, en, say("roster.yes" if column.required else "roster.no", lang),
                   _allowed(column, lang), *(meaning(table.name, column.name, at) for at in ("zh", "en")))  # fmt: skip


def _allowed(column: Column, lang: str) -> str:
    separator = say("list.comma", lang)
    if column.choices:
        return separator.join(choice(column.choices, name, lang) for name in CHOICES[column.choices])
    limits = _limits(column)
    if limits:
        low, high = limits
        return say("roster.allowed.number", lang, low=f"{low:g}", high=f"{high:.10g}")
    return say(f"roster.kind.{column.kind}", lang)


def _limits(column: Column) -> tuple[float, float] | None:
    return limits(column) if column.kind in ("number", "people") else None


def _new_sheet(book: Any, name: str, lang: str) -> Any:
    """Return a sheet whose heading stays in sight, and that prints across one page."""
    sheet = book.create_sheet(sheet_name(name, lang))
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def _sheet(book: Any, table: Table, lang: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = _new_sheet(book, table.name, lang)
    for at, column in enumerate(table.columns, 1):
        head = sheet.cell(1, at, heading(table.name, column.name, lang))
        head.font, head.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
        if column.required:
            head.fill = PatternFill("solid", fgColor="FFF2CC")
        head.comment = Comment(meaning(table.name, column.name, lang), "quyuhua", height=120, width=260)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.name, 16)
        if column.kind == "date":
            sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"
        rule = None
        if column.kind == "choice":
            listed = ",".join(choice(column.choices, name, lang) for name in CHOICES[column.choices])
            rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
        elif column.kind == "place" and column.name in ("area", "owner", "one", "other"):
            there = "areas" if column.name == "area" else "organisations"
            names = f"'{sheet_name(there, lang)}'!$B$2:$B${ROWS + 1}"
            # a name that is not in the list may stand there: areas can also come from the residential areas' rows
            rule = DataValidation("list", formula1=names, allow_blank=True, showErrorMessage=False)
        elif limits := _limits(column):
            low, high = limits
            rule = DataValidation(
                "decimal", formula1=f"{low:.10g}", formula2=f"{high:.10g}", allow_blank=True, showErrorMessage=True
            )
        if rule is not None:
            rule.error = _allowed(column, lang)[:250]
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{ROWS + 1}")


def _explain(book: Any, lang: str) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = _new_sheet(book, "columns", lang)
    heads = [say(f"roster.explain.{name}", lang) for name in ("sheet", "zh", "en", "required", "allowed")]
    sheet.append([*heads, *(say(f"roster.explain.meaning_{at}", lang) for at in ("zh", "en"))])
    for row in explained(lang):
        sheet.append(list(row))
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=cell.row == 1)
    for at, width in enumerate((14, 16, 16, 10, 36, 50, 50), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def page() -> str:
    """Return docs/roster.md: every column, in both languages."""
    explaining = ", ".join(EXPLAINING.split())
    lines = [
        "# The columns of a roster",
        "",
        "<!-- Made by `python docs/generate.py` from sim/scenario/roster/columns.py and sim/words/roster.py. -->",
        "",
        say("description.import", "en"),
        "",
        say("description.import", "zh"),
        "",
        "A workbook has one sheet a table, CSV one file a table. The header may stand below a title, among the first "
        f"{TITLE_ROWS} rows; headings may be Chinese or English, or one of the other names below. A required column is "
        "set in **bold**. Capitals, spaces, hyphens, quotation marks and full-width signs make no other name. A sheet "
        f"called {explaining} is passed over.",
    ]
    for table in TABLES:
        names = " / ".join(sheet_name(table.name, at) for at in LANGUAGES)
        lines += [
            "",
            f"## {names}",
            "",
            "| column | 列名 | also | what may stand there | meaning | 含义 |",
            "|---|---|---|---|---|---|",
        ]
        for column in table.columns:
            en, zh = (heading(table.name, column.name, at) for at in ("en", "zh"))
            name = f"**{en}**" if column.required else en
            also = ", ".join([*column.other.split(), *column.second.split()])
            cells = (
                name,
                zh,
                also,
                _allowed(column, "en"),
                *(meaning(table.name, column.name, at) for at in ("en", "zh")),
            )
            lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "## Names that can be chosen", "", "| | name | 名称 |", "|---|---|---|"]
    for family in ("type", "level", "nature", "wanted", "function"):
        lines += [
            f"| {family} | {choice(family, name, 'en')} | {choice(family, name, 'zh')} |" for name in CHOICES[family]
        ]
    return "\n".join([*lines, *_words()]) + "\n"


def _words() -> Iterator[str]:
    """Yield the table of an office's own words."""
    yield from ("", "## An office's own words / 街道自己的说法", "", say("roster.page.words", "en"), "",
                say("roster.page.words", "zh"), "", "| | name | 名称 | words 说法 |", "|---|---|---|---|")  # fmt: skip
    for family, listed in OFFICE_WORDS.items():
        for name, words in listed.items():
            if name == SCHOOL:
                called = [say("roster.page.school", lang) for lang in ("en", "zh")]
            else:
                called = [choice(family, name, lang) for lang in ("en", "zh")]
            if words:
                yield f"| {family} | {' | '.join(called)} | {'、'.join(words.split())} |"
    yield from ("", "## Freely read, and listed / 放宽读取并逐类列出", "", say("roster.page.free", "en"), "",
                say("roster.page.free", "zh"), "")  # fmt: skip
    for table in TABLES:
        for column in table.columns:
            if column.units:
                heads = " / ".join(heading(table.name, column.name, at) for at in LANGUAGES)
                yield f"- {heads}: {'、'.join(unit.replace('=', ' × ') for unit in column.units.split())}"
