"""What a Mesa user finds in `District.agents`: organisations, each a view of its own row of the state.

An attribute is a column (`columns`): reading takes it from the row, writing puts it there, and the next month sees it.
An agent holds nothing else, so it never disagrees with what the compiled month works on. What a subclass decides for
itself is in `kinds`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from sim.mechanisms import TYPES
from sim.scenario.faults import nearest

from .columns import LIMITS, ORGANISATION_FIXED, ORGANISATION_RUN, Column
from .quiet_mesa import mesa
from .world import LEVELS, World

if TYPE_CHECKING:
    from .district import District
    from .kinds import Need

NUMBERS = 2**24  # an id is type + 1 times this, plus its number in the type
WORDS = {"type": TYPES, "kind": ("block", "line"), "level": tuple(LEVELS)}

_PLACE = "where it stands is laid out before the first month; state it in the scenario"
READ_ONLY = {
    "id": "it is its identity, part of every key of its luck",
    "type": "it is its identity",
    "kind": "it follows from its type",
    "label": "who is with whom follows from the camp",
    "able": "it follows from its hours",
    "lot": "it is luck",
    "needs": "its needs were made before the first month; state them in the scenario",
    **dict.fromkeys(("street", "area", "residence", "pair_place", "paired"), _PLACE),
}
CALLED = {"offer": "offered"}  # columns whose own name is that of a decision


class Attribute:
    """A column as an attribute of an agent: the field of its row, in both directions.

    Parameters
    ----------
    column : Column
        Numbers come as Python's own, several of them as a view of the row; type, kind and level as words.
    """

    def __init__(self, column: Column) -> None:
        self.name, self.shape = column.name, column.shape
        self.words = WORDS.get(column.name)
        self.switch = column.type == "?"
        self.low, self.high = LIMITS.get(column.name, (-math.inf, math.inf))
        self.refusal = READ_ONLY.get(column.name)
        unit = f" ({column.unit})" if column.unit else ""
        self.__doc__ = f"{column.meaning}{unit}; {'read only' if self.refusal else 'may be written'}."

    def __get__(self, agent: Organisation | None, owner: type[Organisation] | None = None) -> Any:
        if agent is None:
            return self
        value = agent.model.state.organisation[self.name][agent.row]
        if self.shape:
            if self.refusal:
                value.flags.writeable = False
            return value
        return self.words[value] if self.words else value.item()

    def __set__(self, agent: Organisation, value: Any) -> None:
        if self.refusal:
            raise AttributeError(f"{self.name} of {agent.name} cannot be written: {self.refusal}")
        agent.model.state.organisation[self.name][agent.row] = self.checked(value)

    def checked(self, value: Any) -> Any:
        """Return what goes into the row for ``value``.

        Raises
        ------
        TypeError, ValueError
            Where it is not what the column holds, saying what it may be.
        """
        if self.words:
            if value not in self.words:
                raise ValueError(f"{self.name} = {value!r}: one of {', '.join(self.words)}")
            return self.words.index(value)
        if self.switch:
            if not isinstance(value, (bool, np.bool_)):
                raise TypeError(f"{self.name} = {value!r}: True or False")
            return value
        if type(value) is float and self.low <= value <= self.high and math.isfinite(value):
            return value  # quick, for loops over agents
        if isinstance(value, (str, bytes)):
            raise TypeError(f"{self.name} = {value!r}: {self.allowed}")
        number = np.asarray(value, np.float64)
        if number.shape not in ((), self.shape) or not self.holds(number):
            raise ValueError(f"{self.name} = {value!r}: {self.allowed}")
        return number

    def holds(self, number: np.ndarray) -> bool:
        """Return whether all these numbers are what the column may hold."""
        return bool((np.isfinite(number) & (number >= self.low) & (number <= self.high)).all())

    @property
    def allowed(self) -> str:
        """Return what the column may hold, in words."""
        what = f"{self.shape[0]} finite numbers, each" if self.shape else "a finite number"
        if self.high < math.inf:
            return f"{what} from {self.low:g} to {self.high:g}"
        return what if self.low == -math.inf else f"{what} of at least {self.low:g}"


class Acts(Attribute):
    """Whether an organisation acts: what is not able, or not let by the camp, cannot be made to."""

    def __set__(self, agent: Organisation, value: Any) -> None:
        agent.model.let_act(agent, self.checked(value))


_NO_STEP = (
    "an organisation does nothing by itself: call step() of the District, which is a month of them all; for what one "
    "decides for itself override decide(), offer() or claim() and give the class as kinds= (docs/mesa.md)"
)


class _NoTable:
    """Stands where Mesa 3.3 counts its agents in a table on the class, which keeps every model alive."""

    def __getitem__(self, model: District) -> Iterator[int]:
        return count(1)


class Organisation(mesa.Agent):  # type: ignore[misc, unused-ignore]
    """An organisation of a district: its attributes are the columns of its row.

    Parameters
    ----------
    model : District
        The district that it is in.
    row : int
        Which row of ``model.state.organisation`` it is.

    Attributes
    ----------
    unique_id : int
        The organisation's id in the world: the same in every District of a scenario.
    """

    _ids: ClassVar[Any] = _NoTable()
    _frozen: bool = False  # from then on a name that nobody declared is taken for a slip
    _removed: bool = False

    def __init__(self, model: District, row: int) -> None:
        super().__init__(model)
        self.row = row
        self.unique_id = int(model.state.organisation["id"][row])

    @property
    def name(self) -> str:
        """Return its name in the roster, or type and number."""
        return name_of(self.model.world, self.row)

    def decide(self) -> bool:
        """Return whether it takes part this month. A subclass may decide otherwise than the rule does."""
        return bool(self.model.by_rule(self)["part"])

    def offer(self) -> float:
        """Return the share of its hours that it offers if it takes part, from 0 to 1. A subclass may offer another."""
        return float(self.model.by_rule(self)["share"])

    def claim(self, needs: Sequence[Need]) -> Iterable[Need]:
        """Return which of the needs it is willing to serve: by the rule all.

        Parameters
        ----------
        needs : sequence of Need
            Those that it has heard of, or that a platform may call it to, and may serve.
        """
        return needs

    def step(self) -> None:
        """Refuse: a month is that of the whole district. A subclass may have a step of its own.

        Raises
        ------
        RuntimeError
        """
        raise RuntimeError(_NO_STEP)

    def advance(self) -> None:
        """Refuse, as `step` does."""
        raise RuntimeError(_NO_STEP)

    def remove(self) -> None:
        """Take the organisation out: from the next month on it does not act, and it never comes back.

        Needs inside it go on arising, but nobody voices them. Its row stays; so does what it has done.
        """
        self.acts = False
        self._removed = True
        super().remove()

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(_unknown(self, name))

    def __setattr__(self, name: str, value: Any) -> None:
        if self._frozen:
            if name in ("unique_id", "row", "model"):
                raise AttributeError(f"{name} of {self.name} cannot be written: {READ_ONLY['id']}")
            known = name in self.__dict__ or name.startswith("_") or hasattr(type(self), name)
            if not known:
                raise AttributeError(_unknown(self, name))
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>" if "row" in self.__dict__ else object.__repr__(self)


def name_of(world: World, row: int) -> str:
    """Return what an organisation is called: its name in the roster, or its type and number."""
    if world.organisation_names is not None:
        return world.organisation_names[row]
    organisation = world.organisation[row]
    return f"{TYPES[organisation['type']]} {int(organisation['id']) % NUMBERS}"


def _unknown(agent: Organisation, name: str) -> str:
    sentence = f"{type(agent).__name__} has no attribute {name!r}"
    if name.startswith("_"):
        return sentence
    guess = nearest(name, [*ATTRIBUTES, "name", "unique_id"])
    return f"{sentence}; did you mean {guess!r}?" if guess else f"{sentence}; its columns are {', '.join(ATTRIBUTES)}"


ATTRIBUTES: dict[str, Attribute] = {
    CALLED.get(column.name, column.name): (Acts if column.name == "acts" else Attribute)(column)
    for column in (*ORGANISATION_FIXED, *ORGANISATION_RUN)
}
for _name, _attribute in ATTRIBUTES.items():
    setattr(Organisation, _name, _attribute)


class BlockOrganisation(Organisation):
    """An organisation of the blocks (块): it belongs to a street or a residential area."""


class LineOrganisation(Organisation):
    """An organisation of the lines (条): a unit that answers to its own system above."""


class StreetCommittee(BlockOrganisation):
    """The Party working committee of a street (街道)."""


class CommunityCommittee(BlockOrganisation):
    """The committee that brings the units of a street's community together (社区)."""


class ResidentialArea(BlockOrganisation):
    """The Party organisation of a residential area (居民区)."""


class Agency(LineOrganisation):
    """A Party or government agency (机关)."""


class PublicInstitution(LineOrganisation):
    """A public institution: a school, a hospital (事业单位)."""


class StateEnterprise(LineOrganisation):
    """A state-owned enterprise (国有企业)."""


class University(LineOrganisation):
    """A university (高校)."""


class TwoNew(LineOrganisation):
    """A new economic or new social organisation ("two-new", 两新组织)."""


CLASSES: dict[str, type[Organisation]] = dict(
    zip(
        TYPES,
        (
            StreetCommittee,
            CommunityCommittee,
            ResidentialArea,
            Agency,
            PublicInstitution,
            StateEnterprise,
            University,
            TwoNew,
        ),
        strict=True,
    )
)
