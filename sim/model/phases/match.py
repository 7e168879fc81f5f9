"""Match (6): needs and organisations find each other, and teams form."""

from __future__ import annotations

import numpy as np

from .. import chance
from ..chance import draw_many, normal
from ..columns import PUBLIC
from ..compiled import compiled, leaf
from .assignment import assign
from .claiming import claim_blind, claim_in_turn
from .liaise import days_left, hearing_chance
from .phase import phase
from .plan import DONE
from .team import (
    HARDLY,
    PAIR,
    TEAM_STATE,
    exhausted,
    is_formed,
    is_sated,
    join,
    may_join,
    reserve,
    start_team,
)  # fmt: skip

TWO_WAY, ONE_WAY, BLIND, APPOINTMENT, OPTIMAL = range(5)
# Why a listed need was not served: how far the candidate that got furthest came.
SERVED, NOBODY_NEAR, NOBODY_WILLING, NOBODY_HEARD, REFUSED, UNABLE, TAKEN = range(7)
LOOK = np.dtype([("seat", "i4"), ("left", "f8")], align=True)


@leaf
def _asking(n, plan, organisation, area):
    """Return the label towards which a partner's reputation counts at a need."""
    if plan < 2:
        return plan
    if n.owner >= 0:
        return organisation[n.owner].label
    home = area[n.area].home
    return organisation[home].label if home >= 0 else 0


@leaf
def _look_around(t, p, camp, world, organisation, need, ledger, first_seat, seat, j, plan, looks, seen):
    """Note the seats at need ``j`` whose holders have days left; return how many looks, and why not more."""
    n, own = need[j], ledger[j]
    ordering = p.matching_mode == APPOINTMENT
    left_home = days_left(t, n, own.seen[plan], own.listed[plan], True, p, world, ordering)
    left_away = days_left(t, n, own.seen[plan], own.listed[plan], False, p, world, ordering)
    across = camp.partners > 0.0 and camp.both
    reason = NOBODY_NEAR
    for x in range(first_seat[n.area], first_seat[n.area + 1]):
        one = seat[x]
        if plan < 2 and one.label != plan and not across:
            continue
        reason = max(reason, NOBODY_WILLING)
        o = organisation[one.organisation]
        if o.left <= HARDLY and not (one.lives and o.checkin_left > HARDLY):
            continue
        left = left_home if one.home or one.organisation == n.owner else left_away
        if left > 0.0:
            look = looks[seen]
            look.seat, look.left = x, left
            seen += 1
        reason = NOBODY_HEARD
    return seen, reason


@leaf
def _meet(p, lever, world, organisation, j, n, asking, looks, us, low, high, seat, pairs, scores, found, month):
    """Append the pairs that come of the looks at a need; return how many pairs there are, and why not more."""
    ordering = p.matching_mode == APPOINTMENT
    reason = NOBODY_HEARD
    for x in range(low, high):
        one = seat[looks[x].seat]
        i = one.organisation
        own_need = i == n.owner
        if not (ordering or one.hears or own_need) and us[0, x] >= hearing_chance(one.local, lever[i], world):
            continue
        month.pairs_heard += 1
        o = organisation[i]
        trust = o.reputation[asking]
        if us[1, x] < p.trust_refusal * (1.0 - trust):
            month.pairs_refused += 1
            reason = REFUSED
            continue
        pair = pairs[found]
        willing = own_need or us[3, x] < lever[i].consent * (1.0 - min(1.0, max(0.0, o.resentment)))
        pair.need, pair.organisation, pair.left, pair.tie, pair.lives = j, i, looks[x].left, us[2, x], one.lives
        pair.forced = ordering and p.resources_by_order > 0.0 and not willing
        pair.lends = willing or pair.forced
        pair.kappa = p.costs_coordination * world.coordination * (1.0 - p.trust_ease * trust) / 8.0
        pair.fit = 0.0 if n.asked else 1.0
        for k in range(n.asked):
            pair.fit += n.emphasis[k] * o.functions[n.function[k]]
        bundle = 0.0 if n.required else 1.0
        for k in range(n.required):
            r = n.resource[k]
            if r != PUBLIC:
                bundle += min(n.weight[k], o.free[r] / n.amount)
            elif p.resources_public > 0.0:
                bundle += n.weight[k]
        pair.score = 0.5 * bundle + 0.5 * pair.fit - p.matching_distance * one.distance
        if ordering:
            pair.score += p.matching_order_noise * normal(us[2, x], us[3, x])
        scores[found] = pair.score
        found += 1
    return found, reason


@leaf
def _sort(pairs, scores, order, low, high, organisation):
    """Write the pairs of a need in order of score, then the larger tie, then the smaller id; sorts the scores too."""
    for x in range(low, high):
        score, y = scores[x], x
        while y > low and scores[y - 1] <= score:
            if scores[y - 1] == score and not _luckier(pairs[x], pairs[order[y - 1]], organisation):
                break
            scores[y], order[y] = scores[y - 1], order[y - 1]
            y -= 1
        scores[y], order[y] = score, x


@leaf
def _luckier(a, b, organisation):
    if a.tie != b.tie:
        return a.tie > b.tie
    return organisation[a.organisation].id < organisation[b.organisation].id


@leaf
def fill_team(team, order, low, high, lead, n, remaining, pairs, organisation, public, p, camp, t, key, supply):
    """Form a team from sorted pairs (``lead``, where there is one, first), by the joining rule."""
    start_team(team, n, remaining, public)
    if lead >= 0 and not _is_spent(pairs[lead], organisation):
        join(team, lead, pairs[lead], organisation[pairs[lead].organisation], n, p, 0.0, False, supply)
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
            join(team, index, pair, o, n, p, 0.0, False, supply)


@phase(
    does="listed needs and those who heard of them find each other; teams form by one rule",
    reads="organisation.id organisation.functions organisation.label organisation.offer organisation.left"
    " organisation.checkin organisation.checkin_left organisation.free organisation.reputation"
    " organisation.resentment seat.organisation seat.id seat.label seat.lives seat.distance area.home street.head"
    " street.public need.id need.street need.area need.owner need.nature need.amount need.worth need.harm"
    " need.closes need.required need.resource need.weight need.asked need.function need.emphasis ledger.next"
    " ledger.seen ledger.listed ledger.known",
    writes="organisation.left organisation.checkin_left organisation.free street.public ledger.reason"
    " team.need team.plan team.first team.size team.lead team.days team.quality team.mixed member.organisation"
    " member.forced member.days member.checkin member.paid member.fit member.lent month.pairs_heard"
    " month.pairs_refused month.best_score month.got_score",
    levers="coordination consent",
    makes_arrays=True,
)
def match(t, key, p, camp, lever, world, organisation, area, street, need, ledger, first_seat, seat, teams, members,
          promised, month):  # fmt: skip
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
                    room += first_seat[need[j].area + 1] - first_seat[need[j].area]
                j = ledger[j].next
            rows, first = np.empty(count, np.int32), np.zeros(count + 1, np.int32)
            looks, ids = np.empty(room, LOOK), np.empty((2, room), np.uint32)
            count = seen = 0
            j = street[s].head
            while j >= 0:
                if _is_listed(t, need, ledger, j, plan):
                    start = seen
                    seen, ledger[j].reason = _look_around(
                        t, p, camp, world, organisation, need, ledger, first_seat, seat, j, plan, looks, seen
                    )
                    for x in range(start, seen):
                        ids[0, x], ids[1, x] = need[j].id, seat[looks[x].seat].id
                    rows[count] = j
                    count += 1
                    first[count] = seen
                j = ledger[j].next
            us = np.empty((4, seen))
            draw_many(key, chance.PAIR, t, s, ids[0], ids[1], seen, us)
            pairs, scores, order, found = np.empty(seen, PAIR), np.empty(seen), np.empty(seen, np.int32), 0
            for x in range(count):
                j, low, high = rows[x], first[x], first[x + 1]
                first[x] = found
                asking = _asking(need[j], plan, organisation, area)
                found, reason = _meet(
                    p,
                    lever,
                    world,
                    organisation,
                    j,
                    need[j],
                    asking,
                    looks,
                    us,
                    low,
                    high,
                    seat,
                    pairs,
                    scores,
                    found,
                    month,
                )
                ledger[j].reason = reason if high > low else ledger[j].reason
                _sort(pairs, scores, order, first[x], found, organisation)
                if found > first[x]:
                    month.best_score += max(0.0, pairs[order[first[x]]].score)
            first[count] = found
            before = formed
            if p.matching_mode == ONE_WAY:
                formed, filled = claim_in_turn(
                    t,
                    key,
                    p,
                    camp,
                    organisation,
                    street,
                    need,
                    ledger,
                    s,
                    plan,
                    rows,
                    first,
                    pairs,
                    order,
                    promised,
                    teams,
                    members,
                    formed,
                    filled,
                    state,
                    supply,
                )
            elif p.matching_mode == BLIND:
                formed, filled = claim_blind(
                    t,
                    key,
                    p,
                    camp,
                    organisation,
                    street,
                    need,
                    ledger,
                    s,
                    plan,
                    rows,
                    first,
                    pairs,
                    order,
                    teams,
                    members,
                    formed,
                    filled,
                    state,
                    supply,
                )
            else:
                formed, filled = _in_order(
                    t,
                    key,
                    p,
                    camp,
                    organisation,
                    street,
                    need,
                    ledger,
                    s,
                    plan,
                    rows,
                    first,
                    pairs,
                    order,
                    teams,
                    members,
                    formed,
                    filled,
                    state,
                    supply,
                )
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


@leaf
def _is_listed(t, need, ledger, j, plan):
    own = ledger[j]
    return own.listed[plan] >= 0 and own.known[plan] < need[j].amount - DONE and need[j].closes > 30.0 * t


@leaf
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
    place, luck = np.empty(count), np.zeros(count)  # who comes next: the greatest place, then luck, then the row
    top, queue, waiting = first[:count].copy(), np.empty(count, np.int32), 0
    for x in range(count):
        place[x] = -float(x)
        if p.matching_mode == APPOINTMENT:
            place[x] = -_rank(x, rows, need, ledger, plan)
        elif p.matching_mode == TWO_WAY:
            if top[x] == first[x + 1]:
                continue
            place[x], luck[x] = pairs[order[top[x]]].score, pairs[order[top[x]]].tie
        waiting = _enter(queue, waiting, x, place, luck)
    while waiting:
        best = queue[0]
        if p.matching_mode == TWO_WAY:
            start = top[best]
            while top[best] < first[best + 1] and _is_spent(pairs[order[top[best]]], organisation):
                top[best] += 1
            if top[best] > start:  # its place falls to that of its best pair left
                if top[best] < first[best + 1]:
                    place[best], luck[best] = pairs[order[top[best]]].score, pairs[order[top[best]]].tie
                    _sink(queue, waiting, best, place, luck)
                else:
                    waiting = _leave(queue, waiting, place, luck)
                continue
        waiting = _leave(queue, waiting, place, luck)
        j = rows[best]
        n = need[j]
        remaining = n.amount - ledger[j].known[plan]
        fill_team(
            team,
            order,
            first[best],
            first[best + 1],
            lead[best],
            n,
            remaining,
            pairs,
            organisation,
            street[s].public,
            p,
            camp,
            t,
            key,
            supply,
        )
        if team.size > 0 and is_formed(team, p):
            formed, filled = reserve(team, n, s, plan, pairs, organisation, street, teams, members, formed, filled)
    return formed, filled


@leaf
def _is_spent(pair, organisation):
    return exhausted(organisation[pair.organisation], pair)


@leaf
def _sooner(a, b, place, luck):
    if place[a] != place[b]:
        return place[a] > place[b]
    if luck[a] != luck[b]:
        return luck[a] > luck[b]
    return a < b


@leaf
def _enter(queue, waiting, x, place, luck):
    """Put need ``x`` into the queue (a heap, the next one on top); return how many wait."""
    at = waiting
    while at > 0 and _sooner(x, queue[(at - 1) // 2], place, luck):
        queue[at] = queue[(at - 1) // 2]
        at = (at - 1) // 2
    queue[at] = x
    return waiting + 1


@leaf
def _leave(queue, waiting, place, luck):
    """Take the next need off the queue; return how many wait."""
    _sink(queue, waiting - 1, queue[waiting - 1], place, luck)
    return waiting - 1


@leaf
def _sink(queue, waiting, x, place, luck):
    """Put need ``x`` in the top's stead and let it sink to its place."""
    at = 0
    while 2 * at + 1 < waiting:
        child = 2 * at + 1
        if child + 1 < waiting and _sooner(queue[child + 1], queue[child], place, luck):
            child += 1
        if not _sooner(queue[child], x, place, luck):
            break
        queue[at] = queue[child]
        at = child
    queue[at] = x


@leaf
def _rank(x, rows, need, ledger, plan):
    """Return a need's rank as the convener orders: by month of listing, then value, then row."""
    a, before = rows[x], 0
    value = need[a].worth + need[a].harm
    for y in range(len(rows)):
        b = rows[y]
        other = need[b].worth + need[b].harm
        same = ledger[b].listed[plan] == ledger[a].listed[plan]
        earlier = ledger[b].listed[plan] < ledger[a].listed[plan]
        before += earlier or (same and (other > value or (other == value and y < x)))
    return before
