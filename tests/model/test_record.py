"""The record of what happens: nothing moves with it, and what it tells is what the columns hold."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

from sim import District, KindsApart
from sim.model import events
from sim.model.agents import University
from sim.model.camps import alone, together
from sim.model.columns import NATURES
from sim.model.month import RECORD, advance
from sim.model.phases.noting import NOTES
from sim.model.recorder import begin_record, event_table, need_names, take_events
from sim.scenario import from_data
from tests.model.phases.test_phase import LINKS, LIVELY, changed, fields, same
from tests.model.stepping import copied, started, watched_month
from tests.model.test_district import arrays

ROWS = {"street.head", "ledger.next", "need.area", "team.need", "team.first", "team.size"}  # set anew they lead astray
MODES = ("two_way", "one_way", "blind", "appointment", "optimal")
MATCHING: dict[str, dict[str, Any]] = {
    **{mode: {"mode": mode, "last_resort": 0.5, "error": 0.6} for mode in MODES},
    "asked": {"mode": "two_way", "asked": 3, "last_resort": 0.5},
}


def lively(matching: str, **more: Any) -> Any:
    return from_data({**LIVELY, "months": 12, "matching": MATCHING[matching], **more}, "record")


def of(months: tuple[np.ndarray, ...], kind: int) -> np.ndarray:
    table = np.concatenate(months)
    return table[table["kind"] == kind]


@pytest.mark.parametrize("camp", ["joint", "block", "halves_joint"])
@pytest.mark.parametrize("matching", MATCHING)
def test_with_a_record_no_number_moves(matching: str, camp: str) -> None:
    without, recorded = (District(lively(matching), camp=camp, events=given) for given in (False, True))
    for district in (without, recorded):
        district.run_model()
    assert not without.events
    assert len(recorded.events) == 12
    states = [
        {name: held for name, held in arrays(district.state).items() if name.partition(".")[0] not in RECORD}
        for district in (without, recorded)
    ]
    assert states[0] == states[1]
    assert len(states[0]) > 300


@pytest.mark.parametrize("matching", MATCHING)
def test_what_is_recorded_adds_up_to_the_columns(matching: str) -> None:
    district = District(lively(matching), events=True)
    district.run_model()
    sums = {
        "days": (events.CAME,), "paid": (events.COORDINATED, events.WASTED), "lent": (events.LENT,),
        "served": (events.DONE_WORK,), "worth": (events.WORTH,), "averted": (events.AVERTED,), "loss": (events.LOST,),
    }  # fmt: skip
    counts = {
        "arisen": events.AROSE, "listed": events.LISTED, "teams": events.DONE_WORK, "closed": events.CLOSED,
        "absent": events.STAYED_AWAY,
    }  # fmt: skip
    for table, month in zip(district.events, district.record, strict=True):
        for name, kinds in sums.items():
            assert table["value"][np.isin(table["kind"], kinds)].sum() == pytest.approx(month[name], rel=1e-9, abs=1e-9)
        for name, kind in counts.items():
            assert (table["kind"] == kind).sum() == month[name], name
        candidate = table[(table["kind"] == events.CANDIDATE) & (table["turn"] == events.STREET)]
        assert np.isin(candidate["detail"], events.HEARD).sum() == month["pairs_heard"]
        assert (candidate["detail"] == events.TURNED_DOWN).sum() == month["pairs_refused"]
        assert (table["detail"][table["kind"] == events.CLOSED] == events.COMPLETED).sum() == month["completed"]
        last = table[(table["kind"] == events.CAME) & (table["turn"] == events.AT_LAST)]
        assert last["value"].sum() == pytest.approx(month["last_resort"])
        above = table[(table["kind"] == events.CAME) & (table["turn"] == events.ABOVE)]
        assert above["value"].sum() == pytest.approx(month["above"])
    for turn in (events.AT_LAST, events.ABOVE):
        assert (of(district.events, events.CAME)["turn"] == turn).any(), events.TURNS[turn]


@pytest.mark.parametrize("matching", MATCHING)
def test_every_open_need_has_one_reason_every_month(matching: str) -> None:
    """From its arising to its end; and it is served in just those months in which somebody came."""
    district = District(lively(matching), events=True)
    district.run_model()
    stood, closed, came = (of(district.events, kind) for kind in (events.STOOD, events.CLOSED, events.CAME))
    standing = set(zip(stood["need"].tolist(), stood["month"].tolist(), strict=True))
    assert len(standing) == len(stood)
    end = dict(zip(closed["need"].tolist(), closed["month"].tolist(), strict=True))
    need = district.state.need[: district.state.need["month"].searchsorted(12)]
    open_in = {(row, t) for row, month in enumerate(need["month"]) for t in range(month, end.get(row, 11) + 1)}
    assert standing == open_in
    served = {(row, t) for row, t, why in stood[["need", "month", "detail"]].tolist() if why == 0}
    assert served == set(zip(came["need"].tolist(), came["month"].tolist(), strict=True))
    assert {row for row, _ in standing - served} & {
        row for row, _ in served
    }  # some are served in one month, not in another


@pytest.mark.parametrize("matching", MATCHING)
def test_who_came_had_come_into_question_and_nobody_twice(matching: str) -> None:
    district = District(lively(matching), events=True)
    district.run_model()
    fields = ["month", "need", "organisation", "plan", "turn"]
    candidate, came = (of(district.events, kind) for kind in (events.CANDIDATE, events.CAME))
    assert len(np.unique(candidate[fields])) == len(candidate)
    joined = candidate[candidate["detail"] == events.JOINED]
    assert np.unique(joined[fields]).tolist() == np.unique(came[fields]).tolist()
    per_need = {fate: (candidate["detail"] == number).sum() for number, fate in enumerate(events.FATES)}
    assert {fate for fate, count in per_need.items() if not count} <= {"declined", "unclaimed", "dissolved"}


def test_a_need_that_nobody_can_see_was_never_tried() -> None:
    """The limiting case: nobody looks, so that there is nothing but arising, standing unseen and closing."""
    discovery = dict.fromkeys(("residential", "street", "unit", "owner", "inside"), 0.0)
    off = {name: {"strength": 0.0} for name in ("mobilisation", "liaison")}
    blind = {"technology": {"grid_workers": 0, "e_visits": 0.0}, "institutions": {"grid_cover": 0.0}}
    data = {"months": 6, "discovery": discovery, "mechanisms": off, "district": {"streets": 2}, **blind}
    district = District(from_data(data, "t"), events=True)
    district.run_model()
    table = np.concatenate(district.events)
    assert set(table["kind"]) == {events.AROSE, events.STOOD, events.CLOSED}
    stood = table[table["kind"] == events.STOOD]
    assert set(stood["detail"]) == {events.UNSEEN}
    assert set(stood["detail"]) <= set(events.NEVER_TRIED)
    assert set(table["detail"][table["kind"] == events.CLOSED]) == {events.EXPIRED}


def test_where_everybody_can_do_everything_every_listed_need_is_served_at_once() -> None:
    """The other limit: hours without end, nobody refuses, everybody hears: no need that is listed is left."""
    plenty = {
        "trust.refusal": 0.0, "convening.block_hours": 1000.0, "convening.line_hours": 1000.0, "production.floor": 0.0,
        "matching.caution": 0.0, "production.makeshift": 1.0, "matching.thrift": 0.0, "participation.start": 1.0,
        "hearing.days": 0.0, "participation.hierarchy": 0.0, "discovery.delay": 0.0,
        "types.residential_area.hours": 2000.0, "needs.two_sided": 0.0,
    }  # fmt: skip
    district = District("above", months=6, set=plenty, events=True)
    for agent in district.agents:
        agent.cost = -50.0  # takes part
    district.run_model()
    left = of(district.events, events.LEFT)
    assert len(left) > 50
    assert (left["detail"] == 0).mean() > 0.99


def note_moments(name: str) -> list[tuple[Any, dict[str, Any], dict[str, Any]]]:
    """Return moments of a kernel of the record: the kernel, what it was given, and what that had become."""
    moments: list[tuple[Any, dict[str, Any], dict[str, Any]]] = []

    def watcher(called: str, given: dict[str, Any], run: partial[Any]) -> Any:
        before = copied(given) if called == name else {}
        returned = run()
        if called == name:
            moments.append(
                (run.func, before, {**copied(given), "events": copied(given)["events"], "returned": returned})
            )
        return returned

    for matching in ("two_way", "one_way"):
        for camp in (together(LIVELY["channels"]), alone(1)):
            state = started(lively(matching), camp)
            begin_record(state)
            for _ in range(6):
                watched_month(state, watcher)
    return moments


def recorded_by(kernel: Any, given: dict[str, Any]) -> bytes:
    """Run a kernel of the record; return what is recorded then."""
    given = copied(given)
    events_then = kernel(*given.values())
    events_then = given["events"] if events_then is None else events_then
    return bytes(events_then[: given["noted"][0]].tobytes())


@pytest.mark.parametrize("name", NOTES)
def test_the_record_reads_what_it_says_and_writes_nothing_else(name: str) -> None:
    reads, mattered = set(NOTES[name]), set()
    for kernel, given, after in note_moments(name):
        for argument, field, column in fields(given):
            assert same(after[argument][field], given[argument][field]).all(), f"{name} writes {column}"
        expected = recorded_by(kernel, given)
        for odd in (np.nan, 0.3737):
            spoilt = copied(given)
            for argument, field, column in fields(spoilt):
                if column not in reads and column not in LINKS:
                    spoilt[argument][field] = changed(spoilt[argument][field], odd)
            assert recorded_by(kernel, spoilt) == expected, f"{name} reads something undeclared"
        for argument, field, column in fields(given):
            if column in reads and column not in mattered | ROWS:
                spoilt = copied(given)
                spoilt[argument][field] = changed(spoilt[argument][field], 0.3737)
                if recorded_by(kernel, spoilt) != expected:
                    mattered.add(column)
    if name != "open_lists":  # it notes nothing: how much room there is nobody sees
        assert mattered == reads - ROWS


def test_who_declines_is_told_apart() -> None:
    class Choosy(University):
        def claim(self, needs: Any) -> Any:
            return [need for need in needs if need.nature == NATURES[2]]

    district = District("above", months=6, kinds={"university": Choosy}, events=True)
    district.run_model()
    candidate = of(district.events, events.CANDIDATE)
    declined = candidate[candidate["detail"] == events.DECLINED]
    assert len(declined)
    assert set(district.state.organisation["type"][declined["organisation"]]) == {6}
    assert 2 not in set(district.state.need["nature"][declined["need"]])


def test_listed_needs_keep_their_names() -> None:
    listed = [
        {"name": f"need {number}", "month": month, "nature": "mass", "area": area}
        for number, (month, area) in enumerate([(2, "b"), (1, "a"), (2, "a"), (2, "b"), (9, "a")])
    ]
    areas = [{"name": "a", "street": 0}, {"name": "b", "street": 1}]
    district = District(from_data({"months": 3, "areas": areas, "needs": {"listed": listed}}, "t"), events=True)
    names = need_names(district.world, district.state.need)
    rows = {name: row for row, name in enumerate(names) if name}
    assert set(rows) == {"need 0", "need 1", "need 2", "need 3"}
    for name, row in rows.items():
        stated = listed[int(name[-1])]
        assert district.state.need["month"][row] == stated["month"] - 1
        assert district.world.area_names[district.state.need["area"][row]] == stated["area"]
    assert rows["need 0"] < rows["need 3"]
    district.run_model()
    table = event_table(district, 2)
    assert set(table[table["need_name"] != ""]["need_name"]) >= {"need 0", "need 2", "need 3"}
    assert set(table["month"]) == {2}
    assert set(table["kind"]) <= {kind.name for kind in events.KINDS}
    stood = table[table["kind"] == "stood"]
    assert set(stood["detail"]) <= set(events.REASONS)


def test_without_listed_needs_nothing_has_a_name() -> None:
    district = District("above", months=2)
    assert set(need_names(district.world, district.state.need)) == {""}


def test_a_receiver_is_given_each_month_and_nothing_is_kept() -> None:
    received: list[np.ndarray] = []
    streamed, kept = District("above", months=4, events=received.append), District("above", months=4, events=True)
    for district in (streamed, kept):
        district.run_model()
    assert streamed.events == ()
    assert [table.tobytes() for table in received] == [table.tobytes() for table in kept.events]
    assert not received[0].flags.writeable


def test_it_goes_back_with_the_district() -> None:
    district = District("above", months=8, events=True)
    for _ in range(3):
        district.step()
    snapshot, first = district.snapshot(), [table.tobytes() for table in district.events]
    district.run_model()
    whole = [table.tobytes() for table in district.events]
    district.restore(snapshot)
    assert [table.tobytes() for table in district.events] == first
    district.run_model()
    assert [table.tobytes() for table in district.events] == whole
    assert snapshot.nbytes == District("above", months=8).snapshot().nbytes


def test_both_kinds_apart_have_one_each() -> None:
    apart = KindsApart("above", months=3, events=True)
    apart.run_model()
    for district in (apart.block, apart.line):
        assert len(district.events) == 3
        came = of(district.events, events.CAME)
        assert set(district.state.organisation["acts"][came["organisation"]]) == {True}


def test_a_receiver_is_told_whose_events_they_are() -> None:
    kept, handed_on = KindsApart("above", months=3, events=True), []
    apart = KindsApart("above", months=3, events=lambda camp, month: handed_on.append((camp, month)))
    for model in (kept, apart):
        model.run_model()
    assert [camp for camp, _ in handed_on] == ["block", "line"] * 3
    for camp, district in (("block", kept.block), ("line", kept.line)):
        kept_there = [month.tobytes() for month in district.events]
        assert [month.tobytes() for whose, month in handed_on if whose == camp] == kept_there
    nobody_acts = [of([month], events.STOOD).tobytes() for _, month in handed_on[:2]]
    assert nobody_acts[0] != nobody_acts[1], "why nobody served is another thing in each of the two"
    assert apart.block.events == apart.line.events == ()


def test_several_months_at_once_are_told_apart() -> None:
    recorded, at_once = District("above", months=6, events=True), District("above", months=6)
    begin_record(at_once.state)
    recorded.run_model()
    advance(at_once.state, 6)
    assert [table.tobytes() for table in take_events(at_once.state)] == [table.tobytes() for table in recorded.events]
    assert take_events(at_once.state) == []


def test_more_than_there_is_room_for_is_said_and_not_lost() -> None:
    district = District("above", months=2, events=True)
    district.state.noted[0] = len(district.state.events) + 7
    with pytest.raises(RuntimeError, match="events, and room for"):
        take_events(district.state)


@pytest.mark.parametrize("given", [1, "yes", None])
def test_what_is_no_receiver_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match=r"events = .*: True, False, or what is called with each month's events"):
        District("above", months=2, events=given)


def test_of_a_month_without_record_there_is_no_table() -> None:
    district = District("above", months=2)
    district.step()
    with pytest.raises(ValueError, match=r"no record: District\(…, events=True\) keeps one"):
        event_table(district)
    recorded = District("above", months=2, events=True)
    recorded.run_model()
    with pytest.raises(ValueError, match="no record of month 3: there is one of 2 months"):
        event_table(recorded, 3)
    with pytest.raises(AttributeError, match="whether there is a record is said when a District is made"):
        recorded.events = True
