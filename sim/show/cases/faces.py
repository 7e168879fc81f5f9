"""The faces of cases."""

from __future__ import annotations

from typing import Any

from sim.questions.cases import Cases

from ..kit.shape import Faces, Page, later
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
    from .screen import screen

    return screen(cases, lang, places)


def _cell(cases: Cases, lang: str) -> dict[str, Any]:
    from .readings import COMPARISONS

    return {"headline": _line(cases, lang), "tables": [COMPARISONS.printed(cases, lang)]}


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
    page=Page("report.html", later("sim.show.cases.page", "report")),
    data_file="cases.json",
    workbook="cases.xlsx",
    escaped=False,
    beside=("cases.design.json", "points/*.json"),
    family="cases",
)
