"""discover: a need is hidden until somebody sees it (docs/model.md, 7.2)."""

from __future__ import annotations

import math

from sim.model.chance import SEES, SHARES, draw

from .needs import NEVER
from .record import note


def discover(model):
    for street in model.streets:
        for need in street.open:
            unseen = [p for p in model.plans if need.seen[p] == NEVER]
            if not unseen:
                continue
            days = look(model, need, unseen)
            if not days:
                continue
            if len(unseen) == len(model.plans):
                model.counts.discovered += 1
            for p, day in days.items():
                need.seen[p] = day
            for k in (0, 1):
                other = 1 - k
                if k in days and other in model.plans and shared(model, need, k):
                    if days[k] < need.seen[other]:
                        note(model, need, None, "shared", plan=other, detail=k, value=days[k])
                    need.seen[other] = min(need.seen[other], days[k])


def watchers_of(model, need):
    """Who may see a need, each with its chance."""
    if need.owner is None:
        return model.watchers[need.area][need.nature]
    owner = [(need.owner, need.owner.voice * need.owner.ask)] if need.owner.acts else []
    return owner + model.offices[need.street]


def look(model, need, unseen):
    """Return the first day on which each plan that had not seen the need sees it this month."""
    t = model.month
    start, end = max(need.arises, 30.0 * t), 30.0 * (t + 1)
    mean = model.settings.discovery.delay * model.levers.see_delay
    days = {}
    for org, chance in watchers_of(model, need):
        hearers = [p for p in model.speaks[org.label] if p in unseen]
        if not hearers:
            continue
        u = draw(model.key, SEES, t, need.street, need.id, org.id)
        if u[0] < chance:
            day = start + min(mean * -math.log(u[1]), end - start)
            note(model, need, org, "saw", plan=org.label, value=day)
            for p in hearers:
                if day < days.get(p, NEVER):
                    days[p] = day
    return days


def shared(model, need, label):
    """Whether what one label has seen comes to the other's sight."""
    return draw(model.key, SHARES, 0, need.street, need.id, label)[0] < model.channels.sight
