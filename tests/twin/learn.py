"""learn: what stays after a month (docs/model.md, 7.10)."""

from __future__ import annotations

from .places import clip


def learn(model):
    learning, trust = model.settings.learning, model.settings.trust
    across = trust.learning * model.channels.trust
    for org in model.acting:
        org.motivation = learning.keep * org.motivation + learning.honour * org.honoured
        worn = org.activity / max(org.given + org.checkin, 1e-9)
        org.fatigue = learning.rest * org.fatigue + learning.fatigue * worn
        org.resentment *= learning.resentment
        if org.fit_days > 0.0 or org.missed > 0.0:
            quality = org.contributed / (org.fit_days + org.missed)
            own, other = org.label, 1 - org.label
            org.reputation[own] += trust.learning * (quality - org.reputation[own])
            org.reputation[other] += across * (quality - org.reputation[other])
        if org.fit_days > 0.0:
            org.familiar[org.label] += learning.familiarity * (1.0 - org.familiar[org.label])
            gained = learning.familiarity * model.channels.trust
            org.familiar[1 - org.label] += gained * (1.0 - org.familiar[1 - org.label])
    for street in model.streets:
        for need in street.open:
            if need.owner is not None and need.owner.acts and not need.judged:
                judge(model, need)


def judge(model, need):
    """A unit judges once how a request of its own was met."""
    owner, learning = need.owner, model.settings.learning
    plan = model.own_plan[owner.label]
    if need.unfinished(plan) and need.closes > 30.0 * (model.month + 1):
        return
    need.judged = True
    known = need.known[plan]
    met = min(1.0, (need.own + model.channels.trust * (known - need.own)) / need.amount)
    owner.motivation += learning.request * (2.0 * met - 1.0)
    owner.ask = clip(owner.ask + learning.ask * (2.0 * met - 1.0), 0.1, 1.0)
