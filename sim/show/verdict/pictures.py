"""All figures of a verdict, in the order in which the report shows them."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from sim.questions.answers import ARMS, BARS, Verdict
from sim.words import CATALOGUE, LANGUAGES, Refusal, say

from ..kit.lettering import Lettering
from ..kit.names import group_name
from ..kit.numbers import with_limits
from ..kit.picture import Chart, Pictures, pictured
from .breakdowns import areas_chart, kinds_chart, natures_chart, places
from .charts import channels_chart, months_chart, verdict_chart
from .words import doubled, headline

CHARTS: dict[str, Callable[[Verdict, str], Chart]] = {
    "verdict": verdict_chart,
    "channels": channels_chart,
    "months": months_chart,
    "natures": natures_chart,
    "kinds": kinds_chart,
    "areas": areas_chart,
}
AXES = {"months": "period", "natures": "nature", "kinds": "type"}


def pictures(verdict: Verdict, lang: str) -> Pictures:
    """Draw every figure for which the verdict has numbers."""
    lettering = Lettering(_letters(verdict, lang))
    with lettering.used():
        by_name = {
            name: pictured(name, say(f"figure.{name}", lang), describe(name, verdict, lang), chart(verdict, lang))
            for name, chart in CHARTS.items()
            if _there_is(name, verdict)
        }
    return Pictures(by_name, lettering.missing)


def chart(verdict: Verdict, name: str, lang: str) -> Chart:
    """Return one figure, to look at or to save.

    Raises
    ------
    Refusal
        Where there is no such figure, or no numbers for it.
    """
    there = [figure for figure in CHARTS if _there_is(figure, verdict)]
    if name not in there:
        key = "figure.unexplained" if name == "channels" else "figure.none"
        raise Refusal(key, found=name, allowed=", ".join(there))
    lettering = Lettering(_letters(verdict, lang))
    if lettering.missing:
        warnings.warn(say("figures.missing", lang, characters=" ".join(lettering.missing)), stacklevel=3)
    with lettering.used():
        return CHARTS[name](verdict, lang).settled()


def describe(name: str, verdict: Verdict, lang: str) -> str:
    """Return in words what a figure shows."""
    comma = say("list.and", lang)
    if name == "verdict":
        values_of = {arm: with_limits(verdict.arms[arm].gross, lang) for arm in ARMS}
        values = comma.join(f"{say(f'arm.{arm}', lang)} {value}" for arm, value in values_of.items())
        description = say("figure.verdict.alt", lang, headline=headline(verdict, lang), values=values)
    elif name == "channels" and verdict.explanation is not None:
        explanation = verdict.explanation
        bars = comma.join(
            f"{say(f'channel.{bar}', lang)} {with_limits(explanation.bars[bar], lang, 0.0)}" for bar in BARS
        )
        description = say("figure.channels.alt", lang, bars=bars, sum=with_limits(explanation.surplus, lang, 0.0))
    elif name in ("natures", "areas"):
        parts = [
            f"{group_name(axis, group, lang)} {with_limits(doubled(readings['synergy']), lang, 2.0)}"
            for axis in (["nature"] if name == "natures" else places(verdict))
            for group, readings in verdict.groups[axis].items()
        ]
        description = say("figure.parts.alt", lang, parts=comma.join(parts))
    else:
        description = say(f"figure.{name}.alt", lang)
    return description.replace("\u00a0", " ")


def _there_is(name: str, verdict: Verdict) -> bool:
    if name == "channels":
        return verdict.explanation is not None
    if name == "areas":
        return bool(places(verdict))
    return name == "verdict" or bool(verdict.groups.get(AXES[name]))


def _letters(verdict: Verdict, lang: str) -> str:
    """Return every character that a figure may need."""
    own = "".join(group for axis in places(verdict) for group in verdict.groups[axis])
    return own + "".join(words[LANGUAGES.index(lang)] for words in CATALOGUE.values())
