"""What happened to needs in a month, read off the record of one run or of two side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.model.events import (
    ABSENT,
    CALLED_OFF,
    CAME,
    CANDIDATE,
    CLOSED,
    COMPLETED,
    FULL,
    FURTHEST,
    JOINED,
    LENT,
    LISTED,
    REASONS,
    SAW,
    STOOD,
    TURNED_DOWN,
    UNSEEN,
)
from sim.model.phases.pairs import SERVED

from .simulation import Observation

Row = list[Any]
PARTLY = "partly"
WHYS = (*REASONS[1:], PARTLY)
"""Why a need closed without being done, or nobody served it this month."""
_OF_A_SERVED_NEED = (
    TURNED_DOWN,
    CALLED_OFF,
    ABSENT,
)  # what is worth knowing of those who came into question for it


@dataclass
class NeedEvents:
    """What happened to needs, as plain data; needs and organisations by row.

    Attributes
    ----------
    seen : dict of int to tuple
        Who first saw a need, and on which day.
    listed : list of int
        Needs that came onto a list for the first time.
    teams : list
        ``[need, plan, [organisation, days, resource, units, …], …]``, the leader first.
    asked : list
        ``[need, [fate, organisation, …], …]``: who came into question and did not come; fates by number.
    stood : list
        ``[why, need, …]``: open needs that nobody served this month though somebody had seen them; whys by number.
    reason : dict of int to int
        Why nobody served an open need this month: of two runs, from the one that came further.
    completed, expired : set of int
        Needs that closed in some run, done and not done.
    """

    seen: dict[int, tuple[int, float]] = field(default_factory=dict)
    listed: list[int] = field(default_factory=list)
    teams: list[Row] = field(default_factory=list)
    asked: list[Row] = field(default_factory=list)
    stood: list[Row] = field(default_factory=list)
    reason: dict[int, int] = field(default_factory=dict)
    completed: set[int] = field(default_factory=set)
    expired: set[int] = field(default_factory=set)


def need_events(observations: Sequence[Observation]) -> NeedEvents:
    """Return what happened to needs in the last month of a run, or of two side by side."""
    record = NeedEvents()
    listed: dict[int, None] = {}
    for observation in observations:
        events = observation.events
        _note_first_seen(record.seen, observation)
        fresh = events["need"][events["kind"] == LISTED]
        listed |= dict.fromkeys(fresh[~observation.listed[fresh]].tolist())
        teams = _teams(events)
        record.teams += teams
        record.asked += _asked(events, {team[0] for team in teams})
        for row, reason in _pairs(events, STOOD):
            before = record.reason.get(row, reason)
            record.reason[row] = max(before, reason, key=FURTHEST.index)
        for row, ending in _pairs(events, CLOSED):
            (record.completed if ending == COMPLETED else record.expired).add(row)
    record.listed = sorted(listed)
    record.stood = _by_reason(record.reason)
    return record


def why(reason: int, days: float) -> str:
    """Return why a need closed that was not done, by the reason of its last month and the days of service it had."""
    return PARTLY if days > 0.0 or reason == SERVED else REASONS[reason]


def _pairs(events: np.ndarray, kind: int) -> Iterable[tuple[int, int]]:
    chosen = events[events["kind"] == kind]
    return zip(chosen["need"].tolist(), chosen["detail"].tolist(), strict=True)


def _note_first_seen(seen: dict[int, tuple[int, float]], observation: Observation) -> None:
    """Note who was the first to see a need that nobody had seen."""
    chosen = observation.events[observation.events["kind"] == SAW]
    chosen = chosen[~observation.known[chosen["need"]]]
    for row, organisation, day in zip(
        *(chosen[name].tolist() for name in ("need", "organisation", "value")), strict=True
    ):
        if day < seen.get(row, (0, math.inf))[1]:
            seen[row] = organisation, day


def _teams(events: np.ndarray) -> list[Row]:
    """Return who worked together on which need, the leader first, with the days and the resources that each gave."""
    rows: list[Row] = []
    chosen = events[(events["kind"] == CAME) | (events["kind"] == LENT)]
    columns = (chosen[name].tolist() for name in ("kind", "need", "plan", "organisation", "detail", "value"))
    for kind, need, plan, organisation, detail, value in zip(*columns, strict=True):
        if kind == CAME and detail == 0:
            rows.append([need, plan])
        if kind == CAME:
            rows[-1].append([organisation, short(value)])
        else:
            rows[-1][-1] += [detail, short(value, 1)]
    return rows


def _asked(events: np.ndarray, served: set[int]) -> list[Row]:
    """Return who came into question and did not come; of needs with a team only who was not let or stayed away."""
    chosen = events[(events["kind"] == CANDIDATE) & (events["detail"] != JOINED) & (events["detail"] != FULL)]
    by_need: dict[int, dict[int, list[int]]] = {}
    for need, fate, organisation in zip(
        *(chosen[name].tolist() for name in ("need", "detail", "organisation")), strict=True
    ):
        if need not in served or fate in _OF_A_SERVED_NEED:
            who = by_need.setdefault(need, {}).setdefault(fate, [])
            if organisation not in who:
                who.append(organisation)
    return [[need, *([fate, *who] for fate, who in sorted(fates.items()))] for need, fates in by_need.items()]


def _by_reason(reasons: dict[int, int]) -> list[Row]:
    """Return the needs that nobody served, by reason; those that nobody has seen are known without."""
    by_reason: dict[int, list[int]] = {}
    for row, reason in sorted(reasons.items()):
        if reason not in (SERVED, UNSEEN):
            by_reason.setdefault(reason, []).append(row)
    return [[WHYS.index(REASONS[reason]), *rows] for reason, rows in sorted(by_reason.items())]


def short(value: float, digits: int = 2) -> float:
    """Return a number as it is drawn; those that are read as numbers are not rounded."""
    rounded = round(float(value), digits)
    return int(rounded) if rounded == int(rounded) else rounded
