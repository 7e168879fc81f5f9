"""Levers: what institutions, technology and the five mechanisms change (docs/model.md, 2.4 and 7.11)."""

from __future__ import annotations

from .places import AREA_OFFICES, NOWHERE, RESIDENTIAL, TWO_NEW

MECHANISMS = ("mobilisation", "planning", "liaison", "supervision", "incentive")


def either(chance, other):
    """Two independent chances."""
    return 1.0 - (1.0 - chance) * (1.0 - min(max(other, 0.0), 1.0))


class WorldLevers:
    """The levers that hold for everybody, at their base."""

    def __init__(self):
        self.see_delay = self.appraisal_error = self.delay = self.urgent_delay = 1.0
        self.coordination = self.barrier = self.distance = self.attention = 1.0
        self.item_hours = self.noise = 1.0
        self.rating_weight = self.recognition = self.honour = self.publicity = 0.0
        self.minority = self.legitimacy = self.wish = self.overhead = 0.0
        self.platform = 0.0
        self.voters = 0


def set_bases(scenario, orgs):
    see = scenario.discovery
    for o in orgs:
        o.watch = see.residential if o.type == RESIDENTIAL else see.street if o.type in AREA_OFFICES else see.unit
        o.voice = see.owner
        o.cover = scenario.district.two_new_cover if o.type == TWO_NEW else 1.0
        o.consent = scenario.resources.consent
        o.capacity_scale = 1.0
        o.member_watch = o.centre_watch = o.commitment = o.stake = o.detect = o.hearing = o.registering = 0.0
        o.known = o.checkin_rate = 0.0
        o.signs = False


def institutions(s, world, orgs):
    world.attention *= 1.0 - s.investment_promotion
    world.barrier *= 1.0 - s.both_ends
    world.platform = min(1.0, world.platform + s.district_platform)
    for o in orgs:
        if o.level in (2, 3):
            o.registering = either(o.registering, float(s.district_platform if o.level == 2 else s.city_platform))
        if o.type == RESIDENTIAL:
            o.watch = either(o.watch, 0.2 * s.grid_cover)
        if o.type == TWO_NEW:
            o.cover = either(o.cover, s.two_new_cover)


def technology(s, world, orgs):
    world.see_delay *= 1.0 - 0.5 * s.e_visits
    world.wish = either(world.wish, s.wishes)
    world.urgent_delay *= 1.0 - 0.3 * s.community_link
    world.distance *= 1.0 - 0.5 * s.service_circle
    for o in orgs:
        if o.type == RESIDENTIAL:
            o.watch = either(o.watch, 1.0 - (1.0 - s.grid_sight) ** s.grid_workers)
            o.centre_watch = either(o.centre_watch, s.centre_sight * s.service_circle)
        if o.type in AREA_OFFICES:
            o.watch = either(o.watch, 0.3 * s.e_visits)
        if o.type == TWO_NEW:
            o.cover = either(o.cover, 0.6 * s.online_branches)
        o.hearing = either(o.hearing, 1.0 - 0.93**s.databases)
        o.known = either(o.known, 1.0 - 0.85**s.databases)
        o.registering = either(o.registering, 1.0 - 0.8**s.databases)
        o.voice = either(o.voice, 0.4 * s.community_link)
        if o.kind == 1:
            o.member_watch = either(o.member_watch, 1.0 - (1.0 - 0.005 * s.community_link) ** o.members)


def mobilisation(s, world, orgs):
    dose = s.strength
    world.overhead += s.hours * dose
    for o in orgs:
        o.commitment += 0.3 * s.pledges * dose
        if o.kind == 0:
            o.commitment += 0.5 * s.consciousness * dose
            continue
        o.commitment += 0.3 * s.consciousness * dose
        if o.body.contract_lot < s.contracts * dose:
            o.signs = True
            o.commitment += 0.5
        o.checkin_rate += 0.25 * s.checkin * dose
        o.member_watch = either(o.member_watch, 1.0 - (1.0 - 0.01 * s.checkin * dose) ** o.members)


def planning(s, world, orgs):
    dose = s.strength
    world.overhead += s.hours * dose
    world.voters += round(7 * s.conference * dose)
    world.item_hours *= 1.0 - 0.25 * s.conference * dose
    world.item_hours *= 1.0 + 0.1 * s.experts * dose
    world.legitimacy = either(world.legitimacy, s.hearings * dose)
    world.minority = min(1.0, world.minority + 0.2 * s.hearings * dose)
    world.noise *= 1.0 - 0.4 * s.research * dose
    world.noise *= 1.0 - 0.4 * s.experts * dose


def liaison(s, world, orgs):
    dose = s.strength
    world.overhead += s.hours * dose
    world.delay *= 1.0 - 0.5 * s.exchange * dose
    world.delay *= 1.0 - 0.3 * s.officers * dose
    world.urgent_delay *= 1.0 - 0.8 * s.urgent * dose
    world.coordination *= 0.9 ** (s.meetings * dose)
    world.coordination *= 1.0 - 0.4 * s.officers * dose
    for o in orgs:
        o.hearing = either(o.hearing, 0.5 * s.exchange * dose)
        o.hearing = either(o.hearing, 1.0 - 0.8 ** (s.meetings * dose))
        if o.kind == 1:
            o.hearing = either(o.hearing, 0.2 * s.officers * dose)
            o.known = either(o.known, 0.4 * s.officers * dose)
        o.known = either(o.known, 0.5 * s.resource_list * dose)


def supervision(s, world, orgs):
    dose = s.strength
    world.overhead += s.hours * dose
    world.appraisal_error *= 1.0 - 0.6 * s.appraisal * dose
    world.rating_weight = min(1.0, world.rating_weight + s.residents_rating * dose)
    for o in orgs:
        o.stake += 0.1 * s.appraisal * dose + 0.1 * s.residents_rating * dose
        o.detect = either(o.detect, 0.4 * s.inspection * dose)
        if o.kind == 1:
            o.stake += 0.4 * s.dual_assessment * dose + 0.3 * s.linked_goals * dose
            o.detect = either(o.detect, 0.3 * s.feedback * dose)
        else:
            o.stake += 0.2 * s.linked_goals * dose
        o.stake = min(1.0, o.stake)


def incentive(s, world, orgs):
    dose = s.strength
    world.overhead += s.hours * dose
    world.honour = either(world.honour, 0.3 * s.civility * dose)
    world.honour = either(world.honour, 0.3 * s.party_awards * dose)
    world.recognition += (0.3 * s.party_awards + 0.2 * s.reports + 0.4 * s.rewards) * dose
    world.publicity = either(world.publicity, 0.3 * s.reports * dose)
    world.publicity = either(world.publicity, 0.6 * s.publicity * dose)


PULLS = {
    "mobilisation": mobilisation,
    "planning": planning,
    "liaison": liaison,
    "supervision": supervision,
    "incentive": incentive,
}


def set_levers(scenario, orgs, on):
    """Set every organisation's levers and return the world's."""
    world = WorldLevers()
    set_bases(scenario, orgs)
    institutions(scenario.institutions, world, orgs)
    technology(scenario.technology, world, orgs)
    for name in MECHANISMS:
        if name in on:
            PULLS[name](getattr(scenario.mechanisms, name), world, orgs)
    for o in orgs:
        o.paired = o.body.contract_area if o.signs else NOWHERE
        o.covered = o.body.cover_lot < o.cover
        o.registered = o.body.register_lot < o.registering
    return world
