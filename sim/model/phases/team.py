"""Teams: one rule for serving alone and for joining others (docs, 7.6)."""

from __future__ import annotations

import numpy as np

from .. import chance
from ..chance import draw
from ..columns import MATERIAL, MOST_ASKED, MOST_REQUIRED, PUBLIC
from ..compiled import leaf
from ..events import APART, JOINED, NO_GAIN, NO_HOURS, SPENT, STREET
from ..production import ces, quality
from .convener import are_gone, hours_of

HARDLY = 1e-12  # days that are as good as none

TEAM_STATE = np.dtype(
    [("size", "i4"), ("label", "i1"), ("mixed", "?"), ("rest", "f8"), ("raw", "f8", (16,)), ("kappa", "f8", (16,)),
     ("fit", "f8", (16,)), ("pair", "u4", (16,)), ("away", "i1", (16,)), ("short", "?"), ("hours", "f8"),
     ("have", "f8", (3,)), ("missing", "f8", (2,)), ("total_kappa", "f8"), ("days", "f8"), ("quality", "f8"),
     ("cost", "f8"), ("value", "f8")],
    align=True,
)  # fmt: skip
PAIR = np.dtype(
    [("number", "u4"), ("need", "i4"), ("organisation", "u4"), ("score", "f8"), ("tie", "f8"),
     ("left", "f8"), ("kappa", "f8"), ("fit", "f8"), ("way", "f8"), ("lends", "?"), ("forced", "?"), ("lives", "?"),
     ("home", "?"), ("fate", "i1"), ("lost", "f8")],
    align=True,
)  # fmt: skip


@leaf
def less(a, b):
    """Return a − b, where a rest that is only rounding counts as none."""
    return a - b if a - b > HARDLY else 0.0


@leaf
def offer_left(o, promised):
    """Return what is left of an offer when some of it is promised elsewhere."""
    return max(0.0, o.left - promised)


@leaf
def raw_days(o, pair, promised):
    """Return the days an organisation can give to a need this month: hours it still has, and days still left."""
    days = min(offer_left(o, promised), o.offer * pair.left / 30.0)
    if pair.lives:
        days += min(o.checkin_left, o.checkin * pair.left / 30.0)
    return days


@leaf
def exhausted(o, pair):
    """Return whether the organisation has no days left for the pair's need."""
    return o.left <= HARDLY and (not pair.lives or o.checkin_left <= HARDLY)


@leaf
def at_hand(o, pair, r):
    """Return the units of resource ``r`` that the organisation puts at the team's disposal."""
    units = o.free[min(r, MATERIAL)]
    return units if (r < MATERIAL) | ((r == MATERIAL) & pair.lends) else 0.0


@leaf
def start_team(team, n, remaining, public):
    """Empty a team for need ``n``."""
    team.size, team.mixed, team.rest, team.short, team.hours = 0, False, remaining, False, 0.0
    team.total_kappa = team.days = team.quality = team.cost = team.value = 0.0
    for k in range(MOST_REQUIRED):
        team.have[k] = public if n.resource[k] == PUBLIC else 0.0
    for k in range(MOST_ASKED):
        team.missing[k] = 1.0


@leaf
def brings_what_lacks(team, pair, o, n):
    """Return whether the organisation has a required resource or an asked function of which the team has none."""
    for k in range(n.required):
        if team.have[k] <= 0.0 and at_hand(o, pair, n.resource[k]) > 0.0:
            return True
    for k in range(n.asked):
        if team.missing[k] >= 1.0 and o.functions[n.function[k]] > 0.0:
            return True
    return False


@leaf
def may_join(team, o, n, camp, t, key):
    """Return whether the label rule lets the organisation join: within a label always, across by chance."""
    if team.size == 0 or o.label == team.label or camp.partners >= 1.0:
        return True
    if camp.partners <= 0.0:
        return False
    return draw(key, chance.PARTNERS, t, n.street, n.id, o.id)[0] < camp.partners


@leaf
def join(team, pair, o, n, p, promised, forced, supply):
    """Let an organisation join if that raises the projected value by enough, or anyway; return whether it did.

    The projection is that of the team with its newcomer: days, quality, cost of coordination, value. What a need does
    not ask for weighs nothing, so that all loops have one length and there is little to foretell.
    """
    size = team.size
    raw, total_kappa = raw_days(o, pair, promised), team.total_kappa + pair.kappa
    able = pair.fit * max(0.0, raw - pair.kappa * size)
    for x in range(size):
        able += team.fit[x] * max(0.0, team.raw[x] - team.kappa[x] * size)
    days, cost = min(team.rest, able), total_kappa * size
    if team.value > 0.0 and not forced and days - team.value <= p.matching_thrift * (cost - team.cost):
        return False  # not even at full quality
    for k in range(MOST_REQUIRED):
        wanted = n.weight[k] * days
        met = (team.have[k] + at_hand(o, pair, n.resource[k])) / wanted
        supply[k] = max(p.production_makeshift, min(1.0, met)) if wanted > 0.0 else 1.0
    functions = 0.0 if n.asked else 1.0
    for k in range(MOST_ASKED):
        functions += n.emphasis[k] * (1.0 - team.missing[k] * (1.0 - o.functions[n.function[k]]))
    resources = ces(supply, n.weight, MOST_REQUIRED, p.production_rho) if n.required else 1.0
    grade = quality(resources, functions, p.production_resource_share)
    value = days * grade
    if size > 0 and not forced and value - team.value <= p.matching_thrift * (cost - team.cost):
        if team.value > 0.0 or not brings_what_lacks(team, pair, o, n):
            return False
    if size == 0:
        team.label = o.label
    team.mixed |= o.label != team.label
    team.raw[size], team.kappa[size], team.fit[size], team.pair[size] = raw, pair.kappa, pair.fit, pair.number
    team.size, team.total_kappa = size + 1, total_kappa
    for k in range(MOST_REQUIRED):
        team.have[k] += at_hand(o, pair, n.resource[k])
    for k in range(MOST_ASKED):
        team.missing[k] *= 1.0 - o.functions[n.function[k]]
    team.days, team.cost, team.quality, team.value = days, cost, grade, value
    return True


@leaf
def is_sated(team, p):
    """Return whether nobody could join any more: even full days at full quality would not pay for coordination."""
    return team.value > 0.0 and team.rest - team.value <= p.matching_thrift * team.total_kappa


@leaf
def fill_team(team, order, low, high, lead, n, remaining, pairs, organisation, public, p, camp, t, key, calls, won,
              supply):  # fmt: skip
    """Form a team from sorted pairs (``lead``, where there is one, first), by the joining rule.

    Who takes more of the convener's hours than there are is passed over, and the team noted as ``short``. What becomes
    of each that is looked at is written into its pair.
    """
    start_team(team, n, remaining, public)
    if lead >= 0 and exhausted(organisation[pairs[lead].organisation], pairs[lead]):
        pairs[lead].fate = SPENT
    elif lead >= 0:
        hours = hours_of(calls, won, pairs[lead].organisation, 0)
        if are_gone(calls, 0.0, hours):
            team.short, pairs[lead].fate = True, NO_HOURS
        else:
            pairs[lead].fate = JOINED
            join(team, pairs[lead], organisation[pairs[lead].organisation], n, p, 0.0, False, supply)
            team.hours = hours
    tried = 0
    for x in range(low, high):
        index = order[x]
        pair = pairs[index]
        o = organisation[pair.organisation]
        if index == lead:
            continue
        if team.size >= p.matching_partners or (tried >= p.matching_tries and team.size > 0):
            break
        if is_sated(team, p) and is_formed(team, p):
            break
        if exhausted(o, pair):
            pair.fate = SPENT
            continue
        hours = hours_of(calls, won, pair.organisation, team.size)
        if are_gone(calls, team.hours, hours):
            team.short, pair.fate = True, NO_HOURS
            continue
        tried += team.size > 0
        if not may_join(team, o, n, camp, t, key):
            pair.fate = APART
        elif join(team, pair, o, n, p, 0.0, False, supply):
            team.hours += hours
            pair.fate = JOINED
        else:
            pair.fate = NO_GAIN


@leaf
def is_formed(team, p):
    """Return whether the team goes to work: it has days, and expects to do at least what caution asks."""
    least = p.matching_caution * p.production_floor
    return team.days > 1e-9 and team.quality > 0.0 and team.quality >= least


@leaf
def days_in_turn(team, x, remaining):
    """Return the days member ``x`` gives when those before it have left ``remaining`` days of service to do."""
    if team.fit[x] <= 0.0:
        return 0.0
    return min(max(0.0, team.raw[x] - team.kappa[x] * (team.size - 1)), remaining / team.fit[x])


@leaf
def paid_by(team, x):
    """Return the days of coordination that member ``x`` pays."""
    return min(team.raw[x], team.kappa[x] * (team.size - 1))


@leaf
def from_left(o, pair, days):
    """Take days of an organisation: from its offer, then from its checked-in members; return how many of each."""
    from_offer = min(days, min(o.left, o.offer * pair.left / 30.0))
    from_members = min(o.checkin_left, days - from_offer)
    o.left = max(0.0, o.left - from_offer)
    o.checkin_left = max(0.0, o.checkin_left - from_members)
    return from_offer, from_members


@leaf
def reserve(team, n, s, plan, pairs, organisation, street, teams, members, count, reserved):
    """Take days and resources for a formed team, in team order; return the new counts of teams and members."""
    row = teams[count]
    row.need, row.plan, row.first, row.size = pairs[team.pair[0]].need, plan, reserved, team.size
    row.lead = team.pair[0]
    row.days, row.quality, row.mixed, row.turn = team.days, team.quality, team.mixed, STREET
    remaining = team.days
    for x in range(team.size):
        pair = pairs[team.pair[x]]
        o, m = organisation[pair.organisation], members[reserved + x]
        paid, days = paid_by(team, x), days_in_turn(team, x, remaining)
        remaining = less(remaining, team.fit[x] * days)
        _, from_members = from_left(o, pair, days + paid)
        m.organisation, m.forced, m.days, m.paid, m.fit = pair.organisation, pair.forced, days, paid, team.fit[x]
        m.checkin = min(days, from_members)
        m.travel = days * (1.0 - 1.0 / pair.way)
        m.home = pair.home
        for k in range(3):
            m.lent[k] = 0.0
    for k in range(n.required):
        wanted, r = n.weight[k] * team.days, n.resource[k]
        if r == PUBLIC:
            street[s].public -= min(wanted, street[s].public)
            continue
        for x in range(team.size):
            o, pair = organisation[members[reserved + x].organisation], pairs[team.pair[x]]
            lent = min(wanted, at_hand(o, pair, r))
            o.free[r] = max(0.0, o.free[r] - lent)
            members[reserved + x].lent[k] = lent
            wanted -= lent
    return count + 1, reserved + team.size
