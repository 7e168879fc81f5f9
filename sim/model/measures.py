"""Measures: what is read off at the end of a month, from columns only; each a numerator and a denominator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.mechanisms import TYPES

from .columns import NATURES, REACHES
from .compiled import compiled


@dataclass(frozen=True)
class Measure:
    """One measure: ``top`` ÷ ``bottom`` of the month's record, each summed over months for a run.

    Where ``bottom`` is empty the measure is an amount: a mean over months where ``level``, else a total.
    """

    name: str
    unit: str
    top: str
    bottom: str
    meaning: str
    level: bool = False


def _table(text: str) -> dict[str, Measure]:
    measures = {}
    for line in text.strip().splitlines():
        name, unit, top, bottom, meaning = (part.strip() for part in line.split("|"))
        level = bottom == "month"
        measures[name] = Measure(name, unit, top, "" if level else bottom, meaning, level)
    return measures


MEASURES = _table("""
    participation          | share          | part          | acting         | organisations that take part, of those who act
    formal_effort          | share          | formal        | part           | of those who take part, whose effort is formal
    contribution           | share          | gave          | acting         | share of hours offered, those who took no part as zero
    organisational_coverage| share          | covered       | acting         | organisations that can be mobilised
    work_coverage          | share          | areas_touched | areas          | areas served in a month
    arisen                 | needs          | arisen        |                | needs that arose
    discovered             | share          | discovered    | arisen         | needs seen, of those that arose
    listed                 | needs          | listed        |                | needs put on a list
    claimed                | teams          | teams         |                | teams that went to work, a month each
    completed              | needs          | completed     |                | needs done in full
    verified               | needs          | verified      |                | of those, done well throughout
    expired                | share          | expired       | closed         | needs that closed without being done
    worth                  | points         | worth         |                | worth of the service, before duplication is struck off
    averted                | points         | averted       |                | harm averted
    loss                   | points         | loss          |                | lost where work was done badly
    harm                   | points         | harm          |                | harm of needs not met in time
    service_days           | person-days    | days          |                | days of service
    coordination_days      | person-days    | paid          |                | days that coordinating took
    hours_used             | share          | spent         | given          | hours spent, of those there were
    time_to_service        | days           | delay         | first_services | from arising to first service
    met_regional           | share          | served_closed.regional       | amount_closed.regional       | regional work served, of that asked for
    met_social             | share          | served_closed.social         | amount_closed.social         | social work served, of that asked for
    met_mass               | share          | served_closed.mass           | amount_closed.mass           | mass work served, of that asked for
    met_public_benefit     | share          | served_closed.public_benefit | amount_closed.public_benefit | public-benefit work served, of that asked for
    gini_service           | 0 to 1         | gini_service  | month          | unevenness of service over areas, a head, since the start
    gini_resources         | 0 to 1         | gini_resources| month          | unevenness of resources used over areas, a head, since the start
    across_area            | share          | across_area   | days           | days given outside one's own area
    across_kind            | share          | across_kind   | days           | days in teams of both kinds
    across_both            | share          | across_both   | days           | days given outside one's own area in teams of both kinds
    lent                   | units          | lent          |                | owned resources put to use
    quality                | 0 to 1         | quality       | served         | quality delivered, by days
    service_function       | points per day | worth         | days           | worth of a day of service
    political_function     | units per day  | party_supply  | days           | Party resources put to use, a day of service
    refused                | share          | pairs_refused | pairs_heard    | partners refused, of those who heard
    matching_efficiency    | share          | got_score     | best_score     | score of leading partners, of the best there were
    trust                  | 0 to 1         | trust         | acting         | trust in an organisation by its own
    resentment             | 0 to 1         | resentment    | acting         | resentment of an organisation
    legitimacy             | 0 to 1         | legitimacy    | month          | legitimacy of decisions
    agenda_lost            | share          | team_hours    | convened       | convening hours that teams took from the agenda
    hours_gone             | needs          | short         |                | listed needs left, a month each, as the convener's hours were gone
    absent                 | share          | absent        | partners       | partners that stayed away from their team
    called_off             | share          | called_off    | gathered       | teams called off as partners stayed away
    last_resort            | share          | last_resort   | days           | days that offices gave beyond their offer
    above                  | share          | above         | days           | days given in teams that platforms formed
    on_the_way             | share          | travel        | days           | days of service that went on the way
    dependency             | share          | borrowed      | lent           | owned resources put to use that others brought than whose need it is
""")
BY_TYPE = _table("""
    participation          | share                            | part_by_type    | acting_by_type | organisations that take part, of those who act
    hours_offered          | hours per organisation and month | offered_by_type | acting_by_type | hours offered, those of checked-in members included
    hours_spent            | hours per organisation and month | spent_by_type   | acting_by_type | hours spent on service and coordination
    fit_days               | person-days                      | fitted_by_type  |                | days of service, as far as the giver's functions fit
    lenders                | share                            | lenders_by_type | acting_by_type | organisations that have lent material to others, since the start
""")
REPORTED = (
    "participation", "formal_effort", "contribution", "discovered", "claimed", "completed", "expired", "worth",
    "averted", "loss", "service_days", "hours_used", "quality", "across_area", "across_kind", "gini_service", "trust",
    "resentment", "legitimacy",
)  # fmt: skip
"""What a district collects of every month."""


def column(months: np.ndarray, name: str) -> NDArray[np.float64]:
    """Return a field of the monthly record, or ``field.group`` or ``field.type.group`` of it; shape (months,)."""
    field, *groups = name.split(".")
    counts = months[field]
    for group in groups:
        called = next(names for names in (NATURES, TYPES, REACHES) if group in names)
        counts = counts[:, called.index(group)]
    return np.asarray(counts, np.float64)


def by_month(months: np.ndarray, measure: Measure) -> NDArray[np.float64]:
    """Return the measure month by month (NaN where its denominator is 0); shape (months,)."""
    top = column(months, measure.top)
    if not measure.bottom:
        return top
    bottom = column(months, measure.bottom)
    quotient = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=quotient, where=bottom > 0)
    return quotient


def over_run(months: np.ndarray, measure: Measure) -> float:
    """Return the measure over the whole run."""
    top = column(months, measure.top)
    if measure.level:
        return float(top.mean())
    if not measure.bottom:
        return float(top.sum())
    bottom = float(column(months, measure.bottom).sum())
    return float(top.sum()) / bottom if bottom > 0 else float("nan")


@compiled
def gini(amount, weight):
    """Return the Gini coefficient of amounts a head, people as weights."""
    heads = np.empty(len(amount))
    for a in range(len(amount)):
        heads[a] = amount[a] / max(weight[a], 1e-12)
    order = np.argsort(heads, kind="mergesort")  # the one sort that is compiled for `claiming` too
    people = total = below = 0.0
    for a in order:
        people += weight[a]
        total += amount[a]
    if total <= 0.0 or people <= 0.0:
        return 0.0
    reached = 0.0
    for a in order:
        below += weight[a] * (2.0 * reached + amount[a])
        reached += amount[a]
    return max(0.0, 1.0 - below / (people * total))


@compiled
def read_off(p, camp, organisation, area, street, platform, month):
    """Write what is read at the end of the month: levels, unevenness, hours spent, and sums by type."""
    for i in range(len(organisation)):
        o = organisation[i]
        if o.acts:
            month.trust += o.reputation[o.label]
            month.resentment += o.resentment
            month.acting_by_type[o.type] += 1.0
            month.part_by_type[o.type] += o.part
            month.offered_by_type[o.type] += p.costs_day_hours * (o.offer + o.checkin)
            month.spent_by_type[o.type] += p.costs_day_hours * o.activity
            month.fitted_by_type[o.type] += o.fitted
            month.lenders_by_type[o.type] += o.lent > 0.0
    plans = 0
    for s in range(len(street)):
        for plan in range(3):
            if camp.exists[plan]:
                month.legitimacy += street[s].legitimacy[plan]
                month.hours += street[s].hours[plan]
                month.convened += street[s].hours[plan]
                plans += 1
    for plan in range(3):
        month.hours += platform.hours[plan]
        month.convened += platform.hours[plan]
    month.legitimacy /= max(1, plans)
    month.spent = month.days + month.paid
    month.hours += p.costs_day_hours * month.spent
    month.areas = len(area)
    amount, people = np.empty((2, len(area))), np.empty(len(area))
    for a in range(len(area)):
        month.areas_touched += area[a].touched
        amount[0, a], amount[1, a], people[a] = area[a].served, area[a].used, area[a].population
    month.gini_service = gini(amount[0], people)
    month.gini_resources = gini(amount[1], people)
