"""What the record of events costs: months with it and without it in turn, in processor time.

``python benchmarks/record.py [SCENARIO] [--pairs N]`` prints for each district the milliseconds a month takes, their
ratio, and the events and bytes of a month. Kept means that every month's events stay in memory; handed on,
that they do not. Each pair of runs starts anew and alternates which of the two comes first.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from typing import Any

from sim import District
from sim.model.month import advance
from sim.model.recorder import begin_record, take_events

WARM, MEASURED = 3, 24  # months


def seconds(scenario: str, settings: dict[str, Any], record: bool, keep: bool) -> tuple[float, int]:
    """Return the processor time of the measured months, and how many events they had."""
    state = District(scenario, set=settings).state
    if record:
        begin_record(state)
    for _ in range(WARM):
        advance(state)
        take_events(state)
    kept, count = [], 0
    begin = time.process_time()
    for _ in range(MEASURED):
        advance(state)
        for month in take_events(state):
            count += len(month)
            if keep:
                kept.append(month)
    return time.process_time() - begin, count


def ratio(scenario: str, settings: dict[str, Any], keep: bool, pairs: int) -> tuple[float, float, float, float]:
    """Return milliseconds a month without and with a record, the median ratio of the pairs, and events a month."""
    without, recorded, count = [], [], 0
    for number in range(pairs):
        for record in (False, True) if number % 2 else (True, False):
            spent, noted = seconds(scenario, settings, record, keep)
            (recorded if record else without).append(spent)
            count = max(count, noted)
    ratios = [b / a for a, b in zip(without, recorded, strict=True)]
    in_ms = 1000.0 / MEASURED
    return min(without) * in_ms, min(recorded) * in_ms, statistics.median(ratios), count / MEASURED


def main(words: list[str] | None = None) -> int:
    """Print the costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="?", default="default")
    parser.add_argument("--pairs", type=int, default=15)
    given = parser.parse_args(words)
    districts = {
        "30 organisations": {"district.streets": 1, "district.areas": 6, "district.lines": 22},
        "300 organisations": {"district.streets": 10, "district.areas": 11, "district.lines": 170},
        "as it is": {},
    }
    print(f"{given.scenario}: milliseconds a month without and with a record, median ratio of {given.pairs} pairs")
    for name, size in districts.items():
        for keep in (False, True):
            without, recorded, times, count = ratio(given.scenario, size, keep, given.pairs)
            how = "kept" if keep else "handed on"
            print(
                f"{name:18} {how:10} {without:7.3f} {recorded:7.3f}  ×{times:.2f}  {count:7.0f} events, "
                f"{count * 24 / 1024:5.0f} KB"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
