"""Noting: what the record of a run tells is written down as it happens (docs, 7.12); without a record, nothing.

``events`` has no rows where nobody asked for a record. ``noted`` holds how many events there are, and how many there
were when the month began. Room is made before it is needed, so that kernels only write.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..columns import APPOINTMENT, NEVER, NONE
from ..compiled import compiled, leaf
from ..events import (
    ABSENT,
    AROSE,
    BEYOND,
    CALLED_OFF,
    CAME,
    CANDIDATE,
    CLOSED,
    COMPLETED,
    COORDINATED,
    DECLINED,
    EVENT,
    EXPIRED,
    FURTHEST,
    LATE,
    LEFT,
    LENT,
    LISTED,
    NO_DAYS,
    REASONS,
    STAYED_AWAY,
    STOOD,
    STREET,
    THOUGHT_DONE,
    TURNED_DOWN,
    UNHEARD,
    UNSEEN,
    WAITING,
    WASTED,
)
from .learn import is_done
from .liaise import days_left
from .pairs import CANNOT, SERVED, is_listed, knows, own_seat_of
from .plan import DONE
from .team import HARDLY

RANK = np.array([FURTHEST.index(reason) for reason in range(len(REASONS))], np.int8)
IN_ORDER = np.array(FURTHEST, np.int8)
OF_A_TEAM = 4  # events: work, worth, averted, lost
OF_A_MEMBER = 5  # came, coordinated, three resources

NOTES: dict[str, tuple[str, ...]] = {}


def notes(*, reads: str) -> Callable[[Callable[..., Any]], Any]:
    """Compile a kernel of the record, and enter which columns it reads; it writes none."""

    def register(kernel: Callable[..., Any]) -> Any:
        NOTES[kernel.__name__] = tuple(reads.split())
        return compiled(kernel)

    return register


@leaf
def note(events, noted, t, need, organisation, kind, plan, turn, detail, value):
    """Write an event down, if there is a record."""
    if len(events):
        x = noted[0]
        noted[0] = x + 1
        if x < len(events):  # else `recorder` says so
            event = events[x]
            event.month, event.need, event.organisation, event.kind = t, need, organisation, kind
            event.plan, event.turn, event.detail, event.value = plan, turn, detail, value


@compiled
def _with_room(events, noted, more):
    """Return the events with room for so many more."""
    wanted = noted[0] + more
    if wanted <= len(events):
        return events
    wider = np.empty(wanted + wanted // 2, EVENT)
    for x in range(noted[0]):
        wider[x] = events[x]
    return wider


@notes(reads="street.head need.area need.owner need.arises ledger.next")
def open_month(t, low, high, street, need, ledger, first_watcher, events, noted):
    """Begin a month: note what arose, and make room for who may see what."""
    if len(events) == 0:
        return events
    room = high - low
    for s in range(len(street)):
        j = street[s].head
        while j >= 0:
            room += 2 + first_watcher[need[j].area + 1] - first_watcher[need[j].area]
            j = ledger[j].next
    events = _with_room(events, noted, room)
    noted[1] = noted[0]
    for j in range(low, high):
        note(events, noted, t, j, need[j].owner, AROSE, NONE, STREET, 0, need[j].arises)
    return events


@notes(
    reads="street.head platform.hours need.area need.amount need.closes ledger.next ledger.listed ledger.known",
)
def open_lists(t, p, camp, street, platform, need, ledger, first_asked, teams, events, noted):
    """Make room for all who come into question: in their street, at last, and above."""
    if len(events) == 0:
        return events
    room = 0
    for s in range(len(street)):
        for plan in range(3):
            j = street[s].head if camp.exists[plan] else NONE
            while j >= 0:
                if is_listed(t, need, ledger, j, plan):
                    a = need[j].area
                    room += 2 * (first_asked[a + 1] - first_asked[a]) + 1
                j = ledger[j].next
    for plan in range(3):
        if platform.hours[plan] > 0.0:
            room += len(teams) * int(p.convening_platform_asks)
    return _with_room(events, noted, 2 * room)  # what somebody stayed away from is an event of its own


@leaf
def note_pairs(events, noted, t, plan, turn, pairs, seen, low, high):
    """Note how far those came who heard of a need and were accepted."""
    for x in range(low, high):
        pair = pairs[x]
        note(events, noted, t, pair.need, pair.organisation, CANDIDATE, plan, turn, pair.fate, seen[x])
        if pair.fate == ABSENT:
            note(events, noted, t, pair.need, pair.organisation, STAYED_AWAY, plan, turn, 0, pair.lost)
        elif pair.fate == CALLED_OFF:
            note(events, noted, t, pair.need, pair.organisation, WASTED, plan, turn, 0, pair.lost)


@leaf
def note_others(events, noted, t, p, world, anybody, plan, turn, n, own, j, asking, us, met, seats, hears, refused,
                pairs, low, high):  # fmt: skip
    """Note why the others at a need's seats are not among its pairs ``low`` to ``high``."""
    ordering = p.matching_mode == APPOINTMENT
    left_home = days_left(t, n, own.seen[plan], own.listed[plan], True, p, world, ordering)
    left_away = days_left(t, n, own.seen[plan], own.listed[plan], False, p, world, ordering)
    in_time = 1 if left_away > 0.0 else 0
    own_seat = own_seat_of(seats, n.owner, hears[1])
    y = low
    for x in range(len(seats)):
        i = seats[x].organisation
        if y < high and pairs[y].organisation == i:
            y += 1
            continue
        if not ((anybody or seats[x].label == plan) and (seats[x].asked or i == n.owner)):
            continue
        if hears[1, x] == CANNOT:
            fate = NO_DAYS
        elif left_home <= 0.0 or not knows(us[0, met + x], hears[in_time, x], x, own_seat):
            fate = UNHEARD
        else:
            fate = TURNED_DOWN if us[1, met + x] < refused[asking, x] else DECLINED
        note(events, noted, t, j, i, CANDIDATE, plan, turn, fate, 0.0)


@notes(
    reads="street.head street.convener need.amount need.closes need.required need.resource ledger.next ledger.seen"
    " ledger.listed ledger.known ledger.could team.need team.plan team.first team.size team.turn member.organisation"
    " member.days member.paid member.lent",
)
def note_teams(t, camp, street, need, ledger, teams, members, formed, events, noted):
    """Note what was listed, who came with what, and what came of every open need this month; make room for the rest."""
    if len(events) == 0:
        return events
    least = len(need)
    count = reserved = 0
    for s in range(len(street)):
        j = street[s].head
        while j >= 0:
            least = min(least, j)
            count += 1
            j = ledger[j].next
    for x in range(formed):
        reserved += teams[x].size
    room = 5 * count + OF_A_TEAM * formed + OF_A_MEMBER * reserved  # of a need: three lists, how it stood, its end
    events = _with_room(events, noted, room)
    standing = np.full(max(0, len(need) - least), -1, np.int8)
    for x in range(noted[1], noted[0]):
        if events[x].kind == LEFT:
            at = events[x].need - least
            standing[at] = max(standing[at], RANK[events[x].detail])
    for x in range(formed):
        standing[teams[x].need - least] = RANK[SERVED]
        _note_members(events, noted, t, need, teams[x], members)
    for s in range(len(street)):
        j = street[s].head
        while j >= 0:
            n, own = need[j], ledger[j]
            rank = standing[j - least]
            if rank < 0:
                rank = RANK[UNSEEN]
            for plan in range(3):
                if camp.exists[plan]:
                    if own.listed[plan] == t:
                        note(events, noted, t, j, street[s].convener[plan], LISTED, plan, STREET, 0, 0.0)
                    rank = max(rank, RANK[_unlisted(t, n, own, plan)])
            note(events, noted, t, j, NONE, STOOD, NONE, STREET, IN_ORDER[rank], 0.0)
            j = own.next
    return events


@leaf
def _note_members(events, noted, t, need, team, members):
    """Note who came, with how many days and which resources."""
    j = team.need
    n = need[j]
    for place in range(team.size):
        member = members[team.first + place]
        i = member.organisation
        note(events, noted, t, j, i, CAME, team.plan, team.turn, place, member.days)
        if member.paid > HARDLY:
            note(events, noted, t, j, i, COORDINATED, team.plan, team.turn, place, member.paid)
        for k in range(n.required):
            if member.lent[k] > HARDLY:
                note(events, noted, t, j, i, LENT, team.plan, team.turn, n.resource[k], member.lent[k])


@leaf
def _unlisted(t, n, own, plan):
    """Return why a plan had an open need not among those to be served (of one that it had: that nobody saw it)."""
    if own.known[plan] >= n.amount - DONE:
        return THOUGHT_DONE
    if own.seen[plan] == NEVER or own.listed[plan] >= 0:
        return UNSEEN
    if n.closes <= max(own.seen[plan], 30.0 * t):
        return LATE
    return BEYOND if own.could[plan] == 0 else WAITING


@notes(reads="need.amount ledger.open ledger.known ledger.served")
def note_ends(t, camp, need, ledger, events, noted):
    """Note which of the needs that were open this month have closed."""
    if len(events) == 0:
        return
    for x in range(noted[1], noted[0]):
        if events[x].kind == STOOD and not ledger[events[x].need].open:
            j = events[x].need
            ending = COMPLETED if is_done(camp, need[j], ledger[j]) else EXPIRED
            note(events, noted, t, j, NONE, CLOSED, NONE, STREET, ending, ledger[j].served)
