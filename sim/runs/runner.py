"""The one runner: asks questions for what they want, has it made, and hands them the table."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from .engine import Engine, Promise, workers_of
from .plan import Plan, Task
from .quantities import Quantity
from .question import All, Question
from .replicate import replicate
from .run import AnyRun, Batch, keys_of, parts_of
from .table import Table

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]

POLL = 0.2  # seconds between looks at the keyboard while runs are under way
AHEAD = 64  # chunks that are handed in before their turn, at least


def answer(
    question: Question[Answer],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
) -> Answer:
    """Run what a question asks for until it returns its answer.

    Parameters
    ----------
    question : generator
        Yields `Batch` or `All`, is sent the `Table` of all that it has asked for or the answers, returns its answer.
    workers : int, optional
        How many are at work; as many as there are processors unless given. The answer does not depend on it.
    progress : callable, optional
        Called with the replications done and those asked for so far, of all questions that it asks.
    engine : Engine, optional
        Who does the work, such as any `concurrent.futures.Executor`; it stays open. Threads unless given. The answer
        does not depend on it.

    Raises
    ------
    KeyboardInterrupt
        As soon as the runs under way have ended.
    """
    if engine is not None:
        return _Runner(engine, workers_of(engine, workers), progress).answer(question)
    with_threads = ThreadPoolExecutor(workers_of(None, workers))
    try:
        return _Runner(with_threads, workers_of(None, workers), progress).answer(question)
    finally:
        with_threads.shutdown(wait=True, cancel_futures=True)


class _Runner:
    """One question being answered, and those that it asks.

    Chunks are handed in, and their outcomes added to the table, in the order in which they were planned, and a question
    goes on when all that it waits for has been added. So nothing depends on who finished first.
    """

    def __init__(self, engine: Engine, workers: int, progress: Progress | None) -> None:
        self._engine, self._progress = engine, progress
        self._ahead = max(AHEAD, 4 * workers)
        self._table = Table()
        self._plan = Plan(self._table, workers)
        self._under_way: deque[tuple[Promise, int, tuple[AnyRun, ...]]] = deque()
        self._ready: deque[tuple[Task, Any]] = deque()
        self._in_turn: list[Task] = []
        self._used: Counter[str] = Counter()
        self._tasks = 0

    def answer(self, question: Question[Answer]) -> Answer:
        """Return the answer of a question."""
        root = self._begin(question, None, 0)
        try:
            while True:
                self._think()
                if root.is_answered:
                    made: Answer = root.answer
                    return made
                self._take_in()
        finally:
            for promise, *_ in self._under_way:
                promise.cancel()

    def _think(self) -> None:
        """Let every question go on that can; begin others in their turn where work runs short; hand work in."""
        while True:
            while self._ready:
                self._go_on(*self._ready.popleft())
            if len(self._under_way) + self._plan.size < self._ahead and self._begin_next():
                continue
            self._plan.close()
            self._hand_in()
            served = self._plan.served()
            if not served:
                return
            self._ready.extend((task, task.table) for task in served)

    def _begin(self, question: Question[Any], parent: Task | None, slot: int) -> Task:
        self._tasks += 1
        task = Task(question, self._table.view(), parent, slot, self._tasks)
        self._ready.append((task, None))
        return task

    def _child(self, parent: Task, question: Question[Any]) -> None:
        parent.answers.append(None)
        parent.open += 1
        task = self._begin(question, parent, len(parent.answers) - 1)
        if parent.ahead:
            task.used.update(parent.ahead.popleft())

    def _begin_next(self) -> bool:
        """Begin the next of the questions that are asked in turn; return whether anything came of it."""
        if not self._in_turn:
            return False
        parent = self._in_turn[-1]
        assert parent.rest is not None
        question = next(parent.rest, None)
        if question is None:
            self._in_turn.pop()
            parent.rest = None
            self._look_after(parent)
        else:
            self._child(parent, question)
        return True

    def _go_on(self, task: Task, value: Any) -> None:
        try:
            wanted = task.question.send(value)
        except StopIteration as stop:
            self._end(task, stop.value)
            return
        if isinstance(wanted, All):
            task.answers, task.in_turn = [], wanted.in_turn
            if wanted.in_turn:
                task.rest = iter(wanted.questions)
                self._look_ahead(task, wanted.steps)
                self._in_turn.append(task)
                return
            for question in wanted.questions:
                self._child(task, question)
            self._look_after(task)
            return
        new = [key for key in keys_of(wanted.wanted) if key not in task.used]
        task.used.update(new)
        self._used.update(new)
        self._plan.want(task, wanted)

    def _look_ahead(self, task: Task, steps: Iterable[Iterable[Batch]]) -> None:
        """Note which runs several of those that are asked in turn may take: they are in use until the last has them."""
        runs: dict[str, AnyRun] = {}
        read: dict[str, frozenset[Quantity]] = {}
        stops: set[int] = set()
        counts: Counter[str] = Counter()
        for batches in steps:
            keys: dict[str, None] = {}
            for batch in batches:
                keys |= keys_of(batch.wanted)
                stops.update((batch.replications.stop, *batch.later))
                for run, quantities in batch.wanted.items():
                    runs.setdefault(run.key, run)
                    read[run.key] = read.get(run.key, frozenset()) | quantities
            counts.update(keys.keys())
            task.ahead.append(tuple(keys))
        shared = {key for key, count in counts.items() if count > 1}
        shared |= {run.key for run in runs.values() if any(part.key in shared for part in parts_of(run))}
        for i, taken in enumerate(task.ahead):
            task.ahead[i] = tuple(key for key in taken if key in shared)
            self._used.update(task.ahead[i])
        self._plan.expect(task, {run: read[key] for key, run in runs.items() if key in shared}, stops)

    def _end(self, task: Task, answer: Any) -> None:
        task.is_answered, task.answer = True, answer
        self._plan.ended(task)
        parent = task.parent
        if parent is None:
            return
        parent.answers[task.slot] = answer
        parent.open -= 1
        if parent.in_turn:
            self._release(task.used)
        else:
            parent.used.update(task.used)
        self._look_after(parent)

    def _release(self, used: Counter[str]) -> None:
        self._used.subtract(used)
        gone = [key for key in used if not self._used[key]]
        for key in gone:
            del self._used[key]
        self._table.forget(gone)
        self._plan.forget(gone)

    def _look_after(self, task: Task) -> None:
        """Let a question go on when all that it has asked are answered."""
        if not task.open and task.rest is None:
            self._ready.append((task, task.answers))

    def _hand_in(self) -> None:
        while len(self._under_way) < self._ahead:
            coming = self._plan.next()
            if coming is None:
                return
            chunk, runs = coming
            self._under_way.append((self._engine.submit(replicate, chunk), chunk.replication, runs))

    def _take_in(self) -> None:
        """Add the outcomes of the chunk whose turn it is, whoever finished first."""
        promise, replication, runs = self._under_way[0]
        while not promise.done():
            _wait(promise)
        for run, outcome in zip(runs, promise.result(), strict=True):
            if run.key in self._used:
                self._table.add(run, replication, outcome)
        self._under_way.popleft()
        self._plan.made()
        self._hand_in()
        before = self._plan.done
        self._ready.extend((task, task.table) for task in self._plan.served())
        if self._progress is not None:
            for done in range(before + 1, self._plan.done + 1):
                self._progress(done, self._plan.asked)


def _wait(promise: Promise) -> None:
    """Wait in short steps: on Windows a thread that waits for ever does not hear Ctrl-C."""
    try:
        promise.exception(timeout=POLL)
    except TimeoutError:
        return
