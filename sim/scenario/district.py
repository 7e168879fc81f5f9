"""Who and what there is: streets, areas, organisations, needs (the sections of a scenario that make the world)."""

from __future__ import annotations

import math
from typing import Any, Literal

from sim.mechanisms import LINE_TYPES, Section, parameter, share

TypeName = Literal[
    "street", "community_committee", "residential_area",
    "agency", "public_institution", "state_enterprise", "university", "two_new",
]  # fmt: skip
AREAS_A_STREET = 4096  # that an area's id, part of the keys of luck, can tell apart


class Mix(Section):
    """Shares of the line organisations by type; they sum to 1."""

    agency: float = share(0.15, "share of agencies", article="机关", apart="sum")
    public_institution: float = share(0.20, "share of public institutions", article="事业单位", apart="sum")
    state_enterprise: float = share(0.20, "share of state enterprises", article="国企", apart="sum")
    university: float = share(0.05, "share of universities and schools", article="高校", apart="sum")
    two_new: float = share(0.40, "share of two-new organisations", article="“两新”组织", apart="sum")


class District(Section):
    """Size and shape of the district."""

    streets: int = parameter(13, "streets", low=1, high=50000, unit="streets")
    areas: int = parameter(11, "residential areas a street", low=1, high=AREAS_A_STREET, unit="areas")
    community_committees: bool = parameter(True, "every street has a community committee", source="article")
    lines: int = parameter(
        242, "line organisations (resident units)", low=0, high=8_000_000, unit="organisations", source="article",
        article="驻区单位",
    )  # fmt: skip
    mix: Mix = Mix()
    street_km: float = parameter(2.0, "side of a street's square", low=0.1, high=50.0, unit="km")
    concentration: float = parameter(
        0.3, "how unevenly lines stand over the streets", low=0.0, high=3.0, plausible=(0.0, 1.0)
    )
    unevenness: float = share(0.4, "spread of population over areas")
    hardship: float = share(0.3, "mean hardship of an area", plausible=(0.1, 0.6))
    spread: float = parameter(0.4, "spread of sizes (sd of the logarithm)", low=0.0, high=2.0)
    difference: float = share(0.3, "spread of resources and functions within a type", plausible=(0.0, 0.6))
    two_new_cover: float = share(0.3, "chance that a two-new organisation is covered when nobody sees to it")


def line_counts(district: District) -> list[int]:
    """Return how many line organisations of each type there are: ``mix`` of ``lines``, by largest remainder."""
    exact = [getattr(district.mix, name) * district.lines for name in LINE_TYPES]
    counts = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for i in by_remainder[: district.lines - sum(counts)]:
        counts[i] += 1
    return counts


class Owned(Section):
    """Resources an organisation owns, in units a person-day of its own hours."""

    organisational: float = parameter(0.0, "organisational resources", low=0.0, high=50.0, unit="units/person-day")
    ideological: float = parameter(0.0, "ideological resources", low=0.0, high=50.0, unit="units/person-day")
    political: float = parameter(0.0, "political resources", low=0.0, high=50.0, unit="units/person-day")
    institutional: float = parameter(0.0, "institutional resources", low=0.0, high=50.0, unit="units/person-day")
    talent: float = parameter(0.0, "talent", low=0.0, high=50.0, unit="units/person-day")
    material: float = parameter(0.0, "material resources", low=0.0, high=50.0, unit="units/person-day")


class Functions(Section):
    """Strength in the six functions."""

    state_building: float = share(0.2, "state building", article="国家建设")
    social_integration: float = share(0.2, "social integration", article="社会整合")
    policy_supply: float = share(0.2, "policy supply", article="政策供给")
    value_allocation: float = share(0.2, "value allocation", article="价值分配")
    interest_coordination: float = share(0.2, "interest coordination", article="利益协调")
    overall_regulation: float = share(0.2, "overall regulation", article="全局调控")


class Profile(Section):
    """What organisations of a type are like before they differ."""

    hours: float = parameter(40.0, "hours for work beyond its own walls", low=0.0, high=20000.0, unit="hours/month")
    consciousness: float = parameter(0.3, "political and social consciousness", low=-5.0, high=5.0)
    resources: Owned = Owned()
    functions: Functions = Functions()


class LineProfile(Profile):
    """What lines have besides: members who live elsewhere and check in there, and a superior at some level."""

    members: float = parameter(20.0, "Party members", low=1.0, high=100000.0, unit="members")
    district: float = share(0.0, "share at district level", apart="sum")
    city: float = share(0.0, "share at city level", apart="sum")


def _holds(resources: tuple[float, ...], functions: tuple[float, ...]) -> dict[str, Any]:
    return {
        "resources": Owned(**dict(zip(Owned.model_fields, resources, strict=True))),
        "functions": Functions(**dict(zip(Functions.model_fields, functions, strict=True))),
    }


def _block(hours: float, consciousness: float, resources: tuple[float, ...], functions: tuple[float, ...]) -> Profile:
    return Profile(hours=hours, consciousness=consciousness, **_holds(resources, functions))


def _line(hours: float, members: float, consciousness: float, levels: tuple[float, float],
          resources: tuple[float, ...], functions: tuple[float, ...]) -> LineProfile:  # fmt: skip
    return LineProfile(hours=hours, members=members, consciousness=consciousness, district=levels[0], city=levels[1],
                       **_holds(resources, functions))  # fmt: skip


class Types(Section):
    """The eight types of organisation; resources and functions in the order of their sections."""

    street: Profile = _block(200.0, 0.6, (1.2, 0.8, 0.8, 1.0, 0.0, 0.0), (0.2, 0.6, 0.3, 0.5, 0.7, 0.9))
    community_committee: Profile = _block(120.0, 0.5, (1.0, 0.8, 0.5, 0.6, 0.0, 0.0), (0.2, 0.8, 0.2, 0.5, 0.8, 0.6))
    residential_area: Profile = _block(80.0, 0.5, (1.0, 0.6, 0.4, 0.5, 0.0, 0.0), (0.1, 0.7, 0.1, 0.4, 0.9, 0.6))
    agency: LineProfile = _line(
        50.0, 40.0, 0.4, (0.4, 0.1), (0.0, 0.5, 0.8, 0.0, 0.6, 0.4), (0.7, 0.2, 0.9, 0.5, 0.3, 0.4)
    )
    public_institution: LineProfile = _line(
        60.0, 40.0, 0.35, (0.4, 0.1), (0.0, 0.5, 0.4, 0.0, 1.0, 0.7), (0.7, 0.4, 0.6, 0.5, 0.2, 0.2)
    )
    state_enterprise: LineProfile = _line(
        60.0, 50.0, 0.3, (0.3, 0.3), (0.0, 0.4, 0.4, 0.0, 0.7, 1.2), (0.8, 0.3, 0.5, 0.4, 0.2, 0.2)
    )
    university: LineProfile = _line(
        90.0, 120.0, 0.35, (0.2, 0.6), (0.0, 0.9, 0.4, 0.0, 1.4, 0.6), (0.6, 0.4, 0.6, 0.6, 0.2, 0.1)
    )
    two_new: LineProfile = _line(
        24.0, 12.0, 0.15, (0.0, 0.0), (0.0, 0.2, 0.1, 0.0, 0.8, 1.0), (0.3, 0.5, 0.1, 0.3, 0.2, 0.1)
    )


class Area(Section):
    """A named area of one's own district."""

    name: str = parameter(..., "name of the area")
    street: int = parameter(0, "street it lies in, from 0", low=0, high=49999)
    population: float | None = parameter(None, "people, relative to the mean", low=0.0, high=1000.0)
    hardship: float | None = share(None, "hardship")  # type: ignore[arg-type]
    x: float | None = parameter(None, "position east", low=-1e5, high=1e5, unit="km")
    y: float | None = parameter(None, "position north", low=-1e5, high=1e5, unit="km")


class Organisation(Section):
    """An organisation of one's own district; what it does not state is drawn from its type."""

    name: str = parameter(..., "name of the organisation")
    type: TypeName = parameter(..., "type")
    area: str | None = parameter(None, "name of the area it stands in")
    hours: float | None = parameter(
        None, "hours for work beyond its own walls", low=0.0, high=20000.0, unit="hours/month"
    )
    members: float | None = parameter(None, "Party members", low=0.0, high=1e7, unit="members")
    level: Literal["residential", "street", "district", "city"] | None = parameter(None, "level")
    needs: float = parameter(1.0, "times the rate of needs inside it", low=0.0, high=1000.0)
    ties: list[str] | None = parameter(None, "names of organisations it has a standing tie with")
    resources: Owned | None = parameter(None, "resources it owns")
    functions: Functions | None = parameter(None, "strength in the six functions")


class Wanted(Section):
    """Which resources a nature of need asks for: weights."""

    organisational: float = parameter(1.0, "weight of organisational resources", low=0.0, high=1000.0, apart="weight")
    ideological: float = parameter(1.0, "weight of ideological resources", low=0.0, high=1000.0, apart="weight")
    political: float = parameter(1.0, "weight of political resources", low=0.0, high=1000.0, apart="weight")
    institutional: float = parameter(1.0, "weight of institutional resources", low=0.0, high=1000.0, apart="weight")
    talent: float = parameter(1.0, "weight of talent", low=0.0, high=1000.0, apart="weight")
    material: float = parameter(1.0, "weight of material resources", low=0.0, high=1000.0, apart="weight")
    public: float = parameter(0.5, "weight of public resources", low=0.0, high=1000.0, apart="weight")


class Asked(Section):
    """Which functions a nature of need asks for: weights."""

    state_building: float = parameter(1.0, "weight of state building", low=0.0, high=1000.0, apart="weight")
    social_integration: float = parameter(1.0, "weight of social integration", low=0.0, high=1000.0, apart="weight")
    policy_supply: float = parameter(1.0, "weight of policy supply", low=0.0, high=1000.0, apart="weight")
    value_allocation: float = parameter(1.0, "weight of value allocation", low=0.0, high=1000.0, apart="weight")
    interest_coordination: float = parameter(
        1.0, "weight of interest coordination", low=0.0, high=1000.0, apart="weight"
    )
    overall_regulation: float = parameter(1.0, "weight of overall regulation", low=0.0, high=1000.0, apart="weight")


class Nature(Section):
    """One of the four natures of work."""

    rate: float = parameter(0.3, "needs an area and month", low=0.0, high=200.0, unit="per area and month")
    amount: float = parameter(5.0, "mean amount of work", low=0.25, high=1000.0, unit="person-days")
    deadline: float = parameter(60.0, "mean deadline", low=1.0, high=3600.0, unit="days")
    worth: float = parameter(1.0, "worth of a person-day", low=0.0, high=100.0, unit="points")
    harm: float = parameter(0.5, "harm if not met, as a share of worth", low=0.0, high=20.0)
    block_side: float = share(0.6, "share of one-sided needs that are the blocks' kind of work")
    resources: Wanted = Wanted()
    functions: Asked = Asked()


class Social(Nature):
    """Social work comes in bursts over several areas of a street."""

    rate: float = parameter(0.15, "bursts a street and month", low=0.0, high=50.0, unit="per street and month")
    hit: float = share(0.5, "share of a street's areas that a burst hits")


ResourceName = Literal[
    "organisational", "ideological", "political", "institutional", "talent", "material", "public",
]  # fmt: skip
FunctionName = Literal[
    "state_building", "social_integration", "policy_supply", "value_allocation", "interest_coordination",
    "overall_regulation",
]  # fmt: skip


class Listed(Section):
    """A need of one's own district, the same in every replicate; what it does not state is drawn from its nature."""

    name: str = parameter(..., "what is wanted")
    month: int = parameter(..., "month in which it arises, from 1", low=1, high=4000)
    day: int | None = parameter(None, "day of the month on which it arises, from 1", low=1, high=30)
    nature: Literal["regional", "social", "mass", "public_benefit"] = parameter(..., "nature of work")
    area: str | None = parameter(None, "name of the area in which it arises")
    owner: str | None = parameter(None, "name of the resident unit that has it, in place of an area")
    amount: float | None = parameter(None, "amount of work", low=0.25, high=100000.0, unit="person-days")
    deadline: float | None = parameter(None, "days until it is too late", low=1.0, high=3600.0, unit="days")
    worth: float | None = parameter(None, "worth of a person-day", low=0.0, high=100.0, unit="points")
    harm: float | None = parameter(None, "harm if not met, as a share of worth", low=0.0, high=20.0)
    resources: list[ResourceName] | None = parameter(None, "resources it requires, the most important first")
    functions: list[FunctionName] | None = parameter(None, "functions it asks for")


class Needs(Section):
    """What is wanted, by nature of work (四性)."""

    two_sided: float = share(
        0.5, "share of needs whose resources or functions no single kind holds", plausible=(0.0, 0.9)
    )
    scale: float = parameter(1.0, "times every rate", low=0.0, high=100.0, plausible=(0.3, 3.0, "log"))
    spread: float = parameter(0.6, "spread of amounts (sd of the logarithm)", low=0.0, high=2.0, plausible=(0.3, 1.2))
    worth_spread: float = parameter(0.5, "spread of worth (sd of the logarithm)", low=0.0, high=2.0)
    # Where nobody is strong enough needs ask for no function at all and are easier for it: at 0.8 both kinds still hold
    # some in every shipped scenario (the strongest of a type is 0.9, in the small cases 0.8).
    strong: float = parameter(0.5, "strength from which a kind is said to hold a function", low=0.0, high=0.8)
    unit_rate: float = parameter(
        0.15,
        "needs inside a resident unit",
        low=0.0,
        high=100.0,
        unit="per unit and month",
        plausible=(0.05, 0.5, "log"),
    )
    listed: list[Listed] | None = parameter(None, "needs of one's own district, besides those that are drawn")
    unit_block_side: float = share(
        0.7, "share of units' one-sided needs that are the blocks' kind of work", plausible=(0.4, 0.9)
    )
    regional: Nature = Nature(rate=0.2, amount=18.0, deadline=90.0, worth=1.0, harm=0.5, block_side=0.6,
                              resources=Wanted(organisational=3.0, institutional=2.0),
                              functions=Asked(overall_regulation=3.0))  # fmt: skip
    social: Social = Social(amount=8.0, deadline=8.0, worth=1.2, harm=2.0, block_side=0.5,
                            resources=Wanted(talent=2.0, organisational=2.0),
                            functions=Asked(social_integration=3.0, state_building=2.0))  # fmt: skip
    mass: Nature = Nature(rate=1.0, amount=3.0, deadline=45.0, worth=1.0, harm=0.5, block_side=0.6,
                          resources=Wanted(ideological=2.0, political=2.0),
                          functions=Asked(interest_coordination=3.0))  # fmt: skip
    public_benefit: Nature = Nature(rate=0.2, amount=9.0, deadline=60.0, worth=1.0, harm=1.0, block_side=0.4,
                                    resources=Wanted(material=3.0, talent=2.0),
                                    functions=Asked(value_allocation=3.0))  # fmt: skip
