"""Platforms above the street: what streets could not have served is taken up for the whole district (docs, 7.6)."""

from __future__ import annotations

import numpy as np

from .. import chance
from ..chance import draw, draw_many
from ..columns import APPOINTMENT, NONE, OWNED, SEAT_TYPE
from ..compiled import compiled, leaf
from ..events import ABOVE
from ..places import way_to
from .absence import settle
from .convener import open_calls
from .declining import leave_out
from .noting import note_others, note_pairs
from .pairs import ALWAYS, asking_label, fit_of, idea_of, is_listed, meet, score_of, sort
from .team import HARDLY, PAIR, fill_team


@leaf
def works_for(platform, label):
    """Return whether a plan of the platform that covers this label has any hours."""
    return platform.hours[label] > 0.0 or platform.hours[2] > 0.0


@compiled
def serve_above(t, key, p, camp, world, organisation, area, street, need, ledger, platform, stance, declined, won,
                away, teams, members, formed, reserved, state, calls, supply, month, events, noted):  # fmt: skip
    """Form teams for what no team of a street serves; return the new counts of teams and members."""
    works = False
    for plan in range(3):
        works |= platform.hours[plan] > 0.0
        if platform.hours[plan] <= 0.0:
            platform.taken[plan] = 0.0
    if not works:
        return formed, reserved
    most = int(p.convening_platform_asks)
    seat, scores = np.empty(most, SEAT_TYPE), np.empty(most)
    hears, refused = np.full((2, most), ALWAYS), np.empty((2, most))
    ids, us = np.empty((2, most), np.uint32), np.empty((4, most))
    pairs, order, coming = np.empty(most, PAIR), np.empty(most, np.uint32), np.empty(most, np.uint32)
    roster = np.empty(len(organisation), np.int32)
    served = np.zeros(len(need), np.int8)  # by which plans, as bits
    for x in range(formed):
        served[teams[x].need] |= 1 << teams[x].plan
    heard, turned_away, short, first = month.pairs_heard, month.pairs_refused, month.short, reserved
    _turn_over(organisation)
    for plan in range(3):
        if platform.hours[plan] <= 0.0:
            continue
        hours = max(0.0, platform.hours[plan] - platform.taken[plan])
        items, lots = hours / (p.convening_item_hours * world.item_hours), draw(key, chance.ABOVE, t, plan, 0, 0)[0]
        slots = int(min(items + lots, float(len(teams))))  # there is no more on all lists
        open_calls(calls, t, p, world, NONE, platform.hours[plan])
        mine = roster[: _enrol(camp, plan, organisation, roster)]
        for j in _taken_up(t, p, plan, street, need, ledger, served, slots):
            n, own = need[j], ledger[j]
            asked = _ask(t, key, p, world, n, mine, organisation, area, seat, scores)
            for x in range(asked):
                ids[0, x], ids[1, x] = n.id, seat[x].id
                refused[0, x] = stance[seat[x].organisation].refused[0]
                refused[1, x] = stance[seat[x].organisation].refused[1]
            draw_many(key, chance.PAIR, t, n.street, ids[0], ids[1], asked, us)
            asking = asking_label(n, plan, organisation, area)
            come, _ = meet(
                t, key, p, world, organisation, stance, n, own, j, plan, asking, us, 0, 0, asked, seat, hears, refused,
                coming, pairs, scores, 0, month,
            )  # fmt: skip
            if len(declined):
                come, _ = leave_out(declined, pairs, scores, 0, come, organisation, own.reason)
            sort(pairs, scores, order, 0, come, organisation)
            before, why = formed, own.reason
            fill_team(
                state[0], order, 0, come, NONE, n, n.amount - own.known[plan], pairs, organisation,
                street[n.street].public, p, camp, t, key, calls, won[plan], supply,
            )  # fmt: skip
            formed, reserved = settle(
                t, key, p, state, n, own, n.street, plan, calls, won[plan], away, pairs, organisation, area, street,
                teams, members, formed, reserved, supply, month,
            )  # fmt: skip
            if formed == before:
                own.reason = why
            else:
                teams[before].turn = ABOVE
            if len(events):
                note_others(
                    events, noted, t, p, world, True, plan, ABOVE, n, own, j, asking, us, 0, seat[:asked], hears,
                    refused, pairs, 0, come,
                )  # fmt: skip
                note_pairs(events, noted, t, plan, ABOVE, pairs, scores, 0, come)
        platform.taken[plan] = calls.taken
        month.team_hours += calls.taken
    _turn_over(organisation)
    for x in range(first, reserved):
        month.above += members[x].days
    month.pairs_heard, month.pairs_refused, month.short = heard, turned_away, short
    return formed, reserved


@leaf
def _turn_over(organisation):
    """Put what platforms can call for in the place of the offer that rank kept away, or back."""
    for i in range(len(organisation)):
        o = organisation[i]
        if o.kept_away:
            o.left, o.called_left = o.called_left, o.left
            o.offer, o.called = o.called, o.offer
            for r in range(OWNED):
                o.free[r] = o.stock[r] if o.offer > 0.0 else 0.0


@leaf
def _enrol(camp, plan, organisation, roster):
    """Write who is registered and may serve with this plan; return how many."""
    anybody, count = plan == 2 or (camp.partners > 0.0 and camp.both), 0
    for i in range(len(organisation)):
        o = organisation[i]
        roster[count] = i
        count += o.acts & o.registered & (anybody | (o.label == plan))
    return count


@compiled
def _taken_up(t, p, plan, street, need, ledger, served, slots):
    """Return the needs that the platform takes up, by what is left of their worth and harm, then row."""
    rows, gains, count = np.empty(slots, np.int32), np.empty(slots), 0
    for s in range(len(street)):
        j = street[s].head
        while j >= 0:
            waits = t - ledger[j].listed[plan] >= p.convening_platform_after and served[j] >> plan & 1 == 0
            if waits and is_listed(t, need, ledger, j, plan):
                gain = (need[j].worth + need[j].harm) * (1.0 - ledger[j].known[plan] / need[j].amount)
                x = count
                while x > 0 and (gain > gains[x - 1] or (gain == gains[x - 1] and j < rows[x - 1])):
                    x -= 1
                if x < slots:
                    count = min(count + 1, slots)
                    for y in range(count - 1, x, -1):
                        rows[y], gains[y] = rows[y - 1], gains[y - 1]
                    rows[x], gains[x] = j, gain
            j = ledger[j].next
    return rows[:count]


@leaf
def _ask(t, key, p, world, n, roster, organisation, area, seat, scores):
    """Seat those of the roster with days left who fit a need best, as at home: they hear at once; return how many."""
    ordering, common = p.matching_mode == APPOINTMENT, 1.0 if p.resources_public > 0.0 else 0.0
    count, most = 0, len(seat)
    for i in roster:
        o = organisation[i]
        lives = o.residence == n.area
        if o.left <= HARDLY and not (lives and o.checkin_left > HARDLY):
            continue
        distance = way_to(area, n.area, n.street, o, world.distance)
        score = score_of(p, n, o, fit_of(n, o), common, distance)
        if ordering:
            score += p.matching_order_noise * idea_of(t, key, n, o.id)
        x = count
        while x > 0 and (
            score > scores[x - 1] or (score == scores[x - 1] and _luckier(t, key, n, o.id, seat[x - 1].id))
        ):
            x -= 1
        if x == most:
            continue
        count = min(count + 1, most)
        for y in range(count - 1, x, -1):
            seat[y], scores[y] = seat[y - 1], scores[y - 1]
        candidate = seat[x]
        candidate.organisation, candidate.id, candidate.label = i, o.id, o.label
        candidate.lives, candidate.distance = lives, distance
        candidate.home = candidate.hears = candidate.asked = True
        scores[x] = score
    return count


@leaf
def _luckier(t, key, n, a, b):
    """Return whether of two that fit a need equally well ``a`` comes before ``b``."""
    luck = draw(key, chance.PAIR, t, n.street, n.id, a)[2]
    other = draw(key, chance.PAIR, t, n.street, n.id, b)[2]
    return luck > other or (luck == other and a < b)
