"""Declining: organisations that choose for themselves learn what they could claim, and what they decline is left out.

Nobody declines anything unless somebody put an organisation of a class of its own into the district.
"""

from __future__ import annotations

import numpy as np

from .. import chance
from ..chance import draw_many
from ..columns import APPOINTMENT
from ..compiled import compiled, leaf
from ..sorted_codes import stands_in
from .pairs import (
    NOBODY_WILLING,
    STANCE,
    asking_label,
    count_seats,
    is_listed,
    list_up,
    meet,
    note_ids,
    take_seats,
    take_stance,
)  # fmt: skip
from .team import PAIR


@compiled
def claimable(t, key, p, camp, lever, world, organisation, area, street, platform, need, ledger, first_asked, asked,
              teams, claimers, month):  # fmt: skip
    """Return what ``claimers`` have heard of or can be called to, and may serve, as codes of need and organisation.

    It is what `match` finds when nobody has any team yet, and all that a platform that can call them may take up; what
    it counts in ``month`` is for nobody.
    """
    stance, furthest = np.empty(len(organisation), STANCE), np.empty(len(area), np.int8)
    take_stance(p, lever, world, organisation, stance)
    hears, refused = np.empty((2, len(asked))), np.empty((2, len(asked)))
    rows = np.empty(len(teams), np.int32)
    codes = np.empty(0, np.int64)
    for s in range(len(street)):
        for plan in range(3):
            if not camp.exists[plan]:
                continue
            count = list_up(t, need, ledger, street[s].head, plan, rows)
            room = count_seats(need, rows, count, first_asked)
            ids, us = np.empty((2, room), np.uint32), np.empty((4, room))
            pairs, seen, coming = np.empty(room, PAIR), np.empty(room), np.empty(room, np.uint32)
            draw_many(
                key, chance.PAIR, t, s, ids[0], ids[1], note_ids(need, rows, count, first_asked, asked, ids), us
            )  # fmt: skip
            take_seats(
                camp, plan, p.matching_mode == APPOINTMENT, street[s].first_area, street[s].areas, organisation, stance,
                first_asked, asked, hears, refused, furthest,
            )  # fmt: skip
            met = total = 0
            for x in range(count):
                n = need[rows[x]]
                asking = asking_label(n, plan, organisation, area)
                low, high = first_asked[n.area], first_asked[n.area + 1]
                total, _ = meet(
                    t, key, p, world, organisation, stance, n, ledger[rows[x]], rows[x], plan, asking, us, met, low,
                    high, asked, hears, refused, coming, pairs, seen, total, month,
                )  # fmt: skip
                met += high - low
            here, own = np.empty(total, np.int64), 0
            for x in range(total):
                if claimers[pairs[x].organisation]:
                    here[own] = code(pairs[x].need, pairs[x].organisation, organisation)
                    own += 1
            codes = np.concatenate((codes, here[:own]))
    return np.concatenate((codes, _called_to(t, p, camp, organisation, street, platform, need, ledger, claimers)))


@compiled
def _called_to(t, p, camp, organisation, street, platform, need, ledger, claimers):
    """Return the codes of what a platform may call its registered claimers to."""
    taken_up, called = np.zeros((3, len(need)), np.bool_), 0
    for plan in range(3):
        for s in range(len(street) if platform.hours[plan] > 0.0 else 0):
            j = street[s].head
            while j >= 0:
                waits = t - ledger[j].listed[plan] >= p.convening_platform_after
                taken_up[plan, j] = waits and is_listed(t, need, ledger, j, plan)
                called += taken_up[plan, j]
                j = ledger[j].next
    codes, total = np.empty(called * np.count_nonzero(claimers), np.int64), 0
    for plan in range(3):
        anybody = plan == 2 or (camp.partners > 0.0 and camp.both)
        for j in np.flatnonzero(taken_up[plan]):
            for i in np.flatnonzero(claimers):
                if organisation[i].registered and (anybody or organisation[i].label == plan):
                    codes[total] = code(j, i, organisation)
                    total += 1
    return codes[:total]


@leaf
def code(need, organisation, organisations):
    """Return one number for a need and an organisation, by their rows."""
    return np.int64(need) * len(organisations) + np.int64(organisation)


@leaf
def leave_out(declined, pairs, seen, first, end, organisation, reason):
    """Take the pairs that were declined (sorted codes) out of those of a need; return their end, and why no more."""
    kept = first
    for x in range(first, end):
        if not stands_in(declined, code(pairs[x].need, pairs[x].organisation, organisation)):
            pairs[kept], seen[kept] = pairs[x], seen[x]
            pairs[kept].number = kept
            kept += 1
    return kept, NOBODY_WILLING if first == kept < end else reason
