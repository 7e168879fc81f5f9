"""A process that writes an answer's folder and is killed on the way: ``python -m tests.show.killed NAME HOW``.

It reads lines, PLACE MOMENT: in a process of its own, which has nothing to import any more, the folder `KEPT` is
written in that place, and just before the MOMENT-th step on the disk that process kills itself with SIGKILL. A file
that is being written then is cut in half. What it answers is the process's status, and what steps there were.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sim.cli import main
from sim.show.answers import answers
from tests.drawing import draw_once
from tests.show.asked import lay, small, words

KEPT = "kept"
STEPS = {"os.mkdir", "os.rmdir", "os.rename", "os.link", "os.remove"}


def by_command(name: str) -> Callable[[], None]:
    """Write the folder as the command of an answer does."""

    def write() -> None:
        lay(Path())
        if main([*words(name), "--replications", "2", "--workers", "1", "--lang", "en", "--out", KEPT]):
            raise SystemExit(f"{name} was not written")

    return write


def from_python(name: str) -> Callable[[], None]:
    """Write the folder as `save` of an answer does."""
    answer = small(name)

    def write() -> None:
        answer.save(KEPT, lang="en", overwrite=True, report=False)

    return write


WAYS: dict[str, Callable[[str], Callable[[], None]]] = {"command": by_command, "save": from_python}


class Watch:
    """Counts steps on the disk below where it stands, and dies before one of them."""

    def __init__(self, moment: int) -> None:
        self._below, self._moment = str(Path.cwd().resolve()), moment
        self.steps: list[str] = []
        sys.addaudithook(self._heard)
        self._settle, os.fsync = os.fsync, self._cut_and_settle

    def _heard(self, event: str, words: Sequence[Any]) -> None:
        writes = event == "open" and isinstance(words[2], int) and words[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (writes or event in STEPS) and os.path.realpath(os.fsdecode(words[0])).startswith(self._below):
            self._step(f"{event} {Path(os.fsdecode(words[0])).suffix}")

    def _cut_and_settle(self, handle: int) -> None:
        if len(self.steps) + 1 == self._moment and os.fstat(handle).st_size and not os.isatty(handle):
            self._cut(handle)
        self._step("settle")
        self._settle(handle)

    @staticmethod
    def _cut(handle: int) -> None:
        try:
            os.ftruncate(handle, os.fstat(handle).st_size // 2)
        except OSError:  # a folder
            return

    def _step(self, kind: str) -> None:
        self.steps.append(kind)
        if len(self.steps) == self._moment:
            os.kill(os.getpid(), signal.SIGKILL)


def serve(name: str, way: str) -> None:
    """Write as often as a line is read, each time in a process that may be killed."""
    silence = os.open(os.devnull, os.O_WRONLY)
    answers_to = os.dup(1)
    os.dup2(silence, 1)
    write = WAYS[way](name)
    write()  # whatever is imported, compiled or drawn is there from now on
    for line in sys.stdin:
        place, moment = line.split()
        reads, tells = os.pipe()
        child = os.fork()
        if not child:
            os.chdir(place)
            watch = Watch(int(moment))
            write()
            os.write(tells, json.dumps(watch.steps).encode())
            os._exit(0)
        os.close(tells)
        with os.fdopen(reads, encoding="utf-8") as stream:
            steps = json.loads(stream.read() or "[]")
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(answers_to, (json.dumps([status, steps]) + "\n").encode())


if __name__ == "__main__":
    assert sys.argv[1] in answers()
    with draw_once():
        serve(sys.argv[1], sys.argv[2])
