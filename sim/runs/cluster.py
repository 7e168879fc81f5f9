"""Dask as an engine: work for workers on this machine or on others, which must make numbers with the same things."""

from __future__ import annotations

import errno
import logging
import pickle
import re
import socket
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.words import Refusal, reason

from .code import Makings, makings
from .engine import Lost

CONNECTING = 10.0  # seconds for a scheduler to answer
COMING_UP = 60.0  # seconds for the first worker
_OFTEN = 5.0  # seconds between two counts of the workers
_LOCAL = {
    "distributed.worker.profile.enabled": False,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.admin.tick.interval": "5s",
    "distributed.admin.system-monitor.interval": "30s",
    "distributed.admin.system-monitor.disk": False,
    "distributed.admin.system-monitor.gil.enabled": False,
}
"""What Dask does without on this machine: profiles, counts and health checks, fifty a second, that nobody reads."""


class OtherMakings(Exception):  # noqa: N818 - as one says it
    """A worker would make numbers with other sources or versions: its name, and what differs."""


def warn(notice: Refusal) -> None:
    """Tell whoever has no better way to be told."""
    warnings.warn(str(notice), RuntimeWarning, stacklevel=2)


@contextmanager
def dask_engine(
    address: str, workers: int | None, notify: Callable[[Refusal], None] | None = None
) -> Iterator[Executor]:
    """Open an engine at a scheduler's address, or, where it is empty, on workers of this machine that end with it.

    Parameters
    ----------
    address : str
        ``HOST:PORT`` or ``tcp://HOST:PORT``, or a file that the scheduler has written (``--scheduler-file``).
    workers : int, optional
        How many begin on this machine, where there is no address.
    notify : callable, optional
        Called with a sentence when all workers are gone; a warning unless given.

    Raises
    ------
    Refusal
        Where Dask is not installed, nobody listens at the address, or a worker makes numbers with something else.
    """
    try:
        import distributed
    except ImportError:
        raise Refusal("engine.no_dask") from None
    quiet = logging.getLogger("distributed")
    level = quiet.level
    quiet.setLevel(logging.CRITICAL + 1)  # a worker that dies is no news: its work is done by others
    try:
        with _client(distributed, address, workers) as client:
            yield _Cluster(client, address or client.scheduler.address, notify or warn)
    finally:
        quiet.setLevel(level)


@contextmanager
def _client(distributed: Any, address: str, workers: int | None) -> Iterator[Any]:
    if not address:
        import dask

        with (
            dask.config.set(_LOCAL),
            distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, memory_limit=0, dashboard_address=None,
                silence_logs=logging.CRITICAL + 1,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):  # fmt: skip
            yield client
        return
    if Path(address).is_file() or not re.search(r"://|:[0-9]+$", address):
        _wait_for(Path(address))
        named = {"scheduler_file": address}
    else:
        _knock(address)
        named = {"address": address}
    try:
        client = _connected(distributed, named)
    except (OSError, ValueError, TypeError) as error:
        raise Refusal("engine.nobody", address=address, reason=str(error).partition("\n")[0]) from None
    with client:
        yield client


def _connected(distributed: Any, named: dict[str, str]) -> Any:
    client = distributed.Client.__new__(distributed.Client)
    try:
        client.__init__(**named, timeout=CONNECTING, set_as_default=False)
    except BaseException:
        # Left as it is, it would be closed when it is collected: if that is in the thread that the next client begins,
        # both wait for one lock, and Dask gives the next client up after ten seconds.
        client.close()
        raise
    return client


def _wait_for(file: Path) -> None:
    """Wait for the file of a scheduler that may have begun just now; Dask would wait for ever."""
    until = time.monotonic() + CONNECTING
    while not file.is_file():
        if time.monotonic() > until:
            raise Refusal("engine.nobody", address=file, reason=reason(FileNotFoundError(errno.ENOENT, "")))
        time.sleep(0.1)


def _knock(address: str) -> None:
    """See whether anybody listens at ``HOST:PORT``: where nobody does, Dask would try for as long as it may."""
    place = re.fullmatch(r"(?:tcp://|tls://)?\[?([^/\s]*?)\]?:([0-9]{1,5})", address)
    if place is None:
        return
    try:
        socket.create_connection((place[1], int(place[2])), CONNECTING).close()
    except (OSError, OverflowError) as error:
        raise Refusal("engine.nobody", address=address, reason=reason(error)) from None


class _Cluster(Executor):
    """Dask's futures, as an executor that speaks as the runner understands."""

    seconds_at_once = 1.0

    def __init__(self, client: Any, address: str, notify: Callable[[Refusal], None]) -> None:
        self._client, self._address, self._notify = client, address, notify
        self._is_deserted = False
        self._makings = makings()
        self._counted = (0.0, 1)
        self._held: dict[int, Any] = {}  # Dask forgets what nobody holds
        try:
            client.wait_for_workers(1, timeout=COMING_UP)
        except TimeoutError:
            raise Refusal("engine.no_workers", address=address) from None
        self._look_at_workers()

    @property
    def _max_workers(self) -> int:
        """How many are at work now; some may come and others go. That none is left is said once."""
        when, count = self._counted
        if time.monotonic() - when > _OFTEN:
            try:
                count = sum(self._client.sync(self._client.scheduler.ncores, callback_timeout=_OFTEN).values())
            except OSError:  # the scheduler is busy, or gone: what was handed in says so
                count = self._counted[1]
            self._counted = time.monotonic(), count
            if not count and not self._is_deserted:
                self._notify(Refusal("engine.deserted", address=self._address))
            self._is_deserted = not count
        return max(1, count)

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Take work in; whoever does it looks first whether it may."""
        if named:
            raise TypeError("work takes its arguments by place")
        # As bytes, for the scheduler would make everything in it to hand it on, and could not without the package.
        theirs = self._client.submit(_done, self._makings, pickle.dumps((work, given)), pure=False)
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        self._held[id(future)] = theirs
        theirs.add_done_callback(lambda done: self._has_done(future, done))
        return future

    def _has_done(self, future: Future[Any], done: Any) -> None:
        from distributed.scheduler import KilledWorker

        self._held.pop(id(future), None)
        try:
            future.set_result(done.result())
        except KilledWorker:
            future.set_exception(Lost())
        except OtherMakings as other:
            worker, parts = other.args
            future.set_exception(Refusal("engine.other_makings", worker=worker, parts=parts))
        except ModuleNotFoundError as error:
            future.set_exception(Refusal("engine.no_package", worker=self._address, reason=str(error)))
        except (CancelledError, OSError) as error:
            future.set_exception(Refusal("engine.gone", address=self._address, reason=str(error).partition("\n")[0]))
        except BaseException as error:  # noqa: BLE001 - whoever waits for it is to hear of it
            future.set_exception(error)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the workers as they are: whoever opened the engine closes it."""

    def _look_at_workers(self) -> None:
        """Refuse workers that lack the package or would make numbers with something else."""
        for worker, theirs in self._client.run(makings, on_error="return").items():
            if isinstance(theirs, Exception):
                raise Refusal("engine.no_package", worker=worker, reason=str(theirs))
            if theirs != self._makings:
                parts = ", ".join(self._makings.differences(theirs))
                raise Refusal("engine.other_makings", worker=worker, parts=parts)


def _done(mine: Makings, packed: bytes) -> Any:
    """Do work where numbers are made with the same things as where it comes from."""
    theirs = makings()
    if theirs != mine:
        from distributed import get_worker

        raise OtherMakings(get_worker().address, ", ".join(mine.differences(theirs)))
    work, given = pickle.loads(packed)
    return work(*given)
