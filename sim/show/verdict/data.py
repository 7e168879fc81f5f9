"""A verdict as data for another program: what they look like. They are made where the answer is (`Verdict.to_json`)."""

from __future__ import annotations

from sim.questions.answers import ARMS, BARS, QUANTITIES

from ..kit.schema import (
    Schema,
    choice,
    document,
    interval,
    mapping,
    meaning,
    named,
    number,
    record,
    text,
    whole,
    yes_or_no,
)

_AXES = ("nature", "type", "hardship", "street", "area", "period")
WORDS = ("above", "below", "not distinguishable", "undefined")


def _quantity(name: str) -> Schema:
    return named("quantity", f"{meaning(f'quantity.{name}')[:-1]}: {meaning(f'quantity.{name}.meaning')}")


FIELDS: dict[str, Schema] = {
    "scenario": text("Shipped name of the scenario, or its path as it was given."),
    "seed": whole(least=0),
    "replications": whole("Replicates done.", least=1),
    "months": whole(least=1),
    "verdict": choice(
        WORDS,
        "Whether 1+1 came out above 2, that is, synergy above 1: read from the interval of `synergy` alone.",
    ),
    "two_sided": number(
        "Share of needs that no single kind can meet (needs.two_sided of the scenario).", least=0, most=1
    ),
    "credited": yes_or_no(
        "Whether lines and blocks are credited with complementing each other: `synergy` and `complementarity` both "
        "above 1."
    ),
    "negligible": yes_or_no(
        "Whether the whole interval of `synergy` lies so near to 1 (interval.margin) that the difference is too small "
        "to matter."
    ),
    "indicative": yes_or_no("Whether fewer than 64 replicates were made."),
    "confidence": number(
        "Confidence of every interval, and so of the verdict (interval.confidence of the scenario).",
        least=0.5,
        most=0.999,
    ),
    **{name: _quantity(name) for name in QUANTITIES},
    "surplus_share": _quantity("surplus_share"),
    "arms": record(
        {arm: named("arm", meaning(f"arm.{arm}.meaning")) for arm in ARMS},
        "Value added of each arm, in worth points: gross, and net of what contributing and coordinating cost.",
    ),
    "measures": mapping(
        mapping(named("quantity"), names=choice(ARMS)),
        "By measure, then by arm, over the whole run; null where a measure has no value.",
        names={"pattern": "^[a-z][a-z0-9_]*$"},
    ),
    "version": text("Version of the program."),
}
"""What every verdict has, also one that is a point of a sweep."""

EXPLAINED: dict[str, Schema] = {
    "channels": record(
        {bar: interval(meaning(f"channel.{bar}.meaning")) for bar in BARS},
        "With --explain: the seven parts of the surplus on the first eight replicates, in worth points.",
    ),
    "channels_surplus": interval("With --explain: the surplus of those replicates, which the seven parts sum to."),
}
RULES: dict[str, object] = {
    "dependentRequired": {"channels": ["channels_surplus"], "channels_surplus": ["channels"]},
    "allOf": [
        {
            "if": {"properties": {"verdict": {"const": "undefined"}}},
            "then": {"properties": {"synergy": {"type": "null"}}},
            "else": {"properties": {"synergy": {"type": "object"}}},
        }
    ],
}
_GROUPS = mapping(
    mapping(
        mapping(named("quantity"), names={"pattern": r"^[a-z_]+(\.(block|line|side_by_side|joint))?$"}),
    ),
    "By axis (nature of need, type of organisation, fifth of the areas from least to most hardship, street, area, "
    "period of arising), then by group, then by reading: `value.joint` is that of an arm, `synergy` is the group's own "
    "S. docs/outputs.md explains them.",
    names=choice(_AXES),
)
SCHEMA = document(
    "Verdict on 1+1",
    "What `run --json` prints, and what results.json in an output folder holds: nothing here names a clock, a machine, "
    "a command, workers or a folder.",
    record({**FIELDS, "groups": _GROUPS, **EXPLAINED}, optional=("groups", *EXPLAINED)),
    {
        "quantity": {
            "description": "An interval, or null where the quantity is undefined.",
            "anyOf": [{"type": "null"}, interval()],
        },
        "arm": record({"gross": interval(), "net": interval()}),
    },
    **RULES,
)
