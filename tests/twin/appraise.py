"""appraise: residents rate, and contributions are seen (docs/model.md, 7.8)."""

from __future__ import annotations

import math

from sim.model.chance import APPRAISE, draw, normal


def appraise(model):
    rate(model)
    keep = model.settings.learning.visibility
    error = model.settings.appraisal.error * model.levers.appraisal_error
    for org in model.acting:
        if org.activity <= 0.0:
            continue
        u = draw(model.key, APPRAISE, model.month, 0, 0, org.id)
        detected = org.formal and u[0] < org.detect
        visible = org.activity if org.formal and not detected else org.contributed
        org.seen = visible * min(2.0, math.exp(error * normal(u[1], u[2])))
        if not org.formal and org.contributed > 0.0:
            org.visibility = keep * org.visibility + (1.0 - keep) * min(1.0, org.seen / org.contributed)
        elif detected:
            org.visibility = keep * org.visibility + (1.0 - keep) * model.settings.effort.formal_value


def rate(model):
    """The residents' rating of each street and label."""
    days = [[0.0, 0.0] for _ in model.streets]
    good = [[0.0, 0.0] for _ in model.streets]
    for team in model.teams:
        s = team.need.street
        for work in team.works:
            days[s][work.org.label] += work.days
            good[s][work.org.label] += work.days * team.delivered
    peers, keep = model.channels.peers, model.settings.learning.rating
    for street in model.streets:
        d, g = days[street.index], good[street.index]
        for k in (0, 1):
            weight = d[k] + peers * d[1 - k]
            if weight > 0.0:
                mean = (g[k] + peers * g[1 - k]) / weight
                street.rating[k] = keep * street.rating[k] + (1.0 - keep) * mean
