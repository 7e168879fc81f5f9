"""No dead wires: what every parameter of a scenario moves, by pairs with common random numbers.

``python -m studies.wires`` makes ``docs/wires.csv`` anew (some minutes); with names of parameters it studies these and
leaves the other rows as they are. ``python docs/generate.py`` then makes ``docs/wires.md`` of it.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from sim.model.camps import CHANNELS, alone, together
from sim.model.measures import MEASURES
from sim.questions.verdict import verdict
from sim.runs.quantities import quantities
from sim.runs.question import Question
from sim.runs.run import Batch, Run
from sim.runs.runner import answer
from sim.runs.table import Table
from sim.scenario import ScenarioError
from sim.scenario.loaded import LoadedScenario
from sim.scenario.parameters import ParameterRow, parameter_rows
from sim.scenario.schema import Scenario
from studies.wiring import SETTINGS, scenario_of, settings_for, tree_of, value_at, values, varied, with_value

Floats = NDArray[np.float64]
DOCS = Path(__file__).resolve().parents[1] / "docs"
CSV, PAIRS = DOCS / "wires.csv", DOCS / "wires_alike.csv"
REPLICATES = 16
AGAIN = 96  # replicates for what moved nothing in so few
ERROR = 0.05  # of all comparisons of the study together
ARMS = ("block", "line", "joint")
NAMES = [*(f"{measure} · {arm}" for arm in ARMS for measure in ("value", "net", *MEASURES)), "S"]
ALIKE = 0.995
SHOWN = 4  # measures of a parameter that the file names


def arms(scenario: Scenario) -> dict[str, Run]:
    """Return block, line and joint of a scenario."""
    camps = (alone(0), alone(1), together({channel: getattr(scenario.channels, channel) for channel in CHANNELS}))
    return {camp.name: Run(scenario, camp) for camp in camps}


def batch(runs: Iterable[Run], replicates: int) -> Batch:
    """Return the batch that everything that is looked at is read from."""
    return Batch(dict.fromkeys(runs, quantities(["gross", "net", *MEASURES])), range(replicates))


def read(table: Table, runs: Mapping[str, Run]) -> Floats:
    """Return everything that is looked at, of each replicate; shape (replicates, len(NAMES))."""
    columns = []
    for arm in ARMS:
        columns += [table.values(runs[arm], name) for name in ("gross", "net", *MEASURES)]
    block, line, joint = (table.values(runs[arm]) for arm in ARMS)
    single = np.where(block + line > 0.0, block + line, np.nan)
    return np.array([*columns, joint / single]).T


@dataclass(frozen=True)
class Move:
    """A parameter at another value in a setting: what was read before and after, in each replicate."""

    path: str
    setting: str
    now: Any
    value: Any
    before: Floats
    after: Floats

    @property
    def t(self) -> Floats:
        """Return mean ÷ standard error of the paired differences: 0 where all are 0, NaN where one is undefined."""
        apart = self.after - self.before
        with np.errstate(invalid="ignore", divide="ignore"):
            t = apart.mean(axis=0) / (apart.std(axis=0, ddof=1) / math.sqrt(len(apart)))
        return np.where((apart == 0.0).all(axis=0), 0.0, t)


def study(rows: Sequence[ParameterRow], settings: Iterable[str], replicates: int = REPLICATES) -> Question[list[Move]]:
    """Ask what each parameter moves in each of the settings in which it is varied."""
    moves = []
    for setting in settings:
        tree = tree_of(setting)
        here = arms(scenario_of(tree))
        table = yield batch(here.values(), replicates)
        before = read(table, here)
        for row in rows:
            if setting not in settings_for(row):
                continue
            for value in values(row, tree):
                try:
                    scenario = scenario_of(with_value(tree, row.path, value))
                except ScenarioError:  # a value that this setting cannot have
                    continue
                there = arms(scenario)
                table = yield batch(there.values(), replicates)
                moves.append(Move(row.path, setting, value_at(tree, row.path), value, before, read(table, there)))
    return moves


def study_all(rows: Sequence[ParameterRow]) -> list[Move]:
    """Run the study in all settings; what moved nothing is looked at again in more replicates."""
    moves = answer(study(rows, SETTINGS), workers=1)
    moved = strongest(moves)
    return moves + answer(study([row for row in rows if row.path not in moved], SETTINGS, AGAIN), workers=1)


def bound(comparisons: int, replicates: int, error: float = ERROR) -> float:
    """Return the |t| that chance exceeds in none of so many comparisons, but for the error (Bonferroni)."""
    return float(student.ppf(1.0 - error / (2.0 * max(1, comparisons)), replicates - 1))


def strongest(moves: list[Move]) -> dict[str, dict[str, str]]:
    """Return for each parameter the setting and value at which most is moved beyond noise, as a row of the file.

    Where only some parameters were studied the bound is about that of the study of all.
    """
    part = len({move.path for move in moves}) / len(varied())
    comparisons = round(sum(int(np.isfinite(move.t).sum()) for move in moves) / max(part, 1e-9))
    furthest: dict[str, dict[str, str]] = {}
    places: dict[str, list[str]] = {}
    for move in moves:
        least = bound(comparisons, len(move.before))
        beyond = np.abs(move.t) > least
        if beyond.any() and move.setting not in places.setdefault(move.path, []):
            places[move.path].append(move.setting)
        if int(beyond.sum()) > int(furthest.get(move.path, {"moved": "0"})["moved"]):
            furthest[move.path] = _row(move, beyond) | {"replicates": str(len(move.before)), "bound": f"{least:.4g}"}
    return {path: row | {"moves in": ", ".join(places[path])} for path, row in furthest.items()}


def _row(move: Move, beyond: NDArray[np.bool_]) -> dict[str, str]:
    before, after = move.before.mean(axis=0), move.after.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        size = np.where(beyond, np.abs(after - before) / np.maximum(np.abs(after), np.abs(before)), 0.0)
    most = [int(k) for k in np.argsort(-size, kind="stable")[:SHOWN] if beyond[k]]
    joint = [f"{'+' if after[k] > before[k] else '-'}{name.partition(' · ')[0]}"
             for k, name in enumerate(NAMES) if beyond[k] and not name.endswith(("block", "line"))]  # fmt: skip
    return {
        "parameter": move.path,
        "setting": move.setting,
        "from": shown(move.now),
        "to": shown(move.value),
        "moved": str(int(beyond.sum())),
        "of": str(int(np.isfinite(move.t).sum())),
        **{
            f"{part} {n}": text
            for n in range(SHOWN)
            for part, text in zip(
                ("measure", "before", "after"),
                (NAMES[most[n]], f"{before[most[n]]:.6g}", f"{after[most[n]]:.6g}") if n < len(most) else ("", "", ""),
                strict=True,
            )
        },
        "joint": " ".join(joint),
    }


def shown(value: Any) -> str:
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return "as stated"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def readings() -> list[dict[str, str]]:
    """Return what the parameters of the interval move: how an answer is read, and after how many replicates."""
    small = {"months": 6, "interval": {"first_look": 4, "limit": 16}}
    wide, narrow = 1.0, 1e-6  # precision asked for: reached at the first look, and never
    tried = {
        "interval.confidence": ("above", 0.8, narrow, "half-width of S"),
        "interval.first_look": ("above", 8, wide, "replicates"),
        "interval.limit": ("above", 8, narrow, "replicates"),
        "interval.margin": ("below", 0.2, narrow, "too small to matter"),
        "interval.least_ceiling": ("below", 100.0, narrow, "too little to do"),
        "interval.least_load": ("below", 1.0, narrow, "too little to do"),
    }
    rows = []
    for path, (setting, value, precision, reading) in tried.items():
        tree = tree_of(setting, small)
        before, after = (
            _read_verdict(scenario_of(data), precision)[reading] for data in (tree, with_value(tree, path, value))
        )
        rows.append({
            "parameter": path, "setting": f"{setting}, 6 months", "from": shown(value_at(tree, path)),
            "to": shown(value), "moved": str(int(before != after)), "of": "1",
            "measure 0": reading, "before 0": shown(before), "after 0": shown(after),
        })  # fmt: skip
    return rows


def _read_verdict(scenario: LoadedScenario, precision: float) -> dict[str, Any]:
    outcome = answer(verdict(scenario, precision=precision), workers=1)
    synergy = outcome.quantities["synergy"]
    return {
        "half-width of S": synergy.half_width if synergy else None,
        "replicates": outcome.replications,
        "too small to matter": outcome.negligible,
        "too little to do": bool(outcome.too_little),
    }


def alike(moves: list[Move]) -> list[tuple[str, str, float]]:
    """Return pairs of instruments whose effects in the default district are proportional over all measures.

    The effect is what is read at the highest value less that at the lowest; each measure counts by its root mean
    square over all instruments.
    """
    ends: dict[str, list[tuple[Any, Floats]]] = {}
    for move in moves:
        if move.setting == "default" and move.path.startswith(("mechanisms.", "institutions.", "technology.")):
            ends.setdefault(move.path, [(move.now, move.before.mean(axis=0))])
            ends[move.path].append((move.value, move.after.mean(axis=0)))
    effects = {}
    for path, read in ends.items():
        read.sort(key=lambda end: end[0])
        effects[path] = read[-1][1] - read[0][1]
    every = np.array(list(effects.values()))
    scale = np.sqrt(np.square(every).mean(axis=0))
    counted = np.isfinite(scale) & (scale > 0.0)
    unit = every[:, counted] / scale[counted]
    length = np.linalg.norm(unit, axis=1, keepdims=True)
    unit /= np.where(length > 0.0, length, 1.0)  # what moves nothing is like nothing
    cosine = unit @ unit.T
    pairs = combinations(range(len(effects)), 2)
    names = list(effects)
    return [(names[a], names[b], float(cosine[a, b])) for a, b in pairs if abs(cosine[a, b]) > ALIKE]


def stored(path: Path = CSV) -> list[dict[str, str]]:
    """Return the rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def store(rows: list[dict[str, str]], path: Path) -> None:
    """Write rows to a file."""
    head = dict.fromkeys(name for row in rows for name in row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(names: Sequence[str]) -> None:
    """Run the study, of all parameters or of those named, and write its files."""
    studied = [row for row in varied() if row.path in names or not names]
    if unknown := sorted(set(names) - {row.path for row in studied}):
        sys.exit(f"no parameter is called {', '.join(unknown)}")
    moves = study_all(studied)
    rows = strongest(moves)
    kept = {row["parameter"]: row for row in stored()} if names else {}
    every = kept | rows | {row["parameter"]: row for row in readings()}
    store([every[row.path] for row in parameter_rows() if row.path in every], CSV)
    if not names:
        store(
            [{"one": first, "other": second, "cosine": f"{cosine:+.4f}"} for first, second, cosine in alike(moves)],
            PAIRS,
        )
    dead = [row.path for row in studied if row.path not in rows]
    print(f"{len(moves)} changes, {len(rows)} parameters move something; moving nothing: {', '.join(dead) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1:])
