"""A roster that cannot be used: all that is wrong with it, in one exception."""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario.faults import MAX_FAULTS
from sim.words import say

from .notes import Note
from .places import Wrong


class RosterError(Exception):
    """A roster that cannot be used, with everything that is wrong with it, in order of file, sheet, row, column.

    ``left`` is what is left to a person besides.
    """

    def __init__(self, wrongs: Iterable[Wrong], left: Iterable[Note] = ()) -> None:
        self.wrongs, self.left = tuple(wrongs), tuple(left)
        super().__init__(self.wrongs)

    def messages(self, lang: str) -> list[str]:
        """Return what is wrong, a line a kind; of very many kinds the first."""
        kinds: dict[tuple[object, ...], list[Wrong]] = {}
        for wrong in self.wrongs:
            kinds.setdefault(wrong.kind, []).append(wrong)
        lines = [
            alike[0].message(lang) if len(alike) == 1 else alike[0].together(alike, lang) for alike in kinds.values()
        ]
        more = len(lines) - MAX_FAULTS
        return [*lines[:MAX_FAULTS], say("roster.more", lang, count=more)] if more > 0 else lines

    def __str__(self) -> str:
        return "\n".join(self.messages("en"))
