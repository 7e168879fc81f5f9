"""The needs of all months: made once, shared by every run (docs/model.md, 7.1)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.model.chance import ARISE, BURST, LISTED, NEED, draw

from .places import field_values, log_normal, over

NATURES = ("regional", "social", "mass", "public_benefit")
REGIONAL, SOCIAL, MASS, BENEFIT = range(4)
PUBLIC = 6
NEVER = math.inf
RESOURCES = ("organisational", "ideological", "political", "institutional", "talent", "material", "public")
FUNCTIONS = (
    "state_building",
    "social_integration",
    "policy_supply",
    "value_allocation",
    "interest_coordination",
    "overall_regulation",
)


@dataclass(slots=True)
class Wanted:
    """A need as it arises."""

    row: int
    id: int
    month: int
    street: int
    area: int
    owner: int  # row of the organisation, or -1
    nature: int
    amount: float
    worth: float
    harm: float
    arises: float
    closes: float
    two_sided: bool
    side: int  # 0 block, 1 line, -1 where two-sided
    required: list[tuple[int, float]]
    asked: list[tuple[int, float]]


class Need:
    """A need in a run: what was wanted and what became of it."""

    __slots__ = (
        "amount",
        "area",
        "arises",
        "asked",
        "averted",
        "closes",
        "harm",
        "id",
        "judged",
        "known",
        "listed",
        "loss",
        "month",
        "nature",
        "own",
        "owner",
        "reason",
        "required",
        "row",
        "seen",
        "served",
        "started",
        "street",
        "wanted",
        "worth",
        "worth_done",
    )

    def __init__(self, wanted, organisations):
        self.wanted = wanted
        self.row, self.id, self.month = wanted.row, wanted.id, wanted.month
        self.street, self.area, self.nature = wanted.street, wanted.area, wanted.nature
        self.owner = organisations[wanted.owner] if wanted.owner >= 0 else None
        self.amount, self.worth, self.harm = wanted.amount, wanted.worth, wanted.harm
        self.arises, self.closes = wanted.arises, wanted.closes
        self.required, self.asked = wanted.required, wanted.asked
        self.seen = [NEVER] * 3  # absolute day, by plan
        self.listed = [-1] * 3  # month, by plan; -1: not listed
        self.known = [0.0] * 3  # days of service the plan knows of
        self.served = self.worth_done = self.averted = self.loss = self.own = 0.0
        self.judged = False  # its owner has drawn its conclusions
        self.started = NEVER  # absolute day of its first service
        self.reason = 0  # why nobody served it (7.6)

    @property
    def value(self):
        return self.worth + self.harm

    def unfinished(self, plan):
        return self.known[plan] < self.amount - 1e-9


class Holdings:
    """Which kind holds what (profile values of able organisations)."""

    def __init__(self, scenario, bodies):
        strong = scenario.needs.strong
        self.resources = [{PUBLIC}, {PUBLIC}]
        self.functions = [set(), set()]
        for body in bodies:
            if body.able:
                self.resources[body.kind] |= {r for r, p in enumerate(body.profile_resources) if p > 0.0}
                self.functions[body.kind] |= {f for f, p in enumerate(body.profile_functions) if p >= strong}


def poisson(rate, u):
    """Smallest n with u below the cumulative probability; at most 200."""
    term = passed = math.exp(-rate)
    n = 0
    while u >= passed and n < 200:
        n += 1
        term *= rate / n
        passed += term
    return n


def pick(weights, allowed, u):
    """Draw one of ``allowed`` by weight; None where nothing has weight."""
    total = sum(weights[i] for i in sorted(allowed))
    if total <= 0.0:
        return None
    passed, last = 0.0, None
    for i in sorted(allowed):
        passed += weights[i]
        if weights[i] > 0.0:
            last = i
        if u * total < passed:
            return i
    return last


def pick_several(weights, pools, luck, shares):
    """Draw one from each pool less those drawn before; each pool is a preference and what to fall back on."""
    picks = []
    for (first, fallback), u, share in zip(pools, luck, shares, strict=True):
        taken = {i for i, _ in picks}
        chosen = pick(weights, first - taken, u)
        if chosen is None and fallback:
            chosen = pick(weights, fallback - taken, u)
        if chosen is not None:
            picks.append((chosen, share))
    total = sum(share for _, share in picks)
    return [(i, share / total) for i, share in picks]  # sums in this order: equal scores tie


class NeedMaker:
    """Draws single needs as they arise in one stretch of months."""

    def __init__(self, world, scenario):
        self.world, self.scenario, self.key = world, scenario, world.key
        self.held = Holdings(scenario, world.bodies)
        self.sections = [getattr(self.scenario.needs, name) for name in NATURES]
        self.resource_weights = [field_values(n.resources) for n in self.sections]
        self.function_weights = [field_values(n.functions) for n in self.sections]

    def pools(self, held, two_sided, side, draws):
        if not two_sided:
            return [(held[side], None)] * draws
        block, line = held
        return [(block - line, block), (line - block, line), (block | line, None)][:draws]

    def make(self, row, ordinal, t, area, nature, number, owner=None):
        blocks = [
            draw(self.key, NEED, t, area.id, nature + 16 * number + 4096 * block, owner.id if owner else 0)
            for block in range(4)
        ]
        return self.described(row, ordinal, t, area, nature, blocks, owner)

    def listed(self, row, ordinal, t, area, number, listing, owner):
        """Draw a listed need as any of its nature, then let what is said of it hold."""
        nature = NATURES.index(listing.nature)
        blocks = [draw(self.key, LISTED, t, number, 4096 * block, 0) for block in range(4)]
        need = self.described(row, ordinal, t, area, nature, blocks, owner)
        points = need.worth / need.amount if listing.worth is None else listing.worth
        lasts = need.closes - need.arises if listing.deadline is None else listing.deadline
        if listing.amount is not None:
            need.amount = listing.amount
        need.worth = need.amount * points
        need.harm = need.worth * (self.sections[nature].harm if listing.harm is None else listing.harm)
        if listing.day is not None:
            need.arises = 30.0 * t + listing.day - 1.0
        need.closes = need.arises + lasts
        if listing.resources is not None:
            shares = (0.4, 0.4, 0.2)[: len(listing.resources)]
            parts = [
                (RESOURCES.index(name), share / sum(shares))
                for name, share in zip(listing.resources, shares, strict=True)
            ]
            need.required = parts
        if listing.functions is not None:
            need.asked = [(FUNCTIONS.index(name), 1.0 / len(listing.functions)) for name in listing.functions]
        return need

    def described(self, row, ordinal, t, area, nature, blocks, owner):
        needs, n = self.scenario.needs, self.sections[nature]
        b0, b1, b2, b3 = blocks
        amount = max(0.25, n.amount * log_normal(needs.spread, b0[0], b0[1]))
        worth = amount * n.worth * log_normal(needs.worth_spread, b0[2], b0[3])
        arises = 30.0 * t + 30.0 * b1[0]
        two_sided = b1[2] < needs.two_sided
        block_side = needs.unit_block_side if owner else n.block_side
        side = -1 if two_sided else 0 if b1[3] < block_side else 1
        pools = self.pools(self.held.resources, two_sided, side, 3)
        required = pick_several(self.resource_weights[nature], pools, b2[:3], (0.4, 0.4, 0.2))
        pools = self.pools(self.held.functions, two_sided, side, 2)
        asked = pick_several(self.function_weights[nature], pools, b3[:2], (0.5, 0.5))
        return Wanted(
            row,
            t * 2**20 + ordinal,
            t,
            area.street,
            area.index,
            owner.row if owner else -1,
            nature,
            amount,
            worth,
            worth * n.harm,
            arises,
            arises + max(1.0, n.deadline * (0.5 + b1[1])),
            two_sided,
            side,
            required,
            asked,
        )


def make_needs(world):
    """Return a list of needs for each month, in order of row, each as it arises in the stretch of its month (5.8)."""
    scenario, key = world.scenario, world.key
    changes = {change.month - 1: change for change in scenario.from_month or ()}
    needs, maker = scenario.needs, NeedMaker(world, scenario)
    units = [[] for _ in world.areas]
    for body in world.bodies:
        if body.kind == 1 and body.able:
            units[body.area].append(body)
    areas = {area.name: area for area in world.areas}
    bodies = {body.name: body for body in world.bodies}
    listings = {}
    for number, listing in enumerate(needs.listed or ()):
        owner = bodies[listing.owner] if listing.owner is not None else None
        area = world.areas[owner.area] if owner else areas[listing.area]
        listings.setdefault((listing.month - 1, area.street), []).append((number, listing, area, owner))
    months, row = [], 0
    for t in range(scenario.months):
        if t in changes and changes[t].needs is not None:
            needs = over(needs, changes[t].needs.model_dump(exclude_none=True))
            maker = NeedMaker(world, scenario.model_copy(update={"needs": needs}))
        scale, sections = needs.scale, maker.sections
        month = []
        for s in range(world.street_count):
            ordinal = 0
            burst = draw(key, BURST, t, s, 0, 0)[0] < 1.0 - math.exp(-needs.social.rate * scale)
            for area in world.areas_of[s]:
                arising = []
                for nature in range(4):
                    u = draw(key, ARISE, t, area.id, nature, 0)[0]
                    if nature == SOCIAL:
                        count = int(burst and u < needs.social.hit)
                    else:
                        rate = sections[nature].rate * scale * area.population
                        if nature == BENEFIT and scenario.district.hardship > 0.0:
                            rate *= area.hardship / scenario.district.hardship
                        count = poisson(rate, u)
                    arising += [(nature, number, None) for number in range(count)]
                for unit in units[area.index]:
                    u = draw(key, ARISE, t, area.id, MASS, unit.id)[0]
                    count = poisson(needs.unit_rate * scale * unit.need_rate, u)
                    arising += [(MASS, number, unit) for number in range(count)]
                for nature, number, unit in arising:
                    month.append(maker.make(row, ordinal, t, area, nature, number, unit))
                    row += 1
                    ordinal += 1
            for number, listing, area, owner in listings.get((t, s), ()):
                month.append(maker.listed(row, ordinal, t, area, number, listing, owner))
                row += 1
                ordinal += 1
        months.append(month)
    return months
