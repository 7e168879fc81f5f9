"""What a mechanism is: named instruments and what they do to levers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

from .parameter import Section, parameter, share

if TYPE_CHECKING:
    from .levers import Levers, Roll

BLOCK_TYPES = ("street", "community_committee", "residential_area")
LINE_TYPES = ("agency", "public_institution", "state_enterprise", "university", "two_new")
TYPES = BLOCK_TYPES + LINE_TYPES
STREET, COMMUNITY, RESIDENTIAL, AGENCY, _INSTITUTION, _ENTERPRISE, _UNIVERSITY, TWO_NEW = range(8)
DISTRICT, CITY = 2, 3  # levels


class Arrangement(Section):
    """Something that turns its instruments into levers."""

    article: ClassVar[str] = ""
    row: ClassVar[str] = ""

    def pull(self, levers: Levers, who: Roll) -> None:
        """Change levers according to the instruments."""
        raise NotImplementedError


class Mechanism(Arrangement):
    """One of the five mechanisms: it has a dose, takes hours, and can be left out of a run.

    A subclass declares its instruments with `parameter` and `share`, and says in ``pull(levers, who)`` what they do to
    levers.
    """

    strength: float = share(1.0, "dose: multiplies every instrument of the mechanism", plausible=(0.0, 1.0))
    hours: float = parameter(
        0.2,
        "hours a month it takes from everybody who acts",
        low=0.0,
        high=20.0,
        unit="hours/month",
        plausible=(0.05, 1.0, "log"),
    )

    def dosed(self) -> Any:
        """Return the instruments (and hours), each times the dose."""
        values = {name: getattr(self, name) for name in type(self).model_fields if name != "strength"}
        return SimpleNamespace(**{name: value * self.strength for name, value in values.items()})
