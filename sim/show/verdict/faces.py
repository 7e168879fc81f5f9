"""The faces of a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.questions.answers import Verdict

from ..kit.shape import Faces, Making, Page, later
from .data import SCHEMA
from .manifest import manifest
from .tables import TABLES

if TYPE_CHECKING:
    from ..kit.picture import Pictures

FIGURES = ("verdict", "channels", "months", "natures", "kinds", "areas")


def _line(verdict: Verdict, lang: str) -> str:
    from .words import headline

    what = f"{verdict.scenario.source}, {verdict.months} months, {verdict.replications} replicates"
    return f"{headline(verdict, lang)} {what}"


def _text(verdict: Verdict, lang: str, places: int, bold: bool) -> str:
    from .screen import screen

    return screen(verdict, lang, places=places, by_precision=verdict.asked == "auto", bold=bold)


def _cell(verdict: Verdict, lang: str) -> dict[str, Any]:
    from .readings import ARMS_READING, QUANTITIES_READING
    from .screen import facts
    from .words import headline, joined, notes, sentence, top

    first = headline(verdict, lang)
    return {
        "title": verdict.scenario.title.said(lang) or str(verdict.scenario.source),
        "headline": first,
        "texts": [joined([sentence(verdict, lang).removeprefix(first).strip(), notes(verdict, lang)], lang)],
        "top": top(verdict, lang),
        "tables": [QUANTITIES_READING.printed(verdict, lang), ARMS_READING.printed(verdict, lang)],
        "facts": facts(verdict, lang),
    }


def _page(
    verdict: Verdict, pictures: Pictures, making: Making, manifest: Mapping[str, Any], files: Sequence[str]
) -> bytes:
    from .page import report

    return report(
        verdict,
        pictures.pictures,
        making.lang,
        by_precision=verdict.asked == "auto",
        command=manifest["command"],
        versions=manifest["versions"],
        files=files,
        all_parameters="parameters" not in making.without,
    )


FACES = Faces(
    name="verdict",
    kind=Verdict,
    command="run",
    schema="results.schema.json",
    data=Verdict.to_json,
    shape=SCHEMA,
    tables=TABLES,
    line=_line,
    text=_text,
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.verdict.pictures", "pictures"),
    chart=later("sim.show.verdict.pictures", "chart"),
    page=Page("report.html", _page),
    data_file="results.json",
    workbook="results.xlsx",
)
