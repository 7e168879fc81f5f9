"""Which keys a run draws under, and whether any two decisions have the same.

As a program, ``python -m tests.model.keys``, it runs every arm of every regime with the compiled model, and prints
what is wrong. There the model is compiled anew, with room behind every key into which each draw writes its counter.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

CHANCE = Path(__file__).resolve().parents[2] / "sim" / "model" / "chance.py"
NOTING = """
@compiling(inline="always")
def _noted(key, first, c1, c2, c3):
    at = 3 + 4 * np.int64(key[2])
    if at + 4 <= len(key):
        key[at], key[at + 1], key[at + 2], key[at + 3] = first, c1, c2, c3
    key[2] += np.uint64(1)
    return philox(first, c1, c2, c3, key[0], key[1])


"""
ROOM = 1 << 20  # keys

DISTRICT = {"months": 4, "district": {"streets": 2, "areas": 4, "lines": 24}}
ALL_AT_WORK = {"channels": {"sight": 0.6, "agenda": 0.5, "partners": 0.6}, "discovery": {"residential": 0.4}}
REGIMES: dict[str, dict[str, Any]] = {
    **{mode: {"matching": {"mode": mode}} for mode in ("two_way", "one_way", "blind", "appointment", "optimal")},
    "platforms": {
        "institutions": {"city_platform": True, "both_ends": 1.0, "two_new_cover": 1.0},
        "convening": {"platform_hours": 80.0},
    },
    "bare": {"institutions": {"district_platform": False, "both_ends": 0.0, "two_new_cover": 0.0, "grid_cover": 0.0}},
    "fixed": {"world": "fixed", "seed": 2**40 + 3},
    "crowded": {"needs": {"scale": 4.0}, "technology": {"wishes": 1.0}},
    "open": {"channels": {"sight": 1.0, "agenda": 1.0, "partners": 1.0}},
    "listed": {
        "areas": [{"name": f"a{n}", "street": n % 2} for n in range(8)],
        "needs": {
            "listed": [{"name": "x", "month": 1 + n % 4, "nature": "mass", "area": f"a{n % 8}"} for n in range(40)]
        },
    },
    "closed": {"channels": dict.fromkeys(("sight", "peers", "agenda", "partners", "trust"), 0.0)},
}
# A decision that is about a need or an organisation, whichever plan asks: plans of one run share it (docs, 4.9).
OF_ALL_PLANS = ("VOTE", "WISH", "PAIR", "PARTNERS", "ABSENT", "ORDERED", "TURN")


def scenario_of(regime: str) -> Any:
    """Return the scenario of one of `REGIMES`."""
    from sim.mechanisms.trees import merged
    from sim.scenario import from_data

    return from_data(merged(DISTRICT, ALL_AT_WORK, REGIMES[regime]), regime)


def faults(keys: np.ndarray, world: Any, need: np.ndarray, months: int, passes: int, plans: int) -> list[str]:
    """Return which keys of one run name no decision, or more than one.

    Parameters
    ----------
    keys : ndarray, shape (draws, 4)
        Counters, in any order: decision + 256 × month, and three entities.
    passes : int
        How often the world's needs are counted before they are described.
    plans : int
        How many plans ask.
    """
    from .test_chance import DECISIONS

    names = {code: name for name, code in DECISIONS.items()}
    areas, organisations = set(world.area["id"].tolist()), set(world.organisation["id"].tolist())
    units = set(world.organisation["id"][world.lines].tolist())
    streets, zero, labels, blocks = set(range(len(world.street))), {0}, {0, 1}, {0, 1}
    of_street = set(zip(need["street"].tolist(), need["id"].tolist(), strict=True))
    listed = range(len(world.scenario.needs.listed or ()))
    faults_met = []
    if len(organisations) < len(world.organisation) or len(areas) < len(world.area) or len(of_street) < len(need):
        faults_met.append("two rows have one id")

    def is_named(decision: str, month: int, c1: int, c2: int, c3: int) -> bool:
        """Whether the table of decisions (docs, 4.9) has such a key, of rows that there are."""
        about_need = (c1, c2) in of_street
        once, monthly = month == 0, month < months
        match decision:
            case "AREA":
                return once and c1 in areas and c2 == c3 == 0
            case "ORG_RESOURCES" | "ORG_FUNCTIONS":
                return once and c1 in blocks and c2 == 0 and c3 in organisations
            case "ORG_SIZE" | "ORG_PLACE" | "ORG_PLACE2" | "ORG_CHARACTER" | "COVERED" | "SHUFFLE" | "REGISTERED":
                return once and c1 == c2 == 0 and c3 in organisations
            case "ARISE":
                return monthly and c1 in areas and c2 in range(4) and (c3 == 0 or (c3 in units and c2 == 2))
            case "BURST":
                return monthly and c1 in streets and c2 == c3 == 0
            case "NEED":
                return monthly and c1 in areas and c2 % 16 < 4 and c2 // 4096 < 4 and c3 in units | zero
            case "LISTED":
                return monthly and c1 in listed and c2 in range(0, 16384, 4096) and c3 == 0
            case "SEES" | "PAIR" | "PARTNERS" | "ABSENT" | "ORDERED":
                return monthly and about_need and c3 in organisations
            case "SHARES":
                return once and about_need and c3 in labels
            case "CLAIM_SEEN":
                return monthly and about_need and c3 in range(3)
            case "WISH":
                return monthly and about_need and c3 == 0
            case "VOTE":
                return monthly and about_need and (c1, c3) in of_street and c2 < c3
            case "SLOTS":
                return monthly and c1 in streets and c2 in range(3) and c3 == 0
            case "ABOVE":
                return monthly and c1 in range(3) and c2 == c3 == 0
            case "ASKED":
                return monthly and c2 == 0 and ((c1 == 0 and c3 in organisations) or (c1 in areas and c3 == 0))
            case "TURN":
                return monthly and c1 in streets and c2 == 0 and c3 in organisations
            case "TAKES_PART" | "APPRAISE" | "HONOUR":
                return monthly and c1 == c2 == 0 and c3 in organisations
        return False

    ask = 1 + bool(world.scenario.matching.last_resort) + bool(world.scenario.convening.platform_hours)  # in this order
    most = dict.fromkeys(OF_ALL_PLANS, plans * ask) | {"ORDERED": 2 * plans * ask, "ARISE": passes, "BURST": passes}
    most["TURN"] = most["ASKED"] = len(keys)  # looked up for each need heard of, and for each place
    for (first, c1, c2, c3), times in Counter(map(tuple, keys.tolist())).items():
        decision, month = names.get(first % 256, "?"), first // 256
        if not is_named(decision, month, c1, c2, c3):
            faults_met.append(f"{decision} {month} {c1} {c2} {c3} names nothing")
        if times > most.get(decision, 1):
            faults_met.append(f"{decision} {month} {c1} {c2} {c3} is drawn {times} times")
    return faults_met


def decisions(keys: np.ndarray) -> Counter[int]:
    """Return how many draws each decision has."""
    return Counter((keys[:, 0] % 256).tolist())


def noting_chance() -> ModuleType:
    """Return `sim.model.chance` compiled so that every draw is noted behind its key."""
    source = CHANCE.read_text(encoding="utf-8")
    source, draws = re.subn(r"philox\((first, .*), key\[0\], key\[1\]\)", r"_noted(key, \1)", source)
    assert draws == source.count("def draw") > 2  # no draw goes another way
    source = source.replace("@compiled\ndef key_of", f"{NOTING.strip()}\n\n\n@compiled\ndef key_of")
    room = f"np.zeros({4 * ROOM + 1}, np.uint64)"
    source = source.replace("return np.array([k0, k1])", f"return np.append(np.array([k0, k1]), {room})")
    import sim.model

    module = ModuleType("sim.model.chance")
    module.__package__, module.__file__ = "sim.model", str(CHANCE)
    sys.modules[module.__name__] = sim.model.chance = module
    exec(compile(source, str(CHANCE), "exec"), vars(module))
    return module


def noted(key: np.ndarray) -> np.ndarray:
    """Return the keys that were noted since the last call; shape (draws, 4)."""
    count = int(key[2])
    assert 0 < count <= ROOM
    keys = key[3 : 3 + 4 * count].reshape(-1, 4).astype(np.int64)
    key[2] = 0
    return keys


def runs(scenario: Any, replication: int) -> Iterator[tuple[str, np.ndarray, Any, np.ndarray, int]]:
    """Yield the keys of the world and of every run, as the compiled model draws them."""
    from sim.model.month import advance, begin, prepare
    from sim.model.phases.arise import make_needs
    from sim.model.world import make_world
    from sim.questions.verdict import runs_of_the_question
    from sim.runs.run import Run

    world = make_world(scenario, scenario.seed, replication)
    need = make_needs(world, scenario.months)
    draws = noted(world.key)
    if world.world_key is not world.key:
        draws = np.concatenate((draws, noted(world.world_key)))
    yield "world", draws, world, need, 0
    for name, run in runs_of_the_question(scenario).items():
        if isinstance(run, Run):
            ground = prepare(world, run.mechanisms)
            lots = noted(world.world_key)
            state = begin(world, ground, run.camp, need, scenario.months)
            advance(state, scenario.months)
            plans = int(state.camp["exists"].sum())
            yield name, np.concatenate((lots, noted(world.key))), world, need, plans


def main() -> None:
    """Print how often each decision was drawn, and what is wrong, as JSON."""
    noting_chance()
    report: dict[str, Any] = {"faults": [], "decisions": Counter(), "runs": 0}
    for regime in REGIMES:
        scenario = scenario_of(regime)
        for name, keys, world, need, plans in runs(scenario, 1):
            wrong = faults(keys, world, need, scenario.months, 2, plans)
            report["faults"] += [f"{regime}, {name}: {fault}" for fault in wrong[:5]]
            report["decisions"] += decisions(keys)
            report["runs"] += 1
    json.dump(report, sys.stdout)


if __name__ == "__main__":
    main()
