"""Planning (策划决议, row E2): what gets onto the agenda, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanism import Mechanism
from .parameter import share

if TYPE_CHECKING:
    from .levers import Levers, Roll


class Planning(Mechanism):
    """The majority decides, minority views are taken in where possible. Without it: first come, first served."""

    article = "策划决议机制"
    row = "E2"

    conference: float = share(0.5, "joint conference: who votes, and how quickly", article="联席会议")
    hearings: float = share(0.4, "hearings: legitimacy, and a share for minority views", article="听证会")
    research: float = share(0.4, "research before deciding", article="专题调研")
    experts: float = share(0.3, "expert advice, which takes time on the agenda", article="专家咨询")

    def pull(self, levers: Levers, who: Roll) -> None:
        i = self.dosed()
        levers.voters.add(round(7 * i.conference))
        levers.item_hours.scale(1.0 - 0.25 * i.conference)
        levers.legitimacy.add_chance(i.hearings)
        levers.minority.add(0.2 * i.hearings)
        levers.noise.scale(1.0 - 0.4 * i.research)
        levers.noise.scale(1.0 - 0.4 * i.experts)
        levers.item_hours.scale(1.0 + 0.1 * i.experts)
        levers.overhead.add(i.hours)
