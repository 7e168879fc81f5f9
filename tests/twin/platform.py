"""The platform above the street serves what plans of streets could not (docs/model.md, 2.3 and 7.6)."""

from __future__ import annotations

import math

from sim.model.chance import ABOVE, PAIR, draw

from .asked import idea_error
from .record import note, note_pairs
from .team import TINY, Pair, Team


class Platform:
    """The post above the street: its hours, and whom its plans have won."""

    def __init__(self):
        self.hours = [0.0] * 3
        self.taken = [0.0] * 3  # hours that its teams took
        self.won = [{}, {}, {}]
        self.conveners = [None] * 3  # it calls and visits itself

    @property
    def calls(self):
        """The hours that its teams can take."""
        return self.hours

    def settle(self, model):
        """The hours of each plan that exists."""
        how, agenda = model.settings.convening, model.channels.agenda
        post = how.platform_hours * model.levers.platform
        shares = [(1.0 - agenda) * how.platform_block, (1.0 - agenda) * (1.0 - how.platform_block), agenda]
        self.hours = [post * share if p in model.plans else 0.0 for p, share in enumerate(shares)]

    def works(self, p):
        return self.hours[p] > 0.0

    def works_for(self, label):
        """Whether a plan that covers the label works."""
        return self.works(label) or self.works(2)


class CalledPair(Pair):
    """One whom its rank alone keeps away, called by a platform."""

    __slots__ = ()

    @property
    def free(self):
        return self.org.called_free

    def exhausted(self):
        return self.org.called_left <= TINY and not (self.resident and self.org.checkin_left > TINY)

    def own_days(self, promised=0.0):
        return max(0.0, min(self.org.called_left, self.org.called * self.share))

    def spend(self, days):
        own = min(days, self.own_days())
        self.org.called_left = max(0.0, self.org.called_left - own)
        self.org.checkin_left = max(0.0, self.org.checkin_left - (days - own))
        return days - own


def serve_above(model, asks):
    """Let the working plans of the platform take their turn; ``asks`` names the label that asks."""
    platform, convening = model.platform, model.settings.convening
    before, platform.taken = platform.taken, [0.0] * 3
    for p in range(3):
        if not platform.works(p):
            continue
        left = max(0.0, platform.hours[p] - before[p])
        luck = draw(model.key, ABOVE, model.month, p, 0, 0)[0]
        slots = math.floor(left / (convening.item_hours * model.levers.item_hours) + luck)
        for need in waiting(model, p)[:slots]:
            serve(model, p, need, asks(model, p, need))


def waiting(model, p):
    """What plans of streets have had on their lists and do not serve; what is worth most first."""
    served = {team.need.row for team in model.teams if team.plan == p}
    needs = [
        need
        for street in model.streets
        for need in street.open
        if need.listed[p] >= 0
        and model.month - need.listed[p] >= model.settings.convening.platform_after
        and need.unfinished(p)
        and need.closes > 30.0 * model.month
        and need.row not in served
    ]
    return sorted(needs, key=lambda need: (-need.value * (1.0 - need.known[p] / need.amount), need.row))


def serve(model, p, need, label):
    """Ask the best of all streets, and form a team of those who accept."""
    refusal, asked = model.settings.trust.refusal, model.settings.convening.platform_asks
    pairs = [pair for pair in registered(model, p, need, label) if not pair.exhausted()]
    team = Team(model, model.streets[need.street], p, need, model.platform)
    team.turn = "platform"
    accepted = []
    for pair in sorted(pairs, key=Pair.rank)[:asked]:
        if pair.share <= 0.0:
            note(model, need, pair.org, "candidate", plan=p, turn="platform", detail="unheard")
        elif pair.refuses < refusal * (1.0 - pair.trust):
            note(model, need, pair.org, "candidate", plan=p, turn="platform", detail="refused")
        else:
            accepted.append(pair)
    team.fill(accepted)
    if team.form():
        need.reason = 0
        model.counts.above += sum(work.days for work in team.works)
        model.teams.append(team)
    note_pairs(model, p, "platform", accepted)


def registered(model, p, need, label):
    """Pair the need with everybody whom the plan can call."""
    t = model.month
    start = max(30.0 * t, need.seen[p]) if need.listed[p] == t else 30.0 * t
    days_left = min(max(min(30.0 * (t + 1), need.closes) - start, 0.0), 30.0)
    for org in model.acting:
        if not org.registered or (p < 2 and org.label != p and model.channels.partners <= 0.0):
            continue
        tie = model.tie(org, model.world.areas[need.area])
        u = draw(model.key, PAIR, t, need.street, need.id, org.id)
        pair = (CalledPair if org.kept_away else Pair)(model, need, tie, days_left, 0.0, org.reputation[label], u)
        if model.by_order:
            pair.score += idea_error(model, need, org)
        pair.seen = pair.score  # who is registered is known
        yield pair
