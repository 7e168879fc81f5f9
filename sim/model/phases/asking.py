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

STAND = np.dtype(  # of who acts, what decides whether it is asked, one beside the other
    [("organisation", "i4"), ("id", "u4"), ("area", "i4"), ("luck", "f8"), ("x", "f8"), ("y", "f8")], align=True
)


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
    days, slot = np.empty(count, np.int8), np.empty(count, np.int32)
    first, sector = np.zeros(2 * len(street) + 1, np.int32), np.zeros(count + 1, np.int32)
    circle = np.empty(count, STAND)
    _note_days(organisation, days, slot, first)
    _line_up(organisation, area, luck, slot, first, sector, circle)
    lots, way, least = np.empty(AMPLE * limit), np.empty(AMPLE * limit), np.empty(limit)
    picks = np.empty(AMPLE * limit, np.int32)
    left_out = np.empty(2, np.int32)
    room = len(seat) + count
    for a in range(len(area)):
        room += wanted[a] * 2 * (1 + min(limit, count))
    first_asked, asked = np.zeros(len(first_seat), np.int32), np.empty(room, SEAT_TYPE)
    seats = 0
    for a in range(len(area)):
        if wanted[a]:
            s = area[a].street
            turn = draw(key, chance.ASKED, t, area[a].id, 0, 0)[0]
            left_out[0] = left_out[1] = NONE
            for y in range(first_seat[a], first_seat[a + 1]):
                met[seat[y].organisation] = a
                asked[seats] = seat[y]
                seats += _comes(asked[seats], days, left_out, every)
            for g in range(2 * s, 2 * s + 2):
                few = _draw(
                    a, turn, limit, p, world.distance, area[a], circle, first[g], first[g + 1], sector, met, lots,
                    picks, way, least,
                )  # fmt: skip
                for x in range(few):
                    candidate, who = asked[seats], circle[picks[x]]
                    met[who.organisation] = a
                    candidate.organisation, candidate.id = who.organisation, who.id
                    candidate.label, candidate.distance = g & 1, way[x]
                    candidate.lives, candidate.asked = False, True  # who lives here, or is tied to it, has a right
                    candidate.home = candidate.hears = who.area == a
                    seats += _comes(candidate, days, left_out, every)
            i = owner[a]
            while i >= 0:
                if met[i] != a and organisation[i].acts:
                    take_seat(asked[seats], i, organisation, a, s, 0.0, False, False, False)
                    seats += 1
                i = following[i]
            for k in range(2):
                if left_out[k] >= 0:
                    take_seat(asked[seats], left_out[k], organisation, a, s, 0.0, False, False, True)
                    seats += 1
        first_asked[a + 1] = seats
    return first_asked, asked[:seats]


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
def _note_days(organisation, days, group, size):
    """Note whether each organisation has days of its offer (an office: or beyond), and of checked-in members.

    Note of those who act their group, a street and a label, and at the place after a group's how large it is.
    """
    for i in range(len(organisation)):
        o = organisation[i]
        own = (o.left > HARDLY) | ((o.type <= COMMUNITY) & (o.beyond_left > HARDLY))
        days[i] = own * OFFERED + (o.checkin_left > HARDLY) * CHECKED_IN
        group[i] = 2 * o.street + o.label if o.acts else NONE
        if o.acts:
            size[group[i] + 1] += 1


@leaf
def _line_up(organisation, area, luck, slot, first, sector, circle):
    """Line up those who act, group by group (``first``), each group roughly by luck as on a circle.

    A group has as many sectors as members, of equal width; who is in which begins at ``sector``. In place of its group
    each one's sector is written.
    """
    for g in range(1, len(first)):
        first[g] += first[g - 1]
    for i in range(len(slot)):
        g = slot[i]
        if g != NONE:
            slot[i] = first[g] + int(luck[i] * (first[g + 1] - first[g]))
            sector[slot[i] + 1] += 1
    for x in range(1, len(sector)):
        sector[x] += sector[x - 1]
    for i in range(len(organisation) - 1, -1, -1):
        if slot[i] != NONE:
            sector[slot[i] + 1] -= 1
            stand, o = circle[sector[slot[i] + 1]], organisation[i]
            stand.organisation, stand.id, stand.area, stand.luck = i, o.id, o.area, luck[i]
            stand.x, stand.y = area[o.area].x, area[o.area].y


@leaf
def _draw(a, turn, limit, p, scale, place, circle, low, high, sector, met, lots, picks, way, least):
    """Write where those without a right stand who have the smallest lots, and how far they have to go; return how many.

    Those with a right have been met. Lots are never smaller than the way round the circle from ``turn``, so that most
    of many need no looking at. Who is left over is hard to foretell: no branches.
    """
    count = high - low
    if count == 0 or limit == 0:
        return 0
    begin, width = low + int(turn * count), 1.0 / count
    first, second = sector[begin + 1], sector[begin + 2] if begin + 1 < high else high
    reach, east, north = p.matching_reach_km, place.x, place.y
    cut, few = np.inf, 0
    for step in range(count):
        x = first + step
        x -= count if x >= high else 0
        stand = circle[x]
        ahead = stand.luck - turn
        ahead += ahead < 0.0
        if x >= second and ahead - width > cut:
            break
        d = scale * math.sqrt((stand.x - east) ** 2 + (stand.y - north) ** 2)
        lot = ahead * (1.0 + d / p.matching_near_km)
        lots[few], picks[few], way[few] = lot, x, d
        few += (met[stand.organisation] != a) & (d <= reach) & (lot <= cut)
        if few == len(lots):
            few, cut = _best(lots, picks, way, few, limit, least, circle)
    few, cut = _best(lots, picks, way, few, limit, least, circle)
    return few


@leaf
def _best(lots, picks, way, few, limit, least, circle):
    """Keep those with the smallest lots, of equal ones the smaller id (row); return how many, and the last of them."""
    if few <= limit:
        return few, np.inf
    for y in range(limit):
        least[y] = np.inf
    for x in range(few):
        lot = lots[x]
        for y in range(limit):
            other = least[y]
            least[y] = lot if lot < other else other
            lot = other if lot < other else lot
    last = least[limit - 1]
    room = equal = kept = 0
    for y in range(limit):
        room += least[y] == last
    for x in range(few):
        equal += lots[x] == last
    while equal > room:
        worst = NONE
        for x in range(few):
            if lots[x] == last and (worst == NONE or circle[picks[x]].organisation > circle[picks[worst]].organisation):
                worst = x
        lots[worst] = np.inf
        equal -= 1
    for x in range(few):
        keeps = lots[x] <= last
        lots[kept], picks[kept], way[kept] = lots[x], picks[x], way[x]
        kept += keeps
    return kept, last


@leaf
def _comes(candidate, days, left_out, every):
    """Return whether somebody asked has days that it could give, or ``every``; note of each label one left out."""
    has, other = days[candidate.organisation], left_out[candidate.label]
    comes = every | (has & OFFERED > 0) | (candidate.lives & (has >> 1 > 0))
    left_out[candidate.label] = COMES if comes else (candidate.organisation if other == NONE else other)
    return comes
