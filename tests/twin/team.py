"""A team for a need: who may serve it, what they could do together, and what they then spend (7.5, 7.6)."""

from __future__ import annotations

from sim.model.chance import PARTNERS, draw

from .absence import let_stay_away
from .convener import gone, hours_to_join, settle_hours
from .needs import PUBLIC
from .places import clip

MATERIAL = 5
TINY = 1e-12


class Pair:
    """A need and an organisation that has heard of it and is accepted."""

    __slots__ = (
        "fate",
        "fit",
        "kappa",
        "lends",
        "lost",
        "luck",
        "need",
        "org",
        "refuses",
        "resident",
        "score",
        "seen",
        "share",
        "tie",
        "trust",
        "wait",
        "way",
        "would_lend",
    )

    def __init__(self, model, need, tie, days_left, wait, trust, u):
        org = tie.org
        self.need, self.tie, self.org, self.resident = need, tie, org, tie.resident
        self.fate, self.lost = "full", 0.0  # for the record
        self.share, self.wait = days_left / 30.0, wait
        self.refuses, self.luck, self.trust = u[1], u[2], trust
        self.kappa = model.coordination * (1.0 - model.ease * trust)
        self.would_lend = org is need.owner or u[3] < org.consent * (1.0 - clip(org.resentment))
        self.lends = self.would_lend or (model.by_order and model.material_by_order)
        fit = covered = 0.0
        for f, w in need.asked:
            fit += w * org.functions[f]
        for r, a in need.required:
            if r != PUBLIC:
                covered += min(a, self.free[r] / need.amount)  # so that scores tie where they are equal
            elif model.public:
                covered += a
        fit = fit if need.asked else 1.0
        covered = covered if need.required else 1.0
        weight = model.settings.matching.functions
        self.score = (1.0 - weight) * covered + weight * fit - model.distance_cost * tie.distance
        self.way = 1.0 + model.way * tie.distance  # its days that a day of service takes
        self.fit = fit / self.way

    @property
    def free(self):
        """What it has at hand, of each resource."""
        return self.org.free

    def offers(self, r):
        """Whether it brings this resource: its own, and material only where it lends."""
        return r < MATERIAL or (r == MATERIAL and self.lends)

    def rank(self):
        """Best first when sorted."""
        return -self.seen, -self.luck, self.org.id

    def exhausted(self):
        return not (self.org.left > TINY or (self.resident and self.org.checkin_left > TINY))

    def own_days(self, promised=0.0):
        return max(0.0, min(self.org.left - promised, self.org.offer * self.share))

    def checkin_days(self):
        return min(self.org.checkin_left, self.org.checkin * self.share) if self.resident else 0.0

    def raw_days(self, promised=0.0):
        return self.own_days(promised) + self.checkin_days()

    def spend(self, days):
        """Take days from its own, the rest from its check-in; return those of check-in."""
        org = self.org
        own = min(days, self.own_days())
        org.left = max(0.0, org.left - own)
        org.checkin_left = max(0.0, org.checkin_left - (days - own))
        return days - own


class Work:
    """What one member did in a team."""

    __slots__ = ("coordination", "days", "days_checkin", "fit", "lent", "org", "pair")

    def __init__(self, pair, days, days_checkin, coordination):
        self.pair, self.org, self.fit = pair, pair.org, pair.fit
        self.days, self.days_checkin, self.coordination = days, days_checkin, coordination
        self.lent = {}


class Team:
    """Members in the order in which they joined."""

    def __init__(self, model, street, plan, need, post=None):
        self.model, self.street, self.plan, self.need = model, street, plan, need
        self.post = post or street  # whose hours it takes
        self.remaining = need.amount - need.known[plan]
        self.members: list[Pair] = []
        self.raw: list[float] = []
        self.at_hand = [street.pool if r == PUBLIC else 0.0 for r, _ in need.required]
        self.absent = [1.0] * len(need.asked)
        self.days = self.quality = self.value = self.cost = 0.0
        self.tried = 0
        self.hours = 0.0  # of the convener, of those who have joined
        self.short = self.called_off = False
        self.works: list[Work] = []
        self.turn = "street"

    # what it could do

    def with_member(self, pair, raw):
        """Return (days, quality, value, cost, at hand, absent) of the team and one more."""
        members, raws = [*self.members, pair], [*self.raw, raw]
        others = len(members) - 1
        able = cost = 0.0
        for member, b in zip(members, raws, strict=True):
            pays = member.kappa * others
            cost += pays
            if b > pays:
                able += member.fit * (b - pays)
        days = min(self.remaining, able)
        free, functions = pair.free, pair.org.functions
        at_hand = list(self.at_hand)
        for i, (r, _) in enumerate(self.need.required):
            if pair.offers(r):
                at_hand[i] += free[r]
        absent = [m * (1.0 - functions[f]) for m, (f, _) in zip(self.absent, self.need.asked, strict=True)]
        quality = self.quality_of(days, at_hand, absent)
        return days, quality, days * quality, cost, at_hand, absent

    def quality_of(self, days, at_hand, absent):
        production = self.model.settings.production
        resources = functions = 1.0
        if self.need.required:
            shares = [a for _, a in self.need.required]
            if days > 0.0:
                least = production.makeshift
                met = [max(least, min(1.0, h / (a * days))) for h, a in zip(at_hand, shares, strict=True)]
            else:
                met = [1.0] * len(shares)
            resources = ces(met, shares, production.rho)
        if self.need.asked:
            functions = sum([w * (1.0 - m) for m, (_, w) in zip(absent, self.need.asked, strict=True)])
        weight = production.resource_share
        return resources**weight * functions ** (1.0 - weight)

    # who joins

    def fill(self, pairs):
        """Let those who have days left join, in their order."""
        for pair in pairs:
            if self.members and self.full():
                break
            complete = self.sated()
            if pair.exhausted():
                pair.fate = "spent"
            else:
                self.try_to_join(pair)
            if complete:
                pair.fate = "full"

    def add(self, pair, raw, projected):
        self.members.append(pair)
        self.raw.append(raw)
        self.days, self.quality, self.value, self.cost, self.at_hand, self.absent = projected

    def try_to_join(self, pair, promised=0.0):
        """The joining rule; return whether the pair's organisation joined."""
        matching = self.model.settings.matching
        raw = pair.raw_days(promised)
        hours = hours_to_join(self.model, self, pair.org)
        if self.members and self.full():
            return False
        if gone(self, hours):
            self.short = True
            pair.fate = "hours_gone"
            return False
        if not self.members:
            self.hours += hours
            pair.fate = "joined"
            self.add(pair, raw, self.with_member(pair, raw))
            return True
        self.tried += 1
        if pair.tie.label != self.members[0].tie.label and not self.partners(pair):
            pair.fate = "apart"
            return False
        projected = self.with_member(pair, raw)
        gains = projected[2] - self.value > matching.thrift * (projected[3] - self.cost)
        if gains or (self.value == 0.0 and self.brings(pair)):
            self.hours += hours
            pair.fate = "joined"
            self.add(pair, raw, projected)
            return True
        pair.fate = "no_gain"
        return False

    def sated(self):
        """Whether nobody's days could pay for coordination any more."""
        worth_it = self.model.settings.matching.thrift * sum([pair.kappa for pair in self.members])
        return self.value > 0.0 and self.suffices() and self.remaining - self.value <= worth_it

    def full(self):
        matching = self.model.settings.matching
        return len(self.members) >= matching.partners or self.tried >= matching.tries

    def partners(self, pair):
        """Whether the two labels come together in this need."""
        model, need = self.model, self.need
        if model.channels.partners >= 1.0:
            return True
        u = draw(model.key, PARTNERS, model.month, need.street, need.id, pair.org.id)
        return u[0] < model.channels.partners

    def brings(self, pair):
        """Something required or asked of which the team has none."""
        org = pair.org
        for (r, _), have in zip(self.need.required, self.at_hand, strict=True):
            if have == 0.0 and pair.offers(r) and pair.free[r] > 0.0:
                return True
        return any(m == 1.0 and org.functions[f] > 0.0 for (f, _), m in zip(self.need.asked, self.absent, strict=True))

    def days_in_order(self):
        """Days of service each member gives, and its days of coordination."""
        remaining, others = self.days, len(self.members) - 1
        given = []
        for pair, b in zip(self.members, self.raw, strict=True):
            pays = min(b, pair.kappa * others)
            days = min(b - pays, remaining / pair.fit) if pair.fit > 0.0 else 0.0
            remaining -= pair.fit * days
            remaining = remaining if remaining > TINY else 0.0
            given.append((days, pays))
        return given

    def renew(self):
        """Take raw days and resources anew from what is left by now; nobody is turned away."""
        members, self.members, self.raw = self.members, [], []
        self.at_hand = [self.street.pool if r == PUBLIC else 0.0 for r, _ in self.need.required]
        self.absent = [1.0] * len(self.need.asked)
        for pair in members:
            raw = pair.raw_days()
            self.add(pair, raw, self.with_member(pair, raw))

    # when it is formed

    def suffices(self):
        """Whether it reaches quality."""
        least = self.model.settings.matching.caution * self.model.settings.production.floor
        return bool(self.members) and self.days > 1e-9 and self.quality >= least and self.quality > 0.0

    def form(self, last=False):
        """Form the team if it reaches quality and enough of it come; return whether it serves."""
        if not self.suffices():
            for pair in self.members:
                pair.fate = "dissolved"
            return False
        settle_hours(self)
        if not last and not let_stay_away(self):
            return False
        for pair, (days, coordination) in zip(self.members, self.days_in_order(), strict=True):
            from_checkin = pair.spend(days + coordination)
            self.works.append(Work(pair, days, min(days, from_checkin), coordination))
        for (r, a), have in zip(self.need.required, self.at_hand, strict=True):
            self.use(r, min(a * self.days, have))
        return True

    def use(self, r, amount):
        if r == PUBLIC:
            self.street.pool = max(0.0, self.street.pool - amount)
            return
        for work in self.works:
            if not work.pair.offers(r):
                continue
            free = work.pair.free
            taken = min(amount, free[r])
            if taken > 0.0:
                free[r] -= taken
                amount -= taken
                work.lent[r] = taken


def ces(met, shares, rho):
    """Constant elasticity of substitution; its limits at 0 and far below."""
    if rho <= 0.0 and min(met) == 0.0:
        return 0.0
    if abs(rho) <= 1e-9:
        product = 1.0
        for x, a in zip(met, shares, strict=True):
            product *= x**a
        return product
    if rho <= -50.0:
        return min(met)
    return sum([a * x**rho for x, a in zip(met, shares, strict=True)]) ** (1.0 / rho)
