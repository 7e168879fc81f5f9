"""A survey in words: how far it is, and how its points came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.questions.survey import Survey, alone, readings
from sim.runs.points import Point
from sim.runs.runner import answer
from sim.runs.store import STATES, Store, WrittenStore
from sim.words import say

from ..kit.numbers import figures, short
from ..kit.text import joined
from ..verdict.words import doubled
from .tables import confidence_of, fields_of


def status_data(store: Store) -> dict[str, Any]:
    """Return how far a survey is, for another program; from totals that are kept, so at once."""
    totals = store.totals()
    return {
        "scenario": store.design["source"],
        "points": store.design["points"],
        **{state: totals[state] for state in STATES},
        "left": store.design["points"] - sum(totals[state] for state in STATES),
        "replicates": totals["replicates"],
    }


def status(data: Mapping[str, Any], lang: str) -> str:
    """Return how far a survey is."""
    whole = data["points"]
    finished = whole - data["left"]
    parts = [say("survey.status", lang, finished=f"{finished:,}", points=f"{whole:,}", scenario=data["scenario"],
                 replicates=f"{data['replicates']:,}")]  # fmt: skip
    for state in STATES:
        if data[state]:
            share = short(100.0 * data[state] / max(1, finished))
            parts.append(say(f"survey.state.{state}", lang, count=f"{data[state]:,}", share=share))
    return joined(parts, lang)


def outcome(store: Store, lang: str) -> str:
    """Return how the points came out, of which there is anything to say."""
    words = Counter(reading.word for _, reading in readings(store, confidence_of(store)) if reading is not None)
    varied = say("list.and", lang).join(fields_of(store)) or say("survey.nothing_varied", lang)
    return say(
        "survey.outcome", lang, fields=varied, above=f"{words['above']:,}", below=f"{words['below']:,}",
        open=f"{words['not distinguishable']:,}", undefined=f"{words['undefined']:,}",
        confidence=short(100.0 * confidence_of(store)),
    )  # fmt: skip


def point_text(survey: Survey, point: Point, folder: Path, workers: int | None, lang: str) -> tuple[str, bool]:
    """Run one point in a folder of its own; return what it came to, and whether a run raised."""
    store = WrittenStore(folder, survey.stated(), survey.columns)
    answer(alone(survey, store, point), workers=workers, run_limit=survey.design.run_limit)
    store.close()
    with Store(folder) as kept:
        ((made, reading),) = readings(kept, confidence_of(kept))
    values = say("list.comma", lang).join(f"{name} = {value}" for name, value in point.values.items())
    values = values or say("survey.nothing_varied", lang)
    sentences = [say("survey.at", lang, number=f"{point.number + 1:,}", values=values)]
    if made.state in ("refused", "failed"):
        sentences.append(say(f"survey.at.{made.state}", lang, note=made.note))
    elif reading is None or reading.synergy is None:
        sentences.append(say("survey.at.undefined", lang))
    else:
        value, replications = figures(doubled(reading.synergy), lang), f"{made.replications:,}"
        sentences.append(say("survey.at.reading", lang, value=value, replications=replications))
    return "\n".join(sentences), made.state == "failed"
