"""Playbacks: each address is played once, however many watch it; months are made when somebody asks for them."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .address import Address

if TYPE_CHECKING:
    from .address import Own
    from .checkpoints import Checkpoints
    from .stage import Play, Stage

MOST_KEPT = 64  # playbacks that are kept when nobody watches them any more
WORKERS = 2

Listener = Callable[[str], None]


class Playback:
    """One address being played, for all who watch it.

    Its methods may take long and may be called from any thread.

    Parameters
    ----------
    address : Address
    play : Play
    checkpoints : Checkpoints, optional
        Where its stage leaves its checkpoints.

    Attributes
    ----------
    address : Address
    play : Play
    watchers : int
        How many watch it.
    """

    def __init__(self, address: Address, play: Play, checkpoints: Checkpoints | None = None) -> None:
        self.address, self.play = address, play
        self._checkpoints = checkpoints
        self.watchers = 0
        self._lock = threading.Lock()
        self._stage: Stage | None = None
        self._constants: str | None = None
        self._frames: dict[int, tuple[str, ...]] = {}
        self._band: str | None = None
        self._band_listeners: list[Listener] = []
        self._is_counting = False

    @property
    def months(self) -> int:
        """Return how many months there are."""
        return self.play.scenario.months

    def constants(self) -> str:
        """Return the message that has all but the months."""
        with self._lock:
            if self._constants is None:
                message = {"type": "stage", **self._begun().constants(), "address": self.address.data()}
                self.teach(message)
                self._constants = compact(message)
            return self._constants

    def teach(self, stage: dict[str, Any]) -> None:
        """Put the lesson that is played on a stage, where one is."""
        if self.play.lesson is not None:
            from .lessons.packed import teach

            teach(stage, self.play.lesson)

    def organisations(self) -> int:
        """Return how many organisations there are."""
        with self._lock:
            return len(self._begun().simulations[0].world.organisation)

    def frames(self, month: int) -> tuple[str, ...]:
        """Return the messages of a month, from 1; one for each world."""
        with self._lock:
            if month not in self._frames:
                stage = self._begun()
                stage.to(month - 1)
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
        """Return whether K belongs to the band: beside another world, but in a lesson only where it speaks of K."""
        lesson = self.play.lesson
        return self.play.compare != "one" if lesson is None else self.play.compare == "apart" or lesson.speaks_of_k

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

        answer(band(self.play.compare, self.play.scenarios, spread, halves=self._asks_for_halves), workers=1)

    def _count_for_listeners(self) -> None:
        try:
            self.count(lambda: bool(self._band_listeners))
        finally:
            with self._lock:
                self._is_counting = False

    def under(self, address: Address, since: int) -> Playback:
        """Return the playback of an address that says the same until before a month: nothing of that is made again.

        Raises
        ------
        ScenarioError
            With what is wrong with its changes.
        """
        play = replace(self.play, changes=address.changes)
        play.check()
        made = Playback(address, play, self._checkpoints)
        with self._lock:
            made._frames = {month: texts for month, texts in self._frames.items() if month < since}
            if self._stage is not None:
                made._stage = self._stage.under(play, since - 1, address.key)
        return made

    def _begun(self) -> Stage:
        """Return the stage, at whatever month it is."""
        from .stage import Stage

        if self._stage is None:
            self._stage = Stage(self.play, self._checkpoints, self.address.key)
        return self._stage


class Playbacks:
    """All playbacks, by address; those that nobody watches are dropped, the longest unwatched first.

    Parameters
    ----------
    own : LoadedScenario or LoadedLesson, optional
        What was named on the command line, where that is a file.
    """

    def __init__(self, own: Own | None = None) -> None:
        self.own = own
        self._checkpoints: Checkpoints | None = None
        self.work = ThreadPoolExecutor(WORKERS, "stage")
        self.counting = ThreadPoolExecutor(1, "band")
        self._lock = threading.Lock()
        self._playbacks: OrderedDict[str, Playback] = OrderedDict()

    def __len__(self) -> int:
        return len(self._playbacks)

    @property
    def checkpoints(self) -> Checkpoints:
        """Return the checkpoints of all stages."""
        from .checkpoints import Checkpoints

        with self._lock:
            self._checkpoints = self._checkpoints or Checkpoints()
            return self._checkpoints

    def watch(self, address: Address, before: Playback | None = None) -> Playback:
        """Return the playback of an address, and count who watches it.

        Parameters
        ----------
        address : Address
        before : Playback, optional
            What was watched before: where the address says the same until a month, it goes on from there.

        Raises
        ------
        Refusal, ScenarioError
            With what is wrong with the address.
        """
        with self._lock:
            playback = self._playbacks.get(address.key)
        if playback is None:
            since = None if before is None else address.differs_from(before.address)
            if before is not None and since is not None:
                made = before.under(address, since)
            else:
                made = Playback(address, address.play(self.own), self.checkpoints)
            with self._lock:
                playback = self._playbacks.setdefault(address.key, made)
        with self._lock:
            playback.watchers += 1
            self._playbacks[address.key] = playback
            self._playbacks.move_to_end(address.key)
        return playback

    def leave(self, playback: Playback) -> None:
        """Say that one of those who watched it is gone."""
        with self._lock:
            playback.watchers -= 1
            idle = [key for key, playback in self._playbacks.items() if not playback.watchers]
            for key in idle[: max(0, len(idle) - MOST_KEPT)]:
                del self._playbacks[key]
            if not playback.watchers and self._checkpoints is not None:
                self._checkpoints.forget(playback.address.key)

    def close(self) -> None:
        """End the work that is under way."""
        for pool in (self.work, self.counting):
            pool.shutdown(wait=False, cancel_futures=True)


def compact(data: Any) -> str:
    """Return data as JSON without blanks."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
