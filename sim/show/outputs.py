"""What rows are called in tables, as data: a name with its unit and meaning, in both languages.

Files and columns stand where they are declared, in the faces of each answer; docs/outputs.md is made from both.
"""

from __future__ import annotations

from sim.questions.answers import ARMS, BARS, QUANTITIES
from sim.words import LANGUAGES, say

from .kit.tables import POINTS, Entry, entry


def names() -> dict[str, list[Entry]]:
    """Return what the rows of tables are called, a list for each column that holds names."""
    from sim.model.measures import BY_TYPE, MEASURES  # late: it compiles

    from .verdict.tables import QUANTITY_UNITS, group_unit

    quantities = ("one_plus_one", *QUANTITIES, "surplus_share")
    needs = ("value", "met", "asked", "synergy")
    return {
        "quantity": [_explained(name, QUANTITY_UNITS.get(name, ""), "quantity") for name in quantities],
        "arm": [_explained(name, "", "arm") for name in ARMS],
        "measure": [entry(name, row.unit, f"measure.{name}") for name, row in MEASURES.items()],
        "axis": [
            entry(axis, "", f"axis.{axis}") for axis in ("nature", "type", "hardship", "street", "area", "period")
        ],
        "group_measure": [
            *(entry(name, group_unit("nature", name), f"group.{name}") for name in needs),
            *(entry(name, row.unit, f"group.{name}") for name, row in BY_TYPE.items()),
        ],
        "channel": [_explained(name, POINTS, "channel") for name in BARS],
    }


def _explained(name: str, unit: str, family: str) -> Entry:
    """Return a name of the catalogue with what stands beside it on the screen."""
    keys = f"{family}.{name}", f"{family}.{name}.meaning"
    return Entry(
        name, unit, {at: say("list.named", at, name=say(keys[0], at), what=say(keys[1], at)) for at in LANGUAGES}
    )
