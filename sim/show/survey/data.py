"""A survey as data for another program."""

from __future__ import annotations

from typing import Any

from sim import __version__
from sim.questions.interval import Interval
from sim.questions.surveyed import Surveyed
from sim.runs.kept import STATES
from sim.scenario.design import Method

from ..kit.schema import (
    Schema,
    choice,
    document,
    interval,
    listed,
    mapping,
    named,
    number,
    or_null,
    record,
    text,
    whole,
)
from .words import WORDS, status_data

_VALUE: Schema = {"type": ["number", "string", "boolean"]}
_INTERVAL: Schema = {"anyOf": [interval(), {"type": "null"}]}
_METHODS = list(Method.__args__)  # type: ignore[attr-defined]


def _or_none(about: str) -> Schema:
    return {**_INTERVAL, "description": about}


_POINT = record(
    {
        "point": whole("Its number in the design, from 1.", least=1),
        "block": whole("From 1.", least=1),
        "values": mapping(_VALUE, "By parameter, what is set at this point."),
        "state": choice(STATES, "done; the same as an earlier point; refused by the scenario's own rules; or failed."),
        "same_as": or_null(whole("The point that it is the same as.", least=1)),
        "replications": whole("Replicates done.", least=0),
        "verdict": {
            "enum": [*WORDS, None],
            "description": "Read from the interval of synergy; null where none ran.",
        },
        "synergy": _or_none("S, joint value beside block and line alone; 1+1 is twice as much."),
        "surplus": _or_none("Joint value less those of block and line, in points."),
        "surplus_share": _or_none("Surplus beside what would come of it if every need were met at once."),
        "values_of_arms": mapping(_INTERVAL, "By number that is kept of a replicate, its mean."),
        "note": text("Why it was refused, or what a run raised; empty otherwise."),
    }
)
_FAILURE = record(
    {
        "point": whole("The point.", least=1),
        "replicate": whole("From 1.", least=1),
        "error": text("What the run raised."),
        "command": text("What runs the point again."),
    }
)
SCHEMA = document(
    "1+1 over a design",
    "What `sweep --json` prints where there is a design.",
    record(
        {
            "scenario": text("Shipped name of the scenario, or its path as it was given."),
            "method": choice(_METHODS, "How points were chosen."),
            "fields": listed(text(minLength=1), "The parameters that vary.", uniqueItems=True),
            "confidence": number("Of the interval of each point by itself.", least=0.5, most=1.0),
            "counts": record(
                {name: whole(least=0) for name in ("points", *STATES, "left", "replicates")},
                "How many points there are, how many came out in which state, how many are left; replicates in all.",
            ),
            "points": listed(named("point"), "Every finished point, in order."),
            "failures": listed(named("failure"), "Every run that raised."),
            "version": text("Version of the program."),
        }
    ),
    {"point": _POINT, "failure": _FAILURE},
)


def data(surveyed: Surveyed) -> dict[str, Any]:
    """Return what came out at every point, and what failed."""
    design, counts = surveyed.survey.design, status_data(surveyed.store)
    return {
        "scenario": counts.pop("scenario"),
        "method": design.method,
        "fields": list(design.fields),
        "confidence": surveyed.confidence,
        "counts": counts,
        "points": [
            {
                "point": kept.number + 1,
                "block": kept.block + 1,
                "values": dict(kept.values),
                "state": kept.state,
                "same_as": None if kept.same_as is None else kept.same_as + 1,
                "replications": kept.replications,
                "verdict": None if reading is None else reading.word,
                "synergy": None if reading is None else _plain(reading.synergy),
                "surplus": None if reading is None else _plain(reading.surplus),
                "surplus_share": None if reading is None else _plain(reading.surplus_share),
                "values_of_arms": {}
                if reading is None
                else {name: _plain(value) for name, value in reading.values.items()},
                "note": kept.note,
            }
            for kept, reading in surveyed.points
        ],
        "failures": [
            {
                "point": failure.point + 1,
                "replicate": failure.replication + 1,
                "error": failure.error,
                "command": failure.command,
            }
            for failure in surveyed.store.failures()
        ],
        "version": __version__,
    }


def _plain(value: Interval | None) -> dict[str, float | None] | None:
    return None if value is None else value.to_json()
