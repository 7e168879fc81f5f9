"""deliver: what a team's days bring, who learns of it, what is used up (docs/model.md, 7.7)."""

from __future__ import annotations

from sim.model.chance import CLAIM_SEEN, draw

from .needs import NEVER
from .record import note, note_needs, note_teams
from .team import MATERIAL


def deliver(model):
    for org in model.organisations:
        org.activity += org.wasted
    note_teams(model)
    note_needs(model)
    for team in model.teams:
        serve(model, team)


def serve(model, team):
    production, need = model.settings.production, team.need
    days = sum(w.days for w in team.works)
    real = sum((w.days - w.days_checkin) * w.org.effort + w.days_checkin for w in team.works)
    done = team.delivered = team.quality * real / days
    undone = [redone(model, team, w) for w in team.works]
    team.days = max(0.0, team.days - sum(undone))
    part = team.days / need.amount
    circumstances = {"plan": team.plan, "turn": team.turn}
    first = team.members[0].org
    note(model, need, first, "served", value=team.days, **circumstances)
    if done >= production.floor:
        note(model, need, first, "worth", value=need.worth * part * done, **circumstances)
        note(model, need, first, "averted", value=need.harm * part, **circumstances)
        need.worth_done += need.worth * part * done
        need.averted += need.harm * part
        model.counts.worth += need.worth * part * done
        model.counts.averted += need.harm * part
    else:
        note(model, need, first, "lost", value=production.loss * need.worth * part, **circumstances)
        need.loss += production.loss * need.worth * part
        model.counts.loss += production.loss * need.worth * part
    begin(model, team)
    need.served += team.days
    model.served_in[need.area] += team.days
    knows = spread(model, team)
    if need.owner is not None and (need.owner.label in knows or 2 in knows):
        need.own += sum(
            w.fit * w.days - left for w, left in zip(team.works, undone, strict=True) if w.org.label == need.owner.label
        )
    for work in team.works:
        credit(model, team, work)


def redone(model, team, work):
    """What stays undone of the part of a member after the first whose effort is formal."""
    if work is team.works[0] or not work.org.formal:
        return 0.0
    return model.settings.effort.redo * work.fit * (work.days - work.days_checkin)


def begin(model, team):
    """Time to the first service of a need."""
    need = team.need
    if need.started == NEVER:
        need.started = max(30.0 * model.month, need.seen[team.plan]) + team.members[0].wait
        model.counts.first_services += 1
        model.counts.days_to_service += need.started - need.arises


def spread(model, team):
    """Let the plans know of the service; return those that do."""
    need, p, seen = team.need, team.plan, None
    knows = []
    for other in model.plans:
        if other != p and other != 2 and p != 2:
            if seen is None:
                luck = draw(model.key, CLAIM_SEEN, model.month, need.street, need.id, p)[0]
                seen = luck < model.channels.sight
            if not seen:
                continue
        need.known[other] += team.days
        knows.append(other)
    return knows


def credit(model, team, work):
    org, scenario = work.org, model.settings
    quality_days = team.quality * ((work.days - work.days_checkin) * org.effort + work.days_checkin)
    org.contributed += work.fit * quality_days
    org.activity += work.days + work.coordination
    org.fit_days += work.fit * work.days
    model.counts.travel += work.days * (1.0 - 1.0 / work.pair.way)
    whose = whose_need(model, team.need)
    for r, lent in work.lent.items():
        model.counts.lent += lent
        if org is not whose:
            model.counts.borrowed += lent
        model.used_in[team.need.area] += lent
        if r < MATERIAL:
            model.counts.party_supply += lent
        org.stock[r] = max(0.0, org.stock[r] - model.consumption[r] * lent)
    taken = work.lent.get(MATERIAL, 0.0)
    if team.need.owner is not org:
        org.material_lent += taken
    if model.by_order and model.material_by_order and taken > 0.0 and not work.pair.would_lend:
        org.resentment += scenario.resources.resentment * taken / org.capacity[MATERIAL]
    if org.ordered:
        org.resentment += scenario.matching.order_resentment


def whose_need(model, need):
    """Whose a need is: its owner's, or the residential area's organisation's; None where there is none."""
    return need.owner if need.owner is not None else model.homes[need.area]
