"""The one runner: asks a question for batches, runs them on threads, and hands it the table."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from .replicate import replicate
from .table import Outcome, Table
from .variant import Batch

Answer = TypeVar("Answer")
Question = Generator[Batch, Table, Answer]
Progress = Callable[[int, int], None]

POLL = 0.2  # seconds between looks at the keyboard while runs are under way


def answer(question: Question[Answer], *, workers: int | None = None, progress: Progress | None = None) -> Answer:
    """Run what a question asks for until it returns its answer.

    Parameters
    ----------
    question : generator
        Yields `Batch`, is sent the `Table` of all batches so far, returns its answer.
    workers : int, optional
        Threads; as many as there are processors unless given. The answer does not depend on it.
    progress : callable, optional
        Called with the replications done and those asked for so far.

    Raises
    ------
    KeyboardInterrupt
        As soon as the runs under way have ended.
    """
    table = Table()
    pool = ThreadPoolExecutor(workers or os.cpu_count() or 1)
    try:
        batch = next(question)
        while True:
            _run(batch, table, pool, progress)
            batch = question.send(table)
    except StopIteration as stop:
        found: Answer = stop.value
        return found
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _run(batch: Batch, table: Table, pool: ThreadPoolExecutor, progress: Progress | None) -> None:
    """Run a batch and add its outcomes in order of replication, whoever finished first."""
    waiting: list[Future[list[Outcome]]] = [pool.submit(replicate, batch.variants, r) for r in batch.replications]
    for done, future in enumerate(waiting):
        while not future.done():
            _wait(future)
        for variant, outcome in zip(batch.variants, future.result(), strict=True):
            table.add(variant.name, outcome)
        if progress is not None:
            progress(batch.replications.start + done + 1, batch.replications.stop)


def _wait(future: Future[list[Outcome]]) -> None:
    """Wait in short steps: on Windows a thread that waits for ever does not hear Ctrl-C."""
    try:
        future.exception(timeout=POLL)
    except TimeoutError:
        return
