"""The file of a design: read, and held against the scenario that it varies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sim.words import with_commas
from sim.words.faults import Phrase, clip, found, names

from . import read
from .design import (
    BLOCK,
    FAST_LEAST,
    MEASURES,
    MOST_CELLS,
    MOST_POINTS,
    SALIB,
    SAMPLED,
    VARIED,
    Axis,
    Design,
    DesignFile,
    Range,
    Value,
    points_of_salib,
    width_of,
)
from .design_rows import csv_rows, is_outside, likely, refused
from .faults import Fault, ScenarioError, arrange, nearest
from .field_types import allowed, field_types_at
from .load import ENDINGS
from .loaded import LoadedScenario
from .nodes import find, undotted
from .parameters import parameter_rows
from .plain_data import tree_of
from .schema import Scenario
from .validate import validate


class DesignDocument:
    """A design's file as it was read, before the scenario that it varies is known.

    Parameters
    ----------
    path : pathlib.Path
        The file; or what messages call ``data``, and beside which files lie that it names.
    data : mapping, optional
        What would stand in the file.

    Raises
    ------
    ScenarioError
        With all that is wrong with it by itself.
    """

    def __init__(self, path: Path, data: Mapping[str, Any] | None = None) -> None:
        document = read.read_file(path) if data is None else tree_of(data, str(path))
        if document.tree is None:
            raise ScenarioError(document.faults)
        self.path, self.tree = path, document.tree
        self.stated = validate(DesignFile, document.tree, earlier=document.faults)

    @property
    def scenario(self) -> str | None:
        """The scenario that it names: a shipped name, or the path of a file from where the design lies."""
        named = self.stated.scenario
        if named is None or not named.lower().endswith(ENDINGS):
            return named
        return str(self.path.parent / named)

    def over(self, scenario: LoadedScenario, measures: Sequence[str]) -> tuple[Design, list[Fault]]:
        """Hold the design against a scenario; return it, and what is legal and odd about it.

        Raises
        ------
        ScenarioError
            With all that is wrong with it.
        """
        laid = _Laying(self, scenario, measures)
        design = laid.design()
        if laid.faults:
            raise ScenarioError(arrange(laid.faults))
        return design, laid.odd


def is_design(path: Path) -> bool:
    """Return whether a file reads like a design and not like a scenario."""
    if path.suffix.lower() not in ENDINGS or not path.is_file():
        return False
    tree = read.read_file(path).tree
    of_designs = DesignFile.model_fields.keys() - Scenario.model_fields.keys()
    return tree is not None and isinstance(tree.value, dict) and bool(of_designs & tree.value.keys())


class _Laying:
    """One design being laid over one scenario."""

    def __init__(self, document: DesignDocument, scenario: LoadedScenario, measures: Sequence[str]) -> None:
        self.document, self.scenario, self.stated = document, scenario, document.stated
        self.measures = tuple(measures)
        self.model = type(scenario)
        self.rows = {row.path: row for row in parameter_rows(self.model)}
        self.faults: list[Fault] = []
        self.odd: list[Fault] = []
        self._there: set[str] = set()

    def design(self) -> Design:
        """Return the design; with faults it means nothing."""
        stated = self.stated
        axes = [*self._varied(), *self._together()]
        looks = self._looks()
        rows = self._rows() if stated.method == "points" else ()
        self._of_method(axes)
        count = 0 if self.faults else self._count(axes, rows)
        return Design(
            stated.method, tuple(axes), count, stated.blocks, stated.seed, looks, stated.replications.precision,
            stated.replications.luck, self._keep(), rows,
            stated.points if isinstance(stated.points, int) else 2, stated.run_limit,
        )  # fmt: skip

    def _fault(self, path: tuple[str | int, ...], kind: str, shown: str = "", may: str = "",
               guess: str | None = None, **detail: str) -> None:  # fmt: skip
        node, depth = find(self.document.tree, path)
        place = node.place if depth < len(path) or not node.key else node.key
        self.faults.append(Fault.at(place, path, kind, shown, may, guess, **detail))

    def _varied(self) -> Iterator[Axis]:
        for name, stated in (self.stated.vary or {}).items():
            at = ("vary", name)
            if isinstance(stated, Range) and stated.dirichlet is not None:
                yield from self._shares(name, stated, at)
            elif self._may_vary(name, at):
                axis = self._axis((name,), stated, at)
                if axis is not None:
                    yield axis

    def _together(self) -> Iterator[Axis]:
        for i, stated in enumerate(self.stated.together or ()):
            at = ("together", i)
            if len(stated.fields) < 2:
                self._fault((*at, "fields"), "design_not_together", found(stated.fields))
            known = [self._may_vary(name, (*at, "fields", k)) for k, name in enumerate(stated.fields)]
            if not stated.fields or not all(known):
                continue
            values: Range | list[Value] = Range.model_validate(
                {"from": stated.low, "to": stated.high, "scale": stated.scale, "points": stated.points}
            )
            if stated.values is not None:
                values = stated.values
            axis = self._axis(tuple(stated.fields), values, at)
            if axis is not None:
                yield axis

    def _may_vary(self, name: str, at: tuple[str | int, ...]) -> bool:
        """Say what is wrong with a parameter's name; return whether there is such a parameter."""
        if name in self._there:
            self._fault(at, "design_twice", name)
        self._there.add(name)
        row = self.rows.get(name)
        if row is None or row.kind not in VARIED or "[]" in name:
            self._no_parameter(name, at)
            return False
        self._look_whether_off(name, at)
        return True

    def _no_parameter(self, name: str, at: tuple[str | int, ...]) -> None:
        if name in self.rows:
            self._fault(at, "design_not_varied", name)
        else:
            self._fault(at, "unknown_key", clip(name), Phrase("say.a_parameter"), likely(name, self.rows))

    def _look_whether_off(self, name: str, at: tuple[str | int, ...], rows: Iterable[str] = ()) -> None:
        """Note a parameter of a mechanism that is off wherever the design goes; rows may move its strength."""
        parts = name.split(".")
        if parts[0] != "mechanisms" or len(parts) != 3 or parts[2] == "strength":
            return
        dose = f"mechanisms.{parts[1]}.strength"
        together = (name for axis in self.stated.together or () for name in axis.fields)
        moved = {*(self.stated.vary or {}), *together, *rows}
        if getattr(getattr(self.scenario.mechanisms, parts[1]), "strength", 1.0) == 0.0 and dose not in moved:
            node, _ = find(self.document.tree, at)
            place = node.key or node.place
            self.odd.append(replace(Fault.at(place, at, "design_off", dose), odd=True))

    def _axis(
        self, fields: tuple[str, ...], stated: Range | list[Value] | str, at: tuple[str | int, ...]
    ) -> Axis | None:
        before = len(self.faults)
        rows = [self.rows.get(name) for name in fields]
        whole = any(row is not None and row.kind == "whole number" for row in rows)
        if isinstance(stated, list):
            self._values(fields, stated, at)
            return None if len(self.faults) > before else Axis(fields, values=tuple(stated), whole=whole)
        if isinstance(stated, str):
            plausible = rows[0].plausible if rows[0] is not None else None
            if plausible is None:
                self._fault(at, "design_no_plausible", fields[0])
                return None
            return Axis(fields, plausible.low, plausible.high, plausible.scale, whole)
        if any(row is not None and row.kind not in ("number", "whole number") for row in rows):
            self._fault(at, "design_no_range", fields[0], self._allowed(fields[0]))
            return None
        if stated.low is None or stated.high is None:
            self._fault(at, "missing", "from" if stated.low is None else "to", Phrase("say.a_number"))
            return None
        self._ends(fields, stated, at, whole)
        if len(self.faults) > before:
            return None
        return Axis(fields, stated.low, stated.high, stated.scale or "linear", whole, stated.points)

    def _ends(self, fields: tuple[str, ...], stated: Range, at: tuple[str | int, ...], whole: bool) -> None:
        """Say what is wrong with the ends of a range."""
        assert stated.low is not None
        assert stated.high is not None
        if not stated.low < stated.high:
            self._fault(at, "design_empty_range", f"{stated.low:g} … {stated.high:g}")
        for end, value in (("from", stated.low), ("to", stated.high)):
            outside = [row for name in fields if (row := self.rows.get(name)) is not None and is_outside(row, value)]
            if outside:
                self._fault((*at, end), "out_of_range", f"{value:g}", self._allowed(outside[0].path))
            elif whole and not value.is_integer():
                self._fault((*at, end), "design_not_whole", f"{value:g}")
        if stated.scale == "log" and stated.low <= 0.0:
            self._fault((*at, "from"), "design_log", f"{stated.low:g}")
        if stated.scale == "elasticity" and stated.high >= 1.0:
            self._fault((*at, "to"), "design_elasticity", f"{stated.high:g}")

    def _values(self, fields: tuple[str, ...], values: Sequence[Value], at: tuple[str | int, ...]) -> None:
        """Say what is wrong with a list of values."""
        if not values:
            self._fault(at, "empty_list", Phrase("say.empty_list"))
        for i, value in enumerate(values):
            if any(value == other and type(value) is type(other) for other in values[:i]):
                self._fault((*at, i), "design_value_twice", found(value))
            for name in fields:
                row = self.rows.get(name)
                if row is not None and (kind := refused(row, value)):
                    guess = nearest(str(value), row.choices) if row.choices else None
                    self._fault((*at, i), kind, found(value), self._allowed(name), guess)

    def _shares(self, name: str, stated: Range, at: tuple[str | int, ...]) -> Iterator[Axis]:
        fields = [row.path for row in self.rows.values() if row.section == name]
        given = stated.dirichlet or []
        if not fields or any(self.rows[path].apart != "sum" for path in fields):
            self._fault(at, "design_no_shares", name, "district.mix")
        elif len(given) != len(fields):
            self._fault((*at, "dirichlet"), "wrong_length", found(given), Phrase("say.each_of", names=names(fields)))
        elif not all(value > 0.0 for value in given):
            self._fault((*at, "dirichlet"), "out_of_range", clip(given), Phrase("say.above_zero"))
        elif any(value is not None for value in (stated.low, stated.high, stated.scale, stated.points)):
            self._fault(at, "design_shares_alone")
        else:
            for path in fields:
                self._there.add(path)
            yield Axis(tuple(fields), shares=tuple(given))

    def _allowed(self, name: str) -> str:
        return allowed(field_types_at(self.model, undotted(name) or ()))

    def _looks(self) -> tuple[int, ...]:
        looks = self.stated.replications.looks
        at = ("replications", "looks")
        if not looks:
            self._fault(at, "empty_list", Phrase("say.empty_list"))
        elif looks[0] < 2 or looks[-1] > BLOCK or looks != sorted(set(looks)):
            self._fault(at, "design_looks", clip(looks), Phrase("say.looks", most=with_commas(BLOCK)))
        return tuple(looks)

    def _keep(self) -> tuple[str, ...]:
        kept: dict[str, None] = {}
        for i, name in enumerate(self.stated.keep or ()):
            if name == MEASURES:
                kept.update(dict.fromkeys(self.measures))
            elif name in self.measures:
                kept[name] = None
            else:
                may = Phrase("say.one_of", names=names([MEASURES, *self.measures]))
                self._fault(("keep", i), "unknown_measure", clip(name), may, nearest(name, [MEASURES, *self.measures]))
        return tuple(kept)

    def _of_method(self, axes: Sequence[Axis]) -> None:
        """Say what does not go with the method."""
        method, points = self.stated.method, self.stated.points
        if method == "points":
            if not isinstance(points, (str, list)):
                self._fault(("points",), "design_points_file", found(points))
            elif isinstance(points, list) and not points:
                self._fault(("points",), "empty_list", Phrase("say.empty_list"))
            for name in ("vary", "together"):
                if getattr(self.stated, name):
                    self._fault((name,), "design_not_with", name, method=method)
            return
        if isinstance(points, (str, list)):
            self._fault(("points",), "design_points_number", found(points))
        elif method in SAMPLED and points is None and axes:
            self._fault(("points",), "missing", Phrase("say.nothing"), Phrase("say.a_whole_number"))
        elif points is not None and points < (2 if method in ("grid", "one_at_a_time") else 1):
            self._fault(("points",), "out_of_range", str(points), Phrase("say.a_whole_number"))
        for axis in axes:
            at = ("vary", axis.fields[0].rpartition(".")[0] if axis.shares else axis.fields[0])
            if axis.shares and method not in SAMPLED:
                self._fault(at, "design_drawn_only", method=method)
            if axis.is_range and method not in SAMPLED and points is None and axis.count is None:
                self._fault(at, "design_how_many", axis.fields[0])
        if method in SALIB and find_spec("SALib") is None:
            self._fault(("method",), "design_no_salib", method)
        if method in SALIB and not axes and not self.faults:
            self._fault(("vary",), "missing", Phrase("say.nothing"), Phrase("say.a_parameter"))
        if method == "fast" and isinstance(points, int) and 0 < points < FAST_LEAST:
            self._fault(("points",), "design_fast", str(points), str(FAST_LEAST))
        powers = method in ("sobol", "saltelli")
        if powers and isinstance(points, int) and points > 0 and points & (points - 1):
            below = 1 << (points.bit_length() - 1)
            near = Phrase("say.one_of", names=names([str(below), str(2 * below)]))
            self._fault(("points",), "design_power_of_two", str(points), near)

    def _count(self, axes: Sequence[Axis], rows: Sequence[object]) -> int:
        """Return how many points a block has."""
        points, method = self.stated.points, self.stated.method
        per_axis = points if isinstance(points, int) else 2
        count = 1
        if method == "points":
            count = len(rows)
        elif method in ("grid", "one_at_a_time"):
            asked = [len(axis.values) or axis.count or per_axis for axis in axes]
            if max(asked, default=0) > MOST_POINTS:
                count = max(asked)
            else:  # of whole numbers there may be fewer than are asked for
                several = [len(axis.steps(per_axis)) for axis in axes]
                count = 1 + sum(several) if method == "one_at_a_time" else math.prod(several)
        elif axes and isinstance(points, int):
            count = points if method not in SALIB else points_of_salib(method, points, width_of(axes))
        whole = count * self.stated.blocks
        cells = count * width_of(axes) if method in ("lhs", *SALIB) else 0
        if whole > MOST_POINTS or cells > MOST_CELLS:
            most = Phrase("say.at_most_count", count=with_commas(MOST_POINTS))
            self._fault((), "design_too_many", with_commas(whole), most)
        return count

    def _rows(self) -> tuple[dict[str, Value], ...]:
        """Return the points that are stated one by one, in the design or in a file beside it."""
        stated = self.stated.points
        rows = self._rows_of_file(stated) if isinstance(stated, str) else ()
        if isinstance(stated, list):
            rows = tuple(stated)
            for i, row in enumerate(rows):
                for name, value in row.items():
                    self._look_at_value(name, value, ("points", i, name))
        moved = dict.fromkeys(name for row in rows for name in row)
        for name in moved:
            self._look_whether_off(name, ("points",), moved)
        return rows

    def _look_at_value(self, name: str, value: Value, at: tuple[str | int, ...]) -> None:
        known = self.rows.get(name)
        if known is None or known.kind not in VARIED or "[]" in name:
            self._no_parameter(name, at)
        elif kind := refused(known, value):
            guess = nearest(str(value), known.choices) if known.choices else None
            self._fault(at, kind, found(value), self._allowed(name), guess)

    def _rows_of_file(self, name: str) -> tuple[dict[str, Value], ...]:
        path = self.document.path.parent / name
        try:
            rows, faults = csv_rows(path, self.rows, self._allowed)
        except FileNotFoundError:
            self._fault(("points",), "missing_file", clip(name))
            return ()
        except OSError as error:
            self._fault(("points",), "unreadable", clip(name), reason=error.strerror or str(error))
            return ()
        if not rows and not faults:
            self._fault(("points",), "empty", clip(name))
        self.faults += faults
        return rows
