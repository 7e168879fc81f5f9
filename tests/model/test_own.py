"""Mechanisms, instruments and phases of one's own: one file outside the package, as docs/own_mechanism.md shows it."""

from __future__ import annotations

import copy
import hashlib
import pickle
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import District, load
from sim.mechanisms.levers import LEVERS
from sim.model.agents import University
from sim.model.camps import CHANNELS, alone, together
from sim.model.chance import OWN, draw
from sim.model.month import SCHEDULE, schedule_of
from sim.model.schedule import schedule_rows
from sim.model.setting import mechanism_names
from sim.questions.verdict import verdict
from sim.runs.run import Run
from sim.runs.runner import answer
from sim.scenario import ScenarioError, dump, from_data
from sim.scenario.parameters import parameter_rows
from sim.scenario.schema import Scenario
from tests.model.test_district import arrays, stepped
from tests.runs.made import made, months_of

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "own_mechanism.md").read_text(encoding="utf-8")
ACROSS = together(dict.fromkeys(CHANNELS, 1.0))


def block(language: str) -> str:
    matches = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(matches) == 1
    return str(matches[0])


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The page's example, as a reader would write it down."""
    (tmp_path / "time_bank.py").write_text(block("python"), encoding="utf-8")
    file = tmp_path / "with_time_bank.yaml"
    file.write_text(block("yaml"), encoding="utf-8")
    return file


def scenario_with(folder: Path, code: str, more: str = "") -> Scenario:
    """Return the small scenario with a file of one's own."""
    (folder / "mine.py").write_text(code, encoding="utf-8")
    (folder / "mine.yaml").write_text(f"extends: above\nmonths: 6\nuse: [mine.py]\n{more}", encoding="utf-8")
    return load(folder / "mine.yaml")


def phase_code(more: str, name: str = "mine") -> str:
    return f'from sim import column, phase\n@phase(does="x", {more})\ndef {name}(month): ...\n'


# The example


def luck(m: District, name: str, month: int, of: str = "organisation") -> np.ndarray:
    """Return what an organisation draws under a name of one's own, one by one."""
    first, second = (int(entry) for entry in np.frombuffer(hashlib.sha256(f"{of} {name}".encode()).digest()[:8], "<u4"))
    ids = m.state.organisation["id"].tolist()
    return np.array([draw(m.world.key, OWN, month, first, second, entry)[0] for entry in ids])


def test_the_example_remembers(example: Path) -> None:
    """Credit is what the rule says, worked out again beside the run from what organisations did and from their luck."""
    m = District(example)
    credit = np.zeros(len(m.state.organisation))
    assert m.state.own["organisation.credit"].tolist() == credit.tolist()
    lost = 0
    for month in range(8):
        m.step()
        gone = luck(m, "an account is lost", month) > 0.98
        lost += int((gone & (credit > 1.0)).sum())
        credit = np.where(gone, 0.0, 0.95 * 0.8 * credit) + m.state.organisation["activity"]
        np.testing.assert_allclose(m.state.own["organisation.credit"], credit, rtol=1e-12)
    assert lost > 0
    assert credit.max() > 5.0


def test_the_example_moves_those_to_whom_much_is_owed(example: Path) -> None:
    on, off = stepped(example, months=12), stepped(example, months=12, mechanisms=["mobilisation", "liaison"])
    plain = stepped("above", months=12, mechanisms=["mobilisation", "liaison"])
    assert arrays(off.state) == arrays(plain.state)  # without the mechanism its levers are at their start
    assert on.record.tobytes() != stepped("above", months=12).record.tobytes()
    assert off.state.own["organisation.credit"].tolist() == off.state.organisation["activity"].tolist()
    base = District(example)
    assert {"time_bank", "liaison"} < base.mechanisms
    with pytest.raises(ValueError, match="did you mean 'time_bank'"):
        District(example, mechanisms=["tim_bank"])


def test_the_example_answers_the_question_and_the_workers_change_no_byte(example: Path) -> None:
    scenario = load(example, ["months=6"])
    values = [answer(verdict(scenario, replications=4), workers=workers) for workers in (1, 3)]
    assert values[0].to_json() == values[1].to_json()
    for name in values[0].replicates:
        assert values[0].replicates[name].tobytes() == values[1].replicates[name].tobytes()
    plain = answer(verdict(load("above", ["months=6"]), replications=4))
    assert plain.replicates["joint_gross"].tobytes() != values[0].replicates["joint_gross"].tobytes()
    assert (plain.replicates["block_unorganised_gross"] == values[0].replicates["block_unorganised_gross"]).all()
    m = District(scenario, replication=2)
    m.run_model()
    assert m.value_added == values[0].replicates["joint_gross"][2]


def test_it_appears_where_the_built_in_ones_do(example: Path) -> None:
    scenario = load(example)
    rows = {row.name: row for row in schedule_rows(scenario)}
    assert list(rows) == [*(phase.name for phase in SCHEDULE), "bank"]
    assert rows["bank"].mechanisms == ("time_bank",)
    assert rows["bank"].writes == ("organisation.credit", "organisation.motivation")
    assert "time_bank" in rows["mobilise"].mechanisms  # overhead
    assert all("time_bank" not in row.mechanisms for row in schedule_rows())
    table = {row.path: row for row in parameter_rows(type(scenario))}
    assert set(table) - {row.path for row in parameter_rows()} == {
        f"mechanisms.time_bank.{name}" for name in ("strength", "hours", "accounts", "rewards", "branches")
    }
    branches = table["mechanisms.time_bank.branches"]
    assert (branches.kind, branches.low, branches.high, branches.default) == ("whole number", 0, 10, 2)
    assert branches.about == "Credit for service: without it nobody remembers who gave."
    assert mechanism_names(scenario)[-1] == "time_bank"
    assert scenario.stated >= {"use", "use[0]", "mechanisms.time_bank.rewards"}


def test_its_fields_are_checked_like_any(example: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        load(example, ["mechanisms.time_bank.acounts=0.4", "mechanisms.time_bank.rewards=2", "use=[]"])
    values = {(f.field, f.kind, f.nearest) for f in caught.value.faults}
    assert values == {
        ("mechanisms.time_bank.acounts", "unknown_key", "mechanisms.time_bank.accounts"),
        ("mechanisms.time_bank.rewards", "out_of_range", None),
        ("use", "only_in_a_file", None),
    }
    example.write_text("extends: above\nuse: [time_bank.py]\nmechanisms: {time_bnk: {}}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(example)
    assert [(f.line, f.nearest) for f in caught.value.faults] == [(3, "time_bank")]


def test_it_is_inherited_copied_and_made_again_from_data(example: Path) -> None:
    child = example.parent / "child.yaml"
    child.write_text("extends: with_time_bank.yaml\nmonths: 6\n", encoding="utf-8")
    scenario = load(child)
    assert scenario.mechanisms.time_bank.rewards == 0.8  # type: ignore[attr-defined]
    expected = stepped(scenario, months=6).record.tobytes()
    sources = scenario.own.sources
    (example.parent / "time_bank.py").unlink()
    again = from_data(dump(scenario), str(child), scenario.stated, sources)
    for value in (again, scenario.model_copy(), pickle.loads(pickle.dumps(scenario)), copy.deepcopy(scenario)):
        assert value == scenario
        assert dump(value) == dump(scenario)
        assert value.stated == scenario.stated
        assert stepped(value, months=6).record.tobytes() == expected
    m = stepped(scenario, months=3)
    for district in (pickle.loads(pickle.dumps(m)), copy.deepcopy(m)):
        district.run_model()
        assert district.record.tobytes() == expected


def test_a_file_lies_beside_the_scenario_that_names_it(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    scenario_with(below, phase_code('after="learn"', "inherited"))
    (tmp_path / "other.py").write_text(phase_code('after="learn"', "other"), encoding="utf-8")
    child = tmp_path / "child.yaml"
    child.write_text("extends: below/mine.yaml\n", encoding="utf-8")
    assert [phase.name for phase in load(child).own.phases] == ["inherited"]
    child.write_text("extends: below/mine.yaml\nuse: [other.py, below/mine.py]\n", encoding="utf-8")
    assert [phase.name for phase in load(child).own.phases] == ["other", "inherited"]
    child.write_text("extends: below/mine.yaml\nuse: null\n", encoding="utf-8")
    assert not load(child).own.phases


# Parts


INSTRUMENT = '''
from sim import Liaison, share


class Hotline(Liaison):
    """Liaison with a hotline."""

    hotline: float = share(0.5, "a hotline for emergencies")

    def pull(self, levers, who):
        super().pull(levers, who)
        levers.urgent_delay.scale(1.0 - 0.5 * self.dosed().hotline)
'''


def test_an_instrument_more_takes_the_mechanisms_place(tmp_path: Path) -> None:
    scenario = scenario_with(tmp_path, INSTRUMENT, "mechanisms: {liaison: {exchange: 0.9, hotline: 1.0}}\n")
    plain = load("above", ["months=6", "mechanisms.liaison.exchange=0.9"])
    assert mechanism_names(scenario) == mechanism_names(plain)
    assert scenario.mechanisms.liaison.exchange == 0.9
    with_it, without = District(scenario), District(plain)
    assert with_it.state.levers["urgent_delay"][0] == 0.5 * without.state.levers["urgent_delay"][0]
    assert (
        with_it.state.levers["hearing" if "hearing" in with_it.state.levers.dtype.names else "delay"][0]
        == (without.state.levers["delay"][0])
    )
    off = load(tmp_path / "mine.yaml", ["mechanisms.liaison.hotline=0"])
    assert stepped(off, months=6).record.tobytes() == stepped(plain, months=6).record.tobytes()
    assert not with_it.state.own


def test_a_phase_that_does_nothing_changes_no_byte_in_any_arm(tmp_path: Path) -> None:
    scenario = scenario_with(
        tmp_path, 'from sim import phase\n@phase(does="x", before="arise")\ndef nothing(month): ...\n'
    )
    plain = load("above", ["months=6"])
    for camp in (alone(0), alone(1, "halves"), ACROSS):
        for mechanisms in (None, frozenset[str]()):
            a, b = (made(Run(value, camp, mechanisms), 1) for value in (scenario, plain))
            assert (a["gross"], a["net"]) == (b["gross"], b["net"])
            assert months_of(a).tobytes() == months_of(b).tobytes()


def test_organisations_and_a_phase_of_ones_own_go_together(tmp_path: Path) -> None:
    class Away(University):
        def decide(self) -> bool:
            return False

    scenario = scenario_with(tmp_path, DRAWS)
    m = stepped(scenario, kinds={"university": Away}, months=3)
    plain = stepped(load("above", ["months=6"]), kinds={"university": Away}, months=3)
    assert arrays(m.state) == arrays(plain.state)
    assert m.state.own["organisation.a"].tolist() == luck(m, "one", 2).tolist()


def test_phases_stand_where_they_say_in_order(tmp_path: Path) -> None:
    names = [("a", "after", "learn"), ("b", "after", "learn"), ("c", "before", "arise"), ("d", "before", "match"),
             ("e", "after", "a"), ("f", "after", "liaise")]  # fmt: skip
    code = "from sim import phase\n" + "".join(
        f'@phase(does="x", {where}="{which}")\ndef {name}(month): ...\n' for name, where, which in names
    )
    order = [entry.name for entry in schedule_of(scenario_with(tmp_path, code))]
    assert order == [
        "c", "arise", "discover", "mobilise", "plan", "liaise", "f", "d", "match", "deliver", "appraise", "commend",
        "learn", "a", "e", "b",
    ]  # fmt: skip


LOOKS = """
import numpy as np
from sim import column, lever, phase

seen = column("world", "needs seen so far", start=1.0)
of_street = column("street", "months")
of_area = column("area", "months")
pressure = lever("organisation", "scale", "nothing moves it")


@phase(does="before needs arise", before="arise", reads="need.month", writes="world.seen")
def early(month):
    month.world.seen += len(month.need.month)
    assert (month.need.month < month.t).all()


@phase(after="arise", does="looks", reads="need.month organisation.id organisation.type",
       writes="street.of_street area.of_area", levers="pressure overhead hearing")
def look(month):
    assert month.need.month.max() == month.t
    month.street.of_street += 1.0
    month.area.of_area[:] = month.t + 1.0
    assert month.levers.pressure.tolist() == [1.0] * len(month.organisation.id)
    assert month.levers.hearing.shape == month.organisation.type.shape
    assert float(month.levers.overhead) > 0.0
    for name, wrong in (("nonsense", AttributeError), ("motivation", AttributeError)):
        try:
            getattr(month.organisation, name)
        except wrong as error:
            assert "does not say that it reads organisation." + name in str(error)
        else:
            raise AssertionError(name)
    for table, name in ((month.organisation, "type"), (month.levers, "pressure"), (month.need, "worth")):
        try:
            setattr(table, name, 0)
        except AttributeError as error:
            assert "does not say that it writes" in str(error)
        else:
            raise AssertionError(name)
    try:
        month.organisation.type[0] = 3
    except ValueError as error:
        assert "read-only" in str(error)
    else:
        raise AssertionError("type")
"""


def test_what_a_phase_is_given(tmp_path: Path) -> None:
    m = District(scenario_with(tmp_path, LOOKS))
    for _ in range(9):  # beyond the scenario's six months
        m.step()
    arisen = [int((m.state.need["month"] < t).sum()) for t in range(9)]
    assert m.state.own["world.seen"] == 1.0 + sum(arisen)
    assert set(m.state.own["street.of_street"]) == set(m.state.own["area.of_area"]) == {9.0}
    assert m.state.own_levers["pressure"].tolist() == [1.0] * len(m.state.organisation)
    next(iter(m.agents)).hours = 0.0
    m.step()
    assert set(m.state.own["street.of_street"]) == {10.0}  # kept when the rest is made anew


DRAWS = """
from sim import column, phase

a = column("organisation", "luck")
b = column("organisation", "luck of another name")
c = column("street", "luck of streets")
d = column("area", "luck of areas")
e = column("world", "luck of all")


@phase(after="plan", does="draws", writes="organisation.a organisation.b street.c area.d world.e")
def luck(month):
    month.organisation.a = month.draw("one")
    month.organisation.b = month.draw("other")
    month.street.c, month.area.d, month.world.e = (month.draw("one", of=of) for of in ("street", "area", "world"))
    assert (month.draw("one") == month.organisation.a).all()
"""


def test_luck_of_ones_own_is_keyed_and_moves_nobody_elses(tmp_path: Path) -> None:
    scenario = scenario_with(tmp_path, DRAWS)
    m, alone_here = stepped(scenario, months=3), stepped(scenario, months=3, camp="block")
    own = m.state.own
    assert arrays(m.state) == arrays(stepped(load("above", ["months=6"]), months=3).state)
    for name, values in own.items():
        assert np.asarray(values).tobytes() == np.asarray(alone_here.state.own[name]).tobytes()
        assert ((np.asarray(values) > 0.0) & (np.asarray(values) < 1.0)).all()
    assert len({float(entry) for values in own.values() for entry in np.ravel(values)}) == sum(
        map(np.size, own.values())
    )
    assert own["organisation.a"].tolist() == luck(m, "one", 2).tolist()
    assert OWN < 256
    other = District(scenario, replication=1)
    other.step()
    assert not set(other.state.own["organisation.a"]) & set(own["organisation.a"])


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("month.organisation.motivation = float('nan')", "organisation.motivation: a number from -inf to inf"),
        ("month.organisation.fatigue -= 9.0", "organisation.fatigue: a number from 0 to inf"),
        ("month.organisation.motivation = [1, 2]", "could not broadcast"),
        ("month.draw('x', of='country')", "of='country': one of organisation, area, street, world"),
    ],
)
def test_an_error_in_a_phase_says_where_it_was(tmp_path: Path, body: str, sentence: str) -> None:
    code = f"""
from sim import phase
@phase(after="learn", does="x", writes="organisation.motivation organisation.fatigue")
def wrong(month):
    if month.t == 2:
        {body}
"""
    m = District(scenario_with(tmp_path, code))
    with pytest.raises(ValueError, match=re.escape(sentence)) as caught:
        m.run_model()
    assert caught.value.__notes__ == ["in phase wrong, month 2"]


# What does not fit in is said, once


@pytest.mark.parametrize(
    ("code", "kind", "expected", "nearest"),
    [
        (phase_code('after="lern"'), "use_unknown", "lern", "learn"),
        (phase_code('after="learn", reads="street.ratin"'), "use_unknown", "street.ratin", "street.rating"),
        (phase_code('after="learn", writes="organisation.mine"'), "use_unknown", "organisation.mine", None),
        (phase_code('after="learn", levers="hearng"'), "use_unknown", "hearng", "hearing"),
        (phase_code('after="learn", writes="need.worth"'), "use_unwritable", "need.worth", None),
        (phase_code('after="learn", writes="ledger.next"'), "use_unwritable", "ledger.next", None),
        (phase_code('after="learn", writes="organisation.hours"'), "use_unwritable", "organisation.hours", None),
        (phase_code('after="learn"', "match"), "use_clash", "match", None),
        ('from sim import column\nfatigue = column("organisation", "x")\n', "use_clash", "organisation.fatigue", None),
        ("from sim import Mechanism\nclass Odd(Mechanism):\n    def pull(self, levers, who):\n        levers.nothing\n",
         "use_raises", "", None),
    ],
)  # fmt: skip
def test_a_phase_that_does_not_fit_into_the_month(
    tmp_path: Path, code: str, kind: str, expected: str, nearest: str | None
) -> None:
    scenario = scenario_with(tmp_path, code)
    with pytest.raises(ScenarioError) as caught:
        schedule_rows(scenario)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.field) == (str(tmp_path / "mine.yaml"), 3, "use[0]")
    assert (fault.kind, fault.found) == (kind, expected)
    assert nearest is None or fault.nearest == nearest
    for lang in ("en", "zh"):
        assert "mine.py" in fault.message(lang)
        assert kind == "use_raises" or "…" not in fault.sentence(lang)  # no part of a sentence is lacking
    if kind == "use_raises":
        assert "odd.pull: AttributeError: no lever is called nothing" in fault.message()
    else:
        with pytest.raises(ScenarioError):
            District(scenario)


def test_levers_of_ones_own_are_named_where_one_is_missed(tmp_path: Path) -> None:
    scenario = scenario_with(tmp_path, LOOKS)
    assert set(scenario.own.levers) == {"pressure"}
    assert "pressure" not in LEVERS
    m: Any = District(scenario)
    assert m.state.lever.dtype.names == District("above").state.lever.dtype.names
