"""Offices serve at last what nobody serves (docs/model.md, 7.6)."""

from __future__ import annotations

from sim.model.chance import PAIR, draw

from .asked import idea_error
from .places import AREA_OFFICES
from .record import note_pairs
from .team import TINY, Pair, Team


class LastPair(Pair):
    """An office that gives days beyond its offer."""

    __slots__ = ()

    def exhausted(self):
        return self.org.beyond_left <= TINY

    def own_days(self, promised=0.0):
        return max(0.0, min(self.org.beyond_left, self.org.beyond * self.share))

    def checkin_days(self):
        return 0.0

    def spend(self, days):
        self.org.beyond_left = max(0.0, self.org.beyond_left - days)
        return days  # all of it real


def last_resort(model, street, p, needs, days_left, asks):
    """Offer the needs without a team of the plan to the offices of the street."""
    served = {team.need.id for team in model.teams if team.plan == p and team.street is street}
    waiting = [need for need in needs if need.id not in served]
    there = {org.row for org in model.acting if org.beyond_left > TINY}
    for need in sorted(waiting, key=lambda need: (need.listed[p], -need.value, need.row)):
        pairs = sorted(offices(model, street, p, need, days_left, asks, there), key=Pair.rank)
        team = Team(model, street, p, need)
        team.fill(pairs)
        team.turn = "last_resort"
        if team.form(last=True):
            need.reason = 0
            model.counts.last_resort += sum(work.days for work in team.works)
            model.teams.append(team)
        note_pairs(model, p, "last_resort", pairs)


def offices(model, street, p, need, days_left, asks, there):
    for tie in model.ties[need.area]:
        org = tie.org
        if org.type not in AREA_OFFICES or org.street != street.index or not org.covered:
            continue
        if p < 2 and tie.label != p and model.channels.partners <= 0.0:
            continue
        left, wait = days_left(model, p, need, tie)
        if org.row in there and left > 0.0:
            u = draw(model.key, PAIR, model.month, need.street, need.id, org.id)
            pair = LastPair(model, need, tie, left, wait, org.reputation[asks(model, p, need)], u)
            if model.by_order:
                pair.score += idea_error(model, need, org)
            pair.seen = pair.score  # one knows one's own offices
            yield pair
