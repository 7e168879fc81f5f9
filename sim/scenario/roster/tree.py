"""Tables → a scenario: names that must exist, what the rows of one table say of another, and what was understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sim.mechanisms import BLOCK_TYPES
from sim.scenario.district import Functions, Owned
from sim.scenario.faults import MAX_FAULTS
from sim.scenario.nodes import Path
from sim.words import Refusal

from . import cells
from .aliases import Names
from .headers import Listing, Reading
from .notes import Notes
from .places import Listed, Place, Wrong
from .tables import Record

_RESOURCES, _FUNCTIONS = tuple(Owned.model_fields), tuple(Functions.model_fields)


@dataclass
class Roster:
    """What was read, as the data of a scenario.

    Attributes
    ----------
    data : dict
        ``months``, ``needs``, ``areas`` and ``organisations``, each where the roster says anything of it.
    origin : dict
        Where in the files a path of the scenario comes from.
    streets : list of str
        What the streets are called, in order of their numbers.
    encodings : dict of str to str
        The encoding in which each CSV file was read.
    areas_from_rows : bool
        Whether there was no table of areas.
    first_month : (year, month) or None
        Which month is the first of the run.
    notes : Notes
        What was read freely, and what was left out for a person to decide.
    tables : list of (Place, str, int)
        The sheets, the table that each was taken for, and how many rows it has.
    """

    data: dict[str, Any] = field(default_factory=dict)
    origin: dict[Path, Place] = field(default_factory=dict)
    streets: list[str] = field(default_factory=list)
    encodings: dict[str, str] = field(default_factory=dict)
    areas_from_rows: bool = False
    first_month: tuple[int, int] | None = None
    notes: Notes = field(default_factory=Notes)
    tables: list[tuple[Place, str, int]] = field(default_factory=list)


class Making:
    """Makes a scenario of tables; what is wrong between their rows is added to the list."""

    def __init__(self, tables: Sequence[Listing], reading: Reading) -> None:
        self.wrongs, self.unsure, self.made = reading.wrongs, reading.unsure, Roster(notes=reading.notes)
        self.listings = tables
        self.records: dict[str, list[Record]] = {}
        for listing in tables:
            self.records.setdefault(listing.table.name, []).extend(listing.records)
        self.street_of: dict[str, int] = {}
        self.areas, self.units = Names(), Names()
        self.dropped: set[str] = set()  # names in rows that cannot be used, which is said where the row is wrong

    def roster(self) -> Roster:
        """Return the scenario that was understood."""
        rows = {name: self.records.get(name, []) for name in ("organisations", "areas", "ties", "needs")}
        if rows["areas"]:
            self._areas(rows["areas"])
        elif rows["organisations"]:
            self._areas_of_rows(rows["organisations"])
        self._organisations(rows["organisations"])
        self._ties(rows["organisations"], rows["ties"])
        self._needs(rows["needs"])
        self.made.tables = [
            (listing.sheet.place(), listing.table.name, len(listing.records))
            for listing in self.listings
            if listing.records
        ]
        return self.made

    def wrong(self, place: Place, key: str, found: str = "", allowed: Refusal | str = "", **fields: object) -> None:
        """Add one thing that is wrong."""
        nearest = fields.pop("nearest", None)
        self.wrongs.append(Wrong(place, Refusal(key, **fields), found, allowed, str(nearest) if nearest else None))

    def meant(self, name: str, valid: Iterable[str]) -> str | None:
        """Return the name that was probably meant; where very much is wrong nobody reads it."""
        return cells.closest(name, valid) if len(self.wrongs) < MAX_FAULTS else None

    def put(self, path: Path, data: dict[str, Any], name: str, value: Any, record: Record, column: str) -> None:
        """Write a value down, and where it comes from."""
        if value is not None:
            data[name] = value
            self.made.origin[*path, name] = record.at(column)

    def once(self, record: Record, column: str, seen: dict[str, Place]) -> bool:
        """Return whether a row has a name of its own; say where it stands already."""
        name = record.get(column)
        if name is None:
            return False
        here = record.at(column)
        before = seen.setdefault(cells.same(name), here)
        if before is not here:
            self.wrongs.append(Wrong(here, Refusal("roster.twice"), name, also=before))
            return False
        return True

    def street(self, name: str | None) -> int:
        """Return the number of a street, in order of appearance; of the only one where none is told."""
        if name is None:
            name = ""
        number = self.street_of.setdefault(cells.same(name), len(self.street_of))
        if number == len(self.made.streets):
            self.made.streets.append(name)
        return number

    def _areas(self, records: list[Record]) -> None:
        seen: dict[str, Place] = {}
        with_street = [record.get("street") is not None for record in records]
        people = [record.get("population") for record in records if record.get("population")]
        mean = sum(people) / len(people) if people else 1.0
        listed: list[dict[str, Any]] = []
        for record, has_street in zip(records, with_street, strict=True):
            if any(with_street) and not has_street and "street" not in record.wrong:
                self.wrong(record.place, "roster.street_lacking")
            if not self.once(record, "name", seen):
                continue
            path: Path = ("areas", len(listed))
            data: dict[str, Any] = {}
            self.made.origin[path] = record.place
            self.put(path, data, "name", record.get("name"), record, "name")
            self.put(path, data, "street", self.street(record.get("street")), record, "street")
            count = record.get("population")
            self.put(path, data, "population", None if count is None else round(count / mean, 6), record, "population")
            for name in ("hardship", "x", "y"):
                self.put(path, data, name, record.get(name), record, name)
            self.areas.add(data["name"], len(listed))
            listed.append(data)
        if listed:
            self.made.data["areas"] = listed

    def _areas_of_rows(self, records: list[Record]) -> None:
        """Take the areas from the rows of residential areas: each stands in one that is its own."""
        listed: list[dict[str, Any]] = []
        for record in records:
            name = record.get("area") or record.get("name")
            if "type" in record.wrong:
                self.dropped.update(
                    cells.same(spelling) for spelling in (record.get("area"), record.get("name")) if spelling
                )
            if record.get("type") != "residential_area" or name is None or cells.same(name) in self.areas.exact:
                continue
            path: Path = ("areas", len(listed))
            data: dict[str, Any] = {}
            self.made.origin[path] = record.place
            self.put(path, data, "name", name, record, "area" if record.get("area") else "name")
            self.put(path, data, "street", self.street(record.get("street")), record, "street")
            self.areas.add(name, len(listed))
            listed.append(data)
        if listed:
            self.made.data["areas"], self.made.areas_from_rows = listed, True
        elif not any({"name", "type", "area"} & record.wrong for record in records):  # else there may be some
            if not {"areas", "organisations"} & self.unsure:
                self.wrong(replace(records[0].place, row=None), "roster.no_areas")
            self.unsure.add("areas")

    def area(self, record: Record) -> str | None:
        """Return the area that a row names, as it is spelt where areas are listed."""
        name = record.get("area")
        if name is None:
            return None
        number, short = self.areas.find(name)
        if number is None:
            valid = [area["name"] for area in self.made.data.get("areas", ())]
            of_rows = self.made.areas_from_rows and "organisations" in self.unsure
            near = self.meant(name, valid)
            dropped = cells.same(name) in self.dropped and near is None
            if not (of_rows or dropped or "areas" in self.unsure):
                allowed = Listed(valid) if valid else Refusal("roster.allowed.no_areas")
                self.wrong(record.at("area"), "roster.unknown_area", name, allowed, nearest=near)
            return None
        spelling = str(self.made.data["areas"][number]["name"])
        if short:
            self.made.notes.add("name.area", record.at("area"), name, spelling)
        return spelling

    def _organisations(self, records: list[Record]) -> None:
        seen: dict[str, Place] = {}
        listed: list[dict[str, Any]] = []
        for record in records:
            area = self._stands(record)
            if not self.once(record, "name", seen) or record.get("type") is None:
                self.dropped.add(cells.same(record.get("name") or ""))
                continue
            path: Path = ("organisations", len(listed))
            data: dict[str, Any] = {}
            self.made.origin[path] = record.place
            for name in ("name", "type"):
                self.put(path, data, name, record.get(name), record, name)
            self.put(path, data, "area", area, record, "area")
            for name in ("hours", "members", "level", "needs"):
                self.put(path, data, name, record.get(name), record, name)
            for name, every in (("resources", _RESOURCES), ("functions", _FUNCTIONS)):
                given = record.get(name)
                whole = None if given is None else {part: given.get(part, 0.0) for part in every}
                self.put(path, data, name, whole, record, name)
            self.units.add(data["name"], len(listed))
            listed.append(data)
        if listed:
            self.made.data["organisations"] = listed

    def _stands(self, record: Record) -> str | None:
        """Return the area in which an organisation stands, where its row tells that."""
        area, street = self.area(record), record.get("street")
        areas = self.made.data.get("areas", [])
        if street is not None and areas and cells.same(street) not in self.street_of:
            valid = [name for name in self.made.streets if name]
            if len(self.street_of) == 1 and not valid:  # the only one, and here is its name
                self.street_of[cells.same(street)], self.made.streets[0] = 0, street
            else:
                allowed = Listed(valid) if valid else ""
                near = self.meant(street, valid)
                if "areas" not in self.unsure:
                    self.wrong(record.at("street"), "roster.unknown_street", street, allowed, nearest=near)
                return area
        number = None if street is None else self.street_of.get(cells.same(street))
        if area is not None:
            here = areas[self.areas.exact[cells.same(area)]]["street"]
            if number is not None and here != number:
                self.wrong(record.at("street"), "roster.other_street", f"{street} ≠ {self.made.streets[here]} ({area})")
            return area
        if record.get("area") is not None or "area" in record.wrong or not areas:
            return None
        kind = record.get("type")
        if kind == "residential_area":
            name = record.get("name")
            own, short = self.areas.find(name or "")
            if own is not None:
                if short:
                    self.made.notes.add("name.own", record.at("name"), name, areas[own]["name"])
                return str(areas[own]["name"])
            if name is not None and "areas" not in self.unsure:
                self.wrong(record.at("name"), "roster.area_lacking", name)
        elif number is not None or len(self.street_of) == 1:
            if kind in BLOCK_TYPES:
                return next(str(row["name"]) for row in areas if row["street"] == (number or 0))
            if number is not None and len(self.street_of) > 1:
                self.wrong(record.at("street"), "roster.only_street", str(street))
        elif kind in BLOCK_TYPES:
            self.wrong(record.place, "roster.block_without_street", str(record.get("name") or ""))
        return None

    def unit(self, record: Record, column: str, name: str) -> int | None:
        """Return which organisation a cell names."""
        number, short = self.units.find(name)
        valid = [unit["name"] for unit in self.made.data.get("organisations", ())]
        if number is None and "organisations" not in self.unsure and cells.same(name) not in self.dropped:
            allowed = Listed(valid) if valid else Refusal("roster.allowed.no_units")
            self.wrong(record.at(column), "roster.unknown_unit", name, allowed, nearest=self.meant(name, valid))
        elif number is not None and short:
            self.made.notes.add("name.unit", record.at(column), name, valid[number])
        return number

    def _ties(self, organisations: list[Record], ties: list[Record]) -> None:
        """Take standing ties from a column of organisations and from a table of their own."""
        for record in organisations:
            unit = self.units.exact.get(cells.same(record.get("name") or ""))
            for name in record.get("ties") or ():
                self._tie(unit, record, "ties", name)
        for record in ties:
            name, other = record.get("one"), record.get("other")
            unit = None if name is None else self.unit(record, "one", name)
            if other is not None:
                self._tie(unit, record, "other", other)

    def _tie(self, unit: int | None, record: Record, column: str, name: str) -> None:
        other = self.unit(record, column, name)
        if unit is None or other is None:
            return
        units = self.made.data["organisations"]
        listed = units[unit].setdefault("ties", [])
        if unit == other:
            self.wrong(record.at(column), "roster.tie_to_itself", name)
        elif units[other]["name"] in listed:
            self.wrong(record.at(column), "roster.tie_twice", name)
        else:
            self.made.origin["organisations", unit, "ties", len(listed)] = record.at(column)
            listed.append(units[other]["name"])

    def _needs(self, records: list[Record]) -> None:
        days = [day for record in records if (day := record.get("date")) is not None]
        if not days:
            return
        first = min((day.year, day.month) for day in days)
        listed: list[dict[str, Any]] = []
        seen: dict[tuple[object, ...], Place] = {}
        for record in records:
            place = self._need_place(record)
            date = record.get("date")
            if date is None or record.get("title") is None or record.get("nature") is None:
                continue
            month = 12 * (date.year - first[0]) + date.month - first[1] + 1
            here = record.at("title")
            before = seen.setdefault((cells.same(record.get("title")), date, *sorted(place.items())), here)
            if before is not here:
                self.wrongs.append(Wrong(here, Refusal("roster.need_twice"), record.get("title"), also=before))
                continue
            path: Path = ("needs", "listed", len(listed))
            data: dict[str, Any] = {}
            self.made.origin[path] = record.place
            self.put(path, data, "name", record.get("title"), record, "title")
            self.put(path, data, "month", month, record, "date")
            self.put(path, data, "day", None if date.day is None else min(date.day, 30), record, "date")
            self.put(path, data, "nature", record.get("nature"), record, "nature")
            for name, value in place.items():
                self.put(path, data, name, value, record, name)
            for name in ("amount", "deadline", "worth", "harm"):
                self.put(path, data, name, record.get(name), record, name)
            for name in ("resources", "functions"):
                given = record.get(name)
                self.put(path, data, name, None if given is None else list(given), record, name)
            listed.append(data)
        span = max(12 * (day.year - first[0]) + day.month - first[1] + 1 for day in days)
        self.made.first_month = first
        self.made.data = {"months": span, "needs": {"scale": 0.0, "listed": listed}, **self.made.data}

    def _need_place(self, record: Record) -> dict[str, str]:
        """Return the area or the owner of a need."""
        area, owner = self.area(record), record.get("owner")
        if owner is None:
            if area is None and record.get("area") is None and not {"area", "owner"} & record.wrong:
                self.wrong(record.place, "roster.place_lacking")
            return {} if area is None else {"area": area}
        number = self.unit(record, "owner", owner)
        if number is None:
            return {}
        unit = self.made.data["organisations"][number]
        stands = unit.get("area")
        if area is not None and area != stands:
            self.wrong(record.at("area"), "roster.owner_elsewhere", f"{area} ≠ {stands or '—'} ({unit['name']})")
        elif unit["type"] in BLOCK_TYPES:
            if stands is None:
                self.wrong(record.at("owner"), "roster.owner_is_nowhere", owner)
            return {"area": stands} if stands is not None else {}
        return {"owner": unit["name"]}
