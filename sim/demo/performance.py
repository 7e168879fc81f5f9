"""Performances: each address is played once, however many watch it; months are made when somebody asks for them."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from .address import Address

if TYPE_CHECKING:
    from sim.scenario import LoadedScenario

    from .stage import Play, Stage

MOST_KEPT = 64  # performances that are kept when nobody watches them any more
WORKERS = 2

Listener = Callable[[str], None]


class Performance:
    """One address being played, for all who watch it.

    Its methods may take long and may be called from any thread.

    Attributes
    ----------
    address : Address
    play : Play
    watchers : int
        How many watch it.
    """

    def __init__(self, address: Address, play: Play) -> None:
        self.address, self.play = address, play
        self.watchers = 0
        self._lock = threading.Lock()
        self._stage: Stage | None = None
        self._still: str | None = None
        self._frames: dict[int, tuple[str, ...]] = {}
        self._band: str | None = None
        self._band_listeners: list[Listener] = []
        self._is_counting = False

    @property
    def months(self) -> int:
        """Return how many months there are."""
        return self.play.scenario.months

    def still(self) -> str:
        """Return the message that has all but the months."""
        with self._lock:
            if self._still is None:
                message = {"type": "stage", **self._at(0).still(), "address": self.address.data()}
                self.teach(message)
                self._still = compact(message)
            return self._still

    def teach(self, stage: dict[str, Any]) -> None:
        """Put the lesson that is played on a stage, where one is."""
        if self.address.lesson is not None:
            from .lessons.load import shipped_lesson
            from .lessons.packed import teach

            teach(stage, shipped_lesson(self.address.lesson))

    def organisations(self) -> int:
        """Return how many organisations there are."""
        with self._lock:
            if self._stage is None:
                self._at(0)
            assert self._stage is not None
            return len(self._stage.troupes[0].runs["joint"].world.organisation)

    def frames(self, month: int) -> tuple[str, ...]:
        """Return the messages of a month, from 1; one for each world."""
        with self._lock:
            if month not in self._frames:
                stage = self._at(month - 1)
                self._frames[month] = tuple(
                    compact({"type": "month", "world": world, "month": happened})
                    for world, happened in stage.step().items()
                )
            return self._frames[month]

    def tell_band(self, listener: Listener, counting: ThreadPoolExecutor) -> None:
        """Let a listener have the band now, and whenever more replications are in; count while anybody listens."""
        with self._lock:
            self._band_listeners.append(listener)
            known = self._band
            begin = not self._is_counting and not self._is_counted
            self._is_counting = self._is_counting or begin
        if known is not None:
            listener(known)
        if begin:
            counting.submit(self._count_for_listeners)

    @property
    def _is_counted(self) -> bool:
        band = None if self._band is None else json.loads(self._band)["band"]
        return band is not None and band["replications"] == band["of"]

    @property
    def _asks_for_halves(self) -> bool:
        """Return whether K belongs to the band: where 1+1 is the question, and in a lesson that speaks of K."""
        if self.address.lesson is None:
            return self.play.compare == "apart"
        from .lessons.load import shipped_lesson

        return self.play.compare == "apart" or shipped_lesson(self.address.lesson).speaks_of_k

    def hush(self, listener: Listener) -> None:
        """Stop telling a listener."""
        with self._lock:
            if listener in self._band_listeners:
                self._band_listeners.remove(listener)

    def band(self) -> dict[str, Any] | None:
        """Return the band as far as it is known."""
        with self._lock:
            return None if self._band is None else json.loads(self._band)["band"]

    def count(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Count the band to its end, as long as it is wanted."""
        from sim.runs.runner import answer

        from .band import band

        def spread(made: dict[str, Any]) -> bool:
            message = compact({"type": "band", "band": made})
            with self._lock:
                self._band = message
                listeners = list(self._band_listeners)
            for listener in listeners:
                listener(message)
            return wanted()

        answer(band(self.play.compare, self.play.scenarios(), spread, halves=self._asks_for_halves), workers=1)

    def _count_for_listeners(self) -> None:
        try:
            self.count(lambda: bool(self._band_listeners))
        finally:
            with self._lock:
                self._is_counting = False

    def _at(self, month: int) -> Stage:
        """Return the stage as it is after a month: it is run again where it has gone on from there."""
        from .stage import Stage

        if self._stage is None or self._stage.month > month:
            self._stage = Stage(self.play)
        self._stage.forward(month - self._stage.month)
        return self._stage


class Playbill:
    """All performances, by address; those that nobody watches are dropped, the longest unwatched first.

    Parameters
    ----------
    own : LoadedScenario, optional
        The scenario that was named on the command line.
    """

    def __init__(self, own: LoadedScenario | None = None) -> None:
        self.own = own
        self.work = ThreadPoolExecutor(WORKERS, "stage")
        self.counting = ThreadPoolExecutor(1, "band")
        self._lock = threading.Lock()
        self._performances: OrderedDict[str, Performance] = OrderedDict()

    def __len__(self) -> int:
        return len(self._performances)

    def watch(self, address: Address) -> Performance:
        """Return the performance of an address, and count who watches it.

        Raises
        ------
        Refusal, ScenarioError
            With what is wrong with the address.
        """
        with self._lock:
            performance = self._performances.get(address.key)
        if performance is None:
            made = Performance(address, address.play(self.own))
            with self._lock:
                performance = self._performances.setdefault(address.key, made)
        with self._lock:
            performance.watchers += 1
            self._performances[address.key] = performance
            self._performances.move_to_end(address.key)
        return performance

    def leave(self, performance: Performance) -> None:
        """Say that one of those who watched it is gone."""
        with self._lock:
            performance.watchers -= 1
            idle = [key for key, performance in self._performances.items() if not performance.watchers]
            for key in idle[: max(0, len(idle) - MOST_KEPT)]:
                del self._performances[key]

    def close(self) -> None:
        """End the work that is under way."""
        for pool in (self.work, self.counting):
            pool.shutdown(wait=False, cancel_futures=True)


def compact(data: Any) -> str:
    """Return data as JSON without blanks."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
