"""How the program was called, and commands as they can be pasted into the shell where it was."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

PROGRAM = "quyuhua"
_PLAIN = {False: re.compile(r"[\w@%+=:,./-]+"), True: re.compile(r"[\w+=:./\\-]+")}  # by whether it is Windows


def program() -> str:
    """Return how the program was called: as the door of a checkout, as a module, or as the console command."""
    called = Path(sys.argv[0]) if sys.argv and sys.argv[0] else Path(PROGRAM)
    python = "py" if os.name == "nt" else "python3"
    if called.name == "run.py":
        return f"{python} run.py"
    return f"{python} -m sim" if called.parts[-2:] == ("sim", "__main__.py") else PROGRAM


def quoted(word: object, windows: bool = os.name == "nt") -> str:
    """Return a word as a shell takes it whole; on Windows as both of its shells do, where that can be."""
    text = str(word)
    if _PLAIN[windows].fullmatch(text):
        return text
    if windows:  # only PowerShell reads single quotes, and only it makes something of $ and ` in double ones
        return "'" + text.replace("'", "''") + "'" if re.search(r"[$`]", text) else f'"{text}"'
    return "'" + text.replace("'", "'\"'\"'") + "'"


def command_line(words: Iterable[object]) -> str:
    """Return a command of the program, to be pasted."""
    return " ".join((program(), *map(quoted, words)))
