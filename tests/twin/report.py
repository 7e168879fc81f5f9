"""How closely kernels and twin agree on a scenario: ``python -m tests.twin.report default --set months=3``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from sim.scenario import ScenarioError, load

from .compare import ARMS, compare
from .levers import MECHANISMS


def main(words: Sequence[str] | None = None) -> int:
    """Print a report for each arm; return 1 where one does not agree, 2 where the scenario cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m tests.twin.report", description=__doc__)
    parser.add_argument("scenario", nargs="?", default="default", help="a shipped name or a file")
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE", help="as on the command line")
    parser.add_argument("--arm", action="append", choices=ARMS, help="only this arm; may be repeated")
    parser.add_argument("--off", action="append", default=[], choices=MECHANISMS, help="without this mechanism")
    parser.add_argument("--replication", type=int, default=0)
    chosen = parser.parse_args(words)
    try:
        scenario = load(chosen.scenario, chosen.set)
    except ScenarioError as error:
        print(error.text("en"), file=sys.stderr)
        return 2
    on = frozenset(MECHANISMS) - set(chosen.off)
    reports = []
    for arm in chosen.arm or ARMS:
        reports.append(compare(scenario, arm, on, chosen.replication, place=True))
        print(reports[-1], flush=True)
    return 0 if all(report.agrees for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
