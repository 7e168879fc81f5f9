"""The record of a run: the events of each month as they were noted, and the same in names (docs, 7.12)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .agents import name_of
from .columns import RESOURCES
from .events import ENDINGS, EVENT, FATES, KINDS, REASONS, TURNS
from .month import State
from .phases.arise import listed_needs
from .world import World

if TYPE_CHECKING:
    from pandas import DataFrame

    from .district import District

Receiver = Callable[[np.ndarray], Any]
COLUMNS: Final = ("month", "need", "need_name", "organisation", "kind", "plan", "turn", "detail", "value")
PLANS: Final = ("block", "line", "pooled")
DETAILS: Final = {
    "fate": FATES, "reason": REASONS, "resource": RESOURCES, "ending": ENDINGS, "label": PLANS[:2],
}  # fmt: skip
AT_FIRST = 4096  # events for which there is room before the first month; it grows


def begin_record(state: State) -> None:
    """Let a run note its events from the next month on."""
    state.events = np.empty(AT_FIRST, EVENT)
    state.noted[:] = 0


def receiver_of(given: Any) -> Receiver | None:
    """Return who is handed the events, if they are not to be kept."""
    if isinstance(given, (bool, np.bool_)) or callable(given):
        return given if callable(given) else None
    raise TypeError(f"events = {given!r}: True, False, or what is called with each month's events")


def hand_out(state: State, receiver: Receiver | None) -> tuple[np.ndarray, ...]:
    """Hand each month's events to a receiver; without one return them, to be kept."""
    months = take_events(state)
    if receiver is None:
        return tuple(months)
    for month in months:
        receiver(month)
    return ()


def take_events(state: State) -> list[np.ndarray]:
    """Return the events noted since they were last taken, an array a month, in the order in which they came about.

    The arrays cannot be written.

    Raises
    ------
    RuntimeError
        Where more happened than there was room for: no event is lost in silence.
    """
    count = int(state.noted[0])
    if count > len(state.events):
        raise RuntimeError(f"{count} events, and room for {len(state.events)}: please report this")
    if not count:
        return []
    events, state.events = state.events[:count], np.empty(len(state.events), EVENT)
    events.flags.writeable = False
    state.noted[:] = 0
    months = events["month"]
    if months[0] == months[-1]:
        return [events]
    return np.split(events, np.flatnonzero(np.diff(months)) + 1)


def need_names(world: World, need: np.ndarray) -> list[str]:
    """Return the names of needs: of those that the scenario lists, theirs; of the others, empty ones.

    Parameters
    ----------
    world : World
    need : ndarray, shape (needs,), dtype `columns.NEED_TYPE`
        All that arise in a run, in order of row.
    """
    names = [""] * len(need)
    listed = listed_needs(world)
    stated = world.scenario.needs.listed or []
    place = need["month"].astype(np.int64) * len(world.street) + need["street"]
    of_listed = listed["month"].astype(np.int64) * len(world.street) + listed["street"]
    end = np.searchsorted(place, of_listed, side="right")  # what is listed comes last in its street and month
    last = np.searchsorted(of_listed, of_listed, side="right")
    for number, where, row in zip(listed["number"], of_listed, end - last + np.arange(len(listed)), strict=True):
        if len(need) and place[row] == where:  # else it arises after the run
            names[row] = stated[number].name
    return names


def event_table(district: District, month: int | None = None) -> DataFrame:
    """Return the events of a month in names.

    Parameters
    ----------
    district : District
        Made with ``events=True``.
    month : int, optional
        From 1; the last one unless given.

    Returns
    -------
    pandas.DataFrame
        Columns ``month`` (from 1), ``need`` (row), ``need_name``, ``organisation`` (name), ``kind``, ``plan``,
        ``turn``, ``detail``, ``value``; empty where there is nobody or nothing to name.

    Raises
    ------
    ValueError
        Where there is no record of that month.
    """
    from pandas import DataFrame

    if not district.events or (month is not None and not 1 <= month <= len(district.events)):
        raise ValueError(
            f"no record of month {month}: there is one of {len(district.events)} months"
            if month is not None
            else "no record: District(…, events=True) keeps one of every month that is stepped"
        )
    events = district.events[-1 if month is None else month - 1]
    world = district.world
    called = need_names(world, district.state.need)
    rows = [
        (
            event["month"] + 1, event["need"], called[event["need"]],
            name_of(world, event["organisation"]) if event["organisation"] >= 0 else "",
            KINDS[event["kind"]].name, PLANS[event["plan"]] if event["plan"] >= 0 else "", TURNS[event["turn"]],
            detail_of(event), event["value"],
        )
        for event in events
    ]  # fmt: skip
    return DataFrame(rows, columns=COLUMNS)


def detail_of(event: np.void) -> str | int:
    """Return the detail of an event in words where it is a number of something."""
    what = KINDS[event["kind"]].detail
    return DETAILS[what][event["detail"]] if what in DETAILS else (int(event["detail"]) if what else "")
