"""Kernels and twin agree in every column of every month; where they part, the report says where first."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.mechanisms import TYPES
from sim.model.columns import MONTH, NATURES, REACHES
from sim.model.measures import MEASURES
from sim.model.month import SCHEDULE
from sim.scenario import from_data
from sim.scenario.consistency import check
from sim.scenario.parameters import ParameterRow
from sim.scenario.schema import Scenario
from tests.gate import others_in_the_gate

from . import TwinModel, columns, joint_camp, make_world, measures, report
from .compare import ARMS, Report, Tier, compare, difference
from .levers import MECHANISMS
from .partners import PASSED_OVER, RULES, partners, passed_over
from .random_scenarios import BROAD, NARROW, PATHS, away, reconciled, scenarios, values

MODES = ("two_way", "one_way", "blind", "appointment", "optimal")


def agreed(scenario: Scenario, arm: str, mechanisms: frozenset[str] = frozenset(MECHANISMS), replication: int = 0):
    """Compare, and print the report where they do not agree."""
    report = compare(scenario, arm, mechanisms, replication)
    assert report.agrees, f"\n{report}"
    return report


@pytest.mark.parametrize("arm", ARMS)
def test_default_district(arm):
    agreed(from_data({"months": 3}, "default"), arm)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("agenda", [0.0, 0.4, 1.0])
def test_every_mode_and_agenda(mode, agenda):
    data = {
        "months": 5,
        "district": {"streets": 2, "areas": 5, "lines": 30},
        "channels": {"agenda": agenda, "sight": 0.5, "partners": 0.6, "peers": 0.3, "trust": 0.7},
        "matching": {"mode": mode},
        "resources": {"by_order": True},
    }
    agreed(from_data(data, "test"), "joint")


@pytest.mark.parametrize(
    ("mode", "rules"),
    others_in_the_gate(
        product(MODES, (*((rule,) for rule in RULES), tuple(RULES))),
        lambda mode, rules: mode == "two_way" or rules == tuple(RULES),
    ),
    ids=lambda words: words if isinstance(words, str) else "+".join(words),
)
def test_rules_of_partners(mode, rules):
    agreed(from_data(partners(mode, *rules), "test"), "joint")


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("case", PASSED_OVER)
def test_who_is_passed_over_for_want_of_hours(case, number):
    agreed(from_data(passed_over(case, number), "test"), "joint")


@pytest.mark.parametrize("arm", ARMS)
def test_a_fixed_world_in_a_later_replication(arm):
    data = {"months": 2, "world": "fixed", "district": {"streets": 2, "areas": 5, "lines": 30}}
    agreed(from_data(data, "test"), arm, replication=3)


ODD = {
    "one organisation": {"areas": [{"name": "a"}], "organisations": [{"name": "o", "type": "street"}]},
    "one line and nobody else": {"areas": [{"name": "a"}], "organisations": [{"name": "o", "type": "agency"}]},
    "nobody able": {"areas": [{"name": "a"}], "organisations": [{"name": "o", "type": "university", "hours": 0.0}]},
    "one area": {"district": {"streets": 1, "areas": 1, "lines": 3}},
    "no lines": {"district": {"streets": 2, "areas": 2, "lines": 0}},
    "no needs": {"district": {"streets": 1, "areas": 2, "lines": 4}, "needs": {"scale": 0.0}},
    "streets without areas": {"areas": [{"name": "a", "street": 3}], "district": {"lines": 5}},
    "three residential organisations in one area, the first without hours": {
        "areas": [{"name": "a"}, {"name": "b", "street": 1}],
        "organisations": [
            {"name": "street", "type": "street", "area": "a", "hours": 8.0},
            {"name": "idle", "type": "residential_area", "area": "a", "hours": 0.0},
            {"name": "able", "type": "residential_area", "area": "a", "hours": 60.0},
            {"name": "small", "type": "residential_area", "area": "a", "hours": 20.0},
            {"name": "other", "type": "residential_area", "area": "b", "hours": 60.0},
            {"name": "hall", "type": "public_institution", "area": "a", "hours": 40.0, "level": "district"},
            {"name": "firm", "type": "two_new", "area": "b", "hours": 40.0, "level": "city"},
        ],
        "district": {"two_new_cover": 1.0},
        "technology": {"service_circle": 0.6, "centre_sight": 0.8},
        "institutions": {"resources_down": 0.4},
        "needs": {"scale": 3.0},
        "channels": {"agenda": 0.4, "partners": 0.7},
    },
    "no strength": {
        "district": {"streets": 1, "areas": 2, "lines": 6},
        "mechanisms": {name: {"strength": 0.0} for name in MECHANISMS},
    },
}


@pytest.mark.parametrize("months", [1, 14, pytest.param(40, marks=pytest.mark.gate)])
@pytest.mark.parametrize("odd", ODD)
def test_odd_sizes(odd, months):
    scenario = from_data(reconciled({**ODD[odd], "months": months}), odd)
    for arm in ARMS:
        agreed(scenario, arm)


def compare_random_worlds(number: int, repeatable: bool) -> set[str]:
    """Compare on that many random worlds; return the parameters that were away from their defaults in one of them."""
    moved: set[str] = set()
    arms = st.sampled_from(["joint", "joint", "halves_joint"]) | st.sampled_from(sorted(ARMS))

    @settings(
        max_examples=number,
        deadline=None,
        derandomize=repeatable,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    @given(
        scenarios(),
        arms,
        st.sets(st.sampled_from(MECHANISMS)),
        st.integers(0, 3),
    )
    def each(data, arm, off, replication):
        scenario = from_data(data, "drawn")
        assert check(scenario) == []
        agreed(scenario, arm, frozenset(MECHANISMS) - off, replication)
        moved.update(away(scenario))

    each()
    return moved


@pytest.mark.parametrize(("number", "share"), [(40, 0.15), pytest.param(140, 0.8, marks=pytest.mark.gate)])
def test_random_small_worlds(number, share):
    assert len(compare_random_worlds(number, repeatable=True)) > share * len(PATHS)


@pytest.mark.slow
def test_hundreds_of_random_small_worlds():
    """The same ones at every call: in them every parameter is drawn away from its default."""
    assert PATHS - compare_random_worlds(420, repeatable=True) == set()


@pytest.mark.slow
def test_a_thousand_random_small_worlds():
    assert PATHS - compare_random_worlds(1200, repeatable=False) == set()


def test_a_new_parameter_is_drawn_with_its_ends():
    row = ParameterRow("a.b", "a.b", "", "", "", "number", 0.0, 7.0, (), 2.0, False, "", "", "")
    choices = values(row, BROAD)
    assert {0.0, 7.0} <= set(choices)
    assert 2.0 not in choices
    assert len(choices) > 4


def test_ceilings_name_parameters_that_there_are():
    assert {*BROAD, *NARROW} <= PATHS


def test_every_column_is_compared():
    tables = {"organisation": columns.columns.ORGANISATION_FIXED + columns.columns.ORGANISATION_RUN,
              "area": columns.columns.AREA + columns.columns.AREA_RUN, "street": columns.columns.STREET,
              "platform": columns.columns.PLATFORM,
              "need": columns.columns.NEED, "ledger": columns.columns.LEDGER}  # fmt: skip
    there_are = {f"{table}.{column.name}" for table, fields in tables.items() for column in fields}
    assert there_are == {name for name in columns.ALL if name.partition(".")[0] in tables}
    assert set(columns.NOT_COMPARED) < there_are
    assert {name.partition(".")[2] for name in columns.ALL if name.startswith("lever")} == set(columns.LEVERS)


def test_every_column_that_a_phase_writes_is_compared_after_it():
    """Teams and members are handed on within a month; what they come to stands in the columns of `deliver`."""
    outputs = {name for phase in SCHEDULE for name in phase.writes if name.partition(".")[0] in columns.THINGS}
    assert outputs - set(columns.NOT_COMPARED) <= set(columns.MONTHLY)


def test_every_entry_of_the_record_and_every_measure_is_compared():
    world = make_world(from_data({"months": 1, "district": {"streets": 1, "areas": 1, "lines": 1}}, "test"), 1, 0)
    twin = TwinModel(world, joint_camp(world))
    twin.step()
    by_nature = {f"{name}.{nature}" for name in ("amount_closed", "served_closed") for nature in NATURES}
    ends = {"_by_type": [""], "_by_type_nature": NATURES, "_by_type_reach": REACHES}
    by_type = {
        f"{name}.{type_name}.{to}".rstrip(".")
        for ending, tos in ends.items()
        for name in MONTH.names
        if name.endswith(ending)
        for type_name in TYPES
        for to in tos
    }
    assert set(twin.months[0]) == {name for name in MONTH.names if not MONTH[name].shape} | by_nature | by_type
    assert set(measures.MEASURES) == set(MEASURES)


def test_tiers():
    whole, share = np.array([[1, 2], [3, 4]]), np.array([0.5, math.inf, 0.0])
    assert difference("", "", whole, [[1, 2], [3, 4]]) is None
    assert difference("", "", share, [0.5, math.inf, 0.0]) is None
    assert difference("", "", share, [0.5 + 1e-12, math.inf, 0.0]).tier is Tier.CLOSE
    assert difference("", "", share, [0.5, math.inf, -0.0]).tier is Tier.CLOSE
    apart = difference("month 3, match", "organisation.left", share, [0.5 + 1e-12, math.inf, 0.25])
    assert (apart.tier, apart.entry) == (Tier.SAME_PATH, (2,))
    assert str(apart) == "month 3, match, organisation.left[2]: kernels 0.0, twin 0.25"
    assert difference("", "", share, [0.5, 7.0, 0.25]).entry == (1,)
    assert difference("", "", share, [0.5, 7.0, 0.25]).tier is Tier.PARTED
    parted = difference("", "", whole, [[1, 2], [3, 5]])
    assert (parted.tier, parted.entry) == (Tier.PARTED, (1, 1))
    assert difference("", "", whole, [[1, 2]]).tier is Tier.PARTED


SPOILT = {
    "discover": ("ledger.seen[0, ", lambda twin: twin.needs[0].seen.__setitem__(2, 3.25)),
    "plan": ("ledger.listed[0, ", lambda twin: twin.needs[0].listed.__setitem__(2, 7)),
    "deliver": ("organisation.stock[1, 3]", lambda twin: twin.organisations[1].stock.__setitem__(3, -1.0)),
    "commend": (
        "organisation.honoured[",
        lambda twin: setattr(twin.acting[0], "honoured", not twin.acting[0].honoured),
    ),
    "learn": ("organisation.fatigue[2]", lambda twin: setattr(twin.organisations[2], "fatigue", 9.0)),
}


@pytest.mark.parametrize("phase", SPOILT)
def test_the_phase_in_which_they_part_first_is_named(monkeypatch, phase):
    column, spoil = SPOILT[phase]
    honest = TwinModel.phases

    def spoilt(self):
        month = self.month
        for name in honest(self):
            if month == 2 and name == phase:
                spoil(self)
            yield name

    monkeypatch.setattr(TwinModel, "phases", spoilt)
    data = {"months": 4, "district": {"streets": 1, "areas": 3, "lines": 9}, "needs": {"scale": 2.0}}
    report = compare(from_data(data, "test"), "joint")
    assert not report.agrees
    assert str(report.place).startswith(f"month 2, {phase}, {column}"), f"\n{report}"


def test_a_report_of_two_that_agree_names_where_the_last_bits_part():
    data = {"months": 2, "district": {"streets": 1, "areas": 2, "lines": 6}}
    report = compare(from_data(data, "test"), "joint", place=True)
    assert report.tier is Tier.CLOSE
    assert str(report).splitlines()[0] == "test, joint, replication 0, 2 months: close: every number within 1e-09"
    assert Report("x", 1).tier is Tier.IDENTICAL


def test_the_report_as_a_program(capsys):
    small = [
        "--set",
        "months=2",
        "--set",
        "district.streets=1",
        "--set",
        "district.areas=2",
        "--set",
        "district.lines=5",
    ]
    assert report.main(["default", *small, "--arm", "block", "--arm", "joint", "--off", "liaison"]) == 0
    assert [line.split(", ")[1] for line in capsys.readouterr().out.splitlines() if line[0] != " "] == [
        "block",
        "joint",
    ]
    assert report.main(["default", "--set", "months=0"]) == 2
    assert "months" in capsys.readouterr().err


TIED = {
    "months": 6,
    "areas": [{"name": f"a{n}", "street": n % 3} for n in range(6)],
    "organisations": [
        *({"name": f"r{n}", "type": "residential_area", "area": f"a{n}", "ties": [f"u{n}", "s"]} for n in range(6)),
        *({"name": f"u{n}", "type": kind, "area": f"a{(n + 1) % 6}"} for n, kind in enumerate(TYPES[3:])),
        {"name": "u5", "type": "two_new", "ties": ["u0"]},
        {"name": "s", "type": "street", "area": "a0"},
    ],
    "needs": {
        "scale": 0.3,
        "listed": [
            *({"name": "x", "month": 1 + n % 7, "nature": NATURES[n % 4], "area": f"a{n % 6}", "amount": 400.0 if n == 3
               else None, "day": n or None, "functions": [] if n % 2 else None} for n in range(20)),
            *({"name": "y", "month": 1 + n % 6, "nature": "mass", "owner": f"u{n}", "resources": ["talent", "public"],
               "harm": 0.0, "worth": 3.0, "deadline": 1.0 + 20.0 * n} for n in range(6)),
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize("mode", ["two_way", "optimal", "appointment"])
@pytest.mark.parametrize("arm", ["joint", "block", "halves_joint"])
def test_ties_and_listed_needs(arm, mode):
    agreed(from_data({**TIED, "matching": {"mode": mode, "reach_km": 0.5}}, "test"), arm)
