"""commend: who is honoured, and what others see of it (docs/model.md, 7.9)."""

from __future__ import annotations

from sim.model.chance import HONOUR, draw


def commend(model):
    peers, levers = model.channels.peers, model.levers
    keep = model.settings.learning.recognition
    spill = levers.publicity * model.settings.recognition.spill
    for street in model.streets:
        count = street.count
        seen = [sum(o.seen for o in street.members[k]) for k in (0, 1)]
        for k in (0, 1):
            if count[k]:
                reference = (seen[k] + peers * seen[1 - k]) / (count[k] + peers * count[1 - k])
                for org in street.members[k]:
                    luck = draw(model.key, HONOUR, model.month, 0, 0, org.id)[0]
                    org.honoured = org.seen > 0.0 and luck < levers.honour * org.seen / (org.seen + reference)
        honoured = [sum(o.honoured for o in street.members[k]) for k in (0, 1)]
        for k in (0, 1):
            if count[k]:
                among = (honoured[k] + peers * honoured[1 - k]) / (count[k] + peers * count[1 - k])
                for org in street.members[k]:
                    own = 0.5 + 0.5 * levers.publicity if org.honoured else 0.0
                    org.rec = keep * org.rec + (1.0 - keep) * min(1.0, own + spill * among)
