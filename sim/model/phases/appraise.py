"""Appraise (8): residents rate what was delivered; contributions are seen, with error."""

from __future__ import annotations

import math

from .. import chance
from ..chance import draw_for_each, normal
from .phase import phase


@phase(
    does="residents rate what was delivered; contributions are seen with error, formal effort where it is found out",
    reads="organisation.id organisation.acts organisation.formal organisation.contributed"
    " organisation.activity organisation.visibility street.rating",
    writes="organisation.noticed organisation.visibility street.rating",
    levers="detect appraisal_error",
)
def appraise(t, key, p, camp, lever, world, organisation, street, us, rated):
    keep = p.learning_rating
    for s in range(len(street)):
        for k in range(2):
            days = rated[s, k, 0] + camp.peers * rated[s, 1 - k, 0]
            if days > 0.0:
                quality = (rated[s, k, 1] + camp.peers * rated[s, 1 - k, 1]) / days
                street[s].rating[k] = keep * street[s].rating[k] + (1.0 - keep) * quality
    draw_for_each(key, chance.APPRAISE, t, organisation, us)
    keep, error = p.learning_visibility, p.appraisal_error * world.appraisal_error
    for i in range(len(organisation)):
        o = organisation[i]
        o.noticed = 0.0
        if not o.acts or o.activity <= 0.0:
            continue
        detected = us[0, i] < lever[i].detect
        blur = min(2.0, math.exp(error * normal(us[1, i], us[2, i])))
        o.noticed = (o.activity if o.formal and not detected else o.contributed) * blur
        if not o.formal and o.contributed > 0.0:
            o.visibility = keep * o.visibility + (1.0 - keep) * min(1.0, o.noticed / o.contributed)
        elif o.formal and detected:
            o.visibility = keep * o.visibility + (1.0 - keep) * p.effort_formal_value
