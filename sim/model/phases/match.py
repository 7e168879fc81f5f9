"""Match (6): needs and organisations find each other, and teams form."""

from __future__ import annotations

import numpy as np
from ..compiled import compiled

from .. import chance
from ..chance import draw, normal
from ..columns import PUBLIC
from .assignment import assign
from .claiming import claim_blind, claim_in_turn
from .liaise import at_home, days_left, hearing_chance
from .phase import phase
from .plan import DONE
from .team import (
    HARDLY, PAIR, TEAM_STATE, exhausted, is_formed, is_sated, may_join, reserve, start_team, try_join,
)  # fmt: skip

TWO_WAY, ONE_WAY, BLIND, APPOINTMENT, OPTIMAL = range(5)
# Why a listed need was not served: how far the candidate that got furthest came.
SERVED, NOBODY_NEAR, NOBODY_WILLING, NOBODY_HEARD, REFUSED, UNABLE, TAKEN = range(7)
NO_PLACE = -np.inf


@compiled
def _pairs_of(t, key, p, camp, lever, world, organisation, area, street, need, ledger, first_candidate, candidate,
              distance, j, plan, pairs, found, month):  # fmt: skip
    """Append the pairs of one need that come into question; return how many pairs there are, and why not more."""
    n, own = need[j], ledger[j]
    ordering = p.matching_mode == APPOINTMENT
    if plan < 2:
        asking = plan
    elif n.owner >= 0:
        asking = organisation[n.owner].label
    else:
        home = area[n.area].home
        asking = organisation[home].label if home >= 0 else 0
    left_home = days_left(t, n, own.seen[plan], own.listed[plan], True, p, world, ordering)
    left_away = days_left(t, n, own.seen[plan], own.listed[plan], False, p, world, ordering)
    reason = NOBODY_NEAR
    for x in range(first_candidate[n.area], first_candidate[n.area + 1]):
        i = candidate[x]
        o = organisation[i]
        if not o.acts or (plan < 2 and o.label != plan and (camp.partners <= 0.0 or not camp.both)):
            continue
        lives = o.residence == n.area
        if o.left <= HARDLY and not (lives and o.checkin_left > HARDLY):
            reason = max(reason, NOBODY_WILLING)
            continue
        if o.ordered and not ordering:
            continue
        home = at_home(i, o, n)
        left = left_home if home else left_away
        if left <= 0.0:
            continue
        u0, u1, u2, u3 = draw(key, chance.PAIR, t, n.street, n.id, o.id)
        if not ordering and u0 >= hearing_chance(i, o, n, lever[i], world):
            reason = max(reason, NOBODY_HEARD)
            continue
        month.pairs_heard += 1
        trust = o.reputation[asking]
        if u1 < p.trust_refusal * (1.0 - trust):
            month.pairs_refused += 1
            reason = REFUSED
            continue
        pair = pairs[found]
        willing = u3 < lever[i].consent * (1.0 - min(1.0, max(0.0, o.resentment)))
        pair.need, pair.organisation, pair.left, pair.tie, pair.home = j, i, left, u2, lives
        pair.forced = ordering and p.resources_by_order > 0.0 and not willing and i != n.owner
        pair.lends = i == n.owner or willing or pair.forced
        pair.kappa = p.costs_coordination * world.coordination * (1.0 - p.trust_ease * trust) / 8.0
        pair.fit = 0.0 if n.asked else 1.0
        for k in range(n.asked):
            pair.fit += n.emphasis[k] * o.functions[n.function[k]]
        bundle = 0.0 if n.required else 1.0
        for k in range(n.required):
            r = n.resource[k]
            has = (1e300 if p.resources_public > 0.0 else 0.0) if r == PUBLIC else o.free[r]
            bundle += n.weight[k] * min(1.0, has / (n.weight[k] * n.amount))
        pair.score = 0.5 * bundle + 0.5 * pair.fit - p.matching_distance * distance[x]
        if ordering:
            pair.score += p.matching_order_noise * normal(u2, u3)
        found += 1
    return found, reason


@compiled
def _before(a, b, organisation):
    """Return whether pair ``a`` comes before pair ``b``: by score, then the larger tie, then the smaller id."""
    if a.score != b.score:
        return a.score > b.score
    if a.tie != b.tie:
        return a.tie > b.tie
    return organisation[a.organisation].id < organisation[b.organisation].id


@compiled
def _sort(pairs, order, low, high, organisation):
    for x in range(low, high):
        order[x] = x
        y = x
        while y > low and _before(pairs[x], pairs[order[y - 1]], organisation):
            order[y] = order[y - 1]
            y -= 1
        order[y] = x


@compiled
def fill_team(team, order, low, high, lead, n, remaining, pairs, organisation, public, p, camp, t, key, supply):
    """Form a team from sorted pairs (``lead``, where there is one, first), by the joining rule."""
    start_team(team, n, remaining, public)
    if lead >= 0 and not _is_spent(pairs[lead], organisation):
        try_join(team, lead, pairs[lead], organisation[pairs[lead].organisation], n, p, 0.0, supply)
    tried = 0
    for x in range(low, high):
        index = order[x]
        pair = pairs[index]
        o = organisation[pair.organisation]
        if index == lead or exhausted(o, pair):
            continue
        if team.size >= p.matching_partners:
            break
        if team.size > 0:
            tried += 1
            if tried > p.matching_tries or is_sated(team, p):
                break
        if may_join(team, o, n, camp, t, key):
            try_join(team, index, pair, o, n, p, 0.0, supply)


@phase(
    does="listed needs and those who heard of them find each other; teams form by one rule",
    reads="organisation.id organisation.type organisation.street organisation.area organisation.residence"
    " organisation.paired organisation.functions organisation.label organisation.acts organisation.ordered"
    " organisation.offer organisation.left organisation.checkin organisation.checkin_left organisation.free"
    " organisation.reputation organisation.resentment area.home street.head street.public need.id need.street"
    " need.area need.owner need.nature need.amount need.worth need.harm need.closes need.required need.resource"
    " need.weight need.asked need.function need.emphasis ledger.next ledger.seen ledger.listed ledger.known",
    writes="organisation.left organisation.checkin_left organisation.free street.public ledger.reason"
    " month.pairs_heard month.pairs_refused month.best_score month.got_score",
    levers="coordination consent",
)
def match(t, key, p, camp, lever, world, organisation, area, street, need, ledger, first_candidate, candidate, distance,
          teams, members, promised, month):  # fmt: skip
    formed = filled = 0
    supply = np.empty(3)
    state = np.zeros(1, TEAM_STATE)
    for s in range(len(street)):
        for plan in range(3):
            if not camp.exists[plan]:
                continue
            count = room = 0
            j = street[s].head
            while j >= 0:
                if _is_listed(t, need, ledger, j, plan):
                    count += 1
                    room += first_candidate[need[j].area + 1] - first_candidate[need[j].area]
                j = ledger[j].next
            pairs, order = np.empty(room, PAIR), np.empty(room, np.int32)
            rows, first = np.empty(count, np.int32), np.zeros(count + 1, np.int32)
            count = found = 0
            j = street[s].head
            while j >= 0:
                if _is_listed(t, need, ledger, j, plan):
                    found, ledger[j].reason = _pairs_of(
                        t, key, p, camp, lever, world, organisation, area, street, need, ledger, first_candidate,
                        candidate, distance, j, plan, pairs, found, month)  # fmt: skip
                    rows[count] = j
                    count += 1
                    first[count] = found
                    _sort(pairs, order, first[count - 1], found, organisation)
                    if found > first[count - 1]:
                        month.best_score += max(0.0, pairs[order[first[count - 1]]].score)
                j = ledger[j].next
            before = formed
            if p.matching_mode == ONE_WAY:
                formed, filled = claim_in_turn(t, key, p, camp, organisation, street, need, ledger, s, plan, rows, first, pairs, order, promised, teams, members, formed, filled, state, supply)  # fmt: skip
            elif p.matching_mode == BLIND:
                formed, filled = claim_blind(t, key, p, camp, organisation, street, need, ledger, s, plan, rows, first, pairs, order, teams, members, formed, filled, state, supply)  # fmt: skip
            else:
                formed, filled = _in_order(t, key, p, camp, organisation, street, need, ledger, s, plan, rows, first, pairs, order, teams, members, formed, filled, state, supply)  # fmt: skip
            for x in range(before, formed):
                ledger[teams[x].need].reason = SERVED
                month.got_score += max(0.0, pairs[teams[x].lead].score)
            for x in range(count):
                if ledger[rows[x]].reason != SERVED and first[x + 1] > first[x]:
                    ledger[rows[x]].reason = TAKEN
                    for index in range(first[x], first[x + 1]):
                        if not exhausted(organisation[pairs[index].organisation], pairs[index]):
                            ledger[rows[x]].reason = UNABLE
                            break
    return formed


@compiled
def _is_listed(t, need, ledger, j, plan):
    own = ledger[j]
    return own.listed[plan] >= 0 and own.known[plan] < need[j].amount - DONE and need[j].closes > 30.0 * t


@compiled
def count_listed(t, camp, street, need, ledger):
    """Return how many teams can form at most this month."""
    count = 0
    for s in range(len(street)):
        for plan in range(3):
            j = street[s].head if camp.exists[plan] else -1
            while j >= 0:
                count += _is_listed(t, need, ledger, j, plan)
                j = ledger[j].next
    return count


@compiled
def _in_order(t, key, p, camp, organisation, street, need, ledger, s, plan, rows, first, pairs, order, teams, members,
              formed, filled, state, supply):  # fmt: skip
    """Form teams need by need: the best pair first (two-way), as the convener orders, or as the optimum assigns."""
    team = state[0]
    count = len(rows)
    lead = np.full(count, -1, np.int32)
    if p.matching_mode == OPTIMAL:
        assign(pairs, first, organisation, lead)
    place = np.empty(count)  # the place of each need in the order: the next is the one with the greatest
    top = first[:count].copy()
    for x in range(count):
        if p.matching_mode == TWO_WAY:
            place[x] = pairs[order[top[x]]].score if top[x] < first[x + 1] else NO_PLACE
        else:
            place[x] = -float(x)
    if p.matching_mode == APPOINTMENT:
        _rank_orders(place, rows, need, ledger, plan)
    while True:
        best = _greatest(place, top, pairs, order)
        if best < 0:
            break
        if p.matching_mode == TWO_WAY:
            start = top[best]
            while top[best] < first[best + 1] and _is_spent(pairs[order[top[best]]], organisation):
                top[best] += 1
            if top[best] > start:  # its place falls to that of its best pair left
                place[best] = pairs[order[top[best]]].score if top[best] < first[best + 1] else NO_PLACE
                continue
        place[best] = NO_PLACE
        j = rows[best]
        n = need[j]
        remaining = n.amount - ledger[j].known[plan]
        fill_team(team, order, first[best], first[best + 1], lead[best], n, remaining, pairs, organisation, street[s].public, p, camp, t, key, supply)  # fmt: skip
        if team.size > 0 and is_formed(team, p):
            formed, filled = reserve(team, n, s, plan, pairs, organisation, street, teams, members, formed, filled)
    return formed, filled


@compiled
def _is_spent(pair, organisation):
    return exhausted(organisation[pair.organisation], pair)


@compiled
def _greatest(place, top, pairs, order):
    """Return the need that comes next: the greatest place, then the larger tie of its best pair, then the row."""
    best, greatest = -1, NO_PLACE
    for x in range(len(place)):
        if place[x] > greatest:
            best, greatest = x, place[x]
        elif place[x] == greatest and best >= 0 and pairs[order[top[x]]].tie > pairs[order[top[best]]].tie:
            best = x
    return best


@compiled
def _rank_orders(place, rows, need, ledger, plan):
    """Order needs as the convener does: by month of listing, then value, then row."""
    for x in range(len(rows)):
        before = 0
        a, value = rows[x], need[rows[x]].worth + need[rows[x]].harm
        for y in range(len(rows)):
            b, other = rows[y], need[rows[y]].worth + need[rows[y]].harm
            earlier, same = ledger[b].listed[plan] < ledger[a].listed[plan], ledger[b].listed[plan] == ledger[a].listed[plan]
            before += earlier or (same and (other > value or (other == value and y < x)))
        place[x] = -float(before)
