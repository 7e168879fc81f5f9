"""What stands at the head of each phase is true: what it reads, what it writes, which levers it listens to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import numpy as np
import pytest

from sim.mechanisms.levers import LEVERS
from sim.model.camps import CHANNELS, alone, together
from sim.model.columns import FUNCTIONS, RESOURCES
from sim.model.month import advance
from sim.model.phases.phase import PHASES
from sim.model.recorder import begin_record
from sim.model.setting import MODES
from sim.scenario import from_data
from tests.model.stepping import ALL, copied, started, watched_month

# Arguments of kernels that are tables, and what declarations call them. Levers are declared by their own names.
TABLES = {
    "organisation": "organisation", "area": "area", "street": "street", "platform": "platform", "need": "need",
    "ledger": "ledger", "asked": "seat", "teams": "team", "members": "member", "month": "month", "lever": "lever",
    "world": "lever",
}  # fmt: skip
LINKS = {"ledger.next", "street.head", "street.tail"}  # the list of open needs: set anew they may lead in a circle
SCRATCH = {"us", "joined", "gave", "noticed", "honoured"}  # luck and sums that a phase makes and forgets
RECORD = {"events", "noted"}  # the record, which nothing reads
HANDED_ON = {"rated": "deliver", "won": "match"}  # what one phase makes for the next, or for its own next month
ODD = (np.nan, 0.3737, -7.5)  # in place of what is not declared to be read
OTHER = (0.3737, 7.5, 0.0)  # in place of what is
AT_PREPARATION = {
    "cover",
    "registered",
    "signs",
    "distance",
    "attention",
    "platform",
}  # levers that are felt before the first month
KERNELS = [name for name in PHASES if name != "liaise"]  # liaise is done inside match
MONTHS = 6
OWNED = RESOURCES[:-1]

# Organisations that differ much, needs that take one or three resources and one or two functions, and kinds and types
# that lack some of them: so that everything read makes a difference somewhere.
LIVELY = {
    "months": MONTHS + 1,
    "areas": [{"name": f"area {number}", "street": int(number > 3)} for number in range(10)],
    "district": {"lines": 26, "difference": 1.0},
    "types": {
        **{
            name: {"functions": {"state_building": 0.0, "policy_supply": 0.0}}
            for name in ("street", "residential_area")
        },
        **{name: {"functions": {"overall_regulation": 0.0}} for name in ("agency", "state_enterprise", "two_new")},
    },
    "channels": {"sight": 0.5, "peers": 0.6, "agenda": 0.5, "partners": 0.7, "trust": 0.5},
    "needs": {
        "scale": 1.5,
        "regional": {"rate": 1.0, "resources": dict.fromkeys(OWNED[1:], 0.0)},
        "social": {"rate": 1.0},
        "mass": {"functions": dict.fromkeys(FUNCTIONS[:5], 0.0)},
    },
    "resources": {"by_order": True, "public": 2.0, "renewal": {"material": 0.3, "talent": 0.6}},
    "technology": {"community_link": 0.4, "service_circle": 0.5, "centre_sight": 0.5},
    "costs": {"travel": 0.5},
    "mechanisms": {
        "mobilisation": {"contracts": 1.0},
        "supervision": {"inspection": 0.8},
        "incentive": {"civility": 1.0, "party_awards": 1.0},
    },
    "hearing": {"days": 12.0},
    "convening": {"partner_hours": 2.0, "winning_hours": 4.0, "partner_brings": 0.5, "platform_hours": 120.0},
    "participation": {"office_follows": 0.3, "hierarchy": 1.0},
    "effort": {"redo": 0.5},
    "trust": {"absence": 0.4, "absence_across": 2.0},
}
CHANNELS_OF: dict[str, dict[str, float]] = {
    "as it is": LIVELY["channels"], "across": dict.fromkeys(CHANNELS, 1.0), "apart": dict.fromkeys(CHANNELS, 0.0),
}  # fmt: skip
CAMPS = {name: together(channels) for name, channels in CHANNELS_OF.items()}
CAMPS |= {"halves": together(LIVELY["channels"], "halves"), "line": alone(1)}


def reads_of(name: str) -> set[str]:
    """Return what a kernel is declared to read, levers as ``lever.name``."""
    rows = [PHASES[name], PHASES["liaise"]] if name == "match" else [PHASES[name]]
    return {name_of for row in rows for name_of in row.reads} | {
        f"lever.{name_of}" for row in rows for name_of in row.levers
    }


def writes_of(name: str) -> set[str]:
    """Return what a kernel is declared to write."""
    return set(PHASES[name].writes)


@dataclass
class Moment:
    """A kernel in the middle of a run: what it was given, what that had become when it was done, what it returned."""

    name: str
    kernel: Any
    given: dict[str, Any]
    after: dict[str, Any]
    returned: Any


@cache
def moments() -> dict[str, list[Moment]]:
    """Return, for each kernel, moments of the first month and of later ones in districts with every mode and camp."""
    moments: dict[str, list[Moment]] = {name: [] for name in KERNELS}
    runs = [(mode, "as it is", ALL) for mode in MODES]
    runs += [("two_way", name, ALL) for name in ("across", "apart", "halves", "line")]
    runs += [("appointment", "across", ALL), ("two_way", "as it is", frozenset())]
    for number, (mode, name, mechanisms) in enumerate(runs):
        few, makeshift = mode in ("two_way", "blind"), 0.0 if mode == "two_way" else 0.25
        matching = {"mode": mode, "asked": 2 if few else 8, "last_resort": 0.5, "error": 0.6, "distance": 0.4,
                    "reach_km": 0.5 if few else 3.0}  # fmt: skip
        scenario = from_data({**LIVELY, "matching": matching, "production": {"makeshift": makeshift}}, "phases")
        camp = CAMPS[name]
        state = started(scenario, camp, 0, mechanisms)
        if number % 2:
            begin_record(state)

        def watcher(name: str, given: dict[str, Any], run: partial[Any]) -> Any:
            if name not in moments:
                return run()
            if "formed" in given:  # beyond the teams that formed the memory is whatever it was
                given["teams"][given["formed"] :] = 0
                given["members"][int(given["teams"]["size"].sum()) :] = 0
            before = copied(given)
            done = run()
            moments[name].append(Moment(name, run.func, before, copied(given), done))
            return done

        watched_month(state, watcher)
        advance(state, MONTHS - 3)
        for _ in range(3):
            watched_month(state, watcher)
    return moments


def record_so_far(given: dict[str, Any]) -> bytes:
    """Return what is recorded so far."""
    recorded: bytes = given["events"][: given["noted"][0]].tobytes()
    return recorded


def fields(given: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield argument, field and declared name of every column that a kernel could touch."""
    for argument, table in TABLES.items():
        if argument in given:
            for field in given[argument].dtype.names:
                yield argument, field, f"{table}.{field}"


def changed(values: np.ndarray, odd: float) -> np.ndarray:
    """Return other values that are safe to compute with: ``odd`` for amounts, yes for no, rows of others for rows."""
    if values.dtype.kind == "f":
        return np.full_like(values, odd)
    if values.dtype.kind == "b":
        return ~values
    return np.roll(values, 1, axis=0) if values.ndim else values


def same(a: Any, b: Any) -> np.ndarray:
    """Return where two columns have the same bytes."""
    a, b = np.ascontiguousarray(a), np.ascontiguousarray(b)
    bits = f"u{a.dtype.itemsize}"
    return a.view(bits) == b.view(bits)


def poisoned(moment: Moment, keep: set[str], writes: set[str], odd: float) -> dict[str, Any]:
    """Return the arguments, all changed that is not in ``keep``; a month's counts go on from where they were."""
    given = copied(moment.given)
    for argument, field, name in fields(given):
        if name not in keep and name not in LINKS and not (argument == "month" and name in writes):
            given[argument][field] = changed(given[argument][field], odd)
    for argument in SCRATCH & given.keys():
        given[argument][...] = odd
    return given


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", KERNELS)
def test_what_is_not_declared_to_be_read_is_not_read(name: str, odd: float) -> None:
    """With all else set to something odd the phase comes to the same result."""
    reads, writes = reads_of(name), writes_of(name)
    for moment in moments()[name]:
        before = poisoned(moment, reads, writes, odd)
        if HANDED_ON.get("rated") == name:
            before["rated"][...] = odd
        after = copied(before)
        assert moment.kernel(*after.values()) == moment.returned
        for argument, field, column in fields(after):
            if column in writes:
                is_output = same(after[argument][field], moment.after[argument][field])
                untouched = same(after[argument][field], before[argument][field])
                untouched &= same(moment.after[argument][field], moment.given[argument][field])
                assert (is_output | untouched).all(), f"{name} reads something undeclared for {column}"
        if "rated" in after:
            assert same(after["rated"], moment.after["rated"]).all()
        if "events" in after:
            assert record_so_far(after) == record_so_far(moment.after), (
                f"{name} reads something undeclared for the record"
            )


@pytest.mark.parametrize("name", KERNELS)
def test_what_is_not_declared_to_be_written_is_left_alone(name: str) -> None:
    """Every byte of every array that a phase is handed, and does not say it writes, is what it was."""
    writes = writes_of(name)
    for moment in moments()[name]:
        for argument, field, column in fields(moment.after):
            if column not in writes:
                assert same(moment.after[argument][field], moment.given[argument][field]).all(), (
                    f"{name} writes {column}"
                )
        for argument, before in moment.given.items():
            if argument not in {*TABLES, *SCRATCH, *RECORD} and HANDED_ON.get(argument) != name:
                now = np.asarray(moment.after[argument])
                for field in now.dtype.names or [...]:
                    assert same(now[field], np.asarray(before)[field]).all(), f"{name} writes {argument}"


def outcome(moment: Moment, column: str | None = None, odd: float = 0.0) -> list[bytes]:
    """Run the phase, with one column set to something odd if that is asked for; return all that it says it writes."""
    given, writes = copied(moment.given), writes_of(moment.name)
    for argument, field, name in fields(given):
        if name == column:
            given[argument][field] = -1 if name in LINKS else changed(given[argument][field], odd)
    done = moment.kernel(*given.values())
    outputs = [np.asarray(given[argument][field]) for argument, field, name in fields(given) if name in writes]
    record = record_so_far(given) if "events" in given else b""
    return [
        repr(done).encode(),
        *(array.tobytes() for array in outputs),
        given.get("rated", np.zeros(0)).tobytes(),
        record,
    ]


@pytest.mark.parametrize("name", KERNELS)
def test_what_is_declared_to_be_read_matters(name: str) -> None:
    """Somewhere, in some district, another value of the column or lever makes the phase come to another result."""
    for column in sorted(reads_of(name)):
        assert any(outcome(moment, column, odd) != outcome(moment) for moment in moments()[name] for odd in OTHER), (
            f"{name} does not read {column}"
        )


@pytest.mark.parametrize("name", KERNELS)
def test_what_is_declared_to_be_written_is_written(name: str) -> None:
    writes, seen = writes_of(name), set()
    for moment in moments()[name]:
        for argument, field, column in fields(moment.given):
            if not same(moment.given[argument][field], moment.after[argument][field]).all():
                seen.add(column)
    assert seen == writes


def test_every_lever_is_listened_to() -> None:
    """By some phase, or while the run is made ready; and no phase names a lever that is none."""
    heard = {lever for row in PHASES.values() for lever in row.levers}
    assert heard | AT_PREPARATION == set(LEVERS)


def test_the_plain_month_is_the_compiled_one() -> None:
    """What the other tests look into is what a run does."""
    scenario = from_data(LIVELY, "phases")
    watched, run = (started(scenario, CAMPS["as it is"]) for _ in range(2))
    for _ in range(scenario.months):
        watched_month(watched, lambda name, given, run: run())
    advance(run, scenario.months)
    for table in ("organisation", "area", "street", "platform", "need", "ledger", "months"):
        for field in getattr(run, table).dtype.names:
            assert getattr(run, table)[field].tobytes() == getattr(watched, table)[field].tobytes(), (table, field)
