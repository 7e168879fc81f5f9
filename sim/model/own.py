"""Phases of one's own: where they stand in the month, and what they are given of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.mechanisms.levers import LEVERS
from sim.mechanisms.own import OwnPhase
from sim.scenario.faults import ScenarioError, nearest
from sim.scenario.use import Own
from sim.words.faults import Phrase

from .chance import OWN, draw_many
from .columns import AREA, AREA_RUN, LEDGER, LIMITS, NEED, ORGANISATION_FIXED, ORGANISATION_RUN, STREET
from .phases.phase import Phase

if TYPE_CHECKING:
    from .month import State

TABLES = {
    "organisation": ORGANISATION_FIXED + ORGANISATION_RUN, "area": AREA + AREA_RUN, "street": STREET, "need": NEED,
    "ledger": LEDGER,
}  # fmt: skip
COLUMNS = tuple(f"{table}.{column.name}" for table, columns in TABLES.items() for column in columns)
LINKS = {"ledger.next", "street.head", "street.tail"}  # the list of open needs: written wrongly it goes in a circle


def in_order(own: Own, schedule: Sequence[Phase]) -> tuple[Phase | OwnPhase, ...]:
    """Return the schedule with the phases of one's own in their places.

    Raises
    ------
    ScenarioError
        Where a phase stands beside none, or names a column or a lever that there is not.
    """
    order: list[Phase | OwnPhase] = list(schedule)
    columns, levers = (*COLUMNS, *own.columns), (*LEVERS, *own.levers)
    writable = {name for phase in schedule for name in phase.writes} - LINKS | own.columns.keys()
    faults = [own.fault(name, "use_clash", name) for name in own.columns if name in COLUMNS]
    for phase in own.phases:
        names = [scheduled.name for scheduled in order]
        if phase.name in names:
            faults.append(own.fault(phase.name, "use_clash", phase.name))
        for part, named, known in (
            ("say.phase", (phase.beside,), names),
            ("say.column", (*phase.reads, *phase.writes), columns),
            ("say.lever", phase.levers, levers),
        ):
            for name in dict.fromkeys(named):
                if name not in known:
                    placeholders = {"phase": phase.name, "part": Phrase(part)}
                    faults.append(own.fault(phase.name, "use_unknown", name, nearest(name, known), **placeholders))
        for name in phase.writes:
            if name in columns and name not in writable:
                faults.append(own.fault(phase.name, "use_unwritable", name, phase=phase.name))
        if not faults:
            place = names.index(phase.beside) + phase.is_after
            while phase.is_after and place < len(order) and _stands_there(order[place], phase.beside):
                place += 1
            order.insert(place, phase)
    if faults:
        raise ScenarioError(faults)
    return tuple(order)


def _stands_there(phase: Phase | OwnPhase, beside: str) -> bool:
    return isinstance(phase, OwnPhase) and phase.is_after and phase.beside == beside


def columns_of(own: Own, sizes: Mapping[str, int]) -> dict[str, np.ndarray]:
    """Return the columns of one's own as they are before the first month."""
    return {
        name: np.full(() if column.table == "world" else sizes[column.table], column.start)
        for name, column in own.columns.items()
    }


def live(phase: OwnPhase, state: State, arisen: int) -> None:
    """Let a phase of one's own do its part of the month, and look over what it has written."""
    month = Month(phase, state, arisen)
    try:
        phase.rule(month)
        for name in phase.writes:
            _look_over(name, month)
    except Exception as error:
        error.add_note(f"in phase {phase.name}, month {state.month}")
        raise


def _look_over(name: str, month: Month) -> None:
    table, _, column = name.partition(".")
    numbers = np.asarray(getattr(getattr(month, table), column))
    low, high = LIMITS.get(column, (-np.inf, np.inf)) if table == "organisation" else (-np.inf, np.inf)
    if numbers.dtype.kind == "f" and not ((numbers >= low) & (numbers <= high)).all():
        raise ValueError(f"{name}: a number from {low:g} to {high:g}")


class Rows:
    """The columns of one table that a phase has named: those that it writes may be assigned to."""

    def __init__(self, table: str, phase: OwnPhase, columns: Mapping[str, np.ndarray]) -> None:
        self.__dict__.update(_table=table, _phase=phase, _columns=columns)

    def __getattr__(self, name: str) -> Any:
        array = self._columns.get(name)
        if array is None:
            raise AttributeError(f"{self._phase.name} does not say that it reads {self._table}.{name}")
        return array if array.ndim else array[()]

    def __setattr__(self, name: str, value: Any) -> None:
        if f"{self._table}.{name}" not in self._phase.writes:
            raise AttributeError(f"{self._phase.name} does not say that it writes {self._table}.{name}")
        self._columns[name][...] = value


class Month:
    """What a phase of one's own is given.

    Attributes
    ----------
    t : int
        The month, from 0.
    organisation, area, street, need, ledger, world : Rows
        Its columns, as arrays with an entry for each row; of needs, those that have arisen. ``world`` has columns of
        one's own only, each a single number.
    levers : Rows
        Its levers: an array with an entry for each organisation, or a number.
    """

    def __init__(self, phase: OwnPhase, state: State, arisen: int) -> None:
        self.t = state.month
        self._state = state
        given = {name: getattr(state, name) for name in TABLES}
        given |= {name: given[name][:arisen] for name in ("need", "ledger")}
        for table in (*TABLES, "world"):
            seen = {}
            for name in dict.fromkeys((*phase.reads, *phase.writes)):
                where, _, column = name.partition(".")
                if where == table:
                    array = state.own[name] if name in state.own else given[table][column]
                    seen[column] = array if name in phase.writes else _read_only(array)
            setattr(self, table, Rows(table, phase, seen))
        levers = {}
        for name in phase.levers:
            if name in state.own_levers:
                levers[name] = _read_only(state.own_levers[name])
            else:
                of_all = LEVERS[name].extent == "world"
                levers[name] = _read_only(state.levers[name][0] if of_all else state.lever[name])
        self.levers = Rows("lever", phase, levers)

    def draw(self, name: str, of: str = "organisation") -> Any:
        """Return luck of one's own: a number between 0 and 1 for each organisation, area or street, or for the world.

        Parameters
        ----------
        name : str
            What is decided. The same name gives the same luck all month, in every arm; another name other luck.
        of : {"organisation", "area", "street", "world"}
        """
        state = self._state
        ids: dict[str, Iterable[int]] = {
            "organisation": state.organisation["id"], "area": state.area["id"], "street": range(len(state.street)),
            "world": (0,),
        }  # fmt: skip
        if of not in ids:
            raise ValueError(f"of={of!r}: one of {', '.join(ids)}")
        own = np.asarray(ids[of], np.uint32)
        first, second = np.frombuffer(hashlib.sha256(f"{of} {name}".encode()).digest()[:8], "<u4")
        us = np.empty((4, len(own)))
        draw_many(state.world.key, OWN, self.t, int(first), np.full(len(own), second, np.uint32), own, len(own), us)
        return us[0] if of != "world" else us[0, 0]


def _read_only(values: Any) -> np.ndarray:
    seen: np.ndarray = np.asarray(values).view()
    seen.flags.writeable = False
    return seen
