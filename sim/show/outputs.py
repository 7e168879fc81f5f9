"""What commands write, as data: every file and every column with its unit and meaning, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sim.questions.answers import ARMS, BARS, QUANTITIES
from sim.words import CATALOGUE, LANGUAGES, say

FILES = (
    "report.html", "results.xlsx", "results.json", "verdict.csv", "arms.csv", "measures.csv", "months.csv",
    "groups.csv", "parameters.csv", "replicates.csv", "channels.csv", "organisations.csv",
    "figures/*.png", "figures/*.svg", "manifest.json",
)  # fmt: skip
"""In the order in which a reader meets them."""

_LIMITS = ("estimate", "low", "high")
_WORDS = {name: tuple(f"{name}_{at}" for at in LANGUAGES) for name in ("meaning", "name", "group", "type")}
UNITS = {
    "gross": "points", "net": "points", "ceiling": "points", "month": "months", "x": "km", "y": "km",
    "asked": "person-days", "served": "person-days", "met": "share", "hours": "hours/month", "members": "members",
}  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "verdict": ("quantity", *_LIMITS, "unit", "reading", *_WORDS["meaning"]),
    "arms": (
        "arm", *(f"{reading}_{part}" for reading, part in product(("gross", "net"), _LIMITS)), *_WORDS["name"],
    ),
    "measures": ("measure", "arm", *_LIMITS, "unit", *_WORDS["name"]),
    "months": ("month", "MEASURE.ARM"),
    "groups": ("axis", "group", "measure", "arm", *_LIMITS, "unit", *_WORDS["group"], *_WORDS["name"]),
    "parameters": (
        "parameter", "value", "default", "stated", "unit", "low", "high", "source", "reference", "article",
        *_WORDS["meaning"],
    ),
    "replicates": ("replication", "ARM_gross", "ARM_net", "ceiling"),
    "channels": ("channel", *_LIMITS, *_WORDS["name"]),
    "organisations": (
        "organisation", "type", "area", "level", "hours", "members", "needs", "ties", *_WORDS["type"],
    ),
    "about": ("fact", "value", *_WORDS["meaning"]),
}  # fmt: skip
"""The columns of each table; a word in capitals stands for every name of its kind."""
SWEEP_FILES = (
    "sweep.xlsx", "sweep.csv", "measures.csv", "figures/sweep.png", "figures/sweep.svg", "sweep.json", "points/*.json",
)  # fmt: skip
SWEEP_COLUMNS: dict[str, tuple[str, ...]] = {
    "sweep": ("point", "PARAMETER", "replications", "verdict", "QUANTITY_LIMIT", "ARM_READING_LIMIT"),
    "measures": ("point", "PARAMETER", "measure", "arm", *_LIMITS),
    "about": COLUMNS["about"],
}
"""The same of a sweep."""
_SHIFT = ("difference", "difference_low", "difference_high")
COMPARISON_FILES = (
    "compare.html", "comparison.xlsx", "comparison.json", "comparison.csv", "months.csv", "groups.csv", "flows.csv",
    "areas.csv", "scenarios.csv", "figures/*.png", "figures/*.svg", "manifest.json",
)  # fmt: skip
COMPARISON_COLUMNS: dict[str, tuple[str, ...]] = {
    "comparison": ("measure", "scenario", *_LIMITS, *_SHIFT, "reading", "unit", *_WORDS["name"]),
    "months": ("month", "MEASURE.SCENARIO"),
    "groups": ("axis", "group", "measure", "scenario", *_LIMITS, *_SHIFT, "unit", *_WORDS["group"], *_WORDS["name"]),
    "flows": (
        "flow", "giver", "to", "scenario", *_LIMITS, *_SHIFT, "unit",
        *(f"{part}_{at}" for part in ("giver", "to") for at in LANGUAGES),
    ),
    "areas": ("scenario", "area", "street", "x", "y", "asked", "served", "met", "is_mean"),
    "scenarios": ("scenario", "name", *(f"title_{at}" for at in LANGUAGES)),
}  # fmt: skip
"""The same of a comparison."""


@dataclass(frozen=True)
class Entry:
    """One line of the documentation: a name with its unit and meaning."""

    name: str
    unit: str
    meaning: dict[str, str]


def files() -> Iterator[Entry]:
    """Yield the files of a folder."""
    for name in FILES:
        stem = name.replace("/*.", "_").partition(".")[0]
        key = f"output.{stem}"
        yield _entry(name, "", key)


def sweep_files() -> Iterator[Entry]:
    """Yield the files of the folder of a sweep."""
    for name in SWEEP_FILES:
        kind = name.replace("/*", "").replace(".", "_").replace("/", "_")
        yield _entry(name, "", f"output.swept.{kind}")


def comparison_files() -> Iterator[Entry]:
    """Yield the files of the folder of a comparison."""
    for name in COMPARISON_FILES:
        kind = name.replace("/*", "").replace(".", "_").replace("/", "_")
        yield _entry(name, "", f"output.compared.{kind}")


def columns(table: str, tables: Mapping[str, Sequence[str]] = COLUMNS) -> Iterator[Entry]:
    """Yield the columns of a table."""
    for name in tables[table]:
        key = f"column.{name}"
        if (table, name) in _OWN:
            key = f"column.{table}.{name}"
        if tables is COMPARISON_COLUMNS and f"column.compared.{name}" in CATALOGUE:
            key = f"column.compared.{name}"
        unit = UNITS.get(name.partition("_")[0], "points" if name.startswith("ARM_") else "")
        yield _entry(name, unit, key)


_OWN = {("parameters", "low"), ("parameters", "high"), ("parameters", "unit"), ("about", "value")}


def names() -> dict[str, list[Entry]]:
    """Return what the rows of tables are called, a list for each column that holds names."""
    from sim.model.measures import BY_TYPE, MEASURES  # late: it compiles

    from .verdict.tables import POINTS, group_unit

    quantities = ("one_plus_one", *QUANTITIES, "surplus_share")
    needs = ("value", "met", "asked", "synergy")
    return {
        "quantity": [_explained(name, POINTS if name == "surplus" else "", "quantity") for name in quantities],
        "arm": [_explained(name, "", "arm") for name in ARMS],
        "measure": [_entry(name, row.unit, f"measure.{name}") for name, row in MEASURES.items()],
        "axis": [
            _entry(axis, "", f"axis.{axis}") for axis in ("nature", "type", "hardship", "street", "area", "period")
        ],
        "group_measure": [
            *(_entry(name, group_unit("nature", name), f"group.{name}") for name in needs),
            *(_entry(name, row.unit, f"group.{name}") for name, row in BY_TYPE.items()),
        ],
        "channel": [_explained(name, POINTS, "channel") for name in BARS],
    }


def _entry(name: str, unit: str, key: str) -> Entry:
    return Entry(name, unit, {at: say(key, at) for at in LANGUAGES})


def _explained(name: str, unit: str, family: str) -> Entry:
    """Return a name of the catalogue with what stands beside it on the screen."""
    keys = f"{family}.{name}", f"{family}.{name}.meaning"
    return Entry(
        name, unit, {at: say("list.named", at, name=say(keys[0], at), what=say(keys[1], at)) for at in LANGUAGES}
    )
