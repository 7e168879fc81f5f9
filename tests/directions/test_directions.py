"""Sanity by direction: statements that any expert would sign, through the real model.

Each names two settings of one district. They are run on the same worlds, needs and luck; what is compared is the paired
difference of one reading in one arm. It *rises* or *falls* if the interval of the mean difference lies wholly on that
side, by more than a margin that is a share of the reading. It *does not rise* or *does not fall* if the interval stays
within the margin on the wrong side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from scipy.stats import t as student

from sim.mechanisms.trees import merged
from sim.model.camps import CHANNELS, Camp, alone, together
from sim.model.columns import FUNCTIONS, OWNED, RESOURCES
from sim.model.measures import MEASURES
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.runs.quantities import quantities
from sim.runs.question import Question
from sim.runs.run import Batch, Run
from sim.runs.runner import answer
from sim.runs.table import Floats, Table
from sim.scenario import from_data
from sim.scenario.schema import Scenario
from studies.districts import NATURES, for_all
from tests.model.stepping import finished

LOOKS = (8, 24)  # replicates: the rest where the first do not say it
CONFIDENCE = 0.9999  # of each interval, so that all of them together err once in two hundred times
MARGIN = 0.005  # share of the reading: a smaller difference is none
DISTRICT = {"months": 24, "district": {"streets": 3, "areas": 5, "lines": 30}}


@dataclass(frozen=True)
class Statement:
    """From the first setting to the second this reading of this arm goes this way, whatever holds in both."""

    words: str
    first: dict[str, Any]
    second: dict[str, Any]
    reading: str
    way: str
    arm: str = "joint"
    both: dict[str, Any] | None = None

    def __str__(self) -> str:
        return f"{self.words}, {self.arm}".replace(" ", "_")


def at(path: str, value: Any) -> dict[str, Any]:
    """Return a setting that states one thing."""
    for name in reversed(path.split(".")):
        value = {name: value}
    return dict(value)


def one(
    words: str, path: str, first: Any, second: Any, reading: str, way: str, arm: str = "joint", **both: Any
) -> Statement:
    """Return a statement about one parameter."""
    return Statement(words, at(path, first), at(path, second), reading, way, arm, both)


def deadlines(factor: float) -> dict[str, Any]:
    days = dict(zip(NATURES, (90.0, 8.0, 45.0, 60.0), strict=True))
    return {"needs": {nature: {"deadline": factor * usual} for nature, usual in days.items()}}


def harms(share: float) -> dict[str, Any]:
    return {"needs": for_all(NATURES, {"harm": share})}


def all_owned(share: float) -> dict[str, float]:
    return dict.fromkeys(RESOURCES[:OWNED], share)


ORDERED = {"mode": "appointment"}
SHORT = {"item_hours": 40.0}
SCARCE = {"block_hours": 18.0, "line_hours": 9.0, "partner_hours": 2.0, "winning_hours": 4.0, "winning_lasts": 1}
DISTRUST = {"start": 0.1}
DUTY = {"participation": {"office_follows": 0.0}, "matching": {"last_resort": 0.5}}
UNCHECKED = {"supervision": {"inspection": 0.0, "feedback": 0.0}}
LONGER_HOURS = {"types": {"residential_area": {"hours": 160.0}, "two_new": {"hours": 48.0}}}
STRONG = {"types": for_all(("residential_area", "two_new"), {"functions": dict.fromkeys(FUNCTIONS, 0.9)})}

STATEMENTS = (
    # what there is to do, and who does it
    one("more needs than hours: a larger share expires", "needs.scale", 1.0, 4.0, "expired", "rises"),
    one("more needs: hours are used more fully", "needs.scale", 0.3, 3.0, "hours_used", "rises"),
    Statement("longer deadlines: fewer needs expire", deadlines(1.0), deadlines(2.0), "expired", "falls"),
    Statement("longer deadlines: fewer expire", deadlines(1.0), deadlines(2.0), "expired", "falls", "line"),
    Statement("graver needs: more harm where they are not met", harms(0.5), harms(2.0), "harm", "rises"),
    one("more needs that take both kinds: less alone", "needs.two_sided", 0.1, 0.9, "value", "falls", "block"),
    one("more needs that take both kinds: less alone", "needs.two_sided", 0.1, 0.9, "value", "falls", "line"),
    Statement("more hours for this work: more is achieved", {}, LONGER_HOURS, "value", "rises"),
    Statement("stronger in every function: more is achieved", {}, STRONG, "value", "rises"),
    # seeing, listing, hearing
    one("who looks less discovers less", "discovery.residential", 0.5, 0.0, "discovered", "falls"),
    one("a street that attracts investment lists less", "institutions.investment_promotion", 0.0, 0.8, "listed",
        "falls"),
    one("a street that attracts investment lists less", "institutions.investment_promotion", 0.0, 0.8, "listed",
        "falls", "block"),
    one("items that take longer: fewer needs are listed", "convening.item_hours", 8.0, 24.0, "listed", "falls"),
    one("micro-wishes where the agenda is short: residents' needs are met more", "technology.wishes", 0.0, 1.0,
        "met_mass", "rises", convening=SHORT),
    one("who hears later serves later", "hearing.days", 1.0, 20.0, "time_to_service", "rises"),
    one("hearing late: emergencies suffer first", "hearing.days", 1.0, 20.0, "met_social / met_regional", "falls"),
    one("seeing late: emergencies suffer first", "discovery.delay", 1.0, 20.0, "met_social / met_regional", "falls"),
    one("disaster bulletins: emergencies are met more", "mechanisms.liaison.urgent", 0.0, 1.0, "met_social", "rises"),
    one("worse estimates where the agenda is short: less is achieved", "estimates.noise", 0.0, 100.0, "value", "falls",
        convening=SHORT),
    one("a centre that sees: more needs are discovered", "technology.centre_sight", 0.0, 1.0, "discovered", "rises",
        technology={"service_circle": 1.0}),
    # taking part
    one("dearer participation: fewer take part", "participation.cost", 0.4, 1.2, "participation", "falls"),
    one("a cost of levels: fewer lines take part", "participation.hierarchy", 0.0, 1.0, "participation", "falls",
        "line"),
    one("all levels may join: more lines do", "institutions.both_ends", 0.0, 1.0, "participation", "rises", "line"),
    one("contracts: more lines take part", "mechanisms.mobilisation.contracts", 0.0, 1.0, "participation", "rises",
        "line"),
    one("pledges: more take part", "mechanisms.mobilisation.pledges", 0.0, 1.0, "participation", "rises"),
    one("more honours: no fewer take part", "mechanisms.incentive.civility", 0.0, 1.0, "participation",
        "does not fall"),
    one("incentives: more take part", "mechanisms.incentive.strength", 0.0, 1.0, "participation", "rises"),
    one("work that tires: fewer take part", "learning.fatigue", 0.0, 2.0, "participation", "falls"),
    one("cover of the two-new: more can be mobilised", "institutions.two_new_cover", 0.0, 1.0,
        "organisational_coverage", "rises", "line"),
    one("members who check in: more days of service", "mechanisms.mobilisation.checkin", 0.0, 1.0, "service_days",
        "rises", "line"),
    # effort
    one("stricter inspection: less formal effort", "mechanisms.supervision.inspection", 0.0, 1.0, "formal_effort",
        "falls"),
    one("a stake that nobody checks: more formal effort", "effort.pressure", 0.0, 3.0, "formal_effort", "rises",
        mechanisms=UNCHECKED),
    one("conscience: less formal effort", "effort.conscience", 0.0, 1.0, "formal_effort", "falls"),
    one("formal effort that delivers less: lower quality", "effort.formal_value", 0.9, 0.0, "quality", "falls"),
    # teams
    one("larger teams: more days in teams of both kinds", "matching.partners", 1, 5, "across_kind", "rises"),
    one("larger teams: more days go into coordination", "matching.partners", 2, 6, "coordination_days", "rises"),
    one("dearer coordination: fewer days in mixed teams", "costs.coordination", 0.5, 12.0, "across_kind", "falls"),
    one("no partners across kinds: less is achieved", "channels.partners", 1.0, 0.0, "value", "falls"),
    one("a way that counts for more: more local service", "matching.distance", 0.0, 2.0, "across_area", "falls"),
    one("a closer reach: more local service", "matching.reach_km", 5.0, 0.5, "across_area", "falls"),
    one("distrust that turns away: more are refused", "trust.refusal", 0.1, 0.9, "refused", "rises"),
    one("distrust that turns away: less is achieved", "trust.refusal", 0.0, 1.0, "value", "falls", trust=DISTRUST),
    one("claiming blindly: less is achieved", "matching.mode", "two_way", "blind", "value", "falls"),
    one("more are asked: more is achieved", "matching.asked", 1, 20, "value", "rises"),
    one("scores seen with error: partners fit less well", "matching.error", 0.0, 2.0, "matching_efficiency", "falls"),
    one("a list of resources: partners fit better", "mechanisms.liaison.resource_list", 0.0, 1.0,
        "matching_efficiency", "rises", matching={"error": 1.0}, technology={"databases": 0}),
    one("joined databases: partners fit better", "technology.databases", 0, 4, "matching_efficiency", "rises",
        matching={"error": 1.0}),
    one("familiarity: partners fit better", "learning.familiarity", 0.0, 0.5, "matching_efficiency", "rises",
        matching={"error": 1.0}, technology={"databases": 0}),
    one("orders are resented", "matching.mode", "two_way", "appointment", "resentment", "rises"),
    one("orders that hurt more are resented more", "matching.order_resentment", 0.0, 0.5, "resentment", "rises",
        matching=ORDERED),
    one("partners that take the convener's hours: fewer needs are listed", "convening.partner_hours", 0.0, 8.0,
        "listed", "falls"),
    one("partners that take the convener's hours: the agenda loses more", "convening.winning_hours", 1.0, 8.0,
        "agenda_lost", "rises"),
    one("winning that fades sooner: the agenda loses more", "convening.winning_lasts", 24, 0, "agenda_lost", "rises",
        convening={"winning_hours": 2.0}),
    one("a partner's convener that brings no hours along: the agenda loses less", "convening.partner_brings",
        1.0, 0.0, "agenda_lost", "falls", convening=SCARCE),
    one("a platform above the street: no more needs expire", "convening.platform_hours", 0.0, 160.0, "expired",
        "does not rise"),
    one("a platform above the street: more is achieved", "convening.platform_hours", 0.0, 160.0, "value", "rises",
        "line"),
    one("a platform above the street: service is no less even", "convening.platform_hours", 0.0, 160.0, "gini_service",
        "does not rise", matching={"last_resort": 0.0}),  # which leaves it little: too little to tell here
    one("a platform that keeps an eye on later needs only: it does less", "convening.platform_after", 1, 4, "above",
        "falls", convening={"platform_hours": 160.0}),
    one("joined databases: a platform can call more", "technology.databases", 0, 4, "above", "rises", "block",
        convening={"platform_hours": 160.0}),
    one("liaison makes winning a partner shorter: the agenda loses less", "mechanisms.liaison.strength", 0.0, 1.0,
        "agenda_lost", "falls", convening=SCARCE),
    one("a convener with more hours: fewer needs are left for want of them", "convening.block_hours", 18.0, 180.0,
        "hours_gone", "falls", convening=SCARCE),
    one("units that take part less: more is left to the last resort", "participation.cost", 0.4, 1.2, "last_resort",
        "rises", **DUTY),
    one("who is inspected stays away less", "mechanisms.supervision.inspection", 0.0, 1.0, "absent", "falls",
        trust={"absence": 0.5}),
    one("who is trusted stays away less", "trust.start", 0.1, 0.9, "absent", "falls", trust={"absence": 0.5}),
    one("the more cautious where quality must be high: more teams are called off", "matching.caution", 0.0, 1.0,
        "called_off", "rises", trust={"absence": 0.5}, production={"floor": 0.6}),
    one("offices as a last resort: fewer needs expire", "matching.last_resort", 0.0, 1.0, "expired", "falls", "block"),
    one("offices as a last resort: more is achieved", "matching.last_resort", 0.0, 1.0, "value", "rises",
        "block"),
    one("offices that follow nobody where few begin: more take part", "participation.office_follows", 1.0, 0.0,
        "participation", "rises", "block", participation={"start": 1.0, "peers": 1.0, "cost": 1.4}),
    one("partners that may stay away: less is achieved", "trust.absence", 0.0, 1.0, "value", "falls"),
    one("partners that may stay away: trust falls", "trust.absence", 0.0, 1.0, "trust", "falls"),
    one("partners of the other kind that stay away more: fewer days in mixed teams", "trust.absence_across", 1.0, 5.0,
        "across_kind", "falls", trust={"absence": 0.2}),
    one("formal partners whose part is to be done again: less is achieved", "effort.redo", 0.0, 1.0, "value", "falls"),
    one("a way that takes hours: less is achieved", "costs.travel", 0.0, 2.0, "value", "falls"),
    one("more visits to a day's service: more days on the way", "costs.visits", 1.0, 4.0, "on_the_way", "rises",
        costs={"travel": 0.2}),
    one("a service circle: fewer days on the way", "technology.service_circle", 0.0, 1.0, "on_the_way", "falls",
        costs={"travel": 0.2}),
    # what is moved down, lent and delivered
    one("moved down from lines above: blocks alone achieve more", "institutions.resources_down", 0.0, 0.5, "value",
        "rises", "block"),
    one("moved down from lines above: lines alone achieve less", "institutions.resources_down", 0.0, 0.5, "value",
        "falls", "line"),
    one("owners who consent less: material flows fall", "resources.consent", 1.0, 0.1, "material", "falls"),
    one("consent required: material flows fall", "resources.by_order", True, False, "material", "falls",
        matching=ORDERED),
    one("consent required: resentment does not rise", "resources.by_order", True, False, "resentment",
        "does not rise", matching=ORDERED),
    Statement("nothing renewed: fewer Party resources a day", at("resources.renewal", all_owned(1.0)),
              at("resources.renewal", all_owned(0.02)), "political_function", "falls",
              both=at("resources.consumption", all_owned(0.9))),
    one("more public resources: quality does not fall", "resources.public", 0.4, 8.0, "quality", "does not fall"),
    one("a higher floor, nobody cautious: more is lost", "production.floor", 0.2, 0.6, "loss", "rises",
        matching={"caution": 0.0}),
    one("a lack that hurts more: lower quality", "production.makeshift", 0.8, 0.2, "quality", "falls",
        matching={"caution": 0.0}),
    one("what is done badly costs more: more is lost", "production.loss", 0.1, 0.9, "loss", "rises"),
    one("hours that all pay for being together: less is achieved", "costs.mixed_hours", 0.0, 20.0, "value", "falls"),
)  # fmt: skip


def camp(arm: str, scenario: Scenario) -> Camp:
    if arm == "joint":
        return together({name: getattr(scenario.channels, name) for name in CHANNELS})
    return alone(("block", "line").index(arm))


def read(table: Table, run: Run, reading: str) -> Floats:
    """Return a reading of each replicate: a value, a measure, a quotient of measures, or the material lent."""
    if reading == "value":
        return table.values(run)
    if reading == "material":  # of what is lent, what are no Party resources
        return table.values(run, "lent") - table.values(run, "political_function") * table.values(run, "service_days")
    top, _, bottom = reading.partition(" / ")
    return table.values(run, top) / (table.values(run, bottom) if bottom else 1.0)


def compare(statement: Statement) -> Question[str]:
    """Ask for the reading in both settings, replicate by replicate; return what speaks against the statement."""
    runs = []
    for name, setting in (("first", statement.first), ("second", statement.second)):
        scenario = from_data(merged(DISTRICT, statement.both or {}, setting), name)
        runs.append(Run(scenario, camp(statement.arm, scenario)))
    against = ""
    for count in LOOKS:
        table = yield Batch(dict.fromkeys(runs, quantities(["gross", *MEASURES])), range(count))
        against = refuted(statement.way, *(read(table, run, statement.reading) for run in runs))
        if not against:
            break
    return against


def refuted(way: str, first: Floats, second: Floats) -> str:
    """Return the difference where the replicates do not show that it goes this way."""
    apart = second - first
    half = float(student.ppf(0.5 + 0.5 * CONFIDENCE, len(apart) - 1)) * apart.std(ddof=1) / np.sqrt(len(apart))
    low, high = apart.mean() - half, apart.mean() + half
    margin = MARGIN * max(abs(first.mean()), abs(second.mean()))
    assert margin > 0.0
    holds = {
        "rises": low > margin,
        "falls": high < -margin,
        "does not rise": high < margin,
        "does not fall": low > -margin,
    }
    return "" if holds[way] else f"{first.mean():.6g} → {second.mean():.6g}, difference [{low:.4g}, {high:.4g}]"


@pytest.mark.parametrize("statement", STATEMENTS, ids=str)
def test_direction(statement: Statement) -> None:
    assert answer(compare(statement), workers=1) == ""


@pytest.mark.parametrize("arm", ["block", "joint"])
@pytest.mark.parametrize("sight", [1.0, 0.4])
def test_a_grid_worker_more_and_nothing_is_discovered_later(arm: str, sight: float) -> None:
    """Need by need, the first plan that sees it; not plan by plan: what is done sooner some plan never comes to see.

    Units' needs voice themselves with a readiness that hangs on how earlier requests went, so that readiness is fixed.
    """
    both = {"learning": {"ask": 0.0}, "channels": {"agenda": 0.5, "sight": sight}}
    few, more = (
        from_data(merged(DISTRICT, both, at("technology.grid_workers", workers)), "workers") for workers in (1, 2)
    )
    sooner = 0
    for replication in range(4):
        before = finished(few, camp(arm, few), replication)
        after = finished(more, camp(arm, more), replication)
        was, now = (run.ledger["seen"].min(axis=1) for run in (before, after))
        assert (now <= was).all()
        sooner += int((now < was).sum())
    assert sooner > 50


def test_areas_in_hardship_have_more_public_benefit_needs() -> None:
    scenario = from_data(merged(DISTRICT, at("district.areas", 30), {"months": 120}), "hardship")
    world = make_world(scenario, scenario.seed, 0)
    need = make_needs(world, scenario.months)
    hardship = world.area["hardship"]
    counts = np.array(
        [np.bincount(need["area"][need["nature"] == nature], minlength=len(hardship)) for nature in range(4)]
    )
    worst, best = hardship > np.quantile(hardship, 0.75), hardship < np.quantile(hardship, 0.25)
    assert counts[3][worst].mean() > 3.0 * counts[3][best].mean()
    for nature in (0, 1, 2):  # and not more of the others
        assert counts[nature][worst].mean() < 1.2 * counts[nature][best].mean()


@pytest.mark.parametrize("arm", ["block", "line", "joint"])
def test_where_nothing_is_learned_of_others_trust_stays_what_it_was(arm: str) -> None:
    scenario = from_data(merged(DISTRICT, {"trust": {"learning": 0.0, "start": 0.5}}), "trust")
    months = finished(scenario, camp(arm, scenario)).months
    assert (months["trust"] == 0.5 * months["acting"]).all()
    learning = from_data(merged(DISTRICT, {"trust": {"start": 0.5}}), "trust")
    assert (finished(learning, camp(arm, learning)).months["trust"][1:] != 0.5 * months["acting"][1:]).all()
