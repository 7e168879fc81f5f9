"""Mobilisation (动员介入, row E1): who is called upon, by contract, by pledge and one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .mechanism import Mechanism
from .parameter import share

if TYPE_CHECKING:
    from .levers import Levers, Roll


class Mobilisation(Mechanism):
    """Starts joint work: political and social consciousness, covenants, collective and individual calls."""

    article = "动员介入机制"
    row = "E1"

    contracts: float = share(0.4, "share of line organisations that sign a pairing contract", article="结对签约")
    pledges: float = share(0.5, "public pledges", article="公开承诺")
    consciousness: float = share(0.5, "work on political and social consciousness", article="政治意识、社会意识动员")
    checkin: float = share(0.4, "members check in where they live", article="党员社区报到")

    def pull(self, levers: Levers, who: Roll) -> None:
        i = self.dosed()
        signatories = who.lines & (who.lot < i.contracts)
        levers.signs.add(1.0, signatories)
        levers.commitment.add(0.5, signatories)
        levers.commitment.add(0.3 * i.pledges)
        levers.commitment.add(0.5 * i.consciousness, who.blocks)
        levers.commitment.add(0.3 * i.consciousness, who.lines)
        levers.checkin.add(0.25 * i.checkin, who.lines)
        levers.member_watch.add_chance(1.0 - (1.0 - 0.01 * i.checkin) ** who.members, who.lines)
        levers.overhead.add(i.hours)
