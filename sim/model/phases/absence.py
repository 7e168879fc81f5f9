"""Staying away: what a team is when some of those it counted on do not come (docs, 7.6)."""

from __future__ import annotations

from .. import chance
from ..chance import draw
from ..compiled import leaf
from ..events import ABSENT, CALLED_OFF, DISSOLVED
from .convener import note_won
from .pairs import HOURS_GONE, SERVED, UNABLE, asking_label
from .team import days_in_turn, from_left, is_formed, join, less, paid_by, reserve, start_team


@leaf
def note_temptation(p, lever, organisation, away):
    """Note how far nothing keeps each organisation from staying away, by the label that asks."""
    if p.trust_absence > 0.0:
        for i in range(len(organisation)):
            for k in range(2):
                away[k, i] = (1.0 - organisation[i].reputation[k]) * (1.0 - lever[i].detect)


@leaf
def settle(t, key, p, state, n, own, s, plan, calls, won, away, pairs, organisation, area, street, teams, members,
           formed, reserved, supply, month):  # fmt: skip
    """Let the first team of ``state`` go to work if it is formed, else note why not; return the new counts."""
    team, before = state[0], formed
    if team.size > 0 and is_formed(team, p):
        asking = asking_label(n, plan, organisation, area)
        formed, reserved = _send(
            t, key, p, team, state[1], n, s, plan, calls, won, away[asking], pairs, organisation, street, teams,
            members, formed, reserved, supply, month,
        )  # fmt: skip
        own.reason = SERVED if formed > before else UNABLE
        return formed, reserved
    for x in range(team.size):
        pairs[team.pair[x]].fate = DISSOLVED
    if team.short:
        own.reason = HOURS_GONE
        month.short += 1
    return formed, reserved


@leaf
def _send(t, key, p, team, spare, n, s, plan, calls, won, away, pairs, organisation, street, teams, members, formed,
         reserved, supply, month):  # fmt: skip
    """Let a formed team go to work, of those who come; return the new counts of teams and members.

    Where the count of teams is what it was the team was called off.
    """
    month.gathered += 1
    month.partners += team.size - 1
    calls.taken += team.hours
    for x in range(team.size):
        note_won(won, pairs[team.pair[x]].organisation, t)
    if p.trust_absence > 0.0 and _part(t, key, p, team, n, away, pairs, organisation):
        _call(team, spare, n, street[s].public, p, pairs, organisation, supply, month)
        if not is_formed(spare, p):
            _call_off(spare, pairs, organisation)
            month.called_off += 1
            return formed, reserved
        return reserve(spare, n, s, plan, pairs, organisation, street, teams, members, formed, reserved)
    return reserve(team, n, s, plan, pairs, organisation, street, teams, members, formed, reserved)


@leaf
def _part(t, key, p, team, n, away, pairs, organisation):
    """Write which members stay away; return whether any does."""
    kind, some = organisation[pairs[team.pair[0]].organisation].kind, False
    team.away[0] = 0
    for x in range(1, team.size):
        i = pairs[team.pair[x]].organisation
        o, chance_of_it = organisation[i], p.trust_absence
        if o.kind != kind:
            chance_of_it = min(1.0, chance_of_it * p.trust_absence_across)
        team.away[x] = draw(key, chance.ABSENT, t, n.street, n.id, o.id)[0] < chance_of_it * away[i]
        some |= team.away[x] > 0
    return some


@leaf
def _call(team, spare, n, public, p, pairs, organisation, supply, month):
    """Reckon the team anew of those present, and note what the others would have given."""
    start_team(spare, n, team.rest, public)
    remaining = team.days
    for x in range(team.size):
        pair = pairs[team.pair[x]]
        o, days = organisation[pair.organisation], days_in_turn(team, x, remaining)
        remaining = less(remaining, team.fit[x] * days)
        if team.away[x] > 0:
            month.absent += 1
            o.missed += team.fit[x] * days
            pair.fate, pair.lost = ABSENT, team.fit[x] * days
        else:
            join(spare, pair, o, n, p, 0.0, True, supply)


@leaf
def _call_off(team, pairs, organisation):
    """Take the days of those who came for nothing."""
    remaining = team.days
    for x in range(team.size):
        pair = pairs[team.pair[x]]
        o, days = organisation[pair.organisation], days_in_turn(team, x, remaining)
        remaining = less(remaining, team.fit[x] * days)
        from_offer, from_members = from_left(o, pair, days + paid_by(team, x))
        o.wasted += from_offer + from_members
        pair.fate, pair.lost = CALLED_OFF, from_offer + from_members
