"""The last resort: what no team of a plan serves is offered to the street's offices, beyond their offer (docs, 7.6)."""

from __future__ import annotations

import numpy as np

from ..columns import COMMUNITY, NONE
from ..compiled import compiled, leaf
from ..events import AT_LAST, DISSOLVED
from .convener import note_won
from .declining import leave_out
from .noting import note_pairs
from .pairs import ALWAYS, CANNOT, SERVED, asking_label, is_ahead, meet, sort
from .team import HARDLY, fill_team, is_formed, reserve


@compiled
def serve_at_last(t, key, p, camp, world, organisation, area, street, need, ledger, s, plan, rows, stance, first_seat,
                  seat, us, hears, refused, coming, pairs, seen, order, declined, calls, won, teams, members, formed,
                  reserved, team, supply, month, events, noted):  # fmt: skip
    """Form teams of offices for what is listed and unserved; return the new counts of teams and members."""
    if not _turn_over(organisation, s):
        _turn_over(organisation, s)
        return formed, reserved
    _seat_offices(camp, s, plan, street, organisation, first_seat, seat, hears, refused)
    queue, luck = _queue(need, ledger, plan, rows, first_seat)
    heard = month.pairs_heard
    for x in queue:
        n, own = need[rows[x]], ledger[rows[x]]
        low, high = first_seat[n.area], first_seat[n.area + 1]
        total, _ = meet(
            t, key, p, world, organisation, stance, n, own, rows[x], plan, asking_label(n, plan, organisation, area),
            us, luck[x], low, high, seat, hears, refused, coming, pairs, seen, 0, month,
        )  # fmt: skip
        if len(declined):
            total, _ = leave_out(declined, pairs, seen, 0, total, organisation, own.reason)
        sort(pairs, seen, order, 0, total, organisation)
        fill_team(
            team, order, 0, total, NONE, n, n.amount - own.known[plan], pairs, organisation, street[s].public, p, camp,
            t, key, calls, won, supply,
        )  # fmt: skip
        if team.size == 0 or not is_formed(team, p):
            for m in range(team.size):
                pairs[team.pair[m]].fate = DISSOLVED
            note_pairs(events, noted, t, plan, AT_LAST, pairs, seen, 0, total)
            continue
        note_pairs(events, noted, t, plan, AT_LAST, pairs, seen, 0, total)
        calls.taken += team.hours
        first = reserved
        formed, reserved = reserve(team, n, s, plan, pairs, organisation, street, teams, members, formed, reserved)
        teams[formed - 1].turn = AT_LAST
        for m in range(first, reserved):
            note_won(won, members[m].organisation, t)
            members[m].checkin = members[m].days  # in earnest
            month.last_resort += members[m].days
        own.reason = SERVED
    month.pairs_heard = heard
    _turn_over(organisation, s)
    return formed, reserved


@leaf
def _turn_over(organisation, s):
    """Put what offices of a street can give beyond their offer in its place, or back; return whether there is any."""
    some = False
    for i in range(len(organisation)):
        o = organisation[i]
        if o.type <= COMMUNITY and o.street == s:
            o.left, o.beyond_left = o.beyond_left, o.left
            o.offer, o.beyond = o.beyond, o.offer
            some |= o.left > HARDLY
    return some


@leaf
def _seat_offices(camp, s, plan, street, organisation, first_seat, seat, hears, refused):
    """Note that at the street's places its offices hear and are accepted, and nobody else comes."""
    anybody = plan == 2 or (camp.partners > 0.0 and camp.both)
    for a in range(street[s].first_area, street[s].first_area + street[s].areas):
        for y in range(first_seat[a], first_seat[a + 1]):
            candidate = seat[y]
            o = organisation[candidate.organisation]
            is_office = (o.type <= COMMUNITY) & (o.street == s)
            can = is_office & (anybody | (candidate.label == plan)) & (o.left > HARDLY)
            hears[0, y], hears[1, y] = ALWAYS if can & candidate.home else CANNOT, ALWAYS if can else CANNOT
            refused[0, y] = refused[1, y] = 0.0


@compiled
def _queue(need, ledger, plan, rows, first_seat):
    """Return the unserved, in order of listing, value and row, and of each listed need where its seats' luck begins."""
    queue, luck = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    count = met = 0
    for x in range(len(rows)):
        a = need[rows[x]].area
        luck[x] = met
        met += first_seat[a + 1] - first_seat[a]
        if ledger[rows[x]].reason == SERVED:
            continue
        y = count
        while y > 0 and is_ahead(rows[x], rows[queue[y - 1]], need, ledger, plan):
            queue[y] = queue[y - 1]
            y -= 1
        queue[y] = x
        count += 1
    return queue[:count], luck
