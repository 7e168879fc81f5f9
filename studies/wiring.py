"""What ``wires.py`` varies, and where: settings, values of each parameter, and the switch that silences it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from sim.mechanisms import BLOCK_TYPES, LINE_TYPES
from sim.mechanisms.trees import merged
from sim.model.columns import FUNCTIONS, OWNED, RESOURCES
from sim.scenario import dump, from_data, load
from sim.scenario.loaded import LoadedScenario
from sim.scenario.parameters import ParameterRow, parameter_rows

Tree = dict[str, Any]
NATURES = ("regional", "social", "mass", "public_benefit")
SHRUNK = {"months": 24, "district": {"streets": 3, "areas": 5, "lines": 30}}


@dataclass(frozen=True)
class Setting:
    """A scenario in which parameters are varied: a shipped one, and what is stated besides."""

    about: str
    base: str
    stated: Tree


def uniform(names: tuple[str, ...], value: Any) -> Tree:
    """Return a section with one value at all names."""
    return dict.fromkeys(names, value)


def roster() -> Tree:
    """Return a district of one's own, everything about it stated."""
    profiles = dump(load("default"))["types"]
    areas = [
        {"name": f"area {n}", "street": n // 4, "population": 0.8 + 0.1 * (n % 5), "hardship": 0.1 * (n % 6),
         "x": 2.0 * (n % 2), "y": 2.5 * (n // 2)}
        for n in range(8)
    ]  # fmt: skip
    counts = dict(zip(BLOCK_TYPES + LINE_TYPES, (2, 2, 8, 4, 4, 4, 2, 8), strict=True))
    level = {"residential_area": "residential", "agency": "district", "state_enterprise": "city"}
    organisations = [
        {"name": f"{kind} {n}", "type": kind, "area": f"area {n * 8 // count}", "hours": profiles[kind]["hours"],
         "members": 40.0, "level": level.get(kind, "street"), "needs": 1.0, "ties": None,
         "resources": profiles[kind]["resources"], "functions": profiles[kind]["functions"]}
        for kind, count in counts.items()
        for n in range(count)
    ]  # fmt: skip
    return {"months": 24, "areas": areas, "organisations": organisations}


def listed(inside: bool) -> Tree:
    """Return the same district with 192 listed needs, in areas or inside units, and no others."""
    district = roster()
    units = [row["name"] for row in district["organisations"] if row["type"] in LINE_TYPES]
    needs = [
        {"name": f"need {n}", "month": 1 + n % 24, "day": 1 + n % 28, "nature": NATURES[n // 3 % 4],
         "area": None if inside else f"area {n % 8}", "owner": units[n % len(units)] if inside else None,
         "amount": 6.0, "deadline": 40.0, "worth": 1.0, "harm": 0.5,
         "resources": ["talent", "organisational"], "functions": ["social_integration", "policy_supply"]}
        for n in range(192)
    ]  # fmt: skip
    return {**district, "needs": {"scale": 0.0, "listed": needs}}


def only(nature: str) -> Tree:
    """Return the shrunk default district with many needs of one nature and no others."""
    rates = {other: {"rate": 0.0} for other in NATURES} | {nature: {"rate": 1.0 if nature == "social" else 1.5}}
    return {**SHRUNK, "needs": {"unit_rate": 0.0, **rates}}


def scarce() -> Tree:
    """Return the shrunk default district where everybody owns a fifth, and little of what is used up comes back."""
    types = dump(load("default"))["types"]
    fifth = {name: {r: 0.2 * units for r, units in profile["resources"].items()} for name, profile in types.items()}
    use = {"renewal": uniform(RESOURCES[:OWNED], 0.1), "consumption": uniform(RESOURCES[:OWNED], 0.5)}
    return {**SHRUNK, "types": {name: {"resources": units} for name, units in fifth.items()}, "resources": use}


def mode(name: str, **more: Any) -> Tree:
    """Return a mode of matching in the shrunk default district."""
    return {**SHRUNK, "matching": {"mode": name}, **more}


SHIPPED: dict[str, Setting] = {
    "default": Setting("the default district, with 3 streets of 5 areas, 30 lines and 24 months", "default", SHRUNK),
    "hongqiao": Setting("Hongqiao, with 8 areas, 200 lines and 24 months", "hongqiao",
                        {"months": 24, "district": {"areas": 8, "lines": 200}}),
    "above": Setting("the small case above 2, as shipped", "above", {}),
    "even": Setting("the small case equal to 2, as shipped", "even", {}),
    "below": Setting("the small case below 2, as shipped", "below", {}),
}  # fmt: skip
# Where a field acts only under another: the default district as above, and what switches the field on.
SWITCHED: dict[str, Setting] = {
    "two agendas": Setting("agenda, sight and trust at 0.5", "default",
                           {**SHRUNK, "channels": {"agenda": 0.5, "sight": 0.5, "trust": 0.5}}),
    "one_way": Setting("`matching.mode: one_way`", "default", mode("one_way")),
    "blind": Setting("`matching.mode: blind`", "default", mode("blind")),
    "appointment": Setting("`matching.mode: appointment`", "default", mode("appointment")),
    "by order": Setting("appointment with `resources.by_order: true`", "default",
                        mode("appointment", resources={"by_order": True})),
    "short agenda": Setting("40 hours of convening an item, estimates off by 20 points", "default",
                            {**SHRUNK, "convening": {"item_hours": 40.0}, "estimates": {"noise": 20.0}}),
    "busy conveners": Setting("a fifth of the convening hours, 2 hours a partner and 4 to win one", "default",
                              {**SHRUNK, "convening": {"block_hours": 18.0, "line_hours": 9.0, "partner_hours": 2.0,
                                                       "winning_hours": 4.0}}),
    "some are asked": Setting("`matching.asked: 3`, `matching.error: 0.4`", "default",
                              {**SHRUNK, "matching": {"asked": 3, "error": 0.4}}),
    "platform": Setting("40 hours of the platform above the street, a cost of levels of 0.6, 2 databases", "default",
                        {**SHRUNK, "convening": {"platform_hours": 40.0}, "participation": {"hierarchy": 0.6},
                         "technology": {"databases": 2}}),
    "some stay away": Setting("`trust.absence: 0.2`", "default", {**SHRUNK, "trust": {"absence": 0.2}}),
    "service circle": Setting("`technology.service_circle: 0.5`, half an hour on the way for each kilometre and visit",
                              "default", {**SHRUNK, "technology": {"service_circle": 0.5}, "costs": {"travel": 0.5}}),
    "scarce resources": Setting("a fifth of the resources; a tenth renewed a month, half of what is lent used up",
                                "default", scarce()),
    "levels": Setting("as many lines of each type, `participation.hierarchy: 1`, and no ends extended", "default",
                      merged(SHRUNK, {"district": {"mix": uniform(LINE_TYPES, 0.2)},
                                      "participation": {"hierarchy": 1.0}, "institutions": {"both_ends": 0.0}})),
    "many streets": Setting("12 streets of 2 areas, 60 lines; neither liaison nor databases", "default",
                            {"months": 24, "district": {"streets": 12, "areas": 2, "lines": 60},
                             "mechanisms": {"liaison": {"strength": 0.0}}, "technology": {"databases": 0}}),
    "listed needs": Setting("the roster, with 192 listed needs in its areas and no others", "default", listed(False)),
    "needs inside units": Setting("the same with the needs inside units", "default", listed(True)),
    "roster": Setting("a roster of 34 organisations in 8 areas, everything about them stated", "default", roster()),
    **{f"only {name}": Setting(f"many {name.replace('_', '-')} needs and no others", "default", only(name))
       for name in NATURES},
}  # fmt: skip
SETTINGS = SHIPPED | SWITCHED
ALSO: dict[str, tuple[str, ...]] = {
    "channels.*": ("two agendas",),
    "convening.*": ("short agenda",),
    "convening.winning_*": ("busy conveners",),
    "convening.partner_*": ("busy conveners",),
    "convening.platform_*": ("platform",),
    "trust.absence_across": ("some stay away",),
    "matching.asked": ("some are asked",),
    "matching.near_km": ("some are asked",),
    "learning.familiarity": ("some are asked",),
    "mechanisms.liaison.resource_list": ("some are asked",),
    "estimates.*": ("short agenda",),
    "costs.visits": ("service circle",),
    "technology.centre_sight": ("service circle",),
    "mechanisms.planning.*": ("short agenda",),
    "technology.wishes": ("short agenda",),
    "matching.claims": ("one_way", "blind"),
    "matching.order_*": ("appointment",),
    "learning.resentment": ("appointment",),
    "resources.by_order": ("appointment",),
    "resources.resentment": ("by order",),
    "resources.renewal.*": ("scarce resources",),
    "resources.consumption.*": ("scarce resources",),
    "types.*.district": ("levels",),
    "types.*.city": ("levels",),
    "institutions.*_platform": ("platform",),
    "areas*": ("roster",),
    "needs.listed": ("listed needs",),
    "needs.listed[[]].*": ("listed needs",),
    "needs.listed[[]].owner": ("needs inside units",),
    "organisations*": ("roster",),
    **{f"needs.{name}.*": (f"only {name}",) for name in NATURES},
}
ONLY_HERE = ("areas*", "organisations*", "needs.listed*")  # there is nothing of it in the shipped scenarios

# What moves no measure by its nature.
TEXT = ("title.*", "description.*", "extends", "areas[[]].name", "organisations[[]].name",
        "needs.listed[[]].name")  # fmt: skip
CODE = ("use", "from_month*")  # what one's own files move is their own affair; changes move what their fields do
LUCK = ("seed", "world")  # they move everything and have no direction
READING = ("interval.*",)  # they move how the answer is read: see `wires.readings`

# Values that are neither the ends of a share nor half and twice the setting's own.
VALUES: dict[str, tuple[Any, ...]] = {
    "months": (12, 36),
    "needs.worth_spread": (0.0, 2.0),
    "needs.*.resources.*": (0.0, 20.0),
    "needs.*.functions.*": (0.0, 20.0),
    "district.concentration": (0.0, 3.0),
    "estimates.noise": (0.0, 100.0),
    "convening.partner_hours": (1.0, 8.0),
    "convening.winning_hours": (2.0, 8.0),
    "convening.winning_lasts": (0, 3),
    "convening.platform_hours": (20.0, 160.0),
    "convening.platform_after": (0, 4),
    "convening.platform_asks": (1, 4),
    "trust.absence_across": (0.0, 5.0),
    "costs.travel": (0.2, 2.0),
    "costs.visits": (0.0, 8.0),
    "needs.strong": (0.3, 0.7),
    "needs.two_sided": (0.1, 0.9),
    "participation.sharpness": (0.5, 8.0),
    "production.rho": (-100.0, 1.0),
    "matching.reach_km": (0.5, 10.0),
    "matching.asked": (1, 20),
    "matching.near_km": (0.1, 10.0),
    "matching.error": (0.4, 2.0),
    "matching.mode": ("one_way", "blind", "appointment", "optimal"),
    "types.*.consciousness": (-1.0, 2.0),
    "types.*.resources.*": (0.0, 3.0),
    "areas[[]].street": (1,),
    "areas[[]].x": (None, 1.0),
    "areas[[]].y": (None, 1.0),
    "areas[[]].hardship": (None, 0.9),
    "areas[[]].population": (None, 3.0),
    "organisations[[]].area": (None, "area 3"),
    "organisations[[]].level": (None, "city"),
    "organisations[[]].members": (None, 400.0),
    "organisations[[]].hours": (None, 20.0),
    "organisations[[]].needs": (0.0, 4.0),
    "organisations[[]].resources": (None, uniform(RESOURCES[:OWNED], 2.0)),
    "organisations[[]].functions": (None, uniform(FUNCTIONS, 0.9)),
    "organisations[[]].resources.*": (0.0, 3.0),
    "organisations[[]].ties": (["agency 0", "residential_area 7"],),
    "needs.listed": (None,),
    "needs.listed[[]].month": (1, 6),
    "needs.listed[[]].day": (10, 30),
    "needs.listed[[]].area": ("area 3",),
    "needs.listed[[]].owner": ("agency 2",),
    "needs.listed[[]].resources": (None, ["material"], []),
    "needs.listed[[]].functions": (None, ["overall_regulation"], []),
    "areas": (None,),
    "organisations": (None,),
}


def matching(table: dict[str, Any], path: str) -> Iterator[Any]:
    """Yield what a table says of patterns that fit a path."""
    return (value for pattern, value in table.items() if fnmatchcase(path, pattern))


def any_of(patterns: tuple[str, ...], path: str) -> bool:
    """Return whether one of the patterns fits a path."""
    return any(fnmatchcase(path, pattern) for pattern in patterns)


def tree_of(setting: str, *more: Tree) -> Tree:
    """Return all that a setting says, as data."""
    chosen = SETTINGS[setting]
    return merged(dump(load(chosen.base)), chosen.stated, *more)


def scenario_of(tree: Tree) -> LoadedScenario:
    """Return the scenario that data make; raises `ScenarioError` where they contradict each other."""
    return from_data(tree, "wires")


def value_at(tree: Tree, path: str) -> Any:
    """Return what stands at a path; of a list, what its first entry says."""
    here: Any = tree
    for part in path.split("."):
        here = here[part.removesuffix("[]")]
        here = here[0] if part.endswith("[]") and here else here
    return here


def with_value(tree: Tree, path: str, value: Any) -> Tree:
    """Return the tree with another value; of a list, in every entry of it."""
    changed = copy.deepcopy(tree)

    def put(here: Any, parts: list[str]) -> None:
        name = parts[0].removesuffix("[]")
        if len(parts) == 1:
            here[name] = value
        else:
            for section in here[name] if parts[0].endswith("[]") else [here[name]]:
                put(section, parts[1:])

    put(changed, path.split("."))
    return _whole(changed, path, value)


def _whole(tree: Tree, path: str, value: Any) -> Tree:
    """Mend what must add up: the other shares of a mix, and an area that no longer is there."""
    if path.startswith("district.mix."):
        name = path.rpartition(".")[2]
        mix = tree["district"]["mix"]
        rest = sum(share for other, share in mix.items() if other != name)
        for other in mix.keys() - {name}:
            mix[other] *= (1.0 - value) / rest
    if path == "organisations[].ties":  # with others only
        for row in tree["organisations"]:
            row["ties"] = [name for name in value or () if name != row["name"]]
    if path == "areas":
        tree["organisations"] = [{**row, "area": None} for row in tree["organisations"]]
    return tree


def values(row: ParameterRow, tree: Tree) -> list[Any]:
    """Return the values at which a parameter is tried: other than the setting's own, and in range."""
    now = value_at(tree, row.path)
    stated = next(matching(VALUES, row.path), None)
    if stated is None:
        stated = _usual(row, now)
    if row.path.startswith("types.") and row.path.endswith((".district", ".city")):
        stated = tuple(min(value, 1.0 - _other_level(row.path, tree)) for value in stated)
    if row.path.startswith("district.mix."):
        stated = (0.0, 0.6)
    return [value for n, value in enumerate(stated) if value != now and value not in stated[:n]]


def _usual(row: ParameterRow, now: Any) -> tuple[Any, ...]:
    if row.kind == "true or false":
        return (not now,)
    if row.kind == "choice":
        return row.choices
    low, high = float(row.low or 0.0), float(row.high or 0.0)
    if row.kind == "whole number":
        return tuple(
            int(min(high, max(low, value))) for value in ((now // 2, 2 * now) if now > 1 else (now - 1, now + 1))
        )
    if (low, high) == (0.0, 1.0):
        return (low, high)
    return (now / 2, min(2 * now, high)) if now else (min(1.0, high),)


def _other_level(path: str, tree: Tree) -> float:
    place, _, name = path.rpartition(".")
    return float(value_at(tree, place)["city" if name == "district" else "district"])


def settings_for(row: ParameterRow) -> list[str]:
    """Return where a parameter is varied."""
    also = [name for names in matching(ALSO, row.path) for name in names]
    return also if any_of(ONLY_HERE, row.path) else [*SHIPPED, *also]


def varied() -> list[ParameterRow]:
    """Return the parameters that ought to move some measure one way or the other."""
    return [row for row in parameter_rows() if not any_of(TEXT + CODE + LUCK + READING, row.path)]


@dataclass(frozen=True)
class Off:
    """A parameter with its mechanism off: what is stated then, or the mechanism that is left out."""

    path: str
    why: str
    stated: Tree
    without: frozenset[str] = frozenset()
    setting: str = "default"
    arms: tuple[str, ...] = ("block", "line", "joint")


def _no_needs_of(nature: str) -> Tree:
    units = {"unit_rate": 0.0} if nature == "mass" else {}
    return {"needs": {nature: {"rate": 0.0}, **units}}


QUIET = {"mechanisms": {"mobilisation": {"strength": 0.0}}, "learning": {"honour": 0.0, "request": 0.0}}
# Pattern → why nothing can move, and what is stated for it.
SILENCED: dict[str, tuple[str, Tree]] = {
    "technology.grid_sight": ("no grid workers", {"technology": {"grid_workers": 0}}),
    "technology.grid_workers": ("grid workers see nothing", {"technology": {"grid_sight": 0.0}}),
    "technology.online_branches": ("all are covered already", {"institutions": {"two_new_cover": 1.0}}),
    "district.two_new_cover": ("all are covered already", {"institutions": {"two_new_cover": 1.0}}),
    "institutions.both_ends": ("no cost of levels", {"participation": {"hierarchy": 0.0}}),
    "institutions.district_platform": ("it keeps no post", {"convening": {"platform_hours": 0.0}}),
    "institutions.city_platform": ("nobody at a higher level",
                                   {"types": {name: {"district": 0.0, "city": 0.0} for name in LINE_TYPES}}),
    "institutions.resources_down": ("nobody at a higher level",
                                    {"types": {name: {"district": 0.0, "city": 0.0} for name in LINE_TYPES}}),
    "technology.centre_sight": ("no neighbourhood centres", {"technology": {"service_circle": 0.0}}),
    "costs.travel": ("no visits", {"costs": {"visits": 0.0}}),
    "costs.visits": ("no hours on the way", {"costs": {"travel": 0.0}}),
    "institutions.investment_promotion": ("no convening hours", {"convening": {"block_hours": 0.0}}),
    "participation.hierarchy": ("all levels may join", {"institutions": {"both_ends": 1.0}}),
    "participation.start": ("peers have no influence", {"participation": {"peers": 0.0}}),
    "participation.start_given": ("nobody is conditional", {"participation": {"conditional": 0.0, "diversity": 0.0}}),
    "participation.inclination": ("all are conditional", {"participation": {"conditional": 1.0, "diversity": 0.0}}),
    "participation.pull": ("nothing pulls", {"mechanisms": {"supervision": {"strength": 0.0},
                                                            "incentive": {"strength": 0.0}}}),
    "effort.pressure": ("no stake", {"mechanisms": {"supervision": {"strength": 0.0}}}),
    "effort.conscience": ("no consciousness", {
        **QUIET, "types": {name: {"consciousness": 0.0} for name in BLOCK_TYPES + LINE_TYPES},
        "participation": {"diversity": 0.0}}),
    "effort.formal_value": ("all effort is real", {"effort": {"formal": 0.0, "pressure": 0.0, "conscience": 0.0}}),
    "estimates.noise": ("no vote", {"mechanisms": {"planning": {"conference": 0.0}}}),
    "discovery.owner": ("no needs inside units", {"needs": {"unit_rate": 0.0}}),
    "discovery.inside": ("no needs inside units", {"needs": {"unit_rate": 0.0}}),
    "convening.line_hours": ("no convener of lines", {"convening": {"line_convener": False}}),
    "convening.line_convener": ("no hours to convene", {"convening": {"line_hours": 0.0}}),
    "convening.platform_hours": ("no platform", {"institutions": {"district_platform": False}}),
    "convening.platform_[bac]*": ("a platform without hours", {"convening": {"platform_hours": 0.0}}),
    "convening.wish_days": ("no micro-wishes", {"technology": {"wishes": 0.0}}),
    "technology.wishes": ("no need is small enough", {"convening": {"wish_days": 0.0}}),
    "matching.claims": ("both sides choose", {"matching": {"mode": "two_way"}}),
    "matching.order_*": ("nobody is ordered", {"matching": {"mode": "two_way"}}),
    "matching.tries": ("no partners", {"matching": {"partners": 1}}),
    "matching.thrift": ("no partners", {"matching": {"partners": 1}}),
    "matching.near_km": ("nobody is drawn", {"matching": {"asked": 0}}),
    "learning.familiarity": ("scores are seen as they are", {"matching": {"error": 0.0}}),
    "mechanisms.liaison.resource_list": ("scores are seen as they are", {"matching": {"error": 0.0}}),
    "matching.caution": ("no quality is too low", {"production": {"floor": 0.0}}),
    "costs.coordination": ("no partners", {"matching": {"partners": 1}}),
    "trust.ease": ("coordination costs nothing", {"costs": {"coordination": 0.0}}),
    "trust.refusal": ("full trust for ever", {"trust": {"start": 1.0, "learning": 0.0}}),
    "production.loss": ("nothing is done badly", {"production": {"floor": 0.0}}),
    "production.rho": ("resources carry no weight", {"production": {"resource_share": 0.0}}),
    "resources.consent": ("no material is asked for",
                          {"needs": {name: {"resources": {"material": 0.0}} for name in NATURES}}),
    "resources.by_order": ("nothing is ordered", {"matching": {"mode": "two_way"}}),
    "resources.resentment": ("nothing is taken", {"resources": {"by_order": False}}),
    "resources.public*": ("no public resources are asked for",
                          {"needs": {name: {"resources": {"public": 0.0}} for name in NATURES}}),
    "resources.renewal.*": ("nothing is used up", {"resources": {"consumption": uniform(RESOURCES[:OWNED], 0.0)}}),
    "resources.consumption.*": ("all is renewed", {"resources": {"renewal": uniform(RESOURCES[:OWNED], 1.0)}}),
    "appraisal.error": ("no honours, no stake", {"mechanisms": {"supervision": {"strength": 0.0},
                                                                "incentive": {"strength": 0.0}}}),
    "recognition.spill": ("no publicity", {"mechanisms": {"incentive": {"publicity": 0.0, "reports": 0.0}}}),
    "learning.honour": ("no honours", {"mechanisms": {"incentive": {"civility": 0.0, "party_awards": 0.0}}}),
    "learning.recognition": ("no honours", {"mechanisms": {"incentive": {"civility": 0.0, "party_awards": 0.0}}}),
    "learning.resentment": ("nobody is ordered", {"matching": {"mode": "two_way"}}),
    "learning.keep": ("nothing to keep", {"learning": {"honour": 0.0, "request": 0.0}}),
    "learning.rest": ("no fatigue", {"learning": {"fatigue": 0.0}}),
    "learning.request": ("no needs inside units", {"needs": {"unit_rate": 0.0}}),
    "learning.ask": ("no needs inside units", {"needs": {"unit_rate": 0.0}}),
    "needs.unit_block_side": ("no needs inside units", {"needs": {"unit_rate": 0.0}}),
    "needs.social.hit": ("no bursts", {"needs": {"social": {"rate": 0.0}}}),
    "needs.social.rate": ("nobody is hit", {"needs": {"social": {"hit": 0.0}}}),
    "district.hardship": ("no public-benefit needs", {"needs": {"public_benefit": {"rate": 0.0}}}),
    "district.concentration": ("no lines", {"district": {"lines": 0}, "needs": {"two_sided": 0.0}}),
    "district.mix.*": ("no lines", {"district": {"lines": 0}, "needs": {"two_sided": 0.0}}),
}  # fmt: skip


def silenced() -> Iterator[Off]:
    """Yield every parameter that has a switch, with the switch off."""
    for row in varied():
        path = row.path
        for why, stated in matching(SILENCED, path):
            yield Off(path, why, stated, setting=next((n for n in settings_for(row) if n in SWITCHED), "default"))
        parts = path.split(".")
        if parts[0] == "mechanisms":
            yield Off(path, "left out", {}, frozenset({parts[1]}))
            if parts[2] != "strength":
                yield Off(path, "strength 0", {"mechanisms": {parts[1]: {"strength": 0.0}}})
        if parts[0] == "types" and parts[2] != "hours":
            yield Off(path, "they have no hours", {"types": {parts[1]: {"hours": 0.0}}})
        if parts[0] == "needs" and parts[1] in NATURES and parts[2] not in ("rate", "hit"):
            yield Off(path, "there are no such needs", _no_needs_of(parts[1]))
        if parts[0] == "channels" or path == "costs.mixed_hours":
            yield Off(path, "each kind by itself", {}, arms=("block", "line"))
        if path == "channels.sight":
            yield Off(path, "one agenda", {"channels": {"agenda": 1.0}}, setting="two agendas")
