"""The faces of a sweep over a design."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.questions.surveyed import HELD, Surveyed

from ..kit.shape import Faces, Page, later
from .data import SCHEMA, data
from .manifest import manifest
from .tables import TABLES, kinds

FIGURES = ("design",)


def _line(surveyed: Surveyed, lang: str) -> str:
    from ..kit.text import joined
    from .words import headline, status

    return joined([status(surveyed.store, lang), headline(surveyed, lang)], lang)


def _cell(surveyed: Surveyed, lang: str) -> dict[str, Any]:
    from .readings import points_reading
    from .words import headline, outcome, status

    return {
        "title": surveyed.survey.scenario.title.said(lang),
        "headline": headline(surveyed, lang),
        "texts": [status(surveyed.store, lang), outcome(surveyed, lang)],
        "tables": [points_reading(surveyed).printed(surveyed, lang)],
    }


def _reopened(folder: Path) -> Surveyed:
    from .asking import reopened

    return reopened(folder)


FACES = Faces(
    name="survey",
    kind=Surveyed,
    command="sweep",
    schema="survey.schema.json",
    data=data,
    shape=SCHEMA,
    tables=TABLES,
    line=_line,
    text=later("sim.show.survey.screen", "screen"),
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.survey.pictures", "pictures"),
    chart=later("sim.show.survey.pictures", "chart"),
    page=Page("report.html", later("sim.show.survey.page", "report")),
    workbook="sweep.xlsx",
    beside=("sweep.sqlite", "sweep.lock"),
    family="survey",
    is_large=lambda surveyed: surveyed.finished > HELD,
    kinds=kinds,
    reopened=_reopened,
)
