"""Institutions (体制, rows D1–D5): the regime the district works under; the same in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanism import CITY, DISTRICT, RESIDENTIAL, TWO_NEW, Arrangement
from .parameter import parameter, share

if TYPE_CHECKING:
    from .levers import Levers, Roll


class Institutions(Arrangement):
    """How much attention the street has, what moves down, which levels run platforms and who may join them."""

    article = "体制"
    row = "D1–D5"

    investment_promotion: float = share(
        0.0,
        "share of the street's attention that investment promotion takes",
        source="article",
        article="街道招商引资",
        plausible=(0.0, 0.6),
    )
    resources_down: float = share(
        0.2,
        "share of hours and resources of district and city units that is moved down to the residential areas",
        article="资源下沉、权力下放",
        plausible=(0.0, 0.6),
    )
    both_ends: float = share(0.5, "organisations of any level may join", article="两头延伸", plausible=(0.0, 1.0))
    district_platform: bool = parameter(True, "the district runs a platform", source="article", article="区级平台")
    city_platform: bool = parameter(False, "the city runs a platform", article="市级平台")
    grid_cover: float = share(0.5, "grid management covers the residential areas", article="社区管理网格化")
    two_new_cover: float = share(0.4, "two-new organisations brought under cover", article="全覆盖")

    def pull(self, levers: Levers, who: Roll) -> None:
        levers.attention.scale(1.0 - self.investment_promotion)
        levers.barrier.scale(1.0 - self.both_ends)
        levers.platform.add(float(self.district_platform))
        levers.registered.add_chance(float(self.district_platform), who.level == DISTRICT)
        levers.registered.add_chance(float(self.city_platform), who.level == CITY)
        levers.watch.add_chance(0.2 * self.grid_cover, who.type == RESIDENTIAL)
        levers.cover.add_chance(self.two_new_cover, who.type == TWO_NEW)
