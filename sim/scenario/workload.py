"""How much there is to do beside how many hours there are, estimated from a scenario without drawing anything."""

from __future__ import annotations

import math

from sim.mechanisms import BLOCK_TYPES, LINE_TYPES

from .district import Needs, line_counts
from .schema import Scenario
from .stretches import stretches


def expected_load(scenario: Scenario) -> float | None:
    """Return the expected work asked for divided by the hours all organisations have; None without any hours.

    An estimate: the mean of what section 7.1 of the model draws, without the hours of checked-in members.
    """
    hours = scenario.months * sum(count * monthly for count, monthly in _hours(scenario))
    return _work(scenario) * scenario.costs.day_hours / hours if hours > 0.0 else None


def _hours(scenario: Scenario) -> list[tuple[int, float]]:
    """Return how many organisations have how many hours a month in the mean."""
    of_type = {name: getattr(scenario.types, name).hours for name in BLOCK_TYPES + LINE_TYPES}
    if scenario.organisations is not None:
        return [(1, of_type[row.type] if row.hours is None else row.hours) for row in scenario.organisations]
    streets, areas = _places(scenario)
    blocks = (streets, streets if scenario.district.community_committees else 0, areas)
    counts = (*blocks, *line_counts(scenario.district))
    return list(zip(counts, of_type.values(), strict=True))


def _places(scenario: Scenario) -> tuple[int, int]:
    """Return how many streets and areas there are."""
    if scenario.areas is None:
        return scenario.district.streets, scenario.district.streets * scenario.district.areas
    return len({area.street for area in scenario.areas}), len(scenario.areas)


def _work(scenario: Scenario) -> float:
    """Return the person-days that are expected to be asked for in a run."""
    spans = [(min(month, scenario.months), part.needs) for month, part in stretches(scenario)]
    ends = [*(month for month, _ in spans[1:]), scenario.months]
    return sum(
        (end - first) * _monthly_work(scenario, needs)
        + sum(
            getattr(needs, row.nature).amount if row.amount is None else row.amount
            for row in needs.listed or ()
            if first < row.month <= end
        )
        for (first, needs), end in zip(spans, ends, strict=True)
    )


def _monthly_work(scenario: Scenario, needs: Needs) -> float:
    """Return the person-days that are expected to be asked for in a month, by needs that are drawn."""
    _, areas = _places(scenario)
    bursts = (1.0 - math.exp(-needs.social.rate * needs.scale)) * needs.social.hit * areas
    people = sum(1.0 if row.population is None else row.population for row in scenario.areas or ())
    people = people if scenario.areas else float(areas)
    person_days = people * (needs.regional.rate * needs.regional.amount + needs.mass.rate * needs.mass.amount)
    person_days += people * _hardship(scenario) * needs.public_benefit.rate * needs.public_benefit.amount
    person_days += _inside(scenario) * needs.unit_rate * needs.mass.amount
    return bursts * needs.social.amount + needs.scale * person_days


def _hardship(scenario: Scenario) -> float:
    """Return the mean hardship of the areas beside that of the district, by which hardship relief is the more."""
    mean = scenario.district.hardship
    if mean == 0.0:
        return 1.0
    figures = mean if mean <= 0.5 else 1.0 - 0.25 / mean  # the mean of min(1, 2 · hardship · u)
    hardships = [figures if area.hardship is None else area.hardship for area in scenario.areas or ()]
    return (sum(hardships) / len(hardships) if hardships else figures) / mean


def _inside(scenario: Scenario) -> float:
    """Return how many resident units there are that have hours, each by how often it has needs."""
    of_type = {name: getattr(scenario.types, name).hours for name in LINE_TYPES}
    if scenario.organisations is None:
        counts = zip(of_type.values(), line_counts(scenario.district), strict=True)
        return float(sum(count for hours, count in counts if hours > 0.0))
    return sum(
        row.needs
        for row in scenario.organisations
        if row.type in of_type and (of_type[row.type] if row.hours is None else row.hours) > 0.0
    )
