"""A comparison as data for another program."""

from __future__ import annotations

from typing import Any

from sim import __version__
from sim.questions.compare import LETTERS, Compared, Reading
from sim.questions.interval import finite
from sim.words import LANGUAGES

from ..kit.schema import document, interval, listed, mapping, named, number, or_null, record, text, whole
from .words import lettered, others

_LETTER = "^A?[A-Z]$"
_SCENARIO = record(
    {
        "name": text(),
        "title": mapping(text(), "By language."),
        "differs_in_world": listed(
            text(), "Fields in which its world is not that of the reference; empty for the same world."
        ),
    }
)
SCHEMA = document(
    "Scenarios compared",
    "What `compare --json` prints, and what comparison.json in an output folder holds. Scenarios go by their letters; "
    "A is the reference.",
    record(
        {
            "version": text("Version of the program."),
            "months": whole(least=1),
            "seed": whole("Of the reference.", least=0),
            "replications": whole("Replicates done.", least=1),
            "confidence": number(least=0.5, most=0.999),
            "scenarios": mapping(_SCENARIO, names={"pattern": _LETTER}, minProperties=2, maxProperties=52),
            "measures": mapping(
                named("reading"),
                "By measure, over the whole run; the intervals of all differences hold together.",
            ),
            "monthly": mapping(
                mapping(listed(or_null(number()))),
                "By measure and scenario, one number a month; null where undefined.",
            ),
            "groups": named("nested", "By axis, group and reading; differences of an axis hold together."),
            "flows": named("nested", "By flow, type of organisation, and nature of need or reach."),
            "ranking": listed(
                text(pattern=_LETTER),
                "Letters of the others by the estimate of what each costs, most first; only where they are ranked.",
            ),
            "pairs": mapping(
                mapping(interval()),
                "Value and S: by how much one scenario beside the first differs from another; one family; only where "
                "asked for.",
            ),
        },
        optional=("ranking", "pairs"),
    ),
    {
        "reading": record({"values": mapping(interval()), "differences": mapping(interval(), "From the reference.")}),
        "nested": mapping(mapping(mapping(named("reading")))),
    },
)


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
