"""The faces of cases."""

from __future__ import annotations

from typing import Any

from sim.questions.cases import Cases, Line
from sim.words import say

from ..kit.shape import Faces, later
from .manifest import manifest
from .tables import TABLES

FIGURES = ("differences",)


def data(cases: Cases) -> dict[str, Any]:
    """Return what cases showed as data for another program: without clock, machine, command or workers."""
    from sim import __version__

    return {"comparisons": [line.to_json() for line in cases.lines], "version": __version__}


def _line(cases: Cases, lang: str) -> str:
    from .words import summary

    return summary(cases.lines, lang)


def _text(cases: Cases, lang: str, places: int, bold: bool) -> str:
    from .words import cases_text

    return cases_text(cases.lines, lang, places)


def _cell(cases: Cases, lang: str) -> dict[str, Any]:
    from ..verdict.page_tables import Table
    from .words import asked, cells, head

    def claim(line: Line) -> str:
        return f"{line.name}: {line.comparison.expectation.claim.said(lang) or asked(line.comparison, lang)}"

    rows = [[claim(line), *cells(line, lang)] for line in cases.lines]
    return {
        "headline": _line(cases, lang),
        "tables": [Table("", [say("case.head.claim", lang), *head(lang)], rows, frozenset({0}))],
    }


FACES = Faces(
    name="cases",
    kind=Cases,
    command="cases",
    schema="cases.schema.json",
    data=data,
    tables=TABLES,
    line=_line,
    text=_text,
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.cases.charts", "pictures"),
    chart=later("sim.show.cases.charts", "chart"),
    data_file="cases.json",
    workbook="cases.xlsx",
    escaped=False,
    beside=("cases.design.json", "points/*.json"),
    family="cases",
)
