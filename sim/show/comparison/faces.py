"""The faces of a comparison."""

from __future__ import annotations

from sim.questions.compare import Compared
from sim.words import say

from ..kit.shape import Faces, Page, later
from .data import SCHEMA, data
from .manifest import manifest
from .tables import TABLES

FIGURES = ("totals", "months", "natures", "kinds", "map", "flows", "lent")


def _line(compared: Compared, lang: str) -> str:
    from .words import lettered, sentences

    names = say("list.comma", lang).join(f"{letter} {entrant.name}" for letter, entrant in lettered(compared))
    return say("compare.line", lang, names=names, sentence=sentences(compared, lang)[0])


FACES = Faces(
    name="comparison",
    kind=Compared,
    command="compare",
    schema="comparison.schema.json",
    data=data,
    shape=SCHEMA,
    tables=TABLES,
    line=_line,
    text=later("sim.show.comparison.screen", "screen"),
    cell=later("sim.show.comparison.page", "cell"),
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.comparison.pictures", "pictures"),
    chart=later("sim.show.comparison.pictures", "chart"),
    page=Page("compare.html", later("sim.show.comparison.page", "report")),
    data_file="comparison.json",
    workbook="comparison.xlsx",
    family="compared",
    unnamed=frozenset({"compared"}),
)
