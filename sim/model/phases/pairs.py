"""Pairs of a need and somebody who heard of it: who looks, who is accepted, and how well they fit (docs, 7.6)."""

from __future__ import annotations

import numpy as np

from ..chance import normal
from ..columns import APPOINTMENT, PUBLIC
from ..compiled import leaf
from .liaise import days_left, hearing_chance
from .team import HARDLY

# Why a listed need was not served: how far the candidate that got furthest came.
SERVED, NOBODY_NEAR, NOBODY_WILLING, NOBODY_HEARD, REFUSED, UNABLE, TAKEN = range(7)

LOOK = np.dtype([("seat", "i4"), ("left", "f8")], align=True)


@leaf
def asking_label(n, plan, organisation, area):
    """Return the label towards which a partner's reputation counts at a need."""
    if plan < 2:
        return plan
    if n.owner >= 0:
        return organisation[n.owner].label
    home = area[n.area].home
    return organisation[home].label if home >= 0 else 0


@leaf
def look_around(t, p, camp, world, organisation, need, ledger, first_seat, seat, j, plan, looks, seen):
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
def meet(p, lever, world, organisation, j, n, asking, looks, us, low, high, seat, pairs, scores, found, month):
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
def sort_pairs(pairs, scores, order, low, high, organisation):
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
