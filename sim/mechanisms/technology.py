"""Technology (信息技术, rows G1–G5, F5): what is seen sooner, and by more eyes; the same in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanism import COMMUNITY, RESIDENTIAL, STREET, TWO_NEW, Arrangement
from .parameter import parameter, share

if TYPE_CHECKING:
    from .levers import Levers, Roll


class Technology(Arrangement):
    """Grids, e-visits, micro-wishes, on-line branches, joined databases, the Community Link, service circles."""

    article = "信息技术"
    row = "G1–G5"

    grid_workers: int = parameter(
        2, "grid workers", low=0, high=50, unit="per area", article="网格长、网格员", plausible=(0.0, 6.0)
    )
    grid_sight: float = share(
        0.15, "chance that a grid worker sees a need", unit="per month", plausible=(0.02, 0.4, "log")
    )
    e_visits: float = share(0.4, "e-visits gather needs on line", article="电子走访")
    wishes: float = share(0.6, "micro-wishes: small needs are claimed from a list", article="微心愿")
    online_branches: float = share(0.3, "on-line branches cover scattered members", article="网上党支部")
    databases: int = parameter(
        4, "databases joined on one platform", low=0, high=4, source="article", article="四库整合"
    )
    community_link: float = share(0.0, "Community Link: members show who they are", article="社区通")
    service_circle: float = share(0.0, "neighbourhood centres bring venues near", article="15分钟便民服务圈")
    centre_sight: float = share(
        0.4,
        "chance that a mass or public-benefit need is seen in a neighbourhood centre",
        unit="per month",
        plausible=(0.0, 0.6),
    )

    def pull(self, levers: Levers, who: Roll) -> None:
        offices = (who.type == STREET) | (who.type == COMMUNITY)
        levers.watch.add_chance(1.0 - (1.0 - self.grid_sight) ** self.grid_workers, who.type == RESIDENTIAL)
        levers.watch.add_chance(0.3 * self.e_visits, offices)
        levers.see_delay.scale(1.0 - 0.5 * self.e_visits)
        levers.wish.add_chance(self.wishes)
        levers.cover.add_chance(0.6 * self.online_branches, who.type == TWO_NEW)
        levers.hearing.add_chance(1.0 - 0.93**self.databases)
        levers.known.add_chance(1.0 - 0.85**self.databases)
        levers.registered.add_chance(1.0 - 0.8**self.databases)
        levers.ask.add_chance(0.4 * self.community_link)
        levers.member_watch.add_chance(1.0 - (1.0 - 0.005 * self.community_link) ** who.members, who.lines)
        levers.urgent_delay.scale(1.0 - 0.3 * self.community_link)
        levers.distance.scale(1.0 - 0.5 * self.service_circle)
        levers.centre_watch.add_chance(self.centre_sight * self.service_circle, who.type == RESIDENTIAL)
