"""The faces of cases."""

from __future__ import annotations

from typing import Any

from sim.questions.cases import Cases

from ..kit.shape import Faces, Page, later
from .data import SCHEMA, data
from .manifest import manifest
from .tables import TABLES

FIGURES = ("differences",)


def _line(cases: Cases, lang: str) -> str:
    from .words import summary

    return summary(cases.lines, lang)


def _cell(cases: Cases, lang: str) -> dict[str, Any]:
    from .readings import COMPARISONS

    return {"headline": _line(cases, lang), "tables": [COMPARISONS.printed(cases, lang)]}


FACES = Faces(
    name="cases",
    kind=Cases,
    command="cases",
    schema="cases.schema.json",
    data=data,
    shape=SCHEMA,
    tables=TABLES,
    line=_line,
    text=later("sim.show.cases.screen", "screen"),
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.cases.pictures", "pictures"),
    chart=later("sim.show.cases.pictures", "chart"),
    page=Page("report.html", later("sim.show.cases.page", "report")),
    data_file="cases.json",
    workbook="cases.xlsx",
    escaped=False,
    beside=("cases.design.json", "points/*.json"),
    family="cases",
)
