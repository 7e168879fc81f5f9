"""What is compared: every column of the state, every lever, every entry of the month's record, in the twin's words.

A column is a name ``table.field`` with two readers: what the kernels have and what the twin has, one row an
organisation, area, street or need.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from sim.mechanisms.levers import LEVERS
from sim.model import columns
from sim.model.columns import NONE
from sim.model.month import State

from .model import TwinModel

# What the twin calls otherwise.
WORDS = {
    "organisation.pair_place": "body.contract_area",
    "organisation.lot": "body.contract_lot",
    "organisation.needs": "body.need_rate",
    "organisation.capacity": "endowment",
    "organisation.recognition": "rec",
    "organisation.fitted": "fit_days",
    "organisation.lent": "material_lent",
    "organisation.noticed": "seen",
    "street.acting": "count",
    "street.joined": "took_part",
    "street.public": "pool",
    "ledger.worth": "worth_done",
    "lever.ask": "voice",
    "lever.registered": "registering",
    "lever.capacity": "capacity_scale",
    "lever.checkin": "checkin_rate",
}
NOT_COMPARED = {
    "ledger.could": "a note of the kernels' own, made when first asked for; what it decides is ledger.listed",
    "need.resource": "in need.weight, which has a place for every resource",
    "need.function": "in need.emphasis, which has a place for every function",
}
BY_PLAN = {
    "street.convener",
    "street.hours",
    "street.calls",
    "street.taken",
    "street.legitimacy",
    "ledger.listed",
    "ledger.seen",
    "ledger.known",
}


class Column(NamedTuple):
    """One column with its two readers."""

    name: str
    ours: Callable[[State, TwinModel], np.ndarray]
    theirs: Callable[[State, TwinModel], Any]


def _bits(chosen):
    return sum(1 << number for number in chosen)


def _row(thing):
    return NONE if thing is None else thing.row


def _places(pairs, count):
    """Return the shares of numbered things, with a place for each number there is."""
    shares = [0.0] * count
    for number, share in pairs:
        shares[number] = share
    return shares


def _spread(number, share, count, size):
    """Return the same of the kernels' columns."""
    shares = np.zeros((len(count), size))
    for row, many in enumerate(count):
        for k in range(many):
            shares[row, number[row, k]] += share[row, k]
    return shares


def _wanted(model):
    return [need for month in model.world.needs for need in month]


def _held(model, which, nobody):
    """Return what each label's acting candidates have at each area, as bits."""
    return [
        [_bits(r for r in held[k][which] if r < 6) if held[k][2] else nobody for k in (0, 1)] for held in model.held
    ]


def _next(model):
    """Return the row of the next open need of the street, for open needs."""
    rows = [NONE] * len(model.needs)
    for street in model.streets:
        for need, following in zip(street.open, street.open[1:], strict=False):
            rows[need.row] = following.row
    return rows


def _open(model):
    opened = {need.row for street in model.streets for need in street.open}
    return [need.row in opened for need in model.needs]


THEIRS: dict[str, Callable[[TwinModel], Any]] = {
    "organisation.share": lambda m: [o.share if o.part else 0.0 for o in m.organisations],
    "area.home": lambda m: m.world.residential_rows(),
    "area.served": lambda m: m.served_in,
    "area.used": lambda m: m.used_in,
    "area.touched": lambda m: [a.index in {team.need.area for team in m.teams} for a in m.world.areas],
    "area.held": lambda m: _held(m, 0, NONE),
    "area.skilled": lambda m: _held(m, 1, 0),
    "street.first_area": lambda m: [sum(a.street < s.index for a in m.world.areas) for s in m.streets],
    "street.areas": lambda m: [sum(a.street == s.index for a in m.world.areas) for s in m.streets],
    "street.convener": lambda m: [[_row(convener) for convener in s.conveners] for s in m.streets],
    "street.head": lambda m: [_row(s.open[0]) if s.open else NONE for s in m.streets],
    "street.tail": lambda m: [_row(s.open[-1]) if s.open else NONE for s in m.streets],
    "need.side": lambda m: [2 if n.two_sided else n.side for n in _wanted(m)],
    "need.required": lambda m: [len(n.required) for n in _wanted(m)],
    "need.asked": lambda m: [len(n.asked) for n in _wanted(m)],
    "need.weight": lambda m: [_places(n.required, 7) for n in _wanted(m)],
    "need.emphasis": lambda m: [_places(n.asked, 6) for n in _wanted(m)],
    "ledger.next": _next,
    "ledger.open": _open,
    "camp.exists": lambda m: [[plan in m.plans for plan in range(3)]],
}
OURS: dict[str, Callable[[State], np.ndarray]] = {
    "need.weight": lambda s: _spread(s.need["resource"], s.need["weight"], s.need["required"], 7),
    "need.emphasis": lambda s: _spread(s.need["function"], s.need["emphasis"], s.need["asked"], 6),
    "ledger.next": lambda s: np.where(s.ledger["open"], s.ledger["next"], NONE),
}
THINGS: dict[str, Callable[[TwinModel], list[Any]]] = {
    "organisation": lambda m: m.organisations,
    "lever": lambda m: m.organisations,
    "area": lambda m: m.world.areas,
    "street": lambda m: m.streets,
    "need": _wanted,
    "ledger": lambda m: m.needs,
    "levers": lambda m: [m.levers],
    "platform": lambda m: [m.platform],
}


def _column(name: str) -> Column:
    table, _, field = name.partition(".")
    by_plan = name in BY_PLAN

    def ours(state: State, model: TwinModel) -> np.ndarray:
        values = OURS[name](state) if name in OURS else getattr(state, table)[field]
        if table == "ledger":
            values = values[: len(model.needs)]
        return values[:, state.camp["exists"][0].astype(bool)] if by_plan else values

    read = attrgetter(WORDS.get(name, field))

    def theirs(state: State, model: TwinModel) -> Any:
        rows = THEIRS[name](model) if name in THEIRS else [read(thing) for thing in THINGS[table](model)]
        return [[row[plan] for plan in model.plans] for row in rows] if by_plan else rows

    return Column(name, ours, theirs)


def _names(table: str, fields: tuple[columns.Column, ...]) -> list[str]:
    return [f"{table}.{field.name}" for field in fields]


def _levers(table: str, extent: str) -> list[str]:
    return [f"{table}.{name}" for name, lever in LEVERS.items() if lever.extent == extent]


ALL = [
    *_names("organisation", columns.ORGANISATION_FIXED),
    *_names("area", columns.AREA),
    *_names("need", columns.NEED),
    *_levers("lever", "organisation"),
    *_levers("levers", "world"),
    "camp.exists",
    *_names("street", columns.STREET),
    *_names("platform", columns.PLATFORM),
    *_names("ledger", columns.LEDGER),
    *_names("organisation", columns.ORGANISATION_RUN),
    *_names("area", columns.AREA_RUN),
]
COLUMNS = {name: _column(name) for name in ALL if name not in NOT_COMPARED}

# What no phase changes is compared once, before the first month; what is moved down may change at a later stretch.
_SETTLED = {*_names("organisation", columns.ORGANISATION_FIXED), *_names("area", columns.AREA), "camp.exists"}
_SETTLED |= {name for name in COLUMNS if name.partition(".")[0] in ("need", "lever", "levers")}
_SETTLED -= {"organisation.hours", "organisation.capacity"}
MONTHLY = [name for name in COLUMNS if name not in _SETTLED]
