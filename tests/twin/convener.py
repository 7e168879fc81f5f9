"""Hours of a plan's convener that teams take (docs/model.md, 2.3 and 7.6)."""

from __future__ import annotations


def callable_hours(how, hours, agenda, convener):
    """Return the hours that the teams of each plan can take in a month; ``hours`` by label, before pooling."""
    pooled = 0.0
    if agenda > 0.0 and convener is not None:
        own = convener.label
        pooled = agenda * (hours[own] + how.partner_brings * hours[1 - own])
    return [(1.0 - agenda) * hours[0], (1.0 - agenda) * hours[1], pooled]


def hours_to_join(model, team, org):
    """Hours of the convener that one more member takes."""
    post, p, how = team.post, team.plan, model.settings.convening
    if org is post.conveners[p]:
        return 0.0
    hours = how.partner_hours if team.members else 0.0
    won = post.won[p].get(org.id)
    if won is None or model.month - won > how.winning_lasts:
        hours += how.winning_hours
    return model.levers.coordination * hours


def gone(team, hours):
    """Whether the convener has not so many hours left."""
    post, p = team.post, team.plan
    return post.taken[p] + team.hours + hours > post.calls[p] + 1e-9


def settle_hours(team):
    """Take the hours of those who have joined; they are won."""
    team.post.taken[team.plan] += team.hours
    team.hours = 0.0
    for pair in team.members:
        team.post.won[team.plan][pair.org.id] = team.model.month
