"""`list`, `check` and `schedule`: commands that look and compute nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .options import Typed
from .streams import places, put, put_data

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
    from sim.scenario import ScenarioError
    from sim.scenario.oddities import check
    from sim.show.listing import checks_data, checks_text

    found: dict[str, Sequence[Fault]] = {}
    for file in typed.words:
        try:
            found[file] = check(file)
        except ScenarioError as error:
            found[file] = error.faults
    if "json" in typed.switches:
        put_data(as_json(checks_data(found, lang)))
    else:
        put(checks_text(found, lang))
    return 2 if any(not fault.odd for faults in found.values() for fault in faults) else 0


def show_schedule(typed: Typed, lang: str) -> int:
    """Show the month as a table."""
    from sim.model.schedule import schedule_rows
    from sim.show.listing import schedule_data, schedule_text

    if "json" in typed.switches:
        put_data(as_json(schedule_data(schedule_rows())))
    else:
        put(schedule_text(schedule_rows(), lang, places(sys.stdout)))
    return 0


def as_json(data: dict[str, Any]) -> str:
    """Return data as JSON that a person can read; half a surrogate pair, as in a file's name, stays an escape."""
    text = json.dumps(data, indent=2, allow_nan=False, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
