"""Ctrl-C, and SIGTERM alike: the command ends within a second, and says what was kept.

Python hears a signal only between two of its own steps, and compiling or a long native call can take seconds.
So the system also writes each signal to a socket (`signal.set_wakeup_fd`), on which a thread waits: if the
main thread has not ended the command by then, the thread does. So it is too where Python heard the signal in a
finaliser or a weak reference's callback, out of which nothing is raised.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import ClassVar

STATUS = 130
SIGNALS = (signal.SIGINT, signal.SIGTERM)
PATIENCE = 0.4  # seconds for the main thread to come to its senses


class Interrupt:
    """One command that may be interrupted.

    Parameters
    ----------
    last_words : callable
        Tidies up and says what was kept, where the main thread is past doing so.
    """

    is_last: ClassVar[bool] = False
    """Whether the process ends with the command, so that nobody listens after it."""

    def __init__(self, last_words: Callable[[], None]) -> None:
        self._last_words = last_words
        self._ended = threading.Event()
        self._free = threading.Event()
        self._free.set()
        self._pending = self._over = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch for Ctrl-C and SIGTERM while the command runs; in any thread but the main one this does nothing."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        hears, speaks = socket.socketpair()
        speaks.setblocking(False)
        before = {number: signal.signal(number, self._heard) for number in SIGNALS}
        wakes = signal.set_wakeup_fd(speaks.fileno(), warn_on_full_buffer=False)
        threading.Thread(target=self._watch, args=(hears,), daemon=True).start()
        unraised = sys.unraisablehook
        sys.unraisablehook = lambda fault: None if fault.exc_type is KeyboardInterrupt else unraised(fault)
        try:
            yield
        finally:
            self._ended.set()
            sys.unraisablehook = unraised
            signal.set_wakeup_fd(wakes)
            for number, handler in before.items():
                signal.signal(number, signal.SIG_IGN if self.is_last and self._over else handler)
            speaks.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Finish what is inside first: the results' files are being moved into place."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()
        if self._pending:
            raise KeyboardInterrupt

    def over(self) -> None:
        """All is done and said: what is heard from now on changes nothing."""
        self._over = True
        self._free.clear()

    def _heard(self, number: int, frame: FrameType | None) -> None:
        if self._free.is_set():
            raise KeyboardInterrupt
        self._pending = True

    def _watch(self, hears: socket.socket) -> None:
        with hears:
            while True:
                try:
                    heard = hears.recv(64)
                except OSError:
                    return
                if not heard:
                    return
                if any(number in heard for number in SIGNALS):
                    break
            self._free.wait()
            if not self._ended.wait(PATIENCE):
                self._last_words()
                os._exit(STATUS)
