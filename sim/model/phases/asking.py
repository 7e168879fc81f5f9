"""Asking: who comes into question at a place this month, where attention is limited (docs, 7.6)."""

from __future__ import annotations

import math

import numpy as np

from .. import chance
from ..chance import draw, draw_for_each
from ..columns import COMMUNITY, NONE, SEAT_TYPE
from ..compiled import compiled, leaf
from ..places import take_seat
from .pairs import is_listed
from .team import HARDLY

OFFERED, CHECKED_IN = 1, 2  # whose days an organisation has, as bits
NO_OWNER, COMES = -2, -2  # in place of the owner that follows on one; of who of a label is left out
AMPLE = 3  # times those wanted, that are looked at before all but the best are left out


@compiled
def ask(t, key, p, camp, world, organisation, area, street, need, ledger, first_seat, seat, us, events):
    """Return the seats of those who come into question this month, area by area; ``seat`` are those with a right.

    At a place where nothing is listed nobody is asked. Who has no days is left out, but for one of a label of which
    nobody else is there: days only become fewer while teams form. A record knows of everybody.
    """
    every = len(events) > 0
    count, limit, luck = len(organisation), int(p.matching_asked), us[0]
    wanted, owner = np.zeros(len(area), np.bool_), np.full(len(area), NONE, np.int32)
    following, met = np.full(count, NO_OWNER, np.int32), np.full(count, NONE, np.int32)
    _note_wanted(t, camp, street, need, ledger, wanted, owner, following)
    draw_for_each(key, chance.ASKED, t, organisation, us)
    days, slot, spot = np.empty(count, np.int8), np.empty(count, np.int32), np.empty((2, count))
    first, sector = np.zeros(2 * len(street) + 1, np.int32), np.zeros(count + 1, np.int32)
    circle = np.empty(count, np.int32)
    _note_days(organisation, days)
    _line_up(organisation, area, luck, slot, first, sector, circle, spot)
    lots, way, least = np.empty(AMPLE * limit), np.empty(AMPLE * limit), np.empty(limit)
    drawn = np.empty(AMPLE * limit, np.int32)
    left_out = np.empty(2, np.int32)
    room = len(seat) + count
    for a in range(len(area)):
        room += wanted[a] * 2 * (1 + min(limit, count))
    first_asked, asked = np.zeros(len(first_seat), np.int32), np.empty(room, SEAT_TYPE)
    filled = 0
    for a in range(len(area)):
        if wanted[a]:
            s = area[a].street
            turn = draw(key, chance.ASKED, t, area[a].id, 0, 0)[0]
            left_out[0] = left_out[1] = NONE
            for y in range(first_seat[a], first_seat[a + 1]):
                met[seat[y].organisation] = a
                asked[filled] = seat[y]
                filled += _comes(asked[filled], days, left_out, every)
            for g in range(2 * s, 2 * s + 2):
                found = _draw(
                    a, turn, limit, p, world.distance, area[a], spot, luck, circle, first[g], first[g + 1], sector, met,
                    lots, drawn, way, least,
                )  # fmt: skip
                for x in range(found):
                    met[drawn[x]] = a
                    take_seat(asked[filled], drawn[x], organisation, a, s, way[x], False, False, True)
                    filled += _comes(asked[filled], days, left_out, every)
            i = owner[a]
            while i >= 0:
                if met[i] != a and organisation[i].acts:
                    take_seat(asked[filled], i, organisation, a, s, 0.0, False, False, False)
                    filled += 1
                i = following[i]
            for k in range(2):
                if left_out[k] >= 0:
                    take_seat(asked[filled], left_out[k], organisation, a, s, 0.0, False, False, True)
                    filled += 1
        first_asked[a + 1] = filled
    return first_asked, asked[:filled]


@leaf
def _note_wanted(t, camp, street, need, ledger, wanted, owner, following):
    """Note where something is listed that has work left, and whose it is: the first owner, and who follows on each."""
    for s in range(len(street)):
        j = street[s].head
        while j >= 0:
            for plan in range(3):
                if camp.exists[plan] and is_listed(t, need, ledger, j, plan):
                    a, i = need[j].area, need[j].owner
                    wanted[a] = True
                    if i >= 0 and following[i] == NO_OWNER:
                        following[i], owner[a] = owner[a], i
            j = ledger[j].next


@leaf
def _note_days(organisation, days):
    """Note whether each organisation has days of its offer (an office: or beyond), and of checked-in members."""
    for i in range(len(organisation)):
        o = organisation[i]
        own = (o.left > HARDLY) | ((o.type <= COMMUNITY) & (o.beyond_left > HARDLY))
        days[i] = own * OFFERED + (o.checkin_left > HARDLY) * CHECKED_IN


@leaf
def _line_up(organisation, area, luck, slot, first, sector, circle, spot):
    """Line up those who act, by street and label (``first``), each group roughly by luck as on a circle.

    A group has as many sectors as members, of equal width; who is in which begins at ``sector``. Where each stands is
    noted in ``spot``.
    """
    for i in range(len(organisation)):
        o = organisation[i]
        if o.acts:
            first[2 * o.street + o.label + 1] += 1
    for g in range(1, len(first)):
        first[g] += first[g - 1]
    for i in range(len(organisation)):
        o = organisation[i]
        slot[i] = NONE
        spot[0, i], spot[1, i] = area[o.area].x, area[o.area].y
        if o.acts:
            g = 2 * o.street + o.label
            slot[i] = first[g] + int(luck[i] * (first[g + 1] - first[g]))
            sector[slot[i] + 1] += 1
    for x in range(1, len(sector)):
        sector[x] += sector[x - 1]
    for i in range(len(organisation) - 1, -1, -1):
        if slot[i] != NONE:
            sector[slot[i] + 1] -= 1
            circle[sector[slot[i] + 1]] = i


@leaf
def _draw(a, turn, limit, p, scale, place, spot, luck, circle, low, high, sector, met, lots, drawn, way, least):
    """Write who of those without a right have the smallest lots, and how far they have to go; return how many.

    Those with a right have been met. Lots are never smaller than the way round the circle from ``turn``, so that most
    of many need no looking at.
    """
    count = high - low
    if count == 0 or limit == 0:
        return 0
    begin = low + int(turn * count)
    first, second = sector[begin + 1], sector[begin + 2] if begin + 1 < high else high
    cut, few = np.inf, 0
    for step in range(count):
        x = first + step
        i = circle[x if x < high else x - count]
        ahead = luck[i] - turn
        ahead += ahead < 0.0
        if x >= second and ahead - 1.0 / count > cut:
            break
        d = scale * math.sqrt((spot[0, i] - place.x) ** 2 + (spot[1, i] - place.y) ** 2)
        if met[i] == a or d > p.matching_reach_km:
            continue
        lot = ahead * (1.0 + d / p.matching_near_km)
        if lot <= cut:
            lots[few], drawn[few], way[few] = lot, i, d
            few += 1
        if few == len(lots):
            few, cut = _best(lots, drawn, way, few, limit, least)
    few, cut = _best(lots, drawn, way, few, limit, least)
    return few


@leaf
def _best(lots, drawn, way, few, limit, least):
    """Keep those with the smallest lots, of equal ones the smaller id (row); return how many, and the last of them."""
    if few < limit:
        return few, np.inf
    for x in range(few):
        y = min(x, limit)
        if y == limit and lots[x] >= least[limit - 1]:
            continue
        y -= y == limit
        while y > 0 and least[y - 1] > lots[x]:
            least[y] = least[y - 1]
            y -= 1
        least[y] = lots[x]
    last = least[limit - 1]
    room = equal = kept = 0
    for y in range(limit):
        room += least[y] == last
    for x in range(few):
        equal += lots[x] == last
    for x in range(few):
        keeps = lots[x] < last
        if lots[x] == last:
            before = 0
            for y in range(few if equal > room else 0):
                before += (lots[y] == last) & (drawn[y] < drawn[x])
            keeps = before < room
        if keeps:
            least[kept], drawn[kept], way[kept] = lots[x], drawn[x], way[x]
            kept += 1
    for x in range(kept):
        lots[x] = least[x]
    return kept, last


@leaf
def _comes(one, days, left_out, every):
    """Return whether somebody asked has days that it could give, or ``every``; note of each label one left out."""
    has = days[one.organisation]
    comes = every | (has & OFFERED) | (one.lives & (has >> 1))
    if comes:
        left_out[one.label] = COMES
    elif left_out[one.label] == NONE:
        left_out[one.label] = one.organisation
    return comes
