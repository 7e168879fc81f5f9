"""Discover (2): a need is hidden until somebody sees it."""

from __future__ import annotations

import math

import numpy as np

from .. import chance
from ..chance import draw, draw_many
from ..columns import MASS, NEVER, NONE
from ..compiled import leaf
from ..events import SAW, SHARED, STREET
from .noting import note, open_month
from .phase import Step, phase

# Somebody who may see a need this month.
GLANCE = np.dtype([("need", "i4"), ("organisation", "i4"), ("chance", "f8")], align=True)


@leaf
def _is_blind(camp, own, plan):
    return camp.exists[plan] and own.seen[plan] == NEVER


@leaf
def _count_watchers(camp, j, need, ledger, first_watcher):
    """Return how many watch the needs that some plan has not seen, among those open from ``j`` on."""
    count = 0
    while j >= 0:
        if _is_blind(camp, ledger[j], 0) or _is_blind(camp, ledger[j], 1) or _is_blind(camp, ledger[j], 2):
            count += first_watcher[need[j].area + 1] - first_watcher[need[j].area]
        j = ledger[j].next
    return count


@leaf
def _chance(p, n, s, i, o, pull):
    """Return the chance that an organisation, one of a place's watchers, sees a need there this month.

    Factors of 0 and 1 in the place of branches: nobody can foretell who watches how.
    """
    office = (o.type < 2) & (o.street == s)
    if n.owner >= 0:
        mine = i == n.owner
        return mine * (pull.ask * o.ask) + (office & (not mine)) * (p.discovery_inside * pull.watch)
    by_itself = ((o.area == n.area) | office) * pull.watch
    by_members = (o.covered & (o.residence == n.area)) * pull.member_watch
    by_centre = ((o.area == n.area) & (n.nature >= MASS)) * pull.centre_watch
    return 1.0 - (1.0 - by_itself) * (1.0 - by_members) * (1.0 - by_centre)


@leaf
def _look(p, camp, lever, organisation, s, j, need, ledger, first_watcher, watcher, glances, ids):
    """Note who may see what a plan of theirs has not seen, among the needs open from ``j`` on; return how many."""
    count = 0
    while j >= 0:
        n, own = need[j], ledger[j]
        all_blind = _is_blind(camp, own, 2)
        blind = (all_blind or _is_blind(camp, own, 0)) + 2 * (all_blind or _is_blind(camp, own, 1))
        if blind:
            for x in range(first_watcher[n.area], first_watcher[n.area + 1]):
                i = watcher[x]
                o, glance = organisation[i], glances[count]
                likely = _chance(p, n, s, i, o, lever[i])
                glance.need, glance.organisation, glance.chance = j, i, likely
                ids[0, count], ids[1, count] = n.id, o.id
                count += o.acts & (blind >> o.label) & (likely > 0.0)
        j = ledger[j].next
    return count


@leaf
def _tell(t, key, camp, s, j, n, own, day_0, day_1, month, events, noted):
    """Write the first days on which label 0 and label 1 see a need into the plans that had not seen it."""
    blind_0, blind_1 = _is_blind(camp, own, 0), _is_blind(camp, own, 1)
    if own.seen[0] == NEVER and own.seen[1] == NEVER and own.seen[2] == NEVER:
        month.discovered += 1
    if _is_blind(camp, own, 2):
        own.seen[2] = min(day_0, day_1)
    new_0, new_1 = blind_0 and day_0 < NEVER, blind_1 and day_1 < NEVER
    if new_0:
        own.seen[0] = day_0
    if new_1:
        own.seen[1] = day_1
    if new_0 and camp.exists[1] and draw(key, chance.SHARES, 0, s, n.id, 0)[0] < camp.sight:
        _share(t, j, own, 1, day_0, events, noted)
    if new_1 and camp.exists[0] and draw(key, chance.SHARES, 0, s, n.id, 1)[0] < camp.sight:
        _share(t, j, own, 0, day_1, events, noted)


@leaf
def _share(t, j, own, other, day, events, noted):
    """Let the other plan see what one has seen on a day, unless it saw it earlier."""
    if day < own.seen[other]:
        own.seen[other] = day
        note(events, noted, t, j, NONE, SHARED, other, STREET, 1 - other, day)


@leaf
def _see(t, key, camp, s, mean_delay, organisation, need, ledger, glances, count, us, month, events, noted):
    """Let those who have the luck see, each need's first of either label."""
    x = 0
    while x < count:
        j = glances[x].need
        n, end = need[j], 30.0 * (t + 1)
        start = max(n.arises, 30.0 * t)
        day_0 = day_1 = NEVER
        while x < count and glances[x].need == j:
            if us[0, x] < glances[x].chance:
                day = start + min(mean_delay * -math.log(us[1, x]), end - start)
                i = glances[x].organisation
                note(events, noted, t, j, i, SAW, organisation[i].label, STREET, 0, day)
                if organisation[i].label:
                    day_1 = min(day_1, day)
                else:
                    day_0 = min(day_0, day)
            x += 1
        if min(day_0, day_1) < NEVER:
            _tell(t, key, camp, s, j, n, ledger[j], day_0, day_1, month, events, noted)


@phase(
    does="a need is hidden until somebody sees it",
    reads="organisation.id organisation.type organisation.street organisation.area organisation.residence"
    " organisation.label organisation.acts organisation.covered organisation.ask street.head"
    " need.id need.area need.owner need.nature need.arises ledger.next ledger.seen",
    writes="ledger.seen month.discovered",
    levers="watch member_watch centre_watch ask see_delay",
    makes_arrays=True,
    before=(Step(open_month, ("events",)),),
)
def discover(
    t, key, p, camp, lever, world, organisation, street, need, ledger, first_watcher, watcher, month, events, noted
):
    glances, ids, us = np.empty(0, GLANCE), np.empty((2, 0), np.uint32), np.empty((4, 0))
    for s in range(len(street)):
        head = street[s].head
        room = _count_watchers(camp, head, need, ledger, first_watcher)
        if room > len(glances):
            glances, ids, us = np.empty(room, GLANCE), np.empty((2, room), np.uint32), np.empty((4, room))
        count = _look(p, camp, lever, organisation, s, head, need, ledger, first_watcher, watcher, glances, ids)
        draw_many(key, chance.SEES, t, s, ids[0], ids[1], count, us)
        mean_delay = p.discovery_delay * world.see_delay
        _see(t, key, camp, s, mean_delay, organisation, need, ledger, glances, count, us, month, events, noted)
