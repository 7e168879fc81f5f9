"""Where something stands in a roster, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sim.scenario.faults import Fault
from sim.words import Refusal, say
from sim.words.faults import clip

MOST_WORDS, MOST_CELLS = 12, 6  # of one message


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, a row or column of one, a sheet or a file; row and column count from 1, a CSV file has no sheets.

    ``table`` is the table that the sheet was taken for, where its name does not say so.
    """

    file: str
    sheet: str = ""
    row: int | None = None
    column: int | None = None
    hidden: bool = False
    table: str = ""

    def said(self, lang: str) -> str:
        """Return the place in words."""
        parts = [clip(self.file, 120)]
        if self.sheet:
            parts.append(say(f"roster.place.{'hidden' if self.hidden else 'sheet'}", lang, sheet=clip(self.sheet)))
        if self.table:
            table = say(f"roster.sheet.{self.table}", lang)
            parts[-1] = say("roster.place.taken", lang, what=parts[-1], table=table)
        if self.row is not None:
            parts.append(say("roster.place.row", lang, row=self.row))
        if self.column is not None:
            parts.append(say("roster.place.column", lang, column=letters(self.column)))
        return say("list.comma", lang).join(parts)

    @property
    def cell(self) -> str:
        """What a spreadsheet calls it, such as C4, or its row or column."""
        return f"{letters(self.column or 0)}{self.row or ''}"


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column: A, B … Z, AA …"""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cells_named(places: Sequence[Place], lang: str) -> str:
    """Return what some cells are called; of very many the first and how many there are."""
    names = list(dict.fromkeys(place.cell for place in places))
    shown = say("list.comma", lang).join(names[:MOST_CELLS])
    return say("roster.cells", lang, cells=shown, count=len(names)) if len(names) > MOST_CELLS else shown


class OfScenario(Refusal):
    """What a scenario does not allow, found where a roster was put together as one."""

    def __init__(self, fault: Fault) -> None:
        super().__init__("roster.refused")
        self.fault = fault

    def message(self, lang: str) -> str:
        """Return what the fault says, without its place in a file that there is not yet."""
        fault = self.fault.message(lang).removeprefix(f"{self.fault.place}: ")
        return say(self.key, lang, fault=fault.rstrip(".。"))


class Listed(Refusal):
    """Names that may stand somewhere, divided as the language of the sentence divides; of many the first."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__("list.comma")
        self.names = tuple(names)

    def message(self, lang: str) -> str:
        """Return the names."""
        shown = say("list.comma", lang).join(clip(name) for name in self.names[:MOST_WORDS])
        more = len(self.names) > MOST_WORDS
        return say("roster.names_more", lang, names=shown, count=len(self.names)) if more else shown


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong with a roster: where, what, what was found, what may stand there, what was meant.

    ``also`` is another place that it has to do with, such as that of the first of two equal names.
    """

    place: Place
    refusal: Refusal
    found: str = ""
    allowed: Refusal | str = ""
    nearest: str | None = None
    also: Place | None = None

    def message(self, lang: str, *, placed: bool = True) -> str:
        """Return the whole message, one line; or what is said in the cell itself."""
        parts = [self.refusal.message(lang)]
        if self.found and placed:
            parts.append(say("roster.found", lang, found=clip(self.found)))
        if self.also is not None:
            parts.append(say("roster.also", lang, cell=self._also(lang)))
        return self._framed(parts, self.place, lang, placed=placed)

    def _also(self, lang: str) -> str:
        assert self.also is not None
        alike = (self.also.file, self.also.sheet) == (self.place.file, self.place.sheet)
        return self.also.cell if alike and self.also.column else self.also.said(lang)

    def _framed(self, parts: list[str], place: Place, lang: str, *, placed: bool = True) -> str:
        allowed = self.allowed.message(lang) if isinstance(self.allowed, Refusal) else self.allowed
        if allowed:
            parts.append(say("roster.allowed", lang, allowed=allowed))
        ends = say("roster.stop", lang)
        if self.nearest:
            parts.append(say("roster.nearest", lang, nearest=clip(self.nearest)))
            ends = ""  # the question has its mark
        text = say("roster.semicolon", lang).join(parts) + ends
        return say("roster.wrong", lang, place=place.said(lang), wrong=text) if placed else text

    def together(self, others: Sequence[Wrong], lang: str) -> str:
        """Return one message for several of a kind, this one the first of them."""
        by_text: dict[str, list[Wrong]] = {}
        for wrong in others:
            by_text.setdefault(wrong.found, []).append(wrong)
        shown = []
        alone = len(by_text) == 1
        for text, wrongs in list(by_text.items())[:MOST_WORDS]:
            places = [place for wrong in wrongs for place in (wrong.also, wrong.place) if place is not None]
            near = wrongs[0].nearest
            named = cells_named([place for place in places if place.sheet == self.place.sheet], lang)
            words = {"found": clip(text), "cells": named}
            if near and not alone:
                shown.append(say("roster.found_near", lang, nearest=clip(near), **words))
            else:
                shown.append(say("roster.found_at", lang, **words) if text else named)
        if len(by_text) > MOST_WORDS:
            shown.append(say("roster.more", lang, count=sum(map(len, list(by_text.values())[MOST_WORDS:]))))
        parts = [self.refusal.message(lang), say("list.comma", lang).join(shown)]
        place = Place(
            self.place.file, self.place.sheet, None, self._column(others), self.place.hidden, self.place.table
        )
        only = self if alone else Wrong(self.place, self.refusal, allowed=self.allowed)
        return only._framed(parts, place, lang)

    def _column(self, others: Sequence[Wrong]) -> int | None:
        return self.place.column if len({wrong.place.column for wrong in others}) == 1 else None

    @property
    def kind(self) -> tuple[object, ...]:
        """What those have in common that are said in one message."""
        allowed = self.allowed.message("en") if isinstance(self.allowed, Refusal) else self.allowed
        sentence = self.refusal.fault.kind if isinstance(self.refusal, OfScenario) else self.refusal.message("en")
        return self.place.file, self.place.sheet, self.refusal.key, sentence, allowed
