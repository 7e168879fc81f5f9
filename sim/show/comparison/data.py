"""A comparison as data for another program."""

from __future__ import annotations

from typing import Any

from sim import __version__
from sim.questions.compare import LETTERS, Compared, Reading
from sim.questions.interval import finite
from sim.words import LANGUAGES

from .words import lettered, others


def data(compared: Compared) -> dict[str, Any]:
    """Return the comparison for another program: without clock, machine, command or workers."""
    letters = LETTERS[: len(compared.entrants)]

    def reading(one: Reading) -> dict[str, Any]:
        return {
            "values": {at: each.to_json() for at, each in zip(letters, one.values, strict=True)},
            "differences": {at: each.to_json() for at, each in zip(letters[1:], one.differences, strict=True)},
        }

    def nested(tree: dict[str, Any] | Reading) -> dict[str, Any]:
        if isinstance(tree, Reading):
            return reading(tree)
        return {name: nested(each) for name, each in tree.items()}

    more: dict[str, Any] = {}
    if compared.ranked:
        more["ranking"] = [letters[i + 1] for i in others(compared)]
    if compared.pairs:
        more["pairs"] = {
            name: {f"{letters[k]} - {letters[i]}": each.to_json() for (i, k), each in found.items()}
            for name, found in compared.pairs.items()
        }
    return {
        "version": __version__,
        "months": compared.first.months,
        "seed": compared.first.seed,
        "replications": compared.replications,
        "confidence": compared.confidence,
        "scenarios": {
            at: {
                "name": one.name,
                "title": {lang: getattr(one.title, lang) for lang in LANGUAGES},
                "differs_in_world": list(compared.other_world[i - 1]) if i else [],
            }
            for i, (at, one) in enumerate(lettered(compared))
        },
        "measures": nested(dict(compared.measures)),
        "monthly": {
            name: {at: finite(each) for at, each in zip(letters, series, strict=True)}
            for name, series in compared.months.items()
        },
        "groups": nested(dict(compared.groups)),
        "flows": nested(dict(compared.flows)),
        **more,
    }
