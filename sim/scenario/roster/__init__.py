"""A roster: organisations, areas and needs as a street keeps them in a spreadsheet, and the way to a scenario.

`sheets` reads files into rows of cells, `columns` says which tables and columns there are, `tables` finds them and
reads cells by their kind, `tree` puts a scenario together, `written` makes it a file. Everything that cannot be
understood is said at once (`RosterError`). Nothing heavy is imported here.
"""

from __future__ import annotations

from .places import RosterError, Wrong
from .tree import Roster, read_roster

__all__ = ["Roster", "RosterError", "Wrong", "read_roster"]
