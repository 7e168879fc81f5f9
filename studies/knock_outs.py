"""Knock-outs: each row of the article taken out of a small world, and the measure that must move for it.

A row is a piece of the model. Taking it out means that this piece, and nothing else, is set to what the world is like
without it; worlds, needs and luck stay the same. So where somebody disables the piece in the code nothing moves any
more, and the row's test fails. What else moves is found by ``python -m studies.knock_outs`` (a minute) and kept in
``docs/knock_outs.csv``.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from sim.mechanisms import LINE_TYPES, TYPES
from sim.mechanisms.mechanism import BLOCK_TYPES
from sim.mechanisms.trees import merged
from sim.model.columns import NATURES, RESOURCES
from sim.model.measures import MEASURES
from sim.questions.cases import where_defined
from sim.questions.readings import read, wanted
from sim.runs.question import Question
from sim.runs.run import Batch, joined
from sim.runs.runner import answer
from sim.scenario import LoadedScenario
from sim.scenario.district import Asked, Wanted
from sim.scenario.load import from_data
from sim.scenario.loaded import Side

Tree = dict[str, Any]
Floats = NDArray[np.float64]
Pair = tuple[Floats, Floats]

KEPT = Path(__file__).resolve().parents[1] / "docs" / "knock_outs.csv"
REPLICATES = 24
READ = (
    "value", "net", "synergy", *MEASURES,
    *(f"{name}.{kind}" for name in ("participation", "hours_offered") for kind in ("blocks", "lines", "two_new")),
)  # fmt: skip
ERROR = 0.05  # of all comparisons of the knock-outs together
STREET: Tree = {"months": 18, "district": {"streets": 1, "areas": 6, "lines": 30}}
STREETS: Tree = {**STREET, "district": {"streets": 3, "areas": 4, "lines": 30}}
# Most lines stand in a few streets, and hardly anybody manages without what it lacks.
UNEVEN: Tree = {
    "months": 24,
    "district": {"streets": 6, "areas": 3, "lines": 60, "concentration": 3.0},
    "production": {"makeshift": 0.05},
}
BUSY: Tree = {"convening": {"block_hours": 40.0, "line_hours": 0.0}}  # the agenda is what is short
PARTY = RESOURCES[:5]
CHANNELS = ("sight", "peers", "agenda", "partners", "trust")


@dataclass(frozen=True)
class KnockOut:
    """One row, or one piece of it, taken out.

    Attributes
    ----------
    name : str
        The row, and a word more where several pieces of it are taken out one by one.
    en, zh : str
        What taking it out means.
    out : dict or pair of dict
        What the world without it sets. Of a pair each is taken out alone and both together: what is read is then
        whether both effects are more, or less, than their sum.
    measure, moves : str
        What moves when it is taken out, and which way (``up`` or ``down``).
    world : dict
        What the world with it sets, over `base`.
    """

    name: str
    en: str
    zh: str
    out: Tree | tuple[Tree, Tree]
    measure: str
    moves: str
    world: Tree = field(default_factory=dict)
    base: Tree = field(default_factory=lambda: STREET)

    @property
    def row(self) -> str:
        """The row of the article."""
        return self.name.partition(" ")[0]

    def sides(self) -> tuple[list[LoadedScenario], list[LoadedScenario]]:
        """Return the scenarios whose readings are added up with the row, and those without it."""
        here = merged(self.base, self.world)
        if isinstance(self.out, tuple):
            first, second = self.out
            trees = ([{}, merged(first, second)], [first, second])
        else:
            trees = ([{}], [self.out])
        with_it, without = (
            [from_data(merged(here, tree), f"knock-out {self.name}") for tree in side] for side in trees
        )
        return with_it, without


def question(out: KnockOut, measures: Sequence[str], replicates: int = REPLICATES) -> Question[dict[str, Pair]]:
    """Ask for measures of the joint arm with and without a row, one value a replicate."""
    with_it, without = out.sides()

    def sides(name: str, scenarios: Sequence[LoadedScenario]) -> list[Side]:
        return [Side(scenario, "joint", name, None) for scenario in scenarios]

    parts = (part for name in measures for side in sides(name, [*with_it, *without]) for part in wanted(side))
    table = yield Batch(joined(parts), range(replicates))

    def summed(name: str, scenarios: Sequence[LoadedScenario]) -> Floats:
        return np.asarray(sum(read(table, side) for side in sides(name, scenarios)))

    return {name: where_defined(summed(name, with_it), summed(name, without)) for name in measures}


def _off(*mechanisms: str) -> Tree:
    return {"mechanisms": {name: {"strength": 0.0} for name in mechanisms}}


def _every(names: Sequence[str], value: Any) -> Tree:
    return dict.fromkeys(names, value)


def _platforms(there: bool) -> Tree:
    return {"district_platform": there, "city_platform": there}


_ALIKE = {"deadline": 45.0, "harm": 0.5, "resources": Wanted().model_dump(), "functions": Asked().model_dump()}
_SPREAD = {  # each type's own strength in the six functions, spread evenly over them
    "street": 0.533, "community_committee": 0.517, "residential_area": 0.467, "agency": 0.5,
    "public_institution": 0.433, "state_enterprise": 0.4, "university": 0.4, "two_new": 0.25,
}  # fmt: skip
_ALLIANCES = {"agency": 0.02, "public_institution": 0.02, "state_enterprise": 0.05, "university": 0.01, "two_new": 0.9}

TABLE: tuple[KnockOut, ...] = (
    KnockOut(
        "A1", "nobody convenes: no hours for the agenda", "无人牵头：没有召集工时，上不了议程",
        {"convening": {"block_hours": 0.0, "line_hours": 0.0}}, "listed", "down",
    ),
    KnockOut(
        "A2", "the four natures ask for the same and can wait as long", "四性工作要的一样、期限一样",
        {"needs": _every(NATURES, _ALIKE)}, "met_social", "up",
    ),
    KnockOut(
        "A2 loss", "work done badly is nothing, and no loss", "做差了只是白做，不受损",
        {"production": {"loss": 0.0}}, "loss", "down",
    ),
    KnockOut(
        "A3", "what units want can be voiced nowhere, and nobody looks", "单位的需求没有地方提，也没有人看",
        {"discovery": {"owner": 0.0, "inside": 0.0}}, "participation.lines", "down", {"needs": {"unit_rate": 0.5}},
    ),
    KnockOut(
        "B1", "nobody owns any Party resources", "谁也没有党的资源",
        {"types": _every(TYPES, {"resources": _every(PARTY, 0.0)})}, "political_function", "down",
    ),
    KnockOut(
        "B1 redeployed", "everybody uses its own, nothing is redeployed", "各用各的，不作调节",
        {"matching": {"partners": 1}}, "quality", "down",
        {"needs": _every(NATURES, {"resources": {"material": 0.0, "public": 0.0}})},
    ),
    KnockOut(
        "B2", "material is ordered instead of lent by consent", "物质资源由指令调用，不经同意",
        {"resources": {"by_order": True}}, "resentment", "up", {"matching": {"mode": "appointment"}},
    ),
    KnockOut(
        "B3", "one resource stands in for another where material is short", "物质匮乏时，各种资源可以互相替代",
        {"production": {"rho": 1.0}}, "quality", "up", {"types": _every(LINE_TYPES, {"resources": {"material": 0.05}})},
    ),
    KnockOut(
        "B4", "no public resources", "没有公共资源",
        {"resources": {"public": 0.0}}, "quality", "down",
    ),
    KnockOut(
        "C1", "every type is as strong in each function", "各类组织不分所长，六项职能一样强",
        {"types": {name: {"functions": _every(tuple(Asked.model_fields), s)} for name, s in _SPREAD.items()}},
        "service_function", "down", {"needs": {"strong": 0.0}},
    ),
    KnockOut(
        "C2", "nothing runs between blocks and lines", "条块之间五条通道全断",
        {"channels": _every(CHANNELS, 0.0)}, "synergy", "down",
    ),
    KnockOut(
        "D1", "two-new organisations are not covered", "“两新”组织不作覆盖",
        {"institutions": {"two_new_cover": 0.0}}, "organisational_coverage", "down",
        {"institutions": {"two_new_cover": 1.0}, "technology": {"online_branches": 0.0}},
    ),
    KnockOut(
        "D1 grids", "no grid management", "不作网格化管理",
        {"institutions": {"grid_cover": 0.0}}, "discovered", "down",
        {"institutions": {"grid_cover": 1.0}, "technology": {"grid_workers": 0, "e_visits": 0.0}},
    ),
    KnockOut(
        "D2", "the street is back at investment promotion", "街道重拾招商引资",
        {"institutions": {"investment_promotion": 0.6}}, "listed", "down", BUSY,
    ),
    KnockOut(
        "D3", "nothing moves down to blocks that have little", "基层资源少，上面也不下沉",
        {"institutions": {"resources_down": 0.0}}, "lent", "down",
        {"institutions": {"resources_down": 1.0}, "types": _every(BLOCK_TYPES, {"resources": _every(PARTY, 0.1)})},
    ),
    KnockOut(
        "D4", "neither city nor district runs a platform", "市、区两级没有平台",
        {"institutions": _platforms(False)}, "across_area", "down", {"institutions": _platforms(True)}, UNEVEN,
    ),
    KnockOut(
        "D5", "the higher a unit's superior, the harder to join", "隶属越高，越难加入",
        {"institutions": {"both_ends": 0.0}}, "participation.lines", "down", {"institutions": {"both_ends": 1.0}},
    ),
    KnockOut("E1", "no mobilisation", "没有动员介入", _off("mobilisation"), "participation", "down"),
    KnockOut(
        "E2", "no planning: first come, first served", "没有策划决议：先来先办",
        _off("planning"), "legitimacy", "down", BUSY,
    ),
    KnockOut("E3", "no liaison", "没有联络协调", _off("liaison"), "time_to_service", "up"),
    KnockOut("E4", "no supervision", "没有监督评议", _off("supervision"), "contribution", "down"),
    KnockOut("E5", "no incentive", "没有表彰激励", _off("incentive"), "participation", "down"),
    KnockOut(
        "E6", "mobilisation and supervision each alone, their effects added up, where taking part is dear",
        "参与成本高时，动员与监督各自为战，效果简单相加",
        (_off("mobilisation"), _off("supervision")), "participation", "down", {"participation": {"cost": 1.2}},
    ),
    KnockOut(
        "E6 eager", "the same where nearly everybody takes part anyway", "同上，但人人本来就愿意参与",
        (_off("mobilisation"), _off("supervision")), "participation", "up",
    ),
    KnockOut(
        "E7", "nobody looks: needs are known where their owner voices them", "无人发现：只有需求方自己说出来",
        {
            "discovery": _every(("residential", "street", "unit", "inside"), 0.0),
            "technology": {"grid_workers": 0, "e_visits": 0.0, "community_link": 0.0},
            "institutions": {"grid_cover": 0.0},
            "mechanisms": {"mobilisation": {"checkin": 0.0}},
        },
        "value", "down",
    ),
    KnockOut("E7 match", "claims are blind", "盲目认领", {"matching": {"mode": "blind"}}, "value", "down"),
    KnockOut(
        "E7 learn", "nothing stays: neither motivation nor trust", "不积累：积极性与信任都留不下来",
        {"learning": _every(("keep", "honour", "request", "ask"), 0.0), "trust": {"learning": 0.0}}, "value", "down",
    ),
    KnockOut(
        "E8 uneven", "no platforms, no resources moved down", "没有平台，资源不下沉",
        {"institutions": {**_platforms(False), "resources_down": 0.0}}, "gini_resources", "up",
        {"institutions": {**_platforms(True), "resources_down": 1.0}}, UNEVEN,
    ),
    KnockOut("E8 lock-in", "no liaison", "没有联络协调", _off("liaison"), "across_both", "down", {}, STREETS),
    KnockOut(
        "E8 vitality", "no mobilisation, supervision or incentive", "没有动员、监督、激励",
        _off("mobilisation", "supervision", "incentive"), "participation", "down",
    ),
    KnockOut(
        "F1", "neither sees the other's needs nor serves with it", "互不知需求，互不出力",
        {"channels": {"sight": 0.0, "partners": 0.0}}, "across_kind", "down",
    ),
    KnockOut(
        "F2", "no lists: each sees and ranks its own, and turns to the nearest",
        "没有清单：各看各的、各排各的、就近找人",
        {"channels": {"sight": 0.0, "agenda": 0.0}, "matching": {"distance": 2.0},
         "mechanisms": {"liaison": {"resource_list": 0.0}}}, "quality", "down",
    ),
    KnockOut(
        "F3", "one-way claiming, first come, first served", "单向认领，先到先得",
        {"matching": {"mode": "one_way"}}, "matching_efficiency", "down",
    ),
    KnockOut(
        "F4", "each street for itself: no platform of the district", "各街道各管各的：没有区级平台",
        {"institutions": {"district_platform": False}}, "across_area", "down", {}, UNEVEN,
    ),
    KnockOut(
        "F4 alliances", "no alliances of shops and firms", "商户没有结成联盟",
        {"mechanisms": {"mobilisation": {"contracts": 0.0, "pledges": 0.0}}}, "participation.two_new", "down",
        {"district": {"mix": _ALLIANCES}, "mechanisms": {"mobilisation": {"contracts": 0.6, "pledges": 0.8}}},
    ),
    KnockOut(
        "F5", "no neighbourhood centre within 15 minutes", "没有15分钟服务圈",
        {"technology": {"service_circle": 0.0}}, "across_area", "down",
        {"technology": {"service_circle": 1.0}, "district": {"street_km": 5.0}},
    ),
    KnockOut(
        "G1", "small things pass the agenda too", "小事也要过议程",
        {"technology": {"wishes": 0.0}}, "met_mass", "down",
        {**BUSY, "technology": {"wishes": 0.9}, "needs": {"mass": {"rate": 2.0, "amount": 1.5}}},
    ),
    KnockOut(
        "G1 e-visits", "no e-visits", "没有电子走访",
        {"technology": {"e_visits": 0.0}}, "time_to_service", "up", {"technology": {"e_visits": 0.8}},
    ),
    KnockOut(
        "G2", "no on-line branches", "没有网上党支部",
        {"technology": {"online_branches": 0.0}}, "participation.two_new", "down",
        {"technology": {"online_branches": 0.8}},
    ),
    KnockOut(
        "G3", "no database is joined", "四库各自为政",
        {"technology": {"databases": 0}}, "matching_efficiency", "down",
    ),
    KnockOut(
        "G4", "no Community Link", "没有“社区通”",
        {"technology": {"community_link": 0.0}}, "discovered", "down", {"technology": {"community_link": 0.9}},
    ),
    KnockOut(
        "G5", "no grid workers", "没有网格长、网格员",
        {"technology": {"grid_workers": 0}}, "discovered", "down", {"technology": {"grid_workers": 5}},
    ),
)  # fmt: skip

BY_NAME: Mapping[str, KnockOut] = {out.name: out for out in TABLE}


def moved() -> list[dict[str, str]]:
    """Run all knock-outs; return what moved beyond noise, all comparisons of the study taken together (Bonferroni)."""
    bound = float(student.ppf(1.0 - ERROR / (2.0 * len(TABLE) * len(READ)), REPLICATES - 1))
    rows = []
    for out in TABLE:
        measures = READ if out.measure in READ else (*READ, out.measure)
        for name, (with_it, without) in answer(question(out, measures)).items():
            apart = without - with_it
            spread = apart.std(ddof=1) / math.sqrt(len(apart))
            t = float(apart.mean() / spread) if spread > 0.0 else 0.0  # NaN where it is nowhere defined
            if abs(t) > bound or name == out.measure:
                means = (f"{float(np.mean(side)):.6g}" for side in (with_it, without))
                figures = dict(zip(("with", "without"), means, strict=True))
                way = "up" if t > 0 else "down"
                rows.append({"knock_out": out.name, "measure": name, "moves": way, **figures, "t": f"{t:.4g}"})
    return rows


def main() -> None:
    """Take out every row, and keep what moved."""
    rows = moved()
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
