"""Incentive (表彰激励, row E5): honour rather than money, and others see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanism import Mechanism
from .parameter import share

if TYPE_CHECKING:
    from .levers import Levers, Roll


class Incentive(Mechanism):
    """Awards, rewards and publicity. Without it nobody is honoured and recognition weighs nothing."""

    article = "表彰激励机制"
    row = "E5"

    civility: float = share(0.5, "civility awards", article="精神文明评比")
    party_awards: float = share(0.4, "Party awards", article="党内先进评比")
    reports: float = share(0.3, "reports by the honoured", article="先进报告会")
    rewards: float = share(0.3, "rewards for activists", article="积极分子奖励")
    publicity: float = share(0.4, "publicity for good examples", article="先进事迹舆论宣传")

    def pull(self, levers: Levers, who: Roll) -> None:
        i = self.dosed()
        levers.honour.add_chance(0.3 * i.civility)
        levers.honour.add_chance(0.3 * i.party_awards)
        levers.recognition.add(0.3 * i.party_awards)
        levers.publicity.add_chance(0.3 * i.reports)
        levers.recognition.add(0.2 * i.reports)
        levers.recognition.add(0.4 * i.rewards)
        levers.publicity.add_chance(0.6 * i.publicity)
        levers.overhead.add(i.hours)
