"""How things are done: the sections of a scenario that the phases of a month read."""

from __future__ import annotations

from typing import Literal

from sim.mechanisms import Section, parameter, share


class Channels(Section):
    """What one organisation can mean to another across kinds, in the joint camp."""

    sight: float = share(1.0, "needs that one has seen and claims that one has made are seen by the other")
    peers: float = share(1.0, "the other's taking part counts when deciding, appraising and honouring")
    agenda: float = share(1.0, "share of slots and convening hours that is pooled in one plan")
    partners: float = share(1.0, "they may serve a need together, lend to and order one another")
    trust: float = share(1.0, "what is learned of the other")


class Convening(Section):
    """The conveners' hours and what an item takes (A1)."""

    block_hours: float = parameter(
        90.0,
        "convening hours of the street's committee",
        low=0.0,
        high=5000.0,
        unit="hours/month",
        plausible=(30.0, 180.0, "log"),
    )
    line_hours: float = parameter(
        45.0,
        "convening hours of the lines' convener in a street",
        low=0.0,
        high=5000.0,
        unit="hours/month",
        plausible=(10.0, 120.0, "log"),
    )
    line_convener: bool = parameter(True, "the lines have a convener of their own when they work alone")
    item_hours: float = parameter(
        8.0, "hours a new agenda item takes", low=0.25, high=500.0, unit="hours", plausible=(3.0, 20.0, "log")
    )
    wish_days: float = parameter(
        2.0, "largest need that counts as a micro-wish", low=0.0, high=100.0, unit="person-days"
    )
    partner_hours: float = parameter(
        1.0,
        "convener's hours that each partner after the first takes",
        low=0.0,
        high=500.0,
        unit="hours/partner",
        plausible=(0.0, 3.0),
    )
    winning_hours: float = parameter(
        2.0,
        "convener's hours that winning a partner takes",
        low=0.0,
        high=500.0,
        unit="hours/partner",
        plausible=(0.0, 8.0),
    )
    winning_lasts: int = parameter(
        12, "months without a team in common after which a partner must be won anew", low=0, high=4000, unit="months"
    )
    partner_brings: float = share(
        1.0, "share of the partner's convening hours that may go to winning and keeping partners"
    )
    platform_hours: float = parameter(
        160.0,
        "hours of the post that the district's platform keeps",
        low=0.0,
        high=5000.0,
        unit="hours/month",
        plausible=(0.0, 480.0),
    )
    platform_block: float = share(0.5, "share of the platform's hours that the blocks have when each kind works alone")
    platform_after: int = parameter(
        1, "months on a street's list until the platform takes up what nobody serves", low=0, high=4000, unit="months"
    )
    platform_asks: int = parameter(
        12, "organisations that the platform asks for a need", low=1, high=60, unit="organisations"
    )


class Discovery(Section):
    """How a need comes to be seen when nobody organises the looking."""

    residential: float = share(
        0.25, "a residential area's organisation sees a need in its area", unit="per month", plausible=(0.1, 0.5, "log")
    )
    street: float = share(
        0.05,
        "the street's and the community committee see a need in their street",
        unit="per month",
        plausible=(0.01, 0.15, "log"),
    )
    unit: float = share(
        0.06, "a resident unit sees a need in the area it stands in", unit="per month", plausible=(0.01, 0.2, "log")
    )
    owner: float = share(0.5, "a unit voices its own need", unit="per month", plausible=(0.2, 0.9))
    inside: float = share(0.3, "how well street and community committee see into units")
    delay: float = parameter(
        4.0, "mean days until a need is seen", low=0.0, high=60.0, unit="days", plausible=(1.0, 15.0, "log")
    )


class Participation(Section):
    """The decision to take part (Brock & Durlauf 2001) and the share offered (conditional cooperation)."""

    peers: float = parameter(0.6, "J: influence of the share of peers expected to take part", low=0.0, high=10.0,
                             source="literature", reference="Brock & Durlauf 2001", plausible=(0.0, 1.5))  # fmt: skip
    sharpness: float = parameter(2.0, "β: how sharply the balance of reasons decides", low=0.0, high=1e6,
                                 plausible=(0.5, 5.0, "log"),
                                 source="literature", reference="Brock & Durlauf 2001")  # fmt: skip
    cost: float = parameter(0.7, "cost of taking part", low=-10.0, high=10.0, plausible=(0.0, 1.5))
    hierarchy: float = parameter(0.2, "cost of each level between a unit and the street", low=0.0, high=5.0)
    start: float = share(0.5, "share of peers expected to take part in the first month")
    start_given: float = share(0.3, "share peers are believed to have given before the first month")
    conditional: float = share(0.5, "weight of what peers gave (conditional cooperation)", source="literature",
                               reference="Fischbacher, Gächter & Fehr 2001", plausible=(0.2, 0.8))  # fmt: skip
    inclination: float = share(0.5, "own inclination to give")
    pull: float = parameter(0.3, "how far recognition and stake raise what one gives", low=0.0, high=5.0)
    office_follows: float = share(
        0.0, "how far street and community committees follow what their peers do", plausible=(0.0, 1.0)
    )
    diversity: float = share(0.2, "how far organisations differ in all of these")


class Effort(Section):
    """Real and formal effort."""

    formal: float = share(0.25, "chance of formal effort where nothing bears on it", plausible=(0.05, 0.5, "log"))
    pressure: float = parameter(0.5, "how far a stake that nobody checks makes effort formal", low=0.0, high=5.0)
    conscience: float = parameter(0.2, "how far consciousness and covenants make effort real", low=0.0, high=5.0)
    formal_value: float = share(0.25, "what formal effort delivers", plausible=(0.0, 0.5))
    legitimacy: float = share(0.2, "what real effort loses where decisions have no legitimacy")
    redo: float = share(0.5, "share of a formal partner's part that stays undone", plausible=(0.0, 1.0))


class Estimates(Section):
    """What one knows of a need's worth when planning."""

    noise: float = parameter(
        6.0,
        "noise of an estimate (standard deviation)",
        low=0.0,
        high=1000.0,
        unit="points",
        plausible=(1.0, 20.0, "log"),
    )


class Hearing(Section):
    """How soon one hears of a listed need."""

    days: float = parameter(
        6.0,
        "days until one hears when nobody sees to it",
        low=0.0,
        high=60.0,
        unit="days",
        plausible=(1.0, 20.0, "log"),
    )


class Matching(Section):
    """Who serves which need with whom (F2, F3)."""

    mode: Literal["two_way", "one_way", "blind", "appointment", "optimal"] = parameter(
        "two_way", "how needs and resources find each other", source="article", article="双向认领"
    )
    partners: int = parameter(5, "largest team", low=1, high=16, unit="organisations", plausible=(2.0, 10.0))
    tries: int = parameter(6, "candidates tried after the first", low=0, high=60)
    asked: int = parameter(
        7,
        "organisations of each label asked at a place a month, besides those with a right to it",
        low=0,
        high=2000,
        unit="organisations",
        plausible=(0, 15),
    )
    near_km: float = parameter(
        1.0,
        "distance at which the lot of who is asked counts double",
        low=0.01,
        high=1000.0,
        unit="km",
        plausible=(0.3, 3.0, "log"),
    )
    reach_km: float = parameter(
        3.0, "distance within which one serves", low=0.0, high=1000.0, unit="km", plausible=(1.0, 6.0, "log")
    )
    functions: float = share(0.5, "weight of functions against resources in a score", plausible=(0.2, 0.8))
    error: float = parameter(
        0.4, "error with which a score is seen (standard deviation)", low=0.0, high=5.0, plausible=(0.0, 0.8)
    )
    distance: float = parameter(0.05, "score lost a kilometre", low=0.0, high=10.0, unit="per km")
    thrift: float = parameter(
        0.3, "projected value a day of coordination must bring", low=0.0, high=100.0, plausible=(0.0, 1.0)
    )
    caution: float = parameter(1.0, "least projected quality, as a share of the quality floor", low=0.0, high=3.0)
    claims: int = parameter(2, "needs an organisation claims a month", low=1, high=50)
    order_share: float = share(0.3, "share of its hours that one who is ordered must give")
    order_noise: float = parameter(0.2, "noise of the convener's idea of who fits", low=0.0, high=5.0)
    order_resentment: float = parameter(0.1, "resentment of one who is ordered", low=0.0, high=2.0)
    last_resort: float = share(
        0.5,
        "share of the hours beyond their offer that offices give to what nobody serves",
        plausible=(0.0, 1.0),
    )


class Production(Section):
    """Quality of what is delivered."""

    rho: float = parameter(
        -1.0,
        "CES exponent between required resources (complements below 0)",
        low=-100.0,
        high=1.0,
        plausible=(-9.0, 0.5, "elasticity"),
    )
    resource_share: float = share(0.5, "weight of resources against functions", plausible=(0.3, 0.7))
    makeshift: float = share(0.25, "how far one manages without a required resource", plausible=(0.0, 0.5))
    floor: float = share(0.3, "quality below which a delivery is done badly", plausible=(0.1, 0.4))
    loss: float = share(0.3, "share of worth lost where it is done badly", plausible=(0.0, 0.5))


class PerResource(Section):
    """A value for each owned resource."""

    organisational: float = share(1.0, "organisational resources")
    ideological: float = share(1.0, "ideological resources")
    political: float = share(1.0, "political resources")
    institutional: float = share(1.0, "institutional resources")
    talent: float = share(1.0, "talent")
    material: float = share(0.5, "material resources")


class Resources(Section):
    """Ownership, consent, renewal (B1, B2, B4)."""

    renewal: PerResource = PerResource()
    consumption: PerResource = PerResource(
        organisational=0.1, ideological=0.1, political=0.1, institutional=0.1, talent=0.1, material=0.6
    )
    consent: float = share(0.6, "chance that an owner lends material", article="不变资源性质", plausible=(0.2, 1.0))
    by_order: bool = parameter(False, "material is ordered, not lent by consent (appointment only)")
    resentment: float = parameter(0.3, "resentment when all of one's material is taken", low=0.0, high=5.0)
    public: float = parameter(
        0.4,
        "public resources an area and month",
        low=0.0,
        high=10000.0,
        unit="units/month",
        plausible=(0.1, 2.0, "log"),
    )
    public_block: float = share(0.5, "share of public resources that the blocks use when each kind works alone")


class Appraisal(Section):
    """Seeing who contributed."""

    error: float = parameter(
        0.5, "error of seen contributions (sd of the logarithm)", low=0.0, high=3.0, plausible=(0.1, 1.0, "log")
    )


class Recognition(Section):
    """Honour that others see."""

    spill: float = share(0.5, "recognition drawn from others' honours", plausible=(0.0, 0.8))


class Learning(Section):
    """What stays after a month."""

    keep: float = share(0.85, "motivation kept a month", plausible=(0.6, 0.95))
    honour: float = parameter(0.3, "motivation gained by an honour", low=0.0, high=5.0)
    rest: float = share(0.7, "fatigue kept a month")
    recognition: float = share(0.8, "expected recognition kept a month")
    rating: float = share(0.7, "residents' rating kept a month")
    visibility: float = share(0.7, "visibility of one's contribution kept a month")
    legitimacy: float = share(0.7, "legitimacy of a plan's decisions kept a month")
    resentment: float = share(0.9, "resentment kept a month")
    fatigue: float = parameter(0.1, "fatigue from using all one's hours", low=0.0, high=5.0)
    request: float = parameter(0.2, "motivation gained or lost by a request of one's own", low=0.0, high=5.0)
    ask: float = share(0.2, "willingness to ask gained or lost by it")
    familiarity: float = share(0.03, "familiarity gained in a month in which one served", plausible=(0.01, 0.1, "log"))


class Trust(Section):
    """Trust is felt in acceptance and in the cost of coordination."""

    start: float = share(0.5, "trust before anything is known")
    learning: float = share(0.2, "how fast trust follows quality", plausible=(0.05, 0.5, "log"))
    refusal: float = share(0.4, "chance that a partner without any trust is refused", plausible=(0.0, 0.8))
    ease: float = share(0.5, "coordination saved with full trust", plausible=(0.0, 0.8))
    absence: float = share(0.2, "chance that a partner without any trust stays away", plausible=(0.0, 0.5))
    absence_across: float = parameter(1.0, "times that between block and line", low=0.0, high=10.0)


class Costs(Section):
    """Hours that are not service, and the price of an hour."""

    coordination: float = parameter(
        1.5,
        "hours a partner pays for each other partner",
        low=0.0,
        high=40.0,
        unit="hours/month",
        plausible=(0.3, 5.0, "log"),
    )
    mixed_hours: float = parameter(
        0.0, "hours everybody pays in a camp of both kinds", low=0.0, high=500.0, unit="hours/month"
    )
    travel: float = parameter(
        0.2,
        "hours on the way that a visit takes, for each kilometre",
        low=0.0,
        high=10.0,
        unit="hours/km",
        plausible=(0.0, 0.5),
    )
    visits: float = parameter(
        2.0,
        "visits that a day of service is made of",
        low=0.0,
        high=20.0,
        unit="visits/day",
        plausible=(1.0, 4.0),
    )
    day_hours: float = parameter(8.0, "hours of a person-day", low=1.0, high=24.0, unit="hours/day", apart="definition")
    hour_price: float = parameter(
        0.02,
        "price of an hour in the net reading",
        low=0.0,
        high=10.0,
        unit="points/hour",
        plausible=(0.005, 0.1, "log"),
    )


class Interval(Section):
    """How surely: confidence, looks, what is too small to matter, and how much to do the question takes."""

    confidence: float = parameter(0.95, "confidence of every interval", low=0.5, high=0.999, apart="reading")
    first_look: int = parameter(
        64, "replicates at the first look", low=2, high=1024, unit="replicates", apart="reading"
    )
    limit: int = parameter(1024, "most replicates", low=2, high=65536, unit="replicates", apart="reading")
    margin: float = share(0.02, "difference from 1 that is too small to matter", apart="reading")
    least_ceiling: float = parameter(
        2.2,
        "ceiling of 1+1 below which there is too little to do for the question",
        low=0.0,
        high=100.0,
        apart="reading",
    )
    least_load: float = share(0.15, "load below which there is too little to do for the question", apart="reading")
