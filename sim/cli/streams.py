"""Standard output and error: terminals that cannot show every character, and pipes that close early."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import json
import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from sim.words import Refusal, reason

if TYPE_CHECKING:
    from sim.scenario import ScenarioError

_STAND_INS = {
    "Δ": "D", "×": "x", "÷": "/", "—": "-", "–": "-", "−": "-", "·": ".", "…": "...", "±": "+/-", "─": "-",
    "│": "|", "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#", "≥": ">=",
    "→": "->", "β": "beta", "“": '"', "”": '"', "‘": "'", "’": "'",
}  # fmt: skip
_NARROWEST, _WIDEST, _PLAIN = 60, 100, 80


class Closed(Exception):  # noqa: N818 - it ends the output, and nothing is wrong
    """Whoever read standard output has stopped reading, as ``head`` does."""


class Ended(Exception):  # noqa: N818 - the command has said why
    """A command has complained and ends with this status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Put something a terminal can show in place of what it cannot; "?" at the worst."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_STAND_INS.get(char, "?") for char in lacking), error.end


def prepare() -> None:
    """Make both streams print something for every character, whatever their encoding.

    A stream that is not there, closed or none as under pythonw, becomes one that nobody reads.
    """
    for name in ("stdin", "stdout", "stderr"):  # in the order of their numbers, which the system gives out anew
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    codecs.register_error("quyuhua.stand_in", _stand_in)
    codecs.register_error("quyuhua.escaped", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="quyuhua.stand_in")


def put(text: str) -> None:
    """Print to standard output.

    Raises
    ------
    Closed
        Where nobody reads on.
    Refusal
        Where it cannot be written, as on a full disk.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # Windows says EINVAL of a pipe whose other end is gone.
        if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
            raise Closed from None
        forget(sys.stdout)
        raise Refusal("output.cannot", reason=reason(error)) from None


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Put JSON's own escape in place of what a terminal cannot show."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(json.dumps(char)[1:-1] for char in lacking), error.end


def put_data(text: str) -> None:
    """Print JSON for another program: the same bytes, UTF-8, on every platform; for a terminal what it can show."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="quyuhua.escaped", newline="\n")
    put(text)


def complain(text: str) -> None:
    """Print a line to standard error; one that is closed, or full, hears nothing."""
    whisper(sys.stderr, text + "\n")


def complain_of(error: ScenarioError, lang: str) -> None:
    """Print all that is wrong with a scenario, the same thing once."""
    for message in dict.fromkeys(fault.message(lang) for fault in error.faults):
        complain(message)


def whisper(stream: TextIO, text: str) -> bool:
    """Write to a stream that nobody need read; return whether that was possible."""
    try:
        stream.write(text)
        stream.flush()
    except (OSError, ValueError):
        forget(stream)
        return False
    return True


def forget(stream: TextIO) -> None:
    """Turn a stream that takes nothing into one that swallows everything, so that the end of Python is quiet."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def places(stream: TextIO) -> int:
    """Return how wide to print: the terminal's width within reason, 80 where there is none."""
    if not stream.isatty():
        return _PLAIN
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_PLAIN, 24)).columns))


def may_be_bold(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Return whether a stream is a terminal that knows bold type and whose user has nothing against it."""
    if environ.get("NO_COLOR") or environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    return os.name != "nt" or "WT_SESSION" in environ
