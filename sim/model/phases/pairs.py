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
    dear = p.costs_coordination * world.coordination
    for i in range(len(organisation)):
        o, own = organisation[i], stance[i]
        own.hears_near = hearing_chance(True, lever[i], world, p)
        own.hears_far = hearing_chance(False, lever[i], world, p)
        for k in range(2):
            own.refused[k] = p.trust_refusal * (1.0 - o.reputation[k])
            own.kappa[k] = dear * (1.0 - p.trust_ease * o.reputation[k]) / p.costs_day_hours
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
def meet(t, p, camp, world, organisation, stance, n, own, j, plan, asking, call, us, met, first_seat, seat, pairs,
         scores, found, month):  # fmt: skip
    """Make pairs of a need and those who can come and have heard; return how many pairs there are, and why not more.

    The luck of its seats begins at column ``met``. Who is left over is hard to foretell: one branch, no more.
    """
    seats = seat[first_seat[n.area] : first_seat[n.area + 1]]
    until = met + len(seats)
    hearing, refusal, tie, consent = us[0, met:until], us[1, met:until], us[2, met:until], us[3, met:until]
    _note_call(n, p, call)
    ordering = p.matching_mode == APPOINTMENT
    left_home = days_left(t, n, own.seen[plan], own.listed[plan], True, p, world, ordering)
    left_away = days_left(t, n, own.seen[plan], own.listed[plan], False, p, world, ordering)
    anybody = plan == 2 or (camp.partners > 0.0 and camp.both)
    near = willing = heard = refused = 0
    for x in range(len(seats)):
        one = seats[x]
        if not anybody and one.label != plan:
            continue
        i = one.organisation
        o, mine, own_need = organisation[i], stance[i], i == n.owner
        can = (o.left > HARDLY) | (one.lives & (o.checkin_left > HARDLY))
        near += 1
        willing += can
        left = left_home if one.home | own_need else left_away
        hears = mine.hears_near if one.local else mine.hears_far
        if not (can & (left > 0.0) & (one.hears | own_need | ordering | (hearing[x] < hears))):
            continue
        heard += 1
        if refusal[x] < mine.refused[asking]:
            refused += 1
            continue
        pair = pairs[found]
        consents = own_need | (consent[x] < mine.consents)
        forced = ordering and p.resources_by_order > 0.0 and not consents
        pair.number, pair.need, pair.organisation, pair.left, pair.tie = found, j, i, left, tie[x]
        pair.lives, pair.forced, pair.lends, pair.kappa = one.lives, forced, consents | forced, mine.kappa[asking]
        pair.fit = _fit(call, o)
        match = (1.0 - p.matching_functions) * _bundle(call, o, n.amount) + p.matching_functions * pair.fit
        score = match - p.matching_distance * one.distance
        if ordering:
            score += p.matching_order_noise * normal(tie[x], consent[x])
        pair.score = scores[found] = score
        found += 1
    month.pairs_heard += heard
    month.pairs_refused += refused
    if refused:
        return found, REFUSED
    return found, NOBODY_HEARD if willing else (NOBODY_WILLING if near else NOBODY_NEAR)


@leaf
def note_ids(need, rows, count, first_seat, seat, ids):
    """Write whose luck is wanted, a need and a seat each; return how many."""
    wanted = 0
    for x in range(count):
        n = need[rows[x]]
        seats = seat[first_seat[n.area] : first_seat[n.area + 1]]
        whose, with_whom = ids[0, wanted:], ids[1, wanted:]
        for y in range(len(seats)):
            whose[y], with_whom[y] = n.id, seats[y].id
        wanted += len(seats)
    return wanted


@leaf
def sort(pairs, scores, order, low, high, organisation):
    """Write the pairs of a need in order of score, then the larger tie, then the smaller id.

    Each pair counts those before it: more comparisons than other ways to sort a few, but no branches.
    """
    values, turns = scores[low:high], order[low:high]
    for x in range(high - low):
        score, before = values[x], 0
        for y in range(x):
            before += values[y] >= score
        for y in range(x + 1, high - low):
            before += values[y] > score
        turns[before] = low + x
    for x in range(1, high - low):
        y = x
        while y > 0 and _luckier(pairs[turns[y]], pairs[turns[y - 1]], organisation):
            turns[y], turns[y - 1] = turns[y - 1], turns[y]
            y -= 1


@leaf
def _luckier(a, b, organisation):
    """Return whether of two pairs with one score the first comes first."""
    if a.score != b.score:
        return False
    if a.tie != b.tie:
        return a.tie > b.tie
    return organisation[a.organisation].id < organisation[b.organisation].id
