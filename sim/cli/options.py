"""How a command line is read, by the table of commands."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from sim.words import LANGUAGES, Refusal
from sim.words.pasting import PROGRAM, command_line

from .commands import COMMANDS, HELP, SHELLS, Command

BAD_INPUT = 2  # the exit status
TIME_IS_UP = 4  # what is done is kept, and the same command goes on
SOME_FAILED = 3  # all that could be run was, and some runs raised


@dataclass
class Typed:
    """A command line, read."""

    command: str
    words: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    """Of options that may be given more than once."""
    switches: frozenset[str] = frozenset()
    help: bool = False
    version: bool = False
    argv: list[str] = field(default_factory=list)
    """All that was typed."""

    def has(self, option: str) -> bool:
        """Return whether an option was typed."""
        return option in self.values or option in self.lists or option in self.switches


def spoken(argv: Sequence[str]) -> str | None:
    """Return what ``--lang`` says, whatever else is wrong with the line; the last one counts."""
    language = None
    for i, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and i + 1 < len(argv):
            language = argv[i + 1]
        elif word.startswith("--lang="):
            language = word.partition("=")[2]
    return language


def read(argv: Sequence[str]) -> Typed:
    """Read a command line. Without a command it is ``run``.

    Raises
    ------
    Refusal
        A wrong command or option, a value missing or one too many, with the nearest valid name.
    """
    words = list(argv)
    name, rest = _command(words)
    if name is None and {"--help", "-h", "--version"} & set(rest):
        return Typed("", help="--version" not in rest, version="--version" in rest)
    command = COMMANDS[name or "run"]
    before, after = _cut(rest)
    if {"--help", "-h"} & set(before):
        return Typed(command.name, help=True)
    parser = _Parser(command)
    try:
        options, left = parser.parse_known_args(before)
    except argparse.ArgumentError as error:
        raise parser.refusal(error) from None
    unknown = next((word for word in left if word.startswith("-") and len(word) > 1), None)
    if unknown is not None:
        raise _no_option(command, unknown)
    given = {name: value for name, value in vars(options).items() if value not in (None, False)}
    typed = Typed(
        command.name,
        words=[*left, *after],
        values={name: value for name, value in given.items() if isinstance(value, str)},
        lists={name: texts for name, texts in given.items() if isinstance(texts, list)},
        switches=frozenset(name for name, value in given.items() if value is True),
    )
    _words(command, typed)
    lang = typed.values.get("lang")
    if lang is not None and lang not in LANGUAGES:
        raise Refusal("typed.bad_value", option="--lang", found=lang, allowed=Refusal("allowed.language"))
    return typed


def _command(argv: list[str]) -> tuple[str | None, list[str]]:
    """Return the command, or None, and the rest of the line; ``--lang`` and ``--json`` may come before it."""
    at = 0
    while at < len(argv) and (argv[at].startswith("--lang") or argv[at] == "--json"):
        at += 2 if argv[at] == "--lang" else 1
    if at >= len(argv) or argv[at].startswith("-"):
        return None, argv
    word, rest = argv[at], argv[:at] + argv[at + 1 :]
    if word in COMMANDS:
        return word, rest
    refusal = Refusal("typed.no_command", found=word, allowed=_listed(COMMANDS))
    if word in _scenarios():
        raise Refusal("typed.is_scenario", sentence=refusal, found=word, command=command_line(["run", word]))
    raise _guessed(refusal, word, list(COMMANDS))


def _scenarios() -> Iterable[str]:
    from sim.scenario import shipped  # late: only a wrong command asks

    return shipped()


def _cut(words: list[str]) -> tuple[list[str], list[str]]:
    """Cut a line at ``--``: what comes after it are words, never options."""
    if "--" not in words:
        return words, []
    at = words.index("--")
    return words[:at], words[at + 1 :]


def _words(command: Command, typed: Typed) -> None:
    """Refuse more words than a command takes, or none where it needs one."""
    if not command.most and typed.words:
        raise Refusal("typed.takes_no_words", command=command.name, found=typed.words[0])
    if len(typed.words) > command.most:
        raise Refusal("typed.too_many", command=command.name, found=typed.words[command.most])
    if len(typed.words) < command.least:
        raise Refusal(command.lacking, command=command.name, allowed=_listed(SHELLS))


def _no_option(command: Command, word: str) -> Refusal:
    flags = [option.flag for option in (*command.options, HELP)]
    name = word.partition("=")[0]
    if command.answer and name == "--overwrite":  # others have it
        return Refusal("parts.no_overwrite", command=command.name)
    return _guessed(Refusal("typed.no_option", command=command.name, found=name, allowed=_listed(flags)), name, flags)


def _guessed(refusal: Refusal, word: str, valid: list[str]) -> Refusal:
    """Add the nearest valid name to a sentence, if there is one."""
    short = word.lstrip("-").lower().replace("_", "-")[:80]
    bare = {name.lstrip("-"): name for name in valid}
    close = [name for name in bare if short and name.startswith(short)]
    close = close or difflib.get_close_matches(short, bare, n=1, cutoff=0.6)
    return Refusal("typed.nearest", sentence=refusal, nearest=bare[close[0]]) if close else refusal


def _listed(names: Iterable[str]) -> str:
    return " ".join(names)


class _Parser(argparse.ArgumentParser):
    """argparse with nothing said: what is wrong becomes a Refusal, in the language of the user."""

    def __init__(self, command: Command) -> None:
        super().__init__(prog=PROGRAM, add_help=False, allow_abbrev=False, exit_on_error=False)
        self.command = command
        for option in command.options:
            if option.value:
                self.add_argument(*option.flags, dest=option.name, action="append" if option.many else "store")
            else:
                self.add_argument(*option.flags, dest=option.name, action="store_true")

    def refusal(self, error: argparse.ArgumentError) -> Refusal:
        """Say that a value is missing, or that there is one where none belongs."""
        option = self.command.option(str(error.argument_name).rpartition("--")[2])
        if option.value:
            return Refusal("typed.no_value", option=option.flag, example=f"{option.flag} {option.example}")
        value = str(error.message).rpartition(" ")[2].strip("'\"")
        return Refusal("typed.takes_none", option=option.flag, found=value)

    def error(self, message: str) -> NoReturn:
        raise AssertionError(message)  # every option is optional, so argparse has nothing to miss
