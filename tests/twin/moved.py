"""What is moved down from the lines above to the residential areas (docs/model.md, 5.9)."""

from __future__ import annotations

from .places import RESIDENTIAL


def settle_endowments(model):
    """Set everybody's hours and capacity: those of the world, less what is given away, plus what comes down."""
    for org in model.organisations:
        org.hours, org.endowment = org.body.hours, list(org.body.capacity)
    move_down(model.organisations, model.world.areas, model.settings.institutions.resources_down)


def move_down(organisations, areas, part):
    """Take a part of what the givers have and divide it over the receivers by the people they stand for."""
    givers = [o for o in organisations if o.able and o.kind == 1 and o.level in (2, 3)]
    receivers = [o for o in organisations if o.able and o.type == RESIDENTIAL]
    neighbours = [0] * len(areas)
    for org in receivers:
        neighbours[org.area] += 1
    people = [areas[o.area].population / neighbours[o.area] for o in receivers]
    everybody = sum(people)
    if not givers or everybody == 0.0:
        return
    hours = sum(part * o.hours for o in givers)
    owned = [sum(part * o.endowment[r] for o in givers) for r in range(6)]
    for org in givers:
        org.hours *= 1.0 - part
        org.endowment = [(1.0 - part) * c for c in org.endowment]
    for org, p in zip(receivers, people, strict=True):
        org.hours += p / everybody * hours
        org.endowment = [c + p / everybody * more for c, more in zip(org.endowment, owned, strict=True)]
