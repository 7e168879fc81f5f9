"""Organisations of one's own: what they override is theirs, and nobody else's luck moves."""

from __future__ import annotations

import copy
import gc
import math
import pickle
import re
import weakref
from collections.abc import Iterable, Sequence
from typing import Any

import mesa
import numpy as np
import pytest

from sim import District, load
from sim.model.agents import CLASSES, Agency, Organisation, ResidentialArea, University
from sim.model.camps import alone, together
from sim.model.columns import MODES, ORGANISATION_RUN
from sim.model.kinds import Need
from sim.runs.run import Run
from sim.scenario import from_data
from tests.model.test_district import ABOVE, arrays, channels, month_of_row, one, run, stepped
from tests.runs.made import made, months_of


def follows_the_rule(kind: type[Organisation]) -> type[Organisation]:
    """Return a subclass that overrides everything and does what the rule says."""

    class Same(kind):  # type: ignore[valid-type, misc]
        def decide(self) -> bool:
            return super().decide()

        def offer(self) -> float:
            return super().offer()

        def claim(self, needs: Sequence[Need]) -> Iterable[Need]:
            return super().claim(needs)

    return Same


class StaysAway(University):
    def decide(self) -> bool:
        return False


class Remembers(University):
    """As a Mesa user would write one: with an attribute of its own, and other columns moved by hand."""

    def __init__(self, model: District, row: int) -> None:
        super().__init__(model, row)
        self.months: list[int] = []

    def decide(self) -> bool:
        self.months.append(self.model.month)
        self.motivation = 9.0
        return super().decide()

    def offer(self) -> float:
        return 0.25


# One's own beside the kernels


@pytest.mark.parametrize("mode", MODES)
def test_doing_as_the_rule_says_changes_no_byte(mode: str) -> None:
    scenario = from_data(
        {"months": 5, "district": {"streets": 2, "areas": 6, "lines": 30}, "matching": {"mode": mode},
         "channels": {"agenda": 0.5, "partners": 0.6},
         "convening": {"platform_hours": 0.0}}, "modes",  # it would call whom rank keeps away: not who decides itself
    )  # fmt: skip
    same = stepped(scenario, kinds={name: follows_the_rule(kind) for name, kind in CLASSES.items()}, months=5)
    assert arrays(same.state) == arrays(stepped(scenario, months=5).state)


def test_a_class_that_overrides_nothing_is_the_compiled_month() -> None:
    class Named(University):
        @property
        def shout(self) -> str:
            return self.name.upper()

    m = stepped(ABOVE, kinds={"university": Named}, months=3)
    assert not m.own_agents
    assert one(m, "agency").name
    assert next(iter(m.agents_by_type[Named])).shout.startswith("UNIVERSITY")
    assert arrays(m.state) == arrays(stepped(ABOVE, months=3).state)


def test_a_subclass_that_overrides_one_decision_changes_that_organisation_and_nobodys_luck() -> None:
    """In the month itself only it decides otherwise; all that the others drew and decided is what it was."""
    plain = stepped(ABOVE, months=1)
    who = next(a for a in plain.agents_by_type[CLASSES["university"]] if a.part)

    class Away(University):
        def decide(self) -> bool:
            return super().decide() and self.unique_id != who.unique_id

    m = stepped(ABOVE, kinds={"university": Away}, months=1)
    others = np.arange(len(plain.agents)) != who.row
    for column in ("part", "formal", "share", "effort", "given", "offer", "checkin", "ordered"):
        a, b = (d.state.organisation[column] for d in (plain, m))
        np.testing.assert_array_equal(a[others], b[others])
    assert who.part
    assert not m.state.organisation["part"][who.row]
    assert m.state.organisation["offer"][who.row] == m.state.organisation["activity"][who.row] == 0.0
    assert m.record["part"][0] == plain.record["part"][0] - 1
    s, k = who.street, who.label
    acting = plain.state.street["acting"][s, k]
    joined = [d.state.street["joined"][s, k] * acting for d in (plain, m)]
    assert joined[0] - joined[1] == pytest.approx(1.0)  # its peers see it
    elsewhere = np.delete(np.arange(len(plain.state.street)), s)
    np.testing.assert_array_equal(plain.state.street["joined"][elsewhere], m.state.street["joined"][elsewhere])
    np.testing.assert_array_equal(plain.state.ledger["seen"], m.state.ledger["seen"])  # seen before anybody decides


def test_who_stays_away_is_as_if_it_had_decided_so_by_the_rule() -> None:
    """The same as a rule that never lets it take part: a cost beyond all reasons."""
    m = District(ABOVE, kinds={"university": StaysAway})
    ruled = District(ABOVE)
    ruled.agents.select(agent_type=University).set("cost", 1e9)
    for _ in range(8):
        m.step()
        ruled.step()
    assert m.record.tobytes() == ruled.record.tobytes()
    for column in (entry.name for entry in ORGANISATION_RUN):
        np.testing.assert_array_equal(m.state.organisation[column], ruled.state.organisation[column])


def test_an_offer_is_seen_by_peers_and_by_later_phases() -> None:
    class Half(Agency):
        def offer(self) -> float:
            return 0.5 * super().offer()

    plain, m = stepped(ABOVE, months=1), stepped(ABOVE, kinds={"agency": Half}, months=1)
    agencies = m.state.organisation["type"] == 3
    np.testing.assert_array_equal(
        m.state.organisation["share"][agencies], plain.state.organisation["share"][agencies] / 2
    )
    np.testing.assert_array_equal(
        m.state.organisation["share"][~agencies], plain.state.organisation["share"][~agencies]
    )
    np.testing.assert_array_equal(m.state.organisation["part"], plain.state.organisation["part"])
    assert m.record["gave"][0] < plain.record["gave"][0]
    assert (m.state.street["gave"][:, 1] <= plain.state.street["gave"][:, 1]).all()
    assert one_of(m, Half).offered == pytest.approx(one_of(m, Half).share * one_of(m, Half).given)


def one_of(m: District, kind: type[Organisation]) -> Any:
    return next(a for a in m.agents_by_type[kind] if a.part)


def test_what_is_written_in_an_override_is_seen_in_the_same_month_and_after() -> None:
    m = stepped(ABOVE, kinds={"university": Remembers}, months=3)
    for agent in m.agents_by_type[Remembers]:
        assert agent.months == ([0, 1, 2] if agent.acts and agent.covered else [])
        assert agent.part == agent.covered  # motivation 9 outweighs everything
        assert agent.share == (0.25 if agent.part else 0.0)
    assert one_of(m, Remembers).motivation > 5.0


def test_who_cannot_be_mobilised_or_does_not_act_is_not_asked() -> None:
    asked = []

    class Asked(CLASSES["two_new"]):  # type: ignore[misc]
        def decide(self) -> bool:
            asked.append(self.row)
            return True

    m = District(ABOVE, kinds={"two_new": Asked})
    gone = next(a for a in m.agents_by_type[Asked] if a.covered)
    gone.remove()
    m.step()
    rows = m.state.organisation
    assert asked == np.flatnonzero((rows["type"] == 7) & rows["covered"] & rows["acts"]).tolist()
    assert gone.row not in asked
    assert rows["part"][asked].all()


# Claims


def test_who_claims_only_some_needs_serves_only_these() -> None:
    heard: dict[int, tuple[Need, ...]] = {}

    class Choosy(ResidentialArea):
        def claim(self, needs: Sequence[Need]) -> Iterable[Need]:
            heard[self.row] = tuple(needs)
            return (need for need in needs if need.nature == "public_benefit")

    m, plain = District(ABOVE, kinds={"residential_area": Choosy}), District(ABOVE)
    served_otherwise = 0
    for _ in range(6):
        heard.clear()
        m.step()
        plain.step()
        for row, needs in heard.items():
            assert m.state.organisation["part"][row]
            assert len({(need.street, need.id) for need in needs}) == len(needs)
            if not any(need.nature == "public_benefit" for need in needs):
                assert m.state.organisation["activity"][row] == 0.0
                served_otherwise += plain.state.organisation["activity"][row] > 0.0
    assert served_otherwise > 5
    need = next(iter(heard.values()))[0]
    row = np.flatnonzero((m.state.need["id"] == need.id) & (m.state.need["street"] == need.street))[0]
    for name in ("amount", "worth", "harm", "arises", "closes", "area"):
        assert getattr(need, name) == m.state.need[name][row]
    assert math.isclose(sum(need.resources.values()), 1.0) or not need.resources
    with pytest.raises(TypeError):
        need.resources["talent"] = 2.0  # type: ignore[index]
    with pytest.raises(AttributeError):
        need.worth = 1.0  # type: ignore[misc]


@pytest.mark.parametrize("mode", MODES)
def test_who_claims_nothing_does_no_work_and_others_hear_what_they_heard(mode: str) -> None:
    scenario = ABOVE.model_copy(update={"matching": ABOVE.matching.model_copy(update={"mode": mode})})

    class Idle(University):
        def claim(self, needs: Sequence[Need]) -> Iterable[Need]:
            return ()

    m, plain = stepped(scenario, kinds={"university": Idle}, months=1), stepped(scenario, months=1)
    universities = m.state.organisation["type"] == 6
    taking_part = universities & m.state.organisation["part"]
    assert (m.state.organisation["activity"][taking_part] == 0.0).all()
    assert (plain.state.organisation["activity"][taking_part] > 0.0).any()
    if mode != "optimal":  # nobody's days run out differently before they hear in the first street
        assert m.record["pairs_heard"][0] >= plain.record["pairs_heard"][0]
    np.testing.assert_array_equal(m.state.organisation["part"], plain.state.organisation["part"])


def test_a_platform_calls_who_claims_for_itself_to_nothing_that_it_declines() -> None:
    """Nor to what it has not heard of in its street: it is asked for all that the platform may take up."""
    heard: list[int] = []

    class Idle(ResidentialArea):
        def claim(self, needs: Sequence[Need]) -> Iterable[Need]:
            heard.append(len(needs))
            return ()

    m, plain = District(ABOVE, kinds={"residential_area": Idle}), District(ABOVE)
    called = 0.0
    for _ in range(6):
        m.step()
        plain.step()
        areas = m.state.organisation["type"] == 2
        assert not m.state.organisation["activity"][areas].any()
        called += plain.record["above"][-1]
    assert called > 0.0
    assert max(heard) > 10


# What is not accepted


@pytest.mark.parametrize(
    ("decision", "answer", "error", "sentence"),
    [
        ("decide", 1, TypeError, "decide() of university 0 gave 1: True or False"),
        ("decide", None, TypeError, "gave None: True or False"),
        ("offer", 1.5, ValueError, "offer() of university 0 gave 1.5: a number from 0 to 1"),
        ("offer", math.nan, ValueError, "gave nan: a number from 0 to 1"),
        ("offer", "0.5", TypeError, "gave '0.5': a number from 0 to 1"),
        ("offer", True, TypeError, "gave True: a number from 0 to 1"),
        ("claim", None, TypeError, "gave None: some of the needs it was given"),
        ("claim", [3], ValueError, "gave 3, which is none of the needs it was given"),
    ],
)
def test_an_answer_that_is_none_names_the_organisation(decision: str, answer: Any, error: Any, sentence: str) -> None:
    def always(self: Any, *_: Any) -> Any:
        return answer

    body = {decision: always} if decision == "decide" else {decision: always, "decide": lambda self: True}
    m = District(ABOVE, kinds={"university": type("Odd", (University,), body)})
    with pytest.raises(error, match=re.escape(sentence)):
        m.run_model()


def test_a_need_of_another_month_cannot_be_claimed() -> None:
    class Late(Agency):
        kept: tuple[Need, ...] = ()

        def claim(self, needs: Sequence[Need]) -> Iterable[Need]:
            old, type(self).kept = type(self).kept, tuple(needs)
            return old or needs

    m = District(ABOVE, kinds={"agency": Late})
    with pytest.raises(ValueError, match=r"claim\(\) of agency \d+ gave Need\(id=.*none of the needs"):
        m.run_model()


def test_an_error_of_ones_own_says_where_it_was() -> None:
    class Wrong(University):
        def decide(self) -> bool:
            return 1 / 0 > 1

    with pytest.raises(ZeroDivisionError) as caught:
        District(ABOVE, kinds={"university": Wrong}).step()
    assert caught.value.__notes__ == ["in decide() of university 0, month 0"]


def test_a_type_or_a_class_that_does_not_fit_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="no type 'univercity'; did you mean 'university'"):
        District(ABOVE, kinds={"univercity": University})
    with pytest.raises(ValueError, match="no type 'xxx'; there are street, community_committee"):
        District(ABOVE, kinds={"xxx": University})
    for wrong in (Agency, Organisation, mesa.Agent, None, University.decide):
        with pytest.raises(TypeError, match=r"a subclass of sim\.model\.agents\.University"):
            District(ABOVE, kinds={"university": wrong})  # type: ignore[dict-item]


# As Mesa's documentation shows it


def test_the_rule_may_be_asked_between_months() -> None:
    m = stepped(ABOVE, months=2)
    by_name = {agent.row: (agent.decide(), agent.offer()) for agent in m.agents}
    before = arrays(m.state)
    m.step()
    for row, (part, share) in by_name.items():
        assert m.state.organisation["part"][row] == part
        assert m.state.organisation["share"][row] == (share if part else 0.0)
    assert m.agents.get("offered") == m.state.organisation["offer"].tolist()
    assert before != arrays(m.state)
    short = stepped(ABOVE.model_copy(update={"months": 1}), months=1)
    assert {agent.decide() for agent in short.agents} == {True, False}  # a month beyond the scenario's


def test_a_district_with_ones_own_is_pickled_and_copied() -> None:
    m = stepped(ABOVE, kinds={"university": Remembers}, months=2)
    for again in (pickle.loads(pickle.dumps(m)), copy.deepcopy(m)):
        again.step()
        assert {len(a.months) for a in again.agents_by_type[Remembers] if a.covered} == {3}
    assert len(one_of(m, Remembers).months) == 2
    m.step()
    assert again.record.tobytes() == m.record.tobytes()


@pytest.mark.skipif(not hasattr(mesa, "batch_run"), reason="this Mesa has no batch_run")
@pytest.mark.skipif(mesa.__version__.startswith("3.4."), reason="batch_run of Mesa 3.4 leaves out the last month")
def test_batch_run_and_the_collector_give_the_runners_gross_of_every_arm() -> None:
    """As in Mesa's tutorial: parameters, a period of collection, a data frame at the end."""
    no_platform = ABOVE.convening.model_copy(update={"platform_hours": 0.0})  # it calls nobody who decides itself
    short = ABOVE.model_copy(update={"months": 6, "convening": no_platform})
    rows = mesa.batch_run(
        District,
        parameters={
            "scenario": [short],
            "camp": ["block", "line", "joint"],
            "replication": range(3),
            "kinds": [None, {"university": follows_the_rule(University)}],
        },
        max_steps=6,
        data_collection_period=1,
        display_progress=False,
    )
    arms = {"block": alone(0), "line": alone(1), "joint": together(channels(short))}
    for replication in range(3):
        for name, arm in arms.items():
            outcome = made(Run(short, arm), replication)
            result = [r for r in rows if (r["camp"], r["replication"]) == (name, replication)]
            last = [r for r in result if month_of_row(int(r["Step"])) == 6]
            assert {r["value_added"] for r in last} == {outcome["gross"]}
            assert len(last) >= 2
            m = District(short, camp=name, replication=replication)
            m.run_model()
            table = m.datacollector.get_model_vars_dataframe()
            assert table["value_added"].iloc[-1] == outcome["gross"]
            assert table["worth"].sum() == pytest.approx(months_of(outcome)["worth"].sum(), rel=1e-12)


def test_hundreds_of_models_leak_nothing() -> None:
    """Looked into or not, run or not, with classes of one's own or not: all are freed, with their agents and arrays."""
    small = load("even").model_copy(update={"months": 2})
    gone: list[weakref.ref[Any]] = []

    def use(i: int) -> None:
        m = District(small, rng=i, kinds={"university": StaysAway} if i % 5 == 0 else None)
        if i % 3 == 0:
            gone.append(weakref.ref(next(iter(m.agents))))
        if i % 10 == 0:
            m.run_model()
        gone.extend((weakref.ref(m), weakref.ref(m.state.organisation), weakref.ref(m.state.need)))

    def objects() -> int:
        gone.clear()
        gc.collect()
        return len(gc.get_objects())

    for i in range(20):
        use(i)
    before = objects()
    for i in range(300):
        use(i)
    gc.collect()
    assert len(gone) > 900
    assert [reference for reference in gone if reference() is not None] == []
    assert objects() - before < 100


def test_the_runner_and_the_stepped_month_agree() -> None:
    m = stepped(ABOVE, kinds={"street": follows_the_rule(CLASSES["street"])}, months=12)
    assert m.own_agents
    assert m.record.tobytes() == run(ABOVE).months[:12].tobytes()
