"""`list`, `check` and `schedule`: commands that look and compute nothing."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from .options import Typed
from .streams import complain, places, put, put_data

if TYPE_CHECKING:
    from sim.scenario import Fault, Scenario


def list_scenarios(typed: Typed, lang: str) -> int:
    """Show the scenarios that come with the program."""
    from sim.scenario import ScenarioError, load, shipped
    from sim.show.listing import scenarios_data, scenarios_text

    found: dict[str, Scenario | None] = {}
    for name in shipped():
        try:
            found[name] = load(name)
        except ScenarioError:
            found[name] = None
    if "json" in typed.switches:
        put_data(as_json(scenarios_data(found)))
    else:
        put(scenarios_text(found, lang, places(sys.stdout)))
    return 0


def check_files(typed: Typed, lang: str) -> int:
    """Read scenarios and say everything that is wrong in all of them."""
    from sim.scenario import ScenarioError, load
    from sim.show.listing import checks_data
    from sim.words import say

    found: dict[str, tuple[Fault, ...]] = {}
    for file in typed.words:
        try:
            fitting(load(file))
            found[file] = ()
        except ScenarioError as error:
            found[file] = error.faults
    if "json" in typed.switches:
        put_data(as_json(checks_data(found, lang)))
    else:
        for file, faults in found.items():
            for fault in faults:
                complain(fault.message(lang))
            key = "check.faulty" if faults else "check.fine"
            put(say(key, lang, file=file, count=len(faults)) + "\n")
    return 2 if any(found.values()) else 0


def show_schedule(typed: Typed, lang: str) -> int:
    """Show the month as a table, with what a scenario adds to it."""
    from sim.model.schedule import schedule_rows
    from sim.scenario import ScenarioError, load
    from sim.show.listing import schedule_data, schedule_text

    try:
        rows = schedule_rows(load(typed.words[0])) if typed.words else schedule_rows()
    except ScenarioError as error:
        for fault in error.faults:
            complain(fault.message(lang))
        return 2
    if "json" in typed.switches:
        put_data(as_json(schedule_data(rows)))
    else:
        put(schedule_text(rows, lang, places(sys.stdout)))
    return 0


def fitting(scenario: Scenario) -> Scenario:
    """Return a scenario whose files of its own, where it has any, fit into the month; else say why they do not.

    Raises
    ------
    ScenarioError
    """
    if scenario._own.sources:  # the month is big: without such files nobody waits for it
        from sim.model.schedule import schedule_rows

        schedule_rows(scenario)
    return scenario


def as_json(data: dict[str, Any]) -> str:
    """Return data as JSON in ASCII, which every console and every encoding leaves as it is."""
    return json.dumps(data, indent=2, allow_nan=False) + "\n"
