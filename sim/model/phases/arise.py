"""Needs arise (1): by nature, in residential areas and inside resident units; once, for all runs of a replicate."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np

from sim.scenario.district import Needs
from sim.scenario.schema import Scenario
from sim.scenario.stretches import stretches

from .. import chance
from ..chance import draw, normal
from ..columns import FUNCTIONS, MASS, NATURES, NEED_TYPE, NONE, PUBLIC_BENEFIT, RESOURCES, SOCIAL
from ..compiled import compiled, leaf
from ..world import World
from .phase import phase

MOST = 200  # needs of one nature in one area and month
TWO_SIDED = 2
AS_LISTED = 3  # the side of a listed need until it is described
SHARES = np.array([0.4, 0.4, 0.2])

NATURE_TYPE = np.dtype(
    [(name, "f8") for name in ("rate", "amount", "deadline", "worth", "harm", "block_side")]
    + [("resources", "f8", (7,)), ("functions", "f8", (6,))],
    align=True,
)
RULE_TYPE = np.dtype(
    [
        (name, "f8")
        for name in ("two_sided", "scale", "spread", "worth_spread", "unit_rate", "unit_block_side", "hit", "hardship")
    ],
    align=True,
)
LISTED_TYPE = np.dtype(  # what a scenario states of a need: NaN, or -1 for a count, where it says nothing
    [("number", "i4"), ("month", "i4"), ("street", "i4"), ("area", "i4"), ("owner", "i4"), ("nature", "i1"),
     ("day", "f8"), ("amount", "f8"), ("deadline", "f8"), ("worth", "f8"), ("harm", "f8"), ("required", "i1"),
     ("resource", "u1", (3,)), ("asked", "i1"), ("function", "u1", (2,))],
    align=True,
)  # fmt: skip


def make_needs(world: World, months: int) -> np.ndarray:
    """Return the needs of all months, in order of month, street, area, nature (docs, 7.1).

    Where their settings change during the run (docs, 5.8) each month has those that arise under its own.
    """
    begins = [(month, needs) for month, needs in _settings(world.scenario) if month < months]
    ends = [*(month for month, _ in begins[1:]), months]
    parts = [_made(world, needs, end) for (_, needs), end in zip(begins, ends, strict=True)]
    if len(parts) == 1:
        return parts[0]
    those = [part[np.searchsorted(part["month"], month) :] for part, (month, _) in zip(parts, begins, strict=True)]
    return np.concatenate([part.view(np.uint8) for part in those]).view(NEED_TYPE)  # what lies between fields as well


def _settings(scenario: Scenario) -> list[tuple[int, Needs]]:
    """Return from which month on, counted from 0, which settings of needs hold; only where they change."""
    every = [(month, part.needs) for month, part in stretches(scenario)]
    return [every[0], *(now for before, now in pairwise(every) if now[1] != before[1])]


def needs_change(before: Scenario, after: Scenario) -> bool:
    """Whether other needs arise under one scenario than under the other, whose programme alone is otherwise."""
    return _settings(before) != _settings(after)


def _made(world: World, needs: Needs, months: int) -> np.ndarray:
    """Return the needs of all months as they arise under these settings."""
    nature = np.zeros(len(NATURES), NATURE_TYPE)
    for row, name in zip(nature, NATURES, strict=True):
        section = getattr(needs, name)
        for field in ("rate", "amount", "deadline", "worth", "harm", "block_side"):
            row[field] = getattr(section, field)
        row["resources"] = _values(section.resources)
        row["functions"] = _values(section.functions)
    rule = np.zeros(1, RULE_TYPE)
    for field in ("two_sided", "scale", "spread", "worth_spread", "unit_rate", "unit_block_side"):
        rule[field] = getattr(needs, field)
    rule["hit"], rule["hardship"] = needs.social.hit, world.scenario.district.hardship
    units = np.flatnonzero(world.organisation["able"] & world.lines)
    units = units[np.argsort(world.organisation["area"][units], kind="stable")].astype(np.int32)
    first = np.searchsorted(world.organisation["area"][units], np.arange(len(world.area) + 1)).astype(np.int32)
    listed = listed_needs(world)
    common = (months, world.organisation, world.area, world.street, units, first, listed, nature, rule[0], world.key)
    made = np.zeros(_arise(*common, np.zeros(0, NEED_TYPE)), NEED_TYPE)
    _arise(*common, made)
    _describe(made, world.organisation, world.area, listed, nature, rule[0], world.holds_resource,
              world.holds_function, world.key)  # fmt: skip
    return made


def listed_needs(world: World) -> np.ndarray:
    """Return the needs that the scenario lists, in order of month, street and place in the list."""
    listed = world.scenario.needs.listed or []
    rows = np.zeros(len(listed), LISTED_TYPE)
    area_of = {name: a for a, name in enumerate(world.area_names or ())}
    row_of = {name: i for i, name in enumerate(world.organisation_names or ())}
    for number, (row, listing) in enumerate(zip(rows, listed, strict=True)):
        owner = NONE if listing.owner is None else row_of[listing.owner]
        row["number"], row["month"], row["nature"] = number, listing.month - 1, NATURES.index(listing.nature)
        row["owner"] = owner
        row["area"] = area_of[listing.area] if listing.area is not None else world.organisation["area"][owner]
        row["street"] = world.area["street"][row["area"]]
        row["day"] = math.nan if listing.day is None else listing.day - 1.0
        for field in ("amount", "deadline", "worth", "harm"):
            row[field] = math.nan if getattr(listing, field) is None else getattr(listing, field)
        for count, field, given, names in (
            ("required", "resource", listing.resources, RESOURCES), ("asked", "function", listing.functions, FUNCTIONS),
        ):  # fmt: skip
            row[count] = NONE if given is None else len(given)
            row[field][: len(given or ())] = [names.index(name) for name in given or ()]
    return rows[np.lexsort((rows["street"], rows["month"]))]


def _values(section: Any) -> list[float]:
    return [getattr(section, name) for name in type(section).model_fields]


@leaf
def poisson(mean, u):
    """Return the Poisson count that the uniform ``u`` picks (inversion), at most `MOST`."""
    term = math.exp(-mean)
    total, count = term, 0
    while u >= total and count < MOST:
        count += 1
        term *= mean / count
        total += term
    return count


@leaf
def _arise(months, organisation, area, street, units, first, listed, nature, rule, key, out):
    """Count the needs, or, where ``out`` has rows, place them; ``amount`` keeps the number for `_describe`."""
    made = next_listed = 0
    for t in range(months):
        for s in range(len(street)):
            ordinal = 0
            burst = draw(key, chance.BURST, t, s, 0, 0)[0] < 1.0 - math.exp(-nature[SOCIAL].rate * rule.scale)
            for a in range(street[s].first_area, street[s].first_area + street[s].areas):
                for n in range(4):
                    u = draw(key, chance.ARISE, t, area[a].id, n, 0)[0]
                    if n == SOCIAL:
                        count = 1 if burst and u < rule.hit else 0
                    else:
                        mean = nature[n].rate * rule.scale * area[a].population
                        if n == PUBLIC_BENEFIT and rule.hardship > 0.0:
                            mean *= area[a].hardship / rule.hardship
                        count = poisson(mean, u)
                    made, ordinal = _place(out, made, ordinal, count, t, s, a, n, NONE)
                for k in range(first[a], first[a + 1]):
                    i = units[k]
                    u = draw(key, chance.ARISE, t, area[a].id, MASS, organisation[i].id)[0]
                    count = poisson(rule.unit_rate * rule.scale * organisation[i].needs, u)
                    made, ordinal = _place(out, made, ordinal, count, t, s, a, MASS, i)
            while next_listed < len(listed) and listed[next_listed].month == t and listed[next_listed].street == s:
                listing = listed[next_listed]
                made, ordinal = _place(out, made, ordinal, 1, t, s, listing.area, listing.nature, listing.owner)
                if len(out):
                    out[made - 1].side, out[made - 1].amount = AS_LISTED, next_listed
                next_listed += 1
    return made


@leaf
def _place(out, made, ordinal, count, t, s, a, nature, owner):
    if len(out):
        for number in range(count):
            need = out[made + number]
            need.id = t * 1048576 + ordinal + number
            need.month, need.street, need.area, need.owner, need.nature = t, s, a, owner, nature
            need.amount = number  # until it is described
    return made + count, ordinal + count


@leaf
def _describe(out, organisation, area, listed, nature, rule, holds_resource, holds_function, key):
    """Draw amount, worth, harm, time, sidedness, required resources and asked functions of each need."""
    for j in range(len(out)):
        need = out[j]
        kind = nature[need.nature]
        if need.side == AS_LISTED:
            listing = listed[int(need.amount)]
            luck = (chance.LISTED, listing.number, 0, 0)
            required, asked = listing.required, listing.asked
            _draw(need, luck, kind, rule, holds_resource, holds_function, required, asked, key)
            _state(need, listing, kind)
        else:
            owner = organisation[need.owner].id if need.owner >= 0 else 0
            luck = (chance.NEED, area[need.area].id, need.nature + 16 * int(need.amount), owner)
            _draw(need, luck, kind, rule, holds_resource, holds_function, NONE, NONE, key)
        _weigh(need)


@leaf
def _draw(need, luck, kind, rule, holds_resource, holds_function, required, asked, key):
    """Draw what a need is; resources and functions only where their count is not known (-1)."""
    decision, place, tag, owner = luck
    half, worth_half = 0.5 * rule.spread**2, 0.5 * rule.worth_spread**2
    u0, u1, u2, u3 = draw(key, decision, need.month, place, tag, owner)
    need.amount = max(0.25, kind.amount * math.exp(rule.spread * normal(u0, u1) - half))
    need.worth = need.amount * kind.worth * math.exp(rule.worth_spread * normal(u2, u3) - worth_half)
    need.harm = need.worth * kind.harm
    u0, u1, u2, u3 = draw(key, decision, need.month, place, tag + 4096, owner)
    need.arises = 30.0 * need.month + 30.0 * u0
    need.closes = need.arises + max(1.0, kind.deadline * (0.5 + u1))
    side_share = rule.unit_block_side if need.owner >= 0 else kind.block_side
    need.side = TWO_SIDED if u2 < rule.two_sided else (0 if u3 < side_share else 1)
    us = draw(key, decision, need.month, place, tag + 8192, owner)
    for k in range(3 if required == NONE else 0):
        r = _pick(us[k], kind.resources, holds_resource, need.side, k, need.resource[: need.required])
        if r >= 0:
            need.resource[need.required] = r
            need.weight[need.required] = SHARES[k]
            need.required += 1
    us = draw(key, decision, need.month, place, tag + 12288, owner)
    for k in range(2 if asked == NONE else 0):
        f = _pick(us[k], kind.functions, holds_function, need.side, k, need.function[: need.asked])
        if f >= 0:
            need.function[need.asked] = f
            need.asked += 1


@leaf
def _weigh(need):
    """Let the shares of what a need requires, and of what it asks for, sum to 1."""
    total = 0.0
    for k in range(need.required):
        total += need.weight[k]
    for k in range(need.required):
        need.weight[k] /= total
    for k in range(need.asked):
        need.emphasis[k] = 1.0 / need.asked


@leaf
def _state(need, listing, nature):
    """Put what the scenario states of a need in the place of what was drawn."""
    if not math.isnan(listing.amount):
        need.worth, need.amount = need.worth / need.amount * listing.amount, listing.amount
    if not math.isnan(listing.worth):
        need.worth = need.amount * listing.worth
    need.harm = need.worth * (nature.harm if math.isnan(listing.harm) else listing.harm)
    lasts = need.closes - need.arises if math.isnan(listing.deadline) else listing.deadline
    if not math.isnan(listing.day):
        need.arises = 30.0 * need.month + listing.day
    need.closes = need.arises + lasts
    for k in range(listing.required):
        need.resource[k], need.weight[k] = listing.resource[k], SHARES[k]
    for k in range(listing.asked):
        need.function[k] = listing.function[k]
    need.required = need.required if listing.required == NONE else listing.required
    need.asked = need.asked if listing.asked == NONE else listing.asked


@compiled
def _pick(u, weights, holds, side, k, taken):
    """Return the resource or function that ``u`` picks by weight among those allowed, or -1."""
    for strict in (True, False):
        total = 0.0
        for x in range(len(weights)):
            if _allowed(x, holds, side, k, strict) and not _among(x, taken):
                total += weights[x]
        if total > 0.0:
            running, last = 0.0, -1
            for x in range(len(weights)):
                if weights[x] > 0.0 and _allowed(x, holds, side, k, strict) and not _among(x, taken):
                    running += weights[x]
                    last = x
                    if u * total < running:
                        return x
            return last
        if side != TWO_SIDED or k > 1:
            return -1
    return -1


@leaf
def _allowed(x, holds, side, k, only):
    if side != TWO_SIDED:
        return holds[side, x]
    if k > 1:
        return holds[0, x] or holds[1, x]
    return holds[k, x] and not (only and holds[1 - k, x])


@compiled
def _among(x, taken):
    for y in taken:
        if x == y:
            return True
    return False


@phase(
    does="needs arise in areas and inside units, the same for all runs; public resources are renewed",
    reads="need.street street.areas",
    writes="street.head street.tail street.public ledger.open ledger.next month.arisen",
)
def arise(low, high, p, camp, street, need, ledger, month):
    for s in range(len(street)):
        street[s].public = p.resources_public * street[s].areas * camp.public
    for j in range(low, high):
        s = street[need[j].street]
        if s.tail >= 0:
            ledger[s.tail].next = j
        else:
            s.head = j
        s.tail = j
        ledger[j].open = True
    month.arisen += high - low
