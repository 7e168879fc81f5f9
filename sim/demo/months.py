"""A month as plain data: what became of needs, who moved what to whom, what organisations did, and the numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.model.measures import MEASURES, by_month
from sim.model.phases.plan import DONE

from .need_events import NeedEvents, Row, need_events, short, why
from .simulation import Simulation

JOINT, APART = "joint", "apart"
WARMING = 12  # months before 1+1 so far is shown: until then it swings
SHOWN = (
    "participation", "formal_effort", "contribution", "arisen", "discovered", "listed", "claimed", "completed",
    "expired", "service_days", "hours_used", "time_to_service", "quality", "across_kind", "trust",
)  # fmt: skip
"""The measures of a month that go with it, in this order; all of them stand in the tables that are kept."""


def month_of(simulation: Simulation, view: str) -> dict[str, Any]:
    """Return the month that was last stepped, of what is joint or of the two kinds side by side; empty lists left out.

    Parameters
    ----------
    view : {"joint", "apart"}
    """
    arms = ("joint",) if view == JOINT else ("block", "line")
    record = need_events([simulation.observations[arm] for arm in arms])
    served, expired = _closed(simulation, arms, record)
    events: dict[str, Any] = {
        "seen": [[row, who, round(day, 1)] for row, (who, day) in sorted(record.seen.items(), key=_day)],
        "listed": record.listed,
        "asked": record.asked,
        "teams": record.teams,
        "stood": record.stood,
        "served": served,
        "expired": expired,
        "twice": _twice(simulation, record) if view == APART else [],
        **_of_organisations(simulation, arms),
    }
    return {
        "month": simulation.month,
        **{name: rows for name, rows in events.items() if rows},
        **numbers(simulation, view),
    }


def numbers(simulation: Simulation, view: str) -> dict[str, Any]:
    """Return the numbers so far, and the month's measures in the order of `SHOWN` (None where there is nothing)."""
    values = simulation.values()
    alone = values["block"] + values["line"]
    ratio = 2.0 * values["joint"] / alone if alone > 0.0 else None
    so_far: dict[str, Any] = {
        "value": values["joint"] if view == JOINT else values["side_by_side"],
        "arms": [values["joint"], values["block"], values["line"], values["side_by_side"]],
        "one_plus_one": ratio if simulation.month > WARMING else None,
    }
    if view == JOINT:
        so_far["measures"] = [_or_none(float(by_month(simulation.record, MEASURES[name])[0])) for name in SHOWN]
    return so_far


def _of_organisations(simulation: Simulation, arms: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return who took part, whose effort was for form's sake, who was honoured, appraised, and what they learnt."""
    rows: dict[str, list[Any]] = {name: [] for name in ("part", "formal", "honoured", "noticed", "learnt")}
    for arm in arms:
        organisation, moved = simulation.runs[arm].organisation, simulation.observations[arm].moved
        acts = organisation["acts"]
        part = acts & organisation["part"]
        rows["part"] += np.flatnonzero(part).tolist()
        rows["formal"] += np.flatnonzero(part & organisation["formal"]).tolist()
        rows["honoured"] += np.flatnonzero(acts & organisation["honoured"]).tolist()
        noticed = np.flatnonzero(organisation["noticed"] > 0.0).tolist()
        rows["noticed"] += [[i, round(float(organisation["noticed"][i]), 1)] for i in noticed]
        learnt = np.flatnonzero((np.abs(moved) >= _FELT).any(axis=1) & acts).tolist()
        rows["learnt"] += [[i, short(moved[i, 0]), short(moved[i, 1])] for i in learnt]
    return {name: sorted(lines) for name, lines in rows.items()}


_FELT = 0.05  # of motivation or trust: less is not told


def _day(seen: tuple[int, tuple[int, float]]) -> float:
    return seen[1][1]


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _closed(simulation: Simulation, arms: tuple[str, ...], record: NeedEvents) -> tuple[list[int], list[Row]]:
    """Return the needs that closed done, and those that closed without, with the reason why."""
    if len(arms) == 1:
        days = simulation.runs[arms[0]].ledger["served"]
        done = sorted(record.completed)
    else:  # of two runs a need closes when the later one closes it, and done is what both did
        books = [simulation.runs[arm].ledger for arm in arms]
        need = simulation.need
        days = np.sum([book["served"] for book in books], axis=0)
        closed = [row for row in record.completed | record.expired if not any(book["open"][row] for book in books)]
        done = sorted(row for row in closed if days[row] >= need["amount"][row] - DONE)
        record.expired = set(closed) - set(done)
    return done, [[row, why(record.reason[row], float(days[row]))] for row in sorted(record.expired)]


def _twice(simulation: Simulation, record: NeedEvents) -> list[Row]:
    """Return needs at which the two kinds have by now done more than was asked for, and by how many days."""
    block, line = (simulation.runs[arm].ledger["served"] for arm in ("block", "line"))
    need = simulation.need
    beyond = [
        (row, float(block[row] + line[row] - need["amount"][row])) for row in sorted({team[0] for team in record.teams})
    ]
    return [[row, short(days)] for row, days in beyond if days > DONE]
