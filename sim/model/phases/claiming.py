"""Claiming without the need's own say: in turn from a list, or blindly without one (docs, 7.6)."""

from __future__ import annotations

import numpy as np

from .. import chance
from ..chance import draw
from ..columns import NONE
from ..compiled import compiled, leaf
from ..events import APART, FULL, JOINED, NO_GAIN, NO_HOURS, SPENT, UNCLAIMED
from .absence import settle
from .convener import are_gone, hours_of, note_won
from .team import (
    HARDLY,
    TEAM_STATE,
    days_in_turn,
    fill_team,
    join,
    less,
    may_join,
    paid_by,
    start_team,
)  # fmt: skip


@compiled
def _by_organisation(pairs, seen, total, organisation, lots):
    """Return the pairs in order of their organisation's lot (then id), and within one by score as it is seen."""
    turn = np.argsort(lots, kind="mergesort")
    for x in range(1, total):  # equal lots are one organisation: sort its pairs by score, tie, row
        index = turn[x]
        y = x
        while (
            y > 0 and lots[turn[y - 1]] == lots[index] and _sooner(pairs[index], pairs[turn[y - 1]], seen, organisation)
        ):
            turn[y] = turn[y - 1]
            y -= 1
        turn[y] = index
    return turn


@leaf
def _sooner(a, b, seen, organisation):
    if a.organisation != b.organisation:
        return organisation[a.organisation].id < organisation[b.organisation].id
    if seen[a.number] != seen[b.number]:
        return seen[a.number] > seen[b.number]
    if a.tie != b.tie:
        return a.tie > b.tie
    return a.need < b.need


@compiled
def claim_in_turn(t, key, p, camp, organisation, area, street, need, ledger, s, plan, rows, first, pairs, seen,
                  promised, calls, won, away, teams, members, formed, reserved, state, supply, month):  # fmt: skip
    """One after the other claims from the list, seeing what was claimed before."""
    count = len(rows)
    total = first[count]
    lots = np.empty(total)
    slot = np.empty(total, np.int32)
    for x in range(count):
        for index in range(first[x], first[x + 1]):
            lots[index] = draw(key, chance.TURN, t, s, 0, organisation[pairs[index].organisation].id)[0]
            slot[index] = x
    turn = _by_organisation(pairs, seen, total, organisation, lots)
    growing = np.zeros(count, TEAM_STATE)
    for x in range(count):
        start_team(growing[x], need[rows[x]], need[rows[x]].amount - ledger[rows[x]].known[plan], street[s].public)
    tried = np.zeros(count, np.int32)
    claims, current = 0, -1
    for index in turn:
        pair = pairs[index]
        i = pair.organisation
        o = organisation[i]
        if i != current:
            claims, current = 0, i
        team, n = growing[slot[index]], need[pair.need]
        spent = o.left - promised[i] <= HARDLY and not (pair.lives and o.checkin_left > HARDLY)
        full = team.size >= p.matching_partners or (team.size > 0 and tried[slot[index]] >= p.matching_tries)
        enough = claims >= p.matching_claims
        if enough or spent or full:
            pair.fate = UNCLAIMED if enough else (SPENT if spent else FULL)
            continue
        hours = hours_of(calls, won, i, team.size)
        if are_gone(calls, 0.0, hours):
            team.short, pair.fate = True, NO_HOURS
            continue
        tried[slot[index]] += team.size > 0
        if not may_join(team, o, n, camp, t, key):
            pair.fate = APART
            continue
        pair.fate = NO_GAIN
        if join(team, pair, o, n, p, promised[i], False, supply):
            pair.fate = JOINED
            claims += 1
            promised[i] += _promise(team)
            calls.taken += hours
            note_won(won, i, t)
    for index in range(total):
        promised[pairs[index].organisation] = 0.0
    for x in range(count):
        team, n = growing[x], need[rows[x]]
        final = state[0]
        start_team(final, n, team.rest, street[s].public)
        final.short = team.short
        for m in range(team.size):
            pair = pairs[team.pair[m]]
            join(final, pair, organisation[pair.organisation], n, p, 0.0, True, supply)
        formed, reserved = settle(
            t, key, p, state, n, ledger[rows[x]], s, plan, calls, won, away, pairs, organisation, area, street, teams,
            members, formed, reserved, supply, month,
        )  # fmt: skip
    return formed, reserved


@leaf
def _promise(team):
    """Return the days, coordination included, that the newest member would have in the team as it stands."""
    remaining, days = team.days, 0.0
    for x in range(team.size):
        days = days_in_turn(team, x, remaining)
        remaining = less(remaining, team.fit[x] * days)
    return days + paid_by(team, team.size - 1)


@compiled
def claim_blind(t, key, p, camp, organisation, area, street, need, ledger, s, plan, rows, first, pairs, seen,
                order, calls, won, away, teams, members, formed, reserved, state, supply, month):  # fmt: skip
    """Everybody claims its best pairs without seeing others' claims; what is not needed is lost for the month."""
    count = len(rows)
    total = first[count]
    lots = np.empty(total)
    for index in range(total):
        lots[index] = pairs[index].organisation
    turn = _by_organisation(pairs, seen, total, organisation, lots)
    claimed = np.zeros(total, np.bool_)
    claims, current = 0, -1
    for index in turn:
        if pairs[index].organisation != current:
            claims, current = 0, pairs[index].organisation
        if claims < p.matching_claims:
            claimed[index] = True
            claims += 1
    kept = np.empty(total, np.uint32)
    for x in range(count):
        team, n = state[0], need[rows[x]]
        claimants = 0
        for y in range(first[x], first[x + 1]):
            if claimed[order[y]]:
                kept[claimants] = order[y]
                claimants += 1
            else:
                pairs[order[y]].fate = UNCLAIMED
        remaining = n.amount - ledger[rows[x]].known[plan]
        fill_team(
            team, kept, 0, claimants, NONE, n, remaining, pairs, organisation, street[s].public, p, camp, t, key, calls,
            won, supply,
        )  # fmt: skip
        formed, reserved = settle(
            t, key, p, state, n, ledger[rows[x]], s, plan, calls, won, away, pairs, organisation, area, street, teams,
            members, formed, reserved, supply, month,
        )  # fmt: skip
    return formed, reserved
