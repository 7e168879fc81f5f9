"""Pairs of a need and somebody who heard of it: who looks, who is accepted, and how well they fit (docs, 7.6)."""

from __future__ import annotations

import numpy as np

from ..chance import normal
from ..columns import APPOINTMENT, PUBLIC
from ..compiled import leaf
from .liaise import days_left, hearing_chance
from .plan import DONE
from .team import HARDLY

# Why a listed need was not served: how far the candidate that got furthest came.
SERVED, NOBODY_NEAR, NOBODY_WILLING, NOBODY_HEARD, REFUSED, UNABLE, TAKEN = range(7)

STANCE = np.dtype(  # what an organisation brings to every meeting of the month; pairs by the label that asks
    [("hears_near", "f8"), ("hears_far", "f8"), ("refused", "f8", (2,)), ("kappa", "f8", (2,)), ("consents", "f8")],
    align=True,
)
CALL = np.dtype(  # what a need calls for, filled up with functions and resources of no weight: sums without branches
    [("fit", "f8"), ("emphasis", "f8", (2,)), ("bundle", "f8"), ("weight", "f8", (3,)), ("common", "f8", (3,)),
     ("function", "u4", (2,)), ("resource", "u4", (3,))],
    align=True,
)  # fmt: skip


@leaf
def is_listed(t, need, ledger, j, plan):
    """Return whether need ``j`` is on the plan's list and has work left."""
    own = ledger[j]
    return own.listed[plan] >= 0 and own.known[plan] < need[j].amount - DONE and need[j].closes > 30.0 * t


@leaf
def list_up(t, need, ledger, j, plan, rows):
    """Write the listed needs among those open from ``j`` on; return how many they are."""
    count = 0
    while j >= 0:
        if is_listed(t, need, ledger, j, plan):
            rows[count] = j
            count += 1
        j = ledger[j].next
    return count


@leaf
def count_seats(need, rows, count, first_seat):
    """Return how many seats there are at the first ``count`` needs."""
    seats = 0
    for x in range(count):
        a = need[rows[x]].area
        seats += first_seat[a + 1] - first_seat[a]
    return seats


@leaf
def take_stance(p, lever, world, organisation, stance):
    """Note of each organisation what is the same at all needs of the month."""
    for i in range(len(organisation)):
        o, own = organisation[i], stance[i]
        own.hears_near, own.hears_far = hearing_chance(True, lever[i], world), hearing_chance(False, lever[i], world)
        for k in range(2):
            own.refused[k] = p.trust_refusal * (1.0 - o.reputation[k])
            own.kappa[k] = p.costs_coordination * world.coordination * (1.0 - p.trust_ease * o.reputation[k]) / 8.0
        own.consents = lever[i].consent * (1.0 - min(1.0, max(0.0, o.resentment)))


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
def look_around(t, p, camp, world, organisation, n, own, first_seat, seat, plan, looks, ids, seen):
    """Note the seats at a need whose holders have days left; return how many looks, and why not more.

    Every seat is noted, and kept by counting on: who has days left is hard to foretell.
    """
    ordering = p.matching_mode == APPOINTMENT
    left_home = days_left(t, n, own.seen[plan], own.listed[plan], True, p, world, ordering)
    left_away = days_left(t, n, own.seen[plan], own.listed[plan], False, p, world, ordering)
    anybody = plan == 2 or (camp.partners > 0.0 and camp.both)
    reason = NOBODY_NEAR
    for x in range(first_seat[n.area], first_seat[n.area + 1]):
        one = seat[x]
        if not anybody and one.label != plan:
            continue
        o = organisation[one.organisation]
        willing = (o.left > HARDLY) | (one.lives & (o.checkin_left > HARDLY))
        left = left_home if one.home | (one.organisation == n.owner) else left_away
        look = looks[seen]
        look.seat, look.left, ids[0, seen], ids[1, seen] = x, left, n.id, one.id
        seen += willing & (left > 0.0)
        reason = max(reason, NOBODY_HEARD if willing else NOBODY_WILLING)
    return seen, reason


@leaf
def _note_call(n, p, call):
    """Write what a need calls for."""
    call.fit, call.bundle = 0.0 if n.asked else 1.0, 0.0 if n.required else 1.0
    for k in range(2):
        call.function[k], call.emphasis[k] = 0, 0.0
        if k < n.asked:
            call.function[k], call.emphasis[k] = n.function[k], n.emphasis[k]
    for k in range(3):
        call.resource[k], call.weight[k], call.common[k] = 0, 0.0, 0.0
        if k < n.required and n.resource[k] != PUBLIC:
            call.resource[k], call.weight[k] = n.resource[k], n.weight[k]
        elif k < n.required and p.resources_public > 0.0:
            call.weight[k], call.common[k] = n.weight[k], np.inf


@leaf
def _fit(call, o):
    """Return how well an organisation's functions fit a need."""
    fit = call.fit
    for k in range(2):
        fit += call.emphasis[k] * o.functions[call.function[k]]
    return fit


@leaf
def _bundle(call, o, amount):
    """Return the share of a need's resources that an organisation could bring."""
    bundle = call.bundle
    for k in range(3):
        bundle += min(call.weight[k], o.free[call.resource[k]] / amount + call.common[k])
    return bundle


@leaf
def meet(p, organisation, stance, j, n, asking, call, us, low, high, seat, pairs, scores, found, month):
    """Make pairs of the looks at a need, in their stead; return how many pairs there are, and why not more."""
    ordering = p.matching_mode == APPOINTMENT
    _note_call(n, p, call)
    heard = refused = 0
    for x in range(low, high):
        look = pairs[x]
        left, one = look.left, seat[look.seat]
        i = one.organisation
        own, own_need = stance[i], i == n.owner
        hears = own.hears_near if one.local else own.hears_far
        if us[0, x] >= (1.0 if one.hears | own_need | ordering else hears):
            continue
        heard += 1
        if us[1, x] < own.refused[asking]:
            refused += 1
            continue
        pair, o = pairs[found], organisation[i]
        willing = own_need | (us[3, x] < own.consents)
        forced = ordering and p.resources_by_order > 0.0 and not willing
        pair.number, pair.need, pair.organisation, pair.left, pair.tie = found, j, i, left, us[2, x]
        pair.lives, pair.forced, pair.lends, pair.kappa = one.lives, forced, willing | forced, own.kappa[asking]
        pair.fit = _fit(call, o)
        score = 0.5 * _bundle(call, o, n.amount) + 0.5 * pair.fit - p.matching_distance * one.distance
        if ordering:
            score += p.matching_order_noise * normal(us[2, x], us[3, x])
        pair.score = scores[found] = score
        found += 1
    month.pairs_heard += heard
    month.pairs_refused += refused
    return found, REFUSED if refused else NOBODY_HEARD


@leaf
def sort(pairs, scores, order, low, high, organisation):
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
