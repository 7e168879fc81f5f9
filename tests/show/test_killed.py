"""Whoever writes an answer's folder is killed with SIGKILL: only whole files are left, and asking again ends the same.

Every answer is saved from Python, and killed before the first and the last step of every kind on the disk. What goes on
for long keeps what it has: its command is killed as well. One is by itself, all are in the gate.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from sim.runs.store import FILE, LOCK
from sim.show.answers import answers
from tests.gate import others_in_the_gate
from tests.journeys.conftest import environment
from tests.show.killed import KEPT, WAYS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL and fork are POSIX")
LONG = sorted(name for name, shown in answers().items() if shown.beside)
CLOCK = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?")
STORE = (FILE, LOCK)


class Writer:
    """A process that writes its folder as often as it is asked to, and is killed where it is asked to."""

    def __init__(self, here: Path, name: str, way: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.show.killed", name, way],
            cwd=here, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def write(self, place: Path, moment: int = 0) -> tuple[int, list[str]]:
        """Write the folder, unless killed before the ``moment``-th step; return status and kinds of steps."""
        ours, theirs = self._process.stdin, self._process.stdout
        assert ours
        assert theirs
        print(place, moment, file=ours, flush=True)
        status, steps = json.loads(theirs.readline())
        return status, steps

    def end(self) -> None:
        self._process.communicate(timeout=60)


@pytest.fixture
def writer(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    monkeypatch.chdir(tmp_path)
    made = Writer(tmp_path, *request.param)
    yield made
    made.end()


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but for the clock; those that are being written have no name of ours.

    Nor does a store count, whose pages lie as it happened: what is in it, the tables say.
    """
    files = (file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(STORE))
    return {
        file.relative_to(folder).as_posix(): CLOCK.sub(b"", file.read_bytes())
        for file in files
        if not any(part.endswith(".unfinished") for part in file.relative_to(folder).parts)
    }


def is_whole(name: str, left: bytes, whole: Mapping[str, bytes]) -> bool:
    """Whether a file is there in full; a table of long work may have fewer points yet."""
    return left == whole[name] or (name.endswith(".csv") and left.endswith(b"\n") and whole[name].startswith(left))


def moments(steps: list[str]) -> list[int]:
    """Return the numbers of the first and the last step of every kind."""
    first = {steps.index(kind) + 1 for kind in steps}
    last = {len(steps) - steps[::-1].index(kind) for kind in steps}
    return sorted({*first, *last})


def killed_and_asked_again(name: str, writer: Writer, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path.cwd()
    (here / "whole").mkdir()
    status, steps = writer.write(here / "whole")
    assert status == 0
    whole = content(here / "whole" / KEPT)
    assert len(steps) > len(whole) > 2
    again = WAYS[way](name)
    for moment in moments(steps):
        place, folder = here / str(moment), here / str(moment) / KEPT
        place.mkdir()
        assert writer.write(place, moment)[0] == -signal.SIGKILL
        left = content(folder)
        assert [file for file in left if not is_whole(file, left[file], whole)] == [], moment
        if "manifest.json" in left:
            assert left == whole, "the manifest comes last"
        monkeypatch.chdir(place)
        again()
        assert content(folder) == whole, moment
        left_over = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()} - set(whole)
        assert left_over <= {FILE, LOCK}


@pytest.mark.parametrize(
    ("name", "writer"),
    others_in_the_gate(((name, (name, "save")) for name in sorted(answers())), lambda name, _: name == "verdict"),
    indirect=["writer"],
)
def test_killed_while_it_is_saved(name: str, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_and_asked_again(name, writer, "save", monkeypatch)


@pytest.mark.gate
@pytest.mark.parametrize(("name", "writer"), [(name, (name, "command")) for name in LONG], indirect=["writer"])
def test_killed_while_its_command_is_at_work(name: str, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_and_asked_again(name, writer, "command", monkeypatch)
