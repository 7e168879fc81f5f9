"""The month: the schedule as a table, the compiled ``advance`` that everything steps through, and `step`.

`step` walks down the table in plain Python and calls the same kernels: for a month in which somebody has a say.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache, partial
from importlib import import_module
from typing import Any, Final

import numpy as np

from sim.mechanisms.mechanism import RESIDENTIAL
from sim.mechanisms.own import OwnPhase
from sim.scenario.schema import Scenario
from sim.scenario.stretches import stretches
from sim.scenario.use import Own

from .camps import Camp, settle_camp, settle_platform
from .chance import COVERED, REGISTERED, lots
from .columns import (
    LEDGER_TYPE,
    MONTH,
    NEVER,
    NONE,
    ORGANISATION,
    ORGANISATION_FIXED,
    OWNED,
    SEAT_TYPE,
)  # fmt: skip
from .compiled import compiled, leaf
from .events import EVENT
from .measures import read_off
from .moved import move_down
from .own import columns_of, in_order, live
from .phases.noting import note_ends
from .phases.phase import PHASES, Phase, Step, arguments, run
from .places import Places, lay_out, seat_acting
from .setting import parameters, pull_levers
from .world import World

Call = Callable[[Any, dict[str, Any]], Any]
NOTHING_DECLINED = np.empty(0, np.int64)

# What follows from who is there and from levers and is settled before a month: of the rest a run has a history.
SETTLED: Final[dict[str, tuple[str, ...]]] = {
    "organisation": ("label", "acts", "covered", "registered", "paired", "hours", "capacity"),
    "area": ("home", "held", "skilled"),
    "street": ("convener", "hours", "calls", "acting"),
    "platform": ("hours",),
}
HISTORY = (
    "organisation", "area", "street", "platform", "need", "ledger", "promised", "won", "months", "month", "own",
)  # fmt: skip
RECORD = ("events", "noted")


@dataclass
class State:
    """One run: what `advance` reads and writes. Arrays as in `columns`; ``months`` fills up month by month.

    ``allotted`` are the organisations as they were settled, with the hours and resources that each was left with.
    ``own`` are columns, ``own_levers`` levers that the scenario's own files declare, by name. ``later`` are the grounds
    of the stretches of months that are yet to come, under the same ``division``. ``events`` and ``noted`` are where the
    record is written, if there is one (`recorder`).
    """

    world: World
    division: Camp
    camp: np.ndarray
    parameters: np.ndarray
    lever: np.ndarray
    levers: np.ndarray
    organisation: np.ndarray
    area: np.ndarray
    street: np.ndarray
    platform: np.ndarray
    need: np.ndarray
    ledger: np.ndarray
    first_seat: np.ndarray
    seat: np.ndarray
    first_watcher: np.ndarray
    watcher: np.ndarray
    promised: np.ndarray
    won: np.ndarray
    months: np.ndarray
    allotted: np.ndarray
    own: dict[str, np.ndarray] = field(default_factory=dict)
    own_levers: dict[str, np.ndarray] = field(default_factory=dict)
    later: tuple[Ground, ...] = ()
    month: int = 0
    events: np.ndarray = field(default_factory=partial(np.empty, 0, EVENT))
    noted: np.ndarray = field(default_factory=partial(np.zeros, 2, np.int64))


@dataclass(frozen=True)
class Ground:
    """What runs of one replicate share when the same mechanisms are on: levers, signatories, places.

    It holds from ``month`` on, until one of those that come ``later`` does.
    """

    lever: np.ndarray
    levers: np.ndarray
    organisation: np.ndarray
    places: Places
    parameters: np.ndarray
    own_levers: dict[str, np.ndarray]
    month: int = 0
    later: tuple[Ground, ...] = ()

    def at(self, month: int) -> Ground:
        """Return the ground of a month."""
        grounds = (self, *self.later)
        number = sum(ground.month <= month for ground in grounds)
        return replace(grounds[number - 1], later=grounds[number:])


def prepare(world: World, mechanisms: frozenset[str] | None = None) -> Ground:
    """Pull the levers of these mechanisms (of all unless given) and lay out who comes into question where.

    Where something changes during the run (docs, 5.8) this is done for every stretch of months.
    """
    schedule_of(world.scenario)  # says what does not fit into it
    first, *later = (
        replace(_ground(replace(world, scenario=scenario), mechanisms), month=month)
        for month, scenario in stretches(world.scenario)
    )
    return replace(first, later=tuple(later))


def _ground(world: World, mechanisms: frozenset[str] | None) -> Ground:
    pulled = pull_levers(world, mechanisms)
    lever, levers = pulled.columns()
    organisation = np.zeros(len(world.organisation), ORGANISATION)
    for column in ORGANISATION_FIXED:
        organisation[column.name] = world.organisation[column.name]
    move_down(organisation, world.area, world.scenario.institutions.resources_down)
    organisation["paired"] = np.where(lever["signs"] > 0, organisation["pair_place"], -1)
    organisation["covered"] = lots(world.world_key, COVERED, organisation["id"]) < lever["cover"]
    organisation["registered"] = lots(world.world_key, REGISTERED, organisation["id"]) < lever["registered"]
    record = parameters(world.scenario)
    matching = world.scenario.matching
    places = lay_out(
        organisation, world.area, world.street, world.tied, matching.reach_km,
        float(levers["distance"][0]),
    )  # fmt: skip
    return Ground(lever, levers, organisation, places, record, pulled.own())


def begin(world: World, ground: Ground, camp: Camp, need: np.ndarray, months: int) -> State:
    """Return the state before the first month (docs, 5.6)."""
    scenario = world.scenario
    organisation, area, street = _copied(ground.organisation), _copied(world.area), _copied(world.street)
    record = settle_camp(world, camp, organisation, street, float(ground.levers["attention"][0]))
    places = ground.places
    first_seat = np.zeros(len(area) + 1, np.int32)
    seat = np.empty((places.first_other - places.first_candidate[:-1]).sum(), SEAT_TYPE)
    seat_acting(
        organisation, area, world.tied, places.first_candidate, places.first_other, places.candidate, places.distance,
        first_seat, seat,
    )  # fmt: skip
    ledger = np.zeros(len(need), LEDGER_TYPE)
    taking_part = scenario.participation
    _start(
        organisation, area, street, ledger, ground.lever, scenario.trust.start, taking_part.start,
        taking_part.start_given,
    )  # fmt: skip
    return State(
        world=world,
        division=camp,
        camp=record,
        parameters=ground.parameters,
        lever=ground.lever,
        levers=ground.levers,
        organisation=organisation,
        area=area,
        street=street,
        platform=settle_platform(world, record, float(ground.levers["platform"][0])),
        need=need,
        ledger=ledger,
        first_seat=first_seat,
        seat=seat[: first_seat[-1]],
        first_watcher=places.first_watcher,
        watcher=places.watcher,
        promised=np.zeros(len(organisation)),
        won=np.full((len(street) + 1, 3, len(organisation) * bool(scenario.convening.winning_hours)), NONE, np.int32),
        months=np.zeros(months, MONTH),
        allotted=ground.organisation,
        own=columns_of(scenario.own, {"organisation": len(organisation), "area": len(area), "street": len(street)}),
        own_levers=ground.own_levers,
        later=ground.later,
    )


def expect(state: State, need: np.ndarray) -> None:
    """Let these needs be those of the run, of which those that have arisen are the same: these keep their books."""
    ledger = np.zeros(len(need), LEDGER_TYPE)
    nobody, nowhere = state.organisation[:0], (state.area[:0], state.street[:0])
    _start(nobody, *nowhere, ledger, state.lever, 0.0, 0.0, 0.0)
    arisen = int(np.searchsorted(state.need["month"], state.month))
    ledger[:arisen] = state.ledger[:arisen]
    state.need, state.ledger = need, ledger


def settle_anew(state: State, ground: Ground) -> None:
    """Let another ground hold from the next month on: what a run is like by now stays, all else is as at its start."""
    organisation = state.organisation
    fresh = begin(state.world, ground, state.division, state.need[:0], 0)
    if state.month == 0:  # stocks are full to begin with
        before, now = (
            setting.organisation["capacity"] * setting.lever["capacity"][:, None] for setting in (state, fresh)
        )
        organisation["stock"] = np.where(organisation["stock"] == before, now, organisation["stock"])
    elsewhere = (state.area["held"] != fresh.area["held"]) | (state.area["skilled"] != fresh.area["skilled"])
    state.ledger["could"][elsewhere.any(axis=1)[state.need["area"]]] = NONE
    for name, columns in SETTLED.items():
        for column in columns:
            getattr(state, name)[column] = getattr(fresh, name)[column]
    for part in fields(State):
        if part.name not in (*HISTORY, *RECORD):
            setattr(state, part.name, getattr(fresh, part.name))


def _turn(state: State) -> None:
    """Settle anew where something changes from the next month on."""
    if state.later and state.later[0].month <= state.month:
        settle_anew(state, replace(state.later[0], later=state.later[1:]))


def _copied(table: np.ndarray) -> np.ndarray:
    """Return a copy, made at once: NumPy would copy a table with padding field by field."""
    copy: np.ndarray = table.view(np.uint8).copy().view(table.dtype)
    return copy


@leaf
def _start(organisation, area, street, ledger, lever, trust, joined, gave):
    """Write what columns hold before the first month, where that is not 0."""
    for i in range(len(organisation) - 1, -1, -1):
        o = organisation[i]
        o.visibility = o.ask = 1.0
        o.reputation[0] = o.reputation[1] = trust
        for r in range(OWNED):
            o.stock[r] = o.capacity[r] * lever[i].capacity
        if o.able and o.type == RESIDENTIAL:
            area[o.area].home = i  # of several the first
    for s in range(len(street)):
        row = street[s]
        row.head = row.tail = NONE
        for k in range(2):
            row.joined[k], row.gave[k], row.rating[k] = joined, gave, 1.0
        for number in range(3):
            row.legitimacy[number] = 0.5
    for j in range(len(ledger)):
        own = ledger[j]
        own.next, own.started = NONE, NEVER
        for number in range(3):
            own.could[number] = own.listed[number] = NONE
            own.seen[number] = NEVER


def advance(state: State, months: int = 1) -> None:
    """Run the next ``months`` months: compiled, unless the scenario has phases of its own."""
    end = state.month + months
    while state.month < end:
        _turn(state)
        if state.world.scenario.own.phases:
            step(state)
        else:
            _advance_within(state, min([end, *(ground.month for ground in state.later)]) - state.month)


def _advance_within(state: State, months: int) -> None:
    """Run some months in which nothing changes."""
    rows = np.searchsorted(state.need["month"], np.arange(state.month, state.month + months + 1))
    state.events = _advance(
        state.month, months, rows, state.world.key, state.parameters[0], state.camp[0], state.lever, state.levers[0],
        state.organisation, state.area, state.street, state.platform[0], state.need, state.ledger, state.first_seat,
        state.seat, state.first_watcher, state.watcher, state.promised, state.won, state.months,
        state.events, state.noted,
    )  # fmt: skip
    state.month += months


def given_to(state: State) -> dict[str, Any]:
    """Return what the phases of the next month are called with, by the names of their arguments."""
    _turn(state)
    t = state.month
    low, high = np.searchsorted(state.need["month"], (t, t + 1)).tolist()
    organisations, streets = len(state.organisation), len(state.street)
    sums = np.empty((2, streets, 2))
    return {
        **{name: getattr(state, name) for name in (
            "lever", "organisation", "area", "street", "need", "ledger", "first_seat", "seat", "first_watcher",
            "watcher", "promised", "won", "events", "noted",
        )},
        "t": t, "low": low, "high": high, "key": state.world.key, "p": state.parameters[0], "camp": state.camp[0],
        "world": state.levers[0], "platform": state.platform[0], "month": state.months[t],
        "us": np.empty((4, organisations)), "rated": np.empty((streets, 2, 2)),
        "joined": sums[0], "gave": sums[1], "noticed": sums[0], "honoured": sums[1], "declined": NOTHING_DECLINED,
    }  # fmt: skip


def step(state: State, call: Call = run) -> None:
    """Run the next month, kernel by kernel: ``call(kernel, given)`` runs a kernel with what it takes of ``given``."""
    given = given_to(state)
    arisen = given["low"]
    for phase in schedule_of(state.world.scenario):
        if isinstance(phase, OwnPhase):
            live(phase, state, arisen)
            continue
        for step in phase.steps:
            given.update(step.taken(call(step.kernel, given)))
        if phase.name == "arise":
            arisen = given["high"]
    for step in AT_END:
        call(step.kernel, given)
    state.events = given["events"]
    state.month += 1


ORDER = ("arise", "discover", "mobilise", "plan", "liaise", "match", "deliver", "appraise", "commend", "learn")
for _name in ORDER:
    import_module(f"{__package__}.phases.{_name}")  # it enters itself in the register
SCHEDULE: tuple[Phase, ...] = tuple(PHASES[name] for name in ORDER)
AT_END = (Step(note_ends), Step(read_off))

_HEAD = """
def _advance(first_month, months, rows, key, p, camp, lever, world, organisation, area, street, platform, need, ledger,
             first_seat, seat, first_watcher, watcher, promised, won, record, events, noted):
    us = np.empty((4, len(organisation)))
    rated, sums = np.empty((len(street), 2, 2)), np.empty((2, len(street), 2))
    joined = noticed = sums[0]
    gave = honoured = sums[1]
    declined = np.empty(0, np.int64)
    for t in range(first_month, first_month + months):
        month = record[t]
        low, high = rows[t - first_month], rows[t - first_month + 1]
"""


def _unrolled() -> Callable[..., Any]:
    """Return the months one after the other, with every call of the schedule in it, ready to be compiled.

    Numba calls no kernel by way of a table, so the table is written out as a function.
    """
    source = _HEAD
    names: dict[str, Any] = {"np": np, "__name__": __name__}
    for step in (*(step for phase in SCHEDULE for step in phase.steps), *AT_END):
        name = getattr(step.kernel, "py_func", step.kernel).__name__
        names[name] = step.kernel
        makes = f"{', '.join(step.makes)} = " if step.makes else ""
        source += f"        {makes}{name}({', '.join(arguments(step.kernel))})\n"
    source += "    return events\n"
    exec(compile(source, __file__, "exec"), names)
    months: Callable[..., Any] = names["_advance"]
    return months


_advance = compiled(_unrolled())


def schedule_of(scenario: Scenario) -> tuple[Phase | OwnPhase, ...]:
    """Return the schedule of a scenario: with phases of its own, if it has any."""
    return _schedule_with(scenario.own)


@lru_cache(maxsize=64)
def _schedule_with(own: Own) -> tuple[Phase | OwnPhase, ...]:
    return in_order(own, SCHEDULE)
