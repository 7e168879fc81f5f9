"""The faces of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.questions.compare import Compared

from ..kit.shape import Faces, Making, Page, later
from .data import SCHEMA, data
from .manifest import manifest
from .tables import TABLES

if TYPE_CHECKING:
    from ..kit.picture import Pictures

FIGURES = ("totals", "months", "natures", "kinds", "map", "flows", "lent")


def _line(compared: Compared, lang: str) -> str:
    from .words import lettered, sentences

    names = ", ".join(f"{letter} {one.name}" for letter, one in lettered(compared))
    return f"{names}. {sentences(compared, lang)[0]}"


def _text(compared: Compared, lang: str, places: int, bold: bool) -> str:
    from .screen import screen

    return screen(compared, lang, places)


def _cell(compared: Compared, lang: str) -> dict[str, Any]:
    from .page import comparison_cell

    return comparison_cell(compared, lang)


def _page(
    compared: Compared, pictures: Pictures, making: Making, manifest: Mapping[str, Any], files: Sequence[str]
) -> bytes:
    from .page import comparison_report

    return comparison_report(
        compared,
        pictures.pictures,
        making.lang,
        command=manifest["command"],
        versions=manifest["versions"],
        files=files,
    )


FACES = Faces(
    name="comparison",
    kind=Compared,
    command="compare",
    schema="comparison.schema.json",
    data=data,
    shape=SCHEMA,
    tables=TABLES,
    line=_line,
    text=_text,
    cell=_cell,
    manifest=manifest,
    figures=FIGURES,
    pictures=later("sim.show.comparison.pictures", "pictures"),
    chart=later("sim.show.comparison.pictures", "chart"),
    page=Page("compare.html", _page),
    data_file="comparison.json",
    workbook="comparison.xlsx",
    family="compared",
)
