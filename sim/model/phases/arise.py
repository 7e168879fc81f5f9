"""Needs arise (1): by nature, in residential areas and inside resident units; once, for all runs of a replicate."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .. import chance
from ..chance import draw, normal
from ..columns import MASS, NATURES, NEED_TYPE, NONE, PUBLIC_BENEFIT, SOCIAL
from ..compiled import compiled, leaf
from ..world import World
from .phase import phase

MOST = 200  # needs of one nature in one area and month
TWO_SIDED = 2
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


def make_needs(world: World, months: int) -> np.ndarray:
    """Return the needs of all months, in order of month, street, area, nature (docs, 7.1)."""
    needs = world.scenario.needs
    nature = np.zeros(len(NATURES), NATURE_TYPE)
    for row, name in zip(nature, NATURES, strict=True):
        one = getattr(needs, name)
        for field in ("rate", "amount", "deadline", "worth", "harm", "block_side"):
            row[field] = getattr(one, field)
        row["resources"] = _values(one.resources)
        row["functions"] = _values(one.functions)
    rule = np.zeros(1, RULE_TYPE)
    for field in ("two_sided", "scale", "spread", "worth_spread", "unit_rate", "unit_block_side"):
        rule[field] = getattr(needs, field)
    rule["hit"], rule["hardship"] = needs.social.hit, world.scenario.district.hardship
    units = np.flatnonzero(world.organisation["able"] & world.lines)
    units = units[np.argsort(world.organisation["area"][units], kind="stable")].astype(np.int32)
    first = np.searchsorted(world.organisation["area"][units], np.arange(len(world.area) + 1)).astype(np.int32)
    common = (months, world.organisation, world.area, world.street, units, first, nature, rule[0], world.key)
    made = np.zeros(_arise(*common, np.zeros(0, NEED_TYPE)), NEED_TYPE)
    _arise(*common, made)
    _describe(
        made, world.organisation, world.area, nature, rule[0], world.holds_resource, world.holds_function, world.key
    )
    return made


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
def _arise(months, organisation, area, street, units, first, nature, rule, key, out):
    """Count the needs, or, where ``out`` has rows, place them; ``side`` keeps the number for `_describe`."""
    made = 0
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
def _describe(out, organisation, area, nature, rule, holds_resource, holds_function, key):
    """Draw amount, worth, harm, time, sidedness, required resources and asked functions of each need."""
    half, worth_half = 0.5 * rule.spread**2, 0.5 * rule.worth_spread**2
    for j in range(len(out)):
        need = out[j]
        one = nature[need.nature]
        owner = organisation[need.owner].id if need.owner >= 0 else 0
        place, tag = area[need.area].id, need.nature + 16 * int(need.amount)
        u0, u1, u2, u3 = draw(key, chance.NEED, need.month, place, tag, owner)
        need.amount = max(0.25, one.amount * math.exp(rule.spread * normal(u0, u1) - half))
        need.worth = need.amount * one.worth * math.exp(rule.worth_spread * normal(u2, u3) - worth_half)
        need.harm = need.worth * one.harm
        u0, u1, u2, u3 = draw(key, chance.NEED, need.month, place, tag + 4096, owner)
        need.arises = 30.0 * need.month + 30.0 * u0
        need.closes = need.arises + max(1.0, one.deadline * (0.5 + u1))
        side_share = rule.unit_block_side if need.owner >= 0 else one.block_side
        need.side = TWO_SIDED if u2 < rule.two_sided else (0 if u3 < side_share else 1)
        us = draw(key, chance.NEED, need.month, place, tag + 8192, owner)
        total = 0.0
        for k in range(3):
            r = _pick(us[k], one.resources, holds_resource, need.side, k, need.resource[: need.required])
            if r >= 0:
                need.resource[need.required] = r
                need.weight[need.required] = SHARES[k]
                need.required += 1
                total += SHARES[k]
        for k in range(need.required):
            need.weight[k] /= total
        us = draw(key, chance.NEED, need.month, place, tag + 12288, owner)
        for k in range(2):
            f = _pick(us[k], one.functions, holds_function, need.side, k, need.function[: need.asked])
            if f >= 0:
                need.function[need.asked] = f
                need.asked += 1
        for k in range(need.asked):
            need.emphasis[k] = 1.0 / need.asked


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
