"""The state: a few structured arrays, each field with its unit and meaning.

Fixed columns come from the world and never change in a run; the others are what phases read and write.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

RESOURCES = ("organisational", "ideological", "political", "institutional", "talent", "material", "public")
FUNCTIONS = (
    "state_building", "social_integration", "policy_supply", "value_allocation", "interest_coordination",
    "overall_regulation",
)  # fmt: skip
MODES = ("two_way", "one_way", "blind", "appointment", "optimal")
TWO_WAY, ONE_WAY, BLIND, APPOINTMENT, OPTIMAL = range(5)
NATURES = ("regional", "social", "mass", "public_benefit")
REACHES = ("own_area", "own_street", "elsewhere")
OWN_AREA, OWN_STREET, ELSEWHERE = range(3)
MATERIAL, PUBLIC = 5, 6
REGIONAL, SOCIAL, MASS, PUBLIC_BENEFIT = range(4)
OWNED = 6
COMMUNITY = 1  # types up to this are offices
MOST_REQUIRED, MOST_ASKED = 3, 2
MONTH_DAYS = 30.0
NEVER = np.inf  # day on which what has not happened happens
NONE = -1


class Column(NamedTuple):
    """One field of a structured array."""

    name: str
    type: str
    shape: tuple[int, ...]
    unit: str
    meaning: str


def _columns(text: str) -> tuple[Column, ...]:
    """Read a table ``name type[shape] | unit | meaning``, one row a column."""
    rows = []
    for line in text.strip().splitlines():
        head, unit, meaning = (part.strip() for part in line.split("|"))
        name, kind = head.split()
        kind, _, size = kind.partition("[")
        rows.append(Column(name, kind, (int(size.rstrip("]")),) if size else (), unit, meaning))
    return tuple(rows)


def _dtype(columns: tuple[Column, ...]) -> np.dtype:
    return np.dtype([(c.name, c.type, c.shape) for c in columns], align=True)


ORGANISATION_FIXED = _columns("""
    id u4               |              | identity, part of every key
    type i1             |              | 0 street … 7 two-new
    kind i1             |              | 0 block, 1 line
    level i1            |              | 0 residential, 1 street, 2 district, 3 city
    able ?              |              | has hours at all
    street i4           |              | row of its street
    area i4             |              | row of the area it stands in
    residence i4        |              | area where its members live, -1 for blocks
    pair_place i4       |              | area it is paired with if it signs a contract
    lot f8              |              | its luck when contracts are offered
    hours f8            | hours/month  | for work beyond its own walls
    members f8          | members      | Party members; of blocks only what a roster states
    conditional f8      |              | weight of what peers gave
    inclination f8      |              | own inclination to give
    cost f8             |              | of taking part
    consciousness f8    |              | political and social
    needs f8            |              | times the rate of needs inside it
    capacity f8[6]      | units/month  | resources it owns when all are renewed
    functions f8[6]     |              | strength in the six functions
""")
ORGANISATION_RUN = _columns("""
    label i1            |              | whom it is with: 0 or 1
    acts ?              |              | acts in this run
    covered ?           |              | can be mobilised
    registered ?        |              | with the platform above the street
    paired i4           |              | area of its pairing contract, -1 without one
    part ?              |              | took part this month
    ordered ?           |              | did not, but can be ordered
    kept_away ?         |              | did not for its rank only
    formal ?            |              | its effort is formal
    share f8            |              | share of its hours offered
    effort f8           |              | value of its effort, 0 to 1
    given f8            | person-days  | days it has this month
    offer f8            | person-days  | days offered
    left f8             | person-days  | of the offer
    beyond f8           | person-days  | beyond the offer, as a last resort
    beyond_left f8      | person-days  | of those
    called f8           | person-days  | that a platform can call for where its rank alone keeps it away
    called_left f8      | person-days  | of those
    checkin f8          | person-days  | days of its checked-in members
    checkin_left f8     | person-days  | of those
    stock f8[6]         | units        | resources owned
    free f8[6]          | units        | of those not in use this month
    recognition f8      |              | expected recognition
    visibility f8       |              | how far its contribution is seen
    motivation f8       |              | gained or lost
    fatigue f8          |              | from working
    resentment f8       |              | from being ordered
    ask f8              |              | willingness to voice a need, 0.1 to 1
    reputation f8[2]    |              | trust that label 0 and label 1 have in it
    familiar f8[2]      |              | how well label 0 and label 1 know what it has, 0 to 1
    contributed f8      | points       | fit days times quality this month
    activity f8         | person-days  | days spent this month, coordination included
    wasted f8           | person-days  | days spent this month in teams that were called off
    missed f8           | person-days  | fit days that it stayed away from this month
    fitted f8           | person-days  | days spent on service times fit this month
    noticed f8          | points       | contribution as seen this month
    lent f8             | units        | material lent to others since the start of the run
    honoured ?          |              | honoured this month
""")
AREA = _columns("""
    id u4               |              | identity, part of keys
    street i4           |              | row of its street
    home i4             |              | row of its residential organisation, -1 without one
    x f8                | km           | position east
    y f8                | km           | position north
    population f8       |              | relative to the mean
    hardship f8         |              | 0 to 1
""")
AREA_RUN = _columns("""
    served f8           | person-days  | service since the start of the run
    used f8             | units        | resources used since the start of the run
    touched ?           |              | served this month
    held i8[2]          |              | owned resources that each label's acting candidates have, as bits
    skilled i8[2]       |              | functions that they have, as bits
""")
STREET = _columns("""
    first_area i4       |              | row of its first area
    areas i4            | areas        | how many
    convener i4[3]      |              | row of the convener of each plan
    hours f8[3]         | hours/month  | convening hours of each plan
    calls f8[3]         | hours/month  | of those, what teams may take
    taken f8[3]         | hours        | that teams took this month
    acting i4[2]        |              | acting organisations by label
    joined f8[2]        |              | share of them that took part last month
    gave f8[2]          |              | mean share they gave last month
    rating f8[2]        |              | residents' rating of each label's service
    legitimacy f8[3]    |              | of each plan's decisions
    public f8           | units        | public resources left this month
    head i4             |              | first open need
    tail i4             |              | last open need
""")
PLATFORM = _columns("""
    hours f8[3]         | hours/month  | of the post above the street, by plan
    taken f8[3]         | hours        | of those, that teams took this month
""")
NEED = _columns("""
    id u4               |              | month of arising times 2**20 plus ordinal in the street's month
    month i4            |              | in which it arises
    street i4           |              | row
    area i4             |              | row of its place
    owner i4            |              | row of the unit that has it, -1 for an area's need
    nature i1           |              | 0 regional, 1 social, 2 mass, 3 public-benefit
    side i1             |              | 0 the blocks' kind of work, 1 the lines', 2 two-sided
    required i1         |              | how many resources
    resource u1[3]      |              | which
    weight f8[3]        |              | shares of the required resources, 0 beyond them
    asked i1            |              | how many functions
    function u1[2]      |              | which
    emphasis f8[2]      |              | weights of the functions, 0 beyond them
    amount f8           | person-days  | of work
    worth f8            | points       | if all of it is served at full quality
    harm f8             | points       | if none of it is served in time
    arises f8           | day          | counted from the start of the run
    closes f8           | day          | deadline
""")
LEDGER = _columns("""
    next i4             |              | next open need of the street, -1 at the end
    open ?              |              | still open
    judged ?            |              | its owner has drawn its conclusions
    could i1[3]         |              | could be served by what the plan covers: -1 not yet known
    listed i4[3]        |              | month in which each plan listed it, -1 not yet
    seen f8[3]          | day          | on which each plan first saw it
    known f8[3]         | person-days  | served as far as each plan knows
    served f8           | person-days  | served in all
    worth f8            | points       | worth of the service
    averted f8          | points       | harm averted
    loss f8             | points       | lost where it was done badly
    own f8              | person-days  | known to the owner, by the owner's label
    started f8          | day          | of its first service
    reason i1           |              | why a listed need was not served (see phases.match)
""")

# What the columns of an organisation may hold when somebody writes them by hand; the others any finite number.
_SHARES = "conditional inclination functions share effort recognition visibility reputation familiar"
_AMOUNTS = (
    "hours members capacity given offer left beyond beyond_left called called_left checkin checkin_left stock free"
    " fatigue resentment contributed activity wasted missed fitted noticed lent"
)
LIMITS = {
    **dict.fromkeys(_SHARES.split(), (0.0, 1.0)),
    **dict.fromkeys(_AMOUNTS.split(), (0.0, np.inf)),
    "ask": (0.1, 1.0),
}

ORGANISATION = _dtype(ORGANISATION_FIXED + ORGANISATION_RUN)
ORGANISATION_WORLD = _dtype(ORGANISATION_FIXED)
AREA_TYPE = _dtype(AREA + AREA_RUN)
STREET_TYPE = _dtype(STREET)
PLATFORM_TYPE = _dtype(PLATFORM)
NEED_TYPE = _dtype(NEED)
LEDGER_TYPE = _dtype(LEDGER)

SEAT_TYPE = np.dtype(  # somebody who acts and may serve in an area, seen from there
    [("organisation", "u4"), ("id", "u4"), ("label", "i1"), ("home", "?"), ("lives", "?"), ("hears", "?"),
     ("asked", "?"), ("distance", "f8")],
    align=True,
)  # fmt: skip
TEAM_TYPE = np.dtype(
    [
        ("need", "i4"),
        ("plan", "i4"),
        ("first", "i4"),
        ("size", "i4"),
        ("lead", "i4"),
        ("days", "f8"),
        ("quality", "f8"),
        ("mixed", "?"),
        ("turn", "i1"),
    ],
    align=True,
)
MEMBER_TYPE = np.dtype(
    [
        ("organisation", "u4"),
        ("home", "?"),
        ("forced", "?"),
        ("days", "f8"),
        ("checkin", "f8"),
        ("paid", "f8"),
        ("fit", "f8"),
        ("travel", "f8"),
        ("lent", "f8", (3,)),
    ],
    align=True,
)
CAMP_TYPE = np.dtype(
    [("sight", "f8"), ("peers", "f8"), ("agenda", "f8"), ("partners", "f8"), ("trust", "f8"), ("acts", "i1", (2,)),
     ("exists", "i1", (3,)), ("both", "?"), ("public", "f8")],
    align=True,
)  # fmt: skip

MONTH = np.dtype(
    [(name, "f8") for name in (
        "acting", "covered", "part", "formal", "gave", "given", "arisen", "discovered", "listed", "teams", "closed",
        "completed", "verified", "expired", "worth", "averted", "loss", "harm", "days", "served", "paid", "spent",
        "hours", "delay", "first_services", "across_area", "across_kind", "across_both", "pairs_heard",
        "pairs_refused", "best_score", "got_score", "lent", "party_supply", "quality", "areas", "areas_touched",
        "gini_service", "gini_resources", "trust", "resentment", "legitimacy", "convened", "team_hours", "gathered",
        "partners", "absent", "called_off", "last_resort", "above", "short", "travel", "borrowed",
    )]
    + [(name, "f8", (4,)) for name in ("amount_closed", "served_closed")]
    + [(f"{name}_by_type", "f8", (8,)) for name in ("acting", "part", "offered", "spent", "fitted", "lenders")]
    + [("days_by_type_nature", "f8", (8, 4))]
    + [(f"{name}_by_type_reach", "f8", (8, 3)) for name in ("days", "lent")],
    align=True,
)  # fmt: skip
