"""mobilise: who takes part, how much one offers, and whether the effort is real (docs/model.md, 7.3)."""

from __future__ import annotations

import math

from sim.model.chance import TAKES_PART, draw

from .places import AREA_OFFICES, clip


def mobilise(model):
    renew(model)
    for street in model.streets:
        for k in (0, 1):
            expected = among_peers(model, street, k, street.took_part)
            given = among_peers(model, street, k, street.gave)
            for org in street.members[k]:
                decide(model, street, org, expected, given)
        for k in (0, 1):
            if street.count[k]:
                took = [o for o in street.members[k] if o.part]
                street.took_part[k] = len(took) / street.count[k]
                street.gave[k] = sum(o.share for o in took) / street.count[k]


def renew(model):
    for org in model.organisations:
        org.stock = [min(s + rate * c, c) for s, rate, c in zip(org.stock, model.renewal, org.capacity, strict=True)]


def among_peers(model, street, k, last):
    """Last month's mean over the peers of label ``k``: its own, and the other's with weight *peers*."""
    weight = model.channels.peers * street.count[1 - k]
    total = street.count[k] + weight
    return (street.count[k] * last[k] + weight * last[1 - k]) / total if total else 0.0


def decide(model, street, org, expected, given):
    part, effort, levers = model.settings.participation, model.settings.effort, model.levers
    if org.type in AREA_OFFICES:
        follows = part.office_follows
        expected = follows * expected + (1.0 - follows) * part.start
        given = follows * given + (1.0 - follows) * part.start_given
    recognition = levers.recognition * org.rec
    weight = levers.rating_weight
    stake = org.stake * org.visibility * (1.0 - weight + weight * street.rating[org.label])
    conviction = org.consciousness + org.commitment + org.motivation
    cost = org.cost + part.hierarchy * levers.barrier * max(0, org.level - 1) + org.fatigue + org.resentment

    u = draw(model.key, TAKES_PART, model.month, 0, 0, org.id)
    x = part.peers * expected + recognition + stake + conviction - cost
    org.part = org.covered and u[0] < chance(part, x)
    willing = clip(org.inclination + part.pull * (recognition + stake))
    org.share = clip((1.0 - org.conditional) * willing + org.conditional * given)

    pressed = effort.formal + effort.pressure * stake * (1.0 - org.detect) - effort.conscience * conviction
    org.kept_away = kept_away(model, org, x, u[0])
    org.formal = (org.part or org.kept_away) and u[1] < clip(pressed)
    if not org.part and not org.kept_away:
        org.effort = 0.0
    elif org.formal:
        org.effort = effort.formal_value
    else:
        org.effort = 1.0 - effort.legitimacy * (1.0 - street.legitimacy[model.own_plan[org.label]])

    mixed = model.settings.costs.mixed_hours if model.mixed else 0.0
    org.given = max(0.0, org.hours - levers.overhead - mixed) / model.settings.costs.day_hours
    org.offer = org.share * org.given if org.part else 0.0
    org.called = org.called_left = org.share * org.given if org.kept_away else 0.0
    org.called_free = list(org.stock) if org.kept_away else [0.0] * 6
    org.ordered = model.by_order and org.covered and not org.part
    if org.ordered:
        org.offer = model.settings.matching.order_share * org.given
        org.formal, org.effort = True, effort.formal_value
    org.checkin = org.members * org.checkin_rate / model.settings.costs.day_hours if org.covered else 0.0
    can_be_called = org.covered and org.type in AREA_OFFICES
    last = model.settings.matching.last_resort
    org.beyond = org.beyond_left = last * (org.given - org.offer) if can_be_called else 0.0
    org.left, org.checkin_left = org.offer, org.checkin
    org.free = list(org.stock) if org.part or org.ordered or org.beyond > 0.0 else [0.0] * 6
    org.contributed = org.activity = org.seen = org.fit_days = 0.0
    org.wasted = org.missed = 0.0
    org.honoured = False


def chance(part, x):
    """Of taking part, with this balance of reasons."""
    return 1.0 / (1.0 + math.exp(clip(-2.0 * part.sharpness * x, -700.0, 700.0)))


def kept_away(model, org, x, luck):
    """Whether its rank alone keeps it from taking part, and a platform can call it."""
    part = model.settings.participation
    if org.part or not org.covered or not org.registered or org.type in AREA_OFFICES or org.level < 2:
        return False
    if model.by_order or not model.platform.works_for(org.label):
        return False
    return luck < chance(part, x + part.hierarchy * model.levers.barrier * (org.level - 1))
