"""What `--without` and `--drop-each` name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.words import Refusal

if TYPE_CHECKING:
    from sim.scenario import Scenario

DROPPED = ("mechanisms", "instruments")
"""What may be dropped one by one."""


def parts_named(scenario: Scenario, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the names in texts, divided by commas.

    Raises
    ------
    Refusal
        Where the scenario has nothing of a name, with the nearest that it has.
    """
    from sim.scenario.faults import nearest
    from sim.scenario.without import instruments, mechanisms, removable

    there = removable(scenario)
    found: dict[str, None] = {}
    for typed in (name.strip() for text in texts for name in text.split(",")):
        name = typed.removeprefix("mechanisms.")
        if name not in there:
            allowed = " ".join([*mechanisms(scenario), next(iter(instruments(scenario)), ""), "technology"])
            refusal = Refusal("without.unknown", found=typed, allowed=allowed)
            near = nearest(name, there)
            raise Refusal("typed.nearest", sentence=refusal, nearest=near) if near else refusal
        found[name] = None
    return tuple(found)


def dropped(scenario: Scenario, what: str) -> tuple[str, ...]:
    """Return the names of all mechanisms, or of all their instruments."""
    from sim.scenario.without import instruments, mechanisms

    if what not in DROPPED:
        raise Refusal("typed.bad_value", option="--drop-each", found=what, allowed=", ".join(DROPPED))
    return tuple(mechanisms(scenario) if what == "mechanisms" else instruments(scenario))
