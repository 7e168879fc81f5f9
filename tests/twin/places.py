"""Streets, areas and organisations as they stand before the first month (docs/model.md, section 5)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.mechanisms import LINE_TYPES, TYPES
from sim.model.chance import (
    AREA,
    COVERED,
    ORG_CHARACTER,
    ORG_FUNCTIONS,
    ORG_PLACE,
    ORG_PLACE2,
    ORG_RESOURCES,
    ORG_SIZE,
    REGISTERED,
    draw,
    normal,
)

STREET, COMMUNITY, RESIDENTIAL, AGENCY, TWO_NEW = 0, 1, 2, 3, 7
AREA_OFFICES = (STREET, COMMUNITY)
LEVELS = ("residential", "street", "district", "city")
NOWHERE = -1


@dataclass(slots=True)
class Area:
    """A residential area."""

    index: int
    id: int
    street: int
    name: str
    x: float
    y: float
    hardship: float
    population: float


@dataclass(slots=True)
class Body:
    """What an organisation is in every run: nothing here depends on camps, levers or time."""

    row: int
    id: int
    name: str
    type: int
    kind: int
    area: int
    street: int
    level: int
    residence: int
    contract_lot: float
    contract_area: int  # the area it is paired with if it signs
    cover_lot: float
    register_lot: float
    hours: float
    members: float
    capacity: list[float]
    functions: list[float]
    conditional: float
    inclination: float
    cost: float
    consciousness: float
    need_rate: float
    profile_resources: list[float]  # before its draw
    profile_functions: list[float]
    tie_areas: tuple[int, ...] = ()  # where those stand with whom it has a standing tie

    @property
    def able(self) -> bool:
        return self.hours > 0.0


def clip(value, low=0.0, high=1.0):
    return low if value < low else high if value > high else value


def field_values(section):
    return [getattr(section, name) for name in type(section).model_fields]


def over(section, stated):
    """A section with the fields that are stated in place of its own."""
    fields = {
        name: over(getattr(section, name), value) if isinstance(value, dict) else value
        for name, value in stated.items()
    }
    return section.model_copy(update=fields)


def log_normal(sigma, u, v):
    """A factor of mean one."""
    return math.exp(sigma * normal(u, v) - sigma * sigma / 2.0)


def make_areas(scenario, key):
    """Return the areas in order of index and the number of streets."""
    d = scenario.district
    if scenario.areas is None:
        listed = [(s, None) for s in range(d.streets) for _ in range(d.areas)]
        streets = d.streets
    else:
        listed = sorted(((a.street, a) for a in scenario.areas), key=lambda pair: pair[0])
        streets = max(s for s, _ in listed) + 1
    side = math.isqrt(streets - 1) + 1  # the root, rounded up
    areas, ordinals = [], [0] * streets
    for index, (s, row) in enumerate(listed):
        id_ = (s + 1) * 4096 + ordinals[s]
        ordinals[s] += 1
        u = draw(key, AREA, 0, id_, 0, 0)
        area = Area(
            index,
            id_,
            s,
            row.name if row else "",
            d.street_km * (s % side + u[0]),
            d.street_km * (s // side + u[1]),
            min(1.0, 2.0 * d.hardship * u[2]),
            1.0 + d.unevenness * (2.0 * u[3] - 1.0),
        )
        for name in ("x", "y", "hardship", "population"):
            if row is not None and getattr(row, name) is not None:
                setattr(area, name, getattr(row, name))
        areas.append(area)
    return areas, streets


def lines_by_type(total, mix):
    """Divide the line organisations over their types by largest remainder."""
    shares = [total * getattr(mix, name) for name in LINE_TYPES]
    counts = [math.floor(s) for s in shares]
    order = sorted(range(len(shares)), key=lambda i: (counts[i] - shares[i], i))
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return counts


class Settler:
    """Draws organisations into streets and areas."""

    def __init__(self, scenario, key, areas, streets):
        self.scenario, self.key, self.areas = scenario, key, areas
        self.by_street = [[a.index for a in areas if a.street == s] for s in range(streets)]
        self.by_name = {a.name: a.index for a in areas if a.name}
        power = -scenario.district.concentration
        self.weights = [(s + 1) ** power if self.by_street[s] else 0.0 for s in range(streets)]

    def place(self, u_street, u_area):
        total, passed, chosen = sum(self.weights), 0.0, 0
        for s, weight in enumerate(self.weights):
            passed += weight
            if weight > 0.0:
                chosen = s
                if u_street < passed / total:
                    break
        here = self.by_street[chosen]
        return here[math.floor(u_area * len(here))]

    def settle(self, row, type_, ordinal, area=None, listing=None):
        """Make one organisation; ``listing`` is its roster row, ``area`` its area where that is not drawn."""
        scenario, d, key = self.scenario, self.scenario.district, self.key
        profile = getattr(scenario.types, TYPES[type_])
        id_ = (type_ + 1) * 2**24 + ordinal
        line = type_ >= AGENCY

        def stated(name):
            return getattr(listing, name) if listing is not None else None

        u = draw(key, ORG_SIZE, 0, 0, 0, id_)
        hours, members = stated("hours"), stated("members")
        if hours is None:
            hours = profile.hours * log_normal(d.spread, u[0], u[1])
        if members is None:
            members = max(1, round(profile.members * log_normal(d.spread, u[2], u[3]))) if line else 0

        u = draw(key, ORG_PLACE, 0, 0, 0, id_)
        if area is None:
            area = self.place(u[0], u[1])
        street = self.areas[area].street
        residence = math.floor(u[2] * len(self.areas)) if line else NOWHERE
        if stated("level") is not None:
            level = LEVELS.index(listing.level)
        elif not line:
            level = 0 if type_ == RESIDENTIAL else 1
        else:
            level = 3 if u[3] < profile.city else 2 if u[3] < profile.city + profile.district else 1

        contract_area = NOWHERE
        u = draw(key, ORG_PLACE2, 0, 0, 0, id_)
        lot = u[3]
        if line:
            here = self.by_street[street]
            contract_area = here[math.floor(u[0] * len(here))]

        part, spread = scenario.participation, scenario.participation.diversity
        u = draw(key, ORG_CHARACTER, 0, 0, 0, id_)
        owned, strong = stated("resources"), stated("functions")
        profile_resources = field_values(profile.resources if owned is None else owned)
        profile_functions = field_values(profile.functions if strong is None else strong)
        a_day = list(profile_resources)
        if owned is None:
            luck = self.six(ORG_RESOURCES, id_)
            a_day = [p * (1.0 + d.difference * (2.0 * v - 1.0)) for p, v in zip(a_day, luck, strict=True)]
        capacity = [p * (hours / scenario.costs.day_hours) for p in a_day]
        functions = list(profile_functions)
        if strong is None:
            luck = self.six(ORG_FUNCTIONS, id_)
            functions = [clip(f * (1.0 + d.difference * (2.0 * v - 1.0))) for f, v in zip(functions, luck, strict=True)]
        return Body(
            row=row,
            id=id_,
            name=listing.name if listing is not None else "",
            type=type_,
            kind=int(line),
            area=area,
            street=street,
            level=level,
            residence=residence,
            contract_lot=lot,
            contract_area=contract_area,
            cover_lot=draw(key, COVERED, 0, 0, 0, id_)[0],
            register_lot=draw(key, REGISTERED, 0, 0, 0, id_)[0],
            hours=hours,
            members=members,
            capacity=capacity,
            functions=functions,
            conditional=clip(part.conditional + spread * (2.0 * u[0] - 1.0)),
            inclination=clip(part.inclination + spread * (2.0 * u[1] - 1.0)),
            cost=part.cost + spread * (2.0 * u[2] - 1.0),
            consciousness=profile.consciousness + spread * (2.0 * u[3] - 1.0),
            need_rate=listing.needs if listing is not None else 1.0,
            profile_resources=profile_resources,
            profile_functions=profile_functions,
        )

    def six(self, decision, id_):
        return draw(self.key, decision, 0, 0, 0, id_) + draw(self.key, decision, 0, 1, 0, id_)[:2]


def make_bodies(scenario, key, areas, streets):
    """Return the organisations in order of row."""
    settler = Settler(scenario, key, areas, streets)
    bodies: list[Body] = []
    if scenario.organisations is not None:
        rows = sorted(scenario.organisations, key=lambda row: TYPES.index(row.type))
        ordinals = [0] * len(TYPES)
        for row in rows:
            type_ = TYPES.index(row.type)
            area = settler.by_name[row.area] if row.area is not None else None
            bodies.append(settler.settle(len(bodies), type_, ordinals[type_], area, row))
            ordinals[type_] += 1
        by_name = {body.name: body for body in bodies}
        for row in rows:
            for name in row.ties or ():
                body, partner = by_name[row.name], by_name[name]
                body.tie_areas += (partner.area,)
                partner.tie_areas += (body.area,)
        return bodies
    for s, here in enumerate(settler.by_street):
        if not here:
            continue
        bodies.append(settler.settle(len(bodies), STREET, s, here[0]))
        if scenario.district.community_committees:
            bodies.append(settler.settle(len(bodies), COMMUNITY, s, here[0]))
        for area in here:
            bodies.append(settler.settle(len(bodies), RESIDENTIAL, area, area))
    for i, count in enumerate(lines_by_type(scenario.district.lines, scenario.district.mix)):
        for number in range(count):
            bodies.append(settler.settle(len(bodies), AGENCY + i, number))
    return bodies
