"""A month as plain data: what became of needs, who moved what to whom, what organisations did, and the numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.model.columns import NONE
from sim.model.measures import MEASURES, by_month
from sim.model.phases.pairs import SERVED
from sim.model.phases.plan import DONE

from .troupe import Sight, Troupe

JOINT, APART = "joint", "apart"
WARMING = 12  # months before 1+1 so far is shown: until then it swings
REASONS = (
    "partly", "nobody_near", "nobody_willing", "nobody_heard", "refused", "unable", "taken", "hours_gone",
)  # fmt: skip
SHOWN = (
    "participation", "formal_effort", "contribution", "arisen", "discovered", "listed", "claimed", "completed",
    "expired", "worth", "averted", "loss", "service_days", "coordination_days", "hours_used", "time_to_service",
    "quality", "across_area", "across_kind", "gini_service", "refused", "trust", "resentment", "legitimacy",
)  # fmt: skip
"""The measures of a month that go with it, in this order; all of them stand in the tables that are kept."""

Row = list[Any]


def month_of(troupe: Troupe, view: str) -> dict[str, Any]:
    """Return the month that was last stepped, of what is joint or of the two kinds side by side; empty lists left out.

    Parameters
    ----------
    view : {"joint", "apart"}
    """
    arms = ("joint",) if view == JOINT else ("block", "line")
    seen: dict[int, float] = {}
    listed: dict[int, None] = {}
    teams: list[Row] = []
    part: list[int] = []
    formal: list[int] = []
    honoured: list[int] = []
    noticed: list[Row] = []
    learnt: list[Row] = []
    for arm in arms:
        sight, state = troupe.sights[arm], troupe.runs[arm].state
        for row in sight.seen.tolist():
            seen[row] = min(seen.get(row, math.inf), float(sight.first_seen[row]))
        listed |= dict.fromkeys(sight.listed.tolist())
        teams += _teams(sight, state.need["resource"])
        organisation = sight.organisation
        acts = organisation["acts"]
        part += np.flatnonzero(acts & organisation["part"]).tolist()
        formal += np.flatnonzero(acts & organisation["part"] & organisation["formal"]).tolist()
        honoured += np.flatnonzero(acts & organisation["honoured"]).tolist()
        heads = np.flatnonzero(organisation["noticed"] > 0.0).tolist()
        noticed += [[i, _short(organisation["noticed"][i])] for i in heads]
        moved = np.flatnonzero((np.abs(sight.moved) >= 0.005).any(axis=1) & acts)
        learnt += [[int(i), _short(sight.moved[i, 0]), _short(sight.moved[i, 1])] for i in moved]
    served, expired = _closed(troupe, arms)
    events: dict[str, Any] = {
        "seen": [[row, NONE, round(day, 1)] for row, day in sorted(seen.items(), key=lambda one: one[1])],
        "listed": sorted(listed),
        "teams": teams,
        "served": served,
        "expired": expired,
        "twice": _twice(troupe) if view == APART else [],
        "part": sorted(part), "formal": sorted(formal), "honoured": sorted(honoured),
        "noticed": noticed, "learnt": learnt,
    }  # fmt: skip
    return {
        "month": troupe.month,
        **{name: rows for name, rows in events.items() if rows},
        **numbers(troupe, view),
    }


def numbers(troupe: Troupe, view: str) -> dict[str, Any]:
    """Return the numbers so far, and the month's measures in the order of `SHOWN` (None where there is nothing)."""
    values = troupe.values()
    alone = values["block"] + values["line"]
    ratio = 2.0 * values["joint"] / alone if alone > 0.0 else None
    found: dict[str, Any] = {
        "value": values["joint"] if view == JOINT else values["side_by_side"],
        "arms": [values["joint"], values["block"], values["line"], values["side_by_side"]],
        "one_plus_one": ratio if troupe.month > WARMING else None,
    }
    if view == JOINT:
        record = troupe.runs["joint"].record[-1:]
        found["measures"] = [_or_none(float(by_month(record, MEASURES[name])[0])) for name in SHOWN]
    return found


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _teams(sight: Sight, resources: np.ndarray) -> list[Row]:
    """Return who worked together on which need, the leader first, with the days and the resources that each gave."""
    rows: list[Row] = []
    for team in sight.teams:
        row: Row = [int(team["need"]), int(team["plan"])]
        for member in sight.members[team["first"] : team["first"] + team["size"]]:
            gave: Row = [int(member["organisation"]), _short(member["days"])]
            for resource, units in zip(resources[team["need"]], member["lent"], strict=True):
                if units > 0.0:
                    gave += [int(resource), _short(units)]
            row.append(gave)
        rows.append(row)
    return rows


def _closed(troupe: Troupe, arms: tuple[str, ...]) -> tuple[list[int], list[Row]]:
    """Return the needs that closed done, and those that closed without, with the reason why."""
    books = [troupe.runs[arm].state.ledger for arm in arms]
    need = troupe.runs[arms[0]].state.need
    rows = np.unique(np.concatenate([troupe.sights[arm].closed for arm in arms]))
    rows = rows[~np.any([book["open"][rows] for book in books], axis=0)]  # of two runs, when the later one closes it
    days = np.sum([book["served"][rows] for book in books], axis=0)
    done = days >= need["amount"][rows] - DONE
    return rows[done].tolist(), [[int(row), _reason(row, books)] for row in rows[~done]]


def _reason(row: int, books: list[np.ndarray]) -> str:
    """Return why a need closed without being done: how far the run got that got furthest."""
    found = []
    for book in books:
        own = book[row]
        if not np.isfinite(own["seen"]).any():
            found.append((0, "unseen"))
        elif (own["listed"] < 0).all():
            found.append((1, "unlisted"))
        elif own["served"] > 0.0:
            found.append((9, REASONS[SERVED]))
        else:
            found.append((2 + int(own["reason"]), REASONS[own["reason"]]))
    return max(found)[1]


def _twice(troupe: Troupe) -> list[Row]:
    """Return needs at which the two kinds have by now done more than was asked for, and by how many days."""
    rows = sorted({int(team["need"]) for arm in ("block", "line") for team in troupe.sights[arm].teams})
    block, line = (troupe.runs[arm].state.ledger["served"] for arm in ("block", "line"))
    need = troupe.runs["block"].state.need
    beyond = [(row, float(block[row] + line[row] - need["amount"][row])) for row in rows]
    return [[row, _short(days)] for row, days in beyond if days > DONE]


def _short(value: float) -> float:
    """Return a number as it is drawn; those that are read as numbers are not rounded."""
    short = round(float(value), 2)
    return int(short) if short == int(short) else short
