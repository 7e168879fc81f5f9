"""A short default run, month by month and arm by arm, as it came out once: ``python -m tests.model.golden`` writes it.

Discrete columns (who takes part, what is listed, who has seen what …) are kept as digests, figures as sums. `compare`
says what has changed. Versions and processors may move a figure in its last digits, since exp, log and pow do; a
discrete column never.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sim.model.columns import NEVER
from sim.questions.verdict import runs_of_the_question, verdict
from sim.runs.run import Run
from sim.runs.runner import answer
from sim.scenario import load

from .stepping import finished

FILE = Path(__file__).with_suffix(".json")
CLOSE = 1e-9
MONTHS = 6
ARMS = ("block", "line", "joint")
ARRAYS = ("organisation", "street", "area", "need", "ledger", "months")


def digest(values: np.ndarray) -> str:
    """Return a digest of whole numbers, whatever bytes they take."""
    return hashlib.sha256(np.ascontiguousarray(values, np.int64).tobytes()).hexdigest()[:16]


def columns(table: np.ndarray) -> Iterator[tuple[str, str | list[float]]]:
    """Yield each column: a digest where it is discrete, else its sum and a sum weighted by row, of what is finite."""
    for name in table.dtype.names or ():
        values = table[name].reshape(len(table), -1)
        if values.dtype.kind != "f":
            yield name, digest(values)
            continue
        known = values < NEVER
        if not known.all():
            yield f"{name} at all", digest(known)
        finite = np.where(known, values, 0.0)
        by_row = finite.sum(axis=1) * (1.0 + np.arange(len(table)) / len(table))
        yield name, [math.fsum(finite.ravel()), math.fsum(by_row)]


def flat(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the leaves of an answer by their path."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from flat(value, f"{path}{name}.")
    else:
        yield path.rstrip("."), data


def made() -> dict[str, dict[str, Any]]:
    """Return what comes out now: three arms of the default scenario, and a small answer."""
    scenario = load("default", [f"months={MONTHS}"])
    arrays: dict[str, dict[str, Any]] = {}
    for name, run in runs_of_the_question(scenario).items():
        if isinstance(run, Run) and name in ARMS:
            state = finished(scenario, run.camp, 0, run.mechanisms)
            arrays[name] = {f"{table}.{n}": v for table in ARRAYS for n, v in columns(getattr(state, table))}
    document = answer(verdict(load("above", [f"months={MONTHS}"]), 16, explain=True)).to_json()
    arrays["answer"] = {name: value for name, value in flat(document) if name != "version"}
    return arrays


def is_same(old: Any, new: Any) -> bool:
    """Whether two leaves agree: figures to nine digits of their size, all else exactly."""
    if isinstance(old, list):
        return isinstance(new, list) and len(old) == len(new) and all(map(is_same, old, new))
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) <= CLOSE * max(1.0, abs(old))
    return bool(old == new)


def compare(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> list[str]:
    """Return what differs, a line each."""
    lines = []
    for run in dict.fromkeys([*old, *new]):
        a, b = old.get(run, {}), new.get(run, {})
        for name in dict.fromkeys([*a, *b]):
            if not is_same(a.get(name), b.get(name)):
                lines.append(f"{run}, {name}: was {a.get(name)}, is {b.get(name)}")
    return lines


if __name__ == "__main__":
    now = made()
    before = json.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
    print("\n".join(compare(before, now)) or "Nothing has changed.")
    if "--look" not in sys.argv:
        runs = []
        for run, columns_of_run in now.items():
            lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in columns_of_run.items())
            runs.append(f"{json.dumps(run)}: {{\n{lines}\n}}")
        FILE.write_text("{" + ",\n".join(runs) + "}\n", encoding="utf-8", newline="\n")
