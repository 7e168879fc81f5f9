"""Files → a roster, or everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath

from sim.scenario.faults import ScenarioError
from sim.scenario.load import from_data
from sim.scenario.nodes import undotted
from sim.words import Refusal

from .columns import TABLES
from .error import RosterError
from .headers import Reading
from .places import OfScenario, Place, Wrong
from .sheets import Sheet, read_sheets
from .tables import read_tables
from .tree import Making, Roster


def read_roster(paths: Sequence[FilePath]) -> Roster:
    """Read the files of a roster.

    Raises
    ------
    RosterError
        With everything that is wrong in all of them.
    """
    reading = Reading()
    wrongs = reading.wrongs
    sheets: list[Sheet] = []
    for path in paths:
        sheets += read_sheets(path, wrongs)
    if wrongs:  # what it holds is not known, so nothing is said of names that it may list
        reading.unsure.update(table.name for table in TABLES)
    tables = read_tables(sheets, reading)
    if not wrongs and not any(listing.records for listing in tables):
        wrongs.append(Wrong(Place(paths[0].name), Refusal("roster.nothing")))
    roster = Making(tables, reading).roster()
    roster.encodings = {sheet.file: sheet.encoding for sheet in sheets if sheet.encoding}
    if not wrongs:
        wrongs += _refused(roster, paths[0].name)
    if wrongs:
        order = {path.name: number for number, path in enumerate(paths)}
        named = [(sheet.file, sheet.name) for sheet in sheets]
        once = {(wrong.place, wrong.message("en")): wrong for wrong in wrongs}
        in_order = sorted(once.values(), key=lambda wrong: _rank(wrong.place, order, named))
        raise RosterError(in_order, roster.notes.open)
    return roster


def _rank(place: Place, files: dict[str, int], sheets: list[tuple[str, str]]) -> tuple[int, int, int, int]:
    sheet = (place.file, place.sheet)
    at = sheets.index(sheet) if sheet in sheets else -1
    return files.get(place.file, -1), at, place.row or 0, place.column or 0


def _refused(roster: Roster, file: str) -> list[Wrong]:
    """Return what the scenario as a whole does not allow, at the cells that it comes from."""
    try:
        from_data(roster.data, file)
    except ScenarioError as error:
        wrongs = []
        for fault in error.faults:
            path = undotted(fault.field) or ()
            above = (path[:length] for length in range(len(path), 0, -1))
            place = next((roster.origin[prefix] for prefix in above if prefix in roster.origin), Place(file))
            alike = fault.kind == "nothing_two_sided"  # nothing that one could set in a spreadsheet
            wrongs.append(Wrong(place, Refusal("roster.all_alike") if alike else OfScenario(fault)))
        return wrongs
    return []
