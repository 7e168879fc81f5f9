"""The picture of a sweep, chosen by what varies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from sim.questions.sweep import Point, Sweep, Swept
from sim.scenario.parameters import parameter_rows
from sim.words import CATALOGUE, LANGUAGES, Refusal, say
from sim.words.parameters import meaning, unit

from ..kit.lettering import Lettering
from ..kit.numbers import with_limits
from ..kit.picture import Chart, Pictures, pictured
from ..kit.text import joined
from .charts import CHOICES, curve_chart, curves_chart, map_chart, points_chart, varied
from .marks import ones_of
from .tables import fields_of
from .words import confidence, counted

Kind = Literal["curve", "points", "curves", "map"]
NAME = "sweep"
CHARTS: dict[Kind, Callable[[Sweep, Sequence[Point], str], Chart]] = {
    "curve": curve_chart,
    "points": points_chart,
    "curves": curves_chart,
    "map": map_chart,
}
"""What draws each kind; its words are the catalogue's ``figure.sweep.KIND``."""


def pictures(swept: Swept, lang: str) -> Pictures:
    """Draw the picture; none where more varies than one can show."""
    sweep, points = swept.sweep, swept.points
    kind = kind_of(sweep)
    if kind is None:
        return Pictures({}, "", Refusal("sweep.no_picture", most=len(CHOICES)))
    lettering = Lettering(_letters(sweep, lang))
    fields = say("list.and", lang).join(axis.field for axis in varied(sweep))
    with lettering.used():
        title, description = say("figure.sweep", lang, fields=fields), describe(sweep, points, kind, lang)
        return Pictures(
            {NAME: pictured(NAME, title, description, CHARTS[kind](sweep, points, lang))}, lettering.missing
        )


def chart(swept: Swept, name: str, lang: str) -> Chart:
    """Return the picture, to look at or to save; a `Refusal` where more varies than one can show."""
    if name != NAME:
        raise Refusal("figure.none", found=name, allowed=NAME)
    kind = kind_of(swept.sweep)
    if kind is None:
        raise Refusal("sweep.no_picture", most=len(CHOICES))
    with Lettering(_letters(swept.sweep, lang)).used():
        return CHARTS[kind](swept.sweep, swept.points, lang).settled()


def kind_of(sweep: Sweep) -> Kind | None:
    """Return which picture shows the axes that vary; None where none does."""
    axes = varied(sweep)
    if len(axes) > 1 and sweep.design.is_listed:  # not every combination: no map, and no curve for each choice
        return None
    numbers = sum(axis.numeric for axis in axes)
    if len(axes) == 1:
        return "curve" if numbers and len(axes[0].values) > 1 else "points"
    if len(axes) == 2 and numbers == 2:
        return "map"
    if len(axes) == 2 and numbers == 1:
        choice = next(axis for axis in axes if not axis.numeric)
        return "curves" if len(choice.values) <= len(CHOICES) else None
    return None


def describe(sweep: Sweep, points: Sequence[Point], kind: Kind, lang: str) -> str:
    """Return in words what a picture of a kind shows."""
    fields = say("list.and", lang).join(axis.field for axis in varied(sweep))
    parts = [say(f"figure.sweep.{kind}", lang, fields=fields, confidence=confidence(sweep))]
    estimates = [(interval.estimate, i) for i, interval in enumerate(ones_of(points)) if interval is not None]
    if estimates:
        ends = {"least": min(estimates)[1], "most": max(estimates)[1]}
        ends_in_words = {name: _point_in_words(sweep, points[i], lang) for name, i in ends.items()}
        parts.append(say("figure.sweep.ends", lang, **ends_in_words))
    return joined([*parts, counted(sweep, points, lang), say("figure.sweep.table", lang)], lang).replace("\u00a0", " ")


def _point_in_words(sweep: Sweep, point: Point, lang: str) -> str:
    """Return a point and its 1+1 in words."""
    comma = say("list.comma", lang)
    where = comma.join(f"{a.field} = {v}" for a, v in zip(sweep.design.axes, point.values, strict=True))
    return say("list.named", lang, name=where, what=with_limits(ones_of([point])[0], lang, 2.0))


def _letters(sweep: Sweep, lang: str) -> str:
    """Return every character that the picture may need."""
    rows = parameter_rows(type(sweep.scenario))
    letters = "".join(words[LANGUAGES.index(lang)] for words in CATALOGUE.values())
    own = "".join(meaning(row.meaning, lang) + unit(row.unit, lang) for row in rows if row.path in fields_of(sweep))
    return letters + own + "".join(axis.field + "".join(axis.values) for axis in sweep.design.axes)
