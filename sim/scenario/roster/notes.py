"""What was read freely, and what was left to a person: noted cell by cell, and listed a line a kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sim.words import Refusal, say
from sim.words.faults import clip

from .places import MOST_WORDS, Listed, Place, cells_named, letters

ORDER = (
    "left.sheet", "heading", "left.column", "rows", "nothing", "units", "factor", "range", "counted", "choice", "name",
    "date",
)  # fmt: skip
"""In which order kinds are listed, by how they begin."""
FEWER = 6  # of words of one kind where each is as good as the other
OPEN = "open"
"""Kinds of notes that begin so are left to a person; what they are about is not in the scenario."""


@dataclass(frozen=True)
class Note:
    """One cell, row, column or sheet that was read freely or left out.

    Attributes
    ----------
    kind : str
        ``note.KIND`` in the catalogue; kinds that begin with `OPEN` are for a person to decide.
    word : str
        What was found there.
    taken : Refusal, str
        What it was taken for.
    marks : tuple of str
        What was taken off.
    allowed : Refusal or None
        What may stand there.
    """

    kind: str
    place: Place
    word: str = ""
    taken: Refusal | str = ""
    marks: tuple[str, ...] = ()
    allowed: Refusal | None = None

    def message(self, lang: str) -> str:
        """Return what is said in the cell itself."""
        return lines([self], lang, sheets=1)[0]


@dataclass
class Notes:
    """What was noted while a roster was read."""

    all: list[Note] = field(default_factory=list)

    def add(self, kind: str, place: Place, word: str = "", taken: Refusal | str = "",
            marks: tuple[str, ...] = (), allowed: Refusal | None = None) -> None:  # fmt: skip
        """Note one thing."""
        self.all.append(Note(kind, place, word, taken, marks, allowed))

    @property
    def read(self) -> list[Note]:
        """What was read freely."""
        return [note for note in self.all if not note.kind.startswith(OPEN)]

    @property
    def open(self) -> list[Note]:
        """What is left to a person."""
        return [note for note in self.all if note.kind.startswith(OPEN)]


def lines(notes: Iterable[Note], lang: str, sheets: int) -> list[str]:
    """Return a line for each kind of note; what stands in which sheet is said where there are several."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        kinds.setdefault(note.kind, []).append(note)
    ranked = sorted(kinds.items(), key=lambda entry: _rank(entry[0]))
    return [_line(kind, alike, lang, sheets > 1) for kind, alike in ranked]


def _rank(kind: str) -> int:
    return next((at for at, begins in enumerate(ORDER) if kind.startswith(begins)), len(ORDER))


def _line(kind: str, notes: Sequence[Note], lang: str, several: bool) -> str:
    by_sheet: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        by_sheet.setdefault((note.place.file, note.place.sheet), []).append(note)
    parts = []
    for (file, sheet), alike in by_sheet.items():
        comma = say("list.comma", lang)
        if not alike[0].place.row and not alike[0].place.column:
            parts.append(comma.join(clip(note.word) for note in alike))
            continue
        shown = say("note.between", lang).join(_parts(alike, lang))
        parts.append(say("note.in", lang, where=clip(sheet or file, 120), what=shown) if several else shown)
    allowed = notes[0].allowed
    fields = {} if allowed is None else {"allowed": allowed.message(lang)}
    return say(f"note.{kind}", lang, what=say("roster.semicolon", lang).join(parts), **fields)


def _parts(notes: Sequence[Note], lang: str) -> list[str]:
    """Return the columns with what was taken off in them, the words with what they were taken for, or the rows."""
    if all(note.marks for note in notes):
        columns: dict[int, list[Note]] = {}
        for note in notes:
            columns.setdefault(note.place.column or 0, []).append(note)
        return [
            say("note.column", lang, column=letters(column), count=len(alike), marks=_marks(alike, lang))
            for column, alike in columns.items()
        ]
    if not any(note.word for note in notes):
        rows = Listed(str(note.place.row) for note in notes).message(lang)
        return [say("note.rows", lang, rows=rows)]
    groups: dict[str, list[Note]] = {}
    for note in notes:
        taken = note.taken.message(lang) if isinstance(note.taken, Refusal) else note.taken
        groups.setdefault(taken or f"\0{note.word}", []).append(note)
    most = FEWER if notes[0].kind.startswith("name") else 2 * MOST_WORDS
    shown = []
    for taken, alike in list(groups.items())[:most]:
        words = list(dict.fromkeys(clip(note.word) for note in alike))
        quoted = say("note.marks", lang).join(say("note.mark", lang, mark=word) for word in words[:MOST_WORDS])
        more = say("note.more", lang, count=len(words) - MOST_WORDS) if len(words) > MOST_WORDS else ""
        named = cells_named([note.place for note in alike], lang)
        fields = {"words": quoted + more, "cells": named}
        shown.append(say("note.word" if taken[:1] == "\0" else "note.taken", lang, taken=clip(taken), **fields))
    more_ = len(groups) - len(shown)
    return [*shown, say("note.more", lang, count=more_)] if more_ > 0 else shown


def _marks(notes: Sequence[Note], lang: str) -> str:
    quoted = [say("note.mark", lang, mark=mark) for mark in dict.fromkeys(m for note in notes for m in note.marks)]
    return say("note.marks", lang).join(quoted)
