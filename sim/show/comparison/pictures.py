"""All figures of a comparison, in the order in which its report shows them."""

from __future__ import annotations

from collections.abc import Callable

from sim.questions.compare import Compared
from sim.words import CATALOGUE, LANGUAGES, Refusal, say

from ..kit.lettering import Lettering
from ..kit.numbers import number, with_limits
from ..kit.picture import Chart, Pictures, pictured
from ..verdict.charts import percent
from .charts import LOOKS, kinds_chart, months_chart, natures_chart, totals_chart
from .flows import flows_chart, lent_chart, matrices
from .map import MOST_AREAS, map_chart
from .words import lettered

CHARTS: dict[str, Callable[[Compared, str], Chart]] = {
    "totals": totals_chart,
    "months": months_chart,
    "natures": natures_chart,
    "kinds": kinds_chart,
    "map": map_chart,
    "flows": flows_chart,
    "lent": lent_chart,
}


def pictures(compared: Compared, lang: str) -> Pictures:
    """Draw every figure for which there are numbers."""
    lettering = Lettering(_letters(compared, lang))
    with lettering.used():
        by_name = {
            name: pictured(
                name, say(f"compare.figure.{name}", lang), describe(name, compared, lang), chart(compared, lang)
            )
            for name, chart in CHARTS.items()
            if name in _drawable(compared)
        }
    return Pictures(by_name, lettering.missing)


def chart(compared: Compared, name: str, lang: str) -> Chart:
    """Return one figure, to look at or to save; a `Refusal` where there is no such figure."""
    there = _drawable(compared)
    if name not in there:
        raise Refusal("figure.none", found=name, allowed=", ".join(there))
    with Lettering(_letters(compared, lang)).used():
        return CHARTS[name](compared, lang).settled()


def _drawable(compared: Compared) -> list[str]:
    """Return the figures for which there are numbers, and few enough scenarios to be told apart."""
    if len(compared.entrants) > len(LOOKS):
        return ["totals"]
    return [name for name in CHARTS if name != "map" or has_map(compared)]


def has_map(compared: Compared) -> bool:
    """Return whether there are few enough areas for a map, and at least one."""
    return all(0 < len(areas.names) <= MOST_AREAS for areas in compared.maps)


def describe(name: str, compared: Compared, lang: str) -> str:
    """Return in words what a figure shows."""
    letters = [letter for letter, _ in lettered(compared)]
    shown: list[str] = []
    if name == "totals":
        shown = [with_limits(interval, lang) for interval in compared.measures["value"].values]
    elif name == "map":
        sums = [(float(areas.served.sum()), float(areas.asked.sum()) or 1.0) for areas in compared.maps]
        shown = [percent(round(served / asked, 3), lang) for served, asked in sums]
    elif name in ("flows", "lent"):
        flow = "days_by_type_reach" if name == "flows" else "lent_by_type_reach"
        shown = [number(float(matrix.sum()), 0) for matrix in matrices(compared, flow)]
    values = say("list.comma", lang).join(f"{at} {value}" for at, value in zip(letters, shown, strict=False))
    return say(f"compare.alt.{name}", lang, values=values).replace("\u00a0", " ")


def _letters(compared: Compared, lang: str) -> str:
    """Return every character that a figure may need."""
    own = "".join(entrant.name for entrant in compared.entrants)
    return own + "".join(words[LANGUAGES.index(lang)] for words in CATALOGUE.values())
