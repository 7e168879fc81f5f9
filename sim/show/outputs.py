"""What rows are called in tables, as data: a name with its unit and meaning, in both languages.

Files, columns and names stand where they are declared, in the faces of each answer; docs/outputs.md is made from all.
"""

from __future__ import annotations

from .answers import answers
from .kit.tables import Entry


def names() -> dict[str, list[Entry]]:
    """Return what the rows of tables are called, a list for each column that holds names."""
    return {column: entries for faces in answers().values() for column, entries in faces.row_names().items()}
