"""What is to be made next, in which chunks: nothing twice, and enough chunks that nobody at work is idle."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, NamedTuple

from .quantities import Quantity
from .question import Question
from .replicate import Chunk, Piece, split
from .run import AnyRun, Batch, Wanted, joined, parts_of, within
from .standing import Standing
from .table import Table

PIECES = 4  # chunks for each of those at work, where there are fewer replications and scenarios than that
LARGEST = 32  # runs of a chunk, so that one who interrupts need not wait long
_CUT = 8  # sets of runs of which it is kept how they were cut, for the replications to come


@dataclass(eq=False)
class Task:
    """A question that is being answered.

    Attributes
    ----------
    table : Table
        What it sees.
    parent, slot
        The task that asked it, and where its answer belongs there.
    answers, open, rest
        Of those that it asks: their answers, how many are still without, and those not yet begun.
    ahead : deque of dict
        Of each of those not yet begun: the keys of the runs that it shares with others of them.
    used : Counter
        The runs that it and those that it asked at once hold on to.
    """

    question: Question[Any]
    table: Table
    parent: Task | None
    slot: int
    number: int
    answers: list[Any] = field(default_factory=list)
    open: int = 0
    rest: Iterator[Question[Any]] | None = None
    ahead: deque[tuple[str, ...]] = field(default_factory=deque)
    in_turn: bool = False
    used: Counter[str] = field(default_factory=Counter)
    is_answered: bool = False
    answer: Any = None
    waits_for: list[_Group] = field(default_factory=list)

    @property
    def failure(self) -> Exception | None:
        """What a run raised that it waits for, if one did."""
        return _failure(self.waits_for)


@dataclass(eq=False)
class _Group:
    """Runs of one scenario in one replication; ``last`` is the number of the chunk with which all are made."""

    world: str
    replication: int
    wanted: Wanted
    last: int = 0
    failure: Exception | None = None


class _Mark(NamedTuple):
    """A replication that a task waits for: the number of the chunk with which it is done, and who is told then."""

    last: int
    task: int
    replication: int
    table: Table
    receiver: Callable[[Table, int, Exception | None], None] | None
    groups: list[_Group]


def _failure(groups: Iterable[_Group]) -> Exception | None:
    return next((group.failure for group in groups if group.failure is not None), None)


class Plan:
    """The chunks to come, numbered from 1 in the order in which they are handed in and their outcomes are added."""

    def __init__(self, table: Table, workers: int) -> None:
        self._table, self._workers = table, workers
        self._chunks = self._made = 0
        self._open: dict[tuple[str, int], _Group] = {}
        self._coming: dict[tuple[str, int], list[_Group]] = {}
        self._queue: deque[tuple[_Group, Piece]] = deque()
        self._cut: dict[Any, tuple[Wanted, list[Piece]]] = {}
        self._sent: deque[_Group] = deque()
        self._needs: list[tuple[Task, Batch, list[list[_Group]]]] = []
        self._waiting: list[tuple[int, int, Task]] = []
        self._marks: list[_Mark] = []
        self._first: dict[str, AnyRun] = {}
        self._standing = Standing()
        self._new = 0
        self.asked = self.done = 0

    @property
    def size(self) -> int:
        """How many chunks there are at least that nobody has been given, if questions do not share them."""
        return len(self._queue) + self._new

    def want(self, task: Task, batch: Batch) -> None:
        """Plan what a question wants and nobody has made or is making."""
        by_world: dict[str, dict[AnyRun, Any]] = {}
        for asked, quantities in batch.wanted.items():
            run = self._known(asked)
            task.table.ask(run, quantities, batch.replications, batch.later)
            by_world.setdefault(run.world, {})[run] = quantities
        needs = [
            [group for world, wanted in by_world.items() for group in self._groups(world, number, wanted)]
            for number in batch.replications
        ]
        self.asked += len(needs)
        self._new += sum(any(groups) for groups in needs)
        self._needs.append((task, batch, needs))
        self._standing.note(task, batch.wanted if batch.later else {})

    def expect(self, task: Task, wanted: Wanted, stops: Collection[int]) -> None:
        """Note what those that a question asks in turn may read, up to which replications."""
        self._standing.note(task, wanted)
        for run, quantities in wanted.items():
            self._table.expect(run, quantities, stops)

    def ended(self, task: Task) -> None:
        """Note that a question has its answer."""
        self._standing.drop(task)

    def _known(self, run: AnyRun) -> AnyRun:
        """Return a run as it was first asked for: the same run may come of several scenarios."""
        if run.key in self._first:
            return self._first[run.key]
        for part in parts_of(run):
            first = self._first.get(part.key)
            moved = None if first is None else within(first.scenario, run)
            if moved is not None:
                run = moved
                break
        for part in parts_of(run):
            self._first.setdefault(part.key, part)
        return self._first.setdefault(run.key, run)

    def forget(self, keys: Iterable[str]) -> None:
        """Drop runs that nobody will ask for again."""
        for key in keys:
            self._first.pop(key, None)

    def _groups(self, world: str, number: int, wanted: Wanted) -> list[_Group]:
        """Return the groups that are to make these runs, where there is something to make."""
        needed: list[_Group] = []
        missing = {}
        for run, quantities in wanted.items():
            if self._table.has(run, quantities, number):
                continue
            for group in self._coming.get((world, number), ()):
                if quantities <= group.wanted.get(run, frozenset()) and run in group.wanted:
                    needed.append(group)
                    break
            else:
                if self._table.has_any(run, number):
                    names = ", ".join(sorted(quantity.name for quantity in quantities))
                    raise ValueError(
                        f"run {run.key} would be made twice in replication {number}, to read {names}: a question asks "
                        "at once for all that it reads of a run, or names it in `later` or `steps`"
                    )
                missing[run] = quantities
        if not missing:
            return needed
        whole = wanted if len(missing) == len(wanted) else missing
        own = self._open.get((world, number))
        if own is None:
            own = self._open[world, number] = _Group(world, number, whole)
        else:
            own.wanted = joined([*own.wanted.items(), *whole.items()])
        return [*needed, own]

    def close(self) -> None:
        """Cut what is planned into chunks."""
        if self._open:
            at_hand = len(self._queue) + len(self._open) + len(self._sent)
            pieces = -(-PIECES * self._workers // at_hand)
            for place, group in self._open.items():
                parts = self._pieces(group, pieces)
                self._queue.extend((group, part) for part in parts)
                self._chunks += len(parts)
                group.last = self._chunks
                self._coming.setdefault(place, []).append(group)
            self._open = {}
        for task, batch, needs in self._needs:
            target, task.waits_for = 0, [] if batch.receiver else [group for groups in needs for group in groups]
            for number, groups in zip(batch.replications, needs, strict=True):
                last = max((group.last for group in groups), default=0)
                heappush(self._marks, _Mark(last, task.number, number, task.table, batch.receiver, groups))
                target = max(target, last)
            heappush(self._waiting, (target, task.number, task))
        self._needs, self._new = [], 0

    def _pieces(self, group: _Group, count: int) -> list[Piece]:
        """Cut the runs of a group, as they were cut before if they are the same."""
        asked = group.wanted
        same = id(asked), self._widen(group), count
        if same not in self._cut:
            while len(self._cut) >= _CUT:
                del self._cut[next(iter(self._cut))]
            self._cut[same] = asked, [Piece(part) for part in split(group.wanted, count, LARGEST)]
        return self._cut[same][1]

    def _widen(self, group: _Group) -> frozenset[tuple[AnyRun, frozenset[Quantity]]]:
        """Let a group be read for those as well who may ask for its runs in steps to come; return what is added."""
        if not self._standing:
            return frozenset()
        number = group.replication
        more = self._standing.beyond(
            group.wanted, number, lambda run, quantities: self._table.has(run, quantities, number)
        )
        if more:
            group.wanted = joined([*group.wanted.items(), *more.items()])
        self._standing.planned(group.wanted, number)
        return frozenset(more.items())

    def next(self) -> tuple[Chunk, tuple[AnyRun, ...]] | None:
        """Return the next chunk, with the runs whose outcomes it gives."""
        if not self._queue:
            return None
        group, piece = self._queue.popleft()
        self._sent.append(group)
        return piece.chunk(group.replication), piece.runs

    def made(self, failure: Exception | None = None) -> None:
        """Note that the outcomes of one more chunk are in the table, or what it raised."""
        self._made += 1
        group = self._sent.popleft()
        group.failure = group.failure or failure
        if self._made == group.last:
            place = group.world, group.replication
            self._coming[place].remove(group)
            if not self._coming[place]:
                del self._coming[place]

    def served(self) -> list[Task]:
        """Return the questions that have all that they wait for; count replications that are done, and tell of them."""
        while self._marks and self._marks[0].last <= self._made:
            mark = heappop(self._marks)
            self.done += 1
            if mark.receiver is not None:
                mark.receiver(mark.table, mark.replication, _failure(mark.groups))
        tasks = []
        while self._waiting and self._waiting[0][0] <= self._made:
            tasks.append(heappop(self._waiting)[2])
        return tasks
