"""Tables as one Excel workbook: a sheet for each, and one that says what it is about."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from sim import __version__
from sim.questions.answers import Verdict
from sim.questions.compare import Compared
from sim.questions.sweep import Point, Sweep
from sim.words import LANGUAGES, say

from ..comparison import tables as comparison_tables
from ..comparison.page import comparison_cell
from ..sweep.words import about_sweep, measures_table, sweep_table, told
from ..verdict.page_tables import Table
from ..verdict.tables import Row, harmless, tables_of
from .sheets import answer_sheet, data_sheet, plain

NAME = "results.xlsx"
NAME_OF_SWEEP = "sweep.xlsx"
NAME_OF_COMPARISON = "comparison.xlsx"
ABOUT = "about"
MOST_ROWS = 1_048_576  # of a sheet, for every program that opens one
_NEVER = "2000-01-01T00:00:00Z"  # a workbook holds no clock: the same run gives the same bytes


def workbook(verdict: Verdict, lang: str) -> bytes:
    """Return the workbook: the answer in words, a sheet for each table, and one that says what it is about."""
    from ..notebook import verdict_cell

    said = {"title": verdict.scenario.title.said(lang) or str(verdict.scenario.source), **verdict_cell(verdict, lang)}
    return _book({**tables_of(verdict), ABOUT: about_table(verdict)}, said)


def workbook_of_sweep(sweep: Sweep, points: Sequence[Point], lang: str) -> bytes:
    """Return the workbook of a sweep; without the sheet ``measures`` where that has more rows than a sheet can."""
    measures, about = measures_table(sweep, points), about_sweep(sweep, points)
    sheets = {"sweep": sweep_table(sweep, points)}
    if len(measures) <= MOST_ROWS:
        sheets["measures"] = measures
    else:
        about.append(("measures", "measures.csv", *(say("about.measures", at) for at in LANGUAGES)))
    words = told(sweep, points, lang)
    table = Table("", words.head, words.rows, frozenset({len(words.head) - 1}))
    title = sweep.scenario.title.said(lang)
    said = {"title": title, "headline": words.heading, "texts": [words.counts], "tables": [table]}
    return _book({**sheets, ABOUT: about}, said)


def workbook_of_comparison(compared: Compared, lang: str) -> bytes:
    """Return the workbook of a comparison, without what has more rows than a sheet can."""
    sheets = {name: make(compared) for name, make in comparison_tables.TABLES.items()}
    return _book(
        {name: rows for name, rows in sheets.items() if len(rows) <= MOST_ROWS}, comparison_cell(compared, lang)
    )


def _book(sheets: Mapping[str, Iterable[Row]], said: Mapping[str, Any]) -> bytes:
    book = Workbook(write_only=True)
    answer_sheet(book, said)
    for name, rows in sheets.items():
        data_sheet(book, name, [[_cell(value) for value in row] for row in rows])
    book.properties.creator = f"quyuhua {__version__}"
    book.properties.created = datetime(2000, 1, 1)
    file = io.BytesIO()
    book.save(file)
    return _timeless(file)


def about_table(verdict: Verdict) -> list[Row]:
    """Return what the workbook is about; nothing in it names a clock, a machine or a command."""
    scenario = verdict.scenario
    facts: dict[str, object] = {
        "scenario": str(scenario.source),
        **{f"title_{at}": getattr(scenario.title, at) for at in LANGUAGES},
        "version": __version__,
        "seed": str(verdict.seed),  # may have more digits than a spreadsheet keeps
        "months": verdict.months,
        "replications": verdict.replications,
        "world": scenario.world,
        "confidence": scenario.interval.confidence,
        "verdict": verdict.word,
    }
    rows: list[Row] = [("fact", "value", *(f"meaning_{at}" for at in LANGUAGES))]
    rows += [(name, value, *(say(f"about.{name}", at) for at in LANGUAGES)) for name, value in facts.items()]
    return rows


def _cell(value: Any) -> Any:
    """Return a value as a cell holds it: text, number, yes or no, or nothing."""
    if isinstance(value, str):
        return harmless(value) or None
    return plain(value)


def _timeless(file: io.BytesIO) -> bytes:
    """Return the archive without the time at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            content = old.read(each)
            if each.filename == "docProps/core.xml":
                stamp = rb"(<dcterms:modified[^>]*>)[^<]*"
                content = re.sub(stamp, rb"\g<1>" + _NEVER.encode(), content)
            entry = zipfile.ZipInfo(each.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()
