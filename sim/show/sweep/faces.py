"""The faces of a sweep."""

from __future__ import annotations

from typing import Any

from sim.questions.sweep import Swept

from ..kit.shape import Faces, Page, later
from .data import SCHEMA, data
from .manifest import manifest
from .tables import TABLES

FIGURES = ("sweep",)


def _line(swept: Swept, lang: str) -> str:
    from ..kit.text import joined
    from .words import heading, outcomes

    return joined([heading(swept.sweep, lang), outcomes(swept.sweep, swept.points, lang)], lang)


def _cell(swept: Swept, lang: str) -> dict[str, Any]:
    from .readings import points_reading
    from .words import counted, heading

    return {
        "title": swept.sweep.scenario.title.said(lang),
        "headline": heading(swept.sweep, lang),
        "texts": [counted(swept.sweep, swept.points, lang)],
        "tables": [points_reading(swept).printed(swept, lang)],
    }


FACES = Faces(
    name="sweep",
    kind=Swept,
    command="sweep",
    schema="sweep.schema.json",
    data=data,
    shape=SCHEMA,
    tables=TABLES,
    line=_line,
    text=later("sim.show.sweep.screen", "screen"),
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.sweep.pictures", "pictures"),
    chart=later("sim.show.sweep.pictures", "chart"),
    page=Page("report.html", later("sim.show.sweep.page", "report")),
    workbook="sweep.xlsx",
    beside=("sweep.json", "points/*.json"),
    family="swept",
)
