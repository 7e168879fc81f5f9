"""plan: what gets onto the agenda (docs/model.md, 7.4)."""

from __future__ import annotations

import math

from sim.model.chance import SLOTS, VOTE, WISH, draw

from .needs import MASS, NEVER


def plan(model):
    for street in model.streets:
        for p in model.plans:
            convene(model, street, p)


def convene(model, street, p):
    t, levers, convening = model.month, model.levers, model.settings.convening
    luck = draw(model.key, SLOTS, t, street.index, p, 0)[0]
    slots = math.floor(max(0.0, street.hours[p] - street.taken[p]) / (convening.item_hours * levers.item_hours) + luck)
    candidates = []
    for need in street.open:
        if need.seen[p] == NEVER or need.listed[p] >= 0 or not could_be_served(model, need, p):
            continue
        if not need.unfinished(p) or need.closes <= max(need.seen[p], 30.0 * t):
            continue
        if wished(model, need):
            need.listed[p] = t
            model.counts.listed += 1
        else:
            candidates.append(need)
    chosen = choose(model, street, p, candidates, slots)
    for need in chosen:
        need.listed[p] = t
    model.counts.listed += len(chosen)
    share = len(chosen) / len(candidates) if candidates else 1.0
    keep, pull = model.settings.learning.legitimacy, levers.legitimacy
    street.legitimacy[p] = keep * street.legitimacy[p] + (1.0 - keep) * (pull + (1.0 - pull) * share)


def wished(model, need):
    """A small need of residents or employees may be claimed without passing the agenda."""
    if need.nature != MASS or need.amount > model.settings.convening.wish_days or model.levers.wish <= 0.0:
        return False
    return draw(model.key, WISH, model.month, need.street, need.id, 0)[0] < model.levers.wish


def could_be_served(model, need, p):
    held = model.held[need.area]
    if p < 2:
        return suffices(model, need, held[p])
    if suffices(model, need, held[0]) or suffices(model, need, held[1]):
        return True
    return model.channels.partners > 0.0 and suffices(model, need, held[2])


def suffices(model, need, held):
    resources, functions, anybody = held
    if not anybody:
        return False
    if need.asked and not any(f in functions for f, _ in need.asked):
        return False
    production = model.settings.production
    if not need.required or production.makeshift > 0.0:
        return True
    have = [r in resources for r, _ in need.required]
    return all(have) or (production.rho > 0.0 and any(have))


def choose(model, street, p, candidates, slots):
    if slots <= 0 or not candidates:
        return []
    if model.levers.voters <= 0:
        return candidates[:slots]
    protected = math.floor(model.levers.minority * slots)
    chosen = ranked(model, street, p, candidates, slots - protected)
    names = {need.id for need in chosen}
    waiting = [need for need in candidates if need.id not in names]
    return chosen + waiting[: slots - len(chosen)]


def ranked(model, street, p, candidates, length):
    """A ranked list by binary insertion; each comparison is a vote."""
    noise = model.settings.estimates.noise * model.levers.noise * (1.5 - street.conveners[p].functions[5])
    ranks = []
    for newcomer in candidates:
        low, high = 0, len(ranks)
        while low < high:
            middle = (low + high) // 2
            if beats(model, newcomer, ranks[middle], noise):
                high = middle
            else:
                low = middle + 1
        ranks.insert(low, newcomer)
        if len(ranks) > length:
            ranks.pop()
    return ranks


def beats(model, newcomer, other, noise):
    a, b = (newcomer, other) if newcomer.id < other.id else (other, newcomer)
    better = a if a.value >= b.value else b
    gap = abs(a.value - b.value)
    if noise > 0.0:
        right = 0.5 * (1.0 + math.erf(gap / (noise * math.sqrt(2.0)) / math.sqrt(2.0)))
    else:
        right = 1.0 if gap > 0.0 else 0.5
    chance = majority(right, 2 * model.levers.voters + 1)
    won = draw(model.key, VOTE, model.month, a.street, a.id, b.id)[0] < chance
    winner = better if won else (b if better is a else a)
    return winner is newcomer


def majority(right, voters):
    wrong = 1.0 - right
    return sum(math.comb(voters, k) * right**k * wrong ** (voters - k) for k in range(voters // 2 + 1, voters + 1))
