"""Levers: the named values through which mechanisms reach the phases, and how changes to one combine.

A mechanism changes levers and never sees what has happened; a phase reads them and never sees a mechanism.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

Extent = Literal["world", "organisation"]
Combine = Literal["chance", "scale", "sum"]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Roll(Protocol):
    """Who exists: all that a mechanism may know. One entry an organisation."""

    @property
    def type(self) -> NDArray[np.int8]: ...
    @property
    def level(self) -> NDArray[np.int8]: ...
    @property
    def members(self) -> Floats: ...
    @property
    def lot(self) -> Floats:  # uniform luck when pairing contracts are offered
        ...

    @property
    def lines(self) -> Mask: ...
    @property
    def blocks(self) -> Mask: ...


@dataclass(frozen=True)
class Declared:
    """One row of the lever table."""

    extent: Extent
    combine: Combine
    meaning: str
    ceiling: float = np.inf


def lever(extent: Extent, combine: Combine, meaning: str, ceiling: float = np.inf) -> Any:
    """Declare a lever of one's own, named as the variable is; it starts at 1 if it is a scale, else at 0.

    Parameters
    ----------
    extent : {"world", "organisation"}
        Whether there is one value, or one for each organisation.
    combine : {"chance", "scale", "sum"}
        How the changes of several mechanisms combine: 1 − (1 − a)(1 − b), a·b, or a + b.
    meaning : str
        For whoever reads about it.
    ceiling : float
        Above which a sum does not go.

    Raises
    ------
    TypeError
        Where extent or combination is none of these.
    """
    if extent not in get_args(Extent) or combine not in get_args(Combine):
        raise TypeError(f"a lever's extent is one of {get_args(Extent)}, it combines as one of {get_args(Combine)}")
    return Declared(extent, combine, meaning, ceiling)


LEVERS: dict[str, Declared] = {
    "watch": Declared("organisation", "chance", "sees a need at a place it watches, a month"),
    "member_watch": Declared("organisation", "chance", "its checked-in members see a need where they live"),
    "centre_watch": Declared("organisation", "chance", "its centre sees a mass or public-benefit need in its area"),
    "ask": Declared("organisation", "chance", "a unit voices its own need, a month"),
    "cover": Declared("organisation", "chance", "can be mobilised at all"),
    "commitment": Declared("organisation", "sum", "consciousness and covenants added when deciding"),
    "stake": Declared("organisation", "sum", "share of its assessment that hangs on the joint result", 1.0),
    "detect": Declared("organisation", "chance", "formal effort is found out, a month"),
    "hearing": Declared("organisation", "chance", "hears of a listed need outside its own places"),
    "checkin": Declared("organisation", "sum", "hours of checked-in members, for each member, a month"),
    "consent": Declared("organisation", "chance", "lends material"),
    "known": Declared("organisation", "chance", "what it has is known to whoever looks for partners"),
    "registered": Declared("organisation", "chance", "is registered with the platform above the street"),
    "capacity": Declared("organisation", "scale", "times the resources it renews"),
    "signs": Declared("organisation", "sum", "has signed a pairing contract", 1.0),
    "see_delay": Declared("world", "scale", "times the days until a need is seen"),
    "rating_weight": Declared("world", "sum", "how far the stake follows the residents' rating", 1.0),
    "recognition": Declared("world", "sum", "weight of recognition when deciding"),
    "honour": Declared("world", "chance", "chance scale of being honoured"),
    "publicity": Declared("world", "chance", "others see an honour"),
    "appraisal_error": Declared("world", "scale", "times the error with which contributions are seen"),
    "delay": Declared("world", "scale", "times the days until one hears"),
    "urgent_delay": Declared("world", "scale", "the same for social needs, times delay"),
    "coordination": Declared("world", "scale", "times the hours of coordination"),
    "barrier": Declared("world", "scale", "times the cost of a higher level"),
    "distance": Declared("world", "scale", "times distances"),
    "attention": Declared("world", "scale", "times the street's convening hours"),
    "item_hours": Declared("world", "scale", "times the hours an agenda item takes"),
    "voters": Declared("world", "sum", "pairs of extra voters in a comparison"),
    "noise": Declared("world", "scale", "times the noise of estimates of worth"),
    "minority": Declared("world", "sum", "share of slots kept for what has waited longest", 1.0),
    "legitimacy": Declared("world", "chance", "pull of legitimacy towards 1"),
    "wish": Declared("world", "chance", "a small need is claimed without passing the agenda"),
    "platform": Declared("world", "sum", "times the hours of the platform above the street", 1.0),
    "overhead": Declared("world", "sum", "hours a month the mechanisms take from everybody who acts"),
}

ORGANISATION_LEVERS = np.dtype([(n, "f8") for n, d in LEVERS.items() if d.extent == "organisation"])
WORLD_LEVERS = np.dtype([(n, "f8") for n, d in LEVERS.items() if d.extent == "world"])


class Lever:
    """One lever being set: a value, or one for each organisation."""

    def __init__(self, declared: Declared, value: Floats) -> None:
        self.declared = declared
        self.value = value

    def _needs(self, combine: Combine) -> None:
        if self.declared.combine != combine:
            raise TypeError(f"this lever combines as a {self.declared.combine}, not as a {combine}")

    def add_chance(self, chance: float | Floats, where: Mask | None = None) -> None:
        """Another independent chance: 1 − (1 − value)(1 − chance)."""
        self._needs("chance")
        self._set(1.0 - (1.0 - self.value) * (1.0 - np.clip(chance, 0.0, 1.0)), where)

    def scale(self, factor: float | Floats, where: Mask | None = None) -> None:
        """Multiply by a factor."""
        self._needs("scale")
        self._set(self.value * factor, where)

    def add(self, amount: float | Floats, where: Mask | None = None) -> None:
        """Add an amount, up to the lever's ceiling."""
        self._needs("sum")
        self._set(np.minimum(self.value + amount, self.declared.ceiling), where)

    def _set(self, value: Floats, where: Mask | None) -> None:
        self.value[...] = value if where is None else np.where(where, value, self.value)


class Levers:
    """All levers, each an attribute of its own name; those without a base start at 1 (scales) or 0.

    ``own`` declares more than there are in `LEVERS`.
    """

    def __init__(
        self, organisations: int, base: Mapping[str, float | Floats], own: Mapping[str, Declared] | None = None
    ) -> None:
        self._organisations, self._own = organisations, dict(own or {})
        for name, declared in {**LEVERS, **self._own}.items():
            start = base.get(name, 1.0 if declared.combine == "scale" else 0.0)
            shape = (organisations,) if declared.extent == "organisation" else ()
            setattr(self, name, Lever(declared, np.broadcast_to(np.float64(1.0) * start, shape).copy()))

    def __getattr__(self, name: str) -> Lever:  # for type checkers; every lever is set in __init__
        raise AttributeError(f"no lever is called {name}; there are: {', '.join([*LEVERS, *self.__dict__['_own']])}")

    def columns(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the levers as two structured arrays: one row an organisation, and one row for the world."""
        organisation = np.zeros(self._organisations, ORGANISATION_LEVERS)
        world = np.zeros(1, WORLD_LEVERS)
        for name, declared in LEVERS.items():
            (organisation if declared.extent == "organisation" else world)[name] = getattr(self, name).value
        return organisation, world

    def own(self) -> dict[str, Floats]:
        """Return the levers that are not in `LEVERS`, by name."""
        return {name: getattr(self, name).value for name in self._own}
