"""A roster: organisations, areas and needs as a street keeps them in a spreadsheet, and the way to a scenario.

`sheets` reads files into rows of cells (`workbook`, `separated`), `columns` and `office` say which tables, columns and
words there are, `headers` finds the tables, `tables` reads their cells by kind, `tree` puts a scenario together,
`written` makes it a file. What was read freely is noted (`notes`), and everything that cannot be understood is said at
once (`RosterError`). Nothing heavy is imported here.
"""

from __future__ import annotations

from .error import RosterError
from .files import read_roster
from .places import Wrong
from .tree import Roster

__all__ = ["Roster", "RosterError", "Wrong", "read_roster"]
