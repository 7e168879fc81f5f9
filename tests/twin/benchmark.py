"""Benchmarks: each beside its yardstick, the twin, in the same call, as ratios.

python -m tests.twin.benchmark [--only NAME] [--json]

Times are processor seconds, the least of several tries on each side, taken in turns: the machine may be busy.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from sim.model.camps import CHANNELS, together
from sim.model.month import advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.questions.verdict import verdict
from sim.runs.runner import answer
from sim.scenario import from_data, load
from tests.twin import TwinModel, joint_camp
from tests.twin import make_world as make_twin_world

TWIN_MONTHS = 6
JOINT = together(dict.fromkeys(CHANNELS, 1.0))
PLAIN_MESA = 33_000  # organisation-months a second of a much simplified month in Mesa (see docs/benchmarks.md)


def least(work: Callable[[], Any], tries: int) -> float:
    """Return the least processor time of several tries, in seconds."""
    times = []
    for _ in range(tries):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def kernel_run(scenario: Any, months: int) -> tuple[Callable[[], Any], int]:
    """Return a joint run of the kernels, ready to go, and its number of organisations."""
    world = make_world(scenario, scenario.seed, 0)
    need = make_needs(world, months)
    ground = prepare(world)
    advance(begin(world, ground, JOINT, need, months), months)  # compiled by now
    return lambda: advance(begin(world, ground, JOINT, need, months), months), len(world.organisation)


def twin_run(scenario: Any, months: int) -> Callable[[], Any]:
    """Return the same run of the plain twin."""
    world = make_twin_world(scenario, scenario.seed, 0)

    def run() -> None:
        model = TwinModel(world, joint_camp(world))
        for _ in range(months):
            model.step()

    return run


def twin() -> dict[str, Any]:
    """A month of the default district, and of smaller ones, beside the plain twin."""
    rows = {}
    for name, data in {
        "default": {},
        "organisations_51": {"district": {"streets": 1, "areas": 11, "lines": 38}},
        "organisations_102": {"district": {"streets": 2, "areas": 11, "lines": 76}},
    }.items():
        scenario = from_data({"months": TWIN_MONTHS, **data}, name)
        ours, organisations = kernel_run(scenario, TWIN_MONTHS)
        theirs = twin_run(scenario, TWIN_MONTHS)
        pairs = [(least(ours, 60), least(theirs, 1)) for _ in range(3)]
        fast, slow = min(a for a, _ in pairs), min(b for _, b in pairs)
        work = organisations * TWIN_MONTHS
        rows[name] = {
            "organisations": organisations,
            "ratio": slow / fast,
            "kernel_us_per_organisation_month": fast / work * 1e6,
            "twin_organisation_months_per_second": work / slow,
        }
    return {**rows["default"], "plain_mesa_organisation_months_per_second": PLAIN_MESA, "sizes": rows}


def verdict_run() -> dict[str, Any]:
    """The default verdict: 64 replicates of all its runs, wall clock and memory, beside one run of the twin."""
    scenario = load("default")
    answer(verdict(scenario, replications=2))  # compiled by now
    start, processor = time.perf_counter(), time.process_time()
    outcome = answer(verdict(scenario))
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 if sys.platform != "win32" else float("nan")
    one_twin_year = least(twin_run(scenario, 12), 1)
    return {
        "ratio": one_twin_year * scenario.months / 12 * outcome.replications * 8 / processor,
        "seconds": seconds,
        "processor_seconds": processor,
        "replications": outcome.replications,
        "peak_megabytes": peak,
    }


BENCHMARKS: dict[str, Callable[[], dict[str, Any]]] = {"twin": twin, "verdict": verdict_run}


def main() -> int:
    """Run what was asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(BENCHMARKS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    names = [options.only] if options.only else list(BENCHMARKS)
    results = {name: BENCHMARKS[name]() for name in names}
    if options.json:
        print(json.dumps(results))
        return 0
    for name, result in results.items():
        print(f"{name}: {result['ratio']:.0f} times as fast as the plain twin")
        for key, value in result.items():
            if not isinstance(value, dict):
                print(f"  {key:45} {value:12,.2f}")
        for size, row in result.get("sizes", {}).items():
            print(f"  {size:45} {row['ratio']:12,.1f} times, {row['kernel_us_per_organisation_month']:.2f} µs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
