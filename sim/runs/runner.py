"""The one runner: asks questions for what they want, has it made, and hands them the table."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from .engine import Engine, KilledItsWorker, Lost, Promise, TimeIsUp, TookTooLong, workers_of
from .plan import Plan, Task
from .quantities import Quantity
from .question import All, Question, RunFailed
from .run import AnyRun, Batch, keys_of, parts_of
from .table import Table
from .work import Made, Results, Work, done

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]

POLL = 0.2  # seconds between looks at the keyboard while runs are under way
AHEAD = 64  # chunks that are handed in before their turn, at least
TOGETHER = 256  # chunks that are handed in at once, at most
SECONDS = 0.5  # that what is handed in at once should take, unless the engine says otherwise


def answer(
    question: Question[Answer],
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    engine: Engine | None = None,
    run_limit: float | None = None,
    time_limit: float | None = None,
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
    run_limit : float, optional
        Seconds that a run may take: one that takes longer raises `TookTooLong`. Looked at between months, so that what
        is compiled is not stopped within one; an engine of processes ends a worker that is stuck.
    time_limit : float, optional
        Seconds that all of it may take.

    Raises
    ------
    KeyboardInterrupt
        As soon as the runs under way have ended.
    TimeIsUp
        The same after ``time_limit``.
    """
    until = None if time_limit is None else time.monotonic() + time_limit
    if engine is not None:
        return _Runner(engine, workers, progress, run_limit, until).answer(question)
    with_threads = ThreadPoolExecutor(workers_of(None, workers))
    try:
        return _Runner(with_threads, workers, progress, run_limit, until).answer(question)
    finally:
        with_threads.shutdown(wait=True, cancel_futures=True)


@dataclass(eq=False)
class _Sent:
    """Work that was handed in, with the replication and the runs of each of its chunks, and how often it was lost."""

    promise: Promise
    work: Work
    given: tuple[tuple[int, tuple[AnyRun, ...]], ...]
    lost: int = 0


class _Runner:
    """One question being answered, and those that it asks.

    Chunks are handed in, and their outcomes added to the table, in the order in which they were planned, and a question
    goes on when all that it waits for has been added. So nothing depends on who finished first.
    """

    def __init__(
        self,
        engine: Engine,
        workers: int | None,
        progress: Progress | None,
        run_limit: float | None = None,
        until: float | None = None,
    ) -> None:
        self._engine, self._asked_workers, self._progress = engine, workers, progress
        self._run_limit, self._until = run_limit, until
        self._chunks, self._together = 0, 0
        self._seconds: float = getattr(engine, "seconds_at_once", SECONDS)
        self._table = Table()
        self._plan = Plan(self._table, self._workers)
        self._under_way: deque[_Sent] = deque()
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
            for sent in self._under_way:
                sent.promise.cancel()

    @property
    def _workers(self) -> int:
        """How many are at work now: at some engines workers come and go."""
        return workers_of(self._engine, self._asked_workers)

    @property
    def _ahead(self) -> int:
        """How many chunks are to be under way."""
        return max(AHEAD, 4 * self._workers * self._together)

    def _think(self) -> None:
        """Let every question go on that can; begin others in their turn where work runs short; hand work in."""
        while True:
            while self._ready:
                self._go_on(*self._ready.popleft())
            if self._chunks + self._plan.size < self._ahead and self._begin_next():
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
        failure, task.waits_for = task.failure, []
        try:
            wanted = task.question.send(value) if failure is None else task.question.throw(RunFailed(failure))
        except StopIteration as stop:
            self._end(task, stop.value)
            return
        except RunFailed as failed:
            raise failed.error from None
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
        """Hand in what is planned, so much at once that handing it in is no work to speak of."""
        while self._chunks < self._ahead:
            workers = self._workers
            if not self._together and len(self._under_way) >= 4 * workers:
                return  # nobody knows yet how long one takes
            everybody_is_busy = len(self._under_way) >= 2 * workers
            if everybody_is_busy and self._plan.size < self._together:
                return
            fair = -(-(self._chunks + self._plan.size) // (2 * workers))
            together = [coming for _ in range(max(1, min(self._together, fair))) if (coming := self._plan.next())]
            if not together:
                return
            self._chunks += len(together)
            work = Work(tuple(chunk for chunk, _ in together), self._run_limit)
            given = tuple((chunk.replication, runs) for chunk, runs in together)
            self._under_way.append(_Sent(self._engine.submit(done, work), work, given))

    def _take_in(self) -> None:
        """Add the outcomes of the work whose turn it is, whoever finished first."""
        sent = self._under_way[0]
        self._look_at_the_clock()
        while not sent.promise.done():
            _wait(sent.promise)
            self._look_at_the_clock()
            self._hand_in()
        failure = sent.promise.exception()
        if isinstance(failure, (Lost, TookTooLong)):
            made = self._again(sent, failure)
            if made is None:
                return
        elif failure is not None:
            raise failure
        else:
            results: Results = sent.promise.result()
            self._together = max(1, min(TOGETHER, int(self._seconds * len(results.made) / max(results.seconds, 1e-6))))
            made = results.made
        self._under_way.popleft()
        self._chunks -= len(made)
        before = self._plan.done
        for (replication, runs), outcomes in zip(sent.given, made, strict=True):
            failed = outcomes if isinstance(outcomes, Exception) else None
            for run, outcome in zip(runs, outcomes, strict=True) if not isinstance(outcomes, Exception) else ():
                if run.key in self._used:
                    self._table.add(run, replication, outcome)
            self._plan.made(failed)
        self._hand_in()
        self._ready.extend((task, task.table) for task in self._plan.served())
        if self._progress is not None:
            for count in range(before + 1, self._plan.done + 1):
                self._progress(count, self._plan.asked)

    def _look_at_the_clock(self) -> None:
        if self._until is not None and time.monotonic() > self._until:
            raise TimeIsUp

    def _again(self, sent: _Sent, failure: Lost | TookTooLong) -> tuple[Made, ...] | None:
        """Hand in again, each chunk alone, what a worker died over; or return what became of a chunk that was alone."""
        if len(sent.given) == 1:
            if isinstance(failure, TookTooLong):
                return (failure,)
            if sent.lost:
                return (KilledItsWorker("2 ×"),)
        self._under_way.popleft()
        self._under_way.extendleft(
            _Sent(self._engine.submit(done, work), work, (given,), sent.lost + 1)
            for work, given in zip(sent.work.parted()[::-1], sent.given[::-1], strict=True)
        )
        return None


def _wait(promise: Promise) -> None:
    """Wait in short steps: on Windows a thread that waits for ever does not hear Ctrl-C."""
    try:
        promise.exception(timeout=POLL)
    except TimeoutError:
        return
