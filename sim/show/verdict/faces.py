"""The faces of a verdict."""

from __future__ import annotations

from typing import Any

from sim.questions.answers import Verdict
from sim.words import say

from ..kit.shape import Faces, Page, later
from .data import SCHEMA
from .manifest import manifest
from .tables import TABLES, row_names

FIGURES = ("verdict", "channels", "months", "natures", "kinds", "areas")


def _line(verdict: Verdict, lang: str) -> str:
    from .words import headline

    return say(
        "verdict.line",
        lang,
        headline=headline(verdict, lang),
        scenario=verdict.scenario.source,
        months=verdict.months,
        replications=verdict.replications,
    )


def _cell(verdict: Verdict, lang: str) -> dict[str, Any]:
    from ..kit.text import joined
    from .readings import ARMS_READING, QUANTITIES_READING
    from .screen import facts
    from .words import headline, net_note, notes, sentence, top

    first = headline(verdict, lang)
    return {
        "title": verdict.scenario.title.said(lang) or str(verdict.scenario.source),
        "headline": first,
        "texts": [
            text
            for text in (
                joined([sentence(verdict, lang).removeprefix(first).strip(), notes(verdict, lang)], lang),
                net_note(verdict, lang),
            )
            if text
        ],
        "top": top(verdict, lang),
        "tables": [QUANTITIES_READING.printed(verdict, lang), ARMS_READING.printed(verdict, lang)],
        "facts": facts(verdict, lang),
    }


FACES = Faces(
    name="verdict",
    kind=Verdict,
    command="run",
    schema="results.schema.json",
    data=Verdict.to_json,
    shape=SCHEMA,
    tables=TABLES,
    line=_line,
    text=later("sim.show.verdict.screen", "screen"),
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.verdict.pictures", "pictures"),
    chart=later("sim.show.verdict.pictures", "chart"),
    page=Page("report.html", later("sim.show.verdict.page", "report")),
    data_file="results.json",
    workbook="results.xlsx",
    row_names=row_names,
    unnamed=frozenset({"scenario", "written"}),
)
