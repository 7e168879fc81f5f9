"""The first minute: one need, three organisations, and what comes of each choice of them; recorded, so there at once.

``python -m sim.demo.first`` records it anew from the model.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.show.kit.numbers import number, short

from .bilingual import both

if TYPE_CHECKING:
    from sim.scenario import LoadedScenario

SCENARIO = Path(__file__).with_name("first_minute.yaml")
RECORD = Path(__file__).with_name("first_minute.json")
WHO = {"street": "街道", "residents": "居民区", "hospital": "医院"}
"""Whom one may choose, by the name in the scenario."""
CHOICES = tuple("+".join(chosen) for size in (1, 2, 3) for chosen in combinations(WHO, size))


@cache
def recorded() -> dict[str, Any]:
    """Return what was recorded, with the words for it, as plain data; nothing is computed."""
    kept: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    for choice, outcome in kept["choices"].items():
        outcome["words"] = both(f"first.{choice.replace('+', '_')}", points=number(outcome["points"], 1))
        for event in outcome["events"]:
            event["words"] = _sentence(event)
    organisations = [
        {**organisation, "name": both(f"first.name.{organisation['id']}")} for organisation in kept["organisations"]
    ]
    area = {**kept["area"], "name": both("first.area")}
    need = {**kept["need"], "name": both("first.need")}
    return {**kept, "need": need, "area": area, "organisations": organisations}


def _sentence(event: dict[str, Any]) -> dict[str, str]:
    named = [both(f"first.name.{name}") for name in event["who"]]
    who = {"zh": "、".join(name["zh"] for name in named), "en": ", ".join(name["en"] for name in named)}
    sentences = {lang: both(f"first.event.{event['what']}", who=who[lang], days=short(event["days"])) for lang in who}
    return {lang: sentences[lang][lang] for lang in sentences}


def scenario_of(choice: str, seed: int | None = None) -> LoadedScenario:
    """Return the scenario in which only those who were chosen are there."""
    from sim.scenario import dump, from_data, load

    data = dump(load(SCENARIO))
    chosen = {WHO[letter] for letter in choice.split("+")}
    data["organisations"] = [organisation for organisation in data["organisations"] if organisation["name"] in chosen]
    if seed is not None:
        data["seed"] = seed
    return from_data(data, SCENARIO.name)


def outcome(choice: str, seed: int | None = None) -> dict[str, Any]:
    """Play a choice, and return what comes of it: points, days served, and what happened when."""
    from .months import month_of
    from .simulation import Simulation

    simulation = Simulation(scenario_of(choice, seed), 0, ("joint",))
    ids = {name: who for who, name in WHO.items()}
    names = [ids[name] for name in simulation.world.organisation_names or ()]
    events: list[dict[str, Any]] = []

    def note(day: float, what: str, who: list[str], days: float = 0.0) -> None:
        events.append({"day": round(day, 1), "what": what, "who": who, "days": round(days, 1)})

    need = simulation.need[0]
    closes = float(need["closes"])
    note(float(need["arises"]), "arose", [])
    for month in range(1, simulation.scenario.months + 1):
        simulation.step()
        happened = month_of(simulation, "joint")
        for _, who, day in happened.get("seen", []):
            note(day, "seen", [names[who]] if who >= 0 else [])
        for _, _, *team in happened.get("teams", []):
            came = [names[member[0]] for member in team]
            note(min(30.0 * month, closes), "came", came, sum(member[1] for member in team))
        if happened.get("served"):
            note(min(30.0 * month, closes), "served", [])
        if happened.get("expired"):
            note(closes, happened["expired"][0][1], [])
    ledger = simulation.runs["joint"].ledger[0]
    return {
        "points": round(simulation.values()["joint"], 3),
        "served": round(float(ledger["served"]), 3),
        "events": events,
    }


def record() -> dict[str, Any]:
    """Return all that is recorded."""
    from sim.model.world import make_world

    from .constants import geometry

    every = scenario_of("+".join(WHO))
    world = make_world(every, every.seed, 0)
    lies = geometry(world)
    ids = {name: who for who, name in WHO.items()}
    need = (every.needs.listed or [])[0]
    return {
        "need": {"amount": need.amount, "worth": need.worth, "deadline": need.deadline},
        "area": {name: lies["areas"][0][name] for name in ("x", "y")},
        "organisations": [
            {"id": ids[organisation["name"]["zh"]], **{name: organisation[name] for name in ("kind", "type", "x", "y")}}
            for organisation in lies["organisations"]
        ],
        "months": every.months,
        "choices": {choice: outcome(choice) for choice in CHOICES},
    }


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
