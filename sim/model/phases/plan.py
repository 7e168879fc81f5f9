"""Plan (4): discovered needs compete for the convener's agenda."""

from __future__ import annotations

import math

import numpy as np

from .. import chance
from ..chance import draw
from ..columns import MASS, NEVER, PUBLIC
from ..compiled import compiled, leaf
from .phase import phase

DONE = 1e-9  # days; a need with no more than this left is done
REGULATION = 5


@leaf
def majority_right(voters, right):
    """Return the chance that most of ``voters`` (odd), each right with chance ``right``, are right (Condorcet 1785)."""
    if right >= 1.0:
        return 1.0
    if right <= 0.0:
        return 0.0
    term = (1.0 - right) ** voters
    odds, total = right / (1.0 - right), 0.0
    for k in range(1, voters + 1):
        term *= odds * (voters - k + 1) / k
        if 2 * k > voters:
            total += term
    return total


@leaf
def voter_right(gap, noise):
    """Return Φ(gap / (noise √2)): one voter's chance to see the better of two needs as the better."""
    if noise > 0.0:
        return 0.5 * math.erfc(-gap / (2.0 * noise))
    return 1.0 if gap > 0.0 else 0.5


@leaf
def prefers(a, b, need, voters, noise, t, s, key):
    """Return whether the vote puts need ``a`` before need ``b``."""
    value_a, value_b = need[a].worth + need[a].harm, need[b].worth + need[b].harm
    better = a if value_a > value_b or (value_a == value_b and need[a].id < need[b].id) else b
    low, high = min(need[a].id, need[b].id), max(need[a].id, need[b].id)
    u = draw(key, chance.VOTE, t, s, low, high)[0]
    is_right = u < 0.5  # a voter is right at least as often as not
    if not is_right:
        right = voter_right(abs(value_a - value_b), noise)
        is_right = u < right or u < majority_right(voters, right)  # a majority is right more often than one voter
    return is_right == (better == a)


@leaf
def _possible(held, asked, n, makeshift, rho):
    """Return whether these resources and functions (bits) give a quality above zero."""
    resources = n.required == 0 or makeshift > 0.0
    all_held = True
    for k in range(n.required):
        has = held >> n.resource[k] & 1
        all_held = all_held and has
        resources = resources or (rho > 0.0 and has)
    functions = n.asked == 0
    for k in range(n.asked):
        functions = functions or asked >> n.function[k] & 1
    return (resources or all_held) and functions


@leaf
def could_serve(n, place, plan, p, camp):
    """Return whether somebody the plan covers could reach a quality above zero at need ``n``."""
    public = (p.resources_public > 0.0) << PUBLIC
    for label in range(2):
        if (plan == 2 or plan == label) and place.held[label] >= 0:
            if _possible(place.held[label] | public, place.skilled[label], n, p.production_makeshift, p.production_rho):
                return True
    if plan == 2 and camp.partners > 0.0 and place.held[0] >= 0 and place.held[1] >= 0:
        held, skilled = place.held[0] | place.held[1] | public, place.skilled[0] | place.skilled[1]
        return _possible(held, skilled, n, p.production_makeshift, p.production_rho)
    return False


@phase(
    does="discovered needs compete for a limited agenda; small wishes pass it by",
    reads="organisation.functions area.held area.skilled street.head street.convener street.hours street.taken"
    " street.legitimacy need.id need.area need.nature need.amount need.worth need.harm need.closes need.required"
    " need.resource need.asked need.function ledger.next ledger.seen ledger.listed ledger.known ledger.could",
    writes="ledger.listed ledger.could street.legitimacy month.listed",
    levers="item_hours voters noise minority legitimacy wish",
    makes_arrays=True,
)
def plan(t, key, p, camp, world, organisation, area, street, need, ledger, month):
    voters = 2 * int(world.voters) + 1
    waiting = np.empty(len(ledger) + 1, np.int32)
    for s in range(len(street)):
        for number in range(3):
            if not camp.exists[number]:
                continue
            hours = max(0.0, street[s].hours[number] - street[s].taken[number])  # less what its teams took last month
            lots = draw(key, chance.SLOTS, t, s, number, 0)[0]
            slots = int(hours / (p.convening_item_hours * world.item_hours) + lots)
            count, j = 0, street[s].head
            while j >= 0:  # wishes are listed at once, the others wait
                waiting[count] = j
                count += _stands(t, key, p, camp, world, area, need, ledger, j, s, number, month)
                j = ledger[j].next
            convener = street[s].convener[number]
            skill = organisation[convener].functions[REGULATION] if convener >= 0 else 0.0
            noise = p.estimates_noise * world.noise * (1.5 - skill)
            chosen = _choose(
                t, key, s, waiting[:count], slots, world.minority, world.voters > 0, voters, noise, need, ledger, number
            )
            month.listed += chosen
            share = chosen / count if count else 1.0
            keep, pull = p.learning_legitimacy, world.legitimacy + (1.0 - world.legitimacy) * share
            street[s].legitimacy[number] = keep * street[s].legitimacy[number] + (1.0 - keep) * pull


@leaf
def _is_candidate(t, need, ledger, j, number):
    n, own = need[j], ledger[j]
    return (
        own.seen[number] < NEVER
        and own.listed[number] < 0
        and own.known[number] < n.amount - DONE
        and n.closes > max(own.seen[number], 30.0 * t)
    )


@leaf
def _stands(t, key, p, camp, world, area, need, ledger, j, s, number, month):
    """Return whether the need stands for the agenda; list it at once where it is a wish."""
    if not _is_candidate(t, need, ledger, j, number):
        return False
    n, own = need[j], ledger[j]
    if own.could[number] < 0:
        own.could[number] = could_serve(n, area[n.area], number, p, camp)
    if own.could[number] == 0:
        return False
    small = n.nature == MASS and n.amount <= p.convening_wish_days
    if small and draw(key, chance.WISH, t, s, n.id, 0)[0] < world.wish:
        own.listed[number] = t
        month.listed += 1
        return False
    return True


@compiled
def _choose(t, key, s, waiting, slots, minority, by_vote, voters, noise, need, ledger, number):
    """List what the majority ranks first, then what has waited longest; return how many were listed."""
    kept = int(minority * slots)
    first = slots - kept
    ranked, length = np.empty(first + 1, np.int32), 0
    if by_vote:
        for j in waiting:
            low, high = 0, length
            while low < high:
                middle = (low + high) // 2
                if prefers(j, ranked[middle], need, voters, noise, t, s, key):
                    high = middle
                else:
                    low = middle + 1
            for x in range(length, low, -1):
                ranked[x] = ranked[x - 1]
            if low < len(ranked):
                ranked[low] = j
            length = min(length + 1, first)
    else:
        length = min(first, len(waiting))
        for x in range(length):
            ranked[x] = waiting[x]
    for x in range(length):
        ledger[ranked[x]].listed[number] = t
    chosen = length
    for j in waiting:
        if chosen >= slots:
            break
        if ledger[j].listed[number] < 0:
            ledger[j].listed[number] = t
            chosen += 1
    return chosen
