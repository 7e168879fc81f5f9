"""Partners that stay away from a team that was formed (docs/model.md, 7.6)."""

from __future__ import annotations

from sim.model.chance import ABSENT, draw


def stays_away(team, pair):
    """Whether a member after the first does not come."""
    model, need, org = team.model, team.need, pair.org
    trust = model.settings.trust
    chance = trust.absence
    if org.kind != team.members[0].org.kind:
        chance = min(1.0, trust.absence * trust.absence_across)
    chance *= (1.0 - pair.trust) * (1.0 - org.detect)
    return chance > 0.0 and draw(model.key, ABSENT, model.month, need.street, need.id, org.id)[0] < chance


def let_stay_away(team):
    """Reckon the team anew of those who come; return whether it is still a team."""
    counts = team.model.counts
    counts.gathered += 1
    counts.partners += len(team.members) - 1
    away = [pair for pair in team.members[1:] if stays_away(team, pair)]
    if not away:
        return True
    counts.absent += len(away)
    for pair, (days, _) in zip(team.members, team.days_in_order(), strict=True):
        if pair in away:
            pair.org.missed += pair.fit * days
            pair.fate, pair.lost = "stayed_away", pair.fit * days
    team.members = [pair for pair in team.members if pair not in away]
    team.renew()
    if team.suffices():
        return True
    counts.called_off += 1
    team.called_off = True
    for pair, (days, coordination) in zip(team.members, team.days_in_order(), strict=True):
        pair.spend(days + coordination)
        pair.org.wasted += days + coordination
        pair.fate, pair.lost = "called_off", days + coordination
    return False
