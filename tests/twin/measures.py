"""The record of a month, and the measures that are made of it (docs/model.md, section 10)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .needs import NATURES

# Each measure of a run: numerator and denominator, both summed over the months; None: a sum; "month": a mean of months.
MEASURES = {
    "participation": ("part", "acting"),
    "formal_effort": ("formal", "part"),
    "contribution": ("gave", "acting"),
    "organisational_coverage": ("covered", "acting"),
    "work_coverage": ("areas_touched", "areas"),
    "arisen": ("arisen", None),
    "discovered": ("discovered", "arisen"),
    "listed": ("listed", None),
    "claimed": ("teams", None),
    "completed": ("completed", None),
    "verified": ("verified", None),
    "expired": ("expired", "closed"),
    "worth": ("worth", None),
    "averted": ("averted", None),
    "loss": ("loss", None),
    "harm": ("harm", None),
    "service_days": ("days", None),
    "coordination_days": ("paid", None),
    "hours_used": ("spent", "given"),
    "time_to_service": ("delay", "first_services"),
    **{f"met_{name}": (f"served_closed.{name}", f"amount_closed.{name}") for name in NATURES},
    "gini_service": ("gini_service", "month"),
    "gini_resources": ("gini_resources", "month"),
    "across_area": ("across_area", "days"),
    "across_kind": ("across_kind", "days"),
    "across_both": ("across_both", "days"),
    "lent": ("lent", None),
    "quality": ("quality", "served"),
    "service_function": ("worth", "days"),
    "political_function": ("party_supply", "days"),
    "refused": ("pairs_refused", "pairs_heard"),
    "matching_efficiency": ("got_score", "best_score"),
    "trust": ("trust", "acting"),
    "resentment": ("resentment", "acting"),
    "legitimacy": ("legitimacy", "month"),
    "agenda_lost": ("team_hours", "convened"),
    "hours_gone": ("short", None),
    "absent": ("absent", "partners"),
    "called_off": ("called_off", "gathered"),
    "last_resort": ("last_resort", "days"),
    "above": ("above", "days"),
    "on_the_way": ("travel", "days"),
    "dependency": ("borrowed", "lent"),
}

TYPES = (
    "street", "community_committee", "residential_area", "agency", "public_institution", "state_enterprise",
    "university",
    "two_new",
)  # fmt: skip


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
    gathered: int = 0
    partners: int = 0
    absent: int = 0
    called_off: int = 0
    last_resort: float = 0.0
    above: float = 0.0
    short: int = 0
    travel: float = 0.0
    borrowed: float = 0.0


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


def reach(org, need):
    """How far an organisation's service goes."""
    if org.area == need.area:
        return "own_area"
    return "own_street" if org.street == need.street else "elsewhere"


def measure(model, closing):
    """Return the record of the month; ``closing`` are needs with whether they were completed."""
    counts, acting, teams = model.counts, model.acting, model.teams
    day = model.settings.costs.day_hours
    part = [o for o in acting if o.part]
    works = [(team, w) for team in teams for w in team.works]
    days = sum(w.days for _, w in works)
    coordination = sum(w.coordination for _, w in works) + sum(o.wasted for o in acting)
    outside = [(team, w) for team, w in works if w.org.area != team.need.area]
    two = [team for team in teams if len({w.org.label for w in team.works}) == 2]
    completed = [need for need, done in closing if done]
    verified = sum(need.worth_done > 0.0 and need.loss == 0.0 for need in completed)
    meetings = sum(o.hours - day * o.given for o in acting)
    posts = [*model.streets, model.platform]
    convening = sum(post.hours[p] for post in posts for p in model.plans)
    hours = day * (days + coordination) + meetings + convening
    plans = [street.legitimacy[p] for street in model.streets for p in model.plans]
    population = [a.population for a in model.world.areas]
    record = {
        "acting": len(acting),
        "covered": sum(o.covered for o in acting),
        "part": len(part),
        "formal": sum(o.formal for o in part),
        "gave": sum(o.share for o in part),
        "given": sum(o.given + o.checkin for o in acting),
        "arisen": counts.arisen,
        "discovered": counts.discovered,
        "listed": counts.listed,
        "teams": len(teams),
        "closed": len(closing),
        "completed": len(completed),
        "verified": verified,
        "expired": len(closing) - len(completed),
        "worth": counts.worth,
        "averted": counts.averted,
        "loss": counts.loss,
        "harm": sum(need.harm - kept(need) * need.averted for need, _ in closing),
        "days": days,
        "paid": coordination,
        "spent": days + coordination,
        "hours": hours,
        "served": sum(team.days for team in teams),
        "quality": sum(team.delivered * team.days for team in teams),
        "delay": counts.days_to_service,
        "first_services": counts.first_services,
        "across_area": sum(w.days for _, w in outside),
        "across_kind": sum(w.days for team in two for w in team.works),
        "across_both": sum(w.days for team, w in outside if team in two),
        "pairs_heard": counts.heard,
        "pairs_refused": counts.refused,
        "best_score": counts.best_score,
        "got_score": counts.got_score,
        "lent": counts.lent,
        "party_supply": counts.party_supply,
        "convened": convening,
        "team_hours": sum(post.taken[p] for post in posts for p in model.plans),
        "gathered": counts.gathered,
        "partners": counts.partners,
        "absent": counts.absent,
        "called_off": counts.called_off,
        "last_resort": counts.last_resort,
        "above": counts.above,
        "short": counts.short,
        "travel": counts.travel,
        "borrowed": counts.borrowed,
        "areas": len(population),
        "areas_touched": len({team.need.area for team in teams}),
        "gini_service": gini(model.served_in, population),
        "gini_resources": gini(model.used_in, population),
        "trust": sum(o.reputation[o.label] for o in acting),
        "resentment": sum(o.resentment for o in acting),
        "legitimacy": sum(plans) / len(plans) if plans else 0.0,
    }
    for nature, name in enumerate(NATURES):
        own = [need for need, _ in closing if need.nature == nature]
        record[f"served_closed.{name}"] = sum(min(n.served, n.amount) for n in own)
        record[f"amount_closed.{name}"] = sum(n.amount for n in own)
    for type_, name in enumerate(TYPES):
        own = [o for o in acting if o.type == type_]
        record[f"acting_by_type.{name}"] = len(own)
        record[f"part_by_type.{name}"] = sum(o.part for o in own)
        record[f"offered_by_type.{name}"] = day * sum(o.offer + o.checkin for o in own)
        record[f"spent_by_type.{name}"] = day * sum(o.activity for o in own)
        record[f"fitted_by_type.{name}"] = sum(o.fit_days for o in own)
        record[f"lenders_by_type.{name}"] = sum(o.material_lent > 0.0 for o in own)
        mine = [(team.need, w) for team, w in works if w.org.type == type_]
        for nature, to in enumerate(NATURES):
            record[f"days_by_type_nature.{name}.{to}"] = sum(w.days for need, w in mine if need.nature == nature)
        for to in ("own_area", "own_street", "elsewhere"):
            there = [w for need, w in mine if reach(w.org, need) == to]
            record[f"days_by_type_reach.{name}.{to}"] = sum(w.days for w in there)
            record[f"lent_by_type_reach.{name}.{to}"] = sum(sum(w.lent.values()) for w in there)
    return record


def over_run(months, name):
    """Return a measure of the whole run; NaN where its denominator is 0."""
    top, bottom = MEASURES[name]
    amount = sum(month[top] for month in months)
    if bottom is None:
        return amount
    total = len(months) if bottom == "month" else sum(month[bottom] for month in months)
    return amount / total if total > 0 else math.nan
