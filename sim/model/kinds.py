"""Organisations of one's own kind: subclasses that decide, offer or claim for themselves, in the middle of a month.

The month is then stepped in Python. Only what a subclass overrides is handed over to it, one organisation at a time;
all others go through the same kernels with the same luck.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.mechanisms import TYPES
from sim.scenario.faults import nearest

from .agents import CLASSES, Organisation
from .columns import FUNCTIONS, NATURES, RESOURCES
from .phases.declining import claimable, code
from .phases.match import match
from .phases.mobilise import engage, mobilise, renew, weigh
from .phases.phase import run

if TYPE_CHECKING:
    from .district import District

Kinds = Mapping[str, type[Organisation]]
DECISIONS = ("decide", "offer", "claim")


@dataclass(frozen=True, eq=False)
class Need:
    """A need as an organisation sees it that may claim it.

    Attributes
    ----------
    id : int
    nature : str
        ``regional``, ``social``, ``mass`` or ``public_benefit``.
    street, area : int
        Where it is; as the attributes of an organisation.
    owner : int or None
        `unique_id` of the unit that has it; None for a residential area's need.
    amount : float
        Of work (person-days).
    worth, harm : float
        If all of it is served at full quality, and if none of it is served in time (points).
    arises, closes : float
        Days since the start of the run.
    resources, functions : mapping of str to float
        What it requires and asks for, with their weights.
    """

    id: int
    nature: str
    street: int
    area: int
    owner: int | None
    amount: float
    worth: float
    harm: float
    arises: float
    closes: float
    resources: Mapping[str, float]
    functions: Mapping[str, float]


def checked(kinds: Kinds | None) -> dict[str, type[Organisation]]:
    """Return the classes of the types: those given where they are subclasses of the type's own.

    Raises
    ------
    ValueError, TypeError
        Where there is no such type, or the class is not of the type.
    """
    for name, given in (kinds or {}).items():
        if name not in CLASSES:
            guess = nearest(str(name), TYPES)
            raise ValueError(
                f"no type {name!r}; " + (f"did you mean {guess!r}?" if guess else f"there are {', '.join(TYPES)}")
            )
        own = CLASSES[name]
        if not isinstance(given, type) or not issubclass(given, own):
            raise TypeError(f"kinds[{name!r}] = {given!r}: a subclass of sim.model.agents.{own.__name__}")
    return {**CLASSES, **(kinds or {})}


def decisions(kind: type[Organisation]) -> frozenset[str]:
    """Return what organisations of this class decide for themselves."""
    return frozenset(name for name in DECISIONS if getattr(kind, name) is not getattr(Organisation, name))


def asking(model: District) -> Callable[[Any, dict[str, Any]], Any]:
    """Return how to call the kernels of a month so that organisations are asked: for `month.step`."""
    deciding, offering, claiming = (
        [agent for agent in model.own_agents if name in decisions(type(agent))] for name in DECISIONS
    )

    def call(kernel: Any, given: dict[str, Any]) -> Any:
        if kernel is mobilise and (deciding or offering):
            _mobilise(given, deciding, offering)
            return None
        if kernel is match and claiming:
            given["declined"] = _declined(given, claiming, model)
        return run(kernel, given)

    return call


def by_rule(given: dict[str, Any], agent: Organisation) -> np.void:
    """Return the organisation's row as the rule would have it: ``part``, and ``share`` and ``formal`` if it does."""
    row = given["organisation"][agent.row : agent.row + 1].copy()
    _weigh(given, agent.row, row)
    weighed: np.void = row[0]
    return weighed


def _weigh(given: dict[str, Any], place: int, row: np.ndarray) -> None:
    own = {"organisation": row, "lever": given["lever"][place : place + 1], "us": np.empty((4, 1))}
    run(weigh, {**given, **own})


def _mobilise(given: dict[str, Any], deciding: list[Organisation], offering: list[Organisation]) -> None:
    """Let the rule decide for everybody, then those who decide for themselves, and go on with what they said."""
    organisation = given["organisation"]
    run(renew, given)
    run(weigh, given)
    for agent in deciding:
        if organisation["acts"][agent.row] and organisation["covered"][agent.row]:
            part = _ask(agent, "decide", given["t"])
            if not isinstance(part, (bool, np.bool_)):
                raise TypeError(f"decide() of {agent.name} gave {part!r}: True or False")
            _weigh(given, agent.row, organisation[agent.row : agent.row + 1])  # it may have changed what it rests on
            organisation["part"][agent.row], organisation["kept_away"][agent.row] = part, False
    for agent in offering:
        if organisation["acts"][agent.row] and organisation["part"][agent.row]:
            share = _ask(agent, "offer", given["t"])
            if isinstance(share, (bool, np.bool_)) or not isinstance(share, (int, float, np.integer, np.floating)):
                raise TypeError(f"offer() of {agent.name} gave {share!r}: a number from 0 to 1")
            if not (math.isfinite(share) and 0.0 <= share <= 1.0):
                raise ValueError(f"offer() of {agent.name} gave {share!r}: a number from 0 to 1")
            organisation["share"][agent.row] = share
    run(engage, given)


def _declined(given: dict[str, Any], claiming: list[Organisation], model: District) -> np.ndarray:
    """Return what organisations do not claim of what they could, as sorted codes."""
    organisation = given["organisation"]
    claimers = np.zeros(len(organisation), bool)
    claimers[[agent.row for agent in claiming]] = True
    claimers &= organisation["part"] | organisation["kept_away"]  # who is ordered is not asked
    codes = np.unique(run(claimable, {**given, "claimers": claimers, "month": given["month"].copy()}))
    rows, whose = np.divmod(codes, len(organisation))
    declined: list[int] = []
    for agent in claiming:
        heard = rows[whose == agent.row]
        if not len(heard):
            continue
        needs = {_seen(given["need"][row], organisation): int(row) for row in heard}
        claimed = _ask(agent, "claim", given["t"], tuple(needs))
        if not isinstance(claimed, Iterable):
            raise TypeError(f"claim() of {agent.name} gave {claimed!r}: some of the needs it was given")
        left = dict(needs)
        for need in claimed:
            if not isinstance(need, Need) or need not in needs:
                raise ValueError(f"claim() of {agent.name} gave {need!r}, which is none of the needs it was given")
            left.pop(need, None)
        declined += [code(row, agent.row, organisation) for row in left.values()]
    return np.sort(np.array(declined, np.int64))


def _ask(agent: Organisation, decision: str, month: int, *given: Any) -> Any:
    try:
        return getattr(agent, decision)(*given)
    except Exception as error:
        error.add_note(f"in {decision}() of {agent.name}, month {month}")
        raise


def _seen(need: np.void, organisation: np.ndarray) -> Need:
    required = zip(need["resource"][: need["required"]], need["weight"], strict=False)
    asked = zip(need["function"][: need["asked"]], need["emphasis"], strict=False)
    return Need(
        id=int(need["id"]),
        nature=NATURES[need["nature"]],
        street=int(need["street"]),
        area=int(need["area"]),
        owner=int(organisation["id"][need["owner"]]) if need["owner"] >= 0 else None,
        resources=MappingProxyType({RESOURCES[r]: float(weight) for r, weight in required}),
        functions=MappingProxyType({FUNCTIONS[f]: float(weight) for f, weight in asked}),
        **{name: float(need[name]) for name in ("amount", "worth", "harm", "arises", "closes")},
    )
