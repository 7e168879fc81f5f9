"""The twin: a Mesa model with one object for each organisation, written from docs/model.md alone."""

from __future__ import annotations

import mesa

from .appraise import appraise
from .camps import Channels
from .commend import commend
from .convener import callable_hours
from .deliver import deliver
from .discover import discover
from .learn import learn
from .levers import MECHANISMS, either, set_levers
from .match import match
from .measures import Counts, measure
from .mobilise import mobilise
from .moved import settle_endowments
from .needs import BENEFIT, MASS, PUBLIC, Need
from .places import AGENCY, AREA_OFFICES, STREET, field_values, over
from .plan import plan
from .platform import Platform
from .record import note


class Organisation(mesa.Agent):
    """A grassroots Party organisation."""

    def __init__(self, model, body, label, acts):
        super().__init__(model)
        self.body, self.row, self.id = body, body.row, body.id
        self.type, self.kind, self.level = body.type, body.kind, body.level
        self.area, self.street, self.residence = body.area, body.street, body.residence
        self.hours, self.members, self.functions = body.hours, body.members, body.functions
        self.conditional, self.inclination = body.conditional, body.inclination
        self.cost, self.consciousness = body.cost, body.consciousness
        self.label, self.able, self.acts = label, body.able, body.able and acts
        self.paired, self.covered = -1, False  # set with the levers, as are the scale and what it can hold
        self.registered = False
        self.endowment = self.capacity = list(body.capacity)  # after what is moved down; times its lever
        # what it remembers
        self.rec = self.motivation = self.fatigue = self.resentment = 0.0
        self.visibility = self.ask = 1.0
        start = model.settings.trust.start
        self.reputation = [start, start]
        self.familiar = [0.0, 0.0]
        # the month's own
        self.part = self.formal = self.honoured = self.ordered = self.kept_away = False
        self.share = self.given = self.offer = self.checkin = self.left = self.checkin_left = 0.0
        self.beyond = self.beyond_left = self.called = self.called_left = self.wasted = self.missed = 0.0
        self.effort = self.contributed = self.activity = self.seen = self.fit_days = self.material_lent = 0.0
        self.free = [0.0] * 6

    def set_capacity(self):
        """What it can hold of its resources."""
        self.capacity = [c * self.capacity_scale for c in self.endowment]


class Tie:
    """An organisation that may serve an area."""

    __slots__ = ("at_home", "distance", "hear_chance", "label", "org", "resident")

    def __init__(self, model, org, area, distance):
        self.org, self.distance, self.label = org, distance, org.label
        self.resident = org.residence == area.index
        self.at_home = area.index in (org.area, org.residence, org.paired, *org.body.tie_areas)
        if self.at_home or (org.type in AREA_OFFICES and org.street == area.street) or model.by_order:
            self.hear_chance = 1.0
        else:
            self.hear_chance = org.hearing


class Street:
    """A street, its plans and what is remembered of them."""

    def __init__(self, model, index):
        start = model.settings.participation
        self.index = index
        self.legitimacy = [0.5] * 3
        self.rating = [1.0] * 2
        self.took_part = [start.start] * 2  # M
        self.gave = [start.start_given] * 2  # B
        self.taken = [0.0] * 3  # hours that teams took
        self.won = [{}, {}, {}]  # of each plan: the month in which it last counted on an organisation
        self.pool = 0.0
        self.open: list[Need] = []


def largest(organisations):
    return min(organisations, key=lambda o: (-o.hours, o.id), default=None)


class TwinModel(mesa.Model):
    """One run: a world, a camp, and the mechanisms that are on."""

    PHASES = (discover, mobilise, plan, match, deliver, appraise, commend, learn)

    def __init__(self, world, camp, mechanisms=frozenset(MECHANISMS)):
        super().__init__(seed=0)  # all luck is keyed: Mesa's own is never drawn from
        self.world, self.settings, self.key = world, world.scenario, world.key
        self.programme = {change.month - 1: change for change in world.scenario.from_month or ()}
        self.camp, self.mechanisms = camp, mechanisms
        resources = self.settings.resources
        self.material_by_order, self.public = resources.by_order, resources.public > 0.0
        self.renewal, self.consumption = field_values(resources.renewal), field_values(resources.consumption)
        self.month = 0
        self.organisations = [
            Organisation(self, body, label, acts)
            for body, label, acts in zip(world.bodies, camp.labels, camp.acts, strict=True)
        ]
        mesa.Agent._ids.pop(self, None)  # where Mesa would keep every model for good
        self.acting = [o for o in self.organisations if o.acts]
        self.label_acts = [any(o.label == k for o in self.acting) for k in (0, 1)]
        self.mixed = all(self.label_acts)
        self.channels = camp.channels if self.mixed else Channels()
        agenda = self.channels.agenda
        self.plans = [k for k in (0, 1) if self.label_acts[k] and agenda < 1.0]
        if self.mixed and agenda > 0.0:
            self.plans.append(2)
        self.speaks = [[p for p in (k, 2) if p in self.plans] for k in (0, 1)]
        self.own_plan = [2 if 2 in self.plans else k for k in (0, 1)]
        self.streets = [Street(self, s) for s in range(world.street_count)]
        self.platform = Platform()
        if 0 in self.programme:
            self.change(self.programme[0])
        self.settle()
        for org in self.organisations:
            org.stock = list(org.capacity)
        self.needs: list[Need] = []
        self.months: list[dict] = []
        self.teams: list = []
        self.events: list = []
        self.served_in = [0.0] * len(world.areas)  # days and units, since the start
        self.used_in = [0.0] * len(world.areas)

    # what stands before the first month, and stands anew where something changes (5.8)

    def change(self, change):
        """Lay what a change states over the scenario that holds."""
        stated = change.model_dump(exclude_none=True)
        del stated["month"]
        self.settings = self.settings.model_copy(
            update={name: over(getattr(self.settings, name), fields) for name, fields in stated.items()}
        )

    def settle(self):
        """Levers, conveners, and who watches and may serve an area."""
        self.by_order = self.settings.matching.mode == "appointment"
        self.levers = set_levers(self.settings, self.organisations, self.mechanisms)
        costs = self.settings.costs
        self.coordination = costs.coordination * self.levers.coordination / costs.day_hours  # days
        self.way = costs.travel * costs.visits / costs.day_hours  # days on the way, a km and day of service
        self.ease, self.distance_cost = self.settings.trust.ease, self.settings.matching.distance
        settle_endowments(self)
        for org in self.organisations:
            org.set_capacity()
        for street in self.streets:
            self.convene(street)
        self.platform.settle(self)
        self.tie_areas()

    def convene(self, street):
        """Conveners and their hours (2.3), and the public pool."""
        how, channels = self.settings.convening, self.channels
        street.members = [[], []]  # who acts, by label
        street.pool_size = self.settings.resources.public * len(self.world.areas_of[street.index])
        local = [self.organisations[b.row] for b in self.world.bodies_in[street.index]]
        for org in local:
            if org.acts:
                street.members[org.label].append(org)
        street.count = [len(m) for m in street.members]
        acting = street.members[0] + street.members[1]
        committee = largest([o for o in acting if o.type == STREET])
        lines_able = any(o.able and o.kind == 1 for o in local)
        hours = [
            how.block_hours * self.levers.attention,
            how.line_hours if how.line_convener and lines_able else 0.0,
        ]
        if self.camp.convening == "halves":
            heads = [largest(street.members[0]), largest(street.members[1])]
        else:
            lines = [o for o in acting if o.kind == 1]
            heads = [
                committee or largest([o for o in acting if o.kind == 0]),
                largest([o for o in lines if o.type == AGENCY]) or largest(lines),
            ]
        hours = [h if head is not None else 0.0 for h, head in zip(hours, heads, strict=True)]
        pooled = channels.agenda
        street.hours = [(1.0 - pooled) * hours[0], (1.0 - pooled) * hours[1], pooled * (hours[0] + hours[1])]
        street.conveners = [*heads, committee or largest(acting)]
        street.calls = callable_hours(how, hours, pooled, street.conveners[2])
        if not self.mixed:
            block = self.settings.resources.public_block
            street.pool_size *= block if self.label_acts[0] else 1.0 - block

    def tie_areas(self):
        """Who watches an area for each nature of need, who may serve it, and what those who may have."""
        world, inside = self.world, self.settings.discovery.inside
        paired = [o.paired for o in self.organisations]
        self.watchers, self.ties, self.held = [], [], []
        for area in world.areas:
            watchers = {False: [], True: []}  # of needs that a centre does not see, and of those that it does
            for body in world.watchers[area.index]:
                org = self.organisations[body.row]
                near = org.area == area.index or (org.type in AREA_OFFICES and org.street == area.street)
                members = org.covered and org.residence == area.index
                chance = either(org.watch if near else 0.0, org.member_watch if members else 0.0)
                centre = org.centre_watch if org.area == area.index else 0.0
                if org.acts:
                    for seen, own in ((False, chance), (True, either(chance, centre) if centre > 0.0 else chance)):
                        if own > 0.0:
                            watchers[seen].append((org, own))
            self.watchers.append([watchers[nature in (MASS, BENEFIT)] for nature in range(4)])
            candidates = world.candidates(area, paired, self.levers.distance, self.settings.matching)
            ties = [Tie(self, self.organisations[b.row], area, distance) for b, distance in candidates]
            self.ties.append([tie for tie in ties if tie.org.acts])
            self.held.append([self.holdings(self.ties[-1], labels) for labels in ((0,), (1,), (0, 1))])
        self.homes = [self.organisations[row] if row >= 0 else None for row in world.residential_rows()]
        self.area_label = [home.label if home else 0 for home in self.homes]
        self.offices = [
            [
                (o, inside * o.watch)
                for o in sorted(s.members[0] + s.members[1], key=lambda o: o.row)
                if o.type in AREA_OFFICES
            ]
            for s in self.streets
        ]

    def tie(self, org, area):
        """An organisation and an area, however far."""
        return Tie(self, org, area, self.world.distance(org.body, area, self.levers.distance))

    def holdings(self, ties, labels):
        """Resources and functions of some candidates, and whether there are any (7.4)."""
        orgs = [tie.org for tie in ties if tie.label in labels]
        resources = {r for o in orgs for r in range(6) if o.capacity[r] > 0.0}
        if self.settings.resources.public > 0.0:
            resources.add(PUBLIC)
        return resources, {f for o in orgs for f in range(6) if o.functions[f] > 0.0}, bool(orgs)

    # a month

    def step(self):
        """One month."""
        for _ in self.phases():
            pass

    def phases(self):
        """One month, phase by phase: yields the name of each that has been gone through."""
        if self.month and self.month in self.programme:
            self.change(self.programme[self.month])
            self.settle()
        self.counts = Counts()
        self.arise()
        yield "arise"
        for phase in self.PHASES:
            phase(self)
            if phase is not learn:
                yield phase.__name__
        closing = self.close()
        yield "learn"
        self.months.append(measure(self, closing))
        self.month += 1

    def arise(self):
        for street in self.streets:
            street.pool = street.pool_size
        for wanted in self.world.needs[self.month]:
            need = Need(wanted, self.organisations)
            self.needs.append(need)
            self.streets[need.street].open.append(need)
            note(self, need, need.owner, "arose", value=need.arises)
            self.counts.arisen += 1

    def close(self):
        """Close what is past its deadline or known as done; return it with whether it was completed."""
        end, closing = 30.0 * (self.month + 1), []
        for street in self.streets:
            still = []
            for need in street.open:
                done = bool(self.plans) and not any(need.unfinished(p) for p in self.plans)
                if done or need.closes <= end:
                    closing.append((need, done))
                    note(self, need, None, "closed", detail="completed" if done else "expired", value=need.served)
                else:
                    still.append(need)
            street.open = still
        return closing
