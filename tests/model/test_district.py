"""The district as a Mesa user meets it: the runner's numbers, agents that are their rows, nothing kept alive."""

from __future__ import annotations

import copy
import gc
import inspect
import pickle
import re
import warnings
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pytest

from sim import BlockOrganisation, District, LineOrganisation, load
from sim.model import agents
from sim.model.agents import ATTRIBUTES, CALLED, CLASSES, READ_ONLY, Organisation
from sim.model.camps import CHANNELS, Camp, alone, together
from sim.model.chance import MONTHS
from sim.model.columns import ORGANISATION
from sim.model.district import REPORTED, VALUES
from sim.model.measures import MEASURES, by_month
from sim.model.month import State, advance, begin, prepare
from sim.model.phases.arise import make_needs
from sim.model.world import make_world
from sim.runs.run import Run
from sim.scenario import ScenarioError, from_data
from sim.scenario.schema import Mechanisms, Scenario
from tests.runs.made import made, months_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
ABOVE = load("above")
ALL = frozenset(Mechanisms.model_fields)
ROSTER = from_data(
    {
        "months": 6,
        "areas": [{"name": "east", "street": 0}, {"name": "west", "street": 0}],
        "organisations": [
            {"name": "office", "type": "street", "area": "east"},
            {"name": "east side", "type": "residential_area", "area": "east"},
            {"name": "west side", "type": "residential_area", "area": "west"},
            {"name": "school", "type": "public_institution", "area": "west", "hours": 80.0},
            {"name": "bureau", "type": "agency", "area": "east", "hours": 60.0},
        ],
    },
    "roster",
)


def channels(scenario: Scenario) -> dict[str, float]:
    return {name: getattr(scenario.channels, name) for name in CHANNELS}


def run(scenario: Scenario, camp: Camp | None = None, mechanisms: frozenset[str] = ALL, months: int = 12) -> State:
    """Return the runner's run of ``months`` months, in one call."""
    world = make_world(scenario, scenario.seed, 0)
    need = make_needs(world, scenario.months)
    state = begin(world, prepare(world, mechanisms), camp or together(channels(scenario)), need, scenario.months)
    advance(state, months)
    return state


def stepped(*given: Any, months: int = 12, **more: Any) -> District:
    m = District(*given, **more)
    for _ in range(months):
        m.step()
    return m


def arrays(state: State) -> dict[str, bytes]:
    """Return all that a run holds, byte for byte (padding left out)."""
    by_name = {}
    for name, value in vars(state).items():
        if isinstance(value, np.ndarray):
            for field in value.dtype.names or ():
                by_name[f"{name}.{field}"] = value[field].tobytes()
            if value.dtype.names is None:
                by_name[name] = value.tobytes()
    return by_name


def nth(m: District, row: int) -> Any:
    return list(m.agents)[row]


def one(m: District, kind: str, number: int = 0) -> Any:
    return list(m.agents_by_type[CLASSES[kind]])[number]


# The numbers are the runner's


@pytest.mark.parametrize("looked_at", [False, True])
def test_twelve_steps_are_the_runners_twelve_months_byte_for_byte(looked_at: bool) -> None:
    m = District(ABOVE)
    for _ in range(12):
        if looked_at:
            assert len(m.agents) == len(m.world.organisation)
        m.step()
    expected = run(ABOVE)
    assert m.month == expected.month == 12
    assert m.record.tobytes() == expected.months[:12].tobytes()
    assert arrays(m.state) == arrays(expected)


@pytest.mark.parametrize(
    ("camp", "mechanisms"),
    [("joint", None), ("block", None), ("line", ()), ("half_1", None), ("halves_joint", ("liaison", "planning"))],
)
def test_every_arm_has_the_runners_value_and_measures(camp: str, mechanisms: tuple[str, ...] | None) -> None:
    short = ABOVE.model_copy(update={"months": 12})
    district = stepped(short, camp=camp, mechanisms=mechanisms, replication=3)
    with_these = ALL if mechanisms is None else frozenset(mechanisms)
    arm = {value.name: value for value in (alone(0), alone(1), alone(1, "halves"), together(channels(short)))}
    arm["halves_joint"] = together(channels(short), "halves")
    outcome = made(Run(short, arm[camp], with_these), 3)
    assert (district.value_added, district.value_added_net) == (outcome["gross"], outcome["net"])
    assert district.record.tobytes() == months_of(outcome).tobytes()
    assert District(short, camp=arm[camp]).camp is arm[camp]


def test_a_name_a_path_and_a_scenario_are_the_same_and_two_agree(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("extends: above\nmonths: 24\n", encoding="utf-8")
    given: list[Any] = ["above", file, str(file), ABOVE, ABOVE]
    values = [stepped(entry, months=3) for entry in given]
    assert len({m.record.tobytes() for m in values}) == 1
    assert len({m.random.random() for m in values}) == 1
    assert {m.scenario.seed for m in values} == {7}


def test_the_default_has_some_400_organisations_of_eight_kinds() -> None:
    m = District()
    assert 350 < len(m.agents) < 450
    assert set(m.agent_types) == set(m.agents_by_type) == set(CLASSES.values())
    assert sum(len(entry) for entry in m.agents_by_type.values()) == len(m.agents)


# Luck


def test_a_whole_number_is_the_seed() -> None:
    other = ABOVE.model_copy(update={"seed": 123})
    for rng in (123, np.int64(123)):
        m = stepped(ABOVE, rng=rng, months=4)
        assert m.scenario.seed == 123
        assert m.record.tobytes() == run(other, months=4).months[:4].tobytes()


@pytest.mark.parametrize(
    "make",
    [
        lambda: 2**70,
        lambda: [1, 2, 3],
        lambda: np.random.SeedSequence(5),
        lambda: np.random.PCG64(5),
        lambda: np.random.default_rng(5),
    ],
)
def test_anything_else_that_mesa_takes_gives_a_seed_and_always_the_same(make: Callable[[], Any]) -> None:
    a, b = District(ABOVE, rng=make()), District(ABOVE, rng=make())
    assert a.scenario.seed == b.scenario.seed
    assert a.random.random() == b.random.random()
    assert a.rng.random() == b.rng.random()
    assert a.scenario.seed not in (ABOVE.seed, District(ABOVE, rng=[3, 2, 1]).scenario.seed)
    assert made(Run(a.scenario, a.camp))["gross"] == stepped(a.scenario, months=24).value_added


def test_one_generator_gives_one_district_after_another() -> None:
    generator = np.random.default_rng(5)
    assert len({District(ABOVE, rng=generator).scenario.seed for _ in range(5)}) == 5


def test_no_rule_draws_from_mesas_luck_and_its_use_changes_no_rule() -> None:
    m = District(ABOVE)
    before = m.random.getstate(), m.rng.bit_generator.state
    for _ in range(3):
        m.step()
    assert (m.random.getstate(), m.rng.bit_generator.state) == before
    m.agents.shuffle_do(lambda agent: None)
    m.rng.random()
    m.step()
    assert m.record.tobytes() == run(ABOVE, months=4).months[:4].tobytes()


def test_nothing_warns() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        m = stepped(ABOVE, months=2)
        m.agents.shuffle_do(lambda agent: None)
        nth(m, 0).remove()
        m.step()


# Steps and what is collected


def test_running_ends_with_the_scenario_and_needs_go_on_beyond() -> None:
    short, longer = (ABOVE.model_copy(update={"months": months}) for months in (5, 20))
    m = District(short)
    m.run_model()
    assert (m.month, m.running) == (5, False)
    assert m.value_added == made(Run(short, m.camp))["gross"]
    for _ in range(15):
        m.step()
    assert m.record.tobytes() == run(longer, months=20).months.tobytes()
    assert m.value_added == pytest.approx(made(Run(longer, m.camp))["gross"], rel=1e-14)


def test_luck_has_an_end_and_says_so_every_time() -> None:
    m = District(ABOVE)
    m.state.month, m.state.months = MONTHS, np.zeros(MONTHS, m.state.months.dtype)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="at most 4096 months"):
            m.step()


def test_every_step_collects_the_main_measures() -> None:
    m = stepped(ABOVE, months=6)
    table = m.datacollector.get_model_vars_dataframe()
    assert list(table.columns) == [*REPORTED, *VALUES]
    assert len(table) == 6
    for name in REPORTED:
        np.testing.assert_array_equal(table[name], by_month(m.record, MEASURES[name]))
    assert table["value_added"].iloc[-1] == m.value_added
    assert table["worth"].iloc[-1] == m.measure("worth")
    assert np.isnan(District(ABOVE).measure("trust"))
    with pytest.raises(ValueError, match="did you mean 'across_area'"):
        m.measure("acros_area")


def test_agent_reporters_are_taken_and_a_collector_of_ones_own() -> None:
    m = stepped(ABOVE, months=2, agent_reporters={"given": "given", "twice": lambda agent: 2 * agent.given})
    table = m.datacollector.get_agent_vars_dataframe()
    assert len(table) == 2 * len(m.agents)
    assert table.index.get_level_values("AgentID")[0] == nth(m, 0).unique_id
    assert (table["twice"] == 2 * table["given"]).all()
    m.datacollector = mesa.DataCollector(model_reporters={"trust": lambda model: model.measure("trust")})
    m.step()
    assert m.datacollector.model_vars == {"trust": [m.measure("trust")]}


def test_a_subclass_steps_as_mesa_users_write_it() -> None:
    class Mine(District):
        def __init__(self, bonus: float = 0.0, rng: Any = None) -> None:
            super().__init__("above", rng=rng)
            self.bonus = bonus

        def step(self) -> None:
            for agent in self.agents:
                agent.motivation += self.bonus
            super().step()

    plain, moved = Mine(), Mine(5.0)
    for m in (plain, moved):
        m.step()
    assert plain.record.tobytes() == run(ABOVE, months=1).months[:1].tobytes()
    assert moved.measure("participation") > plain.measure("participation")


def month_of_row(step: int) -> int:
    """Which month stands in a row of `batch_run`: Mesa 3.3 counts rows from 0, 3.5 from 1, 3.4 mixes the two."""
    if mesa.__version__.startswith("3.3."):
        return step + 1
    return max(step, 1)


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="this Mesa has no batch_run")
def test_mesas_batch_run_gives_our_numbers() -> None:
    seeds = [11, 12]
    common = {"max_steps": 5, "display_progress": False, "data_collection_period": 1}
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        rows = mesa.batch_run(District, {"scenario": ["above"]}, rng=seeds, **common)
    else:
        rows = mesa.batch_run(District, {"scenario": ["above"], "rng": seeds}, **common)
    assert {row["rng"] for row in rows} == set(seeds)
    assert len(rows) >= 10
    for row in rows:
        m = stepped("above", months=month_of_row(int(row["Step"])), rng=row["rng"])
        np.testing.assert_array_equal([row[name] for name in REPORTED], [m.measure(name) for name in REPORTED])
        assert row["value_added"] == m.value_added


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="this Mesa has no batch_run")
@pytest.mark.skipif(mesa.__version__.startswith("3.4."), reason="batch_run of Mesa 3.4 leaves out the last month")
@pytest.mark.filterwarnings("ignore:The `iterations` keyword:DeprecationWarning")
def test_mesas_batch_run_with_iterations_and_replications() -> None:
    parameters = {"scenario": ["above"], "replication": [0, 1], "camp": ["joint", "block"]}
    rows = mesa.batch_run(District, parameters, iterations=2, max_steps=100, display_progress=False)
    assert len(rows) == 8
    for row in rows:  # as long as the scenario is, and the scenario's own seed in every iteration
        arm = {"joint": together(channels(ABOVE)), "block": alone(0)}[row["camp"]]
        assert row["value_added"] == made(Run(ABOVE, arm), row["replication"])["gross"]


# Agents are views of their row


def test_agents_are_made_when_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    plain = Organisation.__init__

    def counted(self: Organisation, model: District, row: int) -> None:
        made.append(row)
        plain(self, model, row)

    monkeypatch.setattr(Organisation, "__init__", counted)
    m = stepped(ABOVE, months=2)
    assert made == []
    assert m.agents_by_type
    assert made == list(range(len(m.world.organisation)))
    assert m.agent_types
    assert m.agents is m.agents
    assert len(made) == len(m.agents)


def test_an_agent_is_of_its_kind_and_named() -> None:
    m = District(ABOVE)
    rows = m.state.organisation
    for row, agent in enumerate(m.agents):
        assert type(agent) is CLASSES[agent.type]
        assert isinstance(agent, BlockOrganisation if agent.kind == "block" else LineOrganisation)
        assert agent.unique_id == agent.id == rows["id"][row]
        assert rows["level"][row] == ("residential", "street", "district", "city").index(agent.level)
    assert [a.name for a in m.agents_by_type[agents.University]][:2] == ["university 0", "university 1"]
    assert [a.name for a in District(ROSTER).agents] == ["office", "east side", "west side", "bureau", "school"]
    assert repr(one(m, "agency")) == "<Agency 'agency 0'>"


def test_every_column_is_read_from_the_row() -> None:
    m = stepped(ABOVE, months=2)
    assert {CALLED.get(name, name) for name in ORGANISATION.names} == set(ATTRIBUTES)
    for name in set(ATTRIBUTES) - {"type", "kind", "level"}:
        for agent in m.agents:
            column = ATTRIBUTES[name].name
            np.testing.assert_array_equal(getattr(agent, name), m.state.organisation[column][agent.row])
    assert [type(getattr(nth(m, 0), name)) for name in ("hours", "acts", "area")] == [float, bool, int]
    assert ATTRIBUTES["hours"].__doc__ == "for work beyond its own walls (hours/month); may be written."


def test_every_column_but_identity_and_place_is_written_to_the_row() -> None:
    m = stepped(ABOVE, months=1)
    agent = one(m, "university")
    for name, attribute in ATTRIBUTES.items():
        old = copy.copy(getattr(agent, name))
        if attribute.refusal:
            with pytest.raises(AttributeError, match=f"{name} of university 0 cannot be written"):
                setattr(agent, name, old)
            if attribute.shape:
                with pytest.raises(ValueError, match="read-only"):
                    getattr(agent, name)[0] = 0
            continue
        new = "city" if attribute.words else (not old if attribute.switch else np.full(attribute.shape, 0.5))
        setattr(agent, name, new)
        np.testing.assert_array_equal(getattr(agent, name), new)
        if not attribute.words:
            np.testing.assert_array_equal(m.state.organisation[attribute.name][agent.row], new)
        setattr(agent, name, old)
    m.state.organisation["motivation"][agent.row] = 2.5
    assert agent.motivation == 2.5
    agent.capacity[2] += 1.0
    assert m.state.organisation["capacity"][agent.row, 2] == agent.capacity[2]
    assert set(READ_ONLY) <= set(ATTRIBUTES)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("hours", -1.0, "at least 0"),
        ("hours", float("nan"), "a finite number"),
        ("inclination", 1.5, "from 0 to 1"),
        ("hours", "40", "a finite number"),
        ("covered", 1, "True or False"),
        ("level", "town", "residential, street, district, city"),
        ("capacity", [1.0, 2.0], "6 finite numbers, each of at least 0"),
        ("ask", 0.0, "from 0.1 to 1"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(name: str, value: Any, sentence: str) -> None:
    m = District(ABOVE)
    before = arrays(m.state)
    with pytest.raises((ValueError, TypeError), match=sentence):
        setattr(nth(m, 0), name, value)
    assert arrays(m.state) == before


def test_a_wrong_number_in_an_array_is_said_before_the_month_and_can_be_mended() -> None:
    m = District(ABOVE)
    agent = one(m, "university")
    old, agent.capacity[3] = agent.capacity[3], -1.0
    for _ in range(2):
        with pytest.raises(ValueError, match="capacity of university 0: 6 finite numbers"):
            m.step()
    agent.capacity[3] = old
    agent.stock[0], stock = np.nan, agent.stock[0]
    with pytest.raises(ValueError, match="stock of university 0"):
        m.step()
    agent.stock[0] = stock
    m.step()
    assert m.record.tobytes() == run(ABOVE, months=1).months[:1].tobytes()


def test_a_slip_in_a_name_is_an_error_that_names_the_right_one() -> None:
    m = District(ABOVE)
    agent = nth(m, 0)
    with pytest.raises(AttributeError, match=r"has no attribute 'motivatoin'; did you mean 'motivation'\?"):
        agent.motivatoin  # noqa: B018
    with pytest.raises(AttributeError, match="did you mean 'hours'"):
        m.agents.set("hour", 3.0)
    with pytest.raises(AttributeError, match="its columns are id, type"):
        agent.xylophone = 1
    with pytest.raises(AttributeError, match="identity"):
        agent.unique_id = 3
    with pytest.raises(AttributeError):
        m.agents = []
    with pytest.raises(AttributeError, match="keeps its scenario"):
        m.scenario = ABOVE
    for given, text in (
        ({"camp": "jiont"}, "did you mean 'joint'"),
        ({"camp": "none of them"}, "there are joint, block, line"),
        ({"mechanisms": ["liason"]}, "did you mean 'liaison'"),
    ):
        with pytest.raises(ValueError, match=text):
            District(ABOVE, **given)  # type: ignore[arg-type]
    for replication in (-1, 1.5, True, 2**64):
        with pytest.raises(ValueError, match="replication is a whole number from 0"):
            District(ABOVE, replication=replication)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a shipped name, a path, or a Scenario"):
        District({"months": 3})  # type: ignore[arg-type]


def test_agent_sets_do_what_mesa_users_do_with_them() -> None:
    m = stepped(ABOVE, months=1)
    lines = m.agents.select(agent_type=LineOrganisation)
    assert len(lines) == (m.state.organisation["kind"] == 1).sum()
    assert m.agents.agg("hours", sum) == pytest.approx(m.state.organisation["hours"].sum())
    busy = m.agents.select(lambda organisation: organisation.hours > 30)
    assert sorted(busy.get("hours")) == sorted(h for h in m.state.organisation["hours"].tolist() if h > 30)
    counts = {name: len(group) for name, group in m.agents.groupby("type")}
    assert counts == {name: len(m.agents_by_type[kind]) for name, kind in CLASSES.items()}
    lines.set("motivation", 3.0)
    assert (m.state.organisation["motivation"] == 3.0).sum() == len(lines)

    def rest(agent: Any) -> None:
        agent.fatigue = 0.0

    m.agents.shuffle_do(rest)
    assert not m.state.organisation["fatigue"].any()
    assert next(iter(m.agents.sort("hours"))).hours == m.state.organisation["hours"].max()


def test_agents_of_ones_own_live_beside_them() -> None:
    class Visitor(mesa.Agent):  # type: ignore[misc, unused-ignore]
        pass

    m = District(ABOVE)
    visitor = Visitor(m)
    m.step()
    assert visitor in m.agents
    assert len(m.agents) == len(m.world.organisation) + 1
    visitor.remove()
    assert len(m.agents) == len(m.world.organisation)


# What is written by hand is seen by the next month


def test_motivation_brings_an_organisation_in_and_moves_nobody_elses_luck() -> None:
    plain, moved = District(ABOVE), District(ABOVE)
    plain.step()
    agent = next(a for a in moved.agents if a.covered and not plain.state.organisation["part"][a.row])
    agent.motivation += 5.0
    moved.step()
    assert agent.part
    others = np.arange(len(moved.agents)) != agent.row
    for column in ("part", "share", "formal", "offer"):
        expected = plain.state.organisation[column][others]
        np.testing.assert_array_equal(moved.state.organisation[column][others], expected)


def test_without_hours_it_stands_aside_and_comes_back_with_them() -> None:
    m = District(ABOVE)
    agent = one(m, "residential_area")
    acting = m.state.street["acting"].sum()
    hours, agent.hours = agent.hours, 0.0
    m.step()
    assert (agent.able, agent.acts, agent.part, agent.offered, agent.activity) == (False, False, False, 0.0, 0.0)
    assert m.record["acting"][-1] == m.state.street["acting"].sum() == acting - 1
    assert agent.row not in m.state.watcher
    assert m.state.area["home"][agent.area] != agent.row
    with pytest.raises(ValueError, match="has no hours"):
        agent.acts = True
    agent.hours = hours
    m.step()
    assert agent.acts
    assert m.record["acting"][-1] == acting


def test_hours_set_to_nothing_before_the_first_month_are_a_roster_without_them() -> None:
    """Blocks have no needs of their own, so the two worlds are the same but for the hours."""
    data = ROSTER.model_dump(mode="json", by_alias=True, round_trip=True)
    data["organisations"][2]["hours"] = 0.0
    m = District(ROSTER)
    agent = nth(m, 2)
    agent.hours = 0.0
    without = from_data(data, "without")
    expected = District(without)
    assert expected.world.organisation["able"].tolist() == [True, True, False, True, True]
    agent.capacity = agent.stock = 0.0  # which follow from the hours when the world is drawn
    for _ in range(6):
        m.step()
        expected.step()
    assert m.record.tobytes() == expected.record.tobytes()
    assert m.value_added == expected.value_added


def test_standing_aside_and_coming_back_by_hand() -> None:
    m = stepped(ABOVE, months=1)
    agent = one(m, "university")
    agent.acts = False
    m.step()
    assert not agent.acts
    assert agent.hours > 0
    agent.acts = True
    m.step()
    assert agent.acts
    block = District(ABOVE, camp="block")
    with pytest.raises(ValueError, match="camp 'block' does not let it"):
        one(block, "university").acts = True


def test_a_removed_agent_stops_acting_for_good() -> None:
    m = stepped(ABOVE, months=2)
    agent, before = one(m, "street"), m.record["acting"][-1]
    assert m.state.street["convener"][agent.street, 0] == agent.row
    agent.remove()
    agent.remove()
    assert agent not in m.agents
    assert agent not in m.agents_by_type[agents.StreetCommittee]
    m.step()
    assert m.record["acting"][-1] == before - 1
    assert not agent.acts
    assert agent.part is False
    assert m.state.street["convener"][agent.street, 0] not in (-1, agent.row)
    with pytest.raises(ValueError, match="was removed"):
        agent.acts = True
    agent.hours += 1.0
    m.step()
    assert not agent.acts


def test_nobody_is_left_and_the_months_go_on() -> None:
    m = stepped(ABOVE, months=2)
    value = m.value_added
    m.remove_all_agents()
    assert len(m.agents) == 0
    for _ in range(3):
        m.step()
    assert m.record["acting"][-1] == 0
    assert m.value_added == value


def test_all_lines_out_is_the_block_arm_from_the_start() -> None:
    """But for what they have moved down, which goes with them."""
    unmoved = ABOVE.institutions.model_copy(update={"resources_down": 0.0})
    scenario = ABOVE.model_copy(update={"institutions": unmoved})
    m = District(scenario)
    m.agents.select(agent_type=LineOrganisation).do("remove")
    alone_here = District(scenario, camp="block")
    for _ in range(4):
        m.step()
        alone_here.step()
    assert not m.state.camp["both"][0]
    for name in ("acting", "part", "days"):  # each kind's candidates are its own, so the lists are the same too
        np.testing.assert_array_equal(m.record[name], alone_here.record[name])


def test_what_has_been_is_kept_when_the_rest_is_made_anew() -> None:
    """Settling a run in which nothing was changed changes no byte, in the middle of it either."""
    for camp in ("joint", "line", "halves_joint"):
        m = stepped(ABOVE, months=5, camp=camp)
        before = arrays(m.state)
        m._settle()
        after = arrays(m.state)
        same = {name for name in before if before[name] == after[name]}
        assert set(before) - same <= {"ledger.could"}
        m.step()
        assert m.record.tobytes() == run(ABOVE, m.camp, months=6).months[:6].tobytes()


def test_what_follows_from_a_change_is_made_anew() -> None:
    m = stepped(ABOVE, months=2)
    agent = one(m, "agency")
    watch = m.state.lever["member_watch"][agent.row]
    agent.members = 10.0 * agent.members
    m.step()
    assert m.state.lever["member_watch"][agent.row] > watch
    m.agents.set("capacity", 0.0)
    agent.capacity = [1.0] * 6
    m.step()
    assert set(m.state.area["held"].ravel().tolist()) <= {-1, 0, 63}


def test_a_need_that_nobody_could_serve_is_looked_at_again_when_somebody_can() -> None:
    m = District(ABOVE)
    functions = m.agents.get("functions")
    kept = [function.copy() for function in functions]
    m.agents.set("functions", 0.0)
    m.step()
    hopeless = (m.state.ledger["could"][:, 2] == 0) & m.state.ledger["open"]
    assert hopeless.sum() > 3
    for function, old in zip(functions, kept, strict=True):  # views: what is written goes into the rows
        function[:] = old
    m.step()
    assert (m.state.ledger["could"][hopeless, 2] == 1).any()


# Copies, and what is freed


def test_a_district_is_pickled_and_copied_with_its_agents() -> None:
    m = stepped(ABOVE, months=3)
    nth(m, 4).motivation = 1.5
    nth(m, 7).remove()
    for again in (pickle.loads(pickle.dumps(m)), copy.deepcopy(m)):
        assert again.state is not m.state
        assert [a.name for a in again.agents] == [a.name for a in m.agents]
        nth(again, 0).hours = 11.0
        assert again.state.organisation["hours"][0] == 11.0 != nth(m, 0).hours
        nth(again, 0).hours = nth(m, 0).hours
        for _ in range(2):
            again.step()
        assert again.month == 5
    for _ in range(2):
        m.step()
    assert again.record.tobytes() == m.record.tobytes()
    assert len(again.datacollector.get_model_vars_dataframe()) == 5


def test_two_hundred_dropped_models_are_freed_agents_made_or_not() -> None:
    tables = len(getattr(mesa.Agent, "_ids", ()))
    gone = []
    for i in range(200):
        m = District(ABOVE, rng=i)
        if i % 2:
            assert nth(m, 0).hours >= 0
        if i % 20 < 2:
            m.step()
        gone.append(weakref.ref(m))
        if i % 2:
            gone.append(weakref.ref(nth(m, 0)))
    del m
    gc.collect()
    assert [reference for reference in gone if reference() is not None] == []
    assert len(getattr(mesa.Agent, "_ids", ())) == tables


# What the docs show


def test_the_page_for_mesa_users_runs_as_it_stands() -> None:
    page = (DOCS / "mesa.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    names: dict[str, Any] = {}
    for block in blocks:
        exec(compile(block, "docs/mesa.md", "exec"), names)
    for name in (*REPORTED, *VALUES):
        assert f"`{name}`" in page
    for name in READ_ONLY:
        assert f"`{name}`" in page


def test_the_page_on_solaraviz_holds_as_far_as_mesa_alone_can_tell() -> None:
    """Without Solara: what it looks for in a model's arguments, and the model that holds a district."""
    watch, shown = re.findall(r"^```python\n(.*?)^```", (DOCS / "solara.md").read_text(encoding="utf-8"), re.M | re.S)
    compile(watch, "docs/solara.md", "exec")
    assert inspect.signature(District.__init__).parameters["kwargs"].kind is inspect.Parameter.VAR_KEYWORD
    names: dict[str, Any] = {}
    exec(compile(shown, "docs/solara.md", "exec"), names)
    model = names["Shown"](scenario=None, **{"needs.two_sided": 0.9, "months": 2})
    own = District(**{"scenario": "above", "needs.two_sided": 0.9, "months": 2})
    for district in (model, own):
        while district.running:
            district.step()
    assert model.datacollector.get_model_vars_dataframe().equals(own.datacollector.get_model_vars_dataframe())
    assert (model.district.month, own.month) == (2, 2)


# Fields of the scenario as arguments, and what a run was made with


def test_seed_is_another_name_of_rng() -> None:
    for seed in (7, np.int64(7)):
        m = District(ABOVE, seed=seed)
        assert m.scenario.seed == 7
        m.step()
        assert m.record.tobytes() == stepped(ABOVE, months=1, rng=7).record.tobytes()
    with pytest.raises(TypeError, match="give one of them"):
        District(ABOVE, seed=1, rng=1)
    for seed in (-1, 0.5, True, np.random.default_rng(1)):
        with pytest.raises(TypeError, match="given as rng"):
            District(ABOVE, seed=seed)


@pytest.mark.parametrize(
    "given",
    [
        {"needs.two_sided": 0.3, "months": 6, "matching.mode": "blind"},
        {"set": {"needs": {"two_sided": np.float64(0.3)}, "months": np.int64(6), "matching.mode": "blind"}},
        {"set": {"needs.two_sided": 0.9, "months": 6}, "needs.two_sided": 0.3, "matching.mode": "blind"},
    ],
)
def test_fields_of_the_scenario_are_arguments(given: dict[str, Any]) -> None:
    m = District("above", **given)
    other = load("above", ["needs.two_sided=0.3", "months=6", "matching.mode=blind"])
    assert m.scenario == other
    assert m.scenario.stated >= {"needs.two_sided", "months"}


def test_a_slip_among_arguments_is_said() -> None:
    with pytest.raises(TypeError, match="did you mean 'camp'"):
        District("above", camps="joint")
    with pytest.raises(TypeError, match="did you mean 'months'"):
        District("above", month=3)
    with pytest.raises(ScenarioError, match=r"did you mean needs\.two_sided"):
        District("above", **{"needs.two_side": 0.3})
    with pytest.raises(ScenarioError, match="from 0 to 1"):
        District("above", **{"needs.two_sided": 3.0})


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="this Mesa has no batch_run")
def test_batch_run_varies_fields() -> None:
    varied: dict[str, Any] = {"scenario": ["above"], "needs.two_sided": [0.0, 0.6], "months": 3, "seed": [1, 2]}
    rows = mesa.batch_run(District, parameters=varied, max_steps=3, display_progress=False)
    assert len(rows) == 4
    assert len({row["value_added"] for row in rows}) == 4
    district = District("above", months=3, seed=2, **{"needs.two_sided": 0.6})
    district.run_model()
    (row,) = (row for row in rows if (row["needs.two_sided"], row["seed"]) == (0.6, 2))
    assert row["value_added"] in district.datacollector.get_model_vars_dataframe()["value_added"].to_list()


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("mechanisms", r'change\(\{"mechanisms\.supervision\.strength": 0\.0\}\)'),
        ("institutions", r'change\(\{"institutions\.'),
        ("technology", r'change\(\{"technology\.'),
        ("matching", r'change\(\{"matching\.'),
        ("camp", "camp="),
        ("world", "make another District"),
        ("organisations", "make another District"),
        ("scenario", "call change"),
    ],
)
def test_what_a_run_was_made_with_is_not_written(name: str, instead: str) -> None:
    m = District(ABOVE)
    with pytest.raises(AttributeError, match=instead):
        setattr(m, name, ())
    m.notes = "a name of one's own is free"


@pytest.mark.parametrize("method", ["do", "shuffle_do"])
def test_stepping_agents_one_by_one_says_what_to_call(method: str) -> None:
    m = District(ABOVE)
    with pytest.raises(RuntimeError, match=r"call step\(\) of the District"):
        getattr(m.agents, method)("step")

    class Counting(agents.University):
        steps = 0

        def step(self) -> None:
            Counting.steps += 1

    m = District(ABOVE, kinds={"university": Counting})
    m.agents_by_type[Counting].shuffle_do("step")
    assert Counting.steps == len(m.agents_by_type[Counting])
