"""Seconds of a process that was awake: a closed laptop, or Ctrl-Z, is nobody's time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_TICK = 0.5  # seconds between looks at the clock
_LONG = 3.0  # seconds without a look, after which the process was not awake


class AwakeClock:
    """A clock that stands still while the process does not run at all.

    A thread looks at the time every half second. Where that was not so for seconds, nobody here has run meanwhile.

    Parameters
    ----------
    clock : callable
        Returns seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last, self._asleep = 0.0, 0.0
        self._ticking: threading.Thread | None = None

    def __call__(self) -> float:
        """Return seconds, from any moment on."""
        with self._lock:
            if self._ticking is None or not self._ticking.is_alive():  # as in a process that was forked
                self._last = self._clock()
                self._ticking = threading.Thread(target=self._tick, daemon=True)
                self._ticking.start()
        return self._look()

    def _tick(self) -> None:
        while True:
            time.sleep(_TICK)
            self._look()

    def _look(self) -> float:
        with self._lock:
            now = self._clock()
            if now - self._last > _LONG:
                self._asleep += now - self._last
            self._last = now
            return now - self._asleep


awake = AwakeClock()
