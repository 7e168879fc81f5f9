"""Who is asked at a place in a month, and what is seen of a score (docs/model.md, 7.6)."""

from __future__ import annotations

import math

from sim.model.chance import ASKED, ORDERED, draw, normal

from .places import AREA_OFFICES, RESIDENTIAL


def asked_this_month(model):
    """Return of each area the rows of those who come into question for all that is listed there."""
    return [asked_at(model, area) for area in model.world.areas]


def asked_at(model, area):
    """Those who have a right to the place, and of the others the smallest lots of each label."""
    near_km, many = model.settings.matching.near_km, model.settings.matching.asked
    of_place = draw(model.key, ASKED, model.month, area.id, 0, 0)[0]
    asked, others = set(), ([], [])
    for tie in model.ties[area.index]:
        org = tie.org
        if has_right(org, area):
            asked.add(org.row)
            continue
        x = draw(model.key, ASKED, model.month, 0, 0, org.id)[0] - of_place
        if x < 0.0:
            x += 1.0
        others[org.label].append((x * (1.0 + tie.distance / near_km), org.id, org.row))
    for lots in others:
        asked.update(row for _, _, row in sorted(lots)[:many])
    return asked


def has_right(org, area):
    """Whether an organisation comes into question at a place in every month."""
    if area.index in (org.residence, org.paired, *org.body.tie_areas):
        return True
    return (org.type in AREA_OFFICES and org.street == area.street) or (
        org.type == RESIDENTIAL and org.area == area.index
    )


def comes_into_question(model, need, org):
    return org is need.owner or org.row in model.asked[need.area]


def idea_error(model, need, org):
    """What the convener's idea of who fits adds to a score in `appointment`."""
    u, v, _, _ = draw(model.key, ORDERED, model.month, need.street, need.id, org.id)
    return model.settings.matching.order_noise * normal(u, v)


def seen_score(model, pair, label):
    """The score of a pair as the label that asks sees it."""
    error, org, need = model.settings.matching.error, pair.org, pair.need
    well_known = pair.tie.at_home or org is need.owner or (org.type in AREA_OFFICES and org.street == need.street)
    if error == 0.0 or well_known or model.settings.matching.mode == "optimal":
        return pair.score
    unknown = (1.0 - org.known) * (1.0 - org.familiar[label])
    return pair.score + error * unknown * math.sqrt(12.0) * (pair.luck - 0.5)
