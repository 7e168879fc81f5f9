"""Who watches a place and who comes into question for serving there (docs, 5.5)."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.mechanisms.mechanism import RESIDENTIAL

from .columns import COMMUNITY, NONE, OWNED
from .compiled import compiled, leaf
from .sorted_codes import stands_in


class Places(NamedTuple):
    """Lists by area, as offsets into one array each.

    ``candidate[first_candidate[a]:first_candidate[a + 1]]`` are the rows of the organisations that may serve in area
    ``a``, ``distance`` how far they have to go (km); those from ``first_other[a]`` on only if they are asked.
    ``watcher`` are likewise those that may see a need there.
    """

    first_candidate: np.ndarray
    first_other: np.ndarray
    candidate: np.ndarray
    distance: np.ndarray
    first_watcher: np.ndarray
    watcher: np.ndarray


def lay_out(
    organisation: np.ndarray, area: np.ndarray, street: np.ndarray, tied: np.ndarray, reach: float,
    scale: float,
) -> Places:  # fmt: skip
    """Make the lists for one set of levers (pairing contracts and distances depend on them)."""
    able = np.flatnonzero(organisation["able"])
    streets, areas = len(street), len(area)
    of_street = able[np.argsort(organisation["street"][able], kind="stable")].astype(np.int32)
    first = np.searchsorted(organisation["street"][of_street], np.arange(streets + 1)).astype(np.int32)
    ties = [organisation[name][able] for name in ("residence", "paired")]
    partner_place, partner = np.divmod(tied, len(organisation))
    partner_place, partner = partner_place[organisation["able"][partner]], partner[organisation["able"][partner]]
    place = np.concatenate([*ties, partner_place])
    who = np.concatenate([np.tile(able, len(ties)), partner])
    away = (place != NONE) & (organisation["street"][who] != area["street"][np.maximum(place, 0)])
    place, who = place[away], who[away]
    order = np.lexsort((who, place))
    visitors = np.stack((place[order], who[order])).astype(np.int32)
    first_visitor = np.searchsorted(visitors[0], np.arange(areas + 1)).astype(np.int32)
    rooms = (first[1:] - first[:-1])[area["street"]] + (first_visitor[1:] - first_visitor[:-1])
    size = int(rooms.sum())
    candidate, distance = np.empty(size, np.int32), np.empty(size)
    first_candidate, first_other = np.zeros(areas + 1, np.int32), np.zeros(areas, np.int32)
    _candidates(organisation, area, tied, of_street, first, visitors[1], first_visitor, reach, scale, first_candidate,
                first_other, candidate, distance)  # fmt: skip
    used = first_candidate[-1]
    kept, way = candidate[:used].copy(), distance[:used].copy()
    return Places(first_candidate, first_other, kept, way, *_watchers(organisation, area))


@leaf
def has_partner(tied, organisations, a, i):
    """Return whether somebody with whom organisation ``i`` has a standing tie stands in area ``a`` (`World.tied`)."""
    return stands_in(tied, np.int64(a) * organisations + i)


@leaf
def way_to(area, a, s, o, scale):
    """Return how far it is to area ``a`` in street ``s`` for an organisation (km); no way for offices and residents."""
    if (o.type <= COMMUNITY and o.street == s) or o.residence == a:
        return 0.0
    here = area[o.area]
    return scale * math.sqrt((here.x - area[a].x) ** 2 + (here.y - area[a].y) ** 2)


@compiled
def _candidates(organisation, area, tied, of_street, first, visitor, first_visitor, reach, scale, first_candidate,
                first_other, candidate, distance):  # fmt: skip
    row, way = np.empty(len(organisation), np.int32), np.empty(len(organisation))
    used = 0
    for a in range(len(area)):
        s = area[a].street
        others = 0
        for part in range(2):
            low, high = (first[s], first[s + 1]) if part == 0 else (first_visitor[a], first_visitor[a + 1])
            for x in range(low, high):
                i = of_street[x] if part == 0 else visitor[x]
                if part == 1 and x > low and visitor[x - 1] == i:
                    continue  # tied to the place in two ways
                o = organisation[i]
                d = way_to(area, a, s, o, scale)
                mine = o.residence == a or o.paired == a
                mine = mine or has_partner(tied, len(organisation), a, i)
                office = o.type <= COMMUNITY and o.street == s
                if mine or office or (o.type == RESIDENTIAL and o.area == a):
                    if mine or d <= reach:
                        candidate[used], distance[used] = i, d
                        used += 1
                elif d <= reach:
                    row[others], way[others] = i, d
                    others += 1
        first_other[a] = used
        for x in range(others):
            candidate[used], distance[used] = row[x], way[x]
            used += 1
        first_candidate[a + 1] = used


@compiled
def seat_acting(organisation, area, tied, first_candidate, first_other, candidate, distance, first_seat, seat):
    """Seat those candidates that act and always come into question, with how they stand to each place.

    Note what each label has there, those who are asked by lot included (-1: there is nobody).
    """
    held, skilled = np.zeros(len(organisation), np.int64), np.zeros(len(organisation), np.int64)
    label = np.full(len(organisation), NONE, np.int8)
    for i in range(len(organisation)):
        if organisation[i].acts:
            label[i] = organisation[i].label
        for r in range(OWNED):
            held[i] |= (organisation[i].capacity[r] > 0.0) << r
        for f in range(6):
            skilled[i] |= (organisation[i].functions[f] > 0.0) << f
    taken = 0
    for a in range(len(area)):
        place = area[a]
        place.held[0] = place.held[1] = -1
        place.skilled[0] = place.skilled[1] = 0
        for x in range(first_candidate[a], first_candidate[a + 1]):
            i = candidate[x]
            k = label[i]
            if k != NONE:
                place.held[k] = max(0, place.held[k])
                place.held[k] |= held[i]
                place.skilled[k] |= skilled[i]
        for x in range(first_candidate[a], first_other[a]):
            if label[candidate[x]] != NONE:
                lives = organisation[candidate[x]].residence == a
                tied_here = has_partner(tied, len(organisation), a, candidate[x])
                take_seat(seat[taken], candidate[x], organisation, a, place.street, distance[x], lives, tied_here, True)
                taken += 1
        first_seat[a + 1] = taken


@leaf
def take_seat(seat, i, organisation, a, street, distance, lives, tied_here, asked):
    """Write how an organisation stands to area ``a`` of a street."""
    o = organisation[i]
    seat.organisation, seat.id, seat.label, seat.distance = i, o.id, o.label, distance
    seat.lives, seat.asked = lives, asked
    seat.home = lives or o.area == a or o.paired == a or tied_here
    seat.hears = seat.home or (o.type <= COMMUNITY and o.street == street)


def _watchers(organisation: np.ndarray, area: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return who watches each area: who stands there, its street's offices, whose members live there."""
    able = np.flatnonzero(organisation["able"])
    offices = able[organisation["type"][able] < 2]
    by_street = np.argsort(area["street"], kind="stable")
    start = np.searchsorted(area["street"][by_street], np.arange(area["street"].max() + 2))
    place = [organisation["area"][able], organisation["residence"][able]]
    who = [able, able]
    for i in offices:
        s = organisation["street"][i]
        places = by_street[start[s] : start[s + 1]]
        place.append(places)
        who.append(np.full(len(places), i))
    places, rows = np.concatenate(place), np.concatenate(who)
    rows, places = rows[places != NONE], places[places != NONE]
    pairs = np.unique(places.astype(np.int64) * len(organisation) + rows)  # each watcher once, in order of row
    first = np.searchsorted(pairs // len(organisation), np.arange(len(area) + 1)).astype(np.int32)
    return first, (pairs % len(organisation)).astype(np.int32)
