"""Deliberate faults, one at a time: what is replaced by what, and why it matters; and the worlds on which all show.

The list is data. `test_faults` puts each into a copy of the package, and there `plain` compares kernels and twin. What
is replaced stands exactly once in its file: where the code has changed so that it does not, the test says so, and the
fault is written anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sim.model.columns import NATURES
from sim.scenario import from_data

from . import partners
from .compare import Report, compare, compare_values
from .levers import MECHANISMS


class Fault(NamedTuple):
    """One deliberate fault, in a file of the package."""

    file: str
    old: str
    new: str
    why: str


class World(NamedTuple):
    """A world small enough for plain Python."""

    arm: str
    off: tuple[str, ...]
    data: dict[str, Any]


SMALL = {"streets": 2, "areas": 2, "lines": 9}
WORLDS = [
    World(
        "joint",
        (),
        {
            "months": 5,
            "district": SMALL,
            "channels": {"sight": 0.5, "peers": 0.3, "agenda": 0.4, "partners": 0.6, "trust": 0.3},
            "needs": {"scale": 1.5, "unit_rate": 0.5, "social": {"rate": 1.0}},
            "convening": {"block_hours": 30.0, "line_hours": 20.0},
            "costs": {"mixed_hours": 2.0},
            "mechanisms": {name: {"strength": 0.5} for name in MECHANISMS},
            "types": {"residential_area": {"hours": 300.0}, "two_new": {"hours": 100.0}},
            "matching": {"asked": 3},
        },
    ),
    World(
        "joint",
        (),
        {
            "months": 4,
            "district": {**SMALL, "community_committees": False, "two_new_cover": 0.6},
            "matching": {"mode": "appointment"},
            "resources": {"by_order": True, "consent": 0.3},
            "mechanisms": {
                "mobilisation": {"contracts": 0.9},
                "supervision": {"inspection": 0.6, "feedback": 0.6, "dual_assessment": 1.0, "linked_goals": 1.0},
                "planning": {"hearings": 1.0},
                "incentive": {"civility": 1.0, "party_awards": 1.0, "reports": 1.0, "publicity": 1.0},
            },
            "effort": {"formal": 0.6},
            "needs": {"scale": 3.0, "regional": {"resources": {"political": 0.0}, "functions": {"policy_supply": 0.0}}},
            "technology": {"community_link": 0.7, "service_circle": 0.6},
            "convening": {"block_hours": 20.0, "line_hours": 20.0},
            "participation": {"pull": 2.0},
            "types": {"street": {"resources": {"material": 1.0}}},
        },
    ),
    World(
        "halves_joint",
        ("liaison",),
        {
            "months": 4,
            "district": {**SMALL, "spread": 1.2},
            "channels": {"trust": 0.5, "sight": 0.4, "agenda": 0.0},
            "matching": {"mode": "one_way", "claims": 2, "tries": 4, "partners": 2},
            "institutions": {"investment_promotion": 0.3, "city_platform": True},
            "needs": {"scale": 2.0, "social": {"rate": 1.0}},
            "types": {"two_new": {"members": 1.0}, "residential_area": {"hours": 300.0}},
            "costs": {"mixed_hours": 25.0},
        },
    ),
    World(
        "line",
        (),
        {
            "months": 3,
            "district": {"streets": 2, "areas": 3, "lines": 12},
            "matching": {"mode": "blind", "partners": 2},
            "costs": {"mixed_hours": 5.0},
            "production": {"floor": 0.0},
            "resources": {"public_block": 0.3},
            "effort": {"formal": 0.5, "formal_value": 0.0},
        },
    ),
    World(
        "half_1",
        (),
        {
            "months": 3,
            "district": SMALL,
            "matching": {"mode": "optimal"},
            "production": {"rho": 0.5, "makeshift": 0.0},
            "types": {"residential_area": {"hours": 300.0}, "two_new": {"functions": {"state_building": 0.0}}},
        },
    ),
    World(
        "joint",
        (),
        {
            "months": 6,
            "district": {
                "streets": 2,
                "areas": 3,
                "lines": 12,
                "mix": {
                    "agency": 0.2,
                    "public_institution": 0.0,
                    "state_enterprise": 0.0,
                    "university": 0.2,
                    "two_new": 0.6,
                },
            },
            "matching": {"reach_km": 0.0, "asked": 1},
            "convening": {"platform_hours": 20.0},
            "production": {"makeshift": 0.0},
            "types": {
                "two_new": {"resources": {"material": 0.0, "talent": 0.0}},
                "university": {"resources": {"ideological": 0.0, "political": 0.0}},
            },
            "mechanisms": {"mobilisation": {"contracts": 0.0}},
            "from_month": [
                {"month": 2, "mechanisms": {"mobilisation": {"contracts": 1.0}, "liaison": {"strength": 0.3}}},
                {"month": 3, "matching": {"reach_km": 9.0, "asked": 20}},
                {
                    "month": 4,
                    "institutions": {"two_new_cover": 0.0, "investment_promotion": 0.9, "district_platform": False},
                    "technology": {"online_branches": 0.0},
                },
            ],
        },
    ),
    World(
        "block",
        ("planning", "supervision", "incentive"),
        {
            "months": 3,
            "district": {"streets": 1, "areas": 3, "lines": 2},
            "production": {"resource_share": 0.7, "rho": 0.0, "makeshift": 0.0},
            "matching": {"caution": 0.5},
        },
    ),
    World(
        "joint",
        (),
        {
            "months": 3,
            "district": {"streets": 1, "areas": 3, "lines": 6},
            "matching": {"mode": "appointment", "tries": 2, "partners": 3, "order_resentment": 1.5},
            "resources": {"consent": 0.5},
            "convening": {"block_hours": 300.0},
            "needs": {"scale": 2.0, "social": {"rate": 3.0, "deadline": 30.0}},
            "learning": {"honour": 2.0},
            "production": {"makeshift": 0.0},
            "participation": {"cost": 1.6},
        },
    ),
    World(
        "joint",
        (),
        {
            "months": 4,
            "areas": [{"name": f"a{n}", "street": n % 2, "x": 4.0 * n, "y": 0.0} for n in range(4)],
            "organisations": [
                *({"name": f"r{n}", "type": "residential_area", "area": f"a{n}", "hours": 60.0} for n in range(4)),
                *(
                    {"name": f"u{n}", "type": kind, "area": f"a{n % 4}", "ties": [f"r{(n + 1) % 4}"]}
                    for n, kind in enumerate(("agency", "university", "two_new", "state_enterprise", "two_new"))
                ),
            ],
            "mechanisms": {"mobilisation": {"contracts": 0.0}},
            "hearing": {"days": 12.0},
            "needs": {
                "scale": 0.2,
                "listed": [
                    *(
                        {"name": "x", "month": 1 + n % 4, "nature": NATURES[n % 4], "area": f"a{n % 4}"}
                        for n in range(12)
                    ),
                    *(
                        {
                            "name": "y",
                            "month": 1 + n % 3,
                            "day": 4 + n,
                            "nature": "mass",
                            "owner": f"u{n}",
                            "amount": 3.0,
                            "deadline": 40.0,
                            "worth": 2.0 if n % 2 else None,
                            "harm": 0.1,
                            "resources": ["talent", "public", "organisational"],
                            "functions": ["state_building"],
                        }
                        for n in range(5)
                    ),
                ],
            },
        },
    ),
    World("joint", (), partners.partners("two_way", *partners.RULES)),
    World("joint", (), partners.partners("appointment", *partners.RULES)),
    World("joint", (), partners.partners("two_way", "hours", "above")),
]


def compared(first: int = 0) -> Iterator[tuple[int, Report]]:
    """Compare kernels and twin on every world, that of the given number first; yield its number too."""
    numbers = sorted(range(len(WORLDS) + 1), key=lambda number: (number != first, number))
    for number in numbers:
        if number == len(WORLDS):
            yield number, compare_values(from_data(WORLDS[0].data, "world 0"))
            continue
        world = WORLDS[number]
        on = frozenset(MECHANISMS) - set(world.off)
        yield number, compare(from_data(world.data, f"world {number}"), world.arm, on, number % 2, place=False)


_FAULTS: dict[str, list[tuple[str, str, str]]] = {
    "model/world.py": [
        ("in (pair, pair[::-1])", "in (pair,)", "a tie holds one way only"),
        ("kind.city + kind.district", "kind.district", "a share of the levels is lost"),
    ],
    "model/places.py": [
        ("mine = mine or has_partner(", "mine = mine or 0 * has_partner(", "ties do not reach far"),
        ("o.paired == a or tied_here", "o.paired == a or 0 * tied_here", "at home in no partner's place"),
        ("        return 0.0", "        pass", "offices and residents would have a way to go"),
    ],
    "model/month.py": [
        ('< lever["cover"]', "< 1.0", "everybody is covered, whatever sees to it"),
        ('"registered", "paired", "h', '"registered", "h', "contracts of before would stand"),
        ('"acts", "covered", "reg', '"acts", "reg', "who is covered would not be settled anew"),
        ('"covered", "registered", "p', '"covered", "p', "who is registered would not be settled anew"),
        ('"platform": ("hours",)', '"platform": ()', "the platform's hours would not be settled anew"),
        ('"area": ("home", "held", "skilled")', '"area": ("home",)', "what a place has would not be settled anew"),
        (
            '"convener", "hours", "calls", "acting")',
            '"convener", "acting")',
            "the hours of conveners would not be settled anew",
        ),
    ],
    "model/camps.py": [
        ("convening.line_hours if", "0.5 * convening.line_hours if", "the lines' convening hours halved"),
        ("pooled * own.sum(axis=1)", "own.sum(axis=1)", "pooled hours would count twice"),
        ("else 1.0 - block_share", "else block_share", "public resources would be shared out wrongly"),
    ],
    "model/phases/arise.py": [
        ("need.worth / need.amount * listing.amount", "need.worth", "the worth of the drawn amount for the stated one"),
        ("30.0 * need.month + listing.day", "need.arises + listing.day", "a stated day after the drawn one"),
        ("(chance.LISTED, listing.number, 0, 0)", "(chance.LISTED, 0, 0, 0)", "all listed needs with one luck"),
        ('rows[np.lexsort((rows["street"], rows["month"]))]', "rows", "in the order of the list and not of months"),
        ("* (0.5 + u1)", "* (1.5 - u1)", "a sign in the deadline"),
        ("holds[1 - k, x]", "holds[k, x]", "the other kind's index: nothing were two-sided"),
        ("area[a].hardship / rule.hardship", "area[a].hardship", "a denominator dropped"),
    ],
    "model/phases/discover.py": [
        (
            "min(mean_delay * -math.log(us[1, x]), end - start)",
            "mean_delay * -math.log(us[1, x])",
            "no clipping: seen after the month's end",
        ),
        ("n.area)) * pull.member_watch", "n.area)) * 0.0", "a lever not read"),
        ("s, n.id, 1)[0] < camp.sight", "s, n.id, 0)[0] < camp.sight", "the other label's luck"),
    ],
    "model/phases/mobilise.py": [
        ("other * s.joined[1 - k]", "other * s.joined[k]", "the wrong label's peers"),
        ("o.fatigue + o.resentment", "o.fatigue - o.resentment", "a sign: resentment would please"),
        ("* (1.0 - pull.detect)", "", "a lever not read"),
        ("o.level - 1", "o.level", "off by one level"),
    ],
    "model/phases/plan.py": [
        ("2 * int(world.voters) + 1", "int(world.voters) + 1", "half the extra voters"),
        ("int(minority * slots)", "0", "a lever not read: no minority is protected"),
        ("(1.0 - world.legitimacy) * share", "share", "legitimacy above 1"),
    ],
    "model/phases/liaise.py": [
        ("if n.nature == SOCIAL else delay", "if n.nature != SOCIAL else delay", "urgent where it is not"),
        ("min(30.0 * (t + 1), n.closes)", "30.0 * (t + 1)", "work after the deadline"),
    ],
    "model/phases/pairs.py": [
        ("refused[asking, low:high]", "refused[1 - asking, low:high]", "the wrong label's trust"),
        ("- p.matching_distance", "+ p.matching_distance", "a sign: the farther the better"),
    ],
    "model/phases/match.py": [
        ("own.top += 1", "own.top += 2", "an off-by-one in who is next"),
    ],
    "model/phases/team.py": [
        ("team.kappa[x] * size)", "team.kappa[x] * (size + 1))", "off by one partner"),
        ("min(1.0, met)", "met", "no clipping: plenty of one for lack of another"),
        ("tried >= p.matching_tries", "tried + 1 >= p.matching_tries", "one candidate fewer is tried"),
        ("m.checkin = min(days, from_members)", "m.checkin = from_members", "coordination as service"),
    ],
    "model/phases/claiming.py": [
        ("claims >= p.matching_claims", "claims > p.matching_claims", "one claim too many"),
    ],
    "model/production.py": [
        ("** (1.0 - resource_share)", "** resource_share", "the wrong weight"),
    ],
    "model/phases/deliver.py": [
        ("if done >= p.production_floor", "if done > p.production_floor", "> for >= at the floor"),
        ("own.averted += n.harm * part", "own.averted += n.harm * part * done", "harm by quality"),
        ("1] += member.days * done", "1] += member.days * team.quality", "residents rate a plan, not a deed"),
        ("p.resources_consumption[r] * lent", "lent", "all that is lent would be used up"),
        ("n.id, plan)[0] < camp.sight", "n.id, other)[0] < camp.sight", "the other plan's luck"),
    ],
    "model/phases/appraise.py": [
        ("if o.formal and not detected else", "if o.formal else", "a lever not read: nobody is found out"),
        ("camp.peers * rated[s, 1 - k, 0]", "camp.peers * rated[s, k, 0]", "an index swapped"),
    ],
    "model/phases/commend.py": [
        ("noticed[s, 1 - k]) / (own + other)", "noticed[s, 1 - k]) / own", "a denominator"),
    ],
    "model/phases/learn.py": [
        ("1.0 if k == o.label else camp.trust", "1.0", "trust of the other label learned in full"),
        (
            "1.0 if k == o.label else camp.trust",
            "1.0 if k != o.label else camp.trust",
            "trust learned of the other label instead of one's own",
        ),
        ("camp.trust * (known - own.own)", "camp.trust * known", "one's own label counted twice"),
        ("n.closes <= MONTH_DAYS * (t + 1) or", "n.closes < MONTH_DAYS * t or", "a deadline a month late"),
        ("real * own.averted", "own.averted", "harm averted beyond what there was"),
    ],
    "model/phases/noting.py": [
        ("TURNED_DOWN if us[1", "UNHEARD if us[1", "recorded: refused as if it had not heard"),
        ("rank = max(rank, RANK", "rank = min(rank, RANK", "recorded: the plan that came least far"),
        (
            "CAME, team.plan, team.turn, place, member.days",
            "CAME, team.plan, team.turn, place, member.paid",
            "recorded: days",
        ),
        ("standing[teams[x].need - least] = RANK[SERVED]", "pass", "recorded: what is served above counts as left"),
        ("return BEYOND if own.could[plan] == 0", "return BEYOND if own.could[plan] != 0", "recorded: nobody could"),
    ],
    "model/measures.py": [
        ("o.reputation[o.label]", "o.reputation[1 - o.label]", "the other label's trust"),
        ("area[a].served, area[a].used,", "area[a].used, area[a].served,", "columns swapped"),
        ("2.0 * reached + amount", "reached + amount", "half of a Gini coefficient"),
        ("| first_services |", "| teams |", "a denominator: every month's work as a first service"),
        ("float(top.mean())", "float(top[-1])", "a stale column: the last month for all"),
    ],
    "model/value.py": [
        ('- book["loss"]', '+ book["loss"]', "a sign: work done badly would pay"),
        ("a[name] + b[name]", "np.maximum(a[name], b[name])", "side by side as if one did it all"),
    ],
    "mechanisms/levers.py": [
        (
            "1.0 - (1.0 - self.value) * (1.0 - np.clip(chance, 0.0, 1.0))",
            "self.value + np.clip(chance, 0.0, 1.0)",
            "the wrong combiner: chances added",
        ),
    ],
    "mechanisms/mechanism.py": [
        ("value * self.strength", "value", "the dose not read"),
    ],
    "mechanisms/mobilisation.py": [
        ("(0.3 * i.consciousness, who.lines)", "(0.3 * i.consciousness, who.blocks)", "the wrong kind"),
    ],
    "mechanisms/planning.py": [
        ("round(7 * i.conference)", "int(7 * i.conference)", "rounded down"),
    ],
    "mechanisms/liaison.py": [
        ("1.0 - 0.8**i.meetings", "1.0 - 0.8", "the number of meetings not read"),
    ],
    "mechanisms/supervision.py": [
        ("0.2 * i.linked_goals, who.blocks", "0.2 * i.linked_goals", "everybody for one kind"),
    ],
    "mechanisms/incentive.py": [
        ("levers.publicity.add_chance(0.6", "levers.honour.add_chance(0.6", "the wrong lever"),
    ],
    "mechanisms/institutions.py": [
        ("levers.barrier.scale", "levers.distance.scale", "the wrong lever"),
    ],
    "mechanisms/technology.py": [
        ("1.0 - 0.5 * self.e_visits", "1.0 + 0.5 * self.e_visits", "a sign: e-visits would delay"),
    ],
    "scenario/stretches.py": [
        ("now = now.model_copy(", "now = scenario.model_copy(", "a later change would forget the ones before"),
        ("change.month - 1: after", "change.month: after", "a change a month late"),
    ],
    "model/setting.py": [
        ("is None or name in mechanisms", "is None or name", "mechanisms that are off would work"),
    ],
}
SHOWN = json.loads((Path(__file__).parent / "shown.json").read_text(encoding="utf-8"))
"""By file and reason the world that showed a fault, looked at first: ``python -m tests.twin.test_faults`` writes it."""
FAULTS = [
    Fault(file, *fault) for named in (_FAULTS, partners.FAULTS) for file, faults in named.items() for fault in faults
]
