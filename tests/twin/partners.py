"""Worlds in which rules are on that are off by default, hours that partners cost and others; and faults of these."""

from __future__ import annotations

from typing import Any

from sim.mechanisms.trees import merged

RULES: dict[str, dict[str, Any]] = {
    "asked": {
        "matching": {"asked": 2, "near_km": 0.5, "error": 0.8, "reach_km": 6.0},
        "learning": {"familiarity": 0.3},
        "technology": {"databases": 1},
        "mechanisms": {"liaison": {"resource_list": 0.4}},
    },
    "hours": {
        "convening": {
            "partner_hours": 3.0,
            "winning_hours": 6.0,
            "winning_lasts": 1,
            "partner_brings": 0.5,
            "block_hours": 60.0,
            "line_hours": 40.0,
        }
    },
    "last resort": {"participation": {"office_follows": 0.3}, "matching": {"last_resort": 0.6}},
    "above": {
        "convening": {"platform_hours": 30.0, "platform_block": 0.4, "platform_after": 1, "platform_asks": 5},
        "institutions": {"city_platform": True, "both_ends": 0.0},
        "technology": {"databases": 2},
        "participation": {"hierarchy": 1.5},
    },
    "staying away": {"trust": {"absence": 0.6, "absence_across": 1.5}, "effort": {"redo": 0.5, "formal": 0.6}},
    "moved down": {"institutions": {"resources_down": 0.4}},
    "the way": {
        "costs": {"travel": 0.4, "visits": 3.0},
        "technology": {"service_circle": 0.5, "centre_sight": 0.9},
        "matching": {"reach_km": 6.0},
    },
}
SMALL: dict[str, Any] = {
    "months": 4,
    "district": {"streets": 2, "areas": 3, "lines": 12},
    "needs": {"scale": 1.5},
    "channels": {"agenda": 0.4, "sight": 0.5, "partners": 0.6, "peers": 0.3, "trust": 0.7},
    "resources": {"by_order": True},
}


def partners(mode: str, *rules: str) -> dict[str, Any]:
    """Return a small world with a mode of matching and these rules on."""
    return merged(SMALL, {"matching": {"mode": mode}}, *(RULES[rule] for rule in rules))


PASSED_OVER: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "after the last try": [
        ("two_way", {"matching": {"tries": 0, "caution": 1.0, "thrift": 0.0}, "seed": 34}),
        ("optimal", {"matching": {"tries": 1, "caution": 0.5, "thrift": 0.0}, "seed": 2}),
    ],
    "where nobody more would pay": [
        ("appointment", {"matching": {"tries": 2, "caution": 0.5, "thrift": 10.0}, "seed": 69}),
        ("blind", {"matching": {"tries": 2, "caution": 1.0, "thrift": 10.0}, "seed": 90}),
    ],
}
"""Worlds in which it matters until when a team that is dissolved in the end passes others over."""


def passed_over(case: str, number: int) -> dict[str, Any]:
    """Return one of `PASSED_OVER`: winning a partner takes more than there often is, and teams need much quality."""
    mode, more = PASSED_OVER[case][number]
    scarce = {"months": 3, "convening": {"winning_hours": 15.0}, "production": {"floor": 0.9}}
    return merged(partners(mode, "hours"), scarce, more)


FAULTS = {
    "model/phases/convener.py": [
        ("calls.partner if size > 0 else 0.0", "calls.partner", "the first member would cost a partner's hours"),
        ("calls.month - won[i] <= calls.lasts", "calls.month - won[i] < calls.lasts", "a winning fades a month early"),
        ("hours if is_won else hours + calls.winning", "hours + calls.winning", "nobody would ever be won"),
    ],
    "model/phases/asking.py": [
        ("ahead += ahead < 0.0", "ahead = abs(ahead)", "a way back on the circle, which has only one way"),
        ("(1.0 + d / p.matching_near_km)", "1.0", "lots that know no distance"),
        (
            "take_seat(asked[seats], i, organisation",
            "take_seat(asked[seats], 0, organisation",
            "somebody else in the owner's place",
        ),
    ],
    "model/moved.py": [
        ('["level"] >= ABOVE', '["level"] > ABOVE', "lines of the district would give nothing"),
        ("weight /= weight.sum()", "weight = np.full(len(weight), 1.0 / len(weight))", "people would not count"),
        ("stay[givers] -= moved", "stay[givers] -= 0.0", "what is moved down would be made from nothing"),
    ],
    "model/phases/pairs.py": [
        (
            "if not (seats[x].hears | (x == own_seat)):",
            "if x != own_seat:",
            "an error about those whom everybody knows",
        ),
        ("(1.0 - lever[i].known)", "1.0", "lists and databases that nobody reads"),
        ("fit / pair.way", "fit", "the way would take no time"),
        ("score = score_of(p, n, o, fit,", "score = score_of(p, n, o, pair.fit,", "the way would count twice"),
    ],
    "model/phases/discover.py": [
        ("(n.nature >= MASS)", "(n.nature > MASS)", "a centre would not see what is of the mass"),
    ],
    "model/phases/platform.py": [
        (".listed[plan] >= p", ".listed[plan] > p", "what is unserved would wait a month longer"),
        ("platform.hours[plan] - platform.taken[plan]", "platform.hours[plan]", "its teams would take no hours"),
        ("o.acts & o.registered &", "o.acts &", "everybody would be asked, registered or not"),
        (
            "o.left, o.called_left = o.called_left, o.left",
            "o.left = o.called_left",
            "what is called for would not be used up",
        ),
        ("if formed == before:", "if formed != before:", "a need that the platform serves would keep its reason"),
    ],
}
