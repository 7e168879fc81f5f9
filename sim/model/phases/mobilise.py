"""Mobilise (3): each organisation decides whether to take part, what to offer, and in earnest or for form's sake."""

from __future__ import annotations

import math

from .. import chance
from ..chance import draw_for_each
from ..columns import APPOINTMENT, COMMUNITY, OWNED
from ..compiled import leaf
from .phase import phase
from .platform import works_for


@phase(
    does="who takes part, what share of hours and resources is offered, and whether effort is real or formal",
    reads="organisation.id organisation.type organisation.street organisation.label organisation.acts"
    " organisation.covered organisation.level organisation.hours organisation.members organisation.capacity"
    " organisation.conditional organisation.inclination organisation.cost organisation.consciousness"
    " organisation.recognition organisation.visibility organisation.motivation organisation.fatigue"
    " organisation.resentment organisation.stock organisation.registered street.acting street.joined street.gave"
    " street.rating street.legitimacy platform.hours",
    writes="organisation.part organisation.ordered organisation.kept_away organisation.formal organisation.share"
    " organisation.effort organisation.given organisation.offer organisation.left organisation.beyond"
    " organisation.beyond_left organisation.called organisation.called_left organisation.checkin"
    " organisation.checkin_left organisation.stock organisation.free street.joined street.gave"
    " month.acting month.covered month.part month.formal month.gave month.given month.hours",
    levers="recognition stake rating_weight commitment barrier detect overhead checkin capacity",
)
def mobilise(t, key, p, camp, lever, world, organisation, street, platform, us, joined, gave, month):
    renew(p, lever, organisation)
    weigh(t, key, p, camp, lever, world, organisation, street, platform, us)
    engage(p, camp, lever, world, organisation, street, joined, gave, month)


@leaf
def renew(p, lever, organisation):
    """Renew the resources that organisations own."""
    for i in range(len(organisation)):
        o = organisation[i]
        for r in range(OWNED):
            full = o.capacity[r] * lever[i].capacity
            o.stock[r] = min(o.stock[r] + p.resources_renewal[r] * full, full)


@leaf
def weigh(t, key, p, camp, lever, world, organisation, street, platform, us):
    """Write whether each takes part, or would but for its rank; and what it would give, in earnest or for form."""
    draw_for_each(key, chance.TAKES_PART, t, organisation, us)
    for i in range(len(organisation)):
        o, pull = organisation[i], lever[i]
        o.part = o.kept_away = o.formal = False
        o.share = 0.0
        if not o.acts:
            continue
        k, s = o.label, street[o.street]
        own, other = s.acting[k], camp.peers * s.acting[1 - k]
        peers = (own * s.joined[k] + other * s.joined[1 - k]) / (own + other)
        example = (own * s.gave[k] + other * s.gave[1 - k]) / (own + other)
        if o.type <= COMMUNITY:
            follows = p.participation_office_follows
            peers = follows * peers + (1.0 - follows) * p.participation_start
            example = follows * example + (1.0 - follows) * p.participation_start_given

        r = world.recognition * o.recognition
        stake = pull.stake * o.visibility * (1.0 - world.rating_weight + world.rating_weight * s.rating[k])
        c = o.consciousness + pull.commitment + o.motivation
        levels_apart = max(0, o.level - 1)
        barred = p.participation_hierarchy * world.barrier * levels_apart
        theta = o.cost + barred + o.fatigue + o.resentment
        x = p.participation_peers * peers + r + stake + c - theta
        o.part = o.covered and us[0, i] < _chance_of(x, p)
        if barred > 0.0 and not o.part and o.covered and o.registered and o.type > COMMUNITY and works_for(platform, k):
            o.kept_away = p.matching_mode != APPOINTMENT and us[0, i] < _chance_of(x + barred, p)

        inclined = min(1.0, max(0.0, o.inclination + p.participation_pull * (r + stake)))
        o.share = min(1.0, max(0.0, (1.0 - o.conditional) * inclined + o.conditional * example))
        for_form = p.effort_formal + p.effort_pressure * stake * (1.0 - pull.detect) - p.effort_conscience * c
        o.formal = us[1, i] < min(1.0, max(0.0, for_form))


@leaf
def _chance_of(x, p):
    """Return the chance of taking part where ``x`` is the balance of reasons."""
    exponent = min(700.0, max(-700.0, -2.0 * p.participation_sharpness * x))
    return 1.0 / (1.0 + math.exp(exponent))


@leaf
def engage(p, camp, lever, world, organisation, street, joined, gave, month):
    """Turn what each has decided into days and resources at hand, and sum up what the street will see of it."""
    joined[:] = 0.0
    gave[:] = 0.0
    mixed = p.costs_mixed_hours if camp.both else 0.0
    by_order = p.matching_mode == APPOINTMENT
    for i in range(len(organisation)):
        o = organisation[i]
        for r in range(OWNED):
            o.free[r] = 0.0
        o.part = o.part and o.acts
        o.ordered = False
        o.effort = o.given = o.offer = o.left = o.beyond = o.beyond_left = o.checkin = o.checkin_left = 0.0
        share, o.called, o.called_left = o.share, 0.0, 0.0
        o.kept_away = o.kept_away and o.acts and not o.part
        if not o.part:
            o.formal, o.share = o.formal and o.kept_away, 0.0
        if not o.acts:
            continue
        k = o.label
        o.given = max(0.0, o.hours - world.overhead - mixed) / p.costs_day_hours
        if o.covered:
            o.checkin = o.checkin_left = o.members * lever[i].checkin / p.costs_day_hours
        month.acting += 1
        month.covered += o.covered
        month.given += o.given + o.checkin
        month.hours += o.hours - p.costs_day_hours * o.given  # what overhead and meetings take, as far as there is
        if o.part or o.kept_away:
            plan = 2 if camp.exists[2] else k
            real_effort = 1.0 - p.effort_legitimacy * (1.0 - street[o.street].legitimacy[plan])
            o.effort = p.effort_formal_value if o.formal else real_effort
        if o.part:
            o.offer = o.left = o.share * o.given
            joined[o.street, k] += 1
            gave[o.street, k] += o.share
            month.part += 1
            month.formal += o.formal
            month.gave += o.share
        elif o.kept_away:
            o.called = o.called_left = share * o.given
        elif by_order and o.covered:
            o.ordered, o.formal, o.effort = True, True, p.effort_formal_value
            o.offer = o.left = p.matching_order_share * o.given
        if o.type <= COMMUNITY and o.covered:
            o.beyond = o.beyond_left = p.matching_last_resort * (o.given - o.offer)
        if o.part or o.ordered or o.beyond > 0.0:
            for r in range(OWNED):
                o.free[r] = o.stock[r]
    for s in range(len(street)):
        for k in range(2):
            if street[s].acting[k]:
                street[s].joined[k] = joined[s, k] / street[s].acting[k]
                street[s].gave[k] = gave[s, k] / street[s].acting[k]
