"""Commend (9): honours go to some, by seen contribution; publicity lets others see it."""

from __future__ import annotations

from .. import chance
from ..chance import draw_for_each
from .phase import phase


@phase(
    does="honours go to some, by seen contribution; publicity lets others see it",
    reads="organisation.id organisation.street organisation.label organisation.acts organisation.noticed"
    " organisation.recognition street.acting",
    writes="organisation.honoured organisation.recognition",
    levers="honour publicity",
)
def commend(t, key, p, camp, world, organisation, street, us, noticed, honoured):
    keep = p.learning_recognition
    draw_for_each(key, chance.HONOUR, t, organisation, us)
    noticed[:] = 0.0
    honoured[:] = 0.0
    for i in range(len(organisation)):
        o = organisation[i]
        if o.acts:
            noticed[o.street, o.label] += o.noticed
    for i in range(len(organisation)):
        o = organisation[i]
        o.honoured = False
        if o.acts and o.noticed > 0.0 and world.honour > 0.0:
            k, s = o.label, o.street
            own, other = street[s].acting[k], camp.peers * street[s].acting[1 - k]
            reference = (noticed[s, k] + camp.peers * noticed[s, 1 - k]) / (own + other)
            o.honoured = us[0, i] < world.honour * o.noticed / (o.noticed + reference)
            honoured[s, k] += o.honoured
    for i in range(len(organisation)):
        o = organisation[i]
        if o.acts:
            k, s = o.label, o.street
            own, other = street[s].acting[k], camp.peers * street[s].acting[1 - k]
            seen_among_peers = (honoured[s, k] + camp.peers * honoured[s, 1 - k]) / (own + other)
            mine = 0.5 + 0.5 * world.publicity if o.honoured else 0.0
            gained = min(1.0, mine + world.publicity * seen_among_peers * p.recognition_spill)
            o.recognition = keep * o.recognition + (1.0 - keep) * gained
