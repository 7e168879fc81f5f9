"""The way in: streams, language, one command, one exit status."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from sim.words import Refusal, language, say
from sim.words.pasting import PROGRAM, program

from .commands import COMMANDS
from .interrupt import SIGNALS, Interrupt
from .options import BAD_INPUT, read, spoken
from .streams import Closed, Ended, complain, forget, places, prepare, put


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Parameters
    ----------
    argv : sequence of str, optional
        The words typed after the program's name; by default those of this process.

    Returns
    -------
    int
        Exit status: 0 fine, 2 bad input, 130 interrupted. A fault in the program itself comes out as an
        exception, and Python then ends with 1.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    prepare()
    lang = language(spoken(words), os.environ)
    try:
        return _command(words, lang)
    except Refusal as refusal:
        complain(refusal.message(lang))
        return BAD_INPUT
    except Ended as ended:
        return ended.status
    except Closed:
        forget(sys.stdout)
        return 0
    except KeyboardInterrupt:
        complain(say("interrupted.nothing", lang))
        return 130


def process(argv: Sequence[str] | None = None) -> NoReturn:
    """Be the program: run, and end with the status, whatever is heard while Python tidies up."""
    Interrupt.is_last = True
    os.environ["MPLBACKEND"] = "agg"  # figures go into files; one that does not exist would stop the import
    os.environ.pop("NUMBA_DISABLE_JIT", None)  # kernels read records as compiled code has them
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends a command as Ctrl-C does
    status = main(argv)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    sys.exit(status)


def _command(words: list[str], lang: str) -> int:
    typed = read(words)
    if typed.version:
        from sim import __version__

        put(f"{PROGRAM} {__version__}\n")
        return 0
    if typed.help:
        from . import manual

        called, room = program(), places(sys.stdout)
        command = COMMANDS.get(typed.command)
        put(manual.page(command, lang, room, called) if command else manual.overview(lang, room, called))
        return 0
    if COMMANDS[typed.command].takes_scenarios:
        from .roster import no_roster

        no_roster(typed)
    typed.argv = words
    module, _, function = COMMANDS[typed.command].does.partition(":")
    status: int = getattr(import_module(f".{module}", __package__), function or "command")(typed, lang)
    return status
