"""Discover (2): a need is hidden until somebody sees it."""

from __future__ import annotations

import math

from .. import chance
from ..chance import draw
from ..columns import NEVER
from .phase import phase


@phase(
    does="a need is hidden until somebody sees it",
    reads="organisation.id organisation.type organisation.street organisation.area organisation.residence"
    " organisation.label organisation.acts organisation.covered organisation.ask street.head"
    " need.id need.area need.owner need.arises ledger.next ledger.seen",
    writes="ledger.seen month.discovered",
    levers="watch member_watch ask see_delay",
)
def discover(t, key, p, camp, lever, world, organisation, street, need, ledger, first_watcher, watcher, month):
    now, end = 30.0 * t, 30.0 * (t + 1)
    mean_delay = p.discovery_delay * world.see_delay
    for s in range(len(street)):
        j = street[s].head
        while j >= 0:
            n, seen = need[j], ledger[j].seen
            blind_0 = camp.exists[0] and seen[0] == NEVER
            blind_1 = camp.exists[1] and seen[1] == NEVER
            blind_2 = camp.exists[2] and seen[2] == NEVER
            if blind_0 or blind_1 or blind_2:
                start = max(n.arises, now)
                day_0 = day_1 = NEVER  # the first day on which label 0, label 1 sees it this month
                for x in range(first_watcher[n.area], first_watcher[n.area + 1]):
                    w = watcher[x]
                    o = organisation[w]
                    if not o.acts or not (blind_2 or (blind_1 if o.label else blind_0)):
                        continue
                    if n.owner >= 0:
                        if w == n.owner:
                            chance_seen = lever[w].ask * o.ask
                        elif o.type < 2 and o.street == s:
                            chance_seen = p.discovery_inside * lever[w].watch
                        else:
                            continue
                    else:
                        by_itself = lever[w].watch if o.area == n.area or (o.type < 2 and o.street == s) else 0.0
                        by_members = lever[w].member_watch if o.covered and o.residence == n.area else 0.0
                        chance_seen = 1.0 - (1.0 - by_itself) * (1.0 - by_members)
                    if chance_seen <= 0.0:
                        continue
                    u0, u1, _, _ = draw(key, chance.SEES, t, s, n.id, o.id)
                    if u0 < chance_seen:
                        day = start + min(mean_delay * -math.log(u1), end - start)
                        if o.label:
                            day_1 = min(day_1, day)
                        else:
                            day_0 = min(day_0, day)
                if min(day_0, day_1) < NEVER:
                    if seen[0] == NEVER and seen[1] == NEVER and seen[2] == NEVER:
                        month.discovered += 1
                    if blind_2:
                        seen[2] = min(day_0, day_1)
                    new_0, new_1 = blind_0 and day_0 < NEVER, blind_1 and day_1 < NEVER
                    if new_0:
                        seen[0] = day_0
                    if new_1:
                        seen[1] = day_1
                    if new_0 and camp.exists[1] and draw(key, chance.SHARES, 0, s, n.id, 0)[0] < camp.sight:
                        seen[1] = min(seen[1], day_0)
                    if new_1 and camp.exists[0] and draw(key, chance.SHARES, 0, s, n.id, 1)[0] < camp.sight:
                        seen[0] = min(seen[0], day_1)
            j = ledger[j].next
