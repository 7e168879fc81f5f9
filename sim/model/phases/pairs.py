"""Pairs of a need and somebody who heard of it: who looks, who is accepted, and how well they fit (docs, 7.6)."""

from __future__ import annotations

import math

import numpy as np

from .. import chance
from ..chance import draw, normal
from ..columns import APPOINTMENT, MATERIAL, MOST_ASKED, MOST_REQUIRED, OPTIMAL, PUBLIC
from ..compiled import leaf
from ..events import FULL
from .liaise import days_left
from .plan import DONE
from .team import HARDLY

# Why a listed need was not served: how far the candidate that got furthest came.
SERVED, NOBODY_NEAR, NOBODY_WILLING, NOBODY_HEARD, REFUSED, UNABLE, TAKEN, HOURS_GONE = range(8)

STANCE = np.dtype(  # what an organisation brings to every meeting of the month; pairs by the label that asks
    [("hears", "f8"), ("refused", "f8", (2,)), ("kappa", "f8", (2,)), ("consents", "f8"), ("error", "f8", (2,))],
    align=True,
)
ALWAYS, NEVER_BUT_OWNER, CANNOT = 2.0, 0.0, -1.0  # luck below which one hears: any, none unless one owns the need, none
SPREAD = math.sqrt(12.0)  # a uniform times that has standard deviation 1


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
def is_ahead(a, b, need, ledger, plan):
    """Return whether a convener puts listed need ``a`` before ``b``: by month of listing, then value."""
    if ledger[a].listed[plan] != ledger[b].listed[plan]:
        return ledger[a].listed[plan] < ledger[b].listed[plan]
    return need[a].worth + need[a].harm > need[b].worth + need[b].harm


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
    blur = p.matching_error * SPREAD
    for i in range(len(organisation)):
        o, own = organisation[i], stance[i]
        own.hears = lever[i].hearing
        for k in range(2):
            own.refused[k] = p.trust_refusal * (1.0 - o.reputation[k])
            own.kappa[k] = dear * (1.0 - p.trust_ease * o.reputation[k]) / p.costs_day_hours
            own.error[k] = blur * (1.0 - lever[i].known) * (1.0 - o.familiar[k])
        own.consents = lever[i].consent * (1.0 - min(1.0, max(0.0, o.resentment)))


@leaf
def take_seats(camp, plan, ordering, place, areas, organisation, stance, first_seat, seat, hears, refused, furthest):
    """Note of each seat in these areas the luck below which one hears, or is refused; of each area who is there.

    ``hears[0]`` is for needs that only those at home are in time for, ``hears[1]`` for the others.
    """
    anybody = plan == 2 or (camp.partners > 0.0 and camp.both)
    for a in range(place, place + areas):
        near = willing = 0
        for y in range(first_seat[a], first_seat[a + 1]):
            candidate = seat[y]
            o, mine = organisation[candidate.organisation], stance[candidate.organisation]
            threshold = ALWAYS if candidate.hears | ordering else mine.hears
            threshold = threshold if candidate.asked else NEVER_BUT_OWNER
            with_us = anybody | (candidate.label == plan)
            can = with_us & ((o.left > HARDLY) | (candidate.lives & (o.checkin_left > HARDLY)))
            hears[0, y], hears[1, y] = threshold if can & candidate.home else CANNOT, threshold if can else CANNOT
            refused[0, y], refused[1, y] = mine.refused[0], mine.refused[1]
            near += with_us & candidate.asked
            willing += can & candidate.asked
        furthest[a] = NOBODY_HEARD if willing else (NOBODY_WILLING if near else NOBODY_NEAR)


@leaf
def owner_reach(n, plan, camp, seats, hears):
    """Return how far a need's owner comes before it hears: it comes into question whether it is asked or not."""
    if n.owner >= 0:
        for x in range(len(seats)):
            if seats[x].organisation == n.owner:
                with_us = plan == 2 or (camp.partners > 0.0 and camp.both) or seats[x].label == plan
                can = hears[x] != CANNOT
                return NOBODY_HEARD if can else (NOBODY_WILLING if with_us else NOBODY_NEAR)
    return NOBODY_NEAR


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
def fit_of(n, o):
    """Return how well an organisation's functions fit a need; what is not asked for weighs nothing."""
    fit = 0.0 if n.asked else 1.0
    for k in range(MOST_ASKED):
        fit += n.emphasis[k] * o.functions[n.function[k]]
    return fit


@leaf
def _bundle(n, o, common):
    """Return the share of a need's resources that an organisation could bring; ``common`` of what is public."""
    bundle = 0.0 if n.required else 1.0
    for k in range(MOST_REQUIRED):
        r = n.resource[k]
        share = o.free[min(r, MATERIAL)] / n.amount
        bundle += min(n.weight[k], common if r == PUBLIC else share)
    return bundle


@leaf
def score_of(p, n, o, fit, common, distance):
    """Return how well an organisation with this fit suits a need; ``common`` of what is public."""
    match = (1.0 - p.matching_functions) * _bundle(n, o, common) + p.matching_functions * fit
    return match - p.matching_distance * distance


@leaf
def idea_of(t, key, n, i):
    """Return how wrong the convener's idea is of how well somebody suits a need, as a standard normal."""
    u, v, _, _ = draw(key, chance.ORDERED, t, n.street, n.id, i)
    return normal(u, v)


@leaf
def own_seat_of(seats, owner, hears):
    """Return where a need's owner sits if it can come, or -1."""
    if owner >= 0:
        for x in range(len(seats)):
            if seats[x].organisation == owner and hears[x] != CANNOT:
                return x
    return -1


@leaf
def knows(luck, hears, x, own_seat):
    """Return whether somebody on seat ``x`` has heard of a need."""
    return (luck < hears) | (x == own_seat)


@leaf
def _come(hearing, refusal, hears, refused, own_seat, coming):
    """Write the seats from which somebody comes who heard and is accepted; return how many, and how many heard.

    Who is left over is hard to foretell: no branches.
    """
    come = heard = 0
    for x in range(len(hears)):
        is_told = knows(hearing[x], hears[x], x, own_seat)
        coming[come] = x
        heard += is_told
        come += is_told & (refusal[x] >= refused[x])
    return come, heard


@leaf
def meet(t, key, p, world, organisation, stance, n, own, j, plan, asking, us, met, low, high, seat, hears, refused,
         coming, pairs, seen, total, month):  # fmt: skip
    """Make pairs of a need and those who come; return how many pairs there are now, and whether anybody was refused.

    The need's seats are ``low`` to ``high``, their luck begins at column ``met``; ``total`` pairs there are already.
    ``seen`` are the scores as they are seen, by number of the pair.
    """
    ordering = p.matching_mode == APPOINTMENT
    left_home = days_left(t, n, own.seen[plan], own.listed[plan], True, p, world, ordering)
    left_away = days_left(t, n, own.seen[plan], own.listed[plan], False, p, world, ordering)
    if left_home <= 0.0:
        return total, False
    seats, until = seat[low:high], met + high - low
    own_seat = own_seat_of(seats, n.owner, hears[1, low:high])
    in_time = 1 if left_away > 0.0 else 0
    come, heard = _come(
        us[0, met:until], us[1, met:until], hears[in_time, low:high], refused[asking, low:high], own_seat, coming
    )
    tie, consent = us[2, met:until], us[3, met:until]
    common = 1.0 if p.resources_public > 0.0 else 0.0
    by_order = ordering and p.resources_by_order > 0.0
    a_km_away = p.costs_travel * p.costs_visits / p.costs_day_hours
    for y in range(come):
        x = coming[y]
        candidate, pair = seats[x], pairs[total + y]
        o, mine = organisation[candidate.organisation], stance[candidate.organisation]
        consents = (x == own_seat) | (consent[x] < mine.consents)
        pair.number, pair.need, pair.organisation, pair.tie = total + y, j, candidate.organisation, tie[x]
        pair.fate = FULL
        pair.home = candidate.home | (x == own_seat)
        pair.left = left_home if pair.home else left_away
        pair.lives, pair.forced, pair.lends = candidate.lives, by_order & (not consents), consents | by_order
        fit = fit_of(n, o)
        pair.way = 1.0 + a_km_away * candidate.distance
        pair.kappa, pair.fit = mine.kappa[asking], fit / pair.way
        score = score_of(p, n, o, fit, common, candidate.distance)
        if ordering:
            score += p.matching_order_noise * idea_of(t, key, n, candidate.id)
        pair.score = seen[total + y] = score
    if p.matching_error > 0.0 and p.matching_mode != OPTIMAL:
        for y in range(come):
            x = coming[y]
            if not (seats[x].hears | (x == own_seat)):
                seen[total + y] += stance[seats[x].organisation].error[asking] * (tie[x] - 0.5)
    month.pairs_heard += heard
    month.pairs_refused += heard - come
    return total + come, heard > come


@leaf
def greatest_score(pairs, low, high):
    """Return the greatest score of a need's pairs, at least 0."""
    greatest = 0.0
    for x in range(low, high):
        greatest = max(greatest, pairs[x].score)
    return greatest


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
def sort(pairs, seen, order, low, high, organisation):
    """Write the pairs of a need in order of score as it is seen, then the larger tie, then the smaller id.

    Each pair counts those above it: more comparisons than other ways to sort a few, but no branches.
    """
    scores, turns, count = seen[low:high], order[low:high], high - low
    total = 0
    for x in range(count):
        score, above = scores[x], 0
        for y in range(count):
            above += scores[y] > score
        turns[above] = low + x
        total += above
    if total < count * (count - 1) // 2:
        _sort_equal(pairs, seen, turns, low, organisation)


@leaf
def _sort_equal(pairs, seen, turns, low, organisation):
    """The same where some scores are equal."""
    for x in range(len(turns)):
        y = x
        while y > 0 and _sooner(pairs[low + x], pairs[turns[y - 1]], seen, organisation):
            turns[y] = turns[y - 1]
            y -= 1
        turns[y] = low + x


@leaf
def _sooner(a, b, seen, organisation):
    """Return whether pair ``a`` comes before pair ``b``."""
    if seen[a.number] != seen[b.number]:
        return seen[a.number] > seen[b.number]
    if a.tie != b.tie:
        return a.tie > b.tie
    return organisation[a.organisation].id < organisation[b.organisation].id
