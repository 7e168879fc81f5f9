"""A survey in words: how far it is, and how its points came out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sim.runs.kept import STATES
from sim.runs.store import Store
from sim.words import say, with_commas

from ..kit.numbers import percentage, short, with_limits
from ..kit.text import joined
from ..verdict.words import doubled

if TYPE_CHECKING:
    from sim.questions.surveyed import Surveyed

WORDS = ("above", "below", "not distinguishable", "undefined")


def status_data(store: Store) -> dict[str, Any]:
    """Return how far a survey is, for another program; from totals that are kept, so at once."""
    totals, stated = store.totals(), store.design
    points = _share(stated["points"], *_shard(store)) if "point" not in stated else 1
    return {
        "scenario": stated["source"],
        "points": points,
        **{state: totals[state] for state in STATES},
        "left": points - sum(totals[state] for state in STATES),
        "replicates": totals["replicates"],
    }


def status(store: Store, lang: str) -> str:
    """Return how far a survey is."""
    data = status_data(store)
    points, finished = data["points"], data["points"] - data["left"]
    parts = [say("survey.status", lang, finished=with_commas(finished), points=with_commas(points),
                 scenario=data["scenario"], replicates=with_commas(data["replicates"]))]  # fmt: skip
    for state in STATES:
        if data[state]:
            share = percentage(data[state] / max(1, finished), 3)
            parts.append(say(f"survey.state.{state}", lang, count=with_commas(data[state]), share=share))
    if data["failed"]:
        parts += _again(store, lang)
    which, many = _shard(store)
    if many > 1:
        parts.append(say("survey.shard", lang, which=with_commas(which), many=with_commas(many)))
    return joined(parts, lang)


def _again(store: Store, lang: str) -> Iterator[str]:
    """Yield what is to be known of points that failed and may go well another time."""
    for cause, (points, limit) in store.causes().items():
        if cause != "raised":
            yield say(f"survey.cause.{cause}", lang, count=with_commas(points), limit=short(limit or 0.0))


def _shard(store: Store) -> tuple[int, int]:
    which, _, many = str(store.design.get("shard", "1/1")).partition("/")
    return int(which), int(many)


def _share(points: int, which: int, many: int) -> int:
    return len(range(which - 1, points, many))


def heading(surveyed: Surveyed, lang: str) -> str:
    """Return what was swept, and how."""
    survey = surveyed.survey
    fields = say("list.and", lang).join(survey.design.fields) or say("survey.nothing_varied", lang)
    held = [str(survey.scenario.source)]
    if "months" not in survey.design.fields:
        held.append(say("sweep.months", lang, months=with_commas(survey.scenario.months)))
    held.append(say(f"survey.luck.{survey.design.luck}", lang))
    method = say(f"survey.method.{survey.design.method}", lang)
    comma = say("list.comma", lang)
    return say("survey.heading", lang, fields=fields, method=method, held=comma.join(held))


def headline(surveyed: Surveyed, lang: str) -> str:
    """Return at how many points 1+1 came out which way, without those ways of which there are none."""
    words = surveyed.words
    ways = [
        say(f"sweep.headline.{word.replace(' ', '_')}", lang, count=with_commas(words[word]))
        for word in WORDS
        if words[word]
    ]  # fmt: skip
    if not ways:
        return say("survey.no_picture", lang)
    return say("sweep.headline", lang, points=with_commas(words.total()), ways=say("list.comma", lang).join(ways))


def outcome(surveyed: Surveyed, lang: str) -> str:
    """Return what varies, and how the points came out of which there is anything to say."""
    varied = say("list.and", lang).join(surveyed.survey.design.fields) or say("survey.nothing_varied", lang)
    parts = [say("survey.varies", lang, fields=varied), headline(surveyed, lang)]
    if surveyed.words:
        parts.append(reservations(surveyed, lang))
    return joined(parts, lang)


def reservations(surveyed: Surveyed, lang: str) -> str:
    """Return what the intervals of the points do not promise."""
    parts = [say("sweep.apiece", lang, confidence=percentage(surveyed.confidence))]
    if surveyed.indicative:
        parts.append(say("sweep.indicative", lang, count=with_commas(surveyed.indicative)))
    return joined(parts, lang)


def point_text(surveyed: Surveyed, lang: str) -> str:
    """Return what the one point came to that was asked about; nothing where it is not finished."""
    for kept, reading in surveyed.points:
        values = say("list.comma", lang).join(f"{name} = {value}" for name, value in kept.values.items())
        values = values or say("survey.nothing_varied", lang)
        sentences = [say("survey.at", lang, number=with_commas(kept.number + 1), values=values)]
        if kept.state in ("refused", "failed"):
            sentences.append(say(f"survey.at.{kept.state}", lang, note=kept.note))
        elif reading is None or reading.synergy is None:
            sentences.append(say("survey.at.undefined", lang))
        else:
            value, replications = with_limits(doubled(reading.synergy), lang), with_commas(kept.replications)
            sentences.append(say("survey.at.reading", lang, value=value, replications=replications))
        return "\n".join(sentences)
    return ""
