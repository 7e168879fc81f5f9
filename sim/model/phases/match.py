"""Match (6): needs and organisations find each other, and teams form."""

from __future__ import annotations

import numpy as np

from .. import chance
from ..chance import draw_many
from ..columns import APPOINTMENT, BLIND, MEMBER_TYPE, NONE, ONE_WAY, OPTIMAL, TEAM_TYPE, TWO_WAY
from ..compiled import compiled, leaf
from ..events import LEFT, SPENT, STREET
from .absence import note_temptation, settle
from .asking import ask
from .assignment import assign
from .claiming import claim_blind, claim_in_turn
from .convener import CALLS, open_calls
from .declining import leave_out
from .last_resort import serve_at_last
from .noting import note, note_others, note_pairs, open_lists
from .pairs import (
    HOURS_GONE,
    REFUSED,
    SERVED,
    STANCE,
    TAKEN,
    UNABLE,
    asking_label,
    count_seats,
    greatest_score,
    is_ahead,
    is_listed,
    list_up,
    meet,
    note_ids,
    owner_reach,
    sort,
    take_seats,
    take_stance,
)  # fmt: skip
from .phase import Step, phase
from .platform import serve_above
from .queue import OVER, TURN, line_up, play_again
from .team import PAIR, TEAM_STATE, exhausted, fill_team


@leaf
def count_listed(t, camp, street, need, ledger):
    """Return how many teams can form at most this month."""
    count = 0
    for s in range(len(street)):
        for plan in range(3):
            j = street[s].head if camp.exists[plan] else -1
            while j >= 0:
                count += is_listed(t, need, ledger, j, plan)
                j = ledger[j].next
    return count


@compiled
def room_for_teams(listed, p):
    """Return room for as many teams, and for their members."""
    return np.empty(listed, TEAM_TYPE), np.empty(listed * int(p.matching_partners), MEMBER_TYPE)


@phase(
    does="listed needs and those who heard of them find each other; teams form by one rule",
    reads="organisation.id organisation.type organisation.kind organisation.street organisation.functions"
    " organisation.label organisation.acts organisation.registered organisation.area organisation.residence"
    " organisation.offer organisation.left organisation.beyond organisation.beyond_left organisation.kept_away"
    " organisation.called organisation.called_left organisation.checkin organisation.checkin_left organisation.stock"
    " organisation.free organisation.reputation organisation.familiar organisation.resentment street.convener"
    " street.calls seat.organisation seat.id seat.label seat.asked seat.lives seat.distance area.home area.x area.y"
    " street.head street.first_area street.areas street.public platform.hours platform.taken need.id need.street"
    " need.area need.owner need.nature need.amount need.worth need.harm need.closes need.required need.resource"
    " need.weight need.asked need.function need.emphasis ledger.next ledger.seen ledger.listed ledger.known",
    writes="organisation.left organisation.beyond_left organisation.called_left organisation.checkin_left"
    " organisation.free organisation.wasted organisation.missed street.public street.taken platform.taken"
    " ledger.reason team.need team.plan team.first team.size team.lead team.days team.quality team.mixed"
    " team.turn member.organisation member.home member.forced member.days member.checkin member.paid member.fit"
    " member.travel member.lent month.pairs_heard month.pairs_refused month.best_score month.got_score month.team_hours"
    " month.gathered month.partners month.absent month.called_off month.last_resort month.above month.short",
    levers="coordination consent detect known item_hours distance",
    makes_arrays=True,
    before=(
        Step(count_listed, ("listed",)),
        Step(room_for_teams, ("teams", "members")),
        Step(ask, ("first_asked", "asked")),
        Step(open_lists, ("events",)),
    ),
    makes="formed",
)
def match(t, key, p, camp, lever, world, organisation, area, street, platform, need, ledger, first_asked, asked, teams,
          members, promised, won, declined, month, events, noted):  # fmt: skip
    formed = reserved = 0
    supply = np.empty(3)
    state, book = np.zeros(2, TEAM_STATE), np.zeros(1, CALLS)
    away = np.empty((2, len(organisation)))
    note_temptation(p, lever, organisation, away)
    for i in range(len(organisation)):
        organisation[i].wasted = organisation[i].missed = 0.0
    stance = np.empty(len(organisation), STANCE)
    take_stance(p, lever, world, organisation, stance)
    hears, refused = np.empty((2, len(asked))), np.empty((2, len(asked)))
    furthest = np.empty(len(area), np.int8)
    most = len(teams)  # needs on one list
    rows, first = np.empty(most, np.int32), np.empty(most + 1, np.int32)
    turn, queue = np.empty(most, TURN), np.empty(2 * most, np.uint32)
    ids, us = np.empty((2, 0), np.uint32), np.empty((4, 0))
    pairs, seen = np.empty(0, PAIR), np.empty(0)
    order, coming = np.empty(0, np.uint32), np.empty(0, np.uint32)
    for s in range(len(street)):
        for plan in range(3):
            if not camp.exists[plan]:
                continue
            count = list_up(t, need, ledger, street[s].head, plan, rows)
            room = count_seats(need, rows, count, first_asked)
            if room > len(order):
                ids, us = np.empty((2, room), np.uint32), np.empty((4, room))
                pairs, seen = np.empty(room, PAIR), np.empty(room)
                order, coming = np.empty(room, np.uint32), np.empty(room, np.uint32)
            wanted = note_ids(need, rows, count, first_asked, asked, ids)
            draw_many(key, chance.PAIR, t, s, ids[0], ids[1], wanted, us)
            take_seats(
                camp, plan, p.matching_mode == APPOINTMENT, street[s].first_area, street[s].areas, organisation, stance,
                first_asked, asked, hears, refused, furthest,
            )  # fmt: skip
            met = total = 0
            for x in range(count):
                n, own = need[rows[x]], ledger[rows[x]]
                first[x] = total
                low, high = first_asked[n.area], first_asked[n.area + 1]
                total, turned_away = meet(
                    t, key, p, world, organisation, stance, n, own, rows[x], plan,
                    asking_label(n, plan, organisation, area), us, met, low, high, asked, hears, refused, coming, pairs,
                    seen, total, month,
                )  # fmt: skip
                own.reason = REFUSED if turned_away else furthest[n.area]
                own.reason = max(own.reason, owner_reach(n, plan, camp, asked[low:high], hears[1, low:high]))
                met += high - low
                if len(declined):
                    total, own.reason = leave_out(declined, pairs, seen, first[x], total, organisation, own.reason)
                sort(pairs, seen, order, first[x], total, organisation)
                month.best_score += greatest_score(pairs, first[x], total)
            first[count] = total
            calls = book[0]
            open_calls(calls, t, p, world, street[s].convener[plan], street[s].calls[plan])
            won_by = won[s, plan]
            before = formed
            listed, firsts = rows[:count], first[: count + 1]
            if p.matching_mode == ONE_WAY:
                formed, reserved = claim_in_turn(
                    t, key, p, camp, organisation, area, street, need, ledger, s, plan, listed, firsts, pairs, seen,
                    promised, calls, won_by, away, teams, members, formed, reserved, state, supply, month,
                )  # fmt: skip
            elif p.matching_mode == BLIND:
                formed, reserved = claim_blind(
                    t, key, p, camp, organisation, area, street, need, ledger, s, plan, listed, firsts, pairs, seen,
                    order, calls, won_by, away, teams, members, formed, reserved, state, supply, month,
                )  # fmt: skip
            else:
                _set_turns(p, need, ledger, plan, listed, firsts, pairs, seen, order, turn)
                if p.matching_mode == OPTIMAL:
                    assign(pairs, firsts, organisation, turn)
                formed, reserved = _in_order(
                    t, key, p, camp, organisation, area, street, need, ledger, s, plan, listed, firsts, pairs, seen,
                    order, turn, queue, calls, won_by, away, teams, members, formed, reserved, state, supply, month,
                )  # fmt: skip
            for x in range(before, formed):
                month.got_score += max(0.0, pairs[teams[x].lead].score)
            for x in range(count):
                why = ledger[rows[x]].reason
                if first[x + 1] > first[x] and why != SERVED and why != UNABLE and why != HOURS_GONE:
                    ledger[rows[x]].reason = TAKEN
                    for index in range(first[x], first[x + 1]):
                        if not exhausted(organisation[pairs[index].organisation], pairs[index]):
                            ledger[rows[x]].reason = UNABLE
                            break
            if len(events):
                anybody, met = plan == 2 or (camp.partners > 0.0 and camp.both), 0
                for x in range(count):
                    n, own = need[rows[x]], ledger[rows[x]]
                    low, high = first_asked[n.area], first_asked[n.area + 1]
                    note_others(
                        events, noted, t, p, world, anybody, plan, STREET, n, own, rows[x],
                        asking_label(n, plan, organisation, area), us, met, asked[low:high], hears[:, low:high],
                        refused[:, low:high], pairs, first[x], first[x + 1],
                    )  # fmt: skip
                    met += high - low
                note_pairs(events, noted, t, plan, STREET, pairs, seen, 0, total)
            if p.matching_last_resort > 0.0:
                formed, reserved = serve_at_last(
                    t, key, p, camp, world, organisation, area, street, need, ledger, s, plan, listed, stance,
                    first_asked, asked, us, hears, refused, coming, pairs, seen, order, declined, calls, won_by,
                    teams, members, formed, reserved, state[0], supply, month, events, noted,
                )  # fmt: skip
            for x in range(count):
                note(events, noted, t, rows[x], NONE, LEFT, plan, STREET, ledger[rows[x]].reason, 0.0)
            street[s].taken[plan] = book[0].taken
            month.team_hours += book[0].taken
    formed, _ = serve_above(
        t, key, p, camp, world, organisation, area, street, need, ledger, platform, stance, declined, won[len(street)],
        away, teams, members, formed, reserved, state, book[0], supply, month, events, noted,
    )  # fmt: skip
    return formed


@leaf
def _set_turns(p, need, ledger, plan, rows, first, pairs, seen, order, turn):
    """Write when each need's turn comes: by its best pair (two-way), as the convener orders, or by row."""
    for x in range(len(rows)):
        own = turn[x]
        own.top, own.lead, own.place, own.luck = first[x], NONE, -float(x), 0.0
        if first[x] == first[x + 1]:
            own.place = OVER
        elif p.matching_mode == APPOINTMENT:
            own.place = -float(_rank(x, rows, need, ledger, plan))
        elif p.matching_mode == TWO_WAY:
            best = order[first[x]]
            own.place, own.luck = seen[best], pairs[best].tie


@leaf
def _in_order(t, key, p, camp, organisation, area, street, need, ledger, s, plan, rows, first, pairs, seen, order,
              turn, queue, calls, won, away, teams, members, formed, reserved, state, supply, month):  # fmt: skip
    """Form teams need by need, in order of their turns; in two-way matching a need's best pair may fall away."""
    count = len(rows)
    line_up(queue, count, turn)
    while count and turn[queue[1]].place > OVER:
        x = queue[1]
        own, last = turn[x], first[x + 1]
        before = own.top
        while p.matching_mode == TWO_WAY and own.top < last and _is_spent(pairs[order[own.top]], organisation):
            pairs[order[own.top]].fate = SPENT
            own.top += 1
        if before < own.top < last:  # its turn comes with that of its best pair left
            best = order[own.top]
            own.place, own.luck = seen[best], pairs[best].tie
        else:
            own.place = OVER
        play_again(queue, count, x, turn)
        if own.top == last or own.place > OVER:
            continue
        n, remaining = need[rows[x]], need[rows[x]].amount - ledger[rows[x]].known[plan]
        fill_team(
            state[0], order, own.top, last, own.lead, n, remaining, pairs, organisation, street[s].public, p, camp, t,
            key, calls, won, supply,
        )  # fmt: skip
        formed, reserved = settle(
            t, key, p, state, n, ledger[rows[x]], s, plan, calls, won, away, pairs, organisation, area, street, teams,
            members, formed, reserved, supply, month,
        )  # fmt: skip
    return formed, reserved


@leaf
def _is_spent(pair, organisation):
    return exhausted(organisation[pair.organisation], pair)


@leaf
def _rank(x, rows, need, ledger, plan):
    """Return a need's rank as the convener orders, the earlier row first among equals."""
    a, before = rows[x], 0
    for y in range(len(rows)):
        b = rows[y]
        before += is_ahead(b, a, need, ledger, plan) or (y < x and not is_ahead(a, b, need, ledger, plan))
    return before
