"""match: needs and resources find each other (docs/model.md, 7.5 and 7.6)."""

from __future__ import annotations

import heapq

import numpy as np
from scipy.optimize import linear_sum_assignment

from sim.model.chance import PAIR, TURN, draw

from .asked import asked_this_month, comes_into_question, idea_error, seen_score
from .convener import settle_hours
from .last_resort import last_resort
from .needs import SOCIAL
from .platform import serve_above
from .record import REASONS, note, note_pairs
from .team import TINY, Pair, Team

# Why a listed need was not served.
SERVED, NOBODY_NEAR, NOBODY_WILLING, NOBODY_HEARD, REFUSED, NO_QUALITY, TAKEN, HOURS_GONE = range(8)


def match(model):
    model.teams = []
    model.called_off = set()  # ids of needs of the plan at work
    for street in model.streets:
        street.taken = [0.0] * 3
    model.asked = asked_this_month(model)
    mode = MODES[model.settings.matching.mode]
    for street in model.streets:
        for p in model.plans:
            needs = [
                need
                for need in street.open
                if need.listed[p] >= 0 and need.unfinished(p) and need.closes > 30.0 * model.month
            ]
            pairs = {need.id: pairs_of(model, p, need) for need in needs}
            model.called_off.clear()
            mode(model, street, p, [need for need in needs if pairs[need.id]], pairs)
            for need in needs:
                called_off = need.id in model.called_off
                if need.reason == NO_QUALITY and not called_off and all(pair.exhausted() for pair in pairs[need.id]):
                    need.reason = TAKEN
            for need in needs:
                note_pairs(model, p, "street", pairs[need.id])
            model.counts.short += sum(need.reason == HOURS_GONE for need in needs)
            if model.settings.matching.last_resort > 0.0:
                last_resort(model, street, p, needs, days_left_of, asking_label)
            for need in needs:
                note(model, need, None, "left", plan=p, detail=REASONS[need.reason])
    serve_above(model, asking_label)


def asking_label(model, p, need):
    """The label towards which trust is felt."""
    if p < 2:
        return p
    return need.owner.label if need.owner is not None else model.area_label[need.area]


def days_left_of(model, p, need, tie):
    """Days of the month that are left to an organisation, and days until it hears (7.5)."""
    t, delay = model.month, 0.0
    new = need.listed[p] == t
    start = max(30.0 * t, need.seen[p]) if new else 30.0 * t
    if new and not model.by_order:
        delay = model.settings.hearing.days * model.levers.delay
        if need.nature == SOCIAL:
            delay *= model.levers.urgent_delay
    wait = 0.0 if tie.at_home or tie.org is need.owner else delay
    return min(min(30.0 * (t + 1), need.closes) - start - wait, 30.0), wait


def pairs_of(model, p, need):
    """The candidates who have days, have heard and are accepted; best first."""
    key, t, counts = model.key, model.month, model.counts
    refusal, partners = model.settings.trust.refusal, model.channels.partners
    asks = asking_label(model, p, need)
    pairs, heard, willing, near = [], 0, 0, 0
    for tie in model.ties[need.area]:
        if p < 2 and tie.label != p and partners <= 0.0:
            continue
        org = tie.org
        if not comes_into_question(model, need, org):
            continue
        near += 1
        circumstances = {"plan": p, "turn": "street"}
        if org.left <= TINY and not (tie.resident and org.checkin_left > TINY):
            note(model, need, org, "candidate", detail="no_days", **circumstances)
            continue
        willing += 1
        days_left, wait = days_left_of(model, p, need, tie)
        if days_left <= 0.0:
            note(model, need, org, "candidate", detail="unheard", **circumstances)
            continue
        u = draw(key, PAIR, t, need.street, need.id, org.id)
        if u[0] >= tie.hear_chance and org is not need.owner:
            note(model, need, org, "candidate", detail="unheard", **circumstances)
            continue
        heard += 1
        trust = org.reputation[asks]
        if u[1] < refusal * (1.0 - trust):
            note(model, need, org, "candidate", detail="refused", **circumstances)
            continue
        pair = Pair(model, need, tie, days_left, wait, trust, u)
        if model.by_order:
            pair.score += idea_error(model, need, org)
        pair.seen = seen_score(model, pair, asks)
        pairs.append(pair)
    counts.heard += heard
    counts.refused += heard - len(pairs)
    if pairs:
        need.reason = NO_QUALITY  # unless a team is formed
    elif heard:
        need.reason = REFUSED
    else:
        need.reason = NOBODY_HEARD if willing else NOBODY_WILLING if near else NOBODY_NEAR
    pairs.sort(key=Pair.rank)
    if pairs:
        counts.best_score += max(0.0, *(pair.score for pair in pairs))
    return pairs


def form(model, team):
    if team.form():
        team.need.reason = SERVED
        model.counts.got_score += max(0.0, team.members[0].score)
        model.teams.append(team)
    elif team.called_off:
        model.called_off.add(team.need.id)
    elif team.short:
        team.need.reason = HOURS_GONE


def gather(model, street, p, need, pairs):
    """Let the pairs that are not exhausted join in their order, and form the team."""
    team = Team(model, street, p, need)
    team.fill(pairs)
    form(model, team)


def two_way(model, street, p, needs, pairs):
    """Both sides choose: the best pair of all goes first."""
    queue = [(*lead(pairs[need.id][0]), need.row, 0, need) for need in needs]
    heapq.heapify(queue)
    while queue:
        *_, at, need = heapq.heappop(queue)
        own = pairs[need.id]
        first = at
        while first < len(own) and own[first].exhausted():
            own[first].fate = "spent"
            first += 1
        if first == len(own):
            continue
        if first > at:
            heapq.heappush(queue, (*lead(own[first]), need.row, first, need))
            continue
        gather(model, street, p, need, own[first:])


def lead(pair):
    return -pair.seen, -pair.luck


def by_organisation(needs, pairs):
    """Each organisation's own pairs, best first."""
    own = {}
    for need in needs:
        for pair in pairs[need.id]:
            own.setdefault(pair.org.row, []).append(pair)
    for listed in own.values():
        listed.sort(key=lambda pair: (-pair.seen, -pair.luck, pair.need.row))
    return own


def one_way(model, street, p, needs, pairs):
    """Holders of resources claim in turn; days are reserved only at the end."""
    own = by_organisation(needs, pairs)
    orgs = [model.organisations[row] for row in own]
    orgs.sort(key=lambda o: (draw(model.key, TURN, model.month, street.index, 0, o.id)[0], o.id))
    teams = {need.id: Team(model, street, p, need) for need in needs}
    for org in orgs:
        promised, claims = 0.0, 0
        for pair in own[org.row]:
            if claims == model.settings.matching.claims:
                pair.fate = "unclaimed"
                continue
            if org.left - promised <= TINY and not (pair.resident and org.checkin_left > TINY):
                pair.fate = "spent"
                continue
            team = teams[pair.need.id]
            if team.try_to_join(pair, promised):
                settle_hours(team)
                promised += sum(team.days_in_order()[-1])
                claims += 1
    for need in needs:
        team = teams[need.id]
        if team.members:
            team.renew()
        form(model, team)


def blind(model, street, p, needs, pairs):
    """Everybody claims without seeing the others' claims."""
    claimed = {need.id: [] for need in needs}
    for listed in by_organisation(needs, pairs).values():
        for pair in listed[: model.settings.matching.claims]:
            claimed[pair.need.id].append(pair)
        for pair in listed[model.settings.matching.claims :]:
            pair.fate = "unclaimed"
    for need in needs:
        gather(model, street, p, need, sorted(claimed[need.id], key=Pair.rank))


def appointment(model, street, p, needs, pairs):
    """The convener orders."""
    for need in sorted(needs, key=lambda need: (need.listed[p], -need.value, need.row)):
        gather(model, street, p, need, pairs[need.id])


def optimal(model, street, p, needs, pairs):
    """One lead organisation to each need, so that the scores sum to the most (an upper bound)."""
    rows = sorted({pair.org.row for need in needs for pair in pairs[need.id]})
    column = {row: i for i, row in enumerate(rows)}
    scores = np.zeros((len(needs), len(rows)))
    for i, need in enumerate(needs):
        for pair in pairs[need.id]:
            if pair.score > 0.0:
                scores[i, column[pair.org.row]] = pair.score + 1e-9 * pair.luck
    leads = {}
    for i, j in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
        if scores[i, j] > 0.0:
            leads[needs[i].id] = rows[j]
    for need in sorted(needs, key=lambda need: need.id not in leads):
        first = leads.get(need.id, -1)
        gather(
            model,
            street,
            p,
            need,
            sorted(pairs[need.id], key=lambda pair: (pair.org.row != first, *pair.rank())),
        )


MODES = {
    "two_way": two_way,
    "one_way": one_way,
    "blind": blind,
    "appointment": appointment,
    "optimal": optimal,
}
