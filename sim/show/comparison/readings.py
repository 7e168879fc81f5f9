"""The tables of a comparison as they are read, on the page and on a terminal: each from one of its tables of data."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from itertools import pairwise

from sim.questions.compare import ENDS, LETTERS, Compared
from sim.questions.interval import Interval
from sim.words import say

from ..kit.numbers import percentage
from ..kit.reading import Cell, Column, Made, NumberCell, Reading, Record, number_cell, words
from ..kit.tables import DataTable
from ..verdict.readings import unit_word
from .tables import TABLES
from .words import lettered, others, word

_DATA: dict[str, DataTable[Compared]] = {table.name: table for table in TABLES}
_MOVED = ("difference", "difference_low", "difference_high")
_PERCENT = ("met", "participation")
_ABREAST = 2  # scenarios beside the first in one table
MOST_PAIRS = 15  # that are shown; of more only neighbours


def _level(factor: float = 1.0) -> Made[Compared]:
    return number_cell(form="estimate", factor=factor)


def _difference(factor: float = 1.0) -> Made[Compared]:
    return number_cell(threshold=0.0, form="difference", names=_MOVED, factor=factor)


def against(number: int, names: Collection[str] | None = None) -> Reading[Compared]:
    """Return the measures of one scenario, by its number beside the first, against the first; all, or those named."""
    letter = LETTERS[number + 1]
    return Reading(
        _DATA["comparison"],
        (
            Column("table.measure", words("name"), gives=True),
            Column("table.unit", lambda _, record, lang: unit_word(record["unit"], lang), wide=True, only="page"),
            Column(lambda *_: "A", _level(), {"scenario": "A"}, right=True),
            Column(lambda *_: letter, _level(), {"scenario": letter}, right=True),
            Column("compare.difference", _difference(), {"scenario": letter}),
            Column(
                "compare.reading",
                lambda _, record, lang: say(f"compare.word.{record['reading']}", lang),
                {"scenario": letter},
                wide=True,
                gives=False,
            ),
        ),
        lambda _, lang: say("compare.table.totals", lang, letter=letter),
        by="measure",
        keeps=lambda record: names is None or record["measure"] in names,
    )


def groups_readings(compared: Compared, axis: str, measure: str) -> Iterator[Reading[Compared]]:
    """Yield one reading by group: the scenarios, and their differences from the first."""

    def what(lang: str) -> str:
        name = say(f"group.{measure}", lang)
        return say("table.percent", lang, what=name) if measure in _PERCENT else name

    factor = 100.0 if measure in _PERCENT else 1.0
    first: Column[Compared] = Column(f"axis.{axis}", words("group"))
    for columns in _abreast(compared, factor):
        yield Reading(
            _DATA["groups"],
            (first, *columns),
            lambda _, lang: say("compare.table.groups", lang, what=what(lang)),
            by="group",
            keeps=lambda record: record["axis"] == axis and record["measure"] == measure,
        )


def flow_readings(compared: Compared, flow: str) -> Iterator[Reading[Compared]]:
    """Yield a flow: a row for each end, and each giver that reaches it."""

    def ends(_: Compared, rows: list[list[Record]]) -> list[list[Record]]:
        reached = (records for records in rows if any(record["estimate"] for record in records))
        return sorted(reached, key=lambda records: ENDS[flow].index(records[0]["to"]))

    first: Column[Compared] = Column(
        "compare.flow.what",
        lambda _, record, lang: say("list.named", lang, name=record[f"to_{lang}"], what=record[f"giver_{lang}"]),
    )
    for columns in _abreast(compared, 1.0):
        yield Reading(
            _DATA["flows"],
            (first, *columns),
            lambda _, lang: say("compare.table.groups", lang, what=say(f"compare.flow.{flow}", lang)),
            by="to giver",
            keeps=lambda record: record["flow"] == flow,
            order=ends,
        )


def _abreast(compared: Compared, factor: float) -> Iterator[list[Column[Compared]]]:
    """Yield the columns of the first scenario and two others a table, as many as a page is wide."""

    def level(letter: str) -> Column[Compared]:
        return Column(lambda *_: letter, _level(factor), {"scenario": letter})

    def difference(letter: str) -> Column[Compared]:
        def heading(_: Compared, lang: str) -> str:
            return say("compare.table.difference", lang, letter=letter)

        return Column(heading, _difference(factor), {"scenario": letter})

    letters = [LETTERS[i + 1] for i in others(compared)]
    for start in range(0, len(letters), _ABREAST):
        shown = letters[start : start + _ABREAST]
        yield [*(level(letter) for letter in ("A", *shown)), *(difference(letter) for letter in shown)]


def _who(compared: Compared, record: Record, lang: str) -> Cell:
    title = dict(lettered(compared))[record["scenario"]].title.said(lang)
    return f"{record['scenario']}  {title.removeprefix(say('compare.without', lang, what=''))}"


def _percent(compared: Compared, record: Record, lang: str) -> Cell:
    """Return a difference in value added in per cent of the first scenario's."""
    first, lost = compared.measures["value"].values[0].estimate, record["difference"]
    if not first or lost is None:
        return say("value.undefined", lang)
    text = percentage(lost / abs(first), 3)
    return f"+{text}" if lost > 0.0 else text


def _in_order(compared: Compared, rows: list[list[Record]]) -> list[list[Record]]:
    by_letter = {records[0]["scenario"]: records for records in rows}
    return [by_letter[LETTERS[i + 1]] for i in others(compared)]


RANKING: Reading[Compared] = Reading(
    _DATA["comparison"],
    (
        Column("rank.who", _who, wide=True),
        Column("rank.value", _difference(), {"measure": "value"}),
        Column("rank.percent", _percent, {"measure": "value"}, right=True),
        Column("rank.one", _level(2.0), {"measure": "synergy"}, only="page"),
        Column("rank.one_difference", _difference(2.0), {"measure": "synergy"}),
    ),
    "rank.table",
    by="scenario",
    keeps=lambda record: record["measure"] in ("value", "synergy"),
    order=_in_order,
)
"""What each scenario beside the first differs from it by, in order."""


def _ranks(compared: Compared) -> dict[str, int]:
    return {LETTERS[i + 1]: rank for rank, i in enumerate(others(compared))}


def _two(compared: Compared, record: Record) -> tuple[str, str, float]:
    """Return the one that comes first in order, the other, and the sign of the other less the first."""
    ranks, scenario, other = _ranks(compared), record["scenario"], record["other"]
    return (other, scenario, 1.0) if ranks[scenario] > ranks[other] else (scenario, other, -1.0)


def _which(compared: Compared, record: Record, lang: str) -> Cell:
    first, second, _ = _two(compared, record)
    return f"{second} − {first}"


def _turned(compared: Compared, record: Record, factor: float = 1.0) -> Interval:
    *_, sign = _two(compared, record)
    known = [math.nan if record[name] is None else record[name] for name in _MOVED]
    return Interval(*known).scaled(sign * factor)


def _between(factor: float) -> Made[Compared]:
    return lambda compared, record, _: NumberCell(_turned(compared, record, factor), 0.0, form="difference")


def _pair_word(compared: Compared, record: Record, lang: str) -> Cell:
    return say(f"compare.word.{word(_turned(compared, record))}", lang)


def _chosen_pairs(compared: Compared, rows: list[list[Record]]) -> list[list[Record]]:
    """Return every pair in order of its second scenario; of many only neighbours."""
    ranks = _ranks(compared)
    places = {tuple(ranks[name] for name in _two(compared, records[0])[:2]): records for records in rows}
    order = sorted(places, key=lambda two: (two[1], two[0]))
    if len(order) > MOST_PAIRS:
        order = list(pairwise(range(len(ranks))))
    return [places[two] for two in order]


PAIRS: Reading[Compared] = Reading(
    _DATA["pairs"],
    (
        Column("pairs.which", _which),
        Column("pairs.value", _between(1.0), {"measure": "value"}),
        Column("pairs.one", _between(2.0), {"measure": "synergy"}),
        Column("pairs.reading", _pair_word, {"measure": "value"}),
    ),
    lambda compared, lang: say("pairs.note", lang, confidence=percentage(compared.confidence)),
    by="scenario other",
    order=_chosen_pairs,
)
"""How the scenarios beside the first differ from each other."""
