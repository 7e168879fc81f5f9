"""The faces of a sweep."""

from __future__ import annotations

from typing import Any

from sim.questions.sweep import Swept

from ..kit.shape import Faces, later
from .data import data
from .manifest import manifest
from .tables import TABLES

FIGURES = ("sweep",)


def _line(swept: Swept, lang: str) -> str:
    from .words import outcomes, told

    return f"{told(swept.sweep, swept.points, lang).heading} {outcomes(swept.sweep, swept.points, lang)}"


def _text(swept: Swept, lang: str, places: int, bold: bool) -> str:
    from .words import sweep_text

    return sweep_text(swept.sweep, swept.points, lang, places)


def _cell(swept: Swept, lang: str) -> dict[str, Any]:
    from ..kit.reading import Table
    from .words import told

    words = told(swept.sweep, swept.points, lang)
    last = len(words.head) - 1
    return {
        "title": swept.sweep.scenario.title.said(lang),
        "headline": words.heading,
        "texts": [words.counts],
        "tables": [Table("", words.head, words.rows, frozenset({last}))],
    }


FACES = Faces(
    name="sweep",
    kind=Swept,
    command="sweep",
    schema="sweep.schema.json",
    data=data,
    tables=TABLES,
    line=_line,
    text=_text,
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.sweep.charts", "pictures"),
    chart=later("sim.show.sweep.charts", "chart"),
    workbook="sweep.xlsx",
    beside=("sweep.json", "points/*.json"),
    family="swept",
)
