"""Progress: a bar with rate and time left on a terminal, a whole line now and then in a pipe."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from sim.model.compilation import COMPILATION
from sim.show.kit.numbers import number
from sim.show.kit.text import lines, pad, width
from sim.words import say

from .streams import whisper

_OFTEN, _SELDOM = 0.1, 60.0  # seconds between two lines, on a terminal and in a pipe
_BAR = 20  # places; signs that every console has, and of one width everywhere


class Progress:
    """What the runner calls after each piece of work.

    Parameters
    ----------
    lang : {"en", "zh"}
        Language.
    stream : text stream
        Standard error, as a rule.
    clock : callable
        Returns seconds.
    """

    def __init__(self, lang: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._lang, self._clock = lang, clock
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._began = (clock(), 0)
        self._last = 0
        self._shown = clock()
        self._length = 0
        self._has_begun = False

    def __call__(self, done: int, total: int, failed: int = 0) -> None:
        """Say how far it is: so many of so many, and how many failed if any did."""
        now = self._clock()
        if not 0 < self._last < done:  # the first of a batch: what it took to get there says nothing of the rest
            self._began = (now, done)
        self._last = done
        if now - self._shown < (_OFTEN if self._live else _SELDOM) and (self._length or not self._live):
            return
        self._shown = now
        line = self._line(now, done, total)
        self._show(say("progress.failed", self._lang, line=line, failed=failed) if failed else line, done, total)

    def compiling(self, done: int, total: int, left: float | None) -> None:
        """Say how far compiling is: so many kernels of so many that were lacking."""
        now = self._clock()
        if not self._has_begun:
            self._has_begun = True
            self._write(say("compiling.begins", self._lang) + "\n")
            self._shown = now
        if now - self._shown < (_OFTEN if self._live else _SELDOM):
            return
        self._shown = now
        words = {"done": done, "total": total}
        line = (
            say("compiling.start", self._lang, **words) if left is None
            else say("compiling.line", self._lang, **words, left=duration(left, self._lang))
        )  # fmt: skip
        self._show(line, done, total)

    def _show(self, line: str, done: int, total: int) -> None:
        if self._live:
            line = self._fitting(line, done, total)
            self._write("\r" + pad(line, self._length))
            self._length = width(line)
        else:
            self._write(line + "\n")

    def end(self) -> None:
        """Take the line away."""
        if self._live and self._length:
            self._write("\r" + " " * self._length + "\r")
            self._length = 0

    def _fitting(self, line: str, done: int, total: int) -> str:
        """Put a bar before the line if there is room for it; a line that is too long would not go away again."""
        room = shutil.get_terminal_size((80, 24)).columns - 1
        full = _BAR * done // max(total, 1)
        whole = f"[{'=' * full}{' ' * (_BAR - full)}] {line}"
        return whole if width(whole) <= room else lines(line, room)[0]

    def _line(self, now: float, done: int, total: int) -> str:
        began, already = self._began
        rate = (done - already) / (now - began) if now > began else 0.0
        if rate <= 0.0:
            return say("progress.start", self._lang, done=done, total=total)
        shown = number(rate, 0 if rate >= 10 else 1)
        left = duration((total - done) / rate, self._lang)
        return say("progress.line", self._lang, done=done, total=total, rate=shown, left=left)

    def _write(self, text: str) -> None:
        if not whisper(self._stream, text):  # nobody is looking
            self._live = False


@contextmanager
def shown(lang: str, quiet: bool) -> Iterator[Progress | None]:
    """Show how far something is, and how far compiling is where that comes first; nothing, and None, where quiet."""
    progress = None if quiet else Progress(lang)
    with COMPILATION.heard_by(_nothing if progress is None else progress.compiling):
        try:
            yield progress
        finally:
            if progress is not None:
                progress.end()


def _nothing(done: int, total: int, left: float | None) -> None:
    """Say nothing."""


def duration(seconds: float, lang: str) -> str:
    """Say a length of time, in the two largest units that matter."""
    whole = max(0, round(seconds))
    if whole < 60:
        return say("progress.seconds", lang, seconds=whole)
    if whole < 3600:
        return say("progress.minutes", lang, minutes=whole // 60, seconds=whole % 60)
    return say("progress.hours", lang, hours=whole // 3600, minutes=whole % 3600 // 60)
