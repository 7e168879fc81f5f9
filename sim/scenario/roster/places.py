"""Where something stands in a roster, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sim.scenario.faults import MAX_FAULTS, Fault
from sim.words import Refusal, say
from sim.words.faults import clip


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, a row or column of one, a sheet or a file; row and column count from 1, a CSV file has no sheets."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None

    def said(self, lang: str) -> str:
        """Return the place in words."""
        parts = [clip(self.file, 120)]
        if self.sheet:
            parts.append(say("roster.place.sheet", lang, sheet=clip(self.sheet)))
        if self.row is not None:
            parts.append(say("roster.place.row", lang, row=self.row))
        if self.column is not None:
            parts.append(say("roster.place.column", lang, column=letters(self.column)))
        return say("list.comma", lang).join(parts)


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column: A, B … Z, AA …"""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class Where(Refusal):
    """A place inside a sentence, said in the sentence's language."""

    def __init__(self, place: Place) -> None:
        super().__init__("roster.wrong")
        self.place = place

    def message(self, lang: str) -> str:
        """Return the place in words."""
        return self.place.said(lang)


class OfScenario(Refusal):
    """What a scenario does not allow, found where a roster was put together as one."""

    def __init__(self, fault: Fault) -> None:
        super().__init__("roster.refused")
        self.fault = fault

    def message(self, lang: str) -> str:
        """Return what the fault says, without its place in a file that there is not yet."""
        fault = self.fault.message(lang).removeprefix(f"{self.fault.place}: ")
        return say(self.key, lang, fault=fault)


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong with a roster: where, what, what was found, what may stand there, what was meant."""

    place: Place
    said: Refusal
    found: str = ""
    allowed: Refusal | str = ""
    nearest: str | None = None

    def message(self, lang: str) -> str:
        """Return the whole message, one line."""
        parts = [self.said.message(lang)]
        if self.found:
            parts.append(say("roster.found", lang, found=clip(self.found)))
        if self.allowed:
            allowed = self.allowed.message(lang) if isinstance(self.allowed, Refusal) else self.allowed
            parts.append(say("roster.allowed", lang, allowed=allowed))
        if self.nearest:
            parts.append(say("roster.nearest", lang, nearest=clip(self.nearest)))
        text = say("roster.semicolon", lang).join(parts)
        return say("roster.wrong", lang, place=self.place.said(lang), wrong=text)


class RosterError(Exception):
    """A roster that cannot be used, with everything that is wrong with it, in order of file, sheet, row, column."""

    def __init__(self, wrongs: Iterable[Wrong]) -> None:
        self.wrongs = tuple(wrongs)
        super().__init__(self.wrongs)

    def messages(self, lang: str) -> list[str]:
        """Return what is wrong, one line each; of very many the first."""
        lines = [wrong.message(lang) for wrong in self.wrongs[:MAX_FAULTS]]
        more = len(self.wrongs) - len(lines)
        return [*lines, say("roster.more", lang, count=more)] if more else lines

    def __str__(self) -> str:
        return "\n".join(self.messages("en"))
