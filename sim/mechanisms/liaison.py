"""Liaison (联络协调, row E3): who hears of what, how soon, and what working together costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanism import Mechanism
from .parameter import parameter, share

if TYPE_CHECKING:
    from .levers import Levers, Roll


class Liaison(Mechanism):
    """Regular, timely, interactive. Without it one hears of one's own places and standing ties only."""

    article = "联络协调机制"
    row = "E3"

    exchange: float = share(0.5, "exchange of information", article="舆情互通、网络沟通")
    urgent: float = share(0.4, "disaster bulletins: how soon an emergency is known", article="灾情专递")
    meetings: float = parameter(
        1.0, "consultation meetings", low=0.0, high=4.0, unit="per month", article="协商会、协调会、议事沙龙"
    )
    officers: float = share(0.4, "liaison bodies, officers and leaders", article="联络员、联建工作机构")
    resource_list: float = share(1.0, "list of resources: who has what", article="资源清单")

    def pull(self, levers: Levers, who: Roll) -> None:
        i = self.dosed()
        levers.hearing.add_chance(0.5 * i.exchange)
        levers.delay.scale(1.0 - 0.5 * i.exchange)
        levers.urgent_delay.scale(1.0 - 0.8 * i.urgent)
        levers.hearing.add_chance(1.0 - 0.8**i.meetings)
        levers.coordination.scale(0.9**i.meetings)
        levers.coordination.scale(1.0 - 0.4 * i.officers)
        levers.delay.scale(1.0 - 0.3 * i.officers)
        levers.hearing.add_chance(0.2 * i.officers, who.lines)
        levers.known.add_chance(0.4 * i.officers, who.lines)
        levers.known.add_chance(0.5 * i.resource_list)
        levers.overhead.add(i.hours)
