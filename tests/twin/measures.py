"""The measures of a month, each a numerator and a denominator (docs/model.md, section 10)."""

from __future__ import annotations

from dataclasses import dataclass

from .needs import NATURES

TYPES = 8


@dataclass
class Counts:
    """What phases count while they run."""

    arisen: int = 0
    discovered: int = 0
    listed: int = 0
    heard: int = 0
    refused: int = 0
    first_services: int = 0
    days_to_service: float = 0.0
    worth: float = 0.0
    averted: float = 0.0
    loss: float = 0.0
    best_score: float = 0.0
    got_score: float = 0.0
    lent: float = 0.0
    party_supply: float = 0.0


def kept(need):
    """What is left of what was done at a need when service beyond its amount is struck off."""
    return min(1.0, need.amount / need.served) if need.served > 0.0 else 1.0


def gini(amounts, people):
    """The Gini coefficient of amounts a head: twice the area between the Lorenz curve and equality."""
    total, heads = sum(amounts), sum(people)
    if total <= 0.0 or heads <= 0.0:
        return 0.0
    reached = below = 0.0
    for amount, weight in sorted(zip(amounts, people, strict=True), key=lambda pair: pair[0] / max(pair[1], 1e-12)):
        below += weight / heads * (2.0 * reached + amount) / total
        reached += amount
    return max(0.0, 1.0 - below)


def measure(model, closing):
    """Return the month's measures; ``closing`` are needs with whether they were completed."""
    counts, acting, teams = model.counts, model.acting, model.teams
    day = model.settings.costs.day_hours
    part = [o for o in acting if o.part]
    works = [(team, w) for team in teams for w in team.works]
    days = sum(w.days for _, w in works)
    coordination = sum(w.coordination for _, w in works)
    outside = [(team, w) for team, w in works if w.org.area != team.need.area]
    two = [team for team in teams if len({w.org.label for w in team.works}) == 2]
    completed = [need for need, done in closing if done]
    verified = sum(need.worth_done > 0.0 and need.loss == 0.0 for need in completed)
    meetings = sum(o.hours - day * o.given for o in acting)
    convening = sum(street.hours[p] for street in model.streets for p in model.plans)
    hours = day * (days + coordination) + meetings + convening
    month = {
        "participation": (len(part), len(acting)),
        "formal": (sum(o.formal for o in part), len(part)),
        "given": (sum(o.share for o in part), len(acting)),
        "discovered": (counts.discovered, counts.arisen),
        "listed": (counts.listed, 1),
        "claimed": (len(teams), 1),
        "completed": (len(completed), 1),
        "verified": (verified, 1),
        "expired": (len(closing) - len(completed), 1),
        "worth": (counts.worth, 1),
        "averted": (counts.averted, 1),
        "loss": (counts.loss, 1),
        "harm": (sum(need.harm - kept(need) * need.averted for need, _ in closing), 1),
        "days": (days, 1),
        "coordination": (coordination, 1),
        "time_to_service": (counts.days_to_service, counts.first_services),
        "crossing_area": (sum(w.days for _, w in outside), days),
        "crossing_kind": (sum(w.days for team in two for w in team.works), days),
        "crossing_both": (sum(w.days for team, w in outside if team in two), days),
        "refused": (counts.refused, counts.heard),
        "hours": (hours, 1),
        "days_there_are": (sum(o.given + o.checkin for o in acting), 1),
        "covered": (sum(o.covered for o in acting), len(acting)),
        "closed": (len(closing), 1),
        "spent": (days + coordination, 1),
        "quality": (sum(team.delivered * team.days for team in teams), sum(team.days for team in teams)),
        "work_coverage": (len({team.need.area for team in teams}), len(model.world.areas)),
        "lent": (counts.lent, 1),
        "party_supply": (counts.party_supply, 1),
        "efficiency": (counts.got_score, counts.best_score),
        "trust": (sum(o.reputation[o.label] for o in acting), 1),
        "resentment": (sum(o.resentment for o in acting), 1),
        "legitimacy": (
            sum(s.legitimacy[p] for s in model.streets for p in model.plans),
            len(model.streets) * len(model.plans),
        ),
        "gini_service": (gini(model.served_in, [a.population for a in model.world.areas]), 1),
        "gini_resources": (gini(model.used_in, [a.population for a in model.world.areas]), 1),
    }
    for nature, name in enumerate(NATURES):
        own = [need for need, _ in closing if need.nature == nature]
        month[f"served_{name}"] = (sum(min(n.served, n.amount) for n in own), sum(n.amount for n in own))
    for type_ in range(TYPES):
        own = [o for o in acting if o.type == type_]
        month[f"type_{type_}"] = (
            len(own),
            sum(o.part for o in own),
            day * sum(o.offer + o.checkin for o in own),
            day * sum(o.activity for o in own),
            sum(o.fit_days for o in own),
        )
    return month
