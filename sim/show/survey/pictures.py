"""The picture of a sweep over a design, chosen by its shape.

A curve with its band; a map with the contour at which 1+1 is 2; one of these for each choice, or for each parameter
that moves by itself; and of what was drawn the points, with what 1+1 comes to along each parameter. Nothing is told by
colour alone: what is not told apart from 2 is hollow or hatched, what is undefined has a cross.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sim.questions.surveyed import Glance, Surveyed
from sim.scenario.design import SAMPLED
from sim.scenario.parameters import parameter_rows
from sim.words import CATALOGUE, LANGUAGES, Refusal, say
from sim.words.parameters import meaning, unit

from ..kit.lettering import Lettering
from ..kit.numbers import percentage
from ..kit.picture import Chart, Pictures, pictured
from ..kit.text import joined
from . import charts, scatter
from .shape import Kind, Shape, first_block, shape_of
from .words import outcome

NAME = "design"
MOST_MARKS = 20_000  # points of a draw
_Drawing = Callable[[Surveyed, Shape, Sequence[Glance], str], Chart]
CHARTS: dict[Kind, _Drawing] = {
    "lines": charts.lines_chart,
    "curve": charts.curve_chart,
    "map": charts.maps_chart,
    "curves": charts.curves_chart,
    "maps": charts.maps_chart,
    "apart": charts.apart_chart,
    "plane": scatter.plane_chart,
    "margins": scatter.margins_chart,
}


def pictures(surveyed: Surveyed, lang: str) -> Pictures:
    """Draw the picture; none where no point came to anything."""
    glances = _glances(surveyed)
    if not any(glance.word for glance in glances):
        return Pictures({}, "", Refusal("survey.no_picture"))
    shape = shape_of(surveyed)
    lettering = Lettering(_letters(surveyed, lang))
    with lettering.used():
        title = say("figure.survey", lang, fields=_fields(surveyed, lang))
        figure = CHARTS[shape.kind](surveyed, shape, glances, lang)
        made = pictured(NAME, title, describe(surveyed, shape, lang), figure)
    return Pictures({NAME: made}, lettering.missing)


def chart(surveyed: Surveyed, name: str, lang: str) -> Chart:
    """Return the picture, to look at or to save; a `Refusal` where there is none."""
    if name != NAME:
        raise Refusal("figure.none", found=name, allowed=NAME)
    glances = _glances(surveyed)
    if not any(glance.word for glance in glances):
        raise Refusal("survey.no_picture")
    shape = shape_of(surveyed)
    with Lettering(_letters(surveyed, lang)).used():
        return CHARTS[shape.kind](surveyed, shape, glances, lang).settled()


def describe(surveyed: Surveyed, shape: Shape, lang: str) -> str:
    """Return in words what the picture shows."""
    confidence = percentage(surveyed.confidence)
    parts = [say(f"figure.survey.{shape.kind}", lang, fields=_fields(surveyed, lang), confidence=confidence)]
    return joined([*parts, outcome(surveyed, lang), say("figure.survey.table", lang)], lang).replace("\u00a0", " ")


def _glances(surveyed: Surveyed) -> list[Glance]:
    """Return the points that a picture is drawn of: of a draw of very many every so-many-th."""
    is_scatter = shape_of(surveyed).kind in ("plane", "margins")
    every = 1 + surveyed.finished // MOST_MARKS if is_scatter else 1
    glances = list(surveyed.glances(every))
    return glances if surveyed.survey.design.method in SAMPLED else first_block(glances, surveyed)


def _fields(surveyed: Surveyed, lang: str) -> str:
    return say("list.and", lang).join(surveyed.survey.design.fields) or say("survey.nothing_varied", lang)


def _letters(surveyed: Surveyed, lang: str) -> str:
    """Return every character that the picture may need."""
    fields = surveyed.survey.design.fields
    rows = [row for row in parameter_rows(type(surveyed.survey.scenario)) if row.path in fields]
    words: list[Any] = [texts[LANGUAGES.index(lang)] for texts in CATALOGUE.values()]
    words += [meaning(row.meaning, lang) + unit(row.unit, lang) + "".join(row.choices) for row in rows]
    return "".join(words) + "".join(fields)
