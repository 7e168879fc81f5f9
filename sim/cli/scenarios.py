"""`list`, `describe`, `diff`, `check` and `schedule`: commands that look and compute nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sim.words import say

from .options import BAD_INPUT, Typed
from .streams import Ended, complain, places, put, put_data

if TYPE_CHECKING:
    from sim.scenario import Fault, LoadedScenario


def list_scenarios(typed: Typed, lang: str) -> int:
    """Show the scenarios that come with the program, or its cases."""
    from sim.questions.asked import load_all
    from sim.scenario import ScenarioError, shipped, shipped_cases
    from sim.show.kit.text import fill
    from sim.show.scenario.listing import scenarios_data, scenarios_text

    cases = shipped_cases()
    only_cases = "cases" in typed.switches
    listed: dict[str, LoadedScenario | None] = {}
    for name in cases if only_cases else shipped():
        try:
            (listed[name],) = load_all([name])
        except ScenarioError:
            listed[name] = None
    if "json" in typed.switches:
        put_data(as_json(scenarios_data(listed)))
        return 0
    room = places(sys.stdout)
    put(scenarios_text(listed, lang, room))
    if not only_cases:
        put("\n" + fill(say("list.cases", lang, count=len(cases)), room) + "\n")
    return 0


def describe_scenario(typed: Typed, lang: str) -> int:
    """Say a scenario in words, or as the table of its parameters."""
    (scenario,) = loaded(lang, *(typed.words or ["default"]), sets=typed.lists.get("set", ()))
    as_data = "json" in typed.switches
    if "table" in typed.switches:
        from sim.show.scenario.parameters import parameters_data, parameters_text

        if as_data:
            put_data(as_json(parameters_data(scenario)))
        else:
            put(parameters_text(scenario, lang, places(sys.stdout)))
        return 0
    from sim.show.scenario.words import description_data, description_text

    if as_data:
        put_data(as_json(description_data(scenario, lang)))
    else:
        put(description_text(scenario, lang, places(sys.stdout)))
    return 0


def compare_scenarios(typed: Typed, lang: str) -> int:
    """Say how two scenarios differ."""
    first, second = loaded(lang, *typed.words)
    from sim.show.scenario.difference import differences_data, differences_text

    if "json" in typed.switches:
        put_data(as_json(differences_data(first, second)))
    else:
        put(differences_text(first, second, lang, places(sys.stdout)))
    return 0


def check_files(typed: Typed, lang: str) -> int:
    """Read scenarios and say everything that is wrong in all of them."""
    from sim.questions.asked import load_all
    from sim.scenario import ScenarioError
    from sim.scenario.oddities import check
    from sim.show.scenario.listing import checks_data, checks_text

    faults: dict[str, Sequence[Fault]] = {}
    for file in typed.words:
        try:
            faults[file] = check(file)
            load_all([file])
        except ScenarioError as error:
            faults[file] = error.faults
    if "json" in typed.switches:
        put_data(as_json(checks_data(faults, lang)))
    else:
        put(checks_text(faults, lang))
    return BAD_INPUT if any(not fault.odd for of_file in faults.values() for fault in of_file) else 0


def show_schedule(typed: Typed, lang: str) -> int:
    """Show the month as a table, with what a scenario adds to it."""
    from sim.model.schedule import schedule_rows
    from sim.show.scenario.listing import schedule_data, schedule_text

    rows = schedule_rows(*loaded(lang, *typed.words))
    if "json" in typed.switches:
        put_data(as_json(schedule_data(rows)))
    else:
        put(schedule_text(rows, lang, places(sys.stdout)))
    return 0


def loaded(lang: str, *names: str, sets: Sequence[str] = ()) -> list[LoadedScenario]:
    """Load scenarios, or say everything that is wrong with any of them and end."""
    from sim.questions.asked import load_all
    from sim.scenario import ScenarioError

    try:
        return load_all(names, sets)
    except ScenarioError as error:
        for fault in error.faults:
            complain(fault.message(lang))
        raise Ended(BAD_INPUT) from None


def as_json(data: dict[str, Any]) -> str:
    """Return data as JSON that a person can read; half a surrogate pair, as in a file's name, stays an escape."""
    text = json.dumps(data, indent=2, allow_nan=False, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
