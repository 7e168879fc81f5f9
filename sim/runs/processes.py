"""Processes as an engine: one that dies is replaced, and says over which work it died."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any

from sim.words import Refusal

from .awake import awake
from .code import Makings, makings
from .engine import Lost, TookTooLong

MOST_STARTS = 3  # workers that die one after the other before they have done anything
_LOOK = 0.2  # seconds between looks at who is stuck
_TO_LOAD = 120.0  # seconds that a worker's first work may take beside, to load machine code
_TO_COMPILE = 1800.0  # the same where nobody has loaded it yet


@dataclass(eq=False)
class _Given:
    """Work that was handed in, and who waits for it."""

    future: Future[Any]
    work: Callable[..., Any]
    given: tuple[Any, ...]
    has_begun: bool = False

    @property
    def patience(self) -> float | None:
        """Seconds after which whoever does it is stuck, where what was handed in says so."""
        stated = [entry.patience for entry in self.given if getattr(entry, "patience", None) is not None]
        return max(stated, default=None)


@dataclass(eq=False)
class _Lane:
    """One worker: a pool of one process, so that it is known over what it died."""

    pool: ProcessPoolExecutor
    pid: int = 0
    given: _Given | None = None
    until: float = float("inf")
    is_stuck: bool = False
    is_warm: bool = False


class Processes(Executor):
    """Processes that each begin with nothing, on any system.

    What a worker dies over raises `Lost` where it is waited for, and another worker takes its place; what the others do
    goes on. Work with a ``patience`` that takes longer raises `TookTooLong`, and its worker is ended. Only one is given
    work until the first is done: what has to be compiled is compiled once.

    Parameters
    ----------
    workers : int, optional
        As many as there are processors unless given.
    """

    def __init__(self, workers: int | None = None) -> None:
        self._max_workers = workers or os.cpu_count() or 1
        self._lock = threading.RLock()
        self._waiting: deque[_Given] = deque()
        self._lanes: list[_Lane] = []
        self._is_warm = self._is_over = False
        self._deaths = 0
        self._failure: Refusal | None = None
        self._makings = makings()
        self._ended = threading.Event()

    @property
    def pids(self) -> list[int]:
        """The processes that are ready for work."""
        return [lane.pid for lane in self._lanes if lane.pid]

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Take work in; its arguments travel by pickle."""
        if named:
            raise TypeError("work takes its arguments by place")
        with self._lock:
            if self._is_over:
                raise RuntimeError("these processes have ended")
            if self._failure is not None:
                raise self._failure
            future: Future[Any] = Future()
            self._waiting.append(_Given(future, work, given))
            if not self._lanes:
                self._lanes = [self._new_lane() for _ in range(self._max_workers)]
                threading.Thread(target=self._watch, daemon=True).start()
            self._give_out()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: when all is done, or at once with ``cancel_futures``."""
        with self._lock:
            self._is_over = True
            pending = [entry.future for entry in self._waiting]
            pending += [lane.given.future for lane in self._lanes if lane.given is not None]
            if cancel_futures:
                for future in pending:
                    future.cancel()
                self._waiting.clear()
                self._kill_all()
        if wait and not cancel_futures:
            for future in pending:
                with suppress(BaseException):
                    future.exception()
        self._ended.set()
        for lane in self._lanes:
            lane.pool.shutdown(wait=wait, cancel_futures=True)

    def __exit__(self, kind: Any, error: Any, at: Any) -> None:
        self.shutdown(cancel_futures=error is not None)

    def _new_lane(self) -> _Lane:
        pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_begin)
        lane = _Lane(pool)
        with _ctrl_c_is_for_us():
            prepared = pool.submit(_prepared)
        prepared.add_done_callback(lambda future: self._has_begun(lane, future))
        return lane

    def _has_begun(self, lane: _Lane, prepared: Future[Any]) -> None:
        """Take a worker in that has imported everything, or try another."""
        with self._lock:
            if self._is_over or prepared.cancelled():
                return
            error = prepared.exception()
            if error is None:
                lane.pid, theirs = prepared.result()
                if theirs == self._makings:
                    self._give_out()
                    return
                self._fail(Refusal("engine.edited", parts=", ".join(self._makings.differences(theirs))))
                return
            self._deaths += 1
            if not isinstance(error, BrokenExecutor) or self._deaths >= MOST_STARTS * self._max_workers:
                self._fail(Refusal("engine.no_process", reason=f"{type(error).__name__}: {error}"))
                return
            self._replace(lane)

    def _give_out(self) -> None:
        """Give work to those who have none."""
        for lane in self._lanes:
            busy = sum(entry.given is not None for entry in self._lanes)
            if not self._is_warm and busy:
                return
            if not lane.pid or lane.given is not None:
                continue
            while self._waiting:
                given = self._waiting.popleft()
                if given.has_begun or given.future.set_running_or_notify_cancel():
                    given.has_begun = True
                    self._give(lane, given)
                    break

    def _give(self, lane: _Lane, given: _Given) -> None:
        lane.given = given
        if given.patience is not None:
            beside = 0.0 if lane.is_warm else _TO_LOAD if self._is_warm else _TO_COMPILE
            lane.until = awake() + given.patience + beside
        try:
            done = lane.pool.submit(given.work, *given.given)
        except BrokenExecutor:  # it died while it had nothing to do
            lane.given, lane.until = None, float("inf")
            self._waiting.appendleft(given)
            self._replace(lane)
            return
        done.add_done_callback(lambda future: self._has_done(lane, given, future))

    def _has_done(self, lane: _Lane, given: _Given, done: Future[Any]) -> None:
        with self._lock:
            if self._is_over and done.cancelled():
                return
            lane.given, lane.until = None, float("inf")
            error = done.exception()
            if not isinstance(error, BrokenExecutor):
                self._is_warm, lane.is_warm, self._deaths = True, True, 0
            elif not self._is_over:
                self._replace(lane)
            self._give_out()
        if error is None:
            given.future.set_result(done.result())
        elif isinstance(error, BrokenExecutor):
            limit = max((entry.run_limit for entry in given.given if getattr(entry, "run_limit", None)), default=0.0)
            given.future.set_exception(TookTooLong(limit) if lane.is_stuck else Lost())
        else:
            given.future.set_exception(error)

    def _replace(self, lane: _Lane) -> None:
        lane.pool.shutdown(wait=False)
        self._lanes[self._lanes.index(lane)] = self._new_lane()

    def _fail(self, error: Refusal) -> None:
        """Give up: nobody can be put to work."""
        self._failure = error
        waiting, self._waiting = list(self._waiting), deque()
        for given in waiting:
            if given.has_begun or given.future.set_running_or_notify_cancel():
                given.future.set_exception(error)

    def _watch(self) -> None:
        """End workers that are stuck."""
        while not self._ended.wait(_LOOK):
            with self._lock:
                for lane in self._lanes:
                    if awake() > lane.until and not lane.is_stuck:
                        lane.is_stuck = True
                        _kill(lane.pid)

    def _kill_all(self) -> None:
        for lane in self._lanes:
            _kill(lane.pid)


def _kill(pid: int) -> None:
    """End a process of ours, if it is still there."""
    for process in multiprocessing.active_children():
        if process.pid == pid:
            process.kill()


@contextmanager
def _ctrl_c_is_for_us() -> Iterator[None]:
    """Let processes begin deaf to Ctrl-C, where the system knows how: who hears it ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Be a worker: Ctrl-C is for whoever began it, and it ends when that one does, however that is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _prepared() -> tuple[int, Makings]:
    """Import what work takes; return who one is, and what one makes numbers with."""
    from . import work  # noqa: F401 - it takes the model with it

    return os.getpid(), makings()
